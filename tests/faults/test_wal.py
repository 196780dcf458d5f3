"""A power failure: the logs of both databases end anywhere, each somewhere else."""

from __future__ import annotations

from pathlib import Path

from tests.benchmarks.faults import power_cuts


def test_a_cut_log_loses_only_what_came_after_the_cut(tmp_path: Path) -> None:
    outcome = power_cuts(tmp_path, cuts=4, seed=3, commits=3, text=False)
    assert outcome.tried == 4
    assert outcome.good, outcome
    assert outcome.ready_s < 5
