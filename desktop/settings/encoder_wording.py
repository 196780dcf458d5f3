"""Encoders in words: what they understand, how well they find, what is allowed, how far they are."""

from __future__ import annotations

from collections.abc import Iterable

from desktop.parts import wording
from desktop.parts.told import told
from desktop.parts.translate import tr
from desktop.parts.words_of_languages import language_name
from desktop.settings.encoder_rows import Coming, EncoderRow, Encoders, Standing
from models import Offer, Recall

_FEW = 2


def title(row: EncoderRow) -> str:
    """What people call it."""
    if not row.starter:
        return row.title
    # An older library keeps the version it was encoded with beside the one that came with an update.
    words = tr("Fovea's own, version {version}")
    return words.format(version=row.key.partition("@")[2])


def title_of(key: str, encoders: Encoders) -> str:
    """What people call one of these encoders."""
    row = encoders.row(key)
    return title(row) if row else key.partition("@")[0]


def about(row: EncoderRow) -> str:
    """What it is, in one or two sentences."""
    if row.starter:
        return tr(
            "Comes with Fovea. Small and quick on any computer; knows everyday scenes and common things.",
        )
    if row.about:
        return told(row.about)
    if row.dimensions:
        return tr("An encoder of your own, “{name}”, with {count} dimensions.").format(
            name=row.name, count=row.dimensions
        )
    return ""


def languages(tags: Iterable[str], *, few: bool = False) -> str:
    """The languages it understands, by name.

    Args:
        tags: BCP 47.
        few: Name the first ones only.
    """
    names = list(dict.fromkeys(map(language_name, tags)))
    if few and len(names) > _FEW:
        more = tr("{names} + {count} more")
        return more.format(names=wording.listed(names[: _FEW - 1]), count=len(names) - _FEW + 1)
    return wording.listed(names)


def size(row: EncoderRow) -> str:
    """How large it is."""
    if row.size is not None:
        return wording.size(row.size)
    return tr("Not known")


def licence_in_short(row: EncoderRow) -> str:
    """Its licence, or what it forbids."""
    if row.commercial is True:
        return told(row.licence)
    return tr("Not commercial") if row.commercial is False else tr("Unclear")


def licence(row: EncoderRow) -> str:
    """Its licence, in full where it is known."""
    known = row.offer is not None and row.offer.licence.name == row.licence
    return licence_of(row.offer) if row.offer is not None and known else told(row.licence)


def licence_of(offer: Offer) -> str:
    """Its licence, what it forbids, and what one should know of it."""
    found = offer.licence
    words = told(found.name)
    if found.commercial is False:
        words = tr("{name}: not for commercial use").format(name=words)
    elif found.commercial is None:
        words = tr("{name}: whether it may be used commercially is not said").format(name=words)
    note = told(found.note)
    # Some notes say no more than that.
    if note and note.rstrip(".。").lower() not in words.lower():
        words = tr("{licence}. {note}").format(licence=words, note=note)
    return words


def quality_in_short(recall: Recall | None) -> str:
    """One number, and what it was measured with."""
    if recall is None:
        return tr("Not known")
    label, value = recall.values[0]
    benchmark = recall.benchmark.partition(" (")[0].partition(", ")[0] if recall.source else tr("measured")
    words = tr("{percent} % ({benchmark})") if label == "R@1" else tr("{percent} % mean ({benchmark})")
    return words.format(percent=f"{value:g}", benchmark=benchmark)


def found_well(row: EncoderRow) -> str:
    """How well one finds, and whether it can tell when there is nothing to find."""
    if row.calibrated:
        return quality(row.recall)
    guessed = tr("Not calibrated: when nothing really matches can only be guessed.")
    return wording.sentences([quality(row.recall), guessed])


def quality(recall: Recall | None) -> str:
    """How often the right photo is found by words, and who says so."""
    if recall is None:
        return tr("Not known. “fovea encoders evaluate” measures it on captions of your own.")
    of = dict(recall.values)
    if "R@1" in of and "R@10" in of:
        words = tr(
            "The right photo comes first for {first} % of all descriptions, among the first ten for {ten} %",
        )
        said = words.format(first=f"{of['R@1']:g}", ten=f"{of['R@10']:g}")
    elif "R@1" in of:
        said = tr("The right photo comes first for {first} % of all descriptions").format(
            first=f"{of['R@1']:g}"
        )
    else:
        # A mean of several; the benchmark's name says of which.
        said = wording.listed(f"{value:g} %" for _, value in recall.values)
    words = (
        tr("{said}; published for {benchmark}") if recall.source else tr("{said}; measured with {benchmark}")
    )
    return words.format(said=said, benchmark=told(recall.benchmark))


def standing(row: EncoderRow, photos: int) -> str:
    """What it is to the library, in few words."""
    match row.standing:
        case Standing.ANSWERS:
            return tr("Answers now")
        case Standing.UPCOMING:
            return tr("Being prepared, {percent} %").format(percent=percent(row.vectors, photos))
        case Standing.READY:
            return tr("Ready to answer")
        case Standing.DAMAGED:
            return tr("Damaged")
        case Standing.OBTAINABLE:
            return tr("Can be downloaded")
        case Standing.TO_BE_EXPORTED:
            return tr("Has to be exported")
        case Standing.HERE:
            return tr("In the library") if row.removable else tr("Comes with Fovea")


def explained(row: EncoderRow, photos: int, answering: str) -> str:
    """What it is to the library, in a sentence.

    Args:
        row: Which.
        photos: In the library.
        answering: Title of the one that answers.
    """
    done = tr("{done} of {photos} encoded").format(
        done=wording.number(row.vectors), photos=wording.photos(photos)
    )
    match row.standing:
        case Standing.ANSWERS:
            return tr("Answers your questions. {done}.").format(done=done)
        case Standing.UPCOMING:
            words = tr("Being prepared: {done}. “{answering}” answers until all are.")
            return words.format(done=done, answering=answering)
        case Standing.READY:
            return tr("All photos are encoded, and new ones go on being: it can answer at once.")
        case Standing.DAMAGED:
            return row.problem
        case Standing.OBTAINABLE:
            return tr("Not on this computer.")
        case Standing.TO_BE_EXPORTED:
            words = tr(
                "There are no ready files of it. Make them with “{command}”, then choose “From a folder…”.",
            )
            return words.format(command=f"fovea encoders export {row.offer.export if row.offer else ''}")
        case Standing.HERE:
            return tr("Here, but not in use. {done}.").format(done=done)


def coming(installation: Coming) -> str:
    """How far an installation is, in few words."""
    if installation.stopping:
        return tr("Stopping…")
    done = percent(installation.done, installation.total)
    return tr("Coming, {percent} %").format(percent=done)


def percent(done: int, total: int) -> int:
    """Whole percent; 100 only when all is done."""
    return 100 * done // total if total else 0
