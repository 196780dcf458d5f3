"""Encoders are found in folders and taken from folders."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import models

Edit = Callable[..., None]


@pytest.fixture
def other(starter_copy: Path, edit_manifest: Edit) -> Path:
    """A whole encoder of another name."""
    edit_manifest(starter_copy, lambda content: content.update(name="other", revision="7"))
    return starter_copy


def test_the_starter_is_always_there() -> None:
    assert [entry.name for entry in models.installed_encoders()] == ["starter"]
    assert models.find_encoder("starter") == models.starter_directory()


def test_missing_folders_are_passed_over(tmp_path: Path) -> None:
    assert len(models.installed_encoders([tmp_path / "nowhere", tmp_path])) == 1


def test_unknown_name_says_which_there_are() -> None:
    with pytest.raises(models.EncoderNotFound, match=r"'clip'.*starter"):
        models.find_encoder("clip")


def test_install_from_a_folder(other: Path, tmp_path: Path) -> None:
    kept = tmp_path / "library" / "encoders"
    installed = models.install_encoder(other, kept)
    assert installed == kept / "other@7"
    models.verify_directory(installed)
    assert [entry.name for entry in models.installed_encoders([kept])] == ["starter", "other"]
    assert [entry.name for entry in models.installed_encoders([installed])] == ["starter", "other"]
    assert models.find_encoder("other", [kept]) == installed
    assert models.find_encoder("other@7", [kept]) == installed
    encoder = models.load_encoder(installed, device="cpu", threads=1)
    assert encoder.identity.key == "other@7"
    assert [path.name for path in kept.iterdir()] == ["other@7"]


def test_installing_twice_changes_nothing(other: Path, tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    installed = models.install_encoder(other, kept)
    before = {path.name: path.stat().st_mtime_ns for path in installed.iterdir()}
    assert models.install_encoder(other, kept) == installed
    assert {path.name: path.stat().st_mtime_ns for path in installed.iterdir()} == before


def test_installing_again_repairs(other: Path, tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    installed = models.install_encoder(other, kept)
    (installed / "text.onnx").write_bytes(b"gone")
    (entry,) = [entry for entry in models.installed_encoders([kept]) if not entry.built_in]
    assert "text.onnx" in entry.problem
    models.install_encoder(other, kept)
    models.verify_directory(installed)


def test_another_encoder_of_the_same_identity_is_refused(
    other: Path, tmp_path: Path, edit_manifest: Edit
) -> None:
    kept = tmp_path / "kept"
    models.install_encoder(other, kept)
    edit_manifest(other, lambda content: content.update(languages=["en", "de"]))
    with pytest.raises(models.EncoderUnsupported, match="other@7"):
        models.install_encoder(other, kept)


def test_a_damaged_source_leaves_nothing(other: Path, tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    raw = bytearray((other / "text.onnx").read_bytes())
    raw[1000] ^= 4
    (other / "text.onnx").write_bytes(bytes(raw))
    with pytest.raises(models.EncoderDamaged, match=r"text\.onnx"):
        models.install_encoder(other, kept)
    assert list(kept.iterdir()) == []


def test_only_listed_files_are_taken(other: Path, tmp_path: Path) -> None:
    (other / "surprise.sh").write_text("rm -rf /")
    installed = models.install_encoder(other, tmp_path / "kept")
    assert not (installed / "surprise.sh").exists()


def test_an_unfinished_installation_is_not_listed(other: Path, tmp_path: Path) -> None:
    other.rename(tmp_path / ".other@7.123.partial")
    assert len(models.installed_encoders([tmp_path])) == 1


def test_a_place_that_cannot_be_written(other: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(models.EncoderError, match="file"):
        models.install_encoder(other, tmp_path / "file" / "kept")
