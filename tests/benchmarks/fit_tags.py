"""Fits `core/tagging/readouts/` for an encoder, from the shared photographs: see `core.tagging.readout`.

    FOVEA_TEST_DATA=... python tests/benchmarks/fit_tags.py [--encoder DIR] [--cache DIR]

Uses Flickr8k's training photographs with their captions, and the fitting half of the named photographs
(`tag_labels`); never those that `make eval` judges. It must run again whenever the shipped vocabulary or the
encoder changes; tests tell.
"""

from __future__ import annotations

import argparse
import os
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).parents[2]))

from core.tagging import (
    Readout,
    TextVectors,
    Vocabulary,
    compared,
    logistic,
    possible,
    shipped_vocabulary,
)
from models import load_encoder, starter_directory
from tests.benchmarks.dataset import FLICKR8K, IMAGENET, Dataset, dataset
from tests.benchmarks.tag_labels import Labels, halves, named, said_in_captions, seen

Doubles = NDArray[np.float64]

_FEWEST = 20
"""Fewer captioned photos than this say nothing about a direction."""
_RIDGE = 0.3
_FOLDS = 4
_NAMED_WEIGHT = 10.0
"""Named photographs are few, and unlike the captioned ones: each counts so many times."""
_STEPS = np.arange(0.6, 0.99, 0.05)
_BORNE_OUT = 0.75
"""Captions leave much unsaid, so a word that they bear out so often is right more often than that."""
_FEWEST_GUESSED = 5
_NOT_SEEN = frozenset(["camera", "drink", "drinking", "wristwatch", "tool", "wheel"])
"""What captions say of something else: people "look at the camera", "drink" is done, ..."""
_OF_PEOPLE = frozenset(["people", "activity", "sport", "event", "clothing"])
_KNOWN_FROM = 0.6
"""A word whose vector has this share of its length in the space of names is known by name."""
_NAMED_LEAST = 0.6
"""Of names that are asked whether captions bear them out."""
_DISTRUSTED = (8, 0.25)
"""A name that is guessed of at least so many captioned photos, and so few of them say it, is not trusted."""


@dataclass(frozen=True, slots=True)
class _Material:
    """What is fitted on.

    Attributes:
        vectors: (photos, dimensions); the captioned ones first.
        captioned: How many of them are captioned.
        weights: (photos,).
        labels: (words, photos).
        unknown: (words, photos): nobody can tell.
    """

    vectors: Doubles
    captioned: int
    weights: Doubles
    labels: Labels
    unknown: Labels


def fit(data: Dataset, vocabulary: Vocabulary) -> Readout:
    """Fit a readout for the encoder of the data."""
    material = _material(data, vocabulary)
    counts = material.labels[:, : material.captioned].sum(axis=1)
    words = [
        number
        for number, name in enumerate(vocabulary.names)
        if counts[number] >= _FEWEST and name not in _NOT_SEEN
    ]
    weights, bias, least = _directions(material, words)
    texts = TextVectors(data.encoder).words(vocabulary.names)
    assert texts is not None
    known, slope, intercept = _names(data, vocabulary, material, texts.astype(np.float64))
    names = vocabulary.names
    return Readout(
        tuple(names[number] for number in words),
        weights.astype(np.float16),
        bias.astype(np.float32),
        least.astype(np.float32),
        tuple(names[number] for number in known),
        slope,
        intercept,
        vocabulary.version,
    )


def _material(data: Dataset, vocabulary: Vocabulary) -> _Material:
    captioned = data.captioned(FLICKR8K, "train")
    photos = data.captioned(IMAGENET, "dev").paths
    fitted, _ = halves(len(photos))
    chosen = [photos[number] for number in fitted]
    labels = named(vocabulary, chosen)
    unknown = np.zeros_like(labels)
    looked_for = seen(vocabulary, chosen)
    for number, there in looked_for.items():
        labels[number] |= there
    numbers = {name: number for number, name in enumerate(vocabulary.names)}
    people, dogs = labels[numbers["person"]], labels[numbers["dog"]]
    for number, word in enumerate(vocabulary):
        if number in looked_for:
            continue
        if word.kind in _OF_PEOPLE:
            unknown[number] = people & ~labels[number]
        if word.broader == "dog":
            unknown[number] |= dogs & ~labels[number]
    said = said_in_captions(vocabulary, captioned.captions)
    vectors = np.vstack([data.images(FLICKR8K, "train"), data.images(IMAGENET, "dev")[fitted]])
    return _Material(
        vectors.astype(np.float64),
        len(captioned.paths),
        np.r_[np.ones(len(captioned.paths)), np.full(len(chosen), _NAMED_WEIGHT)],
        np.hstack([said, labels]),
        np.hstack([np.zeros_like(said), unknown]),
    )


# -- directions ---------------------------------------------------------------------------------


def _directions(material: _Material, words: list[int]) -> tuple[Doubles, Doubles, Doubles]:
    """Discriminants of words; curves and thresholds come from photos that each discriminant has not seen."""
    folds = np.random.default_rng(0).integers(0, _FOLDS, len(material.vectors))
    unseen = np.zeros((len(words), len(material.vectors)))
    for fold in range(_FOLDS):
        mine = folds == fold
        unseen[:, mine] = _discriminants(material, words, ~mine) @ material.vectors[mine].T
    weights = _discriminants(material, words, np.ones(len(folds), dtype=bool))
    bias, least = np.zeros(len(words)), np.ones(len(words))
    for row, number in enumerate(words):
        told = ~material.unknown[number]
        slope, bias[row] = fit_curve(unseen[row][told], material.labels[number][told], material.weights[told])
        chances = logistic((slope * unseen[row] + bias[row]).astype(np.float32))
        least[row] = _least(chances, material, number)
        weights[row] *= slope
    return weights, bias, least


def _least(chances: NDArray[np.float32], material: _Material, number: int) -> float:
    """From which probability on a word is right often enough, on captioned and on named photos."""
    right, told = material.labels[number], ~material.unknown[number]
    parts = (slice(None, material.captioned), slice(material.captioned, None))
    for least in _STEPS:
        guessed = (chances >= least) & told
        if all(
            right[part][guessed[part]].mean() >= _BORNE_OUT
            for part in parts
            if guessed[part].sum() >= _FEWEST_GUESSED
        ):
            return float(least)
    return 2.0


def _discriminants(material: _Material, words: list[int], kept: NDArray[np.bool_]) -> Doubles:
    """Linear discriminants with one regularised covariance, (words, dimensions)."""
    weights, vectors = material.weights * kept, material.vectors
    centred = vectors - weights @ vectors / weights.sum()
    covariance = (centred * weights[:, None]).T @ centred / weights.sum()
    ridge = _RIDGE * np.trace(covariance) / len(covariance)
    inverse = np.linalg.inv(covariance + ridge * np.eye(len(covariance)))
    found = []
    for number in words:
        having = weights * material.labels[number]
        told = weights * ~material.unknown[number]
        found.append(inverse @ (having @ vectors / having.sum() - told @ vectors / told.sum()))
    return np.array(found)


def fit_curve(scores: Doubles, right: NDArray[np.bool_], weights: Doubles) -> tuple[float, float]:
    """Slope and intercept of a logistic curve: Newton's method, with steps halved while they fail."""
    scale = float(scores.std()) or 1.0
    x, y = scores / scale, right.astype(np.float64)
    found = np.array([1.0, np.log((weights @ y + 1) / (weights @ (1 - y) + 1))])

    def loss(at: Doubles) -> float:
        odds = at[0] * x + at[1]
        return float(weights @ (np.logaddexp(0, odds) - y * odds) + 0.005 * at[0] ** 2)

    for _ in range(60):
        chance = logistic(found[0] * x + found[1]).astype(np.float64)
        slack = weights * chance * (1 - chance) + 1e-9
        error = weights * (chance - y)
        gradient = np.array([error @ x + 0.01 * found[0], error.sum()])
        curvature = np.array([[slack @ (x * x) + 0.01, slack @ x], [slack @ x, slack.sum()]])
        step = np.linalg.solve(curvature, gradient)
        while loss(found - step) > loss(found) and np.abs(step).max() > 1e-9:
            step = step / 2
        found = found - step
        if np.abs(step).max() < 1e-8:
            break
    return float(found[0] / scale), float(found[1])


# -- names --------------------------------------------------------------------------------------


def _names(
    data: Dataset, vocabulary: Vocabulary, material: _Material, texts: Doubles
) -> tuple[list[int], float, float]:
    """The words known by name, and their common curve."""
    known = _known(data, vocabulary)
    cosines = material.vectors @ texts[known].T
    scores = (2 * cosines - cosines.max(axis=1, keepdims=True)).T
    of_names = slice(material.captioned, None)
    told = ~material.unknown[known][:, of_names]
    right = material.labels[known][:, of_names][told]
    slope, intercept = fit_curve(scores[:, of_names][told], right, np.ones(len(right)))
    # What captions have to say of the names counts against them only where they come up often.
    often, share = _DISTRUSTED
    guessed = logistic(slope * scores[:, : material.captioned] + intercept) >= _NAMED_LEAST
    said = (guessed & material.labels[known][:, : material.captioned]).sum(axis=1)
    trusted = (guessed.sum(axis=1) < often) | (said >= share * guessed.sum(axis=1))
    return [number for number, keep in zip(known, trusted, strict=True) if keep], slope, intercept


def _known(data: Dataset, vocabulary: Vocabulary) -> list[int]:
    """Words that the starter knows by name: it puts most of their length into its space of names."""
    half = data.images(IMAGENET, "dev")
    # Photos have as much of their length in the one space as in the other: that tells where it begins.
    boundary = int(np.argmin(np.abs(np.cumsum(np.mean(half**2, axis=0)) - 0.5))) + 1
    alone = data.encoder.encode_texts(list(vocabulary.names))
    share = (alone[:, boundary:] ** 2).sum(axis=1)
    return np.flatnonzero(share >= _KNOWN_FROM).tolist()


def main() -> int:
    """Fit, and write the file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--encoder", type=Path, default=starter_directory())
    parser.add_argument("--cache", type=Path, help="keep vectors there from one run to the next")
    options = parser.parse_args()
    with dataset(load_encoder(options.encoder), Path(os.environ["FOVEA_TEST_DATA"]), options.cache) as data:
        readout = fit(data, shipped_vocabulary())
        path = readout.save(data.encoder.identity)
        # Without these, each new library would have to make them.
        path.with_name(f"{path.stem}-texts.npz").unlink(missing_ok=True)
        texts = TextVectors(data.encoder)
        texts.words(compared(shipped_vocabulary(), readout))
        texts.sentences([phrase.english for phrase in possible(shipped_vocabulary(), readout)])
        texts.save(path.with_name(f"{path.stem}-texts.npz"))
    print(
        f"{path}: {len(readout.words)} directions, {len(readout.named)} names, {path.stat().st_size:,} bytes"
    )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
