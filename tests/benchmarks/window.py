"""How smooth the window is with many photos: `python tests/benchmarks/window.py [PHOTOS]`.

A library of that many rows is written into a temporary directory; its thumbnails are a few
hundred real ones under many names. Nothing is asserted here: it prints a table.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
import psutil
from PIL import Image
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from core.imaging import ThumbnailStore
from core.library import Library
from core.search import Question, SearchEngine
from desktop.application import create_application
from desktop.main_window import MainWindow
from desktop.search_service import SearchService
from desktop.theme import Theme

PICTURES = Path(__file__).parents[1] / "photos"
DISTINCT = 3000
SECONDS = 6.0


def main() -> int:
    """Build, measure, print."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory(prefix="fovea-bench-") as directory:
        root = Path(directory)
        build(root, count)
        start_s = cold_start(root)
        rows = measure(root)
    print(f"\nThe window with {count:,} photos, {os.cpu_count()} cores, {QApplication.platformName()}")
    print(f"{'cold start to all visible thumbnails (own process)':<58}{start_s:>9.2f} s")
    for name, value, unit in rows:
        print(f"{name:<58}{value:>9.1f} {unit}")
    return 0


def build(root: Path, count: int) -> None:
    """Write a library of so many photos, with vectors and thumbnails."""
    library = Library.open(root)
    store = ThumbnailStore(library.paths.thumbnails)
    digests = thumbnails(store)
    folder = library.folders.add(PICTURES)
    with library.writing() as database:
        execute = database.conn.executemany
        numbers = range(1, count + 1)
        execute("INSERT INTO photos (id, added_at) VALUES (?, '2026-01-01')", ((n,) for n in numbers))
        execute(
            "INSERT INTO contents (id, photo_id, sha256, size, edges, pixels_digest, format, width, height, "
            "orientation, taken_at, camera_make, camera_model) "
            "VALUES (?, ?, ?, 3000000, ?, ?, 'JPEG', 4000, 3000, 1, ?, 'Benchmark', 'B-1')",
            (
                (n, n, hashlib.sha256(str(n).encode()).digest(), b"", digests[n % len(digests)], taken(n))
                for n in numbers
            ),
        )
        execute(
            "INSERT INTO places (folder_id, volume_id, directory, name, size, mtime_ns, file_id, content_id, "
            "state, taken_at, taken_from) VALUES (?, ?, ?, ?, 3000000, 0, ?, ?, 'ready', ?, 'photo')",
            (
                (folder.id, folder.volume_id, f"{folder.directory}/{n // 1000}", f"IMG_{n}.jpg", n, n, taken(n))
                for n in numbers
            ),
        )
    library.close()
    # The encoder is copied and the vectors written, so that a question has something to rank.
    with SearchEngine(root) as engine:
        identity = engine.encoder.identity
        library = Library.open(root)
        encoder_id = library.vectors.encoder_id(identity)
        random = np.random.default_rng(1)
        for start in range(1, count + 1, 10_000):
            ids = range(start, min(start + 10_000, count + 1))
            vectors = random.standard_normal((len(ids), identity.dimensions)).astype(np.float32)
            vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
            rows = zip(ids, (digests[n % len(digests)] for n in ids), vectors.astype(np.float16), strict=True)
            library.vectors.write(encoder_id, list(rows))
        library.close()
        engine.ask(Question("x"))
        engine.tidy()


def thumbnails(store: ThumbnailStore) -> list[bytes]:
    """The pictures of the tests as thumbnails, under many digests."""
    files = sorted(path for path in PICTURES.rglob("*") if path.suffix.lower() in (".jpg", ".png", ".webp"))
    originals = []
    for path in files:
        image = Image.open(path).convert("RGB")
        image.thumbnail((512, 512))
        digest = hashlib.sha256(path.name.encode()).digest()
        store.write(digest, image)
        originals.append(digest)
    digests = []
    for number in range(DISTINCT):
        digest = hashlib.sha256(f"copy {number}".encode()).digest()
        target = store.path(digest)
        target.parent.mkdir(parents=True, exist_ok=True)
        os.link(store.path(originals[number % len(originals)]), target)
        digests.append(digest)
    return digests


def taken(number: int) -> str:
    """A date for a photo, spread over twenty years."""
    days, minutes = divmod(number * 97, 1440)
    return f"{2005 + days % 20}-{1 + days % 12:02}-{1 + days % 28:02}T{minutes // 60:02}:{minutes % 60:02}:00"


def cold_start(root: Path) -> float:
    """Seconds from the start of the process until the window shows all it has to show, and has quit."""
    started = time.perf_counter()
    command = [sys.executable, "-m", "desktop", "--library", str(root), "window"]
    subprocess.run([*command, "--screenshot", str(root / "shot.png")], check=True)
    return time.perf_counter() - started


def measure(root: Path) -> list[tuple[str, float, str]]:
    """Frame times and the rest, in this process."""
    application = create_application()
    library = Library.open(root)
    window = MainWindow(library, SearchService(root), None, Theme(application))
    window.resize(1280, 800)
    started = time.perf_counter()
    window.show()
    window.start()
    wait(window)
    rows = [("window to all visible thumbnails (this process)", 1e3 * (time.perf_counter() - started), "ms")]
    for name, step in (("slow wheel", 60), ("fast wheel", 900), ("dragging the bar", 0)):
        rows += frames(window, name, step)
    model, grid = window.photos, window.grid
    ids = model.photo_ids[::-1].copy()
    started = time.perf_counter()
    grid.replace(lambda: model.show(ids, np.empty(0, np.float32)), keep_place=False)
    rows.append(("new rows into the model and the grid", 1e3 * (time.perf_counter() - started), "ms"))
    grid.selectAll()
    started = time.perf_counter()
    grid.replace(lambda: model.show(ids[::-1].copy(), np.empty(0, np.float32)), keep_place=True)
    rows.append(("new rows while all are chosen", 1e3 * (time.perf_counter() - started), "ms"))
    grid.clearSelection()
    started = time.perf_counter()
    for chunk in range(0, 6400, 64):
        library.photos.get(ids[chunk : chunk + 64].tolist())
    rows.append(("facts of 64 photos", 10 * (time.perf_counter() - started), "ms"))
    for words in ("a", "a dog", "a dog on the beach"):
        started = time.perf_counter()
        window.box.set_text(words)
        window.box.ask()
        wait(window)
        rows.append((f"“{words}” to the last visible thumbnail", 1e3 * (time.perf_counter() - started), "ms"))
    rows.append(("resident memory", psutil.Process().memory_info().rss / 1e6, "MB"))
    window.close()
    library.close()
    return rows


def frames(window: MainWindow, name: str, step: int) -> list[tuple[str, float, str]]:
    """Scroll for some seconds and paint a frame whenever the loop comes round, at most 60 a second.

    A frame is all that keeps the main thread busy between two looks at the clock: scrolling, facts,
    thumbnails that arrived, painting.
    """
    bar = window.grid.verticalScrollBar()
    times: list[float] = []
    random = np.random.default_rng(2)
    end = time.perf_counter() + SECONDS
    bar.setValue(0)
    while (now := time.perf_counter()) < end:
        bar.setValue(bar.value() + step if step else int(random.integers(0, bar.maximum())))
        window.grid.viewport().repaint()
        QApplication.processEvents()
        took = time.perf_counter() - now
        times.append(1e3 * took)
        time.sleep(max(0.0, 1 / 60 - took))
    p50, p99 = np.percentile(times, (50, 99))
    return [
        (f"frame, {name}: p50", float(p50), "ms"),
        (f"frame, {name}: p99", float(p99), "ms"),
        (f"frame, {name}: worst of {len(times)}", max(times), "ms"),
    ]


def wait(window: MainWindow) -> None:
    """Until the window has settled."""
    loop = QEventLoop()
    poll = QTimer()
    poll.setInterval(1)
    poll.timeout.connect(lambda: loop.quit() if window.is_settled else None)
    poll.start()
    QTimer.singleShot(60_000, loop.quit)
    loop.exec()


if __name__ == "__main__":
    sys.exit(main())
