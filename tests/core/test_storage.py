from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from core.errors import LibraryError
from core.intake.reporter import Reporter
from core.intake.survey import Survey
from core.library import Library
from core.library.folder_counts import FolderCounts
from core.library.storage import CLEARABLE, clear, usage
from core.paths import LibraryPaths


@pytest.fixture
def paths(tmp_path: Path) -> LibraryPaths:
    with Library.open(tmp_path / "library") as library:
        return library.paths


def test_every_file_is_counted_once_under_its_part(paths: LibraryPaths) -> None:
    (paths.thumbnails / "ab").mkdir()
    (paths.thumbnails / "ab" / "one.jpg").write_bytes(bytes(1000))
    (paths.encoders / "starter").mkdir()
    (paths.encoders / "starter" / "image.onnx").write_bytes(bytes(500_000))
    (paths.root / "notes").write_bytes(bytes(7))
    found = {one.kind: one for one in usage(paths)}
    assert (found["thumbnails"].octets, found["thumbnails"].files) == (1000, 1)
    assert found["catalog"].octets >= paths.catalog.stat().st_size
    assert found["other"].octets >= 7
    assert usage(paths)[0].kind == "encoders", "the largest first"
    everything = [path for path in paths.root.rglob("*") if path.is_file()]
    assert sum(one.files for one in found.values()) == len(everything)
    assert sum(one.octets for one in found.values()) == sum(path.stat().st_size for path in everything)


def test_what_can_be_made_again_can_be_deleted_and_nothing_else(paths: LibraryPaths) -> None:
    (paths.thumbnails / "ab").mkdir()
    (paths.thumbnails / "ab" / "one.jpg").write_bytes(b"picture")
    (paths.index / "1.usearch").write_bytes(b"segment")
    logs = [paths.log, *(paths.root / f"{paths.log.name}.{number}" for number in (1, 2))]
    for log in logs:
        log.write_bytes(b"log")
    assert next(one for one in usage(paths) if one.kind == "log").files == 3
    before = paths.catalog.read_bytes()
    for kind in CLEARABLE:
        clear(paths, kind)
    left = [*paths.thumbnails.rglob("*"), *paths.index.rglob("*"), *logs]
    assert [path for path in left if path.is_file()] == []
    # Whoever is about to write a thumbnail finds its folder.
    assert (paths.thumbnails / "ab").is_dir()
    with pytest.raises(LibraryError):
        clear(paths, "catalog")
    assert paths.catalog.read_bytes() == before
    with Library.open(paths.root) as library:
        assert library.photos.counts().photos == 0


def test_folders_in_numbers(paths: LibraryPaths, tmp_path: Path) -> None:
    photos = tmp_path / "photos"
    photos.mkdir()
    (photos / "a.png").write_bytes(b"not a picture")
    Image.new("RGB", (40, 30)).save(photos / "b.png")
    with Library.open(paths.root) as library:
        folder = library.folders.add(photos)
        assert library.folders.counts() == {}
        survey = Survey(library, Reporter(lambda _: None, paths.activity), lambda: False)
        survey.run()
        assert library.folders.counts() == {folder.id: FolderCounts(waiting=2)}
        failing = next(work for work in library.places.waiting() if work.path.name == "a.png")
        library.places.fail(failing.place_id, "damaged", "It is.", "")
        assert library.folders.counts() == {folder.id: FolderCounts(waiting=1, failed=1)}
