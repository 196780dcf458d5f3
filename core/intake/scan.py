"""Compares folders with the catalogue, by names, sizes and times; opens no file.

Directory by directory, so that memory does not grow with the library, and an
unchanged directory costs one listing and one query.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from core.errors import PhotoError
from core.imaging import edges_digest
from core.intake.beside import changed_companions
from core.intake.listing import Lister, Listing
from core.intake.rules import Rules
from core.intake.walk import Walk
from core.library import (
    FileStamp,
    Folder,
    FoundCompanions,
    FoundFile,
    KnownFile,
    Library,
    mounted_volumes,
)
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
        unreadable: Directories and known files that could not be looked at; nothing there counts as gone.
        links_left: Links to directories were met that only a scan of the whole folder can judge.
        complete: It came to its end; else it was interrupted, or the folder went away meanwhile.
    """

    found: int = 0
    new: int = 0
    changed: int = 0
    gone: int = 0
    unreadable: list[str] = field(default_factory=list)
    links_left: bool = False
    complete: bool = False


class Scanner:
    """Scans folders of one library.

    Args:
        library: Opened by this thread.
        interrupted: Asked between directories; True ends the scan early, without calling anything gone.
        progressed: Called between directories with the number of files found so far.
        entering: Called before a directory of a folder is listed.

    Attributes:
        rules: What is left alone.
    """

    def __init__(
        self,
        library: Library,
        interrupted: Callable[[], bool] = lambda: False,
        progressed: Callable[[int], None] = lambda _: None,
        entering: Callable[[Folder, Path], None] = lambda *_: None,
    ) -> None:
        self._library = library
        self._interrupted = interrupted
        self._progressed = progressed
        self._entering = entering
        self._edges: dict[Path, tuple[FileStamp, bytes]] = {}
        self.rules = Rules.of(library.settings.load())

    def scan(self, folder: Folder, directory: str | None = None, *, shallow: bool = False) -> ScanReport:
        """Compare a folder, or one directory of it, with the catalogue.

        Args:
            folder: An online folder.
            directory: Below the volume's mount point; the whole folder when None.
            shallow: Only this directory and the ones in it that were not known; what an event asks for.

        Returns:
            What was seen.
        """
        run = _Run(self._library, folder)
        if not self._library.folders.is_reachable(folder):
            return run.report
        walk = Walk(
            folder,
            Lister(self._library.paths.root, folder, self.rules, mounted_volumes()),
            self._library.places.directories(folder, directory),
            directory,
            shallow=shallow,
            entering=partial(self._entering, folder),
        )
        for current, listing in walk:
            run.compare(current, listing)
            self._progressed(run.report.found)
            if self._interrupted():
                run.flush()
                return run.report
        if not self._library.folders.is_reachable(folder):
            run.flush()
            return run.report
        for lost in walk.lost():
            run.lose(lost)
        run.flush(gone=True)
        run.report.unreadable += walk.unreadable
        run.report.links_left = walk.links_left
        run.report.complete = True
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
        looked: dict[Path, tuple[FileStamp, bytes]] = {}
        for work in identity.move_candidates():
            try:
                looked[work.path] = self._edges_of(work.path)
            except (PhotoError, OSError) as error:
                # The decoder will meet the same trouble and say so.
                log.info("can't look at %s: %s", display(work.path), error)
            else:
                edges[work.place_id] = looked[work.path][1]
        self._edges = looked
        return moved + (identity.adopt(edges) if edges else 0)

    def _edges_of(self, path: Path) -> tuple[FileStamp, bytes]:
        """A file as it is, and its edges. Those that wait long are asked for again and again."""
        facts = path.stat()
        stamp = FileStamp(facts.st_size, facts.st_mtime_ns)
        before = self._edges.get(path)
        return before if before and before[0] == stamp else (stamp, edges_digest(path))


class _Run:
    """One scan: collects what differs and writes it down in batches."""

    def __init__(self, library: Library, folder: Folder) -> None:
        self._library = library
        self._folder = folder
        self._new: list[FoundFile] = []
        self._changed: dict[int, FoundFile] = {}
        self._back: list[int] = []
        self._gone: list[int] = []
        self._companions: list[FoundCompanions] = []
        self.report = ScanReport()

    def compare(self, directory: str, listing: Listing) -> None:
        """Compare one directory."""
        known = self._library.places.known(self._folder, directory)
        self._companions += changed_companions(
            directory, listing, known, partial(self._library.sidecars.known, self._folder, directory)
        )
        for name in listing.unreadable:
            if known.pop(name, None) is not None:
                self.report.unreadable.append(f"{directory}/{name}".lstrip("/"))
        stamps = {(file.file_id, file.size, file.mtime_ns) for file in known.values()}
        for file in listing.photos:
            self.report.found += 1
            before = known.pop(file.name, None)
            if before is None:
                self.report.new += 1
                self._new.append(file)
            elif _differs(before, file) or _has_taken_a_name(before, file, stamps):
                self.report.changed += 1
                self._changed[before.place_id] = file
            elif before.state == "missing":
                self._back.append(before.place_id)
        self._lose(known)
        if len(self._new) + len(self._changed) + len(self._back) + len(self._companions) >= _BATCH:
            self.flush()

    def lose(self, directory: str) -> None:
        """All files of a directory that is not there any more are gone."""
        self._lose(self._library.places.known(self._folder, directory))

    def flush(self, *, gone: bool = False) -> None:
        """Write down what was collected; what is gone only when it is sure that the folder is not."""
        lost = self._gone if gone else []
        if self._new or self._changed or self._back or self._companions or lost:
            self._library.places.apply(
                self._folder,
                new=self._new,
                changed=self._changed,
                back=self._back,
                gone=lost,
                companions=self._companions,
            )
        self._new, self._changed, self._back, self._companions = [], {}, [], []
        self._gone = [] if gone else self._gone

    def _lose(self, known: dict[str, KnownFile]) -> None:
        lost = [file.place_id for file in known.values() if file.state != "missing"]
        self.report.gone += len(lost)
        self._gone += lost


def _differs(known: KnownFile, file: FoundFile) -> bool:
    return known.size != file.size or known.mtime_ns != file.mtime_ns


def _has_taken_a_name(known: KnownFile, file: FoundFile, stamps: set[tuple[int, int, int]]) -> bool:
    """Whether a file is another one of this directory, renamed: shots of a burst may be alike in all else.

    A new inode alone means nothing: some drives number their files anew each time they are mounted.
    """
    stamp = (file.file_id, file.size, file.mtime_ns)
    return file.file_id not in (0, known.file_id) and stamp in stamps
