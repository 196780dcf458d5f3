"""One picture, changed; two pictures of one scene; and pictures that have nothing to do with each other."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from core.imaging.alignment import agreement
from core.imaging.fingerprint import LOOK_EDGE, PACKED_BYTES, Fingerprints, fingerprint, unpacked
from core.imaging.sameness import LIKELY, tokens, verdict
from tests.benchmarks.edits import EDITS, first_frame, next_frame

PHOTOS = Path(__file__).parents[2] / "photos"
NAMES = ("animals/koala.jpg", "holidays/colosseum.jpg", "garden/dahlia.jpg", "people/astronaut.jpg")


def looks(images: list[Image.Image]) -> Fingerprints:
    squashed = [
        np.asarray(image.resize((LOOK_EDGE, LOOK_EDGE), Image.Resampling.BILINEAR)) for image in images
    ]
    return unpacked([fingerprint(pixels)[0] for pixels in squashed])


@pytest.fixture(scope="module")
def images() -> list[Image.Image]:
    opened = [Image.open(PHOTOS / name).convert("RGB") for name in NAMES]
    for image in opened:
        image.thumbnail((320, 320))
    return opened


def test_changed_pictures_are_the_same_picture(images: list[Image.Image]) -> None:
    for number, image in enumerate(images[:1]):
        rng = np.random.default_rng(number)
        changes = {name: edit(image, rng) for edits in EDITS.values() for name, edit in edits.items()}
        prints = looks([image, *changes.values()])
        ones = prints.take(np.zeros(len(changes), np.intp))
        _, same = verdict(agreement(ones, prints.take(np.arange(1, len(changes) + 1))))
        missed = [name for name, found in zip(changes, same, strict=True) if not found]
        assert len(missed) <= 2, (NAMES[number], missed)
        assert not set(missed) & {
            "half",
            "JPEG 40",
            "90",
            "left and right",
            "10 %",
            "grey",
            "name in a corner",
        }


def test_other_pictures_are_not(images: list[Image.Image]) -> None:
    prints = looks(images)
    one, other = np.triu_indices(len(images), 1)
    alike, same = verdict(agreement(prints.take(one), prints.take(other)))
    assert not alike.any()
    assert not same.any()


def test_the_next_photo_of_a_burst_is_another_one_of_the_same_scene(images: list[Image.Image]) -> None:
    frames = [(first_frame(image), next_frame(image, np.random.default_rng(1))) for image in images]
    prints = looks([frame for both in frames for frame in both])
    even = np.arange(0, 2 * len(images), 2)
    alike, same = verdict(agreement(prints.take(even), prints.take(even + 1)))
    assert alike.all()
    assert not same.any()


def test_tokens_survive_mirrors_turns_sizes_and_colours(images: list[Image.Image]) -> None:
    rng = np.random.default_rng(0)
    kinds = ("size", "compression", "format", "quarter turns", "mirror")
    for image in images[1:2]:
        changed = [edit(image, rng) for kind in kinds for edit in EDITS[kind].values()]
        found = tokens(looks([image, *changed]).small)
        assert (found[1:] @ found[0]).min() > LIKELY
    apart = tokens(looks(images).small)
    assert (apart @ apart.T)[np.triu_indices(len(images), 1)].max() < LIKELY


def test_a_picture_of_one_colour_is_like_nothing(images: list[Image.Image]) -> None:
    white, grey = (Image.new("RGB", (64, 48), colour) for colour in ("white", "grey"))
    prints = looks([white, grey, images[0]])
    assert not (tokens(prints.small)[:2]).any()
    alike, _ = verdict(agreement(prints.take(np.array([0, 0])), prints.take(np.array([1, 2]))))
    assert not alike.any()


def test_a_blurred_picture_is_less_sharp(images: list[Image.Image]) -> None:
    def sharpness(image: Image.Image) -> float:
        return fingerprint(np.asarray(image.resize((LOOK_EDGE, LOOK_EDGE))))[1]

    for image in images:
        assert sharpness(image) > sharpness(EDITS["size"]["third"](image, np.random.default_rng(0)))


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 2**32 - 1))
def test_a_fingerprint_is_read_as_it_was_made(seed: int) -> None:
    rng = np.random.default_rng(seed)
    blocks = rng.integers(0, 256, (12, 12, 3), np.uint8)
    packed, _ = fingerprint(np.kron(blocks, np.ones((32, 32, 1), np.uint8)))
    assert len(packed) == PACKED_BYTES
    read = unpacked([packed, packed])
    assert len(read) == 2
    assert set(np.unique(read.detail)) <= {-1, 0, 1}
    luma = blocks.astype(np.float32) @ np.array([0.299, 0.587, 0.114], np.float32)
    assert np.abs(read.small[0][::2, ::2] - luma).max() <= 0.51
