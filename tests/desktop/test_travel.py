"""What is read ahead: on the way a person goes, and no farther than there are photos."""

from __future__ import annotations

from desktop.viewer.travel import Travel


def test_two_on_the_way_and_one_behind() -> None:
    travel = Travel()
    assert travel.next_rows(5, 10) == [6, 7, 4]
    travel.went(-1)
    assert travel.next_rows(5, 10) == [4, 3, 6]
    travel.went(0)
    assert travel.next_rows(0, 10) == [1], "nothing lies before the first one"
    travel.went(8)
    assert travel.next_rows(9, 10) == [8]
    assert travel.next_rows(0, 1) == []
