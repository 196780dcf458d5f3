"""Questions of several parts: words, pictures, what should not be there, and marked answers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from core.intake import Indexer
from core.library import Library
from core.search import Question, SearchEngine
from tests.conftest import ColourEncoder

COLOURS = ("red", "blue", "magenta", "yellow")


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory, paint: Callable[..., Path]) -> Path:
    """A library of three photos of each colour."""
    home = tmp_path_factory.mktemp("composing")
    for colour in COLOURS:
        for number in range(3):
            paint(home / "photos" / colour / f"{number}.jpg", colour, seed=number)
    with Library.open(home / "library") as library:
        library.folders.add(home / "photos")
        library.settings.save(decoders=1, transcribe=False)
    with Indexer(home / "library", encoder=ColourEncoder()) as indexer:
        indexer.run_once()
    return home / "library"


@pytest.fixture
def engine(root: Path, encoder: Any) -> Iterator[SearchEngine]:
    """Asks it."""
    with SearchEngine(root, encoder=encoder) as made:
        yield made


@pytest.fixture
def red(paint: Callable[..., Path], tmp_path: Path) -> Path:
    return paint(tmp_path / "red.jpg", "red", seed=77)


@pytest.fixture
def blue(paint: Callable[..., Path], tmp_path: Path) -> Path:
    return paint(tmp_path / "blue.jpg", "blue", seed=78)


def colours(engine: SearchEngine, question: Question) -> list[str]:
    photos = engine.photos(engine.ask(question).photo_ids.tolist())
    return [photo.path.parent.name for photo in photos]


def ids_of(engine: SearchEngine, colour: str) -> list[int]:
    return [int(found) for found in engine.ask(Question(colour, limit=3)).photo_ids]


def test_the_balance_goes_from_only_words_to_only_pictures(engine: SearchEngine, red: Path) -> None:
    words = engine.ask(Question("blue"))
    picture = engine.ask(Question(pictures=(red,)))
    both = {balance: engine.ask(Question("blue", pictures=(red,), balance=balance)) for balance in (0, 1)}
    assert both[0].photo_ids.tolist() == words.photo_ids.tolist()
    assert both[0].scores == pytest.approx(words.scores, abs=1e-3)
    assert both[1].photo_ids.tolist() == picture.photo_ids.tolist()
    assert both[1].scores == pytest.approx(picture.scores, abs=1e-3)


def test_the_balance_means_nothing_without_both(engine: SearchEngine, red: Path) -> None:
    for question in (Question("red", without=("blue",)), Question(pictures=(red,), without=("blue",))):
        answers = [
            engine.ask(Question(question.words, question.without, question.pictures, balance=balance))
            for balance in (0.0, 0.5, 1.0)
        ]
        assert len({tuple(answer.photo_ids.tolist()) for answer in answers}) == 1


def test_several_pictures_are_all_looked_for(engine: SearchEngine, red: Path, blue: Path) -> None:
    assert set(colours(engine, Question(pictures=(red, blue), limit=6))) == {"red", "blue"}


def test_what_a_picture_shows_is_pushed_down(engine: SearchEngine, red: Path, blue: Path) -> None:
    assert colours(engine, Question(without_pictures=(red,)))[-3:] == ["red"] * 3
    assert colours(engine, Question("blue red", without_pictures=(red,), limit=3)) == ["blue"] * 3
    assert colours(engine, Question(pictures=(blue, red), without_pictures=(blue,), limit=3)) == ["red"] * 3


def test_an_unwanted_photo_of_the_library_is_no_answer(engine: SearchEngine) -> None:
    first = ids_of(engine, "red")[0]
    answer = engine.ask(Question("red", without_pictures=(first,)))
    assert first not in answer.photo_ids
    assert len(answer.photo_ids) == 11


def test_a_good_mark_raises_what_is_like_it_and_stays_an_answer(engine: SearchEngine) -> None:
    yellow = ids_of(engine, "yellow")
    before = colours(engine, Question("red"))
    assert before[3:6] != ["yellow"] * 3
    marked = Question("red", more_like=(yellow[0],), limit=6)
    assert colours(engine, marked) == ["red"] * 3 + ["yellow"] * 3
    assert yellow[0] in engine.ask(marked).photo_ids


def test_a_bad_mark_lowers_what_is_like_it_and_takes_the_photo_out(engine: SearchEngine) -> None:
    both = Question("red blue", limit=6)
    blue = ids_of(engine, "blue")
    assert set(colours(engine, both)) == {"red", "blue"}
    marked = engine.ask(Question("red blue", less_like=(blue[0],)))
    assert blue[0] not in marked.photo_ids
    assert colours(engine, Question("red blue", less_like=(blue[0],), limit=3)) == ["red"] * 3


def test_marks_alone_are_a_question(engine: SearchEngine) -> None:
    red, blue = ids_of(engine, "red"), ids_of(engine, "blue")
    assert colours(engine, Question(more_like=(red[0],), limit=3)) == ["red"] * 3
    assert "blue" not in colours(engine, Question(less_like=(blue[0],), limit=6))


def test_marks_count_beside_a_sentence_that_only_filters(engine: SearchEngine) -> None:
    red = ids_of(engine, "red")
    answer = engine.ask(Question(sentence="type:jpg", more_like=(red[0],), limit=3))
    assert len(answer.scores) == 3
    assert set(answer.photo_ids.tolist()) == set(red)


def test_marks_of_photos_that_are_gone_say_nothing(engine: SearchEngine) -> None:
    nobody = 10_000_000
    assert colours(engine, Question("red", more_like=(nobody,), less_like=(nobody,), limit=3)) == ["red"] * 3
    answer = engine.ask(Question(more_like=(nobody,)))
    assert len(answer.photo_ids) == 12
    assert not len(answer.scores), "nothing is left to rank by: newest first"
