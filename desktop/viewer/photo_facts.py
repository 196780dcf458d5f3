"""What is known of a photo, as names and values."""

from __future__ import annotations

from PySide6.QtCore import QLocale

from core.library import Photo
from core.paths import display
from desktop.parts import wording
from desktop.parts.photo_wording import (
    exposure,
    film,
    panorama,
    place,
    position,
    source_of_date,
    taken,
    when_taken,
)
from desktop.parts.prose import one_line
from desktop.parts.translate import tr
from desktop.viewer.fact_table import Row


def facts_of(photo: Photo) -> list[Row]:
    """What the file says of itself, most asked for first; without a value where it says nothing."""
    return [
        (tr("Taken"), "\n".join(filter(None, (when_taken(photo), source_of_date(photo))))),
        (tr("Camera"), one_line(photo.camera or "")),
        (tr("Lens"), one_line(photo.lens or "")),
        (tr("Exposure"), exposure(photo)),
        (tr("Size"), pixels(photo)),
        (tr("File"), wording.listed((photo.format, wording.size(photo.size)))),
        (tr("Panorama"), panorama(photo)),
        (tr("Live photo") if photo.clip else tr("Film"), film(photo)),
        (tr("RAW"), display(photo.raw.name) if photo.raw else ""),
        (tr("Albums"), wording.listed(map(one_line, photo.albums))),
    ]


def place_of(photo: Photo) -> list[Row]:
    """Where it was taken."""
    return [(tr("Place"), place(photo)), (tr("Position"), position(photo))]


def compared_facts(photo: Photo) -> list[Row]:
    """The same for a photo beside another one: short, and always the same rows."""
    facts = [row for row in facts_of(photo) if row[0] not in (tr("Taken"), tr("Albums"))]
    where = (tr("Place"), place(photo))
    return [(tr("Taken"), taken(photo)), *facts, where, (tr("Folder"), display(photo.path.parent))]


def pixels(photo: Photo) -> str:
    """How large it is, as "4,000 × 3,000 (12 MP)"."""
    locale = QLocale()
    edges = f"{locale.toString(photo.width)} × {locale.toString(photo.height)}"
    millions = photo.width * photo.height / 1e6
    if millions < 0.1:
        return edges
    count = locale.toString(millions, "f", 0 if millions >= 9.5 else 1)
    return tr("{edges} ({count} MP)").format(edges=edges, count=count)
