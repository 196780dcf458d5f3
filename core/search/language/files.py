"""Files in a sentence: names (IMG_1234), folders, tags, albums."""

from __future__ import annotations

import re

from core.search.language.everyday import is_everyday
from core.search.language.knowledge import Knowledge
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
_HASHTAG = re.compile(r"#(?P<tag>[^\s#\",;]+)")
_TAGGED = re.compile(rf"{BEGIN}(?:tagged|labelled|labeled)\s+(?:as\s+|with\s+)?(?P<tag>[^\s\",;]+)")
_ALBUM = re.compile(rf"{BEGIN}(?:in|from)\s+(?:the\s+|my\s+)?album\s+(?:called\s+|named\s+)?")
_CHINESE_NAME = re.compile(rf"[{IDEOGRAPH}]{{2,}}")
_GOES_ON = re.compile(rf"(?![的在和与跟])[{IDEOGRAPH}]")
_TAGGED_ZH = re.compile(rf"(?:标签|标记)(?:为|是)\s*(?P<tag>[{IDEOGRAPH}\w]+)")


def phrase(text: str, raw: str, start: int, end: int, knowledge: Knowledge) -> Found | None:
    """Read a file's name, a folder, a tag or an album at a position of a folded sentence."""
    if match := _NAME.match(text, start, end):
        return Found(
            match.end(), "name", (raw[start : match.end()],), f"name:{quoted(raw[start : match.end()])}"
        )
    for pattern in (_FOLDER, _FOLDER_ZH):
        if match := pattern.match(text, start, end):
            group = "after" if match.groupdict().get("after") else "before"
            name = raw[slice(*match.span(group))]
            return Found(match.end(), "in", (name,), f"in:{quoted(name)}")
    if album := _ALBUM.match(text, start, end):
        known = knowledge.albums.at(text, album.end(), end)
        return Found(known[0], "album", known[1], f"album:{quoted(known[1][0])}") if known else None
    if match := _HASHTAG.match(text, start, end):
        name = raw[slice(*match.span("tag"))]
        return of_tag(match.end(), name, knowledge)
    if match := _TAGGED.match(text, start, end) or _TAGGED_ZH.match(text, start, end):
        known = knowledge.tags.at(text, match.start("tag"), end)
        if known:
            return of_tag(known[0], raw[match.start("tag") : known[0]], knowledge)
        return of_tag(match.end(), raw[slice(*match.span("tag"))], knowledge)
    return _name_of_somebody(text, raw, start, end, knowledge)


def _name_of_somebody(text: str, raw: str, start: int, end: int, knowledge: Knowledge) -> Found | None:
    """A tag that is no everyday word but written as a name: Rex, Grandma Lotte, 小明."""
    known = knowledge.tags.at(text, start, end) if knowledge.tags else None
    if known is None:
        return None
    stop, tags = known
    if _CHINESE_NAME.fullmatch(text, start, stop):
        meant = not _GOES_ON.match(text, stop, end)
    else:
        meant = any(tag[:1].isupper() for tag in tags) and not is_everyday(text[start:stop])
    return of_tag(stop, raw[start:stop], knowledge) if meant else None


def of_tag(end: int, name: str, knowledge: Knowledge) -> Found:
    """Photos with a tag; however the library spells it."""
    return Found(end, "tag", knowledge.tags.called(name, parts=False) or (name,), f"tag:{quoted(name)}")
