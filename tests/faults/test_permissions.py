"""Folders and files that may not be read: named, left alone, and never taken for deleted."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from core.intake import Indexer
from core.intake.scan import Scanner
from core.library import Library

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="POSIX permissions")
NOBODY = 65534


@contextmanager
def ordinary_user() -> Iterator[None]:
    """Root may read everything; the test must not."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def locked(tmp_path: Path, paint: Callable[..., Path], encoder: Any) -> Iterator[tuple[Path, Path]]:
    """An indexed library, and one folder in it that nobody may list any more."""
    for parent in (tmp_path, *tmp_path.parents[:3]):
        parent.chmod(0o755)
    paint(tmp_path / "photos" / "open" / "a.jpg")
    secret = paint(tmp_path / "photos" / "secret" / "deep" / "b.jpg", "blue", 1).parent.parent
    root = tmp_path / "library"
    with Library.open(root) as library:
        library.folders.add(tmp_path / "photos")
    with Indexer(root, encoder=encoder) as indexer:
        indexer.run_once()
    secret.chmod(0)
    yield root, secret
    secret.chmod(0o755)


def test_a_folder_that_may_not_be_read_is_named_and_loses_nothing(locked: tuple[Path, Path]) -> None:
    root, secret = locked
    with Library.open(root) as library:
        (folder,) = library.folders.look()
        with ordinary_user():
            report = Scanner(library).scan(folder)
        assert [Path(name).name for name in report.unreadable] == [secret.name]
        assert (report.found, report.gone) == (1, 0)
        assert library.photos.counts().photos == 2


def test_a_root_that_may_not_be_read_is_offline(locked: tuple[Path, Path]) -> None:
    root, secret = locked
    photos = secret.parent
    photos.chmod(0)
    try:
        with Library.open(root) as library:
            with ordinary_user():
                (folder,) = library.folders.look()
            assert not folder.online
            assert "ermission" in folder.problem
            assert library.photos.counts().offline == 2
    finally:
        photos.chmod(0o755)
