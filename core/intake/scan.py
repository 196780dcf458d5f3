"""Compares folders with the catalogue, by names, sizes and times; opens no file.

Directory by directory, so that memory does not grow with the library, and an
unchanged directory costs one listing and one query.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from core.errors import PhotoError
from core.imaging import edges_digest
from core.intake.listing import Lister
from core.library import Folder, FoundFile, KnownFile, Library
from core.library.folders import is_under
from core.paths import display

log = logging.getLogger(__name__)

_BATCH = 2000


@dataclass(slots=True)
class ScanReport:
    """What a scan saw.

    Attributes:
        found: Photo files that are there.
        new: Of these, files never seen at that path.
        changed: Of these, files with another size or time.
        gone: Files that are not there any more.
        unreadable: Directories that could not be listed; nothing in them counts as gone.
    """

    found: int = 0
    new: int = 0
    changed: int = 0
    gone: int = 0
    unreadable: list[str] = field(default_factory=list)


class Scanner:
    """Scans folders of one library.

    Args:
        library: Opened by this thread.
        interrupted: Asked between directories; True ends the scan early, without calling anything gone.
        progressed: Called between directories with the number of files found so far.
    """

    def __init__(
        self,
        library: Library,
        interrupted: Callable[[], bool] = lambda: False,
        progressed: Callable[[int], None] = lambda _: None,
    ) -> None:
        self._library = library
        self._interrupted = interrupted
        self._progressed = progressed

    def scan(self, folder: Folder, directory: str | None = None, *, shallow: bool = False) -> ScanReport:
        """Compare a folder, or one directory of it, with the catalogue.

        Args:
            folder: An online folder.
            directory: Below the volume's mount point; the whole folder when None.
            shallow: Only this directory and the ones in it that were not known; what an event asks for.

        Returns:
            What was seen.
        """
        start = folder.directory if directory is None else directory
        run = _Run(self._library, folder)
        known = {name for name in self._library.places.directories(folder) if is_under(name, start)}
        mount = _mount(folder)
        visited: set[str] = set()
        stack = [start]
        while stack:
            if self._interrupted():
                run.flush()
                return run.report
            current = stack.pop()
            visited.add(current)
            try:
                children = run.compare(mount / current, current)
            except FileNotFoundError:
                # Gone since its parent was listed; its files are found missing below.
                visited.discard(current)
                continue
            except OSError as error:
                log.warning("can't list %s: %s", display(mount / current), error)
                run.report.unreadable.append(current)
                continue
            if shallow:
                visited |= {name for name in known if any(is_under(name, child) for child in children)}
                children = [child for child in children if not any(is_under(name, child) for name in known)]
            stack += children
            self._progressed(run.report.found)
        for lost in known - visited:
            if not any(is_under(lost, unreadable) for unreadable in run.report.unreadable):
                run.lose(lost)
        run.flush()
        if directory is None:
            self._library.folders.mark_scanned(folder.id)
        return run.report

    def recognise_moves(self) -> int:
        """Give files that only changed their place what is known of them.

        Returns:
            How many need no decoding.
        """
        identity = self._library.identity
        moved = identity.settle_moves()
        edges: dict[int, bytes] = {}
        for work in identity.move_candidates():
            try:
                edges[work.place_id] = edges_digest(work.path)
            except PhotoError as error:
                # The decoder will meet the same trouble and say so.
                log.info("%s", error.problem)
        return moved + (identity.adopt(edges) if edges else 0)


class _Run:
    """One scan: collects what differs and writes it down in batches."""

    def __init__(self, library: Library, folder: Folder) -> None:
        self._library = library
        self._folder = folder
        self._lister = Lister(library.paths.root)
        self._new: list[FoundFile] = []
        self._changed: dict[int, FoundFile] = {}
        self._back: list[int] = []
        self._gone: list[int] = []
        self.report = ScanReport()

    def compare(self, path: Path, directory: str) -> list[str]:
        """Compare one directory; returns the directories in it that are to be walked.

        Raises:
            OSError: It can't be listed.
        """
        listing = self._lister.list(path, directory)
        known = self._library.places.known(self._folder, directory)
        for file in listing.photos:
            self.report.found += 1
            before = known.pop(file.name, None)
            if before is None:
                self.report.new += 1
                self._new.append(file)
            elif _differs(before, file):
                self.report.changed += 1
                self._changed[before.place_id] = file
            elif before.state == "missing":
                self._back.append(before.place_id)
        self._lose(known)
        if len(self._new) + len(self._changed) + len(self._back) + len(self._gone) >= _BATCH:
            self.flush()
        return listing.directories

    def lose(self, directory: str) -> None:
        """All files of a directory that is not there any more are gone."""
        self._lose(self._library.places.known(self._folder, directory))

    def flush(self) -> None:
        """Write down what was collected."""
        if self._new or self._changed or self._back or self._gone:
            self._library.places.apply(
                self._folder, new=self._new, changed=self._changed, back=self._back, gone=self._gone
            )
        self._new, self._changed, self._back, self._gone = [], {}, [], []

    def _lose(self, known: dict[str, KnownFile]) -> None:
        lost = [file.place_id for file in known.values() if file.state != "missing"]
        self.report.gone += len(lost)
        self._gone += lost


def _differs(known: KnownFile, file: FoundFile) -> bool:
    return known.size != file.size or known.mtime_ns != file.mtime_ns


def _mount(folder: Folder) -> Path:
    """The mount point of a folder's volume."""
    depth = len(Path(folder.directory).parts)
    return folder.path.parents[depth - 1] if depth else folder.path
