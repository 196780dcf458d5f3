"""Runs one command and turns what it says into words and an exit code."""

from __future__ import annotations

import argparse
import logging
import os
import sqlite3
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from core.cli.commands import COMMANDS
from core.cli.opening import Opening, opening_of
from core.cli.parser import parse
from core.errors import USER_ERRORS, FoveaError, LibraryError
from core.paths import LibraryPaths, display

OpenWindow = Callable[[Path, Opening], int]
"""Opens the window on a library, or has the open one show something -> exit code."""

log = logging.getLogger("fovea")


def main(arguments: Sequence[str] | None = None, open_window: OpenWindow | None = None) -> int:
    """Run a command line.

    Args:
        arguments: What was typed; sys.argv without the program when None.
        open_window: Opens the window; None where there is none.

    Returns:
        0 done; 1 zero results, or photos failed; 2 wrong usage; 3 the library can't be used.
    """
    # A name that is not UTF-8 must not stop a list of results.
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    try:
        options = parse(sys.argv[1:] if arguments is None else arguments)
        root: Path = getattr(options, "library", None) or LibraryPaths.default().root
        return _run(root.expanduser().absolute(), options, open_window)
    except USER_ERRORS as error:
        _say(error)
        return error.exit_code if isinstance(error, FoveaError) else LibraryError.exit_code
    except BrokenPipeError:
        # The reader of our output has seen enough (`fovea find ... | head`).
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        print(file=sys.stderr)
        return 130


def _run(root: Path, options: argparse.Namespace, open_window: OpenWindow | None) -> int:
    _log_to(root)
    try:
        if options.command in (None, "window") or getattr(options, "open", False):
            if open_window is None:
                raise FoveaError(
                    "The window is not part of this installation.", "See fovea --help for the commands."
                )
            return open_window(root, opening_of(options))
        return COMMANDS[options.command].run(root, options)
    except USER_ERRORS:
        log.info("refused", exc_info=True)
        raise
    except BrokenPipeError:
        raise
    except sqlite3.Error as error:
        from core.library.database import translate  # noqa: PLC0415  loads the library's whole room

        raise translate(error, root) or _bug(root) from error
    except Exception as error:
        raise _bug(root) from error


def _bug(root: Path) -> FoveaError:
    root.mkdir(mode=0o700, parents=True, exist_ok=True)
    _log_to(root)
    log.exception("a bug")
    return FoveaError(
        "Something went wrong that should not have; your photos and the library are as they were.",
        f"The details are in {display(LibraryPaths(root).log)}: please report them.",
    )


def _say(error: Exception) -> None:
    problem = getattr(error, "problem", str(error))
    remedy = getattr(error, "remedy", "")
    print(f"fovea: {problem}", file=sys.stderr)
    if remedy:
        print(f"       {remedy}", file=sys.stderr)


def _log_to(root: Path) -> None:
    """Details go to the library's log; where there is no library yet, nowhere."""
    from logging.handlers import RotatingFileHandler  # noqa: PLC0415  it comes with sockets and queues

    logger = logging.getLogger()
    logger.addHandler(logging.NullHandler())
    # A log that can't be written (the disk is full) is no reason to print tracebacks.
    logging.raiseExceptions = False
    if not root.is_dir() or any(isinstance(handler, RotatingFileHandler) for handler in logger.handlers):
        return
    try:
        handler = RotatingFileHandler(LibraryPaths(root).log, maxBytes=1 << 20, backupCount=2, delay=True)
    except OSError:
        return
    handler.setFormatter(logging.Formatter("%(asctime)s %(process)d %(levelname)s %(name)s: %(message)s"))
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
