"""A second start hands over to the window that is open: between real processes, by a real socket."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtNetwork import QLocalSocket
from PySide6.QtWidgets import QApplication

from core.cli.opening import Opening
from core.paths import LibraryPaths
from desktop.main_window import MainWindow
from desktop.shell.single_instance import SingleInstance, hand_over, server_name

Until = Callable[..., None]
SAMPLES = Path(__file__).parents[1] / "photos"


@pytest.fixture(autouse=True)
def runtime(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A directory of sockets of the test's own."""
    directory = tmp_path / "run"
    directory.mkdir(mode=0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(directory))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    LibraryPaths(tmp_path / "library").create()
    return tmp_path / "library"


@pytest.fixture
def instance(app: QApplication, root: Path) -> Iterator[SingleInstance]:
    instance = SingleInstance(root)
    assert instance.listen()
    yield instance
    instance.close()


def start(root: Path, *words: str | Path) -> subprocess.Popen[str]:
    """A start of Fovea as a person or a file manager makes it."""
    command = [sys.executable, "-m", "desktop.entry", "--library", str(root), *map(str, words)]
    return subprocess.Popen(command, text=True, stderr=subprocess.PIPE, env=os.environ)


def handed(instance: SingleInstance, until: Until, *words: str | Path) -> Opening:
    """What a second start hands over."""
    got: list[Opening] = []
    instance.asked.connect(got.append)
    process = start(instance._root, *words)
    until(lambda: process.poll() is not None)
    assert (process.returncode, process.communicate()[1]) == (0, "")
    instance.asked.disconnect(got.append)
    (opening,) = got
    return opening


def test_a_second_start_hands_over_and_ends(instance: SingleInstance, until: Until) -> None:
    cat = next((SAMPLES / "animals").glob("*cat*"))
    opening = handed(instance, until, "find", "--open", "zwei Hündchen", "--image", cat)
    assert opening == Opening("zwei Hündchen", (cat,))
    assert handed(instance, until) == Opening()


def test_nobody_is_there(root: Path, app: QApplication) -> None:
    assert not hand_over(root, Opening("red"))


def test_one_window_a_library_not_one_a_person(instance: SingleInstance, tmp_path: Path) -> None:
    other = tmp_path / "other"
    LibraryPaths(other).create()
    assert server_name(other) != server_name(instance._root)
    assert not hand_over(other, Opening())
    second = SingleInstance(instance._root)
    assert not second.listen()
    second.close()
    elsewhere = SingleInstance(other)
    assert elsewhere.listen()
    elsewhere.close()


def test_a_path_that_leads_there_by_a_link_is_the_same_library(
    instance: SingleInstance, tmp_path: Path
) -> None:
    (tmp_path / "link").symlink_to(instance._root)
    assert server_name(tmp_path / "link") == server_name(instance._root)


def test_a_socket_that_a_killed_window_left_is_no_obstacle(root: Path, app: QApplication) -> None:
    code = (
        "import sys, os, signal; from pathlib import Path; from PySide6.QtCore import QCoreApplication\n"
        "from desktop.shell.single_instance import SingleInstance\n"
        "app = QCoreApplication([]); instance = SingleInstance(Path(sys.argv[1])); assert instance.listen()\n"
        "os.kill(os.getpid(), signal.SIGKILL)"
    )
    done = subprocess.run([sys.executable, "-c", code, str(root)], check=False)
    assert done.returncode == -signal.SIGKILL
    assert Path(server_name(root)).exists()
    instance = SingleInstance(root)
    assert instance.listen()
    instance.close()


@pytest.mark.parametrize(
    "said", [b"GET / HTTP/1.1\r\n", b"[]\n", b'{"question": 1, "paths": [], "tokens": {}}\n']
)
def test_what_makes_no_sense_is_not_taken(instance: SingleInstance, until: Until, said: bytes) -> None:
    got: list[Opening] = []
    instance.asked.connect(got.append)
    socket = QLocalSocket()
    socket.connectToServer(server_name(instance._root))
    assert socket.waitForConnected(1000)
    socket.write(said)
    until(lambda: socket.state() is QLocalSocket.LocalSocketState.UnconnectedState)
    assert got == []
    assert not bytes(socket.readAll().data())


def test_what_is_opened_stands_in_the_box(window: MainWindow, until: Until) -> None:
    cat = next((SAMPLES / "animals").glob("*cat*"))
    before = window._library.folders.all()
    window.box.set_text("before")
    window.opener.show(Opening("in the snow", (cat,)))
    assert window.box.text == "in the snow"
    assert window.box.pictures == (cat,)
    window.opener.show(Opening())
    assert window.box.text == "in the snow"
    window.opener.show(Opening(paths=(SAMPLES / "kitchen",)))
    assert window.box.text == "in the snow"
    assert "kitchen" in window.page.banner.text
    assert window._library.folders.all() == before  # it is only offered
    window.opener.show(Opening(paths=(before[0].path,)))
    assert window.box.text.startswith("in:")
    assert window.box.text.endswith(before[0].path.name)
