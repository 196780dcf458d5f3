"""The dots of the small map: where they should be, and large towns by name."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.atlas import Atlas, View


@pytest.fixture(scope="module")
def atlas() -> Atlas:
    return Atlas()


def test_a_town_is_where_it_is(atlas: Atlas) -> None:
    view = View(43.4633, 11.8797, 2.0, 300, 160)
    florence = next(town for town in atlas.towns(view, 60) if town.name == "Florence")
    # 65 km to the north-west of Arezzo.
    east, north = (florence.x - 150) * 2, (80 - florence.y) * 2
    assert (east, north) == pytest.approx((-51, 34), abs=4)
    assert florence.people == pytest.approx(350_000, rel=0.15)


def test_larger_towns_come_first_and_only_as_many_as_are_wanted(atlas: Atlas) -> None:
    towns = atlas.towns(View(48.86, 2.35, 1.0, 300, 160), 5)
    assert len(towns) == 5 and towns[0].name == "Paris"
    assert [town.people for town in towns] == sorted((town.people for town in towns), reverse=True)


def test_most_of_the_world_is_on_a_map_of_it_and_the_oceans_are_empty(atlas: Atlas) -> None:
    assert len(atlas.dots(View(0, 0, 135, 300, 160)).x) > 160_000
    assert len(atlas.dots(View(-40, -120, 5, 300, 160)).x) == 0


def test_the_date_line_is_no_edge(atlas: Atlas) -> None:
    """Fiji lies on both sides of it."""
    dots = atlas.dots(View(-17.5, 180.0, 5.0, 300, 160))
    assert (dots.x < 150).any() and (dots.x > 150).any()
    assert (np.diff(dots.people) <= 0).all()


@settings(max_examples=25)
@given(st.floats(-90, 90), st.floats(-180, 180), st.floats(0.2, 200))
def test_anywhere_there_is_a_map(latitude: float, longitude: float, scale: float) -> None:
    view = View(latitude, longitude, scale, 280, 160)
    x, y = view.point(latitude, longitude)
    assert (x, y) == pytest.approx((140, 80))
    dots = ATLAS.dots(view)
    assert ((dots.x >= 0) & (dots.x < 280)).all() and len(ATLAS.towns(view, 9)) <= 9


ATLAS = Atlas()
