"""A part of a photo, as a viewer asks for it who zooms in: upright, in place, no larger than wanted."""

from __future__ import annotations

import io
from collections.abc import Callable

import numpy as np
import pytest
from PIL import Image

from core.imaging import DecoderPool

WAIT = 30


@pytest.mark.parametrize("orientation", [1, 3, 6, 8])
def test_a_part_of_a_turned_photo_is_what_is_seen_there(
    pool: DecoderPool,
    scene: Image.Image,
    stored_for: Callable[[Image.Image, int], Image.Image],
    exif_with: Callable[..., Image.Exif],
    orientation: int,
) -> None:
    large = scene.resize((1200, 800), Image.Resampling.NEAREST)
    buffer = io.BytesIO()
    exif = exif_with({0x0112: orientation})
    stored_for(large, orientation).save(buffer, "JPEG", quality=95, exif=exif)
    part = (0.5, 0.25, 1.0, 0.75)
    found = pool.render(buffer.getvalue(), 300, part).result(WAIT)
    assert (found.full_width, found.full_height) == (1200, 800)
    assert (found.width, found.height) == (300, 200)
    seen = np.frombuffer(found.rgb, np.uint8).reshape(200, 300, 3).astype(int)
    expected = np.asarray(large.crop((600, 200, 1200, 600)).resize((300, 200), Image.Resampling.BOX), int)
    assert np.abs(seen - expected).mean() < 4


def test_at_its_own_size_no_pixel_is_lost_or_shifted(pool: DecoderPool) -> None:
    pixels = np.random.default_rng(3).integers(0, 256, (300, 400, 3), np.uint8)
    buffer = io.BytesIO()
    Image.fromarray(pixels).save(buffer, "PNG")
    found = pool.render(buffer.getvalue(), 200, (0.25, 0.5, 0.75, 1.0)).result(WAIT)
    assert np.array_equal(
        np.frombuffer(found.rgb, np.uint8).reshape(found.height, found.width, 3), pixels[150:, 100:300]
    )
    # However small a part is, it is at least a pixel.
    tiny = pool.render(buffer.getvalue(), 50, (1.0, 1.0, 1.0, 1.0)).result(WAIT)
    assert (tiny.width, tiny.height) == (1, 1) and tiny.rgb == pixels[-1, -1].tobytes()
