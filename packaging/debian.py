#!/usr/bin/env python3
"""A Debian package from the bundle.

    debian.py BUNDLE ICONS OUT [--fast]

Its dependencies are computed by Debian's own tool from what the bundle's libraries ask for. That needs the
packages dpkg-dev and file, and on the system the libraries that the bundle leaves out.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from desktop_files import ROOT, build_date, lay_out, version, write_compressed
from notices import FILE

NAME = "fovea-photos"
_HOME = Path("usr/lib/fovea")

# Qt looks for these when it starts, and does without: GNOME's look and file dialogs, and printers.
_OPTIONAL = ("libqgtk3.so", "libcupsprintersupport.so")

_CONTROL = """\
Package: {name}
Version: {version}
Section: graphics
Priority: optional
Architecture: {architecture}
Maintainer: The Fovea developers <fovea-photos@users.noreply.github.com>
Installed-Size: {kibibytes}
Depends: {depends}
Recommends: libgtk-3-0, libcups2, xdg-utils, xdg-desktop-portal
Suggests: fonts-noto-cjk
Homepage: https://github.com/fovea-photos/fovea
Description: find your own photos by describing them
 Fovea finds a photo on your own computer from the words you would use to
 describe it, or from another picture. Nothing leaves the machine.
 .
 It brings everything it needs with it, the encoder included; photos are
 encoded on the processor.
"""

_COPYRIGHT = """\
Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
Upstream-Name: Fovea
Source: https://github.com/fovea-photos/fovea

Files: *
Copyright: The Fovea developers
License: Apache-2.0
Comment: The licences of all that is bundled stand in {notices} beside this file.

License: Apache-2.0
 On Debian systems the full text is in /usr/share/common-licenses/Apache-2.0.
"""


class PackageError(Exception):
    """The package can't be made; the text says why."""


def elf_files(folder: Path) -> Iterator[Path]:
    """The programs and shared libraries below a folder."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink():
            with path.open("rb") as file:
                if file.read(4) == b"\x7fELF":
                    yield path


def dependencies(bundle: Path) -> str:
    """What the bundle needs of the system, as a Depends field.

    Raises:
        PackageError: A library is neither in the bundle nor on this system.
    """
    files = [file for file in elf_files(bundle) if file.name not in _OPTIONAL]
    # Some libraries of the system travel with us; the tool would ask for their packages all the same.
    owners = [f"-x{owner}" for owner in _owners(bundle / "_internal")]
    with tempfile.TemporaryDirectory() as folder:
        # The tool wants to stand in a source package.
        debian = Path(folder, "debian")
        debian.mkdir()
        (debian / "control").write_text(f"Source: {NAME}\n\nPackage: {NAME}\nArchitecture: any\n")
        own = [f"-l{directory}" for directory in sorted({file.parent for file in files})]
        # The bundle's own libraries have no packages, which is as it should be.
        command = ["dpkg-shlibdeps", "-O", "--ignore-missing-info", *owners, *own, *map(str, files)]
        done = subprocess.run(command, cwd=folder, check=False, capture_output=True, text=True)
    if done.returncode:
        # What it warns of (private libraries are not where a package would have them) is no news.
        errors = [line for line in done.stderr.splitlines() if "warning:" not in line]
        raise PackageError("\n".join(errors))
    return done.stdout.strip().removeprefix("shlibs:Depends=")


def _owners(folder: Path) -> list[str]:
    """The system's packages that libraries right in a folder were taken from."""
    names = [f"*/{file.name}" for file in folder.glob("lib*.so*")]
    done = subprocess.run(["dpkg-query", "--search", *names], check=False, capture_output=True, text=True)
    return sorted({line.partition(":")[0] for line in done.stdout.splitlines()})


def lay_out_package(root: Path, bundle: Path, icons: Path) -> None:
    """Make the tree that the package installs."""
    shutil.copytree(bundle, root / _HOME, symlinks=True)
    (root / "usr/bin").mkdir(parents=True)
    (root / "usr/bin/fovea").symlink_to("../lib/fovea/fovea")
    lay_out(root / "usr", icons)
    papers = root / "usr/share/doc" / NAME
    papers.mkdir(parents=True)
    (papers / "copyright").write_text(_COPYRIGHT.format(notices=f"{FILE}.gz"), encoding="utf-8")
    write_compressed(papers / f"{FILE}.gz", (bundle / "_internal" / FILE).read_text(encoding="utf-8"))
    write_compressed(papers / "changelog.gz", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"))
    # A program cannot be run by others just because the umask of who built it was strict.
    for path in (root, *root.rglob("*")):
        if not path.is_symlink():
            runs = path.is_dir() or os.access(path, os.X_OK)
            path.chmod(0o755 if runs else 0o644)


def describe(root: Path, depends: str) -> None:
    """Write DEBIAN/control and DEBIAN/md5sums."""
    files = [path for path in sorted(root.rglob("*")) if path.is_file() and not path.is_symlink()]
    architecture = subprocess.run(
        ["dpkg", "--print-architecture"], check=True, stdout=subprocess.PIPE, text=True
    ).stdout.strip()
    control = _CONTROL.format(
        name=NAME,
        version=version(),
        architecture=architecture,
        kibibytes=sum(-(-path.stat().st_size // 1024) for path in files),
        depends=depends,
    )
    sums = [
        f"{hashlib.md5(path.read_bytes(), usedforsecurity=False).hexdigest()}  {path.relative_to(root)}"
        for path in files
    ]
    meta = root / "DEBIAN"
    meta.mkdir()
    (meta / "control").write_text(control, encoding="utf-8")
    (meta / "md5sums").write_text("\n".join([*sums, ""]), encoding="utf-8")


def build(bundle: Path, icons: Path, out: Path, *, fast: bool = False) -> Path:
    """Build the package.

    Args:
        bundle: What PyInstaller made.
        icons: What bundle/icons.py made.
        out: The folder for the package.
        fast: Compress less, to try something out.

    Returns:
        The package.
    """
    out.mkdir(parents=True, exist_ok=True)
    depends = dependencies(bundle)
    with tempfile.TemporaryDirectory(dir=out) as folder:
        root = Path(folder, "root")
        lay_out_package(root, bundle, icons)
        describe(root, depends)
        packed = ("-Zzstd", "-z3") if fast else ("-Zxz",)
        midnight = build_date().strftime("%s")
        env = {**os.environ, "SOURCE_DATE_EPOCH": os.environ.get("SOURCE_DATE_EPOCH", midnight)}
        command = ["dpkg-deb", "--root-owner-group", *packed, "--build", str(root), str(out)]
        subprocess.run(command, check=True, env=env, stdout=subprocess.DEVNULL)
    return max(out.glob(f"{NAME}_{version()}_*.deb"), key=lambda file: file.stat().st_mtime)


def main() -> int:
    """Build it, and say what it needs; returns the exit status."""
    parser = argparse.ArgumentParser(description="Make a Debian package of a bundle.")
    for name in ("bundle", "icons", "out"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--fast", action="store_true", help="compress less, to try something out")
    options = parser.parse_args()
    folders = [folder.resolve() for folder in (options.bundle, options.icons, options.out)]
    try:
        package = build(*folders, fast=options.fast)
    except PackageError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"{package}: {package.stat().st_size / 1e6:.0f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
