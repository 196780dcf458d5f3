"""Whatever is wrong with an encoder directory is said before a photo is encoded with it."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

import models
from models.onnx_file import look_into

Make = Callable[..., Path]


def test_a_good_one(directory: Make) -> None:
    assert models.probe_directory(directory()).identity.key == "tiny@1"


def test_the_starter() -> None:
    assert models.probe_directory(models.starter_directory()).identity.name == "starter"


@pytest.mark.parametrize("name", ["image.onnx", "text.onnx", "tokenizer.json", "preprocessor.json"])
def test_missing_file(directory: Make, name: str) -> None:
    made = directory()
    (made / name).unlink()
    with pytest.raises(models.EncoderDamaged, match=f"{name} is missing"):
        models.probe_directory(made)


def test_wrong_sha256(directory: Make, tiny: ModuleType) -> None:
    made = directory()
    raw = bytearray((made / "text.onnx").read_bytes())
    raw[-20] ^= 1
    (made / "text.onnx").write_bytes(bytes(raw))
    with pytest.raises(models.EncoderDamaged, match=r"text\.onnx is damaged"):
        models.probe_directory(made)


@pytest.mark.parametrize("location", ["weights.bin", "../../../../etc/passwd", "/etc/passwd"])
def test_weights_in_another_file(directory: Make, tiny: ModuleType, location: str) -> None:
    made = directory({"image.onnx": tiny.image_tower(location=location)})
    with pytest.raises(
        models.EncoderUnsupported, match=r"image\.onnx keeps its weights in another file"
    ) as caught:
        models.probe_directory(made)
    assert location in str(caught.value)


@pytest.mark.parametrize("protocol", [2, 3, 4, 5])
def test_pickled_weights(directory: Make, protocol: int) -> None:
    made = directory({"image.onnx": pickle.dumps({"weight": 1}, protocol)})
    with pytest.raises(models.EncoderUnsupported, match="pickle"):
        models.probe_directory(made)


def test_weights_of_torch_beside(directory: Make) -> None:
    made = directory({"pytorch_model.bin": b"whatever"})
    with pytest.raises(models.EncoderUnsupported, match=r"pytorch_model\.bin"):
        models.probe_directory(made)


def test_other_dimensions(directory: Make, tiny: ModuleType) -> None:
    with pytest.raises(models.EncoderUnsupported, match=r"image\.onnx makes vectors of 5"):
        models.probe_directory(directory({"image.onnx": tiny.image_tower(width=5)}))


def test_other_inputs(directory: Make) -> None:
    with pytest.raises(models.EncoderUnsupported, match="pixels"):
        models.probe_directory(directory(image={"input": "pixels", "output": "image_embeds"}))


@pytest.mark.parametrize("name", ["image.onnx", "text.onnx"])
@pytest.mark.parametrize("scale", [np.nan, np.inf, 0.0])
def test_what_is_not_a_number(directory: Make, tiny: ModuleType, name: str, scale: float) -> None:
    made = {"image.onnx": tiny.image_tower, "text.onnx": tiny.text_tower}[name](scale=scale)
    with pytest.raises(models.EncoderUnsupported, match="not a number"):
        models.probe_directory(directory({name: made}))


def test_the_same_vector_for_everything(directory: Make, tiny: ModuleType) -> None:
    with pytest.raises(models.EncoderUnsupported, match="same vector for different texts"):
        models.probe_directory(directory({"text.onnx": tiny.text_tower(equal=True)}))


def test_a_larger_vocabulary(directory: Make, tiny: ModuleType) -> None:
    made = directory({"tokenizer.json": tiny.tokenizer([*tiny.WORDS, "one-more"])})
    with pytest.raises(
        models.EncoderUnsupported, match=r"tokenizer\.json belongs to another encoder.*up to 15"
    ):
        models.probe_directory(made)


def test_a_far_smaller_vocabulary(directory: Make, tiny: ModuleType) -> None:
    made = directory({"text.onnx": tiny.text_tower(rows=500)})
    with pytest.raises(models.EncoderUnsupported, match="another encoder"):
        models.probe_directory(made)


def test_a_padded_table_is_fine(directory: Make, tiny: ModuleType) -> None:
    models.probe_directory(directory({"text.onnx": tiny.text_tower(rows=20)}))


def test_a_vocabulary_known_only_by_trying(
    directory: Make, tiny: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = directory({"tokenizer.json": tiny.tokenizer([*tiny.WORDS, "one-more"])})
    monkeypatch.setattr("models.onnx_file._Reader.tables", lambda *_: ())
    with pytest.raises(models.EncoderUnsupported, match="further than the text tower's"):
        models.probe_directory(made)


@pytest.mark.parametrize("content", [b"\0" * 64, b"no graph at all", b"\x3a\xff\xff\xff\xff\x0f"])
def test_what_is_no_onnx_file(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x.onnx").write_bytes(content)
    with pytest.raises(models.EncoderUnsupported, match="not an ONNX file"):
        look_into(tmp_path / "x.onnx", "input_ids")


def test_every_beginning_of_a_file_is_survived(tmp_path: Path, tiny: ModuleType) -> None:
    whole = tiny.text_tower()
    for end in range(1, len(whole), 7):
        (tmp_path / "x.onnx").write_bytes(whole[:end])
        try:
            look_into(tmp_path / "x.onnx", "input_ids")
        except models.EncoderUnsupported:
            continue


def test_towers_for_one_at_a_time_and_short_numbers(directory: Make, tiny: ModuleType) -> None:
    """As immich's exports: a fixed batch of one, and int32 tokens."""
    made = directory(
        {"image.onnx": tiny.image_tower(batch=1), "text.onnx": tiny.text_tower(batch=1, ids_type=tiny.INT32)}
    )
    models.probe_directory(made)
    other = models.load_encoder(made, device="cpu", threads=1)
    assert other.encode_texts(["a dog", "two people", "the house"]).shape == (3, 8)
    assert other.encode_images(np.zeros((3, 16, 16, 3), np.uint8) + 1).shape == (3, 8)
