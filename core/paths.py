"""Where a library keeps its files, and how file names travel through a database."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from core.errors import LibraryError, LibraryFull


@dataclass(frozen=True, slots=True)
class LibraryPaths:
    """The files of one library, all under one directory of the person's own.

    Attributes:
        root: The library directory.
    """

    root: Path

    @classmethod
    def default(cls) -> LibraryPaths:
        """The library in the platform's data directory."""
        return cls(Path(platformdirs.user_data_dir("fovea", appauthor=False)))

    @property
    def catalog(self) -> Path:
        """SQLite: photos, places, metadata, what people say. Can't be made again."""
        return self.root / "catalog.db"

    @property
    def vectors(self) -> Path:
        """SQLite: one vector a photo and encoder. Costs encoding to make again."""
        return self.root / "vectors.db"

    @property
    def index(self) -> Path:
        """Segments of the vector index. Made again from `vectors` when missing."""
        return self.root / "index"

    @property
    def words(self) -> Path:
        """SQLite: the text index. Made again from the catalogue when missing."""
        return self.root / "words.db"

    @property
    def dictionary(self) -> Path:
        """SQLite: Chinese into English. Made again from the package it came in when missing."""
        return self.root / "dictionary.db"

    @property
    def own_words(self) -> Path:
        """A person's own words for what photos may show: see `core.tagging.vocabulary`."""
        return self.root / "vocabulary.tsv"

    @property
    def word_vectors(self) -> Path:
        """Vectors of the words that photos are compared with. Made again when missing."""
        return self.root / "word-vectors.npz"

    @property
    def thumbnails(self) -> Path:
        """512-px pictures, named by what they show."""
        return self.root / "thumbnails"

    @property
    def shared(self) -> Path:
        """Copies on their way to other programs; removed a day later."""
        return self.root / "shared"

    @property
    def encoders(self) -> Path:
        """The encoders this library's vectors were made with."""
        return self.root / "encoders"

    @property
    def backups(self) -> Path:
        """Copies of the catalogue, the newest ones kept."""
        return self.root / "backups"

    @property
    def suspicion(self) -> Path:
        """There when damage was met and the databases have not been checked since."""
        return self.root / "damaged"

    @property
    def ballast(self) -> Path:
        """Room that is given up when the disk is full, so that one can still search."""
        return self.root / "ballast"

    @property
    def log(self) -> Path:
        """Tracebacks and details, for bug reports."""
        return self.root / "fovea.log"

    @property
    def indexer_lock(self) -> Path:
        """Held by the one process that is indexing."""
        return self.root / "indexer.lock"

    @property
    def index_lock(self) -> Path:
        """Held by the one process that is writing index segments."""
        return self.root / "index.lock"

    @property
    def recent_searches(self) -> Path:
        """What was searched for of late. In no backup."""
        return self.root / "recent-searches.json"

    @property
    def window_lock(self) -> Path:
        """Held by the process whose window other starts hand over to."""
        return self.root / "window.lock"

    @property
    def activity(self) -> Path:
        """What the indexing process is doing, for the others to show."""
        return self.root / "activity.json"

    @property
    def journal(self) -> Path:
        """Which files the indexing process has in hand; see `core.intake.journal`."""
        return self.root / "in-hand"

    @property
    def text_journal(self) -> Path:
        """The same for pictures whose text is being read."""
        return self.root / "text-in-hand"

    def create(self) -> None:
        """Make the directories, closed to other users.

        Raises:
            LibraryError: A directory can't be made; says which and why.
        """
        try:
            for directory in (self.root, self.index, self.thumbnails, self.encoders, self.backups):
                directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            failure = LibraryFull if error.errno == 28 else LibraryError
            raise failure(
                f"The library folder {display(self.root)} can't be made: {error.strerror}.",
                "Choose another place with --library DIR.",
            ) from error


def display(path: Path | str) -> str:
    r"""A path fit to be shown: what no screen can print (a byte that is not UTF-8, a line feed) as \xNN."""
    shown = []
    for char in os.fspath(path):
        code = ord(char)
        if 0xDC80 <= code <= 0xDCFF:  # PEP 383: a byte that did not decode
            shown.append(f"\\x{code - 0xDC00:02x}")
        elif char.isprintable():
            shown.append(char)
        else:
            shown.append(char.encode("unicode_escape").decode("ascii"))
    return "".join(shown)


def as_text(path: Path) -> str:
    r"""A path for other programs: as it is, but for bytes that are not UTF-8, which become \xNN."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def to_stored(path: str) -> str | bytes:
    """A path as SQLite keeps it: text, or the raw bytes where they are not UTF-8."""
    return os.fsencode(path) if _has_surrogates(path) else path


def from_stored(stored: str | bytes) -> str:
    """The inverse of `to_stored`."""
    return os.fsdecode(stored) if isinstance(stored, bytes) else stored


def _has_surrogates(text: str) -> bool:
    return any("\ud800" <= char <= "\udfff" for char in text)
