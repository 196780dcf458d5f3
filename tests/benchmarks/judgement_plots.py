"""Draws what `make eval judgement` measured."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from matplotlib.figure import Figure

from tests.benchmarks.judgement import MEASURES, in_bins, keeping, pairs, shares
from tests.benchmarks.judgement_cases import REAL, Outcome

_KEPT = np.linspace(0.5, 0.995, 34)


def draw(found: Sequence[Outcome], folder: Path) -> None:
    """Write the trade-off curves and the reliability diagram.

    Args:
        found: Of all sizes.
        folder: Where the PNGs go; made when missing.
    """
    folder.mkdir(parents=True, exist_ok=True)
    sizes = sorted({each.size for each in found})
    figure = Figure(figsize=(11, 8), dpi=110, layout="constrained")
    for axes, size in zip(figure.subplots(2, 2).flat, sizes, strict=True):
        mine = [each for each in found if each.size == size]
        for name, measure in MEASURES.items():
            refused = [
                100 * float(np.mean(shares(mine, measure, keeping(mine, measure, kept))[len(REAL) :]))
                for kept in _KEPT
            ]
            axes.plot(100 * _KEPT, refused, label=name)
        axes.axhline(90, color="0.7", lw=0.8)
        axes.axvline(95, color="0.7", lw=0.8)
        axes.set(
            title=f"{size:,} photos",
            xlabel="right answers kept, %",
            ylabel="questions in vain refused, %",
            ylim=(0, 100),
        )
        axes.legend(frameon=False)
    figure.savefig(folder / "judgement-trade-off.png")
    figure = Figure(figsize=(6, 5), dpi=110, layout="constrained")
    axes = figure.add_subplot()
    axes.plot([0, 1], [0, 1], color="0.7", lw=0.8)
    for size in sizes:
        bins = in_bins(*pairs([each for each in found if each.size == size]))
        axes.plot(
            [said for said, _, _ in bins], [true for _, true, _ in bins], "o-", label=f"{size:,} photos"
        )
    axes.set(xlabel="probability that was said", ylabel="share that matches", xlim=(0, 1), ylim=(0, 1))
    axes.legend(frameon=False)
    figure.savefig(folder / "judgement-reliability.png")
