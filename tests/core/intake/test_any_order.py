"""Whatever happens to the files, and in whatever order: what is shown is what is there."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from core.intake import Indexer
from core.library import Library

_XMP = """<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmp:Rating="{}"/>
</rdf:RDF></x:xmpmeta>"""

_NAMES = ("a", "b", "c")
_FOLDERS = ("one", "two")


class _Life:
    """Does to a folder what people do, at random."""

    def __init__(
        self, folder: Path, seed: int, paint: Callable[..., Path], dng: Callable[..., bytes]
    ) -> None:
        self._folder = folder
        self._chance = random.Random(seed)
        self._paint = paint
        self._dng = dng
        self._made = 0
        for name in _FOLDERS:
            (folder / name).mkdir()

    def step(self) -> str:
        self._made += 1
        files = sorted(path for path in self._folder.rglob("*") if path.is_file())
        act = self._chance.choice(["make"] * 3 + ["rename"] * 2 + ["delete", "copy", "swap", "pair", "break"])
        if act == "make" or not files:
            return self._make()
        path = self._chance.choice(files)
        if act == "delete":
            path.unlink()
        elif act == "swap":
            (self._folder / "one").rename(self._folder / "aside")
            (self._folder / "two").rename(self._folder / "one")
            (self._folder / "aside").rename(self._folder / "two")
        elif act == "pair":
            # All of one stem go together, as in a file manager.
            to = self._somewhere("")
            for one in sorted(path.parent.glob(f"{path.name.partition('.')[0]}.*")):
                one.rename(to.with_name(to.name + "." + one.name.partition(".")[2]))
        elif act == "break" and path.suffix == ".jpg":
            path.write_bytes(path.read_bytes()[: 100 + self._made])
        else:
            to = self._somewhere("." + path.name.partition(".")[2])
            if to == path:
                return "nothing"
            (shutil.copyfile if act == "copy" else Path.rename)(path, to)
        return f"{act} {path.relative_to(self._folder)}"

    def _make(self) -> str:
        kind = self._chance.choice([".jpg", ".jpg", ".dng", ".xmp", ".dng.xmp", ".mov"])
        path = self._somewhere(kind)
        if kind == ".jpg":
            self._paint(path, self._chance.choice(["red", "green", "blue"]), seed=self._made)
        elif kind == ".dng":
            colour = (self._made * 7 % 256, 90, 60)
            path.write_bytes(self._dng(Image.new("RGB", (256, 160), colour)))
        elif kind == ".mov":
            path.write_bytes(b"film")
        else:
            path.write_text(_XMP.format(self._made % 6))
        return f"make {path.relative_to(self._folder)}"

    def _somewhere(self, suffix: str) -> Path:
        return self._folder / self._chance.choice(_FOLDERS) / (self._chance.choice(_NAMES) + suffix)


def _said(root: Path) -> dict[str, Any]:
    """What a library says, without its ids. Of a photo at two places, only that it is there."""
    with Library.open(root) as library:
        places = library._catalog.conn.execute(
            "SELECT directory || '/' || name, state, clip, places.rating, pixels_digest, "
            "(SELECT name FROM places AS leader WHERE leader.id = places.leader_id) FROM places "
            "LEFT JOIN contents ON contents.id = content_id WHERE state <> 'missing'"
        ).fetchall()
        shown = {photo.pixels_digest for photo in library.photos.get(library.photos.ids().tolist())}
    return {
        "places": {
            path: (state, clip, rating if state == "ready" else None, digest if state == "ready" else None)
            + ((leader,) if state == "paired" else ())
            for path, state, clip, rating, digest, leader in places
        },
        "shown": shown,
    }


# Each of these once found something.
@pytest.mark.parametrize("seed", [1, 15, 139])
def test_a_library_that_followed_says_what_a_new_one_says(
    warm_bench: Any, paint: Callable[..., Path], dng: Callable[..., bytes], tmp_path: Path, seed: int
) -> None:
    bench = warm_bench
    life = _Life(bench.photos, seed, paint, dng)
    history = []
    with Library.open(tmp_path / "new") as library:
        library.folders.add(bench.photos)
        library.settings.save(decoders=1, transcribe=False)
    for _ in range(40):
        history.append(life.step())
        if len(history) % 4:
            bench.index()
    bench.index()
    again = bench.index()
    assert (again.done, again.encoded, again.moved) == (0, 0, 0), history
    with Indexer(tmp_path / "new", encoder=bench.encoder) as indexer:
        indexer.run_once()
    assert _said(bench.root) == _said(tmp_path / "new"), history
    with Library.open(bench.root) as library:
        assert library.check() == []
