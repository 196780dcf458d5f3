"""Drives that come and go, and folders that are not where they were: offline, never deleted."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from core.errors import FolderError
from core.intake import Indexer
from core.intake.scan import Scanner
from core.library import Folder, Library
from core.library.roots import find_renamed

pytestmark = pytest.mark.usefixtures("mounts")


class Shelf:
    """A library, a drive with a photo on it, and what becomes of that."""

    def __init__(self, root: Path, mounts: Any, paint: Callable[..., Path], encoder: Any) -> None:
        self.root, self.mounts, self.encoder = root / "library", mounts, encoder
        self.drive = root / "drive"
        self.photo = paint(self.drive / "pictures" / "a.jpg")
        mounts.plug(self.drive, "1111-2222")

    def add(self, folder: Path) -> Folder:
        with Library.open(self.root) as library:
            library.settings.save(decoders=1, transcribe=False)
            return library.folders.add(folder)

    def index(self) -> int:
        """Index; how many pictures went through the encoder."""
        with Indexer(self.root, encoder=self.encoder) as indexer:
            self.progress = indexer.run_once()
        return self.progress.encoded

    def folders(self) -> list[Folder]:
        with Library.open(self.root) as library:
            return library.folders.look()

    def photos(self) -> dict[Path, bool]:
        """Where photos are, and whether they are in reach."""
        with Library.open(self.root) as library:
            library.folders.look()
            return {p.path: p.online for p in library.photos.get(library.photos.ids().tolist())}


@pytest.fixture
def shelf(tmp_path: Path, mounts: Any, paint: Callable[..., Path], encoder: Any) -> Iterator[Shelf]:
    yield Shelf(tmp_path, mounts, paint, encoder)


def test_a_drive_is_offline_and_comes_back_under_another_path(shelf: Shelf, tmp_path: Path) -> None:
    shelf.add(shelf.drive / "pictures")
    assert shelf.index() == 1
    shelf.mounts.unplug(shelf.drive)
    hidden = shelf.drive.rename(tmp_path / "other")
    shelf.drive.mkdir()
    assert shelf.index() == 0
    assert "not connected" in shelf.progress.message
    assert len(shelf.folders()) == 1
    assert shelf.photos() == {shelf.photo: False}
    shelf.mounts.plug(hidden, "1111-2222")
    assert shelf.index() == 0
    assert shelf.photos() == {hidden / "pictures" / "a.jpg": True}


def test_an_empty_mount_point_deletes_nothing_but_an_emptied_drive_does(shelf: Shelf) -> None:
    shelf.photo = shelf.photo.rename(shelf.drive / "a.jpg")
    shelf.add(shelf.drive)
    shelf.index()
    shelf.mounts.unplug(shelf.drive)
    content = shelf.photo.read_bytes()
    shelf.photo.unlink()
    shelf.index()
    assert shelf.photos() == {shelf.photo: False}
    # Another drive in its place, just as empty.
    shelf.mounts.plug(shelf.drive, "3333-4444")
    shelf.index()
    assert shelf.photos() == {shelf.photo: False}
    assert len(shelf.folders()) == 1
    shelf.mounts.plug(shelf.drive, "1111-2222")
    shelf.index()
    assert shelf.photos() == {}
    shelf.photo.write_bytes(content)
    assert shelf.index() == 0
    assert shelf.photos() == {shelf.photo: True}


def test_an_empty_drive_without_a_name_may_be_another_one(shelf: Shelf, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    photo = shelf.photo.rename(stick / "a.jpg")
    shelf.mounts.plug(stick, "sdb1", named=False)
    shelf.add(stick)
    shelf.index()
    photo.unlink()
    (folder,) = shelf.folders()
    assert not folder.online
    assert "empty" in folder.problem
    assert shelf.photos() == {photo: False}


def test_a_drive_mounted_inside_a_folder_is_a_folder_of_its_own_and_goes_with_it(
    shelf: Shelf, tmp_path: Path
) -> None:
    inner = tmp_path / "home" / "drive"
    inner.parent.mkdir()
    shelf.mounts.unplug(shelf.drive)
    shelf.drive.rename(inner)
    shelf.mounts.plug(inner, "1111-2222")
    shelf.mounts.plug(tmp_path / "home" / ".cache", "5555-6666")
    chosen = shelf.add(tmp_path / "home")
    assert shelf.index() == 1
    parent, child = shelf.folders()
    assert (child.path, child.parent_id, parent.path) == (inner, chosen.id, chosen.path)
    shelf.mounts.unplug(inner)
    assert [folder.online for folder in shelf.folders()] == [True, False]
    assert shelf.photos() == {inner / "pictures" / "a.jpg": False}
    with Library.open(shelf.root) as library:
        library.folders.remove(chosen.id)
        assert library.folders.all() == []


def test_a_folder_chosen_for_itself_on_a_drive_inside_another_folder_stays_when_that_goes(
    shelf: Shelf, tmp_path: Path
) -> None:
    inner = tmp_path / "home" / "drive"
    inner.parent.mkdir()
    shelf.mounts.unplug(shelf.drive)
    shelf.drive.rename(inner)
    shelf.mounts.plug(inner, "1111-2222")
    shelf.add(inner / "pictures")
    shelf.index()
    chosen = shelf.add(tmp_path / "home")
    assert shelf.index() == 0
    with Library.open(shelf.root) as library:
        library.folders.remove(chosen.id)
    assert shelf.photos() == {inner / "pictures" / "a.jpg": True}


def test_a_drive_is_not_taken_in_for_a_folder_that_was_removed_meanwhile(
    shelf: Shelf, tmp_path: Path
) -> None:
    chosen = shelf.add(tmp_path)
    with Library.open(shelf.root) as library:
        library.folders.remove(chosen.id)
        with pytest.raises(FolderError):
            library.folders.add(shelf.drive, parent_id=chosen.id)
        assert library.folders.all() == []


def test_a_drive_mounted_over_a_chosen_folder_is_taken_in(shelf: Shelf, tmp_path: Path) -> None:
    # Chosen while the drive was away: its mount point is an ordinary directory then.
    shelf.mounts.unplug(shelf.drive)
    drawer = shelf.drive.rename(tmp_path / "drawer")
    shelf.drive.mkdir()
    shelf.add(shelf.drive)
    assert shelf.index() == 0
    shelf.drive.rmdir()
    drawer.rename(shelf.drive)
    shelf.mounts.plug(shelf.drive, "1111-2222")
    assert shelf.index() == 1
    assert shelf.photos() == {shelf.photo: True}


def test_a_drive_unplugged_in_the_middle_of_a_walk_loses_nothing(shelf: Shelf) -> None:
    folder = shelf.add(shelf.drive)
    shelf.index()

    def pull_out(_: int) -> None:
        shelf.mounts.unplug(shelf.drive)
        shelf.photo.unlink()
        shelf.photo.parent.rmdir()

    with Library.open(shelf.root) as library:
        report = Scanner(library, progressed=pull_out).scan(folder)
    assert not report.complete
    assert shelf.photos() == {shelf.photo: False}


@pytest.mark.parametrize("around", ["drive", "drive/deep"])
def test_a_chosen_folder_that_was_renamed_is_found_again(shelf: Shelf, around: str) -> None:
    place = shelf.drive.parent / around
    place.mkdir(exist_ok=True)
    pictures = shelf.photo.parent.rename(place / "old")
    shelf.add(pictures)
    shelf.index()
    pictures.rename(place / "new")
    assert shelf.index() == 0
    assert shelf.photos() == {place / "new" / "a.jpg": True}
    assert [folder.path for folder in shelf.folders()] == [place / "new"]


def test_a_directory_with_the_same_number_is_not_taken_for_a_renamed_one(tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "a.jpg").touch()
    inode, photo = other.stat().st_ino, (other / "a.jpg").stat().st_ino
    assert find_renamed(tmp_path / "gone", inode, [("a.jpg", photo)]) == other
    assert find_renamed(tmp_path / "gone", inode, [("a.jpg", photo + 1), ("b.jpg", photo)]) is None
    assert find_renamed(tmp_path / "gone", inode, []) is None


def test_a_drive_goes_on_being_followed_when_the_folder_around_it_is_removed(
    start: Callable[..., Any], mounts: Any, paint: Callable[..., Path], tmp_path: Path
) -> None:
    drive = tmp_path / "photos" / "drive"
    paint(drive / "second.jpg", seed=1)
    mounts.plug(drive, "1111-2222")
    running = start()
    running.until(lambda: running.names() == {"first.jpg", "second.jpg"})
    with Library.open(running.root) as library:
        around, _ = library.folders.all()
        library.folders.add(drive)
        library.folders.remove(around.id)
    for _ in range(2):
        # Once may be a look that began before.
        told = running.progress
        running.until(lambda before=told: running.progress is not before)
    paint(drive / "third.jpg", seed=2)
    running.until(lambda: running.names() == {"second.jpg", "third.jpg"})
