"""Whatever is typed is read: nothing raises, and what is said of the sentence is true."""

from __future__ import annotations

import random
from datetime import date
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from core.search.language import Days, Knowledge, Reading, read, taken_as_words
from tests.benchmarks.language import mixed_sentences
from tests.core.search.language_samples import LIBRARY


def check(sentence: str, knowledge: Knowledge = LIBRARY) -> Reading:
    reading = read(sentence, knowledge)
    assert reading.sentence == sentence
    assert reading.alternatives
    for chosen in reading.understood:
        begin, end = chosen.part
        assert 0 <= begin < end <= len(sentence)
        assert chosen.values or chosen.field in ("camera", "place")
        for days in chosen.values:
            if isinstance(days, Days) and days.first and days.last:
                assert days.first <= days.last
        read(taken_as_words(reading, chosen), knowledge)
        again = read(chosen.form, knowledge)
        assert [(each.form, each.values) for each in again.understood] == [(chosen.form, chosen.values)]
    return reading


@given(st.text())
def test_any_text(sentence: str) -> None:
    check(sentence)


@given(st.text(alphabet="-\"':|*#.,<>()0129年月日前后 ORorbefdatinmyper去上三春节", max_size=40))
def test_text_of_what_the_grammar_is_made_of(sentence: str) -> None:
    check(sentence)


def test_mixed_parts_of_the_grammar() -> None:
    for sentence in mixed_sentences(600, random.Random(6)):
        check(sentence)


def test_sentences_cut_and_joined() -> None:
    table = Path(__file__).with_name("sentences.tsv").read_text(encoding="utf-8").splitlines()
    chance = random.Random(5)
    for _ in range(400):
        first, second = (line.partition("\t")[0] for line in chance.choices(table, k=2))
        joint = chance.choice(("", " ", " OR ", "-", " -"))
        check(first[: chance.randint(0, len(first))] + joint + second[chance.randint(0, len(second)) :])


@given(
    st.dates(date(1900, 1, 1), date(2090, 1, 1)),
    st.sampled_from(["last summer", "at easter", "9999 days ago", "去年春节", "since may"]),
)
def test_any_today(today: date, sentence: str) -> None:
    check(sentence, Knowledge(today))


def test_a_very_long_sentence_is_read_in_part() -> None:
    sentence = "dogs in Paris 2019 " * 5000
    reading = read(sentence, LIBRARY)
    assert len(reading.filters) == 52
    assert len(reading.meaning) > 90_000
