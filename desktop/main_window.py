"""The window: joins the search box, the grid, the viewer and the indexer."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Sequence

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QContextMenuEvent,
)

from core.errors import USER_ERRORS
from core.imaging import ThumbnailStore
from core.library import Library, Photo
from core.library.database import translate
from core.search import Answer
from desktop.ask.chips import ChipPictures, Role
from desktop.ask.drop_target import DropTarget
from desktop.ask.history import History
from desktop.ask.language_notice import LanguageNotice
from desktop.ask.picture_commands import PictureCommands
from desktop.ask.saved_searches import SavedSearches
from desktop.ask.search_box import SearchBox
from desktop.ask.search_service import SearchService
from desktop.ask.travel_buttons import TravelButtons
from desktop.grid.folding import Folding
from desktop.grid.grid_commands import GridCommands
from desktop.grid.photo_grid import PhotoGrid
from desktop.grid.photo_model import PhotoModel
from desktop.grid.thumbnails import Thumbnails
from desktop.help.help_command import HelpCommand
from desktop.indexing.indexer import IndexerClient
from desktop.indexing.library_commands import LibraryCommands
from desktop.organise.undo import Undo
from desktop.out.answer_export import AnswerExport
from desktop.out.outgoing import Outgoing
from desktop.out.photo_commands import PhotoCommands
from desktop.parts import movement, wording
from desktop.parts.decoders import Decoders
from desktop.parts.language import Language
from desktop.parts.theme import Appearance, Theme
from desktop.settings.settings_commands import SettingsCommands
from desktop.shell.actions import Actions, connect
from desktop.shell.answer_view import AnswerView
from desktop.shell.arranging import Arranging
from desktop.shell.background import Background
from desktop.shell.library_page import LibraryPage
from desktop.shell.menus import main_menu, photo_menu
from desktop.shell.open_command import OpenCommand
from desktop.shell.pages import Pages
from desktop.shell.remembered import Remembered
from desktop.viewer.viewer import Viewer
from desktop.viewer.viewing import Sources, Viewing
from desktop.viewer.why_command import WhyCommand

log = logging.getLogger(__name__)


class MainWindow(DropTarget):
    """Everything a person sees of Fovea.

    Args:
        library: Of the main thread.
        service: Answers questions.
        indexer: Keeps the library up to date; None in a window that only shows.
        theme: Colours.

    Attributes:
        reopens: It closes only to be made anew, in another language.

    Signals:
        settled: What was asked is answered and painted.
        closed: The window was closed, and all that ran for it has ended.
    """

    settled = Signal()
    closed = Signal()

    def __init__(
        self, library: Library, service: SearchService, indexer: IndexerClient | None, theme: Theme
    ) -> None:
        super().__init__()
        self.setWindowTitle(self.tr("Fovea"))
        self.setMinimumSize(560, 420)
        self._library = library
        self._service = service
        self._theme = theme
        self.reopens = False
        self._remembered = Remembered(library.paths.root)
        store = ThumbnailStore(library.paths.thumbnails)
        self.photos = PhotoModel(self._facts, self)
        self._decoders = Decoders(library.paths.thumbnails, self)
        self._thumbnails = Thumbnails(store, self._decoders, self)
        self._chip_pictures = ChipPictures(self.photos, store, self._decoders, self)
        self._commands = PhotoCommands(self._decoders, self, library)
        self.actions_ = Actions(self)
        self.box = SearchBox(self._chip_pictures.get)
        self.grid = PhotoGrid(self.photos, self._thumbnails, self._commands.carry)
        self._main_menu = main_menu(self.actions_, self)
        self.page = LibraryPage(self.box, self.grid, self._main_menu, self)
        self.page.lead_with(TravelButtons(self.actions_.back, self.actions_.forward, self.page))
        self.viewer = Viewer(self.photos, store, self._decoders, self)
        self.pages = Pages(self.page, self.viewer, self.photos, self)
        self.folding = Folding(self._remembered.fold, self)
        self.answers = AnswerView(self.photos, self.page, self.folding, self)
        self._why = WhyCommand(
            self.actions_.why, self.viewer, service, lambda: self.answers.answer, self.pages.open_current
        )
        self.library_commands = LibraryCommands(library, indexer, self.page.activity, self._remembered, self)
        self.settings = SettingsCommands(self.library_commands, self.pages, self._remembered, theme, self)
        self.background = Background(self)
        self._languages = LanguageNotice(library, self.page.banner, self.library_commands.show_encoders)
        self._pictures = PictureCommands(
            self.box, self.page.banner, self.library_commands.folder_commands, self
        )
        self._grid_commands = GridCommands(self.actions_, self.grid, service, self._remembered, self)
        self.opener = OpenCommand(self.box, self._pictures, self)
        self.undo = Undo(library.paths.root, self.actions_.undo, self.actions_.redo, self)
        self.outgoing = Outgoing(
            self._commands,
            self.library_commands,
            self._remembered,
            self.actions_,
            self.pages,
            self.undo,
            theme,
            self,
        )
        self.arranging = Arranging(
            self.actions_, self.library_commands, self.pages, self.page, self.undo, self._remembered, self
        )
        self._exported = AnswerExport(self.box, self.answers, library, self.outgoing.exporting, self)
        self.arranging.export_wanted.connect(self._exported.export)
        self._photo_menu = photo_menu(self.actions_, self)
        self.saved = SavedSearches(library, self.box, self.undo, self._decoders, self)
        self.history = History(
            self.page,
            self.pages,
            self.viewer,
            self.photos,
            self.answers,
            self.actions_.back,
            self.actions_.forward,
        )
        self.help = HelpCommand(self.box, self.pages, (self._photo_menu, self._main_menu), theme, self)
        self.viewing = Viewing(
            self.actions_,
            self.pages,
            Sources(self.photos, self._thumbnails, store, self._decoders),
            self.answers,
            self.arranging,
            self.undo,
            library,
            self._remembered,
        )
        self.setCentralWidget(self.viewing.split)
        self._join()
        self._join_actions()
        self._recall()
        theme.changed.connect(self._recolour)
        self._recolour()
        self.box.setFocus()

    def start(self, question: str = "") -> None:
        """Begin to work; call it when the window is shown.

        Args:
            question: Words to start with.
        """
        self.history.watch(self)
        self.box.set_text(question)
        self.box.ask()
        self.library_commands.start()

    @property
    def is_settled(self) -> bool:
        """What stands in the box is answered and painted, or it is said why not."""
        if self._service.busy:
            return False
        if self.answers.failed == self.box.question():
            return True
        if not self.answers.is_of(self.box.question()):
            return False
        return self.grid.is_settled if self.page.shows_photos else True

    def say(self, text: str) -> None:
        """Show something in the banner, and where that is not to be seen, over what is."""
        self.page.banner.say(text)
        if self.pages.currentWidget() is not self.page:
            self.arranging.toast.say(text, None)

    def say_error(self, error: BaseException) -> None:
        """Show what went wrong; a bug goes to the log with all its details."""
        if isinstance(error, sqlite3.Error):
            error = translate(error, self._library.paths.root) or error
        if not isinstance(error, USER_ERRORS):
            log.error("a bug", exc_info=error)
        self.say(wording.sentences(wording.problem(error)))

    # -- wiring --------------------------------------------------------------------------------

    def _join(self) -> None:
        self.box.asked.connect(self._service.ask)
        self.outgoing.duplicates.shown.connect(self.arranging.know_duplicates)
        self.box.left.connect(self.pages.go_to_photos)
        self.box.pasted.connect(self._pictures.paste)
        self.saved.said.connect(self.say)
        self._service.named.connect(self.saved.know)
        self._service.named.connect(self.help.know)
        self._service.answered.connect(self.answers.show)
        self.answers.shown.connect(self._answered)
        self._service.failed.connect(self._search_failed)
        self._chip_pictures.failed.connect(self.say_error)
        self.grid.opened.connect(self.pages.open)
        # Who looks at a photo has found something.
        self.grid.opened.connect(self.saved.remember)
        self.grid.typed.connect(self.box.type)
        self.grid.escaped.connect(self.box.clear)
        self.undo.changed.connect(self.library_commands.refresh)
        self.undo.failed.connect(self.say_error)
        self.outgoing.said.connect(self.say)
        self.outgoing.failed.connect(self.say_error)
        self.outgoing.told.connect(self.arranging.toast.say)
        self.outgoing.duplicates.compare_wanted.connect(
            lambda photo_ids: self.viewing.compare(self._facts(photo_ids))
        )
        self.grid.settled.connect(self._perhaps_settled)
        self.grid.drag_began.connect(lambda: self.restrict_drops(self.grid))
        self.grid.drag_ended.connect(lambda: self.restrict_drops(None))
        self.hovered.connect(self.box.set_dropping)
        self.dropped.connect(self._pictures.take)
        self._pictures.began.connect(self.pages.show_library)
        self._pictures.asked.connect(self.grid.setFocus)
        self.viewer.similar.connect(lambda photo_id: self._pictures.ask_similar([photo_id]))
        self.viewing.said.connect(self.say)
        self.viewing.shown_in_folder.connect(self._commands.show_file)
        self.viewer.full_screen.connect(self.pages.toggle_full_screen)
        folders = self.library_commands.folder_commands
        self.page.empty.folders_wanted.connect(folders.show)
        self.page.welcome.folder_wanted.connect(lambda: folders.offer_another(self.page.welcome))
        self.page.welcome.started.connect(folders.add)
        self.library_commands.said.connect(self.say)
        self.library_commands.failed.connect(self.say_error)
        self.library_commands.noted.connect(self.page.banner.note)
        self.settings.background_wanted.connect(self.background.set_on)
        self.background.opened.connect(self.opener.bring_forward)
        self.background.quit_wanted.connect(self._quit)
        self.library_commands.progressed.connect(
            lambda: self.background.follow(self.library_commands.progress)
        )
        self.settings.file_shown.connect(self._commands.show_file)
        self.settings.sharing_wanted.connect(self.outgoing.share_safely)
        self.settings.language_wanted.connect(self._set_language)
        self.settings.appearance_wanted.connect(self._set_appearance)
        self.library_commands.photos_changed.connect(self._service.refresh)
        self.library_commands.photos_changed.connect(self._thumbnails.forget_missing)
        self.library_commands.state_changed.connect(self._show_state)

    def _join_actions(self) -> None:
        actions, library, grid = self.actions_, self.library_commands, self.grid
        pages, pictures, commands = self.pages, self._pictures, self._commands
        connect(
            {
                actions.open: pages.open_current,
                actions.similar: lambda: pictures.ask_similar(pages.chosen_ids()),
                actions.more_like: lambda: pictures.mark(pages.chosen_ids(), Role.MORE),
                actions.less_like: lambda: pictures.mark(pages.chosen_ids(), Role.LESS),
                actions.copy: lambda: commands.copy(pages.chosen()),
                actions.show_in_folder: lambda: commands.show_in_folder(pages.chosen()),
                actions.open_elsewhere: lambda: commands.open_elsewhere(pages.chosen()),
                actions.select_all: grid.selectAll,
                actions.search: pages.go_to_box,
                actions.save_search: self.saved.open,
                actions.help: self.help.show,
                actions.guide: self.help.show_guide,
                actions.paste: pictures.paste,
                actions.choose_picture: pictures.choose_file,
                actions.add_folder: library.folder_commands.choose,
                actions.folders: library.folder_commands.show,
                actions.encoders: library.show_encoders,
                actions.rescan: library.rescan,
                actions.failures: library.show_failures,
                actions.unfold: self._unfold,
                actions.fold: lambda: self._set_fold(actions.fold.isChecked()),
                actions.pause: lambda: library.pause(actions.pause.isChecked()),
                actions.transcribe: lambda: library.transcribe(actions.transcribe.isChecked()),
                actions.full_screen: pages.toggle_full_screen,
                actions.settings: self.settings.show,
                actions.about: lambda: self.settings.show("about"),
                actions.quit: self._quit,
            }
        )

    def _recall(self) -> None:
        remembered = self._remembered
        self.resize(QSize(1280, 800))
        if not remembered.geometry.isEmpty():
            self.restoreGeometry(remembered.geometry)
        self._grid_commands.recall()
        self.actions_.fold.setChecked(remembered.fold)
        self._theme.choose(remembered.appearance)
        movement.set_calm(remembered.calm)
        self.background.set_on(remembered.background)
        # A drive that is away for weeks need not be told at every start.
        self.page.banner.last_note = remembered.note

    # -- answers -------------------------------------------------------------------------------

    def _answered(self, answer: Answer) -> None:
        self.viewer.follow()
        self._why.ask()
        self._languages.tell(answer)
        self._show_state()
        self._perhaps_settled()

    def _search_failed(self, error: BaseException) -> None:
        self.say_error(error)
        self.answers.fail(self.box.question())
        self._why.ask()
        self._perhaps_settled()

    def _facts(self, photo_ids: Sequence[int]) -> list[Photo]:
        try:
            return self._library.photos.get(photo_ids)
        except sqlite3.Error as error:
            # Asked for in the middle of painting: what is wrong is said afterwards.
            caught = error
            QTimer.singleShot(0, self, lambda: self.say_error(caught))
            return []

    def _show_state(self) -> None:
        """Photos, or why there are none."""
        library, answer = self.library_commands, self.answers.answer
        self.actions_.pause.setChecked(library.paused)
        self.actions_.transcribe.setChecked(library.transcribes)
        self.actions_.failures.setEnabled(library.failures > 0)
        if answer is not None:
            self.page.show_answer(answer, library)

    def _perhaps_settled(self) -> None:
        if self.is_settled:
            self.settled.emit()

    # -- view ----------------------------------------------------------------------------------

    def _unfold(self) -> None:
        row = self.pages.current_row
        self.pages.leave_viewer()
        self.answers.unfold(row)

    def _set_fold(self, fold: bool) -> None:
        self._remembered.fold = fold
        self.folding.set_on(fold)

    def _set_appearance(self, appearance: Appearance) -> None:
        self._remembered.appearance = appearance
        self._theme.choose(appearance)

    def _set_language(self, language: Language) -> None:
        self._remembered.language = language
        self.reopens = True
        self._quit()

    def _recolour(self) -> None:
        self.page.set_colours(self._theme.colours)
        self.arranging.set_colours(self._theme.colours)
        self.viewing.set_colours(self._theme.colours)

    # -- events --------------------------------------------------------------------------------

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Qt: the menu of the chosen photos."""
        if self.pages.chosen():
            self._photo_menu.popup(event.globalPos())

    def _quit(self) -> None:
        self.background.set_on(False)
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Qt: end everything that runs, unless it goes on in the tray."""
        if self.background.stays:
            event.ignore()
            self.hide()
            return
        if not self.isFullScreen():
            self._remembered.geometry = self.saveGeometry()
        self._remembered.cell_size = self.grid.cell_size
        self._remembered.note = self.page.banner.last_note
        self.arranging.close()
        self.viewing.close()
        self._remembered.save()
        self.hide()
        self.library_commands.close()
        self.outgoing.close()
        self.undo.close()
        self._service.close()
        self._decoders.close()
        self._thumbnails.close()
        self._chip_pictures.close()
        super().closeEvent(event)
        self.closed.emit()
