"""Writes that fail, one after the other: said in words, nothing committed lost, and ready again after it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.benchmarks.failing_writes import Unavailable
from tests.benchmarks.faults import write_faults


def test_a_failing_write_is_said_and_loses_nothing(tmp_path: Path) -> None:
    try:
        outcome = write_faults(tmp_path, seed=5, tries=5, photos=6, text=False)
    except Unavailable as reason:
        pytest.skip(f"skipped: {reason}")
    assert outcome.tried == 5
    assert outcome.said >= 1
    assert outcome.good, outcome
    assert outcome.ready_s < 5
