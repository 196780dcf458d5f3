from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from core.errors import LibraryError
from core.search import Answer, Question, SearchEngine
from desktop.ask.search_service import SearchService
from models import EncoderNotFound

Until = Callable[..., None]


class SlowEngine:
    """Answers when it is told to."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.threads: set[int] = set()
        self.go = threading.Semaphore(0)
        self.closed = False
        self.tidied = 0
        self.names = object()
        self.error: Exception | None = None

    needs_tidying = True

    def warm_up(self) -> None:
        self.threads.add(threading.get_ident())

    def ask(self, question: Question) -> Answer:
        self.threads.add(threading.get_ident())
        self.asked.append(question.words)
        self.go.acquire()
        if self.error is not None:
            raise self.error
        return Answer(question, np.array([1]), np.array([1.0], np.float32), "slow@1", 1, 0.0, 1.0)

    def tidy(self) -> bool:
        self.tidied += 1
        return True

    def suggester(self) -> object:
        self.threads.add(threading.get_ident())
        return self.names

    def close(self) -> None:
        self.threads.add(threading.get_ident())
        self.closed = True


@pytest.fixture
def engine() -> SlowEngine:
    return SlowEngine()


@pytest.fixture
def service(engine: SlowEngine, tmp_path: Path) -> Iterator[SearchService]:
    made = SearchService(tmp_path, lambda _: engine)  # type: ignore[arg-type, return-value]
    yield made
    for _ in range(20):
        engine.go.release()
    made.close()


def test_only_the_newest_waits(service: SearchService, engine: SlowEngine, until: Until) -> None:
    answers: list[tuple[str, bool]] = []
    service.answered.connect(lambda answer, refresh: answers.append((answer.question.words, refresh)))
    for words in ("d", "do", "dog", "dog o", "dog on grass"):
        service.ask(Question(words))
    assert service.busy
    engine.go.release()
    engine.go.release()
    until(lambda: not service.busy)
    assert engine.asked == ["d", "dog on grass"]
    assert answers == [("dog on grass", False)]


def test_a_refresh_asks_the_same_again(service: SearchService, engine: SlowEngine, until: Until) -> None:
    answers: list[tuple[str, bool]] = []
    service.answered.connect(lambda answer, refresh: answers.append((answer.question.words, refresh)))
    service.refresh()
    assert not service.busy
    service.ask(Question("dog"))
    service.refresh()
    for _ in range(2):
        engine.go.release()
    until(lambda: len(answers) == 2)
    assert answers == [("dog", False), ("dog", True)]


def test_a_question_goes_before_a_refresh(service: SearchService, engine: SlowEngine, until: Until) -> None:
    answers: list[tuple[str, bool]] = []
    service.answered.connect(lambda answer, refresh: answers.append((answer.question.words, refresh)))
    service.ask(Question("dog"))
    service.refresh()
    service.ask(Question("cat"))
    for _ in range(2):
        engine.go.release()
    until(lambda: not service.busy)
    assert engine.asked == ["dog", "cat"]
    assert answers[-1] == ("cat", False)


def test_errors_are_told_and_the_next_question_is_answered(
    service: SearchService, engine: SlowEngine, until: Until
) -> None:
    failed: list[object] = []
    answers: list[object] = []
    service.failed.connect(failed.append)
    service.answered.connect(lambda answer, _: answers.append(answer))
    engine.error = LibraryError("The library is gone.", "Connect its drive.")
    service.ask(Question("dog"))
    engine.go.release()
    until(lambda: failed)
    assert failed == [engine.error]
    engine.error = None
    service.ask(Question("cat"))
    engine.go.release()
    until(lambda: answers)


def test_the_engine_stays_on_its_thread_and_tidies_when_idle(
    service: SearchService, engine: SlowEngine, until: Until
) -> None:
    service.ask(Question("dog"))
    engine.go.release()
    until(lambda: engine.tidied)
    service.close()
    assert engine.closed
    assert len(engine.threads) == 1
    assert threading.get_ident() not in engine.threads


def test_without_an_encoder_the_photos_are_shown_all_the_same(library_root: Path, until: Until) -> None:
    def open_engine(root: Path) -> SearchEngine:
        raise EncoderNotFound("There is no encoder.", "Install one.")

    service = SearchService(library_root, open_engine)
    answers: list[Answer] = []
    failed: list[object] = []
    service.answered.connect(lambda answer, _: answers.append(answer))
    service.failed.connect(failed.append)
    service.ask(Question(limit=1 << 31))
    until(lambda: answers)
    assert len(answers[0].photo_ids) == 24
    service.ask(Question("dog"))
    until(lambda: failed)
    assert isinstance(failed[0], EncoderNotFound)
    service.close()


def test_at_rest_the_names_are_told_once_until_they_are_others(
    service: SearchService, engine: SlowEngine, until: Until
) -> None:
    told: list[object] = []
    service.named.connect(told.append)
    engine.go.release()
    service.ask(Question("red"))
    until(lambda: told)
    assert told == [engine.names]
    assert threading.get_ident() not in engine.threads
    service._tidy()
    until(lambda: engine.tidied == 2)
    engine.names = object()
    service._tidy()
    until(lambda: len(told) == 2)
    assert told[1] is engine.names
