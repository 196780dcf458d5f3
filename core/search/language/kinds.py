"""What kind of picture or file: screenshots, orientation, panoramas, raw files, formats."""

from __future__ import annotations

import re

from core.search.language.moments import Found
from core.search.language.reading import Field
from core.search.language.text import BEGIN, END, quoted

KINDS = {
    "screenshot": ("截图", "截屏"),
    "portrait": ("vertical", "upright", "竖"),
    "landscape": ("horizontal", "横"),
    "square": ("方形",),
    "panorama": ("panoramic", "pano", "全景"),
    "raw": (),
    "motion": ("live", "motion photo", "live photo", "实况", "动态"),
    "animated": ("animation", "动图"),
}
"""Values of `kind:`, each with its other names; the orientations are portrait, landscape and square."""

RAW_TYPES = ("dng", "cr2", "cr3", "nef", "arw", "raf", "orf", "rw2", "pef", "srw")
"""Values of `type:` that are raw formats, each known by the end of the file's name."""

TYPES: dict[str, tuple[str, ...]] = {
    "jpeg": ("jpg", "jpe", "jfif"),
    "heic": ("heif", "hif"),
    "tiff": ("tif",),
    **dict.fromkeys(("png", "gif", "webp", "avif", "bmp", "jxl", "raw", *RAW_TYPES), ()),
}
"""Values of `type:`, each with its other names."""

PHOTOS = r"(?:photos?|pictures?|images?|pics?|shots?|files?|snaps?)"
PHOTOS_ZH = r"(?:照片|相片|图片|文件|格式)"

_KIND_OF = {name: kind for kind, names in KINDS.items() for name in (kind, *names)}
_TYPE_OF = {name: kind for kind, names in TYPES.items() for name in (kind, *names)}
_FORMATS = "|".join(sorted((name for name in _TYPE_OF if name != "raw"), key=len, reverse=True))

_KIND = re.compile(
    rf"""{BEGIN}(?:
      (?P<screenshot>screen[\s-]*(?:shots?|grabs?|captures?))
    | (?:in\s+)?(?P<orientation>portrait|landscape|vertical|horizontal|upright)\s+(?:orientation|format|mode)
    | (?P<shape>vertical|horizontal|square)\s+{PHOTOS}
    | (?P<panorama>pano(?:ramas?|s)?|panoramic\s+{PHOTOS})
    | (?P<raw>raws|(?:camera\s+)?raw\s+(?:{PHOTOS}|format))
    | (?P<motion>(?:live|motion)\s+(?:photos?|pictures?|images?))
    | (?P<animated>animated\s+(?:gifs?|{PHOTOS})|animations?)
    ){END}""",
    re.VERBOSE,
)
_KIND_ZH = re.compile(
    rf"""
      (?P<screenshot>(?:屏幕|手机)?截[图屏])
    | (?P<portrait>竖[屏版向幅拍](?:的?{PHOTOS_ZH})?|竖着拍)
    | (?P<landscape>横[屏版向幅拍](?:的?{PHOTOS_ZH})?|横着拍)
    | (?P<square>方形{PHOTOS_ZH})
    | (?P<panorama>全景[照图]片?)
    | (?P<motion>(?:实况|动态)(?:照片|图片?))
    | (?P<animated>动图)
    | (?P<raw>raw\s*(?:格式的?)?{PHOTOS_ZH})
    """,
    re.VERBOSE,
)
_TYPE = re.compile(rf"{BEGIN}(?P<type>{_FORMATS})s?(?:\s+(?:{PHOTOS}|format))?{END}")
_TYPE_ZH = re.compile(rf"{BEGIN}(?P<type>{_FORMATS})\s*(?:格式的?)?{PHOTOS_ZH}")


def phrase(text: str, start: int, end: int) -> Found | None:
    """Read a kind or a format at a position of a folded sentence."""
    kind = _KIND.match(text, start, end) or _KIND_ZH.match(text, start, end)
    if kind:
        return named(kind.end(), "kind", _kind(kind))
    kind = _TYPE_ZH.match(text, start, end) or _TYPE.match(text, start, end)
    return named(kind.end(), "type", _TYPE_OF[kind["type"]]) if kind else None


def read_kind(value: str) -> str | None:
    """The kind that a folded value of `kind:` names, or None."""
    return _KIND_OF.get(value) or _KIND_OF.get(value.removesuffix("s"))


def read_type(value: str) -> str | None:
    """The format that a folded value of `type:` names, or None."""
    return _TYPE_OF.get(value.lstrip(".*"))


def named(end: int, field: Field, *values: str) -> Found:
    """A filter by names."""
    return Found(end, field, values, f"{field}:{quoted(','.join(values))}")


def _kind(match: re.Match[str]) -> str:
    group, words = next((group, words) for group, words in match.groupdict().items() if words)
    return _KIND_OF[group] if group in _KIND_OF else _KIND_OF[words]
