"""Dead cycles that hold widgets go on the GUI thread, whoever allocates."""

from __future__ import annotations

import gc
import threading
from collections.abc import Callable

import pytest

from desktop.shell.garbage import GarbageCollector


class Cycle:
    """Garbage that tells on which thread it went."""

    def __init__(self, went: list[threading.Thread]) -> None:
        self.me = self
        self._went = went

    def __del__(self) -> None:
        self._went.append(threading.current_thread())


def test_garbage_waits_for_the_gui_thread(
    until: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.shell.garbage._INTERVAL_MS", 10)
    went: list[threading.Thread] = []
    collector = GarbageCollector()
    try:
        kept: list[object] = []

        def allocate() -> None:
            Cycle(went)
            kept.extend([] for _ in range(50_000))

        worker = threading.Thread(target=allocate)
        worker.start()
        worker.join()
        assert not went
        until(lambda: went)
        assert went == [threading.main_thread()]
    finally:
        collector.close()
    assert gc.isenabled()
