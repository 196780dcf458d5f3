"""Real files to decode: made here by the libraries people's files come from, or by hand."""

from __future__ import annotations

import io
import struct
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import ExifTags, Image

from core.imaging import DecoderPool
from models import Preprocess


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


def _tiff_value(kind: int, values: tuple[int, ...] | bytes) -> tuple[int, bytes]:
    if isinstance(values, bytes):
        return len(values), values
    code = {1: "B", 3: "H", 4: "I", 5: "I", 10: "i"}[kind]
    return len(values) // (2 if kind in (5, 10) else 1), struct.pack(f"<{len(values)}{code}", *values)


def _tiff_directory(at: int, tags: dict[int, tuple[int, tuple[int, ...] | bytes]]) -> bytes:
    entries, extra = b"", b""
    extra_at = at + 2 + 12 * len(tags) + 4
    for tag, (kind, values) in sorted(tags.items()):
        count, data = _tiff_value(kind, values)
        if len(data) > 4:
            where = struct.pack("<I", extra_at + len(extra))
            extra += data + b"\0" * (len(data) % 2)
        else:
            where = data.ljust(4, b"\0")
        entries += struct.pack("<HHI", tag, kind, count) + where
    return struct.pack("<H", len(tags)) + entries + b"\0\0\0\0" + extra


@pytest.fixture(scope="session")
def dng() -> Callable[..., bytes]:
    """A DNG (Adobe DNG 1.4): a uniform grey sensor, orientation 6, and perhaps a JPEG preview."""

    def build(preview: Image.Image | None, width: int = 256, height: int = 160) -> bytes:
        sensor = struct.pack("<H", 9000) * (width * height)
        tags: dict[int, tuple[int, tuple[int, ...] | bytes]] = {
            254: (4, (0,)),
            256: (4, (width,)),
            257: (4, (height,)),
            258: (3, (16,)),
            259: (3, (1,)),
            262: (3, (32803,)),
            271: (2, b"Fovea\0"),
            272: (2, b"Test One\0"),
            273: (4, (8,)),
            274: (3, (6,)),
            277: (3, (1,)),
            278: (4, (height,)),
            279: (4, (len(sensor),)),
            306: (2, b"2019:05:04 13:37:00\0"),
            33421: (3, (2, 2)),
            33422: (1, (0, 1, 1, 2)),
            50706: (1, (1, 4, 0, 0)),
            50708: (2, b"Fovea Test One\0"),
            50717: (4, (16383,)),
            50721: (10, (1, 1, 0, 1, 0, 1, 0, 1, 1, 1, 0, 1, 0, 1, 0, 1, 1, 1)),
            50728: (5, (1, 1, 1, 1, 1, 1)),
            50778: (3, (21,)),
        }
        end = 8 + len(sensor)
        if preview is None:
            return struct.pack("<2sHI", b"II", 42, end) + sensor + _tiff_directory(end, tags)
        buffer = io.BytesIO()
        preview.save(buffer, "JPEG", quality=95)
        jpeg = buffer.getvalue() + b"\0" * (len(buffer.getvalue()) % 2)
        inner = _tiff_directory(
            end + len(jpeg),
            {
                254: (4, (1,)),
                256: (4, (preview.width,)),
                257: (4, (preview.height,)),
                258: (3, (8, 8, 8)),
                259: (3, (7,)),
                262: (3, (6,)),
                273: (4, (end,)),
                277: (3, (3,)),
                278: (4, (preview.height,)),
                279: (4, (len(jpeg),)),
            },
        )
        tags[330] = (4, (end + len(jpeg),))
        at = end + len(jpeg) + len(inner)
        return struct.pack("<2sHI", b"II", 42, at) + sensor + jpeg + inner + _tiff_directory(at, tags)

    return build


@pytest.fixture(scope="session")
def large_png(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sound picture of 100 megapixels: slow to decode, and 300 MB when it is."""
    path = tmp_path_factory.mktemp("large") / "large.png"
    Image.new("RGB", (10000, 10000), (90, 120, 60)).save(path, compress_level=1)
    return path
