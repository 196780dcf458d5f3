"""The text in photos gets into the library: each picture once, last of all, and never in anybody's way."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from core.errors import FailureReason
from core.intake import Indexer, transcribing
from core.intake.journal import Journal, accuse, left_in_hand
from core.library import Library
from core.library.database import connect
from core.library.migrations import migrate
from core.library.schema import CATALOG_STEPS
from models import Device, TextLine

_CHILD = """
import importlib.util, os, signal, sys
from core.intake import Indexer, transcribing

def load(name, path):
    spec = importlib.util.spec_from_file_location(name, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module

shared, this = load("shared", sys.argv[1]), load("this", sys.argv[2])

if __name__ == "__main__":
    reader = this.ColourReader(
        lambda _: os.kill(os.getpid(), signal.SIGKILL) if reader.read_so_far == 2 else None
    )
    transcribing.load_text_reader = lambda **_: reader
    with Indexer(shared.Path(sys.argv[3]), encoder=shared.ColourEncoder()) as indexer:
        indexer.run_once()
"""

BOX = ((0.1, 0.1), (0.9, 0.1), (0.9, 0.2), (0.1, 0.2))


class ColourReader:
    """Reads the brightness of a picture's first pixel; can be told what to do meanwhile."""

    device = Device("cpu", "CPUExecutionProvider")

    def __init__(self, meanwhile: Callable[[int], object] = lambda _: None) -> None:
        self.read_so_far = 0
        self._meanwhile = meanwhile

    def read(self, pixels: Any, proceed: Callable[[], bool] = lambda: True) -> tuple[TextLine, ...] | None:
        brightness = int(pixels[0, 0].mean())
        self._meanwhile(brightness)
        if not proceed():
            return None
        self.read_so_far += 1
        return (TextLine(f"level {brightness}", 0.9, BOX),) if brightness else ()


@pytest.fixture
def bench(warm_bench: Any) -> Any:
    with Library.open(warm_bench.root) as library:
        library.settings.save(transcribe=True)
    return warm_bench


def let_go(bench: Any) -> None:
    """From here on, each indexing starts an indexer of its own."""
    bench.warm.close()
    bench.warm = None


@pytest.fixture
def read_by(monkeypatch: pytest.MonkeyPatch) -> Callable[[ColourReader], ColourReader]:
    def use(reader: ColourReader) -> ColourReader:
        monkeypatch.setattr(transcribing, "load_text_reader", lambda **_: reader)
        return reader

    return use


def grey(path: Path, level: int) -> Path:
    # Without loss, so that what is read is what was painted.
    Image.new("RGB", (40, 40), (level, level, level)).save(path)
    return path


def texts(bench: Any) -> dict[str, str]:
    with Library.open(bench.root) as library:
        photos = library.photos.get(library.photos.ids().tolist())
        return {photo.path.name: library.transcripts.of(photo.pixels_digest) for photo in photos}


def test_english_and_chinese_words_get_into_the_library(
    bench: Any, letter: Callable[..., Image.Image], paint: Callable[..., Path]
) -> None:
    letter("Harbour Street\n海滩日落").save(bench.photos / "sign.jpg", quality=85)
    # On its side, as a camera would write it.
    exif = Image.Exif()
    exif[0x0112] = 6
    letter("Bakery").transpose(Image.Transpose.ROTATE_90).save(bench.photos / "side.jpg", exif=exif)
    paint(bench.photos / "none.jpg")
    progress = bench.index()
    assert (progress.done, progress.texts, progress.texts_waiting) == (3, 3, 0)
    assert texts(bench) == {"sign.jpg": "Harbour Street\n海滩日落", "side.jpg": "Bakery", "none.jpg": ""}
    with Library.open(bench.root) as library:
        first, _ = library.transcripts.lines_of(bench.photo("sign.jpg").pixels_digest)
        assert (first.text, len(first.corners)) == ("Harbour Street", 4)
        assert all(0 <= x <= 1 and 0 <= y <= 1 for x, y in first.corners)
        reading = library.transcripts.reading()
        assert (reading.photos, reading.read, reading.waiting, reading.failed) == (3, 3, 0, 0)


def test_each_picture_is_read_once(bench: Any, read_by: Any) -> None:
    reader = read_by(ColourReader())
    grey(bench.photos / "a.png", 90)
    grey(bench.photos / "nothing.png", 0)
    shutil.copy(bench.photos / "a.png", bench.photos / "copy.png")
    assert bench.index().texts == 2
    (bench.photos / "a.png").rename(bench.photos / "b.png")
    # The same picture in other bytes.
    Image.open(bench.photos / "b.png").save(bench.photos / "again.bmp")
    assert bench.index().texts == 0
    assert reader.read_so_far == 2
    assert set(texts(bench).values()) == {"level 90", ""}
    with Library.open(bench.root) as library:
        library.transcripts.expect("another@2")
        assert len(library.transcripts.waiting()) == 2


def test_screenshots_come_first_and_then_the_newest(bench: Any, read_by: Any) -> None:
    order: list[int] = []
    read_by(ColourReader(order.append))
    for level, (name, taken) in enumerate(
        (("old", 1e9), ("new", 1.5e9), ("Screenshot 3", 0.5e9), ("middle", 1.2e9)), start=1
    ):
        path = grey(bench.photos / f"{name}.png", level)
        os.utime(path, (taken, taken))
    bench.index()
    assert order == [3, 2, 4, 1]


def test_what_is_switched_off_stops_at_once_and_keeps_what_was_read(bench: Any, read_by: Any) -> None:
    def switch(wanted: bool) -> None:
        with Library.open(bench.root) as other:
            other.settings.save(transcribe=wanted)

    reader = read_by(ColourReader(lambda _: switch(False) if reader.read_so_far == 1 else None))
    for level in (10, 20, 30):
        grey(bench.photos / f"{level}.png", level)
    assert bench.index().texts == 1
    assert sorted(map(bool, texts(bench).values())) == [False, False, True]
    assert bench.index().texts == 0
    switch(True)
    read_by(ColourReader())
    assert bench.index().texts == 2
    assert sorted(texts(bench).values()) == ["level 10", "level 20", "level 30"]


def test_without_text_nothing_is_read_in_this_run(bench: Any, read_by: Any) -> None:
    read_by(ColourReader())
    grey(bench.photos / "a.png", 50)
    let_go(bench)
    with Indexer(bench.root, encoder=bench.encoder, transcribe=False) as indexer:
        assert indexer.run_once().texts == 0
    assert bench.index().texts == 1


def test_a_picture_that_can_not_be_read_is_named_and_its_neighbours_are_read(
    bench: Any, read_by: Any
) -> None:
    def fail(level: int) -> None:
        if level == 20:
            raise ValueError("as a bug would")

    read_by(ColourReader(fail))
    for level in (10, 20, 30):
        grey(bench.photos / f"{level}.png", level)
    progress = bench.index()
    assert (progress.texts, progress.failed) == (3, 0)
    with Library.open(bench.root) as library:
        counts = library.photos.counts()
        assert (counts.photos, counts.failed, counts.texts_failed) == (3, 0, 1)
        [failure] = library.photos.failures()
        assert (failure.path.name, failure.reason) == ("20.png", FailureReason.TEXT)
        assert failure.message.startswith('"')
        assert library.transcripts.reading().waiting == 0
        # "Try again" forgives.
        assert library.transcripts.retry_failed() == 1
    read_by(ColourReader())
    assert bench.index().texts == 1
    assert texts(bench)["20.png"] == "level 20"


def test_a_picture_the_indexer_dies_with_twice_is_left_out(bench: Any, read_by: Any) -> None:
    class Death(BaseException):
        pass

    def die(level: int) -> None:
        if level == 30:
            raise Death

    read_by(ColourReader(die))
    let_go(bench)
    for level in (10, 20, 30):
        grey(bench.photos / f"{level}.png", level)
    for _ in range(2):
        with pytest.raises(Death):
            bench.index()
    # The second time it came last: the others are read.
    assert sorted(texts(bench).values()) == ["", "level 10", "level 20"]
    bench.index()
    with Library.open(bench.root) as library:
        [failure] = library.photos.failures()
        assert "30.png" in failure.message
        assert library.transcripts.reading().failed == 1
    assert left_in_hand(bench.root / "text-in-hand") == []
    assert len(bench.paths()) == 3


def test_a_picture_that_was_read_well_is_not_accused(bench: Any, read_by: Any) -> None:
    read_by(ColourReader())
    grey(bench.photos / "a.png", 50)
    bench.index()
    Journal(bench.root / "text-in-hand").take([1])
    with Library.open(bench.root) as library:
        accuse(library)
        accuse(library)
        assert library.photos.failures() == []


def test_photos_that_are_away_wait(bench: Any, read_by: Any) -> None:
    read_by(ColourReader())
    with Library.open(bench.root) as library:
        library.settings.save(transcribe=False)
        grey(bench.photos / "a.png", 50)
        bench.index()
        library.settings.save(transcribe=True)
        for online in (0, 1):
            with library.writing() as database:
                database.conn.execute("UPDATE folders SET online = ?", (online,))
            assert len(library.transcripts.waiting()) == online
            assert library.transcripts.reading().waiting == 1
    assert bench.index().texts == 1


def test_a_file_that_changed_meanwhile_is_read_as_what_it_is(bench: Any, read_by: Any) -> None:
    def change(level: int) -> None:
        if level == 30:
            grey(bench.photos / "20.png", 77)

    read_by(ColourReader(change))
    for level in (20, 30):
        os.utime(grey(bench.photos / f"{level}.png", level), (level, level))
    # The one in hand when the other is written over; that one is another picture now.
    bench.index()
    bench.index()
    assert texts(bench) == {"20.png": "level 77", "30.png": "level 30"}


def test_what_nothing_shows_any_more_is_forgotten(bench: Any, read_by: Any) -> None:
    read_by(ColourReader())
    grey(bench.photos / "a.png", 50)
    grey(bench.photos / "b.png", 60)
    bench.index()
    photo = bench.photo("a.png")
    photo.path.unlink()
    bench.index()
    with Library.open(bench.root) as library:
        # For the days of grace it could come back.
        assert library.transcripts.of(photo.pixels_digest) == "level 50"
        with library.writing() as database:
            database.conn.execute("DELETE FROM places WHERE state = 'missing'")
            database.conn.execute("DELETE FROM photos WHERE id = ?", (photo.id,))
        assert library.transcripts.of(photo.pixels_digest) == ""
    assert bench.query("SELECT text FROM transcripts") == [("level 60",)]


def test_a_library_of_the_step_before_reads_what_it_has(tmp_path: Path) -> None:
    path = tmp_path / "catalog.db"
    database = connect(path)
    migrate(database, path, CATALOG_STEPS[:3], tmp_path)
    database.conn.execute("INSERT INTO photos (id, added_at) VALUES (1, '')")
    for number in (1, 2, 3):
        database.conn.execute(
            "INSERT INTO contents (photo_id, sha256, size, edges, pixels_digest, format, width, height, "
            "orientation) VALUES (1, ?, 1, x'', ?, 'JPEG', 1, 1, 1)",
            (bytes([number]), bytes([number // 2])),
        )
    migrate(database, path, CATALOG_STEPS, tmp_path)
    rows = database.conn.execute("SELECT pixels_digest, reader FROM transcripts ORDER BY 1").fetchall()
    assert rows == [(b"\0", ""), (b"\1", "")]
    database.conn.close()


def test_killed_in_the_middle_it_goes_on_where_it_was(bench: Any, read_by: Any, tmp_path: Path) -> None:
    for level in range(10, 60, 10):
        grey(bench.photos / f"{level}.png", level)
    let_go(bench)
    script = tmp_path / "deadly.py"
    script.write_text(_CHILD)
    shared = Path(__file__).parents[2] / "conftest.py"
    killed = subprocess.run(
        [sys.executable, str(script), str(shared), __file__, str(bench.root)],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[3])},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (killed.returncode, killed.stderr) == (-signal.SIGKILL, "")
    with Library.open(bench.root) as library:
        assert library.check() == []
        assert len(left_in_hand(library.paths.text_journal)) == 1
    read_by(ColourReader())
    bench.index()
    assert sorted(texts(bench).values()) == [f"level {level}" for level in range(10, 60, 10)]
    with Library.open(bench.root) as library:
        assert library.photos.failures() == []


def test_pixels_are_those_of_the_file(bench: Any, read_by: Any) -> None:
    seen: list[Any] = []

    class Keeping(ColourReader):
        def read(self, pixels: Any, proceed: Callable[[], bool] = lambda: True) -> Any:
            seen.append(np.array(pixels))
            return super().read(pixels, proceed)

    read_by(Keeping())
    Image.new("RGB", (3000, 600), (200, 10, 10)).save(bench.photos / "wide.png")
    bench.index()
    assert seen[0].shape == (400, 2000, 3)
    assert tuple(seen[0][5, 5]) == (200, 10, 10)
