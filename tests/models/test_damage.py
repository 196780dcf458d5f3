"""Whatever is wrong with an encoder directory is said, with the file's name and a way out."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

import models

Edit = Callable[..., None]

FILES = ("image.onnx", "text.onnx", "tokenizer.json", "preprocessor.json")


def _use(directory: Path) -> None:
    """Everything a person would do with an encoder."""
    encoder = models.load_encoder(directory, device="cpu", threads=1)
    encoder.encode_texts(["a dog"])
    size = encoder.preprocess
    encoder.encode_images(np.zeros((1, size.height, size.width, 3), np.uint8))


def test_a_copy_works(starter_copy: Path) -> None:
    _use(starter_copy)


def test_no_such_directory(tmp_path: Path) -> None:
    with pytest.raises(models.EncoderNotFound, match="nowhere"):
        models.load_encoder(tmp_path / "nowhere")


def test_no_manifest(tmp_path: Path) -> None:
    with pytest.raises(models.EncoderDamaged, match=r"manifest\.json"):
        models.load_encoder(tmp_path)


@pytest.mark.parametrize("name", FILES)
def test_missing_file(outline: Path, name: str) -> None:
    (outline / name).unlink()
    with pytest.raises(models.EncoderDamaged, match=f"{name} is missing") as caught:
        models.load_encoder(outline)
    assert caught.value.remedy


@pytest.mark.parametrize("name", FILES)
def test_cut_file(outline: Path, name: str) -> None:
    path = outline / name
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(models.EncoderDamaged, match=name):
        models.load_encoder(outline)


@pytest.mark.parametrize("name", FILES)
def test_one_flipped_bit(starter_copy: Path, name: str) -> None:
    path = starter_copy / name
    raw = bytearray(path.read_bytes())
    raw[len(raw) // 2] ^= 1
    path.write_bytes(bytes(raw))
    with pytest.raises(models.EncoderDamaged, match=f"{name} is damaged"):
        _use(starter_copy)
    with pytest.raises(models.EncoderDamaged, match=f"{name} is damaged"):
        models.verify_directory(starter_copy)


def test_a_failed_tower_can_be_tried_again(starter_copy: Path) -> None:
    path = starter_copy / "text.onnx"
    whole = path.read_bytes()
    encoder = models.load_encoder(starter_copy, device="cpu", threads=1)
    path.write_bytes(whole[:-1] + b"\0")
    if whole[-1] == 0:
        path.write_bytes(whole[:-1] + b"\1")
    with pytest.raises(models.EncoderDamaged):
        encoder.encode_texts(["a dog"])
    path.write_bytes(whole)
    assert encoder.encode_texts(["a dog"]).shape[0] == 1


@pytest.mark.parametrize("content", [b"", b"not json", b"[]", b"{}", b"\xff\xfe", b"[" * 100_000, b"null"])
def test_manifest_that_is_none(outline: Path, content: bytes) -> None:
    (outline / "manifest.json").write_bytes(content)
    with pytest.raises(models.EncoderDamaged, match=r"manifest\.json"):
        models.load_encoder(outline)


def test_unknown_format(outline: Path, edit_manifest: Edit) -> None:
    edit_manifest(outline, lambda content: content.update(format=2))
    with pytest.raises(models.EncoderUnsupported, match="format 2") as caught:
        models.load_encoder(outline)
    assert "Update" in caught.value.remedy


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("format", "1"),
        ("name", ""),
        ("name", "../starter"),
        ("name", "Starter"),
        ("name", None),
        ("revision", "a/b"),
        ("dimensions", 0),
        ("dimensions", True),
        ("dimensions", 384.0),
        ("languages", []),
        ("languages", "en"),
        ("languages", [1]),
        ("licence", None),
        ("licence_file", "LICENCE"),
        ("image", []),
        ("image", {"input": "pixels"}),
        ("text", {}),
        ("files", {}),
        ("files", []),
    ],
)
def test_wrong_entry(outline: Path, edit_manifest: Edit, key: str, value: object) -> None:
    edit_manifest(outline, lambda content: content.update({key: value}))
    with pytest.raises(models.EncoderDamaged, match=key):
        models.load_encoder(outline)


@pytest.mark.parametrize(
    "key", ["name", "revision", "dimensions", "languages", "licence", "image", "text", "files"]
)
def test_missing_entry(outline: Path, edit_manifest: Edit, key: str) -> None:
    edit_manifest(outline, lambda content: content.pop(key))
    with pytest.raises(models.EncoderDamaged, match=key):
        models.load_encoder(outline)


@pytest.mark.parametrize(
    ("key", "value"), [("context_length", 1), ("padding", "left"), ("pad_id", -1), ("mask", 3), ("ids", None)]
)
def test_wrong_entry_of_the_text_tower(outline: Path, edit_manifest: Edit, key: str, value: object) -> None:
    edit_manifest(outline, lambda content: content["text"].update({key: value}))
    with pytest.raises(models.EncoderDamaged, match=f"text.{key}"):
        models.load_encoder(outline)


@pytest.mark.parametrize(
    "name",
    [
        "../secret",
        "/etc/hostname",
        "a/b",
        "..",
        ".",
        "",
        "a\\b",
        "C:evil",
        "manifest.json",
        ".hidden",
        "a\nb",
    ],
)
def test_a_file_cannot_lie_outside(outline: Path, edit_manifest: Edit, name: str) -> None:
    entry = {"sha256": "0" * 64, "bytes": 1}
    edit_manifest(outline, lambda content: content["files"].update({name: entry}))
    with pytest.raises(models.EncoderDamaged, match="plain file name"):
        models.load_encoder(outline)


@pytest.mark.parametrize(
    "entry", [None, {}, {"sha256": "0" * 63, "bytes": 1}, {"sha256": "0" * 64, "bytes": -1}]
)
def test_wrong_file_entry(outline: Path, edit_manifest: Edit, entry: object) -> None:
    edit_manifest(outline, lambda content: content["files"].update({"text.onnx": entry}))
    with pytest.raises(models.EncoderDamaged, match=r"text\.onnx"):
        models.load_encoder(outline)


@pytest.mark.parametrize(
    ("key", "value"),
    [("width", 0), ("height", "260"), ("fit", "stretch"), ("interpolation", "nearest"), ("mean", [1, 2]),
     ("std", [1, 1, 0]), ("std", [1, 1, None])],
)  # fmt: skip
def test_wrong_preprocessor(starter_copy: Path, edit_manifest: Edit, key: str, value: object) -> None:
    path = starter_copy / "preprocessor.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | {key: value}))
    edit_manifest(starter_copy)
    with pytest.raises(models.EncoderDamaged, match=rf"preprocessor\.json.*{key}"):
        models.load_encoder(starter_copy)


@pytest.mark.parametrize("name", ["image.onnx", "text.onnx"])
@pytest.mark.parametrize("content", [b"this is not a graph", b"\x08\x08", b"\0" * 100])
def test_a_graph_that_is_none(starter_copy: Path, edit_manifest: Edit, name: str, content: bytes) -> None:
    (starter_copy / name).write_bytes(content)
    edit_manifest(starter_copy)
    models.verify_directory(starter_copy)
    with pytest.raises(models.EncoderUnsupported, match=name):
        _use(starter_copy)


def test_a_tokenizer_that_is_none(starter_copy: Path, edit_manifest: Edit) -> None:
    (starter_copy / "tokenizer.json").write_text('{"version": "1.0"}')
    edit_manifest(starter_copy)
    with pytest.raises(models.EncoderUnsupported, match=r"tokenizer\.json"):
        _use(starter_copy)


def test_towers_exchanged(starter_copy: Path, edit_manifest: Edit) -> None:
    (starter_copy / "image.onnx").rename(starter_copy / "x")
    (starter_copy / "text.onnx").rename(starter_copy / "image.onnx")
    (starter_copy / "x").rename(starter_copy / "text.onnx")
    edit_manifest(starter_copy)
    with pytest.raises(models.EncoderUnsupported, match="takes"):
        _use(starter_copy)


def test_other_dimensions_than_said(starter_copy: Path, edit_manifest: Edit) -> None:
    edit_manifest(starter_copy, lambda content: content.update(dimensions=77))
    with pytest.raises(models.EncoderUnsupported, match="77"):
        _use(starter_copy)


@pytest.mark.parametrize("key", ["output", "spatial"])
def test_unknown_output(starter_copy: Path, edit_manifest: Edit, key: str) -> None:
    edit_manifest(starter_copy, lambda content: content["image"].update({key: "vector"}))
    with pytest.raises(models.EncoderUnsupported, match="vector"):
        _use(starter_copy)


def test_not_a_number_is_refused(
    starter: models.Encoder, pixels: np.ndarray, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A graph on a misbehaving device gives NaN or nothing at all.
    class Broken:
        def __init__(self, value: float) -> None:
            self.value = value

        def run(self, _outputs: list[str], inputs: dict[str, np.ndarray]) -> list[np.ndarray]:
            shape = (len(next(iter(inputs.values()))), starter.identity.dimensions)
            return [np.full(shape, self.value, np.float32)]

    encoder = models.load_encoder(models.starter_directory(), device="cpu", threads=1)
    encoder.encode_texts(["load it"])
    assert encoder.device.name == "cpu"
    for value in (np.nan, np.inf, 0.0):
        monkeypatch.setattr(encoder._image, "_session", Broken(value))
        monkeypatch.setattr(encoder._text[1], "_session", Broken(value))
        with pytest.raises(models.EncoderUnsupported, match="not a number"):
            encoder.encode_images(pixels)
        with pytest.raises(models.EncoderUnsupported, match="not a number"):
            encoder.encode_texts(["a", "b"])
