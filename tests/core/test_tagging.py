"""Words, what tells them, and descriptions: the vocabulary, the shipped readout, the judge."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.tagging import (
    OWN_FILE,
    Describer,
    Judge,
    Readout,
    TextVectors,
    Vocabulary,
    Word,
    compared,
    description_in_chinese,
    load_readout,
    possible,
    read_vocabulary,
    shipped_vocabulary,
)
from core.tagging.describing import Phrase, phrases
from models import EncoderIdentity, load_encoder, starter_directory

STARTER = load_encoder(starter_directory()).identity
PETS = Vocabulary(
    [Word("animal", "动物"), Word("dog", "狗", broader="animal"), Word("beagle", broader="dog"), Word("car")]
)


class Mute:
    """An encoder that has nothing to say: whatever asks it needs text that was not shipped."""

    identity = STARTER

    def encode_texts(self, texts: Any) -> Any:
        raise AssertionError(f"not shipped: {texts}")


def test_the_shipped_words_are_in_two_languages_and_know_their_kinds() -> None:
    words = list(shipped_vocabulary())
    assert len(words) > 1900
    assert all(word.chinese and word.kind for word in words)
    assert not [word for word in words if word.broader and word.broader not in shipped_vocabulary()]
    lines = Path("core/tagging/vocabulary.tsv").read_text(encoding="utf-8").splitlines()
    assert not [name for name, n in Counter(line.split("\t")[0] for line in lines).items() if n > 1]
    assert shipped_vocabulary().broader("beagle") == ("dog", "pet", "animal")
    assert shipped_vocabulary().find("狗") == shipped_vocabulary().find("Dogs") == "dog"


def test_a_person_adds_words_and_takes_some_away(tmp_path: Path) -> None:
    own = tmp_path / "vocabulary.tsv"
    assert read_vocabulary(own).version == shipped_vocabulary().version
    own.write_text(OWN_FILE, encoding="utf-8")
    assert read_vocabulary(own).version == shipped_vocabulary().version
    own.write_text("sourdough\t酸面包\tfood\tbread\n-lawn mower\n", encoding="utf-8")
    mine = read_vocabulary(own)
    assert "lawn mower" not in mine and mine.chinese("sourdough") == "酸面包"
    assert mine.broader("sourdough") == ("bread", "food")
    assert mine.version != shipped_vocabulary().version


def test_however_a_person_cases_a_word_it_is_the_same_word(tmp_path: Path) -> None:
    own = tmp_path / "vocabulary.tsv"
    own.write_text("Dog\t小狗\tpet\nZORP\nzorp\n-Lawn Mower\n", encoding="utf-8")
    mine = read_vocabulary(own)
    assert mine.chinese("dog") == "小狗" and "Dog" not in mine
    assert [name for name in mine.names if name.casefold() == "zorp"] == ["ZORP"]
    assert "lawn mower" not in mine


@given(written=st.binary(max_size=300) | st.text(max_size=200).map(str.encode))
def test_whatever_is_in_that_file_raises_nothing(
    tmp_path_factory: pytest.TempPathFactory, written: bytes
) -> None:
    own = tmp_path_factory.getbasetemp() / "vocabulary.tsv"
    own.write_bytes(written)
    found = read_vocabulary(own)
    assert not [word for word in found if word.english in found.broader(word.english)]


def test_the_starter_came_with_a_readout_of_this_vocabulary_and_all_vectors_it_needs() -> None:
    readout = load_readout(STARTER)
    assert readout is not None and readout.weighed == shipped_vocabulary().version
    texts = TextVectors(Mute())  # type: ignore[arg-type]
    assert texts.words(compared(shipped_vocabulary(), readout)) is not None
    assert texts.sentences([phrase.english for phrase in possible(shipped_vocabulary(), readout)]) is not None


def readout(least: float = 0.5, named: tuple[str, ...] = ()) -> Readout:
    """Of an encoder whose first dimension is dog, and whose second is animal."""
    weights = np.array([[20, 0, 0], [0, 20, 0]], np.float16)
    bias = np.full(2, -10, np.float32)
    return Readout(
        ("dog", "animal"),
        weights,
        bias,
        np.full(2, least, np.float32),
        named,
        40.0,
        -20.0,
        shipped_vocabulary().version,
    )


def judged(judge: Judge, *vectors: list[float]) -> list[dict[str, tuple[float, bool]]]:
    rows = np.array(vectors, np.float32)
    found = judge.judge(rows / np.linalg.norm(rows, axis=1, keepdims=True))
    each: list[dict[str, tuple[float, bool]]] = [{} for _ in vectors]
    for photo, word, chance, implied in zip(
        found.photos, found.words, found.probabilities, found.implied, strict=True
    ):
        each[photo][PETS.names[word]] = (round(float(chance), 2), bool(implied))
    return each


def test_a_guess_brings_what_it_is_a_kind_of_and_no_narrower_word_beats_a_broader_one() -> None:
    texts = np.zeros((4, 3), np.float32)
    judge = Judge(PETS, texts, readout(), np.zeros((0, 3), np.float32))
    both, narrow, none = judged(judge, [1, 1, 0], [1, 0, 0], [0, 0, 1])
    assert both["animal"][1] and not both["dog"][1] and both["dog"][0] > 0.9
    assert narrow == {}, "what is no animal is no dog"
    assert none == {}


def test_what_is_known_by_name_has_to_be_near_and_nearest() -> None:
    texts = np.array([[0, 1, 0], [1, 0, 0], [0.8, 0, 0.6], [0, 0, 1]], np.float32)
    judge = Judge(PETS, texts, readout(2.0, ("beagle", "car")), np.zeros((0, 3), np.float32))
    car, beagle, between = judged(judge, [0, 0, 1], [0.8, 0, 0.6], [0.1, 0, 1])
    assert set(car) == {"car"}
    assert set(beagle) == {"beagle", "dog", "animal"} and not beagle["beagle"][1]
    assert "beagle" not in between


def test_of_an_unknown_encoder_only_what_stands_out_is_guessed_and_nobody_says_how_surely() -> None:
    random = np.random.default_rng(3)
    sample = random.normal(0, 0.1, (300, 3)).astype(np.float32) + np.float32([0, 0, 1])
    texts = np.array([[0, 1, 0], [1, 0, 0], [0.6, 0.8, 0], [0, -1, 0]], np.float32)
    judge = Judge(PETS, texts, None, sample / np.linalg.norm(sample, axis=1, keepdims=True))
    dog, ordinary = judged(judge, [1, 0, 0.1], [0.05, 0.05, 1])
    assert set(dog) == {"dog", "animal"} and np.isnan(dog["dog"][0])
    assert ordinary == {} and not judge.calibrated
    few = Judge(PETS, texts, None, sample[:5])
    assert judged(few, [1, 0, 0.1]) == [{}], "five photos don't tell what is ordinary"


def test_a_description_says_only_what_its_photo_bears_out() -> None:
    bank = [Phrase("A dog", "一只狗", ("dog",)), Phrase("A dog by a car", "车旁的狗", ("dog", "car"))]
    describer = Describer(PETS, bank, np.eye(2, 3, dtype=np.float32), np.zeros((0, 3), np.float32))
    vectors = np.array([[1, 1, 0]] * 4, np.float32)
    chances = np.array([[1, 0.9, 0, 0.9], [1, 0.9, 0, 0], [0.9, 0, 0, 0.8], [0, 0, 0, 0]], np.float32)
    said = describer.describe(vectors, chances)
    assert said == ["A dog by a car", "A dog", "Animal, car", ""]
    assert describer.describe(vectors, None) == [""] * 4
    assert description_in_chinese("Animal, dog", PETS) == "动物、狗"


def test_the_bank_of_phrases_says_what_its_words_say() -> None:
    bank = phrases()
    assert len(bank) > 1500 and len({phrase.english for phrase in bank}) == len(bank)
    assert all(word in shipped_vocabulary() for phrase in bank for word in phrase.words)
    known = {phrase.english: phrase for phrase in bank}
    assert known["A dog running on grass"].words == ("dog", "running", "grass")
    assert description_in_chinese("A dog running on grass", shipped_vocabulary()) == "一只狗在草地上奔跑"


class Counting:
    """Knows how many texts it was asked for."""

    identity = EncoderIdentity("counting", "1", 3)

    def __init__(self) -> None:
        self.asked = 0

    def encode_texts(self, texts: list[str]) -> Any:
        self.asked += len(texts)
        return np.array([[len(text), 1, 2] for text in texts], np.float32)


def test_vectors_of_texts_are_made_once_and_a_damaged_file_is_made_again(tmp_path: Path) -> None:
    kept, encoder = tmp_path / "kept.npz", Counting()

    def ask(*words: str) -> Any:
        texts = TextVectors(encoder, kept)  # type: ignore[arg-type]
        found = texts.words(words)
        texts.save()
        return found

    first = ask("dog", "cat")
    asked = encoder.asked
    assert asked == 6 and np.allclose(np.linalg.norm(first, axis=1), 1)
    assert np.array_equal(ask("cat", "dog")[::-1], first) and encoder.asked == asked
    ask("dog", "cow")
    assert encoder.asked == asked + 3
    whole = kept.read_bytes()
    deflated = whole.replace(whole[100:110], bytes(range(240, 250)))
    for damaged in (b"", b"PK" + bytes(50), whole[: len(whole) // 2], deflated):
        kept.write_bytes(damaged)
        assert np.array_equal(ask("dog", "cat"), first)
    stopped = TextVectors(encoder, tmp_path / "other.npz").words(["x"], lambda: False)  # type: ignore[arg-type]
    assert stopped is None
