"""Joins what is asked about sidecars in the settings with the library."""

from __future__ import annotations

from core.library import Library
from desktop.indexing.library_commands import LibraryCommands
from desktop.settings.privacy_section import PrivacySection
from desktop.settings.sidecar_group import Sidecars


def connect(section: PrivacySection, library: LibraryCommands) -> None:
    """Join the group of a section with the library: what it asks is done there, and shown here."""
    group = section.sidecars

    def read(opened: Library) -> Sidecars:
        writes = opened.sidecar_writes
        return Sidecars(opened.settings.load().write_sidecars, writes.count_said(), writes.state())

    def switch(on: bool) -> None:
        def job(opened: Library) -> Sidecars:
            writes = opened.sidecar_writes
            (writes.switch_on if on else writes.switch_off)()
            return read(opened)

        library.run(job, group.show_sidecars)

    def write_all() -> None:
        def job(opened: Library) -> Sidecars:
            opened.sidecar_writes.say_all()
            return read(opened)

        library.run(job, group.show_sidecars)

    def refresh() -> None:
        if group.isVisible():
            library.run(read, group.show_sidecars)

    group.switched.connect(switch)
    group.all_wanted.connect(write_all)
    section.seen.connect(refresh)
    library.state_changed.connect(refresh)
