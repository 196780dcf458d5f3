"""The query language by example: made of the names and years that the library really has."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from core.library import PlaceName
from core.library.vocabulary import Town, Vocabulary
from core.search import quoted
from desktop.parts.language import Language, spoken
from desktop.parts.translate import tr


@dataclass(frozen=True, slots=True)
class Example:
    """Something to ask.

    Attributes:
        sentence: As it would be typed.
        meaning: What it finds.
    """

    sentence: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Topic:
    """Examples of one kind.

    Attributes:
        title: What they are about.
        examples: At least one.
    """

    title: str
    examples: tuple[Example, ...]


def topics(known: Vocabulary | None) -> tuple[Topic, ...]:
    """All examples, those that find nothing here left out.

    Args:
        known: The names in the library; None: not known yet, and examples stand for themselves.
    """
    made = (
        Topic(tr("What is in the photo"), tuple(_pictures())),
        Topic(tr("When"), tuple(_dates(known))),
        Topic(tr("Where"), tuple(_places(known))),
        Topic(tr("Your own words"), tuple(_labels(known))),
        Topic(tr("Cameras and files"), tuple(_files(known))),
        Topic(tr("Joining and leaving out"), tuple(_joined(known))),
        Topic(tr("In Chinese"), tuple(_chinese(known))),
    )
    return tuple(topic for topic in made if topic.examples)


def _pictures() -> Iterator[Example]:
    yield Example(
        tr("two dogs on the beach"), tr("Describe it as you would to a friend; the best come first")
    )
    yield Example(tr("a birthday cake with candles"), tr("Things, places, moods, colours, what people do"))
    yield Example(
        tr('"happy birthday"'), tr("Words in quotes stand in the photo, or in its title and tags, just so")
    )


def _dates(known: Vocabulary | None) -> Iterator[Example]:
    year = _year(known)
    if year is None:
        return
    yield Example(str(year), tr("A year; also 2015-2019, the nineties"))
    yield Example(tr("last summer"), tr("Also: yesterday, in May, Christmas, on Sundays, at night"))
    yield Example(tr("beach in July {year}").format(year=year), tr("What, and when"))
    yield Example(
        f"after:{year}-05", tr("The same in short: before:, after:, date:, month:, weekday:, time:")
    )


def _places(known: Vocabulary | None) -> Iterator[Example]:
    if known is None:
        yield Example(tr("in Paris"), tr("A town, a region or a country"))
        return
    if not known.towns:
        return
    town, country = _named(known.towns[0])
    yield Example(
        f"place:{quoted(town)}",
        tr("A town, a region or a country, where photos know where they were taken"),
    )
    yield Example(f"near:{quoted(f'{town},20km')}", tr("As far as that around it"))
    if country:
        yield Example(tr("sunset in {place}").format(place=country), tr("What, and where"))


def _named(town: Town) -> tuple[str, str]:
    """What a town and its country are called in the language of the window."""
    if spoken() is not Language.CHINESE:
        return town.name, town.country
    place = PlaceName(town.name, town.region, town.country, town.id, town.country_code)
    return place.in_chinese()[-1], place.in_chinese()[0]


def _labels(known: Vocabulary | None) -> Iterator[Example]:
    tag = next(iter(known.tags or known.keywords), "") if known else tr("family")
    album = next(iter(known.albums), "") if known else ""
    if tag:
        yield Example(f"tag:{quoted(tag)}", tr("A tag you gave, or that the files bring along; also #tag"))
    if album:
        yield Example(f"album:{quoted(album)}", tr("The photos of an album"))
    yield Example("favourite:yes", tr("Your favourites"))
    yield Example("rating:>=4", tr("Four stars and more; rating:none has none, rating:-1 is rejected"))


def _files(known: Vocabulary | None) -> Iterator[Example]:
    camera = next(iter(known.cameras), "") if known else ""
    if camera:
        yield Example(f"camera:{quoted(camera)}", tr("Taken with it; lens: for the lens"))
    yield Example(tr("screenshots"), tr("Also: portraits, landscapes, panoramas, RAW, live photos, GIFs"))
    yield Example("type:jpeg", tr("A file format"))
    yield Example("size:>5mb", tr("Large files"))
    yield Example("name:IMG_", tr("Part of a file's name; in: for a folder"))


def _joined(known: Vocabulary | None) -> Iterator[Example]:
    year = _year(known)
    yield Example(tr("beach -people"), tr("A minus: photos with that come last"))
    if year is not None:
        yield Example(
            tr("mountains -{year}").format(year=year), tr("It turns a date, place or tag round, too")
        )
    yield Example(tr("cat OR dog"), tr("Either will do; OR in capitals"))
    yield Example(tr('"may" flowers'), tr("Quotes keep a word from being taken for a date or place"))


def _chinese(known: Vocabulary | None) -> Iterator[Example]:
    year = _year(known)
    yield Example("海边的狗", tr("Dogs at the seaside"))
    if year is not None:
        yield Example(f"{year}年夏天的花", tr("Flowers in the summer of {year}").format(year=year))
    yield Example("雪山 -人", tr("Snowy mountains, without people"))


def _year(known: Vocabulary | None) -> int | None:
    """The newest year there are photos of."""
    if known is None:
        return 2019
    return int(known.last_day[:4]) if known.last_day and known.last_day[:4].isdecimal() else None
