"""Text in pictures is read: in English and Chinese, at any angle, and only where there is any."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from models import EncoderNotFound, TextLine, TextReader, load_text_reader, text_reader
from models.text_detection import from_upper_left
from models.text_reader import in_reading_order

WORDS = "Harbour café\n海滩日落"


@pytest.fixture(scope="module")
def reader() -> TextReader:
    return load_text_reader(device="cpu", threads=2)


def lines_of(reader: TextReader, image: Image.Image) -> list[str]:
    lines = reader.read(np.asarray(image))
    assert lines is not None
    return [line.text for line in lines]


@pytest.mark.parametrize("angle", [0, 90, 180, 270, 12, -30])
def test_text_is_read_at_any_angle(
    reader: TextReader, letter: Callable[..., Image.Image], angle: int
) -> None:
    turned = letter(WORDS).rotate(angle, Image.Resampling.BICUBIC, expand=True, fillcolor=(165, 165, 165))
    assert lines_of(reader, turned) == WORDS.splitlines()


def test_small_text_in_a_large_picture_is_read(
    reader: TextReader, letter: Callable[..., Image.Image]
) -> None:
    canvas = Image.new("RGB", (2000, 1500), (165, 165, 165))
    canvas.paste(letter(WORDS).resize((320, 240), Image.Resampling.LANCZOS), (1500, 1100))
    assert lines_of(reader, canvas) == WORDS.splitlines()


def test_a_line_says_where_it_is_and_how_sure_it_is(
    reader: TextReader, letter: Callable[..., Image.Image]
) -> None:
    # On its head: it begins at the lower right.
    lines = reader.read(np.asarray(letter("Harbour").rotate(180)))
    assert lines is not None
    [line] = lines
    assert 0.9 < line.confidence <= 1
    (begin_x, begin_y), (end_x, end_y), *_ = line.corners
    assert begin_x == pytest.approx(600 / 640, abs=0.03)
    assert begin_y == pytest.approx(end_y, abs=0.02)
    assert end_x < begin_x - 0.2
    assert begin_y == pytest.approx(1 - 125 / 480, abs=0.06)


@pytest.mark.parametrize("seed", range(3))
def test_nothing_is_read_where_nothing_is_written(reader: TextReader, seed: int) -> None:
    noise = np.random.default_rng(seed).integers(0, 255, (300, 400, 3), np.uint8)
    assert reader.read(noise) == ()
    assert reader.read(np.full((33, 7, 3), 40 * seed, np.uint8)) == ()


def test_reading_ends_early_when_asked(reader: TextReader, letter: Callable[..., Image.Image]) -> None:
    assert reader.read(np.asarray(letter(WORDS)), lambda: False) is None


def test_without_the_networks_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text_reader, "_PACKAGE", "no_such_package")
    with pytest.raises(EncoderNotFound, match="rapidocr is not installed"):
        load_text_reader()


def test_lines_are_ordered_as_people_read() -> None:
    def line(text: str, x: float, y: float) -> TextLine:
        return TextLine(text, 1.0, ((x, y), (x + 0.2, y), (x + 0.2, y + 0.1), (x, y + 0.1)))

    page = [line("d", 0.5, 0.51), line("b", 0.6, 0.1), line("c", 0.1, 0.5), line("a", 0.1, 0.12)]
    assert "".join(found.text for found in in_reading_order(page)) == "abcd"
    # The same page lying on its side.
    lying = [TextLine(found.text, 1.0, tuple((y, 1 - x) for x, y in found.corners)) for found in page]
    assert "".join(found.text for found in in_reading_order(lying)) == "abcd"
    assert in_reading_order([]) == []


@given(
    st.floats(-math.pi, math.pi),
    st.floats(2, 100),
    st.floats(2, 100),
    st.integers(0, 3),
    st.booleans(),
)
def test_corners_go_clockwise_from_the_upper_left(
    angle: float, width: float, height: float, first: int, mirrored: bool
) -> None:
    along = np.array([math.cos(angle), math.sin(angle)]) * width
    down = np.array([-math.sin(angle), math.cos(angle)]) * height
    corners = np.array([[0, 0], along, along + down, down], np.float32)
    given_corners = np.roll(corners[::-1] if mirrored else corners, first, axis=0)
    found = from_upper_left(given_corners)
    assert sorted(map(tuple, found)) == sorted(map(tuple, given_corners))
    side, next_side = found[1] - found[0], found[2] - found[1]
    assert side[0] * next_side[1] - side[1] * next_side[0] > 0
    assert side[0] / np.hypot(*side) >= math.cos(math.pi / 4) - 1e-4
