"""Folders that people remove, and take in, while their files are in hand."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from core.intake import pipeline
from core.intake.scan import Scanner
from core.library import Library


@pytest.fixture
def bench(warm_bench: Any) -> Any:
    return warm_bench


def test_a_folder_removed_while_its_files_are_read_is_forgotten_and_the_rest_goes_on(
    bench: Any, paint: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    other = bench.root.with_name("other")
    paint(other / "kept.jpg", "blue")
    paint(bench.photos / "a.jpg")
    (bench.photos / "broken.jpg").write_bytes(b"\xff\xd8\xff not really")
    with Library.open(bench.root) as library:
        library.folders.add(other)
    read = bench.encoder.encode_images

    def remove_and_encode(pixels: Any) -> Any:
        with Library.open(bench.root) as library:
            library.folders.remove(library.folders.all()[0].id)
        return read(pixels)

    # All in one commit, whichever is read first.
    monkeypatch.setattr(pipeline, "SETTLE_SECONDS", 0.0)
    monkeypatch.setattr(bench.encoder, "encode_images", remove_and_encode)
    assert bench.index().waiting == 0
    assert bench.states() == {"kept.jpg": "ready"}
    assert bench.query("SELECT COUNT(*) FROM photos") == [(1,)]


def test_a_folder_that_goes_while_it_is_looked_through_takes_in_nothing(
    bench: Any, paint: Callable[..., Path]
) -> None:
    paint(bench.photos / "a.jpg")
    with Library.open(bench.root) as library:
        [folder] = library.folders.look()

        def take_in_the_one_around(*_: object) -> None:
            with Library.open(bench.root) as another:
                another.folders.add(bench.photos.parent)

        Scanner(library, entering=take_in_the_one_around).scan(folder)
    assert bench.states() == {}
    bench.index()
    assert bench.states() == {"a.jpg": "ready"}
