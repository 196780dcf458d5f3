"""Draws what `make eval duplicates` measured."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from matplotlib.figure import Figure


def draw(curves: Mapping[str, Sequence[tuple[float, float]]], folder: Path) -> None:
    """Write the curves.

    Args:
        curves: Precision and recall in percent, by rule.
        folder: Where the PNG goes; made when missing.
    """
    folder.mkdir(parents=True, exist_ok=True)
    figure = Figure(figsize=(6, 4.5), dpi=120, layout="constrained")
    axes = figure.subplots()
    for name, points in curves.items():
        axes.plot([recall for _, recall in points], [precision for precision, _ in points], ".-", label=name)
    axes.set(xlabel="found %", ylabel="right %", title="One picture, changed", xlim=(0, 101), ylim=(0, 101))
    axes.legend(loc="lower left")
    axes.grid(alpha=0.3)
    figure.savefig(folder / "duplicates.png")
