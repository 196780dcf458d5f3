#!/usr/bin/env python3
"""An AppImage from the bundle: one file that runs without being installed.

    appimage.py BUNDLE ICONS OUT

The folder it is made of (Fovea.AppDir) needs nothing but this script, and runs as it is; `appimagetool`, from
https://github.com/AppImage/appimagetool, makes the one file of it. Without that tool only the folder is made.
"""

from __future__ import annotations

import argparse
import platform
import shutil
import subprocess
import sys
from pathlib import Path

from desktop_files import APP_ID, lay_out, version

_TOOL = "appimagetool"


def lay_out_folder(folder: Path, bundle: Path, icons: Path) -> None:
    """Make the AppDir anew (https://docs.appimage.org/reference/appdir.html)."""
    if folder.exists():
        shutil.rmtree(folder)
    shutil.copytree(bundle, folder / "usr/lib/fovea", symlinks=True)
    lay_out(folder / "usr", icons)
    (folder / "usr/bin").mkdir()
    (folder / "usr/bin/fovea").symlink_to("../lib/fovea/fovea")
    (folder / "AppRun").symlink_to("usr/lib/fovea/fovea")
    shutil.copyfile(folder / f"usr/share/applications/{APP_ID}.desktop", folder / f"{APP_ID}.desktop")
    shutil.copyfile(icons / "fovea-256.png", folder / f"{APP_ID}.png")
    (folder / ".DirIcon").symlink_to(f"{APP_ID}.png")


def main() -> int:
    """Build it; returns the exit status."""
    parser = argparse.ArgumentParser(description="Make an AppImage of a bundle.")
    for name in ("bundle", "icons", "out"):
        parser.add_argument(name, type=Path)
    options = parser.parse_args()
    folder = options.out / "Fovea.AppDir"
    lay_out_folder(folder, options.bundle, options.icons)
    tool = shutil.which(_TOOL)
    if tool is None:
        print(f"{folder}; no AppImage is made of it, because there is no {_TOOL} here")
        return 0
    target = options.out / f"Fovea-{version()}-{platform.machine()}.AppImage"
    return subprocess.run([tool, "--no-appstream", str(folder), str(target)], check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
