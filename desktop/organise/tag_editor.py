"""The tags of one photo: people's own, the file's and guesses, each to be refused, confirmed or added to."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from core.library import Library, Photo
from core.library.photo_tags import PhotoTag, Source, tags_of
from core.tagging import Vocabulary, read_vocabulary
from desktop.organise.tag_field import TagField
from desktop.parts.cross import Cross
from desktop.parts.dialog_parts import explanation
from desktop.parts.flow import Flow
from desktop.parts.language import Language, spoken
from desktop.parts.prose import one_line, tool_tip
from desktop.parts.translate import tr

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
        self.remove = Cross(self.tr("{tag}: it is not so").format(tag=text), self)
        self.remove.set_colour(self.palette().windowText().color().name())
        self.remove.setToolTip(tool_tip(self.tr("It is not so")))
        self.remove.clicked.connect(self.refused)
        if guessed:
            self.name.setAccessibleName(self.tr("{tag}: it is so").format(tag=text))
            self.name.setToolTip(tool_tip(self.tr("{said}. A click says that it is so.").format(said=said)))
            self.name.clicked.connect(self.confirmed)
        row = QHBoxLayout(self)
        row.setContentsMargins(3, 2, 2, 2)
        row.setSpacing(0)
        row.addWidget(self.name)
        row.addWidget(self.remove)


class TagEditor(QWidget):
    """Shows tags as chips, with a field for one more.

    Args:
        library: Opened by this thread; is only read.
        parent: Qt's owner.

    Signals:
        tagged: The photo has this tag, says the person.
        untagged: It has it not.
    """

    tagged = Signal(str)
    untagged = Signal(str)

    def __init__(self, library: Library, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Tags"))
        self._library = library
        self._tags: list[PhotoTag] | None = None
        self._chinese: Vocabulary | None = None
        self._vocabulary = read_vocabulary(library.paths.own_words)
        if spoken() is Language.CHINESE:
            self._chinese = self._vocabulary
        self._legend = explanation(self.tr("Dashed: what Fovea thinks. A click says yes, the cross says no."))
        # Nobody sees it or comes to it: after it the Tab key comes to what is made anew with each change.
        self._here = QWidget(self)
        self._here.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._here.hide()
        self._flow = Flow(self)
        self.field = TagField(self._names(), self._flow)
        self.field.setFixedWidth(_FIELD_WIDTH)
        self.field.returnPressed.connect(self._add)
        self._chips: list[TagChip] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self._flow)
        column.addWidget(self._legend)

    def show_photo(self, photo: Photo) -> None:
        """Show the tags of a photo."""
        said = self._library.annotations.of([photo.id])[photo.id]
        guessed = self._library.guesses.of([photo.pixels_digest])
        tags = self._each_once(tags_of(photo.keywords, said, guessed.get(photo.pixels_digest)))
        if tags == self._tags:
            return
        self._tags = tags
        # The chip that has the focus goes; the field is always there.
        focus = QApplication.focusWidget()
        focused = focus is not None and any(chip.isAncestorOf(focus) for chip in self._chips)
        for chip in self._chips:
            chip.hide()
            chip.deleteLater()
        self._chips = [self._chip(tag) for tag in tags]
        self._flow.show_widgets([*self._chips, self.field])
        self._order_of_tab()
        self._legend.setVisible(any(tag.source is Source.GUESS for tag in tags))
        if focused:
            self.field.setFocus()

    def learn_names(self) -> None:
        """Complete from the tags that people use now, too."""
        self.field.set_names(self._names())

    @property
    def chips(self) -> Sequence[TagChip]:
        """Those that are shown, in order."""
        return tuple(self._chips)

    def _order_of_tab(self) -> None:
        """The Tab key comes to the chips where they stand, then to the field, and then leaves."""
        parts = [part for chip in self._chips for part in (chip.name, chip.remove)]
        reached = [part for part in parts if part.focusPolicy() != Qt.FocusPolicy.NoFocus]
        for before, part in itertools.pairwise([self._here, *reached, self.field]):
            QWidget.setTabOrder(before, part)

    def _chip(self, tag: PhotoTag) -> TagChip:
        text = self._shown(tag)
        chip = TagChip(tag, text, self._flow)
        chip.confirmed.connect(lambda: self.tagged.emit(text))
        chip.refused.connect(lambda: self.untagged.emit(tag.name))
        return chip

    def _shown(self, tag: PhotoTag) -> str:
        """What Fovea thinks is said in the language of the window, what people said as they said it."""
        guessed = tag.source is Source.GUESS
        return one_line(self._chinese.chinese(tag.name) if self._chinese and guessed else tag.name)

    def _each_once(self, tags: list[PhotoTag]) -> list[PhotoTag]:
        """Without what Fovea thinks and somebody said already, if only in the language of the window."""
        said = {tag.name for tag in tags if tag.source is not Source.GUESS}
        return [tag for tag in tags if tag.source is not Source.GUESS or self._shown(tag) not in said]

    def _add(self) -> None:
        if name := self.field.text().strip():
            self.field.empty()
            self.tagged.emit(name)

    def _names(self) -> Iterable[str]:
        known = self._vocabulary.names
        shown = map(self._vocabulary.chinese, known) if self._chinese else known
        return itertools.chain((tag.name for tag in self._library.annotations.tags()), shown)


def _said(tag: PhotoTag, text: str) -> str:
    if tag.source is Source.SAID:
        return tr("{tag}: your tag").format(tag=text)
    if tag.source is Source.FILE:
        return tr("{tag}: the file says so").format(tag=text)
    if tag.probability is None:
        return tr("{tag}: Fovea thinks so, and can't say how surely").format(tag=text)
    return tr("{tag}: Fovea thinks so, {share} % sure").format(tag=text, share=round(100 * tag.probability))
