"""What people said of photos, read; and handed on where a photo becomes one with another, or two."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from core.library.names import fold_name


@dataclass(frozen=True, slots=True)
class Annotation:
    """What people said of one photo. What they did not speak of is None or empty.

    Attributes:
        tags: It has these, in alphabetical order.
        not_tags: It has not, whoever else says so.
        rating: 0 to 5 stars, -1 for rejected.
        favourite: It is one, or is none.
        title: "" says that it has none.
        caption: Likewise.
        albums: It is in these, in alphabetical order.
    """

    tags: tuple[str, ...] = ()
    not_tags: tuple[str, ...] = ()
    rating: int | None = None
    favourite: bool | None = None
    title: str | None = None
    caption: str | None = None
    albums: tuple[str, ...] = ()

    def keywords(self, others: Iterable[str]) -> tuple[str, ...]:
        """The tags that hold: people's own, and those that others say unless people say no.

        Args:
            others: What the file says, each once.

        Returns:
            In alphabetical order, each once however it is cased, in people's spelling where they use it.
        """
        known = {fold_name(keyword): keyword for keyword in others}
        known |= {fold_name(tag): tag for tag in self.tags}
        for tag in self.not_tags:
            known.pop(fold_name(tag), None)
        return tuple(sorted(known.values()))


MOST_STARS = 5
"""Cameras and phones write a favourite as so many stars."""

NOTHING = Annotation()
"""Of a photo that nobody spoke of."""


def said_of(connection: sqlite3.Connection, photo_ids: Sequence[int]) -> dict[int, Annotation]:
    """What people said of some photos; those that nobody spoke of are left out.

    Args:
        connection: The catalogue.
        photo_ids: Any number of them.
    """
    ids = (json.dumps([int(photo_id) for photo_id in photo_ids]),)
    found: dict[int, dict[str, Any]] = defaultdict(dict)
    # CROSS JOIN: from the photos, not from all that was ever said.
    for photo_id, name, said in connection.execute(
        "SELECT photo_id, name, said FROM json_each(?) AS given CROSS JOIN photo_tags "
        "ON photo_id = given.value JOIN tags ON tags.id = tag_id ORDER BY name",
        ids,
    ):
        found[photo_id].setdefault("tags" if said else "not_tags", []).append(name)
    for photo_id, name in connection.execute(
        "SELECT photo_id, name FROM json_each(?) AS given CROSS JOIN album_photos "
        "ON photo_id = given.value JOIN albums ON albums.id = album_id ORDER BY name",
        ids,
    ):
        found[photo_id].setdefault("albums", []).append(name)
    for photo_id, rating, favourite, title, caption in connection.execute(
        "SELECT photo_id, rating, favourite, title, caption FROM json_each(?) AS given "
        "CROSS JOIN opinions ON photo_id = given.value",
        ids,
    ):
        favoured = None if favourite is None else bool(favourite)
        found[photo_id] |= {"rating": rating, "favourite": favoured, "title": title, "caption": caption}
    return {photo_id: _annotation(words) for photo_id, words in found.items()}


def hand_on(connection: sqlite3.Connection, giver_id: int, taker_id: int) -> None:
    """What was said of one photo holds for another, too. Must run inside `writing`.

    Nothing that was said of the taker is lost: its own stars and texts stay, tags and albums are
    united, and a yes goes before a no.

    Args:
        connection: The catalogue.
        giver_id: A photo whose files, or some of them, belong to the other from now on.
        taker_id: The other.
    """
    ids = (taker_id, giver_id)
    connection.execute(
        "INSERT INTO photo_tags (photo_id, tag_id, said) SELECT ?, tag_id, said FROM photo_tags "
        "WHERE photo_id = ? ON CONFLICT DO UPDATE SET said = max(said, excluded.said)",
        ids,
    )
    connection.execute(
        "INSERT OR IGNORE INTO album_photos (album_id, photo_id) SELECT album_id, ? FROM album_photos "
        "WHERE photo_id = ?",
        ids,
    )
    connection.execute(
        "INSERT INTO opinions (photo_id, rating, favourite, title, caption) "
        "SELECT ?, rating, favourite, title, caption FROM opinions WHERE photo_id = ? "
        "ON CONFLICT DO UPDATE SET rating = coalesce(rating, excluded.rating), "
        "favourite = max(coalesce(favourite, excluded.favourite), coalesce(excluded.favourite, favourite)), "
        "title = coalesce(title, excluded.title), caption = coalesce(caption, excluded.caption)",
        ids,
    )


def _annotation(words: dict[str, Any]) -> Annotation:
    listed = {"tags", "not_tags", "albums"} & words.keys()
    return Annotation(**words | {name: tuple(words[name]) for name in listed})
