"""Why a photo is an answer: which of its regions are like what was asked, all together and word by word."""

from __future__ import annotations

import re
import time
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from core.errors import FailureReason, FoveaError, PhotoError, UsageError
from core.imaging import ThumbnailStore
from core.library import Library, Photo
from core.library.photos import Photos
from core.paths import display
from core.search.question import Question
from core.search.regions import Answering, HeatMap, Regions, Where, heat_map, look_at
from models import Encoder, Vectors

if TYPE_CHECKING:
    from core.imaging import DecoderPool

_PICTURES_KEPT = 8
_INPUTS_LONG = 3
"""Long edge that is decoded, in inputs of the encoder: the smallest windows are about a quarter of it."""
_MOST_WORDS = 6
_LAST_LATIN = "\u024f"
_JOIN = """
a an and are as at by for from has have in into is it its near next no not of off on onto or over some
that the their there they this to two three under up while with
"""
_JOINING = frozenset(_JOIN.split())
"""Words that name nothing a region could show."""


@dataclass(frozen=True, slots=True)
class Why:
    """Why a photo answers a question.

    Attributes:
        photo: The photo, or the picture file when it is none of the library's.
        words: What its regions were compared with, in words, each unwanted one behind a minus; "" when
            only pictures were asked with.
        pictures: How many pictures and marked photos they were compared with.
        encoder: Key of the encoder.
        heat: Where the answer is.
        by_word: Where each word by itself is, in the order of the sentence: those that stand out.
        from_thumbnail: The photo is offline; its thumbnail was looked at.
        windows: How many were encoded and compared.
        took_ms: Time in all.
    """

    photo: Photo | Path
    words: str
    pictures: int
    encoder: str
    heat: HeatMap
    by_word: tuple[tuple[str, Where], ...]
    from_thumbnail: bool
    windows: int
    took_ms: float


class Explainer:
    """Looks at pictures in regions, and keeps the latest. For one thread.

    Args:
        library: Opened by this thread.
        decoders: Gives the pool that reads pictures.
    """

    def __init__(self, library: Library, decoders: Callable[[], DecoderPool]) -> None:
        self._thumbnails = ThumbnailStore(library.paths.thumbnails)
        self._decoders = decoders
        self._kept: OrderedDict[tuple[object, ...], Regions] = OrderedDict()

    def why(
        self,
        photo: Photo | Path,
        asked: Sequence[tuple[Question, NDArray[np.float32]]],
        encoder: Encoder,
        background: Vectors,
        cancelled: Callable[[], bool],
    ) -> Why:
        """Compare a photo's regions with a question.

        Args:
            photo: A photo of the library, or any picture file.
            asked: The alternatives of the question that can be seen, none with a sentence, each with its
                query vector. The one that the whole picture is most like is explained.
            encoder: Of the query vectors.
            background: What the photos of the library look like, float32, shape (n, dimensions).
            cancelled: Asked now and then.

        Raises:
            UsageError: There is no alternative.
            PhotoError: The picture can't be read.
            CancelledError: Nobody wants it any more.
        """
        started = time.perf_counter()
        if not asked:
            raise UsageError(
                "Nothing was asked that can be seen in a photo.",
                "Type what should be in it, or ask with a picture.",
            )
        regions = self._look(photo, encoder, cancelled)
        question, query = max(asked, key=lambda side: float(regions.whole @ side[1]))
        heat = heat_map(regions, query, background)
        singles = _singles(question.words) if heat.answering is not Answering.NOTHING else []
        found: list[tuple[str, Where]] = []
        if singles:
            for word, vector in zip(singles, encoder.encode_texts(singles), strict=True):
                if (box := heat_map(regions, vector, background).strongest) is not None:
                    found.append((word, box.where))
        return Why(
            photo=photo,
            words=" ".join([question.words, *(f"-{word}" for word in question.without)]).strip(),
            pictures=len(question.pictures) + len(question.more_like),
            encoder=encoder.identity.key,
            heat=heat,
            by_word=tuple(found),
            from_thumbnail=isinstance(photo, Photo) and not photo.online,
            windows=len(regions.windows),
            took_ms=1e3 * (time.perf_counter() - started),
        )

    def _look(self, photo: Photo | Path, encoder: Encoder, cancelled: Callable[[], bool]) -> Regions:
        """The encoded windows: another question about the same picture costs next to nothing."""
        key = _key(photo, encoder)
        if key is not None and key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key]
        inputs = max(encoder.preprocess.width, encoder.preprocess.height)
        rendered = (
            self._decoders().render(picture_of(photo, self._thumbnails), _INPUTS_LONG * inputs).result()
        )
        pixels = np.frombuffer(rendered.rgb, np.uint8).reshape(rendered.height, rendered.width, 3)
        regions = look_at(encoder, pixels, cancelled)
        if key is not None:
            self._kept[key] = regions
            if len(self._kept) > _PICTURES_KEPT:
                self._kept.popitem(last=False)
        return regions


def picture_of(photo: Photo | Path, thumbnails: ThumbnailStore) -> Path | bytes:
    """Where to read a photo from: its file, or, while that is offline, the bytes of its thumbnail.

    Args:
        photo: A photo of the library, or any picture file.
        thumbnails: Of the library.

    Raises:
        PhotoError: It is offline and has no thumbnail.
    """
    if isinstance(photo, Path):
        return photo
    if photo.online:
        return photo.path
    thumbnail = thumbnails.read_bytes(photo.pixels_digest)
    if thumbnail is None:
        raise PhotoError(
            FailureReason.UNREADABLE,
            f'"{display(photo.path)}" is offline, and there is no thumbnail of it.',
            "Connect its drive, and try again.",
        )
    return thumbnail


def photo_to_explain(photos: Photos, photo: int | Path) -> Photo | Path:
    """What is known of a photo; a file that is none of the library's is itself.

    Args:
        photos: Of the library.
        photo: An id, or a picture file.

    Raises:
        FoveaError: The library has no photo of this id any more.
    """
    photo_id = photos.at(photo) if isinstance(photo, Path) else photo
    found = photos.get([photo_id]) if photo_id is not None else []
    if found:
        return found[0]
    if isinstance(photo, Path):
        return photo
    raise FoveaError("This photo is not in the library any more.")


def _key(photo: Photo | Path, encoder: Encoder) -> tuple[object, ...] | None:
    """What must be equal for a picture to be the same; a file that is no photo may change at any time."""
    if isinstance(photo, Path):
        return None
    return photo.pixels_digest, photo.online, encoder.identity.key


def _singles(words: str) -> list[str]:
    """The words that might be somewhere in a picture, each once; none when there is but one, or many."""
    found = dict.fromkeys(re.findall(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", words.lower()))
    # Where words have no spaces between them, one can't tell them apart here.
    singles = [word for word in found if word not in _JOINING and max(word) <= _LAST_LATIN]
    return singles if 1 < len(singles) <= _MOST_WORDS else []
