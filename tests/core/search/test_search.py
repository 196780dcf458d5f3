"""Questions answered: exact, filtered, current, and from damaged indexes too."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import PhotoError
from core.intake import Indexer
from core.library import Library, PhotoFilter
from core.search import Question, SearchEngine, VectorIndex, maintain, photo_mask, read_words
from models import EncoderIdentity


@pytest.fixture
def library_of(tmp_path: Path, paint: Callable[..., Path], encoder: Any) -> Callable[..., Path]:
    """Makes (or adds to) a library with some photos of each named colour."""

    def build(*colours: str, each: int = 3) -> Path:
        root = tmp_path / "library"
        for colour in colours:
            for number in range(each):
                paint(tmp_path / "photos" / colour / f"{number}.jpg", colour, seed=number)
        with Library.open(root) as library:
            library.folders.add(tmp_path / "photos")
        with Indexer(root, encoder=encoder) as indexer:
            indexer.run_once()
        return root

    return build


def colours(engine: SearchEngine, question: Question) -> list[str]:
    photos = engine.photos(engine.ask(question).photo_ids.tolist())
    return [photo.path.parent.name for photo in photos]


def test_words_find_photos(library_of: Callable[..., Path], encoder: Any) -> None:
    with SearchEngine(library_of("red", "blue", "green"), encoder=encoder) as engine:
        assert colours(engine, Question("something blue", limit=3)) == ["blue"] * 3
        answer = engine.ask(Question("red"))
        assert len(answer.photo_ids) == 9
        assert list(answer.scores) == sorted(answer.scores, reverse=True)
        assert answer.searched == 9
        assert answer.encoder == "colours@1"


def test_pictures_find_photos(
    library_of: Callable[..., Path], encoder: Any, paint: Any, tmp_path: Path
) -> None:
    root = library_of("red", "blue", "green")
    outside = paint(tmp_path / "asked.jpg", "green", seed=77)
    with SearchEngine(root, encoder=encoder) as engine:
        assert colours(engine, Question(pictures=(outside,), limit=3)) == ["green"] * 3
        assert colours(engine, Question(pictures=(outside.read_bytes(),), limit=3)) == ["green"] * 3


def test_a_photo_is_no_answer_to_itself(library_of: Callable[..., Path], encoder: Any) -> None:
    root = library_of("red", "blue")
    with SearchEngine(root, encoder=encoder) as engine:
        own = int(engine.ask(Question("red")).photo_ids[0])
        answer = engine.ask(Question(pictures=(own,)))
        assert own not in answer.photo_ids
        assert len(answer.photo_ids) == 5
        path = engine.photos([own])[0].path
        encoded = encoder.encoded
        assert own not in engine.ask(Question(pictures=(path,))).photo_ids
        assert encoder.encoded == encoded


def test_words_pictures_and_unwanted_words_together(
    library_of: Callable[..., Path], encoder: Any, paint: Any, tmp_path: Path
) -> None:
    root = library_of("red", "blue", "magenta", "yellow")
    red = paint(tmp_path / "asked.jpg", "red", seed=77)
    with SearchEngine(root, encoder=encoder) as engine:
        assert set(colours(engine, Question("blue", pictures=(red,), limit=6))) == {"red", "blue"}
        assert colours(engine, Question("blue", pictures=(red,), balance=0.05, limit=3)) == ["blue"] * 3
        assert colours(engine, Question("blue", pictures=(red,), balance=0.95, limit=3)) == ["red"] * 3
        assert "red" not in colours(engine, Question("", without=("red",), limit=6))
        assert colours(engine, Question("red yellow", without=("red",), limit=3)) == ["yellow"] * 3


def test_a_picture_that_can_not_be_read_is_named(
    library_of: Callable[..., Path], encoder: Any, tmp_path: Path
) -> None:
    bad = tmp_path / "bad.jpg"
    bad.write_text("no picture")
    with SearchEngine(library_of("red"), encoder=encoder) as engine:
        with pytest.raises(PhotoError, match=r"bad\.jpg"):
            engine.ask(Question(pictures=(bad,)))
        assert len(engine.ask(Question("red")).photo_ids) == 3


def test_filters_hold_and_cost_no_answers(
    library_of: Callable[..., Path], encoder: Any, tmp_path: Path
) -> None:
    with SearchEngine(library_of("red", "blue"), encoder=encoder) as engine:
        only = PhotoFilter(folders=(tmp_path / "photos" / "blue",))
        assert colours(engine, Question("red", chosen=only)) == ["blue"] * 3
        assert colours(engine, Question(chosen=only)) == ["blue"] * 3


def test_nothing_asked_shows_all_newest_first(library_of: Callable[..., Path], encoder: Any) -> None:
    with SearchEngine(library_of("red", "blue"), encoder=encoder) as engine:
        answer = engine.ask(Question(limit=1_000_000))
        assert len(answer.photo_ids) == 6
        assert len(answer.scores) == 0


def test_an_open_engine_sees_what_others_commit(
    library_of: Callable[..., Path], encoder: Any, tmp_path: Path
) -> None:
    root = library_of("red")
    with SearchEngine(root, encoder=encoder) as engine:
        assert len(engine.ask(Question("blue")).photo_ids) == 3
        engine._next_refresh = 0.0
        library_of("blue")
        assert colours(engine, Question("blue", limit=3)) == ["blue"] * 3
        (tmp_path / "photos" / "blue" / "0.jpg").unlink()
        engine._next_refresh = 0.0
        library_of()
        assert colours(engine, Question("blue", limit=3)).count("blue") == 2


# -- the index ---------------------------------------------------------------------------------

IDENTITY = EncoderIdentity("random", "1", 32)


@pytest.fixture
def vectors(tmp_path: Path) -> Iterator[tuple[Library, int, Any]]:
    """A library of 600 random vectors, without photos."""
    rows = np.random.default_rng(5).standard_normal((600, 32)).astype(np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    with Library.open(tmp_path / "library") as library:
        encoder_id = library.vectors.encoder_id(IDENTITY)
        write(library, encoder_id, rows, range(1, 601))
        yield library, encoder_id, rows


def write(library: Library, encoder_id: int, rows: Any, ids: Any) -> None:
    library.vectors.write(
        encoder_id,
        [(photo_id, b"d" * 16, row.astype(np.float16)) for photo_id, row in zip(ids, rows, strict=True)],
    )


def opened(library: Library, encoder_id: int) -> VectorIndex:
    index = VectorIndex(library.vectors, encoder_id, 32, library.paths.index)
    index.refresh()
    return index


def expected(rows: Any, query: Any, allowed: Any, limit: int) -> list[int]:
    scores = rows.astype(np.float16).astype(np.float32) @ query.astype(np.float16).astype(np.float32)
    ids = np.arange(1, len(rows) + 1)
    keep = allowed[ids]
    return ids[keep][np.argsort(-scores[keep], kind="stable")][:limit].tolist()


@pytest.mark.parametrize("tail_rows", [1, 10_000], ids=["segments", "tail only"])
@pytest.mark.parametrize("share", [1.0, 0.95, 0.3, 0.004, 0.0])
def test_search_is_exact_at_any_selectivity(vectors: Any, tail_rows: int, share: float) -> None:
    library, encoder_id, rows = vectors
    maintain(library, encoder_id, 32, tail_rows=tail_rows)
    index = opened(library, encoder_id)
    rng = np.random.default_rng(8)
    allowed = rng.random(601) < share
    for _ in range(5):
        query = rng.standard_normal(32).astype(np.float32)
        query /= np.linalg.norm(query)
        found = index.search(query, 10, allowed)
        assert found.photo_ids.tolist() == expected(rows, query, allowed, 10)
        assert len(index.search(query, 10_000, allowed).photo_ids) == allowed[1:].sum()


def test_a_changed_vector_replaces_the_old_one_in_every_segment(vectors: Any) -> None:
    library, encoder_id, rows = vectors
    maintain(library, encoder_id, 32, tail_rows=1)
    rows = rows.copy()
    rows[10] = -rows[10]
    write(library, encoder_id, rows[10:11], [11])
    index = opened(library, encoder_id)
    assert len(index) == 600
    found = index.search(rows[10], 1, np.ones(601, bool))
    assert found.photo_ids.tolist() == [11]
    assert -rows[10] @ rows[10] < index.search(-rows[10], 1, np.ones(601, bool)).scores[0] < 0.9


def test_segments_stay_few_and_unregistered_files_go(vectors: Any) -> None:
    library, encoder_id, rows = vectors
    for number in range(40):
        write(library, encoder_id, rows[:10], range(1000 + 10 * number, 1010 + 10 * number))
        assert maintain(library, encoder_id, 32, tail_rows=1)
    segments = library.vectors.segments(encoder_id)
    assert len(segments) <= 6
    assert {path.name for path in library.paths.index.iterdir()} == {segment.file for segment in segments}
    assert sum(segment.rows for segment in segments) == 1000
    assert len(opened(library, encoder_id)) == 1000
    assert not maintain(library, encoder_id, 32, tail_rows=1)


@pytest.mark.parametrize("damage", ["flip", "cut", "missing", "grown"])
def test_damage_is_seen_searched_around_and_mended_without_encoding(vectors: Any, damage: str) -> None:
    library, encoder_id, rows = vectors
    maintain(library, encoder_id, 32, tail_rows=1)
    (path,) = library.paths.index.iterdir()
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.unlink()
    if damage == "flip":
        path.write_bytes(content)
    elif damage == "cut":
        path.write_bytes(content[:-100])
    elif damage == "grown":
        path.write_bytes(content + b"x")
    index = opened(library, encoder_id)
    assert len(index.damaged) == 1
    allowed = np.ones(601, bool)
    assert index.search(rows[3], 10, allowed).photo_ids.tolist() == expected(rows, rows[3], allowed, 10)
    assert maintain(library, encoder_id, 32)
    index.refresh()
    assert not index.damaged
    assert index.search(rows[3], 10, allowed).photo_ids.tolist() == expected(rows, rows[3], allowed, 10)


def test_an_empty_index_answers_with_nothing(tmp_path: Path) -> None:
    with Library.open(tmp_path / "library") as library:
        index = opened(library, library.vectors.encoder_id(IDENTITY))
        assert len(index.search(np.ones(32, np.float32), 5, photo_mask(np.empty(0, np.int64))).photo_ids) == 0
        assert index.sample().shape == (0, 32)


# -- words -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "words", "without"),
    [
        ("beach -people", "beach", ("people",)),
        ("black-and-white cat", "black-and-white cat", ()),
        ("a - b", "a - b", ()),
        ("--people", "", ("people",)),
        ("  two   dogs ", "two dogs", ()),
        ("", "", ()),
    ],
)
def test_minus_words(typed: str, words: str, without: tuple[str, ...]) -> None:
    assert read_words(typed) == (words, without)


@given(st.text())
def test_nothing_typed_raises(typed: str) -> None:
    words, without = read_words(typed)
    assert len(words.split()) + len(without) == len(typed.split())


def test_usearch_and_onnx_runtime_live_in_one_process_whichever_is_asked_first() -> None:
    script = (
        "import numpy as np\n"
        "from core.search.exact import nearest\n"
        "from models import load_encoder, starter_directory\n"
        "rows = np.eye(3, dtype=np.float16)\n"
        "assert nearest(rows, rows[1], 1)[0].tolist() == [1]\n"
        "assert load_encoder(starter_directory()).encode_texts(['a dog']).shape[0] == 1\n"
    )
    subprocess.run([sys.executable, "-c", script], check=True, timeout=60)
