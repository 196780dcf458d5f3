"""Words in, on and about photos are found, say why, and come back when their index is lost."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from core.gazetteer import Locality
from core.intake import Indexer
from core.library import Library
from core.library.word_index import WordIndex
from core.search import Answer, Question, SearchEngine
from tests.conftest import ColourEncoder

BEIJING = Locality(1816670, "Beijing", "Beijing", "China", "CN", 39.9, 116.4)


class Album:
    """A library of small photos, whose words tests change."""

    def __init__(self, root: Path, encoder: Any) -> None:
        self.root = root / "library"
        self.photos = root / "photos"
        self.encoder = encoder

    def index(self) -> None:
        with Indexer(self.root, encoder=self.encoder) as indexer:
            indexer.run_once()

    def ids(self, *names: str) -> list[int]:
        with Library.open(self.root) as library:
            known = {photo.path.stem: photo.id for photo in library.photos.get(library.photos.ids().tolist())}
        return [known[name] for name in names]

    def change(self, sql: str, *values: Any) -> None:
        with Library.open(self.root) as library, library.writing() as database:
            database.conn.execute(sql, values)

    def write(self, name: str, text: str) -> None:
        """Put text into the picture, as if it had been read there."""
        self.change(
            "UPDATE transcripts SET reader = 'test@1', text = ? WHERE pixels_digest = "
            "(SELECT pixels_digest FROM contents WHERE photo_id = ?)",
            text,
            *self.ids(name),
        )


NAMES = (
    "IMG_0001",
    "IMG_0002",
    "IMG_0003",
    "rocket_launch",
    "Zürich",
    "小猫睡觉",
    "a/IMG_0004",
    "Lena's wedding/IMG_0005",
    "Lena's wedding/IMG_0006",
    "blue/IMG_0007",
)


def build(directory: Path, *names: str) -> Album:
    encoder = ColourEncoder()
    encoder.languages = ("en", "zh")  # so that nothing has to be translated for it
    album = Album(directory, encoder)
    for number, name in enumerate(names):
        path = album.photos / f"{name}.jpg"
        path.parent.mkdir(parents=True, exist_ok=True)
        # Each a picture of its own, by its size.
        Image.new("RGB", (48 + number, 48), ("red", "lime", "yellow")[number % 3]).save(path)
    with Library.open(album.root) as library:
        library.folders.add(album.photos)
        library.settings.save(decoders=1, transcribe=False)
    album.index()
    return album


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Album:
    """Built once: starting an indexer takes longer than all these tests."""
    return build(tmp_path_factory.mktemp("words"), *NAMES)


@pytest.fixture
def album(shared: Album, tmp_path: Path) -> Album:
    """A copy of the library; the photos are the same."""
    copy = Album(tmp_path, shared.encoder)
    copy.photos = shared.photos
    shutil.copytree(shared.root, copy.root)
    return copy


@pytest.fixture(scope="module")
def engine(shared: Album) -> Iterator[SearchEngine]:
    with SearchEngine(shared.root, encoder=shared.encoder) as engine:
        yield engine


@pytest.fixture
def own_engine(album: Album) -> Iterator[SearchEngine]:
    with SearchEngine(album.root, encoder=album.encoder) as engine:
        yield engine


def names(engine: SearchEngine, answer: Answer) -> list[str]:
    return [photo.path.stem for photo in engine.photos(answer.photo_ids.tolist())]


def first(engine: SearchEngine, sentence: str, count: int = 1) -> list[str]:
    return names(engine, engine.ask(Question(sentence=sentence)))[:count]


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("rocket launch", "rocket_launch"),
        ("Rockets", "rocket_launch"),
        ("launch of the rocket", "rocket_launch"),
        ("zurich", "Zürich"),
        ("ZÜRICH", "Zürich"),
        ("小猫", "小猫睡觉"),
        ("睡觉", "小猫睡觉"),
        ("睡覺", "小猫睡觉"),
        ("猫", "小猫睡觉"),
        ("ocket", "rocket_launch"),
        ("0002 picture", "IMG_0002"),
    ],
)
def test_names_are_found_however_they_are_written(engine: SearchEngine, sentence: str, found: str) -> None:
    assert first(engine, sentence) == [found]


def test_folders_are_found_and_their_photos_ranked_by_looks(engine: SearchEngine) -> None:
    # IMG_0005 is green, IMG_0006 is yellow.
    assert first(engine, "Lena's wedding green", 2) == ["IMG_0005", "IMG_0006"]
    assert first(engine, "Lena's wedding yellow", 2) == ["IMG_0006", "IMG_0005"]


def test_function_words_and_names_of_cameras_say_nothing(engine: SearchEngine) -> None:
    plain = engine.ask(Question("red"))
    disturbed = engine.ask(Question("a photo of the red img"))
    assert not any(reason.matches for reason in disturbed.reasons.values())
    assert set(disturbed.photo_ids[:3].tolist()) == set(plain.photo_ids[:3].tolist())


def test_all_that_is_said_of_a_photo_is_found(album: Album, own_engine: SearchEngine) -> None:
    engine = own_engine
    assert engine.ask(Question("harbour")).reasons  # the engine is there before the words
    [one, two, three] = album.ids("IMG_0001", "IMG_0002", "IMG_0003")
    with Library.open(album.root) as library:
        library.annotations.entitle([one], "Harbour at dawn")
        library.annotations.describe([two], "Grandma feeding the geese")
        library.annotations.create_album("Insurance papers")
        library.annotations.add_to_album([three], "Insurance papers")
        library.annotations.tag([two], "Nonna Lucia")
        place = library._catalog.conn.execute(
            "SELECT id FROM places WHERE content_id = (SELECT id FROM contents WHERE photo_id = ?)", [three]
        ).fetchone()
        library.localities.keep(list(place), [BEIJING])
    album.write("IMG_0001", "WILLKOMMEN\n欢迎光临")
    for sentence, name, field in (
        ("harbour", "IMG_0001", "title"),
        ("goose geese", "IMG_0002", "caption"),
        ("insurance", "IMG_0003", "album"),
        ('"lucia"', "IMG_0002", "tag"),
        ('"china"', "IMG_0003", "place"),
        ('"北京"', "IMG_0003", "place"),
        ("willkommen", "IMG_0001", "text"),
        ("欢迎", "IMG_0001", "text"),
    ):
        answer = engine.ask(Question(sentence=sentence))
        assert names(engine, answer)[0] == name, sentence
        assert field in {match.field for match in answer.reasons[int(answer.photo_ids[0])].matches}


def test_what_is_taken_back_is_found_no_more(album: Album, own_engine: SearchEngine) -> None:
    [photo] = album.ids("IMG_0001")
    with Library.open(album.root) as library:
        change = library.annotations.entitle([photo], "Harbour")
        assert own_engine.ask(Question("harbour")).reasons[photo].coverage == 1
        library.annotations.apply(change)
        assert own_engine.ask(Question("harbour")).reasons[photo].coverage == 0


def test_files_that_are_renamed_or_deleted_are_found_as_they_are(tmp_path: Path) -> None:
    album = build(tmp_path, "rocket", "other")
    (album.photos / "rocket.jpg").rename(album.photos / "fireworks.jpg")
    album.index()
    with SearchEngine(album.root, encoder=album.encoder) as engine:
        assert first(engine, "fireworks") == ["fireworks"]
        assert not any(reason.matches for reason in engine.ask(Question("rocket")).reasons.values())
    (album.photos / "fireworks.jpg").unlink()
    album.index()
    with (
        Library.open(album.root) as library,
        closing(WordIndex(library.paths.words, library.wording)) as index,
    ):
        assert index.refresh() == 0
        assert index.photos == 1
        assert not len(index.photos_with('"firework"'))


def test_what_stands_in_quotes_must_be_said_if_any_photo_says_it(engine: SearchEngine) -> None:
    answer = engine.ask(Question(sentence='"Lena\'s wedding" green'))
    assert sorted(names(engine, answer)) == ["IMG_0005", "IMG_0006"]
    assert answer.reading
    assert not answer.reading.notes
    none = engine.ask(Question(sentence='"wedding Lena" green'))
    assert len(none.photo_ids) == 10
    assert none.reading
    assert "“wedding Lena” stands in no photo's words" in none.reading.notes[0].text


def test_quotes_that_turn_a_filter_off_insist_on_nothing(engine: SearchEngine) -> None:
    filtered = engine.ask(Question(sentence="last year red"))
    assert filtered.reading
    assert filtered.reading.filters
    answer = engine.ask(Question(sentence='"last year" red'))
    assert answer.reading
    assert not answer.reading.filters
    assert not answer.reading.notes
    assert len(answer.photo_ids) == 10


def test_photos_that_say_what_should_not_be_there_are_left_out(engine: SearchEngine) -> None:
    found = names(engine, engine.ask(Question(sentence="red -wedding")))
    assert len(found) == 8
    assert not {"IMG_0005", "IMG_0006"} & set(found)
    assert "小猫睡觉" not in names(engine, engine.ask(Question(sentence="red -小猫")))
    assert len(engine.ask(Question(sentence="red -the")).photo_ids) == 10


def test_each_side_of_or_has_its_words(engine: SearchEngine) -> None:
    answer = engine.ask(Question(sentence="rocket OR 小猫"))
    assert set(names(engine, answer)[:2]) == {"rocket_launch", "小猫睡觉"}
    assert list(answer.scores) == sorted(answer.scores, reverse=True)
    fields = [answer.reasons[int(photo_id)].matches[0].field for photo_id in answer.photo_ids[:2]]
    assert fields == ["name", "name"]


def test_a_reason_says_words_looks_and_filters(engine: SearchEngine) -> None:
    answer = engine.ask(Question(sentence="rocket launch type:jpeg"))
    reason = answer.reasons[int(answer.photo_ids[0])]
    assert [(match.field, match.text) for match in reason.matches] == [("name", "rocket_launch")]
    assert reason.coverage == 1
    assert reason.filters == ("type:jpeg",)
    assert reason.similarity is not None
    assert reason.place
    assert answer.scores[0] > reason.similarity
    plain = answer.reasons[int(answer.photo_ids[-1])]
    assert plain.similarity == pytest.approx(float(answer.scores[-1]))
    unranked = engine.ask(Question(sentence="type:jpeg"))
    assert unranked.reasons[int(unranked.photo_ids[0])].filters == ("type:jpeg",)


@settings(max_examples=30, deadline=None)
@given(st.text(max_size=30) | st.text(st.sampled_from("\"*():^-+ANDORNEAR{}'海滩狗a1_ "), max_size=20))
def test_anything_can_be_asked(engine: SearchEngine, sentence: str) -> None:
    answer = engine.ask(Question(sentence=sentence))
    assert list(answer.scores) == sorted(answer.scores, reverse=True)
    assert list(answer.reasons) == answer.photo_ids.tolist()


def test_words_find_photos_that_have_no_vector_yet(album: Album, tmp_path: Path) -> None:
    album.change("UPDATE places SET state = 'waiting'")
    with closing(sqlite3.connect(album.root / "vectors.db")) as vectors:
        vectors.execute("DELETE FROM vectors")
        vectors.commit()
    with SearchEngine(album.root, encoder=album.encoder) as engine:
        answer = engine.ask(Question("rocket"))
        assert names(engine, answer) == ["rocket_launch"]
        assert answer.reasons[int(answer.photo_ids[0])].similarity is None


def _spoil(path: Path, contents: bytes | None) -> None:
    for suffix in ("-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
    if contents is None:
        path.unlink()
    else:
        path.write_bytes(contents)


@pytest.mark.parametrize("contents", [None, b"", b"no database at all" * 100])
def test_a_lost_or_damaged_index_is_made_again(album: Album, contents: bytes | None) -> None:
    _spoil(album.root / "words.db", contents)
    with SearchEngine(album.root, encoder=album.encoder) as engine:
        assert first(engine, "rocket") == ["rocket_launch"]
        # And another process may throw it away meanwhile.
        _spoil(album.root / "words.db", contents)
        album.change("INSERT INTO reworded (photo_id) VALUES (12345)")
        engine.ask(Question("rocket"))
        assert first(engine, "rocket") == ["rocket_launch"]
    assert not (album.root / "damaged").exists()


def test_pages_that_rot_do_not_stop_a_question(album: Album) -> None:
    path = album.root / "words.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    bytes_ = bytearray(path.read_bytes())
    for page in range(2, len(bytes_) // 4096):
        bytes_[page * 4096 : page * 4096 + 200] = b"\xa5" * 200
    _spoil(path, bytes(bytes_))
    with SearchEngine(album.root, encoder=album.encoder) as engine:
        engine.ask(Question("rocket"))
        album.change("INSERT INTO reworded (photo_id) VALUES (12345)")
        engine.ask(Question("rocket"))
        assert first(engine, "rocket") == ["rocket_launch"]


def test_an_older_catalogue_gets_its_own_words_back(album: Album) -> None:
    [photo] = album.ids("IMG_0001")
    with Library.open(album.root) as library:
        before = library._catalog.conn.serialize()
        library.annotations.entitle([photo], "Harbour")
    with SearchEngine(album.root, encoder=album.encoder) as engine:
        assert first(engine, "harbour") == ["IMG_0001"]
    for suffix in ("-wal", "-shm"):
        (album.root / f"catalog.db{suffix}").unlink(missing_ok=True)
    (album.root / "catalog.db").write_bytes(before)
    with SearchEngine(album.root, encoder=album.encoder) as engine:
        assert not any(reason.matches for reason in engine.ask(Question("harbour")).reasons.values())
        assert first(engine, "rocket") == ["rocket_launch"]


def test_two_processes_keep_one_index(album: Album) -> None:
    (album.root / "words.db").unlink()
    with Library.open(album.root) as one, Library.open(album.root) as other:
        indexes = [WordIndex(album.root / "words.db", library.wording) for library in (one, other)]
        with closing(indexes[0]) as mine, closing(indexes[1]) as theirs:
            taken = _alternately(mine, theirs)
            assert sum(taken) == 10
            assert min(taken) > 0
            for index in indexes:
                assert index.refresh() == 0
                assert index.photos == 10
                assert len(index.photos_with('"wedding"')) == 2
                assert index.frequencies(["wedding", "rocket", "nothing"]) == {"wedding": 2, "rocket": 1}
                assert index.words_with("ocke") == {"rocket": 1}


def _alternately(*indexes: WordIndex) -> list[int]:
    taken = [0] * len(indexes)
    for turn in range(8):
        taken[turn % len(indexes)] += indexes[turn % len(indexes)].refresh(limit=3)
    return taken


def test_counts_of_words_follow_what_changes(album: Album) -> None:
    photos = album.ids("IMG_0001", "IMG_0002")
    with (
        Library.open(album.root) as library,
        closing(WordIndex(library.paths.words, library.wording)) as index,
    ):

        def counted(*terms: str) -> Sequence[int]:
            index.refresh()
            known = index.frequencies(list(terms))
            return [known.get(term, 0) for term in terms]

        assert counted("goose") == [0]
        library.annotations.describe(photos, "goose goose")
        library.annotations.tag(photos[:1], "Goose")
        assert counted("goose") == [2]
        library.annotations.describe(photos[1:], None)
        assert counted("goose") == [1]
        library.annotations.untag(photos[:1], "goose")
        library.annotations.describe(photos[:1], "gander")
        assert counted("goose", "gander") == [0, 1]
