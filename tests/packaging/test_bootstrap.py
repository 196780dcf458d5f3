import errno
import shutil
import subprocess
import sys
from pathlib import Path

import bootstrap
import pytest
from setup_basics import SetupError

ROOT = Path(__file__).parents[2]


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    (tmp_path / "packaging").mkdir()
    (tmp_path / "packaging" / "bootstrap.py").write_text("# set up\n")
    (tmp_path / "pyproject.toml").write_text("[project]\n")
    return tmp_path


def test_the_stamp_follows_all_that_matters(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    stamp = bootstrap.stamp_for(checkout, "3.11.2")
    assert bootstrap.stamp_for(checkout, "3.11.2") == stamp
    assert bootstrap.stamp_for(checkout, "3.12.0") != stamp
    moved = tmp_path_factory.mktemp("elsewhere") / "checkout"
    shutil.copytree(checkout, moved)
    assert bootstrap.stamp_for(moved, "3.11.2") != stamp  # an environment knows its own path
    (checkout / "pyproject.toml").write_text("[project]\ndependencies = []\n")
    assert bootstrap.stamp_for(checkout, "3.11.2") != stamp


def test_done_means_stamped_whole_and_there(tmp_path: Path) -> None:
    venv = tmp_path / ".venv"
    assert not bootstrap.is_done(venv, "stamp")
    python = bootstrap.venv_python(venv)
    python.parent.mkdir(parents=True)
    python.touch()
    (venv / ".fovea-stamp").write_text("stamp")
    assert bootstrap.is_done(venv, "stamp")
    assert not bootstrap.is_done(venv, "another stamp")
    (venv / ".fovea-unfinished").touch()
    assert not bootstrap.is_done(venv, "stamp")
    (venv / ".fovea-unfinished").unlink()
    python.unlink()  # the system's Python was replaced
    assert not bootstrap.is_done(venv, "stamp")


@pytest.mark.parametrize(
    ("version", "usable"), [((3, 10), False), ((3, 11), True), ((3, 14), True), ((3, 15), False)]
)
def test_supported_versions(version: tuple[int, int], usable: bool) -> None:
    assert bootstrap.usable_version(*version) is usable


def test_an_unfinished_environment_is_made_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    venv = tmp_path / ".venv"
    (venv / "bin").mkdir(parents=True)
    (venv / "half-unpacked").touch()
    (venv / ".fovea-unfinished").touch()
    bootstrap.make_venv(venv)
    assert not (venv / "half-unpacked").exists()
    assert bootstrap.works(bootstrap.venv_python(venv))
    assert "did not finish" in capsys.readouterr().out


def test_a_file_in_the_way_is_named(tmp_path: Path) -> None:
    (tmp_path / ".venv").touch()
    with pytest.raises(SetupError, match=r"\.venv is in the way"):
        bootstrap.make_venv(tmp_path / ".venv")


def test_errors_of_the_system_become_sentences() -> None:
    assert "disk is full" in bootstrap.explain(OSError(errno.ENOSPC, "No space left on device"))
    assert "No permission to write /x" in bootstrap.explain(PermissionError(errno.EACCES, "denied", "/x"))


def test_an_unsupported_python_is_told_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(bootstrap, "usable_version", lambda *_: False)
    monkeypatch.setattr(bootstrap, "other_python", lambda: None)
    assert bootstrap.main([]) == 1
    assert "Python 3.11-3.14 needed" in capsys.readouterr().err


def test_the_versions_are_those_of_the_project() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    oldest, newest = bootstrap.OLDEST[1], bootstrap.NEWEST[1]
    assert f'requires-python = ">=3.{oldest},<3.{newest + 1}"' in text


@pytest.mark.skipif(shutil.which("make") is None or sys.platform == "win32", reason="no make")
def test_make_says_what_there_is_and_keeps_spaces_together() -> None:
    shown = subprocess.run(["make", "-C", ROOT, "help"], capture_output=True, text=True, check=True).stdout
    for target in ("run", "test", "lint", "bench", "eval", "soak", "clean"):
        assert f"make {target}" in shown
    dry = ["make", "-n", "-C", ROOT, "run", "PHOTOS=/home/ann/my photos"]
    assert (
        '--photos "/home/ann/my photos"'
        in subprocess.run(dry, capture_output=True, text=True, check=True).stdout
    )
