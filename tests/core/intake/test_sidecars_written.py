"""What people say is written beside their photos if they want it, and nothing else there is touched."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import shutil
import stat
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from core.cli import main
from core.imaging.sidecar import read_sidecar
from core.intake import replacing, sidecar_writing
from core.intake.companions import companions
from core.intake.sidecar_writing import sidecar_name
from core.library import FileStamp, Library

_LIGHTROOM = """<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
 <rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"
  xmlns:crs="http://ns.adobe.com/camera-raw-settings/1.0/" xmp:Rating="3" crs:Exposure2012="+0.35">
  <dc:subject><rdf:Bag><rdf:li>cat</rdf:li></rdf:Bag></dc:subject>
 </rdf:Description>
</rdf:RDF></x:xmpmeta>
"""


@pytest.fixture
def bench(warm_bench: Any) -> Any:
    return warm_bench


@pytest.fixture
def library(bench: Any) -> Iterator[Library]:
    with Library.open(bench.root) as library:
        library.sidecar_writes.switch_on()
        yield library


def originals(folder: Path) -> dict[str, tuple[str, int, int]]:
    """All files but sidecars: digest, time and mode."""
    files = [path for path in folder.rglob("*") if path.is_file() and path.suffix != ".xmp"]
    facts = [(path, path.stat(), hashlib.sha256(path.read_bytes()).hexdigest()) for path in files]
    return {str(path): (digest, status.st_mtime_ns, status.st_mode) for path, status, digest in facts}


def settle(bench: Any) -> None:
    """Write what waits, and read what was written."""
    bench.index()
    bench.index()


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_nothing_is_written_unless_it_is_wanted(bench: Any, paint: Callable[..., Path]) -> None:
    paint(bench.photos / "a.jpg")
    bench.index()
    run = ["--library", str(bench.root)]
    with Library.open(bench.root) as library:
        ids = library.photos.ids().tolist()
        library.annotations.tag(ids, "beach")
        bench.index()
        assert names(bench.photos) == ["a.jpg"]
        assert main([*run, "sidecars", "write"]) == 2
        # What was said before stays where it is, until that is wanted, too.
        assert main([*run, "sidecars", "on"]) == 0
        bench.index()
        assert names(bench.photos) == ["a.jpg"]
        assert library.sidecar_writes.count_said() == 1
        # The indexer of this test holds the lock, so it does the writing.
        assert main([*run, "sidecars", "write"]) == 0
        bench.index()
        assert names(bench.photos) == ["a.jpg", "a.jpg.xmp"]
        # What is said after it was switched off is not written, and what was stays.
        assert main([*run, "sidecars", "off"]) == 0
        library.annotations.tag(ids, "sea")
        bench.index()
    assert read_sidecar(bench.photos / "a.jpg.xmp").keywords == ("beach",)


def test_it_is_written_followed_and_taken_back(
    bench: Any, library: Library, paint: Callable[..., Path], dng: Callable[..., bytes]
) -> None:
    paint(bench.photos / "a.jpg").chmod(0o640)
    paint(bench.photos / "b.jpg", "blue")
    (bench.photos / "c.dng").write_bytes(dng(None))
    (bench.photos / "b.jpg.json").write_text(json.dumps({"title": "b.jpg", "description": "Theirs"}))
    bench.index()
    before = originals(bench.photos)
    ids = bench.paths()
    say = library.annotations
    undo = [
        say.tag(list(ids.values()), "beach"),
        say.rate([ids["a.jpg"]], 5),
        say.rate([ids["c.dng"]], -1),
        say.entitle([ids["a.jpg"]], "Größe"),
        say.describe([ids["b.jpg"]], "Mine"),
        say.favour([ids["a.jpg"]]),
        say.create_album("Wedding"),
        say.add_to_album([ids["a.jpg"]], "Wedding"),
    ]
    settle(bench)
    # Adobe's programs look for a RAW file's at its stem.
    assert [name for name in names(bench.photos) if name.endswith("xmp")] == [
        "a.jpg.xmp",
        "b.jpg.xmp",
        "c.xmp",
    ]
    said = read_sidecar(bench.photos / "a.jpg.xmp")
    assert (said.rating, said.title, said.keywords) == (5, "Größe", ("beach",))
    assert read_sidecar(bench.photos / "c.xmp").rating == -1
    assert stat.S_IMODE((bench.photos / "a.jpg.xmp").stat().st_mode) == 0o640
    # Read back, it is not the files' word: taken back in the library, it holds no longer.
    say.unsay_tag([ids["b.jpg"]], "beach")
    assert bench.photo("b.jpg").keywords == ()
    settle(bench)
    assert read_sidecar(bench.photos / "b.jpg.xmp").keywords == ()
    album = next(album for album in say.albums() if album.name == "Wedding")
    assert album.photos == 1
    say.rename_album("Wedding", "Ours")
    settle(bench)
    assert "Ours" in (bench.photos / "a.jpg.xmp").read_text()
    for change in reversed(undo):
        say.apply(change)
    settle(bench)
    assert not list(bench.photos.glob("*.xmp"))
    assert library.sidecar_writes.state().written == 0
    assert originals(bench.photos) == before
    assert bench.query("SELECT COUNT(*) FROM sidecars WHERE name LIKE '%.xmp'") == [(0,)]


def test_the_sidecar_of_another_program_keeps_what_is_its_own(
    bench: Any, library: Library, paint: Callable[..., Path]
) -> None:
    paint(bench.photos / "a.jpg")
    sidecar = bench.photos / "a.xmp"
    sidecar.write_text(_LIGHTROOM)
    bench.index()
    [photo_id] = bench.paths().values()
    undo = [library.annotations.rate([photo_id], 5), library.annotations.untag([photo_id], "cat")]
    settle(bench)
    assert names(bench.photos) == ["a.jpg", "a.xmp"]
    said = read_sidecar(sidecar)
    assert (said.rating, said.keywords) == (5, ())
    assert 'crs:Exposure2012="+0.35"' in sidecar.read_text()
    # Changed by the other program since: that is its word, and the rest is still ours.
    sidecar.write_text(sidecar.read_text().replace("+0.35", "+0.50"))
    settle(bench)
    for change in reversed(undo):
        library.annotations.apply(change)
    assert (bench.photo("a.jpg").rating, bench.photo("a.jpg").keywords) == (3, ("cat",))
    settle(bench)
    said = read_sidecar(sidecar)
    assert (said.rating, said.keywords) == (3, ("cat",))
    assert "+0.50" in sidecar.read_text()


def test_what_is_written_moves_along_with_its_photo(
    bench: Any, library: Library, paint: Callable[..., Path]
) -> None:
    paint(bench.photos / "old" / "a.jpg")
    bench.index()
    [photo_id] = bench.paths().values()
    library.annotations.tag([photo_id], "beach")
    settle(bench)
    (bench.photos / "old").rename(bench.photos / "new")
    shutil.copytree(bench.photos / "new", bench.photos / "copy")
    settle(bench)
    library.annotations.unsay_tag([photo_id], "beach")
    [photo] = library.photos.get([photo_id])
    assert photo.keywords == ()
    settle(bench)
    assert sorted(path.name for path in bench.photos.rglob("a.*")) == ["a.jpg", "a.jpg"]


def test_what_cannot_be_written_waits_and_is_told(
    bench: Any, library: Library, paint: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    paint(bench.photos / "a.jpg")
    paint(bench.photos / "b.jpg", "blue")
    (bench.photos / "b.jpg.xmp").write_text("<no XMP")
    bench.index()
    library.annotations.rate(library.photos.ids().tolist(), 4)
    room = replacing.os.fsync

    def full(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(replacing.os, "fsync", full)
    settle(bench)
    state = library.sidecar_writes.state()
    assert (state.written, state.waiting, state.failed) == (0, 0, 2)
    assert library.photos.counts().sidecars_failed == 3  # one of them can't be read either
    told = {failure.path.name: failure.message for failure in library.sidecar_writes.failures()}
    assert "no room left on its drive" in told["a.jpg"]
    assert "b.jpg.xmp" in told["b.jpg"]
    assert "damaged" in told["b.jpg"]
    assert names(bench.photos) == ["a.jpg", "b.jpg", "b.jpg.xmp"]
    assert (bench.photos / "b.jpg.xmp").read_text() == "<no XMP"
    # Room again: not at once, for it is not asked for all the time; then it is written.
    monkeypatch.setattr(replacing.os, "fsync", room)
    settle(bench)
    assert library.sidecar_writes.state().failed == 2
    (bench.photos / "b.jpg.xmp").unlink()
    monkeypatch.setattr(sidecar_writing, "AGAIN", sidecar_writing.AGAIN * -1)
    settle(bench)
    state = library.sidecar_writes.state()
    assert (state.written, state.failed, library.sidecar_writes.failures()) == (2, 0, [])
    # A drive that is away: what is said meanwhile is written when it is back.
    away = bench.photos.parent / "elsewhere" / "photos"
    away.parent.mkdir()
    bench.photos.rename(away)
    library.annotations.rate(library.photos.ids().tolist(), 1)
    settle(bench)
    assert library.sidecar_writes.state().away == 2
    away.rename(bench.photos)
    settle(bench)
    assert library.sidecar_writes.state().away == 0
    assert {read_sidecar(path).rating for path in bench.photos.glob("*.xmp")} == {1}


def test_what_is_not_shown_is_not_waited_for(
    bench: Any, library: Library, paint: Callable[..., Path]
) -> None:
    paint(bench.photos / "a.jpg")
    bench.index()
    library.annotations.rate(library.photos.ids().tolist(), 4)
    assert library.sidecar_writes.state().waiting == 1
    library.settings.save(smallest_edge=5000)
    library.places.apply_smallest_edge()
    state = library.sidecar_writes.state()
    assert (state.waiting, state.away, state.failed) == (0, 0, 0)
    settle(bench)
    assert names(bench.photos) == ["a.jpg"]
    library.settings.save(smallest_edge=0)
    library.places.apply_smallest_edge()
    settle(bench)
    assert names(bench.photos) == ["a.jpg", "a.jpg.xmp"]


def test_what_is_tried_for_weeks_takes_no_more_room(
    bench: Any, library: Library, paint: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    paint(bench.photos / "a.jpg")
    bench.index()
    library.annotations.rate(library.photos.ids().tolist(), 4)

    def read_only(descriptor: int) -> None:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    with monkeypatch.context() as patched:
        patched.setattr(replacing.os, "fsync", read_only)
        patched.setattr(sidecar_writing, "AGAIN", sidecar_writing.AGAIN * -1)
        for _ in range(3):
            settle(bench)
    ((ours,),) = bench.query("SELECT ours FROM own_sidecars")
    assert len(json.loads(ours)) == 1
    # Just now it failed, so it waits; but not until a clock that was ahead is there again.
    (work,) = library.sidecar_writes.waiting()
    soon = "2000-01-01T00:00:00+00:00"
    assert library.sidecar_writes.waiting(tried_before=soon) == []
    with library.writing() as database:
        database.conn.execute("UPDATE unwritten SET tried_at = '2999-01-01T00:00:00+00:00'")
    assert library.sidecar_writes.waiting(tried_before=soon) == [work]
    assert library.sidecar_writes.say_all() == 1
    settle(bench)
    assert read_sidecar(bench.photos / "a.jpg.xmp").rating == 4


def test_a_change_in_the_midst_of_it_is_not_lost(
    bench: Any, library: Library, paint: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    paint(bench.photos / "a.jpg")
    bench.index()
    [photo_id] = bench.paths().values()
    library.annotations.rate([photo_id], 4)
    sidecar, put = bench.photos / "a.jpg.xmp", sidecar_writing._put

    def meanwhile(*arguments: Any) -> Any:
        # Another program makes a sidecar, and the person says something more.
        monkeypatch.setattr(sidecar_writing, "_put", put)
        sidecar.write_text(_LIGHTROOM)
        library.annotations.tag([photo_id], "beach")
        return put(*arguments)

    monkeypatch.setattr(sidecar_writing, "_put", meanwhile)
    settle(bench)
    said = read_sidecar(sidecar)
    assert (said.rating, said.keywords) == (4, ("cat", "beach"))
    assert "Exposure2012" in sidecar.read_text()
    # The person says something while another sidecar is being written.
    library.annotations.rate([photo_id], 1)

    def speaking(*arguments: Any) -> Any:
        monkeypatch.setattr(sidecar_writing, "_put", put)
        library.annotations.rate([photo_id], 3)
        return put(*arguments)

    monkeypatch.setattr(sidecar_writing, "_put", speaking)
    settle(bench)
    assert read_sidecar(sidecar).rating == 3
    # The program ends when the file is written, and the library does not know of it yet.
    library.annotations.rate([photo_id], 2)

    def dying(*arguments: Any) -> Any:
        put(*arguments)
        raise KeyboardInterrupt

    monkeypatch.setattr(sidecar_writing, "_put", dying)
    with pytest.raises(KeyboardInterrupt):
        bench.index()
    assert read_sidecar(sidecar).rating == 2
    monkeypatch.setattr(sidecar_writing, "_put", put)
    library.annotations.rate([photo_id], None)
    assert bench.photo("a.jpg").rating == 3
    settle(bench)
    assert (bench.photo("a.jpg").rating, read_sidecar(sidecar).rating) == (3, 3)
    assert names(bench.photos) == ["a.jpg", "a.jpg.xmp"]


def test_a_file_is_replaced_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    photo = tmp_path / "a.jpg"
    photo.write_bytes(b"photo")
    path = tmp_path / "a.jpg.xmp"
    first = replacing.replace_file(path, b"first", None, photo)
    with pytest.raises(replacing.ChangedMeanwhileError):
        replacing.replace_file(path, b"second", None, photo)
    with pytest.raises(replacing.ChangedMeanwhileError):
        replacing.replace_file(path, b"second", FileStamp(5, 1), photo)
    assert replacing.replace_file(path, b"second", first, photo) == replacing.stamp_of(path)

    photo.chmod(0o400)
    assert replacing.replace_file(tmp_path / "d.xmp", b"new", None, photo)
    assert stat.S_IMODE((tmp_path / "d.xmp").stat().st_mode) == 0o600, "it is written again"
    (tmp_path / "d.xmp").unlink()
    with monkeypatch.context() as patched:
        patched.setattr(replacing.os, "access", lambda *_: False)
        with pytest.raises(PermissionError):
            replacing.replace_file(path, b"third", replacing.stamp_of(path), photo)
    assert path.read_bytes() == b"second"

    # Somebody else, of another library, writes the same file now; or began to, and crashed.
    with replacing._temporary(path) as temporary:
        with pytest.raises(replacing.ChangedMeanwhileError):
            replacing.replace_file(path, b"third", replacing.stamp_of(path), photo)
        assert temporary.exists()
        os.utime(temporary, (0, 0))
        replacing.replace_file(path, b"second", replacing.stamp_of(path), photo)

    # FAT knows no links.
    def no_link(*_: Any) -> None:
        raise OSError(errno.EPERM, os.strerror(errno.EPERM))

    monkeypatch.setattr(replacing.os, "link", no_link)
    with pytest.raises(replacing.ChangedMeanwhileError):
        replacing.replace_file(path, b"third", None, photo)
    replacing.replace_file(tmp_path / "b.xmp", b"new", None, photo)
    (tmp_path / "c.xmp").symlink_to(path)
    with pytest.raises(OSError, match="symbolic"):
        replacing.replace_file(tmp_path / "c.xmp", b"new", first, photo)
    with pytest.raises(replacing.ChangedMeanwhileError):
        replacing.remove_file(path, first)
    assert path.read_bytes() == b"second"
    assert names(tmp_path) == ["a.jpg", "a.jpg.xmp", "b.xmp", "c.xmp"]


@pytest.mark.parametrize(
    ("photo", "others", "beside", "name"),
    [
        ("a.jpg", "", "", "a.jpg.xmp"),
        ("a.jpg", "", "a.xmp", "a.xmp"),
        ("a.jpg", "", "a.xmp a.jpg.xmp", "a.jpg.xmp"),
        ("a.jpg", "a.png", "a.xmp", "a.jpg.xmp"),
        ("a.CR2", "", "", "a.xmp"),
        ("a.CR2", "", "a.CR2.xmp", "a.CR2.xmp"),
        ("a.jpg", "a.CR2", "", "a.xmp"),
        ("a.jpg", "a.CR2", "a.CR2.xmp", "a.CR2.xmp"),
        ("a.dng", "a.CR2", "", "a.dng.xmp"),
        ("a.dng", "a.CR2", "a.xmp", "a.dng.xmp"),
        ("a.png", "a.CR2", "a.xmp", "a.png.xmp"),
        ("A.JPG", "", "a.XMP", "a.XMP"),
    ],
)
def test_the_name_is_one_that_is_there_or_that_others_look_for(
    photo: str, others: str, beside: str, name: str
) -> None:
    photos = [photo, *others.split()]
    found = companions(photos, {sidecar: FileStamp(0, 0) for sidecar in beside.split()})
    assert sidecar_name(photo, photos, found) == name


@pytest.mark.skipif(shutil.which("exiftool") is None, reason="needs exiftool")
def test_exiftool_reads_what_is_written(bench: Any, library: Library, paint: Callable[..., Path]) -> None:
    paint(bench.photos / "a.jpg")
    bench.index()
    [photo_id] = bench.paths().values()
    say = library.annotations
    say.rate([photo_id], -1)
    say.entitle([photo_id], "Größe <&>")
    say.describe([photo_id], "Two\nlines")
    for tag in ("海", "beach", "a, b"):
        say.tag([photo_id], tag)
    bench.index()
    asked = ["exiftool", "-j", "-struct", "-charset", "utf8", str(bench.photos / "a.jpg.xmp")]
    [told] = json.loads(subprocess.run(asked, check=True, capture_output=True, timeout=30).stdout)
    assert (told["Rating"], told["Title"], told["Description"]) == (-1, "Größe <&>", "Two\nlines")
    assert set(told["Subject"]) == {"海", "beach", "a, b"}
