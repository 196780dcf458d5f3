"""What opens the window, and with what; and that a command loads what it needs and no more."""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

import pytest

from core.cli import main
from core.cli.commands import COMMANDS
from core.cli.opening import Opening

SAMPLES = Path(__file__).parents[2] / "photos"
CAT = next((SAMPLES / "animals").glob("*cat*"))


class Window:
    """Stands where the window would open."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.opening: Opening | None = None

    def __call__(self, *words: str | Path) -> int:
        self.opening = None
        return main(["--library", str(self.root), *map(str, words)], self._open)

    def _open(self, root: Path, opening: Opening) -> int:
        assert root == self.root
        self.opening = opening
        return 0


@pytest.fixture
def window(tmp_path: Path) -> Window:
    return Window(tmp_path)


def test_without_a_command_the_window_opens(window: Window) -> None:
    assert window() == 0
    assert window.opening == Opening()
    assert window("window", "--question", "red") == 0
    assert window.opening == Opening("red")


def test_files_and_folders_open_in_the_window(window: Window, monkeypatch: pytest.MonkeyPatch) -> None:
    assert window(CAT) == 0
    assert window.opening == Opening(paths=(CAT,))
    monkeypatch.chdir(SAMPLES)
    assert window("kitchen", "animals") == 0
    assert window.opening == Opening(paths=(SAMPLES / "kitchen", SAMPLES / "animals"))
    assert window("kitchen", "--screenshot", "a.png") == 0
    assert window.opening == Opening(paths=(SAMPLES / "kitchen",), screenshot=Path("a.png"))


def test_a_command_goes_before_a_folder_of_its_name(
    window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "text").mkdir()
    monkeypatch.chdir(tmp_path)
    window("text")
    assert window.opening is None
    assert window("./text") == 0
    assert window.opening == Opening(paths=(tmp_path / "text",))
    capsys.readouterr()


def test_what_is_neither_command_nor_file_is_said(window: Window, capsys: pytest.CaptureFixture[str]) -> None:
    assert window("sunset") == 2
    assert "“sunset” is neither a command nor a file or folder" in capsys.readouterr().err
    assert window(CAT, "nowhere.jpg") == 2
    assert "nowhere.jpg" in capsys.readouterr().err
    assert window.opening is None


def test_find_opens_its_question_in_the_window(window: Window, capsys: pytest.CaptureFixture[str]) -> None:
    assert window("find", "--open", "two", "dogs", "-people", "in:my photos", "--image", CAT) == 0
    assert window.opening == Opening('two dogs -people in:"my photos"', (CAT,))
    assert window("similar", "--open", CAT) == 0
    assert window.opening == Opening(paths=(CAT,))
    for unsaid in (["--after", "2019"], ["--folder", "."], ["--balance", "0"], ["--explain"]):
        assert window("find", "--open", "dog", *unsaid) == 2
        assert f"not {unsaid[0]}" in capsys.readouterr().err
    assert window("find", "--open", "--json", "dog") == 2
    assert main(["find", "--open", "dog"]) == 1
    assert "window is not part" in capsys.readouterr().err


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_where_the_table_says(name: str) -> None:
    command = COMMANDS[name]
    command.add_options(argparse.ArgumentParser())
    assert command.function == "" or callable(command._load(command.function))
    assert command.takes is None or set(command.takes.values()) <= {0, 1}


def loaded(words: str, root: Path) -> set[str]:
    """The modules that a command has loaded when it ends."""
    code = (
        "import sys; from core.cli import main\n"
        "try: main(sys.argv[1:])\n"
        "except SystemExit: pass\n"
        "print(*sys.modules, sep='\\n', file=sys.stderr)"
    )
    command = [sys.executable, "-c", code, "--library", str(root), *words.split()]
    return set(subprocess.run(command, capture_output=True, text=True, check=True).stderr.split())


def test_the_version_loads_hardly_anything(tmp_path: Path) -> None:
    modules = loaded("--version", tmp_path)
    ours = {name for name in modules if name.split(".")[0] in ("core", "desktop", "models")}
    assert ours == {
        "core",
        "core.cli",
        "core.cli.commands",
        "core.cli.main",
        "core.cli.opening",
        "core.cli.parser",
        "core.errors",
        "core.paths",
        "models",
        "models.errors",
    }
    assert not {"numpy", "PIL", "sqlite_utils", "logging.handlers"} & modules


def test_a_command_does_not_load_the_others(tmp_path: Path) -> None:
    root = tmp_path / "library"
    assert main(["--library", str(root), "exclude"]) == 0
    modules = loaded("find two dogs", root)
    commands = {name.split(".")[2] for name in modules if name.startswith("core.cli.")}
    assert commands == {
        "answers",
        "commands",
        "main",
        "opening",
        "parser",
        "question_options",
        "renderings",
        "searching",
    }
    assert "core.intake.indexer" not in modules
    assert not {"PySide6", "cv2", "huggingface_hub", "tqdm", "watchdog", "pi_heif", "rawpy"} & modules
