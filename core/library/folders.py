"""The folders a person chose, and the volumes they lie on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from core.errors import FolderError
from core.library.clock import timestamp
from core.library.database import writing
from core.library.folder_counts import FolderCounts, folder_counts
from core.library.records import Folder
from core.library.roots import NOT_THERE, find_renamed, why_unreadable
from core.library.volumes import Volume, find_volume, mounted_volumes, volume_of
from core.paths import LibraryPaths, display, from_stored, to_stored


@dataclass(frozen=True, slots=True)
class _Sighting:
    """Where a folder was seen: below which mount point, and what is wrong with it."""

    directory: str
    mount: Path
    mounted: bool
    problem: str
    file_id: int | None


class Folders:
    """The chosen folders. No two of them lie inside each other, so a file belongs to one."""

    def __init__(self, database: Database, paths: LibraryPaths) -> None:
        self._database = database
        self._paths = paths

    def add(self, path: Path, *, follow_links: bool | None = None, parent_id: int | None = None) -> Folder:
        """Take a folder into the library; nothing is read yet.

        A folder inside one that is already there is that one; a folder around
        others takes their place.

        Args:
            path: The folder.
            follow_links: Whether symbolic links in it are followed, also out of it; None leaves it as it
                is in the folders that are there already.
            parent_id: The chosen folder in which this one, a drive of its own, is mounted. It goes with it.

        Raises:
            FolderError: It does not exist, is not a folder, can't be read, or is the library itself; or
                there is no such parent.
        """
        root = self._checked(path)
        volume = volume_of(root, mounted_volumes())
        directory = below(root, volume.mount)
        with writing(self._database, self._paths.catalog) as database:
            if parent_id is not None and not self._read("WHERE folders.id = ?", [parent_id]):
                raise FolderError(f"The folder around {display(root)} was removed meanwhile.")
            volume_id = self._volume_id(volume)
            folder_id, inside = None, []
            for row in database.query(
                "SELECT id, path, follow_links, parent_id FROM folders WHERE volume_id = ?", [volume_id]
            ):
                known = from_stored(row["path"])
                if is_under(directory, known):
                    folder_id = row["id"]
                    if known == directory and parent_id is None:
                        # Chosen for itself now: it stays when the folder around its drive goes.
                        database.conn.execute(
                            "UPDATE folders SET parent_id = NULL WHERE id = ?", (folder_id,)
                        )
                elif is_under(known, directory):
                    inside.append(row)
            if folder_id is None:
                # What was found through links must not count as gone, ...
                if follow_links is None and any(row["follow_links"] for row in inside):
                    follow_links = True
                # ... and what was chosen for itself stays when the folder around its drive goes.
                if any(row["parent_id"] is None for row in inside):
                    parent_id = None
                folder_id = self._insert(volume_id, directory, root, parent_id)
                self._swallow(folder_id, [row["id"] for row in inside])
            if follow_links is not None:
                database.conn.execute(
                    "UPDATE folders SET follow_links = ? WHERE id = ?", (int(follow_links), folder_id)
                )
        return self.get(folder_id)

    def remove(self, folder_id: int) -> None:
        """Forget a folder. Its files are not touched, and what people said of them is kept for the grace."""
        with writing(self._database, self._paths.catalog) as database:
            database.conn.execute("DELETE FROM folders WHERE id = ?", (folder_id,))
            database.conn.execute(
                "UPDATE contents SET unplaced_since = ? WHERE unplaced_since IS NULL AND NOT EXISTS "
                "(SELECT 1 FROM places WHERE content_id = contents.id)",
                (timestamp(),),
            )

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

    def counts(self) -> Mapping[int, FolderCounts]:
        """The folders in numbers of files, by their ids; one without files is left out."""
        return folder_counts(self._database)

    def look(self) -> list[Folder]:
        """See which folders are there now, and remember it.

        A volume that is not mounted, or a root that can't be read, is offline: never deleted.
        A root that was renamed beside where it was is found again.
        """
        volumes = mounted_volumes()
        rows = list(
            self._database.query(
                "SELECT folders.id, folders.path, file_id, identity, mount_path, folders.online, problem, "
                "volumes.online AS mounted, volume_id FROM folders JOIN volumes ON volumes.id = volume_id"
            )
        )
        sightings = [self._sight(row, volumes) for row in rows]
        changes = [
            (int(not now.problem), now.problem, to_stored(now.directory), now.file_id, row["id"])
            for row, now in zip(rows, sightings, strict=True)
            if (bool(row["online"]), row["problem"], from_stored(row["path"]), row["file_id"])
            != (not now.problem, now.problem, now.directory, now.file_id)
        ]
        moved = {
            (int(now.mounted), to_stored(str(now.mount)), row["volume_id"])
            for row, now in zip(rows, sightings, strict=True)
            if (row["mounted"], from_stored(row["mount_path"])) != (now.mounted, str(now.mount))
        }
        if changes or moved:
            with writing(self._database, self._paths.catalog) as database:
                database.conn.executemany(
                    "UPDATE folders SET online = ?, problem = ?, path = ?, file_id = ? WHERE id = ?", changes
                )
                database.conn.executemany(
                    "UPDATE volumes SET online = ?, mount_path = ? WHERE id = ?", sorted(moved)
                )
        return self.all()

    def is_reachable(self, folder: Folder) -> bool:
        """Whether the root of a folder is there at this moment, on its own volume.

        A walk that was overtaken by an unplugged drive must not take its photos for deleted.
        """
        row = self._database.conn.execute(
            "SELECT identity FROM volumes WHERE id = ?", (folder.volume_id,)
        ).fetchone()
        return volume_of(folder.path, mounted_volumes()).identity == row[0] and not why_unreadable(
            folder.path
        )

    def scanned_ids(self) -> set[int]:
        """The folders that were walked to their end at least once."""
        rows = self._database.conn.execute("SELECT id FROM folders WHERE scanned_at IS NOT NULL")
        return {id_ for (id_,) in rows}

    def mark_scanned(self, folder_id: int) -> None:
        """Remember that a folder was walked to its end just now."""
        with writing(self._database, self._paths.catalog) as database:
            database.conn.execute("UPDATE folders SET scanned_at = ? WHERE id = ?", (timestamp(), folder_id))

    def _sight(self, row: dict[str, Any], volumes: Sequence[Volume]) -> _Sighting:
        """Where a folder is now, and why it can't be read if it can't."""
        directory, last_mount = from_stored(row["path"]), Path(from_stored(row["mount_path"]))
        volume = find_volume(row["identity"], last_mount, volumes)
        if volume is None:
            return _Sighting(
                directory, last_mount, False, "its drive or share is not connected", row["file_id"]
            )
        root = volume.mount / directory
        if volume_of(root, volumes).identity != volume.identity:
            # Nothing below is the folder's own until the other drive goes.
            return _Sighting(
                directory, volume.mount, True, "another drive is mounted in its place", row["file_id"]
            )
        problem = why_unreadable(root)
        if problem == NOT_THERE and (found := self._renamed(row, root)):
            root, directory, problem = found, below(found, volume.mount), ""
        # Where the drive has no name of its own, an empty one may be another one.
        if not problem and not directory and not volume.named and _is_blank(root) and self._places(row["id"]):
            problem = "it is empty; perhaps another drive is mounted in its place"
        file_id = row["file_id"] if problem else _file_id(root)
        return _Sighting(directory, volume.mount, True, problem, file_id)

    def _renamed(self, row: dict[str, Any], root: Path) -> Path | None:
        """Where a root that is not there went to, if it was only renamed."""
        found = find_renamed(root, row["file_id"], self._places(row["id"]))
        if found is None:
            return None
        directory = below(found, root.parents[len(Path(from_stored(row["path"])).parts) - 1])
        others = self._database.query(
            "SELECT path FROM folders WHERE volume_id = ? AND id <> ?", [row["volume_id"], row["id"]]
        )
        known = [from_stored(other["path"]) for other in others]
        taken = any(is_under(directory, other) or is_under(other, directory) for other in known)
        return None if taken else found

    def _places(self, folder_id: int) -> list[tuple[str, int]]:
        """Some files of a folder: path below its root, and file id."""
        rows = self._database.conn.execute(
            "SELECT folders.path, directory, name, places.file_id FROM places "
            "JOIN folders ON folders.id = folder_id WHERE folder_id = ? AND state <> 'missing' LIMIT 20",
            (folder_id,),
        )
        return [
            (f"{from_stored(directory)}/{from_stored(name)}"[len(from_stored(root)) :].lstrip("/"), file_id)
            for root, directory, name, file_id in rows
        ]

    def _insert(self, volume_id: int, directory: str, root: Path, parent_id: int | None) -> int:
        folder_id = self._database.conn.execute(
            "INSERT INTO folders (volume_id, path, parent_id, file_id, added_at) VALUES (?, ?, ?, ?, ?)",
            (volume_id, to_stored(directory), parent_id, _file_id(root), timestamp()),
        ).lastrowid
        assert folder_id is not None
        return folder_id

    def _swallow(self, folder_id: int, inside: Sequence[int]) -> None:
        """A new folder takes the place of the ones that lie in it."""
        connection = self._database.conn
        for other in inside:
            connection.execute("UPDATE places SET folder_id = ? WHERE folder_id = ?", (folder_id, other))
            connection.execute("UPDATE folders SET parent_id = ? WHERE parent_id = ?", (folder_id, other))
            connection.execute("DELETE FROM folders WHERE id = ?", (other,))

    def _checked(self, path: Path) -> Path:
        name = display(path)
        try:
            root = path.expanduser().resolve(strict=True)
        except OSError as error:
            raise FolderError(f"There is no folder {name}.", "Check the spelling.") from error
        if not root.is_dir():
            raise FolderError(f"{name} is not a folder.", "Choose the folder it lies in.")
        if problem := why_unreadable(root):
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
                follow_links=bool(row["follow_links"]),
                parent_id=row["parent_id"],
            )
            for row in self._database.query(
                "SELECT folders.id, volume_id, path, mount_path, folders.online, problem, follow_links, "
                f"parent_id FROM folders JOIN volumes ON volumes.id = volume_id {where}",
                list(parameters),
            )
        ]


def below(path: Path, mount: Path) -> str:
    """A path relative to its mount point, with forward slashes; "" for the mount point itself."""
    relative = path.relative_to(mount).as_posix()
    return "" if relative == "." else relative


def is_under(directory: str, ancestor: str) -> bool:
    """Whether a directory is another one or lies below it (both relative to one mount point)."""
    return not ancestor or directory == ancestor or directory.startswith(f"{ancestor}/")


def _is_blank(root: Path) -> bool:
    return all(entry.name == "lost+found" for entry in root.iterdir())


def _file_id(root: Path) -> int:
    return root.stat().st_ino & 0x7FFF_FFFF_FFFF_FFFF
