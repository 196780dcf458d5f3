"""Numbers, dates, sizes and durations as people read them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from PySide6.QtCore import QDate, QDateTime, QLocale, QTime

from core.errors import FoveaError
from core.paths import display
from desktop.parts.told import told
from desktop.parts.translate import tr
from models import EncoderError


def number(value: int) -> str:
    """An integer with the language's separators."""
    return QLocale().toString(value)


def listed(parts: Iterable[str]) -> str:
    """Several things as a list in a line: "a, b, c"; what is empty is left out."""
    return tr(", ").join(filter(None, parts))


def sentences(parts: Iterable[str]) -> str:
    """Several sentences one after the other; what is empty is left out."""
    said = ""
    for part in filter(None, parts):
        # The stops of Chinese are as wide as a letter, half of it space.
        said += part if not said or said[-1] in "。？！；：" else f" {part}"
    return said


def photos(count: int) -> str:
    """So many photos: "1 photo", "4,302 photos"."""
    if count == 1:
        return tr("1 photo")
    return tr("{count} photos").format(count=number(count))


def files(count: int) -> str:
    """So many files: "1 file", "12 files"."""
    if count == 1:
        return tr("1 file")
    return tr("{count} files").format(count=number(count))


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
    return QLocale().toString(shown, tr("d MMM yyyy, HH:mm"))


def moment(iso: str) -> str:
    """An ISO 8601 date and time in full, in the form of the system's language."""
    try:
        taken = datetime.fromisoformat(iso)
    except ValueError:
        return iso
    locale, form = QLocale(), QLocale.FormatType
    date, time = QDate(taken.year, taken.month, taken.day), QTime(taken.hour, taken.minute, taken.second)
    weekday = locale.dayName(date.dayOfWeek(), form.ShortFormat)
    shown = locale.toString(date, form.LongFormat).replace(locale.dayName(date.dayOfWeek()), weekday)
    return tr("{date}, {time}").format(date=shown, time=locale.toString(time, form.ShortFormat))


def day(iso: str) -> str:
    """The date of an ISO 8601 time in the form of the person's language."""
    try:
        moment = datetime.fromisoformat(iso)
    except ValueError:
        return iso
    shown = QDate(moment.year, moment.month, moment.day)
    return QLocale().toString(shown, tr("d MMM yyyy"))


def duration(seconds: float) -> str:
    """How long something may still take, roughly."""
    if seconds < 60:
        return tr("less than a minute left")
    minutes = round(seconds / 60)
    if minutes < 60:
        text = tr("about {minutes} min left")
        return text.format(minutes=minutes)
    text = tr("about {hours} h {minutes} min left")
    return text.format(hours=minutes // 60, minutes=minutes % 60)


def span(low: float, high: float) -> str:
    """A time between two, in seconds, roughly: "5 to 20 minutes"."""
    if high < 90:
        return tr("a minute or two")
    if high < 90 * 60:
        text = tr("{low} to {high} minutes")
        return text.format(low=number(max(1, round(low / 60))), high=number(round(high / 60)))
    text = tr("{low} to {high} hours")
    return text.format(low=number(max(1, round(low / 3600))), high=number(round(high / 3600)))


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
        return display(told(said)), display(told(getattr(error, "remedy", "")))
    return (
        tr("Something went wrong inside Fovea."),
        tr("Details are in the log file fovea.log of the library."),
    )
