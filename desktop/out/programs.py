"""The programs a desktop offers for a kind of file.

See freedesktop.org's specifications: Desktop Entry 1.5, and Association between MIME types and applications.
Not PyXDG (0.28), which reads the entries but not which of them belong to a kind of file.
"""

from __future__ import annotations

import configparser
import os
import shlex
import shutil
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QLocale, QProcess, QProcessEnvironment

_ENTRY = "Desktop Entry"
_OWN = "fovea.desktop"
_MOST = 12


@dataclass(frozen=True, slots=True)
class Program:
    """One that can open files.

    Attributes:
        identity: Of its desktop entry, "org.gimp.GIMP.desktop".
        name: In the person's language, where the entry has it.
        icon: A name for `QIcon.fromTheme`, or a path; "" when it has none.
        command: As the entry writes it, with field codes.
        entry: The entry's file.
    """

    identity: str
    name: str
    icon: str
    command: str
    entry: Path

    def commands(self, paths: Sequence[Path]) -> list[list[str]]:
        """What to run to open files: one command for all of them, or one for each."""
        takes_many = any(code in self.command for code in ("%F", "%U"))
        return [self._command(some) for some in ([paths] if takes_many else [[path] for path in paths])]

    def open(self, paths: Sequence[Path]) -> bool:
        """Open files with it; returns whether it was started."""
        return all(_start(command) for command in self.commands(paths))

    def _command(self, paths: Sequence[Path]) -> list[str]:
        files = [os.fspath(path) for path in paths]
        addresses = [path.as_uri() for path in paths]
        words: list[str] = []
        for word in shlex.split(self.command):
            match word:
                case "%f" | "%F":
                    words += files
                case "%u" | "%U":
                    words += addresses
                case "%i":
                    words += ["--icon", self.icon] if self.icon else []
                case _:
                    codes = {"%c": self.name, "%k": str(self.entry), "%f": files[0], "%u": addresses[0]}
                    for code, value in codes.items():
                        word = word.replace(code, value)  # noqa: PLW2901
                    # What is left is out of use, and stands for nothing.
                    for code in "dDnNvm":
                        word = word.replace(f"%{code}", "")  # noqa: PLW2901
                    words.append(word.replace("%%", "%"))
        return words


def programs_for(kinds: Sequence[str]) -> list[Program]:
    """The programs for a kind of file, the one that a person prefers first.

    Args:
        kinds: Its MIME type, then those it is a case of: "image/jpeg".

    Returns:
        Each program once, Fovea itself left out; at most a dozen.
    """
    entries = dict(_entries())
    preferred, removed = _preferences(kinds)
    named = [name for name in preferred if name in entries and name not in removed]
    others = [
        name
        for kind in kinds
        for name, entry in sorted(entries.items(), key=lambda item: item[1].get("Name", "").casefold())
        if kind in entry.get("MimeType", "").split(";") and name not in removed
    ]
    found = []
    for name in dict.fromkeys([*named, *others]):
        program = _program(name, entries[name])
        if program is not None:
            found.append(program)
    return found[:_MOST]


# -- where the system keeps it ---------------------------------------------------------------------


def _data_folders() -> list[Path]:
    home = os.environ.get("XDG_DATA_HOME") or "~/.local/share"
    system = os.environ.get("XDG_DATA_DIRS") or "/usr/local/share:/usr/share"
    return [Path(folder).expanduser() for folder in (home, *system.split(":")) if folder]


def _preference_files() -> Iterator[Path]:
    """In the order in which they count."""
    home = os.environ.get("XDG_CONFIG_HOME") or "~/.config"
    system = os.environ.get("XDG_CONFIG_DIRS") or "/etc/xdg"
    folders = [Path(folder).expanduser() for folder in (home, *system.split(":")) if folder]
    folders += [folder / "applications" for folder in _data_folders()]
    desktops = [name.lower() for name in os.environ.get("XDG_CURRENT_DESKTOP", "").split(":") if name]
    for folder in folders:
        for name in (*(f"{desktop}-mimeapps.list" for desktop in desktops), "mimeapps.list"):
            if (folder / name).is_file():
                yield folder / name


def _preferences(kinds: Sequence[str]) -> tuple[list[str], set[str]]:
    """Entries that are named for these kinds, in their order, and those that are to be left out."""
    defaults: list[str] = []
    added: list[str] = []
    removed: set[str] = set()
    for path in _preference_files():
        read = _read(path)
        for kind in kinds:
            for section, target in (("Default Applications", defaults), ("Added Associations", added)):
                if read.has_option(section, kind):
                    target += [name for name in read.get(section, kind).split(";") if name not in removed]
            if read.has_option("Removed Associations", kind):
                removed.update(read.get("Removed Associations", kind).split(";"))
    return [name for name in (*defaults, *added) if name], removed


def _entries() -> Iterator[tuple[str, dict[str, str]]]:
    """All programs that show a window and can be started; of the same name the person's own one."""
    seen: set[str] = set()
    for folder in _data_folders():
        applications = folder / "applications"
        for path in sorted(applications.rglob("*.desktop")) if applications.is_dir() else ():
            identity = "-".join(path.relative_to(applications).parts)
            if identity in seen:
                continue
            seen.add(identity)
            read = _read(path)
            if read.has_section(_ENTRY) and identity != _OWN:
                entry = {"path": str(path), **dict(read.items(_ENTRY))}
                hidden = "true" in (entry.get("Hidden"), entry.get("NoDisplay"), entry.get("Terminal"))
                if entry.get("Type") == "Application" and not hidden:
                    yield identity, entry


def _program(identity: str, entry: dict[str, str]) -> Program | None:
    command = entry.get("Exec", "")
    try:
        words = shlex.split(command)
    except ValueError:
        return None
    wanted = entry.get("TryExec") or (words[0] if words else "")
    if not wanted or shutil.which(wanted) is None:
        return None
    if not any(code in command for code in ("%f", "%F", "%u", "%U")):
        command += " %f"
    name = _localised(entry)
    return Program(identity, name, entry.get("Icon", ""), command, Path(entry["path"])) if name else None


def _localised(entry: dict[str, str]) -> str:
    locale = QLocale().name()
    keys = (f"Name[{locale}]", f"Name[{locale.split('_')[0]}]", "Name")
    return next((entry[key] for key in keys if entry.get(key)), "")


def _read(path: Path) -> configparser.RawConfigParser:
    read = configparser.RawConfigParser(
        strict=False, delimiters=("=",), comment_prefixes=("#",), empty_lines_in_values=False
    )
    # Its keys are case sensitive, as configparser's are not.
    read.optionxform = str  # type: ignore[assignment,method-assign]
    try:
        read.read_string(path.read_text(encoding="utf-8", errors="replace"))
    except (OSError, configparser.Error):
        return configparser.RawConfigParser()
    return read


def _start(command: list[str]) -> bool:
    process = QProcess()
    process.setProgram(command[0])
    process.setArguments(command[1:])
    process.setStandardOutputFile(QProcess.nullDevice())
    process.setStandardErrorFile(QProcess.nullDevice())
    process.setProcessEnvironment(_environment())
    # Stubs and documentation of PySide say a tuple, with the process id; 6.11 returns the flag alone.
    started: object = process.startDetached()
    return bool(started[0] if isinstance(started, tuple) else started)


def _environment() -> QProcessEnvironment:
    """The system's own: a bundle of ours puts its libraries before everybody's, and keeps what was there."""
    environment = QProcessEnvironment.systemEnvironment()
    for name in ("LD_LIBRARY_PATH", "QT_PLUGIN_PATH", "QT_QPA_PLATFORM_PLUGIN_PATH"):
        kept = environment.value(f"{name}_ORIG")
        if kept:
            environment.insert(name, kept)
        elif getattr(sys, "frozen", False):
            environment.remove(name)
    return environment
