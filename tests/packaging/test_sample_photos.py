"""The sample photos: each credited, all readable, small together."""

import re
from pathlib import Path

import pillow_heif
from PIL import Image

PHOTOS = Path(__file__).parents[1] / "photos"
FREE = {"CC0-1.0", "public domain", "PDDL-1.0 / CC0-1.0", "MIT"}


def photo_files() -> list[Path]:
    return [file for file in PHOTOS.rglob("*") if file.is_file() and file.name != "CREDITS.md"]


def credits() -> dict[str, list[str]]:
    lines = (PHOTOS / "CREDITS.md").read_text(encoding="utf-8").splitlines()
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("|")]
    return {row[0]: row for row in rows[2:]}


def test_every_photo_has_its_credit_and_every_credit_its_photo() -> None:
    assert set(credits()) == {file.relative_to(PHOTOS).as_posix() for file in photo_files()}
    for row in credits().values():
        assert len(row) == 6
        assert all(row)
        assert row[4] in FREE or re.fullmatch(r"CC-BY(-SA)?-\d\.\d", row[4]), row


def test_they_are_small_and_open() -> None:
    pillow_heif.register_heif_opener()
    formats, orientations = set(), set()
    for file in photo_files():
        with Image.open(file) as image:
            image.load()
            assert max(image.size) <= 1280
            formats.add(image.format)
            orientations.add(image.getexif().get(0x0112, 1))
    assert formats == {"JPEG", "PNG", "WEBP", "HEIF"}
    assert 6 in orientations
    assert sum(file.stat().st_size for file in photo_files()) <= 5_000_000
