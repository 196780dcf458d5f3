"""Conditions on what people say of a photo, and where they say nothing, its files: tags, albums, stars.

All are about the photo and not about one of its files.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from core.library.conditions import SHOWN, AllOf, Condition, Not, Where, any_of, between, one_of
from core.library.names import fold_name
from core.library.people import MOST_STARS

_SAID = "SELECT photo_id FROM tags CROSS JOIN photo_tags ON tag_id = tags.id WHERE folded = ? AND said = {}"

_GUESSED = (
    "SELECT photo_id FROM guess_names CROSS JOIN guesses ON guesses.word_id = guess_names.word_id "
    "CROSS JOIN judged ON judged.id = judged_id "
    "CROSS JOIN contents AS shown ON shown.pixels_digest = judged.pixels_digest "
    "WHERE guess_names.folded = ? AND NOT EXISTS (SELECT 1 FROM guess_words JOIN tags "
    "ON tags.folded IN (guess_words.folded, guess_names.folded) "
    "JOIN photo_tags ON tag_id = tags.id AND said = 0 "
    "WHERE guess_words.id = guess_names.word_id AND photo_tags.photo_id = shown.photo_id)"
)
"""What a picture is taken to show, by any name of it, unless people say no to that or to its English one."""


@dataclass(frozen=True, slots=True)
class Tagged:
    """Has one of these tags: people say so; or one of its files or a guess does, and people don't say no.

    Attributes:
        tags: However they are cased; a file's keyword has to be spelled like one of these.
    """

    tags: tuple[str, ...]

    def where(self) -> Where:
        """See `Condition`."""
        spellings: dict[str, list[str]] = {}
        for tag in self.tags:
            spellings.setdefault(fold_name(tag), []).append(tag)
        return any_of(_tagged(folded, spelled) for folded, spelled in spellings.items())


@dataclass(frozen=True, slots=True)
class InAlbum:
    """Is in one of these albums, however their names are cased."""

    albums: tuple[str, ...]

    def where(self) -> Where:
        """See `Condition`."""
        clause, values = one_of("folded", [fold_name(album) for album in self.albums])
        filling = (
            f"SELECT photo_id FROM albums CROSS JOIN album_photos ON album_id = albums.id WHERE {clause}"
        )
        return _among([(filling, values)])


def rated(least: int | None, most: int | None) -> Condition:
    """At least and at most so many stars, people's or else the files'; a photo without stars has 0.

    Args:
        least: None: no limit.
        most: Likewise.
    """
    if (least is None or least <= 0) and (most is None or most >= 0):
        # Few photos have stars, so it is asked which have too few or too many.
        few = () if least is None else (Not(Rated(None, least - 1)),)
        many = () if most is None else (Not(Rated(most + 1, None)),)
        return AllOf((*few, *many))
    return Rated(least, most)


@dataclass(frozen=True, slots=True)
class Rated:
    """Has stars, people's or else the files', and at least and at most so many; None: no limit."""

    least: int | None
    most: int | None

    def where(self) -> Where:
        """See `Condition`."""
        said, values = between("opinions.rating", self.least, self.most)
        written, _ = between("places.rating", self.least, self.most)
        return _among(
            [
                (f"SELECT photo_id FROM opinions WHERE {said}", values),
                (_of_files(written, "rating IS NOT NULL"), values),
            ]
        )


@dataclass(frozen=True, slots=True)
class Favourite:
    """People say that it is one; or they don't say that it is none, and it has the most stars."""

    def where(self) -> Where:
        """See `Condition`."""
        starred = f"rating = {MOST_STARS}"
        said = f"favourite = 1 OR (favourite IS NULL AND {starred})"
        spoken = "favourite IS NOT NULL OR rating IS NOT NULL"
        return _among(
            [
                (f"SELECT photo_id FROM opinions WHERE {said}", []),
                (_of_files(f"places.{starred}", spoken), []),
            ]
        )


def _tagged(folded: str, spellings: list[str]) -> Where:
    keyword, values = one_of("keyword", spellings)
    return _among(
        [
            (_SAID.format(1), [folded]),
            (
                "SELECT photo_id FROM keywords CROSS JOIN places ON places.id = place_id "
                f"CROSS JOIN contents ON contents.id = content_id WHERE {keyword} AND {SHOWN} "
                f"AND photo_id NOT IN ({_SAID.format(0)})",
                [*values, folded],
            ),
            (_GUESSED, [folded]),
        ]
    )


def _of_files(holds: str, spoken: str) -> str:
    """Photos of which a file says something, and people have not spoken of it."""
    return (
        "SELECT photo_id FROM places CROSS JOIN contents ON contents.id = content_id "
        f"WHERE {holds} AND {SHOWN} AND photo_id NOT IN (SELECT photo_id FROM opinions WHERE {spoken})"
    )


def _among(each: Iterable[Where]) -> Where:
    """The photo is in one of these lists. Together they are one, which SQLite can start from."""
    queries: list[str] = []
    values: list[Any] = []
    for query, parameters in each:
        queries.append(query)
        values += parameters
    return f"contents.photo_id IN ({' UNION '.join(queries)})", values
