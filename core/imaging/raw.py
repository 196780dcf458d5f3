"""Camera RAW: the preview that the camera made itself, else a half-size development."""

from __future__ import annotations

import io
from dataclasses import asdict, fields, replace

import rawpy
from PIL import Image

from core.errors import FailureReason, PhotoError
from core.imaging.decode import MAX_PIXELS, Needed, Picture, decode_plain, reduced, turned
from core.imaging.facts import ImageFacts
from core.imaging.metadata import Metadata, filled
from core.imaging.raw_metadata import read_raw_metadata

# LibRaw's `flip` (dcraw's) as an EXIF orientation.
_ORIENTATIONS = {0: 1, 3: 3, 5: 8, 6: 6}


def decode_raw(data: bytes, name: str, needed: Needed) -> Picture:
    """Decode a RAW file.

    Args:
        data: The whole file.
        name: What to call it in messages.
        needed: How large the result must be at least, if the camera's preview is.

    Returns:
        The picture; its facts have the sensor's upright size.

    Raises:
        PhotoError: LibRaw does not know it, or it is damaged.
    """
    try:
        with rawpy.imread(io.BytesIO(data)) as raw:
            return _decode_opened(raw, data, name, needed)
    except rawpy.LibRawFileUnsupportedError:
        raise PhotoError(
            FailureReason.UNSUPPORTED,
            f'"{name}" is a RAW file of a kind Fovea can\'t read, or is damaged.',
            "Save a copy as JPEG to have it found.",
        ) from None
    except (rawpy.LibRawUnsufficientMemoryError, rawpy.LibRawTooBigError) as error:
        raise MemoryError(str(error)) from None


def _decode_opened(raw: rawpy.RawPy, data: bytes, name: str, needed: Needed) -> Picture:
    sizes = raw.sizes
    turn = _ORIENTATIONS.get(sizes.flip, 1)
    sensor = (sizes.width, sizes.height)
    if sensor[0] * sensor[1] > MAX_PIXELS:
        raise PhotoError(FailureReason.TOO_LARGE, f'"{name}" is too large to be decoded ({sensor}).')
    upright = (sensor[1], sensor[0]) if turn >= 5 else sensor
    preview = _preview(raw, sensor, turn, name, needed)
    enough = needed(*upright)
    half = (upright[0] // 2, upright[1] // 2)
    if preview is not None and _covers(
        preview.image.size, (min(enough[0], half[0]), min(enough[1], half[1]))
    ):
        image = preview.image
    else:
        image = _developed(raw, enough, preview)
    metadata = read_raw_metadata(data)
    if preview is not None:
        metadata = filled(metadata, [_of_preview(preview.facts)])
    return Picture(image, ImageFacts("RAW", *upright, **asdict(replace(metadata, orientation=turn))))


def _covers(size: tuple[int, int], wanted: tuple[int, int]) -> bool:
    # A few lines fewer than the sensor has are cut off by every camera.
    return size[0] >= wanted[0] * 0.9 and size[1] >= wanted[1] * 0.9


def _developed(raw: rawpy.RawPy, enough: tuple[int, int], preview: Picture | None) -> Image.Image:
    try:
        # LibRaw turns it upright itself. 8 bits, sRGB, as the camera saw white.
        pixels = raw.postprocess(half_size=True, use_camera_wb=True, output_bps=8)
    except rawpy.LibRawError:
        if preview is None:
            raise
        return preview.image
    return reduced(Image.fromarray(pixels), enough)


def _preview(
    raw: rawpy.RawPy, sensor: tuple[int, int], turn: int, name: str, needed: Needed
) -> Picture | None:
    """The embedded preview, upright; None when there is none that can be decoded."""
    try:
        found = raw.extract_thumb()
        if not isinstance(found.data, bytes):  # ThumbFormat.BITMAP: RGB pixels
            image = Image.fromarray(found.data)
            image = turned(image, _preview_turn(image.size, sensor, turn))
            return Picture(reduced(image, needed(*image.size)), ImageFacts("BITMAP", *image.size))
        with Image.open(io.BytesIO(found.data), formats=("JPEG",)) as probe:
            preview_turn = _preview_turn(probe.size, sensor, turn)
        return decode_plain(found.data, name, "JPEG", needed, turn=preview_turn)
    except MemoryError:
        raise
    except Exception:  # a damaged preview is no reason to give the photo up
        return None


def _preview_turn(size: tuple[int, int], sensor: tuple[int, int], turn: int) -> int:
    """The turn a preview needs: the sensor's, unless the camera turned the preview already.

    The preview's own EXIF says nothing: some cameras leave 1 there, and LibRaw adds its own.
    """
    already = turn >= 5 and (size[0] > size[1]) != (sensor[0] > sensor[1])
    return 1 if already else turn


def _of_preview(facts: ImageFacts) -> Metadata:
    """What the preview's own metadata says."""
    return Metadata(**{part.name: getattr(facts, part.name) for part in fields(Metadata)})
