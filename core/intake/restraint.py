"""Whether indexing should rest although nobody paused it: the battery, and what else the computer does.

Scheduling priorities already let other programs go first; these rules are for what priorities can't do:
heat, noise and a battery that is wanted for something else.
"""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import psutil

Resting = Literal["", "battery", "busy"]

_LOOK_SECONDS = 5.0
_BUSY, _CALM = 0.5, 0.3
"""Share of the processors that other programs use above which it rests, and below which it goes on."""


@dataclass(frozen=True, slots=True)
class Load:
    """What is measured.

    Attributes:
        on_battery: The computer runs on a battery that is not being charged.
        others: Share of all processors used by other programs since the last look, 0 to 1.
    """

    on_battery: bool
    others: float


class Machine:
    """Measures the load of this computer; the indexer's own processes do not count."""

    def __init__(self) -> None:
        self._before: tuple[float, float, float] | None = None

    def load(self) -> Load:
        """Since the last call; nothing is known at the first."""
        times = psutil.cpu_times()
        # Waiting for a disk is no work; nice: whoever works politely does not want us away.
        everyone = times.user + times.system + getattr(times, "irq", 0.0) + getattr(times, "softirq", 0.0)
        now = (time.monotonic(), everyone, self._own())
        before, self._before = self._before, now
        on_battery = _on_battery()
        if before is None or now[0] <= before[0]:
            return Load(on_battery, 0.0)
        capacity = (now[0] - before[0]) * (os.cpu_count() or 1)
        own = max(0.0, now[2] - before[2])
        # A worker's own time is nice where the system counts so, and then not in `everyone` at all.
        own = 0.0 if getattr(times, "nice", 0.0) else own
        return Load(on_battery, min(1.0, max(0.0, (now[1] - before[1] - own) / capacity)))

    def _own(self) -> float:
        """Processor seconds of this process and its children, so far."""
        used = 0.0
        process = psutil.Process()
        for one in (process, *process.children(recursive=True)):
            with contextlib.suppress(psutil.Error):
                used += sum(one.cpu_times()[:2])
        return used


def _on_battery() -> bool:
    """Whether it is known that the computer runs on its battery."""
    try:
        battery = psutil.sensors_battery() if hasattr(psutil, "sensors_battery") else None
    except (OSError, ValueError, psutil.Error):
        return False  # where /sys is not mounted, or a driver writes nonsense there
    return battery is not None and battery.power_plugged is False


class Restraint:
    """Says why to rest, after the rules a person chose.

    Args:
        rules: The rules now: rest on battery, rest while other programs are busy.
        measure: Looks at the computer.
        clock: Seconds.
    """

    def __init__(
        self,
        rules: Callable[[], tuple[bool, bool]],
        measure: Callable[[], Load] | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._rules = rules
        self._measure = measure or Machine().load
        self._clock = clock
        self._looked: float | None = None
        self._reason: Resting = ""
        self._overruled: Resting = ""

    def reason(self) -> Resting:
        """Why to rest now; "" when nothing speaks against work. Looks every few seconds at most."""
        now = self._clock()
        if self._looked is None or now - self._looked >= _LOOK_SECONDS:
            self._looked = now
            self._reason = self._look()
            if self._reason != self._overruled:
                self._overruled = ""
        return "" if self._reason == self._overruled else self._reason

    def overrule(self) -> None:
        """The person wants it done all the same, until the reason is another one."""
        self._overruled = self._reason

    def _look(self) -> Resting:
        on_battery, while_busy = self._rules()
        if not (on_battery or while_busy):
            return ""
        load = self._measure()
        if on_battery and load.on_battery:
            return "battery"
        if while_busy and load.others > (_CALM if self._reason == "busy" else _BUSY):
            return "busy"
        return ""
