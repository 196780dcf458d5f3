"""The real program with the real encoder on real photos, under an X server, by mouse and keyboard."""

from __future__ import annotations

import shutil
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import psutil
import pytest
from PIL import Image

from core.library import Library, PhotoFilter
from core.library.people_conditions import Favourite
from tests.end_to_end.conftest import difference
from tests.end_to_end.sight import PHOTOS, look_for

if TYPE_CHECKING:
    from tests.end_to_end.conftest import Screen

Start = Callable[[Path], "subprocess.Popen[str]"]

BOX = (700, 33)
ACCENT = (61, 91, 217)
VIEWER = (13, 13, 15)
"""What is around a photo that is looked at."""

BEAR, CUP, PANDA = "animals/polar_bear.jpg", "kitchen/IMG_2040.jpg", "animals/giant_panda.jpg"


class Story:
    """One library from its first day on: what is done on the screen, and what the library knows of it."""

    def __init__(self, screen: Screen, start: Start, root: Path) -> None:
        self.screen = screen
        self.root = root
        self._start = start
        self.program = start(root)

    def focus(self, title: str = "Fovea") -> None:
        """There is no window manager: the keys go where they are sent."""
        window = self.screen.do("search", "--sync", "--onlyvisible", "--name", title).split()[0]
        self.screen.do("windowfocus", "--sync", window)

    def ask(self, words: str) -> None:
        """Type a new question."""
        self.screen.key("Escape", "Escape")  # what is offered below the box, and what stands in it
        self.screen.key("ctrl+l")
        self.screen.type(words)

    def sees_first(self, name: str) -> Image.Image:
        """Wait until a photo is the first of all."""
        return self.screen.wait(lambda picture: look_for(picture, name).first, 60)

    def knows(self, condition: Callable[[Library], object]) -> None:
        """Wait until something is so in the library."""
        deadline = time.monotonic() + 60
        with Library.open(self.root) as library:
            while not condition(library):
                if time.monotonic() > deadline:
                    self.screen.save("what was to be seen instead")
                    raise AssertionError("the library never knew it")
                time.sleep(0.1)

    def quit(self) -> None:
        """The end: everything it started is gone, and it said nothing."""
        children = psutil.Process(self.program.pid).children(recursive=True)
        self.screen.key("ctrl+q")
        out, err = self.program.communicate(timeout=30)
        assert (self.program.returncode, out, err) == (0, "", "")
        _, alive = psutil.wait_procs(children, timeout=5)
        assert alive == []
        log = self.root / "fovea.log"
        assert "Traceback" not in log.read_text() if log.exists() else True

    def start_again(self) -> None:
        """Another day."""
        self.program = self._start(self.root)


@pytest.fixture
def story(screen: Screen, start: Start, tmp_path: Path) -> Story:
    with Library.open(tmp_path / "library") as library:
        library.settings.save(
            transcribe=False
        )  # the text in them is not what this is about, and takes longest
    return Story(screen, start, tmp_path / "library")


def test_from_the_first_start_to_a_drive_that_comes_back(story: Story, tmp_path: Path) -> None:
    photos, away = tmp_path / "Drive" / "Pictures", tmp_path / "away" / "Pictures"
    shutil.copytree(PHOTOS, photos)
    away.parent.mkdir()
    first_start(story, photos)
    by_words_and_pictures(story)
    closer_look(story)
    what_a_person_says(story)
    story.quit()
    story.start_again()
    story.ask("album:Zoo")
    story.sees_first(PANDA)
    story.screen.save("7 another day")
    a_drive_that_goes_and_comes_back(story, photos, away)
    story.quit()


def first_start(story: Story, photos: Path) -> None:
    """A button in the accent colour, on an empty page; a folder, by the dialog; words while it is read."""
    screen = story.screen
    screen.wait(lambda picture: ACCENT in [colour for _, colour in picture.getcolors(1 << 24)])
    screen.save("1 first start")
    screen.key("ctrl+o")
    story.focus("Choose a folder with photos")
    screen.type(str(photos))
    screen.key("Return")
    story.focus()
    story.ask("a polar bear in the snow")
    story.sees_first(BEAR)
    screen.save("2 a polar bear in the snow")
    story.knows(lambda library: library.photos.counts().photos >= 20 and not library.places.count_waiting())


def by_words_and_pictures(story: Story) -> None:
    """A photo of the grid, dragged onto the search box with the mouse, and words and a minus beside it."""
    screen = story.screen
    story.ask("coffee cup")
    cup = look_for(story.sees_first(CUP), CUP)
    screen.drag((cup.x, cup.y), BOX)
    # A photo is no answer to "like this one"; it is in the box now.
    dragged = screen.wait(lambda picture: not look_for(picture, CUP).first)
    screen.save("3 dragged onto the box")
    screen.key("ctrl+l")
    screen.type("on a table -people")
    screen.wait(lambda picture: difference(picture, dragged) > 1)
    screen.save("4 composed")


def closer_look(story: Story) -> None:
    """By keys into the viewer and back."""
    screen = story.screen
    story.ask("giant panda")
    story.sees_first(PANDA)
    screen.key("Down")
    screen.key("Return")
    screen.wait(lambda picture: picture.getpixel((4, 400)) == VIEWER)
    screen.save("5 viewer")
    screen.key("Escape")
    story.sees_first(PANDA)


def what_a_person_says(story: Story) -> None:
    """A tag, an album, a favourite and a saved search, all by keys."""
    screen = story.screen
    screen.key("ctrl+t")
    screen.type("bamboo")
    screen.key("Return", "Return")  # it is given, and that is all
    story.knows(lambda library: [tag.name for tag in library.annotations.tags()] == ["bamboo"])
    screen.key("ctrl+b")
    screen.type("Zoo")
    screen.key("Return", "Return")
    story.knows(lambda library: [album.name for album in library.annotations.albums()] == ["Zoo"])
    screen.key("ctrl+period")
    story.knows(lambda library: Path(PANDA).name in favourites(library))
    screen.key("ctrl+s")
    screen.key("ctrl+a")
    screen.type("Pandas")
    screen.key("Return")
    story.knows(lambda library: [kept.name for kept in library.searches.all()] == ["Pandas"])
    screen.save("6 tagged, in an album, a favourite, and the search saved")


def a_drive_that_goes_and_comes_back(story: Story, photos: Path, away: Path) -> None:
    """While it is away everything can be searched and seen."""
    photos.rename(away)
    story.knows(lambda library: library.photos.counts().offline >= 20)
    story.ask("a polar bear in the snow")
    story.sees_first(BEAR)
    story.screen.save("8 offline")
    away.rename(photos)
    story.knows(lambda library: library.photos.counts().offline == 0)
    story.ask("tag:bamboo favourite:yes")
    story.sees_first(PANDA)
    story.screen.save("9 back")


def favourites(library: Library) -> list[str]:
    """The names of the favourite photos."""
    chosen = PhotoFilter(conditions=(Favourite(),))
    return [photo.path.name for photo in library.photos.get(library.photos.ids(chosen).tolist())]


def test_what_lies_beside_a_photo(screen: Screen, start: Start, tmp_path: Path) -> None:
    folder = tmp_path / "photos"
    folder.mkdir()
    violet = Image.merge(
        "RGB", [Image.effect_noise((600, 600), 20).point(lambda v, c=c: c + v // 32) for c in VIOLET]
    )
    violet.save(folder / "IMG_1.JPG", quality=95)
    # A RAW that is shown with its JPEG is not opened at all.
    (folder / "IMG_1.CR2").write_bytes(b"not opened")
    (folder / "IMG_1.xmp").write_text(sidecar("In the evening", 2))
    root = tmp_path / "library"
    with Library.open(root) as library:
        library.folders.add(folder)
    story = Story(screen, start, root)
    screen.wait(lambda picture: violets(picture) > 10_000)
    with Library.open(root) as library:
        (photo,) = library.photos.get(library.photos.ids().tolist())
    assert (photo.title, photo.rating) == ("In the evening", 2)
    assert photo.raw == folder / "IMG_1.CR2"

    # Another program writes the sidecar anew, while one looks at the photo and what is known of it.
    screen.key("Down")
    screen.key("Return")
    screen.wait(lambda picture: picture.getpixel((4, 400)) == VIEWER)
    screen.key("ctrl+i")
    before = screen.wait(lambda picture: picture.getpixel((SIDE, 400)) != VIEWER)
    (folder / "IMG_1.xmp").write_text(sidecar("Late in the evening", 5))
    screen.wait(lambda picture: difference(picture, before) > 0.05)
    story.knows(lambda library: library.photos.get([photo.id])[0].rating == 5)
    screen.save("10 a title")
    screen.key("ctrl+i")
    screen.key("Escape")
    screen.wait(lambda picture: 10_000 < violets(picture) < 200_000)
    story.quit()


VIOLET = (150, 40, 200)
SIDE = 1200
"""Where the information is, to the right of the photo."""


def violets(picture: Image.Image) -> int:
    """How many pixels look like the photo."""
    return int((np.abs(np.asarray(picture.convert("RGB"), np.int16) - VIOLET).max(axis=2) < 30).sum())


def sidecar(title: str, rating: int) -> str:
    """What other programs write beside a photo."""
    return (
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/" xmp:Rating="{rating}"><dc:title><rdf:Alt>'
        f'<rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title></rdf:Description></rdf:RDF>'
        "</x:xmpmeta>"
    )
