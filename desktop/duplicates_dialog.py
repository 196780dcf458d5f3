"""Duplicates: the groups on the left, the files of one of them side by side, and which of them go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QListView,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QWidget,
)

from core.imaging import ThumbnailStore
from core.intake.discarding import Discarded
from core.paths import display
from core.search.duplicates import Group, Kind, Member, replaced
from desktop import duplicate_wording, wording
from desktop.dialog_parts import close_button, column_of, confirm, explanation, heading
from desktop.group_models import GroupModel, MemberModel
from desktop.member_cards import CARD, CardDelegate, CardPictures


class DuplicatesDialog(QDialog):
    """Shows groups, and says what a person wants done with them. Does nothing to files itself.

    Args:
        store: Thumbnails.
        parent: Qt's owner.

    Signals:
        wanted: Groups are to be found: of series, or else of files that show one picture.
        discard_wanted: Pairs of a `PhotoFile` that stays and one that is to go to the trash for it.
        restore_wanted: A `Discarded` is to be brought back.
    """

    wanted = Signal(bool)
    discard_wanted = Signal(object)
    restore_wanted = Signal(object)

    def __init__(self, store: ThumbnailStore, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Duplicates"))
        self.resize(1080, 720)
        self.groups = GroupModel(self)
        self.members = MemberModel(self)
        self._pictures = CardPictures(store, self.devicePixelRatioF(), self)
        self._waiting = 0
        self._loading = True
        self._undo: Discarded | None = None
        self._handled: tuple[int, Group] | None = None
        self._make_widgets()
        self._lay_out()
        self.groups.modelReset.connect(self._show_first)
        self.members.marked.connect(self._show_marks)
        self._pictures.loaded.connect(self.cards.viewport().update)
        self._show_state()

    # -- what the commands tell ----------------------------------------------------------------

    def show_groups(self, groups: Sequence[Group], waiting: int) -> None:
        """Show what was found.

        Args:
            groups: In their order.
            waiting: So many photos were not compared yet.
        """
        self._waiting = waiting
        self._loading = False
        self.groups.show(groups)

    def show_discarded(self, result: Discarded) -> None:
        """Show that files went, and what could not go."""
        said = duplicate_wording.trashed(len(result.trashed), result.bytes) if result.trashed else ""
        self._say(" ".join([said, *result.left]).strip())
        self._undo = result if result.can_be_undone else None
        self.undo.setVisible(self._undo is not None)
        self._take_out({place for places in result.places.values() for place in places})

    def show_restored(self, problems: Sequence[str]) -> None:
        """Show that files are back."""
        self._say(" ".join(problems) or self.tr("They are back where they were."))
        self._undo = None
        self.undo.setVisible(False)
        self.wanted.emit(self._is_series)

    def show_error(self, error: BaseException) -> None:
        """Say what went wrong."""
        self._loading = False
        self._show_state()
        self._say(" ".join(part for part in wording.problem(error) if part))

    def close_threads(self) -> None:
        """End the thread that reads thumbnails."""
        self._pictures.close()

    # -- making it -----------------------------------------------------------------------------

    def _make_widgets(self) -> None:
        self.kind = QComboBox()
        self.kind.addItems(
            [self.tr("Files that show one picture"), self.tr("Photos taken one after another")]
        )
        self.kind.setAccessibleName(self.tr("What is shown"))
        self.kind.activated.connect(self._choose_kind)
        self.list = QListView()
        self.list.setModel(self.groups)
        self.list.setUniformItemSizes(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(self.tr("Groups"))
        self.list.selectionModel().currentChanged.connect(self._show_group)
        self.cards = QListView()
        self.cards.setModel(self.members)
        self.cards.setViewMode(QListView.ViewMode.IconMode)
        self.cards.setResizeMode(QListView.ResizeMode.Adjust)
        self.cards.setMovement(QListView.Movement.Static)
        self.cards.setUniformItemSizes(True)
        self.cards.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.cards.setAccessibleName(self.tr("Files of the group; Space marks one"))
        # A narrow dialog takes its width from the list: a card is of use only as a whole.
        self.cards.setMinimumWidth(CARD + 2 * self.cards.frameWidth() + 24)
        self.cards.setItemDelegate(CardDelegate(self._pictures, lambda: self.members.group, self.cards))
        self.said = QLabel()
        self.said.setObjectName("quiet")
        self.said.setTextFormat(Qt.TextFormat.PlainText)
        self.said.setWordWrap(True)
        self.keep = QPushButton(self.tr("&Keep only this one"))
        self.keep.clicked.connect(self._keep_chosen)
        self.trash = QPushButton()
        self.trash.clicked.connect(self._discard)
        self.undo = QPushButton(self.tr("&Undo"))
        self.undo.clicked.connect(self._restore)
        self.undo.hide()
        for button in (self.keep, self.trash, self.undo):
            button.setAutoDefault(False)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Delete), self, self._discard)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), self, self._restore)
        self.nothing = QLabel()
        self.nothing.setObjectName("explanation")
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.nothing.setWordWrap(True)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(heading(self.tr("Duplicates")))
        top.addStretch(1)
        top.addWidget(self.kind)
        both = QSplitter()
        both.setChildrenCollapsible(False)
        both.addWidget(self.list)
        both.addWidget(self.cards)
        both.setStretchFactor(1, 1)
        both.setSizes([300, 740])
        self._pages = QStackedWidget()
        self._pages.addWidget(both)
        self._pages.addWidget(self.nothing)
        buttons = QHBoxLayout()
        buttons.addWidget(self.keep)
        buttons.addWidget(self.trash)
        buttons.addWidget(self.undo)
        buttons.addStretch(1)
        buttons.addWidget(close_button(self.tr("Close"), self))
        column = column_of(self)
        column.addLayout(top)
        column.addWidget(
            explanation(
                self.tr(
                    "The best file of each group comes first. Exact copies are marked to go; click on the "
                    "mark, or press Space, to change that. Nothing goes before you say so, and then it "
                    "goes to the trash."
                )
            )
        )
        column.addWidget(self._pages, 1)
        column.addWidget(self.said)
        column.addLayout(buttons)

    # -- what a person does --------------------------------------------------------------------

    def _choose_kind(self) -> None:
        self._loading = True
        self._say("")
        self.groups.show([])
        self.wanted.emit(self._is_series)

    def _keep_chosen(self) -> None:
        row = self.cards.currentIndex().row()
        self.members.keep_only(max(row, 0))

    def _discard(self) -> None:
        staying, going = self.members.staying, self.members.going
        group = self.members.group
        if not going or not staying or group is None:
            return
        question = self.tr("Move {files} to the trash? “{name}” stays.").format(
            files=wording.files(len(going)), name=display(staying[0].file.path.name)
        )
        title = self.tr("Move to the trash")
        if confirm(self, title, question, "", title):
            self._handled = self.list.currentIndex().row(), group
            files = [[member.file for member in members] for members in (staying, going)]
            self.discard_wanted.emit(replaced(*files))

    def _restore(self) -> None:
        if self._undo is not None:
            self.restore_wanted.emit(self._undo)

    @property
    def _is_series(self) -> bool:
        return self.kind.currentIndex() == 1

    # -- showing it ----------------------------------------------------------------------------

    def _show_first(self) -> None:
        self._show_state()
        if self.groups.rowCount():
            self.list.setCurrentIndex(self.groups.index(0))
        else:
            self.members.show(None)

    def _show_group(self, current: QModelIndex) -> None:
        row = current.row()
        self.members.show(self.groups.groups[row] if 0 <= row < self.groups.rowCount() else None)
        if self.members.rowCount():
            self.cards.setCurrentIndex(self.members.index(0))

    def _take_out(self, places: set[int]) -> None:
        """Files are gone: what is left of their group stays while there is something to compare."""
        if self._handled is None:
            return
        row, group = self._handled
        self._handled = None
        if not places or row >= self.groups.rowCount() or self.groups.groups[row] is not group:
            return
        left = tuple(member for member in group.members if member.file.place_id not in places)
        if len(left) < 2:
            self.groups.replace(row, None)
            self._show_state()
        else:
            self.groups.replace(row, replace(group, members=_with_best(left)))
        self._show_group(self.list.currentIndex())

    def _show_marks(self) -> None:
        going = self.members.going
        octets = sum(member.file.size for member in going)
        text = self.tr("Move {files} to the &trash… ({size})")
        self.trash.setText(
            text.format(files=wording.files(len(going)), size=wording.size(octets))
            if going
            else self.tr("Move to the &trash…")
        )
        self.trash.setEnabled(bool(going))
        self.keep.setEnabled(self.members.rowCount() > 1)

    def _show_state(self) -> None:
        if self._loading:
            self.nothing.setText(self.tr("Looking…"))
        elif self._waiting:
            text = self.tr("Nothing was found yet. Still to be compared: {photos}.")
            self.nothing.setText(text.format(photos=wording.photos(self._waiting)))
        elif self._is_series:
            self.nothing.setText(self.tr("Nothing was found: no photos were taken one right after another."))
        else:
            self.nothing.setText(self.tr("Nothing was found: each photo is there once."))
        self._pages.setCurrentIndex(0 if self.groups.rowCount() else 1)
        if not self._loading and self._waiting and self.groups.rowCount():
            text = self.tr("Still to be compared: {photos}.")
            self._say(text.format(photos=wording.photos(self._waiting)))
        self._show_marks()

    def _say(self, text: str) -> None:
        self.said.setText(text)


def _with_best(members: tuple[Member, ...]) -> tuple[Member, ...]:
    """Files of which the best may have gone."""
    first, *rest = members
    return (replace(first, kind=Kind.BEST), *rest)
