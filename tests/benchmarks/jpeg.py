"""Ways from a 12-megapixel JPEG to an encoder's pixels: how long, and how far from a full decode."""

from __future__ import annotations

import io
import statistics
import time
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from tests.benchmarks.indexing import make_photos
from tests.benchmarks.report import table

EDGE = 260
_ROUNDS = 5

Pixels = NDArray[np.uint8]
Way = Callable[[bytes], Pixels]


def run(photos: int = 8) -> None:
    """Print the table."""
    with TemporaryDirectory() as directory:
        contents = [path.read_bytes() for path in make_photos(Path(directory) / "photos", photos)]
    exact = [_full(content) for content in contents]
    baseline = _milliseconds(_full, contents)
    rows = []
    for name, module, way in WAYS:
        if module and find_spec(module) is None:
            rows.append([name, f"skipped: {module} is not installed", "", ""])
            continue
        took = _milliseconds(way, contents)
        error = np.mean(
            [
                np.abs(way(content).astype(np.int16) - wanted).mean()
                for content, wanted in zip(contents, exact, strict=True)
            ]
        )
        rows.append([name, f"{took:.0f}", f"{took / baseline:.2f}", f"{error:.2f}"])
    table(
        f"A 12-megapixel JPEG to {EDGE} x {EDGE} pixels, one thread, {photos} pictures",
        ["way", "ms", "ratio", "mean error of 255"],
        rows,
    )


def _milliseconds(way: Way, contents: list[bytes]) -> float:
    rounds = []
    for _ in range(_ROUNDS):
        started = time.perf_counter()
        for content in contents:
            way(content)
        rounds.append(1e3 * (time.perf_counter() - started) / len(contents))
    return statistics.median(rounds)


def _resized(image: Image.Image) -> Pixels:
    return np.asarray(image.resize((EDGE, EDGE), Image.Resampling.BICUBIC))


def _full(content: bytes) -> Pixels:
    return _resized(Image.open(io.BytesIO(content)))


def _draft(factor: int) -> Way:
    """Scaled while it is decoded, to so many times what is wanted at least."""

    def way(content: bytes) -> Pixels:
        image = Image.open(io.BytesIO(content))
        image.draft("RGB", (factor * EDGE, factor * EDGE))
        return _resized(image)

    return way


def _simplejpeg(content: bytes) -> Pixels:
    import simplejpeg  # noqa: PLC0415

    pixels = simplejpeg.decode_jpeg(content, "RGB", min_height=2 * EDGE, min_width=2 * EDGE)
    return _resized(Image.fromarray(pixels))


def _pyvips(content: bytes) -> Pixels:
    import pyvips  # noqa: PLC0415

    pyvips.cache_set_max(0)
    image = pyvips.Image.thumbnail_buffer(content, EDGE, height=EDGE, size="force")
    return np.asarray(image.numpy())


WAYS: tuple[tuple[str, str, Way], ...] = (
    ("Pillow, all pixels", "", _full),
    ("Pillow, draft to 1x", "", _draft(1)),
    ("Pillow, draft to 2x (Fovea)", "", _draft(2)),
    ("Pillow, draft to 4x", "", _draft(4)),
    ("simplejpeg (libjpeg-turbo), 2x", "simplejpeg", _simplejpeg),
    ("pyvips thumbnail", "pyvips", _pyvips),
)
