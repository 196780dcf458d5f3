"""The papers of the project are true where they name something that can be looked up."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAPERS = ("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "SECURITY.md", "PRIVACY.md")
_FILE = re.compile(r"`((?:core|models|desktop|tests|packaging)/[\w./-]*)`")
_LINK = re.compile(r"\]\((?!https?:)([^)#]+)")
_COMMAND = re.compile(r"(?:^    |`)make ([a-z]+)\b", re.MULTILINE)


@pytest.mark.parametrize("paper", PAPERS)
def test_every_file_and_directory_that_is_named_is_there(paper: str) -> None:
    text = (ROOT / paper).read_text("utf-8")
    named = set(_FILE.findall(text)) | set(_LINK.findall(text))
    assert [name for name in sorted(named) if not (ROOT / name).exists()] == []


def test_the_page_for_new_engineers_names_files_in_every_room() -> None:
    named = _FILE.findall((ROOT / "ARCHITECTURE.md").read_text("utf-8"))
    rooms = {str(Path(name).parent) for name in named if name.endswith(".py")}
    assert rooms >= {"core/library", "core/imaging", "core/intake", "core/search", "desktop"}
    assert len(named) > 50


@pytest.mark.parametrize("paper", ["README.md", "CONTRIBUTING.md"])
def test_every_target_of_make_that_is_named_exists(paper: str) -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    text = (ROOT / paper).read_text("utf-8")
    named = set(_COMMAND.findall(text))
    assert named
    assert named <= targets
