"""What a Linux desktop wants beside a program: menu entry, icons, metainfo, manual page; put below /usr."""

from __future__ import annotations

import gzip
import os
import re
import shutil
from datetime import UTC, date, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LINUX = ROOT / "packaging" / "linux"
APP_ID = "io.github.fovea_photos.Fovea"
_SMALLEST = 16


def version() -> str:
    """Fovea's version; it stands in core/__init__.py and nowhere else."""
    text = (ROOT / "core" / "__init__.py").read_text(encoding="utf-8")
    found = re.search(r'^__version__ = "([^"]+)"', text, re.MULTILINE)
    assert found is not None
    return found[1]


def build_date() -> date:
    """The day that is written into what is built; SOURCE_DATE_EPOCH makes builds repeatable."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    return (datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)).date()


def filled(template: Path) -> str:
    """A template with the version and the date in it."""
    text = template.read_text(encoding="utf-8")
    return text.replace("@VERSION@", version()).replace("@DATE@", build_date().isoformat())


def lay_out(usr: Path, icons: Path) -> None:
    """Put the files where a desktop looks for them.

    Args:
        usr: The root's /usr, or its like.
        icons: A folder with what bundle/icons.py makes.
    """
    share = usr / "share"
    _write(
        share / "applications" / f"{APP_ID}.desktop",
        (LINUX / f"{APP_ID}.desktop").read_text(encoding="utf-8"),
    )
    _write(share / "metainfo" / f"{APP_ID}.metainfo.xml", filled(LINUX / f"{APP_ID}.metainfo.xml.in"))
    write_compressed(share / "man" / "man1" / "fovea.1.gz", filled(LINUX / "fovea.1.in"))
    theme = share / "icons" / "hicolor"
    for picture in icons.glob("fovea-*.png"):
        edge = int(picture.stem.partition("-")[2])
        if _SMALLEST <= edge <= 512:
            _copy(picture, theme / f"{edge}x{edge}" / "apps" / f"{APP_ID}.png")
    _copy(icons / "fovea.svg", theme / "scalable" / "apps" / f"{APP_ID}.svg")


def write_compressed(file: Path, text: str) -> None:
    """Write a text as a .gz that is the same each time."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(gzip.compress(text.encode(), 9, mtime=0))


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def _copy(source: Path, to: Path) -> None:
    to.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, to)
