"""Files that were downloaded by hand become the same encoder, or are refused with the reason."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import models


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    return tmp_path / "kept"


def lay(files: dict[str, bytes], folder: Path, *, flat: bool = False) -> Path:
    for path, content in files.items():
        target = folder / (Path(path).name if flat else path)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    return folder


@pytest.mark.parametrize("flat", [False, True])
def test_the_same_encoder_as_downloaded(
    tiny: ModuleType, kept: Path, tmp_path: Path, hub: Any, patience: models.Patience, flat: bool
) -> None:
    source = lay(tiny.FILES, tmp_path / "hand", flat=flat)
    before = {path: path.stat().st_mtime_ns for path in source.rglob("*")}
    seen: list[int] = []
    by_hand = models.import_encoder(
        tiny.make_offer(), source, kept, progress=lambda done, _: seen.append(done)
    )
    assert hub.requests == []
    assert seen[-1] == sum(map(len, tiny.FILES.values()))
    downloaded = models.download_encoder(tiny.make_offer(), tmp_path / "other", patience=patience)
    assert by_hand.directory.name == downloaded.directory.name
    assert {path.name: path.read_bytes() for path in by_hand.directory.iterdir()} == {
        path.name: path.read_bytes() for path in downloaded.directory.iterdir()
    }
    assert {path: path.stat().st_mtime_ns for path in source.rglob("*")} == before


def test_renamed_files_are_found(tiny: ModuleType, kept: Path, tmp_path: Path) -> None:
    source = lay({tiny.TARGETS[path]: raw for path, raw in tiny.FILES.items()}, tmp_path / "hand")
    assert models.import_encoder(tiny.make_offer(), source, kept).directory.is_dir()


def test_a_missing_file_is_named_with_its_address(tiny: ModuleType, kept: Path, tmp_path: Path) -> None:
    source = lay({"tokenizer.json": tiny.FILES["tokenizer.json"]}, tmp_path / "hand")
    with pytest.raises(
        models.EncoderNotFound, match=r"lacks onnx/vision_model\.onnx, onnx/text_model\.onnx"
    ) as caught:
        models.import_encoder(tiny.make_offer(), source, kept)
    assert f"/acme/tiny/resolve/{tiny.COMMIT}/onnx/text_model.onnx" in caught.value.remedy


@pytest.mark.parametrize("cut", [True, False])
def test_a_wrong_file(tiny: ModuleType, kept: Path, tmp_path: Path, cut: bool) -> None:
    raw = tiny.FILES["onnx/text_model.onnx"]
    wrong = raw[:-1] if cut else raw[:-1] + b"?"
    source = lay(tiny.FILES | {"onnx/text_model.onnx": wrong}, tmp_path / "hand")
    with pytest.raises(
        models.EncoderDamaged, match="bytes instead of" if cut else "not the file it should be"
    ):
        models.import_encoder(tiny.make_offer(), source, kept)
    assert list(kept.iterdir()) == []


def test_files_nothing_is_known_of_are_known_by_their_content(
    tiny: ModuleType, kept: Path, tmp_path: Path
) -> None:
    offer = tiny.make_offer(pinned=False)
    one = models.import_encoder(offer, lay(tiny.FILES, tmp_path / "one"), kept)
    changed = tiny.FILES | {"onnx/vision_model.onnx": tiny.image_tower(scale=2.0)}
    two = models.import_encoder(offer, lay(changed, tmp_path / "two"), kept)
    assert one.directory != two.directory
    assert len(one.newly_pinned) == 3
    assert models.import_encoder(offer, tmp_path / "one", kept).directory == one.directory


def test_what_can_not_be_used_leaves_nothing(tiny: ModuleType, kept: Path, tmp_path: Path) -> None:
    files = tiny.FILES | {"onnx/text_model.onnx": tiny.text_tower(scale=float("nan"))}
    with pytest.raises(models.EncoderUnsupported, match="not a number"):
        models.import_encoder(tiny.make_offer(files), lay(files, tmp_path / "hand"), kept)
    assert list(kept.iterdir()) == []


def test_a_text_tower_with_a_mask_the_catalogue_does_not_know_of(
    tiny: ModuleType, kept: Path, tmp_path: Path
) -> None:
    files = tiny.FILES | {"onnx/text_model.onnx": tiny.text_tower(mask=True)}
    obtained = models.import_encoder(tiny.make_offer(files), lay(files, tmp_path / "hand"), kept)
    encoder = models.load_encoder(obtained.directory, device="cpu", threads=1)
    assert encoder.encode_texts(["a dog"]).shape == (1, 8)
