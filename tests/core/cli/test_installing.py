"""encoders list --all and install, against a hub on this machine."""

from __future__ import annotations

import importlib.util
import json
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from core.cli import main
from models import Offer, installed_encoders, starter_directory

KEY = "tiny@c0ffee000000"


def _fake() -> ModuleType:
    path = Path(__file__).parents[2] / "models" / "hub" / "fake_hub.py"
    spec = importlib.util.spec_from_file_location("fake_hub_of_the_cli", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


fake = _fake()


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    server = fake.Hub()
    server.start()
    monkeypatch.setenv("HF_ENDPOINT", server.url)
    monkeypatch.setenv("NO_PROXY", "127.0.0.1,127.1")
    yield server
    server.stop()


@pytest.fixture
def offer(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Makes the tiny encoder the only one that can be had."""

    def put(**facts: Any) -> None:
        found: tuple[Offer, ...] = (fake.make_offer(**facts),)
        monkeypatch.setattr("models.catalog.offers", lambda: found)
        monkeypatch.setattr("core.encoders.offers", lambda: found)

    return put


@pytest.fixture
def fovea(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    def run(*arguments: str | Path) -> tuple[int, str, str]:
        code = main(["--library", str(tmp_path / "library"), "encoders", *map(str, arguments)])
        out, err = capsys.readouterr()
        return code, out, err

    return run


def starter_key() -> str:
    (entry,) = installed_encoders()
    assert entry.identity is not None
    return entry.identity.key


Fovea = Callable[..., tuple[int, str, str]]
Put = Callable[..., None]


def test_list_shows_what_is_here_and_all_what_can_be_had(fovea: Fovea) -> None:
    code, out, _ = fovea("list")
    assert (code, "starter@" in out, "siglip2" in out) == (0, True, False)
    code, out, _ = fovea("list", "--all")
    assert code == 0
    assert "siglip2-base-256  Google SigLIP 2 base at 256 px, 971 MB" in out
    assert "mobileclip2-s2" in out and "not for commercial use" in out
    assert "fovea encoders export OFA-Sys/chinese-clip-vit-base-patch16" in out
    assert "R@1 58.8 %" in out


def test_install(fovea: Fovea, hub: Any, offer: Put, tmp_path: Path) -> None:
    offer()
    code, out, err = fovea("install", "tiny")
    assert (code, out) == (0, f"Installed {KEY}. It answers after: fovea encoders use {KEY}\n")
    for fact in (
        "Tiny",
        "en",
        "CC0-1.0",
        "https://example.org/licence",
        "0 MB",
        "acme/tiny",
        "library/encoders",
    ):
        assert fact in err
    code, out, _ = fovea("list", "--all")
    assert KEY in out and "Can be had" not in out
    code, out, err = fovea("use", "tiny")
    assert code == 0, err
    _, out, _ = fovea("list")
    assert f"* {KEY}" in out
    code, _, err = fovea("remove", "tiny")
    assert "in use" in err
    assert fovea("use", "starter")[0] == 0
    assert fovea("remove", "tiny")[0] == 0
    assert [path.name for path in (tmp_path / "library" / "encoders").iterdir()] == [starter_key()]


def test_what_is_not_known_beforehand_is_said(fovea: Fovea, hub: Any, offer: Put) -> None:
    offer(pinned=False)
    code, _, err = fovea("install", "tiny")
    assert code == 0
    assert "Not every file's checksum is known beforehand" in err
    assert err.count("from now on its sha256 is") == 3


@pytest.mark.parametrize("commercial", [False, None])
def test_a_licence_that_restricts_wants_a_yes(
    fovea: Fovea, hub: Any, offer: Put, commercial: bool | None
) -> None:
    offer(commercial=commercial)
    code, _, err = fovea("install", "tiny")
    assert (code, "--yes" in err) == (2, True)
    assert hub.requests == []
    assert fovea("install", "tiny", "--yes")[0] == 0


@pytest.mark.parametrize(("answer", "expected"), [("y\n", 0), ("yes\n", 0), ("\n", 2), ("no\n", 2), ("", 2)])
def test_on_a_terminal_it_asks(
    fovea: Fovea, hub: Any, offer: Put, monkeypatch: pytest.MonkeyPatch, answer: str, expected: int
) -> None:
    class Terminal:
        def isatty(self) -> bool:
            return True

        def readline(self) -> str:
            return answer

    offer(commercial=False)
    monkeypatch.setattr("sys.stdin", Terminal())
    code, _, err = fovea("install", "tiny")
    assert "Do you agree" in err
    assert code == expected


def test_offline_is_said_without_a_traceback(fovea: Fovea, hub: Any, offer: Put) -> None:
    offer()
    hub.stop()
    code, out, err = fovea("install", "tiny")
    hub.start()
    assert (code, out) == (3, "")
    assert "can't be reached" in err and "HTTPS_PROXY" in err and "Traceback" not in err


def test_from_a_folder(fovea: Fovea, offer: Put, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_ENDPOINT", "http://hub.invalid")
    offer()
    for path, content in fake.FILES.items():
        target = tmp_path / "hand" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    code, out, err = fovea("install", "tiny", "--from", tmp_path / "hand")
    assert (code, out.startswith(f"Installed {KEY}")) == (0, True), err
    code, _, err = fovea("install", "tiny", "--from", tmp_path / "nowhere")
    assert (code, "no folder" in err) == (3, True)


def test_unknown_name(fovea: Fovea) -> None:
    code, _, err = fovea("install", "clip")
    assert (code, "clip-vit-b32" in err) == (3, True)


def test_one_that_must_be_exported(fovea: Fovea, offer: Put) -> None:
    offer(export="acme/big", commercial=None)
    code, _, err = fovea("install", "tiny")
    assert (code, "fovea encoders export acme/big" in err) == (3, True)


@pytest.mark.parametrize("action", ["install", "use"])
def test_a_directory_that_can_not_be_used_is_refused_before_anything_is_done(
    fovea: Fovea, tmp_path: Path, action: str
) -> None:
    """A tokenizer of another vocabulary: every file is whole, and only using them shows it."""
    directory = tmp_path / "other"
    shutil.copytree(starter_directory(), directory, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    raw = fake.tokenizer([*fake.WORDS, *map(str, range(40_000))])
    (directory / "tokenizer.json").write_bytes(raw)
    facts = json.loads((directory / "manifest.json").read_text())
    facts["name"] = "other"
    facts["files"]["tokenizer.json"] = {"sha256": fake.hashlib.sha256(raw).hexdigest(), "bytes": len(raw)}
    (directory / "manifest.json").write_text(json.dumps(facts))
    code, _, err = fovea(action, directory)
    assert (code, "belongs to another encoder" in err) == (3, True), err
    assert [path.name for path in (tmp_path / "library" / "encoders").iterdir()] in ([], [starter_key()])


def test_a_directory(fovea: Fovea, tmp_path: Path) -> None:
    directory = tmp_path / "other"
    shutil.copytree(starter_directory(), directory, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    facts = json.loads((directory / "manifest.json").read_text())
    facts["name"] = "other"
    (directory / "manifest.json").write_text(json.dumps(facts))
    code, out, _ = fovea("install", directory)
    assert code == 0
    assert "fovea encoders use other@" in out
