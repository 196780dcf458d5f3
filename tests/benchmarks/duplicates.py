"""`make eval`: which photos are one picture, which follow one another, and which only look alike.

Photos are changed as people and programs change them (`edits`), and compared with what they come from.
What they must not be taken for: their nearest neighbours among thousands of photos, of which many show
one scene; the next photos of a burst; other pages of text. Lines are drawn on photos of the training
split and judged on others. A pair counts as found when it would be looked at closely at all, by its
vectors or its shape, and the closer look says so; dates and cameras, which a library has, are left out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from core.imaging.alignment import Agreement, agreement
from core.imaging.fingerprint import LOOK_EDGE, fingerprint, unpacked
from core.imaging.sameness import LIKELY, MEASURED, Thresholds, tokens, verdict
from core.intake.near_pairs import nearness
from models import Encoder, Vectors
from tests.benchmarks.dataset import FLICKR8K, IMAGENET, Dataset
from tests.benchmarks.edits import EDITS, first_frame, next_frame, page
from tests.benchmarks.report import table

T = TypeVar("T", bound=Any)

_CHOSEN_ON = 80
_JUDGED_ON = {FLICKR8K: 100, IMAGENET: 50}
_FRAMES = 3
_PAGES = 40
_NEIGHBOURS = 3
_DETAILS = tuple(round(0.2 + 0.05 * number, 2) for number in range(13))
_OVERHANGS = (0.008, 0.012, 0.018, 0.025, 0.035)
_BURST, _PAGE, _NEIGHBOUR = "next photo of a burst", "another page of text", "nearest neighbour"


@dataclass(frozen=True)
class _Pairs:
    """Pictures that are compared.

    Attributes:
        kinds: What the second is to the first: a kind of change, or one of the others.
        names: Which change.
        found: How the two agree.
        likely: Inner product of their shapes.
        near: Inner product of their vectors.
        hashes: Bits in which their perceptual hashes differ, of 64.
        floor: From which inner product on vectors are near.
    """

    kinds: NDArray[np.str_]
    names: NDArray[np.str_]
    found: Agreement
    likely: NDArray[np.float32]
    near: NDArray[np.float32]
    hashes: NDArray[np.int64]
    floor: float

    @property
    def wanted(self) -> NDArray[np.bool_]:
        """Which are one picture, changed."""
        return ~np.isin(self.kinds, [_BURST, _PAGE, _NEIGHBOUR])

    def judged(self, thresholds: Thresholds = MEASURED) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
        """Which are alike, and which of these are one picture."""
        seen = (self.likely >= LIKELY) | (self.near >= self.floor)
        alike, same = verdict(self.found, thresholds)
        return seen & alike, seen & same


def run(data: Dataset) -> None:
    """Print the tables."""
    chosen = _pairs(data, "train", {FLICKR8K: _CHOSEN_ON})
    judged = _pairs(data, "dev", _JUDGED_ON)
    _print_choice(chosen)
    _print_kinds(judged)
    _print_mistakes(judged)
    if data.plots is not None:
        from tests.benchmarks.duplicates_plots import draw  # noqa: PLC0415  Matplotlib is not needed to measure

        draw(_curves(judged), data.plots)


# -- what is compared ------------------------------------------------------------------------------


def _pairs(data: Dataset, split: str, counts: dict[str, int]) -> _Pairs:
    paths = {archive: data.captioned(archive, split).paths for archive in counts}
    asked = [path for archive, count in counts.items() for path in _spread(paths[archive], count)]
    seen: list[_Seen] = []

    def encoded() -> Vectors:
        return np.concatenate(list(_encoded(data.encoder, _images(asked))))

    for image in _images(asked):
        seen.append(_Seen(_print(image), _hash(image)))
    seen_pairs = list(_numbered(asked))
    vectors = data.made(f"duplicates-{split}", encoded)
    around = np.concatenate([data.images(archive, split) for archive in counts])
    together = [path for archive in counts for path in paths[archive]]
    first = len(seen)
    members: dict[int, int] = {}
    for one, other in _neighbours(around):
        for row in (one, other):
            if row not in members:
                members[row] = len(seen)
                with Image.open(together[row]) as file:
                    image = file.convert("RGB")
                seen.append(_Seen(_print(image), _hash(image)))
        seen_pairs.append((_NEIGHBOUR, "", members[one], members[other]))
    vectors = np.concatenate([vectors[:first], around[list(members)]])
    kinds, names, ones, others = zip(*seen_pairs, strict=True)
    one, other = np.array(ones), np.array(others)
    known = unpacked([each.fingerprint for each in seen])
    shapes = tokens(known.small)
    parts = [
        agreement(known.take(one[start : start + 256]), known.take(other[start : start + 256]))
        for start in range(0, len(one), 256)
    ]
    fields = ("detail", "overhang", "turned")
    bits = np.stack([each.bits for each in seen])
    return _Pairs(
        np.array(kinds),
        np.array(names),
        Agreement(*(np.concatenate([getattr(part, field) for part in parts]) for field in fields)),
        (shapes[one] * shapes[other]).sum(axis=1),
        (vectors[one] * vectors[other]).sum(axis=1),
        np.count_nonzero(bits[one] != bits[other], axis=1),
        nearness(_spread(around, 1024).astype(np.float16)),
    )


@dataclass(frozen=True)
class _Seen:
    """What is kept of a picture: Fovea's fingerprint, and the usual hash."""

    fingerprint: bytes
    bits: NDArray[np.bool_]


def _spread(rows: T, count: int) -> T:
    """About so many of some rows, evenly spread."""
    return rows[:: max(1, len(rows) // count)][:count]


def _images(paths: Sequence[Path]) -> Iterator[Image.Image]:
    """Of each photo itself, each change and the frames of its burst; then pages of text."""
    for number, path in enumerate(paths):
        rng = np.random.default_rng(number)
        with Image.open(path) as file:
            image = file.convert("RGB")
        yield image
        for edits in EDITS.values():
            for edit in edits.values():
                yield edit(image, rng)
        yield first_frame(image)
        for _ in range(_FRAMES):
            yield next_frame(image, rng)
    rng = np.random.default_rng(0)
    for _ in range(_PAGES):
        yield page(rng)


def _numbered(paths: Sequence[Path]) -> Iterator[tuple[str, str, int, int]]:
    """The pairs among `_images`: kind, name, and the numbers of both."""
    changes = [(kind, name) for kind, edits in EDITS.items() for name in edits]
    each = 1 + len(changes) + 1 + _FRAMES
    for start in range(0, each * len(paths), each):
        for number, (kind, name) in enumerate(changes, start + 1):
            yield kind, name, start, number
        burst = start + 1 + len(changes)
        for number in range(burst + 1, burst + 1 + _FRAMES):
            yield _BURST, "", burst, number
    start = each * len(paths)
    for number in range(_PAGES):
        for far in (1, 2, 3):
            yield _PAGE, "", start + number, start + (number + far) % _PAGES


def _neighbours(vectors: Vectors) -> Iterator[tuple[int, int]]:
    """Photos with those whose vectors are nearest, all photos of the split counting; each pair once."""
    seen = set()
    for row in _spread(np.arange(len(vectors)), 1500).tolist():
        scores = vectors @ vectors[row]
        scores[row] = -1
        for other in np.argsort(-scores)[:_NEIGHBOURS].tolist():
            pair = (min(row, other), max(row, other))
            if pair not in seen:
                seen.add(pair)
                yield pair


def _encoded(encoder: Encoder, images: Iterable[Image.Image]) -> Iterator[Vectors]:
    rest = iter(images)
    while some := [encoder.preprocess.to_pixels(image) for image in islice(rest, 64)]:
        yield encoder.encode_images(np.stack(some))


def _print(image: Image.Image) -> bytes:
    squashed = image.resize((LOOK_EDGE, LOOK_EDGE), Image.Resampling.BILINEAR)
    return fingerprint(np.asarray(squashed))[0]


def _hash(image: Image.Image) -> NDArray[np.bool_]:
    """The usual perceptual hash: the lowest 8 x 8 of a cosine transform of 32 x 32, above their median."""
    small = np.asarray(image.convert("L").resize((32, 32), Image.Resampling.LANCZOS), np.float64)
    steps = np.pi / 64 * np.arange(8)[:, np.newaxis] * (2 * np.arange(32) + 1)
    low = np.cos(steps) @ small @ np.cos(steps).T
    bits: NDArray[np.bool_] = (low > np.median(low)).ravel()
    return bits


# -- what comes of it ------------------------------------------------------------------------------

Rule = Callable[[_Pairs], NDArray[np.bool_]]

_RULES: dict[str, Rule] = {
    "Fovea": lambda pairs: pairs.judged()[1],
    "hash <= 4": lambda pairs: pairs.hashes <= 4,
    "hash <= 10": lambda pairs: pairs.hashes <= 10,
    "cosine 0.95": lambda pairs: pairs.near >= 0.95,
    "cosine 0.99": lambda pairs: pairs.near >= 0.99,
}
"""Fovea's, and what other programs have: a distance of hashes, a similarity of vectors."""


def _precision_recall(said: NDArray[np.bool_], pairs: _Pairs) -> tuple[float, float]:
    right = np.count_nonzero(said & pairs.wanted)
    return 100 * right / max(1, np.count_nonzero(said)), 100 * right / np.count_nonzero(pairs.wanted)


def _print_choice(pairs: _Pairs) -> None:
    rows = []
    for detail in _DETAILS:
        cells = []
        for overhang in _OVERHANGS:
            thresholds = replace(MEASURED, detail=detail, overhang=overhang)
            precision, recall = _precision_recall(pairs.judged(thresholds)[1], pairs)
            cells.append(f"{precision:.1f} / {recall:.1f}")
        rows.append([f"{detail:.2f}", *cells])
    table(
        f"One picture, changed: precision / recall % by detail (down) and overhang (across), chosen on "
        f"{len(pairs.kinds):,} pairs; Fovea takes {MEASURED.detail} and {MEASURED.overhang}",
        ["detail", *map(str, _OVERHANGS)],
        rows,
    )


def _print_kinds(pairs: _Pairs) -> None:
    said = {name: rule(pairs) for name, rule in _RULES.items()}
    changes: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number in np.flatnonzero(pairs.wanted).tolist():
        changes[str(pairs.kinds[number]), str(pairs.names[number])].append(number)
    rows = []
    for kind in dict.fromkeys(kind for kind, _ in changes):
        mine = {name: numbers for (its, name), numbers in changes.items() if its == kind}
        together = [number for numbers in mine.values() for number in numbers]
        for label, numbers in {kind.upper(): together, **{f"  {name}": mine[name] for name in mine}}.items():
            rows.append(
                [label, len(numbers), *(f"{100 * found[numbers].mean():.1f}" for found in said.values())]
            )
    table("One picture, changed: found %, on photos nothing was chosen on", ["change", "pairs", *said], rows)


def _print_mistakes(pairs: _Pairs) -> None:
    said = {name: rule(pairs) for name, rule in _RULES.items()}
    rows = []
    for kind in (_NEIGHBOUR, _BURST, _PAGE):
        mine = pairs.kinds == kind
        rows.append(
            [f"taken for one: {kind}", int(mine.sum()), *(int(found[mine].sum()) for found in said.values())]
        )
    both = {name: _precision_recall(found, pairs) for name, found in said.items()}
    rows.append(["precision %", len(pairs.kinds), *(f"{precision:.1f}" for precision, _ in both.values())])
    rows.append(["recall %", int(pairs.wanted.sum()), *(f"{recall:.1f}" for _, recall in both.values())])
    table("One picture, changed: mistakes", ["", "pairs", *said], rows)
    alike = pairs.judged()[0]
    burst = pairs.kinds == _BURST
    others = np.isin(pairs.kinds, [_PAGE, _NEIGHBOUR])
    rows = [
        ["bursts seen as such or as one picture", int(burst.sum()), f"{100 * alike[burst].mean():.1f}"],
        [
            "of these kept apart by what is seen alone",
            int((alike & burst).sum()),
            f"{100 * (1 - pairs.judged()[1][alike & burst].mean()):.1f}",
        ],
        ["other photos and pages taken for a burst", int(others.sum()), f"{100 * alike[others].mean():.2f}"],
    ]
    table(
        "Series, by what is seen alone (a library also asks for dates within seconds)",
        ["", "pairs", "%"],
        rows,
    )


def _curves(pairs: _Pairs) -> dict[str, list[tuple[float, float]]]:
    """Precision and recall as each rule's one line moves."""
    lines = {
        "Fovea": [pairs.judged(replace(MEASURED, detail=d, turned_detail=max(d, 0.6)))[1] for d in _DETAILS],
        "hash distance": [pairs.hashes <= bits for bits in range(25)],
        "cosine": [pairs.near >= cosine for cosine in np.linspace(0.6, 0.995, 40)],
    }
    return {name: [_precision_recall(said, pairs) for said in steps] for name, steps in lines.items()}
