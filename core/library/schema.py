"""The schema, as the steps that made it. A step that has been released is never edited."""

from __future__ import annotations

from core.library.fifth_step import FIFTH_STEP
from core.library.fourth_step import FOURTH_STEP

_SHOWN_AT = """(
    SELECT MAX(coalesce(places.taken_at, '')) FROM contents CROSS JOIN places ON content_id = contents.id
    WHERE photo_id = photos.id AND state IN ('ready', 'waiting')
)"""

CATALOG_STEPS = (
    """
    CREATE TABLE volumes (
        id INTEGER PRIMARY KEY,
        identity TEXT NOT NULL UNIQUE,      -- what the system calls it, wherever it is mounted
        mount_path NOT NULL,                -- where it was seen last; text, or bytes if not UTF-8
        online INTEGER NOT NULL DEFAULT 1
    );
    CREATE TABLE folders (
        id INTEGER PRIMARY KEY,
        volume_id INTEGER NOT NULL REFERENCES volumes,
        path NOT NULL,                      -- below the mount point
        online INTEGER NOT NULL DEFAULT 1,
        problem TEXT NOT NULL DEFAULT '',   -- why it is offline, in words
        added_at TEXT NOT NULL,
        scanned_at TEXT,
        UNIQUE (volume_id, path)
    );
    CREATE TABLE photos (
        -- AUTOINCREMENT: the id of a deleted photo never means another one
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        added_at TEXT NOT NULL
    );
    CREATE TABLE contents (
        id INTEGER PRIMARY KEY,
        photo_id INTEGER NOT NULL REFERENCES photos ON DELETE CASCADE,
        sha256 BLOB NOT NULL UNIQUE,
        size INTEGER NOT NULL,
        edges BLOB NOT NULL,
        pixels_digest BLOB NOT NULL,
        format TEXT NOT NULL,
        width INTEGER NOT NULL,
        height INTEGER NOT NULL,
        orientation INTEGER NOT NULL,
        taken_at TEXT,
        utc_offset INTEGER,
        camera_make TEXT,
        camera_model TEXT,
        lens TEXT,
        iso REAL,
        f_number REAL,
        exposure_s REAL,
        focal_length_mm REAL,
        latitude REAL,
        longitude REAL,
        unplaced_since TEXT                 -- when its last file changed into something else
    );
    CREATE INDEX contents_by_photo ON contents (photo_id, pixels_digest);
    CREATE INDEX contents_by_edges ON contents (edges);
    CREATE TABLE places (
        id INTEGER PRIMARY KEY,
        folder_id INTEGER NOT NULL REFERENCES folders ON DELETE CASCADE,
        volume_id INTEGER NOT NULL REFERENCES volumes,
        directory NOT NULL,                 -- below the mount point
        name NOT NULL,
        size INTEGER NOT NULL,
        mtime_ns INTEGER NOT NULL,
        file_id INTEGER NOT NULL,
        content_id INTEGER REFERENCES contents,
        state TEXT NOT NULL CHECK (state IN ('waiting', 'ready', 'failed', 'missing')),
        missing_since TEXT,
        taken_at TEXT,                      -- of the content, else the file's own date
        taken_from TEXT CHECK (taken_from IN ('photo', 'file')),
        UNIQUE (volume_id, directory, name)
    );
    CREATE INDEX places_by_content ON places (content_id, state);
    CREATE INDEX places_by_folder ON places (folder_id, state);
    CREATE INDEX places_by_file ON places (volume_id, file_id, size, mtime_ns);
    CREATE INDEX places_by_state ON places (state, id);
    CREATE INDEX places_by_date ON places (taken_at);
    CREATE TABLE failures (
        place_id INTEGER PRIMARY KEY REFERENCES places ON DELETE CASCADE,
        reason TEXT NOT NULL,
        message TEXT NOT NULL,
        remedy TEXT NOT NULL,
        failed_at TEXT NOT NULL
    );
    CREATE TABLE settings (
        key TEXT PRIMARY KEY,
        value TEXT NOT NULL                 -- JSON
    )
    """,
    """
    ALTER TABLE folders ADD COLUMN follow_links INTEGER NOT NULL DEFAULT 0;
    -- a drive mounted inside a chosen folder is a folder of its own below that one
    ALTER TABLE folders ADD COLUMN parent_id INTEGER REFERENCES folders ON DELETE CASCADE;
    ALTER TABLE folders ADD COLUMN file_id INTEGER;         -- inode of the root; NULL: not known
    CREATE INDEX folders_by_parent ON folders (parent_id) WHERE parent_id IS NOT NULL;

    ALTER TABLE contents ADD COLUMN title TEXT;
    ALTER TABLE contents ADD COLUMN caption TEXT;
    ALTER TABLE contents ADD COLUMN keywords TEXT NOT NULL DEFAULT '[]';    -- JSON
    ALTER TABLE contents ADD COLUMN rating INTEGER;
    ALTER TABLE contents ADD COLUMN projection TEXT;
    ALTER TABLE contents ADD COLUMN has_clip INTEGER NOT NULL DEFAULT 0;    -- a film in the same file
    -- which reading of the file's metadata these columns are; older ones are read again
    ALTER TABLE contents ADD COLUMN facts_version INTEGER NOT NULL DEFAULT 0;
    CREATE INDEX contents_by_facts ON contents (facts_version);
    CREATE INDEX contents_by_pixels ON contents (pixels_digest);

    CREATE TABLE localities (
        id INTEGER PRIMARY KEY,             -- of GeoNames
        name TEXT NOT NULL,
        region TEXT NOT NULL,
        country TEXT NOT NULL,
        country_code TEXT NOT NULL,
        latitude REAL NOT NULL,
        longitude REAL NOT NULL
    );

    -- SQLite can't change a CHECK: the table is made anew. Nothing may refer to the old
    -- one when it goes, for that would take its failures along.
    CREATE TABLE places_new (
        id INTEGER PRIMARY KEY,
        folder_id INTEGER NOT NULL REFERENCES folders ON DELETE CASCADE,
        volume_id INTEGER NOT NULL REFERENCES volumes,
        directory NOT NULL,                 -- below the mount point
        name NOT NULL,
        size INTEGER NOT NULL,
        mtime_ns INTEGER NOT NULL,
        file_id INTEGER NOT NULL,
        content_id INTEGER REFERENCES contents,
        -- paired: a RAW beside its JPEG, shown with it; unwanted: smaller than the person wants
        state TEXT NOT NULL CHECK (state IN
            ('waiting', 'ready', 'failed', 'missing', 'paired', 'unwanted')),
        missing_since TEXT,
        outdated INTEGER NOT NULL DEFAULT 0,    -- content_id is of what was here before
        confirmed INTEGER NOT NULL DEFAULT 1,   -- 0: recognised by its edges, not by all its bytes
        strikes INTEGER NOT NULL DEFAULT 0,     -- how often the indexer died with it in hand
        leader_id INTEGER REFERENCES places_new ON DELETE SET NULL,     -- RAW: the JPEG of the same shot
        clip,                               -- live photo: name of the film beside it
        -- the description: merged from the content and the sidecars
        taken_at TEXT,                      -- local time
        taken_from TEXT CHECK (taken_from IN ('photo', 'sidecar', 'file')),
        utc_offset INTEGER,                 -- minutes east
        latitude REAL,
        longitude REAL,
        locality_id INTEGER REFERENCES localities,
        located INTEGER NOT NULL DEFAULT 0,     -- the gazetteer was asked about this position
        title TEXT,
        caption TEXT,
        rating INTEGER,
        UNIQUE (volume_id, directory, name)
    );
    INSERT INTO places_new (id, folder_id, volume_id, directory, name, size, mtime_ns, file_id, content_id,
        state, missing_since, outdated, taken_at, taken_from, utc_offset, latitude, longitude)
    SELECT places.id, folder_id, volume_id, directory, name, places.size, mtime_ns, file_id, content_id,
        state, missing_since, state = 'waiting' AND content_id IS NOT NULL, places.taken_at, taken_from,
        CASE taken_from WHEN 'photo' THEN utc_offset END, latitude, longitude
    FROM places LEFT JOIN contents ON contents.id = content_id;
    CREATE TABLE failures_new (
        place_id INTEGER PRIMARY KEY REFERENCES places_new ON DELETE CASCADE,
        reason TEXT NOT NULL,
        message TEXT NOT NULL,
        remedy TEXT NOT NULL,
        failed_at TEXT NOT NULL
    );
    INSERT INTO failures_new SELECT place_id, reason, message, remedy, failed_at FROM failures;
    DROP TABLE failures;
    DROP TABLE places;
    ALTER TABLE places_new RENAME TO places;
    ALTER TABLE failures_new RENAME TO failures;
    CREATE INDEX places_by_content ON places (content_id, state);
    CREATE INDEX places_by_folder ON places (folder_id, state);
    CREATE INDEX places_by_file ON places (volume_id, file_id, size, mtime_ns);
    CREATE INDEX places_by_state ON places (state, id);
    CREATE INDEX places_by_date ON places (taken_at);
    CREATE INDEX places_by_locality ON places (locality_id) WHERE locality_id IS NOT NULL;
    -- each holds only the few rows it is there for
    CREATE INDEX places_by_leader ON places (leader_id) WHERE leader_id IS NOT NULL;
    CREATE INDEX places_unlocated ON places (id) WHERE latitude IS NOT NULL AND located = 0;
    CREATE INDEX places_unconfirmed ON places (id) WHERE confirmed = 0;

    CREATE TABLE keywords (
        place_id INTEGER NOT NULL REFERENCES places ON DELETE CASCADE,
        keyword TEXT NOT NULL,
        PRIMARY KEY (place_id, keyword)
    ) WITHOUT ROWID;
    CREATE INDEX keywords_by_keyword ON keywords (keyword);
    CREATE TABLE sidecars (
        place_id INTEGER NOT NULL REFERENCES places ON DELETE CASCADE,
        name NOT NULL,                      -- in the directory of the place
        size INTEGER NOT NULL,
        mtime_ns INTEGER NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('waiting', 'read', 'failed')),
        facts TEXT,                         -- JSON; what it said when it was read last
        problem TEXT NOT NULL DEFAULT '',   -- why it can't be read, in words
        PRIMARY KEY (place_id, name)
    ) WITHOUT ROWID;
    CREATE INDEX sidecars_by_state ON sidecars (state)
    """,
    f"""
    -- The date of the newest file that shows a photo, '' when it has none; NULL: no file does. Kept by
    -- triggers, so that listing and counting photos does not look at every file.
    ALTER TABLE photos ADD COLUMN shown_at TEXT;
    UPDATE photos SET shown_at = {_SHOWN_AT};
    CREATE INDEX photos_shown ON photos (shown_at, id) WHERE shown_at IS NOT NULL;
    CREATE TRIGGER place_added AFTER INSERT ON places WHEN NEW.content_id IS NOT NULL BEGIN
        UPDATE photos SET shown_at = {_SHOWN_AT}
        WHERE id = (SELECT photo_id FROM contents WHERE id = NEW.content_id);
    END;
    CREATE TRIGGER place_changed AFTER UPDATE OF content_id, state, taken_at ON places
    WHEN (OLD.content_id, OLD.state, OLD.taken_at) IS NOT (NEW.content_id, NEW.state, NEW.taken_at) BEGIN
        UPDATE photos SET shown_at = {_SHOWN_AT}
        WHERE id IN (SELECT photo_id FROM contents WHERE id IN (OLD.content_id, NEW.content_id));
    END;
    CREATE TRIGGER place_gone AFTER DELETE ON places WHEN OLD.content_id IS NOT NULL BEGIN
        UPDATE photos SET shown_at = {_SHOWN_AT}
        WHERE id = (SELECT photo_id FROM contents WHERE id = OLD.content_id);
    END;
    CREATE TRIGGER content_moved AFTER UPDATE OF photo_id ON contents BEGIN
        UPDATE photos SET shown_at = {_SHOWN_AT} WHERE id IN (OLD.photo_id, NEW.photo_id);
    END
    """,
    FOURTH_STEP,
    FIFTH_STEP,
)

VECTOR_STEPS = (
    """
    CREATE TABLE encoders (
        -- AUTOINCREMENT: what still holds the id of a removed encoder never means another one
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        key TEXT NOT NULL UNIQUE,           -- name@revision
        dimensions INTEGER NOT NULL
    );
    CREATE TABLE vectors (
        -- grows with every write, so a reader knows what it has not seen
        seq INTEGER PRIMARY KEY AUTOINCREMENT,
        encoder_id INTEGER NOT NULL REFERENCES encoders,
        photo_id INTEGER NOT NULL,
        pixels_digest BLOB NOT NULL,        -- of the picture this vector was made from
        from_thumbnail INTEGER NOT NULL,    -- the file was out of reach; made again when it is back
        vector BLOB NOT NULL                -- float16, unit length
    );
    CREATE UNIQUE INDEX vectors_by_photo ON vectors (encoder_id, photo_id);
    CREATE INDEX vectors_by_pixels ON vectors (encoder_id, pixels_digest);
    CREATE INDEX vectors_current ON vectors (encoder_id, photo_id, pixels_digest);
    CREATE TABLE segments (
        id INTEGER PRIMARY KEY,
        encoder_id INTEGER NOT NULL REFERENCES encoders,
        file TEXT NOT NULL UNIQUE,
        first_seq INTEGER NOT NULL,
        last_seq INTEGER NOT NULL,
        rows INTEGER NOT NULL,
        file_bytes INTEGER NOT NULL,
        checksums BLOB NOT NULL             -- CRC-32, one a block
    )
    """,
    """
    -- the files are laid out anew; they are made again from the vectors
    DELETE FROM segments;
    -- 0: without codes
    ALTER TABLE segments ADD COLUMN code_dimensions INTEGER NOT NULL DEFAULT 0
    """,
    """
    -- made again from the thumbnails when it is lost
    CREATE TABLE looks (
        seq INTEGER PRIMARY KEY AUTOINCREMENT,
        pixels_digest BLOB NOT NULL UNIQUE,
        fingerprint BLOB NOT NULL,          -- see core/imaging/fingerprint.py
        sharpness REAL NOT NULL,
        compared INTEGER NOT NULL DEFAULT 0     -- with all that have a smaller seq
    );
    CREATE INDEX looks_uncompared ON looks (seq) WHERE compared = 0;
    -- pairs of pictures that show the same thing, of whatever encoder the vectors are
    CREATE TABLE likenesses (
        one INTEGER NOT NULL,               -- looks.seq, the larger
        other INTEGER NOT NULL,
        same INTEGER NOT NULL,              -- one picture, changed; 0: two pictures of one scene
        strength REAL NOT NULL,             -- 0 to 1
        PRIMARY KEY (one, other)
    ) WITHOUT ROWID;
    CREATE INDEX likenesses_by_other ON likenesses (other)
    """,
)
