from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future

import pytest

from desktop.parts.threads import Crew, Crossing


def test_results_and_errors_come_back_on_the_main_thread(until: Callable[..., None]) -> None:
    crew = Crew("test", 2)
    seen: list[tuple[object, threading.Thread]] = []

    def fail() -> None:
        raise ValueError("broken")

    crew.run(lambda: 40 + 2, lambda value: seen.append((value, threading.current_thread())), pytest.fail)
    crew.run(fail, pytest.fail, lambda error: seen.append((str(error), threading.current_thread())))
    until(lambda: len(seen) == 2)
    assert {value for value, _ in seen} == {42, "broken"}
    assert {thread for _, thread in seen} == {threading.main_thread()}
    crew.close()


def test_one_thread_owns_what_is_made_on_it(until: Callable[..., None]) -> None:
    crew = Crew("test")
    threads: list[int] = []
    for _ in range(5):
        crew.run(threading.get_ident, threads.append, pytest.fail)
    until(lambda: len(threads) == 5)
    closed_on: list[int] = []
    crew.close(lambda: closed_on.append(threading.get_ident()))
    assert set(threads) == set(closed_on)
    assert threading.get_ident() not in closed_on


def test_a_cancelled_job_is_not_done_and_not_delivered(until: Callable[..., None]) -> None:
    crew = Crew("test")
    go, done = threading.Event(), []
    crew.run(go.wait, lambda _: None, pytest.fail)
    ticket = crew.run(lambda: done.append("did"), lambda _: done.append("told"), pytest.fail)
    ticket.cancel()
    last: list[int] = []
    crew.run(lambda: 1, last.append, pytest.fail)
    go.set()
    until(lambda: last)
    assert done == []
    crew.close()


def test_close_drops_what_waits_and_delivers_nothing(until: Callable[..., None]) -> None:
    crew = Crew("test")
    started, go, did = threading.Event(), threading.Event(), []
    crew.run(lambda: (started.set(), go.wait()), pytest.fail, pytest.fail)
    crew.run(lambda: did.append(1), pytest.fail, pytest.fail)
    started.wait()
    threading.Timer(0.05, go.set).start()
    crew.close()
    assert did == []


def test_an_error_while_closing_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    crew = Crew("test")
    crew.close(lambda: 1 // 0)
    assert "closing failed" in caplog.text


def test_a_future_is_brought_over(until: Callable[..., None]) -> None:
    crossing = Crossing()
    good: Future[int] = Future()
    bad: Future[int] = Future()
    gone: Future[int] = Future()
    seen: list[object] = []
    crossing.bring(good, seen.append, pytest.fail)
    crossing.bring(bad, pytest.fail, lambda error: seen.append(str(error)))
    crossing.bring(gone, pytest.fail, pytest.fail).cancel()
    assert gone.cancelled()
    threading.Thread(target=lambda: (good.set_result(7), bad.set_exception(OSError("no")))).start()
    until(lambda: len(seen) == 2)
    assert seen == [7, "no"]
