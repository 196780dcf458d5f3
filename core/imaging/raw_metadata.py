"""Where camera RAW files keep their metadata: in a TIFF, in one by another name, or in Canon's boxes."""

from __future__ import annotations

import io

from PIL import ExifTags, Image

from core.imaging import boxes
from core.imaging.embedded import read_tiff_metadata
from core.imaging.metadata import Metadata

# Olympus and Panasonic changed TIFF's number, 42, and nothing else of what is read here.
_TIFF_HEADS = {
    b"II*\0": b"II*\0",
    b"MM\0*": b"MM\0*",
    b"IIRO": b"II*\0",
    b"IIRS": b"II*\0",
    b"MMOR": b"MM\0*",
    b"IIU\0": b"II*\0",
}
# CR3, as documented by Laurent Clévy (github.com/lclevy/canon_cr3): each of EXIF's directories
# is a TIFF in a box of its own.
_CANON = bytes.fromhex("85c0b687820f11e08111f4ce462b6a48")
_MAIN = b"CMT1"
_DIRECTORIES = {b"CMT2": ExifTags.IFD.Exif, b"CMT4": ExifTags.IFD.GPSInfo}
_XMP_TAG = 700


def read_raw_metadata(data: bytes) -> Metadata:
    """Read what the camera wrote beside the sensor's data.

    Args:
        data: The whole file.

    Returns:
        What could be understood; nothing of files of another build, whose preview knows it all.
    """
    try:
        if data[4:12] == b"ftypcrx ":
            return read_tiff_metadata(_of_canon(data))
        head = _TIFF_HEADS.get(data[:4])
        if head is None:
            return Metadata()
        exif = Image.Exif()
        exif.load_from_fp(io.BytesIO(data if data[:4] == head else head + data[4:]))
        return read_tiff_metadata(exif)
    except MemoryError:
        raise
    except Exception:  # rubbish in the metadata is no reason to give the photo up
        return Metadata()


def _of_canon(data: bytes) -> Image.Exif:
    exif = Image.Exif()
    exif.load(boxes.content(data, b"moov", _CANON, _MAIN))
    for kind, tag in _DIRECTORIES.items():
        directory = Image.Exif()
        directory.load(boxes.content(data, b"moov", _CANON, kind))
        exif.get_ifd(tag).update(directory)
    exif[_XMP_TAG] = boxes.content(data, boxes.XMP)
    return exif
