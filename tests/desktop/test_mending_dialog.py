from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog, QLabel, QPushButton

from core.errors import LibraryDamaged
from core.library import Library
from core.library.kept import kept_backups
from core.library.rotation import Rotation
from core.paths import LibraryPaths
from desktop.shell.mending_dialog import MendingDialog, open_or_mend

NOON = datetime(2021, 6, 15, 12, tzinfo=UTC)
Answer = Callable[[bool], list[str]]


@pytest.fixture
def paths(tmp_path: Path) -> LibraryPaths:
    """A library with a setting, backed up on a day of June."""
    with Library.open(tmp_path / "library") as library:
        library.settings.save(threads=3)
        assert Rotation(library.paths).turn(now=NOON) == ""
        return library.paths


@pytest.fixture
def answer(monkeypatch: pytest.MonkeyPatch) -> Answer:
    """Lets the dialog be answered at once; gives back, later, what it said."""

    def answer_with(yes: bool) -> list[str]:
        said: list[str] = []

        def shown(dialog: MendingDialog) -> int:
            said.extend(label.text() for label in dialog.findChildren(QLabel))
            said.extend(one.text() for one in dialog.findChildren(QPushButton))
            return int(QDialog.DialogCode.Accepted if yes else QDialog.DialogCode.Rejected)

        monkeypatch.setattr(MendingDialog, "exec", shown)
        return said

    return answer_with


def test_a_damaged_catalogue_is_replaced_when_the_person_agrees(paths: LibraryPaths, answer: Answer) -> None:
    paths.catalog.write_bytes(b"ruined" * 1000)
    said = answer(True)
    library = open_or_mend(paths)
    assert library is not None
    with library:
        assert library.settings.load().threads == 3
    (button,) = [text for text in said if text.startswith("Use the backup of")]
    assert "2021" in button
    assert any("changed in Fovea since then is lost" in text for text in said)
    assert [path.read_bytes() for path in paths.backups.glob("catalog-damaged-*")] == [b"ruined" * 1000]


def test_a_person_who_does_not_agree_keeps_everything_as_it_is(paths: LibraryPaths, answer: Answer) -> None:
    paths.catalog.write_bytes(b"ruined" * 1000)
    answer(False)
    assert open_or_mend(paths) is None
    assert paths.catalog.read_bytes() == b"ruined" * 1000


def test_damaged_vectors_cost_nothing_but_time(paths: LibraryPaths, answer: Answer) -> None:
    for backup in kept_backups(paths.backups, "vectors"):
        backup.path.unlink()
    paths.vectors.write_bytes(b"ruined" * 1000)
    said = answer(True)
    library = open_or_mend(paths)
    assert library is not None
    library.close()
    assert "Mend" in said
    assert any("nothing is lost" in text for text in said)


def test_without_a_backup_there_is_nothing_to_ask(paths: LibraryPaths, answer: Answer) -> None:
    for backup in kept_backups(paths.backups, "catalog"):
        backup.path.unlink()
    paths.catalog.write_bytes(b"ruined" * 1000)
    said = answer(True)
    with pytest.raises(LibraryDamaged, match="fovea restore"):
        open_or_mend(paths)
    assert said == []
