"""How long a sentence takes to read, of a library with ten thousand places and tags, and 500 albums.

Parts of the grammar and words are mixed at random (fixed seed), and each sentence is read once;
none may raise.
"""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from datetime import date

import numpy as np

from core.search.language import Days, Knowledge, Names, Place, read
from tests.benchmarks.report import table

_PARTS = """
two dogs; a nice orange; the; of; and; in; near; before; after; between; since; 2019; 1999; 2018-2020; may
march; last; summer; three years ago; christmas; at night; on sundays; yesterday; the 90s; 4 July; 2020-07-04
3/4/2020; early; past 3 months; Paris; New York; Place 17 Town; Lake; 10 km from; taken with; iPhone 12; X100V
35mm lens; screenshots; raw files; portrait orientation; IMG_1234; *.png; 5 stars; larger than 5 MB; top 20
#family; in the holidays folder; in album; favourites; panorama; gifs; before:2020-05; place:paris
camera:"x-t3"; size:>5mb; date:banana; limit:5; rating:>=4; "last summer"; "; -people; -2019; -; --; OR; |; ::
camera:; -in:x; near:paris,5km; 去年夏天; 2019年5月; 三年前; 在北京; 的照片; 或; 周末; 早上; 春节; 用佳能拍的
截图; 相机:x; 前20张
"""


def _parts() -> list[str]:
    return [part for line in _PARTS.strip().splitlines() for part in line.split("; ")]


def mixed_sentences(number: int, chance: random.Random) -> Iterator[str]:
    """Sentences of one to twelve parts of the grammar, with and without spaces, some cut short."""
    everything = _parts()
    for _ in range(number):
        parts = chance.choices(everything, k=chance.randint(1, 12))
        sentence = chance.choice((" ", " ", " ", "", "  ", ", ")).join(parts)
        yield sentence[: chance.randint(1, len(sentence))] if chance.random() < 0.3 else sentence


def large_library() -> Knowledge:
    """Ten thousand places and tags, a hundred cameras, five hundred albums."""
    places = [Place(f"Place {number} Town", ("Region", "Land")) for number in range(10_000)]
    cameras = [f"Maker{number % 9} Model {number}X" for number in range(100)]
    named = [(place.name, place) for place in (*places, Place("Paris"), Place("New York"), Place("北京"))]
    return Knowledge(
        date(2026, 11, 22),
        Days(date(1995, 1, 1), date(2026, 11, 20)),
        rated=True,
        places=Names(named),
        cameras=Names((camera, camera) for camera in (*cameras, "Apple iPhone 12", "FUJIFILM X100V")),
        tags=Names((f"tag {number}", f"tag {number}") for number in range(10_000)),
        own_tags=Names((f"tag {number}", f"tag {number}") for number in range(5_000)),
        albums=Names((f"Album {number}", f"Album {number}") for number in range(500)),
    )


def run(number: int = 10_000) -> None:
    """Read so many sentences, and print how long they took."""
    knowledge = large_library()
    read("near Paris", knowledge)  # arranges the names
    times = []
    for sentence in mixed_sentences(number, random.Random(2026)):
        started = time.perf_counter()
        read(sentence, knowledge)
        times.append(1e3 * (time.perf_counter() - started))
    median, p99 = np.percentile(times, (50, 99))
    table(
        "Reading sentences (milliseconds)",
        ("sentences", "median", "p99", "longest"),
        [(f"{number:,}", f"{median:.2f}", f"{p99:.2f}", f"{max(times):.2f}")],
    )


if __name__ == "__main__":
    run()
