"""Encoder directories compute what transformers' processors and PyTorch models compute.

The references are models with random weights, made by references/make.py; no PyTorch is needed here.
"""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageOps

import models
from models.manifest import read_manifest
from models.preprocess import Preprocess
from models.tokenize import Tokenizer

HERE = Path(__file__).parent
PHOTOS = HERE.parent / "photos"
FAMILIES = ("clip", "clip-open", "siglip", "siglip2", "chinese-clip")
LEAST = 0.9999


@dataclass
class Case:
    directory: Path
    encoder: models.Encoder
    pictures: list[Image.Image]
    sentences: list[str]
    ids: np.ndarray
    images: np.ndarray
    texts: np.ndarray

    @property
    def tokenizer(self) -> Tokenizer:
        return Tokenizer(self.directory / "tokenizer.json", read_manifest(self.directory).text)

    def image_cosines(self, preprocess: Preprocess | None = None) -> np.ndarray:
        chosen = preprocess or self.encoder.preprocess
        pixels = np.stack([chosen.to_pixels(picture) for picture in self.pictures])
        return cosines(self.encoder.encode_images(pixels), self.images)


def cosines(ours: np.ndarray, reference: np.ndarray) -> np.ndarray:
    ours, reference = ours.astype(float), reference.astype(float)
    return (ours * reference).sum(1) / np.linalg.norm(ours, axis=1) / np.linalg.norm(reference, axis=1)


def load(directory: Path) -> Case:
    with np.load(directory / "reference.npz") as stored:
        values = {name: stored[name] for name in stored.files}
    pictures = []
    for name in values["photos"]:
        with Image.open(PHOTOS / name) as image:
            pictures.append(ImageOps.exif_transpose(image).convert("RGB"))
    return Case(
        directory,
        models.load_encoder(directory, device="cpu", threads=1),
        pictures,
        values["sentences"].tolist(),
        values["ids"],
        values["images"],
        values["texts"],
    )


@pytest.fixture(scope="module", params=FAMILIES)
def case(request: pytest.FixtureRequest) -> Case:
    return load(HERE / "references" / request.param)


def altered(case: Case, tmp_path: Path, **text: object) -> Case:
    """The same with other entries of the text tower."""
    target = tmp_path / "altered"
    shutil.copytree(case.directory, target)
    manifest = json.loads((target / "manifest.json").read_text())
    manifest["text"] |= text
    (target / "manifest.json").write_text(json.dumps(manifest))
    return load(target)


def test_images(case: Case) -> None:
    found = case.image_cosines()
    print(f"{case.directory.name}: {len(found)} photos, cosine mean {found.mean():.7f} min {found.min():.7f}")
    assert found.min() >= LEAST


def test_texts(case: Case) -> None:
    found = cosines(case.encoder.encode_texts(case.sentences), case.texts)
    print(f"{case.directory.name}: {len(found)} texts, cosine mean {found.mean():.7f} min {found.min():.7f}")
    assert found.min() >= LEAST


def test_token_ids(case: Case) -> None:
    batch = case.tokenizer(case.sentences)
    padding = read_manifest(case.directory).text.padding
    for ids, mask, expected in zip(batch.ids, batch.mask, case.ids, strict=True):
        reference = expected[expected >= 0]
        # Where the reference pads to the longest, it was asked one by one.
        ours = ids if padding == "context" else ids[mask == 1]
        assert ours.tolist() == reference.tolist()


def test_a_text_does_not_notice_its_batch(case: Case) -> None:
    alone = np.concatenate([case.encoder.encode_texts([text]) for text in case.sentences[:8]])
    np.testing.assert_allclose(alone, case.encoder.encode_texts(case.sentences)[:8], atol=1e-5)


def test_the_references_can_tell_things_apart(case: Case) -> None:
    # Two vectors that are alike anyway would agree whatever we did wrong.
    for rows in (case.images, np.unique(case.texts, axis=0)):
        unit = rows / np.linalg.norm(rows, axis=1, keepdims=True)
        alike = (unit @ unit.T)[np.triu_indices(len(unit), 1)]
        assert np.median(alike) < 0.9


@pytest.mark.parametrize(
    "change", [{"interpolation": "lanczos"}, {"mean": (0.3, 0.3, 0.3)}, {"fit": "other"}]
)
def test_other_preprocessing_shows(case: Case, change: dict) -> None:
    preprocess = case.encoder.preprocess
    if "fit" in change:
        change = {"fit": "crop" if preprocess.fit == "squash" else "squash"}
    if "mean" in change:
        changed = replace(preprocess, **change)
        pixels = np.stack([preprocess.to_pixels(picture) for picture in case.pictures])
        assert np.abs(changed.to_floats(pixels) - preprocess.to_floats(pixels)).max() > 0.05
        return
    assert case.image_cosines(replace(preprocess, **change)).min() < LEAST


@pytest.mark.parametrize("family", ["siglip", "siglip2"])
def test_other_padding_shows_where_it_matters(family: str, tmp_path: Path) -> None:
    case = load(HERE / "references" / family)
    other = altered(case, tmp_path, pad_id=5)
    short = [case.sentences.index(text) for text in ("birthday cake", "x", "")]
    found = other.encoder.encode_texts([case.sentences[index] for index in short])
    assert cosines(found, case.texts[short]).max() < LEAST


@pytest.mark.parametrize("family", ["clip", "clip-open", "chinese-clip"])
def test_padding_does_not_matter_where_it_is_hidden(family: str, tmp_path: Path) -> None:
    case = load(HERE / "references" / family)
    other = altered(case, tmp_path, padding="context")
    assert cosines(other.encoder.encode_texts(case.sentences), case.texts).min() >= LEAST


def test_a_prompt_is_put_around_a_text(tmp_path: Path) -> None:
    case = load(HERE / "references" / "clip")
    other = altered(case, tmp_path, prompt="a photo of {}.")
    np.testing.assert_allclose(
        other.encoder.encode_texts(["a {} dog", ""]),
        case.encoder.encode_texts(["a photo of a {} dog.", "a photo of ."]),
        atol=1e-6,
    )


@pytest.mark.parametrize("prompt", ["a photo", "{} and {}", "", 1])
def test_a_prompt_has_one_place(tmp_path: Path, prompt: object) -> None:
    with pytest.raises(models.EncoderDamaged, match=r"text\.prompt"):
        altered(load(HERE / "references" / "clip"), tmp_path, prompt=prompt)


@pytest.mark.parametrize(("key", "value"), [("short_edge", 31), ("short_edge", "32"), ("centre", "middle")])
def test_wrong_optional_preprocessing(tmp_path: Path, key: str, value: object) -> None:
    target = tmp_path / "clip"
    shutil.copytree(HERE / "references" / "clip", target)
    path = target / "preprocessor.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | {key: value}))
    with pytest.raises(models.EncoderDamaged, match=key):
        models.manifest.read_preprocess(path)


def two_steps(image: Image.Image, edge: int, size: int, centre: str) -> np.ndarray:
    """Resize and centre crop as transformers ("floor") and torchvision ("round") write them."""
    short, long = min(image.size), max(image.size)
    new = int(edge * long / short)
    resized = image.resize(
        (edge, new) if image.width <= image.height else (new, edge), Image.Resampling.BICUBIC
    )
    halves = [(length - size) / 2 for length in resized.size]
    left, top = (int(half) if centre == "floor" else round(half) for half in halves)
    return np.asarray(resized)[top : top + size, left : left + size]


@pytest.mark.parametrize("centre", ["floor", "round"])
@pytest.mark.parametrize("edge", [224, 256])
@pytest.mark.parametrize(
    "size", [(640, 480), (481, 641), (300, 400), (224, 224), (100, 75), (999, 250), (225, 1801), (3, 2)]
)
def test_crop_is_the_references_to_the_byte(size: tuple[int, int], edge: int, centre: str) -> None:
    noise = np.random.default_rng(3).integers(0, 256, (size[1], size[0], 3), dtype=np.uint8)
    image = Image.fromarray(noise)
    preprocess = Preprocess(224, 224, "crop", "bicubic", (0, 0, 0), (1, 1, 1), short_edge=edge, centre=centre)
    difference = np.abs(preprocess.to_pixels(image).astype(int) - two_steps(image, edge, 224, centre))
    if max(size) <= 8 * min(size):
        assert difference.max() == 0
    else:  # a panorama: never scaled as a whole
        assert difference.mean() < 1


def test_a_needle_of_a_picture_takes_no_memory() -> None:
    image = Image.new("RGB", (60_000, 1), (9, 9, 9))
    preprocess = Preprocess(224, 224, "crop", "bicubic", (0, 0, 0), (1, 1, 1))
    assert (preprocess.to_pixels(image) == 9).all()
