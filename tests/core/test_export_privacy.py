"""No copy tells where a photo was taken, however the photo does; the picture stays what it was."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms

from core.imaging.encoding import encode_copy
from core.imaging.protocol import CopyFormat, CopyJob
from core.imaging.stripping import jpeg_picture, png_picture, segment
from tests.benchmarks.carriers import CARRIERS, carrying
from tests.benchmarks.positions import Position

PHOTOS = Path(__file__).parents[1] / "photos"


def written(form: str, mode: str = "RGB", **options: object) -> bytes:
    pixels = np.random.default_rng(3).integers(0, 255, (40, 56, 3), np.uint8)
    file = io.BytesIO()
    Image.fromarray(pixels).convert(mode).save(file, form, **options)
    return file.getvalue()


def pixels(data: bytes) -> bytes:
    with Image.open(io.BytesIO(data)) as image:
        return image.tobytes()


JPEGS = [
    written("JPEG", quality=90),
    written("JPEG", quality=70, progressive=True, subsampling=2),
    written("JPEG", mode="L", restart_marker_rows=1),
    written("JPEG", mode="CMYK"),
]
places = st.tuples(st.floats(-89.9, 89.9), st.floats(-179.9, 179.9))


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(JPEGS), st.lists(st.sampled_from(CARRIERS), min_size=1, max_size=8), places)
def test_whatever_carries_the_place_is_gone(
    jpeg: bytes, carriers: list[str], place: tuple[float, float]
) -> None:
    told = jpeg
    for carrier in carriers:
        told = carrying(told, carrier, *place)
    position = Position.at(*place)
    assert told != jpeg
    left = jpeg_picture(told)
    assert left is not None
    assert position.shows_in(left) == []
    assert pixels(left) == pixels(jpeg)
    with Image.open(io.BytesIO(left)) as image:
        assert len(image.getexif()) == 0
        assert set(image.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density", "progressive",
                                   "progression", "adobe", "adobe_transform"}  # fmt: skip


def test_copies_made_anew_tell_nothing_either(tmp_path: Path) -> None:
    place = (48.858370, -122.294481)
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("XYZ")).tobytes()
    told = written("JPEG", quality=95, icc_profile=profile)
    for carrier in CARRIERS:
        told = carrying(told, carrier, *place)
    (tmp_path / "told.jpg").write_bytes(told)
    nothing = Image.Exif().tobytes()
    ways: list[tuple[CopyFormat | None, int | None]] = [
        ("jpeg", None), ("png", None), ("webp", None), ("avif", None), (None, 20)
    ]  # fmt: skip
    for form, edge in ways:
        made = encode_copy(CopyJob(tmp_path / "told.jpg", form, edge, 90, nothing, b""))
        assert Position.at(*place).shows_in(made.data) == []
        with Image.open(io.BytesIO(made.data)) as image:
            assert max(image.size) == (edge or 56)
            assert len(image.getexif()) == 0
            assert not {"comment", "icc_profile", "xmp", "photoshop"} & image.info.keys()


@pytest.mark.parametrize("carrier", CARRIERS)
def test_the_test_itself_would_see_the_place(carrier: str) -> None:
    place = (48.858370, -122.294481)
    assert Position.at(*place).shows_in(carrying(JPEGS[0], carrier, *place))


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=200), st.integers(2, len(JPEGS[0]) - 1), st.sampled_from(JPEGS))
def test_damage_is_never_taken_for_a_picture_of_another_kind(junk: bytes, at: int, jpeg: bytes) -> None:
    at = min(at, len(jpeg))
    left = jpeg_picture(jpeg[:at] + junk + jpeg[at + len(junk) :])
    assert left is None or (left[:2] == b"\xff\xd8" and left.endswith(b"\xff\xd9"))
    assert jpeg_picture(junk) is None or junk[:2] == b"\xff\xd8"


def test_real_photos_stay_bit_for_bit() -> None:
    for path in sorted(PHOTOS.rglob("*.jpg")):
        data = path.read_bytes()
        left = jpeg_picture(data, segment(0xFE, b"beside"))
        assert left is not None, path
        assert b"beside" in left[:60]
        assert len(left) <= len(data) + 10
    assert pixels(left) == pixels(data)


def test_colour_profiles_stay(tmp_path: Path) -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    for form, strip in (("JPEG", jpeg_picture), ("PNG", png_picture)):
        left = strip(written(form, icc_profile=profile))
        assert left is not None
        with Image.open(io.BytesIO(left)) as image:
            assert image.info["icc_profile"] == profile


def test_of_a_png_the_picture_is_left() -> None:
    from PIL import PngImagePlugin  # noqa: PLC0415

    texts = PngImagePlugin.PngInfo()
    texts.add_text("Location", "+48.858370-122.294481/")
    texts.add_itxt("XML:com.adobe.xmp", "<x>GPSLatitude</x>")
    plain = written("PNG", mode="RGBA")
    told = (
        written("PNG", mode="RGBA", pnginfo=texts, exif=Image.Exif().tobytes() + b"48.858370") + b"48.858370"
    )
    left = png_picture(told)
    assert left is not None
    assert pixels(left) == pixels(plain)
    for sign in (b"48.858", b"GPSLatitude", b"Location"):
        assert sign in told
        assert sign not in left
    assert png_picture(told[:60]) is None
    assert png_picture(b"nothing") is None
