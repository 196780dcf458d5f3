"""The hub of the tests, and an encoder directory made of its files."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import models


def _load() -> ModuleType:
    spec = importlib.util.spec_from_file_location("fake_hub", Path(__file__).with_name("fake_hub.py"))
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["fake_hub"] = module
    spec.loader.exec_module(module)
    return module


fake = _load()


@pytest.fixture
def tiny() -> ModuleType:
    """The makers of the tiny encoder."""
    return fake


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """A running hub that HF_ENDPOINT names."""
    server = fake.Hub()
    server.start()
    monkeypatch.setenv("HF_ENDPOINT", server.url)
    monkeypatch.setenv("NO_PROXY", "127.0.0.1,127.1")
    yield server
    server.stop()


@pytest.fixture
def patience() -> models.Patience:
    """Little: nothing here is far away."""
    return models.Patience(timeout=0.5, attempts=3, pause=0.01)


@pytest.fixture
def directory(tmp_path: Path) -> Callable[..., Path]:
    """Makes encoder directories of the tiny encoder, with some files replaced and some facts changed."""

    def make(files: dict[str, bytes] | None = None, **facts: Any) -> Path:
        target = tmp_path / "encoder"
        target.mkdir()
        contents = {
            "image.onnx": fake.image_tower(),
            "text.onnx": fake.text_tower(),
            "tokenizer.json": fake.tokenizer(),
            "preprocessor.json": json.dumps(
                {
                    "width": 16,
                    "height": 16,
                    "fit": "squash",
                    "interpolation": "bilinear",
                    "mean": [0.5] * 3,
                    "std": [0.5] * 3,
                }
            ).encode(),
        } | (files or {})
        manifest = {
            "format": 1,
            "name": "tiny",
            "revision": "1",
            "dimensions": fake.WIDTH,
            "languages": ["en"],
            "licence": "CC0-1.0",
            "image": {"input": "pixel_values", "output": "image_embeds"},
            "text": {
                "ids": "input_ids",
                "output": "text_embeds",
                "context_length": 8,
                "padding": "longest",
                "pad_id": 0,
            },
            "files": {
                name: {"sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content)}
                for name, content in contents.items()
            },
        } | facts
        for name, content in contents.items():
            (target / name).write_bytes(content)
        (target / "manifest.json").write_text(json.dumps(manifest))
        return target

    return make
