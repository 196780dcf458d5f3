"""`make eval ARGS=chinese`: questions in Chinese, asked of an encoder that reads English only.

Captions of held-out photos were put into Chinese by hand, without a look at the dictionary, and so were short
questions as people type them. The rules were made on the first captions and are judged on the others.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import psutil
from numpy.typing import NDArray

from core.search.dictionary import ChineseDictionary
from core.search.dictionary.cedict import LONGEST, Cedict
from core.search.dictionary.grammar import Word
from core.search.dictionary.phrasing import phrased
from models import Encoder, Vectors
from tests.benchmarks.dataset import FLICKR8K, Captioned, Dataset
from tests.benchmarks.report import table

_HERE = Path(__file__).parent
_MADE_ON = 75
"""Captions that were looked at while the rules were made."""
_FEWEST = 3
_TOP = 10

Vectorise = Callable[[Sequence[str]], Vectors]


def run(data: Dataset) -> None:
    """Print the tables."""
    photos, vectors = data.captioned(FLICKR8K, "dev"), data.images(FLICKR8K, "dev")
    with TemporaryDirectory() as directory:
        path = Path(directory) / "dictionary.db"
        before, started = _megabytes(), time.perf_counter()
        dictionary = ChineseDictionary(path)
        made, taken = time.perf_counter() - started, _megabytes() - before
        cedict = Cedict(path)
        ways = _ways(data.encoder, dictionary, cedict)
        _measure_captions(photos, vectors, data.encoder, ways)
        _measure_questions(photos, vectors, data.encoder, ways)
        _measure_speed(dictionary, made, path.stat().st_size, taken)
        dictionary.close()
        cedict.close()


def _ways(encoder: Encoder, dictionary: ChineseDictionary, cedict: Cedict) -> dict[str, Vectorise]:
    def typed(texts: Sequence[str]) -> Vectors:
        return encoder.encode_texts(texts)

    def first_sense(texts: Sequence[str]) -> Vectors:
        return encoder.encode_texts([_word_by_word(text, cedict) for text in texts])

    def unordered(texts: Sequence[str]) -> Vectors:
        return encoder.encode_texts(
            [" ".join(word.english[0] for word in dictionary.words(text)) for text in texts]
        )

    def both_senses(texts: Sequence[str]) -> Vectors:
        return encoder.encode_texts(
            [
                " ".join(" ".join(dict.fromkeys(word.english[:2])) for word in dictionary.words(text))
                for text in texts
            ]
        )

    def fovea(texts: Sequence[str]) -> Vectors:
        return encoder.encode_texts([dictionary.in_english(text) for text in texts])

    def averaged(texts: Sequence[str]) -> Vectors:
        other = [phrased([_second(word) for word in dictionary.words(text)]) for text in texts]
        mean = fovea(texts) + encoder.encode_texts(other)
        return mean / np.linalg.norm(mean, axis=1, keepdims=True)

    return {
        "Chinese as it is": typed,
        "word by word, the dictionary's first sense": first_sense,
        "cleaned senses, in Chinese order": unordered,
        "the two likeliest senses of each word": both_senses,
        "two translations, vectors averaged": averaged,
        "one translation (Fovea)": fovea,
    }


def _second(word: Word) -> Word:
    """The same word in its second sense, where it has one."""
    return replace(word, english=word.english[1:]) if len(word.english) > 1 else word


def _word_by_word(text: str, cedict: Cedict) -> str:
    """The longest word of the dictionary at each place, and what stands first beside it."""
    plain = cedict.simplified(text)
    said = []
    position = 0
    while position < len(plain):
        pieces = [plain[position : position + length] for length in range(LONGEST, 0, -1)]
        entries = cedict.entries(pieces)
        word = next((piece for piece in pieces if piece in entries), plain[position])
        if word in entries:
            said.append(entries[word][0].senses[0])
        position += len(word)
    return " ".join(said)


def _measure_captions(
    photos: Captioned, vectors: Vectors, encoder: Encoder, ways: dict[str, Vectorise]
) -> None:
    rows = _rows("chinese_captions.tsv")
    numbers = {path.name: number for number, path in enumerate(photos.paths)}
    wanted = np.array([numbers[name] for name, _, _ in rows])
    english = [photos.captions[numbers[name]][int(which) - 1] for name, which, _ in rows]
    ranks = {"the English originals": _ranks(encoder.encode_texts(english), vectors, wanted)}
    for name, way in ways.items():
        ranks[name] = _ranks(way([text for _, _, text in rows]), vectors, wanted)
    for title, part in (("made on", slice(_MADE_ON)), ("judged on", slice(_MADE_ON, None))):
        best = np.mean(ranks["the English originals"][part] < _TOP)
        table(
            f"Captions in Chinese, {title} {len(wanted[part])}, of {len(vectors):,} photos",
            ("encoder is given", "R@1 %", "R@5 %", "R@10 %", "median rank", "of English R@10 %"),
            [
                (
                    name,
                    *(f"{100 * np.mean(found[part] < top):.1f}" for top in (1, 5, 10)),
                    f"{np.median(found[part]) + 1:.0f}",
                    f"{100 * np.mean(found[part] < _TOP) / best:.0f}",
                )
                for name, found in ranks.items()
            ],
        )


def _measure_questions(
    photos: Captioned, vectors: Vectors, encoder: Encoder, ways: dict[str, Vectorise]
) -> None:
    said = [[set(re.findall("[a-z]+", text.lower())) for text in texts] for texts in photos.captions]
    asked = []
    for chinese, english, words in _rows("chinese_queries.tsv"):
        groups = [set(group.split("|")) for group in words.split()]
        right = np.array([any(all(group & text for group in groups) for text in photo) for photo in said])
        if right.sum() >= _FEWEST:
            asked.append((chinese, english, right))

    def precision(found: Vectors) -> float:
        scores = found @ vectors.T
        values = []
        for row, (_, _, right) in zip(scores, asked, strict=True):
            top = min(_TOP, int(right.sum()))
            values.append(right[np.argsort(-row)[:top]].mean())
        return 100 * float(np.mean(values))

    rows = [("English", precision(encoder.encode_texts([english for _, english, _ in asked])))]
    rows += [(name, precision(way([chinese for chinese, _, _ in asked]))) for name, way in ways.items()]
    table(
        f"Short questions in Chinese: precision@{_TOP} (of fewer right photos: at their number), "
        f"{len(asked)} questions",
        ("encoder is given", "precision %"),
        [(name, f"{value:.1f}") for name, value in rows],
    )


def _megabytes() -> float:
    """Resident memory of this process."""
    return float(psutil.Process().memory_info().rss) / 1e6


def _measure_speed(dictionary: ChineseDictionary, made: float, size: int, taken: float) -> None:
    times = []
    for _, _, text in _rows("chinese_captions.tsv"):
        started = time.perf_counter()
        dictionary.in_english(text)
        times.append(1e3 * (time.perf_counter() - started))
    median, p95 = np.percentile(times, (50, 95))
    table(
        f"Translating {len(times)} captions",
        ("file made, s", "its MB", "MB of memory for it", "median ms", "p95 ms"),
        [(f"{made:.1f}", f"{size / 1e6:.1f}", f"{taken:.1f}", f"{median:.1f}", f"{p95:.1f}")],
    )


def _rows(name: str) -> list[list[str]]:
    lines = (_HERE / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]


def _ranks(found: Vectors, vectors: Vectors, wanted: NDArray[np.int64]) -> NDArray[np.int64]:
    """How many photos come before the right one."""
    scores = found @ vectors.T
    own = scores[np.arange(len(wanted)), wanted]
    ranks: NDArray[np.int64] = (scores > own[:, None]).sum(axis=1)
    return ranks
