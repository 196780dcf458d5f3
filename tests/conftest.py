"""Shared by all tests: a deterministic in-memory encoder, and real picture files to index."""

from __future__ import annotations

import gc
import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import numpy as np
import pylopdf_fonts_zh_cn
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from core.imaging import pool
from models import Device, EncoderIdentity, Preprocess, Vectors
from tests.decoders_kept import KeptDecoders

COLOURS = {
    "black": (0, 0, 0),
    "red": (255, 0, 0),
    "green": (0, 255, 0),
    "blue": (0, 0, 255),
    "yellow": (255, 255, 0),
    "magenta": (255, 0, 255),
    "cyan": (0, 255, 255),
    "white": (255, 255, 255),
}


class ColourEncoder:
    """Sees nothing but colours: one dimension for each corner of the RGB cube. Counts what it encodes."""

    identity = EncoderIdentity("colours", "1", len(COLOURS))
    languages = ("en",)
    preprocess = Preprocess(16, 16, "squash", "bilinear", (0.0, 0.0, 0.0), (1.0, 1.0, 1.0))
    device = Device("cpu", "CPUExecutionProvider")

    def __init__(self) -> None:
        self.encoded = 0

    def encode_images(self, pixels: NDArray[np.uint8]) -> Vectors:
        self.encoded += len(pixels)
        corners = np.array(list(COLOURS.values()), np.float32)
        distances = ((pixels.reshape(len(pixels), -1, 1, 3) - corners) ** 2).sum(-1)
        shares = np.exp(-distances / 20000).mean(axis=1)
        return _unit(shares)

    def encode_texts(self, texts: Sequence[str]) -> Vectors:
        rows = [[float(colour in text.lower()) for colour in COLOURS] for text in texts]
        return _unit(np.array(rows, np.float32) + 0.01)


def _unit(rows: NDArray[np.float32]) -> Vectors:
    return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Iterator[None]:
    """Modules and tests live to the end: the collector need not look through them again and again."""
    gc.disable()
    found = yield
    gc.collect()
    gc.freeze()
    gc.enable()
    return found


@pytest.fixture(scope="session", autouse=True)
def waiting_decoders() -> Iterator[KeptDecoders]:
    """Decoding processes are lent from pool to pool: starting one takes longer than most of what it does."""
    kept = KeptDecoders()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pool, "ChildProcess", kept.lend)
        yield kept
    kept.close()


@pytest.fixture
def encoder() -> ColourEncoder:
    return ColourEncoder()


PaintPhoto = Callable[..., Path]


@pytest.fixture(scope="session")
def paint() -> PaintPhoto:
    """Writes a JPEG of mostly one colour; `seed` makes each a picture of its own."""

    def write(path: Path, colour: str = "red", seed: int = 0, taken: str | None = None) -> Path:
        path.parent.mkdir(parents=True, exist_ok=True)
        base = np.array(COLOURS[colour], np.int16)
        noise = np.random.default_rng(seed).integers(-40, 40, (48, 64, 3))
        image = Image.fromarray(np.clip(base + noise, 0, 255).astype(np.uint8))
        exif = Image.Exif()
        if taken:
            exif.get_ifd(0x8769)[0x9003] = taken
        image.save(path, quality=90, exif=exif)
        return path

    return write


PutBack = Callable[[Path], AbstractContextManager[None]]


@pytest.fixture
def put_back(tmp_path: Path) -> PutBack:
    """Leaves a folder as it was found: what took long to make is made once, and every test may change it."""

    @contextmanager
    def leave_as_found(folder: Path) -> Iterator[None]:
        kept = tmp_path / "as found"
        shutil.copytree(folder, kept, symlinks=True)
        yield
        for entry in folder.iterdir():
            shutil.rmtree(entry) if entry.is_dir() and not entry.is_symlink() else entry.unlink()
        shutil.copytree(kept, folder, symlinks=True, dirs_exist_ok=True)

    return leave_as_found


@pytest.fixture(scope="session")
def letter() -> Callable[..., Image.Image]:
    """Makes a picture with a text on it, English or Chinese, in large letters."""
    font = ImageFont.truetype(pylopdf_fonts_zh_cn.sans_path(), 56)

    def draw(text: str, size: tuple[int, int] = (640, 480), seed: int = 0) -> Image.Image:
        noise = np.random.default_rng(seed).integers(150, 180, (size[1], size[0], 3), np.uint8)
        image = Image.fromarray(noise)
        ImageDraw.Draw(image).multiline_text((40, 120), text, (20, 30, 40), font)
        return image

    return draw


@pytest.fixture(scope="session")
def test_data() -> Path:
    """The photographs for development, where FOVEA_TEST_DATA says they are."""
    where = os.environ.get("FOVEA_TEST_DATA")
    if not where or not Path(where).is_dir():
        pytest.skip("skipped: FOVEA_TEST_DATA does not name the folder of test photographs")
    return Path(where)
