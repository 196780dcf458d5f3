"""fovea why: where in a photo the words are, in words, as JSON and as a picture."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from core.cli import main
from core.library import Library

SAMPLES = Path(__file__).parents[2] / "photos"

Why = Callable[..., tuple[int, str]]


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    """A koala on the left, a lake on the right."""
    parts = [SAMPLES / "animals" / "koala.jpg", SAMPLES / "holidays" / "lake_sherburne.jpg"]
    joined = Image.new("RGB", (600, 300))
    for number, part in enumerate(parts):
        with Image.open(part) as image:
            joined.paste(image.convert("RGB").resize((300, 300)), (300 * number, 0))
    joined.save(tmp_path / "both.png")
    return tmp_path / "both.png"


@pytest.fixture
def why(tmp_path: Path, capsys: Any) -> Why:
    """Runs the command on an empty library; gives the exit code and what was said."""
    Library.open(tmp_path / "library").close()

    def run(*words: object) -> tuple[int, str]:
        code = main(["--library", str(tmp_path / "library"), "why", *map(str, words)])
        said = capsys.readouterr()
        assert "Traceback" not in said.out + said.err
        return code, said.out + said.err

    return run


def test_as_json(why: Why, picture: Path) -> None:
    code, said = why(picture, "koala", "--json")
    assert code == 0
    report = json.loads(said)
    assert (report["query"], report["answering"], report["way"]) == ("koala", "region", "windows")
    assert report["strongest"]["where"] in ("left", "upper left", "lower left")
    left, _, right, _ = report["strongest"]["box"]
    assert 0 <= left < right < 0.55
    grid = np.array(report["grid"])
    assert (grid.ndim, grid.max()) == (2, 1)
    assert report["path"] == str(picture)
    assert report["encoder"].startswith("starter@")


def test_in_words_and_as_a_picture(why: Why, picture: Path, tmp_path: Path) -> None:
    before = picture.read_bytes()
    target = tmp_path / "out.png"
    code, said = why(picture, "a koala and mountains", "--save", target)
    assert code == 0
    assert "Each word by itself: " in said
    assert str(target) in said
    with Image.open(target) as saved:
        assert saved.size == (600, 300)
        assert np.asarray(saved.convert("RGB")).std() > 10
    written = target.read_bytes()
    code, said = why(picture, "koala", "--save", target)
    assert code == 2
    assert "already" in said
    assert why(picture, "koala", "--save", picture)[0] == 2
    assert (picture.read_bytes(), target.read_bytes()) == (before, written), "nothing is ever written over"


def test_what_is_wrong_is_said(why: Why, picture: Path, tmp_path: Path) -> None:
    code, said = why(tmp_path / "none.jpg", "koala")
    assert code == 2
    assert "There is no picture" in said
    code, said = why(picture)
    assert code == 2
    assert "Nothing was asked" in said
    code, said = why(picture, "koala", "--save", tmp_path / "out.jpg")
    assert code == 2
    assert ".png" in said
    assert why(picture, "-koala", "--json", "--save", "x.png")[0] == 2
