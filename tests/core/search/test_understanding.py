"""Sentences asked of real libraries: what is understood filters, the rest ranks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from PIL import Image

from core.intake import Indexer
from core.library import Library
from core.library.vocabulary import Town, Vocabulary
from core.search import Kind, Question, SearchEngine
from core.search.knowledge import knowledge_of
from core.search.language import Days, Place, read
from core.search.understanding import Understanding
from tests.conftest import ColourEncoder

_EXIF, _GPS = 0x8769, 0x8825
_PARIS = {1: "N", 2: (48.0, 51.0, 24.0), 3: "E", 4: (2.0, 21.0, 0.0)}


def photograph(path: Path, colour: str, taken: str, model: str, where: dict[int, Any], width: int) -> None:
    """Write a JPEG that says when, with what and where it was taken."""
    exif = Image.Exif()
    exif.get_ifd(_EXIF)[0x9003] = taken
    exif[0x0110] = model
    exif.get_ifd(_GPS).update(where)
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.new("RGB", (width, 48), colour).save(path, quality=95, exif=exif)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Red and blue pictures of 2018 (Paris, X100V), 2019 and 2020 (D750), in folders by year."""
    root = tmp_path_factory.mktemp("understanding")
    for year, model in ((2018, "X100V"), (2019, "NIKON D750"), (2020, "NIKON D750")):
        for number, colour in enumerate(("red", "blue")):
            path = root / "photos" / f"year {year}" / f"{colour} {year}.jpg"
            taken = f"{year}:07:0{4 + number} 22:00:00"
            photograph(path, colour, taken, model, _PARIS if year == 2018 else {}, year - 1950)
    with Library.open(root / "library") as library:
        library.folders.add(root / "photos")
        library.settings.save(decoders=1, transcribe=False)
    with Indexer(root / "library", encoder=ColourEncoder()) as indexer:
        indexer.run_once()
    return root / "library"


@pytest.fixture
def engine(library: Path, encoder: Any) -> Iterator[SearchEngine]:
    with SearchEngine(library, encoder=encoder) as engine:
        yield engine


def found(engine: SearchEngine, sentence: str, **more: Any) -> list[str]:
    answer = engine.ask(Question(sentence=sentence, **more))
    return [photo.path.stem for photo in engine.photos(answer.photo_ids.tolist())]


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("red 2019", ["red 2019", "blue 2019"]),
        ("blue in Paris", ["blue 2018", "red 2018"]),
        ("巴黎", ["blue 2018", "red 2018"]),
        ("法国 2019", []),
        ('blue -in:"year 2018" before 2020', ["blue 2019", "red 2019"]),
        ("x100v", ["blue 2018", "red 2018"]),
        ("taken with x100v, nikon photos, 4 July", ["red 2020", "red 2019", "red 2018"]),
        ("red taken with my nikon before 2020 limit:1", ["red 2019"]),
        ("4 July 2020", ["red 2020"]),
        ("2018 2020 name:red", ["red 2020", "red 2018"]),
        ("2018 OR 2020", ["blue 2020", "red 2020", "blue 2018", "red 2018"]),
        ("date:2030", []),
        ("album:Wedding", []),
        ("top 2", ["blue 2020", "red 2020"]),
        ("at night on 5 july 2020", ["blue 2020"]),
        ("at noon", []),
    ],
)
def test_sentences(engine: SearchEngine, sentence: str, names: list[str]) -> None:
    assert found(engine, sentence) == names


def test_filters_without_words_come_newest_first_and_whole(engine: SearchEngine) -> None:
    answer = engine.ask(Question(sentence="since 2019", limit=1, unranked_limit=100))
    names = [photo.path.stem for photo in engine.photos(answer.photo_ids.tolist())]
    assert names == ["blue 2020", "red 2020", "blue 2019", "red 2019"]
    assert len(answer.scores) == 0


def test_alternatives_are_united_by_their_best_score(engine: SearchEngine) -> None:
    answer = engine.ask(Question(sentence="red 2018 OR blue 2020"))
    names = [photo.path.stem for photo in engine.photos(answer.photo_ids.tolist())]
    assert set(names[:2]) == {"red 2018", "blue 2020"}
    assert set(names) == {"red 2018", "blue 2018", "red 2020", "blue 2020"}
    assert answer.scores.tolist() == sorted(answer.scores.tolist(), reverse=True)
    names = found(engine, "red 2018 OR name:blue")
    assert names == ["red 2018", "blue 2018", "blue 2020", "blue 2019"]


def test_quotes_turn_understanding_off(engine: SearchEngine) -> None:
    assert len(found(engine, '"2019" red')) == 6


def test_the_answer_says_what_was_understood(engine: SearchEngine) -> None:
    answer = engine.ask(Question(sentence="red in Paris before:banana"))
    assert answer.reading is not None
    assert [chosen.form for chosen in answer.reading.filters] == ["place:Paris"]
    assert len(answer.reading.notes) == 1
    assert engine.ask(Question("red")).reading is None


def test_warming_up_loads_what_a_sentence_needs(engine: SearchEngine) -> None:
    engine.warm_up()
    assert engine._understanding._knowledge is not None
    assert found(engine, "red 2019") == ["red 2019", "blue 2019"]


def test_the_names_of_a_library_are_suggested(engine: SearchEngine, library: Path) -> None:
    suggester = engine.suggester()

    def suggested(typed: str) -> list[tuple[Kind, str, str]]:
        return [(one.kind, one.name, one.detail) for one in suggester.suggest(typed, len(typed))]

    assert suggested("red in par") == [(Kind.PLACE, "Paris", "Île-de-France, France")]
    assert suggested("d75") == [(Kind.CAMERA, "NIKON D750", "")]
    assert suggested("year 2") == [(Kind.FOLDER, f"year {year}", "photos") for year in (2018, 2019, 2020)]
    assert suggested("rex") == []
    assert engine.suggester() is suggester
    with Library.open(library) as other:
        other.annotations.tag(other.photos.ids().tolist()[:1], "Rex")
    engine._next_refresh = engine._understanding._next_look = 0.0
    suggester = engine.suggester()
    assert suggested("rex") == [(Kind.TAG, "Rex", "")]
    with Library.open(library) as other:
        other.annotations.unsay_tag(other.photos.ids().tolist()[:1], "Rex")


def test_names_are_read_again_when_the_library_changes(tmp_path: Path) -> None:
    class Photos:
        asked = 0

        def vocabulary(self) -> Vocabulary:
            self.asked += 1
            return Vocabulary((), (f"Camera {self.asked}X",), (), (), None, None, False)

    photos = Photos()
    library: Any = SimpleNamespace(photos=photos)
    understanding = Understanding(library)
    for version in (1, 1, 2):
        understanding._next_look = 0.0
        reading = understanding.read("camera:camera", version)
    assert photos.asked == 2
    assert reading.filters[0].values == ("Camera 2X",)
    understanding.read("red", 3)  # too soon after the last look
    assert photos.asked == 2


def town(number: int, name: str, region: str, country: str, code: str, latitude: float = 1.0) -> Town:
    return Town(number, name, region, country, code, latitude, 2.0)


def test_places_have_all_their_names() -> None:
    towns = (
        town(2988507, "Paris", "Île-de-France", "France", "FR", 48.85),
        town(4717560, "Paris", "Texas", "United States", "US", 33.66),
        town(1816670, "Beijing", "Beijing", "China", "CN", 39.9),
        town(5128581, "New York City", "New York", "United States", "US", 40.7),
        town(2641170, "Nottingham", "England", "United Kingdom", "GB", 52.95),
    )
    known = knowledge_of(Vocabulary(towns, (), (), (), "1999-01-01", "2024-05-06", True), date(2024, 6, 1))
    assert known.taken == Days(date(1999, 1, 1), date(2024, 5, 6))
    assert not known.southern

    def localities(sentence: str) -> set[int]:
        (chosen,) = read(sentence, known).filters
        return {number for place in chosen.values if isinstance(place, Place) for number in place.localities}

    assert localities("in Paris") == {2988507, 4717560}
    assert localities("Paris, Texas") == {4717560}
    assert localities("in the USA") == {4717560, 5128581}
    assert localities("new york") == {5128581}
    assert localities("england") == localities("in the UK") == {2641170}
    assert localities("在北京") == localities("中国") == {1816670}
    assert localities("美国") == {4717560, 5128581}
    assert localities("nottingham") == {2641170}


def test_seasons_follow_where_most_places_are() -> None:
    sydney = town(1, "Sydney", "", "Australia", "AU", -33.9)
    perth = town(2, "Perth", "", "Australia", "AU", -31.9)
    bonn = town(3, "Bonn", "", "Germany", "DE", 50.7)
    for towns, southern in (((sydney, perth, bonn), True), ((sydney, bonn), False), ((), False)):
        known = knowledge_of(Vocabulary(towns, (), (), (), None, None, False), date(2024, 6, 1))
        assert known.southern is southern
        assert known.taken is None
