"""The schema, as the steps that made it. A step that has been released is never edited."""

from __future__ import annotations

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
)
