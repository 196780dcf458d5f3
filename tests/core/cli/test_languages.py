"""Questions in other languages, asked of the real starter encoder, which reads English."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from core.cli.main import main

SAMPLES = Path(__file__).parents[2] / "photos" / "animals"


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory, dictionary_file: Path) -> Path:
    """A library of three animals."""
    root = tmp_path_factory.mktemp("languages")
    (root / "photos").mkdir()
    for name in ("polar_bear.jpg", "giant_panda.jpg", "cat_face.png"):
        shutil.copy(SAMPLES / name, root / "photos")
    assert main(["--library", str(root / "library"), "add", "--no-text", str(root / "photos")]) == 0
    shutil.copy(dictionary_file, root / "library" / "dictionary.db")
    return root / "library"


@pytest.fixture
def find(library: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[Any, str]]:
    """Asks, and gives the object that is printed and what is said beside it."""

    def ask(*words: str) -> tuple[Any, str]:
        main(["--library", str(library), "find", "--json", *words])
        out, err = capsys.readouterr()
        return json.loads(out), err

    return ask


@pytest.mark.parametrize(
    ("sentence", "name"),
    [("雪地里的北极熊", "polar_bear"), ("大熊猫吃竹子", "giant_panda"), ("一隻貓的臉", "cat_face")],
)
def test_chinese_finds_the_photo(find: Callable[..., tuple[Any, str]], sentence: str, name: str) -> None:
    found, _ = find(sentence)
    assert Path(found["results"][0]["path"]).stem == name


def test_what_was_made_of_it_is_said(find: Callable[..., tuple[Any, str]]) -> None:
    found, said = find("北极熊", "-猫", "--explain")
    assert found["understood"]["translated"] == [
        {"words": "北极熊", "as": "polar bear"},
        {"words": "猫", "as": "cat"},
    ]
    assert found["understood"]["not_understood"] == []
    assert "“北极熊” was looked for as “polar bear”." in said
    assert find("cat")[0]["understood"]["translated"] == []


def test_what_is_taken_as_a_filter_is_not_translated(find: Callable[..., tuple[Any, str]]) -> None:
    found, _ = find("2019年的北极熊")
    assert [made["as"] for made in found["understood"]["translated"]] == ["polar bear"]


def test_a_language_that_is_not_understood_is_named_with_an_encoder_that_does(
    find: Callable[..., tuple[Any, str]],
) -> None:
    found, said = find("медведь на снегу")
    assert found["understood"]["not_understood"] == ["ru"]
    assert "starter does not understand Russian" in said
    assert "fovea encoders install siglip2-base-256" in said
    assert found["results"], "it is answered all the same"
    _, said = find("கரடி")
    assert "does not understand Tamil; nor does any other that is known" in said
    assert find("polar bear")[1] == ""
