"""Which picture formats can be read on this computer, and what confines the processes that read them."""

from __future__ import annotations

from importlib.util import find_spec

from PIL import features

from core.imaging.confine import Confinement
from core.imaging.limits import ordinary_memory
from core.imaging.process import ChildProcess
from core.imaging.protocol import Terms


def format_support() -> dict[str, bool]:
    """Formats that depend on more than Pillow itself, and whether they can be read here."""
    pillow = {"JPEG": "jpg", "WebP": "webp", "TIFF": "libtiff", "JPEG 2000": "jpg_2000", "AVIF": "avif"}
    modules = {"HEIC": "pi_heif", "camera RAW": "rawpy", "JPEG XL": "pylibjxl"}
    return {name: bool(features.check(feature)) for name, feature in pillow.items()} | {
        name: find_spec(module) is not None for name, module in modules.items()
    }


def decoding_confinement() -> Confinement:
    """Start a decoding process and ask what the system enforces on it; takes about half a second.

    Raises:
        RuntimeError: It can't start.
    """
    child = ChildProcess(Terms(ordinary_memory(1), 0))
    try:
        return child.greet()
    finally:
        child.end()
