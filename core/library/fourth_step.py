"""The fourth step of the catalogue's schema, by what it is for. Once released, it is never edited."""

from __future__ import annotations

PEOPLE = """
    CREATE TABLE tags (
        id INTEGER PRIMARY KEY,
        name TEXT NOT NULL,                 -- the one way it is written
        folded TEXT NOT NULL UNIQUE         -- what it is known by: Unicode NFC, case-folded
    );
    CREATE TABLE photo_tags (
        photo_id INTEGER NOT NULL REFERENCES photos ON DELETE CASCADE,
        tag_id INTEGER NOT NULL REFERENCES tags,
        said INTEGER NOT NULL CHECK (said IN (0, 1)),   -- 0: it is not so, whoever else says it is
        PRIMARY KEY (photo_id, tag_id)
    ) WITHOUT ROWID;
    CREATE INDEX photo_tags_by_tag ON photo_tags (tag_id, said);
    CREATE TABLE opinions (
        -- NULL: nothing was said, so what the file says holds
        photo_id INTEGER PRIMARY KEY REFERENCES photos ON DELETE CASCADE,
        rating INTEGER CHECK (rating BETWEEN -1 AND 5),
        favourite INTEGER CHECK (favourite IN (0, 1)),
        title TEXT,
        caption TEXT
    );
    CREATE TABLE albums (
        -- AUTOINCREMENT: a deleted album can come back as itself
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        name TEXT NOT NULL,
        folded TEXT NOT NULL UNIQUE
    );
    CREATE TABLE album_photos (
        album_id INTEGER NOT NULL REFERENCES albums ON DELETE CASCADE,
        photo_id INTEGER NOT NULL REFERENCES photos ON DELETE CASCADE,
        PRIMARY KEY (album_id, photo_id)
    ) WITHOUT ROWID;
    CREATE INDEX album_photos_by_photo ON album_photos (photo_id);

    -- So that a filter reads nothing wider than it asks for: dates beside the state of each place, ...
    DROP INDEX places_by_content;
    CREATE INDEX places_by_content ON places (content_id, state, taken_at);
    CREATE INDEX places_by_rating ON places (rating) WHERE rating IS NOT NULL;
    -- ... and cameras by the name they are known by (taken_conditions.CAMERA)
    CREATE INDEX contents_by_camera ON contents ((
        CASE WHEN camera_make IS NULL OR instr(lower(camera_model), lower(camera_make)) = 1
        THEN camera_model ELSE trim(camera_make || ' ' || coalesce(camera_model, '')) END
    ) COLLATE NOCASE, photo_id);
    CREATE INDEX contents_by_lens ON contents (lens, photo_id);
    CREATE INDEX contents_by_format ON contents (format, photo_id);
"""
"""What people say of their photos: tags, albums, favourites, stars; and the indexes that filters need."""

TRANSCRIPTS = """
    CREATE TABLE transcripts (
        id INTEGER PRIMARY KEY,
        pixels_digest BLOB NOT NULL UNIQUE, -- of the picture, whichever files show it
        reader TEXT NOT NULL DEFAULT '',    -- name@version of what read it; '': it waits to be read
        text TEXT NOT NULL DEFAULT '',      -- a line of text a line, in reading order
        lines TEXT NOT NULL DEFAULT '[]',   -- JSON: [text, confidence, four corners [x, y] as fractions]
        strikes INTEGER NOT NULL DEFAULT 0, -- how often the indexer died with it in hand
        problem TEXT NOT NULL DEFAULT '',   -- why it could not be read, in words; '': it could
        remedy TEXT NOT NULL DEFAULT '',
        failed_at TEXT NOT NULL DEFAULT ''
    );
    CREATE INDEX transcripts_waiting ON transcripts (pixels_digest) WHERE reader = '';
    CREATE INDEX transcripts_failed ON transcripts (pixels_digest) WHERE problem <> '';
    INSERT INTO transcripts (pixels_digest) SELECT DISTINCT pixels_digest FROM contents;
    CREATE TRIGGER picture_added AFTER INSERT ON contents BEGIN
        INSERT OR IGNORE INTO transcripts (pixels_digest) VALUES (NEW.pixels_digest);
    END;
    CREATE TRIGGER picture_gone AFTER DELETE ON contents
    WHEN NOT EXISTS (SELECT 1 FROM contents WHERE pixels_digest = OLD.pixels_digest) BEGIN
        DELETE FROM transcripts WHERE pixels_digest = OLD.pixels_digest;
    END;
"""
"""The text in pictures."""


def _rewords(name: str, event: str, photos: str) -> str:
    """A trigger that notes some photos as changed, with a number greater than all before.

    By a deletion and an insertion: "or replace" would give way to what the statement that fires it says.
    """
    return f"""
    CREATE TRIGGER {name} AFTER {event} BEGIN
        DELETE FROM reworded WHERE photo_id IN ({photos});
        INSERT INTO reworded (photo_id) {photos};
    END;
    """


def _of_contents(*contents: str) -> str:
    return f"SELECT DISTINCT photo_id FROM contents WHERE id IN ({', '.join(contents)})"


_PLACE_WORDS = ("content_id", "state", "folder_id", "directory", "name", "title", "caption", "locality_id")
_OLD_AND_NEW = " IS NOT ".join(
    "(" + ", ".join(f"{row}.{column}" for column in _PLACE_WORDS) + ")" for row in ("OLD", "NEW")
)

WORDING = """
    -- Photos in the order in which their words changed last. Never emptied: who follows it remembers how
    -- far it came, and begins again from nothing.
    CREATE TABLE reworded (
        -- AUTOINCREMENT: a number is never given twice
        seq INTEGER PRIMARY KEY AUTOINCREMENT,
        photo_id INTEGER NOT NULL UNIQUE    -- which may be gone
    );
    INSERT INTO reworded (photo_id) SELECT id FROM photos WHERE shown_at IS NOT NULL ORDER BY id;
    """ + "".join(
    _rewords(*trigger)
    for trigger in (
        (
            "words_of_new_place",
            "INSERT ON places WHEN NEW.content_id IS NOT NULL",
            _of_contents("NEW.content_id"),
        ),
        (
            "words_of_place",
            f"UPDATE OF {', '.join(_PLACE_WORDS)} ON places WHEN {_OLD_AND_NEW}",
            _of_contents("OLD.content_id", "NEW.content_id"),
        ),
        (
            "words_of_old_place",
            "DELETE ON places WHEN OLD.content_id IS NOT NULL",
            _of_contents("OLD.content_id"),
        ),
        (
            "words_of_content",
            "UPDATE OF photo_id ON contents",
            "SELECT OLD.photo_id UNION SELECT NEW.photo_id",
        ),
        (
            "words_of_folder",
            "UPDATE OF path ON folders WHEN OLD.path IS NOT NEW.path",
            "SELECT DISTINCT photo_id FROM places CROSS JOIN contents ON contents.id = content_id "
            "WHERE folder_id = NEW.id",
        ),
        *(
            (
                f"words_of_keyword_{verb}",
                f"{event} ON keywords",
                "SELECT photo_id FROM places CROSS JOIN contents ON contents.id = content_id "
                f"WHERE places.id = {row}.place_id",
            )
            for verb, event, row in (("given", "INSERT", "NEW"), ("taken", "DELETE", "OLD"))
        ),
        *(
            (f"words_of_{table}_{verb}", f"{event} ON {table}", f"SELECT {row}.photo_id")
            for table, columns in (("photo_tags", "said"), ("album_photos", "album_id"))
            for verb, event, row in (
                ("given", "INSERT", "NEW"),
                ("changed", f"UPDATE OF {columns}", "NEW"),
                ("taken", "DELETE", "OLD"),
            )
        ),
        *(
            (f"words_of_opinion_{verb}", f"{event} ON opinions WHEN {condition}", f"SELECT {row}.photo_id")
            for verb, event, condition, row in (
                ("given", "INSERT", "coalesce(NEW.title, NEW.caption) IS NOT NULL", "NEW"),
                (
                    "changed",
                    "UPDATE OF title, caption",
                    "(OLD.title, OLD.caption) IS NOT (NEW.title, NEW.caption)",
                    "NEW",
                ),
                ("taken", "DELETE", "coalesce(OLD.title, OLD.caption) IS NOT NULL", "OLD"),
            )
        ),
        *(
            (
                f"words_of_transcript_{verb}",
                f"{event} ON transcripts WHEN {condition}",
                f"SELECT DISTINCT photo_id FROM contents WHERE pixels_digest = {row}.pixels_digest",
            )
            for verb, event, condition, row in (
                ("read", "INSERT", "NEW.text <> ''", "NEW"),
                ("changed", "UPDATE OF text", "OLD.text IS NOT NEW.text", "NEW"),
                ("gone", "DELETE", "OLD.text <> ''", "OLD"),
            )
        ),
        (
            "words_of_tag",
            "UPDATE OF name ON tags",
            "SELECT photo_id FROM photo_tags WHERE tag_id = NEW.id",
        ),
        (
            "words_of_album",
            "UPDATE OF name ON albums",
            "SELECT photo_id FROM album_photos WHERE album_id = NEW.id",
        ),
        ("words_of_photo", "DELETE ON photos", "SELECT OLD.id"),
    )
)
"""Which photos' words changed, for the text index."""

GUESSES = """
    CREATE TABLE guess_words (
        id INTEGER PRIMARY KEY,
        name TEXT NOT NULL,                 -- in English
        folded TEXT NOT NULL UNIQUE         -- see tags
    );
    CREATE TABLE guess_names (
        folded TEXT PRIMARY KEY,            -- in any language
        word_id INTEGER NOT NULL REFERENCES guess_words
    ) WITHOUT ROWID;
    CREATE TABLE guess_judges (
        id INTEGER PRIMARY KEY,
        key TEXT NOT NULL UNIQUE            -- encoder, vocabulary, and what is known of the one's words
    );
    CREATE TABLE judged (
        id INTEGER PRIMARY KEY,
        pixels_digest BLOB NOT NULL UNIQUE,
        judge_id INTEGER NOT NULL REFERENCES guess_judges,
        description TEXT NOT NULL DEFAULT ''
    );
    CREATE TABLE guesses (
        word_id INTEGER NOT NULL REFERENCES guess_words,
        judged_id INTEGER NOT NULL REFERENCES judged,
        probability REAL,                   -- NULL: nobody knows
        implied INTEGER NOT NULL,           -- it only follows from a narrower word
        PRIMARY KEY (word_id, judged_id)
    ) WITHOUT ROWID;
    CREATE INDEX guesses_by_picture ON guesses (judged_id);
"""
"""What an encoder takes a picture to show."""

FOURTH_STEP = "".join((PEOPLE, TRANSCRIPTS, WORDING, GUESSES))
