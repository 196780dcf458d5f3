"""A library, opened: the one object the other rooms ask."""

from __future__ import annotations

import sqlite3
from contextlib import AbstractContextManager
from pathlib import Path
from types import TracebackType

from sqlite_utils import Database

from core.errors import LibraryError, LibraryFull
from core.library.annotations import Annotations
from core.library.backup import integrity_problems
from core.library.ballast import drop_ballast, keep_ballast
from core.library.database import connect, translate, writing
from core.library.doubts import Doubts
from core.library.folders import Folders
from core.library.guesses import Guesses
from core.library.identity import Identity
from core.library.likeness import Likeness
from core.library.localities import Localities
from core.library.mending import refuse_damage
from core.library.migrations import migrate
from core.library.network import refuse_network
from core.library.photo_files import PhotoFiles
from core.library.photos import Photos
from core.library.places import Places
from core.library.recent_searches import RecentSearches
from core.library.schema import CATALOG_STEPS, VECTOR_STEPS
from core.library.searches import Searches
from core.library.settings import Settings
from core.library.sidecar_writes import SidecarWrites
from core.library.sidecars import Sidecars
from core.library.transcripts import Transcripts
from core.library.vectors import VectorStore
from core.library.wording import Wording
from core.paths import LibraryPaths, display


class Library:
    """A library, for the thread that opened it; other threads and processes open their own.

    Leaving its `with` block turns what SQLite says about a full disk or a damaged
    file into `LibraryError`s.

    Attributes:
        paths: Where its files are.
        folders: The folders the person chose.
        places: Files, and which of them wait.
        doubts: Files that are not to be trusted yet.
        identity: Which photo a file is.
        sidecars: What the files beside photos say.
        sidecar_writes: What people say, on its way into such files.
        localities: What the places of photos are called.
        photos: Photos as people see them.
        files: The files that show them, each by itself.
        annotations: What people say of them.
        transcripts: The text in them.
        vectors: Their vectors.
        guesses: What they are taken to show.
        likeness: Which of them look the same.
        wording: The words in, on and about them.
        settings: What the person set.
        searches: Searches that people saved, and those they made of late.
    """

    def __init__(self, paths: LibraryPaths) -> None:
        self.paths = paths
        self._catalog = connect(paths.catalog)
        try:
            migrate(self._catalog, paths.catalog, CATALOG_STEPS, paths.backups)
            self._vectors = connect(paths.vectors, attach=("catalog", paths.catalog))
        except BaseException:
            self._catalog.close()
            raise
        try:
            migrate(self._vectors, paths.vectors, VECTOR_STEPS, paths.backups)
        except BaseException:
            self.close()
            raise
        self.folders = Folders(self._catalog, paths)
        self.places = Places(self._catalog, paths.catalog)
        self.doubts = Doubts(self._catalog, paths.catalog, self.places)
        self.identity = Identity(self._catalog, paths.catalog, self.places)
        self.sidecars = Sidecars(self._catalog, paths.catalog)
        self.localities = Localities(self._catalog, paths.catalog)
        self.photos = Photos(self._catalog)
        self.files = PhotoFiles(self._catalog)
        self.wording = Wording(self._catalog)
        self.annotations = Annotations(self._catalog, paths.catalog)
        self.transcripts = Transcripts(self._catalog, paths.catalog)
        self.vectors = VectorStore(self._vectors, paths.vectors)
        self.guesses = Guesses(self._catalog, paths.catalog, self._vectors)
        self.likeness = Likeness(self._vectors)
        self.settings = Settings(self._catalog, paths.catalog)
        self.sidecar_writes = SidecarWrites(self._catalog, paths.catalog, self.settings)
        self.searches = Searches(
            self._catalog, paths.catalog, RecentSearches(paths.recent_searches), self.settings
        )

    @classmethod
    def open(cls, root: Path, *, create: bool = True) -> Library:
        """Open the library in a directory.

        Args:
            root: The library directory.
            create: Make it when there is none.

        Raises:
            LibraryError: There is none, or it can't be used; says why.
        """
        paths = LibraryPaths(root)
        refuse_network(root)
        refuse_damage(paths)
        if not create and not paths.catalog.exists():
            raise LibraryError(
                f"There is no library in {display(root)} yet.", "Add a folder with photos: fovea add FOLDER"
            )
        paths.create()
        try:
            library = cls(paths)
        except LibraryFull:
            # To read takes a little room too, and that is there when nothing else is.
            if not drop_ballast(paths):
                raise
            library = cls(paths)
        keep_ballast(paths)
        return library

    def writing(self) -> AbstractContextManager[Database]:
        """A write transaction on the catalogue."""
        return writing(self._catalog, self.paths.catalog)

    def check(self) -> list[str]:
        """What SQLite's own check finds wrong in either database; empty when nothing."""
        return [
            f"{path.name}: {problem}"
            for path in (self.paths.catalog, self.paths.vectors)
            for problem in integrity_problems(path)
        ]

    def close(self) -> None:
        """Close both databases."""
        self._vectors.close()
        self._catalog.close()

    def __enter__(self) -> Library:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
        if isinstance(error, sqlite3.Error) and (known := translate(error, self.paths.root)):
            raise known from error
