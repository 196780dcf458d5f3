"""A screen of its own, and the real program on it, driven as a person drives it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import psutil
import pytest
from PIL import Image, ImageGrab

ROOT = Path(__file__).parents[2]
SCREENSHOTS = ROOT / "artifacts" / "screenshots"
SIZE = (1280, 800)


@dataclass
class Screen:
    """An X server without a window manager.

    Attributes:
        display: Its name, such as ":7".
    """

    display: str

    def grab(self) -> Image.Image:
        """What is to be seen."""
        return ImageGrab.grab(xdisplay=self.display)

    def save(self, name: str) -> None:
        """Keep a screenshot for people to look at."""
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        self.grab().save(SCREENSHOTS / f"{name}.png")

    def do(self, *arguments: object) -> str:
        """Run xdotool."""
        command = ["xdotool", *map(str, arguments)]
        environment = {**os.environ, "DISPLAY": self.display}
        done = subprocess.run(
            command, env=environment, check=True, capture_output=True, text=True, timeout=30
        )
        return done.stdout.strip()

    def type(self, text: str) -> None:
        """Type."""
        self.do("type", "--delay", 15, text)

    def key(self, *names: str) -> None:
        """Press keys."""
        self.do("key", *names)

    def drag(self, start: tuple[int, int], end: tuple[int, int]) -> None:
        """Drag with the left button, on a way of many small steps."""
        self.do("mousemove", *start)
        self.do("mousedown", 1)
        for step in range(1, 21):
            place = (start[axis] + (end[axis] - start[axis]) * step // 20 for axis in (0, 1))
            self.do("mousemove", "--sync", *place) if step == 1 else self.do("mousemove", *place)
            time.sleep(0.02)
        time.sleep(0.3)  # the target answers, and only then may the button go up
        self.do("mouseup", 1)

    def wait(self, condition: Callable[[Image.Image], bool], seconds: float = 30.0) -> Image.Image:
        """Look until something is to be seen, and nothing moves any more."""
        deadline = time.monotonic() + seconds
        before = None
        while time.monotonic() < deadline:
            picture = self.grab()
            if before is not None and difference(before, picture) < 0.02 and condition(picture):
                return picture
            before = picture
            time.sleep(0.1)
        self.save("what was to be seen instead")
        raise AssertionError(f"it was not to be seen in {seconds:g} seconds; see {SCREENSHOTS}")


@pytest.fixture
def screen(tmp_path: Path) -> Iterator[Screen]:
    for program in ("Xvfb", "xdotool"):
        if shutil.which(program) is None:
            pytest.skip(f"skipped: {program} is not installed")
    read, write = os.pipe()
    command = [
        "Xvfb",
        "-displayfd",
        str(write),
        "-screen",
        "0",
        f"{SIZE[0]}x{SIZE[1]}x24",
        "-nolisten",
        "tcp",
    ]
    with (tmp_path / "xvfb.log").open("wb") as log:
        server = subprocess.Popen(command, pass_fds=[write], stdout=log, stderr=log)
    os.close(write)
    with os.fdopen(read) as answer:
        number = answer.readline().strip()
    if not number:
        server.kill()
        server.wait()
        pytest.skip("skipped: Xvfb does not start here")
    yield Screen(f":{number}")
    server.terminate()
    server.wait(10)


@pytest.fixture
def start(screen: Screen, tmp_path: Path) -> Iterator[Callable[[Path], subprocess.Popen[str]]]:
    """Start the program on a library; what it leaves running is ended, and told."""
    running: list[subprocess.Popen[str]] = []

    def start_program(library: Path) -> subprocess.Popen[str]:
        home = tmp_path / "home"
        home.mkdir(exist_ok=True)
        environment = {name: value for name, value in os.environ.items() if not name.startswith("XDG_")}
        environment |= {"DISPLAY": screen.display, "QT_QPA_PLATFORM": "xcb", "HOME": str(home)}
        command = [sys.executable, "-m", "desktop", "--library", str(library)]
        running.append(
            subprocess.Popen(
                command, env=environment, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
            )
        )
        window = screen.do("search", "--sync", "--onlyvisible", "--name", "Fovea").split()[0]
        screen.do("windowmove", window, 0, 0)
        screen.do("windowsize", window, *SIZE)
        screen.do("windowfocus", "--sync", window)
        return running[-1]

    yield start_program
    for program in running:
        if program.poll() is None:
            for process in psutil.Process(program.pid).children(recursive=True):
                process.kill()
        program.kill()
        program.communicate()


def difference(first: Image.Image, second: Image.Image) -> float:
    """Mean difference of two pictures, 0 to 255."""
    a, b = (np.asarray(picture.convert("RGB"), np.int16) for picture in (first, second))
    return float(np.abs(a - b).mean())
