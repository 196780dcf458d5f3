"""RAW files and the JPEG or HEIC beside them: one shot, shown as one photo.

The JPEG leads: it is what the person saw on the camera, it is decoded, and it is shown. The RAW
follows: it is not decoded while its leader can be shown. Both belong to one photo, so that nothing
people say of it is lost when one of the two goes.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable

from core.library.clock import timestamp
from core.library.people import hand_on

# Asked by itself: within the statements below SQLite would look at all places of a state.
_FOLLOWERS = (
    "SELECT id FROM places WHERE leader_id IS NOT NULL AND id IN (SELECT value FROM json_each(?1)) "
    "UNION SELECT id FROM places WHERE leader_id IN (SELECT value FROM json_each(?1))"
)
_CONCERNED = "places.id IN (SELECT value FROM json_each(:ids))"


def settle_pairs(connection: sqlite3.Connection, place_ids: Collection[int]) -> None:
    """Set right which RAW files follow, after a change. Must run inside `writing`.

    Args:
        connection: The catalogue.
        place_ids: Places whose state, content or leader changed.
    """
    followers = connection.execute(_FOLLOWERS, (json.dumps(list(place_ids)),)).fetchall()
    released = _settle(connection, [place_id for (place_id,) in followers]) if followers else []
    _part(connection, [*place_ids, *released])


def _settle(connection: sqlite3.Connection, followers: Collection[int]) -> list[int]:
    """Returns those that follow no longer."""
    ids = {"ids": json.dumps(list(followers))}
    # Its leader is gone, broken or too small: the RAW is read itself. Until then it shows what its
    # leader showed, and `Identity.record` takes it for the same photo if that is nowhere else.
    released = connection.execute(
        "UPDATE places SET state = CASE WHEN content_id IS NULL OR outdated THEN 'waiting' ELSE 'ready' END, "
        "outdated = outdated OR content_id IS NULL, content_id = COALESCE(content_id, "
        "(SELECT content_id FROM places AS leader WHERE leader.id = places.leader_id)) "
        f"WHERE state = 'paired' AND {_CONCERNED} AND (SELECT state FROM places AS leader "
        "WHERE leader.id = places.leader_id) NOT IN ('ready', 'waiting') RETURNING id",
        ids,
    ).fetchall()
    # A RAW that is shown already goes on being shown until its new leader can be.
    connection.execute(
        "UPDATE places SET state = 'paired' WHERE state IN ('waiting', 'ready', 'failed', 'unwanted') "
        f"AND {_CONCERNED} AND (SELECT state = 'ready' OR (state = 'waiting' AND places.content_id IS NULL) "
        "FROM places AS leader WHERE leader.id = places.leader_id)",
        ids,
    )
    for leader_id, content_id in connection.execute(
        "SELECT leader_id, content_id FROM places "
        f"WHERE state = 'paired' AND content_id IS NOT NULL AND {_CONCERNED}",
        ids,
    ).fetchall():
        _join(connection, leader_id, content_id)
    return [place_id for (place_id,) in released]


def _part(connection: sqlite3.Connection, place_ids: Collection[int]) -> None:
    """A pair torn apart, each half shown in a place of its own, is two photos from now on.

    The RAW, without what it followed, is the new one.
    """
    apart = connection.execute(
        "SELECT DISTINCT one.id, one.format, other.id, other.format FROM places "
        "JOIN contents AS one ON one.id = places.content_id "
        "JOIN contents AS other ON other.photo_id = one.photo_id "
        "AND other.pixels_digest <> one.pixels_digest "
        "WHERE places.id IN (SELECT value FROM json_each(?)) AND places.state = 'ready' "
        "AND EXISTS (SELECT 1 FROM places AS there WHERE there.content_id = other.id "
        "AND there.state = 'ready')",
        (json.dumps(list(place_ids)),),
    ).fetchall()
    for one, one_format, other, other_format in apart:
        stays, leaves = (other, one) if one_format == "RAW" != other_format else (one, other)
        query = "SELECT photo_id, pixels_digest FROM contents WHERE id = ?"
        photo_id, digest = connection.execute(query, (leaves,)).fetchone()
        # It may have left with an earlier one.
        if photo_id == connection.execute(query, (stays,)).fetchone()[0]:
            new_id = connection.execute("INSERT INTO photos (added_at) VALUES (?)", (timestamp(),)).lastrowid
            assert new_id is not None
            hand_on(connection, photo_id, new_id)
            connection.execute(
                "UPDATE contents SET photo_id = ? WHERE photo_id = ? AND pixels_digest = ?",
                (new_id, photo_id, digest),
            )


def release(connection: sqlite3.Connection, place_ids: Iterable[int]) -> None:
    """These RAW files follow nothing any more. Must run inside `writing`.

    One whose leader is missing keeps it until that is forgotten: it was the same photo.
    """
    connection.executemany(
        "UPDATE places SET leader_id = NULL, "
        "state = CASE WHEN state <> 'paired' THEN state WHEN content_id IS NULL OR outdated THEN 'waiting' "
        "ELSE 'ready' END WHERE id = ? AND (SELECT state FROM places AS leader "
        "WHERE leader.id = places.leader_id) IS NOT 'missing'",
        [(place_id,) for place_id in place_ids],
    )


def _join(connection: sqlite3.Connection, leader_id: int, content_id: int) -> None:
    """Make one photo of a leader's and its RAW's. The elder stays, and the younger's id ends.

    What people said of either holds for both. Its vector is in another database: that becomes an
    orphan, which `VectorStore.reconcile` deletes; the elder is given one of what it shows now, from
    the younger's where that still is.
    """
    led = connection.execute(
        "SELECT photo_id FROM places JOIN contents ON contents.id = content_id "
        "WHERE places.id = ? AND state = 'ready'",
        (leader_id,),
    ).fetchone()
    following = connection.execute("SELECT photo_id FROM contents WHERE id = ?", (content_id,)).fetchone()
    if led is None or led == following or is_shown(connection, content_id=content_id):
        return
    elder, younger = sorted((*led, *following))
    if is_shown(connection, photo_id=following[0]):
        # The rest of its photo, a former leader perhaps, stays what it is.
        hand_on(connection, *following, *led)
        connection.execute("UPDATE contents SET photo_id = ? WHERE id = ?", (*led, content_id))
        return
    hand_on(connection, younger, elder)
    connection.execute("UPDATE contents SET photo_id = ? WHERE photo_id = ?", (elder, younger))
    connection.execute("DELETE FROM photos WHERE id = ?", (younger,))


def is_shown(
    connection: sqlite3.Connection,
    *,
    photo_id: int | None = None,
    content_id: int | None = None,
    leader_id: int | None = None,
) -> bool:
    """Whether a photo or a content is shown at some place, the followers of a leader not counted."""
    return bool(
        connection.execute(
            "SELECT 1 FROM contents JOIN places ON places.content_id = contents.id "
            "WHERE (photo_id = ?1 OR contents.id = ?2) AND state IN ('ready', 'waiting') "
            "AND (leader_id IS NULL OR leader_id IS NOT ?3) LIMIT 1",
            (photo_id, content_id, leader_id),
        ).fetchone()
    )
