"""What people say of their photos is found at once, whoever said it."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from core.library import Library
from core.search import Question, SearchEngine

_DEADLINE_S = 20.0
_SAY = """
import sys
from pathlib import Path
from core.library import Library
with Library.open(Path(sys.argv[1])) as library:
    library.annotations.tag([int(sys.argv[2])], "Lotte")
"""


@pytest.fixture
def engine(bench: Any, paint: Callable[..., Path]) -> Iterator[SearchEngine]:
    for number, colour in enumerate(("red", "green", "blue")):
        paint(bench.photos / f"{colour}.jpg", colour, taken=f"202{number}:05:04 10:00:00")
    bench.index()
    with SearchEngine(bench.root, encoder=bench.encoder) as engine:
        yield engine


def found(engine: SearchEngine, sentence: str) -> tuple[list[str], list[str]]:
    """Names of the photos that answer, and what was understood."""
    answer = engine.ask(Question(sentence=sentence))
    assert answer.reading is not None
    names = [photo.path.stem for photo in engine.photos(answer.photo_ids.tolist())]
    return names, [chosen.form for chosen in answer.reading.filters]


def until(engine: SearchEngine, sentence: str, wanted: tuple[list[str], list[str]]) -> None:
    """The library is looked at again at most so often; then the answer is the wanted one."""
    end = time.monotonic() + _DEADLINE_S
    while (got := found(engine, sentence)) != wanted:
        assert time.monotonic() < end, f"{sentence}: {got}"


def test_what_is_said_anywhere_is_found(engine: SearchEngine, bench: Any) -> None:
    ids = {Path(name).stem: photo_id for name, photo_id in bench.paths().items()}
    assert found(engine, "lotte")[1] == []
    # By another process, ...
    subprocess.run([sys.executable, "-c", _SAY, str(bench.root), str(ids["red"])], check=True)
    until(engine, "lotte", (["red"], ["tag:lotte"]))
    with Library.open(bench.root) as library:
        # ... in this one, ...
        undo = library.annotations.tag([ids["blue"]], "lotte")
        until(engine, "lotte", (["blue", "red"], ["tag:lotte"]))
        library.annotations.untag([ids["red"]], "Lotte")
        until(engine, "lotte", (["blue"], ["tag:lotte"]))
        until(engine, "-tag:lotte", (["green", "red"], ["-tag:lotte"]))
        library.annotations.apply(undo)
        until(engine, "lotte in 2020", (["red"], ["date:2020"]))
    # ... and by the engine's own library.
    said = engine._library.annotations
    said.create_album("Our trip to Rügen")
    said.add_to_album([ids["green"]], "our trip to Rügen")
    until(engine, "our trip to rugen", (["green"], ['album:"Our trip to Rügen"']))
    said.favour([ids["red"], ids["green"]], True)
    until(engine, "my favourite photos", (["green", "red"], ["favourite:yes"]))
    until(engine, "favourite:no", (["blue"], ["favourite:no"]))
    said.rate([ids["blue"]], 4)
    until(engine, "4 stars or more", (["blue"], ["rating:>=4"]))
    until(engine, "rating:none OR album:rugen", (["green", "red"], ["rating:0", "album:rugen"]))
    said.rename_album("Our trip to Rügen", "Rügen")
    until(engine, "#lotte OR album:rügen", (["green"], ["tag:lotte", "album:rügen"]))
