"""Damaged pictures among good ones, through the real program (`make soak` tries ten thousand)."""

from __future__ import annotations

import sys

from tests.benchmarks.mutations import run


def test_every_damaged_picture_is_shown_or_reported_and_its_neighbours_are_indexed() -> None:
    tally = run(80, seed=11, freeze=0, text=False)
    assert (tally.damaged, tally.good) == (80, 8)
    assert tally.passed, tally
    assert tally.shown + tally.reported.total() == 80
    assert tally.shown > 5
    assert tally.reported["damaged"] > 25
    if sys.platform == "linux":
        assert tally.sum_peak < 1 << 30
