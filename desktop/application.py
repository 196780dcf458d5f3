"""Starts the window: Qt's set-up, the log, what happens to errors nobody expected."""

from __future__ import annotations

import logging
import signal
import sys
from collections.abc import Callable
from functools import partial
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QLocale, QMessageLogContext, QObject, QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMessageBox

from core import __version__
from core.cli.opening import Opening
from core.errors import USER_ERRORS, LibraryError
from core.library import Library
from core.paths import LibraryPaths
from desktop.ask.search_service import SearchService
from desktop.indexing.indexer import IndexerClient
from desktop.main_window import MainWindow
from desktop.parts import speech, wording
from desktop.parts.icons import application_icon
from desktop.parts.language import Languages
from desktop.parts.theme import Theme
from desktop.parts.threads import rehearse
from desktop.shell.garbage import GarbageCollector
from desktop.shell.mending_dialog import open_or_mend
from desktop.shell.remembered import Remembered
from desktop.shell.rest import Rest
from desktop.shell.screenshot import Screenshot
from desktop.shell.single_instance import SingleInstance, hand_over

_LOG_BYTES = 2 << 20

log = logging.getLogger(__name__)


def run_window(root: Path, opening: Opening) -> int:
    """Open the window on a library and run until it is closed.

    Args:
        root: The library directory; made when it is not there.
        opening: What it shows at the start.

    Returns:
        The exit code of the process.
    """
    # Threads hand the interpreter over sooner: a frame must not wait 5 ms for a thumbnail's thread.
    sys.setswitchinterval(0.001)
    application = create_application()
    screenshot, question = opening.screenshot, opening.question
    theme, languages = Theme(application), Languages()
    # Also what is wrong with the library is said in the person's own colours and words.
    remembered = Remembered(root)
    theme.choose(remembered.appearance)
    languages.choose(remembered.language)
    try:
        library = open_or_mend(LibraryPaths(root)) if screenshot is None else Library.open(root)
    except USER_ERRORS as error:
        if screenshot is None:
            show_fatal(error)
        raise
    if library is None:
        return LibraryError.exit_code
    instance = SingleInstance(root)
    if screenshot is None and not instance.listen() and hand_over(root, opening):
        library.close()  # the other was faster
        return 0
    handler = start_log(library.paths.log)
    guard = Guard()
    garbage = GarbageCollector()
    with guard:
        reopen = True
        while reopen:
            window = _make_window(library, theme, languages, screenshot)
            guard.tell = window.say_error
            window.closed.connect(application.quit)
            if not (opening.hidden and window.background.stays):
                window.show()
            # When the window is on the screen, and not before: what is seen first counts.
            QTimer.singleShot(0, window, partial(window.start, question))
            if opening.paths:
                QTimer.singleShot(0, window, partial(window.opener.show, opening))
            asked = instance.asked.connect(window.opener.show)
            code = application.exec()
            # In another language every word is another one: the window is made anew, and asks the same.
            reopen, question = window.reopens, window.box.text
            instance.asked.disconnect(asked)
            opening = Opening()
            guard.tell = show_fatal
            window.deleteLater()
    instance.close()
    garbage.close()
    library.close()
    theme.deleteLater()
    logging.getLogger().removeHandler(handler)
    handler.close()
    return code


def _make_window(library: Library, theme: Theme, languages: Languages, screenshot: Path | None) -> MainWindow:
    """The window, in the language a person chose."""
    languages.choose(Remembered(library.paths.root).language)
    # A picture of the library as it is: nothing is indexed meanwhile.
    indexer = IndexerClient(library.paths) if screenshot is None else None
    window = MainWindow(library, SearchService(library.paths.root), indexer, theme)
    window.closed.connect(Rest(window.settled, window).end)
    if screenshot is not None:
        window.resize(1280, 800)
        picture = Screenshot(window, screenshot)
        picture.taken.connect(lambda saved: (window.close(), QGuiApplication.exit(0 if saved else 1)))
    return window


def create_application() -> QApplication:
    """Qt's application object, with Fovea's names and icon."""
    existing = QApplication.instance()
    application = existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])
    rehearse()
    if existing is None:
        speech.install()
    application.setApplicationName("fovea")
    application.setApplicationDisplayName("Fovea")
    application.setApplicationVersion(__version__)
    # As packaging/linux calls it: a Wayland desktop finds the window's icon by it.
    QGuiApplication.setDesktopFileName("io.github.fovea_photos.Fovea")
    if QLocale().language() is QLocale.Language.C:
        # No language is set at all: numbers and dates without any separators are not for people.
        QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedStates))
    # The window says itself when it is the end; in the tray it is not.
    application.setQuitOnLastWindowClosed(False)
    application.setStyle("Fusion")
    application.setWindowIcon(application_icon())
    return application


def start_log(file: Path) -> RotatingFileHandler:
    """Write what is logged, Qt's own messages included, into the library's log file."""
    handler = RotatingFileHandler(file, maxBytes=_LOG_BYTES, backupCount=1, encoding="utf-8", delay=True)
    handler.setFormatter(logging.Formatter("%(asctime)s %(process)d %(levelname)s %(name)s: %(message)s"))
    root = logging.getLogger()
    if not any(isinstance(other, RotatingFileHandler) for other in root.handlers):
        root.addHandler(handler)
    root.setLevel(min(root.level or logging.INFO, logging.INFO))
    return handler


def show_fatal(error: BaseException) -> None:
    """Say in a dialog why the window can't open."""
    said, remedy = wording.problem(error)
    box = QMessageBox(QMessageBox.Icon.Critical, "Fovea", said)
    box.setInformativeText(remedy)
    box.exec()


class Guard(QObject):
    """While it is entered, no error shows a traceback and no message of Qt goes to the terminal.

    Attributes:
        tell: Shows an error to the person.
    """

    def __init__(self) -> None:
        super().__init__()
        self.tell: Callable[[BaseException], None] = show_fatal
        self._hook = sys.excepthook

    def __enter__(self) -> Guard:
        qInstallMessageHandler(_log_qt)
        sys.excepthook = self._caught
        # Python sees Ctrl+C only when it runs; Qt's loop sleeps. The system's own handling ends the
        # window at once, and the indexer ends with it.
        if QGuiApplication.instance() is not None and sys.stdin is not None:
            signal.signal(signal.SIGINT, signal.SIG_DFL)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        sys.excepthook = self._hook
        qInstallMessageHandler(None)

    def _caught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if not isinstance(error, USER_ERRORS):
            log.error("an error nobody expected", exc_info=(kind, error, trace))
        self.tell(error)


_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


def _log_qt(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    logging.getLogger("qt").log(_LEVELS.get(kind, logging.WARNING), "%s", message)
    del context
