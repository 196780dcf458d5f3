"""The command line is a contract: words, JSON, exit codes; and never a traceback."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.cli import main
from core.cli.parser import parse
from core.errors import UsageError

SAMPLES = Path(__file__).parents[2] / "photos"


class Shell:
    """Runs commands in this process and keeps what they said."""

    def __init__(self, root: Path, capfdbinary: Any) -> None:
        self.library = root / "library"
        self._capture = capfdbinary
        self.out = self.err = ""

    def __call__(self, line: str, *more: Any, library: bool = True) -> int:
        words = [*shlex.split(line), *map(str, more)]
        code = main([*(["--library", str(self.library)] if library else []), *words])
        out, err = self._capture.readouterr()
        self.raw = out
        self.out, self.err = out.decode("utf-8", "replace"), err.decode("utf-8", "replace")
        assert "Traceback" not in self.out + self.err
        return code


@pytest.fixture
def shell(tmp_path: Path, capfdbinary: Any) -> Shell:
    return Shell(tmp_path, capfdbinary)


@pytest.fixture(scope="session")
def indexed_animals(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library of the sample photos of animals, made by the real starter encoder."""
    root = tmp_path_factory.mktemp("animals") / "library"
    assert main(["--library", str(root), "add", "--no-text", str(SAMPLES / "animals")]) == 0
    return root


@pytest.fixture
def animals(shell: Shell, indexed_animals: Path) -> Shell:
    """A copy of it for one test."""
    shutil.copytree(indexed_animals, shell.library)
    return shell


def test_find_prints_the_agreed_object(animals: Shell) -> None:
    assert animals("find a photo of a cat --json -n 3") == 0
    report = json.loads(animals.out)
    assert list(report) == ["query", "understood", "encoder", "took_ms", "good_matches", "results"]
    assert report["query"] == "a photo of a cat"
    assert report["understood"] == {
        "alternatives": [{"meaning": "a photo of a cat", "without": [], "filters": []}],
        "limit": None,
        "notes": [],
        "translated": [],
        "not_understood": [],
    }
    assert isinstance(report["good_matches"], int)
    assert report["encoder"].startswith("starter@")
    assert report["took_ms"] > 0
    assert len(report["results"]) == 3
    assert {"path", "score", "taken_at"} <= set(report["results"][0])
    scores = [result["score"] for result in report["results"]]
    assert scores == sorted(scores, reverse=True)
    assert "cat" in report["results"][0]["path"]


def test_paths_are_whole_lines_that_other_programs_open(animals: Shell) -> None:
    assert animals("find --paths cat -n 2") == 0
    lines = animals.raw.splitlines()
    assert len(lines) == 2
    assert all(Path(os.fsdecode(line)).is_file() for line in lines)


def test_similar_answers_for_pictures_in_and_outside_the_library(animals: Shell, tmp_path: Path) -> None:
    picture = next((SAMPLES / "animals").glob("*cat*"))
    assert animals("similar --paths -n 5", picture) == 0
    assert str(picture) not in animals.out.splitlines()
    copy = tmp_path / "elsewhere.png"
    copy.write_bytes(picture.read_bytes())
    assert animals("similar --paths -n 1", copy) == 0
    assert animals.out.strip() == str(picture)


def test_pictures_words_and_what_is_unwanted_are_weighed(animals: Shell) -> None:
    def found(line: str, *more: Any) -> list[str]:
        assert animals(f"find --json {line}", *more) == 0
        return [result["path"] for result in json.loads(animals.out)["results"]]

    panda = SAMPLES / "animals" / "giant_panda.jpg"
    bear = SAMPLES / "animals" / "polar_bear.jpg"
    words, picture = found("a cat"), found("--image", panda)
    assert str(panda) not in picture
    assert found("a cat --balance 0 --image", panda) == [path for path in words if path != str(panda)]
    assert found("a cat --balance 1 --image", panda) == picture
    assert str(bear) not in found("a bear --without", bear)
    several = found("--image", panda, "--image", bear)
    assert not {str(panda), str(bear)} & set(several)


def test_the_library_may_stand_before_or_after_the_command(animals: Shell) -> None:
    for line in ("status --json --library", "encoders list --library", "find cat -n 1 --library"):
        assert animals(line, animals.library, library=False) == 0
    assert animals("status --library", library=False) == 2


def test_filters(animals: Shell) -> None:
    assert animals("find cat --paths --folder", SAMPLES / "kitchen") == 1
    assert animals("find cat --paths --after 2100") == 1
    assert "Nothing found" not in animals.out
    assert animals("find cat --paths --before 2100-06 -n 1") == 0


def test_what_was_understood_is_data_and_is_explained(animals: Shell) -> None:
    assert animals("find --json 'cat before:2100-03 -camera:none top 2 size:huge'") == 0
    report = json.loads(animals.out)
    (side,) = report["understood"]["alternatives"]
    assert side["meaning"] == "cat huge"
    assert side["filters"][0] == {
        "field": "date",
        "values": [{"from": None, "until": "2100-02-28"}],
        "form": "before:2100-03",
        "part": [4, 18],
    }
    assert side["filters"][1]["negated"]
    assert report["understood"]["limit"] == len(report["results"]) == 2
    assert animals("find --explain --paths cat -dog in:animals before:2100 OR snow date:x") == 0
    assert animals.err.splitlines() == [
        "looks like:  cat",
        "not:         dog",
        "in:animals    (from “in:animals”)",
        "before:2100    (from “before:2100”)",
        "or",
        "looks like:  snow x",
        "not:         dog",
        "in:animals    (from “in:animals”)",
        "before:2100    (from “before:2100”)",
        "“date:x” was taken as words: a date looks like 2020, 2020-05, 2020-05-31 or “last summer”.",
    ]


def test_a_hit_says_why(animals: Shell) -> None:
    assert animals("find --json 'giant pandas type:jpeg' -n 1") == 0
    (result,) = json.loads(animals.out)["results"]
    assert result["why"]["words"] == [{"field": "name", "text": "giant_panda"}]
    assert result["why"]["coverage"] == 1
    assert result["why"]["filters"] == ["type:jpeg"]
    assert result["why"]["place"] >= 1
    assert result["score"] > result["why"]["similarity"]
    assert animals("find --explain giant panda -n 2") == 0
    _, why, _, why_not = animals.out.splitlines()
    assert why.strip().startswith("name “giant_panda”; similarity ")
    assert why_not.strip().startswith("similarity ")


def test_pictures_and_their_weight_are_understood_too(animals: Shell) -> None:
    panda, bear = SAMPLES / "animals" / "giant_panda.jpg", SAMPLES / "animals" / "polar_bear.jpg"
    assert animals("find --json snow --balance 0.3 -n 1 --image", panda, "--without", bear) == 0
    understood = json.loads(animals.out)["understood"]
    assert understood["pictures"] == [str(panda)]
    assert understood["without_pictures"] == [str(bear)]
    assert understood["balance"] == 0.3
    assert animals("similar --json -n 1", panda) == 0
    assert json.loads(animals.out)["understood"] == {"pictures": [str(panda)]}


def test_nothing_found_names_the_filter_that_excludes_all(animals: Shell) -> None:
    assert animals("find cat type:jpeg before:1900") == 1
    assert "No photo passes before:1900: without it there would be " in animals.err
    assert "type:jpeg:" not in animals.err
    assert animals("find cat type:webp before:1900") == 1
    assert "several of them exclude all photos" in animals.err


def test_the_shells_quotes_are_put_back(animals: Shell) -> None:
    assert animals("find cat --json 'in:no such folder'") == 1
    report = json.loads(animals.out)
    assert report["query"] == 'cat in:"no such folder"'
    assert report["understood"]["alternatives"][0]["filters"][0]["values"] == ["no such folder"]


def test_a_second_index_does_nothing(animals: Shell) -> None:
    assert animals("index --no-text") == 0
    assert "0 encoded now" in animals.err


def test_failures_are_named_counted_and_give_exit_code_1(shell: Shell, tmp_path: Path, paint: Any) -> None:
    paint(tmp_path / "photos" / "good.jpg")
    (tmp_path / "photos" / "bad.jpg").write_text("no")
    assert shell("add --no-text", tmp_path / "photos") == 1
    assert "bad.jpg" in shell.err
    assert shell("status --json") == 0
    report = json.loads(shell.out)
    assert (report["photos"], report["failed"], report["waiting"]) == (1, 1, 0)
    assert report["failures"][0]["reason"] == "not-a-picture"
    assert shell("index --no-text") == 0
    # What failed is read again only when that is asked for.
    assert shell("index --no-text --retry") == 1
    assert "bad.jpg" in shell.err


def test_nothing_found_is_exit_code_1(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert shell("add", tmp_path / "empty") == 0
    assert shell("find anything") == 1
    assert shell("find anything --json") == 1
    assert json.loads(shell.out)["results"] == []


@pytest.mark.parametrize(
    "line", ["nonsense", "find", "find x -n 0", "find x --after soon", "add", "similar /no.jpg"]
)
def test_wrong_usage_is_exit_code_2_and_says_what_to_do(shell: Shell, line: str) -> None:
    assert shell(line) == 2
    assert shell.err.startswith("fovea: ")
    assert len(shell.err.splitlines()) == 2


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("find x --image {picture} --balance 1.5", "'1.5' is not a number from 0 to 1"),
        ("find x --image {picture} --balance -0.1", "'-0.1' is not a number from 0 to 1"),
        ("find x --image {picture} --balance nan", "'nan' is not a number from 0 to 1"),
        ("find x --image {picture} --balance much", "'much' is not a number from 0 to 1"),
        ("find x --balance 0.5", "there are not both"),
        ("find --image {picture} --balance 0.5", "there are not both"),
        ("find x --without people", "-people"),
    ],
)
def test_wrong_weighing_says_what_is_wrong(shell: Shell, line: str, said: str) -> None:
    assert shell(line.format(picture=SAMPLES / "animals" / "giant_panda.jpg")) == 2
    assert said in shell.err
    assert len(shell.err.splitlines()) == 2


def test_an_unusable_library_is_exit_code_3(shell: Shell) -> None:
    assert shell("find x") == 3
    assert "fovea add" in shell.err
    shell.library.mkdir()
    (shell.library / "catalog.db").write_bytes(b"rubbish" * 1000)
    assert shell("find x") == 3
    assert "fovea restore" in shell.err


def test_check_finds_mends_and_refuses(animals: Shell) -> None:
    assert animals("check") == 0
    assert "whole" in animals.out
    database = animals.library / "catalog.db"
    with database.open("r+b") as file:
        size = file.seek(0, 2)
        file.seek(size // 2)
        file.write(os.urandom(size // 2))
    assert animals("check") in (1, 3)
    assert "fovea restore" in animals.err


def test_backup_and_restore(animals: Shell, tmp_path: Path) -> None:
    assert animals("backup", tmp_path / "kept.db") == 0
    (animals.library / "catalog.db").write_bytes(b"rubbish" * 1000)
    assert animals("restore", tmp_path / "kept.db") == 0
    assert animals("find cat -n 1") == 0
    assert animals("backup", tmp_path) == 2


def test_encoders_and_doctor(animals: Shell) -> None:
    assert animals("encoders list") == 0
    assert re.search(r"^\* starter@\S+ +\d+ dimensions", animals.out, re.MULTILINE)
    assert animals("encoders use nonsense") == 3
    assert "starter" in animals.err
    assert animals("doctor") == 0
    assert "Decoding: separate processes" in animals.out
    assert re.search(r"Device: photos are encoded on (CPU|CUDA)", animals.out)
    assert re.search(r"Speed on CPU: \d+ photos", animals.out)


def test_a_damaged_encoder_is_named(animals: Shell) -> None:
    (tower,) = animals.library.glob("encoders/*/text.onnx")
    content = bytearray(tower.read_bytes())
    content[len(content) // 2] ^= 1
    tower.write_bytes(content)
    assert animals("find cat") == 3
    assert "text.onnx" in animals.err


def test_evaluate_prints_the_agreed_object(shell: Shell, tmp_path: Path) -> None:
    names = ["animals/cat_face.png", "kitchen/" + next((SAMPLES / "kitchen").iterdir()).name]
    captions = tmp_path / "captions.tsv"
    rows = [f"test\t{names[0]}\tthe face of a cat", f"test\t{names[1]}\tsomething to eat or drink"]
    captions.write_text("\n".join(["split\timage\tcaption", *rows]) + "\n")
    assert shell("encoders evaluate --json --captions", captions, "--images", SAMPLES) == 0
    report = json.loads(shell.out)
    assert report["encoder"].startswith("starter@")
    first = report["results"][0]
    assert list(first)[:6] == ["direction", "n", "r1", "r5", "r10", "median_rank"]
    assert (first["direction"], first["n"], first["r10"]) == ("text->image", 2, 100.0)


def test_help_is_readable(shell: Shell) -> None:
    with pytest.raises(SystemExit) as end:
        main(["--help"])
    assert end.value.code == 0


@pytest.mark.parametrize(
    ("typed", "words", "limit"),
    [
        (["find", "beach", "-people"], ["beach", "-people"], 10),
        (["find", "-night", "-n", "3"], ["-night"], 3),
        (["find", "-n", "3", "a", "--json"], ["a"], 3),
        (["find", "a", "--nonsense"], ["a", "--nonsense"], 10),
        (["find", "a", "--", "-n", "5"], ["a", "-n", "5"], 10),
        (["find", "find", "index"], ["find", "index"], 10),
        (["--library", "find", "find", "x"], ["x"], 10),
        (["find", "x", "--library", "L"], ["x"], 10),
    ],
)
def test_dash_words_belong_to_the_question(typed: list[str], words: list[str], limit: int) -> None:
    options = parse(typed)
    assert (options.command, options.words, options.limit) == ("find", words, limit)


@given(st.lists(st.text(min_size=1), max_size=6))
def test_any_words_are_a_question_or_wrong_usage(words: list[str]) -> None:
    try:
        assert parse(["find", *words]).command == "find"
    except UsageError:
        pass
    except SystemExit as end:
        assert end.code == 0


def test_a_name_that_is_not_utf8_does_not_stop_the_list(
    shell: Shell, tmp_path: Path, paint: Callable[..., Path]
) -> None:
    name = os.fsdecode(b"\xff\xfe.jpg")
    paint(tmp_path / "photos" / name)
    assert shell("add --no-text", tmp_path / "photos") == 0
    assert shell("find red") == 0
    assert r"\xff\xfe.jpg" in shell.out
    assert shell("find red --json") == 0
    assert json.loads(shell.out)["results"][0]["path"].endswith(r"\xff\xfe.jpg")
    assert shell("find red --paths") == 0
    assert shell.raw.strip().endswith(b"\xff\xfe.jpg")


def test_two_encoders_are_compared_on_the_same_questions(shell: Shell, tmp_path: Path) -> None:
    captions, curves = tmp_path / "captions.tsv", tmp_path / "curves.png"
    pictures = sorted((SAMPLES / "animals").glob("*.jpg"))[:4]
    rows = [f"test\t{path.name}\t{path.stem.replace('_', ' ')}" for path in pictures]
    captions.write_text("\n".join(["split\timage\tcaption", *rows]) + "\n")
    line = "encoders evaluate --compare starter starter --json --plot"
    assert shell(line, curves, "--captions", captions, "--images", SAMPLES / "animals") == 0
    report = json.loads(shell.out)
    assert len(report["encoders"]) == 2
    assert {(row["points"], row["p"]) for row in report["differences"]} == {(0.0, 1.0)}
    assert curves.read_bytes().startswith(b"\x89PNG")
    assert (
        shell("encoders evaluate starter --compare starter starter --captions", captions, "--images", SAMPLES)
        == 2
    )


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_log_that_can_not_be_written_is_not_seen(shell: Shell) -> None:
    shell.library.mkdir()
    (shell.library / "fovea.log").symlink_to("/dev/full")
    assert shell("find x") == 3
    assert shell.err.startswith("fovea: There is no library")
