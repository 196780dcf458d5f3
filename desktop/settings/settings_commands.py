"""The settings, as the window sees them: makes their page when it is wanted, and does what is asked there."""

from __future__ import annotations

from pathlib import Path
from typing import cast

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from core.errors import UsageError
from core.library import Library, Preferences, copy_database
from core.library.storage import Kind, Usage, clear, usage
from core.paths import display
from desktop.indexing.library_commands import LibraryCommands
from desktop.parts import movement
from desktop.parts.language import Language
from desktop.parts.theme import Theme
from desktop.settings import sidecar_commands
from desktop.settings.about_section import AboutSection
from desktop.settings.appearance_section import AppearanceSection
from desktop.settings.encoders_section import EncodersSection
from desktop.settings.failures_section import FailuresSection
from desktop.settings.folders_section import FoldersSection
from desktop.settings.indexing_section import IndexingSection
from desktop.settings.privacy_section import PrivacySection
from desktop.settings.settings_page import Entry, SettingsPage
from desktop.settings.storage_section import StorageSection
from desktop.shell import autostart
from desktop.shell.background import Background
from desktop.shell.pages import Pages
from desktop.shell.remembered import Remembered


class SettingsCommands(QObject):
    """Shows the settings, section by section.

    Args:
        library: Knows the library and its indexer.
        pages: Where the page is shown.
        remembered: What the window remembers.
        theme: The colours.
        window: Owns the dialogs.

    Signals:
        language_wanted: A `Language` other than the present one.
        appearance_wanted: An `Appearance`.
        background_wanted: Stay in the tray when the window is closed, or not.
        file_shown: Show the `Path` of a file in a file manager.
        sharing_wanted: What is copied and dragged is to hold nothing but the picture, or everything again.
    """

    language_wanted = Signal(object)
    appearance_wanted = Signal(object)
    background_wanted = Signal(bool)
    file_shown = Signal(object)
    sharing_wanted = Signal(bool)

    def __init__(
        self, library: LibraryCommands, pages: Pages, remembered: Remembered, theme: Theme, window: QWidget
    ) -> None:
        super().__init__(window)
        self._library = library
        self._pages = pages
        self._remembered = remembered
        self._theme = theme
        self._window = window
        self._page: SettingsPage | None = None
        library.section_wanted.connect(self.show)
        theme.changed.connect(self._recolour)

    def show(self, section: str = "folders") -> None:
        """Show a section, by its key."""
        if self._page is None:
            self._page = SettingsPage(self._entries(), self._window)
            self._page.closed.connect(self._pages.show_library)
            self._recolour()
        self._pages.show_page(self._page)
        self._page.open(section)

    def _entries(self) -> list[Entry]:
        return [
            Entry("folders", self.tr("Folders"), "folder", self._make_folders),
            Entry("indexing", self.tr("Indexing"), "resume", self._make_indexing),
            Entry("problems", self.tr("Problems"), "warning", self._make_problems),
            Entry("encoders", self.tr("Encoders"), "why", self._make_encoders),
            Entry("appearance", self.tr("Appearance"), "light", self._make_appearance),
            Entry("privacy", self.tr("Privacy"), "shield", self._make_privacy),
            Entry("storage", self.tr("Storage"), "disk", self._make_storage),
            Entry("about", self.tr("About"), "info", self._make_about),
        ]

    def _recolour(self) -> None:
        if self._page is not None:
            self._page.set_colours(self._theme.colours)

    # -- the sections --------------------------------------------------------------------------

    def _make_folders(self) -> QWidget:
        commands = self._library.folder_commands
        section = FoldersSection(commands.folders)
        section.add_wanted.connect(commands.choose)
        section.removed.connect(commands.remove)
        section.drive_left_out.connect(commands.leave_drive_out)
        section.links_followed.connect(commands.follow_links)
        section.leave_out_wanted.connect(commands.ask_what_to_leave_out)
        commands.changed.connect(section.reload)

        def count() -> None:
            self._library.run(lambda library: library.folders.counts(), section.show_counts)

        section.seen.connect(count)
        self._library.state_changed.connect(lambda: count() if section.isVisible() else None)
        return section

    def _make_indexing(self) -> QWidget:
        library, section = self._library, IndexingSection()

        def show() -> None:
            if section.isVisible():
                section.show_progress(library.progress, library.indexing, library.counts)

        section.seen.connect(show)
        section.seen.connect(lambda: self._read_preferences(section))
        section.background_wanted.connect(self._set_background)
        section.autostart_wanted.connect(self._set_autostart)
        section.autostart_wanted.connect(lambda _: section.autostart.setChecked(autostart.is_on()))
        section.show_background(
            self._remembered.background if Background.is_supported() else None,
            autostart.is_on() if autostart.is_supported() else None,
        )
        section.pause_wanted.connect(library.pause)
        section.rescan_wanted.connect(library.rescan)
        section.failures_wanted.connect(library.show_failures)
        section.setting_wanted.connect(self._set)
        library.state_changed.connect(show)
        library.progressed.connect(show)
        return section

    def _make_problems(self) -> QWidget:
        library, section = self._library, FailuresSection()

        def read() -> None:
            library.run(lambda opened: opened.photos.failures(), section.show_failures)

        section.seen.connect(read)
        section.retry_wanted.connect(library.retry)
        section.shown_in_folder.connect(self.file_shown)
        library.photos_changed.connect(lambda: read() if section.isVisible() else None)
        return section

    def _make_encoders(self) -> QWidget:
        section = EncodersSection(self._library.encoders, self._library.paths.encoders)
        # What is said there need not be said in the banner as well.
        self._library.encoders_seen = section.isVisible
        return section

    def _make_appearance(self) -> QWidget:
        remembered = self._remembered
        section = AppearanceSection(remembered.appearance, remembered.language, remembered.calm)
        section.appearance_wanted.connect(self.appearance_wanted)
        section.language_wanted.connect(self._change_language)
        section.calm_wanted.connect(self._set_calm)
        return section

    def _make_privacy(self) -> QWidget:
        section = PrivacySection()
        sidecar_commands.connect(section, self._library)
        section.seen.connect(lambda: self._read_preferences(section))
        section.sharing.setChecked(self._remembered.shares_safely)
        section.sharing_wanted.connect(self.sharing_wanted)
        section.setting_wanted.connect(self._set)
        section.forget_wanted.connect(
            lambda: self._library.run(
                lambda library: library.searches.forget(), lambda _: section.show_forgotten()
            )
        )
        return section

    def _make_storage(self) -> QWidget:
        paths, section = self._library.paths, StorageSection(self._library.paths.root)

        def add_up() -> None:
            self._library.run(lambda _: usage(paths), section.show_usage)

        def empty(kind: str) -> None:
            def job(_: Library) -> list[Usage]:
                clear(paths, cast(Kind, kind))
                return usage(paths)

            self._library.run(job, section.show_usage)

        section.seen.connect(add_up)
        section.clear_wanted.connect(empty)
        section.shown_in_folder.connect(self.file_shown)
        section.backup_wanted.connect(self._back_up)
        return section

    def _make_about(self) -> QWidget:
        return AboutSection()

    # -- what is done --------------------------------------------------------------------------

    def _read_preferences(self, section: IndexingSection | PrivacySection) -> None:
        self._library.run(lambda library: library.settings.load(), section.show_preferences)

    def _set(self, setting: str, on: bool) -> None:
        def job(library: Library) -> Preferences:
            if setting == "remember_searches":
                # What is not to be remembered is forgotten at once.
                library.searches.set_remembering(on)
                return library.settings.load()
            return library.settings.save(**{setting: on})

        self._library.run(job, lambda _: self._library.read_counts())

    def _change_language(self, language: Language) -> None:
        if language is not self._remembered.language:
            self.language_wanted.emit(language)

    def _set_background(self, on: bool) -> None:
        self._remembered.background = on
        self.background_wanted.emit(on)

    def _set_autostart(self, on: bool) -> None:
        try:
            autostart.switch(on, self._library.paths.root)
        except UsageError as error:
            self._library.failed.emit(error)

    def _set_calm(self, calm: bool) -> None:
        self._remembered.calm = calm
        movement.set_calm(calm)

    def _back_up(self) -> None:
        name, _ = QFileDialog.getSaveFileName(
            self._window, self.tr("Back up the library"), str(Path.home() / "fovea.db")
        )
        if name:
            said = self.tr("The catalogue was copied to {name}.").format(name=display(Path(name)))
            self._library.run(
                lambda library: copy_database(library.paths.catalog, Path(name)),
                lambda _: self._library.said.emit(said),
            )
