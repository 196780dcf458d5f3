"""Copies of photos for other people: in another size or format, and without what is nobody's business.

A copy that may not tell where a photo was taken is never the original's bytes with something cut out:
positions hide in EXIF, XMP, maker's notes, thumbnails and films inside the file. It is made anew from
the pixels, and only what is named here is written beside them.
"""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from io import BytesIO
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Literal
from xml.sax.saxutils import escape

from PIL import ExifTags, Image, PngImagePlugin

from core.errors import FolderError, FoveaError
from core.imaging import DecoderPool, Rendered
from core.library import Photo
from core.paths import display

CopyFormat = Literal["jpeg", "png", "webp"]

SUFFIXES: dict[CopyFormat, str] = {"jpeg": ".jpg", "png": ".png", "webp": ".webp"}
LONGEST_EDGE = 16_383
"""Pixels; WebP knows no larger pictures, and photos are hardly ever."""


@dataclass(frozen=True, slots=True)
class CopyOptions:
    """What copies are to be like.

    Attributes:
        format: None: the file as it is, when nothing has to be taken out of it, else JPEG.
        longest_edge: Pixels of the longer side, at most; None: as large as it is.
        quality: Of JPEG and WebP, 1 to 100.
        location: The copy may tell where the photo was taken.
        facts: It may tell when, with what camera, and what people wrote about it.
    """

    format: CopyFormat | None = None
    longest_edge: int | None = None
    quality: int = 90
    location: bool = False
    facts: bool = True

    @property
    def as_is(self) -> bool:
        """The file itself will do."""
        return self.format is None and self.longest_edge is None and self.location and self.facts


@dataclass(frozen=True, slots=True)
class Copied:
    """What became of one photo.

    Attributes:
        photo: Which.
        path: The copy; None when there is none.
        problem: Why there is none.
    """

    photo: Photo
    path: Path | None
    problem: FoveaError | None = None


def export(
    photos: Iterable[Photo], folder: Path, options: CopyOptions, pool: DecoderPool
) -> Iterator[Copied]:
    """Write copies into a folder, one after the other; nothing that is there is overwritten.

    Args:
        photos: Which.
        folder: Made when it is not there.
        options: What the copies are to be like.
        pool: Decodes.

    Yields:
        What became of each photo; one that can't be read does not stop the others.

    Raises:
        FolderError: The folder can't be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _unwritable(folder, error) from error
    for photo in photos:
        try:
            yield Copied(photo, _copy(photo, folder, options, pool))
        except FolderError:
            raise
        except FoveaError as problem:
            yield Copied(photo, None, problem)


def _copy(photo: Photo, folder: Path, options: CopyOptions, pool: DecoderPool) -> Path:
    if options.as_is:
        with _writing(folder) as temporary:
            try:
                shutil.copyfile(photo.path, temporary)
                # The date of a file is all some photos know of when they were taken.
                shutil.copystat(photo.path, temporary)
            except OSError as error:
                if not photo.path.is_file():
                    problem = f"{display(photo.path)} can't be read now ({error.strerror})."
                    raise FoveaError(problem, "Connect its drive and try again.") from error
                raise
            return _named(temporary, folder, photo.path.name)
    wanted = options.format or "jpeg"
    rendered = pool.render(photo.path, options.longest_edge or LONGEST_EDGE).result()
    encoded = _encoded(rendered, photo, wanted, options)
    with _writing(folder) as temporary:
        temporary.write_bytes(encoded)
        return _named(temporary, folder, photo.path.stem + SUFFIXES[wanted])


def _encoded(rendered: Rendered, photo: Photo, wanted: CopyFormat, options: CopyOptions) -> bytes:
    image = Image.frombytes("RGB", (rendered.width, rendered.height), rendered.rgb)
    written = BytesIO()
    exif = _exif(photo, options)
    xmp = _xmp(photo) if options.facts else b""
    if wanted == "png":
        texts = PngImagePlugin.PngInfo()
        if xmp:
            texts.add_itxt("XML:com.adobe.xmp", xmp.decode("utf-8"))
        image.save(written, "PNG", exif=exif, pnginfo=texts)
    elif wanted == "webp":
        image.save(written, "WEBP", quality=options.quality, method=4, exif=exif, xmp=xmp)
    else:
        # Full colour resolution from where the loss would be seen; as cameras do below that.
        subsampling = 0 if options.quality >= 90 else 2
        image.save(written, "JPEG", quality=options.quality, subsampling=subsampling, exif=exif, xmp=xmp)
    return written.getvalue()


def _xmp(photo: Photo) -> bytes:
    """What people wrote about a photo, as XMP (ISO 16684-1): EXIF has ASCII only. Empty: nothing."""

    def within(name: str, bag: str, values: Iterable[str], of: str = "") -> str:
        items = "".join(f"<rdf:li{of}>{escape(_printable(value))}</rdf:li>" for value in values if value)
        return f"<dc:{name}><rdf:{bag}>{items}</rdf:{bag}></dc:{name}>" if items else ""

    default = ' xml:lang="x-default"'
    said = (
        within("title", "Alt", [photo.title or ""], default)
        + within("description", "Alt", [photo.caption or ""], default)
        + within("subject", "Bag", photo.keywords)
    )
    rated = f"<xmp:Rating>{photo.rating}</xmp:Rating>" if photo.rating is not None else ""
    if not said and not rated:
        return b""
    return (
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        f'xmlns:xmp="http://ns.adobe.com/xap/1.0/">{said}{rated}</rdf:Description></rdf:RDF></x:xmpmeta>'
    ).encode()


def _printable(text: str) -> str:
    """Without what XML can't hold."""
    return "".join(letter for letter in text if letter.isprintable() or letter in "\n\t")


def _exif(photo: Photo, options: CopyOptions) -> bytes:
    """EXIF of nothing but what the options allow (Exif 2.32, sections 4.6.4 to 4.6.6)."""
    exif = Image.Exif()
    if options.facts:
        base, taken = ExifTags.Base, exif.get_ifd(ExifTags.IFD.Exif)
        if photo.camera:
            exif[base.Model] = photo.camera
        if photo.lens:
            taken[base.LensModel] = photo.lens
        if photo.iso:
            taken[base.ISOSpeedRatings] = min(round(photo.iso), 65_535)
        for tag, value in (
            (base.FNumber, photo.f_number),
            (base.ExposureTime, photo.exposure_s),
            (base.FocalLength, photo.focal_length_mm),
        ):
            if value:
                taken[tag] = float(Fraction(value).limit_denominator(100_000))
        if photo.taken_at and photo.taken_from != "file":
            taken[base.DateTimeOriginal] = photo.taken_at[:19].replace("-", ":").replace("T", " ")
            if photo.utc_offset is not None:
                hours, minutes = divmod(abs(photo.utc_offset), 60)
                taken[base.OffsetTimeOriginal] = (
                    f"{'-' if photo.utc_offset < 0 else '+'}{hours:02}:{minutes:02}"
                )
    if options.location and photo.latitude is not None and photo.longitude is not None:
        gps = exif.get_ifd(ExifTags.IFD.GPSInfo)
        gps[ExifTags.GPS.GPSLatitudeRef] = "S" if photo.latitude < 0 else "N"
        gps[ExifTags.GPS.GPSLatitude] = _degrees(photo.latitude)
        gps[ExifTags.GPS.GPSLongitudeRef] = "W" if photo.longitude < 0 else "E"
        gps[ExifTags.GPS.GPSLongitude] = _degrees(photo.longitude)
    return exif.tobytes()


def _degrees(decimal: float) -> tuple[float, float, float]:
    """Degrees, minutes and seconds, to a ten-thousandth of a second."""
    units = round(abs(decimal) * 36_000_000)
    degrees, rest = divmod(units, 36_000_000)
    minutes, rest = divmod(rest, 600_000)
    return float(degrees), float(minutes), rest / 10_000


@contextlib.contextmanager
def _writing(folder: Path) -> Iterator[Path]:
    """A temporary file of this folder, gone afterwards unless it got a name."""
    try:
        with NamedTemporaryFile(dir=folder, prefix=".fovea-", delete=False) as made:
            temporary = Path(made.name)
        try:
            yield temporary
        finally:
            temporary.unlink(missing_ok=True)
    except OSError as error:
        raise _unwritable(folder, error) from error


def _named(temporary: Path, folder: Path, name: str) -> Path:
    """Give a finished copy its name, or one with a number where that is taken."""
    stem, suffix = Path(name).stem, Path(name).suffix
    umask = os.umask(0)
    os.umask(umask)
    temporary.chmod(0o666 & ~umask)
    number = 1
    while True:
        wanted = folder / (name if number == 1 else f"{stem} ({number}){suffix}")
        try:
            # Unlike a rename, it fails where there is something already.
            os.link(temporary, wanted)
            return wanted
        except FileExistsError:
            number += 1
        except OSError:
            # FAT knows no links; there the name is taken first.
            with contextlib.suppress(FileExistsError):
                wanted.touch(exist_ok=False)
                return temporary.replace(wanted)
            number += 1


def _unwritable(folder: Path, error: OSError) -> FolderError:
    return FolderError(
        f"Copies can't be written to {display(folder)} ({error.strerror or error}).",
        "Choose another folder, or free some space.",
    )
