"""Films stored in photos: Samsung's trailer and Android's box, made by hand."""

from __future__ import annotations

import io
import struct

import pillow_heif
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from core.imaging.decode import decode, needed_for_work
from core.imaging.motion import has_clip


def trailer(kinds: list[int]) -> bytes:
    """Samsung's: here with empty blocks of the given kinds."""
    directory = b"SEFH" + struct.pack("<II", 107, len(kinds))
    directory += b"".join(struct.pack("<HHII", 0, kind, 0, 0) for kind in kinds)
    return directory + struct.pack("<I", len(directory)) + b"SEFT"


def test_samsungs_trailer(scene: Image.Image) -> None:
    buffer = io.BytesIO()
    scene.save(buffer, "JPEG")
    for kinds, expected in (([0x0A01, 0x0A30], True), ([0x0A01], False), ([], False)):
        data = buffer.getvalue() + b"\0\0\0\x18ftypmp42" + trailer(kinds)
        assert has_clip(data) == expected
        assert decode(data, "a.jpg", ".jpg", needed_for_work).facts.has_clip == expected


def test_a_box_beside_the_picture(scene: Image.Image) -> None:
    buffer = io.BytesIO()
    pillow_heif.from_pillow(scene).save(buffer)
    film = b"film" * 100
    box = (len(film) + 8).to_bytes(4, "big") + b"mpvd" + film
    assert not decode(buffer.getvalue(), "a.heic", ".heic", needed_for_work).facts.has_clip
    assert decode(buffer.getvalue() + box, "a.heic", ".heic", needed_for_work).facts.has_clip


@given(st.binary(max_size=60), st.integers(0, 2**32 - 1))
def test_anything(data: bytes, size: int) -> None:
    for rubbish in (
        data,
        data + size.to_bytes(4, "little") + b"SEFT",
        data + b"SEFH" + data + struct.pack("<I", len(data) + 4) + b"SEFT",
        b"\0\0\0\x18ftypheic" + data,
    ):
        assert has_clip(rubbish) in (True, False)
