"""The batch size follows what the device can do."""

from __future__ import annotations

import pytest

from models.batching import BatchSize
from models.errors import EncoderOutOfMemory


def work_off(batch: BatchSize, room: int, items: int) -> list[int]:
    """Do some items on a device with room for so many at once; returns the sizes of the pieces."""
    sizes: list[int] = []

    def task(piece: slice) -> None:
        if piece.stop - piece.start > room:
            raise EncoderOutOfMemory("full")
        sizes.append(piece.stop - piece.start)

    done = 0
    while done < items:
        piece, _ = batch.run(task, done, items)
        assert piece.start == done
        done = piece.stop
    assert sum(sizes) == items
    return sizes


def test_it_halves_until_it_fits_and_stays_there() -> None:
    batch = BatchSize(64, 64)
    assert max(work_off(batch, room=10, items=100)) == 8
    assert max(work_off(batch, room=1000, items=100)) == 8


def test_what_does_not_fit_at_all_is_said() -> None:
    with pytest.raises(EncoderOutOfMemory):
        work_off(BatchSize(8, 8), room=0, items=1)


def test_it_grows_while_that_pays(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = [0.0]
    monkeypatch.setattr("models.batching.perf_counter", lambda: clock[0])
    batch = BatchSize(4, 128)

    def task(piece: slice) -> None:
        # Ten a second each on its own; up to 32 go in the time of one.
        clock[0] += 0.1 * max(1.0, (piece.stop - piece.start) / 32)

    done = 0
    while done < 5000:
        piece, _ = batch.run(task, done, 5000)
        done = piece.stop
    assert batch.current == 32
