"""Calibrating: rules fitted on captioned photos, and the command that does it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from core.cli.main import main
from core.search.calibrating import calibrate
from core.search.calibration import Calibration
from core.search.cases import Collection, Questions
from core.search.judgement import Asked, judged
from core.search.logistic import fit_logistic
from models import EncoderIdentity, Vectors

THINGS = tuple(
    "dog cat horse boat tree house car river table lamp chair flower bridge apple snow tower".split()  # noqa: SIM905
)
ABSENT = ("submarine", "piano")


class WordEncoder:
    """Vectors of words: each its own direction, with noise on photos, as an encoder's would have."""

    identity = EncoderIdentity("words", "1", 48)

    def encode_texts(self, texts: Sequence[str]) -> Vectors:
        return _unit(np.stack([self._sum(text, 0.25) for text in texts]))

    def photos(self, captions: Sequence[str]) -> Vectors:
        return _unit(np.stack([self._sum(f"{text} {n}", 0.5) for n, text in enumerate(captions)]))

    def _sum(self, text: str, noise: float) -> np.ndarray[Any, Any]:
        words = text.split()
        mixed = sum((_direction(word) for word in words if word.isalpha()), np.zeros(48))
        return np.asarray(mixed + noise * np.sqrt(len(words)) * _direction(text + "?") + 0.05, np.float64)


def _direction(word: str) -> np.ndarray[Any, Any]:
    found = np.random.default_rng(list(word.encode())).normal(size=48)
    return np.asarray(found / np.linalg.norm(found))


def _unit(rows: np.ndarray[Any, Any]) -> Vectors:
    return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)


def collection(encoder: Any, count: int, seed: int) -> Collection:
    """Photos of two things each, described twice."""
    random = np.random.default_rng(seed)
    captions = []
    for _ in range(count):
        one, other = random.permutation(THINGS)[:2]
        captions.append((f"{one} beside {other}", f"{other} and {one}"))
    texts = [caption for pair in captions for caption in pair]
    return Collection(
        encoder.photos([pair[0] for pair in captions]), tuple(captions), encoder.encode_texts(texts)
    )


@pytest.fixture(scope="module")
def calibrated() -> tuple[Any, Calibration]:
    encoder: Any = WordEncoder()
    return encoder, calibrate(encoder, [collection(encoder, 220, 1)], [collection(encoder, 200, 2)])


def test_what_is_there_is_told_from_what_is_not(calibrated: tuple[Any, Calibration]) -> None:
    encoder, calibration = calibrated
    photos = collection(encoder, 250, 3).photos
    best = {}
    for word in (*THINGS, *ABSENT):
        query = encoder.encode_texts([word])[0]
        scores = photos @ query
        top = np.argsort(-scores)
        found = judged([Asked(query, True)], query, scores[top], photos[top[:10]], 250, photos, calibration)
        best[word] = float(found.probabilities[0])
    assert max(best[word] for word in ABSENT) < min(best[word] for word in THINGS)


def test_it_is_the_same_every_time(calibrated: tuple[Any, Calibration]) -> None:
    encoder, calibration = calibrated
    again = calibrate(encoder, [collection(encoder, 220, 1)], [collection(encoder, 200, 2)])
    assert again.words.weights.tolist() == calibration.words.weights.tolist()
    assert again.pictures.photo == calibration.pictures.photo


def test_what_was_taken_out_is_not_there() -> None:
    encoder: Any = WordEncoder()
    random = np.random.default_rng(4)
    photos = collection(encoder, 60, 5)
    cases = list(Questions(photos, 60, encoder, random).cases(np.arange(60), 20))
    kinds = {case.kind for case in cases}
    assert kinds == {
        "caption",
        "telling words",
        "word",
        "no caption",
        "no telling words",
        "no word",
        "no such word",
    }
    for case in cases:
        assert case.kind.startswith("no ") is not case.right.any()
        assert len(case.photos) == len(case.right) == len(case.told) <= case.size == 60
        if case.kind == "no word":
            # No photo that is left is anything like the word, which a photo of it would be.
            assert float((case.photos @ case.vector).max()) < 0.75


def test_logistic_regression_finds_the_odds() -> None:
    random = np.random.default_rng(6)
    features = random.normal(size=(4000, 2)) * [1, 50] + [3, -100]
    odds = 1.5 * (features[:, 0] - 3) - 0.02 * (features[:, 1] + 100) + 0.5
    truth = random.random(4000) < 1 / (1 + np.exp(-odds))
    weights, bias = fit_logistic(features, truth, np.ones(4000))
    assert weights == pytest.approx([1.5, -0.02], rel=0.15)
    assert bias == pytest.approx(0.5 - 4.5 - 2.0, rel=0.1)


@pytest.mark.parametrize(
    ("more", "said"),
    [((), "100 photos at least"), (("--split", "none"), "'none'"), (("--captions", "x.tsv"), "one --images")],
)
def test_the_command_says_what_is_wrong(
    tmp_path: Path,
    paint: Callable[..., Path],
    capsys: pytest.CaptureFixture[str],
    more: Sequence[str],
    said: str,
) -> None:
    lines = ["split\timage\tcaption"]
    for number, colour in enumerate(("red", "blue", "green")):
        paint(tmp_path / f"{number}.jpg", colour)
        lines.append(f"train\t{number}.jpg\ta {colour} picture")
    (tmp_path / "captions.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    command = ["--library", str(tmp_path / "library"), "encoders", "calibrate"]
    files = ["--captions", str(tmp_path / "captions.tsv"), "--images", str(tmp_path)]
    assert main([*command, *files, *more]) == 2
    assert said in capsys.readouterr().err
