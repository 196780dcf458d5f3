#!/usr/bin/env python3
"""The main job at once: photos into a library, questions on the terminal, then the window.

Everything is done with the installed command `fovea`, and every command is shown before it runs, so that
this is also a lesson in using it. The standard library is all that is needed here.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shlex
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "tests" / "photos"
FOVEA = Path(sys.executable).parent / ("fovea.exe" if os.name == "nt" else "fovea")
ENDINGS = {".jpg", ".jpeg", ".png", ".webp", ".heic", ".heif", ".avif", ".tif", ".tiff"}
DONE, PARTLY = 0, 1  # the exit statuses of `fovea` after which there is something to go on with


class Questions(NamedTuple):
    """What the demonstration asks."""

    words: tuple[str, ...]
    picture: Path | None


def questions_for(photos: Path) -> Questions:
    """Questions that fit the samples; for other photos general ones, and the first of them as the picture."""
    if photos == SAMPLES:
        words = ("a polar bear in the snow", "old boats in a harbour", "a cup of coffee on a table")
        return Questions(words, SAMPLES / "holidays" / "rooftop_sunset.jpg")
    found = (file for file in sorted(photos.rglob("*")) if file.suffix.lower() in ENDINGS and file.is_file())
    return Questions(("people outdoors", "a dog", "a building in a city"), next(found, None))


def library_for(photos: Path) -> Path:
    """A library of its own for each folder of photos, so that their answers do not mix."""
    name = "demo-library"
    if photos != SAMPLES:
        name += "-" + hashlib.sha256(os.fsencode(photos)).hexdigest()[:8]
    return ROOT / "build" / name


def has_display(env: dict[str, str] | None = None) -> bool:
    """Whether a window can be shown to anybody."""
    values = os.environ if env is None else env
    return not sys.platform.startswith("linux") or bool(
        values.get("DISPLAY") or values.get("WAYLAND_DISPLAY")
    )


def fovea(library: Path, *words: str, **env: str) -> int:
    """Show a command as one would type it, and run it."""
    shown = library.relative_to(ROOT) if library.is_relative_to(ROOT) else library
    print(f"\n$ {shlex.join(['fovea', '--library', str(shown), *words])}", flush=True)
    command = [str(FOVEA), "--library", str(library), *words]
    return subprocess.run(command, env={**os.environ, **env}, check=False).returncode


def show_window(library: Path, question: str) -> int:
    """Open the window, or paint it off screen into a PNG where nobody could see it."""
    if has_display():
        status = fovea(library)
        if status >= 0:
            return status
        print(f"fovea: the window ended by signal {-status}; painting it off screen instead", file=sys.stderr)
    picture = ROOT / "build" / "fovea-window.png"
    picture.unlink(missing_ok=True)
    words = ("window", "--screenshot", str(picture), "--question", question)
    status = fovea(library, *words, QT_QPA_PLATFORM="offscreen")
    if status == DONE and picture.is_file():
        print(f"\nNo display here: the window is painted in {picture}")
        return DONE
    print("fovea: the window could not be painted", file=sys.stderr)
    return status or 1


def main() -> int:
    """Run the demonstration; returns the exit status."""
    parser = argparse.ArgumentParser(description="Take photos into a library, ask it a few things, show it.")
    parser.add_argument("--photos", type=Path, default=SAMPLES, help="a folder with photos")
    parser.add_argument("--library", default="", help="where the library goes (default: below build/)")
    options = parser.parse_args()
    photos = options.photos.expanduser().resolve()
    if not photos.is_dir():
        print(f"fovea: {options.photos} is not a folder", file=sys.stderr)
        return 2
    library = Path(options.library).expanduser().resolve() if options.library else library_for(photos)
    library.parent.mkdir(parents=True, exist_ok=True)

    # The window reads the text in them, when there is nothing else to do.
    status = fovea(library, "add", "--no-text", str(photos))
    if status not in {DONE, PARTLY}:  # PARTLY: some photos failed, which it has said
        return status
    questions = questions_for(photos)
    for words in questions.words:
        if fovea(library, "find", *words.split(), "-n", "3") not in {DONE, PARTLY}:
            return 1
    if questions.picture and fovea(library, "similar", str(questions.picture), "-n", "3") not in {
        DONE,
        PARTLY,
    }:
        return 1
    return show_window(library, questions.words[0])


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
