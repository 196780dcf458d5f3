"""Motion photos whose film is not announced in XMP: Samsung's, and those in HEIF."""

from __future__ import annotations

from core.imaging.boxes import boxes

# Samsung's trailer: blocks of all kinds, then a directory of them, its length, and "SEFT" at the very
# end of the file. No specification is published; the layout is that of the files and of ExifTool's notes.
_TRAILER_END, _DIRECTORY, _ENTRY_BYTES = b"SEFT", b"SEFH", 12
_MAX_ENTRIES = 256
_MOTION_PHOTO = 0x0A30


def has_clip(data: bytes) -> bool:
    """Whether a film is stored in the same file, by its structure.

    Args:
        data: The whole file; a few bytes of it are looked at.
    """
    # "mpvd" beside the picture's boxes: Android's Motion photo format 1.0, for HEIF.
    return _in_trailer(data) or (data[4:8] == b"ftyp" and any(box.kind == b"mpvd" for box in boxes(data)))


def _in_trailer(data: bytes) -> bool:
    if not data.endswith(_TRAILER_END):
        return False
    start = len(data) - 8 - int.from_bytes(data[-8:-4], "little")
    if start < 0 or data[start : start + 4] != _DIRECTORY:
        return False
    count = min(int.from_bytes(data[start + 8 : start + 12], "little"), _MAX_ENTRIES)
    entries = (
        data[at : at + _ENTRY_BYTES]
        for at in range(start + 12, start + 12 + count * _ENTRY_BYTES, _ENTRY_BYTES)
    )
    return any(int.from_bytes(entry[2:4], "little") == _MOTION_PHOTO for entry in entries)
