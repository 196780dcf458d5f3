"""Memory is given back once after something moved, when nothing has moved for a while."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QObject, Signal

from desktop.shell import rest


class Window(QObject):
    settled = Signal()


def test_memory_is_given_back_when_nothing_moves_any_more(
    until: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[str] = []
    monkeypatch.setattr(rest, "_AFTER_MS", 40)
    monkeypatch.setattr(rest, "give_back_memory", lambda: given.append("back"))
    window = Window()
    resting = rest.Rest(window.settled, window)
    for _ in range(3):
        window.settled.emit()
    assert given == []
    until(lambda: bool(given))
    assert given == ["back"]
    window.settled.emit()
    resting.end()


def test_any_system_bears_being_asked() -> None:
    rest.give_back_memory()
