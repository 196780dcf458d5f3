"""Which files are taken as photos, and what their bytes really are.

The name decides only whether a scan looks at a file. What is in it is decided by
its first bytes (cameras and people misname files), with two exceptions: most RAW
files are TIFF inside, and TGA has no signature, so there the name is believed.
"""

from __future__ import annotations

# fmt: off
RAW_SUFFIXES: frozenset[str] = frozenset((
    ".3fr", ".arw", ".cr2", ".cr3", ".crw", ".dcr", ".dng", ".erf", ".fff", ".iiq", ".kdc", ".mef", ".mos",
    ".mrw", ".nef", ".nrw", ".orf", ".ori", ".pef", ".raf", ".raw", ".rw2", ".rwl", ".sr2", ".srf", ".srw",
    ".x3f",
))

PHOTO_SUFFIXES: frozenset[str] = RAW_SUFFIXES | frozenset((
    ".jpg", ".jpeg", ".jpe", ".jfif", ".mpo", ".png", ".apng", ".webp", ".gif", ".bmp", ".dib", ".tif",
    ".tiff", ".heic", ".heif", ".hif", ".avif", ".jp2", ".j2k", ".jpf", ".jpx", ".tga",
    ".jxl",
))
# fmt: on
"""Lower-case suffixes, with the dot, that a scan takes as photos."""

HEAD_BYTES = 64
"""How many first bytes `sniff` wants."""

PILLOW_FORMATS: dict[str, tuple[str, ...]] = {
    "JPEG": ("JPEG", "MPO"),
    "PNG": ("PNG",),
    "GIF": ("GIF",),
    "WEBP": ("WEBP",),
    "BMP": ("BMP",),
    "TIFF": ("TIFF",),
    "HEIF": ("HEIF",),
    "AVIF": ("AVIF",),
    "JPEG2000": ("JPEG2000",),
    "TGA": ("TGA",),
}
"""For each kind that Pillow decodes, the only plugins that may look at it."""

UNSUPPORTED_KINDS: dict[str, str] = {
    "JXR": "a JPEG XR picture",
    "PSD": "a Photoshop document",
    "EXR": "an OpenEXR picture",
    "DDS": "a DirectDraw texture",
}
"""Kinds that are recognised, but can't be decoded; and what to call them."""

_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"\xff\xd8\xff", "JPEG"),
    (b"\x89PNG\r\n\x1a\n", "PNG"),
    (b"GIF87a", "GIF"),
    (b"GIF89a", "GIF"),
    (b"BM", "BMP"),
    (b"\x00\x00\x00\x0cjP  \r\n\x87\n", "JPEG2000"),
    (b"\xff\x4f\xff\x51", "JPEG2000"),
    (b"FUJIFILMCCD-RAW", "RAW"),
    (b"IIRO", "RAW"),  # Olympus
    (b"IIRS", "RAW"),
    (b"MMOR", "RAW"),
    (b"IIU\x00", "RAW"),  # Panasonic, Leica
    (b"FOVb", "RAW"),  # Sigma
    (b"\x00MRM", "RAW"),  # Minolta
    (b"II\x1a\x00\x00\x00HEAPCCDR", "RAW"),  # Canon CRW
    (b"II\xbc\x01", "JXR"),
    (b"II*\x00", "TIFF"),
    (b"MM\x00*", "TIFF"),
    (b"II+\x00", "TIFF"),
    (b"MM\x00+", "TIFF"),
    (b"\xff\x0a", "JXL"),
    (b"\x00\x00\x00\x0cJXL \r\n\x87\n", "JXL"),
    (b"8BPS", "PSD"),
    (b"v/1\x01", "EXR"),
    (b"DDS ", "DDS"),
)

_HEIF_BRANDS = frozenset((b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"))


def sniff(head: bytes, suffix: str = "") -> str | None:
    """Tell what kind of picture a file is.

    Args:
        head: The first `HEAD_BYTES` bytes, or fewer of a shorter file.
        suffix: The name's suffix, lower case with the dot.

    Returns:
        A key of `PILLOW_FORMATS` or `UNSUPPORTED_KINDS`, "RAW", "JXL", or None: not a picture.
    """
    kind = _by_signature(head)
    if kind == "TIFF" and (suffix in RAW_SUFFIXES or head[8:10] == b"CR"):
        return "RAW"
    if kind is None and suffix in RAW_SUFFIXES:
        return "RAW"
    if kind is None and suffix == ".tga" and _may_be_tga(head):
        return "TGA"
    return kind


def _by_signature(head: bytes) -> str | None:
    if head[4:8] == b"ftyp":
        return _by_brand(head)
    if head[:4] == b"RIFF":
        return "WEBP" if head[8:12] == b"WEBP" else None
    for signature, kind in _SIGNATURES:
        if head.startswith(signature):
            return kind
    return None


def _by_brand(head: bytes) -> str | None:
    """HEIF, AVIF, CR3 and films share one container: ISO/IEC 14496-12, the "ftyp" box."""
    end = min(int.from_bytes(head[:4], "big"), len(head))
    brands = {head[8:12]} | {head[at : at + 4] for at in range(16, end - 3, 4)}
    if b"crx " in brands:
        return "RAW"
    # "mif1" alone may hold either codec; only an AV1 picture names this brand.
    if brands & {b"avif", b"avis"}:
        return "AVIF"
    return "HEIF" if brands & _HEIF_BRANDS else None


def _may_be_tga(head: bytes) -> bool:
    return (
        len(head) >= 18
        and head[1] in (0, 1)
        and head[2] in (1, 2, 3, 9, 10, 11)
        and head[16] in (8, 16, 24, 32)
    )
