"""The system libraries that Qt opens, and the programs that the window's tests use; what is missing."""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from setup_basics import SetupError, run_quietly, say

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


class Library(NamedTuple):
    """A shared library, and the Debian package that has it."""

    soname: str
    package: str
    required: bool  # needed even with no display


LIBRARIES = (
    Library("libstdc++.so.6", "libstdc++6", True),
    Library("libglib-2.0.so.0", "libglib2.0-0", True),
    Library("libGL.so.1", "libgl1", True),
    Library("libEGL.so.1", "libegl1", True),
    Library("libxkbcommon.so.0", "libxkbcommon0", True),
    Library("libfontconfig.so.1", "libfontconfig1", True),
    Library("libdbus-1.so.3", "libdbus-1-3", True),
    # Only for a window on an X display; Qt blames xcb-cursor whichever of these is missing.
    Library("libX11-xcb.so.1", "libx11-xcb1", False),
    Library("libxkbcommon-x11.so.0", "libxkbcommon-x11-0", False),
    Library("libxcb-cursor.so.0", "libxcb-cursor0", False),
    Library("libxcb-icccm.so.4", "libxcb-icccm4", False),
    Library("libxcb-keysyms.so.1", "libxcb-keysyms1", False),
    Library("libxcb-shape.so.0", "libxcb-shape0", False),
)
# The end-to-end tests drive a real window with these; they are skipped without them.
PROGRAMS = (("Xvfb", "xvfb"), ("xdotool", "xdotool"))


class Missing(NamedTuple):
    """Debian packages that this machine lacks."""

    required: tuple[str, ...]
    optional: tuple[str, ...]

    @property
    def packages(self) -> tuple[str, ...]:
        """All of them."""
        return self.required + self.optional


def can_open(soname: str) -> bool:
    """Whether the dynamic linker finds a library."""
    try:
        ctypes.CDLL(soname)
    except OSError:
        return False
    return True


def has_certificates() -> bool:
    """Whether TLS has any authorities to trust; a minimal Debian comes without."""
    if os.environ.get("SSL_CERT_FILE") or os.environ.get("PIP_CERT"):
        return True
    import ssl  # noqa: PLC0415 (slow to import, and asked for only when something is to be fetched)

    defaults = ssl.get_default_verify_paths()
    return defaults.cafile is not None or (
        defaults.capath is not None and any(Path(defaults.capath).iterdir())
    )


def find_missing(
    opens: Callable[[str], bool] = can_open,
    which: Callable[[str], str | None] = shutil.which,
    certificates: Callable[[], bool] = has_certificates,
) -> Missing:
    """Ask which of the system packages are not there. Only Linux has any to miss."""
    if not sys.platform.startswith("linux"):
        return Missing((), ())
    lacking = [library for library in LIBRARIES if not opens(library.soname)]
    required = [library.package for library in lacking if library.required]
    optional = [library.package for library in lacking if not library.required]
    optional += [package for program, package in PROGRAMS if which(program) is None]
    if not certificates():
        required.insert(0, "ca-certificates")
    return Missing(tuple(required), tuple(optional))


def apt_line(packages: Sequence[str], *, sudo: bool, listed: bool) -> str:
    """The line that a person types to install Debian packages.

    Args:
        packages: their names.
        sudo: there is a sudo to type it with.
        listed: apt has its lists of packages, which a fresh machine has not.
    """
    commands = [] if listed else ["apt-get update"]
    commands.append(f"apt-get install -y --no-install-recommends {' '.join(packages)}")
    return " && ".join(f"sudo {command}" if sudo else command for command in commands)


def missing_message(packages: Sequence[str], why: str, line: str = "") -> str:
    """Say what is missing and the line that mends it; without a line, the libraries' own names."""
    if line:
        who = "this" if line.startswith("sudo") else "this as root"
        return f"{why}. Type {who}, then try again:\n\n    {line}\n"
    sonames = {library.package: library.soname for library in LIBRARIES}
    names = " ".join(sonames.get(package, package) for package in packages)
    return f"{why}. Install them with this system's package manager:\n\n    {names}\n"


def is_debian_like(os_release: Path = Path("/etc/os-release")) -> bool:
    """Whether apt-get installs packages under Debian's names here."""
    try:
        lines = os_release.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return False
    ids = " ".join(
        line.partition("=")[2].strip("\"'") for line in lines if line.startswith(("ID=", "ID_LIKE="))
    )
    return "debian" in ids.split() and shutil.which("apt-get") is not None


def _apt_get(*arguments: str) -> bool:
    """Run apt-get without questions."""
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    return run_quietly(["apt-get", "-q", "-o", "DPkg::Lock::Timeout=120", *arguments], env) == 0


def has_apt_lists() -> bool:
    """Whether apt knows any packages."""
    return any(Path("/var/lib/apt/lists").glob("*_Packages*"))


def _apt_install(packages: Sequence[str]) -> None:
    install = ("install", "-y", "--no-install-recommends", *packages)
    say(f"installing system packages: {' '.join(packages)}")
    if has_apt_lists() and _apt_get(*install):
        return
    # No list yet, or one so old that it names packages that are gone.
    if not (_apt_get("update") and _apt_get(*install)):
        say("apt-get failed (its last words are above)")


def ensure_system_packages(*, first_time: bool) -> None:
    """Install what is missing when root on a Debian-like system, or say how.

    Args:
        first_time: packages are still to be fetched, and optional things are worth mentioning.

    Raises:
        SetupError: something without which no window can be made, not even off screen, stays missing.
    """

    def look() -> Missing:
        return find_missing(certificates=has_certificates if first_time else lambda: True)

    missing = look()
    debian = is_debian_like()
    if missing.packages and debian and os.geteuid() == 0 and (missing.required or first_time):
        _apt_install(missing.packages)
        missing = look()
    if missing.packages and (missing.required or first_time):
        why = "System libraries that Fovea cannot do without are missing"
        if not missing.required:
            why = "Missing, but needed only to open a window on an X display, and by the tests that do"
        line = ""
        if debian:
            line = apt_line(missing.packages, sudo=shutil.which("sudo") is not None, listed=has_apt_lists())
        message = missing_message(missing.packages, why, line)
        if missing.required:
            raise SetupError(message)
        say(message)
