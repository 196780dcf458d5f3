"""Every item model of the window, watched by Qt's own tester through changes of what it shows."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QAbstractItemModel
from PySide6.QtTest import QAbstractItemModelTester

import desktop
from core.library import Album, Tag
from desktop.ask.completion_model import CompletionModel
from desktop.ask.completions import Completion
from desktop.duplicates.group_models import GroupModel, MemberModel
from desktop.grid.photo_model import PhotoModel
from desktop.organise.side_entries import TAGS_SHOWN, Contents
from desktop.organise.side_model import SideModel
from tests.desktop.test_duplicates_page import COPIES, MIXED, SERIES
from tests.desktop.test_photo_model import Source


def photos(model: PhotoModel) -> None:
    scores = np.linspace(1, 0, 20, dtype=np.float32)
    for ids in (np.arange(1, 21), np.arange(20, 0, -1), np.arange(5), np.arange(0)):
        model.show(ids, scores[: len(ids)])
        model.refetch()


def groups(model: GroupModel) -> None:
    for shown in ([COPIES, MIXED], [MIXED, SERIES, COPIES], []):
        model.show(shown)


def members(model: MemberModel) -> None:
    for group in (MIXED, COPIES):
        model.show(group)
        model.toggle(1)
        model.keep_only(2)
    model.show(None)


def side_bar(model: SideModel) -> None:
    tags = tuple(Tag(f"tag {number:02}", number) for number in range(TAGS_SHOWN + 5))
    model.show(Contents(tags=tags))
    model.show_all_tags()
    albums = tuple(Album(number, name, number) for number, name in enumerate("abc"))
    model.show(Contents(albums=albums, tags=tags[3:]))
    model.show(Contents(albums=albums[::-1][:2]))
    model.show(Contents())


def completions(model: CompletionModel) -> None:
    offered = [Completion("search", name, "", "place", lambda: pytest.fail("not chosen")) for name in "abc"]
    for shown in (offered, offered[1:], []):
        model.show(shown)


LIVES: dict[type[QAbstractItemModel], tuple[Callable[[], Any], Callable[[Any], None]]] = {
    PhotoModel: (lambda: PhotoModel(Source()), photos),
    GroupModel: (GroupModel, groups),
    MemberModel: (MemberModel, members),
    SideModel: (SideModel, side_bar),
    CompletionModel: (CompletionModel, completions),
}
"""How each model is made, and what happens to it."""


def models_of_the_window() -> set[type[QAbstractItemModel]]:
    """All classes in desktop/ that are item models."""
    for module in pkgutil.walk_packages(desktop.__path__, "desktop."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    found: set[type[QAbstractItemModel]] = set()
    waiting: list[type[QAbstractItemModel]] = [QAbstractItemModel]
    while waiting:
        below = waiting.pop().__subclasses__()
        waiting += below
        found.update(one for one in below if one.__module__.startswith("desktop."))
    return found


def test_every_model_is_watched_here() -> None:
    assert models_of_the_window() == set(LIVES)


@pytest.mark.parametrize("kind", LIVES, ids=lambda kind: kind.__name__)
def test_qt_finds_nothing_wrong(kind: type[QAbstractItemModel]) -> None:
    make, live = LIVES[kind]
    model = make()
    # What it finds is a warning, which fails the test; Fatal would end all of them.
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    live(model)
    del tester
