"""How smooth the window is with many photos: frames, new rows, start, memory."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image

from core.imaging import ThumbnailStore
from core.imaging.thumbnails import thumbnail_jpeg
from core.library import Library
from core.search import Question, SearchEngine
from models import load_encoder, starter_directory
from tests.benchmarks.report import table
from tests.benchmarks.synthetic import fill

PICTURES = Path(__file__).parents[1] / "photos"
DISTINCT = 3000
"""Different thumbnails: more than the window keeps, so that it reads while it scrolls."""

SHAPES = ((4000, 3000), (3000, 4000), (6000, 4000), (4000, 6000), (4032, 2268), (1080, 2340), (9000, 2500))
MILLION = 1_000_000


def run(photos: int = 100_000) -> None:
    """Print the table."""
    with TemporaryDirectory() as directory:
        root = Path(directory) / "library"
        _build(root, photos)
        shown_s, ended_s = _cold_start(root)
        rows = [
            ["start to a window that shows all it has to", f"{shown_s:.2f} s"],
            ["the same, a picture of it saved, and its end", f"{ended_s:.2f} s"],
        ]
        rows += _measured("window_frames.py", root)
    _table(photos, rows)
    with TemporaryDirectory() as directory:
        root = Path(directory) / "library"
        identity = load_encoder(starter_directory()).identity
        fill(root, MILLION, identity, folder=PICTURES, vectors=False)
        rows = _measured("window_million.py", root)
    _table(MILLION, rows)


def _table(photos: int, rows: list[list[str]]) -> None:
    whole = [[*row, *[""] * (3 - len(row))] for row in rows]
    table(f"The window with {photos:,} photos, 1280x800", ["", "measured", "of it computed"], whole)


def _measured(script: str, root: Path) -> list[list[str]]:
    """Rows that a script prints, in a process of its own: nothing but the window is in its memory."""
    command = [sys.executable, str(Path(__file__).with_name(script)), str(root)]
    measured = subprocess.run(command, env=_environment(), check=True, capture_output=True, text=True)
    rows: list[list[str]] = json.loads(measured.stdout.splitlines()[-1])
    return rows


def _build(root: Path, count: int) -> None:
    """A library whose photos show a few real pictures over and over."""
    fill(root, count, load_encoder(starter_directory()).identity, folder=PICTURES)
    with Library.open(root) as library:
        digests = _thumbnails(ThumbnailStore(library.paths.thumbnails))
        rows = (
            (digests[photo_id % DISTINCT], *SHAPES[photo_id % len(SHAPES)], photo_id)
            for photo_id in range(1, count + 1)
        )
        with library.writing() as database:
            database.conn.executemany(
                "UPDATE contents SET pixels_digest = ?, width = ?, height = ? WHERE id = ?", rows
            )
    with SearchEngine(root) as engine:
        engine.ask(Question("a photo"))
        engine.tidy()


def _thumbnails(store: ThumbnailStore) -> list[bytes]:
    """The sample photos as thumbnails, each under many names."""
    originals = []
    for path in sorted(PICTURES.rglob("*.jpg")):
        with Image.open(path) as image:
            small = image.convert("RGB")
        small.thumbnail((512, 512))
        originals.append(hashlib.sha256(path.name.encode()).digest()[:16])
        store.write(originals[-1], thumbnail_jpeg(small))
    digests = [hashlib.sha256(f"copy {number}".encode()).digest()[:16] for number in range(DISTINCT)]
    for number, digest in enumerate(digests):
        store.path(digest).parent.mkdir(parents=True, exist_ok=True)
        os.link(store.path(originals[number % len(originals)]), store.path(digest))
    return digests


def _cold_start(root: Path) -> tuple[float, float]:
    """Seconds until the window shows all it has to, and until its process has ended.

    The first is when it begins to save a picture of itself, which it does at that moment.
    """
    picture = root / "shot.png"
    started = time.perf_counter()
    command = [
        sys.executable,
        "-m",
        "desktop",
        "--library",
        str(root),
        "window",
        "--screenshot",
        str(picture),
    ]
    process = subprocess.Popen(command, env=_environment())
    while not picture.exists() and process.poll() is None:
        time.sleep(0.002)
    shown = time.perf_counter() - started
    if process.wait():
        raise RuntimeError(f"the window ended with status {process.returncode}")
    return shown, time.perf_counter() - started


def _environment() -> dict[str, str]:
    return {"QT_QPA_PLATFORM": "offscreen", **os.environ}
