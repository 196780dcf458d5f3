"""Fovea in the tray and with the session, on a desktop that has a place for it and on one that has none."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QSystemTrayIcon

from core.intake import Progress
from desktop.main_window import MainWindow
from desktop.shell import autostart
from desktop.shell.background import Background

linux = pytest.mark.skipif(not autostart.is_supported(), reason="other systems have their own way")


@pytest.fixture
def tray(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A desktop with a tray, and what was told there."""
    told: list[str] = []
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", lambda: True)
    monkeypatch.setattr(QSystemTrayIcon, "showMessage", lambda *said: told.append(said[2]))
    return told


@linux
@pytest.mark.parametrize("name", ["library", 'with "quotes", $HOME, 100 % and \\', "图片"])
def test_it_is_started_with_the_session(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    assert not autostart.is_on()
    autostart.switch(True, Path("/libraries") / name)
    assert autostart.is_on()
    entry = (tmp_path / "autostart" / "fovea.desktop").read_text("utf-8")
    (command,) = [line.removeprefix("Exec=") for line in entry.splitlines() if line.startswith("Exec=")]
    # As a desktop reads it: the string's escapes, then those of the words, then the field codes.
    words = re.findall(r'"((?:[^"\\]|\\.)*)"', command.replace("\\\\", "\\"))
    assert [re.sub(r"\\(.)", r"\1", word).replace("%%", "%") for word in words] == [
        sys.executable, "-m", "desktop", "--library", f"/libraries/{name}", "window", "--background"
    ]  # fmt: skip
    autostart.switch(False, Path("/libraries") / name)
    assert not autostart.is_on()
    autostart.switch(False, Path("/libraries") / name)


def test_closing_leaves_it_in_the_tray_until_it_is_quit(window: MainWindow, tray: list[str]) -> None:
    closed: list[bool] = []
    window.closed.connect(lambda: closed.append(True))
    window.settings.background_wanted.emit(True)
    window.close()
    assert not window.isVisible() and not closed
    window.background.opened.emit()
    assert window.isVisible()
    window.actions_.quit.trigger()
    assert closed


def test_without_a_tray_closing_is_the_end(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", lambda: False)
    window.settings.background_wanted.emit(True)
    assert not window.background.stays
    closed: list[bool] = []
    window.closed.connect(lambda: closed.append(True))
    window.close()
    assert closed


def test_little_is_told_and_only_to_whom_does_not_look(window: MainWindow, tray: list[str]) -> None:
    background = Background(window)
    background.set_on(True)
    window.hide()
    for progress in (
        Progress("indexing", encoded=900),
        Progress("watching", encoded=1200),
        Progress("watching", encoded=1203),
        None,
    ):
        background.follow(progress)
    assert len(tray) == 1 and "1,200" in tray[0].replace("\u202f", ",")
    background.set_on(False)
    background.tell("Nobody hears this.")
    assert len(tray) == 1
