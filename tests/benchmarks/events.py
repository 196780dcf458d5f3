"""`make soak ARGS=events`: what happens to folders, and what the library says after."""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.benchmarks.report import table
from tests.benchmarks.scene import (
    PATIENCE_S,
    Scene,
    Worker,
    as_ordinary_user,
    can_mount,
    can_run,
    index,
    with_watches,
)

STABLE_S = 1.0
"""The library must go on saying the truth for so long."""

LIVE_S = 2.0
"""A change in single files is to be said so soon after it."""


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happens to folders.

    Attributes:
        name: For people.
        happen: Lets it happen.
        encoded: Pictures that must go through the encoder for it.
        prepare: What is there before.
        needs: What must be possible here: "mount", "ordinary" (not to be root), "limit" (few watches).
        within: Seconds after which the running library must say the truth.
    """

    name: str
    happen: Callable[[Scene], None]
    encoded: int = 0
    prepare: Callable[[Scene], None] = lambda _: None
    needs: str = ""
    within: float = LIVE_S


# -- single files ------------------------------------------------------------------------------


def create(scene: Scene) -> None:
    scene.paint(scene.photos / "new.jpg")


def edit(scene: Scene) -> None:
    (scene.photos / "a.jpg").write_bytes(scene.picture())


def rate(scene: Scene) -> None:
    path = scene.photos / "a.jpg"
    exif = Image.Exif()
    exif[0x4746] = 5
    block = exif.tobytes()
    data = path.read_bytes()
    path.write_bytes(data[:2] + b"\xff\xe1" + (len(block) + 2).to_bytes(2, "big") + block + data[2:])


def save_atomically(scene: Scene) -> None:
    temporary = scene.photos / ".a.jpg.part"
    temporary.write_bytes(scene.picture())
    temporary.replace(scene.photos / "a.jpg")


def copy_slowly(scene: Scene) -> None:
    content = scene.picture()
    step = len(content) // 8 + 1
    with (scene.photos / "slow.jpg").open("wb") as file:
        for start in range(0, len(content), step):
            file.write(content[start : start + step])
            file.flush()
            time.sleep(0.5)
            assert scene.said().failed == 0, "a file that was being written was said to be broken"


def rename(scene: Scene) -> None:
    (scene.photos / "a.jpg").rename(scene.photos / "renamed.jpg")


def rename_case(scene: Scene) -> None:
    (scene.photos / "a.jpg").rename(scene.photos / "A.JPG")


def move_within(scene: Scene) -> None:
    (scene.photos / "a.jpg").rename(scene.photos / "sub" / "a.jpg")


def move_between(scene: Scene) -> None:
    (scene.photos / "a.jpg").rename(scene.second / "a.jpg")


def move_out(scene: Scene) -> None:
    (scene.photos / "a.jpg").rename(scene.outside / "a.jpg")
    scene.missing = 1


def delete(scene: Scene) -> None:
    (scene.photos / "a.jpg").unlink()
    scene.missing = 1


def link_hard(scene: Scene) -> None:
    os.link(scene.photos / "a.jpg", scene.photos / "sub" / "hard.jpg")


# -- directories and links ---------------------------------------------------------------------


def paint_trip(scene: Scene) -> None:
    scene.paint(scene.photos / "trip", count=50)


def move_folder(scene: Scene) -> None:
    (scene.photos / "2019").mkdir()
    (scene.photos / "trip").rename(scene.photos / "2019" / "trip")


def rename_root(scene: Scene) -> None:
    scene.photos.rename(scene.root / "pictures")
    scene.roots[0] = scene.root / "pictures"


def hide_root(scene: Scene) -> None:
    scene.photos.rename(scene.outside / "photos")
    scene.roots.remove(scene.photos)
    scene.offline = 3


def link_loop(scene: Scene) -> None:
    (scene.photos / "sub" / "loop").symlink_to(scene.photos, target_is_directory=True)


def link_outside(scene: Scene) -> None:
    scene.paint(scene.outside / "o.jpg")
    (scene.photos / "link").symlink_to(scene.outside, target_is_directory=True)
    scene.hidden.append(scene.photos / "link")


def follow(scene: Scene) -> None:
    scene.add(scene.photos, follow_links=True)


def link_outside_followed(scene: Scene) -> None:
    # Seen through the link; a loop out there ends.
    scene.paint(scene.outside / "o.jpg")
    (scene.outside / "back").symlink_to(scene.outside, target_is_directory=True)
    (scene.photos / "link").symlink_to(scene.outside, target_is_directory=True)
    scene.roots.append(scene.photos / "link")


def exclude(scene: Scene) -> None:
    scene.exclude("/sub/")
    scene.hidden.append(scene.photos / "sub")
    scene.missing = 1


def leave_out_sub(scene: Scene) -> None:
    scene.exclude("/sub/")
    scene.hidden.append(scene.photos / "sub")


def paint_excluded(scene: Scene) -> None:
    scene.paint(scene.photos / "sub" / "new.jpg")


def be_ordinary(scene: Scene) -> None:
    scene.around = as_ordinary_user()


def lock_and_unlock(scene: Scene) -> None:
    # It may be written, not listed: what is known of it stays, what is new is found afterwards.
    (scene.photos / "sub").chmod(0o300)
    before = scene.said()
    scene.paint(scene.photos / "sub" / "new.jpg")
    time.sleep(2.0)
    assert scene.said() == before, "what can't be looked at was said to have changed"
    (scene.photos / "sub").chmod(0o755)


def lock_file(scene: Scene) -> None:
    be_ordinary(scene)
    (scene.photos / "a.jpg").chmod(0)
    scene.hidden.append(scene.photos / "a.jpg")
    scene.failed = 1


def unlock_file(scene: Scene) -> None:
    # Later than the failure, to the second.
    time.sleep(1.1)
    (scene.photos / "a.jpg").chmod(0o644)
    scene.hidden.clear()
    scene.failed = 0


def few_watches(scene: Scene) -> None:
    scene.around = with_watches(8)
    for number in range(20):
        scene.paint(scene.photos / f"{number:02}" / "a.jpg")


def create_everywhere(scene: Scene) -> None:
    for number in range(20):
        scene.paint(scene.photos / f"{number:02}" / "b.jpg")


# -- drives ------------------------------------------------------------------------------------


def plug_in(scene: Scene, folder: str = "pictures") -> None:
    """A drive with two photos, chosen."""
    image, drive = scene.root / "drive.img", scene.root / "drive"
    scene.format(image)
    scene.mount(image, drive)
    scene.paint(drive / folder, count=2)
    scene.add(drive / folder)
    scene.roots.append(drive / folder)


def plug_in_whole(scene: Scene) -> None:
    plug_in(scene, "")


def unplug(scene: Scene) -> None:
    scene.unmount(scene.root / "drive")
    scene.roots.pop()
    scene.offline = 2


def unplugged(scene: Scene) -> None:
    """A drive that was indexed and is away."""
    plug_in(scene)
    index(scene)
    unplug(scene)


def plug_in_elsewhere(scene: Scene) -> None:
    scene.mount(scene.root / "drive.img", scene.root / "other")
    scene.roots.append(scene.root / "other" / "pictures")
    scene.offline = 0


def swap(scene: Scene) -> None:
    unplug(scene)
    scene.format(scene.root / "empty.img")
    scene.mount(scene.root / "empty.img", scene.root / "drive")


def empty(scene: Scene) -> None:
    for path in (scene.root / "drive").glob("*.jpg"):
        path.unlink()
    scene.missing = 2


def mount_inside(scene: Scene) -> None:
    image, inner = scene.root / "inner.img", scene.photos / "inner"
    scene.format(image)
    scene.mount(image, inner)
    scene.paint(inner / "pictures", count=2)


EVENTS = [
    Event("create", create, 1),
    Event("edit", edit, 1),
    Event("rating written into the file", rate),
    Event("atomic save", save_atomically, 1),
    Event("copy in progress (4 s)", copy_slowly, 1),
    Event("rename", rename),
    Event("case-only rename", rename_case),
    Event("move within", move_within),
    Event("move between folders", move_between),
    Event("move out", move_out),
    Event("delete", delete),
    Event("hard link", link_hard),
    Event("folder move (50 photos)", move_folder, prepare=paint_trip, within=5.0),
    Event("chosen folder renamed", rename_root, within=5.0),
    Event("chosen folder moved away", hide_root, within=5.0),
    Event("symlink loop", link_loop),
    Event("symlink outside, not followed", link_outside),
    Event("symlink outside, followed", link_outside_followed, 1, follow),
    Event("pattern excludes a folder", exclude, within=5.0),
    Event("create in an excluded folder", paint_excluded, 0, leave_out_sub),
    Event("permission lost, given back", lock_and_unlock, 1, be_ordinary, "ordinary"),
    Event("permission of a file given", unlock_file, 1, lock_file, "ordinary"),
    Event("create, too few watches: polled", create_everywhere, 20, few_watches, "limit", 15.0),
    Event("drive unplugged", unplug, 0, plug_in, "mount", 5.0),
    Event("drive back under another path", plug_in_elsewhere, 0, unplugged, "mount", 5.0),
    Event("drive unplugged, empty mount point", unplug, 0, plug_in_whole, "mount", 5.0),
    Event("another drive in its place", swap, 0, plug_in_whole, "mount", 5.0),
    Event("drive emptied", empty, 0, plug_in_whole, "mount"),
    Event("drive mounted inside a folder", mount_inside, 2, needs="mount", within=5.0),
]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of an event: what the library said, and whether that was right."""

    says: str
    encoded: int
    seconds: float
    problem: str = ""


def live(event: Event, scene: Scene) -> Outcome:
    """Let it happen beside a running worker."""
    worker = Worker(scene)
    try:
        _until(lambda: scene.said() == scene.truth())
        worker.until_idle()
        before = worker.progress
        event.happen(scene)
        started = time.monotonic()
        true = _until(lambda: scene.said() == scene.truth())
        seconds = time.monotonic() - started
        worker.until_idle()
        time.sleep(STABLE_S)
        worker.until_idle()
        encoded, failed = worker.progress.encoded - before.encoded, worker.progress.failed - before.failed
        late = seconds > event.within
        return _judge(event, scene, true, encoded, failed, seconds, late)
    finally:
        worker.close()


def stopped(event: Event, scene: Scene) -> Outcome:
    """Let it happen while nothing runs."""
    index(scene)
    event.happen(scene)
    started = time.monotonic()
    progress = index(scene)
    seconds = time.monotonic() - started
    true = scene.said() == scene.truth()
    return _judge(event, scene, true, progress.encoded, progress.failed, seconds, late=False)


def run(only: str = "") -> int:
    """Print the table; 1 when a row is not as expected."""
    rows, wrong = [], 0
    for event in EVENTS:
        if only not in event.name:
            continue
        for name, how in (("live", live), ("stopped", stopped)):
            if reason := _hindrance(event):
                rows.append([event.name, name, f"skipped: {reason}", "", "", ""])
                continue
            with TemporaryDirectory() as directory:
                outcome = _play(event, how, Path(directory))
            wrong += bool(outcome.problem)
            verdict = outcome.problem or "ok"
            rows.append([event.name, name, outcome.says, outcome.encoded, f"{outcome.seconds:.1f}", verdict])
            print(".", end="", file=sys.stderr, flush=True)
    table(
        "Events: what the library says after (stopped: seconds of a whole `fovea index`)",
        ["event", "while", "the library says", "encoded", "seconds", ""],
        rows,
    )
    return 1 if wrong else 0


def run_apart(_: argparse.Namespace) -> int:
    """Run in a namespace of mounts of its own, where this user may have one."""
    command = [sys.executable, __file__]
    if os.geteuid() == 0 and (unshare := shutil.which("unshare")):
        command = [unshare, "--mount", "--propagation", "private", *command]
    return subprocess.run(command, check=False).returncode


def _play(event: Event, how: Callable[[Event, Scene], Outcome], root: Path) -> Outcome:
    scene = Scene(root)
    try:
        scene.add(scene.photos)
        scene.add(scene.second)
        event.prepare(scene)
        return how(event, scene)
    finally:
        scene.close()


def _judge(
    event: Event, scene: Scene, true: bool, encoded: int, failed: int, seconds: float, late: bool
) -> Outcome:
    said = scene.said()
    problems = {
        f"the truth is {scene.truth()}": not true or said != scene.truth(),
        f"{event.encoded} should be encoded": encoded != event.encoded,
        f"{failed} failed": failed > 0,
        f"later than {event.within} s": late,
    }
    return Outcome(str(said), encoded, seconds, "; ".join(text for text, holds in problems.items() if holds))


def _hindrance(event: Event) -> str:
    if event.needs == "mount" and not can_mount():
        return "no right to mount"
    if event.needs == "ordinary" and not can_run(as_ordinary_user()):
        return "root may read everything"
    if event.needs == "limit" and not can_run(with_watches(8)):
        return "no user namespace"
    return ""


def _until(true: Callable[[], bool]) -> bool:
    end = time.monotonic() + PATIENCE_S
    while time.monotonic() < end:
        if true():
            return True
        time.sleep(0.05)
    return False


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("only", nargs="?", default="", help="only events with this in their name")
    raise SystemExit(run(parser.parse_args().only))
