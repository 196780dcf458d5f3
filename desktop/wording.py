"""Numbers, dates, sizes and durations as people read them."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication, QDate, QDateTime, QLocale

from core.errors import FoveaError
from core.paths import display
from models import EncoderError


def number(value: int) -> str:
    """An integer with the language's separators."""
    return QLocale().toString(value)


def photos(count: int) -> str:
    """So many photos: "1 photo", "4,302 photos"."""
    if count == 1:
        return QCoreApplication.translate("wording", "1 photo")
    return QCoreApplication.translate("wording", "{count} photos").format(count=number(count))


def files(count: int) -> str:
    """So many files: "1 file", "12 files"."""
    if count == 1:
        return QCoreApplication.translate("wording", "1 file")
    return QCoreApplication.translate("wording", "{count} files").format(count=number(count))


def size(octets: int) -> str:
    """Bytes, as "3.4 MB"."""
    return QLocale().formattedDataSize(octets, 1, QLocale.DataSizeFormat.DataSizeSIFormat)


def when(iso: str) -> str:
    """An ISO 8601 date and time in the form of the person's language."""
    try:
        moment = datetime.fromisoformat(iso)
    except ValueError:
        return iso
    # What the camera's clock said, in whatever zone it was.
    shown = QDateTime(moment.year, moment.month, moment.day, moment.hour, moment.minute, moment.second)
    return QLocale().toString(shown, QCoreApplication.translate("wording", "d MMM yyyy, HH:mm"))


def day(iso: str) -> str:
    """The date of an ISO 8601 time in the form of the person's language."""
    try:
        moment = datetime.fromisoformat(iso)
    except ValueError:
        return iso
    shown = QDate(moment.year, moment.month, moment.day)
    return QLocale().toString(shown, QCoreApplication.translate("wording", "d MMM yyyy"))


def duration(seconds: float) -> str:
    """How long something may still take, roughly."""
    if seconds < 60:
        return QCoreApplication.translate("wording", "less than a minute left")
    minutes = round(seconds / 60)
    if minutes < 60:
        text = QCoreApplication.translate("wording", "about {minutes} min left")
        return text.format(minutes=minutes)
    text = QCoreApplication.translate("wording", "about {hours} h {minutes} min left")
    return text.format(hours=minutes // 60, minutes=minutes % 60)


def device(name: str) -> str:
    """Where an encoder runs, as people call it.

    Args:
        name: As in `models.Device`.
    """
    return {"cpu": "CPU", "cuda": "GPU (CUDA)", "directml": "GPU (DirectML)", "coreml": "GPU (Core ML)"}.get(
        name, name
    )


def problem(error: BaseException) -> tuple[str, str]:
    """What went wrong, and what to do about it.

    Args:
        error: Of the person's environment, or a bug.
    """
    if isinstance(error, FoveaError | EncoderError):
        said = getattr(error, "problem", "") or str(error)
        return display(said), display(getattr(error, "remedy", ""))
    return (
        QCoreApplication.translate("wording", "Something went wrong inside Fovea."),
        QCoreApplication.translate("wording", "Details are in the log file fovea.log of the library."),
    )
