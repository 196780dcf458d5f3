"""What the tests of the encoders share: the real starter, and small encoders made on the spot."""

from __future__ import annotations

import hashlib
import json
import shutil
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

import models


@pytest.fixture(scope="session")
def starter() -> models.Encoder:
    return models.load_encoder(models.starter_directory(), device="cpu", threads=2)


@pytest.fixture(scope="session")
def pixels(starter: models.Encoder) -> np.ndarray:
    """Five pictures: four smooth random ones and a black one."""
    random = np.random.default_rng(7)
    size = starter.preprocess
    coarse = random.integers(0, 256, (4, 13, 13, 3), dtype=np.uint8)
    smooth = coarse.repeat(size.height // 13, axis=1).repeat(size.width // 13, axis=2)
    return np.concatenate([smooth, np.zeros((1, size.height, size.width, 3), np.uint8)])


def _listed() -> dict[str, dict[str, int]]:
    return json.loads((models.starter_directory() / "manifest.json").read_text())["files"]


@pytest.fixture
def starter_copy(tmp_path: Path) -> Path:
    """The starter's files, to be damaged."""
    target = tmp_path / "copy"
    target.mkdir()
    for name in [*_listed(), "manifest.json"]:
        shutil.copyfile(models.starter_directory() / name, target / name)
    return target


@pytest.fixture
def outline(tmp_path: Path) -> Path:
    """The starter with empty towers of the right size: enough wherever no tower is loaded."""
    target = tmp_path / "outline"
    target.mkdir()
    for name, entry in _listed().items():
        if name.endswith(".onnx"):
            with (target / name).open("wb") as file:
                file.truncate(entry["bytes"])
        else:
            shutil.copyfile(models.starter_directory() / name, target / name)
    shutil.copyfile(models.starter_directory() / "manifest.json", target / "manifest.json")
    return target


@pytest.fixture
def edit_manifest() -> Callable[[Path, Callable[[dict], None]], None]:
    """Change a manifest through a function of its JSON; sha256 and sizes are brought up to date."""

    def edit(directory: Path, change: Callable[[dict], None] = lambda _: None) -> None:
        path = directory / "manifest.json"
        content = json.loads(path.read_text())
        for name, entry in content["files"].items():
            if (directory / name).exists() and directory.name != "outline":
                raw = (directory / name).read_bytes()
                entry.update(sha256=hashlib.sha256(raw).hexdigest(), bytes=len(raw))
        change(content)
        path.write_text(json.dumps(content))

    return edit


@pytest.fixture(scope="session")
def imagenet_samples(test_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The unpacked imagenet-samples-dev: captions.tsv and images/."""
    target = tmp_path_factory.mktemp("imagenet")
    with zipfile.ZipFile(test_data / "imagenet-samples-dev.zip") as archive:
        archive.extractall(target)
    yield next(path.parent for path in target.rglob("captions.tsv"))
    shutil.rmtree(target)
