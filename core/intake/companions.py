"""Which files of a directory belong together, by their names alone.

- A RAW file and the JPEG or HEIC that the camera made of the same shot have one stem.
- A live photo is a picture and a short film of one stem.
- XMP sidecars are called IMG.CR2.xmp (darktable, digiKam) or IMG.xmp (Adobe).
- Google Takeout puts IMG.jpg.json or IMG.jpg.supplemental-metadata.json beside IMG.jpg, cuts such
  names, and numbers those that would be alike in places of its own.
"""

from __future__ import annotations

import os
import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from core.imaging.formats import RAW_SUFFIXES
from core.library import FileStamp

_LEADING = (".jpg", ".jpeg", ".jpe", ".jfif", ".heic", ".heif", ".hif")
"""What a RAW may follow, the preferred one first."""

_LIVE = (".heic", ".heif", ".hif", ".jpg", ".jpeg")
_FILMS = (".mov", ".mp4")

_TAKEOUT_CHARACTERS = 46
"""Takeout cuts the names of its JSON files to so many, before ".json"."""

_TAKEOUT_STEM = 47
"""And those of photos to so many, before their suffix."""

_TAKEOUT_ENDING = ".supplemental-metadata"
_NUMBERED = re.compile(r"(.+)(\(\d+\))(\.[^.]+)?")

_EDITED = tuple(
    f"-{word}".casefold()
    for word in (
        "edited",
        "bearbeitet",
        "modifié",
        "editado",
        "editada",
        "modificato",
        "modificata",
        "bewerkt",
        "redigerad",
        "redigeret",
        "redigert",
        "muokattu",
        "edytowane",
        "upraveno",
        "upravené",
        "szerkesztve",
        "editat",
        "düzenlendi",
        "изменено",
        "змінено",
        "επεξεργασμένο",
        "編集済み",
        "已编辑",
        "已修改",
        "已編輯",
        "수정됨",
    )
)
"""What Google Photos adds to the name of a photo that was edited there, by language."""


@dataclass(frozen=True, slots=True)
class Companions:
    """What belongs to the photos of one directory; photos that nothing belongs to are not mentioned.

    Attributes:
        leaders: For a RAW, the JPEG or HEIC of the same shot.
        clips: For a live photo, its film.
        sidecars: For any photo, the files that say something of it. A leader has its RAW's too.
    """

    leaders: Mapping[str, str] = field(default_factory=dict)
    clips: Mapping[str, str] = field(default_factory=dict)
    sidecars: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.leaders or self.clips or self.sidecars)


def companions(photos: Collection[str], beside: Mapping[str, FileStamp]) -> Companions:
    """Find out which files of a directory belong together.

    Args:
        photos: Names of its photos.
        beside: Its sidecars and films, by name; see `COMPANION_SUFFIXES`.
    """
    if not beside and not any(_split(name)[1] in RAW_SUFFIXES for name in photos):
        return _NONE
    by_stem: dict[str, list[str]] = defaultdict(list)
    for name in sorted(photos):
        by_stem[_split(name)[0]].append(name)
    leaders = dict(_pairs(by_stem.values()))
    films = {_split(name): name for name in sorted(beside, reverse=True)}
    clips = dict(_live_photos(by_stem, films))
    sidecars: dict[str, list[str]] = defaultdict(list)
    for photo, sidecar in (*_xmp(photos, by_stem, beside), *_takeout(photos, by_stem, beside)):
        if sidecar not in sidecars[photo]:
            sidecars[photo].append(sidecar)
    for raw, leader in leaders.items():
        sidecars[leader] += [name for name in sidecars.get(raw, ()) if name not in sidecars[leader]]
    return Companions(leaders, clips, {photo: tuple(names) for photo, names in sidecars.items() if names})


_NONE = Companions()


def _pairs(alike: Iterable[list[str]]) -> Iterator[tuple[str, str]]:
    for names in alike:
        suffixes = {name: _split(name)[1] for name in names}
        leading = [name for name in names if suffixes[name] in _LEADING]
        if leading:
            leader = min(leading, key=lambda name: _LEADING.index(suffixes[name]))
            yield from ((name, leader) for name in names if suffixes[name] in RAW_SUFFIXES)


def _live_photos(
    by_stem: Mapping[str, list[str]], films: Mapping[tuple[str, str], str]
) -> Iterator[tuple[str, str]]:
    for stem, names in by_stem.items():
        film = next((films[stem, suffix] for suffix in _FILMS if (stem, suffix) in films), None)
        pictures = [name for name in names if _split(name)[1] in _LIVE]
        if film and pictures:
            # Of two, the HEIC is what the camera made, the JPEG a copy for others.
            yield min(pictures, key=lambda name: _LIVE.index(_split(name)[1])), film


def _xmp(
    photos: Collection[str], by_stem: Mapping[str, list[str]], beside: Iterable[str]
) -> Iterator[tuple[str, str]]:
    whole: dict[str, list[str]] = defaultdict(list)
    for name in photos:
        whole[_key(name)].append(name)
    for sidecar in sorted(beside):
        base, suffix = _split(sidecar)
        if suffix != ".xmp":
            continue
        # darktable's IMG_01.CR2.xmp is another development of IMG.CR2, not another photo: it is
        # named after no file here, and left alone.
        alike = by_stem.get(base, [])
        raws = [name for name in alike if _split(name)[1] in RAW_SUFFIXES]
        yield from ((photo, sidecar) for photo in whole.get(base) or raws or alike)


def _takeout(
    photos: Collection[str], by_stem: Mapping[str, list[str]], beside: Iterable[str]
) -> Iterator[tuple[str, str]]:
    found: dict[tuple[str, str], str] = {}
    for name in sorted(beside):
        base, suffix = _split(name)
        if suffix == ".json":
            found[base, ""] = name
            if (numbered := _NUMBERED.fullmatch(base)) and not numbered[3]:
                found[numbered[1], numbered[2]] = name
    if not found:
        return
    taken: set[str] = set()
    cut: dict[str, dict[tuple[str, str], list[str]]] = defaultdict(lambda: defaultdict(list))
    for photo in sorted(photos):
        titles = list(_titles(photo, by_stem))
        whole = next(filter(None, (_whole(*title, found) for title in titles)), None)
        if whole:
            taken.add(whole)
            yield photo, whole
            continue
        for title in titles:
            for sidecar in _cut(*title, found):
                cut[sidecar][title].append(photo)
    for sidecar, claims in cut.items():
        # Where the cut made two names alike, nothing tells whose it is.
        if sidecar not in taken and len(claims) == 1:
            yield from ((photo, sidecar) for photo in next(iter(claims.values())))


def _titles(photo: str, by_stem: Mapping[str, list[str]]) -> Iterator[tuple[str, str]]:
    """The names, each with its number, under which Takeout may have kept what it knows of a photo."""
    stem, suffix = _split(photo)
    originals = [photo]
    if unedited := _unedited(stem):
        originals += [unedited + suffix, *by_stem.get(unedited, ())]
    for original in originals:
        title = _key(original)
        yield title, ""
        if (numbered := _NUMBERED.fullmatch(title)) and numbered[3]:
            yield numbered[1] + numbered[3], numbered[2]


def _whole(title: str, number: str, found: Mapping[tuple[str, str], str]) -> str | None:
    """The JSON file of a title, where there was room for the title."""
    for length in range(len(_TAKEOUT_ENDING), -1, -1):
        if sidecar := found.get((title + _TAKEOUT_ENDING[:length], number)):
            return sidecar
    return None


def _cut(title: str, number: str, found: Mapping[tuple[str, str], str]) -> Iterator[str]:
    """The JSON files of a title that was too long. The number is not always counted."""
    for length in {_TAKEOUT_CHARACTERS, _TAKEOUT_CHARACTERS - len(number)}:
        if len(title) > length and (sidecar := found.get((title[:length], number))):
            yield sidecar


def _unedited(stem: str) -> str:
    """The stem of the photo that an edited one was made of; "" if this is none."""
    numbered = _NUMBERED.fullmatch(stem)
    base, number = (numbered[1], numbered[2]) if numbered and not numbered[3] else (stem, "")
    for ending in _EDITED:
        # A long name may have lost the end of the ending.
        lengths = range(len(ending), 2, -1) if len(stem) == _TAKEOUT_STEM else (len(ending),)
        for length in lengths:
            if base.endswith(ending[:length]):
                return base[:-length] + number
    return ""


def _split(name: str) -> tuple[str, str]:
    """Stem and suffix of a name, fit to be compared."""
    return os.path.splitext(_key(name))  # noqa: PTH122  a hot loop


def _key(name: str) -> str:
    # macOS writes é as e and an accent; most systems that know no case keep it.
    return name.lower() if name.isascii() else unicodedata.normalize("NFC", name).casefold()
