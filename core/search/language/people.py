"""What people call their photos: tags (Rex, #family), albums (my Wedding album), favourites (收藏的照片)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from core.search.language.everyday import is_everyday
from core.search.language.kinds import PHOTOS, PHOTOS_ZH, named
from core.search.language.knowledge import Knowledge, Names
from core.search.language.moments import Found
from core.search.language.text import BEGIN, END, IDEOGRAPH, quoted

_HASHTAG = re.compile(r"#(?P<tag>[^\s#\",;]+)")
_TAGGED = re.compile(rf"{BEGIN}(?:tagged|labelled|labeled)\s+(?:as\s+|with\s+)?(?P<tag>[^\s\",;]+)")
_TAGGED_ZH = re.compile(rf"(?:标签|标记)(?:为|是)\s*(?P<tag>[{IDEOGRAPH}\w]+)")

_ALBUM = re.compile(rf"{BEGIN}(?:in|from|of)\s+(?:(?:the|my|our)\s+)?album\s+(?:called\s+|named\s+)?")
_ALBUM_BEHIND = re.compile(rf"{BEGIN}(?:(?:in|from|of)\s+)?(?:the|my|our)\s+|{BEGIN}(?:in|from)\s+")
_ALBUM_END = re.compile(rf"\s+(?:photo\s+)?album{END}")
_ALBUM_ZH = re.compile(r"(?:相册|影集)(?:[“《]|里的|中的)?")
_ALBUM_BEHIND_ZH = re.compile(r"在?(?:我的?)?[“《]?")
_ALBUM_END_ZH = re.compile(r"[”》]?(?:这个|的)?(?:相册|影集)(?:里面?|中|内)?的?")

_NAME_ZH = re.compile(rf"[{IDEOGRAPH}]{{2,}}")
_GOES_ON = re.compile(rf"(?![的在和与跟])[{IDEOGRAPH}]")

_FAVOURITES = re.compile(
    rf"{BEGIN}(?:(?:(?:the|my|our)\s+)?favou?rite(?:s|d?\s+{PHOTOS})|favou?rited|"
    rf"(?:marked|saved)\s+as\s+(?:an?\s+)?favou?rites?){END}"
)
_FAVOURITES_ZH = re.compile(
    rf"(?:我?(?:收藏|最(?:喜欢|爱))的?(?:那些)?{PHOTOS_ZH}|收藏夹(?:里|中)?的?(?:{PHOTOS_ZH})?|"
    # Alone they are a heading; within a sentence somebody collects stamps.
    rf"(?<![{IDEOGRAPH}])(?:我的?)?(?:收藏|最爱)(?![{IDEOGRAPH}]))"
)


def phrase(text: str, raw: str, start: int, end: int, knowledge: Knowledge) -> Found | None:
    """Read a tag, an album or favourites at a position of a folded sentence."""
    if (knowledge.rated or knowledge.favoured) and (
        match := _FAVOURITES.match(text, start, end) or _FAVOURITES_ZH.match(text, start, end)
    ):
        return of_favourite(match.end(), "yes")
    if knowledge.albums and (found := _album(text, start, end, knowledge.albums)):
        return found
    if match := _HASHTAG.match(text, start, end):
        return of_tag(match.end(), raw[slice(*match.span("tag"))], knowledge)
    if match := _TAGGED.match(text, start, end) or _TAGGED_ZH.match(text, start, end):
        known = knowledge.tags.at(text, match.start("tag"), end)
        stop = known[0] if known else match.end()
        return of_tag(stop, raw[match.start("tag") : stop], knowledge)
    return max(_by_name(text, raw, start, end, knowledge), key=lambda found: found.end, default=None)


def of_tag(end: int, name: str, knowledge: Knowledge) -> Found:
    """Photos with a tag; however the library spells it."""
    known = knowledge.tags.spelled(name) or knowledge.tags.called(name, parts=False)
    return Found(end, "tag", known or (name,), f"tag:{quoted(name)}")


def of_album(end: int, albums: tuple[str, ...], said: str = "") -> Found:
    """Photos in one of these albums; `said` is how they were called."""
    return Found(end, "album", albums, f"album:{quoted(said or albums[0])}")


def of_favourite(end: int, said: str) -> Found:
    """Favourites, with "yes"; photos that are none, with "no"."""
    return named(end, "favourite", said)


def read_favourite(value: str) -> str | None:
    """The folded value of `favourite:` as "yes" or "no"; None: it is neither."""
    said = {"yes": ("yes", "y", "true", "1", "是"), "no": ("no", "n", "false", "0", "none", "不是", "否")}
    return next((plain for plain, words in said.items() if value in words), None)


def is_favourite(value: str) -> bool:
    """Whether a folded value of `is:` asks for favourites."""
    return re.fullmatch(r"(?:fav(?:ou?rite)?(?:s|d)?|收藏|最爱)", value) is not None


def _album(text: str, start: int, end: int, albums: Names[str]) -> Found | None:
    """An album that is called one: "in the album Wedding", "my Wedding album", 婚礼相册里的."""
    for lead in (_ALBUM, _ALBUM_ZH):
        match = lead.match(text, start, end)
        if match and (known := albums.at(text, match.end(), end)):
            return of_album(*known)
    for lead, tail in ((_ALBUM_BEHIND, _ALBUM_END), (_ALBUM_BEHIND_ZH, _ALBUM_END_ZH)):
        match = lead.match(text, start, end)
        known = albums.at(text, match.end(), end) if match else None
        if known and (closing := tail.match(text, known[0], end)):
            return of_album(closing.end(), known[1])
    return None


def _by_name(text: str, raw: str, start: int, end: int, knowledge: Knowledge) -> Iterator[Found]:
    """A tag or an album that is no everyday word but a name: Rex, Grandma Lotte, 小明, Italy 2019."""
    if knowledge.tags and (known := knowledge.tags.at(text, start, end)):
        stop, tags = known
        own = bool(knowledge.own_tags.called(text[start:stop], parts=False))
        if (own or any(map(_as_a_name, tags))) and _is_meant(text, start, stop, end):
            yield of_tag(stop, raw[start:stop], knowledge)
    if knowledge.albums and (known := knowledge.albums.at(text, start, end)):
        stop, albums = known
        if _is_meant(text, start, stop, end):
            yield of_album(stop, albums)


def _as_a_name(tag: str) -> bool:
    """Whether a file's keyword is written as a name of somebody; in Chinese all are."""
    return tag[:1].isupper() or _NAME_ZH.fullmatch(tag) is not None


def _is_meant(text: str, start: int, stop: int, end: int) -> bool:
    """Whether what is called so is meant, and not what the words say to everybody."""
    if is_everyday(text[start:stop]):
        return False
    return not (_NAME_ZH.fullmatch(text, start, stop) and _GOES_ON.match(text, stop, end))
