"""Questions answered: exact, filtered, current, and from damaged indexes too."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from core.errors import PhotoError
from core.intake import Indexer
from core.library import Library, PhotoFilter
from core.search import Question, SearchEngine, maintain


@pytest.fixture
def library_of(tmp_path: Path, paint: Callable[..., Path], encoder: Any) -> Callable[..., Path]:
    """Makes (or adds to) a library with some photos of each named colour."""

    def build(*colours: str, each: int = 3) -> Path:
        root = tmp_path / "library"
        for colour in colours:
            for number in range(each):
                paint(tmp_path / "photos" / colour / f"{number}.jpg", colour, seed=number)
        with Library.open(root) as library:
            library.folders.add(tmp_path / "photos")
            # Reading text is not what this is about.
            library.settings.save(decoders=1, transcribe=False)
        with Indexer(root, encoder=encoder) as indexer:
            indexer.run_once()
        return root

    return build


def colours(engine: SearchEngine, question: Question) -> list[str]:
    photos = engine.photos(engine.ask(question).photo_ids.tolist())
    return [photo.path.parent.name for photo in photos]


def test_words_find_photos(library_of: Callable[..., Path], encoder: Any) -> None:
    with SearchEngine(library_of("red", "blue", "green"), encoder=encoder) as engine:
        assert colours(engine, Question("something blue", limit=3)) == ["blue"] * 3
        answer = engine.ask(Question("red"))
        assert len(answer.photo_ids) == 9
        assert list(answer.scores) == sorted(answer.scores, reverse=True)
        assert answer.searched == 9
        assert answer.encoder == "colours@1"


def test_pictures_find_photos(
    library_of: Callable[..., Path], encoder: Any, paint: Any, tmp_path: Path
) -> None:
    root = library_of("red", "blue", "green")
    outside = paint(tmp_path / "asked.jpg", "green", seed=77)
    with SearchEngine(root, encoder=encoder) as engine:
        assert colours(engine, Question(pictures=(outside,), limit=3)) == ["green"] * 3
        assert colours(engine, Question(pictures=(outside.read_bytes(),), limit=3)) == ["green"] * 3


def test_a_photo_is_no_answer_to_itself(library_of: Callable[..., Path], encoder: Any) -> None:
    root = library_of("red", "blue")
    with SearchEngine(root, encoder=encoder) as engine:
        own = int(engine.ask(Question("red")).photo_ids[0])
        answer = engine.ask(Question(pictures=(own,)))
        assert own not in answer.photo_ids
        assert len(answer.photo_ids) == 5
        path = engine.photos([own])[0].path
        encoded = encoder.encoded
        assert own not in engine.ask(Question(pictures=(path,))).photo_ids
        assert encoder.encoded == encoded


def test_words_pictures_and_unwanted_words_together(
    library_of: Callable[..., Path], encoder: Any, paint: Any, tmp_path: Path
) -> None:
    root = library_of("red", "blue", "magenta", "yellow")
    red = paint(tmp_path / "asked.jpg", "red", seed=77)
    with SearchEngine(root, encoder=encoder) as engine:
        assert set(colours(engine, Question("blue", pictures=(red,), limit=6))) == {"red", "blue"}
        assert colours(engine, Question("blue", pictures=(red,), balance=0.05, limit=3)) == ["blue"] * 3
        assert colours(engine, Question("blue", pictures=(red,), balance=0.95, limit=3)) == ["red"] * 3
        assert "red" not in colours(engine, Question("", without=("red",), limit=6))
        assert colours(engine, Question("red yellow", without=("red",), limit=3)) == ["yellow"] * 3


def test_a_picture_that_can_not_be_read_is_named(
    library_of: Callable[..., Path], encoder: Any, tmp_path: Path
) -> None:
    bad = tmp_path / "bad.jpg"
    bad.write_text("no picture")
    with SearchEngine(library_of("red"), encoder=encoder) as engine:
        with pytest.raises(PhotoError, match=r"bad\.jpg"):
            engine.ask(Question(pictures=(bad,)))
        assert len(engine.ask(Question("red")).photo_ids) == 3


def test_filters_hold_and_cost_no_answers(
    library_of: Callable[..., Path], encoder: Any, tmp_path: Path
) -> None:
    with SearchEngine(library_of("red", "blue"), encoder=encoder) as engine:
        only = PhotoFilter(folders=(tmp_path / "photos" / "blue",))
        assert colours(engine, Question("red", chosen=only)) == ["blue"] * 3
        assert colours(engine, Question(chosen=only)) == ["blue"] * 3


def test_a_filter_that_is_asked_again_sees_what_came_meanwhile(
    library_of: Callable[..., Path], encoder: Any, tmp_path: Path
) -> None:
    only = PhotoFilter(folders=(tmp_path / "photos" / "blue",))
    with SearchEngine(library_of("red", "blue"), encoder=encoder) as engine:
        assert len(engine.ask(Question("red", chosen=only)).photo_ids) == 3
        library_of("blue", each=5)
        engine._next_refresh = 0.0
        assert len(engine.ask(Question("blue", chosen=only)).photo_ids) == 5
        assert len(engine.ask(Question("blue")).photo_ids) == 8


def test_a_damaged_index_is_mended_without_encoding(library_of: Callable[..., Path], encoder: Any) -> None:
    root = library_of("red", "blue")
    with Library.open(root) as library:
        encoder_id = library.vectors.encoder_id(encoder.identity)
        assert maintain(library, encoder_id, encoder.identity.dimensions, tail_rows=1)
        (segment,) = library.paths.index.iterdir()
    with SearchEngine(root, encoder=encoder) as engine:
        before = engine.ask(Question("blue", limit=6)).photo_ids.tolist()
        assert engine.check_index() == 0
    content = bytearray(segment.read_bytes())
    content[3] ^= 16
    segment.unlink()
    segment.write_bytes(content)
    encoded = encoder.encoded
    with SearchEngine(root, encoder=encoder) as engine:
        assert engine.ask(Question("blue", limit=6)).photo_ids.tolist() == before
        assert engine.needs_tidying
        assert engine.check_index() == 1
        assert engine.check_index() == 0
        assert engine.ask(Question("blue", limit=6)).photo_ids.tolist() == before
    assert encoder.encoded == encoded


def test_nothing_asked_shows_all_newest_first(library_of: Callable[..., Path], encoder: Any) -> None:
    with SearchEngine(library_of("red", "blue"), encoder=encoder) as engine:
        answer = engine.ask(Question(limit=1_000_000))
        assert len(answer.photo_ids) == 6
        assert len(answer.scores) == 0


def test_an_open_engine_sees_what_others_commit(
    library_of: Callable[..., Path], encoder: Any, tmp_path: Path
) -> None:
    root = library_of("red")
    with SearchEngine(root, encoder=encoder) as engine:
        assert len(engine.ask(Question("blue")).photo_ids) == 3
        engine._next_refresh = 0.0
        library_of("blue")
        assert colours(engine, Question("blue", limit=3)) == ["blue"] * 3
        (tmp_path / "photos" / "blue" / "0.jpg").unlink()
        engine._next_refresh = 0.0
        library_of()
        assert colours(engine, Question("blue", limit=3)).count("blue") == 2
