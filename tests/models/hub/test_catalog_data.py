"""Every entry of the catalogue fits together, and a wrong one is not read."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from dataclasses import asdict
from pathlib import Path

import pytest

import models
from models.catalog import CATALOG, read_catalog
from models.manifest import read_manifest, read_preprocess

OFFERS = models.offers()
each = pytest.mark.parametrize("offer", OFFERS, ids=lambda offer: offer.name)


def test_what_was_promised_is_there() -> None:
    names = {offer.name for offer in OFFERS}
    assert names >= {
        "clip-vit-b32",
        "clip-vit-b16",
        "datacomp-vit-b32-256",
        "siglip2-base-256",
        "mobileclip2-s2",
        "nllb-clip-base-siglip",
        "chinese-clip-vit-b16",
    }
    assert "starter" not in names
    assert any("zh" in offer.languages and offer.licence.commercial for offer in OFFERS)


@each
def test_it_becomes_a_manifest_this_version_reads(offer: models.Offer, tmp_path: Path) -> None:
    (tmp_path / "preprocessor.json").write_text(json.dumps(asdict(offer.preprocess)))
    assert read_preprocess(tmp_path / "preprocessor.json") == offer.preprocess
    entry = {"sha256": "0" * 64, "bytes": 1}
    names = ("image.onnx", "text.onnx", "tokenizer.json", "preprocessor.json")
    manifest = {
        "format": 1,
        "name": offer.name,
        "revision": "0123456789ab",
        "dimensions": offer.dimensions,
        "languages": list(offer.languages),
        "licence": offer.licence.name,
        "image": asdict(offer.image),
        "text": asdict(offer.text),
        "files": dict.fromkeys(names, entry),
    }
    (tmp_path / "manifest.json").write_text(json.dumps(manifest))
    read = read_manifest(tmp_path)
    assert (read.image, read.text) == (offer.image, offer.text)
    assert read.languages == offer.languages


@each
def test_facts_are_plausible(offer: models.Offer) -> None:
    assert offer.dimensions in range(256, 2049, 64)
    assert offer.preprocess.width == offer.preprocess.height
    assert offer.preprocess.width % 16 == 0
    assert 0 <= offer.text.pad_id < 300_000
    assert 32 <= offer.text.context_length <= 128
    assert offer.recall is not None
    assert len(set(offer.languages)) == len(offer.languages)
    for file in offer.files:
        assert not file.path.endswith((".bin", ".pt", ".pkl", ".pth"))
        if file.size is not None:
            least = 10_000_000 if file.target.endswith(".onnx") else 100_000
            assert least < file.size < 1 << 31  # protobuf's limit: larger towers have their weights outside
    # What restricts is said in words, before anything is downloaded.
    assert offer.licence.commercial is not False or "ommercial" in offer.licence.note


@each
def test_a_fact_has_a_source(offer: models.Offer) -> None:
    repositories = {file.repository for file in offer.files if file.target.endswith(".onnx")}
    for repository in repositories:
        assert any(repository in source for source in offer.evidence)


def test_no_hash_is_there_twice() -> None:
    hashes = [file.sha256 for offer in OFFERS for file in offer.files if file.sha256]
    assert len(set(hashes)) == len(hashes)


def test_names_do_not_look_like_files() -> None:
    with pytest.raises(models.EncoderNotFound, match=r"'clip'.*clip-vit-b32"):
        models.find_offer("clip")


WRONG = {
    "unknown entry": lambda entry: entry.update(colour="blue"),
    "unknown entry of a file": lambda entry: entry["files"][0].update(md5="0"),
    "unknown entry of the text tower": lambda entry: entry["text"].update(pading="longest"),
    "missing": lambda entry: entry.pop("dimensions"),
    "wrong type": lambda entry: entry.update(dimensions="512"),
    "bool as number": lambda entry: entry.update(dimensions=True),
    "language": lambda entry: entry.update(languages=["English"]),
    "no languages": lambda entry: entry.update(languages=[]),
    "short revision": lambda entry: entry["files"][0].update(revision="d15189d"),
    "upper-case sha256": lambda entry: entry["files"][0].update(sha256="A" * 64),
    "sha256 without a size": lambda entry: entry["files"][0].pop("bytes"),
    "path outside": lambda entry: entry["files"][0].update(path="../secret"),
    "absolute path": lambda entry: entry["files"][0].update(path="/etc/passwd"),
    "target outside": lambda entry: entry["files"][0].update(target="../image.onnx"),
    "target twice": lambda entry: entry["files"][0].update(target="text.onnx"),
    "repository": lambda entry: entry["files"][0].update(repository="https://example.org/x"),
    "files and export": lambda entry: entry.update(export="a/b"),
    "neither": lambda entry: entry.pop("files"),
    "recall": lambda entry: entry["recall"].update(r1=158.8),
    "mean": lambda entry: entry["preprocess"].update(mean=[0.5, 0.5]),
    "fit": lambda entry: entry["preprocess"].update(fit="stretch"),
    "licence link": lambda entry: entry["licence"].update(link="somewhere"),
    "name": lambda entry: entry.update(name="../clip"),
}


@pytest.mark.parametrize("kind", WRONG)
def test_a_wrong_entry_is_not_read(kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    content = tomllib.loads(CATALOG.read_text("utf-8"))
    content["encoder"] = content["encoder"][:1]
    WRONG[kind](content["encoder"][0])
    monkeypatch.setattr("models.catalog.tomllib.loads", lambda _: content)
    with pytest.raises(ValueError, match=r"clip-vit-b32|catalog\.toml|clip"):
        read_catalog(CATALOG)


def test_two_of_one_name(monkeypatch: pytest.MonkeyPatch) -> None:
    text = CATALOG.read_text("utf-8")
    content = tomllib.loads(text)
    content["encoder"] = [tomllib.loads(text)["encoder"][0], tomllib.loads(text)["encoder"][0]]
    monkeypatch.setattr("models.catalog.tomllib.loads", lambda _: content)
    with pytest.raises(ValueError, match="one name"):
        read_catalog(CATALOG)


def test_reading_it_opens_no_connection() -> None:
    code = (
        "import sys, models; models.offers(); print(sorted({'huggingface_hub', 'httpx2'} & set(sys.modules)))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert run.stdout.strip() == "[]"
