"""The words in, on and about photos, as people and files wrote them, and whose changed."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import lru_cache
from pathlib import PurePosixPath
from typing import Literal, get_args

from sqlite_utils import Database

from core.chinese_names import chinese_names
from core.library.conditions import SHOWN
from core.library.people import NOTHING, said_of
from core.paths import display, from_stored

Field = Literal["name", "folder", "title", "caption", "tag", "album", "place", "text"]
"""Where words stand: a file's name, the folders it lies in below the chosen one and that one itself, a
title, a caption, tags, albums, the names of the place, the text in the picture."""

FIELDS: tuple[Field, ...] = get_args(Field)

Words = dict[Field, tuple[str, ...]]
"""Of one photo, by where they stand; without the fields that say nothing."""


class Wording:
    """Gathers what a photo's files, sidecars, people and place say in words. Reads only.

    Args:
        database: The catalogue.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._place_names: dict[int, tuple[str, ...]] = {}

    def newest(self) -> int:
        """The number of the last change; 0 when there was none."""
        row = self._database.conn.execute("SELECT MAX(seq) FROM reworded").fetchone()
        return row[0] or 0

    def changed(self, after: int, limit: int) -> list[tuple[int, int]]:
        """Photos whose words changed, the longest ago first; some may be gone.

        Args:
            after: The last change that is known already.
            limit: At most so many.

        Returns:
            The number of each photo's last change, and the photo.
        """
        return self._database.conn.execute(
            "SELECT seq, photo_id FROM reworded WHERE seq > ? ORDER BY seq LIMIT ?", (after, limit)
        ).fetchall()

    def of(self, photo_ids: Sequence[int]) -> dict[int, Words]:
        """The words of some photos, of all their files together; of those that are shown."""
        ids = json.dumps([int(photo_id) for photo_id in photo_ids])
        rows = self._database.conn.execute(
            "SELECT photo_id, places.id, directory, places.name, folders.path, places.title, places.caption, "
            "locality_id, pixels_digest FROM json_each(?) CROSS JOIN contents ON photo_id = value "
            "CROSS JOIN places ON content_id = contents.id JOIN folders ON folders.id = folder_id "
            f"WHERE {SHOWN} ORDER BY places.id",
            (ids,),
        ).fetchall()
        keywords = self._keywords([row[1] for row in rows])
        names = self._names({row[7] for row in rows if row[7] is not None})
        texts = self._texts({row[8] for row in rows})
        said = said_of(self._database.conn, photo_ids)
        gathered: dict[int, dict[Field, dict[str, None]]] = {}
        tags: dict[int, set[str]] = {}
        for photo_id, place_id, directory, name, root, title, caption, locality_id, digest in rows:
            people = said.get(photo_id, NOTHING)
            plain = from_stored(name)
            stem = plain.rpartition(".")[0] or plain
            words: dict[Field, Sequence[str | None]] = {
                "name": (display(stem),),
                "folder": _folders(from_stored(directory), from_stored(root)),
                "title": (title if people.title is None else people.title,),
                "caption": (caption if people.caption is None else people.caption,),
                "album": people.albums,
                "place": names.get(locality_id, ()),
                "text": texts.get(digest, ()),
            }
            tags.setdefault(photo_id, set()).update(keywords.get(place_id, ()))
            fields = gathered.setdefault(photo_id, {})
            for field, texts_there in words.items():
                fields.setdefault(field, {}).update(dict.fromkeys(filter(None, texts_there)))
        return {
            photo_id: {
                **{field: tuple(found) for field, found in fields.items() if found},
                **_if_any(said.get(photo_id, NOTHING).keywords(tags[photo_id])),
            }
            for photo_id, fields in gathered.items()
        }

    def _keywords(self, place_ids: Sequence[int]) -> dict[int, list[str]]:
        found: dict[int, list[str]] = {}
        for place_id, keyword in self._database.conn.execute(
            "SELECT place_id, keyword FROM json_each(?) CROSS JOIN keywords ON place_id = value",
            (json.dumps(place_ids),),
        ):
            found.setdefault(place_id, []).append(keyword)
        return found

    def _names(self, locality_ids: set[int]) -> dict[int, tuple[str, ...]]:
        """What the places are called, in English and Chinese."""
        unknown = locality_ids - self._place_names.keys()
        if unknown:
            rows = self._database.conn.execute(
                "SELECT id, name, region, country, country_code FROM localities "
                "WHERE id IN (SELECT value FROM json_each(?))",
                (json.dumps(list(unknown)),),
            ).fetchall()
            keys = {id_: (str(id_), f"{code}.{region}", code) for id_, _, region, _, code in rows}
            chinese = chinese_names({key for three in keys.values() for key in three})
            for id_, name, region, country, _ in rows:
                also = (called for key in keys[id_] for called in chinese.get(key, ()))
                self._place_names[id_] = (name, *filter(None, (region, country)), *also)
        return self._place_names

    def _texts(self, digests: set[bytes]) -> dict[bytes, tuple[str, ...]]:
        """What is written in the pictures."""
        digest_list = list(digests)
        found: dict[bytes, tuple[str, ...]] = {}
        for start in range(0, len(digest_list), 500):
            chunk = digest_list[start : start + 500]
            rows = self._database.conn.execute(
                "SELECT pixels_digest, text FROM transcripts "
                f"WHERE pixels_digest IN ({','.join('?' * len(chunk))}) AND text <> ''",
                chunk,
            )
            found.update((digest, (text,)) for digest, text in rows)
        return found


@lru_cache(1024)
def _folders(directory: str, root: str) -> tuple[str, ...]:
    """The chosen folder and those below it that lead to a file, by name."""
    above = len(PurePosixPath(root).parts) - 1
    return tuple(map(display, PurePosixPath(directory).parts[max(above, 0) :]))


def _if_any(tags: tuple[str, ...]) -> Words:
    return {"tag": tags} if tags else {}
