"""Fingerprints and comparisons, made when nothing else is to be done."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from core.imaging import DecoderPool
from core.intake.likening import Likening
from core.intake.near_pairs import Nearest, Shortened, nearness
from core.library import Library

PHOTOS = Path(__file__).parents[2] / "photos" / "animals"


@pytest.fixture
def bench(warm_bench: Any) -> Any:
    return warm_bench


def linked(bench: Any) -> set[frozenset[str]]:
    """Names of the photos that were found to be alike."""
    with Library.open(bench.root) as library:
        shown = library.photos.get(library.photos.ids().tolist())
        names = {photo.pixels_digest: photo.path.name for photo in shown}
        return {frozenset(names[digest] for digest in link.pictures) for link in library.likeness.links()}


def put(bench: Any, name: str, change: Callable[[Image.Image], Image.Image] | None = None) -> None:
    """Put a sample photo into the folder, small; changed, it is named after itself."""
    with Image.open(PHOTOS / name) as file:
        image = file.convert("RGB")
    image.thumbnail((400, 400))
    target = bench.photos / (f"changed {name}" if change else name)
    (change(image) if change else image).save(target, quality=92)


def test_new_pictures_are_compared_with_all_earlier_ones(bench: Any) -> None:
    put(bench, "koala.jpg")
    put(bench, "moose.jpg")
    bench.index()
    assert linked(bench) == set()
    put(bench, "koala.jpg", lambda image: image.resize((150, 200)))
    put(bench, "moose.jpg", lambda image: image.transpose(Image.Transpose.ROTATE_90))
    bench.index()
    assert linked(bench) == {
        frozenset({"koala.jpg", "changed koala.jpg"}),
        frozenset({"moose.jpg", "changed moose.jpg"}),
    }
    with Library.open(bench.root) as library:
        assert library.likeness.waiting() == 0
    # A copy shows what is known already; a file that was moved, too.
    shutil.copy(bench.photos / "koala.jpg", bench.photos / "copy.jpg")
    (bench.photos / "moose.jpg").rename(bench.photos / "elk.jpg")
    before = bench.query("SELECT COUNT(*) FROM contents")
    bench.index()
    assert bench.query("SELECT COUNT(*) FROM contents") == before
    with Library.open(bench.root) as library:
        assert library.likeness.waiting() == 0
        assert len(library.likeness.links()) == 2


def test_interrupted_it_goes_on_where_it_was(bench: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("koala.jpg", "moose.jpg", "osprey.jpg"):
        put(bench, name)
    put(bench, "koala.jpg", lambda image: image.resize((150, 200)))
    monkeypatch.setattr(Likening, "_take_fingerprints", lambda *_: False)
    bench.index()
    monkeypatch.undo()
    with Library.open(bench.root) as library, DecoderPool(library.paths.thumbnails, 1) as pool:
        assert library.likeness.waiting() == 4
        steps = iter([True, True, False, False])
        chore = Likening(library, pool, lambda: bench.encoder)
        chore.run(lambda: next(steps))
        assert library.likeness.waiting() == 4
        assert not chore.run(lambda: True)
        assert library.likeness.waiting() == 0
    assert linked(bench) == {frozenset({"koala.jpg", "changed koala.jpg"})}


def test_where_a_thumbnail_is_lost_the_file_is_read(bench: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("koala.jpg", "moose.jpg"):
        put(bench, name)
    monkeypatch.setattr(Likening, "_take_fingerprints", lambda *_: False)
    bench.index()
    monkeypatch.undo()
    shutil.rmtree(bench.root / "thumbnails")
    (bench.photos / "moose.jpg").unlink()
    with Library.open(bench.root) as library, DecoderPool(library.paths.thumbnails, 1) as pool:
        Likening(library, pool, lambda: bench.encoder).run(lambda: True)
        # The other has neither: it costs nothing but itself.
        assert library.likeness.waiting() == 1


def test_near_is_what_is_unusual_in_this_library() -> None:
    rng = np.random.default_rng(0)
    rows = rng.normal(size=(400, 32))
    apart = (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float16)
    alike = rows + 3
    alike = (alike / np.linalg.norm(alike, axis=1, keepdims=True)).astype(np.float16)
    assert 0.4 < nearness(apart) < nearness(alike) <= 0.96
    # Of a few photos nothing can be said, and comparing all costs nothing.
    assert nearness(apart[:5]) < 0


@pytest.mark.parametrize("count", [3, 300])
def test_shortened_vectors_never_hide_a_near_one(count: int) -> None:
    rng = np.random.default_rng(1)
    rows = rng.normal(size=(count, 256)) * np.linspace(3, 0.1, 256)
    rows = (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)
    short = Shortened(rows[::2].astype(np.float16)).of(rows)
    assert short.shape[1] < rows.shape[1]
    assert ((rows @ rows.T) - (short @ short.T)).max() < 1e-4


def test_the_nearest_are_those_of_all_blocks() -> None:
    rng = np.random.default_rng(2)
    scores = rng.random((20, 300)).astype(np.float32)
    nearest = Nearest(20, 0.9)
    for start in range(0, 300, 50):
        block = scores[:, start : start + 50]
        rows, columns = np.nonzero(block >= nearest.floors)
        taken = nearest.take(rows, columns, block[rows, columns])
        # Never worse than the second best so far.
        seen = np.sort(scores[:, : start + 50], axis=1)[:, -2]
        assert (block[taken[:, 0], taken[:, 1]] >= np.maximum(seen[taken[:, 0]], 0.9)).all()
    best = np.sort(scores, axis=1)[:, -2:-1]
    assert np.array_equal(nearest.floors, np.maximum(best, np.float32(0.9)))
