"""kill -9 at random moments of what writes: add, index with moves, a change of encoder, a backup."""

from __future__ import annotations

import argparse
import random
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from core.encoders import open_chosen, use
from core.intake import worker_command
from core.library import Library, integrity_problems
from core.search import Question, SearchEngine
from tests.benchmarks.faults import Outcome, paint
from tests.benchmarks.report import table

_ENCODERS = [Path(__file__).parents[1] / "models" / "references" / name for name in ("clip", "siglip")]
_PAUSE_S = (0.1, 2.5)


class Victim:
    """A library, its photos, and processes that work on it until they are killed.

    Args:
        directory: Empty.
        photos: How many there are at the start.
        seed: Of what is done, and of the moments of death.
        text: Whether the text in the photos is looked for, too.
    """

    def __init__(self, directory: Path, photos: int, seed: int, *, text: bool = True) -> None:
        self.root = directory / "library"
        self._photos = directory / "pictures" / "photos"
        self._backup = directory / "backup.db"
        self._chance = random.Random(seed)
        self._painted = 0
        self.outcome = Outcome()
        self.kills: Counter[str] = Counter()
        self.set_aside = 0
        for _ in range(photos):
            self._paint(self._photos / f"{self._painted % 20:02}")
        with Library.open(self.root) as library:
            library.folders.add(self._photos)
            library.settings.save(transcribe=text)
            use(library, _ENCODERS[0])
            use(library, _ENCODERS[1])
        self.actions: dict[str, Callable[[], list[str]]] = {
            "add": self._add,
            "index": self._move,
            "switch": self._switch,
            "backup": self._back_up,
        }

    def kill(self, action: str, pause_s: tuple[float, float] = _PAUSE_S) -> None:
        """Begin something, kill it, and see that all is there."""
        command = self.actions[action]()
        # A worker works until the pipe of its orders ends.
        process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
        )
        try:
            process.wait(self._chance.uniform(*pause_s))
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            self.kills[action] += 1
        _, errors = process.communicate()
        if process.returncode not in (0, 1, -signal.SIGKILL):
            self.outcome.bugs.append(f"{action}: {errors}")
        self.outcome.tried += 1
        self._examine()

    def finish(self) -> Outcome:
        """Index to the end, undisturbed, and compare the library with the disk."""
        # An `add` that was killed early never said what it should add.
        result = self._run("add", str(self._photos.parent))
        with Library.open(self.root) as library:
            # A file that was in hand again and again when its indexer died is set aside, and named; a person
            # who sees its name has it tried again.
            self.set_aside = len(library.photos.failures())
            library.places.retry_failed()
        if self.set_aside:
            result = self._run("index")
        if result.returncode:
            self.outcome.bugs.append(result.stderr)
        on_disk = set(self._photos.parent.rglob("*.jpg"))
        with Library.open(self.root) as library:
            known = [photo.path for photo in library.photos.get(library.photos.ids().tolist())]
        with SearchEngine(self.root) as engine:
            found = engine.ask(Question("anything", limit=10 * len(on_disk))).photo_ids.tolist()
        self.outcome.lost += len(on_disk - set(known)) + max(0, len(on_disk) - len(set(found)))
        self.outcome.doubled += len(known) - len(set(known)) + len(found) - len(set(found))
        # Nothing was forgotten half-way: a second run has nothing to do.
        if ", 0 encoded now" not in (again := self._run("index").stderr).replace(";", ","):
            self.outcome.bugs.append(again)
        return self.outcome

    def _examine(self) -> None:
        started = time.monotonic()
        with SearchEngine(self.root) as engine:
            found = engine.ask(Question("anything", limit=1_000_000)).photo_ids.tolist()
        self.outcome.ready_s = max(self.outcome.ready_s, time.monotonic() - started)
        with Library.open(self.root) as library:
            self.outcome.damaged += bool(library.check())
            ids = library.photos.ids().tolist()
            paths = [photo.path for photo in library.photos.get(ids)]
            encoder = library.vectors.encoder_id(open_chosen(library).identity)
            encoded = set(library.vectors.of_photos(encoder, ids))
        self.outcome.doubled += len(paths) - len(set(paths)) + len(found) - len(set(found))
        self.outcome.lost += len(encoded.symmetric_difference(found))
        if self._backup.exists():
            self.outcome.damaged += bool(integrity_problems(self._backup))

    def _add(self) -> list[str]:
        folder = self._photos.with_name(f"more-{self._painted}")
        for _ in range(6):
            self._paint(folder)
        return self._command("add", str(folder))

    def _move(self) -> list[str]:
        """Something a person does: new photos, a renamed one, one elsewhere, an edited one, a deleted one."""
        self._paint(self._photos / "new")
        existing = sorted(self._photos.rglob("*.jpg"))
        renamed, moved, edited, deleted = self._chance.sample(existing, 4)
        renamed.rename(renamed.with_name(f"renamed-{self._painted}.jpg"))
        (self._photos / "elsewhere").mkdir(exist_ok=True)
        moved.rename(self._photos / "elsewhere" / f"{self._painted}.jpg")
        edited.unlink()
        paint(edited, 100_000 + self._painted)
        deleted.unlink()
        return worker_command(self.root)

    def _switch(self) -> list[str]:
        """Choose the other encoder; it answers when the photos painted now have its vectors too."""
        with Library.open(self.root) as library:
            present = open_chosen(library).identity.name
        for _ in range(4):
            self._paint(self._photos / "new")
        (other,) = [directory for directory in _ENCODERS if directory.name != present]
        if self._chance.random() < 0.5:
            return self._command("encoders", "use", str(other))
        with Library.open(self.root) as library:
            use(library, other)
        return worker_command(self.root)

    def _back_up(self) -> list[str]:
        """One by hand; or the one of the day, which the indexer makes when there is none."""
        if self._chance.random() < 0.5:
            return self._command("backup", str(self._backup))
        shutil.rmtree(self.root / "backups")
        return worker_command(self.root)

    def _command(self, *words: str) -> list[str]:
        return [sys.executable, "-m", "core.cli", "--library", str(self.root), *words]

    def _run(self, *words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(self._command(*words), capture_output=True, text=True, check=False)

    def _paint(self, folder: Path) -> None:
        paint(folder / f"{self._painted:05}.jpg", self._painted)
        self._painted += 1


def run(options: argparse.Namespace) -> int:
    """Kill `options.kills` times, `options.photos` photos being there at the start."""
    with TemporaryDirectory() as directory:
        victim = Victim(Path(directory), options.photos, options.seed)
        actions = list(victim.actions)
        for number in range(options.kills):
            victim.kill(actions[number % len(actions)])
        outcome = victim.finish()
    table(
        f"Killed (seed {options.seed})",
        ["", "kills"],
        [[name, count] for name, count in victim.kills.items()],
    )
    print(f"{victim.set_aside} photos were set aside and named, as if the indexer had died of them.")
    return outcome.show("What was left")
