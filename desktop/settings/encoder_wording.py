"""Encoders in words: what they understand, how well they find, what is allowed, how far they are."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication, QLocale

from desktop.parts import wording
from desktop.settings.encoder_rows import Coming, EncoderRow, Encoders, Standing
from models import Offer, Recall

_FEW = 2

translate = QCoreApplication.translate


def title(row: EncoderRow) -> str:
    """What people call it."""
    if not row.starter:
        return row.title
    # An older library keeps the version it was encoded with beside the one that came with an update.
    words = translate("encoder_wording", "Fovea's own, version {version}")
    return words.format(version=row.key.partition("@")[2])


def title_of(key: str, encoders: Encoders) -> str:
    """What people call one of these encoders."""
    row = encoders.row(key)
    return title(row) if row else key.partition("@")[0]


def about(row: EncoderRow) -> str:
    """What it is, in one or two sentences."""
    if row.starter:
        return translate(
            "encoder_wording",
            "Comes with Fovea. Small and quick on any computer; knows everyday scenes and common things.",
        )
    if row.about:
        return row.about
    if row.dimensions:
        return translate(
            "encoder_wording", "An encoder of your own, “{name}”, with {count} dimensions."
        ).format(name=row.name, count=row.dimensions)
    return ""


def languages(tags: Iterable[str], *, few: bool = False) -> str:
    """The languages it understands, by name.

    Args:
        tags: BCP 47.
        few: Name the first ones only.
    """
    names = list(dict.fromkeys(map(_language, tags)))
    if few and len(names) > _FEW:
        more = translate("encoder_wording", "{names} + {count} more")
        return more.format(names=", ".join(names[: _FEW - 1]), count=len(names) - _FEW + 1)
    return ", ".join(names)


def _language(tag: str) -> str:
    language = QLocale(tag).language()
    return tag if language is QLocale.Language.C else QLocale.languageToString(language)


def size(row: EncoderRow) -> str:
    """How large it is."""
    if row.size is not None:
        return wording.size(row.size)
    return translate("encoder_wording", "Not known")


def licence_in_short(row: EncoderRow) -> str:
    """Its licence, or what it forbids."""
    if row.commercial is True:
        return row.licence
    return (
        translate("encoder_wording", "Not commercial")
        if row.commercial is False
        else translate("encoder_wording", "Unclear")
    )


def licence(row: EncoderRow) -> str:
    """Its licence, in full where it is known."""
    known = row.offer is not None and row.offer.licence.name == row.licence
    return licence_of(row.offer) if row.offer is not None and known else row.licence


def licence_of(offer: Offer) -> str:
    """Its licence, what it forbids, and what one should know of it."""
    found = offer.licence
    words = found.name
    if found.commercial is False:
        words = translate("encoder_wording", "{name}: not for commercial use").format(name=words)
    elif found.commercial is None:
        words = translate(
            "encoder_wording", "{name}: whether it may be used commercially is not said"
        ).format(name=words)
    # Some notes say no more than that.
    if found.note and found.note.rstrip(".").lower() not in words.lower():
        words = f"{words}. {found.note}"
    return words


def quality_in_short(recall: Recall | None) -> str:
    """One number, and what it was measured with."""
    if recall is None:
        return translate("encoder_wording", "Not known")
    label, value = recall.values[0]
    benchmark = (
        recall.benchmark.partition(" (")[0].partition(", ")[0]
        if recall.source
        else translate("encoder_wording", "measured")
    )
    words = (
        translate("encoder_wording", "{percent} % ({benchmark})")
        if label == "R@1"
        else translate("encoder_wording", "{percent} % mean ({benchmark})")
    )
    return words.format(percent=f"{value:g}", benchmark=benchmark)


def found_well(row: EncoderRow) -> str:
    """How well one finds, and whether it can tell when there is nothing to find."""
    if row.calibrated:
        return quality(row.recall)
    guessed = translate("encoder_wording", "Not calibrated: when nothing really matches can only be guessed.")
    return f"{quality(row.recall)} {guessed}"


def quality(recall: Recall | None) -> str:
    """How often the right photo is found by words, and who says so."""
    if recall is None:
        return translate(
            "encoder_wording", "Not known. “fovea encoders evaluate” measures it on captions of your own."
        )
    of = dict(recall.values)
    if "R@1" in of and "R@10" in of:
        words = translate(
            "encoder_wording",
            "The right photo comes first for {first} % of all descriptions, among the first ten for {ten} %",
        )
        said = words.format(first=f"{of['R@1']:g}", ten=f"{of['R@10']:g}")
    elif "R@1" in of:
        said = translate(
            "encoder_wording", "The right photo comes first for {first} % of all descriptions"
        ).format(first=f"{of['R@1']:g}")
    else:
        # A mean of several; the benchmark's name says of which.
        said = ", ".join(f"{value:g} %" for _, value in recall.values)
    words = (
        translate("encoder_wording", "{said}; published for {benchmark}")
        if recall.source
        else translate("encoder_wording", "{said}; measured with {benchmark}")
    )
    return words.format(said=said, benchmark=recall.benchmark)


def standing(row: EncoderRow, photos: int) -> str:
    """What it is to the library, in few words."""
    match row.standing:
        case Standing.ANSWERS:
            return translate("encoder_wording", "Answers now")
        case Standing.UPCOMING:
            return translate("encoder_wording", "Being prepared, {percent} %").format(
                percent=percent(row.vectors, photos)
            )
        case Standing.READY:
            return translate("encoder_wording", "Ready to answer")
        case Standing.DAMAGED:
            return translate("encoder_wording", "Damaged")
        case Standing.OBTAINABLE:
            return translate("encoder_wording", "Can be downloaded")
        case Standing.TO_BE_EXPORTED:
            return translate("encoder_wording", "Has to be exported")
        case Standing.HERE:
            return (
                translate("encoder_wording", "In the library")
                if row.removable
                else translate("encoder_wording", "Comes with Fovea")
            )


def explained(row: EncoderRow, photos: int, answering: str) -> str:
    """What it is to the library, in a sentence.

    Args:
        row: Which.
        photos: In the library.
        answering: Title of the one that answers.
    """
    done = translate("encoder_wording", "{done} of {photos} encoded").format(
        done=wording.number(row.vectors), photos=wording.photos(photos)
    )
    match row.standing:
        case Standing.ANSWERS:
            return translate("encoder_wording", "Answers your questions. {done}.").format(done=done)
        case Standing.UPCOMING:
            words = translate(
                "encoder_wording", "Being prepared: {done}. “{answering}” answers until all are."
            )
            return words.format(done=done, answering=answering)
        case Standing.READY:
            return translate(
                "encoder_wording", "All photos are encoded, and new ones go on being: it can answer at once."
            )
        case Standing.DAMAGED:
            return row.problem
        case Standing.OBTAINABLE:
            return translate("encoder_wording", "Not on this computer.")
        case Standing.TO_BE_EXPORTED:
            words = translate(
                "encoder_wording",
                "There are no ready files of it. Make them with “{command}”, then choose “From a folder…”.",
            )
            return words.format(command=f"fovea encoders export {row.offer.export if row.offer else ''}")
        case Standing.HERE:
            return translate("encoder_wording", "Here, but not in use. {done}.").format(done=done)


def coming(installation: Coming) -> str:
    """How far an installation is, in few words."""
    if installation.stopping:
        return translate("encoder_wording", "Stopping…")
    done = percent(installation.done, installation.total)
    return translate("encoder_wording", "Coming, {percent} %").format(percent=done)


def percent(done: int, total: int) -> int:
    """Whole percent; 100 only when all is done."""
    return 100 * done // total if total else 0
