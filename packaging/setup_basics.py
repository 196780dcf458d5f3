"""What the parts of the set-up share: how they speak to the person, fail, and run other programs."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path


class SetupError(Exception):
    """Something about this machine has to change first; the message says what, in words for a person."""


def say(message: str) -> None:
    """Tell the person what happens, at once."""
    print(f"fovea: {message}", flush=True)


def run(command: Sequence[str | Path], env: Mapping[str, str] | None = None, *, silent: bool = False) -> int:
    """Run a command that talks to the terminal itself, or not at all; returns its exit status."""
    words = [str(part) for part in command]
    try:
        done = subprocess.run(words, env=env, stdin=subprocess.DEVNULL, capture_output=silent, check=False)
    except (FileNotFoundError, PermissionError):
        return 127
    return done.returncode


def run_quietly(command: Sequence[str | Path], env: Mapping[str, str]) -> int:
    """Run a command whose words matter only when it fails, and then only the last ones."""
    words = [str(part) for part in command]
    done = subprocess.run(
        words,
        env=env,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    if done.returncode:
        lines = done.stdout.decode(errors="replace").strip().splitlines()
        print("\n".join(lines[-8:]), file=sys.stderr)
    return done.returncode
