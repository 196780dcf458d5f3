"""Where the packaged program begins. In a bundle there is no Python to start: the program starts itself.

Three kinds of process are this one file: the window and the command line, the indexer (which is the
command `worker`), and the decoders that read untrusted pictures.
"""

from __future__ import annotations

import os
import sys


def main() -> int:
    """Run what the first word asks for.

    Returns:
        The exit code of the process.
    """
    _forget_own_libraries()
    if sys.argv[1:2] == ["decoder"]:
        from core.imaging.child import serve_bundled  # noqa: PLC0415  a decoder imports nothing that it does not need

        serve_bundled(int(sys.argv[2]))
        return 0
    from desktop.entry import main as fovea  # noqa: PLC0415  likewise

    return fovea()


def _forget_own_libraries() -> None:
    """Keep the bundle's libraries from the programs it starts: a browser wants the system's own.

    PyInstaller's boot loader names them in the environment, and keeps what was there before. This
    process has read it already; its own children are given it again by their own boot loader.
    """
    before = os.environ.pop("LD_LIBRARY_PATH_ORIG", None)
    if before:
        os.environ["LD_LIBRARY_PATH"] = before
    elif getattr(sys, "frozen", False):
        os.environ.pop("LD_LIBRARY_PATH", None)


if __name__ == "__main__":
    sys.exit(main())
