"""What the page of encoders lists: those of the library first, then those that can be had."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path

from core.encoders import available, obtainable
from core.library import Library
from core.search import is_calibrated
from models import CatalogEntry, Offer, Recall, offers, starter_directory

_CARD = "MODEL_CARD.md"
_CARD_BYTES = 1 << 20
# The table of a model card that was measured here: its heading names the photos, the row what was shipped.
_CARD_TABLE = re.compile(
    r"^\| (?P<benchmark>[^|\n]+?) \| n \| R@1 \| R@5 \| R@10 \|.*\n.*\n"
    r"\| text->image, as shipped \| [\d,]+ \| (?P<r1>[\d.]+) \| (?P<r5>[\d.]+) \| (?P<r10>[\d.]+) \|",
    re.MULTILINE,
)


class Standing(Enum):
    """What an encoder is to a library."""

    ANSWERS = auto()
    UPCOMING = auto()
    READY = auto()
    HERE = auto()
    DAMAGED = auto()
    OBTAINABLE = auto()
    TO_BE_EXPORTED = auto()


@dataclass(frozen=True, slots=True)
class EncoderRow:
    """One encoder.

    Attributes:
        key: `name@revision`; the folder of a damaged one; the name of one that can be had.
        name: Short name.
        title: What people call it.
        about: One or two sentences; may be empty.
        starter: It is the one that comes with Fovea, or the library's copy of it.
        removable: Its files lie in the library, and nothing needs them now.
        standing: What it is to the library.
        dimensions: Length of its vectors; 0 when it is damaged.
        languages: BCP 47 tags.
        size: Bytes on disk or to download; None when it is not known beforehand.
        licence: Of the weights.
        commercial: Whether it allows commercial use; None where that is not known.
        recall: Measured or published quality, or None.
        vectors: Photos it has a vector of.
        offer: From the catalogue, or None.
        problem: Why it can't be used; "" when it can.
        calibrated: It was measured when its scores mean that nothing matches; true of one that is not here.
    """

    key: str
    name: str
    title: str
    about: str
    starter: bool
    removable: bool
    standing: Standing
    dimensions: int
    languages: tuple[str, ...]
    size: int | None
    licence: str
    commercial: bool | None
    recall: Recall | None
    vectors: int
    offer: Offer | None
    problem: str = ""
    calibrated: bool = True

    @property
    def here(self) -> bool:
        """It is on this computer."""
        return self.standing not in (Standing.OBTAINABLE, Standing.TO_BE_EXPORTED)


@dataclass(frozen=True, slots=True)
class Encoders:
    """All encoders of a library, at one moment.

    Attributes:
        rows: The library's first, then those that can be had.
        photos: Photos in the library.
        answering: Key of the one that answers.
        upcoming: Key of the one that will; "" when there is none.
    """

    rows: tuple[EncoderRow, ...] = ()
    photos: int = 0
    answering: str = ""
    upcoming: str = ""

    def row(self, key: str) -> EncoderRow | None:
        """One of them."""
        return next((row for row in self.rows if row.key == key), None)


@dataclass(frozen=True, slots=True)
class Coming:
    """An encoder of the catalogue that is being installed.

    Attributes:
        offer: Which.
        source: The folder its files are taken from; None when they are downloaded.
        done: Bytes that are there.
        total: Bytes there will be; 0 until that is known.
        stopping: The person has stopped it, and it has not ended yet.
    """

    offer: Offer
    source: Path | None
    done: int = 0
    total: int = 0
    stopping: bool = False


def read_encoders(library: Library) -> Encoders:
    """Look which encoders there are. Reads manifests, no weights; for a thread that may wait."""
    preferences = library.settings.load()
    photos = library.photos.counts().photos
    vectors = library.vectors.counts()
    entries = available(library)
    answering = preferences.encoder or next(
        (entry.identity.key for entry in entries if entry.built_in and entry.identity), ""
    )
    rows = []
    for entry in entries:
        count = min(vectors.get(entry.identity.key, 0), photos) if entry.identity else 0
        standing = Standing.HERE
        if entry.identity is None:
            standing = Standing.DAMAGED
        elif entry.identity.key == answering:
            standing = Standing.ANSWERS
        elif entry.identity.key == preferences.upcoming:
            standing = Standing.UPCOMING
        elif photos and count == photos:
            standing = Standing.READY
        calibrated = entry.identity is None or is_calibrated(library.paths.encoders, entry.identity)
        rows.append(_installed(entry, standing, count, calibrated))
    rows += [_to_be_had(offer) for offer in obtainable(library)]
    return Encoders(tuple(rows), photos, answering, preferences.upcoming)


def measured(card: Path) -> Recall | None:
    """What a model card says was measured with the files it describes; None when it says nothing."""
    try:
        with card.open("rb") as file:
            text = file.read(_CARD_BYTES).decode("utf-8", "replace")
    except OSError:
        return None
    found = _CARD_TABLE.search(text)
    if found is None:
        return None
    values = tuple((label, float(found[label.replace("R@", "r")])) for label in ("R@1", "R@5", "R@10"))
    return Recall(found["benchmark"], values, "")


def _installed(entry: CatalogEntry, standing: Standing, vectors: int, calibrated: bool) -> EncoderRow:
    offer = next((offer for offer in offers() if offer.name == entry.name), None)
    known_licence = offer is not None and entry.licence == offer.licence.name
    return EncoderRow(
        key=entry.identity.key if entry.identity else str(entry.directory),
        name=entry.name,
        title=offer.title if offer else entry.name,
        about=offer.about if offer else "",
        starter=entry.name == starter_directory().name,
        removable=not entry.built_in and standing in (Standing.READY, Standing.HERE),
        standing=standing,
        dimensions=entry.identity.dimensions if entry.identity else 0,
        languages=entry.languages,
        size=entry.size,
        licence=entry.licence,
        # Of a licence that Fovea does not know nothing is claimed, and nothing is warned of.
        commercial=offer.licence.commercial if offer and known_licence else True,
        recall=offer.recall if offer else measured(entry.directory / _CARD),
        vectors=vectors,
        offer=offer,
        problem=entry.problem,
        calibrated=calibrated,
    )


def _to_be_had(offer: Offer) -> EncoderRow:
    return EncoderRow(
        key=offer.name,
        name=offer.name,
        title=offer.title,
        about=offer.about,
        starter=False,
        removable=False,
        standing=Standing.OBTAINABLE if offer.files else Standing.TO_BE_EXPORTED,
        dimensions=offer.dimensions,
        languages=offer.languages,
        size=offer.size,
        licence=offer.licence.name,
        commercial=offer.licence.commercial,
        recall=offer.recall,
        vectors=0,
        offer=offer,
    )
