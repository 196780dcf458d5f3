"""Files that are not what they seem: none may block, and all are named."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from core.errors import FailureReason, PhotoError
from core.imaging import PHOTO_SUFFIXES, edges_digest, reading
from core.imaging.reading import edges_of, read_photo
from core.paths import display


def fails(path: Path) -> PhotoError:
    with pytest.raises(PhotoError) as caught:
        read_photo(path)
    return caught.value


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_named_pipe_does_not_block(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.jpg")
    assert fails(tmp_path / "a.jpg").reason == FailureReason.NOT_A_PICTURE
    with pytest.raises(PhotoError):
        edges_digest(tmp_path / "a.jpg")


def test_a_folder_and_a_device(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").mkdir()
    assert "a folder" in fails(tmp_path / "a.jpg").problem
    if Path("/dev/zero").exists():
        (tmp_path / "b.jpg").symlink_to("/dev/zero")
        assert "a device" in fails(tmp_path / "b.jpg").problem


def test_gone_and_forbidden(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    error = fails(tmp_path / "a.jpg")
    assert (error.reason, "no longer there" in error.problem) == (FailureReason.UNREADABLE, True)
    assert fails(tmp_path / "a\0b.jpg").reason == FailureReason.UNREADABLE
    secret = tmp_path / "secret.jpg"
    secret.write_bytes(b"\xff\xd8\xff")
    secret.chmod(0)
    if os.geteuid() != 0:
        assert "may not be read" in fails(secret).problem


def test_an_empty_file(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").touch()
    assert fails(tmp_path / "a.jpg").reason == FailureReason.EMPTY


def test_a_file_that_grows_meanwhile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.jpg"
    path.write_bytes(b"\xff\xd8\xff" + b"x" * 1000)
    real = reading.sniff

    def copy_goes_on(head: bytes, suffix: str) -> str | None:
        with path.open("ab") as file:
            file.write(b"more")
        return real(head, suffix)

    monkeypatch.setattr(reading, "sniff", copy_goes_on)
    error = fails(path)
    assert error.reason == FailureReason.UNREADABLE
    assert "still being written" in error.problem


def test_a_huge_film_is_not_read(tmp_path: Path) -> None:
    film, photo = tmp_path / "film.jpg", tmp_path / "photo.jpg"
    film.write_bytes(b"\0\0\0\x18ftypmp42")
    photo.write_bytes(b"\xff\xd8\xff")
    os.truncate(film, 1 << 40)
    os.truncate(photo, 1 << 40)
    assert fails(film).reason == FailureReason.NOT_A_PICTURE
    assert fails(photo).reason == FailureReason.TOO_LARGE


def test_names_that_are_not_utf8(tmp_path: Path) -> None:
    name = os.fsdecode(b"K\xf6ln\n.jpg")
    assert display(name) == "K\\xf6ln\\n.jpg"
    assert display("Köln 東京.jpg") == "Köln 東京.jpg"
    try:
        (tmp_path / name).touch()
    except OSError:
        pytest.skip("this file system wants UTF-8")
    error = fails(tmp_path / name)
    assert "K\\xf6ln\\n.jpg" in error.problem
    error.problem.encode("utf-8")


def test_edges(tmp_path: Path) -> None:
    path = tmp_path / "a.jpg"
    for size in (0, 1, 65536, 65537, 131072, 400_000):
        data = os.urandom(size)
        path.write_bytes(data)
        assert edges_digest(path) == edges_of(data)
        assert len(edges_of(data)) == 16
    middle = data[:200_000] + b"?" + data[200_001:]
    assert edges_of(middle) == edges_of(data)
    assert len({edges_of(data[1:]), edges_of(data[:-1]), edges_of(data), edges_of(b"?" + data[1:])}) == 4


def test_suffixes() -> None:
    assert all(suffix == suffix.lower() and suffix.startswith(".") for suffix in PHOTO_SUFFIXES)
    assert {".jpg", ".heic", ".nef", ".avif", ".png"} <= PHOTO_SUFFIXES
    assert not {".mp4", ".pdf", ".xmp", ".svg", ".txt"} & PHOTO_SUFFIXES
