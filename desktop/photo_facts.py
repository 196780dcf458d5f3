"""What is known of a photo, as names and values."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale

from core.library import Photo
from core.paths import display
from desktop import wording
from desktop.fact_table import Row
from desktop.photo_wording import (
    exposure,
    film,
    panorama,
    place,
    position,
    source_of_date,
    taken,
    when_taken,
)
from desktop.prose import one_line


def facts_of(photo: Photo) -> list[Row]:
    """What the file says of itself, most asked for first; without a value where it says nothing."""
    return [
        (_tr("Taken"), "\n".join(filter(None, (when_taken(photo), source_of_date(photo))))),
        (_tr("Camera"), one_line(photo.camera or "")),
        (_tr("Lens"), one_line(photo.lens or "")),
        (_tr("Exposure"), exposure(photo)),
        (_tr("Size"), pixels(photo)),
        (_tr("File"), f"{photo.format}, {wording.size(photo.size)}"),
        (_tr("Panorama"), panorama(photo)),
        (_tr("Live photo") if photo.clip else _tr("Film"), film(photo)),
        (_tr("RAW"), display(photo.raw.name) if photo.raw else ""),
        (_tr("Albums"), ", ".join(map(one_line, photo.albums))),
    ]


def place_of(photo: Photo) -> list[Row]:
    """Where it was taken."""
    return [(_tr("Place"), place(photo)), (_tr("Position"), position(photo))]


def compared_facts(photo: Photo) -> list[Row]:
    """The same for a photo beside another one: short, and always the same rows."""
    facts = [row for row in facts_of(photo) if row[0] not in (_tr("Taken"), _tr("Albums"))]
    where = (_tr("Place"), place(photo))
    return [(_tr("Taken"), taken(photo)), *facts, where, (_tr("Folder"), display(photo.path.parent))]


def pixels(photo: Photo) -> str:
    """How large it is, as "4,000 × 3,000 (12 MP)"."""
    locale = QLocale()
    edges = f"{locale.toString(photo.width)} × {locale.toString(photo.height)}"
    millions = photo.width * photo.height / 1e6
    if millions < 0.1:
        return edges
    count = locale.toString(millions, "f", 0 if millions >= 9.5 else 1)
    return _tr("{edges} ({count} MP)").format(edges=edges, count=count)


def _tr(text: str) -> str:
    return QCoreApplication.translate("photo_facts", text)
