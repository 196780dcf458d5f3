"""How long each kind of filter takes at a growing size: the first use, for the next is remembered.

Counted is the time of the one core it runs on: nothing waits for a disk, and what else the computer does
is left out.

The libraries exist in their databases only, with cameras, towns, keywords and people's words drawn at
random (fixed seed). Each filter is asked as the search asks it: which photos pass.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Sequence
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from core.library import Library, PhotoFilter
from core.library.conditions import AnyOf, Condition, Not
from core.library.file_conditions import FileSize, InFolder, Named, OfFormat, OfKind, OfRawFormat
from core.library.people_conditions import Favourite, InAlbum, Tagged, rated
from core.library.taken_conditions import (
    Around,
    AtLocalities,
    Taken,
    TakenAtHours,
    TakenInMonths,
    TakenOnWeekdays,
    WithCamera,
    WithLens,
)
from models import EncoderIdentity
from tests.benchmarks.report import table
from tests.benchmarks.synthetic import fill

_CAMERAS = (
    *(("Apple", f"iPhone {number}") for number in (6, 8, 11, 12, 13)),
    *(("Canon", f"Canon EOS R{number}") for number in (5, 6, 7)),
    *(("FUJIFILM", f"X-T{number}") for number in (2, 3, 4)),
    (None, None),
)
_TOWNS = 300
_ROUNDS = 9

FILTERS: dict[str, Condition] = {
    "a year": Taken(((date(2019, 1, 1), date(2019, 12, 31)),)),
    "every Christmas": Taken(tuple((date(year, 12, 24), date(year, 12, 26)) for year in range(2000, 2026))),
    "in May": TakenInMonths((5,)),
    "on Sundays": TakenOnWeekdays((7,)),
    "at night": TakenAtHours("21:00", "05:00"),
    "a town": AtLocalities((7,)),
    "a country": AtLocalities(tuple(range(1, 60))),
    "around a point": Around(10.0, 10.0, 300.0),
    "a camera": WithCamera(("Canon EOS R5",)),
    "all iPhones": WithCamera(tuple(f"Apple iPhone {number}" for number in (6, 8, 11, 12, 13))),
    "a lens": WithLens(("35mm",)),
    "a folder": InFolder("00012"),
    "a name": Named("IMG_0012"),
    "PNG files": OfFormat(("PNG",)),
    "NEF files": OfRawFormat(("nef",)),
    "screenshots": OfKind("screenshot"),
    "portrait": OfKind("portrait"),
    "raw": OfKind("raw"),
    "panoramas": OfKind("panorama"),
    "motion": OfKind("motion"),
    "above 5 MB": FileSize(5_000_000, None),
    "four stars or more": rated(4, None),
    "no stars": rated(0, 0),
    "favourites": Favourite(),
    "a tag": Tagged(("tag 7",)),
    "a keyword of 1 %": Tagged(("keyword 7",)),
    "an album": InAlbum(("Album 3",)),
    "one of two tags": AnyOf((Tagged(("tag 7",)), Tagged(("keyword 7",)))),
}
EACH: dict[str, tuple[Condition, ...]] = (
    {name: (condition,) for name, condition in FILTERS.items()}
    | {f"not: {name}": (Not(condition),) for name, condition in FILTERS.items()}
    | {"a camera, in May": (FILTERS["a camera"], FILTERS["in May"])}
    | {"a tag, a year": (FILTERS["a tag"], FILTERS["a year"])}
    | {"favourites, on Sundays": (FILTERS["favourites"], FILTERS["on Sundays"])}
)


def run(sizes: tuple[int, ...] = (100_000,)) -> None:
    """Print the table."""
    main([f"--sizes={','.join(map(str, sizes))}"])


def main(words: Sequence[str]) -> None:
    """Print the table; with `--keep DIR` the libraries stay for the next run."""
    parser = argparse.ArgumentParser(prog="filters", description=__doc__)
    parser.add_argument("--keep", type=Path, help="folder for the libraries")
    parser.add_argument("--sizes", default="100000", help="photos, with commas between")
    options = parser.parse_args(words)
    with ExitStack() as stack:
        keep = options.keep or Path(stack.enter_context(TemporaryDirectory()))
        columns = [_measured(keep, int(size)) for size in options.sizes.split(",")]
    header = [""]
    for size in options.sizes.split(","):
        header += [f"pass, of {int(size):,}", "median ms", "longest"]
    rows = [[name, *(cell for column in columns for cell in column[name])] for name in EACH]
    table("Filters, first use", header, rows)
    for number, size in enumerate(options.sizes.split(",")):
        slowest = max(rows, key=lambda row, at=3 * number + 2: float(row[at]))
        print(f"Slowest of {len(rows)} at {int(size):,}: {slowest[0]}, {slowest[3 * number + 2]} ms.")


def library_of(keep: Path, size: int) -> Path:
    """A library of so many photos with all that filters ask for, made or as an earlier run left it.

    Args:
        keep: An existing folder.
        size: How many photos.
    """
    root, folder = keep / f"{size}-filters", keep / f"{size}-photos"
    if not root.exists():
        folder.mkdir(parents=True, exist_ok=True)
        fill(root, size, EncoderIdentity("none", "1", 4), folder=folder)
        with Library.open(root) as library:
            furnish(library, size)
    return root


def _measured(keep: Path, size: int) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    with Library.open(library_of(keep, size)) as library:
        for name, conditions in EACH.items():
            chosen = PhotoFilter(conditions=conditions)
            times = []
            for _ in range(_ROUNDS):
                began = time.process_time()
                passed = len(library.photos.ids(chosen))
                times.append(1e3 * (time.process_time() - began))
            found[name] = [f"{passed:,}", f"{np.median(times):.1f}", f"{max(times):.1f}"]
    return found


def furnish(library: Library, size: int) -> None:
    """Give the photos of a library cameras, towns, stars, keywords, and what people say of them.

    Args:
        library: As `fill` makes it, with photos 1 to `size`.
        size: How many photos.
    """
    rng = np.random.default_rng(5)
    ids = range(1, size + 1)
    with library.writing() as database:
        many = database.conn.executemany
        towns = [(town, town % 17 * 5.0, town % 23 * 7.0) for town in range(1, _TOWNS + 1)]
        many("INSERT INTO localities VALUES (?, 'Town', '', '', '', ?, ?)", towns)
        cameras = rng.integers(len(_CAMERAS), size=size).tolist()
        lenses = rng.integers(9, size=size).tolist()
        chances = rng.random(size).tolist()
        contents = [
            (
                *_CAMERAS[camera],
                f"{10 + 5 * lens}mm F2" if lens else None,
                "PNG" if chance < 0.02 else "RAW" if chance < 0.05 else "JPEG",
                5000 if chance > 0.7 else 3000,
                chance > 0.95,
                id_,
            )
            for id_, camera, lens, chance in zip(ids, cameras, lenses, chances, strict=True)
        ]
        many(
            "UPDATE contents SET camera_make = ?, camera_model = ?, lens = ?, format = ?, height = ?, "
            "has_clip = ? WHERE id = ?",
            contents,
        )
        hours, minutes = rng.integers(24, size=size).tolist(), rng.integers(60, size=size).tolist()
        located = rng.integers(3 * _TOWNS, size=size).tolist()
        stars = np.where(rng.random(size) < 0.05, rng.integers(1, 6, size), 0).tolist()
        places = [
            (
                f"T{hour:02}:{minute:02}:00",
                town if 0 < town <= _TOWNS else None,
                town % 17 * 5.0 if 0 < town <= _TOWNS else None,
                town % 23 * 7.0 if 0 < town <= _TOWNS else None,
                star or None,
                1_000_000 + 1000 * (id_ % 6000),
                id_,
            )
            for id_, hour, minute, town, star in zip(ids, hours, minutes, located, stars, strict=True)
        ]
        many(
            "UPDATE places SET taken_at = substr(taken_at, 1, 10) || ?, locality_id = ?, latitude = ?, "
            "longitude = ?, rating = ?, size = ? WHERE id = ?",
            places,
        )
        words = [(id_, f"keyword {word}") for id_ in ids if id_ % 3 == 0 for word in _words(id_)]
        many("INSERT OR IGNORE INTO keywords VALUES (?, ?)", words)
    annotations = library.annotations
    for number in range(40):
        annotations.tag(rng.choice(size, size // 200, replace=False) + 1, f"tag {number}")
        annotations.untag(rng.choice(size, size // 2000, replace=False) + 1, f"keyword {number}")
    for number in range(30):
        annotations.create_album(f"Album {number}")
        annotations.add_to_album(rng.choice(size, size // 300, replace=False) + 1, f"Album {number}")
    for favourite, share in ((True, 50), (False, 500)):
        annotations.favour(rng.choice(size, size // share, replace=False) + 1, favourite)
    for star in range(6):
        annotations.rate(rng.choice(size, size // 100, replace=False) + 1, star)


def _words(number: int) -> set[int]:
    return {number * factor % 307 for factor in (7, 11, 13)}


if __name__ == "__main__":
    import sys

    main(sys.argv[1:])
