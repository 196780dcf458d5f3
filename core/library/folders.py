"""The folders a person chose, and the volumes they lie on."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path, PurePosixPath

from sqlite_utils import Database

from core.errors import FolderError
from core.library.clock import timestamp
from core.library.database import writing
from core.library.records import Folder
from core.library.volumes import Volume, mounted_volumes, unlisted_volume, volume_of
from core.paths import LibraryPaths, display, from_stored, to_stored


class Folders:
    """The chosen folders. No two of them lie inside each other, so a file belongs to one."""

    def __init__(self, database: Database, paths: LibraryPaths) -> None:
        self._database = database
        self._paths = paths

    def add(self, path: Path) -> Folder:
        """Take a folder into the library; nothing is read yet.

        A folder inside one that is already there is that one; a folder around
        others takes their place.

        Raises:
            FolderError: It does not exist, is not a folder, can't be read, or is the library itself.
        """
        root = self._checked(path)
        volume = volume_of(root, mounted_volumes())
        directory = below(root, volume.mount)
        with writing(self._database, self._paths.catalog) as database:
            volume_id = self._volume_id(volume)
            for row in database.query("SELECT id, path FROM folders WHERE volume_id = ?", [volume_id]):
                known = from_stored(row["path"])
                if is_under(directory, known):
                    return self.get(row["id"])
            folder_id = database.conn.execute(
                "INSERT INTO folders (volume_id, path, added_at) VALUES (?, ?, ?)",
                (volume_id, to_stored(directory), timestamp()),
            ).lastrowid
            assert folder_id is not None
            for row in database.query(
                "SELECT id, path FROM folders WHERE volume_id = ? AND id <> ?", [volume_id, folder_id]
            ):
                if is_under(from_stored(row["path"]), directory):
                    database.conn.execute(
                        "UPDATE places SET folder_id = ? WHERE folder_id = ?", (folder_id, row["id"])
                    )
                    database.conn.execute("DELETE FROM folders WHERE id = ?", (row["id"],))
        return self.get(folder_id)

    def remove(self, folder_id: int) -> None:
        """Forget a folder. Its files are not touched."""
        with writing(self._database, self._paths.catalog) as database:
            database.conn.execute("DELETE FROM folders WHERE id = ?", (folder_id,))

    def get(self, folder_id: int) -> Folder:
        """One folder.

        Raises:
            KeyError: There is none of that id.
        """
        for folder in self._read("WHERE folders.id = ?", [folder_id]):
            return folder
        raise KeyError(folder_id)

    def all(self) -> list[Folder]:
        """All folders, as they were when last looked at."""
        return self._read("ORDER BY folders.id", [])

    def look(self) -> list[Folder]:
        """See which folders are there now, and remember it.

        A volume that is not mounted, or a root that can't be read, is offline: never deleted.
        """
        volumes = {volume.identity: volume for volume in mounted_volumes()}
        rows = list(
            self._database.query(
                "SELECT folders.id, folders.path, identity, mount_path, folders.online, problem, volume_id "
                "FROM folders JOIN volumes ON volumes.id = volume_id"
            )
        )
        changes: list[tuple[int, str, int]] = []
        mounts: dict[int, tuple[int, str | bytes]] = {}
        for row in rows:
            directory = from_stored(row["path"])
            volume = volumes.get(row["identity"])
            last_mount = Path(from_stored(row["mount_path"]))
            if volume is None and row["identity"] == unlisted_volume(last_mount).identity:
                volume = unlisted_volume(last_mount)
            mount = volume.mount if volume else last_mount
            problem = _why_unreadable(mount / directory) if volume else "its drive or share is not connected"
            if (not problem) != bool(row["online"]) or problem != row["problem"]:
                changes.append((int(not problem), problem, row["id"]))
            mounts[row["volume_id"]] = (int(volume is not None), to_stored(str(mount)))
        self._remember(changes, mounts)
        return self.all()

    def scanned_ids(self) -> set[int]:
        """The folders that were walked to their end at least once."""
        rows = self._database.conn.execute("SELECT id FROM folders WHERE scanned_at IS NOT NULL")
        return {id_ for (id_,) in rows}

    def mark_scanned(self, folder_id: int) -> None:
        """Remember that a folder was walked to its end just now."""
        with writing(self._database, self._paths.catalog) as database:
            database.conn.execute("UPDATE folders SET scanned_at = ? WHERE id = ?", (timestamp(), folder_id))

    def _remember(
        self, changes: Sequence[tuple[int, str, int]], mounts: dict[int, tuple[int, str | bytes]]
    ) -> None:
        known = {
            row["id"]: (row["online"], row["mount_path"])
            for row in self._database.query("SELECT id, online, mount_path FROM volumes")
        }
        moved = [(*now, id_) for id_, now in mounts.items() if known[id_] != now]
        if not changes and not moved:
            return
        with writing(self._database, self._paths.catalog) as database:
            database.conn.executemany("UPDATE folders SET online = ?, problem = ? WHERE id = ?", changes)
            database.conn.executemany("UPDATE volumes SET online = ?, mount_path = ? WHERE id = ?", moved)

    def _checked(self, path: Path) -> Path:
        name = display(path)
        try:
            root = path.expanduser().resolve(strict=True)
        except OSError as error:
            raise FolderError(f"There is no folder {name}.", "Check the spelling.") from error
        if not root.is_dir():
            raise FolderError(f"{name} is not a folder.", "Choose the folder it lies in.")
        if problem := _why_unreadable(root):
            raise FolderError(f"The folder {name} can't be read: {problem}.", "Check its permissions.")
        library = self._paths.root.resolve()
        if root.is_relative_to(library):
            raise FolderError(f"{name} belongs to Fovea's own library.", "Choose a folder with photos.")
        return root

    def _volume_id(self, volume: Volume) -> int:
        self._database.conn.execute(
            "INSERT INTO volumes (identity, mount_path) VALUES (?, ?) "
            "ON CONFLICT (identity) DO UPDATE SET mount_path = excluded.mount_path, online = 1",
            (volume.identity, to_stored(str(volume.mount))),
        )
        row = self._database.conn.execute("SELECT id FROM volumes WHERE identity = ?", (volume.identity,))
        return int(row.fetchone()[0])

    def _read(self, where: str, parameters: Sequence[int]) -> list[Folder]:
        return [
            Folder(
                id=row["id"],
                path=Path(from_stored(row["mount_path"])) / from_stored(row["path"]),
                volume_id=row["volume_id"],
                directory=from_stored(row["path"]),
                online=bool(row["online"]),
                problem=row["problem"],
            )
            for row in self._database.query(
                "SELECT folders.id, volume_id, path, mount_path, folders.online, problem FROM folders "
                f"JOIN volumes ON volumes.id = volume_id {where}",
                list(parameters),
            )
        ]


def below(path: Path, mount: Path) -> str:
    """A path relative to its mount point, with forward slashes; "" for the mount point itself."""
    relative = path.relative_to(mount).as_posix()
    return "" if relative == "." else relative


def is_under(directory: str, ancestor: str) -> bool:
    """Whether a directory is another one or lies below it (both relative to one mount point)."""
    return PurePosixPath(directory).is_relative_to(PurePosixPath(ancestor))


def _why_unreadable(root: Path) -> str:
    try:
        with os.scandir(root):
            return ""
    except FileNotFoundError:
        return "it is not there"
    except OSError as error:
        return error.strerror or str(error)
