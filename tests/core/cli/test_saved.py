"""search and searches on the command line: what is saved is asked anew."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from core.cli.main import main
from core.library import Library
from core.search import Question, SearchEngine, asked

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(bench: Any, paint: Callable[..., Path], capsys: pytest.CaptureFixture[str]) -> Run:
    for name, colour in (("a.jpg", "red"), ("b.jpg", "blue")):
        paint(bench.photos / name, colour)
    bench.index()

    def command(*words: Any) -> tuple[int, str, str]:
        code = main(["--library", str(bench.root), *map(str, words)])
        out, err = capsys.readouterr()
        assert "Traceback" not in out + err
        return code, out, err

    return command


def test_what_is_saved_is_asked_anew(
    run: Run, bench: Any, paint: Callable[..., Path], tmp_path: Path
) -> None:
    assert run("searches") == (0, "", "There are no saved searches yet: fovea search save NAME WORDS\n")
    assert run("search", "save", "Tagged", "tag:Rex", "-tag:Zoe")[0] == 0
    assert run("find", "--saved", "tagged", "--paths")[0] == 1
    run("tag", "Rex", bench.photos / "b.jpg")
    assert run("find", "--saved", "tagged", "--paths")[1] == f"{bench.photos / 'b.jpg'}\n"
    report = json.loads(run("find", "--saved", "TAGGED", "--json", "-n", "1")[1])
    assert (report["query"], len(report["results"])) == ("tag:Rex -tag:Zoe", 1)

    outside = paint(tmp_path / "outside.jpg", "blue", seed=3)
    one = bench.photos / "a.jpg"
    assert run("search", "save", "Alike", "--image", one, "--image", outside)[0] == 0
    outside.unlink()
    listed = json.loads(run("searches", "--json")[1])["searches"]
    assert [(row["name"], row["query"], row["pictures"]) for row in listed] == [
        ("Alike", "", 2),
        ("Tagged", "tag:Rex -tag:Zoe", 0),
    ]
    assert run("searches")[1] == "Alike  like 2 picture(s)\nTagged  “tag:Rex -tag:Zoe”\n"
    with Library.open(bench.root) as library, SearchEngine(bench.root, encoder=bench.encoder) as engine:
        question = asked(library.searches.called("alike").question, Question(limit=5))
        photo_id, picture = question.pictures
        assert photo_id == library.photos.at(one)
        assert isinstance(picture, bytes)
        assert len(picture) < 20_000
        assert len(engine.ask(question).photo_ids) == 1, "the other one was asked with"

    assert run("search", "rename", "alike", "Pairs")[0] == 0
    assert run("search", "remove", "pairs")[0] == 0
    other = bench.photos / "b.jpg"
    words = ("search", "save", "Not that", "snow", "--image", one, "--without", other, "--balance", "0.3")
    assert run(*words)[0] == 0
    with Library.open(bench.root) as library:
        question = library.searches.called("not that").question
        assert question.without_pictures == (library.photos.at(other),)
    assert (question.sentence, question.balance) == ("snow", 0.3)
    assert run("search", "remove", "not that")[0] == 0
    assert run("searches")[1] == "Tagged  “tag:Rex -tag:Zoe”\n"


def test_what_was_asked_of_late_is_shown_and_forgotten(run: Run, bench: Any) -> None:
    with Library.open(bench.root) as library:
        library.searches.remember("my secret")
    assert run("search", "recent") == (0, "my secret\n", "")
    assert run("search", "recent", "forget") == (0, "", "Nothing is remembered.\n")
    assert json.loads(run("search", "recent", "off", "--json")[1]) == {"remembers": False, "recent": []}
    assert run("search", "recent", "on")[2] == "Nothing is remembered.\n"


@pytest.mark.parametrize(
    "words",
    [
        ("search",),
        ("search", "save", "x"),
        ("search", "save", " ", "dogs"),
        ("search", "save", "x", "--image", "/nowhere.jpg"),
        ("search", "save", "x", "dogs", "--without", "/nowhere.jpg"),
        ("search", "save", "x", "dogs", "--after", "2019"),
        ("search", "save", "x", "dogs", "--balance", "0.3"),
        ("search", "remove", "Nowhere"),
        ("search", "rename", "Nowhere", "x"),
        ("search", "recent", "maybe"),
        ("find", "--saved", "Nowhere"),
        ("find", "--saved", "Nowhere", "dogs"),
    ],
)
def test_what_can_not_be_meant_is_wrong_usage(
    tmp_path: Path, words: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    Library.open(tmp_path / "library").close()
    assert main(["--library", str(tmp_path / "library"), *words]) == 2
    assert capsys.readouterr().err.startswith("fovea")
