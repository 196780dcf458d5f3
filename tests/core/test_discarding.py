"""Files moved to the trash because another one is kept, put back, and left alone when in doubt."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from core.cli import main
from core.intake.discarding import Discarded, discard, discard_photos, doomed, restore
from core.library import Library
from core.library.photo_files import PhotoFile
from core.trash import TrashError, move_to_trash, put_back

pytestmark = pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="the freedesktop.org trash")


@pytest.fixture(autouse=True)
def trash(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A trash of the test's own."""
    from send2trash import plat_other  # noqa: PLC0415  there is none on other systems

    data = tmp_path / "home" / ".local" / "share"
    data.mkdir(parents=True)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_DATA_HOME", str(data))
    monkeypatch.setattr(plat_other, "XDG_DATA_HOME", os.fsencode(data))
    monkeypatch.setattr(plat_other, "HOMETRASH_B", os.fsencode(data / "Trash"))
    monkeypatch.setattr("send2trash.send2trash", plat_other.send2trash)
    return data / "Trash" / "files"


Paint = Callable[..., Path]


@pytest.fixture
def twins(bench: Any, paint: Paint) -> Any:
    """A library with two copies of one photo, and another photo."""
    paint(bench.photos / "a.jpg", "red")
    (bench.photos / "b").mkdir()
    shutil.copy2(bench.photos / "a.jpg", bench.photos / "b" / "a.jpg")
    paint(bench.photos / "other.jpg", "blue", seed=1)
    bench.index()
    return bench


def files(library: Library) -> dict[str, PhotoFile]:
    """All files that show something, by their paths below the folder."""
    root = library.folders.all()[0].path
    found = library.photos.get(library.photos.ids().tolist())
    shown = library.files.showing([photo.pixels_digest for photo in found])
    return {file.path.relative_to(root).as_posix(): file for file in shown}


def throw(library: Library, kept: str, *others: str) -> Discarded:
    known = files(library)
    return discard(library, [(known[kept], known[other]) for other in others])


def test_a_copy_goes_and_comes_back(twins: Any, trash: Path) -> None:
    before = (twins.photos / "b/a.jpg").stat()
    with Library.open(twins.root) as library:
        result = throw(library, "a.jpg", "b/a.jpg")
        assert (len(result.trashed), result.left, result.bytes) == (1, [], before.st_size)
        assert not (twins.photos / "b/a.jpg").exists()
        assert [path.name for path in trash.iterdir()] == ["a.jpg"]
        # The catalogue knows at once.
        assert set(files(library)) == {"a.jpg", "other.jpg"}
        assert result.can_be_undone
        assert restore(library, result) == []
        assert set(files(library)) == {"a.jpg", "b/a.jpg", "other.jpg"}
    after = (twins.photos / "b/a.jpg").stat()
    assert (after.st_size, after.st_mtime_ns, after.st_ino) == (
        before.st_size,
        before.st_mtime_ns,
        before.st_ino,
    )
    assert not list(trash.iterdir())
    progress = twins.index()
    assert (progress.done, progress.encoded) == (0, 0)


def test_nothing_goes_when_what_is_kept_is_not_what_it_was(twins: Any) -> None:
    with Library.open(twins.root) as library:
        known = files(library)
        (twins.photos / "a.jpg").write_bytes(b"something else")
        result = discard(library, [(known["a.jpg"], known["b/a.jpg"])])
        assert not result.trashed
        assert "not what it was" in result.left[0]
        (twins.photos / "a.jpg").unlink()
        assert not discard(library, [(known["a.jpg"], known["b/a.jpg"])]).trashed
    assert (twins.photos / "b/a.jpg").exists()


def test_a_file_is_never_thrown_away_for_itself(twins: Any) -> None:
    os.link(twins.photos / "a.jpg", twins.photos / "link.jpg")
    twins.index()
    with Library.open(twins.root) as library:
        result = throw(library, "a.jpg", "link.jpg")
        assert "under another name" in result.left[0]
        known = files(library)
        both = [(known["a.jpg"], known["b/a.jpg"]), (known["b/a.jpg"], known["a.jpg"])]
        with pytest.raises(ValueError, match="stay and go"):
            discard(library, both)
    assert sorted(path.name for path in twins.photos.rglob("*.jpg")) == [
        "a.jpg",
        "a.jpg",
        "link.jpg",
        "other.jpg",
    ]


def test_bytes_that_changed_unseen_are_seen(twins: Any) -> None:
    target = twins.photos / "b/a.jpg"
    before = target.stat()
    data = bytearray(target.read_bytes())
    data[-10] ^= 1
    target.write_bytes(data)
    os.utime(target, ns=(before.st_atime_ns, before.st_mtime_ns))
    with Library.open(twins.root) as library:
        assert "other bytes" in throw(library, "a.jpg", "b/a.jpg").left[0]
    assert target.exists()


def test_what_belongs_to_a_photo_goes_along_or_keeps_it_here(
    bench: Any, paint: Paint, dng: Callable[..., bytes], trash: Path
) -> None:
    for name in ("one", "two"):
        paint(bench.photos / name / "IMG_1.jpg", "red", taken="2020:01:01 10:00:00")
    (bench.photos / "two/IMG_1.dng").write_bytes(dng(Image.new("RGB", (256, 160), "red")))
    (bench.photos / "two/IMG_1.xmp").write_text(
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmp:Rating="4"/></rdf:RDF></x:xmpmeta>'
    )
    bench.index()
    with Library.open(bench.root) as library:
        assert files(library)["two/IMG_1.jpg"].raw == bench.photos / "two/IMG_1.dng"
        result = throw(library, "one/IMG_1.jpg", "two/IMG_1.jpg")
        assert "IMG_1.dng belongs to it" in result.left[0]
        assert not result.trashed
    shutil.copy2(bench.photos / "two/IMG_1.dng", bench.photos / "one/IMG_1.dng")
    bench.index()
    with Library.open(bench.root) as library:
        result = throw(library, "one/IMG_1.jpg", "two/IMG_1.jpg")
        assert result.left == []
        assert sorted(path.name for path in trash.iterdir()) == ["IMG_1.dng", "IMG_1.jpg", "IMG_1.xmp"]
        assert not list((bench.photos / "two").iterdir())
        assert library.photos.counts().waiting == 0
        assert restore(library, result) == []
    assert len(list((bench.photos / "two").iterdir())) == 3
    assert bench.index().done == 0


def test_a_photo_goes_with_all_its_files_and_what_was_said_of_it_comes_back(
    twins: Any, paint: Paint, trash: Path
) -> None:
    (twins.photos / "b/a.jpg.xmp").write_text("<x/>")
    twins.index()
    with Library.open(twins.root) as library:
        known = files(library)
        photo_id = known["a.jpg"].photo_id
        library.annotations.tag([photo_id], "garden")
        found = doomed(library, [photo_id])
        assert {path.relative_to(twins.photos).as_posix() for path in found.paths} == {
            "a.jpg", "b/a.jpg", "b/a.jpg.xmp"
        }  # fmt: skip
        # One of them is not what it was any more: it stays, the other goes.
        before = (twins.photos / "a.jpg").read_bytes()
        status = (twins.photos / "a.jpg").stat()
        (twins.photos / "a.jpg").write_bytes(b"something else")
        result = discard_photos(library, found.files)
        assert len(result.trashed) == 2
        assert "not what it was" in result.left[0]
        (twins.photos / "a.jpg").write_bytes(before)
        os.utime(twins.photos / "a.jpg", ns=(status.st_atime_ns, status.st_mtime_ns))
        rest = discard_photos(library, doomed(library, [photo_id]).files)
        assert set(files(library)) == {"other.jpg"}
        assert doomed(library, [photo_id]).files == ()
        # What is in the way is said, the rest comes back, and it can be tried again.
        (twins.photos / "b/a.jpg").write_bytes(b"another")
        assert "another file" in restore(library, result)[0]
        assert set(files(library)) == {"other.jpg"}, "what is in the way is not the photo"
        (twins.photos / "b/a.jpg").unlink()
        assert restore(library, result) == []
        assert restore(library, rest) == []
        assert set(files(library)) == {"a.jpg", "b/a.jpg", "other.jpg"}
        assert library.photos.get([photo_id])[0].keywords == ("garden",)
    assert not list(trash.iterdir())


def test_what_people_said_of_what_goes_holds_for_what_is_kept(twins: Any) -> None:
    Image.open(twins.photos / "a.jpg").resize((80, 50)).save(twins.photos / "small.jpg")
    twins.index()
    with Library.open(twins.root) as library:
        ids = {name: file.photo_id for name, file in files(library).items()}
        library.annotations.tag([ids["small.jpg"]], "garden")
        library.annotations.create_album("Best")
        library.annotations.add_to_album([ids["small.jpg"]], "Best")
        library.annotations.rate([ids["a.jpg"]], 2)
        library.annotations.rate([ids["small.jpg"]], 5)
        assert throw(library, "a.jpg", "small.jpg").left == []
        said = library.annotations.of([ids["a.jpg"]])[ids["a.jpg"]]
    assert (said.tags, said.albums, said.rating) == (("garden",), ("Best",), 2)


def test_what_can_not_be_read_stays_and_is_said(twins: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(one: Path, other: Path, shallow: bool = True) -> bool:
        raise PermissionError(13, "Permission denied", str(one))

    monkeypatch.setattr("filecmp.cmp", refuse)
    with Library.open(twins.root) as library:
        result = throw(library, "a.jpg", "b/a.jpg")
    assert not result.trashed
    assert "b/a.jpg was left alone: Permission denied" in result.left[0]


@pytest.mark.parametrize("odd", ["dng", "arw"])
def test_a_second_raw_without_its_equal_keeps_all_here(
    bench: Any, paint: Paint, dng: Callable[..., bytes], odd: str
) -> None:
    for name in ("one", "two"):
        paint(bench.photos / name / "IMG_1.jpg", "red", taken="2020:01:01 10:00:00")
    for raw in ("one/IMG_1.dng", "two/IMG_1.dng", "two/IMG_1.arw"):
        colour = "darkred" if raw == f"two/IMG_1.{odd}" else "red"
        (bench.photos / raw).write_bytes(dng(Image.new("RGB", (256, 160), colour)))
    bench.index()
    with Library.open(bench.root) as library:
        result = throw(library, "one/IMG_1.jpg", "two/IMG_1.jpg")
    assert not result.trashed
    assert f"IMG_1.{odd} belongs to it" in result.left[0]


def test_a_trash_that_can_not_be_used_is_said(twins: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: str) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("send2trash.send2trash", refuse)
    with Library.open(twins.root) as library:
        result = throw(library, "a.jpg", "b/a.jpg")
    assert "Permission denied" in result.left[0]
    assert (twins.photos / "b/a.jpg").exists()


def test_what_is_in_the_way_is_not_overwritten(tmp_path: Path) -> None:
    # Names that are hard to write down.
    path = tmp_path / "100 % é[1].jpg"
    path.write_bytes(b"old")
    trashed = move_to_trash(path)
    assert trashed.kept_at is not None
    path.write_bytes(b"new")
    with pytest.raises(TrashError, match="another file"):
        put_back(trashed)
    assert path.read_bytes() == b"new"
    path.unlink()
    put_back(trashed)
    assert path.read_bytes() == b"old"


def test_files_of_one_name_are_told_apart(
    tmp_path: Path, trash: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = [tmp_path / name / "x.jpg" for name in "abc"]
    for path in paths:
        path.parent.mkdir()
        path.write_text(path.parent.name)
    kept = [move_to_trash(path) for path in paths]

    def by_another_program(path: str) -> None:
        Path(path).rename(trash / "x.2.jpg")
        note = trash.parent / "info" / "x.2.jpg.trashinfo"
        note.write_text(f"[Trash Info]\nPath={path}\nDeletionDate=2026-01-01T00:00:00\n")

    paths[1].write_text("newer")
    os.utime(kept[1].note or "", (0, 0))
    with monkeypatch.context() as other:
        other.setattr("send2trash.send2trash", by_another_program)
        last = move_to_trash(tmp_path / "b" / "x.jpg")
    # The older one of the same place has the name that is looked for first; the newer one is meant.
    assert [each.kept_at.read_text() for each in kept if each.kept_at] == ["a", "b", "c"]
    assert last.kept_at is not None
    assert last.kept_at.read_text() == "newer"


def test_what_is_in_no_trash_any_more_leaves_no_folder_behind(tmp_path: Path) -> None:
    path = tmp_path / "drive" / "photos" / "a.jpg"
    path.parent.mkdir(parents=True)
    path.write_bytes(b"old")
    trashed = move_to_trash(path)
    assert trashed.kept_at is not None
    trashed.kept_at.unlink()
    path.parent.rmdir()
    with pytest.raises(TrashError, match="not in the trash any more"):
        put_back(trashed)
    assert not path.parent.exists()


def test_the_command(twins: Any, trash: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def fovea(*words: str) -> int:
        return main(["--library", str(twins.root), "duplicates", *words])

    assert fovea() == 0
    shown = capsys.readouterr()
    assert "2 files show one picture" in shown.out
    assert "copy" in shown.out
    assert fovea("--json", str(twins.photos / "b")) == 0
    assert '"kind": "copy"' in capsys.readouterr().out
    # Nobody is asked here, so nothing goes.
    assert fovea("--trash-others") == 2
    assert fovea("--trash-others", "--series", "--yes") == 2
    assert fovea("--yes") == 2
    assert fovea(str(twins.photos / "nowhere")) == 2
    assert len(list(twins.photos.rglob("a.jpg"))) == 2
    # Who names a folder speaks of that folder: the other one's copies stay.
    os.utime(twins.photos / "b/a.jpg", ns=(0, 0))
    twins.index()
    (twins.photos / "empty").mkdir()
    assert fovea("--trash-others", "--yes", str(twins.photos / "empty")) == 1
    assert fovea("--trash-others", "--yes", str(twins.photos / "b")) == 1
    assert len(list(twins.photos.rglob("a.jpg"))) == 2
    capsys.readouterr()
    assert fovea("--trash-others", "--yes") == 0
    said = capsys.readouterr()
    assert "In the trash now: 1 file," in said.err
    assert len(list(trash.iterdir())) == 1
    assert len(list(twins.photos.rglob("a.jpg"))) == 1
    assert fovea() == 1
    assert fovea("--series") == 1
