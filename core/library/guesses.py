"""What an encoder takes pictures to show: words with their probabilities, and a short description.

All of it belongs to pictures, not to photos, so that moves and copies keep it. What people say goes
before it: a no takes a guess away, a yes makes it a tag of theirs.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sqlite_utils import Database

from core.library.database import writing
from core.library.names import fold_name

_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Guess:
    """A word that a picture is taken to show.

    Attributes:
        name: In English.
        probability: 0 to 1; None where the encoder was never compared with what people say.
        implied: It only follows from a narrower guess: "animal" from "dog".
    """

    name: str
    probability: float | None
    implied: bool = False


@dataclass(frozen=True, slots=True)
class Guessed:
    """All that is guessed of one picture.

    Attributes:
        guesses: The most probable first.
        description: A few words in English; "" when nothing can be said.
    """

    guesses: tuple[Guess, ...] = ()
    description: str = ""

    @property
    def shown(self) -> tuple[str, ...]:
        """The names of the guesses that say something on their own: "dog", not "animal" beside it."""
        return tuple(guess.name for guess in self.guesses if not guess.implied)


@dataclass(frozen=True, slots=True)
class Unjudged:
    """Pictures of which nothing was guessed yet.

    Attributes:
        last_seq: The greatest `seq` among them.
        digests: Of n pictures, each once.
        vectors: Of these pictures, float32, shape (n, dimensions).
    """

    last_seq: int
    digests: tuple[bytes, ...]
    vectors: NDArray[np.float32]


class Guesses:
    """Keeps guesses, and tells them.

    Args:
        catalog: Holds them.
        path: The catalogue's file.
        vectors: vectors.db with the catalogue attached.
    """

    def __init__(self, catalog: Database, path: Path, vectors: Database) -> None:
        self._database = catalog
        self._path = path
        self._vectors = vectors

    # -- for those who show them ----------------------------------------------------------------

    def of(self, digests: Sequence[bytes]) -> Mapping[bytes, Guessed]:
        """What is guessed of pictures; those that were not judged yet are left out."""
        found: dict[bytes, Guessed] = {}
        for start in range(0, len(digests), _AT_ONCE):
            chunk = digests[start : start + _AT_ONCE]
            marks = ",".join("?" * len(chunk))
            guesses: dict[bytes, list[Guess]] = defaultdict(list)
            for digest, name, probability, implied in self._database.conn.execute(
                "SELECT pixels_digest, name, probability, implied FROM judged "
                "CROSS JOIN guesses ON judged_id = judged.id JOIN guess_words ON guess_words.id = word_id "
                f"WHERE pixels_digest IN ({marks}) ORDER BY implied, probability DESC, name",
                chunk,
            ):
                guesses[digest].append(Guess(name, probability, bool(implied)))
            for digest, description in self._database.conn.execute(
                f"SELECT pixels_digest, description FROM judged WHERE pixels_digest IN ({marks})", chunk
            ):
                found[digest] = Guessed(tuple(guesses[digest]), description)
        return found

    def words(self) -> tuple[str, ...]:
        """What photos are taken to show: each word that was guessed, and what else it is called."""
        guessed = "EXISTS (SELECT 1 FROM guesses WHERE guesses.word_id = guess_words.id)"
        rows = self._database.conn.execute(
            f"SELECT name FROM guess_words WHERE {guessed} UNION "
            "SELECT guess_names.folded FROM guess_names JOIN guess_words ON guess_words.id = word_id "
            f"WHERE guess_names.folded <> guess_words.folded AND {guessed} ORDER BY 1"
        )
        return tuple(name for (name,) in rows)

    def counts(self) -> dict[str, int]:
        """The words that are guessed of some picture, and of how many; in alphabetical order."""
        rows = self._database.conn.execute(
            "SELECT name, count(*) FROM guess_words CROSS JOIN guesses ON word_id = guess_words.id "
            "GROUP BY guess_words.id ORDER BY name"
        )
        return dict(rows.fetchall())

    # -- for the one who guesses ----------------------------------------------------------------

    def unjudged(self, encoder_id: int, judge: str, after: int, limit: int) -> Unjudged | None:
        """Pictures whose vectors were not judged by this judge; None when there are no more.

        Args:
            encoder_id: Whose vectors.
            judge: All that guesses depend on, in one word.
            after: Those whose `seq` is greater.
            limit: So many at most.
        """
        rows = self._vectors.conn.execute(
            # All of it from an index: the vectors themselves are read of those that are wanted alone.
            "SELECT seq, pixels_digest, vector FROM vectors WHERE seq IN (SELECT seq FROM vectors AS v "
            "INDEXED BY vectors_current WHERE encoder_id = ?1 AND seq > ?3 AND NOT EXISTS ("
            "SELECT 1 FROM catalog.judged AS j JOIN catalog.guess_judges AS g ON g.id = judge_id "
            "WHERE j.pixels_digest = v.pixels_digest AND g.key = ?2) ORDER BY seq LIMIT ?4) ORDER BY seq",
            (encoder_id, judge, after, limit),
        ).fetchall()
        if not rows:
            return None
        blobs = {digest: blob for _, digest, blob in rows}
        flat = np.frombuffer(b"".join(blobs.values()), dtype=np.float16).astype(np.float32)
        return Unjudged(rows[-1][0], tuple(blobs), flat.reshape(len(blobs), -1))

    def last_seq(self) -> int:
        """The greatest `seq` of any vector, of whichever encoder; 0 when there is none."""
        return int(self._vectors.conn.execute("SELECT coalesce(max(seq), 0) FROM vectors").fetchone()[0])

    def learn(self, words: Sequence[tuple[str, Sequence[str]]]) -> None:
        """Take in the words there are, and by what names they are asked for.

        Args:
            words: English name, and other names in any language. A word's own name goes before another
                word's other names.
        """
        with writing(self._database, self._path) as database:
            database.conn.executemany(
                "INSERT INTO guess_words (name, folded) VALUES (?, ?) "
                "ON CONFLICT (folded) DO UPDATE SET name = excluded.name",
                [(name, fold_name(name)) for name, _ in words],
            )
            database.conn.execute("DELETE FROM guess_names")
            own = [(fold_name(name), fold_name(name)) for name, _ in words]
            others = [(fold_name(other), fold_name(name)) for name, each in words for other in each if other]
            database.conn.executemany(
                "INSERT OR IGNORE INTO guess_names SELECT ?, id FROM guess_words WHERE folded = ?",
                own + others,
            )

    def keep(
        self, judge: str, digests: Sequence[bytes], guesses: Sequence[Sequence[Guess]], said: Sequence[str]
    ) -> None:
        """Write down what was guessed of pictures, in place of earlier guesses, and commit.

        Args:
            judge: See `unjudged`.
            digests: Of the pictures.
            guesses: Of each; of words that were learnt.
            said: The description of each.
        """
        with writing(self._database, self._path) as database:
            execute = database.conn.execute
            execute("INSERT OR IGNORE INTO guess_judges (key) VALUES (?)", (judge,))
            judge_id = execute("SELECT id FROM guess_judges WHERE key = ?", (judge,)).fetchone()[0]
            words = dict(execute("SELECT name, id FROM guess_words").fetchall())
            database.conn.executemany(
                "INSERT INTO judged (pixels_digest, judge_id, description) VALUES (?, ?, ?) "
                "ON CONFLICT (pixels_digest) DO UPDATE SET judge_id = excluded.judge_id, "
                "description = excluded.description",
                [(digest, judge_id, text) for digest, text in zip(digests, said, strict=True)],
            )
            ids = [
                execute("SELECT id FROM judged WHERE pixels_digest = ?", (digest,)).fetchone()[0]
                for digest in digests
            ]
            database.conn.executemany("DELETE FROM guesses WHERE judged_id = ?", [(row,) for row in ids])
            database.conn.executemany(
                "INSERT INTO guesses (word_id, judged_id, probability, implied) VALUES (?, ?, ?, ?)",
                [
                    (words[guess.name], row, _storable(guess.probability), guess.implied)
                    for row, each in zip(ids, guesses, strict=True)
                    for guess in each
                ],
            )

    def forget_gone(self) -> None:
        """Delete what was guessed of pictures that no content shows any more."""
        with writing(self._database, self._path) as database:
            gone = "SELECT id FROM judged WHERE pixels_digest NOT IN (SELECT pixels_digest FROM contents)"
            database.conn.execute(f"DELETE FROM guesses WHERE judged_id IN ({gone})")
            database.conn.execute(f"DELETE FROM judged WHERE id IN ({gone})")


def _storable(probability: float | None) -> float | None:
    """Rounded, which keeps the file small; None for what is no number."""
    return None if probability is None or math.isnan(probability) else round(probability, 3)
