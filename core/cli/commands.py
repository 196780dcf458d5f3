"""The commands: what each is for, and where it is found when it is asked for.

A command's module is loaded by name, and only that command's: `fovea find` need not pay for what
`fovea encoders export` imports, nor `fovea --version` for anything.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

Run = Callable[[Path, argparse.Namespace], int]
"""Runs a command on a library, and gives the exit code."""


@dataclass(frozen=True, slots=True)
class Command:
    """One command.

    Attributes:
        summary: What it is for.
        module: Where it is, in `core.cli`.
        function: Runs it.
        options: Says what can be typed after it; "": nothing can.
        values: The name of a mapping from its options to how many words belong to each, for a command
            that takes a question, whose words may begin with a dash; "": it takes none.
        asks: The one of its actions that takes the question; "": it does so itself.
        hidden: Not in the list of commands: for other programs.
    """

    summary: str
    module: str
    function: str
    options: str = ""
    values: str = ""
    asks: str = ""
    hidden: bool = False

    def run(self, root: Path, options: argparse.Namespace) -> int:
        """Run it.

        Args:
            root: The library.
            options: As they were understood.

        Returns:
            The exit code.
        """
        run: Run = self._load(self.function)
        return run(root, options)

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Say what can be typed after it."""
        if self.options:
            self._load(self.options)(parser)

    @property
    def takes(self) -> dict[str, int] | None:
        """How many words belong to each option beside the question; None where none is asked."""
        return self._load(self.values) if self.values else None

    def _load(self, name: str) -> Any:
        return getattr(import_module(f"core.cli.{self.module}"), name)


COMMANDS = {
    "add": Command("take folders into the library and index them now", "indexing", "add", "add_folders"),
    "exclude": Command(
        "leave some files and folders alone; shows what is, when given nothing",
        "excluding",
        "exclude",
        "add_exclude",
    ),
    "index": Command("bring the library up to date and stop", "indexing", "index", "add_index"),
    "watch": Command("keep the library up to date until Ctrl+C", "indexing", "watch"),
    "find": Command(
        "find photos by words, and by pictures if you like", "searching", "find", "add_find", "FIND_OPTIONS"
    ),
    "similar": Command("find photos that look like some pictures", "searching", "similar", "add_similar"),
    "duplicates": Command(
        "files that show one picture, and which of them to keep", "duplicates", "show", "add_options"
    ),
    "why": Command("say which part of a photo is like some words", "explaining", "why", "add_why", "OPTIONS"),
    "tag": Command("give photos a tag", "people", "tag", "add_tag"),
    "untag": Command(
        "say that photos have not a tag, even where the file or Fovea says so", "people", "untag", "add_tag"
    ),
    "rate": Command("give photos stars", "people", "rate", "add_rate"),
    "favourite": Command("call photos favourites", "people", "favourite", "add_favourite"),
    "album": Command("albums, and the photos in them", "people", "album", "add_album"),
    "searches": Command("all saved searches", "saved", "searches", "add_searches"),
    "search": Command(
        "save a search to ask it anew: fovea find --saved NAME",
        "saved",
        "search",
        "add_search",
        "OPTIONS",
        asks="save",
    ),
    "tags": Command(
        "what photos show: your tags, the files', and what Fovea thinks", "tagging", "tags", "add_tags"
    ),
    "status": Command("what is in the library, and what is being done", "upkeep", "status", "add_status"),
    "text": Command(
        "whether the text in photos is read, to find them by it", "transcription", "text", "add_text"
    ),
    "sidecars": Command(
        "whether what you say of photos is written beside them, for other programs",
        "sidecars",
        "sidecars",
        "add_sidecars",
    ),
    "encoders": Command(
        "the encoders that understand pictures and words", "encoders", "encoders", "add_encoders"
    ),
    "export": Command(
        "write copies for other people, which don't tell where they were taken",
        "copying",
        "copy",
        "add_copying",
    ),
    "backup": Command(
        "copy the catalogue into one file, also while Fovea is running",
        "safekeeping",
        "backup",
        "add_backup",
    ),
    "restore": Command(
        "put a backup in place; what was there is kept aside", "safekeeping", "restore", "add_restore"
    ),
    "check": Command(
        "check the databases, the index and the backups; mend what can be made again", "safekeeping", "check"
    ),
    "doctor": Command("what works on this computer and what does not, and why", "upkeep", "doctor"),
    "worker": Command(
        "index for a window: orders on standard input, progress on standard output",
        "indexing",
        "worker",
        hidden=True,
    ),
    # Opened by whoever called `main`: the engine knows no window.
    "window": Command("open the window", "opening", "", "add_window", hidden=True),
}
"""By the names they are typed with, in the order they are listed in."""
