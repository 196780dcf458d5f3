#!/usr/bin/env python3
"""Brings desktop/translations up to date with the words in the code, with Qt's own tools.

    packaging/translations.py           take new words into the .ts files, make the .qm files
    packaging/translations.py --check   change nothing; exit status 1 when something is missing or old

The .ts files are edited by hand or with Qt Linguist (`pyside6-linguist FILE.ts`).
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from xml.etree import ElementTree

ROOT = Path(__file__).resolve().parent.parent
DESKTOP = ROOT / "desktop"
TRANSLATIONS = DESKTOP / "translations"


def update(file: Path) -> None:
    """Take the words of the code into a .ts file; what is gone from the code goes from it."""
    # Without line numbers: a file that changes with each edit of the code could not be reviewed.
    options = ["-no-obsolete", "-locations", "none", "-sort-messages"]
    # In the order of their names: the file must not depend on the directory's.
    sources = [str(source) for source in sorted(DESKTOP.rglob("*.py"))]
    _run("pyside6-lupdate", *options, *sources, "-ts", str(file))


def release(file: Path, to: Path) -> None:
    """Make the .qm file of a .ts file."""
    _run("pyside6-lrelease", str(file), "-qm", str(to))


def unfinished(file: Path) -> list[str]:
    """The words of a .ts file that nobody has translated."""
    missing = []
    for message in ElementTree.parse(file).iter("message"):
        translation = message.find("translation")
        words = "" if translation is None else "".join(translation.itertext()).strip()
        if translation is None or translation.get("type") == "unfinished" or not words:
            missing.append(message.findtext("source", ""))
    return missing


def problems() -> list[str]:
    """What is wrong with the files as they are, in words."""
    found = []
    with tempfile.TemporaryDirectory() as folder:
        for file in sorted(TRANSLATIONS.glob("*.ts")):
            fresh, made = Path(folder) / file.name, Path(folder) / "made.qm"
            shutil.copy(file, fresh)
            update(fresh)
            if fresh.read_bytes() != file.read_bytes():
                found.append(f"{file.name} does not have the words of the code: make translations")
            found += [f"{file.name}: not translated: {words!r}" for words in unfinished(fresh)]
            release(file, made)
            compiled = file.with_suffix(".qm")
            if not compiled.is_file() or compiled.read_bytes() != made.read_bytes():
                found.append(f"{compiled.name} is not made of {file.name}: make translations")
    return found


def _run(tool: str, *words: str) -> None:
    done = subprocess.run(
        [str(Path(sys.executable).parent / tool), *words],
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise SystemExit(f"{tool}: {done.stderr or done.stdout}")


def main() -> int:
    """Do it; returns the exit status."""
    parser = argparse.ArgumentParser(description="Bring the translations up to date with the code.")
    parser.add_argument("--check", action="store_true", help="change nothing, say what is missing")
    if not parser.parse_args().check:
        for file in sorted(TRANSLATIONS.glob("*.ts")):
            update(file)
            release(file, file.with_suffix(".qm"))
    found = problems()
    print("\n".join(found) or "the translations are complete")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
