"""The switch that has what people say written beside their photos."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QObject, Signal

from core.library import Library
from desktop.settings import sidecar_commands
from desktop.settings.privacy_section import PrivacySection


class Commands(QObject):
    """Does at once what the window does on a thread."""

    state_changed = Signal()

    def __init__(self, library: Library) -> None:
        super().__init__()
        self._library = library

    def run(self, job: Callable[[Library], Any], done: Callable[[Any], None]) -> None:
        done(job(self._library))


@pytest.fixture
def library(tmp_path: Path) -> Any:
    with Library.open(tmp_path) as library:
        with library.writing() as database:
            database.conn.executescript("""
                INSERT INTO volumes VALUES (1, 'v', '/p', 1);
                INSERT INTO folders (id, volume_id, path, added_at) VALUES (1, 1, '', '');
                INSERT INTO photos (id, added_at) VALUES (1, ''), (2, '');
                INSERT INTO contents (id, photo_id, sha256, size, edges, pixels_digest, format, width, height,
                    orientation) VALUES (1, 1, x'01', 1, x'01', x'01', 'JPEG', 1, 1, 1),
                    (2, 2, x'02', 1, x'02', x'02', 'JPEG', 1, 1, 1);
                INSERT INTO places (id, folder_id, volume_id, directory, name, size, mtime_ns, file_id,
                    content_id, state) VALUES (1, 1, 1, '', 'a.jpg', 1, 1, 1, 1, 'ready'),
                    (2, 1, 1, '', 'b.jpg', 1, 1, 2, 2, 'ready');
                BEGIN""")
        yield library


def test_it_is_off_and_asks_what_is_to_be_written_when_it_is_switched_on(library: Library) -> None:
    library.annotations.tag([1, 2], "beach")
    section = PrivacySection()
    group = section.sidecars
    sidecar_commands.connect(section, Commands(library))  # type: ignore[arg-type]
    section.show()
    assert not group.switch.isChecked()
    assert not group.asking.isVisible()
    group.switch.click()
    assert library.settings.load().write_sidecars
    assert group.asking.isVisible()
    assert "2 files" in group.question.text()
    # Nothing that was said before, unless that is wanted.
    group.from_now_on.click()
    assert not group.asking.isVisible()
    assert library.sidecar_writes.waiting() == []
    group.switch.click()
    group.switch.click()
    group.also_before.click()
    assert not group.asking.isVisible()
    assert len(library.sidecar_writes.waiting()) == 2
    assert group.state.text() == "2 files wait to be written."
    group.switch.click()
    assert not library.settings.load().write_sidecars
    assert library.sidecar_writes.waiting() == []


def test_where_nothing_was_said_nothing_is_asked(library: Library) -> None:
    section = PrivacySection()
    sidecar_commands.connect(section, Commands(library))  # type: ignore[arg-type]
    section.show()
    section.sidecars.switch.click()
    assert section.sidecars.switch.isChecked()
    assert not section.sidecars.asking.isVisible()
