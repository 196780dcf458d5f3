"""Thumbnails are whole or absent, private, and written once."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from PIL import Image

from core.errors import LibraryFull
from core.imaging import DecoderPool, ThumbnailStore
from core.imaging.thumbnails import thumbnail_jpeg

DIGEST = bytes(range(16))


def jpeg(colour: str = "black") -> bytes:
    return thumbnail_jpeg(Image.new("RGB", (64, 48), colour))


def test_a_life(tmp_path: Path) -> None:
    store = ThumbnailStore(tmp_path / "thumbnails")
    assert store.path(DIGEST) == tmp_path / "thumbnails" / "00" / f"{DIGEST.hex()}.jpg"
    assert not store.has(DIGEST)
    assert store.read_bytes(DIGEST) is None
    store.delete(DIGEST)
    store.write(DIGEST, jpeg("red"))
    assert store.has(DIGEST)
    assert (store.read_bytes(DIGEST) or b"").startswith(b"\xff\xd8")
    store.delete(DIGEST)
    assert not store.has(DIGEST)


@pytest.mark.skipif(os.name == "nt", reason="no mode bits")
def test_nobody_else_may_look(tmp_path: Path) -> None:
    store = ThumbnailStore(tmp_path / "thumbnails")
    before = os.umask(0)
    try:
        store.write(DIGEST, jpeg())
    finally:
        os.umask(before)
    path = store.path(DIGEST)
    assert [stat.S_IMODE(p.stat().st_mode) for p in (path, path.parent, store.root)] == [0o600, 0o700, 0o700]


def test_an_existing_one_is_kept_and_an_empty_one_replaced(tmp_path: Path) -> None:
    store = ThumbnailStore(tmp_path)
    store.write(DIGEST, jpeg("red"))
    first = store.read_bytes(DIGEST)
    store.write(DIGEST, jpeg("blue"))
    assert store.read_bytes(DIGEST) == first
    store.path(DIGEST).write_bytes(b"")
    store.write(DIGEST, jpeg("red"))
    assert store.read_bytes(DIGEST) == first


def test_a_failed_write_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = ThumbnailStore(tmp_path)

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match="No space"):
        store.write(DIGEST, jpeg())
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_the_pool_writes_them_and_blames_the_disk_not_the_photo(tmp_path: Path) -> None:
    Image.new("RGB", (900, 600), "green").save(tmp_path / "a.jpg")
    store = ThumbnailStore(tmp_path / "thumbnails")
    with DecoderPool(store.root, 1) as pool:
        photo = pool.decode(tmp_path / "a.jpg").result(30)
    with Image.open(store.path(photo.pixels_digest)) as thumbnail:
        assert thumbnail.size == (512, 341)
    (tmp_path / "file").touch()
    with DecoderPool(tmp_path / "file", 1) as pool, pytest.raises(LibraryFull, match="thumbnails"):
        pool.decode(tmp_path / "a.jpg").result(30)
