"""Groups of files that show one picture, series, and what is folded in an answer."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageFilter

from core.intake import Indexer
from core.library import Library
from core.search import Question, SearchEngine
from core.search.clustering import clustered
from core.search.duplicates import Kind, duplicates, replaced
from core.search.merits import Why
from tests.benchmarks.edits import first_frame, next_frame

PHOTOS = Path(__file__).parents[2] / "photos"


def exif(taken: str, camera: str = "One") -> Image.Exif:
    made = Image.Exif()
    made[0x10F] = camera
    made.get_ifd(0x8769)[0x9003] = taken
    return made


def fill(folder: Path) -> None:
    """Copies, versions and a burst of a few sample photos."""
    for name in ("Trip", "Backup", "sent"):
        (folder / name).mkdir(parents=True)
    rng = np.random.default_rng(0)
    with Image.open(PHOTOS / "animals/koala.jpg") as file:
        koala = file.convert("RGB")
    koala.save(folder / "Trip/koala.jpg", exif=exif("2020:01:02 03:04:05"))
    shutil.copy(folder / "Trip/koala.jpg", folder / "Backup/koala.jpg")
    os.link(folder / "Trip/koala.jpg", folder / "Trip/linked.jpg")
    koala.resize((300, 400)).save(folder / "sent/small.jpg", quality=60)
    # The same pixels, other metadata.
    data = (folder / "Trip/koala.jpg").read_bytes()
    (folder / "Trip/remarked.jpg").write_bytes(data[:2] + b"\xff\xfe\x00\x08remark" + data[2:])
    with Image.open(PHOTOS / "animals/moose.jpg") as file:
        moose = file.convert("RGB")
    moose.thumbnail((700, 700))
    frames = [first_frame(moose), next_frame(moose, rng), next_frame(moose, rng)]
    frames[1] = frames[1].filter(ImageFilter.GaussianBlur(3))
    for second, frame in enumerate(frames):
        frame.save(folder / f"Trip/IMG_{second:04}.jpg", exif=exif(f"2021:06:05 10:11:{12 + 3 * second}"))
    frames[2].save(folder / "Trip/later.jpg", exif=exif("2021:06:05 11:30:00"), quality=80)
    with Image.open(PHOTOS / "garden/dahlia.jpg") as file:
        file.convert("RGB").save(folder / "Trip/dahlia.jpg")


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    root = tmp_path_factory.mktemp("likeness")
    fill(root / "photos")
    with Library.open(root / "library") as opened:
        opened.folders.add(root / "photos")
        opened.settings.save(decoders=1)
        with Indexer(root / "library") as indexer:
            indexer.run_once()
        yield opened


def test_files_that_show_one_picture(library: Library) -> None:
    [group] = duplicates(library)
    kinds = {str(Path(m.file.path.parent.name, m.file.path.name)): m.kind for m in group.members}
    assert kinds == {
        "Trip/koala.jpg": Kind.BEST,
        "Trip/linked.jpg": Kind.COPY,
        "Backup/koala.jpg": Kind.COPY,
        "Trip/remarked.jpg": Kind.SAME_PICTURE,
        "sent/small.jpg": Kind.VERSION,
    }
    assert not group.is_series
    # A hard link wastes nothing.
    sizes = {member.file.path.name: member.file.size for member in group.members}
    assert group.wasted_bytes == sizes["koala.jpg"] + sizes["remarked.jpg"] + sizes["small.jpg"]


def test_what_was_taken_at_another_moment_is_another_photo(library: Library) -> None:
    for group in duplicates(library):
        names = {member.file.path.name for member in group.members}
        assert not names & {"IMG_0000.jpg", "IMG_0001.jpg", "IMG_0002.jpg", "later.jpg", "dahlia.jpg"}, names


def test_a_series_has_its_sharpest_first(library: Library) -> None:
    [series] = duplicates(library, series=True)
    assert series.is_series
    assert series.why is Why.SHARPER
    assert {m.file.path.name for m in series.members} == {f"IMG_{number:04}.jpg" for number in range(3)}
    assert series.members[-1].file.path.name == "IMG_0001.jpg"
    assert series.wasted_bytes == 0


def test_only_some_folders(library: Library) -> None:
    photos = library.folders.all()[0].path
    assert len(duplicates(library, folders=[photos / "Backup"])) == 1
    assert duplicates(library, folders=[photos / "Backup"], series=True) == []
    assert duplicates(library, folders=[photos.parent / "nowhere"]) == []


def test_what_stays_for_what_goes(library: Library) -> None:
    [group] = duplicates(library)
    files = {f"{m.file.path.parent.name}/{m.file.path.name}": m.file for m in group.members}
    small, remarked, copy = files["sent/small.jpg"], files["Trip/remarked.jpg"], files["Backup/koala.jpg"]
    assert replaced([small, copy], [files["Trip/koala.jpg"]]) == [(copy, files["Trip/koala.jpg"])]
    assert replaced([small, remarked], [copy]) == [(remarked, copy)]
    assert replaced([small], [copy, remarked]) == [(small, copy), (small, remarked)]
    assert replaced([], [copy]) == []


def test_hits_that_look_the_same_are_folded(library: Library) -> None:
    with SearchEngine(library.paths.root) as engine:
        answer = engine.ask(Question(words="a moose", limit=50))
        names = {photo.id: photo.path.name for photo in engine.photos(answer.photo_ids.tolist())}
        everything = engine.ask(Question(limit=50))
    stacks = [{names[top], *(names[photo_id] for photo_id in below)} for top, below in answer.stacks.items()]
    assert {"IMG_0000.jpg", "IMG_0001.jpg", "IMG_0002.jpg", "later.jpg"} in stacks
    assert not any("dahlia.jpg" in stack for stack in stacks)
    # The answer itself has all of them, and each is in one stack at most, behind a better one.
    place = {photo_id: row for row, photo_id in enumerate(answer.photo_ids.tolist())}
    below = [photo_id for stack in answer.stacks.values() for photo_id in stack]
    assert len(below) == len(set(below))
    assert all(place[top] < place[other] for top, stack in answer.stacks.items() for other in stack)
    assert not everything.stacks


ITEMS = st.integers(0, 12)


@given(st.lists(st.tuples(ITEMS, ITEMS, st.floats(0, 1))), st.permutations(range(13)))
def test_groups_hold_everything_once_and_no_weak_chain(
    links: list[tuple[int, int, float]], ranked: list[int]
) -> None:
    groups = clustered(ranked, links)
    assert sorted(item for group in groups for item in group) == list(range(13))
    for group in groups:
        assert group == sorted(group, key=ranked.index)
    weak = [(one, other, how) for one, other, how in links if how < 0.85]
    for group in clustered(ranked, weak):
        assert all(any({group[0], item} == {one, other} for one, other, _ in weak) for item in group[1:])


def test_crops_with_nothing_in_common_meet_only_in_what_they_were_cut_from() -> None:
    links = [("whole", "left", 0.7), ("whole", "right", 0.7)]
    assert clustered(["whole", "left", "right"], links) == [["whole", "left", "right"]]
    # With a crop for the best, the other one is left alone.
    assert clustered(["left", "whole", "right"], links) == [["left", "whole"], ["right"]]


def test_a_library_with_nothing_in_it(tmp_path: Path, encoder: Any) -> None:
    with Library.open(tmp_path) as empty:
        assert duplicates(empty) == []
        assert duplicates(empty, series=True) == []
