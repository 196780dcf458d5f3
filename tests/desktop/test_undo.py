"""What was done is taken back and done again, in its order, and what fails can be tried again."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtGui import QAction
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication

from core.errors import UsageError
from core.library import Change, Library, Photo
from desktop.organise.undo import Undo

Until = Callable[..., None]


class Bench:
    """An `Undo` with its two actions and what it said."""

    def __init__(self, library: Library, until: Until) -> None:
        self.back, self.again = QAction(), QAction()
        self.undo = Undo(library.paths.root, self.back, self.again)
        self.said: list[tuple[str, QAction | None]] = []
        self.undo.said.connect(lambda text, action: self.said.append((text, action)))
        self.failed = QSignalSpy(self.undo.failed)
        self._until = until

    def settle(self) -> None:
        self._until(lambda: self.undo.is_settled)


@pytest.fixture
def bench(app: QApplication, library: Library, until: Until) -> Iterator[Bench]:
    made = Bench(library, until)
    yield made
    made.undo.close()


def wording(count: int) -> str:
    return f"{count} photos tagged" if count else "They had it"


def test_a_change_is_done_said_undone_and_done_again(
    bench: Bench, library: Library, photos: list[Photo]
) -> None:
    ids = [photo.id for photo in photos]
    library.annotations.tag(ids[:3], "beach")
    assert not bench.back.isEnabled()
    bench.undo.say(lambda own: own.annotations.tag(ids, "beach"), wording)
    bench.settle()
    assert bench.said == [(f"{len(ids) - 3} photos tagged", bench.back)]
    assert bench.back.text() == f"Undo: {len(ids) - 3} photos tagged"
    bench.back.trigger()
    bench.settle()
    assert library.annotations.tags()[0].photos == 3
    assert not bench.back.isEnabled()
    assert bench.again.isEnabled()
    bench.again.trigger()
    bench.settle()
    assert library.annotations.tags()[0].photos == len(ids)


def test_nothing_changed_is_said_and_not_kept(bench: Bench, library: Library, photos: list[Photo]) -> None:
    library.annotations.tag([photos[0].id], "beach")
    bench.undo.say(lambda own: own.annotations.tag([photos[0].id], "beach"), wording)
    bench.undo.did("nothing", Change())
    bench.settle()
    assert bench.said == [("They had it", None)]
    assert not bench.back.isEnabled()


def test_an_undo_asked_for_at_once_is_of_what_is_being_done(
    bench: Bench, library: Library, photos: list[Photo]
) -> None:
    ids = [photo.id for photo in photos]
    for name in ("one", "two", "three"):
        bench.undo.say(lambda own, name=name: own.annotations.tag(ids, name), wording)
    bench.back.trigger()
    bench.back.trigger()
    bench.again.setEnabled(True)
    bench.again.trigger()
    bench.settle()
    assert [tag.name for tag in library.annotations.tags()] == ["one", "two"]
    bench.undo.say(lambda own: own.annotations.rate(ids, 5), wording)
    bench.settle()
    assert not bench.again.isEnabled()


def test_what_fails_is_said_and_can_be_tried_again(bench: Bench) -> None:
    trouble = ["The drive is away."]
    done: list[str] = []

    def back(library: Library) -> Callable[[Library], object]:
        if trouble:
            raise UsageError(trouble.pop())
        done.append("back")
        return lambda _: done.append("again")

    bench.undo.did_by("2 photos put in the trash", back)
    bench.back.trigger()
    bench.settle()
    assert bench.failed.count() == 1
    assert not done
    assert bench.back.text() == "Undo: 2 photos put in the trash"
    bench.back.trigger()
    bench.settle()
    assert bench.said[-1] == ("Taken back: 2 photos put in the trash", bench.again)
    bench.again.trigger()
    bench.settle()
    assert done == ["back", "again"]
    # What gives nothing back can't be taken back any more.
    assert not bench.back.isEnabled()
    assert not bench.again.isEnabled()


def test_an_undo_of_what_fails_takes_nothing_else_back(
    bench: Bench, library: Library, photos: list[Photo]
) -> None:
    bench.undo.say(lambda own: own.annotations.tag([photos[0].id], "beach"), wording)
    bench.settle()
    bench.undo.say(lambda own: own.annotations.create_album("1" * 999), wording)
    bench.back.trigger()
    bench.settle()
    assert bench.failed.count() == 1
    assert [tag.name for tag in library.annotations.tags()] == ["beach"]
    bench.back.trigger()
    bench.settle()
    assert library.annotations.tags() == []


def test_what_fails_again_is_given_up_for_what_was_done_before(
    bench: Bench, library: Library, photos: list[Photo]
) -> None:
    def back(_: Library) -> None:
        raise UsageError("It is not in the trash any more.")

    bench.undo.say(lambda own: own.annotations.tag([photos[0].id], "beach"), wording)
    bench.undo.did_by("1 file put in the trash", back)
    for _ in range(3):
        bench.back.trigger()
    bench.settle()
    assert bench.failed.count() == 2
    assert [text for text, _ in bench.said[-2:]] == [
        "Given up: 1 file put in the trash",
        "Taken back: 1 photos tagged",
    ]
    assert library.annotations.tags() == []


def test_what_was_said_just_before_the_end_is_said(
    bench: Bench, library: Library, photos: list[Photo]
) -> None:
    ids = [photo.id for photo in photos]
    for stars in (1, 2, 3):
        bench.undo.say(lambda own, stars=stars: own.annotations.rate(ids, stars), wording)
    bench.undo.say(lambda own: own.annotations.create_album("1" * 999), wording)
    bench.back.trigger()
    bench.undo.close()
    assert {said.rating for said in library.annotations.of(ids).values()} == {3}


def test_only_so_many_steps_are_kept(bench: Bench, library: Library, photos: list[Photo]) -> None:
    for number in range(104):
        bench.undo.say(
            lambda own, number=number: own.annotations.entitle([photos[0].id], f"{number}"), wording
        )
    for _ in range(104):
        bench.back.trigger()
    bench.settle()
    assert library.annotations.of([photos[0].id])[photos[0].id].title == "3"
