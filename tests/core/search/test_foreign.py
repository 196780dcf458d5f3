"""Which language words are written in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.search.foreign import foreign

ENGLISH = ("en",)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("海滩上的狗", "zh"),
        ("海滩 sunset", "zh"),
        ("犬がいる", "ja"),
        ("ﾊﾟﾝ", "ja"),
        ("한국", "ko"),
        ("собака на пляже", "ru"),
        ("dog on пляже", "ru"),
        ("ліс та собака", "uk"),
        ("σκύλος", "el"),
        ("כלב", "he"),
        ("كلب على الشاطئ", "ar"),
        ("سگ در پارک", "fa"),
        ("कुत्ता", "hi"),
        ("ภาพสุนัข", "th"),
        ("நாய்", "ta"),
        ("ನಾಯಿ", "kn"),
        ("Hund am Strand", "de"),
        ("zwei Hunde im Schnee", "de"),
        ("perro en la playa", "es"),
        ("chien sur la plage", "fr"),
        ("il mio cane", "it"),
        ("cão na praia", "pt"),
        ("hond op het strand", "nl"),
        ("pies na plaży", "pl"),
        ("köpek plajda koşan", "tr"),
        ("con chó trên bãi biển", "vi"),
    ],
)
def test_languages_that_are_not_understood(text: str, language: str) -> None:
    assert foreign(text, ENGLISH) == language
    assert foreign(text, ("en", language)) == ""


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2019",
        "a dog on the beach",
        "two dogs",
        "café",
        "la la land",
        "el capitan",
        "Los Angeles",
        "Rio de Janeiro",
        "my cat in Rio de Janeiro",
        "una pizza",
        "tempura",
        "area π r²",
        "Hund",
        "😀🎂",
        "\ud83d",
    ],
)
def test_what_can_not_be_told_is_left_alone(text: str) -> None:
    assert foreign(text, ENGLISH) == ""


def test_an_encoder_that_reads_chinese_only() -> None:
    assert foreign("a dog on the beach", ("zh",)) == "en"
    assert foreign("狗", ("zh-Hans",)) == ""


@given(st.text(max_size=60))
def test_anything_can_be_asked_about(text: str) -> None:
    assert len(foreign(text, ENGLISH)) in (0, 2)
