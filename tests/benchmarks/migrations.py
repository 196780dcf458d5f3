"""kill -9 in the middle of a migration: the library opens as before or as after, never between."""

from __future__ import annotations

import argparse
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from core.library import Library, integrity_problems
from core.library.database import connect
from core.library.migrations import migrate
from core.library.schema import CATALOG_STEPS
from tests.benchmarks.faults import Outcome

_TABLES = ("photos", "contents", "places", "failures", "settings")
_OPEN = (
    "import sys; from pathlib import Path; from core.library import Library; "
    "Library.open(Path(sys.argv[1])).close()"
)


def kills_in_migration(directory: Path, rows: int, kills: int, seed: int, version: int = 1) -> Outcome:
    """Migrate a library of an earlier schema, killed at random moments.

    Args:
        directory: Empty.
        rows: Photos in it.
        kills: How many.
        seed: Of the moments.
        version: Of the schema it begins with.
    """
    chance, outcome = random.Random(seed), Outcome()
    template = directory / "template"
    template.mkdir()
    fill_first(template / "catalog.db", rows, version)
    counts = _counts(template / "catalog.db")
    started = time.monotonic()
    root = directory / "whole"
    shutil.copytree(template, root)
    start_migration(root).wait()
    whole_s = time.monotonic() - started
    _examine(root, outcome, counts, {len(CATALOG_STEPS)})
    for number in range(kills):
        root = directory / f"kill-{number}"
        shutil.copytree(template, root)
        process = start_migration(root)
        try:
            # A process needs a while to begin.
            process.wait(chance.uniform(0.2, 0.9) * whole_s)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            outcome.said += 1
        process.wait()
        outcome.tried += 1
        _examine(root, outcome, counts, {version, len(CATALOG_STEPS)})
        started = time.monotonic()
        with Library.open(root) as library:
            outcome.lost += abs(library.photos.counts().photos - counts["photos"])
            outcome.damaged += bool(library.check())
        outcome.ready_s = max(outcome.ready_s, time.monotonic() - started)
        _examine(root, outcome, counts, {len(CATALOG_STEPS)})
        shutil.rmtree(root)
    return outcome


def fill_first(path: Path, rows: int, version: int = 1) -> None:
    """A catalogue as a Fovea of an earlier schema left it.

    Args:
        path: The file; must not exist.
        rows: Photos, each with a file; a tenth of as many files that failed.
        version: Of the schema.
    """
    database = connect(path)
    migrate(database, path, CATALOG_STEPS[:version], path.parent / "backups")
    execute, many = database.conn.execute, database.conn.executemany
    execute("BEGIN")
    execute("INSERT INTO volumes (id, identity, mount_path) VALUES (1, 'path:/', '/')")
    execute("INSERT INTO folders (id, volume_id, path, added_at) VALUES (1, 1, 'photos', '2026-01-01')")
    execute("INSERT INTO settings VALUES ('threads', '3')")
    ids = range(1, rows + 1)
    many("INSERT INTO photos (id, added_at) VALUES (?, '2026-01-01')", [(id_,) for id_ in ids])
    many(
        "INSERT INTO contents (id, photo_id, sha256, size, edges, pixels_digest, format, width, height, "
        "orientation, taken_at) VALUES (?, ?, ?, 1000, ?, ?, 'JPEG', 40, 30, 1, '2020-01-01T10:00:00')",
        [(id_, id_, *(id_.to_bytes(size, "big") for size in (32, 16, 16))) for id_ in ids],
    )
    place = (
        "INSERT INTO places (id, folder_id, volume_id, directory, name, size, mtime_ns, file_id, content_id, "
        "state, taken_at, taken_from) VALUES (?, 1, 1, 'photos', ?, 1000, 1, ?, ?, ?, ?, ?)"
    )
    many(place, [(id_, f"{id_}.jpg", id_, id_, "ready", "2020-01-01T10:00:00", "photo") for id_ in ids])
    failed = range(rows + 1, rows + 1 + rows // 10)
    many(place, [(id_, f"{id_}.jpg", id_, None, "failed", None, None) for id_ in failed])
    many("INSERT INTO failures VALUES (?, 'damaged', 'x', 'y', '2026-01-01')", [(id_,) for id_ in failed])
    execute("COMMIT")
    database.close()


def start_migration(root: Path) -> subprocess.Popen[bytes]:
    """A process that opens a library, and so migrates it."""
    return subprocess.Popen([sys.executable, "-c", _OPEN, str(root)])


def _examine(root: Path, outcome: Outcome, counts: dict[str, int], versions: set[int]) -> None:
    """Whole, of one of these versions, with all its rows; and a backup if it was changed."""
    catalog = root / "catalog.db"
    with closing(sqlite3.connect(catalog)) as connection:
        version = connection.execute("PRAGMA user_version").fetchone()[0]
    outcome.damaged += bool(integrity_problems(catalog)) + (version not in versions)
    outcome.lost += sum(abs(count - counts[table]) for table, count in _counts(catalog).items())
    backups = list((root / "backups").glob("catalog-before-schema-*.db"))
    if version == len(CATALOG_STEPS) and len(CATALOG_STEPS) > 1:
        outcome.damaged += len(backups) != 1
    outcome.damaged += any(integrity_problems(path) or _counts(path) != counts for path in backups)


def _counts(path: Path) -> dict[str, int]:
    with closing(sqlite3.connect(path)) as connection:
        return {table: connection.execute(f"SELECT COUNT(*) FROM {table}").fetchone()[0] for table in _TABLES}


def run(options: argparse.Namespace) -> int:
    """Kill the migration of a library of 100,000 photos, 10 times from each earlier schema."""
    code = 0
    for version in range(1, len(CATALOG_STEPS)):
        with TemporaryDirectory() as directory:
            outcome = kills_in_migration(Path(directory), 100_000, 10, options.seed, version)
        title = f"Killed while migrating 100,000 photos from schema {version} (seed {options.seed})"
        code |= outcome.show(title)
    return code
