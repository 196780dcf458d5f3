"""Texts are cut so that words are found in them however they are written."""

from __future__ import annotations

import re
import sqlite3

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.library.tokens import phrase, pieces_with, terms, tokens

CUT = [
    ("IMG_1234", "img 1234"),
    ("DSC04711.ARW", "dsc 04711 arw"),
    ("RocketLaunchCape", "rocketlaunchcape rocket launch cape"),
    ("YouTube", "youtube you tube"),
    ("iPhone12", "iphone 12"),
    ("Café del Mar", "cafe del mar"),
    ("Zürich–Ærø", "zurich aero"),
    ("Straße", "strasse"),
    ("Łódź", "lodz"),
    ("２０１９　ＴＯＫＹＯ", "2019 tokyo"),
    ("Anna's dogs", "anna dog"),
    ("Anna’s", "anna"),
    ("don't", "dont"),
    ("beaches boxes parties glasses bus Paris news", "beach box party glass bus paris new"),
    ("IMG_20190514_123456", "img 20190514 123456 2019 05 14"),
    ("20191399", "20191399"),
    ("2019-05-14", "2019 05 14"),
    ("693b08cb0e", "693b08cb0e"),
    ("海滩", "海滩 滩"),
    ("海灘", "海滩 滩"),
    ("狗", "狗"),
    ("海滩2019", "海滩 滩 2019"),
    ("東京タワー", "东京 京タ タワ ワー ー"),
    ("서울 여행", "서울 울 여행 행"),
    ("Москва", "москва"),
    ("🐕 _-.,!?", ""),
    ("", ""),
]


@pytest.mark.parametrize(("text", "cut"), CUT)
def test_texts_are_cut(text: str, cut: str) -> None:
    assert " ".join(tokens(text)) == cut


@pytest.mark.parametrize(
    ("question", "cut"),
    [
        ("two Dogs", "two dog"),
        ("海灘上的狗", "海滩 滩上 狗"),
        ("狗", "狗"),
        ("小狗 beach 小狗", "小狗 beach"),
        ("RocketLaunch", "rocketlaunch"),
    ],
)
def test_questions_are_cut_into_terms(question: str, cut: str) -> None:
    assert " ".join(terms(question)) == cut


@pytest.mark.parametrize(
    ("text", "asked", "pieces"),
    [
        ("rocket_launch-2", "launch rocket", ["rocket_launch"]),
        ("Café Zürich opening", "zurich", ["Zürich"]),
        ("Dogs, a cat and dogs", "dog", ["Dogs", "dogs"]),
        ("我们在海灘上", "海滩", ["海灘"]),
        ("黄山自驾游", "黄山自驾", ["黄山自驾"]),
        ("RocketLaunch", "launch", ["RocketLaunch"]),
        ("nothing", "else", []),
    ],
)
def test_the_pieces_are_shown_as_they_are_written(text: str, asked: str, pieces: list[str]) -> None:
    assert pieces_with(text, frozenset(terms(asked))) == pieces


_TEXTS = st.text(max_size=40) | st.text(st.sampled_from("海灘滩狗的aB1_é'’ -ｱカ가"), max_size=12)


@given(_TEXTS)
def test_any_text_is_cut_into_letters_and_digits(text: str) -> None:
    for token in (*tokens(text), *terms(text), *phrase(text)):
        assert token
        assert not re.search(r"[\x00-\x2f\x3a-\x40\x5b-\x60\x7b-\x7f]|[A-Z]", token)
    for piece in pieces_with(text, frozenset(terms(text))):
        assert piece


@settings(max_examples=60)
@given(_TEXTS, st.integers(0, 30), st.integers(1, 20))
def test_any_run_of_a_text_in_chinese_is_found_in_it(text: str, begin: int, length: int) -> None:
    run = max(re.findall("[海灘滩狗的]+", text), key=len, default="")
    piece = run[begin : begin + length]
    cut = phrase(piece)
    if not cut:
        return
    connection = sqlite3.connect(":memory:")
    try:
        connection.execute("CREATE VIRTUAL TABLE words USING fts5(text, tokenize = 'ascii')")
        connection.execute("INSERT INTO words VALUES (?)", (" ".join(tokens(text)),))
        asked = f'"{" ".join(cut)}"' + ("*" if len(cut[-1]) == 1 else "")
        assert connection.execute("SELECT 1 FROM words WHERE words MATCH ?", (asked,)).fetchone()
    finally:
        connection.close()
