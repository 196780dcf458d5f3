"""Saved and recent searches: through the library, in real files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import UsageError
from core.library import Change, KeptQuestion, Library, copy_database
from core.library.database import connect
from core.library.migrations import migrate
from core.library.recent_searches import AT_MOST
from core.library.restore import restore
from core.library.schema import CATALOG_STEPS
from core.paths import LibraryPaths

_NAMES = ("Beach", "beach", "Straße", "STRASSE", "婚礼")


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with Library.open(tmp_path_factory.mktemp("library")) as library:
        yield library


@pytest.fixture
def library(opened: Library) -> Library:
    """The same, with nothing saved and nothing remembered."""
    with opened.writing() as database:
        database.conn.execute("DELETE FROM searches")
    opened.searches.set_remembering(True)
    opened.searches.forget()
    return opened


_IDS = st.lists(st.integers(1, 1 << 40), max_size=3).map(tuple)
_PICTURES = st.lists(st.integers(1, 9) | st.binary(max_size=9), max_size=3).map(tuple)
QUESTIONS = st.builds(
    KeptQuestion,
    st.text(max_size=20),
    _PICTURES,
    _PICTURES,
    _IDS,
    _IDS,
    st.none() | st.floats(0, 1),
)


@given(QUESTIONS)
@settings(max_examples=80, deadline=None, derandomize=True)
def test_a_question_is_kept_as_it_was(question: KeptQuestion) -> None:
    assert KeptQuestion.from_json(question.as_json()) == question


@given(st.text(max_size=30) | st.recursive(st.none() | st.integers() | st.text(), st.lists).map(repr))
@settings(max_examples=80, deadline=None, derandomize=True)
def test_what_another_version_wrote_raises_nothing(text: str) -> None:
    KeptQuestion.from_json(text)
    KeptQuestion.from_json('{"pictures": [null, "=", "é", 5, [1]], "balance": "x", "more_like": 3}')
    assert not KeptQuestion.from_json(f'{{"pictures": [0, {1 << 63}], "less_like": [-1, {1 << 70}]}}')


def state(library: Library) -> Any:
    return [(one.id, one.name, one.question) for one in library.searches.all()]


_CHANGES = st.one_of(
    st.tuples(st.just("save"), st.sampled_from(_NAMES), st.sampled_from(("a dog", "-people"))),
    st.tuples(st.just("rename"), st.sampled_from(_NAMES), st.sampled_from(_NAMES)),
    st.tuples(st.just("remove"), st.sampled_from(_NAMES)),
)


def do(library: Library, change: tuple[str, ...]) -> Change:
    name, *arguments = change
    given_ = [arguments[0], KeptQuestion(arguments[1])] if name == "save" else arguments
    try:
        return getattr(library.searches, name)(*given_)  # type: ignore[no-any-return]
    except UsageError:  # it is not there, or is there already
        return Change()


@given(st.lists(_CHANGES, max_size=8))
@settings(max_examples=25, deadline=None, derandomize=True)
def test_whatever_was_saved_can_be_taken_back_and_done_again(
    opened: Library, changes: list[tuple[str, ...]]
) -> None:
    first = state(opened)
    undo = [do(opened, change) for change in changes]
    last = state(opened)
    redo = [opened.annotations.apply(change) for change in reversed(undo)]
    assert state(opened) == first
    for change in reversed(redo):
        opened.annotations.apply(change)
    assert state(opened) == last


def test_a_name_stands_for_one_search_however_it_is_cased(library: Library) -> None:
    searches = library.searches
    assert searches.save("  Beach  ", KeptQuestion("beach 2019", (5, b"x"), balance=0.25))
    assert searches.save("beach", KeptQuestion("sand"))
    [saved] = searches.all()
    assert (saved.name, saved.question) == ("beach", KeptQuestion("sand"))
    assert saved.created_at.startswith("20")
    assert not searches.save("beach", KeptQuestion("sand")), "nothing was changed"
    searches.save("Cats", KeptQuestion(more_like=(3,)))
    with pytest.raises(UsageError, match="“beach” already"):
        searches.rename("cats", "BEACH")
    searches.rename("cats", "CATS")
    assert searches.called("cats").name == "CATS"
    with pytest.raises(UsageError, match="no saved search “Dogs”"):
        searches.remove("Dogs")
    for name, question in ((" ", KeptQuestion("x")), ("x", KeptQuestion(" ", balance=0.5))):
        with pytest.raises(UsageError):
            searches.save(name, question)


def test_saved_searches_survive_backup_and_restore(tmp_path: Path) -> None:
    with Library.open(tmp_path / "library") as library:
        library.searches.save("Beach", KeptQuestion("beach", (b"picture",)))
        library.searches.remember("a secret")
        kept = state(library)
        copy_database(library.paths.catalog, tmp_path / "backup.db")
        library.searches.remove("Beach")
        paths = library.paths
    restore(paths, tmp_path / "backup.db")
    with Library.open(paths.root) as library:
        assert state(library) == kept
        assert library.check() == []
    assert b"secret" not in (tmp_path / "backup.db").read_bytes(), "it can be forgotten"


def test_recent_searches_are_few_each_once_and_the_newest_first(library: Library) -> None:
    searches = library.searches
    version = library.vectors.data_version()
    for sentence in ("dogs", "  a   cat ", "DOGS", "", "x" * 501, "half \ud83d"):
        searches.remember(sentence)
    assert searches.recent() == ["half \ud83d", "DOGS", "a cat"]
    with Library.open(library.paths.root) as other:
        assert other.searches.recent() == searches.recent()
    assert library.vectors.data_version() == version, "the library itself has not changed"
    before = searches.forget("a cat")
    assert searches.recent() == ["half \ud83d", "DOGS"]
    searches.remember_again(before)
    assert searches.recent() == before
    for number in range(AT_MOST + 5):
        searches.remember(f"dog {number}")
    assert len(searches.recent()) == AT_MOST
    assert library.paths.recent_searches.stat().st_mode & 0o777 == 0o600


def test_nothing_is_remembered_where_nobody_wants_it(library: Library) -> None:
    searches = library.searches
    searches.remember("dogs")
    searches.set_remembering(False)
    searches.remember("cats")
    searches.remember_again(["cats"])
    assert searches.recent() == []
    assert not library.paths.recent_searches.exists()


def test_what_a_crash_leaves_is_forgotten_too(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    def killed(self: Path, target: Path) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", killed)
        with pytest.raises(KeyboardInterrupt):
            library.searches.remember("my secret")
    root = library.paths.root
    (left,) = [path for path in root.iterdir() if path.is_file() and b"secret" in path.read_bytes()]
    assert left.stat().st_mode & 0o777 == 0o600
    library.searches.forget()
    assert not left.exists()


@pytest.mark.parametrize("content", [b"", b"{", b"\xff", b"5", b'[1, "dogs", null]'])
def test_a_damaged_list_costs_no_more_than_itself(library: Library, content: bytes) -> None:
    library.paths.recent_searches.write_bytes(content)
    assert library.searches.recent() == (["dogs"] if b"dogs" in content else [])
    library.searches.remember("cats")
    assert library.searches.recent()[0] == "cats"


def test_a_library_of_the_schema_before_gets_its_searches(tmp_path: Path) -> None:
    paths = LibraryPaths(tmp_path / "library")
    paths.create()
    database = connect(paths.catalog)
    migrate(database, paths.catalog, CATALOG_STEPS[:4], paths.backups)
    database.conn.execute("INSERT INTO albums (name, folded) VALUES ('Italy', 'italy')")
    database.close()
    with Library.open(paths.root) as library:
        library.searches.save("Beach", KeptQuestion("beach"))
        assert [album.name for album in library.annotations.albums()] == ["Italy"]
        assert library.check() == []
    assert (paths.backups / f"catalog-before-schema-{len(CATALOG_STEPS)}.db").exists()
