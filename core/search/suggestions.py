"""How a sentence may go on: the library's own names that begin with the word being typed."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum
from heapq import nsmallest
from itertools import groupby
from operator import itemgetter

from core.chinese_names import chinese_names
from core.library.vocabulary import Town, Vocabulary
from core.search.language import Field, Knowledge, quoted, read
from core.search.language.text import fold, key, starts, units

AT_MOST = 8
"""Suggestions at once: what can be seen at a glance."""

_OF_A_KIND = 3
"""Of one kind, where several kinds fit."""

_SCANNED = 200
"""Names of a kind with one beginning that are looked at; with more, another letter is needed anyway."""

_UNITS = 4
"""Words of a name, or Chinese characters, that may have been typed of it."""

_AFTER_ALL = "\U0010ffff"

_FORM = re.compile(
    r'(?:(?<=\s)|^)(?P<minus>-?)(?P<field>[^\s":：-]+)[:：](?:"(?P<open>[^"]*)|(?P<value>[^\s"]*))$'
)
_CHINESE = re.compile(r"[\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")


class Kind(IntEnum):
    """What a name is of; of names that fit alike, the first kind comes first."""

    ALBUM = 0
    TAG = 1
    PLACE = 2
    CAMERA = 3
    LENS = 4
    FOLDER = 5
    WORD = 6


_FIELD: dict[Kind, Field] = {
    Kind.ALBUM: "album",
    Kind.TAG: "tag",
    Kind.PLACE: "place",
    Kind.CAMERA: "camera",
    Kind.LENS: "lens",
    Kind.FOLDER: "in",
}
_KINDS = {field: kind for kind, field in _FIELD.items()} | {"near": Kind.PLACE}


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A name that the word being typed may become.

    Attributes:
        kind: What it is of.
        name: As the library has it.
        detail: Which of those of this name, such as the country or the folder it is in; may be empty.
        part: The characters of the sentence that it takes the place of.
        field: The explicit form it was asked for with, as it was typed; "" when it was not.
        negated: There is a minus in front of it.
    """

    kind: Kind
    name: str
    detail: str
    part: tuple[int, int]
    field: str = ""
    negated: bool = False


class Suggester:
    """The names of a library, to be looked up while one types. Never changes; for any thread.

    Args:
        vocabulary: Of the library.
        knowledge: The same, as the reader of sentences has it.
        directories: That photos lie in, with "/" between their parts.
        words: What photos are taken to show.

    Attributes:
        vocabulary: As it was given.
        knowledge: As it was given.
    """

    def __init__(
        self,
        vocabulary: Vocabulary,
        knowledge: Knowledge,
        directories: Iterable[str] = (),
        words: Iterable[str] = (),
    ) -> None:
        # Its patterns take time to compile, which the thread that makes this has.
        from core.search.language.forms import FIELDS  # noqa: PLC0415

        self.vocabulary = vocabulary
        self.knowledge = knowledge
        self._fields = FIELDS
        self._names: dict[Kind, _Names] = {}
        for kind, named in groupby(dict.fromkeys(_names(vocabulary, directories, words)), itemgetter(0)):
            self._names[kind] = _Names([(name, detail) for _, name, detail in named])

    def suggest(self, sentence: str, cursor: int) -> tuple[Suggestion, ...]:
        """What the word before the cursor may become, the best first; at most `AT_MOST`.

        Args:
            sentence: As it stands in the box.
            cursor: How many of its characters stand before the cursor.
        """
        typed = sentence[:cursor]
        if form := _FORM.search(typed):
            field = self._fields.get(fold(form["field"]))
            if field in _KINDS:
                value = form["open"] if form["open"] is not None else form["value"]
                kind, part = _KINDS[field], (form.start(), cursor)
                return tuple(
                    Suggestion(kind, name, detail, part, form["field"], bool(form["minus"]))
                    for name, detail in self._beginning(value, kind, AT_MOST)
                )
        if not typed or typed[-1].isspace():
            return ()
        best: dict[tuple[Kind, str, str], Suggestion] = {}
        # The longest beginning first: after "new y", what begins with "new y" and not only with "y".
        for start in _begins(typed):
            head, negated = typed[start:], typed[start - 1 : start] == "-"
            part = (start - 1 if negated else start, cursor)
            if len(key(head)) < 2 and not _CHINESE.match(key(head)):
                continue  # one letter says nothing yet
            for kind in (Kind.TAG,) if head.startswith("#") else Kind:
                for name, detail in self._beginning(head, kind, _OF_A_KIND):
                    if kind is not Kind.WORD or not key(typed).endswith(key(name)):  # it is typed already
                        suggestion = Suggestion(kind, name, detail, part, negated=negated)
                        best.setdefault((kind, name, detail), suggestion)
            if len(best) >= AT_MOST:
                break
        return tuple(best.values())[:AT_MOST]

    def completed(self, sentence: str, suggestion: Suggestion) -> tuple[str, int]:
        """The sentence with a suggestion taken, and where the cursor goes.

        The name stands there as plain words when these are understood as just what is meant, else in its
        explicit form.

        Args:
            sentence: It was suggested for.
            suggestion: Of `suggest`.
        """
        begin, end = suggestion.part
        before, after = sentence[:begin], sentence[end:].lstrip()
        plain = f"{before}{suggestion.name}"
        if not self._says_so(plain, begin, suggestion):
            plain = before + _explicit(suggestion)
        return f"{plain} {after}", len(plain) + 1

    def _says_so(self, sentence: str, begin: int, suggestion: Suggestion) -> bool:
        if suggestion.field or suggestion.negated:
            return False
        if suggestion.kind is Kind.WORD:
            return True
        field = _FIELD[suggestion.kind]
        return any(
            chosen.field == field and chosen.part[0] <= begin and chosen.part[1] == len(sentence)
            for chosen in read(sentence, self.knowledge).filters
        )

    def _beginning(self, typed: str, kind: Kind, at_most: int) -> list[tuple[str, str]]:
        """Names of a kind that begin with what was typed, or one of whose words does."""
        return self._names[kind].beginning(key(typed), at_most) if kind in self._names else []


class _Names:
    """Names with their details, in order of what they and their words begin with."""

    def __init__(self, named: list[tuple[str, str]]) -> None:
        self._named = named
        keys = []
        for number, (name, _) in enumerate(named):
            parts = units(name)
            # Also what begins with its second or third word: "york" is in New York.
            keys += [("".join(parts[first:]), first > 0, number) for first in range(min(len(parts), _UNITS))]
        keys.sort()
        self._keys = [begin for begin, _, _ in keys]
        self._later = [later for _, later, _ in keys]
        self._numbers = [number for _, _, number in keys]

    def beginning(self, wanted: str, at_most: int) -> list[tuple[str, str]]:
        """Those that begin with a key: first whole names, then the shortest."""
        first = bisect_left(self._keys, wanted)
        last = min(bisect_left(self._keys, f"{wanted}{_AFTER_ALL}", lo=first), first + _SCANNED)
        found: dict[int, tuple[bool, int, str]] = {}
        for later, number in zip(self._later[first:last], self._numbers[first:last], strict=True):
            if number not in found or not later:
                name = self._named[number][0]
                found[number] = (later, len(name), name)
        return [self._named[number] for number in nsmallest(at_most, found, key=found.__getitem__)]


def within(roots: Iterable[str], directories: Iterable[str]) -> Iterator[str]:
    """Directories from the chosen folders downwards; what is above these, nobody calls a folder of photos.

    Args:
        roots: The chosen folders, below their mount points.
        directories: All that photos lie in, likewise.
    """
    each = sorted({root.strip("/") for root in roots}, key=len, reverse=True)
    for directory in directories:
        for root in each:
            if not root or directory == root or directory.startswith(f"{root}/"):
                yield directory[root.rfind("/") + 1 :]
                break


def _begins(typed: str) -> Iterator[int]:
    """Where what is being typed may begin: a word or Chinese character; farthest first."""
    each = list(starts(fold(typed), 0, len(typed)))[-_UNITS:]
    for start in each:
        before = typed[start - 1 : start] or " "
        if before.isspace() or before in '-("' or _CHINESE.match(before) or _CHINESE.match(typed, start):
            yield start


def _explicit(suggestion: Suggestion) -> str:
    minus = "-" if suggestion.negated else ""
    if suggestion.kind is Kind.WORD:
        return minus + quoted(suggestion.name)
    return f"{minus}{suggestion.field or _FIELD[suggestion.kind]}:{quoted(suggestion.name)}"


def _places_in_chinese(towns: Iterable[Town]) -> Iterator[tuple[str, str]]:
    """Towns and countries that have a Chinese name, and what they lie in."""
    known = list(towns)
    names = chinese_names({str(town.id) for town in known} | {town.country_code for town in known})
    for town in known:
        country = names.get(town.country_code, (town.country,))[0]
        name = names.get(str(town.id), (town.name,))[0]
        if name != town.name:
            yield name, country
        if town.country_code in names:
            yield country, ""


def _names(
    vocabulary: Vocabulary, directories: Iterable[str], words: Iterable[str]
) -> Iterator[tuple[Kind, str, str]]:
    """All names, each with its kind and what tells it from others of its name."""
    yield from ((Kind.ALBUM, album, "") for album in vocabulary.albums)
    yield from ((Kind.TAG, tag, "") for tag in vocabulary.keywords)
    for town in vocabulary.towns:
        yield Kind.PLACE, town.name, ", ".join(filter(None, (town.region, town.country)))
        if town.region:
            yield Kind.PLACE, town.region, town.country
        if town.country:
            yield Kind.PLACE, town.country, ""
    yield from ((Kind.PLACE, name, within) for name, within in _places_in_chinese(vocabulary.towns))
    yield from ((Kind.CAMERA, camera, "") for camera in vocabulary.cameras)
    yield from ((Kind.LENS, lens, "") for lens in vocabulary.lenses)
    seen: set[str] = set()
    for directory in directories:
        # The folders on the way hold photos, too.
        parts = [part for part in directory.split("/") if part]
        for depth, name in enumerate(parts):
            above = "/".join(parts[:depth])
            if f"{above}/{name}" not in seen:
                seen.add(f"{above}/{name}")
                yield Kind.FOLDER, name, above
    tagged = {tag.casefold() for tag in vocabulary.keywords}
    yield from ((Kind.WORD, word, "") for word in words if word.casefold() not in tagged)
