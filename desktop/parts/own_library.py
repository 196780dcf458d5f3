"""A thread with a library of its own, for what would keep the window waiting."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject

from core.library import Library
from desktop.parts.threads import Crew, Done, Failed, Ticket

T = TypeVar("T")


class OwnLibrary(QObject):
    """Does jobs with the library, one after the other; who never has one costs no thread.

    Args:
        root: The library directory.
        name: Of the thread, for a debugger.
        parent: Qt's owner.
    """

    def __init__(self, root: Path, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._root = root
        self._name = name
        self._crew: Crew | None = None
        self._library: Library | None = None  # of the crew's thread

    def run(self, job: Callable[[Library], T], done: Done[T], failed: Failed) -> Ticket:
        """Do something with the library.

        Args:
            job: Gets it, on the thread.
            done: Gets the job's result, on the main thread.
            failed: Gets what it raised, on the main thread.
        """
        if self._crew is None:
            self._crew = Crew(self._name, 1, self)

        def work() -> T:
            if self._library is None:
                self._library = Library.open(self._root, create=False)
            return job(self._library)

        return self._crew.run(work, done, failed)

    def close(self) -> None:
        """End the thread, when what it does is done."""
        if self._crew is not None:
            self._crew.close(self._close_library)

    def _close_library(self) -> None:
        if self._library is not None:
            self._library.close()
            self._library = None
