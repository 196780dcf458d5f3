"""What the packages are made of: files of the desktop, notices, a Debian package."""

from __future__ import annotations

import re
import shutil
import subprocess
import sysconfig
from pathlib import Path
from xml.etree import ElementTree

import appimage
import debian
import desktop_files
import notices
import numpy
import pytest

from core import __version__
from core.imaging import PHOTO_SUFFIXES

ROOT = Path(__file__).parents[2]


@pytest.fixture
def icons(tmp_path: Path) -> Path:
    folder = tmp_path / "icons"
    folder.mkdir()
    for edge in (16, 256, 1024):
        (folder / f"fovea-{edge}.png").write_bytes(b"png")
    (folder / "fovea.svg").write_text("<svg/>")
    return folder


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    """A program of the system, as if it were ours."""
    folder = tmp_path / "bundle"
    (folder / "_internal").mkdir(parents=True)
    shutil.copy("/bin/true", folder / "fovea")
    (folder / "_internal" / "data.txt").write_text("data")
    (folder / "_internal" / "data.txt").chmod(0o600)
    (folder / "_internal" / notices.FILE).write_text("notices")
    return folder


def checked(tool: str, *words: str | Path) -> None:
    """Have a tool of the desktop's makers look at a file, where there is one."""
    if shutil.which(tool):
        done = subprocess.run([tool, *map(str, words)], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr


def test_a_desktop_finds_everything_in_its_place(tmp_path: Path, icons: Path) -> None:
    usr = tmp_path / "usr"
    desktop_files.lay_out(usr, icons)
    app = desktop_files.APP_ID
    metainfo = usr / f"share/metainfo/{app}.metainfo.xml"
    tree = ElementTree.parse(metainfo)
    assert tree.findtext("id") == app
    assert tree.findtext("launchable") == f"{app}.desktop"
    release = tree.find("releases/release")
    assert release is not None
    assert release.get("version") == __version__
    checked("appstreamcli", "validate", "--no-net", metainfo)
    entry = usr / f"share/applications/{app}.desktop"
    checked("desktop-file-validate", entry)
    assert "\nExec=fovea %F\n" in entry.read_text()
    placed = {str(path.relative_to(usr / "share/icons/hicolor")) for path in usr.rglob("*.png")}
    assert placed == {f"16x16/apps/{app}.png", f"256x256/apps/{app}.png"}
    assert (usr / f"share/icons/hicolor/scalable/apps/{app}.svg").is_file()
    assert (usr / "share/man/man1/fovea.1.gz").is_file()
    assert "@" not in desktop_files.filled(desktop_files.LINUX / "fovea.1.in").replace("@ ", "")


def test_open_with_is_offered_for_what_can_be_read() -> None:
    entry = (desktop_files.LINUX / f"{desktop_files.APP_ID}.desktop").read_text()
    types = set(re.findall(r"^MimeType=(.*);$", entry, re.MULTILINE)[0].split(";"))
    for suffix, kind in {
        ".jpg": "jpeg",
        ".png": "png",
        ".heic": "heic",
        ".avif": "avif",
        ".jxl": "jxl",
    }.items():
        assert suffix in PHOTO_SUFFIXES
        assert f"image/{kind}" in types
    assert "inode/directory" in types


def test_the_version_stands_in_one_place() -> None:
    assert desktop_files.version() == __version__
    elsewhere = [
        path
        for path in [ROOT / "pyproject.toml", *(ROOT / "packaging").rglob("*")]
        if path.is_file()
        and path.suffix in {".py", ".toml", ".in", ".desktop", ".sh", ".yml", ".spec"}
        and re.search(rf'version\s*[=:]\s*"?{re.escape(__version__)}\b', path.read_text(encoding="utf-8"))
    ]
    assert elsewhere == []


def test_a_file_is_credited_to_the_package_it_came_with() -> None:
    used = notices.used_distributions([Path(numpy.__file__).resolve(), Path(re.__file__).resolve()])
    assert [distribution.name for distribution in used] == ["numpy"]
    notice = notices.about_distribution(used[0])
    assert notice.name.startswith("numpy ")
    assert "BSD" in notice.licence
    assert any("Redistribution" in text for text in notice.texts)
    python = notices.about_python()
    licence = Path(sysconfig.get_path("stdlib"), "LICENSE.txt")
    assert bool(python.texts) == licence.is_file()


def test_a_text_that_two_have_in_common_stands_once() -> None:
    text = "Permission is hereby granted"
    made = notices.written(
        [
            notices.Notice("One 1", "MIT", "here", (text,)),
            notices.Notice("Two 2", "MIT", "there", (text, "more")),
        ]
    )
    assert made.count(text) == 1
    assert "(The same text as that of One 1.)" in made
    assert all(f"{name}\nLicence: MIT" in made for name in ("One 1", "Two 2"))


@pytest.mark.skipif(not shutil.which("dpkg-deb"), reason="there is no dpkg here")
@pytest.mark.skipif(not shutil.which("dpkg-shlibdeps"), reason="there is no dpkg-dev here")
def test_a_debian_package_asks_for_what_it_needs(bundle: Path, icons: Path, tmp_path: Path) -> None:
    package = debian.build(bundle, icons, tmp_path / "out", fast=True)

    def field(name: str) -> str:
        command = ["dpkg-deb", "--field", str(package), name]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()

    assert (field("Package"), field("Version")) == ("fovea-photos", __version__)
    assert field("Depends").startswith("libc6 (>= ")
    root = tmp_path / "unpacked"
    subprocess.run(["dpkg-deb", "--extract", str(package), str(root)], check=True)
    assert (root / "usr/bin/fovea").resolve() == (root / "usr/lib/fovea/fovea").resolve()
    assert subprocess.run([root / "usr/bin/fovea"], check=False).returncode == 0
    assert (root / "usr/lib/fovea/_internal/data.txt").stat().st_mode & 0o777 == 0o644
    assert (root / "usr/share/doc/fovea-photos/copyright").is_file()


def test_the_folder_of_an_appimage_runs_as_it_is(bundle: Path, icons: Path, tmp_path: Path) -> None:
    folder = tmp_path / "Fovea.AppDir"
    for _ in range(2):
        appimage.lay_out_folder(folder, bundle, icons)
    assert subprocess.run([folder / "AppRun"], check=False).returncode == 0
    assert (folder / f"{desktop_files.APP_ID}.desktop").is_file()
    assert (folder / ".DirIcon").read_bytes() == b"png"
