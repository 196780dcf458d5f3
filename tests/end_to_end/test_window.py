"""The real program with the real encoder on real photos, under an X server, by mouse and keyboard."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import psutil
from PIL import Image, ImageChops, ImageOps

from core.library import Library

if TYPE_CHECKING:
    from tests.end_to_end.conftest import Screen

PHOTOS = Path(__file__).parents[1] / "photos"
Start = Callable[[Path], "subprocess.Popen[str]"]

# Where the first photo is in a window of 1280x800 with thumbnails of the usual size.
TOP, EDGE, PITCH = 98, 175, 179.4
BOX = (600, 33)
WORDS = (0, 772, 300, 800)
"""Where the viewer says what a photo is called."""


def cell(picture: Image.Image, number: int, row: int = 0) -> Image.Image:
    """One of the photos."""
    left, top = 8 + int(number * PITCH), TOP + row * (EDGE + 4)
    return picture.crop((left, top, left + EDGE, top + EDGE))


def looks_like(picture: Image.Image, name: str) -> float:
    """How much a cell looks like a sample photo, cut to a square as the grid cuts it."""
    with Image.open(PHOTOS / name) as photo:
        upright = ImageOps.exif_transpose(photo).convert("L")
    expected = ImageOps.fit(upright, (24, 24), centering=(0.5, 0.4))
    a, b = (np.asarray(one, np.float64).ravel() for one in (picture.convert("L").resize((24, 24)), expected))
    return float(np.corrcoef(a, b)[0, 1]) if a.std() else 0.0


def difference(first: Image.Image, second: Image.Image) -> float:
    """Mean difference of two pictures of the screen, 0 to 255."""
    return float(np.mean(np.asarray(ImageChops.difference(first, second))))


def colourful(picture: Image.Image) -> bool:
    """Whether there are photos in the first three rows."""
    cells = [cell(picture, number, row) for number in range(7) for row in range(3)]
    return all(len(one.quantize(64).getcolors()) > 8 for one in cells)


def wait_for_the_indexer(root: Path) -> None:
    """Until all photos are read, and the window knows it."""
    deadline = time.monotonic() + 60
    with Library.open(root) as library:
        while library.places.count_waiting() or library.photos.counts().photos < 20:
            assert time.monotonic() < deadline, library.photos.counts()
            time.sleep(0.1)
    time.sleep(1)


def test_from_a_folder_to_found_photos(screen: Screen, start: Start, tmp_path: Path) -> None:
    root = tmp_path / "library"
    with Library.open(root) as library:
        library.folders.add(PHOTOS)
    program = start(root)

    # The window's own indexer reads the photos, and they appear by themselves.
    screen.wait(colourful, 60)
    wait_for_the_indexer(root)
    everything = screen.wait(colourful)
    assert looks_like(cell(everything, 0), "animals/polar_bear.jpg") < 0.9
    screen.save("1 all photos")

    # Words.
    screen.type("a polar bear in the snow")
    screen.wait(lambda picture: looks_like(cell(picture, 0), "animals/polar_bear.jpg") > 0.9)
    screen.save("2 a polar bear in the snow")
    screen.key("Escape")
    screen.type("red flower")
    flowers = screen.wait(lambda picture: looks_like(cell(picture, 0), "animals/polar_bear.jpg") < 0.9)
    screen.save("3 red flower")

    # A photo of the grid, dragged onto the search box with the mouse.
    screen.key("Escape")
    screen.type("coffee cup")
    cups = screen.wait(lambda picture: looks_like(cell(picture, 0), "kitchen/IMG_2040.jpg") > 0.9)
    screen.drag((100, TOP + 90), BOX)
    dragged = screen.wait(lambda picture: looks_like(cell(picture, 0), "kitchen/IMG_2040.jpg") < 0.9)
    screen.save("4 dragged onto the box")

    # A closer look, with the keys.
    screen.key("Escape")
    # All photos again; only the ring around the box is missing.
    screen.wait(lambda picture: difference(picture, everything) < 1)
    screen.type("giant panda")
    screen.wait(lambda picture: looks_like(cell(picture, 0), "animals/giant_panda.jpg") > 0.9)
    screen.key("Down")
    screen.key("Return")
    viewed = screen.wait(lambda picture: picture.getpixel((4, 400)) == (13, 13, 15))
    screen.save("5 viewer")
    screen.key("Escape")
    screen.wait(lambda picture: looks_like(cell(picture, 0), "animals/giant_panda.jpg") > 0.9)
    pictures = [everything, flowers, cups, dragged, viewed]
    assert len({picture.tobytes() for picture in pictures}) == len(pictures)

    # The end: everything it started is gone, and it said nothing.
    children = psutil.Process(program.pid).children(recursive=True)
    screen.key("ctrl+q")
    out, err = program.communicate(timeout=20)
    assert (program.returncode, out, err) == (0, "", "")
    _, alive = psutil.wait_procs(children, timeout=5)
    assert alive == []
    assert "Traceback" not in (root / "fovea.log").read_text() if (root / "fovea.log").exists() else True


def test_what_lies_beside_a_photo(screen: Screen, start: Start, tmp_path: Path) -> None:
    folder = tmp_path / "photos"
    folder.mkdir()
    Image.effect_noise((600, 600), 20).point(lambda level: 230 + level // 32).save(folder / "IMG_1.JPG")
    # A RAW that is shown with its JPEG is not opened at all.
    (folder / "IMG_1.CR2").write_bytes(b"not opened")
    (folder / "IMG_1.xmp").write_text(sidecar("In the evening", 2))
    root = tmp_path / "library"
    with Library.open(root) as library:
        library.folders.add(folder)
    program = start(root)

    # One photo, with the mark of its RAW in the corner.
    screen.wait(lambda picture: corner_of_first(picture) < 190 < cell(picture, 0).getpixel((80, 80))[0])
    with Library.open(root) as library:
        (photo,) = library.photos.get(library.photos.ids().tolist())
    assert (photo.title, photo.rating) == ("In the evening", 2)
    assert photo.raw == folder / "IMG_1.CR2"

    # Another program writes the sidecar anew, while one looks at the photo.
    screen.key("Down")
    screen.key("Return")
    before = screen.wait(lambda picture: picture.getpixel((4, 400)) == (13, 13, 15))
    (folder / "IMG_1.xmp").write_text(sidecar("Late in the evening", 5))
    screen.wait(lambda picture: difference(picture.crop(WORDS), before.crop(WORDS)) > 1)
    screen.save("7 a title")
    screen.key("ctrl+i")
    dialog = screen.do("search", "--sync", "--onlyvisible", "--name", "About this photo").split()[0]
    screen.do("windowfocus", "--sync", dialog)
    screen.wait(lambda _: True)
    screen.save("8 about a photo")
    screen.key("Escape")
    window = screen.do("search", "--onlyvisible", "--name", "Fovea").split()[0]
    screen.do("windowfocus", "--sync", window)
    screen.key("Escape")
    screen.wait(lambda picture: corner_of_first(picture) < 190)
    screen.key("ctrl+q")
    out, err = program.communicate(timeout=20)
    assert (program.returncode, out, err) == (0, "", "")


def corner_of_first(picture: Image.Image) -> float:
    """How bright it is where the first photo's marks are."""
    return float(np.asarray(cell(picture, 0).crop((8, EDGE - 22, 34, EDGE - 8)).convert("L")).mean())


def sidecar(title: str, rating: int) -> str:
    """What other programs write beside a photo."""
    return (
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/" xmp:Rating="{rating}"><dc:title><rdf:Alt>'
        f'<rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title></rdf:Description></rdf:RDF>'
        "</x:xmpmeta>"
    )


def test_the_first_start(screen: Screen, start: Start, tmp_path: Path) -> None:
    program = start(tmp_path / "library")
    # The button in the accent colour, in the middle of an empty page.
    screen.wait(lambda picture: (61, 91, 217) in [colour for _, colour in picture.getcolors(1 << 24)])
    screen.save("6 first start")
    screen.key("ctrl+q")
    out, err = program.communicate(timeout=20)
    assert (program.returncode, out, err) == (0, "", "")
