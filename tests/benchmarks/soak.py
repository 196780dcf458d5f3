"""`make soak`: an indexer killed again and again while its folder changes; nothing may be lost or doubled."""

from __future__ import annotations

import argparse
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from PIL import Image

sys.path.insert(0, str(Path(__file__).parents[2]))

from core.intake import worker_command
from core.library import Library
from core.search import Question, SearchEngine
from tests.benchmarks.report import table


def main() -> int:
    """Kill, check, count."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--photos", type=int, default=400)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    chance = random.Random(options.seed)
    with TemporaryDirectory() as directory:
        photos, library = Path(directory) / "photos", Path(directory) / "library"
        for number in range(options.photos):
            _paint(photos / f"{number % 20:02}" / f"{number:05}.jpg", number)
        with Library.open(library) as opened:
            opened.folders.add(photos)
        faults = ready_worst = 0.0
        for number in range(options.kills):
            _kill_one(library, chance)
            _disturb(photos, chance, options.photos + number)
            started = time.monotonic()
            with Library.open(library) as opened:
                faults += bool(opened.check())
                opened.photos.counts()
            ready_worst = max(ready_worst, time.monotonic() - started)
        subprocess.run([sys.executable, "-m", "core.cli", "--library", str(library), "index"], check=True)
        lost, doubled = _compare(library, photos)
    table(
        f"Killed {options.kills} times (seed {options.seed})",
        ["", "count"],
        [
            ["failed integrity checks", int(faults)],
            ["photos lost", lost],
            ["photos doubled", doubled],
            ["slowest time until ready, s", f"{ready_worst:.2f}"],
        ],
    )
    return 1 if faults or lost or doubled else 0


def _kill_one(library: Path, chance: random.Random) -> None:
    process = subprocess.Popen(worker_command(library), stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    try:
        process.wait(chance.uniform(0.2, 3.0))
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
    process.communicate()


def _disturb(photos: Path, chance: random.Random, number: int) -> None:
    """Something a person does: a new photo, a renamed one, an edited one, a deleted one."""
    _paint(photos / "new" / f"{number:05}.jpg", number)
    existing = sorted(photos.rglob("*.jpg"))
    renamed, edited, deleted = chance.sample(existing, 3)
    renamed.rename(renamed.with_name(f"renamed-{number}.jpg"))
    _paint(edited, 100_000 + number)
    deleted.unlink()


def _paint(path: Path, seed: int) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    pixels = np.random.default_rng(seed).integers(0, 255, (6, 8, 3), dtype=np.uint8)
    Image.fromarray(pixels).resize((640, 480), Image.Resampling.BICUBIC).save(path, quality=90)


def _compare(library: Path, photos: Path) -> tuple[int, int]:
    on_disk = set(photos.rglob("*.jpg"))
    with Library.open(library) as opened:
        ids = opened.photos.ids().tolist()
        known = [photo.path for photo in opened.photos.get(ids)]
    with SearchEngine(library) as engine:
        found = engine.ask(Question("anything", limit=10 * len(on_disk))).photo_ids.tolist()
    lost = len(on_disk - set(known)) + len(set(ids) - set(found))
    doubled = len(known) - len(set(known)) + len(found) - len(set(found))
    return lost, doubled


if __name__ == "__main__":
    raise SystemExit(main())
