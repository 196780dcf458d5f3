"""`make bench ARGS="wording [PHOTOS...]"`: two ways to index words, by size and speed.

Words and pairs of Chinese characters with a vocabulary of trigrams (Fovea), beside one table of the trigrams
of everything in which each Chinese character is written three times, so that any two have trigrams. The texts
are made: words as frequent as words are, a third of the photos in China.
"""

from __future__ import annotations

import argparse
import re
import sqlite3
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from core.library.tokens import levelled
from core.library.word_index import WordIndex
from core.library.wording import Wording, Words
from core.search.words import WordSearch
from tests.benchmarks.report import table

_SYLLABLES = [consonant + vowel for consonant in "bklmnrst" for vowel in "aeio"]
_HAN = (
    "的一是不了在人有我他这中大来上国个到说们为子和你地出道也时年得就那要下以生会自着去之过家学对可她里后小么心多天而能好"
    "都然没日于起还发成事只作当想看文无开手十用主行方又如前所本见经头面公同三己老从动两长"
)
_CJK = re.compile(r"[\u3400-\u9fff]")
_BATCH = 10_000


class MadeWording(Wording):
    """Words of made photos, in place of a catalogue's."""

    def __init__(self, photos: int) -> None:
        self._photos = photos
        self._rng = np.random.default_rng(3)
        count = 50_000
        lengths = self._rng.integers(2, 5, count)
        self._words = ["".join(self._rng.choice(_SYLLABLES, length)) for length in lengths]
        # The most frequent word is one of a hundred, as it is without function words (Mandelbrot, 1953).
        shares = np.cumsum((np.arange(count) + 21.0) ** -1.1)
        self._shares = shares / shares[-1]
        self.towns = [
            (
                f"{self.word().title()}",
                self.word().title(),
                "China" if number % 3 == 0 else self.word().title(),
                han(self._rng, 2),
            )
            for number in range(2000)
        ]

    def word(self) -> str:
        """Any, the frequent ones more often."""
        return self._words[int(np.searchsorted(self._shares, self._rng.random()))]

    def newest(self) -> int:
        return self._photos

    def changed(self, after: int, limit: int) -> list[tuple[int, int]]:
        return [(number, number) for number in range(after + 1, min(after + limit, self._photos) + 1)]

    def of(self, photo_ids: Sequence[int]) -> dict[int, Words]:
        return {photo_id: self._of_one(photo_id) for photo_id in photo_ids}

    def _of_one(self, photo_id: int) -> Words:
        draw = self._rng.random
        town = self.towns[photo_id // 40 % len(self.towns)]
        words: Words = {
            "name": (f"IMG_{photo_id % 10_000:04}" if draw() < 0.8 else f"{self.word()}_{self.word()}",),
            "folder": ("Pictures", str(2005 + photo_id % 20), f"{town[0]} {self.word()}"),
            "place": (*town[:3], *(("中国", town[3]) if town[2] == "China" else ())),
        }
        if draw() < 0.3:
            words["tag"] = tuple(self.word() for _ in range(3))
        if draw() < 0.1:
            words["caption"] = (" ".join(self.word() for _ in range(8)),)
        if draw() < 0.1:
            words["text"] = (" ".join(self.word() for _ in range(30)),)
        elif draw() < 0.05:
            words["text"] = (han(self._rng, 40),)
        return words


def han(rng: np.random.Generator, length: int) -> str:
    """Chinese characters, as frequent as words are."""
    return "".join(_HAN[min(int(rank), len(_HAN)) - 1] for rank in rng.zipf(1.2, length))


def main(arguments: Sequence[str]) -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("photos", nargs="*", type=int, default=[100_000])
    rows: list[list[object]] = []
    for photos in parser.parse_args(arguments).photos:
        with TemporaryDirectory() as directory:
            rows += _compare(Path(directory), photos)
    table(
        "Words indexed; one to four, one of Chinese and a piece of one asked for (all in processor time)",
        [
            "index",
            "photos",
            "built in s",
            "MB",
            "words p50 ms",
            "p95",
            "Chinese p50 ms",
            "p95",
            "pieces p50 ms",
            "p95",
        ],
        rows,
    )


def _compare(directory: Path, photos: int) -> list[list[object]]:
    made = MadeWording(photos)
    questions = [[made.word() for _ in range(1 + number % 4)] for number in range(60)]
    chinese = [[town[3]] for town in made.towns[:120:3]] + [["中国"]]
    pieces = [[made.word()[1:]] for _ in range(60)]
    found = []
    with closing(WordIndex(directory / "words.db", made)) as index:
        started = time.process_time()
        index.refresh()
        took = time.process_time() - started
        search = WordSearch(index)

        def fovea(words: list[str]) -> object:
            return search.hits(" ".join(words))

        asked = _asked(fovea, questions, chinese, pieces)
    size = (directory / "words.db").stat().st_size
    found.append(
        ["words, pairs, vocabulary (Fovea)", f"{photos:,}", f"{took:.0f}", f"{size / 1e6:.0f}", *asked]
    )
    with closing(sqlite3.connect(directory / "trigrams.db")) as connection:
        connection.execute("CREATE VIRTUAL TABLE words USING fts5(text, tokenize = 'trigram')")
        started = time.process_time()
        for first in range(1, photos + 1, _BATCH):
            said = MadeWording.of(made, range(first, min(first + _BATCH, photos + 1)))
            connection.executemany(
                "INSERT INTO words (rowid, text) VALUES (?, ?)",
                [
                    (id_, _tripled(" ".join(t for texts in words.values() for t in texts)))
                    for id_, words in said.items()
                ],
            )
            connection.commit()
        took = time.process_time() - started

        def trigrams(words: list[str]) -> object:
            expression = " OR ".join(f'"{_tripled(word)}"' for word in words if len(_tripled(word)) > 2)
            return connection.execute(
                "SELECT rowid, rank FROM words WHERE words MATCH ? ORDER BY rank LIMIT 200", (expression,)
            ).fetchall()

        asked = _asked(trigrams, questions, chinese, [piece for piece in pieces if len(piece[0]) > 2])
    size = (directory / "trigrams.db").stat().st_size
    found.append(["trigrams of everything, BM25", f"{photos:,}", f"{took:.0f}", f"{size / 1e6:.0f}", *asked])
    return found


def _asked(ask: Callable[[list[str]], object], *sorts: list[list[str]]) -> list[str]:
    """Of processor time, which other programs don't change: all of it is on one thread."""
    figures = []
    for sort in sorts:
        for words in sort[:3]:
            ask(words)
        times = []
        for words in sort * 2:
            started = time.process_time()
            ask(words)
            times.append(1e3 * (time.process_time() - started))
        figures += [np.percentile(times, 50), np.percentile(times, 95)]
    return [f"{ms:.1f}" for ms in figures]


def _tripled(text: str) -> str:
    return _CJK.sub(lambda char: char[0] * 3, levelled(text).casefold())
