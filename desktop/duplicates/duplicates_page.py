"""Duplicates: groups on the left, the files of one of them side by side, and which of them go."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QTabBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from core.imaging import ThumbnailStore
from core.intake.discarding import Discarded
from core.library.photo_files import PhotoFile
from core.paths import display
from core.search.duplicates import Group, Kind, by_kind, replaced, without
from desktop.duplicates import duplicate_wording
from desktop.duplicates.group_list import GroupList
from desktop.duplicates.group_models import GroupModel, MemberModel
from desktop.duplicates.member_cards import CardPictures, CardView
from desktop.parts import icons, wording
from desktop.parts.dialog_parts import confirm, explanation, heading
from desktop.parts.flow import Flow
from desktop.parts.prose import without_keys
from desktop.parts.theme import LIGHT, Colours

KINDS = (Kind.COPY, Kind.SAME_PICTURE, Kind.VERSION, Kind.SERIES)


class DuplicatesPage(QWidget):
    """Shows groups by kind, and says what a person wants done with them. Does nothing to files itself.

    Args:
        store: Thumbnails.
        parent: Qt's owner.

    Attributes:
        entrance: What has the keys when one comes to the page.

    Signals:
        left: Back to the photos.
        compare_wanted: Ids of photos to look at closely, two at a time.
        discard_wanted: Pairs of a `PhotoFile` that stays and one that is to go to the trash for it.
    """

    left = Signal()
    compare_wanted = Signal(object)
    discard_wanted = Signal(object)

    def __init__(self, store: ThumbnailStore, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.groups = GroupModel(self)
        self.members = MemberModel(self)
        self._pictures = CardPictures(store, self)
        self._found: dict[Kind, list[Group]] = {kind: [] for kind in KINDS}
        self._all: list[Group] = []
        self._waiting = 0
        self._loading = True
        self.entrance: QWidget = self
        self._make_widgets()
        self._make_keys()
        self._lay_out()
        self.set_colours(LIGHT)
        self.members.marked.connect(self._show_marks)
        self._show_state()

    @property
    def kind(self) -> Kind:
        """Of which kind the groups are that are shown."""
        return KINDS[max(0, self.tabs.currentIndex())]

    # -- what the commands tell ----------------------------------------------------------------

    def show_groups(self, groups: Sequence[Group], series: Sequence[Group], waiting: int) -> None:
        """Show what was found; whoever looks at a group goes on looking at it, if it is still there.

        Args:
            groups: Of files that show one picture.
            series: Of photos taken one after another.
            waiting: So many photos were not compared yet.
        """
        first = self._loading
        self._waiting = waiting
        self._loading = False
        self._all = list(groups)
        self._found = {**by_kind(groups), Kind.SERIES: list(series)}
        self._say("")
        if first:
            # Where there is something to do, unless everything is in order.
            self.tabs.setCurrentIndex(next((at for at, kind in enumerate(KINDS) if self._found[kind]), 0))
        waited = self.tabs.hasFocus()
        self._show_kind()
        if first and waited:
            self.entrance.setFocus()

    def take_out(self, result: Discarded) -> None:
        """Files are gone: what is left of their groups stays while there is something to compare."""
        gone = {place for places in result.places.values() for place in places}
        if not gone:
            return
        self._all = without(self._all, gone)
        self._found = {**by_kind(self._all), Kind.SERIES: without(self._found[Kind.SERIES], gone)}
        self._show_kind()

    def show_error(self, error: BaseException) -> None:
        """Say what went wrong."""
        self._loading = False
        self._show_state()
        self._say(wording.sentences(wording.problem(error)))

    def set_colours(self, colours: Colours) -> None:
        """Take the colours of the theme."""
        self.back.setIcon(icons.icon("back", colours.text, 22))

    def close_threads(self) -> None:
        """End the thread that reads thumbnails."""
        self._pictures.close()

    # -- making it -----------------------------------------------------------------------------

    def _make_widgets(self) -> None:
        self.back = QToolButton()
        self.back.setToolTip(self.tr("Back to all photos (Esc)"))
        self.back.setAccessibleName(without_keys(self.back.toolTip()))
        self.back.clicked.connect(self.left)
        self.tabs = QTabBar()
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.tabs.setAccessibleName(self.tr("Kind of duplicates"))
        for kind in KINDS:
            self.tabs.addTab(duplicate_wording.tab(kind, 0))
        self.tabs.currentChanged.connect(self._show_kind)
        self.about = explanation("")
        self.list = GroupList(self.groups)
        self.list.looked_at.connect(self._show_group)
        self.cards = CardView(self.members, self._pictures)
        self.said = QLabel()
        self.said.setObjectName("quiet")
        self.said.setTextFormat(Qt.TextFormat.PlainText)
        self.said.setWordWrap(True)
        self.said.hide()
        self.keep = _button(
            self.tr("Keep only this one"), self.tr("Marks all others to go (K)"), self._keep_chosen
        )
        self.compare = _button(self.tr("Compare"), self.tr("Looks closely at two of them (C)"), self._compare)
        self.trash = _button("", self.tr("Moves what is marked to the trash (Del)"), self._discard)
        self.keep_best = _button("", self.tr("Of all groups that are shown (B)"), self._discard_all)
        self.nothing = QLabel()
        self.nothing.setObjectName("explanation")
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.nothing.setWordWrap(True)

    def _make_keys(self) -> None:
        for keys, does in (
            (QKeySequence("K"), self._keep_chosen),
            (QKeySequence("C"), self._compare),
            (QKeySequence("B"), self._discard_all),
            (QKeySequence("Del"), self._discard),
            (QKeySequence("Esc"), self.left.emit),
        ):
            shortcut = QShortcut(keys, self, does)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.back)
        top.addWidget(heading(self.tr("Duplicates")))
        top.addSpacing(16)
        top.addWidget(self.tabs)
        top.addStretch(1)
        both = QSplitter()
        both.setChildrenCollapsible(False)
        both.addWidget(self.list)
        both.addWidget(self.cards)
        both.setStretchFactor(1, 1)
        both.setSizes([280, 900])
        both.setHandleWidth(8)
        self._pages = QStackedWidget()
        self._pages.addWidget(both)
        self._pages.addWidget(self.nothing)
        self._commands = Flow()
        for button in (self.keep, self.compare, self.trash, self.keep_best):
            button.setParent(self._commands)
        self._commands.show_widgets((self.keep, self.compare, self.trash, self.keep_best))
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(8)
        column.addLayout(top)
        column.addWidget(self.about)
        column.addWidget(self._pages, 1)
        column.addWidget(self.said)
        column.addWidget(self._commands)

    # -- what a person does --------------------------------------------------------------------

    def _keep_chosen(self) -> None:
        self.members.keep_only(max(self.cards.currentIndex().row(), 0))

    def _compare(self) -> None:
        photos = self.members.photo_ids
        if len(photos) > 1:
            self.compare_wanted.emit(photos)

    def _discard(self) -> None:
        staying, going = self.members.staying, self.members.going
        if not going or not staying:
            return
        question = self.tr("Move {files} to the trash? “{name}” stays.").format(
            files=wording.files(len(going)), name=display(staying[0].file.path.name)
        )
        self._ask_and_discard(question, replaced([one.file for one in staying], [one.file for one in going]))

    def _discard_all(self) -> None:
        pairs = [pair for group in self.groups.groups for pair in _best_kept(group)]
        if not pairs:
            return
        question = self.tr("Keep the best of {groups} and move {files} to the trash?").format(
            groups=duplicate_wording.groups(len(self.groups.groups)), files=wording.files(len(pairs))
        )
        self._ask_and_discard(question, pairs, duplicate_wording.warning(self.kind))

    def _ask_and_discard(
        self, question: str, pairs: list[tuple[PhotoFile, PhotoFile]], warning: str = ""
    ) -> None:
        freed = self.tr("This frees {size}.").format(size=wording.size(sum(file.size for _, file in pairs)))
        title = self.tr("Move to the trash")
        if confirm(self, title, question, wording.sentences([warning, freed]), self.tr("Move")):
            self.discard_wanted.emit(pairs)

    # -- showing it ----------------------------------------------------------------------------

    def _show_kind(self) -> None:
        self.list.show_groups(self._found[self.kind])
        self._show_state()

    def _show_group(self, group: Group | None) -> None:
        self.members.show(group)
        if self.members.rowCount():
            self.cards.setCurrentIndex(self.members.index(0))
        self.cards.fit()

    def _show_marks(self) -> None:
        going = self.members.going
        octets = sum(member.file.size for member in going)
        text = self.tr("Move {files} to the trash… ({size})") if going else self.tr("Move to the trash…")
        self.trash.setText(text.format(files=wording.files(len(going)), size=wording.size(octets)))
        self.trash.setEnabled(bool(going))
        self.keep.setEnabled(self.members.rowCount() > 1)
        # Exact copies are one photo: there is nothing to compare.
        self.compare.setEnabled(len(self.members.photo_ids) > 1)

    def _show_state(self) -> None:
        for at, kind in enumerate(KINDS):
            self.tabs.setTabText(at, duplicate_wording.tab(kind, len(self._found[kind])))
        shown = self.groups.rowCount()
        self.about.setText(duplicate_wording.about(self.kind))
        self.about.setVisible(bool(shown))
        self.nothing.setText(
            self.tr("Looking…") if self._loading else duplicate_wording.nothing(self.kind, self._waiting)
        )
        # The keys of the page work while something in it has the focus.
        focused = self.isAncestorOf(QApplication.focusWidget() or self.window())
        self.entrance = self.list if shown else self.tabs
        self._pages.setCurrentIndex(0 if shown else 1)
        if focused and not self.isAncestorOf(QApplication.focusWidget() or self.window()):
            self.entrance.setFocus()
        self._commands.setVisible(bool(shown))
        freed = sum(file.size for group in self.groups.groups for _, file in _best_kept(group))
        text = self.tr("Keep the best of {groups}… ({size})")
        self.keep_best.setText(text.format(groups=duplicate_wording.groups(shown), size=wording.size(freed)))
        if shown and self._waiting:
            self._say(duplicate_wording.still_waiting(self._waiting))
        self._show_marks()

    def _say(self, text: str) -> None:
        self.said.setText(text)
        self.said.setVisible(bool(text))


def _best_kept(group: Group) -> list[tuple[PhotoFile, PhotoFile]]:
    """What goes of a group when its best file stays; what is on a drive that is away can't."""
    best, *others = (member.file for member in group.members)
    return replaced([best], [file for file in others if file.online])


def _button(text: str, tip: str, does: object) -> QPushButton:
    button = QPushButton(text)
    button.setToolTip(tip)
    button.clicked.connect(does)
    return button
