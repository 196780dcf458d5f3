"""What was done and can be taken back, in one order for the whole window."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction

from core.library import Change, Library
from desktop.parts.prose import one_line
from desktop.parts.threads import Crew

log = logging.getLogger(__name__)

Step = Callable[[Library], Any]
"""Does something, on the thread of `Undo` and with its library, and gives the `Step` that undoes it.

Gives None when it can't be taken back; raises what says why it could not be done.
"""

Wording = Callable[[int], str]
"""Says in a line what was done to so many photos: “3 photos added to Wedding”."""

_MOST = 100
"""Steps that are kept. One over ten thousand photos holds a few hundred kilobytes."""


@dataclass(frozen=True, slots=True)
class _Entry:
    wording: Wording
    count: int
    step: Step

    @property
    def text(self) -> str:
        return one_line(self.wording(self.count))


@dataclass(slots=True)
class _Asked:
    """A change that was asked for, and what an undo that is asked for before it is done has to know."""

    failed: bool = False


@dataclass(frozen=True, slots=True)
class _Outcome:
    """How a job ended: what is to be said, what takes it back, and what comes next either way."""

    text: Callable[[], str] | None
    offer: QAction | None
    done: _Entry | None
    undone: _Entry | None
    error: Exception | None = None


class Undo(QObject):
    """Does what a person wants changed, and takes it back: one after the other, beside the window.

    Whoever changed something otherwise tells `did` or `did_by` how it is undone. A step that fails
    is said and stays where it was, so that it can be tried again; one that fails again is given up,
    for it must not keep what was done before it from being taken back.

    Args:
        root: The library directory.
        undo: The action that undoes; named, enabled and obeyed from here.
        redo: The action that does it again.
        parent: Qt's owner.

    Signals:
        changed: What people say of photos, or the photos themselves, may be different now.
        said: What was done, in a line, and the `QAction` that takes it back; None: nothing was changed.
        failed: An error for the banner.
    """

    changed = Signal()
    said = Signal(str, object)
    failed = Signal(object)

    def __init__(self, root: Path, undo: QAction, redo: QAction, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._root = root
        self._undo = undo
        self._redo = redo
        self._crew: Crew | None = None
        self._owed: deque[Callable[[], _Outcome]] = deque()
        self._pending = 0
        self._latest: _Asked | None = None
        # Of the crew's thread: each job sees what those before it have done.
        self._library: Library | None = None
        self._done: list[_Entry] = []
        self._undone: list[_Entry] = []
        self._failed_last: _Entry | None = None
        # What comes next either way, as the last job left it.
        self._next: tuple[_Entry | None, _Entry | None] = (None, None)
        undo.triggered.connect(self.undo)
        redo.triggered.connect(self.redo)
        self._name_actions()

    @property
    def is_settled(self) -> bool:
        """Nothing waits to be done or taken back."""
        return self._pending == 0

    def say(self, change: Callable[[Library], Change], wording: Wording) -> None:
        """Change what people say of photos.

        Args:
            change: Does it and gives what undoes it, as the methods of `Annotations` do.
            wording: Says what was done to the photos that it really changed; of none: that it is so already.
        """
        asked = self._latest = _Asked()

        def job() -> _Outcome:
            try:
                back = change(self._opened())
            except Exception:
                asked.failed = True
                raise
            if not back:
                return self._outcome(lambda: one_line(wording(0)))
            return self._keep(_Entry(wording, len(back.photo_ids), _applying(back)))

        self._run(job)

    def did(self, text: str, back: Change) -> None:
        """Something was said of photos.

        Args:
            text: What, in a line.
            back: Undoes it, as the methods of `Annotations` give it; an empty one is passed over.
        """
        if back:
            self.did_by(text, _applying(back))

    def did_by(self, text: str, back: Step) -> None:
        """Something was done that no `Change` can undo, such as moving files to the trash.

        Args:
            text: What, in a line.
            back: Undoes it, and gives the step that does it again, which gives the step that undoes that.
        """
        self._run(lambda: self._keep(_Entry(lambda _: text, 0, back)))

    def undo(self) -> None:
        """Take back what was done last."""
        form = self.tr("Taken back: {what}")
        meant, self._latest = self._latest, None

        def job() -> _Outcome:
            if meant is not None and meant.failed:
                # What it was meant for never came to be; what was done before that stays.
                return self._outcome(None)
            return self._move(self._done, self._undone, form, self._redo)

        self._run(job)

    def redo(self) -> None:
        """Do again what was taken back last."""
        form = self.tr("Done again: {what}")
        self._run(lambda: self._move(self._undone, self._done, form, self._undo))

    def close(self) -> None:
        """Finish what was asked for, and end the thread."""
        if self._crew is not None:
            self._crew.close(self._finish)

    # ------------------------------------------------------------------------------------------

    def _run(self, job: Callable[[], _Outcome]) -> None:
        """Do a job in its turn; only who changes something needs the thread and its library."""
        if self._crew is None:
            self._crew = Crew("changes", 1, self)
        self._owed.append(job)
        self._pending += 1
        self._name_actions()
        self._crew.run(self._do_next, self._landed, self._failed)

    def _landed(self, outcome: _Outcome) -> None:
        self._pending -= 1
        self._next = (outcome.done, outcome.undone)
        self._name_actions()
        if outcome.error is not None:
            self.failed.emit(outcome.error)
        if outcome.text is not None:
            self.said.emit(outcome.text(), outcome.offer)
        # What failed may have been done in part.
        if outcome.offer is not None or outcome.error is not None:
            self.changed.emit()

    def _failed(self, error: BaseException) -> None:
        self._pending -= 1
        self._latest = None
        self._name_actions()
        self.failed.emit(error)

    def _name_actions(self) -> None:
        names = (self.tr("Undo"), self.tr("Redo"))
        for action, name, entry in zip((self._undo, self._redo), names, self._next, strict=True):
            action.setIconText(name)
            text = self.tr("{action}: {what}").format(action=name, what=entry.text) if entry else name
            action.setText(text.replace("&", "&&"))
            action.setEnabled(entry is not None)
        if self._pending:
            # Whoever undoes at once what is only being done means just that.
            self._undo.setEnabled(True)

    # -- on the crew's thread ------------------------------------------------------------------

    def _do_next(self) -> _Outcome:
        return self._owed.popleft()()

    def _keep(self, entry: _Entry) -> _Outcome:
        self._done.append(entry)
        del self._done[:-_MOST]
        self._undone.clear()
        return self._outcome(lambda: entry.text, self._undo)

    def _move(self, source: list[_Entry], target: list[_Entry], form: str, offer: QAction) -> _Outcome:
        if not source:
            return self._outcome(None)
        entry = source[-1]
        try:
            opposite = entry.step(self._opened())
        except Exception as error:
            again, self._failed_last = self._failed_last is entry, entry
            if not again:
                return replace(self._outcome(None), error=error)
            source.pop()
            given_up = self.tr("Given up: {what}")
            return replace(self._outcome(lambda: given_up.format(what=entry.text)), error=error)
        source.pop()
        if opposite is not None:
            target.append(_Entry(entry.wording, entry.count, opposite))
        return self._outcome(lambda: form.format(what=entry.text), offer)

    def _outcome(self, text: Callable[[], str] | None, offer: QAction | None = None) -> _Outcome:
        done, undone = (entries[-1] if entries else None for entries in (self._done, self._undone))
        return _Outcome(text, offer, done, undone)

    def _opened(self) -> Library:
        if self._library is None:
            self._library = Library.open(self._root, create=False)
        return self._library

    def _finish(self) -> None:
        """What a person said just before the window was closed is said all the same."""
        while self._owed:
            try:
                self._do_next()
            except Exception:
                log.exception("a change could not be finished")
        if self._library is not None:
            self._library.close()
            self._library = None


def _applying(change: Change) -> Step:
    return lambda library: _applying(library.annotations.apply(change))
