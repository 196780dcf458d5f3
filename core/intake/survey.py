"""Which folders are there, and what changed in them: walks, events, moves, and what to say of it all."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from pathlib import Path

from core.errors import FolderError
from core.imaging import ThumbnailStore
from core.intake.reporter import Reporter
from core.intake.rescans import RESCAN_SECONDS, Rescans
from core.intake.rules import Rules
from core.intake.scan import Scanner
from core.intake.walk import mount_of
from core.intake.watch import LESS_LOSS, Touched, Watcher
from core.library import Folder, Library, Volume, mounted_volumes, volume_of
from core.library.folders import below, is_under
from core.paths import display

log = logging.getLogger(__name__)

_TOUCHED = 200
"""When more directories than this changed at once, the folders are walked instead."""

_NAMED = 3
"""So many directories that can't be read are named; of the others, only how many."""


class Survey:
    """Keeps the catalogue's files true to the folders; reads none of them.

    Args:
        library: Opened by this thread.
        reporter: Told what was found.
        interrupted: Asked between directories; True ends a walk early.
        watcher: Takes events; None looks at everything once.
    """

    def __init__(
        self,
        library: Library,
        reporter: Reporter,
        interrupted: Callable[[], bool],
        watcher: Watcher | None = None,
    ) -> None:
        self._library = library
        self._reporter = reporter
        self._interrupted = interrupted
        self._watcher = watcher
        self._scanner = Scanner(library, interrupted, self._scanned, self._entering)
        self._thumbnails = ThumbnailStore(library.paths.thumbnails)
        self._rescans = Rescans()
        self._folders: list[Folder] = []
        self._found: dict[int, int] = {}
        self._walking: int | None = None
        self._unreadable: dict[int, set[str]] = {}
        self._refused: set[Path] = set()
        self._smallest_edge: int | None = None
        self._lost_events = self._told_lost = False
        self._purged = float("-inf")

    def run(self) -> bool:
        """See which folders are there, walk those whose time has come, and look where something changed.

        Returns:
            Whether there was anything to look at.
        """
        self._look()
        touched = self._scan_touched()
        walked = self._walk_due()
        if touched or walked:
            self._reporter.count(moved=self._scanner.recognise_moves())
            self._library.places.retry_reopened()
        if walked and time.monotonic() - self._purged > RESCAN_SECONDS:
            self._purged = time.monotonic()
            for digest in self._library.identity.purge():
                self._thumbnails.delete(digest)
        self._say()
        return touched or walked

    def rescan(self) -> None:
        """Walk all folders at the next run."""
        self._rescans.soon(self._folders)

    def seconds_left(self) -> float:
        """Until there is something to do, as far as is known."""
        due = self._watcher.next_due() if self._watcher else None
        return min(self._rescans.seconds_left(self._folders), float("inf") if due is None else due)

    # -- which folders -------------------------------------------------------------------------

    def _look(self) -> None:
        self._take_rules()
        before = {_appearance(folder) for folder in self._folders}
        folders = self._library.folders.look()
        if self._adopt(folders):
            folders = self._library.folders.look()
        self._folders = folders
        self._rescans.soon(folder for folder in folders if _appearance(folder) not in before)
        if self._watcher is None:
            return
        self._rescans.soon(self._watcher.follow(folders))
        self._lost_events = self._watcher.take_overflow()
        if self._lost_events:
            self._rescans.soon(folder for folder in folders if self._watcher.is_followed(folder))

    def _take_rules(self) -> None:
        preferences = self._library.settings.load()
        rules = Rules.of(preferences)
        if rules != self._scanner.rules:
            self._scanner.rules = rules
            self._rescans.soon(self._folders)
        if preferences.smallest_edge != self._smallest_edge:
            self._smallest_edge = preferences.smallest_edge
            self._library.places.apply_smallest_edge()

    def _adopt(self, folders: list[Folder]) -> bool:
        """Take drives that are mounted inside a folder as folders of their own.

        Returns:
            Whether there are new ones.
        """
        volumes = mounted_volumes()
        known = {folder.path for folder in folders if folder.online or folder.parent_id is not None}
        adopted = False
        for folder in folders:
            for path in self._mounted_inside(folder, volumes):
                if path in known:
                    continue
                try:
                    taken = self._library.folders.add(
                        path, parent_id=folder.id, follow_links=folder.follow_links or None
                    )
                except FolderError as error:
                    if path not in self._refused:
                        log.info("%s", error.problem)
                    self._refused.add(path)
                    continue
                known |= {path, taken.path}
                adopted = True
        return adopted

    def _mounted_inside(self, folder: Folder, volumes: list[Volume]) -> list[Path]:
        found = []
        depth = len(mount_of(folder).parts)
        for volume in volumes:
            if volume.pseudo or volume_of(volume.mount, volumes).identity != volume.identity:
                continue
            if volume.mount != folder.path and volume.mount.is_relative_to(folder.path):
                if not self._scanner.rules.excludes_below(below(volume.mount, folder.path)):
                    found.append(volume.mount)
            elif len(volume.mount.parts) > depth and volume_of(folder.path, volumes) is volume:
                # It was chosen while the drive was away, or the drive was mounted over it.
                found.append(folder.path)
        return found

    # -- what changed --------------------------------------------------------------------------

    def _walk_due(self) -> bool:
        """Walk the folders whose time has come; whether there were any."""
        due = self._rescans.due(self._folders)
        for folder in due:
            if self._interrupted():
                break
            if self._watcher:
                self._watcher.renew(folder)
            self._walking = folder.id
            started = time.monotonic()
            report = self._scanner.scan(folder)
            self._walking = None
            self._found[folder.id] = report.found
            self._unreadable[folder.id] = set(report.unreadable)
            if report.complete:
                followed = self._watcher is None or self._watcher.is_followed(folder)
                self._rescans.walked(folder, time.monotonic() - started, followed=followed)
        if due:
            self._told_lost = self._lost_events
            self._reporter.update(found=sum(self._found.values()))
        return bool(due)

    def _scan_touched(self) -> bool:
        """Look where events say that something changed; whether there were any."""
        if self._watcher is None:
            return False
        touched = self._watcher.due()
        if len(touched) > _TOUCHED:
            # One walk costs less than so many looks.
            self._rescans.soon(filter(None, {self._folder_of(one.directory) for one in touched}))
            return False
        for one in touched:
            self._scan_one(one, self._watcher)
        if touched:
            self._rescans.poll(folder for folder in self._folders if not self._watcher.is_followed(folder))
        return bool(touched)

    def _scan_one(self, touched: Touched, watcher: Watcher) -> None:
        folder = self._folder_of(touched.directory)
        if folder is None:
            return
        inside = below(touched.directory, folder.path)
        if inside and self._scanner.rules.excludes_below(inside):
            return
        directory = "/".join(filter(None, (folder.directory, inside)))
        report = self._scanner.scan(folder, directory, shallow=not touched.deep)
        if not report.complete and self._interrupted():
            watcher.touch(touched.directory, touched.deep)
        kept = {name for name in self._unreadable.get(folder.id, ()) if not is_under(name, directory)}
        self._unreadable[folder.id] = kept | set(report.unreadable)
        if report.links_left:
            self._rescans.soon([folder])

    def _folder_of(self, directory: Path) -> Folder | None:
        around = [
            folder for folder in self._folders if folder.online and directory.is_relative_to(folder.path)
        ]
        return max(around, key=lambda folder: len(folder.path.parts), default=None)

    def _entering(self, folder: Folder, directory: Path) -> None:
        if self._watcher:
            self._watcher.entering(folder, directory)

    def _scanned(self, found: int) -> None:
        if self._walking is not None:
            others = sum(number for id_, number in self._found.items() if id_ != self._walking)
            self._reporter.update(found=others + found)
            self._reporter.tell("scanning")

    # -- what to say ---------------------------------------------------------------------------

    def _say(self) -> None:
        said = [
            f"{display(folder.path)} is offline: {folder.problem}"
            for folder in self._folders
            if not folder.online
        ]
        unreadable = [
            display(mount_of(folder) / name)
            for folder in self._folders
            if folder.online
            for name in sorted(self._unreadable.get(folder.id, ()))
        ]
        said += [f"{name} can't be read" for name in unreadable[:_NAMED]]
        if len(unreadable) > _NAMED:
            said.append(f"{len(unreadable) - _NAMED:,} more can't be read")
        if self._watcher:
            said += self._watcher.problems(self._folders)
        if self._told_lost:
            said.append(
                f"More changed at once than the system could tell, so all was looked through. {LESS_LOSS}"
            )
        self._reporter.note("folders", "; ".join(said))


def _appearance(folder: Folder) -> tuple[int, bool, Path, bool]:
    """What makes a folder worth a walk when it differs from before."""
    return folder.id, folder.online, folder.path, folder.follow_links
