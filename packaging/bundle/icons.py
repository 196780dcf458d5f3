#!/usr/bin/env python3
"""The icon of the application in every form that a system asks for: PNG, SVG, .ico and .icns.

    bundle/icons.py FOLDER

It is drawn once, in desktop/parts/icons.py, and painted anew at each size: small ones stay sharp.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
EDGES = (16, 22, 24, 32, 48, 64, 128, 256, 512)  # of the hicolor icon theme
_ICO_EDGES = (16, 24, 32, 48, 64, 128, 256)


def make_icons(folder: Path) -> None:
    """Write `fovea-EDGE.png`, `fovea.svg`, `fovea.ico` and `fovea.icns`.

    Args:
        folder: Where to; made when it is not there.
    """
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    sys.path.insert(0, str(ROOT))
    from PIL import Image  # noqa: PLC0415  the environment that has it is chosen by the caller
    from PySide6.QtGui import QGuiApplication  # noqa: PLC0415

    from desktop.parts.icons import APPLICATION_SVG, application_pixmap  # noqa: PLC0415

    folder.mkdir(parents=True, exist_ok=True)
    application = QGuiApplication([])
    for edge in (*EDGES, 1024):
        if not application_pixmap(edge).save(str(folder / f"fovea-{edge}.png")):
            raise OSError(f"{folder} can't be written")
    (folder / "fovea.svg").write_text(APPLICATION_SVG, encoding="utf-8")
    del application
    largest = Image.open(folder / "fovea-1024.png")
    sizes = [Image.open(folder / f"fovea-{edge}.png") for edge in _ICO_EDGES]
    sizes[-1].save(folder / "fovea.ico", append_images=sizes[:-1], sizes=[size.size for size in sizes])
    largest.save(folder / "fovea.icns")


def main() -> int:
    """Make them; returns the exit status."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("folder", type=Path)
    make_icons(parser.parse_args().folder)
    return 0


if __name__ == "__main__":
    sys.exit(main())
