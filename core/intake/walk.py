"""The order in which a folder's directories are listed, and which of the known ones were not met."""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

from core.intake.listing import Lister, Listing
from core.library import Folder
from core.library.folders import is_under
from core.paths import display

log = logging.getLogger(__name__)


class Walk:
    """One walk through a folder, or through a part of it.

    Args:
        folder: An online folder.
        lister: Lists its directories.
        known: Directories to be walked that hold known files, below the volume's mount point.
        start: Where to begin, in the same terms; the whole folder when None.
        shallow: Of the directories below, only those that were not known.
        entering: Called before each directory is listed, so that nothing happens there unseen.

    Attributes:
        unreadable: Directories that could not be listed, below the mount point.
        links_left: Links to directories were met that only a whole walk can judge.
    """

    def __init__(
        self,
        folder: Folder,
        lister: Lister,
        known: set[str],
        start: str | None = None,
        *,
        shallow: bool = False,
        entering: Callable[[Path], None] = lambda _: None,
    ) -> None:
        self._lister = lister
        self._mount = mount_of(folder)
        self._start = folder.directory if start is None else start
        self._whole = start is None
        self._shallow = shallow
        self._entering = entering
        self._known = known
        self._visited: set[str] = set()
        self._kept: list[str] = []
        self.unreadable: list[str] = []
        self.links_left = False

    def __iter__(self) -> Iterator[tuple[str, Listing]]:
        """Each directory, below the mount point, with what is in it; links come last."""
        stack, links = [self._start], list[str]()
        children_of = _children(self._known) if self._shallow else {}
        while stack or links:
            if not stack:
                links.sort(reverse=True)
                stack.append(links.pop())
            current = stack.pop()
            self._visited.add(current)
            path = self._mount / current
            self._entering(path)
            try:
                listing = self._lister.list(path, current)
            except FileNotFoundError:
                # Gone since its parent was listed; its files are found missing below.
                self._visited.discard(current)
                continue
            except OSError as error:
                log.warning("can't list %s: %s", display(path), error)
                self.unreadable.append(current)
                continue
            self._kept += [f"{current}/{name}" if current else name for name in listing.unreadable]
            if self._shallow:
                known_here = children_of.get(current, {})
                for child in [*listing.directories, *listing.links]:
                    self._visited |= known_here.get(child, set())
                stack += [child for child in listing.directories if child not in known_here]
                self.links_left |= any(child not in known_here for child in listing.links)
            elif self._whole:
                stack += listing.directories
                links += listing.links
            else:
                stack += listing.directories
                self._kept += listing.links
                self.links_left |= bool(listing.links)
            yield current, listing

    def lost(self) -> set[str]:
        """Known directories that are not there any more; to be asked when the walk came to its end."""
        kept = [*self._kept, *self.unreadable]
        return {
            name for name in self._known - self._visited if not any(is_under(name, path) for path in kept)
        }


def mount_of(folder: Folder) -> Path:
    """The mount point of a folder's volume."""
    depth = len(Path(folder.directory).parts)
    return folder.path.parents[depth - 1] if depth else folder.path


def _children(known: set[str]) -> dict[str, dict[str, set[str]]]:
    """For each directory: its children that hold known files somewhere below, and where."""
    children: defaultdict[str, defaultdict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for name in known:
        child = name
        while child:
            parent = child.rpartition("/")[0]
            children[parent][child].add(name)
            child = parent
    return {parent: dict(below) for parent, below in children.items()}
