"""Files in a sentence: names (IMG_1234) and folders."""

from __future__ import annotations

import re

from core.search.language.moments import Found
from core.search.language.text import BEGIN, END, IDEOGRAPH, quoted

_SUFFIXES = "jpe?g|jfif|png|gif|tiff?|webp|heic|heif|hif|avif|bmp|dng|cr2|cr3|nef|arw|raf|orf|rw2|pef|srw|jxl"
_NAME = re.compile(
    # As cameras and phones count: letters, a dash or nothing, three figures or more.
    rf"{BEGIN}(?:(?:_?img|_?dsc[nf]?|_?mg|pxl|mvi|gopr?|dji|sam|pict?|wp|cimg|imgp|kicx|hpim|p10[0-9]|100_|dscf|screenshot)"
    rf"[_-]?\d{{3,}}[\w-]*(?:\.(?:{_SUFFIXES}))?|"
    rf"[^\s\"/:<>|{IDEOGRAPH}]+\.(?:{_SUFFIXES})){END}",
)
_FOLDER = re.compile(
    rf"{BEGIN}(?:in|from|inside|under)\s+(?:the\s+|my\s+)?(?:(?:folder|directory)\s+(?:called\s+|named\s+)?(?P<after>[^\s\"]+)|"
    rf"(?P<before>[^\s\"]+)\s+(?:folder|directory)){END}"
)
_FOLDER_ZH = re.compile(r"在?(?P<before>[^\s\"的在]{1,20})文件夹(?:里|中|内)?的?")


def phrase(text: str, raw: str, start: int, end: int) -> Found | None:
    """Read a file's name or a folder at a position of a folded sentence."""
    if match := _NAME.match(text, start, end):
        return Found(
            match.end(), "name", (raw[start : match.end()],), f"name:{quoted(raw[start : match.end()])}"
        )
    for pattern in (_FOLDER, _FOLDER_ZH):
        if match := pattern.match(text, start, end):
            group = "after" if match.groupdict().get("after") else "before"
            name = raw[slice(*match.span(group))]
            return Found(match.end(), "in", (name,), f"in:{quoted(name)}")
    return None
