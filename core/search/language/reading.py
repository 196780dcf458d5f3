"""What a sentence was understood as. All of it frozen, and free of SQL."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

Field = Literal[
    "date",
    "added",
    "month",
    "weekday",
    "time",
    "place",
    "near",
    "camera",
    "lens",
    "in",
    "name",
    "type",
    "kind",
    "size",
    "rating",
    "favourite",
    "tag",
    "album",
    "limit",
]
"""What a filter is about; the name of its explicit form (`date` has `before:`, `after:` and `year:` too)."""

Part = tuple[int, int]
"""Characters of the sentence, the second number one past the last."""


@dataclass(frozen=True, slots=True)
class Days:
    """From one day to another, both counted.

    Attributes:
        first: None: since ever.
        last: None: until ever.
    """

    first: date | None
    last: date | None

    def as_data(self) -> dict[str, str | None]:
        """As it stands in JSON: ISO dates, or null."""
        return {
            "from": self.first.isoformat() if self.first else None,
            "until": self.last.isoformat() if self.last else None,
        }


@dataclass(frozen=True, slots=True)
class Hours:
    """By the clock, from a minute until just before another; past midnight when the second is smaller.

    Attributes:
        begin: "HH:MM".
        end: "HH:MM".
    """

    begin: str
    end: str

    def as_data(self) -> dict[str, str | None]:
        """As it stands in JSON."""
        return {"from": self.begin, "until": self.end}


@dataclass(frozen=True, slots=True)
class Limits:
    """A number between two others, both counted; bytes for a size, stars for a rating.

    Attributes:
        least: None: no lower limit.
        most: None: no upper limit.
    """

    least: int | None
    most: int | None

    def as_data(self) -> dict[str, int | None]:
        """As it stands in JSON."""
        return {"least": self.least, "most": self.most}


@dataclass(frozen=True, slots=True)
class Place:
    """Somewhere on Earth that photos were taken at.

    Attributes:
        name: "Paris".
        within: What it belongs to, the smallest first: ("Île-de-France", "France").
        localities: The populated places it is made of, as GeoNames numbers.
        centres: Latitude and longitude of each, decimal degrees.
    """

    name: str
    within: tuple[str, ...] = ()
    localities: tuple[int, ...] = ()
    centres: tuple[tuple[float, float], ...] = ()

    def as_data(self) -> dict[str, Any]:
        """As it stands in JSON."""
        return {"name": self.name, "within": list(self.within)}


@dataclass(frozen=True, slots=True)
class Near:
    """A circle around places.

    Attributes:
        place: Whose centres it is drawn around.
        km: Its radius.
    """

    place: Place
    km: float

    def as_data(self) -> dict[str, Any]:
        """As it stands in JSON."""
        return {**self.place.as_data(), "km": self.km}


Value = Days | Hours | Limits | Place | Near | int | str


@dataclass(frozen=True, slots=True)
class Filter:
    """One part of a sentence that was understood as a condition.

    Attributes:
        field: What it is about.
        values: One of these must hold.
        form: The explicit form that says the same.
        part: The characters it was read from.
        negated: None of the values may hold.
    """

    field: Field
    values: tuple[Value, ...]
    form: str
    part: Part
    negated: bool = False

    def as_data(self) -> dict[str, Any]:
        """As it stands in JSON."""
        values = [value if isinstance(value, int | str) else value.as_data() for value in self.values]
        return {"field": self.field, "values": values, "form": self.form, "part": list(self.part)} | (
            {"negated": True} if self.negated else {}
        )


@dataclass(frozen=True, slots=True)
class Avoided:
    """Something that should not be in the photo.

    Attributes:
        words: What.
        part: The characters that say so, with their minus.
    """

    words: str
    part: Part


@dataclass(frozen=True, slots=True)
class Note:
    """Something a person should be told about how the sentence was read.

    Attributes:
        part: The characters it is about.
        text: What, as a sentence.
    """

    part: Part
    text: str


@dataclass(frozen=True, slots=True)
class Alternative:
    """What must hold together.

    Attributes:
        meaning: Words to rank by.
        without: What should not be in the photo.
        filters: Conditions.
        literals: What stood in quotes, which is in `meaning` too.
        required: Of these, what would not have been understood without quotes either: it must stand
            in a photo's own words just so, if it stands in any photo's.
    """

    meaning: str = ""
    without: tuple[str, ...] = ()
    filters: tuple[Filter, ...] = ()
    literals: tuple[str, ...] = ()
    required: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.meaning or self.without or self.filters)


@dataclass(frozen=True, slots=True)
class Reading:
    """A sentence, understood.

    Attributes:
        sentence: As it was typed.
        alternatives: At least one; a photo need only answer one of them.
        counted: How many answers are wanted at most; None where it was not said.
        notes: What could not be taken as it was said.
        avoided: What should not be in the photo, by whichever alternative; `without` of these says the same.
    """

    sentence: str
    alternatives: tuple[Alternative, ...] = field(default=(Alternative(),))
    counted: Filter | None = None
    notes: tuple[Note, ...] = ()
    avoided: tuple[Avoided, ...] = field(default=(), compare=False)

    @property
    def meaning(self) -> str:
        """The words of the first alternative, which is mostly the only one."""
        return self.alternatives[0].meaning

    @property
    def without(self) -> tuple[str, ...]:
        """What should not be in the photo, by the first alternative."""
        return self.alternatives[0].without

    @property
    def filters(self) -> tuple[Filter, ...]:
        """Everything that was understood as a condition, in the order of the sentence, each once."""
        return tuple(sorted(set(self._filters()), key=lambda chosen: chosen.part))

    @property
    def limit(self) -> int | None:
        """At most so many answers."""
        number = self.counted.values[0] if self.counted else None
        return number if isinstance(number, int) else None

    @property
    def understood(self) -> tuple[Filter, ...]:
        """All that was not taken as words: the conditions, and how many answers are wanted."""
        parts = (*self.filters, self.counted) if self.counted else self.filters
        return tuple(sorted(parts, key=lambda chosen: chosen.part))

    def _filters(self) -> Iterator[Filter]:
        for alternative in self.alternatives:
            yield from alternative.filters

    def as_data(self) -> dict[str, Any]:
        """As it stands in JSON."""
        return {
            "alternatives": [
                {
                    "meaning": alternative.meaning,
                    "without": list(alternative.without),
                    "filters": [chosen.as_data() for chosen in alternative.filters],
                }
                for alternative in self.alternatives
            ],
            "limit": self.limit,
            "notes": [note.text for note in self.notes],
        }


def without_part(reading: Reading, part: Part) -> str:
    """The sentence without some of its characters."""
    return " ".join(f"{reading.sentence[: part[0]]} {reading.sentence[part[1] :]}".split())


def taken_as_words(reading: Reading, chosen: Filter) -> str:
    """The sentence with one filter turned off: its words in quotes, which are never understood.

    An explicit form is taken out instead, for as words it says nothing of a picture; so is what
    stands behind a minus.
    """
    begin, end = chosen.part
    before, words, after = reading.sentence[:begin], reading.sentence[begin:end], reading.sentence[end:]
    plain = words.replace('"', " ").strip()
    if chosen.negated or ":" in words or "：" in words or not plain:
        return without_part(reading, chosen.part)
    return f'{before}"{plain}"{after}'
