"""Curves of an evaluation as a PNG."""

from __future__ import annotations

import importlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from models.errors import EvaluationError
from models.evaluate import Evaluation

_DEEPEST = 100


def plot_recall(evaluations: Sequence[Evaluation], path: Path) -> None:
    """Draw recall@k for k from 1 to 100, one curve an encoder and direction.

    Args:
        evaluations: What was measured, on the same questions.
        path: The PNG to write.

    Raises:
        EvaluationError: Matplotlib is not installed, or the file can't be written.
    """
    try:
        # The object interface: no global state, and no window system is looked for.
        figures = importlib.import_module("matplotlib.figure")
    except ImportError as error:
        raise EvaluationError(
            "Drawing needs matplotlib.", "Install it with: pip install 'fovea-photos[plots]'"
        ) from error
    figure = figures.Figure(figsize=(7, 4.5), dpi=120, layout="constrained")
    axes = figure.add_subplot()
    depths = np.arange(1, _DEEPEST + 1)
    for number, evaluation in enumerate(evaluations):
        for style, result in zip(("-", "--", ":"), evaluation.results, strict=False):
            recalls = [result.recall(int(k)) for k in depths]
            axes.plot(
                depths, recalls, style, color=f"C{number}", label=f"{evaluation.encoder} {result.direction}"
            )
    axes.set(
        xscale="log", xlabel="k: photos looked at", ylabel="recall@k, %", ylim=(0, 100), xlim=(1, _DEEPEST)
    )
    axes.grid(alpha=0.3)
    axes.legend(frameon=False)
    try:
        figure.savefig(path, format="png")
    except OSError as error:
        raise EvaluationError(f"{path} can't be written: {error.strerror}.") from error
