"""`make eval`: whether the heat map lights up where the answer is, and says so where nothing stands out.

Photos are joined side by side, one above the other, and in quarters; the question is what people said of
one of them, the name of what one of them shows, or another photo like one of them. Photos of one picture
have no word in common. Everything was chosen on one half of the held-out photos; judged is the other.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from core.imaging import DecoderPool
from core.search import regions as looking
from core.search.regions import Regions, heat_map, look_at
from models.runtime import available_cores
from tests.benchmarks.dataset import FLICKR8K, Dataset
from tests.benchmarks.regions_baselines import Activation, occlusion
from tests.benchmarks.regions_pictures import HALVES, Described, described, joined, percent
from tests.benchmarks.regions_silence import judge_mirrors, judge_silence
from tests.benchmarks.report import table

_SAMPLES = Path(__file__).parents[1] / "photos"
_LAYOUTS = {"side by side": (1, 2), "one above the other": (2, 1), "quarters": (2, 2)}

Map = NDArray[np.float32]


def run(data: Dataset) -> None:
    """Print the tables."""
    background = data.images(FLICKR8K, "dev")
    halves = [described(data, half) for half in range(2)]
    _choose_scales(data, halves[0]["captions"])
    _judge_layouts(data, halves[1])
    judge_silence(data, halves, background)
    judge_mirrors(data, background)
    _time(data)


def _lit(warmth: Map, layout: tuple[int, int]) -> tuple[int, int]:
    """The part that is warmest on the whole, and the one the warmest place lies in."""
    rows, columns = layout
    means = [part.mean() for row in np.array_split(warmth, rows) for part in np.array_split(row, columns, 1)]
    y, x = np.unravel_index(int(warmth.argmax()), warmth.shape)
    return int(np.argmax(means)), int(y * rows // warmth.shape[0]) * columns + int(
        x * columns // warmth.shape[1]
    )


def _shown(regions: Regions, query: NDArray[np.float32]) -> Map:
    """How warm each place is, whether or not it stands out."""
    return looking.warmth_of(regions, query)


def _choose_scales(data: Dataset, photos: Described) -> None:
    rows = []
    seen = {
        name: [(made, look_at(data.encoder, made.picture)) for made in joined(photos, layout, 25)]
        for name, layout in _LAYOUTS.items()
        if name != "one above the other"
    }
    for scales in ((0, 1, 2), (0, 1), (1, 2), (0,), (1,), (2,)):
        cells = []
        for name, pictures in seen.items():
            hits = []
            for made, regions in pictures:
                kept = np.isin(regions.scales, scales)
                some = replace(
                    regions,
                    windows=regions.windows[kept],
                    scales=regions.scales[kept],
                    vectors=regions.vectors[kept],
                )
                for place, part in enumerate(made.parts):
                    hits.append(_lit(_shown(some, photos.asked[part]), _LAYOUTS[name])[0] == place)
            cells += [percent(hits), len(hits)]
        label = ", ".join(str(looking.SCALES[number]) for number in scales)
        rows.append([label + (" (Fovea)" if len(scales) == len(looking.SCALES) else ""), *cells])
    table(
        f"Which part lights up, by the scales of the windows; {HALVES[0]}",
        ["scales", *(cell for name in seen for cell in (f"{name} %", "cases"))],
        rows,
    )


def _judge_layouts(data: Dataset, kinds: dict[str, Described]) -> None:
    activation = Activation.of(data)
    rows = []
    for name, layout in _LAYOUTS.items():
        for kind, photos in kinds.items():
            if layout[0] * layout[1] > 2 and kind == "photos like it":
                continue
            pictures = list(joined(photos, layout, 50 if layout == (1, 2) else 25))
            methods: dict[str, Callable[[NDArray[np.float32]], Map]]
            tally: dict[str, list[tuple[bool, bool]]] = {}
            for made in pictures:
                regions = look_at(data.encoder, made.picture)
                hidden = occlusion(data.encoder, made.picture)
                methods = {"Fovea": lambda query, seen=regions: _shown(seen, query), "occlusion": hidden}
                if activation:
                    methods["activation"] = activation.look_at(made.picture)
                for place, part in enumerate(made.parts):
                    for method, shown in methods.items():
                        lit = _lit(shown(photos.asked[part]), layout)
                        tally.setdefault(method, []).append((lit[0] == place, lit[1] == place))
            cells = []
            for method in ("Fovea", "occlusion", "activation"):
                hits = tally.get(method, [])
                cells += [percent([hit[number] for hit in hits]) if hits else "" for number in range(2)]
            chance = f"{100 / (layout[0] * layout[1]):.0f}"
            rows.append([f"{name}, asked with {kind}", len(tally["Fovea"]), *cells, chance])
    table(
        f"The part that was asked for lights up, %; {HALVES[1]}. Whole: it is the warmest on the whole; "
        "point: the warmest place lies in it. Activation: the tower's last features by place, linearly",
        [
            "photos",
            "cases",
            "Fovea: whole",
            "point",
            "occlusion: whole",
            "point",
            "activation: whole",
            "point",
            "guess, centre",
        ],
        rows,
    )


def _time(data: Dataset) -> None:
    query = data.encoder.encode_texts(["a dog in the snow"])[0]
    background = data.images(FLICKR8K, "dev")
    paths = [
        path for path in sorted(_SAMPLES.rglob("*")) if path.suffix in (".jpg", ".heic", ".webp", ".png")
    ]
    edge = 3 * max(data.encoder.preprocess.width, data.encoder.preprocess.height)
    times: list[list[float]] = []
    cores = available_cores()
    with DecoderPool(None, workers=1) as pool:
        pool.render(paths[0], edge).result()
        for path in paths:
            started = time.perf_counter()
            rendered = pool.render(path, edge).result()
            pixels = np.frombuffer(rendered.rgb, np.uint8).reshape(rendered.height, rendered.width, 3)
            decoded, worked = time.perf_counter(), time.process_time()
            regions = look_at(data.encoder, pixels)
            encoded, worked = time.perf_counter(), time.process_time() - worked
            heat_map(regions, query, background)
            ended = time.perf_counter()
            spans = (decoded - started, encoded - decoded, worked / cores, ended - encoded, ended - started)
            times.append([*spans, len(regions.windows)])
    measured = np.array(times)
    names = (
        "reading the photo",
        "encoding its windows",
        f"the same, processor time / {cores} cores",
        "the map",
        "all of it",
    )
    rows = [
        [name, *(f"{1e3 * np.percentile(measured[:, column], part):.0f}" for part in (50, 95, 100))]
        for column, name in enumerate(names)
    ]
    windows = f"{measured[:, -1].min():.0f} to {measured[:, -1].max():.0f}"
    table(
        f"Milliseconds a photo, {len(paths)} sample photos of {windows} windows",
        ["", "p50", "p95", "most"],
        rows,
    )
