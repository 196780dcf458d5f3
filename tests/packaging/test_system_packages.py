import sys
from pathlib import Path

import pytest
import system_packages
from setup_basics import SetupError
from system_packages import (
    Missing,
    apt_line,
    ensure_system_packages,
    find_missing,
    is_debian_like,
    missing_message,
)

linux_only = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux has them to miss")


@linux_only
def test_nothing_is_missing_where_everything_is() -> None:
    missing = find_missing(
        opens=lambda _: True, which=lambda name: f"/usr/bin/{name}", certificates=lambda: True
    )
    assert missing.packages == ()


@linux_only
def test_required_and_optional_are_told_apart() -> None:
    gone = {"libEGL.so.1", "libxcb-cursor.so.0"}
    missing = find_missing(lambda soname: soname not in gone, lambda _: None, lambda: False)
    assert missing == Missing(("ca-certificates", "libegl1"), ("libxcb-cursor0", "xvfb", "xdotool"))


def test_the_line_can_be_typed_as_it_stands() -> None:
    install = "apt-get install -y --no-install-recommends libegl1 libgl1"
    assert apt_line(["libegl1", "libgl1"], sudo=True, listed=True) == f"sudo {install}"
    assert apt_line(["libegl1", "libgl1"], sudo=False, listed=False) == f"apt-get update && {install}"
    assert f"Type this, then try again:\n\n    sudo {install}\n" in missing_message(
        [], "Why", f"sudo {install}"
    )
    assert "Type this as root" in missing_message([], "Why", install)


def test_elsewhere_the_libraries_are_named_themselves() -> None:
    assert "libEGL.so.1 xvfb" in missing_message(["libegl1", "xvfb"], "Why")


@pytest.mark.parametrize(
    ("text", "expected"),
    [("ID=debian\n", True), ('ID="ubuntu"\nID_LIKE="debian"\n', True), ("ID=arch\n", False)],
)
def test_debian_and_its_children_are_known(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, expected: bool
) -> None:
    monkeypatch.setattr(system_packages.shutil, "which", lambda _: "/usr/bin/apt-get")
    (tmp_path / "os-release").write_text(text)
    assert is_debian_like(tmp_path / "os-release") is expected
    assert not is_debian_like(tmp_path / "none")


def test_only_what_is_required_stops(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(system_packages, "is_debian_like", lambda: False)
    monkeypatch.setattr(system_packages, "find_missing", lambda **_: Missing((), ("xvfb",)))
    ensure_system_packages(first_time=True)
    assert "xvfb" in capsys.readouterr().out
    ensure_system_packages(first_time=False)
    assert capsys.readouterr().out == ""
    monkeypatch.setattr(system_packages, "find_missing", lambda **_: Missing(("libegl1",), ("xvfb",)))
    with pytest.raises(SetupError, match=r"libEGL\.so\.1 xvfb"):
        ensure_system_packages(first_time=False)
