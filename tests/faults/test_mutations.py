"""Damaged pictures among good ones, through the real program (`make soak` tries ten thousand)."""

from __future__ import annotations

import sys

from tests.benchmarks.mutations import run


def test_every_damaged_picture_is_shown_or_reported_and_its_neighbours_are_indexed() -> None:
    tally = run(150, seed=11, freeze=0)
    assert (tally.damaged, tally.good) == (150, 15)
    assert tally.passed, tally
    assert tally.shown + tally.reported.total() == 150
    assert tally.shown > 10
    assert tally.reported["damaged"] > 50
    if sys.platform == "linux":
        assert tally.sum_peak < 1 << 30
