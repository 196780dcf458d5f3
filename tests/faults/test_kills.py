"""kill -9 of whatever writes: adding, following moves, changing the encoder, backing up."""

from __future__ import annotations

from pathlib import Path

from tests.benchmarks.kills import Victim


def test_whatever_is_killed_nothing_is_lost_or_doubled(tmp_path: Path) -> None:
    victim = Victim(tmp_path, photos=12, seed=11, text=False)
    for action in ("index", "add", "switch", "backup"):
        victim.kill(action, (0.3, 1.3))
    outcome = victim.finish()
    assert victim.kills.total() >= 1
    assert outcome.good, outcome
    assert outcome.ready_s < 5
