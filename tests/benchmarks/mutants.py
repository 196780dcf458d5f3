"""Damaged pictures, as disks, cables and ill will make them: seeded, from sound files of every format."""

from __future__ import annotations

import contextlib
import io
import random
import struct
import warnings
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pillow_heif
from PIL import ExifTags, Image

from core.imaging import PHOTO_SUFFIXES

_MAX_SOURCE = 512 << 10
_HEADER = 400
_MAGIC = (0, 1, 0x7F, 0x80, 0xFF, 0x7FFF, 0x8000, 0xFFFF, 0x10000, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF)
_HUGE = (0, 1, 15_000, 30_000, 0xFFFF, 0x7FFFFFFF, 0xFFFFFFFF)


@dataclass(frozen=True, slots=True)
class Source:
    """A file to damage.

    Attributes:
        suffix: Of its name; one that a scan takes.
        data: All of it.
        size: Width and height in pixels, where Pillow can say.
    """

    suffix: str
    data: bytes
    size: tuple[int, int] | None


def sources(camera_photos: Path | None) -> list[Source]:
    """Files to damage: one of every format and variant made here, and the small ones of a folder.

    Args:
        camera_photos: Real files of cameras and of other projects' tests, sound and broken; None: no more.
    """
    found = [Source(suffix, data, _size(data)) for suffix, data in _made()]
    for path in sorted(camera_photos.rglob("*")) if camera_photos else ():
        if path.is_file() and 0 < path.stat().st_size <= _MAX_SOURCE:
            data = path.read_bytes()
            suffix = path.suffix.lower()
            found.append(Source(suffix if suffix in PHOTO_SUFFIXES else ".jpg", data, _size(data)))
    return found


def _made() -> Iterator[tuple[str, bytes]]:
    noise = np.random.default_rng(5).integers(0, 256, (12, 18, 4), dtype=np.uint8)
    rgba = Image.fromarray(noise, "RGBA").resize((144, 96), Image.Resampling.BICUBIC)
    rgb, grey = rgba.convert("RGB"), rgba.convert("L")
    deep = Image.fromarray(np.asarray(grey, np.uint16) * 257)
    exif = Image.Exif()
    exif[0x010F], exif[0x0112] = "Fovea", 6
    exif.get_ifd(ExifTags.IFD.Exif).update({0x9003: "2019:05:04 13:37:00", 0x829A: 0.004})
    exif.get_ifd(ExifTags.IFD.GPSInfo).update({1: "N", 2: (43.0, 28.0, 2.8), 3: "E", 4: (11.0, 53.0, 6.4)})
    variants: list[tuple[str, str, Image.Image, dict[str, object]]] = [
        (".jpg", "JPEG", rgb, {"exif": exif}),
        (".jpg", "JPEG", rgb, {"progressive": True, "subsampling": 2}),
        (".jpg", "JPEG", rgb.convert("CMYK"), {}),
        (".jpg", "JPEG", grey, {"restart_marker_rows": 1}),
        (".mpo", "MPO", rgb, {"save_all": True, "append_images": [rgb.rotate(90)]}),
        (".png", "PNG", rgba, {"exif": exif}),
        (".png", "PNG", rgb.quantize(16), {"transparency": 3}),
        (".png", "PNG", deep, {}),
        (".apng", "PNG", rgb, {"save_all": True, "append_images": [rgb.rotate(90)]}),
        (".webp", "WEBP", rgb, {"exif": exif}),
        (".webp", "WEBP", rgba, {"lossless": True}),
        (".webp", "WEBP", rgb, {"save_all": True, "append_images": [rgb.rotate(180)]}),
        (".gif", "GIF", rgb, {"save_all": True, "append_images": [rgb.rotate(180)]}),
        (".bmp", "BMP", rgb, {}),
        (".bmp", "BMP", rgb.quantize(16), {}),
        (".tif", "TIFF", rgb, {"exif": exif}),
        (".tif", "TIFF", rgb, {"compression": "tiff_lzw"}),
        (".tif", "TIFF", rgb, {"compression": "jpeg"}),
        (".tif", "TIFF", deep, {"compression": "tiff_adobe_deflate"}),
        (".tif", "TIFF", grey.convert("1"), {"compression": "group4"}),
        (".avif", "AVIF", rgba, {"exif": exif}),
        (".jp2", "JPEG2000", rgb, {}),
        (".tga", "TGA", rgba, {"compression": "tga_rle"}),
    ]
    for suffix, name, image, options in variants:
        buffer = io.BytesIO()
        image.save(buffer, name, **options)
        yield suffix, buffer.getvalue()
    buffer = io.BytesIO()
    pillow_heif.from_pillow(rgba).save(buffer, exif=exif.tobytes())
    yield ".heic", buffer.getvalue()
    if find_spec("pylibjxl"):
        import pylibjxl  # noqa: PLC0415 - not on every system

        yield ".jxl", pylibjxl.encode(np.asarray(rgba), lossless=True)
        yield ".jxl", pylibjxl.encode(np.asarray(rgb))


def _size(data: bytes) -> tuple[int, int] | None:
    quietly = warnings.catch_warnings(action="ignore")
    with quietly, contextlib.suppress(Exception), Image.open(io.BytesIO(data)) as image:
        return image.size
    return None


def mutant(chance: random.Random, files: list[Source]) -> tuple[str, bytes]:
    """Damage one file, in one to three ways.

    Returns:
        The suffix for its name, and its bytes.
    """
    source = chance.choice(files)
    data = bytearray(source.data)
    for _ in range(chance.choice((1, 1, 2, 3))):
        damage = chance.choice(_DAMAGES)
        damage(chance, data, source, files)
    if data[:4] == b"\x89PNG" and chance.random() < 0.5:
        data = _with_checksums(data)  # or no decoder would look any further
    return source.suffix, bytes(data)


def mutant_sidecar(chance: random.Random) -> tuple[str, bytes]:
    """Damage a file that another program wrote beside a photo.

    Returns:
        The suffix for its name, and its bytes.
    """
    suffix = chance.choice((".xmp", ".json"))
    if chance.random() < 0.1:
        return suffix, chance.choice(_BOMBS[suffix])
    texts = [Source(suffix, _SIDECARS[suffix], None)]
    data = bytearray(texts[0].data)
    for _ in range(chance.choice((1, 2, 3))):
        chance.choice(_DAMAGES)(chance, data, texts[0], texts)
    return suffix, bytes(data)


def _at(chance: random.Random, data: bytearray) -> int:
    """A place; half of the time near the beginning, where decoders read sizes and offsets."""
    end = len(data) if chance.random() < 0.5 else min(_HEADER, len(data))
    return chance.randrange(max(1, end))


def _flip(chance: random.Random, data: bytearray, _: Source, __: list[Source]) -> None:
    for _number in range(chance.choice((1, 2, 5, 20)) if data else 0):
        data[_at(chance, data)] ^= 1 << chance.randrange(8)


def _rubbish(chance: random.Random, data: bytearray, _: Source, __: list[Source]) -> None:
    at = _at(chance, data)
    data[at : at + 8] = chance.randbytes(min(8, len(data) - at))


def _truncate(chance: random.Random, data: bytearray, _: Source, __: list[Source]) -> None:
    del data[_at(chance, data) :]


def _splice(chance: random.Random, data: bytearray, source: Source, files: list[Source]) -> None:
    alike = [other for other in files if other.suffix == source.suffix]
    other = chance.choice(alike if chance.random() < 0.7 else files).data
    at = _at(chance, data)
    data[at:] = (
        other[min(at, len(other)) :] if chance.random() < 0.5 else other[chance.randrange(len(other)) :]
    )


def _duplicate(chance: random.Random, data: bytearray, _: Source, __: list[Source]) -> None:
    start = _at(chance, data)
    at = _at(chance, data)
    data[at:at] = data[start : start + chance.choice((2, 16, 64, 1024))] * chance.choice((1, 1, 2, 50))


def _remove(chance: random.Random, data: bytearray, _: Source, __: list[Source]) -> None:
    at = _at(chance, data)
    del data[at : at + chance.choice((1, 2, 4, 12, 200))]


def _run(chance: random.Random, data: bytearray, _: Source, __: list[Source]) -> None:
    at = _at(chance, data)
    length = min(chance.choice((4, 64, 512, 8192)), len(data) - at)
    data[at : at + length] = bytes([chance.choice((0, 0, 0xFF))]) * length


def _magic(chance: random.Random, data: bytearray, _: Source, __: list[Source]) -> None:
    for _number in range(chance.choice((1, 1, 3))):
        _put(chance, data, _at(chance, data), chance.choice((1, 2, 4)), chance.choice(_MAGIC))


def _resize(chance: random.Random, data: bytearray, source: Source, _: list[Source]) -> None:
    """Claim another width or height, wherever the true one is written."""
    if source.size is None:
        return
    claimed = chance.choice(_HUGE)
    for edge in source.size if chance.random() < 0.5 else (chance.choice(source.size),):
        for code in ("<I", ">I", "<H", ">H"):
            length = struct.calcsize(code)
            if edge >= 1 << (8 * length):
                continue
            at = data.find(struct.pack(code, edge))
            if at >= 0:
                data[at : at + length] = struct.pack(code, claimed & ((1 << (8 * length)) - 1))
                break


def _put(chance: random.Random, data: bytearray, at: int, length: int, value: int) -> None:
    written = (value & ((1 << (8 * length)) - 1)).to_bytes(length, chance.choice(("little", "big")))
    data[at : at + length] = written[: max(0, len(data) - at)]


_DAMAGES: tuple[Callable[[random.Random, bytearray, Source, list[Source]], None], ...] = (
    _flip,
    _rubbish,
    _truncate,
    _splice,
    _duplicate,
    _remove,
    _run,
    _magic,
    _magic,
    _resize,
    _resize,
)


_SIDECARS = {
    ".xmp": b"""<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:exif="http://ns.adobe.com/exif/1.0/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" exif:DateTimeOriginal="2019-05-04T13:37:00.25+02:00"
 xmp:Rating="3" exif:GPSLatitude="46,37.44N" exif:GPSLongitude="8,2.16E">
<dc:subject><rdf:Bag><rdf:li>Alps</rdf:li></rdf:Bag>
</dc:subject><dc:title><rdf:Alt><rdf:li xml:lang="x-default">Evening</rdf:li></rdf:Alt></dc:title>
</rdf:Description></rdf:RDF></x:xmpmeta>""",
    ".json": b"""{"title": "photo.jpg", "description": "Evening",
"photoTakenTime": {"timestamp": "1556969820"},
"geoData": {"latitude": 46.624, "longitude": 8.036, "altitude": 1034.0}, "people": [{"name": "Anna"}],
"favorited": true}""",
}
# A billion laughs, a quadratic blow-up, nesting without end, numbers without end.
_BOMBS = {
    ".xmp": (
        b'<!DOCTYPE a [<!ENTITY e0 "ha">'
        + b"".join(b'<!ENTITY e%d "%s">' % (n, b"&e%d;" % (n - 1) * 10) for n in range(1, 12))
        + b"]><a>&e11;</a>",
        b'<!DOCTYPE a [<!ENTITY e "' + b"x" * 50_000 + b'">]><a>' + b"&e;" * 50_000 + b"</a>",
        b'<!DOCTYPE a [<!ENTITY e SYSTEM "file:///dev/zero">]><a>&e;</a>',
        b"<a>" * 200_000,
    ),
    ".json": (
        b"[" * 200_000,
        b'{"photoTakenTime": {"timestamp": "' + b"9" * 100_000 + b'"}}',
        b'{"photoTakenTime": {"timestamp": ' + b"9" * 100_000 + b"}}",
        b'{"geoData": {"latitude": 1e999, "longitude": NaN}}',
    ),
}


def _with_checksums(data: bytearray) -> bytearray:
    """A PNG whose chunks all have the right CRC again (PNG, third edition, 5.3)."""
    mended, at = bytearray(data), 8
    while at + 12 <= len(mended):
        (length,) = struct.unpack_from(">I", mended, at)
        end = at + 8 + length
        if end + 4 > len(mended):
            break
        struct.pack_into(">I", mended, end, zlib.crc32(mended[at + 4 : end]))
        at = end + 4
    return mended
