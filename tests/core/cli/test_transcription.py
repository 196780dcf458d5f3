"""The command line tells how far the reading of text is, and switches it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from core.cli import main


@pytest.fixture
def run(tmp_path: Path, capsys: Any) -> Callable[..., tuple[int, str, str]]:
    def call(*words: str | Path) -> tuple[int, str, str]:
        code = main(["--library", str(tmp_path / "library"), *map(str, words)])
        said = capsys.readouterr()
        return code, said.out, said.err

    return call


def test_text_is_read_unless_it_is_switched_off(
    tmp_path: Path, letter: Callable[..., Image.Image], run: Callable[..., tuple[int, str, str]]
) -> None:
    photos = tmp_path / "photos"
    photos.mkdir()
    letter("Harbour").save(photos / "sign.jpg")
    code, _, said = run("add", "--no-text", photos)
    assert code == 0
    assert "text still to be read in 1." in said
    assert run("text")[:2] == (0, "Text      read in 0 of 1 photos\n")
    assert run("text", "off")[1] == "Text      read in 0 of 1 photos (switched off: fovea text on)\n"
    assert json.loads(run("status", "--json")[1])["text"] == {
        "wanted": False,
        "read": 0,
        "waiting": 1,
        "failed": 0,
    }
    assert "fovea index reads the rest" in run("text", "on")[2]
    assert "text read in 1 now." in run("index")[2]
    assert "Text      read in 1 of 1 photos\n" in run("status")[1]


def test_where_there_is_no_library_it_says_so(run: Callable[..., tuple[int, str, str]]) -> None:
    code, _, said = run("text", "off")
    assert (code, "There is no library" in said) == (3, True)
    assert run("text", "perhaps")[0] == 2
