"""All that people do with Fovea, watched from outside: no original is touched, no network asked for."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.benchmarks.main_job import FORBID_NETWORK, SOCKET_KILLED, can_forbid_network, make_photos
from tests.benchmarks.originals import CAN_WATCH, TreeWatch, Watched, run, snapshot

pytestmark = pytest.mark.skipif(not CAN_WATCH, reason="skipped: watched by inotify, which only Linux has")


def test_no_original_is_touched_and_no_network_asked_for(tmp_path: Path) -> None:
    # Where asking for a network socket is death: all of it works, so nothing asked.
    watched = run(tmp_path, 24, FORBID_NETWORK if can_forbid_network() else ())
    assert watched.files >= 24
    assert watched.changed == []
    assert watched.events == []


def test_a_touch_would_be_seen(tmp_path: Path) -> None:
    photo, other, *_ = make_photos(tmp_path / "photos", 4)
    before = snapshot(tmp_path / "photos")
    with TreeWatch(tmp_path / "photos") as watch:
        photo.read_bytes()
        assert watch.seen() == []
        with photo.open("r+b"):
            pass
        (opened,) = watch.seen()
        assert "opened for writing" in opened
        os.utime(other, (1, 1))
        assert "attributes changed" in watch.seen()[0]
        other.with_name("new.jpg").touch()
        assert "created" in watch.seen()[0]
    watched = Watched()
    watched.compare(before, snapshot(tmp_path / "photos"))
    assert [Path(path).name for path in watched.changed] == ["01", "new.jpg", other.name]


@pytest.mark.parametrize("family", ["AF_INET", "AF_INET6", "AF_NETLINK", "AF_UNIX"])
def test_a_network_socket_would_be_death(family: str) -> None:
    if not can_forbid_network():
        pytest.skip("skipped: this system has no seccomp filters")
    code = f"import socket; socket.socket(socket.{family}, socket.SOCK_DGRAM)"
    done = subprocess.run([*FORBID_NETWORK, sys.executable, "-c", code], check=False)
    assert done.returncode == (0 if family == "AF_UNIX" else SOCKET_KILLED)
