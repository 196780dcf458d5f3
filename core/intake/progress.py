"""What an indexer is doing, as one small value: printed, sent to the window, left for other processes."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Literal

State = Literal["starting", "scanning", "indexing", "transcribing", "watching", "paused", "stopped"]


@dataclass(frozen=True, slots=True)
class Progress:
    """The state of an indexer.

    Attributes:
        state: What it does now.
        found: Photos found by the scans of this run.
        waiting: Files still to be read.
        done: Files read in this run, the failed ones included.
        encoded: Pictures that went through the encoder in this run.
        moved: Files recognised at another place, without reading them.
        failed: Files that could not be read in this run.
        texts: Pictures whose text was read in this run, those where that failed included.
        texts_waiting: Pictures within reach whose text is still to be read.
        rate: Photos a second, lately: read, or transcribed.
        seconds_left: Estimate for what waits of that; None when there is nothing to go by.
        upcoming: The encoder that is being prepared to answer, if there is one.
        device: Where the encoder runs ("cpu", "cuda"), once it is loaded.
        resting: Why it is paused although nobody asked for that: "battery", or "busy" while other programs
            need the computer; "" otherwise.
        message: Something the person should know, such as a folder that is offline.
        pid: The process.
    """

    state: State = "starting"
    found: int = 0
    waiting: int = 0
    done: int = 0
    encoded: int = 0
    moved: int = 0
    failed: int = 0
    texts: int = 0
    texts_waiting: int = 0
    rate: float = 0.0
    seconds_left: float | None = None
    upcoming: str = ""
    device: str = ""
    resting: str = ""
    message: str = ""
    pid: int = 0

    def to_line(self) -> str:
        """As one line of JSON."""
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def from_line(cls, line: str) -> Progress | None:
        """The inverse; None for anything else."""
        try:
            values = json.loads(line)
        except ValueError:
            return None
        names = {field.name for field in fields(cls)}
        if not isinstance(values, dict) or "state" not in values:
            return None
        return cls(**{name: value for name, value in values.items() if name in names})


def publish(progress: Progress, path: Path) -> None:
    """Leave the state where other processes find it; readers see the old or the new one, whole."""
    temporary = path.with_suffix(f".{os.getpid()}.part")
    temporary.write_text(progress.to_line(), encoding="utf-8")
    temporary.replace(path)


def published(path: Path) -> Progress | None:
    """The state an indexer left; None when there is none. It may be long dead: ask the lock."""
    try:
        return Progress.from_line(path.read_text(encoding="utf-8"))
    except OSError:
        return None
