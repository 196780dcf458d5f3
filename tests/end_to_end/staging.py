"""A window on a stage: a real library, the real window, led from state to state and photographed."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QEvent, QEventLoop, QItemSelectionModel, QPoint, Qt, QTimer
from PySide6.QtGui import QAction, QColor, QKeySequence, QPainter, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QWidget

from core.intake import Indexer
from core.library import Library
from core.library.kept_question import KeptQuestion
from core.search import Picture
from desktop.ask.search_service import SearchService
from desktop.indexing.indexer import IndexerClient
from desktop.main_window import MainWindow
from desktop.parts.theme import Theme

PHOTOS = Path(__file__).parents[1] / "photos"
SIZE = (1280, 800)
_PATIENCE = 30.0
_STILL = 3
"""So many pictures in a row have to be the same."""

Step = Callable[["Stage"], None]


class Stage:
    """The window, and what is done with it.

    Args:
        theme: Of the application.
        root: The library.
        indexes: Whether the window has an indexer, or only shows what there is.
    """

    def __init__(self, theme: Theme, root: Path, *, indexes: bool = False) -> None:
        with Library.open(root):
            pass
        self.library = Library.open(root)
        indexer = IndexerClient(self.library.paths) if indexes else None
        self._appearance = theme.appearance
        self.window = MainWindow(self.library, SearchService(root), indexer, theme)
        theme.choose(self._appearance)
        self._checked = [action for action in self._all_actions() if action.isCheckable()]
        self._were = [action.isChecked() for action in self._checked]
        self._cell_size = self.window.grid.cell_size
        self.picture: QPixmap | None = None
        self.window.resize(*SIZE)
        self.window.show()
        self.window.start()
        self.settle()

    def close(self) -> None:
        """End it."""
        self.window.background.set_on(False)
        self.window.close()
        self.library.close()
        self.window.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    # -- steps ---------------------------------------------------------------------------------

    def reset(self) -> None:
        """Go back to where everything begins."""
        window = self.window
        self.picture = None
        for popup in filter(None, (QApplication.activePopupWidget(),)):
            popup.close()
        if window.isFullScreen():
            window.pages.toggle_full_screen()
        window.pages.show_library()
        for action, was in zip(self._checked, self._were, strict=True):
            if action.isChecked() != was:
                action.trigger()
        window.page.banner.hide()
        window.resize(*SIZE)
        window.grid.set_cell_size(self._cell_size)
        window.box.clear()
        window.grid.clearSelection()
        window.grid.verticalScrollBar().setValue(0)
        window.setFocus()
        self.settle()

    def ask(self, words: str = "", *pictures: Picture) -> None:
        """Ask by words and pictures."""
        self.window.box.set_text(words)
        self.window.box.add_pictures([PHOTOS / one if isinstance(one, str) else one for one in pictures])
        self.window.box.ask()
        self.settle()

    def do(self, *names: str) -> None:
        """Trigger actions, by their names in `desktop.shell.actions`."""
        for name in names:
            action: QAction = getattr(self.window.actions_, name)
            assert action.isEnabled(), f"“{action.text()}” can't be done here"
            action.trigger()
            self.settle()

    def choose(self, *rows: int) -> None:
        """Select photos of the grid."""
        grid = self.window.grid
        grid.choose(rows[0])
        chosen = grid.selectionModel()
        for row in rows[1:]:
            chosen.select(grid.model().index(row, 0), QItemSelectionModel.SelectionFlag.Select)
        grid.setFocus()
        self.settle()

    def type(self, text: str) -> None:
        """Type into the box, key by key."""
        self.window.activateWindow()
        self.window.box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        field = QApplication.focusWidget()
        assert field is not None, "nothing has the focus"
        QTest.keyClicks(field, text, delay=5)
        self.settle()

    def press(self, keys: str) -> None:
        """Press keys where the focus is."""
        target = QApplication.focusWidget() or self.window
        combination = QKeySequence(keys)[0]
        QTest.keyClick(target, combination.key(), combination.keyboardModifiers())
        self.settle()

    def show_dialog(self, name: str) -> None:
        """Trigger an action that opens a dialog, photograph the dialog above the window, and close it."""
        looking = QTimer()
        seen = 0

        def look() -> None:
            nonlocal seen
            dialog = QApplication.activeModalWidget()
            if dialog is None:
                return
            seen += 1
            if seen < 12:  # previews are made while it is open
                return
            looking.stop()
            self.picture = above(self.window, dialog)
            dialog.reject() if isinstance(dialog, QDialog) else dialog.close()

        looking.timeout.connect(look)
        looking.start(100)
        try:
            self.do(name)
        finally:
            looking.stop()
        assert self.picture is not None, f"{name} opened no dialog"

    def show_menu(self, menu: QMenu) -> None:
        """Open a menu at the window's right, and photograph both."""
        menu.popup(self.window.mapToGlobal(QPoint(SIZE[0] - 320, 60)))
        self._pass(0.2)
        self.picture = above(self.window, menu)
        menu.close()

    # -- looking -------------------------------------------------------------------------------

    def settle(self) -> None:
        """Wait until everything is answered, loaded and still."""
        deadline = time.monotonic() + _PATIENCE
        before, still = None, 0
        while still < _STILL and time.monotonic() < deadline:
            self._pass(0.06)
            image = self.window.grab().toImage()
            still = still + 1 if self.window.is_settled and image == before else 0
            before = image

    def photograph(self) -> QPixmap:
        """The window as it is now, with what is open above it."""
        if self.picture is not None:
            return self.picture
        others = [
            widget
            for widget in QApplication.topLevelWidgets()
            if widget.isVisible() and widget is not self.window and widget.window() is widget
        ]
        picture = self.window.grab()
        for other in others:
            picture = above(self.window, other, picture, dim=False)
        return picture

    def until(self, condition: Callable[[], object]) -> None:
        """Let the program work until something is so."""
        deadline = time.monotonic() + _PATIENCE
        while not condition():
            assert time.monotonic() < deadline, "it did not happen in time"
            self._pass(0.05)

    def rest(self, seconds: float) -> None:
        """Let the program work for a while."""
        self._pass(seconds)
        self.settle()

    def _pass(self, seconds: float) -> None:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 10)
            QTest.qWait(5)

    def _all_actions(self) -> list[QAction]:
        actions = vars(self.window.actions_).values()
        return [action for action in actions if isinstance(action, QAction)]


def above(window: QWidget, other: QWidget, under: QPixmap | None = None, *, dim: bool = True) -> QPixmap:
    """A picture of a window with another one above it, where it is; in the middle when it is a dialog."""
    picture = window.grab() if under is None else under
    over = other.grab()
    painter = QPainter(picture)
    place = window.mapFromGlobal(other.mapToGlobal(QPoint(0, 0)))
    if isinstance(other, QDialog):
        place = QPoint((window.width() - other.width()) // 2, (window.height() - other.height()) // 2)
    if dim and isinstance(other, QDialog):
        painter.fillRect(picture.rect(), QColor(0, 0, 0, 90))
    painter.drawPixmap(place, over)
    painter.setPen(QColor(120, 120, 120))
    painter.drawRect(place.x(), place.y(), other.width() - 1, other.height() - 1)
    painter.end()
    return picture


# -- libraries -------------------------------------------------------------------------------------


def furnish(directory: Path, more: Path | None) -> Path:
    """A library of the sample photos and others, with all that a person may have said of them.

    Args:
        directory: For the photos and the library; used again as it is when it was finished before.
        more: A folder of further photographs, of which some hundred are taken.
    """
    root, photos, finished = directory / "library", directory / "Pictures", directory / "finished"
    if finished.exists():
        return root
    shutil.rmtree(directory, ignore_errors=True)
    shutil.copytree(PHOTOS, photos)
    for number, source in enumerate(sorted(more.glob("*.jpg"))[:600:4] if more else []):
        enlarge(source, photos / "Albums" / f"IMG_{4000 + number}.jpg", number)
    make_series(photos)
    (photos / "broken.jpg").write_bytes(b"\xff\xd8\xff\xe0 cut short")
    index(root, photos)
    with Library.open(root) as library:
        say_things(library)
    finished.touch()
    return root


def enlarge(source: Path, target: Path, number: int) -> None:
    """A photograph of the size and the shape that cameras make, taken on a day of its own."""
    target.parent.mkdir(exist_ok=True)
    shape = ((1200, 900), (900, 1200), (1200, 800), (1600, 900))[number % 4]
    exif = Image.Exif()
    year, month, day = 2026 - number // 30, 1 + number * 7 % 12, 1 + number * 5 % 28
    exif.get_ifd(0x8769)[0x9003] = f"{year}:{month:02}:{day:02} {8 + number % 12:02}:15:00"
    exif[0x010F], exif[0x0110] = "Canon", "EOS 80D"
    with Image.open(source) as image:
        image.convert("RGB").resize(shape, Image.Resampling.BICUBIC).save(target, quality=88, exif=exif)


def make_series(photos: Path) -> None:
    """A copy, and an edited version, for the page of duplicates."""
    source = photos / "animals" / "giant_panda.jpg"
    shutil.copy(source, photos / "animals" / "giant_panda (1).jpg")
    with Image.open(photos / "rocket_launch.jpg") as image:
        smaller = image.resize((image.width // 2, image.height // 2))
        smaller.save(photos / "rocket_launch small.jpg", quality=70)


def index(root: Path, photos: Path) -> None:
    """Take a folder in."""
    with Library.open(root) as library:
        library.folders.add(photos)
        library.settings.save(transcribe=False)  # it takes minutes, and changes no picture
    with Indexer(root) as indexer:
        indexer.run_once()


def say_things(library: Library) -> None:
    """Albums, tags, stars and favourites, as people have them."""
    ids = library.photos.by_date().tolist()
    said = library.annotations
    for name, chosen in (("Wedding", ids[4:16]), ("Iceland 2024", ids[20:29]), ("To print", ids[40:43])):
        said.create_album(name, chosen)
    for number, tag in enumerate(("garden", "family", "work", "friends/anna")):
        said.tag(ids[number * 3 : number * 5 + 6], tag)
    said.favour(ids[1:40:6])
    for stars in range(1, 6):
        said.rate(ids[stars * 4 : stars * 4 + 3], stars)
    library.searches.save("Snow", KeptQuestion("snow"))
    library.searches.save("Best of 2025", KeptQuestion("2025 rating:>=4"))
