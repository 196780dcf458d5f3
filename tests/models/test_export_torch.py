"""Real exports of tiny models, where the extra `export` is installed."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

import models
from models.export import build

pytestmark = [
    pytest.mark.skipif(
        any(importlib.util.find_spec(name) is None for name in ("torch", "transformers", "optimum", "onnx")),
        reason="skipped: the extra `export` is not installed",
    ),
    # PyTorch's, transformers' and protobuf's own.
    pytest.mark.filterwarnings("ignore"),
]

HERE = Path(__file__).parent
PHOTOS = sorted((HERE.parent / "photos").rglob("*.jpg"))[:6]
FAMILIES = ("clip", "clip-open", "siglip", "siglip2", "chinese-clip")


@pytest.fixture(scope="module")
def make() -> ModuleType:
    specification = importlib.util.spec_from_file_location("references_make", HERE / "references" / "make.py")
    assert specification is not None
    assert specification.loader is not None
    module = importlib.util.module_from_spec(specification)
    sys.modules[specification.name] = module
    specification.loader.exec_module(module)
    return module


@pytest.fixture
def source(make: ModuleType, tmp_path: Path) -> Callable[[str], Path]:
    def build_source(family: str) -> Path:
        folder = tmp_path / family
        folder.mkdir()
        make.FAMILIES[family](folder)
        return folder

    return build_source


@pytest.mark.parametrize("family", FAMILIES)
def test_export(source: Callable[[str], Path], tmp_path: Path, family: str) -> None:
    steps: list[str] = []
    report = models.export_encoder(source(family), tmp_path / "out", photos=PHOTOS, progress=steps.append)
    print(*report.lines(), sep="\n")
    assert report.exact.least >= 0.9999
    assert report.exact.tokens == 16
    assert report.pictures == f"{len(PHOTOS)} photos"
    assert "comparing with PyTorch" in steps
    manifest = models.verify_directory(tmp_path / "out")
    assert {path.name for path in (tmp_path / "out").iterdir()} == {
        "manifest.json", *(entry.name for entry in manifest.files)
    }  # fmt: skip
    encoder = models.load_encoder(tmp_path / "out", device="cpu")
    pixels = np.zeros((5, 32, 32, 3), np.uint8)
    assert encoder.encode_images(pixels).shape == (5, encoder.identity.dimensions)
    assert encoder.encode_images(pixels[:1]).shape == (1, encoder.identity.dimensions)


@pytest.mark.parametrize("quantize", ["int8", "fp16"])
@pytest.mark.parametrize("family", ["clip", "siglip2", "chinese-clip"])
def test_smaller(source: Callable[[str], Path], tmp_path: Path, family: str, quantize: str) -> None:
    report = models.export_encoder(source(family), tmp_path / "out", quantize=quantize)  # type: ignore[arg-type]
    print(*report.lines(), sep="\n")
    assert report.smaller is not None
    assert report.smaller.least > 0.9
    assert report.identity.revision.endswith(f"-{quantize}")
    assert "made-up" in report.pictures
    assert not [path for path in (tmp_path / "out").iterdir() if path.name.startswith((".", "smaller"))]


def test_a_wrong_export_is_refused(
    source: Callable[[str], Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # As if the image processor had been misunderstood: the graph is right, the pixels are not.
    right = build.preprocess_of
    monkeypatch.setattr(
        build,
        "preprocess_of",
        lambda processor, where: models.Preprocess(
            32, 32, "squash", "bilinear", right(processor, where).mean, right(processor, where).std
        ),
    )
    with pytest.raises(models.ExportRefused, match=r"not those of PyTorch.*0\.999"):
        models.export_encoder(source("clip"), tmp_path / "out", photos=PHOTOS)
    assert not (tmp_path / "out").exists()
    assert not list(tmp_path.glob(".out*"))


def test_missing_weights_are_refused(make: ModuleType, source: Callable[[str], Path], tmp_path: Path) -> None:
    tensors = importlib.import_module("safetensors.torch")
    folder = source("clip")
    weights = tensors.load_file(folder / "model.safetensors")
    del weights["text_projection.weight"]
    tensors.save_file(weights, folder / "model.safetensors", metadata={"format": "pt"})
    with pytest.raises(models.EncoderDamaged, match=r"lacks weights: text_projection\.weight"):
        models.export_encoder(folder, tmp_path / "out")


def test_damaged_weights_are_refused(source: Callable[[str], Path], tmp_path: Path) -> None:
    folder = source("clip")
    path = folder / "model.safetensors"
    path.write_bytes(path.read_bytes()[:1000])
    with pytest.raises(models.EncoderUnsupported, match="can't be opened"):
        models.export_encoder(folder, tmp_path / "out")
