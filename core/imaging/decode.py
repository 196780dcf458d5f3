"""Bytes -> one upright sRGB picture, just as large as it is needed. Runs in a child process.

A picture is scaled down as early as its format allows (JPEG while it is decoded, the
others by averaging whole blocks), and only then turned, colour-managed and put on white:
the same steps for all formats, at a fraction of the cost.
"""

from __future__ import annotations

import io
import math
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace

from PIL import (
    AvifImagePlugin,
    BmpImagePlugin,
    GifImagePlugin,
    Image,
    ImageFile,
    Jpeg2KImagePlugin,
    JpegImagePlugin,
    MpoImagePlugin,
    PngImagePlugin,
    TgaImagePlugin,
    TiffImagePlugin,
    UnidentifiedImageError,
    WebPImagePlugin,
)

from core.errors import FailureReason, PhotoError
from core.imaging.colour import simplify, to_srgb
from core.imaging.embedded import read_metadata
from core.imaging.facts import ImageFacts
from core.imaging.formats import HEAD_BYTES, PILLOW_FORMATS, UNSUPPORTED_KINDS, sniff
from core.imaging.metadata import Metadata
from core.imaging.reading import not_a_picture
from core.imaging.tiff import counted_from_black, unsupported_kind

# Imported for what they register: Pillow would otherwise load all its 45 plugins at the first rare format.
_PLUGINS = (
    AvifImagePlugin,
    BmpImagePlugin,
    GifImagePlugin,
    Jpeg2KImagePlugin,
    JpegImagePlugin,
    MpoImagePlugin,
    PngImagePlugin,
    TgaImagePlugin,
    TiffImagePlugin,
    WebPImagePlugin,
)

WORKING_EDGE = 520
"""Short edge, at least, of the picture that thumbnails and encoders' pixels are made from.

Twice the starter's 260: scaling to 2x while decoding and then resizing costs a quarter of
a full decode and shows no difference. It must not depend on who asks, or the thumbnail and
its digest would change with the encoder.
"""

MAX_PIXELS = 250_000_000
MAX_JPEG_PIXELS = 1_000_000_000
"""JPEGs may be larger, because they are never decoded at full size when they are."""

Needed = Callable[[int, int], tuple[int, int]]
"""From a picture's size to the smallest size that will do."""

Part = tuple[float, float, float, float]
"""Left, top, right and bottom of a part of an upright picture, in parts of its width and height."""

_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


@dataclass(frozen=True, slots=True)
class Picture:
    """A decoded picture: upright, mode "RGB", sRGB, at least as large as needed; and its facts."""

    image: Image.Image
    facts: ImageFacts


def prepare() -> None:
    """Set Pillow up for untrusted files; once, in the child only: it is global."""
    Image.MAX_IMAGE_PIXELS = MAX_JPEG_PIXELS // 2  # Pillow warns above this and refuses above twice this
    ImageFile.LOAD_TRUNCATED_IMAGES = False


def needed_for_work(width: int, height: int) -> tuple[int, int]:
    """The size that thumbnails and encoders need."""
    return _scaled(width, height, WORKING_EDGE / max(1, min(width, height)))


def needed_for_view(max_edge: int, part: Part | None = None) -> Needed:
    """The size that a viewer of so many pixels needs, who looks at all of a picture or at a part.

    A part is of the upright picture, and whether a size is of that is not known yet: it suffices either way.
    """
    across, down = (part[2] - part[0], part[3] - part[1]) if part else (1.0, 1.0)

    def needed(width: int, height: int) -> tuple[int, int]:
        longest = max(1.0, min(max(width * across, height * down), max(width * down, height * across)))
        return _scaled(width, height, max_edge / longest)

    return needed


def cropped(image: Image.Image, part: Part | None) -> Image.Image:
    """Cut a part out of an upright picture; at least one pixel. None: all of it.

    Args:
        image: The picture.
        part: Left, top, right and bottom in parts of its width and height; what lies outside is not there.
    """
    if part is None:
        return image
    width, height = image.size
    # A part that begins at a pixel begins there, whatever became of it as a fraction.
    near = 1e-6
    left = min(max(0, math.floor(part[0] * width + near)), width - 1)
    top = min(max(0, math.floor(part[1] * height + near)), height - 1)
    right = min(max(left + 1, math.ceil(part[2] * width - near)), width)
    bottom = min(max(top + 1, math.ceil(part[3] * height - near)), height)
    return image.crop((left, top, right, bottom))


def _scaled(width: int, height: int, scale: float) -> tuple[int, int]:
    if scale >= 1:
        return width, height
    return max(1, math.ceil(width * scale)), max(1, math.ceil(height * scale))


def decode(data: bytes, name: str, suffix: str, needed: Needed) -> Picture:
    """Decode a picture.

    Args:
        data: The whole file.
        name: What to call it in messages.
        suffix: The name's suffix, lower case with the dot, or "".
        needed: How large the result must be at least.

    Returns:
        The picture and its facts.

    Raises:
        PhotoError: It can't be decoded.
    """
    kind = sniff(data[:HEAD_BYTES], suffix)
    if kind is None:
        raise not_a_picture(name)
    if kind in UNSUPPORTED_KINDS:
        raise _unsupported(name, f"{UNSUPPORTED_KINDS[kind]}, which Fovea can't read")
    try:
        if kind == "RAW":
            # Imported late: few people have RAW files, and it costs a tenth of a second.
            from core.imaging.raw import decode_raw  # noqa: PLC0415

            return decode_raw(data, name, needed)
        return decode_plain(data, name, kind, needed)
    except (PhotoError, MemoryError):
        raise
    except Exception as error:  # decoders raise whatever the damage led them to
        raise _explain(error, name) from error


def decode_plain(data: bytes, name: str, kind: str, needed: Needed, *, turn: int | None = None) -> Picture:
    """Decode anything but RAW.

    Args:
        data: The whole file.
        name: What to call it in messages.
        kind: What `sniff` said.
        needed: How large the result must be at least.
        turn: The EXIF orientation to apply in place of the picture's own.

    Returns:
        The picture and its facts.

    Raises:
        Exception: Whatever the decoder raises; `decode` puts it into words.
    """
    image = _opened(data, name, kind)
    full = image.size
    _check_size(full, name, MAX_JPEG_PIXELS if kind == "JPEG" else MAX_PIXELS)
    profile = image.info.get("icc_profile")
    # PNG and the like keep their EXIF behind the pixels; TIFF and JPEG lose their file after loading.
    late = kind in ("PNG", "WEBP", "AVIF", "GIF", "JPEG2000", "JXL")
    metadata = Metadata() if late else read_metadata(image, data)
    if kind == "JPEG":
        image.draft("RGB", needed(*full))
    image.load()
    if late:
        metadata = read_metadata(image, data)
    if kind in ("HEIF", "TIFF", "JXL"):
        # Turned already: by libheif, by Pillow while it loads a TIFF, by libjxl.
        full = image.size
        turn = 1
    if kind == "HEIF":
        # pi-heif resets the tag, and notes what stood there.
        metadata = replace(metadata, orientation=_as_orientation(image.info.get("original_orientation")))
    if turn is None:
        turn = metadata.orientation
    upright = turned(to_srgb(reduced(simplify(counted_from_black(image)), needed(*full)), profile), turn)
    width, height = (full[1], full[0]) if turn >= 5 else full
    return Picture(upright, ImageFacts(kind, width, height, **asdict(metadata)))


def reduced(image: Image.Image, needed: tuple[int, int]) -> Image.Image:
    """Scale down by the largest whole factor that keeps the picture as large as needed."""
    factor = min(image.width // needed[0], image.height // needed[1])
    return image.reduce(factor) if factor > 1 else image


def turned(image: Image.Image, orientation: int) -> Image.Image:
    """Apply an EXIF orientation (Exif 3.0, 4.6.5.1.6)."""
    turn = _TURNS.get(orientation)
    return image if turn is None else image.transpose(turn)


def fitted(image: Image.Image, edge: int) -> Image.Image:
    """Scale down to a long edge; smaller pictures stay as they are."""
    scale = edge / max(image.size)
    if scale >= 1:
        return image
    size = (max(1, round(image.width * scale)), max(1, round(image.height * scale)))
    return image.resize(size, Image.Resampling.LANCZOS)


def _opened(data: bytes, name: str, kind: str) -> Image.Image:
    if kind == "JXL":
        return _opened_jxl(data, name)
    if kind == "HEIF":
        _register_heif()
    if kind == "TIFF" and (unsupported := unsupported_kind(data)):
        raise _unsupported(name, f"{unsupported}, which Fovea can't read")
    return Image.open(io.BytesIO(data), formats=PILLOW_FORMATS[kind])


def _opened_jxl(data: bytes, name: str) -> Image.Image:
    try:
        from core.imaging.jxl import jxl_size, open_jxl  # noqa: PLC0415 - as rare as HEIC or rarer
    except ImportError:
        raise _unsupported(name, "a JPEG XL picture, for which there is no decoder on this system") from None
    _check_size(jxl_size(data), name, MAX_PIXELS)
    return open_jxl(data)


def _register_heif() -> None:
    if "HEIF" in Image.OPEN:
        return
    import pi_heif  # noqa: PLC0415 - as late as RAW, for the same reason

    # One thread: there is a child for every core already.
    pi_heif.options.DECODE_THREADS = 1
    pi_heif.register_heif_opener()


def _as_orientation(value: object) -> int:
    return value if isinstance(value, int) and 1 <= value <= 8 else 1


def _check_size(size: tuple[int, int], name: str, limit: int) -> None:
    if size[0] * size[1] > limit:
        raise _too_large(name, f"{size[0]} x {size[1]} pixels")


def _unsupported(name: str, what: str) -> PhotoError:
    return PhotoError(
        FailureReason.UNSUPPORTED, f'"{name}" is {what}.', "Save a copy as JPEG to have it found."
    )


def _too_large(name: str, size: str) -> PhotoError:
    return PhotoError(
        FailureReason.TOO_LARGE,
        f'"{name}" is too large to be decoded ({size}).',
        "Save a smaller copy of it to have it found.",
    )


def _explain(error: Exception, name: str) -> Exception:
    """Put a decoder's exception into a person's words."""
    said = str(error).lower()
    if isinstance(error, Image.DecompressionBombError) or "security limit" in said:
        return _too_large(name, "more pixels than any photo has")
    if "memory allocation" in said or "not enough memory" in said or "cannot allocate" in said:
        return MemoryError(said)
    if isinstance(error, UnidentifiedImageError):
        problem = f'"{name}" is damaged at its beginning.'
    elif "truncated" in said or "end of file" in said or "end-of-file" in said:
        problem = f'"{name}" is cut off: its end is missing.'
    else:
        problem = f'"{name}" is damaged.'
    return PhotoError(FailureReason.DAMAGED, problem, "Copy it again from the camera or a backup.")
