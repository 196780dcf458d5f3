"""What the command line tells of pairs, sidecars, sizes and failures."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from core.cli.main import main
from core.library import Library

_FACTS = {
    "description": "Two dogs",
    "photoTakenTime": {"timestamp": "1000000000"},
    "geoData": {"latitude": 48.8566, "longitude": 2.3522},
    "people": [{"name": "Ada"}],
}


@pytest.fixture
def told(
    bench: Any, paint: Callable[..., Path], dng: Callable[..., bytes], capsys: pytest.CaptureFixture[str]
) -> Callable[..., Any]:
    """Runs a command over a library with one of each, and gives what it prints."""
    with Library.open(bench.root) as library:
        library.settings.save(smallest_edge=40)
    paint(bench.photos / "a.jpg", "red")
    (bench.photos / "a.dng").write_bytes(dng(None))
    (bench.photos / "a.mov").write_bytes(b"film")
    (bench.photos / "a.jpg.json").write_text(json.dumps(_FACTS))
    paint(bench.photos / "b.jpg", "blue")
    (bench.photos / "b.jpg.json").write_text("{")
    (bench.photos / "broken.jpg").write_bytes(b"\xff\xd8\xff" + bytes(200))
    (bench.photos / "empty.jpg").touch()
    Image.new("RGB", (32, 32)).save(bench.photos / "icon.png")
    bench.index()

    def tell(*words: str) -> str:
        main(["--library", str(bench.root), *words])
        return capsys.readouterr().out

    return tell


def test_what_is_known_and_what_is_not_shown_and_why(told: Callable[..., str], bench: Any) -> None:
    found = json.loads(told("find", "--json", "--folder", str(bench.photos)))
    results = {Path(one["path"]).name: one for one in found["results"]}
    known = results["a.jpg"]
    assert (known["caption"], known["keywords"]) == ("Two dogs", ["Ada"])
    assert known["place"].startswith("Paris")
    assert known["position"] == [48.8566, 2.3522]
    assert (Path(known["raw"]).name, Path(known["clip"]).name) == ("a.dng", "a.mov")
    assert "caption" not in results["b.jpg"]

    report = json.loads(told("status", "--json"))
    assert (report["paired"], report["unwanted"], report["failed"]) == (1, 1, 2)
    assert report["failed_by_reason"]["empty"] == 1
    assert report["failed_by_reason"]["sidecar"] == 1
    assert sum(report["failed_by_reason"].values()) == len(report["failures"]) == 3
    words = told("status")
    assert "Paired    1" in words
    assert "Unwanted  1" in words
    assert "1 empty" in words
    assert "b.jpg.json" in words
