"""The built-in encoder keeps the promises of the Encoder protocol."""

from __future__ import annotations

import threading
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

import models


def test_identity_and_languages(starter: models.Encoder) -> None:
    assert starter.identity.name == "starter"
    assert 0 < starter.identity.dimensions <= 512
    assert starter.languages == ("en",)
    assert starter.identity.key == f"starter@{starter.identity.revision}"


def test_is_small_enough_to_ship() -> None:
    (entry,) = models.installed_encoders()
    assert entry.built_in
    assert entry.problem == ""
    assert entry.size < 60_000_000


def test_is_whole() -> None:
    manifest = models.verify_directory(models.starter_directory())
    assert manifest.licence_file == "MODEL_CARD.md"


def test_images_become_unit_vectors(starter: models.Encoder, pixels: np.ndarray) -> None:
    vectors = starter.encode_images(pixels)
    assert vectors.shape == (len(pixels), starter.identity.dimensions)
    assert vectors.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


def test_texts_become_unit_vectors(starter: models.Encoder) -> None:
    vectors = starter.encode_texts(["two dogs on a beach", "", "tench", "word " * 500])
    assert vectors.shape == (4, starter.identity.dimensions)
    assert vectors.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


def test_nothing_in_nothing_out(starter: models.Encoder) -> None:
    size = starter.preprocess
    assert starter.encode_texts([]).shape == (0, starter.identity.dimensions)
    none = np.empty((0, size.height, size.width, 3), np.uint8)
    assert starter.encode_images(none).shape == (0, starter.identity.dimensions)


def test_is_deterministic(starter: models.Encoder, pixels: np.ndarray) -> None:
    again = models.load_encoder(models.starter_directory(), device="cpu", threads=2)
    assert np.array_equal(starter.encode_images(pixels), again.encode_images(pixels))
    assert np.array_equal(starter.encode_texts(["a red boat"]), again.encode_texts(["a red boat"]))


def test_a_picture_does_not_depend_on_its_batch(starter: models.Encoder, pixels: np.ndarray) -> None:
    many = np.concatenate([pixels] * 4)
    together = starter.encode_images(many)
    alone = np.concatenate([starter.encode_images(pixel[None]) for pixel in pixels])
    np.testing.assert_allclose(together, np.concatenate([alone] * 4), atol=1e-4)


def test_a_text_does_not_depend_on_its_batch_or_padding(starter: models.Encoder) -> None:
    texts = ["dog", "a black dog runs after a white dog in the deep snow of the mountains", "", "cat"] * 20
    together = starter.encode_texts(texts)
    alone = np.concatenate([starter.encode_texts([text]) for text in texts[:4]])
    np.testing.assert_allclose(together, np.concatenate([alone] * 20), atol=1e-4)


def test_threads_change_nothing_but_speed(starter: models.Encoder, pixels: np.ndarray) -> None:
    single = models.load_encoder(models.starter_directory(), device="cpu", threads=1)
    np.testing.assert_allclose(single.encode_images(pixels), starter.encode_images(pixels), atol=1e-4)


def test_can_be_called_from_many_threads(pixels: np.ndarray) -> None:
    encoder = models.load_encoder(models.starter_directory(), device="cpu", threads=1)
    found: list[np.ndarray] = []

    def work() -> None:
        found.append(np.concatenate([encoder.encode_images(pixels[:2]), encoder.encode_texts(["a boat"])]))

    workers = [threading.Thread(target=work) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert len(found) == 4
    for vectors in found[1:]:
        np.testing.assert_allclose(vectors, found[0], atol=1e-5)


def test_device_is_told_honestly(starter: models.Encoder) -> None:
    assert starter.device == models.Device("cpu", "CPUExecutionProvider", starter.device.reason)
    assert starter.device.reason


@pytest.mark.skipif(Path("/dev/nvidiactl").exists(), reason="skipped: there is an NVIDIA device")
@pytest.mark.parametrize("device", ["auto", "cuda"])
def test_asking_for_cuda_without_one_says_so(
    device: str, pixels: np.ndarray, capfd: pytest.CaptureFixture[str]
) -> None:
    encoder = models.load_encoder(models.starter_directory(), device=device, threads=1)
    assert encoder.device.name == "cpu"
    assert "NVIDIA" in encoder.device.reason
    encoder.encode_images(pixels[:1])
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("device", ["", "gpu", "CUDA"])
def test_unknown_device_is_a_bug(device: str) -> None:
    with pytest.raises(ValueError, match="device"):
        models.load_encoder(models.starter_directory(), device=device)


def test_threads_below_one_are_a_bug() -> None:
    with pytest.raises(ValueError, match="threads"):
        models.load_encoder(models.starter_directory(), threads=0)


@pytest.mark.parametrize(
    "wrong",
    [
        np.zeros((1, 8, 8, 3), np.uint8),
        np.zeros((260, 260, 3), np.uint8),
        np.zeros((1, 260, 260, 3), np.float32),
        np.zeros((1, 3, 260, 260), np.uint8),
    ],
)
def test_wrong_pixels_are_a_bug(starter: models.Encoder, wrong: np.ndarray) -> None:
    with pytest.raises(ValueError, match="pixels"):
        starter.encode_images(wrong)


def test_words_that_mean_the_same_lie_closer(starter: models.Encoder) -> None:
    boy, child, car = starter.encode_texts(
        ["a boy plays in the water", "a child swims in a lake", "a car on a road at night"]
    )
    assert boy @ child > boy @ car + 0.2


@pytest.fixture(scope="module")
def seen(starter: models.Encoder, imagenet_samples: Path) -> tuple[list[str], np.ndarray]:
    """The names and the vectors of 250 photographs."""
    paths = sorted((imagenet_samples / "images").iterdir())[:250]
    pictures = []
    for path in paths:
        with Image.open(path) as image:
            pictures.append(starter.preprocess.to_pixels(image.convert("RGB")))
    return [path.name for path in paths], starter.encode_images(np.stack(pictures))


@pytest.mark.parametrize(
    ("word", "right"),
    [
        (
            "a dog",
            "n02085 n02086 n02087 n02088 n02089 n0209 n0210 n02110 n02111 n02112 n02113",
        ),
        ("bird", "n0151 n0153 n0155 n0156 n0158 n016 n0179 n018 n0200 n0201 n0202 n0203 n0204 n0205"),
        ("insect", "n0216 n0217 n0219 n022"),
    ],
)
def test_knows_everyday_words_for_many_kinds(
    starter: models.Encoder, seen: tuple[list[str], np.ndarray], word: str, right: str
) -> None:
    names, vectors = seen
    scores = vectors @ starter.encode_texts([word])[0]
    best = [names[index] for index in np.argsort(-scores)[:10]]
    assert sum(name.startswith(tuple(right.split())) for name in best) >= 8, best


def test_knows_things_by_name_and_scenes_by_caption(starter: models.Encoder, imagenet_samples: Path) -> None:
    rows = [line.split("\t") for line in (imagenet_samples / "captions.tsv").read_text().splitlines()[1:]]
    chosen = rows[::5]
    pictures = []
    for _, name, _ in chosen:
        with Image.open(imagenet_samples / "images" / name) as image:
            pictures.append(starter.preprocess.to_pixels(image.convert("RGB")))
    vectors = starter.encode_images(np.stack(pictures))
    words = starter.encode_texts([caption for *_, caption in chosen])
    ranks = models.rank_images(words, vectors, np.arange(len(chosen)))
    result = models.summarise("text->image", ranks)
    # Among 100 photographs; a caption space alone finds about a quarter.
    assert result.r1 > 75
    assert result.r10 > 92
