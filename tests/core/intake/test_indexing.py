"""Folders in, catalogue right: real files, real databases, real child processes."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from core.errors import FolderError, LibraryBusy
from core.intake import Indexer, listing
from core.library import Library


def test_a_second_run_does_nothing(bench: Any, paint: Callable[..., Path]) -> None:
    for number in range(5):
        paint(bench.photos / f"{number}.jpg", seed=number)
    first, second = bench.index(), bench.index()
    assert (first.found, first.encoded) == (5, 5)
    assert (second.found, second.done, second.encoded) == (5, 0, 0)
    assert len(bench.paths()) == 5


@pytest.mark.parametrize("to", ["renamed.jpg", "sub/deep/a.jpg"])
def test_a_moved_photo_is_the_same_and_costs_nothing(bench: Any, paint: Callable[..., Path], to: str) -> None:
    paint(bench.photos / "a.jpg")
    bench.index()
    before = bench.paths()["a.jpg"]
    (bench.photos / to).parent.mkdir(parents=True, exist_ok=True)
    (bench.photos / "a.jpg").rename(bench.photos / to)
    progress = bench.index()
    assert bench.paths() == {to: before}
    assert (progress.done, progress.encoded, progress.moved) == (0, 0, 1)


def test_a_moved_folder_costs_nothing(bench: Any, paint: Callable[..., Path]) -> None:
    for number in range(6):
        paint(bench.photos / "old" / "in" / f"{number}.jpg", seed=number)
    bench.index()
    before = set(bench.paths().values())
    (bench.photos / "old").rename(bench.photos / "new")
    progress = bench.index()
    assert (progress.done, progress.encoded, progress.moved) == (0, 0, 6)
    assert set(bench.paths().values()) == before


def test_a_photo_that_was_moved_by_copying_is_recognised_by_its_edges(
    bench: Any, paint: Callable[..., Path]
) -> None:
    paint(bench.photos / "a.jpg")
    bench.index()
    before = bench.paths()["a.jpg"]
    # Another inode and another time, as after a move to another drive.
    shutil.copyfile(bench.photos / "a.jpg", bench.photos / "b.jpg")
    (bench.photos / "a.jpg").unlink()
    os.utime(bench.photos / "b.jpg", (1, 1))
    progress = bench.index()
    assert bench.paths() == {"b.jpg": before}
    assert (progress.done, progress.moved) == (0, 1)


def test_two_copies_are_one_photo_at_two_places(bench: Any, paint: Callable[..., Path]) -> None:
    original = paint(bench.photos / "a.jpg")
    shutil.copyfile(original, bench.photos / "b.jpg")
    progress = bench.index()
    assert len(bench.paths()) == 1
    assert progress.encoded == 1
    assert bench.query("SELECT COUNT(*) FROM places WHERE state = 'ready'") == [(2,)]
    original.unlink()
    bench.index()
    assert list(bench.paths()) == ["b.jpg"]


def test_a_hard_link_is_a_second_place_and_is_not_read(bench: Any, paint: Callable[..., Path]) -> None:
    original = paint(bench.photos / "a.jpg")
    bench.index()
    os.link(original, bench.photos / "b.jpg")
    progress = bench.index()
    assert (progress.done, progress.moved) == (0, 1)
    assert len(bench.paths()) == 1


def test_metadata_written_by_another_program_costs_no_encoding(
    bench: Any, paint: Callable[..., Path]
) -> None:
    path = paint(bench.photos / "a.jpg")
    bench.index()
    before = bench.paths()["a.jpg"]
    # A comment segment after the start marker: other bytes, the same picture.
    data, comment = path.read_bytes(), b"rated five stars"
    path.write_bytes(data[:2] + b"\xff\xfe" + (len(comment) + 2).to_bytes(2, "big") + comment + data[2:])
    progress = bench.index()
    assert bench.paths() == {"a.jpg": before}
    assert (progress.done, progress.encoded) == (1, 0)


def test_an_edited_photo_stays_the_same_photo_with_a_new_vector(
    bench: Any, paint: Callable[..., Path]
) -> None:
    paint(bench.photos / "a.jpg", "red")
    bench.index()
    before = bench.paths()["a.jpg"]
    # As editors save: written aside, then renamed over.
    paint(bench.photos / "a.tmp.jpg", "blue").rename(bench.photos / "a.jpg")
    progress = bench.index()
    assert bench.paths() == {"a.jpg": before}
    assert progress.encoded == 1


def test_an_edited_copy_becomes_a_photo_of_its_own(bench: Any, paint: Callable[..., Path]) -> None:
    original = paint(bench.photos / "a.jpg", "red")
    copy = bench.photos / "b.jpg"
    shutil.copyfile(original, copy)
    bench.index()
    paint(copy, "blue")
    bench.index()
    assert len(set(bench.paths().values())) == 2


def test_a_deleted_photo_is_kept_for_the_grace_and_comes_back_whole(
    bench: Any, paint: Callable[..., Path], tmp_path: Path
) -> None:
    path = paint(bench.photos / "a.jpg")
    paint(bench.photos / "stays.jpg", "blue")
    bench.index()
    before = bench.paths()["a.jpg"]
    shutil.move(path, tmp_path / "away.jpg")
    bench.index()
    assert list(bench.paths()) == ["stays.jpg"]
    shutil.move(tmp_path / "away.jpg", path)
    progress = bench.index()
    assert bench.paths()["a.jpg"] == before
    assert progress.encoded == 0


def test_broken_files_are_named_and_their_neighbours_go_on(bench: Any, paint: Callable[..., Path]) -> None:
    paint(bench.photos / "good.jpg")
    (bench.photos / "empty.jpg").touch()
    (bench.photos / "text.jpg").write_text("not a picture")
    whole = paint(bench.photos / "cut.jpg", seed=9).read_bytes()
    (bench.photos / "cut.jpg").write_bytes(whole[: len(whole) // 2])
    progress = bench.index()
    assert progress.failed == 3
    assert list(bench.paths()) == ["good.jpg"]
    with Library.open(bench.root) as library:
        failures = {failure.path.name: failure for failure in library.photos.failures()}
    assert set(failures) == {"empty.jpg", "text.jpg", "cut.jpg"}
    assert all(failure.path.name in failure.message for failure in failures.values())
    assert bench.index().done == 0
    (bench.photos / "cut.jpg").write_bytes(whole)
    assert bench.index().failed == 0
    assert "cut.jpg" in bench.paths()


def test_names_that_are_not_utf8(bench: Any, paint: Callable[..., Path]) -> None:
    directory = os.fsdecode(os.fsencode(bench.photos) + b"/caf\xe9")
    path = Path(directory) / os.fsdecode(b"\xff\xfe.jpg")
    paint(path)
    bench.index()
    assert [os.fsencode(name) for name in bench.paths()] == [b"caf\xe9/\xff\xfe.jpg"]
    assert bench.index().done == 0


def test_a_loop_of_links_and_hidden_and_system_folders_are_left_alone(
    bench: Any, paint: Callable[..., Path]
) -> None:
    paint(bench.photos / "a" / "a.jpg")
    (bench.photos / "a" / "loop").symlink_to(bench.photos, target_is_directory=True)
    for number, name in enumerate((".git", "@eaDir", "node_modules", "Previews.lrdata")):
        paint(bench.photos / name / "x.jpg", seed=number + 1)
    paint(bench.photos / "._resource.jpg", seed=9)
    bench.index()
    assert list(bench.paths()) == ["a/a.jpg"]


def test_a_folder_that_is_away_is_offline_and_loses_nothing(bench: Any, paint: Callable[..., Path]) -> None:
    paint(bench.photos / "a.jpg")
    bench.index()
    before = bench.paths()
    away = bench.root.with_name("drawer") / "photos"
    away.parent.mkdir()
    bench.photos.rename(away)
    progress = bench.index()
    assert "offline" in progress.message
    assert bench.paths() == before
    with Library.open(bench.root) as library:
        assert library.photos.counts().offline == 1
        assert not library.photos.get(list(before.values()))[0].online
    away.rename(bench.photos)
    assert bench.index().encoded == 0
    assert bench.paths() == before


def test_an_emptied_folder_on_the_same_volume_is_a_deletion(bench: Any, paint: Callable[..., Path]) -> None:
    paint(bench.photos / "a.jpg").unlink()
    paint(bench.photos / "b.jpg")
    bench.index()
    (bench.photos / "b.jpg").unlink()
    bench.index()
    assert bench.paths() == {}
    assert bench.query("SELECT state FROM places") == [("missing",)]


def test_one_indexer_at_a_time(bench: Any, encoder: Any) -> None:
    with Indexer(bench.root, encoder=encoder), pytest.raises(LibraryBusy, match="indexing"):
        Indexer(bench.root, encoder=encoder)
    with Indexer(bench.root, encoder=encoder) as again:
        assert again.run_once().state == "stopped"


def test_vectors_of_a_crash_between_the_commits_are_dropped(
    bench: Any, paint: Callable[..., Path], encoder: Any
) -> None:
    paint(bench.photos / "a.jpg")
    bench.index()
    with Library.open(bench.root) as library:
        encoder_id = library.vectors.encoder_id(encoder.identity)
        vector = encoder.encode_texts(["red"])[0].astype("float16")
        library.vectors.write(encoder_id, [(999, b"x" * 16, vector)])
        assert library.vectors.count(encoder_id) == 2
    bench.index()
    with Library.open(bench.root) as library:
        assert library.vectors.count(encoder_id) == 1


def test_lost_vectors_are_made_again(bench: Any, paint: Callable[..., Path]) -> None:
    paint(bench.photos / "a.jpg")
    bench.index()
    for path in bench.root.glob("vectors.db*"):
        path.unlink()
    assert bench.index().encoded == 1
    assert bench.index().encoded == 0


def test_originals_are_untouched(bench: Any, paint: Callable[..., Path]) -> None:
    path = paint(bench.photos / "a.jpg")
    path.chmod(0o444)
    before = (path.read_bytes(), path.stat().st_mtime_ns, path.stat().st_mode)
    bench.index()
    assert (path.read_bytes(), path.stat().st_mtime_ns, path.stat().st_mode) == before
    assert sorted(entry.name for entry in bench.photos.iterdir()) == ["a.jpg"]


@pytest.mark.parametrize("name", ["missing", "a.jpg"])
def test_what_is_no_folder_is_refused(bench: Any, paint: Callable[..., Path], name: str) -> None:
    paint(bench.photos / "a.jpg")
    with Library.open(bench.root) as library, pytest.raises(FolderError, match=name):
        library.folders.add(bench.photos / name)


def test_the_library_itself_is_no_photo_folder(bench: Any, paint: Callable[..., Path]) -> None:
    paint(bench.photos / "a.jpg")
    bench.index()
    with Library.open(bench.root) as library:
        with pytest.raises(FolderError, match="library"):
            library.folders.add(bench.root / "thumbnails")
        library.folders.add(bench.root.parent)
        assert [folder.path for folder in library.folders.all()] == [bench.root.parent]
    progress = bench.index()
    assert (progress.found, progress.encoded) == (1, 0)


def test_files_alike_in_size_and_time_that_change_their_names_are_told_apart(
    bench: Any, paint: Callable[..., Path]
) -> None:
    names = ["a.bmp", "b.bmp", "c.bmp"]
    for number, name in enumerate(names):
        os.utime(paint(bench.photos / name, seed=number), (1, 1))
    bench.index()
    before, encoded = bench.paths(), bench.encoder.encoded
    for name, new in zip(names, ["t", "a.bmp", "b.bmp"], strict=True):
        (bench.photos / name).rename(bench.photos / new)
    (bench.photos / "t").rename(bench.photos / "c.bmp")
    assert bench.index().failed == 0
    assert bench.paths() == {"a.bmp": before["b.bmp"], "b.bmp": before["c.bmp"], "c.bmp": before["a.bmp"]}
    assert bench.encoder.encoded == encoded
    assert bench.index().done == 0


def test_where_files_have_no_number_none_is_taken_for_another(
    bench: Any, paint: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    # As on Windows, where a listing does not tell.
    monkeypatch.setattr(listing, "_file_id", lambda _: 0)
    os.utime(paint(bench.photos / "a.bmp"), (1, 1))
    bench.index()
    (bench.photos / "a.bmp").rename(bench.photos / "b.bmp")
    progress = bench.index()
    assert (progress.moved, progress.encoded) == (1, 0)
    os.utime(paint(bench.photos / "c.bmp", seed=1), (1, 1))
    bench.index()
    assert len(set(bench.paths().values())) == 2
