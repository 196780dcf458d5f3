"""What a walk sees: links, hidden and excluded directories, drives below."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from core.errors import UsageError
from core.intake import Indexer
from core.intake.rules import Rules, check_pattern
from core.intake.scan import Scanner
from core.library import Folder, Library


class Tree:
    """A chosen folder, and what a scan finds in it."""

    def __init__(self, root: Path) -> None:
        self.photos, self.outside = root / "photos", root / "outside"
        self.photos.mkdir()
        self.outside.mkdir()
        self.library = Library.open(root / "library")

    def put(self, *names: str) -> None:
        for name in names:
            path = self.photos.parent / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(b"not looked into by a scan")

    def folder(self, *, follow_links: bool | None = None) -> Folder:
        return self.library.folders.add(self.photos, follow_links=follow_links)

    def seen(self, **rules: Any) -> set[str]:
        """Scan, and name what is there below the folder."""
        scanner = Scanner(self.library)
        scanner.rules = Rules(**rules)
        self.report = scanner.scan(self.folder())
        return {str(work.path.relative_to(self.photos)) for work in self.library.places.waiting()}


@pytest.fixture
def tree(tmp_path: Path) -> Iterator[Tree]:
    tree = Tree(tmp_path)
    yield tree
    tree.library.close()


def test_links_are_not_followed_unless_asked(tree: Tree) -> None:
    tree.put("photos/a.jpg", "outside/o.jpg")
    (tree.photos / "link").symlink_to(tree.outside, target_is_directory=True)
    (tree.photos / "o.jpg").symlink_to(tree.outside / "o.jpg")
    assert tree.seen() == {"a.jpg"}
    tree.folder(follow_links=True)
    assert tree.seen() == {"a.jpg", "link/o.jpg", "o.jpg"}


def test_what_lies_in_the_folder_is_found_at_its_own_place_only(tree: Tree) -> None:
    tree.put("photos/z/deep/a.jpg")
    (tree.photos / "a-link").symlink_to(tree.photos / "z", target_is_directory=True)
    (tree.photos / "b-link.jpg").symlink_to(tree.photos / "z" / "deep" / "a.jpg")
    (tree.photos / "z" / "loop").symlink_to(tree.photos, target_is_directory=True)
    # Around: what it leads to holds the folder itself.
    (tree.photos / "z" / "around").symlink_to(tree.photos.parent, target_is_directory=True)
    tree.put("beside.jpg")
    tree.folder(follow_links=True)
    assert tree.seen() == {"z/deep/a.jpg", "z/around/beside.jpg"}


def test_loops_outside_end(tree: Tree) -> None:
    tree.put("outside/one/1.jpg", "outside/two/2.jpg")
    (tree.outside / "one" / "to-two").symlink_to(tree.outside / "two", target_is_directory=True)
    (tree.outside / "two" / "to-one").symlink_to(tree.outside / "one", target_is_directory=True)
    (tree.photos / "link").symlink_to(tree.outside / "one", target_is_directory=True)
    tree.folder(follow_links=True)
    assert tree.seen() == {"link/1.jpg", "link/to-two/2.jpg"}


def test_a_link_whose_target_is_away_loses_nothing(tree: Tree) -> None:
    tree.put("outside/o.jpg", "outside/deep/p.jpg")
    (tree.photos / "link").symlink_to(tree.outside, target_is_directory=True)
    (tree.photos / "o.jpg").symlink_to(tree.outside / "o.jpg")
    tree.folder(follow_links=True)
    before = tree.seen()
    tree.outside.rename(tree.outside.with_name("away"))
    assert tree.seen() == before == {"link/o.jpg", "link/deep/p.jpg", "o.jpg"}
    assert tree.report.gone == 0
    (tree.photos / "link").unlink()
    assert tree.seen() == {"o.jpg"}


def test_an_event_beside_a_link_brings_nothing_twice(tree: Tree) -> None:
    tree.put("outside/o.jpg", "photos/a.jpg")
    for name in ("link", "other-link"):
        (tree.photos / name).symlink_to(tree.outside, target_is_directory=True)
    folder = tree.folder(follow_links=True)
    assert tree.seen() == {"a.jpg", "link/o.jpg"}
    report = Scanner(tree.library).scan(folder, folder.directory, shallow=True)
    assert (report.new, report.gone, report.links_left) == (0, 0, True)


def test_hidden_and_system_directories_are_left_alone(tree: Tree) -> None:
    left_out = (".git", "@eaDir", "node_modules", "My Previews.lrdata", "Thumbs", ".thumbnails", "#recycle")
    tree.put(*(f"photos/{name}/deep/x.jpg" for name in left_out), "photos/quiet/deep/x.jpg", "photos/a.jpg")
    (tree.photos / "quiet" / ".nomedia").touch()
    tree.put("photos/My.photoslibrary/originals/3/p.heic", "photos/My.photoslibrary/resources/p.jpg")
    assert tree.seen() == {"a.jpg", "My.photoslibrary/originals/3/p.heic"}


@pytest.mark.parametrize(
    ("patterns", "left"),
    [
        (["*.png"], {"a.jpg", "Scans/s.jpg", "deep/Scans/t.JPG"}),
        (["scans/"], {"a.jpg", "b.png"}),
        (["/Scans/"], {"a.jpg", "b.png", "deep/Scans/t.JPG"}),
        (["*.jp?g", "*.jpg", "!A.jpg"], {"a.jpg", "b.png"}),
        (["deep/**/*.jpg"], {"a.jpg", "b.png", "Scans/s.jpg"}),
        (["[", "#nothing", ""], {"a.jpg", "b.png", "Scans/s.jpg", "deep/Scans/t.JPG"}),
    ],
)
def test_patterns_exclude_as_in_gitignore_without_regard_to_case(
    tree: Tree, patterns: list[str], left: set[str]
) -> None:
    tree.put("photos/a.jpg", "photos/b.png", "photos/Scans/s.jpg", "photos/deep/Scans/t.JPG")
    assert tree.seen(exclude=patterns) == left


@pytest.mark.parametrize("pattern", ["", "  ", "# a comment", "[z-a]"])
def test_a_pattern_that_means_nothing_is_refused(pattern: str, caplog: pytest.LogCaptureFixture) -> None:
    with pytest.raises(UsageError):
        check_pattern(pattern)
    # Who types one is told; the log is for those that were stored.
    assert not caplog.records


def test_a_stored_pattern_that_means_nothing_is_passed_over(
    tree: Tree, caplog: pytest.LogCaptureFixture
) -> None:
    tree.put("photos/a.jpg", "photos/b.jpg")
    assert tree.seen(exclude=["[z-a]", "b*"]) == {"a.jpg"}
    assert "[z-a]" in caplog.text


def test_small_files_are_left_alone(tree: Tree) -> None:
    tree.put("photos/small.jpg")
    (tree.photos / "large.jpg").write_bytes(bytes(4096))
    assert tree.seen(smallest_bytes=4096) == {"large.jpg"}


def test_an_excluded_photo_comes_back_without_encoding(
    tmp_path: Path, paint: Callable[..., Path], encoder: Any
) -> None:
    paint(tmp_path / "photos" / "scans" / "a.jpg")
    root = tmp_path / "library"
    with Library.open(root) as library:
        library.folders.add(tmp_path / "photos")
        with Indexer(root, encoder=encoder) as indexer:
            indexer.run_once()
            assert library.photos.counts().photos == 1
            library.settings.save(exclude=("scans/",))
            indexer.run_once()
            assert library.photos.counts().photos == 0
            library.settings.save(exclude=())
            assert indexer.run_once().encoded == 1
            assert library.photos.counts().photos == 1


def test_a_directory_in_the_place_of_another_is_looked_through(tree: Tree) -> None:
    tree.put("photos/x/sub/a.jpg", "outside/sub/b.jpg")
    tree.seen()
    (tree.photos / "x").rename(tree.photos.parent / "elsewhere")
    shutil.move(tree.outside, tree.photos / "x")
    folder = tree.folder()
    Scanner(tree.library).scan(folder, f"{folder.directory}/x")
    assert {work.path.name for work in tree.library.places.waiting()} == {"b.jpg"}


@pytest.mark.skipif(os.name == "nt", reason="POSIX permissions")
def test_a_drive_below_is_not_walked(tree: Tree, mounts: Any) -> None:
    tree.put("photos/a.jpg", "photos/drive/d.jpg", "photos/proc/p.jpg")
    mounts.plug(tree.photos / "drive", "1111-2222")
    mounts.plug(tree.photos / "proc", "proc", kind="proc", named=False)
    assert tree.seen() == {"a.jpg"}
