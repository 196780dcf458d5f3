"""What an export refuses, and in which words; none of it needs PyTorch."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

import models
from models.export import build
from models.export.families import FAMILIES, SIGLIP2, preprocess_of
from models.export.report import ExportReport, Parity, agreement
from models.export.source import open_source

QUIET = print


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A model's files, as far as they are looked at before PyTorch is there."""
    target = tmp_path / "My CLIP (large)"
    target.mkdir()
    (target / "config.json").write_text('{"model_type": "clip"}')
    for name in ("preprocessor_config.json", "tokenizer_config.json"):
        (target / name).write_text("{}")
    (target / "model.safetensors").write_bytes(b"weights")
    (target / "README.md").write_text(
        "---\nlicense: mit\nlanguage:\n- en\n- no\n---\n# A model\n\n---\nlicense: another\n---\n"
    )
    return target


def test_a_folder_is_read(folder: Path) -> None:
    pytest.importorskip("yaml", reason="skipped: the extra `export` is not installed")
    (folder / "LICENSE").write_text("MIT")
    found = open_source(folder, QUIET)
    assert (found.name, found.licence, found.languages) == ("my-clip-large", "mit", ("en", "no"))
    assert found.family is FAMILIES["clip"]
    assert found.licence_file == folder / "LICENSE"
    assert len(found.revision) == 12


def test_other_settings_are_another_revision(folder: Path) -> None:
    before = open_source(folder, QUIET).revision
    assert open_source(folder, QUIET).revision == before
    (folder / "preprocessor_config.json").write_text('{"resample": 2}')
    assert open_source(folder, QUIET).revision != before


@pytest.mark.parametrize(
    "card", ["", "no metadata", "---\n: : [\n---\n", "---\n- a list\n---\n", "---\nlicense: other\n"]
)
def test_a_card_that_says_nothing(folder: Path, card: str) -> None:
    (folder / "README.md").write_text(card)
    found = open_source(folder, QUIET)
    assert found.licence.startswith("not stated")
    assert found.languages == ()


@pytest.mark.parametrize("name", ["config.json", "preprocessor_config.json", "tokenizer_config.json"])
def test_a_missing_file(folder: Path, name: str) -> None:
    (folder / name).unlink()
    with pytest.raises(models.EncoderDamaged, match=name):
        open_source(folder, QUIET)


def test_pickled_weights_are_refused(folder: Path) -> None:
    (folder / "model.safetensors").rename(folder / "pytorch_model.bin")
    with pytest.raises(models.EncoderUnsupported, match=r"pytorch_model\.bin.*programs that run") as caught:
        open_source(folder, QUIET)
    assert "safetensors" in caught.value.remedy


def test_no_weights(folder: Path) -> None:
    (folder / "model.safetensors").unlink()
    with pytest.raises(models.EncoderDamaged, match=r"no model\.safetensors"):
        open_source(folder, QUIET)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ('{"model_type": "bert"}', "type 'bert'.*CLIP, SigLIP, Chinese-CLIP"),
        ('{"model_type": "siglip2"}', "NaFlex"),
        ("{}", "type None"),
        ('{"model_type": ["clip"]}', "can't be exported"),
        ("[]", "config.json"),
        ("not json", "config.json"),
    ],
)
def test_another_model(folder: Path, content: str, says: str) -> None:
    (folder / "config.json").write_text(content)
    with pytest.raises(models.EncoderError, match=says):
        open_source(folder, QUIET)


@pytest.mark.parametrize(
    "source", ["./nowhere", "/no/such/model", "a/b/c", "C:\\models", "~~/x", Path("nowhere")]
)
def test_no_such_folder(source: str | Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(models.EncoderNotFound, match="There is no folder") as caught:
        open_source(source, QUIET)
    assert "hub" in caught.value.remedy


def test_without_the_network(tmp_path: Path) -> None:
    pytest.importorskip("huggingface_hub", reason="skipped: the hub's client is not installed")
    code = (
        "from models import EncoderNotFound\nfrom models.export.source import open_source\n"
        "try:\n    open_source('openai/clip-vit-base-patch32', lambda step: None)\n"
        "except EncoderNotFound as error:\n    print(error.problem, '|', error.remedy)\n"
    )
    environment = os.environ | {"HF_ENDPOINT": "http://127.0.0.1:9", "HF_HOME": str(tmp_path)}
    environment.pop("HF_HUB_OFFLINE", None)
    run = subprocess.run(
        [sys.executable, "-c", code],
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert "The hub can't be reached for openai/clip-vit-base-patch32" in run.stdout, run.stderr
    assert "HF_ENDPOINT" in run.stdout


def test_without_the_extra(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(build, "_is_there", lambda name: not name.startswith(("torch", "optimum")))
    with pytest.raises(models.EncoderUnsupported, match="needs torch, optimum") as caught:
        models.export_encoder(folder, tmp_path / "out")
    assert "pip install 'fovea-photos[export]'" in caught.value.remedy
    assert not (tmp_path / "out").exists()


def test_importing_brings_nothing_heavy() -> None:
    heavy = "{'torch', 'transformers', 'optimum', 'yaml', 'huggingface_hub'}"
    code = f"import sys, models.export; print(sorted({heavy} & set(sys.modules)))"
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=120, check=False
    )
    assert run.stdout.strip() == "[]", run.stderr


def test_a_place_that_is_taken(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(build, "_is_there", lambda _name: True)
    with pytest.raises(models.EncoderUnsupported, match="is there already"):
        models.export_encoder(folder, folder)


def test_a_name_that_is_none(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(models.EncoderUnsupported, match="can't name"):
        models.export_encoder(folder, tmp_path / "out", name="Möwe/1")
    with pytest.raises(ValueError, match="int8, fp16"):
        models.export_encoder(folder, tmp_path / "out", quantize="int4")  # type: ignore[arg-type]


def processor(**changes: object) -> SimpleNamespace:
    """What CLIPImageProcessor looks like."""
    values = {
        "do_resize": True, "size": {"shortest_edge": 224}, "resample": 3,
        "do_center_crop": True, "crop_size": {"height": 224, "width": 224},
        "do_rescale": True, "rescale_factor": 1 / 255,
        "do_normalize": True, "image_mean": [0.5, 0.4, 0.3], "image_std": [0.2, 0.3, 0.4],
    }  # fmt: skip
    return SimpleNamespace(**values | changes)


def test_preprocessing_is_read() -> None:
    found = preprocess_of(processor(), "it")
    assert (found.width, found.height, found.fit, found.short_edge) == (224, 224, "crop", 224)
    assert found.mean == pytest.approx((0.5, 0.4, 0.3))
    assert preprocess_of(processor(size={"shortest_edge": 256}, resample=2), "it").short_edge == 256
    squashed = preprocess_of(processor(size={"height": 96, "width": 64}, do_center_crop=False), "it")
    assert (squashed.width, squashed.height, squashed.fit) == (64, 96, "squash")


@pytest.mark.parametrize(
    "changes",
    [{}, {"do_normalize": False}, {"do_rescale": False}, {"image_mean": 0.5, "image_std": 0.5},
     {"rescale_factor": 1 / 127.5, "image_mean": [1, 1, 1]}],
)  # fmt: skip
def test_scaling_is_the_processors(changes: dict) -> None:
    values = processor(**changes)
    preprocess = preprocess_of(values, "it")
    pixels = np.arange(224 * 224 * 3, dtype=np.uint64).astype(np.uint8).reshape(1, 224, 224, 3)
    expected = pixels.astype(float) * (values.rescale_factor if values.do_rescale else 1)
    if values.do_normalize:
        expected = (expected - np.array(values.image_mean)) / np.array(values.image_std)
    np.testing.assert_allclose(
        preprocess.to_floats(pixels), expected.transpose(0, 3, 1, 2), rtol=1e-5, atol=1e-4
    )


@pytest.mark.parametrize(
    "changes",
    [{"do_resize": False}, {"resample": 0}, {"do_center_crop": False}, {"size": {"longest_edge": 224}},
     {"size": {"height": 256, "width": 256}}],
)  # fmt: skip
def test_unknown_preprocessing_is_refused(changes: dict) -> None:
    with pytest.raises(models.EncoderUnsupported, match="Fovea doesn't know"):
        preprocess_of(processor(**changes), "it")


def test_agreement() -> None:
    rows = np.random.default_rng(1).normal(size=(5, 8)).astype(np.float32)
    assert agreement(rows, 3 * rows).least == pytest.approx(1)
    assert agreement(rows, -rows).mean == pytest.approx(-1)


def test_the_report_can_be_read(tmp_path: Path) -> None:
    same = agreement(np.eye(3, dtype=np.float32), np.eye(3, dtype=np.float32))
    parity = Parity(same, same, 16)
    report = ExportReport(
        tmp_path, models.EncoderIdentity("clip", "1-int8", 512), SIGLIP2.title, "mit", "int8", "3 photos",
        parity, parity, {"image.onnx": 5_000_000}, 12.0,
    )  # fmt: skip
    text = "\n".join(report.lines())
    for part in ("clip@1-int8", "SigLIP 2", "mit", "int8 against PyTorch", "least 1.000000", "5.0 MB"):
        assert part in text
    assert json.loads(json.dumps(report.as_dict()))["fp32"]["images"]["min"] == 1
