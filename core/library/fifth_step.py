"""The fifth step of the catalogue's schema, by what it is for. Once released, it is never edited."""

from __future__ import annotations

SEARCHES = """
    CREATE TABLE searches (
        -- AUTOINCREMENT: a deleted search can come back as itself
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        name TEXT NOT NULL,
        folded TEXT NOT NULL UNIQUE,        -- see tags
        question TEXT NOT NULL,             -- JSON; see core/library/kept_question.py
        created_at TEXT NOT NULL
    );
"""
"""Questions that people saved, to be asked anew at any time."""

_SPOKEN_OF = " UNION ALL ".join(
    f"SELECT 1 FROM {table} WHERE photo_id = (SELECT photo_id FROM contents WHERE id = NEW.content_id)"
    for table in ("photo_tags", "opinions", "album_photos")
)


def _unwrites(name: str, event: str, places: str, condition: str = "1") -> str:
    """A trigger that puts files in line whose sidecars are to be written anew, if the person wants any."""
    return f"""
    CREATE TRIGGER {name} AFTER {event}
    WHEN EXISTS (SELECT 1 FROM settings WHERE key = 'write_sidecars' AND value = 'true') AND {condition} BEGIN
        DELETE FROM unwritten WHERE place_id IN ({places});
        INSERT INTO unwritten (place_id) {places};
    END;
    """


def _places_of(photos: str) -> str:
    return (
        "SELECT places.id FROM contents CROSS JOIN places ON content_id = contents.id "
        f"WHERE photo_id IN ({photos}) AND state <> 'paired'"
    )


SIDECARS = """
    -- Files of photos of which something was said that is not in their sidecars yet.
    CREATE TABLE unwritten (
        -- AUTOINCREMENT: what is said while a sidecar is written has a number of its own
        seq INTEGER PRIMARY KEY AUTOINCREMENT,
        place_id INTEGER NOT NULL UNIQUE REFERENCES places ON DELETE CASCADE,
        problem TEXT NOT NULL DEFAULT '',   -- why it could not be written, in words
        remedy TEXT NOT NULL DEFAULT '',
        tried_at TEXT NOT NULL DEFAULT ''   -- when that was
    );
    CREATE INDEX unwritten_failed ON unwritten (seq) WHERE problem <> '';
    -- Sidecars that hold something Fovea wrote, so that it is never taken for another program's word.
    CREATE TABLE own_sidecars (
        volume_id INTEGER NOT NULL REFERENCES volumes,
        directory NOT NULL,                 -- below the mount point
        name NOT NULL,
        place_id INTEGER NOT NULL REFERENCES places ON DELETE CASCADE,  -- the file it was written for
        ours TEXT NOT NULL,                 -- JSON: records of what Fovea wrote, the newest first
        made INTEGER NOT NULL,              -- there was none before
        size INTEGER,                       -- as it was left; NULL: it was not written to its end
        mtime_ns INTEGER,
        PRIMARY KEY (volume_id, directory, name)
    ) WITHOUT ROWID;
    CREATE INDEX own_sidecars_by_stamp ON own_sidecars (size, mtime_ns);
    CREATE INDEX own_sidecars_by_place ON own_sidecars (place_id);
    """ + "".join(
    _unwrites(*trigger)
    for trigger in (
        *(
            (f"unwritten_{table}_{verb}", f"{event} ON {table}", _places_of(f"{row}.photo_id"))
            for table in ("photo_tags", "opinions", "album_photos")
            for verb, event, row in (
                ("given", "INSERT", "NEW"),
                ("changed", "UPDATE", "NEW"),
                ("taken", "DELETE", "OLD"),
            )
        ),
        (
            "unwritten_tag",
            "UPDATE OF name ON tags",
            _places_of("SELECT photo_id FROM photo_tags WHERE tag_id = NEW.id"),
        ),
        (
            "unwritten_album",
            "UPDATE OF name ON albums",
            _places_of("SELECT photo_id FROM album_photos WHERE album_id = NEW.id"),
        ),
        ("unwritten_content", "UPDATE OF photo_id ON contents", _places_of("NEW.photo_id")),
        *(
            (
                f"unwritten_place_{verb}",
                f"{event} ON places",
                "SELECT NEW.id",
                f"NEW.content_id IS NOT NULL AND NEW.state <> 'paired' AND EXISTS ({_SPOKEN_OF})",
            )
            for verb, event in (("new", "INSERT"), ("changed", "UPDATE OF content_id"))
        ),
    )
)
"""What people say of their photos, on its way into files beside them."""

DATES = """
    -- So that the photos without a date of their own are found without reading all places.
    CREATE INDEX places_dated_by_file ON places (content_id, state, taken_at) WHERE taken_from = 'file';
"""
"""How the months of a library are counted (core/library/browsing.py)."""

FIFTH_STEP = "".join((SEARCHES, SIDECARS, DATES))
