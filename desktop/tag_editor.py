"""The tags of one photo: people's own, the file's and guesses, each to be refused, confirmed or added to."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QCoreApplication, QLocale, QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from core.errors import FoveaError
from core.library import Change, Library, Photo
from core.library.photo_tags import PhotoTag, Source, tags_of
from core.tagging import Vocabulary, read_vocabulary
from desktop import icons
from desktop.dialog_parts import explanation
from desktop.flow import Flow
from desktop.prose import one_line, tool_tip
from desktop.tag_field import TagField

_FIELD_WIDTH = 150
_WIDEST = 280
"""Of a tag's name, logical pixels; its tool tip tells all of it."""


class TagChip(QFrame):
    """One tag.

    Args:
        tag: Which.
        text: What it is called in the person's language.
        parent: Qt's owner.

    Signals:
        confirmed: It is so (only guesses offer that).
        refused: It is not so.
    """

    confirmed = Signal()
    refused = Signal()

    def __init__(self, tag: PhotoTag, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("tag")
        self.tag = tag
        guessed = tag.source is Source.GUESS
        self.setProperty("guess", guessed)
        said = _said(tag, text)
        self.setToolTip(tool_tip(said))
        self.setAccessibleName(said)
        self.name = QToolButton(self)
        shown = self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideMiddle, _WIDEST)
        self.name.setText(shown.replace("&", "&&"))
        self.name.setFocusPolicy(Qt.FocusPolicy.TabFocus if guessed else Qt.FocusPolicy.NoFocus)
        self.name.setEnabled(guessed)
        self.name.setObjectName("tagName")
        self.remove = QToolButton(self)
        self.remove.setAccessibleName(self.tr("{tag}: it is not so").format(tag=text))
        self.remove.setToolTip(tool_tip(self.tr("It is not so")))
        self.remove.setIcon(icons.icon("clear", self.palette().windowText().color().name(), 14))
        self.remove.setIconSize(QSize(14, 14))
        self.remove.setFixedSize(20, 20)
        self.remove.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.remove.clicked.connect(self.refused)
        if guessed:
            self.name.setAccessibleName(self.tr("{tag}: it is so").format(tag=text))
            self.name.setToolTip(tool_tip(f"{said}. {self.tr('A click says that it is so.')}"))
            self.name.clicked.connect(self.confirmed)
        row = QHBoxLayout(self)
        row.setContentsMargins(3, 2, 2, 2)
        row.setSpacing(0)
        row.addWidget(self.name)
        row.addWidget(self.remove)


class TagEditor(QWidget):
    """Shows tags as chips, with a field for one more; Ctrl+Z takes back what was said.

    Args:
        library: Opened by this thread; what is said goes there at once.
        photo: Whose tags.
        parent: Qt's owner.

    Signals:
        changed: Something was said, or taken back.
    """

    changed = Signal()

    def __init__(self, library: Library, photo: Photo, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Tags"))
        self._library = library
        self._photo_id = photo.id
        self._undo: list[Change] = []
        self._redo: list[Change] = []
        self._chinese: Vocabulary | None = None
        vocabulary = read_vocabulary(library.paths.own_words)
        if QLocale().language() == QLocale.Language.Chinese:
            self._chinese = vocabulary
        self._legend = explanation(self.tr("Dashed: what Fovea thinks. A click says yes, the cross says no."))
        # Nobody sees it or comes to it: after it the Tab key comes to what is made anew with each change.
        self._here = QWidget(self)
        self._here.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._here.hide()
        self._flow = Flow(self)
        self.field = TagField(self._names(vocabulary), self._flow)
        self.field.setFixedWidth(_FIELD_WIDTH)
        self.field.returnPressed.connect(self._add)
        self.problem = explanation("")
        self.problem.hide()
        self._chips: list[TagChip] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self._flow)
        column.addWidget(self._legend)
        column.addWidget(self.problem)
        for keys, stacks in (
            (QKeySequence.StandardKey.Undo, (self._undo, self._redo)),
            (QKeySequence.StandardKey.Redo, (self._redo, self._undo)),
        ):
            shortcut = QShortcut(self)
            shortcut.setKeys(keys)
            shortcut.activated.connect(lambda stacks=stacks: self._step(*stacks))
        self._show()

    @property
    def chips(self) -> Sequence[TagChip]:
        """Those that are shown, in order."""
        return tuple(self._chips)

    def _show(self) -> None:
        found = self._library.photos.get([self._photo_id])
        said = self._library.annotations.of([self._photo_id])[self._photo_id]
        tags: list[PhotoTag] = []
        if found:
            guessed = self._library.guesses.of([found[0].pixels_digest])
            tags = tags_of(found[0].keywords, said, guessed.get(found[0].pixels_digest))
        else:
            self.problem.setText(self.tr("This photo is gone: it is not in the library any more."))
            self.problem.show()
        self.field.setEnabled(bool(found))
        for chip in self._chips:
            chip.hide()
            chip.deleteLater()
        self._chips = [self._chip(tag) for tag in tags]
        self._flow.show_widgets([*self._chips, self.field])
        self._order_of_tab()
        self._legend.setVisible(any(tag.source is Source.GUESS for tag in tags))

    def _order_of_tab(self) -> None:
        """The Tab key comes to the chips where they stand, then to the field, and then leaves."""
        parts = [part for chip in self._chips for part in (chip.name, chip.remove)]
        reached = [part for part in parts if part.focusPolicy() != Qt.FocusPolicy.NoFocus]
        for before, part in itertools.pairwise([self._here, *reached, self.field]):
            QWidget.setTabOrder(before, part)

    def _chip(self, tag: PhotoTag) -> TagChip:
        text = one_line(self._chinese.chinese(tag.name) if self._chinese else tag.name)
        chip = TagChip(tag, text, self._flow)
        annotations, ids = self._library.annotations, [self._photo_id]
        chip.confirmed.connect(lambda: self._say(lambda: annotations.tag(ids, tag.name)))
        chip.refused.connect(lambda: self._say(lambda: annotations.untag(ids, tag.name)))
        return chip

    def _add(self) -> None:
        name = self.field.text().strip()
        if name and self._say(lambda: self._library.annotations.tag([self._photo_id], name)):
            self.field.empty()

    def _say(self, say: Callable[[], Change]) -> bool:
        """Say something that can be taken back; returns whether it could be said."""
        change = self._attempt(say)
        if change is None:
            return False
        self._undo.append(change)
        self._redo.clear()
        self._after()
        return True

    def _step(self, taken: list[Change], given: list[Change]) -> None:
        inverse = self._attempt(lambda: self._library.annotations.apply(taken[-1])) if taken else None
        if inverse is not None:
            taken.pop()
            given.append(inverse)
            self._after()

    def _attempt(self, say: Callable[[], Change]) -> Change | None:
        """Do it; says what went wrong when it could not be done."""
        try:
            return say()
        except FoveaError as error:
            self.problem.setText(" ".join(part for part in (error.problem, error.remedy) if part))
            self.problem.show()
            return None

    def _after(self) -> None:
        self.problem.hide()
        # The chip that had the focus is gone; the field is always there.
        self.field.setFocus()
        self._show()
        self.changed.emit()

    def _names(self, vocabulary: Vocabulary) -> Iterable[str]:
        known = vocabulary.names
        shown = map(vocabulary.chinese, known) if self._chinese else known
        return itertools.chain((tag.name for tag in self._library.annotations.tags()), shown)


def _said(tag: PhotoTag, text: str) -> str:
    if tag.source is Source.SAID:
        return _tr("{tag}: your tag").format(tag=text)
    if tag.source is Source.FILE:
        return _tr("{tag}: the file says so").format(tag=text)
    if tag.probability is None:
        return _tr("{tag}: Fovea thinks so, and can't say how surely").format(tag=text)
    return _tr("{tag}: Fovea thinks so, {share} % sure").format(tag=text, share=round(100 * tag.probability))


def _tr(text: str) -> str:
    return QCoreApplication.translate("tag_editor", text)
