"""exclude, and add --follow-links: what is looked at."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from core.cli import main
from core.library import Library, Preferences


def preferences(root: Path) -> Preferences:
    with Library.open(root) as library:
        return library.settings.load()


def test_exclude_shows_sets_and_takes_back(tmp_path: Path, capsys: Any) -> None:
    root = tmp_path / "library"
    fovea = ["--library", str(root), "exclude"]
    assert main(fovea) == 0
    assert "nothing" in capsys.readouterr().out
    assert main([*fovea, "*.png", "Scans/", "--smallest-bytes", "2048", "--smallest-edge", "64"]) == 0
    assert main([*fovea, "Scans/", "--remove", "*.png"]) == 0
    capsys.readouterr()
    assert main(fovea) == 0
    out = capsys.readouterr().out
    assert "Scans/" in out and "*.png" not in out and "2,048 bytes" in out and "64 pixels" in out
    now = preferences(root)
    assert (now.exclude, now.smallest_bytes, now.smallest_edge) == (("Scans/",), 2048, 64)


@pytest.mark.parametrize(
    "words",
    [["# nothing"], ["[z-a]"], ["--remove", "*.png"], ["--smallest-edge", "-1"], ["--smallest-bytes", "x"]],
)
def test_what_makes_no_sense_is_refused(tmp_path: Path, words: list[str], capsys: Any) -> None:
    assert main(["--library", str(tmp_path / "library"), "exclude", *words]) == 2
    assert preferences(tmp_path / "library") == Preferences(encoder=preferences(tmp_path / "library").encoder)


def test_links_are_followed_when_the_person_says_so(tmp_path: Path, capsys: Any) -> None:
    root, photos = tmp_path / "library", tmp_path / "photos"
    photos.mkdir()

    def follows(*words: str) -> bool:
        assert main(["--library", str(root), "add", *words, str(photos)]) == 0
        with Library.open(root) as library:
            return library.folders.all()[0].follow_links

    assert not follows()
    assert follows("--follow-links")
    assert follows()
    assert not follows("--no-follow-links")
