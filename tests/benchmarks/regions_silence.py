"""Whether it is said that nothing stands out where nothing does, and whether what stands out is no noise."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from PIL import Image

from core.search import regions as looking
from core.search.regions import Answering, Box, HeatMap, heat_map, look_at
from models import Vectors
from tests.benchmarks.dataset import FLICKR8K, Dataset
from tests.benchmarks.labels import LABELS, labelled
from tests.benchmarks.regions_pictures import HALVES, SEED, Described, joined, percent
from tests.benchmarks.report import table


def judge_silence(data: Dataset, halves: Sequence[dict[str, Described]], background: Vectors) -> None:
    """How often it is said that nothing answers, where something does and where nothing does.

    Args:
        data: Captioned photos.
        halves: `described` of each half.
        background: Vectors of a library.
    """
    rows = []
    for half, kinds in enumerate(halves):
        photos = kinds["captions"]
        random = np.random.default_rng(SEED)
        for name, layout in {"one photo": (1, 1), "side by side": (1, 2)}.items():
            maps: dict[bool, list[HeatMap]] = {True: [], False: []}
            for made in joined(photos, layout, 50):
                regions = look_at(data.encoder, made.picture)
                inside = set().union(*(photos.words[part] for part in made.parts))
                strange = [n for n, words in enumerate(photos.words) if not words & inside]
                unasked = random.choice(strange, len(made.parts), replace=False)
                for right, asked in ((True, made.parts), (False, unasked)):
                    maps[right] += [heat_map(regions, photos.asked[part], background) for part in asked]
            for right, found in maps.items():
                said = [found_map.answering for found_map in found]
                rows.append(
                    [
                        f"{name}, {'its own caption' if right else 'another caption'}, {HALVES[half]}",
                        len(found),
                        *(percent([one is answering for one in said]) for answering in Answering),
                        percent([one.similarity < 0.25 for one in found]),
                    ]
                )
    table(
        f"What is said, %: the warmest place must lie {looking.LEAST_ANSWER} deviations above the library, "
        f"and {looking.LEAST_CONTRAST} above the rest of the picture",
        ["picture and question", "cases", *Answering, "cosine < 0.25"],
        rows,
    )


def judge_mirrors(data: Dataset, background: Vectors) -> None:
    """How often a region lies in the same place in the mirror; one that is noise does not.

    Args:
        data: Captioned photos.
        background: Vectors of a library.
    """
    people = data.captioned(FLICKR8K, "dev")
    labels = labelled(people.captions)
    words = data.encoder.encode_texts(list(LABELS))
    texts = data.texts(FLICKR8K, "dev")
    rows = []
    for half in range(2):
        chosen = np.random.default_rng(SEED).permutation(np.arange(half, len(people.paths), 2))[:50]
        found: list[tuple[float, float]] = []
        boxes: list[Box] = []
        for number in chosen:
            with Image.open(people.paths[number]) as image:
                pixels = np.asarray(image.convert("RGB"))
            sides = look_at(data.encoder, pixels), look_at(data.encoder, pixels[:, ::-1].copy())
            start = sum(map(len, people.captions[:number]))
            for query in (texts[start], *words[labels.there[:, number]]):
                straight, mirrored = (heat_map(side, query, background) for side in sides)
                if Answering.NOTHING in (straight.answering, mirrored.answering):
                    continue
                here, box = (looking.outlined(looking.warmth_of(side, query))[1] for side in sides)
                turned = Box(1 - box.right, box.top, 1 - box.left, box.bottom)
                found.append((straight.contrast, _overlap(here, turned)))
                boxes.append(here)
        contrast, overlap = np.array(found).T
        guessed = [
            _overlap(one, other) > 0.3 for one, other in zip(boxes, [*boxes[7:], *boxes[:7]], strict=True)
        ]
        edges = (0, 0.3, 0.5, 0.7, 1.0, 99)
        for least, most in (*pairwise(edges), (looking.LEAST_CONTRAST, 99)):
            mine = (contrast >= least) & (contrast < most)
            label = f"{least} to {most}" if most < 99 else f"{least} and more"
            cells = [int(mine.sum()), percent(overlap[mine] > 0.3) if mine.any() else ""]
            rows.append([f"{label}, {HALVES[half]}", *cells, percent(guessed)])
    table(
        "The outlined region lies in the same place (overlap > 0.3) when the photo is mirrored, by contrast",
        ["contrast", "questions", "same place %", "regions of other photos %"],
        rows,
    )


def _overlap(one: Box, other: Box) -> float:
    """Intersection over union."""
    across = min(one.right, other.right) - max(one.left, other.left)
    down = min(one.bottom, other.bottom) - max(one.top, other.top)
    common = max(0.0, across) * max(0.0, down)
    areas = [(box.right - box.left) * (box.bottom - box.top) for box in (one, other)]
    return common / (sum(areas) - common)
