"""What the person set, kept with the library. Few, and each with a default that suits."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from core.library.database import writing


@dataclass(frozen=True, slots=True)
class Preferences:
    """All settings of a library.

    Attributes:
        encoder: Key of the encoder that answers; "" until the library is first used.
        upcoming: Key of the encoder that will, once its vectors are made; "" when there is none.
        removing: Keys of encoders that were removed and whose vectors are still to be deleted.
        device: "auto", "cpu" or "cuda".
        threads: Threads of the encoder; 0 chooses by the machine.
        decoders: Processes that read pictures; 0 chooses by the machine.
        exclude: Patterns of files and directories to leave alone, as in .gitignore; below each chosen folder.
        smallest_bytes: Files below this size are left alone.
        smallest_edge: Pictures whose short edge has fewer pixels are not shown.
        transcribe: Read the text in photos, to find them by it.
        rest_on_battery: Do not index while the computer runs on its battery.
        rest_while_busy: Do not index while other programs need the processor.
        remember_searches: Keep what was searched for of late, to offer it again.
        write_sidecars: Write what people say into files beside their photos; see `SidecarWrites`.
    """

    encoder: str = ""
    upcoming: str = ""
    removing: tuple[str, ...] = ()
    device: str = "auto"
    threads: int = 0
    decoders: int = 0
    exclude: tuple[str, ...] = ()
    smallest_bytes: int = 0
    smallest_edge: int = 0
    transcribe: bool = True
    rest_on_battery: bool = True
    rest_while_busy: bool = False
    remember_searches: bool = True
    write_sidecars: bool = False


class Settings:
    """Reads and writes `Preferences`."""

    def __init__(self, database: Database, path: Path) -> None:
        self._database = database
        self._path = path

    def load(self) -> Preferences:
        """The settings now; unknown keys, of another version, are left alone."""
        known = {field.name: field.type for field in fields(Preferences)}
        stored = {
            row["key"]: json.loads(row["value"])
            for row in self._database.query("SELECT key, value FROM settings")
            if row["key"] in known
        }
        # JSON knows lists only.
        values: dict[str, Any] = {
            key: tuple(value) if isinstance(value, list) else value for key, value in stored.items()
        }
        return replace(Preferences(), **values)

    def save(self, **changes: Any) -> Preferences:
        """Change some settings.

        Args:
            changes: Fields of `Preferences`.

        Returns:
            All settings after the change.
        """
        changed = replace(self.load(), **changes)
        rows = [(key, json.dumps(value)) for key, value in asdict(changed).items() if key in changes]
        with writing(self._database, self._path) as database:
            database.conn.executemany("INSERT OR REPLACE INTO settings (key, value) VALUES (?, ?)", rows)
        return changed
