"""Whatever mode a picture is stored in, out comes upright-ready sRGB, 8 bits, no alpha."""

from __future__ import annotations

import io
from functools import lru_cache

import numpy as np
from PIL import Image, ImageCms

_MAX_PROFILE_BYTES = 4 << 20
# Less than this in any channel is rounding, not another colour space.
_SAME = 3


def simplify(image: Image.Image) -> Image.Image:
    """Turn a loaded picture into a mode that can be scaled down: L, LA, RGB, RGBA or CMYK.

    Palettes and single transparent colours must be resolved, and deep pixels be made
    8 bits wide, before neighbouring pixels may be averaged.
    """
    mode = image.mode
    if mode in ("L", "RGB", "P") and "transparency" in image.info:
        return image.convert("RGBA")
    if mode in ("L", "LA", "RGB", "RGBA", "CMYK"):
        return image
    if mode == "LAB":
        return ImageCms.applyTransform(image, _lab_transform()) or image.convert("RGB")
    if mode.startswith("I") or mode == "F":
        return _eight_bits(image)
    return image.convert({"1": "L", "La": "LA", "PA": "RGBA", "RGBa": "RGBA"}.get(mode, "RGB"))


def _eight_bits(image: Image.Image) -> Image.Image:
    """Scale deep grey to 8 bits; Pillow's own convert("L") would clip at 255."""
    values = np.asarray(image)
    if image.mode.startswith("I;16"):
        return Image.fromarray((values >> 8).astype(np.uint8))
    if image.mode == "F":
        values = np.nan_to_num(values, nan=0.0, posinf=0.0, neginf=0.0)
        low, high = min(float(values.min()), 0.0), float(values.max())
        top = high - low
        # Floats are 0..1 by custom, else 0..255 or 0..65535; anything else is stretched.
        span = next(
            (full for full in (1.0, 255.0, 65535.0) if low == 0.0 and full / 256 <= top <= full), top or 1.0
        )
        return Image.fromarray(np.clip((values - low) * (255.0 / span), 0, 255).astype(np.uint8))
    values = np.clip(values, 0, None)
    top = int(values.max(initial=0))
    shift = 0 if top < 1 << 8 else 8 if top < 1 << 16 else max(0, top.bit_length() - 8)
    return Image.fromarray((values >> shift).astype(np.uint8))


def to_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """Bring a picture from its own colour space to sRGB, on white where it is transparent.

    Args:
        image: L, LA, RGB, RGBA or CMYK; best scaled down already.
        profile: Its ICC profile, if it has one.

    Returns:
        Mode "RGB".
    """
    alpha = image.getchannel("A") if image.mode in ("LA", "RGBA") else None
    if alpha is not None:
        image = image.convert("L" if image.mode == "LA" else "RGB")
    converted = None
    if isinstance(profile, bytes) and 128 <= len(profile) <= _MAX_PROFILE_BYTES:
        transform = _transform(profile, image.mode)
        if transform is not None:
            converted = ImageCms.applyTransform(image, transform)
    rgb = converted if converted is not None else image.convert("RGB")
    if alpha is None:
        return rgb
    white = Image.new("RGB", rgb.size, "white")
    white.paste(rgb, mask=alpha)
    return white


@lru_cache(maxsize=1)
def _srgb() -> ImageCms.ImageCmsProfile:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))


@lru_cache(maxsize=1)
def _lab_transform() -> ImageCms.ImageCmsTransform:
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB"))
    return ImageCms.buildTransform(lab, _srgb(), "LAB", "RGB")


@lru_cache(maxsize=16)
def _transform(profile: bytes, mode: str) -> ImageCms.ImageCmsTransform | None:
    """The transform to sRGB; None when it would change nothing, or the profile is no use for this mode."""
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        transform = ImageCms.buildTransform(
            source, _srgb(), mode, "RGB", ImageCms.Intent.PERCEPTUAL, ImageCms.Flags.BLACKPOINTCOMPENSATION
        )
        if mode == "RGB":
            # Asked of the profile itself, because its name proves nothing ("Linear sRGB").
            probe = _probe()
            shown = ImageCms.applyTransform(probe, transform)
            if (
                shown is None
                or np.abs(np.asarray(probe, np.int16) - np.asarray(shown, np.int16)).max() <= _SAME
            ):
                return None
        return transform
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return None


@lru_cache(maxsize=1)
def _probe() -> Image.Image:
    steps = np.linspace(0, 255, 6).astype(np.uint8)
    return Image.fromarray(np.stack(np.meshgrid(steps, steps, steps), -1).reshape(6, 36, 3))
