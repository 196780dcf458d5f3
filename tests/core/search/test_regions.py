"""Which part of a picture answers: what lights up, what is said when nothing does, and what it costs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from PIL import Image

from core.errors import FoveaError, PhotoError, UsageError
from core.intake import Indexer
from core.library import Library
from core.search import Answering, Box, Question, SearchEngine, Where
from core.search.overlay import laid_over, veil
from core.search.regions import Regions, heat_map, look_at, outlined, warmth_of
from models import Encoder, Preprocess, load_encoder, starter_directory

SAMPLES = Path(__file__).parents[2] / "photos"
REFERENCES = Path(__file__).parents[2] / "models" / "references"
RED, BLUE, GREEN = (255, 0, 0), (0, 0, 255), (0, 255, 0)


def painted(*rows: tuple[tuple[int, int, int], ...]) -> NDArray[np.uint8]:
    """A picture of squares."""
    return np.vstack([np.hstack([np.full((60, 60, 3), colour, np.uint8) for colour in row]) for row in rows])


def asked(encoder: Encoder, text: str) -> NDArray[np.float32]:
    return encoder.encode_texts([text])[0]


@pytest.fixture
def usual(encoder: Any) -> NDArray[np.float32]:
    """A library of forty photos of all colours."""
    random = np.random.default_rng(1)
    colours = random.integers(0, 2, (40, 1, 1, 3)) * 255
    return np.asarray(encoder.encode_images(np.tile(colours, (1, 16, 16, 1)).astype(np.uint8)))


@pytest.mark.parametrize(
    ("rows", "where"),
    [
        (((RED, BLUE),), Where.LEFT),
        (((BLUE, RED),), Where.RIGHT),
        (((BLUE,), (RED,)), Where.BOTTOM),
        (((BLUE, RED), (BLUE, BLUE)), Where.UPPER_RIGHT),
        (((BLUE, RED, BLUE),), Where.MIDDLE),
        (((BLUE, BLUE), (RED, BLUE)), Where.LOWER_LEFT),
    ],
)
def test_the_part_that_was_asked_for_lights_up(
    encoder: Any, usual: Any, rows: tuple[Any, ...], where: Where
) -> None:
    picture = painted(*rows)
    found = heat_map(look_at(encoder, picture), asked(encoder, "red"), usual)
    assert found.answering is Answering.REGION
    assert found.strongest is not None
    assert found.strongest.where is where
    assert (found.grid.min(), found.grid.max()) == (0, 1)
    assert found.grid.shape[1] / found.grid.shape[0] == pytest.approx(
        picture.shape[1] / picture.shape[0], rel=0.05
    )
    assert found.warmest > found.similarity


def test_nothing_is_painted_where_nothing_stands_out(encoder: Any, usual: Any) -> None:
    even = look_at(encoder, painted((RED, RED)))
    whole = heat_map(even, asked(encoder, "red"), usual)
    assert whole.answering is Answering.WHOLE
    nothing = heat_map(look_at(encoder, painted((RED, BLUE))), asked(encoder, "yellow"), usual)
    assert nothing.answering is Answering.NOTHING
    for found in (whole, nothing):
        assert not found.grid.any()
        assert found.strongest is None


@pytest.mark.parametrize("photos", [0, 5])
def test_a_small_library_says_nothing_of_what_is_usual(encoder: Any, usual: Any, photos: int) -> None:
    regions = look_at(encoder, painted((RED, BLUE)))
    found = heat_map(regions, asked(encoder, "red"), usual[:photos])
    assert found.strongest is not None
    assert found.strongest.where is Where.LEFT


@pytest.fixture(scope="module")
def koala_and_lake() -> tuple[Encoder, Regions]:
    """Two photographs side by side, seen by the starter."""
    halves = [SAMPLES / "animals" / "koala.jpg", SAMPLES / "holidays" / "lake_sherburne.jpg"]
    with Image.open(halves[0]) as koala, Image.open(halves[1]) as lake:
        picture = np.hstack([np.asarray(half.convert("RGB").resize((300, 300))) for half in (koala, lake)])
    encoder = load_encoder(starter_directory())
    return encoder, look_at(encoder, picture)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("a koala", True),
        ("an animal in a tree", True),
        ("mountains", False),
        ("a lake below snowy peaks", False),
    ],
)
def test_photographs(koala_and_lake: tuple[Encoder, Regions], text: str, left: bool) -> None:
    encoder, regions = koala_and_lake
    found = heat_map(regions, asked(encoder, text), regions.vectors[:0])
    assert found.strongest is not None
    assert (found.strongest.right < 0.55) if left else (found.strongest.left > 0.45)


def test_a_picture_asks_too(koala_and_lake: tuple[Encoder, Regions]) -> None:
    encoder, regions = koala_and_lake
    with Image.open(SAMPLES / "holidays" / "mountain_hike.jpg") as image:
        query = encoder.encode_images(encoder.preprocess.to_pixels(image.convert("RGB"))[np.newaxis])[0]
    warmth = warmth_of(regions, query)
    columns = warmth.shape[1]
    assert warmth[:, columns // 2 :].mean() > warmth[:, : columns // 2].mean()


@pytest.mark.parametrize("family", sorted(path.name for path in REFERENCES.iterdir() if path.is_dir()))
def test_every_kind_of_encoder_can(family: str) -> None:
    encoder = load_encoder(REFERENCES / family, device="cpu", threads=1)
    regions = look_at(encoder, painted((RED, BLUE), (GREEN, BLUE)))
    assert np.allclose(np.linalg.norm(regions.vectors, axis=1), 1, atol=1e-3)
    found = heat_map(regions, asked(encoder, "red"), regions.vectors[:0])
    assert np.isfinite(found.grid).all()
    assert np.isfinite((found.similarity, found.warmest, found.contrast)).all()


class OnePixelEncoder:
    """Knows nothing, and costs nothing."""

    preprocess = Preprocess(1, 1, "squash", "bilinear", (0.5,) * 3, (0.5,) * 3)

    def encode_images(self, pixels: NDArray[np.uint8]) -> NDArray[np.float32]:
        return np.ones((len(pixels), 1), np.float32)


@settings(deadline=None, max_examples=40)
@given(st.integers(1, 700), st.integers(1, 700))
def test_windows_cover_a_picture_of_any_shape(width: int, height: int) -> None:
    regions = look_at(OnePixelEncoder(), np.zeros((height, width, 3), np.uint8))  # type: ignore[arg-type]
    assert 3 <= len(regions.windows) <= 200
    assert regions.windows.min() >= 0
    assert regions.windows.max() <= 1 + 1e-9
    for scale in np.unique(regions.scales):
        mine = regions.windows[regions.scales == scale]
        assert mine[:, :2].min() == 0
        assert mine[:, 2:].max() == pytest.approx(1)
        for begin, end in ((0, 2), (1, 3)):
            starts = np.unique(mine[:, begin])
            assert (np.diff(starts) < (mine[0, end] - mine[0, begin])).all(), "no gap between neighbours"
    warmth = warmth_of(regions, np.ones(1, np.float32))
    assert warmth == pytest.approx(np.ones(regions.shape), abs=1e-5)


def test_who_loses_interest_waits_for_no_window(encoder: Any) -> None:
    asked_for: list[int] = []

    def cancelled() -> bool:
        asked_for.append(encoder.encoded)
        return len(asked_for) > 2

    with pytest.raises(CancelledError):
        look_at(encoder, painted((RED, BLUE)), cancelled)
    assert encoder.encoded == asked_for[-1] < 30


def test_only_what_hangs_together_is_outlined() -> None:
    warmth = np.zeros((8, 8), np.float32)
    warmth[1:3, 1:4] = 1.0
    warmth[2, 2] = 1.2
    warmth[6, 6] = 1.1
    grid, box = outlined(warmth)
    assert grid[2, 2] == 1
    assert box == Box(1 / 8, 1 / 8, 4 / 8, 3 / 8)


def test_what_does_not_answer_is_dimmed_on_any_photo() -> None:
    grid = np.zeros((4, 8), np.float32)
    grid[:, 4:] = 1
    layer = veil(grid, 80, 40)
    assert layer.shape == (40, 80, 4)
    assert layer[20, 5, 3] > 150 > layer[20, 75, 3]
    for grey in (20, 128, 240):
        shown = np.asarray(laid_over(np.full((40, 80, 3), grey, np.uint8), grid, None), np.int16)
        cold, warm = shown[20, 5], shown[20, 75]
        assert warm.sum() > cold.sum()
        assert (warm - cold)[0] > (warm - cold)[2], "blue against amber, also for the colour-blind"


# -- asked of a library ------------------------------------------------------------------------


@pytest.fixture
def engine(tmp_path: Path, encoder: Any) -> Iterator[SearchEngine]:
    """Of a library with one photo: red on the left, blue on the right."""
    photos = tmp_path / "photos"
    photos.mkdir()
    Image.fromarray(painted((RED, BLUE), (RED, BLUE))).save(photos / "halves.png")
    with Library.open(tmp_path / "library") as library:
        library.folders.add(photos)
        library.settings.save(decoders=1)
    with Indexer(tmp_path / "library", encoder=encoder) as indexer:
        indexer.run_once()
    with SearchEngine(tmp_path / "library", encoder=encoder) as opened:
        yield opened


def where(engine: SearchEngine, photo: int | Path, question: Question) -> Where | None:
    box = engine.why(photo, question).heat.strongest
    return box.where if box else None


def test_the_photos_of_a_library(
    engine: SearchEngine, encoder: Any, paint: Callable[..., Path], tmp_path: Path
) -> None:
    [photo] = engine.photos([1])
    found = engine.why(photo.id, Question(sentence="red and blue after:1990"))
    assert (found.words, found.encoder, found.pictures) == ("red and blue", "colours@1", 0)
    assert dict(found.by_word) == {"red": Where.LEFT, "blue": Where.RIGHT}
    assert found.photo == photo
    assert where(engine, photo.path, Question(words="blue")) is Where.RIGHT
    seen = encoder.encoded
    assert where(engine, photo.id, Question(words="red")) is Where.LEFT
    assert where(engine, photo.id, Question(without=("red",))) is Where.RIGHT
    assert encoder.encoded == seen, "another question about the same photo encodes nothing"
    picture = paint(tmp_path / "asked.jpg", "blue")
    shown = engine.why(photo.id, Question(pictures=(picture,)))
    assert shown.heat.strongest is not None
    assert (shown.heat.strongest.where, shown.pictures, shown.words) == (Where.RIGHT, 1, "")
    assert where(engine, photo.id, Question(sentence="yellow OR red")) is Where.LEFT


def test_pictures_outside_the_library_and_what_cannot_be_explained(
    engine: SearchEngine, tmp_path: Path
) -> None:
    Image.fromarray(painted((BLUE,), (RED,))).save(tmp_path / "other.png")
    assert where(engine, tmp_path / "other.png", Question(words="red")) is Where.BOTTOM
    (tmp_path / "bad.png").write_text("no picture")
    with pytest.raises(PhotoError, match=r"bad\.png"):
        engine.why(tmp_path / "bad.png", Question(words="red"))
    for question in (Question(), Question(sentence="after:1990")):
        with pytest.raises(UsageError, match="Nothing was asked that can be seen"):
            engine.why(1, question)
    with pytest.raises(FoveaError, match="not in the library any more"):
        engine.why(99, Question(words="red"))


def test_an_offline_photo_is_explained_by_its_thumbnail(engine: SearchEngine, tmp_path: Path) -> None:
    (tmp_path / "photos").rename(tmp_path / "away")
    with Library.open(tmp_path / "library") as library, library.writing() as database:
        database.conn.execute("UPDATE folders SET online = 0")
    [photo] = engine.photos([1])
    assert not photo.online
    found = engine.why(1, Question(words="red"))
    assert found.from_thumbnail
    assert found.heat.strongest is not None
    assert found.heat.strongest.where is Where.LEFT
    for thumbnail in (tmp_path / "library" / "thumbnails").rglob("*.jpg"):
        thumbnail.unlink()
    engine._explainer._kept.clear()
    with pytest.raises(PhotoError, match=r"halves\.png.*offline"):
        engine.why(1, Question(words="red"))
