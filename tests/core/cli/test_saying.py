"""tag, untag, rate, favourite and album on the command line, and how find sees them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from core.cli.main import main
from core.library import Library

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(bench: Any, paint: Callable[..., Path], capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command over a library of a.jpg and b.jpg; gives its exit code and what it prints."""
    for name, colour in (("a.jpg", "red"), ("b.jpg", "blue")):
        paint(bench.photos / name, colour)
    bench.index()

    def command(*words: Any) -> tuple[int, str, str]:
        code = main(["--library", str(bench.root), *map(str, words)])
        out, err = capsys.readouterr()
        assert "Traceback" not in out + err
        return code, out, err

    return command


def test_what_is_said_is_found_and_shown(run: Run, bench: Any) -> None:
    one, other = bench.photos / "a.jpg", bench.photos / "b.jpg"
    assert run("tag", "Rex", one, other) == (0, "", "Photos changed: 2\n")
    assert run("tag", "rex", one) == (0, "", "Photos changed: 0; as before: 1\n")
    assert run("untag", "REX", other)[0] == 0
    assert run("rate", "4", one)[0] == run("rate", "-1", other)[0] == 0
    assert run("favourite", one)[0] == 0
    assert run("album", "create", "Italy 2019")[0] == 0
    assert run("album", "add", "italy 2019", one, other)[0] == 0
    assert run("album", "remove", "Italy 2019", other) == (0, "", "Photos changed: 1\n")

    code, out, _ = run("find", "--json", "in my Italy 2019 album", "rex", "is:favourite", "4 stars")
    report = json.loads(out)
    forms = [chosen["form"] for chosen in report["understood"]["alternatives"][0]["filters"]]
    assert forms == ['album:"Italy 2019"', "tag:rex", "favourite:yes", "rating:4"]
    [found] = report["results"]
    assert code == 0
    assert (found["path"], found["keywords"], found["rating"]) == (str(one), ["Rex"], 4)
    assert (found["favourite"], found["albums"]) == (True, ["Italy 2019"])
    assert run("find", "--paths", "-tag:rex")[1] == f"{other}\n"
    assert run("find", "--paths", "rating:-1")[1] == f"{other}\n"

    assert run("favourite", "--no", one)[0] == run("rate", "none", one)[0] == 0
    assert run("find", "--paths", "favourite:no")[1].count("\n") == 2
    assert run("find", "--paths", "4 stars")[0] == 1


def test_albums_are_listed_renamed_and_deleted(run: Run, bench: Any) -> None:
    assert run("album", "list") == (0, "", "There are no albums yet: fovea album create NAME\n")
    for name in ("Italy", "婚礼"):
        assert run("album", "create", name)[0] == 0
    run("album", "add", "Italy", bench.photos / "a.jpg")
    assert run("album", "rename", "italy", "Rome")[0] == 0
    assert run("album", "list")[1].split() == ["1", "Rome", "0", "婚礼"]
    listed = json.loads(run("album", "list", "--json")[1])
    assert listed == {"albums": [{"name": "Rome", "photos": 1}, {"name": "婚礼", "photos": 0}]}
    assert run("album", "delete", "Rome")[0] == 0
    assert json.loads(run("album", "list", "--json")[1])["albums"] == listed["albums"][1:]
    assert len(bench.paths()) == 2


def test_files_that_are_not_known_are_named_and_the_others_go_on(run: Run, bench: Any) -> None:
    code, out, err = run(
        "tag", "Rex", bench.root.with_name("nowhere.jpg"), bench.photos / "a.jpg", bench.photos
    )
    assert (code, out) == (1, "")
    assert "nowhere.jpg is not in the library." in err
    assert f"{bench.photos} is not in the library." in err
    assert "Photos changed: 1" in err


@pytest.mark.parametrize(
    "words",
    [
        ("tag", " ", "x.jpg"),
        ("tag", "Rex"),
        ("rate", "6", "x.jpg"),
        ("rate", "many", "x.jpg"),
        ("album", "add", "Nowhere", "x.jpg"),
        ("album", "rename", "Nowhere", "x"),
        ("album", "delete", "Nowhere"),
        ("album", "create", ""),
        ("album",),
    ],
)
def test_what_can_not_be_said_is_wrong_usage(
    tmp_path: Path, words: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    Library.open(tmp_path / "library").close()
    assert main(["--library", str(tmp_path / "library"), *words]) == 2
    assert capsys.readouterr().err.startswith("fovea")


def test_without_a_library_nothing_is_said_of(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--library", str(tmp_path / "none"), "tag", "Rex", "x.jpg"]) == 3
    assert "There is no library" in capsys.readouterr().err
    assert not (tmp_path / "none").exists()
