"""Which picture formats can be read on this computer."""

from __future__ import annotations

from importlib.util import find_spec

from PIL import features


def format_support() -> dict[str, bool]:
    """Formats that depend on more than Pillow itself, and whether they can be read here."""
    pillow = {"JPEG": "jpg", "WebP": "webp", "TIFF": "libtiff", "JPEG 2000": "jpg_2000", "AVIF": "avif"}
    modules = {"HEIC": "pillow_heif", "camera RAW": "rawpy"}
    return {name: bool(features.check(feature)) for name, feature in pillow.items()} | {
        name: find_spec(module) is not None for name, module in modules.items()
    }
