"""Recall and ranks, on vectors whose ranks are known."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

import models

NAMES = ("red", "green", "blue")


class ColourEncoder:
    """Sees the mean colour; understands the names of three."""

    identity = models.EncoderIdentity("colours", "1", 3)
    languages = ("en",)
    preprocess = models.Preprocess(4, 4, "squash", "bilinear", (0, 0, 0), (1, 1, 1))
    device = models.Device("cpu", "CPUExecutionProvider")

    def encode_images(self, pixels: np.ndarray) -> np.ndarray:
        mean = pixels.reshape(len(pixels), -1, 3).mean(axis=1).astype(np.float32)
        return mean / np.linalg.norm(mean, axis=1, keepdims=True)

    def encode_texts(self, texts: Sequence[str]) -> np.ndarray:
        counts = np.array([[text.split().count(name) for name in NAMES] for text in texts], np.float32)
        return counts / np.linalg.norm(counts, axis=1, keepdims=True)


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    folder = tmp_path / "images"
    folder.mkdir()
    for index, name in enumerate(NAMES):
        colour = [10, 10, 10]
        colour[index] = 250
        Image.new("RGB", (20, 10), tuple(colour)).save(folder / f"{name}.png")
    return folder


def _captions(folder: Path, lines: list[str]) -> Path:
    path = folder / "captions.tsv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_known_ranks(photos: Path, tmp_path: Path) -> None:
    captions = _captions(
        tmp_path,
        [
            "split\timage\tcaption",
            "dev\tred.png\tred",
            "dev\tgreen.png\tgreen",
            "dev\tblue.png\tred red green",  # the other two images come before its own
            "train\tblue.png\tblue",
        ],
    )
    seen: list[tuple[int, int]] = []
    found = models.evaluate_encoder(
        ColourEncoder(), captions, photos, split="dev", progress=lambda *step: seen.append(step)
    )
    texts, images = found.results
    assert texts.direction == "text->image"
    assert (texts.n, texts.median_rank) == (3, 1.0)
    assert texts.r1 == pytest.approx(200 / 3)
    assert texts.mean_rank == pytest.approx(5 / 3)
    assert texts.r5 == texts.r10 == 100
    assert images.direction == "image->text"
    assert images.n == 3
    assert seen[-1] == (6, 6)
    assert found.ms_per_image >= 0
    assert found.ms_per_text >= 0
    report = found.as_dict()
    assert report["encoder"] == "colours@1"
    asked, answered = report["results"]
    agreed = {"direction": "text->image", "n": 3, "r1": 66.67, "r5": 100.0, "r10": 100.0, "median_rank": 1.0}
    assert {key: asked[key] for key in agreed} == agreed
    assert list(asked)[:6] == list(agreed)
    assert (answered["direction"], answered["r1"]) == ("image->text", 100.0)


def test_all_splits_without_choosing_one(photos: Path, tmp_path: Path) -> None:
    captions = _captions(
        tmp_path,
        ["image\tcaption", "red.png\tred", "green.png\tgreen", "blue.png\tblue", "blue.png\tblue red"],
    )
    found = models.evaluate_encoder(ColourEncoder(), captions, photos)
    assert [result.n for result in found.results] == [4, 3]


def test_image_to_image_by_label(photos: Path, tmp_path: Path) -> None:
    Image.new("RGB", (5, 5), (240, 30, 5)).save(photos / "red2.png")
    captions = _captions(
        tmp_path,
        [
            "image\tcaption\tlabel",
            "red.png\tred\twarm",
            "red2.png\tred\twarm",
            "green.png\tgreen\tcold",
            "blue.png\tblue\tsolitary",
        ],
    )
    result = models.evaluate_encoder(ColourEncoder(), captions, photos).results[-1]
    assert (result.direction, result.n, result.r1) == ("image->image", 2, 100.0)
    assert result.precision is not None
    assert result.precision[1] == 100.0
    assert result.as_dict()["p1"] == 100.0


def test_intervals_hold_the_recall_and_know_that_captions_of_one_image_are_not_independent() -> None:
    rng = np.random.default_rng(4)
    image = np.repeat(np.arange(200), 5)
    hit = np.repeat(rng.random(200) < 0.6, 5)
    together = models.summarise("text->image", np.where(hit, 1, 50), image)
    apart = models.summarise("text->image", np.where(hit, 1, 50))
    low, high = together.interval(1)
    assert low < together.r1 < high
    # All five captions of an image rise and fall together: only 200 things were seen, not 1,000.
    narrow_low, narrow_high = apart.interval(1)
    assert 1.8 < (high - low) / (narrow_high - narrow_low) < 2.7


def test_a_difference_is_found_where_there_is_one_and_only_there() -> None:
    rng = np.random.default_rng(4)
    image = np.repeat(np.arange(300), 5)
    base = rng.random(1500) < 0.5
    better = base | (rng.random(1500) < 0.1)
    found = models.paired_difference(better, base, image)
    assert found.points > 2
    assert found.p < 0.001
    other = rng.permutation(base)
    assert models.paired_difference(other, base, image).p > 0.01
    assert models.paired_difference(base, base, image) == models.Difference(0.0, 1.0)


def test_a_collapsed_encoder_scores_nothing() -> None:
    same = np.ones((20, 4), np.float32) / 2
    owner = np.arange(20)
    assert (models.rank_images(same, same, owner) == 20).all()
    assert (models.rank_texts(same, same, owner) == 20).all()
    assert (models.rank_alike(same, owner // 2) == 19).all()


def test_ranks_do_not_depend_on_chunks() -> None:
    random = np.random.default_rng(3)
    images = random.normal(size=(700, 8)).astype(np.float32)
    texts = random.normal(size=(900, 8)).astype(np.float32)
    owner = random.integers(0, 700, 900)
    scores = texts @ images.T
    expected = [(row >= row[right]).sum() for row, right in zip(scores, owner, strict=True)]
    assert models.rank_images(texts, images, owner).tolist() == expected
    found = models.rank_texts(images, texts, owner)
    assert len(found) == len(np.unique(owner))
    labels = random.integers(0, 5, 700)
    alike = models.rank_alike(images, labels)
    inner = images @ images.T
    np.fill_diagonal(inner, -np.inf)
    first = []
    for row, label in zip(inner, labels, strict=True):
        order = np.argsort(-row, kind="stable")[:-1]
        first.append(int(np.flatnonzero(labels[order] == label)[0]) + 1)
    assert alike.tolist() == first


@pytest.mark.parametrize(
    ("lines", "problem"),
    [
        (["image\ttext", "red.png\tred"], "caption"),
        (["image\tcaption", "red.png"], "Line 2"),
        (["image\tcaption"], "no captions"),
        (["image\tcaption", "missing.png\tred"], r"missing\.png"),
    ],
)
def test_what_cannot_be_read_is_said(photos: Path, tmp_path: Path, lines: list[str], problem: str) -> None:
    with pytest.raises(models.EvaluationError, match=problem):
        models.evaluate_encoder(ColourEncoder(), _captions(tmp_path, lines), photos)


def test_an_unknown_split_is_said(photos: Path, tmp_path: Path) -> None:
    captions = _captions(tmp_path, ["split\timage\tcaption", "dev\tred.png\tred"])
    with pytest.raises(models.EvaluationError, match="'test'"):
        models.evaluate_encoder(ColourEncoder(), captions, photos, split="test")


def test_a_picture_that_is_none(photos: Path, tmp_path: Path) -> None:
    (photos / "red.png").write_bytes(b"no picture")
    captions = _captions(tmp_path, ["image\tcaption", "red.png\tred"])
    with pytest.raises(models.EvaluationError, match=r"red\.png"):
        models.evaluate_encoder(ColourEncoder(), captions, photos)


def test_summary_of_nothing_is_a_bug() -> None:
    with pytest.raises(ValueError, match="no ranks"):
        models.summarise("text->image", np.empty(0, np.int64))
