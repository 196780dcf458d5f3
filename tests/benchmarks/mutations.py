"""Damaged pictures among good ones, through the real program: nothing crashes, nothing goes unsaid."""

from __future__ import annotations

import argparse
import os
import random
import shutil
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import psutil
from PIL import Image

sys.path.insert(0, str(Path(__file__).parents[2]))

from core.library import Library
from tests.benchmarks.mutants import Source, mutant, mutant_sidecar, sources
from tests.benchmarks.report import table

_ROOT = Path(__file__).parents[2]
_GOOD_EACH = 10  # one good photo for so many damaged ones
_LOOK_SECONDS = 0.05
_STARTED_SECONDS = 2.0
_FROZEN_SECONDS = 25.0


@dataclass(slots=True)
class Tally:
    """What a run saw.

    Attributes:
        damaged: Damaged files that were offered.
        shown: Of these, files that could be decoded all the same.
        reported: Of these, failures by reason.
        unaccounted: Of these, files that are neither in the library nor among its failures.
        good: Sound files among them.
        good_lost: Of these, files that are not in the library.
        good_frozen: Sound files that were in a decoder when it was frozen on purpose.
        sidecars: Damaged sidecars, one beside each sound file.
        sidecars_waiting: Of these, sidecars of which it is not settled whether they can be read.
        parent_failures: Runs of `fovea index` that ended in another way than "done" or "some photos failed".
        cuts: Seconds from when a decoder was frozen to its end.
        seconds: That indexing took.
        parent_peak: Resident bytes of the indexing process, at most.
        child_peak: Resident bytes of one decoder, at most.
        sum_peak: Bytes of all of them at one moment, shared pages counted once, at most.
    """

    damaged: int = 0
    shown: int = 0
    reported: Counter[str] = field(default_factory=Counter)
    unaccounted: list[str] = field(default_factory=list)
    good: int = 0
    good_lost: list[str] = field(default_factory=list)
    good_frozen: int = 0
    sidecars: int = 0
    sidecars_waiting: int = 0
    parent_failures: list[str] = field(default_factory=list)
    cuts: list[float] = field(default_factory=list)
    seconds: float = 0.0
    parent_peak: int = 0
    child_peak: int = 0
    sum_peak: int = 0

    @property
    def passed(self) -> bool:
        """Whether every promise was kept."""
        crashed = self.unaccounted or self.good_lost or self.sidecars_waiting or self.parent_failures
        return not crashed and all(cut <= 20 for cut in self.cuts)


def run(
    count: int,
    seed: int,
    camera_photos: Path | None = None,
    each: int = 500,
    freeze: int = 1,
    *,
    text: bool = True,
) -> Tally:
    """Index folders of damaged pictures, with good ones among them.

    Args:
        count: Damaged pictures.
        seed: Of the damage.
        camera_photos: Real files to damage besides those made here.
        each: Damaged pictures at once, so that they need little room.
        freeze: So many times a decoder is stopped in the midst of its work, as if a picture had hung it.
        text: Whether the text in the pictures is looked for, too.
    """
    files = sources(camera_photos)
    chance = random.Random(seed)
    tally = Tally()
    with TemporaryDirectory() as directory:
        photos, library = Path(directory) / "photos", Path(directory) / "library"
        photos.mkdir()
        with Library.open(library) as opened:
            opened.folders.add(photos)
            opened.settings.save(transcribe=text)
        for start in range(0, count, each):
            slice_ = photos / f"{start:06}"
            slice_.mkdir()
            _fill(slice_, chance, files, min(each, count - start), seed + start)
            started = time.monotonic()
            _index(library, tally, freeze=start // each < freeze)
            tally.seconds += time.monotonic() - started
            _account(library, slice_, tally)
            shutil.rmtree(slice_)
    return tally


def _fill(folder: Path, chance: random.Random, files: list[Source], count: int, seed: int) -> None:
    for number in range(count):
        suffix, data = mutant(chance, files)
        (folder / f"damaged-{number:05}{suffix}").write_bytes(data)
        if number % _GOOD_EACH == 0:
            pixels = np.random.default_rng((seed, number)).integers(0, 255, (6, 8, 3), dtype=np.uint8)
            picture = Image.fromarray(pixels).resize((320, 240), Image.Resampling.BICUBIC)
            good = folder / f"good-{number:05}.jpg"
            picture.save(good, quality=90)
            # What is beside a photo may be damaged, too; that is no reason not to index the photo.
            suffix, data = mutant_sidecar(chance)
            good.with_name(good.name + suffix).write_bytes(data)


def _index(library: Path, tally: Tally, *, freeze: bool) -> None:
    """Run `fovea index`, and watch it and its decoders."""
    command = [sys.executable, "-m", "core.cli", "--library", str(library), "index"]
    with subprocess.Popen(
        command, cwd=_ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    ) as program:
        parent = psutil.Process(program.pid)
        frozen: psutil.Process | None = None
        since = 0.0
        spent: dict[int, float] = {}
        while program.poll() is None:
            decoders = _decoders(parent)
            _measure(parent, decoders, tally)
            if freeze and frozen is None:
                frozen, since = _freeze(decoders, spent), time.monotonic()
            elif frozen is not None and freeze and not _exists(frozen):
                tally.cuts.append(time.monotonic() - since)
                freeze = False
            elif frozen is not None and freeze and time.monotonic() - since > _FROZEN_SECONDS:
                tally.cuts.append(time.monotonic() - since)
                frozen.resume()
                freeze = False
            time.sleep(_LOOK_SECONDS)
        assert program.stderr is not None
        said = program.stderr.read()
        # It says "please report" when it ends by a bug, and "could not be read" of the photos.
        if program.returncode not in (0, 1) or "please report" in said:
            tally.parent_failures.append(f"exit code {program.returncode}: {said[-2000:]}")


def _decoders(parent: psutil.Process) -> list[psutil.Process]:
    try:
        return [child for child in parent.children() if "core.imaging.child" in " ".join(child.cmdline())]
    except psutil.Error:
        return []


def _freeze(decoders: list[psutil.Process], spent: dict[int, float]) -> psutil.Process | None:
    """Stop a decoder that has started long ago and has just used the processor: it is at a picture."""
    for child in decoders:
        try:
            now = child.cpu_times().user
            started = time.time() - child.create_time() > _STARTED_SECONDS
            if started and now > spent.get(child.pid, now):
                child.suspend()
                return child
            spent[child.pid] = now
        except psutil.Error:
            continue
    return None


def _exists(process: psutil.Process) -> bool:
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.Error:
        return False


def _measure(parent: psutil.Process, decoders: list[psutil.Process], tally: Tally) -> None:
    together = 0
    for process in (parent, *decoders):
        try:
            memory: Any = process.memory_full_info()
        except psutil.Error:
            continue
        together += getattr(memory, "pss", memory.rss)
        if process is parent:
            tally.parent_peak = max(tally.parent_peak, memory.rss)
        else:
            tally.child_peak = max(tally.child_peak, memory.rss, _high_water(process.pid))
    tally.sum_peak = max(tally.sum_peak, together)


def _high_water(pid: int) -> int:
    """The most that a process ever had resident, which looking now and then may miss (proc_pid_status(5))."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
        return int(status.split("VmHWM:")[1].split()[0]) << 10
    except (OSError, IndexError, ValueError):
        return 0


def _account(library: Path, folder: Path, tally: Tally) -> None:
    with Library.open(library) as opened:
        tally.sidecars_waiting += len(opened.sidecars.waiting())
        reasons = {failure.path: failure.reason for failure in opened.photos.failures()}
        for path in sorted(folder.iterdir()):
            indexed = opened.photos.at(path) is not None and path not in reasons
            if path.name.startswith("good"):
                if path.suffix != ".jpg":
                    tally.sidecars += 1
                    continue
                tally.good += 1
                # A frozen decoder may have been at a good photo, which is then rightly given up.
                if not indexed and reasons.get(path) == "timed-out" and tally.good_frozen < len(tally.cuts):
                    tally.good_frozen += 1
                elif not indexed:
                    tally.good_lost.append(f"{path.name}: {reasons.get(path, 'not there')}")
                continue
            tally.damaged += 1
            tally.shown += indexed
            if path in reasons:
                tally.reported[reasons[path]] += 1
            elif not indexed:
                tally.unaccounted.append(path.name)


def run_part(options: argparse.Namespace) -> int:
    """The part `mutations` of `make soak`."""
    return main(["--seed", str(options.seed)])


def main(arguments: Sequence[str] | None = None) -> int:
    """Run, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mutants", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    data = os.environ.get("FOVEA_TEST_DATA")
    archive = Path(data) / "camera-photos.zip" if data else None
    with TemporaryDirectory() as directory:
        camera_photos = None
        if archive is not None and archive.exists():
            camera_photos = Path(directory)
            shutil.unpack_archive(archive, camera_photos)
        tally = run(options.mutants, options.seed, camera_photos)
    reasons = [[f"  reported: {reason}", number] for reason, number in tally.reported.most_common()]
    table(
        f"Damaged pictures (seed {options.seed}; {tally.seconds:.0f} s of indexing)",
        ["", ""],
        [
            ["damaged files tried", tally.damaged],
            ["  shown all the same", tally.shown],
            *reasons,
            ["  neither shown nor reported", len(tally.unaccounted)],
            ["good neighbours", tally.good],
            ["  frozen on purpose, and given up", tally.good_frozen],
            ["  not indexed", len(tally.good_lost)],
            ["damaged sidecars beside them", tally.sidecars],
            ["  neither read nor refused", tally.sidecars_waiting],
            ["crashes of the indexing process", len(tally.parent_failures)],
            ["decoders frozen on purpose", len(tally.cuts)],
            ["  longest until cut, s", f"{max(tally.cuts, default=0):.1f}"],
            ["peak memory of the indexing process, MiB", tally.parent_peak >> 20],
            ["peak memory of one decoder, MiB", tally.child_peak >> 20],
            ["peak memory of all together, MiB", tally.sum_peak >> 20],
        ],
    )
    for line in (*tally.parent_failures, *tally.good_lost[:20], *tally.unaccounted[:20]):
        print(line)
    return 0 if tally.passed else 1


if __name__ == "__main__":
    raise SystemExit(main())
