"""Explicit forms: `before:2020-05`, `camera:"x-t3"`, `size:>5mb`, and what is told when one is malformed."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeVar

from core.search.language import arrivals, dates_chinese, dates_english, phrases_english
from core.search.language.amounts import of_rating, of_size, read_rating, read_size
from core.search.language.cameras import cameras_called, of_lens
from core.search.language.clock import in_hours, on_weekdays, read_hours, read_weekdays
from core.search.language.kinds import named, read_kind, read_type
from core.search.language.knowledge import Knowledge
from core.search.language.moments import Found, When, at, bounded, ranged, spanned
from core.search.language.people import is_favourite, of_album, of_favourite, of_tag, read_favourite
from core.search.language.places import around, read_near
from core.search.language.reading import Days, Field
from core.search.language.spans import read_iso, years
from core.search.language.text import fold, quoted

T = TypeVar("T")
Reader = Callable[[str, int, Knowledge], Found | None]


def read_form(field: str, value: str, end: int, knowledge: Knowledge) -> Found | str:
    """Read an explicit form.

    Args:
        field: Its name, folded; one of `FIELDS`.
        value: What stands behind the colon, without quotes.
        end: Where it ends in the sentence.
        knowledge: Of the library.

    Returns:
        What was understood, or a sentence that says why nothing was.
    """
    reader, expected = _READERS[FIELDS[field]]
    found = reader(value.strip(), end, knowledge) if value.strip() else None
    return found or f"“{field}:{value}” was taken as words: {expected}."


def read_limit(value: str) -> int | None:
    """The number of `limit:`, or None."""
    return int(value) if re.fullmatch(r"[1-9]\d{0,5}", value) else None


def read_date(value: str, knowledge: Knowledge) -> When | None:
    """A date as `date:` takes it: ISO 8601, or any moment of the sentence's language."""
    text = fold(value)
    for moment in (dates_english.moment, dates_chinese.moment):
        found = moment(text, 0, len(text), knowledge)
        if found and found[0] == len(text):
            return found[1]
    if match := re.fullmatch(r"(\d\d)-(\d\d)", text):
        return dates_english.every_year(int(match[1]), int(match[2]), knowledge)
    days = read_iso(text)
    return When((days,)) if days else None


def _date(value: str, end: int, knowledge: Knowledge) -> Found | None:
    pieces = value.split(",")
    if len(pieces) > 1 and all(read_date(piece.strip(), knowledge) for piece in pieces):
        whens = [when for piece in pieces if (when := read_date(piece.strip(), knowledge))]
        return at(end, When(tuple(days for when in whens for days in when.days)))
    if when := read_date(value, knowledge):
        return at(end, when)
    first, dots, last = value.partition("..")
    if dots:
        begin, stop = read_date(first, knowledge), read_date(last, knowledge)
        if begin and stop:
            return ranged(end, begin, stop)
        if begin and not last:
            return bounded(end, begin, "since")
        return bounded(end, stop, "until") if stop and not first else None
    for phrase in (phrases_english.phrase, dates_chinese.phrase):
        found = phrase(fold(value), 0, len(value), knowledge)
        if found and found.end == len(value):
            return Found(end, found.field, found.values, found.form)
    return None


def _added(value: str, end: int, knowledge: Knowledge) -> Found | None:
    if arrivals.is_recently(fold(value)):
        return arrivals.recently(end, knowledge)
    return arrivals.added(_date(value, end, knowledge))


def _side(side: str) -> Reader:
    def read(value: str, end: int, knowledge: Knowledge) -> Found | None:
        when = read_date(value, knowledge)
        return bounded(end, when, side) if when else None

    return read


def _years(value: str) -> Days | None:
    match = re.fullmatch(r"(\d{4})(?:(?:-|\.\.)(\d{4}))?", value)
    return years(int(match[1]), int(match[2] or match[1])) if match else None


def _month(value: str, end: int, knowledge: Knowledge) -> Found | None:
    numbers = []
    for piece in value.split(","):
        when = read_date(piece.strip(), knowledge)
        if piece.strip().isdecimal() and 1 <= int(piece) <= 12:
            numbers.append(int(piece))
        elif when and when.month:
            numbers.append(when.month)
        else:
            return None
    return Found(
        end, "month", tuple(sorted(set(numbers))), f"month:{','.join(map(str, sorted(set(numbers))))}"
    )


def _place(value: str, end: int, knowledge: Knowledge) -> Found | None:
    places = knowledge.places.called(value)
    return Found(end, "place", places, f"place:{quoted(value)}") if places else None


def _near(value: str, end: int, knowledge: Knowledge) -> Found | None:
    name, km = read_near(value)
    places = knowledge.places.called(name)
    return around(end, name, places, km) if places else None


def _camera(value: str, end: int, knowledge: Knowledge) -> Found | None:
    return Found(
        end, "camera", cameras_called(value, knowledge.cameras) or (value,), f"camera:{quoted(value)}"
    )


def _lens(value: str, end: int, knowledge: Knowledge) -> Found | None:
    return of_lens(end, value, knowledge)


def _folder(value: str) -> str | None:
    return value.replace("\\", "/").strip("/") or None


def _by(read: Callable[[str], T | None], of: Callable[[int, T], Found], *, folded: bool = True) -> Reader:
    """Reads a value that says all by itself."""

    def reader(value: str, end: int, _: Knowledge) -> Found | None:
        found = read(fold(value) if folded else value)
        return of(end, found) if found else None

    return reader


def _each_of(field: Field, read: Callable[[str], str | None]) -> Reader:
    """Reads one name, or several with commas between them."""

    def each(value: str) -> tuple[str, ...] | None:
        found = [read(piece.strip()) for piece in value.split(",")]
        values = tuple(dict.fromkeys(name for name in found if name))
        return values if all(found) else None

    return _by(each, lambda end, values: named(end, field, *values))


def _tag(value: str, end: int, knowledge: Knowledge) -> Found | None:
    return of_tag(end, value, knowledge)


def _album(value: str, end: int, knowledge: Knowledge) -> Found | None:
    known = knowledge.albums.spelled(value) or knowledge.albums.called(value)
    return of_album(end, known or (value,), value)


def _is(value: str, end: int, knowledge: Knowledge) -> Found | None:
    if is_favourite(fold(value)):
        return of_favourite(end, "yes")
    return _each_of("kind", read_kind)(value, end, knowledge)


_A_DATE = "a date looks like 2020, 2020-05, 2020-05-31 or “last summer”"
_A_KIND = "it takes screenshot, portrait, landscape, square, panorama, raw, motion, animated"
_A_PLACE = "no photo is known to be taken there"
_READERS: dict[str, tuple[Reader, str]] = {
    "date": (_date, _A_DATE),
    "added": (_added, "it takes a date, or “recently”"),
    "before": (_side("before"), _A_DATE),
    "after": (_side("since"), _A_DATE),
    "year": (_by(_years, spanned), "a year looks like 2020 or 2018-2020"),
    "month": (_month, "a month looks like 5 or may"),
    "weekday": (_by(read_weekdays, on_weekdays), "a weekday looks like sunday or weekend"),
    "time": (_by(read_hours, in_hours), "a time looks like 18-20, 8pm or night"),
    "place": (_place, _A_PLACE),
    "near": (_near, _A_PLACE),
    "camera": (_camera, "it takes the name of a camera"),
    "lens": (_lens, "it takes the name of a lens"),
    "in": (
        _by(_folder, lambda end, name: named(end, "in", name), folded=False),
        "it takes the name of a folder",
    ),
    "name": (
        _by(str, lambda end, name: named(end, "name", name), folded=False),
        "it takes a part of a file's name",
    ),
    "type": (_each_of("type", read_type), "it takes jpeg, heic, png, gif, tiff, webp, avif, raw, …"),
    "kind": (_is, _A_KIND),
    "size": (_by(read_size, of_size), "a size looks like >5mb, <300kb or 1mb-5mb"),
    "rating": (_by(read_rating, of_rating), "a rating looks like 5, >=4 or none"),
    "favourite": (_by(read_favourite, of_favourite), "it takes yes or no"),
    "tag": (_tag, "it takes a tag"),
    "album": (_album, "it takes an album"),
}

FIELDS = {name: name for name in _READERS} | {
    "since": "after",
    "imported": "added",
    "folder": "in",
    "file": "name",
    "filename": "name",
    "format": "type",
    "ext": "type",
    "is": "kind",
    "stars": "rating",
    "favorite": "favourite",
    "fav": "favourite",
    "favourites": "favourite",
    "favorites": "favourite",
    "day": "weekday",
    "日期": "date",
    "之前": "before",
    "之后": "after",
    "添加": "added",
    "导入": "added",
    "年": "year",
    "地点": "place",
    "附近": "near",
    "相机": "camera",
    "镜头": "lens",
    "文件夹": "in",
    "文件名": "name",
    "格式": "type",
    "类型": "kind",
    "大小": "size",
    "评分": "rating",
    "收藏": "favourite",
    "最爱": "favourite",
    "标签": "tag",
    "相册": "album",
}
"""Names before a colon, folded, and the field each stands for; `limit:` is read beside them."""

LIMIT_NAMES = ("limit", "top", "数量")
