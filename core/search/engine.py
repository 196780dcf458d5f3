"""From a question to ranked photos."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from core.encoders import open_chosen
from core.library import Library, Photo, PhotoFilter, PhotoIds
from core.library.database import translate
from core.search.composition import Parts, composed
from core.search.index import Ranking, VectorIndex, photo_mask
from core.search.language import Reading
from core.search.maintenance import TAIL_ROWS, maintain
from core.search.question import Picture, Question, as_read
from core.search.understanding import Understanding
from models import Encoder, Vectors

if TYPE_CHECKING:
    from core.imaging import DecoderPool

_REFRESH_SHARE = 0.1
"""At most this share of the time goes into following an indexer that commits all the time."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found.

    Attributes:
        question: What was asked.
        photo_ids: int64, shape (n,), best first; newest first when nothing was asked to rank by.
        scores: float32, shape (n,), cosine similarity with the question; empty when nothing was ranked.
        encoder: Key of the encoder that answered.
        searched: Photos that were compared.
        encode_ms: Time spent turning words and pictures into vectors.
        took_ms: Time in all.
        reading: What its sentence was understood as; None without one.
    """

    question: Question
    photo_ids: PhotoIds
    scores: NDArray[np.float32]
    encoder: str
    searched: int
    encode_ms: float
    took_ms: float
    reading: Reading | None = None


@dataclass(frozen=True, slots=True)
class _Found:
    """What one alternative of a question found; attributes as those of `Answer`."""

    ranking: Ranking
    limit: int
    searched: int
    encode_ms: float


class SearchEngine:
    """Answers questions about one library. For the thread that made it; other threads make their own.

    It notices by itself what an indexer, in whatever process, has committed.

    Args:
        root: The directory of a library, which exists.
        encoder: Another encoder than the library's own choice (for tests).

    Raises:
        LibraryError: The library can't be used.
        EncoderError: Its encoder can't.
    """

    def __init__(self, root: Path, *, encoder: Encoder | None = None) -> None:
        self._library = Library.open(root, create=False)
        try:
            self._given = encoder
            self._open_encoder()
        except BaseException:
            self._library.close()
            raise
        self._understanding = Understanding(self._library.photos)
        self._pool: DecoderPool | None = None
        self._version: tuple[int, int] | None = None
        self._next_refresh = 0.0
        self._shown: NDArray[np.bool_] = np.empty(0, dtype=bool)
        self._filtered: tuple[PhotoFilter, NDArray[np.bool_]] | None = None

    def ask(self, question: Question) -> Answer:
        """Answer a question.

        Raises:
            PhotoError: A picture of the question can't be read.
            LibraryError: The library can't be read.
        """
        started = time.perf_counter()
        try:
            self._follow()
            reading: Reading | None = None
            asked: tuple[Question, ...] = (question,)
            if question.sentence:
                reading = self._understanding.read(question.sentence, self._version)
                asked = as_read(question, reading)
            sides = [self._found(side) for side in asked]
        except sqlite3.Error as error:
            raise translate(error, self._library.paths.root) or error from error
        found = sides[0] if len(sides) == 1 else _united(sides)
        return Answer(
            question,
            found.ranking.photo_ids,
            found.ranking.scores,
            self.encoder.identity.key,
            found.searched,
            found.encode_ms,
            1e3 * (time.perf_counter() - started),
            reading,
        )

    def warm_up(self) -> None:
        """Load what the first sentence needs: the text tower, and the names in the library."""
        self.ask(Question(sentence="a photo", limit=1))

    def photos(self, photo_ids: Sequence[int]) -> list[Photo]:
        """Facts of some photos, in that order; those gone meanwhile are left out."""
        return self._library.photos.get(photo_ids)

    def tidy(self) -> bool:
        """Write index segments when there is enough to write. Seconds at most; call it when idle."""
        dimensions = self.encoder.identity.dimensions
        done = maintain(self._library, self._encoder_id, dimensions, worn=self._index.worn)
        if done:
            self._version = None
        return done

    def check_index(self) -> int:
        """Read all index files against their checksums and write damaged ones again from SQLite.

        Returns:
            How many were damaged.
        """
        self._index.refresh(whole=True)
        damaged = len(self._index.damaged)
        if damaged:
            self.tidy()
        return damaged

    @property
    def needs_tidying(self) -> bool:
        """Whether `tidy` would speed up the next start, or mend a segment."""
        return self._index.tail_rows >= TAIL_ROWS or bool(self._index.worn)

    def close(self) -> None:
        """Close the library and end the decoding process, if there is one."""
        if self._pool is not None:
            self._pool.close()
        self._library.close()

    def __enter__(self) -> SearchEngine:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _found(self, question: Question) -> _Found:
        """Answer a question that has no sentence."""
        started = time.perf_counter()
        parts = self._parts(question)
        if not parts:
            limit = question.limit if question.unranked_limit is None else question.unranked_limit
            ids = self._library.photos.by_date(question.chosen)[:limit]
            return _Found(Ranking(ids, np.empty(0, np.float32)), limit, len(ids), 0.0)
        encode_ms = 1e3 * (time.perf_counter() - started)
        query = composed(parts, question.balance, self._index.sample)
        allowed = self._allowed(question.chosen)
        if own := self._no_answers(question):
            allowed = allowed.copy()
            allowed[[photo_id for photo_id in own if photo_id < len(allowed)]] = False
        ranking = self._index.search(query, question.limit, allowed)
        return _Found(ranking, question.limit, int(np.count_nonzero(allowed)), encode_ms)

    def _open_encoder(self) -> None:
        """Take the encoder that answers now; another one has other vectors, hence another index."""
        self.encoder = self._given or open_chosen(self._library)
        identity = self.encoder.identity
        self._encoder_id = self._library.vectors.encoder_id(identity)
        self._index = VectorIndex(
            self._library.vectors, self._encoder_id, identity.dimensions, self._library.paths.index
        )

    def _follow(self) -> None:
        """See what was committed since the last look."""
        now = time.monotonic()
        if self._version is not None and now < self._next_refresh:
            return
        version = self._library.vectors.data_version()
        if version == self._version:
            return
        if self._given is None and self._library.settings.load().encoder != self.encoder.identity.key:
            self._open_encoder()
        self._index.refresh()
        self._shown = photo_mask(self._library.photos.ids())
        self._filtered = None
        self._version = version
        took = time.monotonic() - now
        self._next_refresh = now + took / _REFRESH_SHARE

    def _allowed(self, chosen: PhotoFilter) -> NDArray[np.bool_]:
        """Which photos may answer. The last filter's are remembered: words change more often than filters."""
        if not chosen:
            return self._shown
        if self._filtered is None or self._filtered[0] != chosen:
            self._filtered = chosen, photo_mask(self._library.photos.ids(chosen))
        return self._filtered[1]

    def _no_answers(self, question: Question) -> list[int]:
        """A photo of the library is not an answer to "like this one", still less to "not like this one"."""
        shown = map(self._photo_id, (*question.pictures, *question.without_pictures))
        return [*(photo_id for photo_id in shown if photo_id is not None), *question.less_like]

    def _parts(self, question: Question) -> Parts:
        """Vectors of all that is asked for."""
        pictures = self._picture_vectors((*question.pictures, *question.without_pictures))
        texts = [text for text in (question.words, *question.without) if text]
        words = self.encoder.encode_texts(texts) if texts else self._none()
        wanted, first = len(question.pictures), 1 if question.words else 0
        return Parts(
            words=words[:first],
            pictures=pictures[:wanted],
            without=words[first:],
            unlike=pictures[wanted:],
            more_like=self._marked(question.more_like),
            less_like=self._marked(question.less_like),
        )

    def _none(self) -> Vectors:
        return np.empty((0, self.encoder.identity.dimensions), np.float32)

    def _marked(self, photo_ids: tuple[int, ...]) -> Vectors:
        """Vectors of photos that were answers; those gone meanwhile say nothing any more."""
        known = self._library.vectors.of_photos(self._encoder_id, photo_ids) if photo_ids else {}
        return np.stack(list(known.values())) if known else self._none()

    def _photo_id(self, picture: Picture) -> int | None:
        if isinstance(picture, int):
            return picture
        return self._library.photos.at(picture) if isinstance(picture, Path) else None

    def _picture_vectors(self, pictures: Sequence[Picture]) -> Vectors:
        """Vectors of pictures: the library's own where it has them, else encoded now."""
        known_ids = [self._photo_id(picture) for picture in pictures]
        wanted = [photo_id for photo_id in known_ids if photo_id is not None]
        known = self._library.vectors.of_photos(self._encoder_id, wanted) if wanted else {}
        pending: dict[int, Future[NDArray[np.uint8]]] = {}
        vectors: dict[int, NDArray[np.float32]] = {}
        for number, (picture, photo_id) in enumerate(zip(pictures, known_ids, strict=True)):
            if photo_id is not None and photo_id in known:
                vectors[number] = known[photo_id]
                continue
            source = self._path_of(picture) if isinstance(picture, int) else picture
            pending[number] = self._decoders().pixels(source, self.encoder.preprocess)
        for number, pixels in pending.items():
            vectors[number] = self.encoder.encode_images(pixels.result()[np.newaxis])[0]
        return np.stack([vectors[number] for number in range(len(pictures))]) if vectors else self._none()

    def _path_of(self, photo_id: int) -> Path:
        for photo in self._library.photos.get([photo_id]):
            return photo.path
        raise KeyError(photo_id)

    def _decoders(self) -> DecoderPool:
        if self._pool is None:
            from core.imaging import DecoderPool  # noqa: PLC0415  only a search by an unknown picture needs it

            self._pool = DecoderPool(None, workers=1)
        return self._pool


def _united(sides: Sequence[_Found]) -> _Found:
    """Join alternatives: each photo once, with the best of its scores; those without one come last."""
    scores: dict[int, float] = {}
    unranked: dict[int, None] = {}
    for side in sides:
        ids = side.ranking.photo_ids.tolist()
        if not len(side.ranking.scores):
            unranked.update(dict.fromkeys(ids))
            continue
        for photo_id, score in zip(ids, side.ranking.scores.tolist(), strict=True):
            scores[photo_id] = max(score, scores.get(photo_id, -np.inf))
    limit = max(side.limit for side in sides)
    ranked = sorted(scores, key=lambda photo_id: -scores[photo_id])
    ids = [*ranked, *(photo_id for photo_id in unranked if photo_id not in scores)][:limit]
    best = np.array([scores[photo_id] for photo_id in ids if photo_id in scores], np.float32)
    return _Found(
        Ranking(np.array(ids, np.int64), best),
        limit,
        max(side.searched for side in sides),
        sum(side.encode_ms for side in sides),
    )
