"""Files of the vector index that rot."""

from __future__ import annotations

from pathlib import Path

from tests.benchmarks.damaged_segments import segment_faults


def test_damaged_segments_are_seen_change_no_answer_and_are_mended(tmp_path: Path) -> None:
    rot = segment_faults(tmp_path, faults=20, seed=4)
    assert rot.tried == 20
    assert rot.good, rot
