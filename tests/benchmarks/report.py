"""Tables on the terminal, and times measured the same way everywhere."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

import numpy as np


def table(title: str, header: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Print a table, its first column left, the others right."""
    cells = [[str(cell) for cell in row] for row in [header, *rows]]
    widths = [max(len(row[column]) for row in cells) for column in range(len(header))]
    print(f"\n{title}")
    for number, row in enumerate(cells):
        first, *rest = (
            cell.ljust(width) if column == 0 else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        print("  ".join([first, *rest]).rstrip())
        if number == 0:
            print("  ".join("-" * width for width in widths))


def percentiles_ms(action: Callable[[int], object], repeats: int) -> tuple[float, float]:
    """Run an action many times, after a warm-up.

    Args:
        action: Gets the number of the round.
        repeats: Rounds that count.

    Returns:
        The 50th and 95th percentile in milliseconds.
    """
    for number in range(3):
        action(number)
    times = []
    for number in range(repeats):
        started = time.perf_counter()
        action(number)
        times.append(1e3 * (time.perf_counter() - started))
    return float(np.percentile(times, 50)), float(np.percentile(times, 95))
