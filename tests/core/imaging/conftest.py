"""Real files to decode: made here by the libraries people's files come from, or by hand."""

from __future__ import annotations

import math
import struct
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
from PIL import ExifTags, Image

import core.imaging.pool
from core.imaging import DecoderPool
from core.imaging.facts import SidecarFacts
from core.imaging.metadata import Metadata
from core.imaging.process import ChildProcess
from models import Preprocess
from tests.decoders_kept import KeptDecoders


@pytest.fixture(scope="module", autouse=True)
def own_decoders(waiting_decoders: KeptDecoders) -> Iterator[None]:
    """Here pools start and end decoding processes of their own: that is what is proved."""
    waiting_decoders.let_go()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(core.imaging.pool, "ChildProcess", ChildProcess)
        yield


@pytest.fixture
def preprocess() -> Preprocess:
    return Preprocess(32, 24, "squash", "bilinear", (0.5, 0.5, 0.5), (0.5, 0.5, 0.5))


@pytest.fixture(scope="module")
def pool() -> Iterator[DecoderPool]:
    with DecoderPool(None, 2) as pool:
        yield pool


@pytest.fixture(scope="session")
def scene() -> Image.Image:
    """An upright picture that looks different in each of the eight orientations."""
    image = Image.new("RGB", (120, 80), (40, 90, 200))
    image.paste((220, 30, 30), (0, 0, 60, 40))  # red: top left
    image.paste((30, 200, 60), (60, 0, 120, 40))  # green: top right; blue: below
    return image


@pytest.fixture(scope="session")
def stored_for() -> Callable[[Image.Image, int], Image.Image]:
    """How a camera stores an upright picture that carries an EXIF orientation."""
    # The inverse of what a viewer does; 6 and 8 are each other's.
    undo = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }
    return lambda image, turn: image if turn == 1 else image.transpose(undo[turn])


@pytest.fixture(scope="session")
def exif_with() -> Callable[..., Image.Exif]:
    """EXIF of main tags, Exif tags and GPS tags."""

    def build(
        main: dict[int, object] | None = None,
        exif: dict[int, object] | None = None,
        gps: dict[int, object] | None = None,
    ) -> Image.Exif:
        built = Image.Exif()
        for tag, value in (main or {}).items():
            built[tag] = value
        if exif:
            built.get_ifd(ExifTags.IFD.Exif).update(exif)
        if gps:
            built.get_ifd(ExifTags.IFD.GPSInfo).update(gps)
        return built

    return build


@pytest.fixture(scope="session")
def sane() -> Callable[[Metadata | SidecarFacts], None]:
    """Whatever was read, this holds of it."""

    def check(facts: Metadata | SidecarFacts) -> None:
        if facts.taken_at is not None:
            datetime.fromisoformat(facts.taken_at)
        assert facts.utc_offset is None or abs(facts.utc_offset) <= 14 * 60
        assert (facts.latitude is None) == (facts.longitude is None)
        if facts.latitude is not None and facts.longitude is not None:
            assert abs(facts.latitude) <= 90
            assert abs(facts.longitude) <= 180
        assert facts.rating is None or -1 <= facts.rating <= 5
        words = [facts.title, facts.caption, *facts.keywords]
        if isinstance(facts, Metadata):
            assert 1 <= facts.orientation <= 8
            words += [facts.camera_make, facts.camera_model, facts.lens, facts.projection]
            for number in (facts.iso, facts.f_number, facts.exposure_s, facts.focal_length_mm):
                assert number is None or (math.isfinite(number) and number > 0)
        for word in words:
            assert word is None or (word.strip() == word != "" and word.isprintable() and len(word) <= 2000)
            (word or "").encode("utf-8")
        assert len(facts.keywords) == len(set(facts.keywords)) <= 200

    return check


@pytest.fixture(scope="session")
def icc() -> Callable[[bytes, dict[bytes, bytes]], bytes]:
    """A minimal ICC profile (ICC.1:2001-04): header, tag table, tags."""

    def build(space: bytes, tags: dict[bytes, bytes]) -> bytes:
        table, body = b"", b""
        start = 128 + 4 + 12 * len(tags)
        for name, data in tags.items():
            table += struct.pack(">4sII", name, start + len(body), len(data))
            body += data + b"\0" * (-len(data) % 4)
        header = struct.pack(">I4sI4s4s4s", start + len(body), b"", 0x02400000, b"mntr", space, b"XYZ ")
        header += b"\0" * 12 + b"acsp" + b"\0" * 28 + struct.pack(">III", 0xF6D6, 0x10000, 0xD32D)
        return header.ljust(128, b"\0") + struct.pack(">I", len(tags)) + table + body

    return build


@pytest.fixture(scope="session")
def large_png(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sound picture of 100 megapixels: slow to decode, and 300 MB when it is."""
    path = tmp_path_factory.mktemp("large") / "large.png"
    Image.new("RGB", (10000, 10000), (90, 120, 60)).save(path, compress_level=1)
    return path
