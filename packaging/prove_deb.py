#!/usr/bin/env python3
"""Proves a Debian package where there is nothing else: no Python, no desktop, no network.

    sudo packaging/prove_deb.py [PACKAGE] [--base FOLDER]

Makes the smallest Debian there is (debootstrap), installs the package with what it says that it depends on,
and does the main job in it as an ordinary user without any network: photos in, words and a picture asked, the
window painted and opened, a second start handed over, everything ended. Prints what was seen, with sizes and
times; exit status 1 when something was not as it should be. Needs root, debootstrap, and Debian's packages.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PHOTOS = ROOT / "tests" / "photos"
BASE = ROOT / "build" / "debian-base"
CLEAN = ROOT / "build" / "debian-clean"
LIBRARY = "/home/ann/library"
_USER = "ann"
# What GNOME's look and printing need; the package only recommends that.
_RECOMMENDED = ("libgtk-3", "libgdk", "libatk", "libcairo", "libpango", "libharfbuzz", "libcups")
_STARTS = 3
_X_PACKAGES = ("xvfb",)


class Failed(Exception):
    """Something was not as it should be."""


class Clean:
    """A Debian of its own in a folder.

    Args:
        root: The folder.
    """

    def __init__(self, root: Path) -> None:
        self.root = root

    def install(self, *packages: str) -> None:
        """Install packages as root, with the network."""
        words = ["apt-get", "-q", "-y", "--no-install-recommends", "install", *packages]
        env = {"DEBIAN_FRONTEND": "noninteractive", "PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}
        done = subprocess.run(
            ["chroot", str(self.root), *words], env=env, capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise Failed(f"{' '.join(packages)} can't be installed:\n{(done.stdout + done.stderr)[-4000:]}")

    def command(self, *words: str) -> list[str]:
        """A command line that runs as an ordinary user in it, without any network."""
        chroot, unshare = shutil.which("chroot") or "", shutil.which("unshare") or ""
        inside = [chroot, f"--userspec={_USER}:{_USER}", str(self.root), *words]
        return [unshare, "--net", *inside]

    def start(self, *words: str, **env: str) -> subprocess.Popen[str]:
        """Start something in it."""
        known = {"PATH": "/usr/bin:/bin", "HOME": f"/home/{_USER}", "LC_ALL": "C.UTF-8"}
        known["XDG_RUNTIME_DIR"] = "/run/user/1000"
        return subprocess.Popen(
            self.command(*words),
            env={**known, **env},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def run(self, *words: str, good: tuple[int, ...] = (0,), **env: str) -> tuple[str, float]:
        """Run something in it; gives what it printed, and the seconds it took."""
        started = time.monotonic()
        process = self.start(*words, **env)
        out, err = process.communicate(timeout=600)
        seconds = time.monotonic() - started
        if process.returncode not in good:
            raise Failed(f"{' '.join(words)} ended with {process.returncode}:\n{out[-2000:]}{err[-2000:]}")
        return out, seconds

    def processes(self) -> list[str]:
        """The command lines of all that runs in it."""
        found = []
        for entry in Path("/proc").iterdir():
            if entry.name.isdecimal():
                with contextlib.suppress(OSError):
                    if (entry / "root").resolve() == self.root:
                        line = (entry / "cmdline").read_bytes().replace(b"\0", b" ")
                        found.append(line.decode(errors="replace").strip())
        return found


@contextlib.contextmanager
def clean_debian(base: Path, release: str) -> Iterator[Clean]:
    """A fresh copy of the smallest Debian; unmounted afterwards."""
    if not (base / "etc").is_dir():
        print(f"Making a Debian {release} in {base}", flush=True)
        base.mkdir(parents=True, exist_ok=True)
        command = ["debootstrap", "--variant=minbase", release, str(base)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    root = CLEAN.resolve()
    if root.exists():
        # A hard stop may have left it mounted: nothing of this system's /proc may be deleted.
        for mounted in ("proc", "dev"):
            subprocess.run(["umount", "-q", str(root / mounted)], check=False)
        shutil.rmtree(root)
    subprocess.run(["cp", "-a", str(base), str(root)], check=True)
    shutil.copy("/etc/resolv.conf", root / "etc/resolv.conf")
    mounts = [["-t", "proc", "proc", str(root / "proc")], ["--bind", "/dev", str(root / "dev")]]
    try:
        for mount in mounts:
            subprocess.run(["mount", *mount], check=True)
        clean = Clean(root)
        subprocess.run(["chroot", str(root), "useradd", "--create-home", "--uid", "1000", _USER], check=True)
        runtime = root / "run/user/1000"
        runtime.mkdir(parents=True)
        runtime.chmod(0o700)
        os.chown(runtime, 1000, 1000)
        (root / "tmp/.X11-unix").mkdir()
        (root / "tmp/.X11-unix").chmod(0o1777)
        shutil.copytree(PHOTOS, root / "photos")
        update = ["chroot", str(root), "apt-get", "-q", "update"]
        subprocess.run(update, check=True, stdout=subprocess.DEVNULL)
        yield clean
    finally:
        for mount in reversed(mounts):
            subprocess.run(["umount", "--lazy", mount[-1]], check=False)


def _until(condition: Callable[[], object], what: str, seconds: float = 60) -> None:
    late = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > late:
            raise Failed(f"It did not happen in {seconds:.0f} s: {what}")
        time.sleep(0.05)


def said(what: str, value: str = "") -> None:
    """Print one finding."""
    print(f"{what:<52} {value}".rstrip(), flush=True)


def drop_caches() -> bool:
    """Have the next start read everything from the disk; whether this system lets us."""
    try:
        os.sync()
        Path("/proc/sys/vm/drop_caches").write_text("3\n")
    except OSError:
        return False
    return True


def prove_installation(clean: Clean, package: Path) -> None:
    """It installs, brings no Python of the system, and finds all libraries."""
    before = _bytes(clean.root)
    shutil.copy(package, clean.root / "tmp" / package.name)
    clean.install(f"/tmp/{package.name}")
    # What the download took is not what the package takes.
    subprocess.run(["chroot", str(clean.root), "apt-get", "clean"], check=True)
    (clean.root / "tmp" / package.name).unlink()
    installed = _bytes(clean.root / "usr/lib/fovea")
    others = _bytes(clean.root) - before - installed
    said("package", f"{package.name}, {package.stat().st_size / 1e6:.0f} MB")
    said("installed", f"{installed / 1e6:.0f} MB, and {others / 1e6:.0f} MB of what it depends on")
    found = [path for path in clean.root.glob("usr/**/*python*") if path.is_file()]
    pythons = [path for path in found if not path.is_relative_to(clean.root / "usr/lib/fovea")]
    if any(path.parent.name == "bin" or ".so" in path.name for path in pythons):
        raise Failed(f"There is a Python of the system: {pythons[:3]}")
    said("Python of the system", "none")
    # The boot loader names the folder in the same way.
    plugins = "find /usr/lib/fovea/_internal/PySide6/Qt/plugins -name '*.so' | xargs ldd"
    linked, _ = clean.run("sh", "-c", plugins, LD_LIBRARY_PATH="/usr/lib/fovea/_internal")
    lacking = sorted({line.split()[0] for line in linked.splitlines() if "not found" in line})
    said("libraries that Qt's plugins lack", ", ".join(lacking) or "none")
    if unexpected := [name for name in lacking if not name.startswith(_RECOMMENDED)]:
        raise Failed(f"The package should depend on what has {', '.join(unexpected)}")


def prove_commands(clean: Clean) -> None:
    """The main job on the command line."""
    fovea = ("fovea", "--library", LIBRARY)
    said("fovea --version", clean.run("fovea", "--version")[0].strip())
    _, seconds = clean.run(*fovea, "add", "/photos")
    count = json.loads(clean.run(*fovea, "status", "--json")[0])
    if not count["photos"] or count["failed"] or count["indexed"] != count["photos"]:
        raise Failed(f"Not all photos were indexed: {count}")
    said("fovea add", f"{count['photos']} photos, all encoded, text read; {seconds:.1f} s")
    out, _ = clean.run(*fovea, "find", "--paths", "-n", "1", "a polar bear in the snow")
    if "polar_bear" not in out:
        raise Failed(f"The bear was not found, but {out}")
    said("fovea find a polar bear in the snow", Path(out.strip()).name)
    picture = "/photos/animals/giant_panda.jpg"
    out, _ = clean.run(*fovea, "find", "--paths", "-n", "1", "--image", picture)
    said("fovea find --image giant_panda.jpg", Path(out.strip()).name)
    out, _ = clean.run(*fovea, "doctor", good=(0, 1))
    said("fovea doctor", f"{out.count('ok  ')} ok, {out.count('NO  ')} not")
    for line in out.splitlines():
        if line.startswith(("NO", "ok  Decoding", "ok  Encoder", "ok  Program")):
            said("", line)


def prove_window(clean: Clean, how: str, **env: str) -> None:
    """It is painted, opens, takes a second start over, and ends with all that it started."""
    fovea = ("fovea", "--library", LIBRARY)
    clean.run(*fovea, "window", "--screenshot", "/tmp/window.png", "--question", "a cat", **env)
    size = (clean.root / "tmp/window.png").stat().st_size
    (clean.root / "tmp/window.png").replace(ROOT / "build" / f"proved-{how}.png")
    said(f"window painted, {how}", f"{size / 1e3:.0f} kB: build/proved-{how}.png")
    window = clean.start(*fovea, **env)
    try:
        _until(lambda: any("worker" in line for line in clean.processes()), "the window starts its indexer")
        _, seconds = clean.run(*fovea, "find", "--open", "old boats in a harbour", **env)
        said(f"second start handed over, {how}", f"{seconds:.2f} s")
    finally:
        window.terminate()
        window.communicate(timeout=30)
    _until(lambda: not [line for line in clean.processes() if "fovea" in line], "nothing is left running")
    said(f"window ended, {how}", "no process left")


def measure_starts(clean: Clean) -> None:
    """How long it takes to start, from the disk and from memory."""
    fovea = ("fovea", "--library", LIBRARY)
    shot = (*fovea, "window", "--screenshot", "/tmp/start.png")
    commands = {
        "fovea --version": ("fovea", "--version"),
        "fovea find a cat": (*fovea, "find", "a cat"),
        "the window, painted": shot,
    }
    for name, words in commands.items():
        first = clean.run(*words, QT_QPA_PLATFORM="offscreen")[1] if drop_caches() else None
        before = os.times()
        again = [clean.run(*words, QT_QPA_PLATFORM="offscreen")[1] for _ in range(_STARTS)]
        after = os.times()
        # Of the processor alone: what else this computer does at the time does not count.
        spent = after.children_user + after.children_system - before.children_user - before.children_system
        cold = "caches can't be dropped here" if first is None else f"{first:.2f} s from the disk"
        worked = f"{spent / _STARTS:.2f} s of a processor"
        said(f"start: {name}", f"{cold}; {min(again):.2f} s from memory (best of {_STARTS}); {worked}")


def _bytes(folder: Path) -> int:
    done = subprocess.run(
        ["du", "--summarize", "--block-size=1", "--one-file-system", str(folder)],
        capture_output=True,
        text=True,
        check=False,
    )
    return int(done.stdout.split()[0])


def newest_package() -> Path | None:
    """The package that was built last."""
    built = sorted((ROOT / "dist").glob("*.deb"), key=lambda file: file.stat().st_mtime)
    return built[-1] if built else None


def main() -> int:
    """Prove it; returns the exit status."""
    parser = argparse.ArgumentParser(description="Prove a Debian package where there is nothing else.")
    parser.add_argument("package", nargs="?", type=Path, default=newest_package())
    parser.add_argument("--base", type=Path, default=BASE, help="a bare Debian, made when it is not there")
    parser.add_argument("--release", default="bookworm", help="of Debian, when it is made")
    options = parser.parse_args()
    if options.package is None or os.geteuid() != 0:
        print("Needs root, and a package: make package", file=sys.stderr)
        return 2
    try:
        with clean_debian(options.base, options.release) as clean:
            prove_installation(clean, options.package)
            prove_commands(clean)
            prove_window(clean, "offscreen", QT_QPA_PLATFORM="offscreen")
            measure_starts(clean)
            clean.install(*_X_PACKAGES)
            server = clean.start("Xvfb", ":77", "-screen", "0", "1400x900x24", "-nolisten", "tcp")
            try:
                _until((clean.root / "tmp/.X11-unix/X77").exists, "Xvfb starts")
                prove_window(clean, "X11", DISPLAY=":77")
            finally:
                server.terminate()
                server.communicate(timeout=30)
    except Failed as error:
        print(f"FAILED: {error}", file=sys.stderr)
        return 1
    print("Everything is as it should be.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
