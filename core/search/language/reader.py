"""From a sentence to its reading.

The sentence is gone through from left to right. At each word (or Chinese character) every
reader of phrases is asked; the longest phrase wins, and of equal ones the reader that
stands first. What nobody understands is the meaning.

OR divides the sentence. In "black dog OR white cat 2019" one side speaks of all that the
other does, and of more: the other takes that from it, so both are photos of 2019. In
"black dog paris OR white cat 2019" neither does, and each stands for itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from core.search.language import (
    amounts,
    arrivals,
    cameras,
    clock,
    dates_chinese,
    files,
    kinds,
    people,
    phrases_english,
    places,
)
from core.search.language.forms import LIMIT_NAMES, read_form, read_limit
from core.search.language.knowledge import Knowledge
from core.search.language.leftovers import tidied, without_beginning, without_end
from core.search.language.lexer import Piece, pieces
from core.search.language.moments import Found
from core.search.language.reading import Alternative, Avoided, Filter, Note, Part, Reading
from core.search.language.text import END, IDEOGRAPH, fold, starts

LONGEST = 500
"""Characters that are looked at; what follows is taken as words."""

_TAIL = re.compile(rf"(?:'s{END})?")
_TAIL_ZH = re.compile(r"\s*的")
_CHINESE = re.compile(rf"[{IDEOGRAPH}]")
_GLUED = re.compile(rf"[^\W_{IDEOGRAPH}][-_./@'&+]")
_COMPOUND = re.compile(rf"-[^\W_{IDEOGRAPH}]")


@dataclass(slots=True)
class _Side:
    """One side of an OR, while it is being read."""

    words: list[str] = field(default_factory=list)
    without: list[str] = field(default_factory=list)
    filters: list[Filter] = field(default_factory=list)
    literals: list[str] = field(default_factory=list)
    required: list[str] = field(default_factory=list)

    def finished(self, *, alone: bool) -> Alternative:
        meaning = " ".join("".join(self.words).split())
        if (self.filters or alone) and not self.literals:
            meaning = tidied(meaning)
        return Alternative(
            meaning, tuple(self.without), tuple(self.filters), tuple(self.literals), tuple(self.required)
        )


class _Reader:
    """Reads one sentence."""

    def __init__(self, sentence: str, knowledge: Knowledge) -> None:
        self._raw = sentence
        self._text = fold(sentence)
        self._knowledge = knowledge
        self._sides = [_Side()]
        self._notes: list[Note] = []
        self._avoided: list[Avoided] = []
        self._counted: Filter | None = None

    def read(self) -> Reading:
        looked_at = self._text[:LONGEST]
        for piece in pieces(self._raw[:LONGEST], looked_at):
            self._take(piece)
        self._sides[-1].words.append(self._raw[LONGEST:])
        alone = self._counted is not None
        sides = [side for side in (side.finished(alone=alone) for side in self._sides) if side]
        if not sides and len(self._sides) > 1:  # nothing but OR
            sides = [Alternative(self._raw.strip())]
        return Reading(
            self._raw,
            _shared(sides) or (Alternative(),),
            self._counted,
            tuple(self._notes),
            tuple(self._avoided),
        )

    def _take(self, piece: Piece) -> None:
        side = self._sides[-1]
        value = self._raw[piece.value_start : piece.value_end]
        if piece.kind == "or":
            self._sides.append(_Side())
        elif piece.kind == "quoted":
            if piece.negated:
                self._avoid(value.strip(), piece)
            else:
                side.words.append(value)
                self._take_literal(piece, value.strip())
        elif piece.kind == "form":
            self._take_form(piece, value.rstrip(",;"))
        elif piece.kind == "unwanted":
            self._take_unwanted(piece, value)
        else:
            self._take_words(piece.start, piece.end)

    def _take_literal(self, piece: Piece, value: str) -> None:
        """What stands in quotes: to be found just so, unless the quotes are there to turn a filter off."""
        side = self._sides[-1]
        if not value:
            return
        side.literals.append(value)
        found = self._phrase(piece.value_start, piece.value_end)
        if not found or self._with_tail(found.end, piece.value_end) < piece.value_end:
            side.required.append(value)

    def _take_form(self, piece: Piece, value: str) -> None:
        part = (piece.start, piece.end)
        if piece.field in LIMIT_NAMES:
            number = read_limit(value.strip())
            if number is not None and not piece.negated:
                self._count(number, part)
                return
            found: Found | str = f"“{piece.field}:{value}” was taken as words: it takes a number."
        else:
            found = read_form(piece.field, value, piece.end, self._knowledge)
        if isinstance(found, str):
            self._notes.append(Note(part, found))
            side = self._sides[-1]
            if piece.negated:
                self._avoid(value.strip(), piece)
            else:
                side.words.append(value)
        else:
            self._filter(found, part, negated=piece.negated)

    def _take_unwanted(self, piece: Piece, value: str) -> None:
        """A word with a minus: a filter turned round when all of it is one, else a word to avoid."""
        found = self._phrase(piece.value_start, piece.value_end)
        if found and found.end == piece.value_end:
            self._filter(found, (piece.start, piece.end), negated=True)
        else:
            self._avoid(value, piece)

    def _avoid(self, words: str, piece: Piece) -> None:
        if words:
            self._sides[-1].without.append(words)
            self._avoided.append(Avoided(words, (piece.start, piece.end)))

    def _take_words(self, start: int, end: int) -> None:
        position = kept = start
        for begin in starts(self._text, start, end):
            if begin < position or self._inside_a_word(begin):
                continue
            many = amounts.how_many(self._text, begin, end)
            found = None if many else self._phrase(begin, end)
            if many:
                stop = many[0]
                self._count(many[1], (begin, stop))
            elif found:
                stop = self._with_tail(found.end, end)
            else:
                continue
            self._words(kept, begin, after=kept > start, before=True)
            if found:
                self._filter(found, (begin, stop), negated=False)
            position = kept = stop
        self._words(kept, end, after=kept > start)

    def _phrase(self, start: int, end: int) -> Found | None:
        best = None
        for found in self._candidates(start, end):
            if (
                found
                and (best is None or found.end > best.end)
                and not _COMPOUND.match(self._text, found.end)
            ):
                best = found
        return best

    def _candidates(self, start: int, end: int) -> Iterator[Found | None]:
        text, raw, knowledge = self._text, self._raw, self._knowledge
        yield phrases_english.phrase(text, start, end, knowledge)
        yield arrivals.phrase(text, start, end, knowledge)
        yield dates_chinese.phrase(text, start, end, knowledge)
        yield clock.phrase(text, start, end)
        yield kinds.phrase(text, start, end)
        yield amounts.size_phrase(text, start, end)
        if knowledge.rated:
            yield amounts.rating_phrase(text, start, end)
        yield cameras.phrase(text, raw, start, end, knowledge)
        yield places.phrase(text, raw, start, end, knowledge)
        yield files.phrase(text, raw, start, end)
        yield people.phrase(text, raw, start, end, knowledge)

    def _inside_a_word(self, begin: int) -> bool:
        """Behind a dash, dot or the like that glues it to a word: the 19 of "covid-19"."""
        before = self._text[max(begin - 2, 0) : begin]
        return (
            len(before) == 2 and before[1] in "-_./@'&+" and not before[0].isspace() and before[0].isalnum()
        )

    def _with_tail(self, stop: int, end: int) -> int:
        """Where a phrase ends together with its "'s" or 的."""
        tail = _TAIL_ZH if _CHINESE.match(self._text, stop - 1) else _TAIL
        match = tail.match(self._text, stop, end)
        return match.end() if match else stop

    def _words(self, start: int, end: int, *, after: bool = False, before: bool = False) -> None:
        """Keep words, without what joined them to a phrase after or before which they stand."""
        words = self._raw[start:end]
        if before:
            words = without_end(words)
        if after:
            words = f" {without_beginning(words)}"
        self._sides[-1].words.append(words)

    def _count(self, number: int, part: Part) -> None:
        self._counted = Filter("limit", (number,), f"limit:{number}", part)

    def _filter(self, found: Found, part: Part, *, negated: bool) -> None:
        form = f"-{found.form}" if negated else found.form
        self._sides[-1].filters.append(Filter(found.field, found.values, form, part, negated))


def read_sentence(sentence: str, knowledge: Knowledge) -> Reading:
    """Understand a sentence; see `core.search.language.read`."""
    return _Reader(sentence, knowledge).read()


def _shared(sides: list[Alternative]) -> tuple[Alternative, ...]:
    """Give each side what only the fullest one says, when that one speaks of all that any other does."""
    subjects = [_subjects(side) for side in sides]
    fullest = max(range(len(sides)), key=lambda number: len(subjects[number]), default=0)
    if len(sides) < 2 or any(not each <= subjects[fullest] for each in subjects):
        return tuple(sides)
    full = sides[fullest]
    shared = []
    for side, own in zip(sides, subjects, strict=True):
        more = [chosen for chosen in full.filters if chosen.field not in own]
        shared.append(
            Alternative(
                side.meaning or full.meaning,
                side.without or full.without,
                tuple(sorted([*side.filters, *more], key=lambda chosen: chosen.part)),
                side.literals or full.literals,
                side.required or full.required,
            )
        )
    return tuple(shared)


def _subjects(side: Alternative) -> set[str]:
    subjects: set[str] = {chosen.field for chosen in side.filters}
    if side.meaning:
        subjects.add("meaning")
    if side.without:
        subjects.add("without")
    return subjects
