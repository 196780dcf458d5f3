"""Which photos are shown is kept beside them; it must never differ from what their files say."""

from __future__ import annotations

import random
from pathlib import Path

from core.library import Library

_DATES = ("2019-05-01T10:00:00", "2024-12-24T18:00:00", "2021-01-01T00:00:00", None)
_STATES = ("waiting", "ready", "failed", "missing", "unwanted")


def by_files(library: Library) -> list[tuple[int, str]]:
    """From the files themselves: the photos that are shown, the newest first."""
    with library.writing() as database:
        return database.conn.execute(
            "SELECT photo_id, coalesce(MAX(places.taken_at), '') AS newest FROM contents "
            "JOIN places ON content_id = contents.id WHERE state IN ('ready', 'waiting') "
            "GROUP BY photo_id ORDER BY newest DESC, photo_id DESC"
        ).fetchall()


def disturb(library: Library, chance: random.Random, number: int) -> None:
    with library.writing() as database:
        execute = database.conn.execute
        photos = [id_ for (id_,) in execute("SELECT id FROM photos")]
        contents = [id_ for (id_,) in execute("SELECT id FROM contents")]
        places = [id_ for (id_,) in execute("SELECT id FROM places")]
        kind = chance.choice(["photo", "content", "place", "place", "state", "state", "date", "turned"])
        if kind == "photo" or not photos:
            execute("INSERT INTO photos (added_at) VALUES ('2026-01-01')")
        elif kind == "content" or not contents:
            execute(
                "INSERT INTO contents (photo_id, sha256, size, edges, pixels_digest, format, width, height, "
                "orientation) VALUES (?, ?, 1, x'00', x'00', 'JPEG', 1, 1, 1)",
                (chance.choice(photos), number.to_bytes(32, "big")),
            )
        elif kind == "place" or not places:
            execute(
                "INSERT INTO places (folder_id, volume_id, directory, name, size, mtime_ns, file_id, "
                "content_id, state, taken_at) SELECT id, volume_id, '', ?, 1, 1, 1, ?, ?, ? FROM folders",
                (
                    f"{number}.jpg",
                    chance.choice([*contents, None]),
                    chance.choice(_STATES),
                    chance.choice(_DATES),
                ),
            )
        elif kind == "state":
            execute(
                "UPDATE places SET state = ?, content_id = ? WHERE id = ?",
                (chance.choice(_STATES), chance.choice([*contents, None]), chance.choice(places)),
            )
        elif kind == "date":
            execute(
                "UPDATE places SET taken_at = ? WHERE id = ?", (chance.choice(_DATES), chance.choice(places))
            )
        else:  # a content turns out to be of another photo; a file goes
            execute(
                "UPDATE contents SET photo_id = ? WHERE id = ?",
                (chance.choice(photos), chance.choice(contents)),
            )
            execute("DELETE FROM places WHERE id = ?", (chance.choice(places),))


def test_whatever_happens_to_files_the_shown_photos_follow(tmp_path: Path) -> None:
    chance = random.Random(7)
    (tmp_path / "photos").mkdir()
    with Library.open(tmp_path / "library") as library:
        folder = library.folders.add(tmp_path / "photos")
        for number in range(300):
            disturb(library, chance, number)
            expected = [photo_id for photo_id, _ in by_files(library)]
            assert library.photos.by_date().tolist() == expected
            assert library.photos.ids().tolist() == sorted(expected)
            assert library.photos.counts().photos == len(expected)
        assert expected
        library.folders.remove(folder.id)
        assert library.photos.ids().tolist() == [photo_id for photo_id, _ in by_files(library)]
