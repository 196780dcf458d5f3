"""Where the blocks of metadata lie in a picture, for each kind of file."""

from __future__ import annotations

import struct
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TypeVar

from PIL import Image, JpegImagePlugin, TiffImagePlugin

from core.imaging import boxes
from core.imaging.exif import read_exif
from core.imaging.iptc import RESOURCE, changed_since_xmp, read_iptc
from core.imaging.metadata import Claims, Metadata, agreed
from core.imaging.motion import has_clip
from core.imaging.xmp import MAX_PACKET_BYTES, read_xmp

_XMP_TAG, _IPTC_TAG = 700, 33723
# XMP specification part 3, 1.1.3.1: what does not fit into one segment of a JPEG stands in others,
# each headed by the whole's digest (32 hexadecimal digits), its length, and the part's place in it.
_EXTENSION = b"http://ns.adobe.com/xmp/extension/\0"
_EXTENSION_HEAD = len(_EXTENSION) + 40

T = TypeVar("T")


def read_metadata(image: Image.Image, data: bytes) -> Metadata:
    """Read all metadata of a picture; rubbish in it is no reason to refuse the picture.

    Args:
        image: As Pillow opened it: JPEG and TIFF before they are loaded, the others after.
        data: The whole file.

    Returns:
        What could be understood.
    """
    exif = _tried(lambda: read_exif(image.getexif()), Claims())
    xmp = _xmp(
        image.info.get("xmp") or (boxes.content(data, boxes.XMP) if image.format == "JPEG2000" else None)
    )
    if isinstance(image, JpegImagePlugin.JpegImageFile):
        extension = _tried(lambda: _extension(image.applist), b"")
        xmp = xmp.completed(_xmp(extension)) if extension else xmp
    resources: Mapping[int, object] = _tried(lambda: _photoshop(image), {})
    iptc = _tried(lambda: _iptc(image, resources), Claims())
    facts = agreed(exif, xmp, iptc, iptc_first=changed_since_xmp(resources))
    return replace(facts, has_clip=facts.has_clip or has_clip(data))


def read_tiff_metadata(exif: Image.Exif) -> Metadata:
    """Read the metadata of a TIFF that is no picture to Pillow: most RAW files.

    Args:
        exif: Loaded from the whole file.

    Returns:
        What could be understood.
    """
    # IPTC is nothing that cameras write, and those that write it into a DNG write XMP too.
    xmp = _tried(lambda: _xmp(exif.get(_XMP_TAG)), Claims())
    return agreed(_tried(lambda: read_exif(exif), Claims()), xmp, Claims())


def _tried(reader: Callable[[], T], otherwise: T) -> T:
    """What a reader returns; Pillow raises whatever the rubbish led it to, and the picture is fine."""
    try:
        return reader()
    except MemoryError:
        raise
    except Exception:
        return otherwise


def _xmp(packet: object) -> Claims:
    if isinstance(packet, str):
        packet = packet.encode("utf-8", "replace")
    if not isinstance(packet, bytes) or not packet:
        return Claims()
    return _tried(lambda: read_xmp(packet), Claims())


def _extension(segments: list[tuple[str, bytes]]) -> bytes:
    """The extended XMP of a JPEG, put together; b"" when there is none or it is too large to be words."""
    parts: dict[int, bytes] = {}
    for kind, segment in segments:
        if kind == "APP1" and segment.startswith(_EXTENSION):
            whole, place = struct.unpack(">II", segment[_EXTENSION_HEAD - 8 : _EXTENSION_HEAD])
            if whole > MAX_PACKET_BYTES:
                return b""
            parts[place] = segment[_EXTENSION_HEAD:]
    return b"".join(parts[place] for place in sorted(parts))


def _photoshop(image: Image.Image) -> Mapping[int, object]:
    """Photoshop's image resources, by their number."""
    if isinstance(image, TiffImagePlugin.TiffImageFile):
        return {number: block["data"] for number, block in image.get_photoshop_blocks().items()}
    found = image.info.get("photoshop")
    return found if isinstance(found, dict) else {}


def _iptc(image: Image.Image, resources: Mapping[int, object]) -> Claims:
    block = resources.get(RESOURCE)
    if block is None and isinstance(image, TiffImagePlugin.TiffImageFile):
        # The bytes as they stand: many programs say that they are 32-bit numbers, of which Pillow
        # gives the first. Its own IptcImagePlugin looks here, too.
        block = image.tag_v2._tagdata.get(_IPTC_TAG)
    return read_iptc(block) if isinstance(block, bytes) else Claims()
