"""A small library as the reader of sentences sees it, and a reading in one line."""

from __future__ import annotations

from datetime import date

from core.search.language import Days, Knowledge, Names, Place, Reading

TODAY = date(2026, 11, 22)

PARIS = Place("Paris", ("Île-de-France", "France"), (2988507,), ((48.85, 2.35),))
NICE = Place("Nice", ("Provence-Alpes-Côte d'Azur", "France"), (2990440,), ((43.7, 7.26),))
BEIJING = Place("Beijing", ("Beijing", "China"), (1816670,), ((39.9, 116.4),))
TAHOE = Place("South Lake Tahoe", ("California", "United States"), (5397664,), ((38.93, -119.98),))
ORANGE = Place("Orange", ("California", "United States"), (5379513,), ((33.79, -117.85),))
NEW_YORK = Place("New York City", ("New York", "United States"), (5128581,), ((40.71, -74.0),))
ZURICH = Place("Zürich", ("Zurich", "Switzerland"), (2657896,), ((47.37, 8.55),))
READING = Place("Reading", ("England", "United Kingdom"), (2639577,), ((51.46, -0.97),))
FRANCE = Place("France", (), (2988507, 2990440), (PARIS.centres[0], NICE.centres[0]))
CHINA = Place("China", (), (1816670,), BEIJING.centres)

PLACES = (PARIS, NICE, BEIJING, TAHOE, ORANGE, NEW_YORK, ZURICH, READING, FRANCE, CHINA)
ALSO = (
    ("北京", BEIJING),
    ("法国", FRANCE),
    ("巴黎", PARIS),
    ("中国", CHINA),
    ("New York", NEW_YORK),
    ("Paris, France", PARIS),
)
CAMERAS = (
    "Apple iPhone 12",
    "Apple iPhone 6s",
    "FUJIFILM X100V",
    "Canon EOS R5",
    "Canon PowerShot S95",
    "NIKON D750",
)
LENSES = ("EF50mm f/1.8 STM", "XF35mmF2 R WR")
OWN_TAGS = ("kodachrome", "dog", "Opa Karl", "外婆")

LIBRARY = Knowledge(
    TODAY,
    Days(date(2005, 3, 1), date(2026, 11, 20)),
    rated=True,
    places=Names([*((place.name, place) for place in PLACES), *ALSO]),
    cameras=Names((camera, camera) for camera in CAMERAS),
    lenses=Names((lens, lens) for lens in LENSES),
    tags=Names((tag, tag) for tag in ("family", "Rex", "Summer Camp", "Tante Uschi", "小明", *OWN_TAGS)),
    own_tags=Names((tag, tag) for tag in OWN_TAGS),
    albums=Names(
        (album, album)
        for album in ("Wedding", "Italy 2019", "Best of Lotte", "婚礼", "苏州之行", "smörgåsbord")
    ),
)
EMPTY = Knowledge(TODAY)


def in_one_line(reading: Reading) -> str:
    """As the second column of sentences.tsv."""
    sides = []
    for side in reading.alternatives:
        words = [side.meaning] if side.meaning else []
        words += [f"{{-{word}}}" for word in side.without]
        sides.append(" ".join([*words, *(f"[{chosen.form}]" for chosen in side.filters)]))
    line = " || ".join(sides)
    line += f" (limit {reading.limit})" if reading.limit else ""
    return line + (" (told)" if reading.notes else "")
