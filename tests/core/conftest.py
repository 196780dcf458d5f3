"""Shared by the tests of the engine: a library with a folder of photos, and camera files made by hand."""

from __future__ import annotations

import io
import struct
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from core.intake import Indexer, Progress
from core.library import Library, Photo
from core.search.dictionary import ChineseDictionary


class Bench:
    """A library and a photo folder, and short words for what tests do with them."""

    def __init__(self, root: Path, encoder: Any) -> None:
        self.root = root / "library"
        self.photos = root / "photos"
        self.photos.mkdir()
        self.encoder = encoder
        with Library.open(self.root) as library:
            library.folders.add(self.photos)
            # Starting children is most of what these tests take.
            library.settings.save(decoders=1, transcribe=False)
        self.warm: Indexer | None = None
        self._before = Progress()

    def index(self) -> Progress:
        """Bring the library up to date; says what was done this time."""
        if self.warm is None:
            with Indexer(self.root, encoder=self.encoder) as indexer:
                return indexer.run_once()
        now, before = self.warm.run_once(), self._before
        self._before = now
        counts = ("done", "encoded", "moved", "failed", "texts")
        return replace(now, **{name: getattr(now, name) - getattr(before, name) for name in counts})

    def paths(self) -> dict[str, int]:
        """Shown photos: path below the folder -> photo id."""
        with Library.open(self.root) as library:
            photos = library.photos.get(library.photos.ids().tolist())
        return {str(photo.path.relative_to(self.photos)): photo.id for photo in photos}

    def photo(self, name: str) -> Photo:
        """The photo that is shown at a path below the folder."""
        with Library.open(self.root) as library:
            [photo] = library.photos.get([self.paths()[name]])
        return photo

    def states(self) -> dict[str, str]:
        """All files the catalogue knows, by name."""
        return dict(self.query("SELECT name, state FROM places"))

    def query(self, sql: str) -> list[tuple[Any, ...]]:
        with Library.open(self.root) as library:
            return library._catalog.conn.execute(sql).fetchall()


@pytest.fixture(scope="session")
def dictionary_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of the Chinese dictionary, which takes a second or two to make."""
    path = tmp_path_factory.mktemp("dictionary") / "dictionary.db"
    ChineseDictionary(path).close()
    return path


@pytest.fixture
def bench(tmp_path: Path, encoder: Any) -> Bench:
    return Bench(tmp_path, encoder)


@pytest.fixture
def warm_bench(bench: Bench) -> Iterator[Bench]:
    """The same with one indexer for the whole test: starting one takes longer than what it does."""
    with Indexer(bench.root, encoder=bench.encoder) as bench.warm:
        yield bench


def _tiff_value(kind: int, values: tuple[int, ...] | bytes) -> tuple[int, bytes]:
    if isinstance(values, bytes):
        return len(values), values
    code = {1: "B", 3: "H", 4: "I", 5: "I", 10: "i"}[kind]
    return len(values) // (2 if kind in (5, 10) else 1), struct.pack(f"<{len(values)}{code}", *values)


def _tiff_directory(at: int, tags: dict[int, tuple[int, tuple[int, ...] | bytes]]) -> bytes:
    entries, extra = b"", b""
    extra_at = at + 2 + 12 * len(tags) + 4
    for tag, (kind, values) in sorted(tags.items()):
        count, data = _tiff_value(kind, values)
        if len(data) > 4:
            where = struct.pack("<I", extra_at + len(extra))
            extra += data + b"\0" * (len(data) % 2)
        else:
            where = data.ljust(4, b"\0")
        entries += struct.pack("<HHI", tag, kind, count) + where
    return struct.pack("<H", len(tags)) + entries + b"\0\0\0\0" + extra


def build_dng(preview: Image.Image | None, width: int = 256, height: int = 160) -> bytes:
    """A DNG (Adobe DNG 1.4): a uniform grey sensor, orientation 6, and perhaps a JPEG preview."""
    sensor = struct.pack("<H", 9000) * (width * height)
    tags: dict[int, tuple[int, tuple[int, ...] | bytes]] = {
        254: (4, (0,)),
        256: (4, (width,)),
        257: (4, (height,)),
        258: (3, (16,)),
        259: (3, (1,)),
        262: (3, (32803,)),
        271: (2, b"Fovea\0"),
        272: (2, b"Test One\0"),
        273: (4, (8,)),
        274: (3, (6,)),
        277: (3, (1,)),
        278: (4, (height,)),
        279: (4, (len(sensor),)),
        306: (2, b"2019:05:04 13:37:00\0"),
        33421: (3, (2, 2)),
        33422: (1, (0, 1, 1, 2)),
        50706: (1, (1, 4, 0, 0)),
        50708: (2, b"Fovea Test One\0"),
        50717: (4, (16383,)),
        50721: (10, (1, 1, 0, 1, 0, 1, 0, 1, 1, 1, 0, 1, 0, 1, 0, 1, 1, 1)),
        50728: (5, (1, 1, 1, 1, 1, 1)),
        50778: (3, (21,)),
    }
    end = 8 + len(sensor)
    if preview is None:
        return struct.pack("<2sHI", b"II", 42, end) + sensor + _tiff_directory(end, tags)
    buffer = io.BytesIO()
    preview.save(buffer, "JPEG", quality=95)
    jpeg = buffer.getvalue() + b"\0" * (len(buffer.getvalue()) % 2)
    inner = _tiff_directory(
        end + len(jpeg),
        {
            254: (4, (1,)),
            256: (4, (preview.width,)),
            257: (4, (preview.height,)),
            258: (3, (8, 8, 8)),
            259: (3, (7,)),
            262: (3, (6,)),
            273: (4, (end,)),
            277: (3, (3,)),
            278: (4, (preview.height,)),
            279: (4, (len(jpeg),)),
        },
    )
    tags[330] = (4, (end + len(jpeg),))
    at = end + len(jpeg) + len(inner)
    return struct.pack("<2sHI", b"II", 42, at) + sensor + jpeg + inner + _tiff_directory(at, tags)


@pytest.fixture(scope="session")
def dng() -> Callable[..., bytes]:
    return build_dng
