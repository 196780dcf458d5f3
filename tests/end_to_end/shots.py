"""`make shots`: every state of the main window, in both themes, as pictures for people to look at.

A state is a name and the steps that lead to it from a window that shows all photos; a new one is a
line in `STATES`. The pictures are written to artifacts/screens/{light,dark}/NAME.png. Those of
photographs that FOVEA_TEST_DATA names are there only where it is set.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from core.library import Library
from desktop.application import create_application
from desktop.parts.language import Language, Languages
from desktop.parts.theme import Appearance, Theme
from tests.end_to_end.staging import PHOTOS, Stage, Step, enlarge, furnish, index

ROOT = Path(__file__).parents[2]
SCREENS = ROOT / "artifacts" / "screens"
_KEPT = ROOT / "build" / "shots"


def ask(words: str = "", *pictures: str) -> Step:
    """Ask by words, and by sample photos."""
    return lambda stage: stage.ask(words, *pictures)


def do(*names: str) -> Step:
    """Trigger actions by their names in `desktop.shell.actions`."""
    return lambda stage: stage.do(*names)


def choose(*rows: int) -> Step:
    """Select photos of the grid."""
    return lambda stage: stage.choose(*rows)


def look_at(row: int) -> Step:
    """Open a photo in the viewer."""
    return lambda stage: (stage.window.pages.open(row), stage.settle())[1]


def typing(text: str) -> Step:
    """Type into the box without asking."""
    return lambda stage: stage.type(text)


def press(keys: str) -> Step:
    """Press keys where the focus is."""
    return lambda stage: stage.press(keys)


def dialog(name: str) -> Step:
    """Trigger an action that opens a dialog."""
    return lambda stage: stage.show_dialog(name)


def size(width: int, height: int) -> Step:
    """Make the window smaller or larger."""
    return lambda stage: (stage.window.resize(width, height), stage.settle())[1]


def zoom(steps: int) -> Step:
    """Make the thumbnails larger or smaller."""
    return lambda stage: (stage.window.grid.zoom(steps), stage.settle())[1]


def scroll(share: float) -> Step:
    """Go down by a share of all photos."""

    def go(stage: Stage) -> None:
        bar = stage.window.grid.verticalScrollBar()
        bar.setValue(round(share * bar.maximum()))
        stage.settle()

    return go


def say(text: str) -> Step:
    """Have the banner say something."""
    return lambda stage: (stage.window.say(text), stage.settle())[1]


def rest(seconds: float) -> Step:
    """Let the program work at something that nothing tells the end of."""
    return lambda stage: stage.rest(seconds)


def settings(section: str) -> Step:
    """Open a section of the settings."""
    return lambda stage: (stage.window.settings.show(section), stage.settle())[1]


def mark(more: int, less: int) -> Step:
    """Mark a photo as a good answer, and one as a bad one."""
    return lambda stage: (
        choose(more)(stage), stage.do("more_like"), choose(less)(stage), stage.do("less_like")
    )[-1]  # fmt: skip


def main_menu(stage: Stage) -> None:
    """Open the menu of the window."""
    stage.show_menu(stage.window._main_menu)


def photo_menu(stage: Stage) -> None:
    """Open the menu of the chosen photos."""
    stage.show_menu(stage.window._photo_menu)


def broken_picture(stage: Stage) -> None:
    """Ask by a file that looks like a photo and is none, beside one that is."""
    broken = Path(tempfile.gettempdir()) / "broken.jpg"
    broken.write_bytes(b"\xff\xd8\xff\xe0 cut short")
    stage.ask("", broken, "animals/polar_bear.jpg")
    stage.settle()


STATES: dict[str, tuple[Step, ...]] = {
    "all photos": (ask(),),
    "all photos, further down": (ask(), scroll(0.5)),
    "natural aspect": (ask(), do("square")),
    "small thumbnails": (ask(), zoom(-2)),
    "large thumbnails": (ask(), zoom(2)),
    "search": (ask("a polar bear in the snow"),),
    "nothing matches": (ask("a submarine under the ice"),),
    "filters": (ask("dog since 2024 camera:canon -people"),),
    "excluded by a filter": (ask("dog camera:leica"),),
    "pictures in the box": (ask("in the snow", "animals/polar_bear.jpg", "kitchen/IMG_2040.jpg"),),
    "marks": (ask("dog"), mark(0, 3)),
    "a picture that can't be read": (broken_picture,),
    "suggestions": (typing("al"),),
    "suggestions of nothing": (typing(""), press("Down")),
    "help": (do("help"),),
    "selection": (ask(), choose(0, 1, 4)),
    "viewer": (ask("giant panda"), look_at(0)),
    "viewer, information": (ask("giant panda"), look_at(0), do("info")),
    "viewer, film strip": (ask("giant panda"), look_at(0), do("strip")),
    "grid, information": (ask("lake"), choose(0), do("info")),
    "grid, information of several": (ask("lake"), choose(0, 1, 2), do("info")),
    "why": (ask("a polar bear in the snow"), look_at(0), do("why"), rest(4)),
    "compare": (ask("dog"), choose(0, 1), do("compare")),
    "slide show": (ask("dog"), choose(0), do("slides")),
    "duplicates": (do("duplicates"), lambda stage: stage.until(lambda: not stage.window._service.busy)),
    "without the side bar": (ask(), do("side_bar")),
    "tag": (ask(), choose(0, 1), do("tag")),
    "add to an album": (ask(), choose(0, 1), do("add_to_album")),
    "save the search": (ask("red flower"), do("save_search")),
    "export": (ask(), choose(0, 1, 4), dialog("export")),
    "print": (ask(), choose(0, 1, 4), dialog("print")),
    "settings, indexing": (settings("indexing"),),
    "settings, appearance": (settings("appearance"),),
    "settings, privacy": (settings("privacy"),),
    "settings, storage": (settings("storage"), rest(1)),
    "folders": (do("folders"),),
    "encoders": (do("encoders"),),
    "failures": (do("failures"),),
    "about": (do("about"),),
    "banner": (say("“Holidays” can't be read: the permission was denied. Allow it, and look for changes."),),
    "main menu": (ask(), main_menu),
    "photo menu": (ask(), choose(0), photo_menu),
    "narrow": (ask("polar bear"), size(600, 700)),
    "narrow, pictures": (ask("in the snow", "animals/polar_bear.jpg"), size(600, 700)),
    "wide": (ask(), size(1920, 1080)),
}
"""Of the furnished library."""


def first_start(theme: Theme, directory: Path) -> Stage:
    """A library with nothing in it."""
    return Stage(theme, directory / "empty")


def indexing(theme: Theme, directory: Path) -> Stage:
    """Photos that are being read."""
    photos = directory / "many"
    for number, source in enumerate(sorted(PHOTOS.rglob("*.jpg")) * 3):
        enlarge(source, photos / f"{number}.jpg", number)
    root = directory / "indexing"
    with Library.open(root) as library:
        library.folders.add(photos)
    stage = Stage(theme, root, indexes=True)
    stage.until(lambda: stage.window.photos.rowCount() > 8 and stage.window.grid.is_settled)
    return stage


def offline(theme: Theme, directory: Path) -> Stage:
    """A folder that is away."""
    photos, root = directory / "Drive" / "Pictures", directory / "offline"
    if not root.exists():
        shutil.copytree(PHOTOS / "animals", photos)
        index(root, photos)
        (directory / "Drive").rename(directory / "elsewhere")
    stage = Stage(theme, root, indexes=True)
    stage.until(lambda: stage.library.photos.counts().offline)
    stage.settle()
    return stage


PLACES = {"first start": first_start, "indexing": indexing, "offline": offline}
"""States that need a library of their own."""


def shoot(theme: Theme, library: Path, wanted: list[str], screens: Path) -> list[str]:
    """Photograph states in the theme that is set; returns what went wrong.

    Args:
        theme: Of the application.
        library: Furnished.
        wanted: Names of states; empty: all.
        screens: Where the pictures go.
    """
    screens.mkdir(parents=True, exist_ok=True)
    wrong = []
    with tempfile.TemporaryDirectory() as directory:
        for name, place in PLACES.items():
            if not wanted or name in wanted:
                own = place(theme, Path(directory))
                keep(own, name, screens)
                own.close()
    chosen = {name: steps for name, steps in STATES.items() if not wanted or name in wanted}
    if not chosen:
        return wrong
    stage = Stage(theme, library)
    for name, steps in chosen.items():
        try:
            stage.reset()
            for step in steps:
                step(stage)
            keep(stage, name, screens)
        except (AssertionError, AttributeError, RuntimeError, TypeError) as error:
            wrong.append(f"{name}: {type(error).__name__}: {error}")
    stage.reset()
    stage.close()
    return wrong


def keep(stage: Stage, name: str, screens: Path) -> None:
    """Write what is to be seen."""
    stage.photograph().save(str(screens / f"{name}.png"))


def furnished() -> Path:
    """The library of most states, made at the first time."""
    data = os.environ.get("FOVEA_TEST_DATA")
    archive = Path(data) / "flickr8k-train-dev.zip" if data else None
    with tempfile.TemporaryDirectory() as directory:
        more = None
        if archive is not None and archive.exists() and not (_KEPT / "finished").exists():
            with zipfile.ZipFile(archive) as file:
                names = sorted(name for name in file.namelist() if name.endswith(".jpg"))[:600]
                file.extractall(directory, names)
            more = (Path(directory) / names[0]).parent
        return furnish(_KEPT, more)


def main() -> int:
    """Photograph; the exit code says whether every state was reached."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", metavar="STATE", help="only these")
    parser.add_argument("--theme", choices=["light", "dark"], help="only this one")
    parser.add_argument(
        "--language",
        type=Language,
        default=Language.ENGLISH,
        choices=[Language.ENGLISH, Language.CHINESE],
        help="what the window speaks; pictures of another one than English go to a folder of its name",
    )
    parser.add_argument("--out", type=Path, default=SCREENS, help="where the pictures go")
    options = parser.parse_args()
    if unknown := set(options.names) - set(STATES) - set(PLACES):
        there = ", ".join([*PLACES, *STATES])
        parser.error(f"no such state: {', '.join(sorted(unknown))}; there are: {there}")
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    library = furnished()
    if not (options.names or options.theme):
        shutil.rmtree(options.out, ignore_errors=True)  # states that are no more
    app = create_application()
    theme = Theme(app)
    languages = Languages()
    languages.choose(options.language)
    screens = options.out if options.language is Language.ENGLISH else options.out / options.language
    wrong = []
    for appearance in (Appearance.LIGHT, Appearance.DARK):
        if options.theme in (None, appearance.value):
            theme.choose(appearance)
            wrong += shoot(theme, library, options.names, screens / appearance.value)
    if not options.names and "QT_SCALE_FACTOR" not in os.environ:
        # What a screen with twice as many pixels shows; Qt takes the factor only when it starts.
        again = [sys.executable, __file__, "all photos", "viewer", "--out", str(options.out / "twice")]
        again += ["--language", options.language]
        if subprocess.run(again, env={**os.environ, "QT_SCALE_FACTOR": "2"}, check=False).returncode:
            wrong.append("on a screen with twice as many pixels")
    for one in wrong:
        print(f"not reached: {one}", file=sys.stderr)
    print(f"{len(list(screens.rglob('*.png')))} pictures in {screens}")
    del theme, languages
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
