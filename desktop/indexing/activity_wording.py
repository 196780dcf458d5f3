"""What an indexer does, in words: for the line at the bottom and for the page about it."""

from __future__ import annotations

from core.intake import Progress
from desktop.indexing.indexer import Indexing
from desktop.parts import wording
from desktop.parts.told import told
from desktop.parts.translate import tr

_WORKING = ("starting", "scanning", "indexing", "transcribing", "paused")


def is_working(progress: Progress) -> bool:
    """There is something to do, or to look for."""
    return progress.state in _WORKING


def sentence(progress: Progress, photos: int) -> str:
    """What goes on, in one sentence.

    Args:
        progress: The indexer's latest word.
        photos: Photos in the library.
    """
    done, waiting = amounts(progress)
    match progress.state:
        case "starting":
            return tr("Getting ready to read photos…")
        case "scanning":
            found = wording.photos(progress.found)
            return tr("Looking through your folders… {found} found").format(found=found)
        case "indexing":
            text = tr("Reading photos: {done} of {total}")
            return text.format(done=wording.number(done), total=wording.number(done + waiting))
        case "transcribing":
            text = tr("Reading the text in photos: {done} of {total}")
            return text.format(done=wording.number(done), total=wording.number(done + waiting))
        case "paused":
            return _pause(progress, waiting)
        case _:
            return tr("{photos}, up to date").format(photos=wording.photos(photos))


def details(progress: Progress, state: Indexing) -> list[str]:
    """How fast, how long, on what device, for which encoder, by whom; what is not known is left out."""
    parts = []
    if progress.state in ("indexing", "transcribing"):
        if progress.rate >= 0.05:
            rate = f"{progress.rate:.1f}" if progress.rate < 10 else str(round(progress.rate))
            parts.append(tr("{rate} photos/s").format(rate=rate))
        if progress.seconds_left is not None:
            parts.append(wording.duration(progress.seconds_left))
        if progress.device and progress.state == "indexing":
            parts.append(wording.device(progress.device))
    if progress.upcoming and is_working(progress):
        parts.append(tr("for the encoder “{name}”").format(name=progress.upcoming.partition("@")[0]))
    if state is Indexing.ELSEWHERE:
        parts.append(tr("by another Fovea"))
    if progress.message:
        parts.append(told(progress.message))
    return parts


def amounts(progress: Progress) -> tuple[int, int]:
    """How much of the work in hand is done, and how much of it waits."""
    if _is_about_text(progress):
        return progress.texts, progress.texts_waiting
    return progress.done, progress.waiting


def _pause(progress: Progress, waiting: int) -> str:
    if progress.resting == "battery":
        return tr("Resting: photos are read when the computer is plugged in again")
    if progress.resting == "busy":
        return tr("Resting until other programs need the computer less")
    if _is_about_text(progress):
        return tr("Paused. Text still to be read in {left}").format(left=wording.photos(waiting))
    return tr("Paused. {left} still to be read").format(left=wording.files(progress.waiting))


def _is_about_text(progress: Progress) -> bool:
    """Whether the text in photos is what is read, or was before a pause."""
    text_alone = progress.texts_waiting > 0 and not progress.waiting
    return progress.state == "transcribing" or (progress.state == "paused" and text_alone)
