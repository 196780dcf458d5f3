"""What some photos are tagged with and which albums they are in, counted among these photos alone."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from core.library.conditions import SHOWN
from core.library.names import fold_name

_GIVEN = "FROM json_each(?) AS given CROSS JOIN "


@dataclass(frozen=True, slots=True)
class Label:
    """A tag or an album that some of the photos asked about have.

    Attributes:
        name: As it is written.
        photos: How many of them have it.
    """

    name: str
    photos: int


def tags_among(connection: sqlite3.Connection, photo_ids: Sequence[int]) -> list[Label]:
    """The tags that hold for some photos: people's, and the files' unless people say no.

    Args:
        connection: The catalogue.
        photo_ids: Any number of them, each once.

    Returns:
        Those on most of them first; in people's spelling where they use it.
    """
    ids = (json.dumps([int(photo_id) for photo_id in photo_ids]),)
    having: dict[str, set[int]] = defaultdict(set)
    denied: dict[str, set[int]] = defaultdict(set)
    spelled: dict[str, str] = {}
    for photo_id, name, said in connection.execute(
        f"SELECT photo_id, name, said {_GIVEN}photo_tags ON photo_id = given.value "
        "JOIN tags ON tags.id = tag_id",
        ids,
    ):
        (having if said else denied)[fold_name(name)].add(photo_id)
        spelled[fold_name(name)] = name
    for photo_id, keyword in connection.execute(
        f"SELECT photo_id, keyword {_GIVEN}contents ON photo_id = given.value "
        "CROSS JOIN places ON content_id = contents.id CROSS JOIN keywords ON place_id = places.id "
        f"WHERE {SHOWN}",
        ids,
    ):
        folded = fold_name(keyword)
        if photo_id not in denied.get(folded, ()):
            having[folded].add(photo_id)
            spelled.setdefault(folded, keyword)
    return _ordered(Label(spelled[folded], len(photos)) for folded, photos in having.items())


def albums_among(connection: sqlite3.Connection, photo_ids: Sequence[int]) -> list[Label]:
    """The albums that some photos are in; those with most of them first."""
    ids = (json.dumps([int(photo_id) for photo_id in photo_ids]),)
    rows = connection.execute(
        f"SELECT name, COUNT(*) {_GIVEN}album_photos ON photo_id = given.value "
        "JOIN albums ON albums.id = album_id GROUP BY album_id",
        ids,
    )
    return _ordered(Label(*row) for row in rows)


def _ordered(labels: Iterable[Label]) -> list[Label]:
    return sorted(labels, key=lambda label: (-label.photos, fold_name(label.name)))
