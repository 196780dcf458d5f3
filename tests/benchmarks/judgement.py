"""`make eval judgement`: whether it is said that nothing matches when nothing does, and only then.

Half of the held-out photos, their captions and the named samples calibrate, the other half is asked, and
the other way round. What is asked for in vain: things that no photo shows, things whose photos were all
taken out of the library (by a word and by their captions), and words that mean nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from core.search.calibration import UNCALIBRATED
from core.search.judgement import LOOKED_AT
from tests.benchmarks.dataset import Dataset
from tests.benchmarks.judgement_cases import (
    BY_PHOTO,
    BY_PHOTO_IN_VAIN,
    REAL,
    SIZES,
    VAIN,
    Judged,
    Outcome,
)
from tests.benchmarks.report import table

_COSINE = 0.25
_SHARES = (0.95, 0.9, 0.8)
_BINS = 10


def run(data: Dataset) -> None:
    """Print the tables, and draw the curves where they are asked for."""
    cases = Judged(data)
    ours: list[Outcome] = []
    generic: list[Outcome] = []
    for half in range(2):
        ours += cases.outcomes(half, cases.calibration(half))
        generic += cases.outcomes(half, UNCALIBRATED)
    for size in SIZES:
        _print_size(size, [o for o in ours if o.size == size], [o for o in generic if o.size == size])
    _print_by_photo(ours)
    _print_calibration([each for each in ours if each.kind in (*REAL, *VAIN)])
    if data.plots is not None:
        from tests.benchmarks.judgement_plots import draw  # noqa: PLC0415  Matplotlib is not needed to measure

        draw(ours, data.plots)


MEASURES: dict[str, Callable[[Outcome], float]] = {
    "Fovea": lambda found: float(found.chances[0]),
    "cosine": lambda found: found.best,
    "standard deviations": lambda found: found.stands_out,
}
"""What a line can be drawn by; peers take the cosine."""


def _print_size(size: int, ours: list[Outcome], generic: list[Outcome]) -> None:
    counts = {kind: sum(found.kind == kind for found in ours) for kind in (*REAL, *VAIN)}
    rows = [
        ["Fovea", *_line_cells(ours)],
        ["Fovea, encoder not calibrated", *_line_cells(generic)],
        [f"cosine of {_COSINE}", *_cells(ours, MEASURES["cosine"], _COSINE)],
        ["top k", *_cells(ours, MEASURES["cosine"], -2.0)],
    ]
    for share in _SHARES:
        for name, measure in MEASURES.items():
            cells = _cells(ours, measure, keeping(ours, measure, share))
            rows.append([f"{name}, at {100 * share:.0f} % kept", *cells])
    table(
        f"A library of {size:,}: right answers among the first {LOOKED_AT} that stay above the line, and "
        "questions in vain to which it is said, %",
        ["", *(f"{kind} ({counts[kind]:,})" for kind in (*REAL, *VAIN))],
        rows,
    )


def _print_by_photo(found: Sequence[Outcome]) -> None:
    rows = []
    for size in SIZES:
        real = [each for each in found if each.size == size and each.kind == BY_PHOTO]
        vain = [each for each in found if each.size == size and each.kind == BY_PHOTO_IN_VAIN]
        rows.append(
            [
                f"{size:,}",
                f"{len(real):,}",
                f"{100 * sum(each.kept for each in real) / max(1, _right(real)):.1f}",
                f"{len(vain):,}",
                f"{100 * np.mean([each.refused for each in vain]):.1f}",
            ]
        )
    table(
        "Questions by a photo of something, for others of it",
        ["library of", "questions", "kept %", "in vain", "it is said %"],
        rows,
    )


def _line_cells(found: Sequence[Outcome]) -> list[str]:
    mine = [[each for each in found if each.kind == kind] for kind in (*REAL, *VAIN)]
    kept = [sum(each.kept for each in some) / max(1, _right(some)) for some in mine[: len(REAL)]]
    refused = [np.mean([each.refused for each in some]) for some in mine[len(REAL) :]]
    return [f"{100 * share:.1f}" for share in (*kept, *refused)]


def _cells(found: Sequence[Outcome], measure: Callable[[Outcome], float], threshold: float) -> list[str]:
    return [f"{100 * share:.1f}" for share in shares(found, measure, threshold)]


def shares(
    found: Sequence[Outcome], measure: Callable[[Outcome], float], threshold: float
) -> tuple[float, ...]:
    """What a threshold on the best photo keeps, by `REAL`, and refuses, by `VAIN`."""
    mine = [[each for each in found if each.kind == kind] for kind in (*REAL, *VAIN)]
    kept = [
        _right([each for each in some if measure(each) >= threshold]) / max(1, _right(some))
        for some in mine[: len(REAL)]
    ]
    refused = [float(np.mean([measure(each) < threshold for each in some])) for some in mine[len(REAL) :]]
    return (*kept, *refused)


def keeping(found: Sequence[Outcome], measure: Callable[[Outcome], float], share: float) -> float:
    """The threshold that keeps a share of the right answers, every sort of question counting alike."""
    real = [each for each in found if each.kind in REAL]
    total = {kind: max(1, _right([each for each in real if each.kind == kind])) for kind in REAL}
    values = np.array([measure(each) for each in real])
    weights = np.array([_right([each]) / total[each.kind] for each in real])
    order = np.argsort(values)
    lost = np.cumsum(weights[order])
    return float(values[order][np.searchsorted(lost, (1 - share) * lost[-1])])


def _right(found: Sequence[Outcome]) -> int:
    return sum(int(each.right.sum()) for each in found)


def pairs(found: Sequence[Outcome]) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Probabilities of photos, and whether they match, where that is known of all."""
    known = [each for each in found if each.kind != "captions"]
    told = [each.told for each in known]
    chances = [each.chances[which] for each, which in zip(known, told, strict=True)]
    right = [each.right[which] for each, which in zip(known, told, strict=True)]
    return np.concatenate(chances).astype(np.float64), np.concatenate(right)


def _print_calibration(found: Sequence[Outcome]) -> None:
    rows = []
    for size in SIZES:
        chances, right = pairs([each for each in found if each.size == size])
        rows.append(
            [
                f"{size:,}",
                f"{len(right):,}",
                f"{100 * right.mean():.1f}",
                f"{100 * chances.mean():.1f}",
                f"{expected_error(chances, right):.3f}",
            ]
        )
    table(
        "Probabilities of the first photos",
        ["library of", "photos", "match %", "said %", "expected calibration error"],
        rows,
    )


def in_bins(chances: NDArray[np.float64], right: NDArray[np.bool_]) -> list[tuple[float, float, int]]:
    """What was said, what was true, and how many, by tenths of probability."""
    which = np.minimum((_BINS * chances).astype(int), _BINS - 1)
    chosen = [which == number for number in range(_BINS)]
    return [
        (float(chances[some].mean()), float(right[some].mean()), int(some.sum()))
        for some in chosen
        if some.any()
    ]


def expected_error(chances: NDArray[np.float64], right: NDArray[np.bool_]) -> float:
    """Naeini, Cooper and Hauskrecht, "Obtaining well calibrated probabilities", AAAI 2015."""
    return sum(abs(said - true) * count for said, true, count in in_bins(chances, right)) / len(right)
