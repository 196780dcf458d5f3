"""`make eval tags`: whether guessed tags and descriptions are right, and how many photos get any.

Three witnesses, none of which tags were fitted on: what names say of the judging half of the named
photographs, what five captions say of Flickr8k's dev photographs (which leave much out), and what was seen
by eye, written down in `tag_verdicts.tsv` and `description_verdicts.tsv`. A guess without a verdict counts
as unjudged.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from core.tagging import (
    Describer,
    Judge,
    Readout,
    TextVectors,
    Vocabulary,
    load_readout,
    possible,
    shipped_vocabulary,
)
from models import Vectors
from tests.benchmarks.dataset import FLICKR8K, IMAGENET, Dataset
from tests.benchmarks.report import table
from tests.benchmarks.tag_labels import Labels, halves, named, said_in_captions

_HERE = Path(__file__).parent
_JUDGED, _DESCRIBED = 200, 100
_TOP, _FIXED = 5, 0.25

Shown = NDArray[np.bool_]
"""Bool, shape (photographs, words)."""

Rule = Callable[[Vectors], Shown]


@dataclass(frozen=True, slots=True)
class _Photos:
    """One set that is judged.

    Attributes:
        title: What it is.
        paths: Of the photographs.
        vectors: Of them.
        labels: What captions or names say of them.
    """

    title: str
    paths: Sequence[Path]
    vectors: Vectors
    labels: Labels


def run(data: Dataset) -> None:
    """Print the tables."""
    vocabulary = shipped_vocabulary()
    sets = _sets(data, vocabulary)
    readout = load_readout(data.encoder.identity)
    texts = TextVectors(data.encoder).words(vocabulary.names)
    assert texts is not None
    sample = data.images(FLICKR8K, "train")[::3]
    rules: dict[str, Rule] = {
        f"Fovea ({'fitted' if readout else 'generic'})": _by(Judge(vocabulary, texts, readout, sample))
    }
    if readout:
        rules["Fovea, encoder unknown"] = _by(Judge(vocabulary, texts, None, sample))
    rules[f"top {_TOP} by cosine"] = lambda vectors: _top(vectors @ texts.T)
    rules[f"cosine >= {_FIXED}"] = lambda vectors: vectors @ texts.T >= _FIXED
    verdicts = _verdicts("tag_verdicts.tsv")
    for photos in sets:
        rows = [
            _row(name, rule(photos.vectors), photos, vocabulary, verdicts) for name, rule in rules.items()
        ]
        table(
            f"Tags of {len(photos.paths):,} {photos.title}; {len(vocabulary):,} words",
            [
                "rule",
                "photos with one",
                "a photo",
                "labels say so",
                "seen by eye",
                "right, at least",
                "unjudged",
            ],
            rows,
        )
    _measure_descriptions(data, vocabulary, readout, sets[0], texts, sample)


def _sets(data: Dataset, vocabulary: Vocabulary) -> list[_Photos]:
    dev = data.captioned(FLICKR8K, "dev")
    every = len(dev.paths) // _JUDGED
    chosen = np.arange(0, every * _JUDGED, every)
    paths = data.captioned(IMAGENET, "dev").paths
    _, judged = halves(len(paths))
    named_paths = [paths[number] for number in judged]
    labels = said_in_captions(vocabulary, dev.captions)
    vectors = data.images(FLICKR8K, "dev")
    return [
        _Photos(
            "captioned photographs of Flickr8k",
            [dev.paths[number] for number in chosen],
            vectors[chosen],
            labels[:, chosen],
        ),
        _Photos(
            "named photographs",
            named_paths,
            data.images(IMAGENET, "dev")[judged],
            named(vocabulary, named_paths),
        ),
        _Photos("captioned photographs of Flickr8k, all of dev", dev.paths, vectors, labels),
    ]


def _by(judge: Judge) -> Rule:
    def rule(vectors: Vectors) -> Shown:
        found = judge.judge(vectors)
        shown = np.zeros((len(vectors), len(shipped_vocabulary())), dtype=bool)
        told = ~found.implied
        shown[found.photos[told], found.words[told]] = True
        return shown

    return rule


def _top(cosines: NDArray[np.float32]) -> Shown:
    return cosines >= -np.sort(-cosines, axis=1)[:, _TOP - 1 : _TOP]


def _row(
    name: str, shown: Shown, photos: _Photos, vocabulary: Vocabulary, verdicts: dict[tuple[str, str], bool]
) -> list[str]:
    by_label = shown & photos.labels.T
    rows, words = np.nonzero(shown)
    seen = [
        verdicts.get((photos.paths[row].name, vocabulary.names[word]))
        for row, word in zip(rows.tolist(), words.tolist(), strict=True)
    ]
    said = by_label[rows, words].tolist()
    both = list(zip(seen, said, strict=True))
    # An eye goes before a label; where nobody looked and no label says so, it counts as wrong.
    right = sum(yes if verdict is None else verdict for verdict, yes in both)
    unjudged = sum(verdict is None and not yes for verdict, yes in both)
    looked = [verdict for verdict in seen if verdict is not None]
    return [
        name,
        _share(int(shown.any(axis=1).sum()), len(shown)),
        f"{shown.sum() / len(shown):.1f}",
        _share(int(by_label.sum()), int(shown.sum())),
        _share(sum(looked), len(looked)),
        _share(right, len(seen)),
        f"{unjudged:,}",
    ]


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.0f} % of {whole:,}" if whole else "-"


def _verdicts(name: str) -> dict[tuple[str, str], bool]:
    """What was seen by eye: of a photograph and a tag (or a description), whether it is right."""
    found = {}
    for line in (_HERE / name).read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            photo, said, verdict = line.split("\t")
            found[photo, said] = verdict == "right"
    return found


# -- descriptions -------------------------------------------------------------------------------


def _measure_descriptions(
    data: Dataset,
    vocabulary: Vocabulary,
    readout: Readout | None,
    photos: _Photos,
    texts: Vectors,
    sample: Vectors,
) -> None:
    bank = possible(vocabulary, readout)
    said = TextVectors(data.encoder).sentences([phrase.english for phrase in bank])
    assert said is not None
    judge = Judge(vocabulary, texts, readout, sample)
    describer = Describer(vocabulary, bank, said, sample)
    vectors = photos.vectors[: 2 * _DESCRIBED : 2]
    paths = photos.paths[: 2 * _DESCRIBED : 2]
    nearest = [bank[row].english for row in (vectors @ said.T).argmax(axis=1)]
    rules = {
        "Fovea": describer.describe(vectors, judge.probabilities(vectors) if readout else None),
        "the nearest phrase": nearest,
    }
    verdicts = _verdicts("description_verdicts.tsv")
    rows = []
    for name, descriptions in rules.items():
        given = [(path.name, text) for path, text in zip(paths, descriptions, strict=True) if text]
        looked = [verdicts[key] for key in given if key in verdicts]
        # How near a description is to its own photo among all, as words would find it.
        encoded = TextVectors(data.encoder).sentences([text for _, text in given])
        assert encoded is not None
        own = [row for row, text in enumerate(descriptions) if text]
        cosines = encoded @ photos.vectors.T
        ranks = [int((line > line[2 * row]).sum()) + 1 for line, row in zip(cosines, own, strict=True)]
        rows.append(
            [
                name,
                _share(len(given), len(descriptions)),
                f"{np.mean([len(text.split()) for _, text in given]):.1f}",
                _share(sum(looked), len(looked)),
                f"{len(given) - len(looked):,}",
                f"{np.median(ranks):.0f} of {len(photos.vectors)}",
            ]
        )
    table(
        f"Descriptions of {len(vectors)} of the captioned photographs, from a bank of {len(bank):,} phrases",
        ["rule", "photos with one", "words", "right by eye", "unjudged", "median rank of the photo"],
        rows,
    )
