"""What is dropped on the window or pasted into it, read into pictures and folders.

Programs offer very different things for "this picture" (see `desktop.ask.offered`). The order here:
photos of the grid itself, local files, an image file's bytes, an image as data. A web address alone
is refused and said so: Fovea opens no network connection.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QMimeData, QUrl

from core.imaging.formats import HEAD_BYTES, PHOTO_SUFFIXES, sniff
from core.paths import display
from core.search import Picture
from desktop.ask import offered
from desktop.parts import wording
from desktop.parts.translate import tr

PHOTO_IDS = "application/x-fovea-photo-ids"
"""Ids of photos of this library, as ASCII decimals with commas: a drag that began in the grid."""

_PICTURES_AT_ONCE = 8
_WEB = ("http", "https", "ftp")


@dataclass(frozen=True, slots=True)
class Dropped:
    """What was understood.

    Attributes:
        pictures: To search by.
        folders: To offer for the library.
        refused: Why there is nothing, or not everything, in words; "" when all was taken.
        only_address: It was refused for it only says where in the web the picture is: copied and pasted, the
            same picture would be taken.
    """

    pictures: tuple[Picture, ...] = ()
    folders: tuple[Path, ...] = ()
    refused: str = ""
    only_address: bool = False

    def __bool__(self) -> bool:
        return bool(self.pictures or self.folders)


def may_hold(mime: QMimeData) -> bool:
    """Whether it is worth to accept a drag; the data itself is not asked for yet."""
    if mime.hasFormat(PHOTO_IDS) or mime.hasUrls() or mime.hasImage() or offered.has_bytes(mime):
        return True
    # A piece of a page that can't be had as plain text is not text.
    return mime.hasHtml() and not mime.hasFormat("text/plain")


def is_picture(mime: QMimeData) -> bool:
    """Whether pasting this into a line of text means the picture, not the words that come with it."""
    if mime.hasFormat(PHOTO_IDS) or any(url.isLocalFile() for url in mime.urls()):
        return True
    # Not hasText(): for Qt the address that Chromium copies along with a picture is a text, too.
    return offered.has_data_address(mime) or (may_hold(mime) and not mime.hasFormat("text/plain"))


def read_photo_ids(mime: QMimeData) -> list[int]:
    """The ids of the photos that are dragged, all of them; none where it is something else."""
    if not mime.hasFormat(PHOTO_IDS):
        return []
    ids = bytes(mime.data(PHOTO_IDS).data()).decode("ascii", "replace").split(",")
    return [int(text) for text in ids if text.isdigit()]


def read_mime(mime: QMimeData) -> Dropped:
    """Understand what was dropped or pasted.

    Args:
        mime: As Qt hands it over.
    """
    if mime.hasFormat(PHOTO_IDS):
        return _limited(read_photo_ids(mime))
    found = _from_paths(_files(mime.urls()))
    if found:
        return found
    data = offered.image_bytes(mime) or offered.data_in_address(mime) or offered.encoded_image(mime)
    if data:
        refused = _not_a_photo(data, "", tr("That picture"))
        return Dropped(refused=refused) if refused else Dropped((data,))
    addresses = offered.addresses(mime)
    found = _from_paths(_files(addresses))
    if found or found.refused:
        return found
    if any(url.scheme() in _WEB for url in addresses):
        return Dropped(
            refused=tr(
                "That is only a web address, and Fovea never opens network connections. "
                "Copy the picture itself in the browser and paste it here, or save it and drag the file in."
            ),
            only_address=True,
        )
    return Dropped(refused=tr("There is no picture in that."))


def _files(addresses: Iterable[QUrl]) -> list[Path]:
    # One picture may be named several times, in its address and in the page's text.
    return list(dict.fromkeys(Path(url.toLocalFile()) for url in addresses if url.isLocalFile()))


def _from_paths(paths: list[Path]) -> Dropped:
    folders = tuple(path for path in paths if path.is_dir())
    files: list[Path] = []
    refused: list[str] = []
    for path in paths:
        if path in folders:
            continue
        if reason := _refusal(path):
            refused.append(reason)
        else:
            files.append(path)
    found = _limited(files)
    if len(refused) > 1:
        refused[1:] = [tr("(And {count} more.)").format(count=len(refused) - 1)]
    return Dropped(found.pictures, folders, wording.sentences((found.refused, *refused)))


def _refusal(path: Path) -> str:
    """Why a file is no picture to search by; "" when it may be one."""
    name = display(path.name)
    if not path.exists():
        return tr("{name} can't be read: it is not there any more.").format(name=name)
    if not path.is_file():
        return tr("{name} is not a file.").format(name=name)
    if path.suffix.lower() in PHOTO_SUFFIXES:
        return ""  # what is wrong with it, if anything, its decoder says
    try:
        with path.open("rb") as file:
            head = file.read(1 << 10)
    except OSError as error:
        return tr("{name} can't be read: {reason}.").format(name=name, reason=error.strerror)
    return _not_a_photo(head, path.suffix.lower(), name)


def _not_a_photo(data: bytes, suffix: str, name: str) -> str:
    """Why these bytes are nothing to search by; "" when they may be a picture."""
    if sniff(data[:HEAD_BYTES], suffix) is not None:
        return ""
    if data.startswith(b"%PDF-"):
        text = tr("{name} is a PDF document, not a photo. Save the page as a PNG picture and use that.")
    elif suffix in (".svg", ".svgz") or b"<svg" in data[: 1 << 10].lower():
        text = tr("{name} is a drawing (SVG), not a photo. Save it as a PNG picture and use that.")
    else:
        text = tr("{name} is not a picture of a kind Fovea knows. Save it as JPEG or PNG and use that.")
    return text.format(name=name)


def _limited(pictures: list[int] | list[Path]) -> Dropped:
    refused = ""
    if len(pictures) > _PICTURES_AT_ONCE:
        text = tr("Only the first {count} pictures were taken: more do not make a clearer question.")
        refused = text.format(count=_PICTURES_AT_ONCE)
    return Dropped(tuple(pictures[:_PICTURES_AT_ONCE]), refused=refused)
