"""Back and forward on a line of stops."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.ask.trail import Trail


def test_another_way_forgets_what_lay_ahead() -> None:
    trail: Trail[str] = Trail()
    assert (trail.here, trail.back(), trail.forward()) == (None, None, None)
    for stop in "abc":
        trail.go(stop)
    assert trail.back() == "b"
    assert (trail.behind, trail.ahead) == ("a", "c")
    trail.change("B")
    assert trail.forward() == "c"
    assert trail.back() == "B"
    trail.go("d")
    assert (trail.here, trail.behind, trail.ahead) == ("d", "B", None)
    trail.drop()
    assert (trail.here, trail.ahead) == ("B", None)
    assert trail.back() == "a"
    trail.drop()
    assert trail.here == "a", "there is always somewhere to be"


@given(st.lists(st.sampled_from(("go", "back", "forward", "drop")), max_size=400))
@settings(max_examples=50, deadline=None, derandomize=True)
def test_going_back_and_forward_again_leads_to_where_one_was(steps: list[str]) -> None:
    trail: Trail[int] = Trail()
    for number, step in enumerate(steps):
        if step == "go":
            trail.go(number)
            assert trail.here == number
        elif step == "drop":
            behind = trail.behind
            trail.drop()
            assert behind is None or (trail.here, trail.ahead) == (behind, None)
        else:
            before = trail.here
            if (trail.back() if step == "back" else trail.forward()) is not None:
                assert (trail.ahead if step == "back" else trail.behind) == before
            else:
                assert trail.here == before
