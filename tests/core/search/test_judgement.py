"""Whether it is said when nothing matches, by the real encoder on the sample photos and in arithmetic."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.intake import Indexer
from core.library import Library
from core.search import Question, SearchEngine
from core.search.calibration import (
    EVIDENCE,
    FILE,
    UNCALIBRATED,
    Calibration,
    Reference,
    Rule,
    calibration_of,
    read_calibration,
    write_calibration,
)
from core.search.judgement import ANYTHING, SHARE, Asked, judged
from models import EncoderIdentity, load_encoder, starter_directory

PHOTOS = Path(__file__).parents[2] / "photos"
STARTER = load_encoder(starter_directory()).identity


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SearchEngine]:
    """Asks a library of some of the sample photos, with the starter."""
    root = tmp_path_factory.mktemp("judged") / "library"
    with Library.open(root) as library:
        for name in ("animals", "kitchen"):
            library.folders.add(PHOTOS / name)
        library.settings.save(decoders=1, transcribe=False)
    with Indexer(root) as indexer:
        indexer.run_once()
    with SearchEngine(root) as made:
        yield made


@pytest.mark.parametrize(
    "words", ["a photo of a submarine", "helicopter", "football match", "motorcycle", "xyzzy plugh"]
)
def test_it_is_said_that_nothing_matches(engine: SearchEngine, words: str) -> None:
    answer = engine.ask(Question(words))
    assert answer.good_matches == 0
    assert len(answer.photo_ids) > 10, "the nearest are shown all the same"


@pytest.mark.parametrize("words", ["a polar bear in the snow", "giant panda", "coffee cup", "a moose"])
def test_what_is_there_is_good(engine: SearchEngine, words: str) -> None:
    answer = engine.ask(Question(words))
    assert answer.good_matches is not None
    assert 1 <= answer.good_matches < len(answer.photo_ids)


def test_probabilities_fall_with_the_ranking(engine: SearchEngine) -> None:
    answer = engine.ask(Question("a dog on grass"))
    assert answer.probabilities.shape == answer.photo_ids.shape
    assert ((answer.probabilities >= 0) & (answer.probabilities <= 1)).all()
    assert (np.diff(answer.probabilities) <= 0).all()


def test_a_few_answers_are_judged_as_many_are(engine: SearchEngine) -> None:
    many, one = engine.ask(Question("giant panda")), engine.ask(Question("giant panda", limit=1))
    assert one.photo_ids.tolist() == many.photo_ids[:1].tolist()
    assert one.probabilities == pytest.approx(many.probabilities[:1])


def test_whose_words_say_it_match_whatever_they_look_like(engine: SearchEngine) -> None:
    answer = engine.ask(Question("kitchen"))
    here = len(list((PHOTOS / "kitchen").iterdir()))
    assert answer.good_matches is not None
    assert answer.good_matches >= here
    first = engine.photos(answer.photo_ids[:here].tolist())
    assert {photo.path.parent.name for photo in first} == {"kitchen"}
    assert (answer.probabilities[:here] == 1).all()


def test_nobody_can_tell_what_only_should_not_be_there(engine: SearchEngine) -> None:
    assert engine.ask(Question("", without=("people",))).good_matches is None
    assert engine.ask(Question()).good_matches is None


def test_a_photo_like_no_other(engine: SearchEngine) -> None:
    answer = engine.ask(Question("a polar bear in the snow", limit=1))
    alike = engine.ask(Question(pictures=(int(answer.photo_ids[0]),)))
    assert alike.good_matches is not None
    assert len(alike.probabilities) == len(alike.photo_ids)


@pytest.mark.parametrize("colours", [(), ("red",)])
def test_libraries_of_no_photo_and_of_one(
    tmp_path: Path, paint: Callable[..., Path], encoder: Any, colours: tuple[str, ...]
) -> None:
    for colour in colours:
        paint(tmp_path / "photos" / f"{colour}.jpg", colour)
    (tmp_path / "photos").mkdir(exist_ok=True)
    root = tmp_path / "library"
    with Library.open(root) as library:
        library.folders.add(tmp_path / "photos")
        library.settings.save(decoders=1, transcribe=False)
    with Indexer(root, encoder=encoder) as indexer:
        indexer.run_once()
    with SearchEngine(root, encoder=encoder) as engine:
        answer = engine.ask(Question("red"))
    assert len(answer.probabilities) == len(answer.photo_ids) == len(colours)
    assert np.isfinite(answer.probabilities).all()


# -- in arithmetic -----------------------------------------------------------------------------


def unit(*numbers: float) -> np.ndarray[Any, np.dtype[np.float32]]:
    vector = np.array(numbers, np.float32)
    return vector / np.float32(np.linalg.norm(vector))


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 10_000), st.integers(1, 40), st.integers(0, 60), st.booleans())
def test_any_photos_are_judged(seed: int, count: int, background: int, with_reference: bool) -> None:
    random = np.random.default_rng(seed)
    vectors = random.normal(size=(count + background + 21, 8)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    photos, sample, known = (
        vectors[:count],
        vectors[count : count + background],
        vectors[count + background :],
    )
    query = known[0]
    scores = np.sort(photos @ query)[::-1]
    calibration = _calibration(Reference(known[1:11], known[11:])) if with_reference else UNCALIBRATED
    rows = photos[np.argsort(-(photos @ query))][:10]
    for asked in ([Asked(query, True)], [Asked(query, True, 0.3), Asked(known[3], False, 0.7)]):
        found = judged(asked, query, scores, rows, count, sample, calibration)
        assert np.isfinite(found.probabilities).all()
        assert (np.diff(found.probabilities) <= 1e-6).all()
        assert (np.diff(found.good.astype(int)) <= 0).all(), "the line is drawn once"
        assert (found.probabilities[found.good] >= SHARE * ANYTHING).all()


def test_a_calibration_is_kept_and_found(tmp_path: Path) -> None:
    identity = EncoderIdentity("made", "1", 4)
    known = Reference(np.stack([unit(1, 2, 3, 4)]), np.stack([unit(4, 3, 2, 1)]))
    folder = tmp_path / identity.key
    folder.mkdir()
    write_calibration(folder / FILE, identity.key, _calibration(known))
    found = calibration_of(tmp_path, identity)
    assert found.reference is not None
    assert found.reference.texts == pytest.approx(known.texts, abs=1e-3)
    assert found.words.weights == pytest.approx(_calibration(known).words.weights)
    assert calibration_of(tmp_path, EncoderIdentity("made", "2", 4)) is UNCALIBRATED
    assert calibration_of(tmp_path, STARTER) is not UNCALIBRATED, "the starter comes with one"


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 and no more", b"\x93NUMPY"])
def test_a_damaged_calibration_is_none(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / FILE
    path.write_bytes(content)
    assert read_calibration(path, STARTER) is None


def test_a_calibration_damaged_inside_is_none(tmp_path: Path) -> None:
    whole = (starter_directory() / FILE).read_bytes()
    assert read_calibration(starter_directory() / FILE, STARTER) is not None
    for place in range(100, len(whole), len(whole) // 40):
        (tmp_path / FILE).write_bytes(whole[:place] + bytes(range(240, 250)) + whole[place + 10 :])
        assert read_calibration(tmp_path / FILE, STARTER) is None


def test_a_calibration_of_other_vectors_is_none(tmp_path: Path) -> None:
    known = Reference(np.stack([unit(1, 2, 3, 4)]), np.stack([unit(4, 3, 2, 1)]))
    write_calibration(tmp_path / FILE, STARTER.key, _calibration(known))
    assert read_calibration(tmp_path / FILE, STARTER) is None


def _calibration(reference: Reference) -> Calibration:
    rule = Rule(np.linspace(-1, 1, len(EVIDENCE)), -0.5, (0.9, -1.0, 1.5))
    return Calibration(rule, rule, reference)
