"""Guesses, from the indexer to those who search by them, refuse them and list them."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from core.cli import main
from core.intake import Indexer
from core.library import Library, PhotoFilter
from core.library.people_conditions import Tagged
from models import Encoder, load_encoder, starter_directory

BRUSHES = "paint_brushes.jpg"


@pytest.fixture(scope="module")
def starter() -> Encoder:
    return load_encoder(starter_directory(), threads=1)


@pytest.fixture(scope="module")
def indexed(tmp_path_factory: pytest.TempPathFactory, starter: Encoder) -> Path:
    """A library with two real photos, made once; a test that changes it works on a copy."""
    home = tmp_path_factory.mktemp("guessing")
    (home / "photos").mkdir()
    for name in (BRUSHES, "wall_clock.jpg"):
        shutil.copy(Path("tests/photos", name), home / "photos")
    with Library.open(home / "library") as library:
        library.folders.add(home / "photos")
        library.settings.save(decoders=1, transcribe=False)
    index(home / "library", starter)
    return home


@pytest.fixture
def library(indexed: Path, tmp_path: Path) -> Iterator[Library]:
    shutil.copytree(indexed / "library", tmp_path / "library")
    with Library.open(tmp_path / "library") as opened:
        yield opened


def index(root: Path, encoder: Encoder) -> None:
    with Indexer(root, encoder=encoder) as indexer:
        indexer.run_once()


def tagged(library: Library, tag: str) -> list[str]:
    """Names of the photos that have a tag."""
    ids = library.photos.ids(PhotoFilter(conditions=(Tagged((tag,)),)))
    return [photo.path.name for photo in library.photos.get(ids.tolist())]


def test_photos_are_found_by_what_they_seem_to_show_in_two_languages_until_somebody_says_no(
    library: Library,
) -> None:
    assert (
        tagged(library, "paintbrush") == tagged(library, "Paintbrush") == tagged(library, "画笔") == [BRUSHES]
    )
    [photo] = [photo for photo in library.photos.get([1, 2]) if photo.path.name == BRUSHES]
    assert "brush" in photo.description.lower()
    undo = library.annotations.untag([photo.id], "paintbrush")
    assert tagged(library, "paintbrush") == tagged(library, "画笔") == []
    library.annotations.apply(undo)
    assert tagged(library, "paintbrush") == [BRUSHES]
    undo = library.annotations.untag([photo.id], "画笔")
    assert tagged(library, "画笔") == [], "whatever name of it they say no to"
    library.annotations.apply(undo)
    library.annotations.tag([photo.id], "paintbrush")
    library.guesses.keep("other", [photo.pixels_digest], [[]], [""])
    assert tagged(library, "paintbrush") == [BRUSHES], "what people say needs no guess"


def test_the_tags_of_photos_are_listed_with_who_says_so(indexed: Path, library: Library, capsys: Any) -> None:
    brushes = indexed / "photos" / BRUSHES
    fovea = ["--library", str(library.paths.root)]
    assert main([*fovea, "tag", "studio", str(brushes)]) == 0
    capsys.readouterr()
    assert main([*fovea, "tags", str(brushes), "--json"]) == 0
    [photo] = json.loads(capsys.readouterr().out)["photos"]
    sources = {tag["name"]: tag["source"] for tag in photo["tags"]}
    assert sources["studio"] == "said" and sources["paintbrush"] == "guess"
    [guess] = [tag for tag in photo["tags"] if tag["name"] == "paintbrush"]
    assert 0.5 < guess["probability"] <= 1 and guess["chinese"] == "画笔"
    assert main([*fovea, "tags", str(brushes), "/nowhere.jpg"]) == 1
    out = capsys.readouterr()
    assert "paintbrush (Fovea thinks, " in out.out and "studio (you)" in out.out
    assert "/nowhere.jpg is not a photo of this library" in out.err
    assert main([*fovea, "tags", "--json"]) == 0
    counts = {tag["name"]: (tag["said"], tag["guess"]) for tag in json.loads(capsys.readouterr().out)["tags"]}
    assert counts["studio"] == (1, 0) and counts["paintbrush"] == (0, 1)
    assert main([*fovea, "find", "tag:paintbrush", "--paths"]) == 0
    assert BRUSHES in capsys.readouterr().out


def test_guesses_belong_to_the_picture_and_go_with_it(
    indexed: Path, tmp_path: Path, starter: Encoder
) -> None:
    photos = Path(shutil.copytree(indexed / "photos", tmp_path / "photos"))
    with Library.open(tmp_path / "library") as library:
        library.folders.add(photos)
        library.settings.save(decoders=1, transcribe=False)
    index(tmp_path / "library", starter)
    (photos / BRUSHES).rename(photos / "moved.jpg")
    with Library.open(tmp_path / "library") as library:
        own = library.paths.own_words
        assert "Fovea" in own.read_text(encoding="utf-8"), "people find where their words go"
        own.write_text("-paintbrush\nWall Clock\t挂钟\n", encoding="utf-8")
        assert tagged(library, "paintbrush") == [BRUSHES]
    (photos / "wall_clock.jpg").unlink()
    index(tmp_path / "library", starter)
    with Library.open(tmp_path / "library") as library:
        [photo] = library.photos.get(library.photos.ids().tolist())
        assert photo.path.name == "moved.jpg"
        guessed = library.guesses.of([photo.pixels_digest])[photo.pixels_digest]
        assert "paintbrush" not in guessed.shown, "a word that a person took away is not guessed"
