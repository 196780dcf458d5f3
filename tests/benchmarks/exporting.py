"""`make eval`: whether copies tell where photos were taken, and how well their size is foretold.

The photos are those of the archive of camera files that say where they were taken, and photos of our own that
were given a place in every way there is: in EXIF, XMP, IPTC, a maker's note, a thumbnail, and a film behind
the end. Beside Fovea stands what most scripts and many programs do: EXIF without its GPS directory, all else
as it was.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from PIL import Image

from core.export import CopyOptions, export
from core.export_size import estimate
from core.imaging import DecoderPool
from core.library import Photo
from tests.benchmarks.carriers import CARRIERS, carrying
from tests.benchmarks.dataset import Dataset
from tests.benchmarks.positions import Position, position_of, tells
from tests.benchmarks.report import table

_CAMERAS = "camera-photos.zip"
_OURS = Path(__file__).parents[1] / "photos"
_WAYS: tuple[tuple[str, CopyOptions], ...] = (
    ("as it is", CopyOptions()),
    ("nothing but the picture", CopyOptions(facts=False)),
    ("JPEG, 1,024 pixels", CopyOptions("jpeg", 1024)),
    ("WebP", CopyOptions("webp", 1024)),
    ("AVIF", CopyOptions("avif", 1024)),
    ("PNG", CopyOptions("png", 512)),
)
_SIZES = (
    CopyOptions("jpeg", 1600, 90),
    CopyOptions("jpeg", 800, 75),
    CopyOptions("webp", 1600, 90),
    CopyOptions("webp", 800, 75),
    CopyOptions("avif", 800, 90),
    CopyOptions("avif", 800, 60),
    CopyOptions("png", 800),
)
_MOST = 90
_FEWEST_PIXELS = 300_000


def run(_data: Dataset) -> None:
    """Print both tables."""
    with tempfile.TemporaryDirectory() as temporary, DecoderPool(None, 2, time_limit=120) as pool:
        folder = Path(temporary)
        photos = [*_of_cameras(folder / "cameras"), *_of_ours(folder / "ours")]
        _print_places(photos, folder, pool)
        _print_sizes(_large(folder / "cameras"), folder, pool)


def _print_places(photos: Sequence[tuple[Photo, Position]], folder: Path, pool: DecoderPool) -> None:
    rows: list[tuple[object, ...]] = []
    positions = {photo.id: position for photo, position in photos}
    cut = [_without_gps(photo, folder / "cut") for photo, _ in photos]
    told = sum(bool(tells(path, position)) for path, (_, position) in zip(cut, photos, strict=True))
    rows.append(("EXIF without GPS, all else kept", len(cut), told, ""))
    for name, options in _WAYS:
        made = list(export([photo for photo, _ in photos], folder / name, options, pool))
        copies = [(one.path, positions[one.photo.id], one.photo) for one in made if one.path]
        told = sum(bool(tells(path, position)) for path, position, _ in copies)
        same = sum(_same_pixels(path, photo.path) for path, _, photo in copies if options.format is None)
        rows.append((name, f"{len(copies)} of {len(made)}", told, same if options.format is None else ""))
    table(
        f"Copies of {len(photos)} photos that say where they were taken",
        ("copies", "made", "tell the place", "same pixels"),
        rows,
    )


def _print_sizes(photos: Sequence[Photo], folder: Path, pool: DecoderPool) -> None:
    rows = []
    for number, options in enumerate(_SIZES):
        made = [one for one in export(photos, folder / f"sizes-{number}", options, pool) if one.path]
        real = np.array([one.path.stat().st_size for one in made if one.path], np.float64)
        guessed = np.array([estimate([one.photo], options) for one in made], np.float64)
        cells: list[str] = []
        # The constants were fitted to every second photo.
        for half in (slice(0, None, 2), slice(1, None, 2)):
            errors = np.abs(np.log(guessed[half] / real[half]))
            cells.append(f"{guessed[half].sum() / real[half].sum():.2f}")
            cells.append(f"{100 * (np.exp(np.median(errors)) - 1):.0f} %")
        rows.append((f"{options.format} {options.quality}, {options.longest_edge:,} pixels", *cells))
    table(
        f"Foretold bytes over real ones, all together, and the median error of one ({len(photos)} photos)",
        ("copies", "chosen on", "error", "judged on", "error"),
        rows,
    )


def _large(cameras: Path) -> list[Photo]:
    """Photos that were compressed, and are large enough to be made smaller."""
    found: list[Photo] = []
    for path in (*sorted(_OURS.rglob("*.*")), *sorted(cameras.rglob("*.*"))):
        if path.suffix.lower() in (".jpg", ".jpeg", ".heic", ".webp") and "broken" not in path.parts:
            with contextlib.suppress(Exception):  # what can't be opened is no photo
                found.append(_photo(len(found), path))
    return [photo for photo in found if photo.width * photo.height >= _FEWEST_PIXELS][:_MOST]


def _of_cameras(folder: Path) -> Iterator[tuple[Photo, Position]]:
    with zipfile.ZipFile(Path(os.environ["FOVEA_TEST_DATA"]) / _CAMERAS) as archive:
        archive.extractall(folder)
    for number, path in enumerate(sorted(path for path in folder.rglob("*") if path.is_file())):
        if "broken" not in path.parts and (position := position_of(path)):
            yield _photo(number, path), position


def _of_ours(folder: Path) -> Iterator[tuple[Photo, Position]]:
    folder.mkdir()
    random = np.random.default_rng(7)
    sources = sorted(_OURS.rglob("*.jpg"))
    for number, source in enumerate(source for source in sources for _ in CARRIERS):
        carrier = CARRIERS[number % len(CARRIERS)]
        place = float(random.uniform(-89, 89)), float(random.uniform(-179, 179))
        path = folder / f"{carrier}-{source.name}"
        path.write_bytes(carrying(source.read_bytes(), carrier, *place))
        yield _photo(10_000 + number, path), Position.at(*place)


def _photo(number: int, path: Path) -> Photo:
    with Image.open(path) as image:
        width, height = image.size
        form = {"MPO": "JPEG"}.get(image.format or "", image.format or "")
    size = path.stat().st_size
    return Photo(number, path, True, None, None, width, height, size, form, None, None, None, bytes(16))


def _without_gps(photo: Photo, folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / f"{photo.id}{photo.path.suffix}"
    shutil.copyfile(photo.path, path)
    with Image.open(photo.path) as image:
        if image.format not in ("JPEG", "MPO"):
            return path
        exif = image.getexif()
        if 0x8825 in exif:
            del exif[0x8825]
        beside = {name: image.info[name] for name in ("icc_profile", "xmp", "comment") if name in image.info}
        image.save(path, "JPEG", quality="keep" if image.format == "JPEG" else 95, exif=exif, **beside)
    return path


def _same_pixels(copy: Path, original: Path) -> bool:
    with Image.open(copy) as one, Image.open(original) as other:
        return one.mode == other.mode and one.size == other.size and one.tobytes() == other.tobytes()
