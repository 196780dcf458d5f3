"""Whatever the bytes: a photo or a PhotoError, and the pool goes on."""

from __future__ import annotations

import io
from pathlib import Path

import pillow_heif
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import ExifTags, Image

from core.errors import FailureReason, PhotoError
from core.imaging import DecoderPool

_EXPECTED = set(FailureReason) - {FailureReason.CRASHED, FailureReason.TIMED_OUT}
_SETTINGS = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


def _seed(kind: str) -> bytes:
    image = Image.effect_noise((96, 64), 80).convert("RGB")
    exif = Image.Exif()
    exif[0x010F], exif[0x0112] = "Fovea", 6
    exif.get_ifd(ExifTags.IFD.Exif).update({0x9003: "2019:05:04 13:37:00", 0x829A: 0.004})
    exif.get_ifd(ExifTags.IFD.GPSInfo).update({1: "N", 2: (43.0, 28.0, 2.8), 3: "E", 4: (11.0, 53.0, 6.4)})
    buffer = io.BytesIO()
    if kind == "HEIF":
        pillow_heif.from_pillow(image).save(buffer, exif=exif.tobytes())
    else:
        image.save(buffer, kind, exif=exif)
    return buffer.getvalue()


_SEEDS = {kind: _seed(kind) for kind in ("JPEG", "PNG", "TIFF", "WEBP", "GIF", "HEIF", "AVIF")}


def survives(pool: DecoderPool, path: Path, data: bytes) -> None:
    path.write_bytes(data)
    try:
        photo = pool.decode(path).result(30)
    except PhotoError as error:
        assert error.reason in _EXPECTED, error
        assert str(path) in error.problem
    else:
        assert photo.facts.width > 0
        assert photo.facts.height > 0
        assert len(photo.pixels_digest) == 16


@pytest.mark.parametrize("kind", sorted(_SEEDS))
@_SETTINGS
@given(choice=st.data())
def test_damaged_bytes(pool: DecoderPool, tmp_path: Path, kind: str, choice: st.DataObject) -> None:
    data = bytearray(_SEEDS[kind])
    # Headers and directories are where decoders go wrong, so half of the hits are there.
    places = st.integers(0, min(400, len(data) - 1)) | st.integers(0, len(data) - 1)
    for at, value in choice.draw(st.lists(st.tuples(places, st.integers(0, 255)), min_size=1, max_size=12)):
        data[at] = value
    if choice.draw(st.booleans()):
        del data[choice.draw(places) :]
    survives(pool, tmp_path / "a.jpg", bytes(data))


@_SETTINGS
@given(exif=st.binary(max_size=300), endian=st.sampled_from([b"II*\0\x08\0\0\0", b"MM\0*\0\0\0\x08", b""]))
def test_rubbish_in_the_exif_is_no_reason(
    pool: DecoderPool, tmp_path: Path, exif: bytes, endian: bytes
) -> None:
    buffer = io.BytesIO()
    Image.new("RGB", (40, 30)).save(buffer, "JPEG", exif=b"Exif\0\0" + endian + exif)
    (tmp_path / "a.jpg").write_bytes(buffer.getvalue())
    facts = pool.decode(tmp_path / "a.jpg").result(30).facts
    assert sorted((facts.width, facts.height)) == [30, 40]
