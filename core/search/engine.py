"""From a question to ranked photos."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from types import TracebackType

import numpy as np
from numpy.typing import NDArray

from core.encoders import open_chosen
from core.library import Library, Months, Photo, PhotoFilter, PhotoIds
from core.library.database import translate
from core.search.asked import AskedVectors
from core.search.calibration import calibration_of
from core.search.composition import composed
from core.search.found import Found, Ranked, united
from core.search.fusion import background, fused
from core.search.index import VectorIndex, photo_mask
from core.search.interpreter import Rendering
from core.search.judge import Judge
from core.search.judgement import LOOKED_AT
from core.search.language import Reading
from core.search.maintenance import TAIL_ROWS, maintain
from core.search.narrowing import Narrowing, narrowings
from core.search.photo_words import PhotoWords
from core.search.question import Question, as_read, with_missing
from core.search.reasons import Reason, Reasons
from core.search.regions import never
from core.search.stacks import Stacks, stacks
from core.search.suggestions import Suggester
from core.search.understanding import Understanding
from core.search.why import Explainer, Why, photo_to_explain
from models import Encoder

_REFRESH_SHARE = 0.1
"""At most this share of the time goes into following an indexer that commits all the time."""

_FILTERS = 4
"""So many filters are remembered: a question may have several, one for each side of an OR."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found.

    Attributes:
        question: What was asked.
        photo_ids: int64, shape (n,), best first; newest first when nothing was asked to rank by.
        scores: float32, shape (n,), descending: cosine similarity with the question, raised by what the
            photo's words say of it (`core.search.fusion`); empty when nothing was ranked.
        encoder: Key of the encoder that answered.
        searched: Photos that were compared.
        encode_ms: Time spent turning words and pictures into vectors.
        took_ms: Time in all.
        reading: What its sentence was understood as; None without one.
        renderings: Its words that the encoder was given in another language, or did not understand.
        reasons: Why each photo is here, by its id.
        stacks: Among the best, photos that look nearly like a better one, by the id of that one.
        good_matches: How many of the first photos are good matches; None when nobody can tell.
        probabilities: float32, of the photos with a score: that each is what was asked for; NaN where
            nobody can tell.
        months: Where the months begin among the photos; None when they were ranked.
        shapes: float32: width over height of all photos, by their ids; None when nobody asked for it.
    """

    question: Question
    photo_ids: PhotoIds
    scores: NDArray[np.float32]
    encoder: str
    searched: int
    encode_ms: float
    took_ms: float
    reading: Reading | None = None
    renderings: tuple[Rendering, ...] = ()
    reasons: Mapping[int, Reason] = field(default_factory=dict)
    stacks: Stacks = field(default_factory=dict)
    good_matches: int | None = None
    probabilities: NDArray[np.float32] = field(default_factory=lambda: np.empty(0, np.float32))
    months: Months | None = None
    shapes: NDArray[np.float32] | None = None


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
        self._understanding = Understanding(self._library)
        self._asked = AskedVectors(self._library)
        self._words = PhotoWords(self._library)
        self._explainer = Explainer(self._library, self._asked.decoders)
        self._version: tuple[int, int] | None = None
        self._next_refresh = 0.0
        self._shown: NDArray[np.bool_] = np.empty(0, dtype=bool)
        self._filtered: dict[PhotoFilter, NDArray[np.bool_]] = {}

    def ask(self, question: Question) -> Answer:
        """Answer a question.

        Raises:
            FoveaError: A picture of the question can't be read, or is of no photo any more.
            LibraryError: The library can't be read.
        """
        started = time.perf_counter()
        try:
            self._follow()
            self._words.follow()
            reading, asked = self._read(question)
            found, sides = united([self._found(side) for side in asked])
            matches = partial(self._words.matches, found.ranked, found.tokens)
            reasons = Reasons(found.ranked, sides, [side.filters for side in asked], matches)
            folded = stacks(self._library.likeness, found.ranked.photo_ids[: len(found.ranked.scores)])
            by_date = not len(found.ranked.scores)
            months = self._library.photos.months(found.ranked.photo_ids) if by_date else None
        except sqlite3.Error as error:
            raise translate(error, self._library.paths.root) or error from error
        return Answer(
            question,
            found.ranked.photo_ids,
            found.ranked.scores,
            self.encoder.identity.key,
            found.searched,
            found.encode_ms,
            1e3 * (time.perf_counter() - started),
            reading and with_missing(reading, found.missing),
            renderings=self._asked.renderings(asked, self.encoder),
            reasons=reasons,
            stacks=folded,
            good_matches=found.ranked.good_matches,
            probabilities=found.ranked.probabilities,
            months=months,
        )

    def why(self, photo: int | Path, question: Question, cancelled: Callable[[], bool] = never) -> Why:
        """Say which regions of a photo answer a question. Takes as long as encoding forty photos.

        Args:
            photo: Its id, or any picture file.
            question: As it is asked.
            cancelled: Asked now and then, on this thread.

        Raises:
            UsageError: The question has nothing that can be seen.
            FoveaError: The photo is not in the library any more, or a picture can't be read.
            CancelledError: Nobody wants it any more.
        """
        try:
            self._follow()
            sample = self._index.sample
            _, sides = self._read(question)
            asked = [
                (side, composed(parts, side.balance, sample))
                for side in sides
                if (parts := self._asked.parts(side, self.encoder, self._encoder_id))
            ]
            shown = photo_to_explain(self._library.photos, photo)
            return self._explainer.why(shown, asked, self.encoder, sample(), cancelled)
        except sqlite3.Error as error:
            raise translate(error, self._library.paths.root) or error from error

    def tell_all(self, answer: Answer) -> None:
        """Find the words in all photos of the last answer; it tells those of the first hundred by itself."""
        if isinstance(answer.reasons, Reasons):
            answer.reasons.tell_all()

    def narrowings(self, answer: Answer) -> tuple[Narrowing, ...]:
        """How many photos there would be without each filter of an answer's sentence; the most first."""
        if answer.reading is None:
            return ()
        return narrowings(self._library.photos, answer.question, answer.reading)

    def warm_up(self) -> None:
        """Load what the first sentence needs: the text tower, and the names in the library."""
        self.ask(Question(sentence="a photo", limit=1))

    def suggester(self) -> Suggester:
        """Looks up how a sentence may go on; the same object until the library's names change."""
        self._follow()
        return self._understanding.suggester(self._version)

    def photos(self, photo_ids: Sequence[int]) -> list[Photo]:
        """Facts of some photos, in that order; those gone meanwhile are left out."""
        return self._library.photos.get(photo_ids)

    def shapes(self) -> NDArray[np.float32]:
        """Width over height of all photos, upright, by their ids: float32."""
        return self._library.photos.shapes()

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
        self._asked.close()
        self._words.close()
        self._library.close()

    def __enter__(self) -> SearchEngine:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _read(self, question: Question) -> tuple[Reading | None, tuple[Question, ...]]:
        """What its sentence was understood as, and the questions without one that it is made of."""
        if not question.sentence:
            return None, (question,)
        reading = self._understanding.read(question.sentence, self._version)
        return reading, as_read(question, reading)

    def _found(self, question: Question) -> Found:
        """Answer a question that has no sentence."""
        started = time.perf_counter()
        parts = self._asked.parts(question, self.encoder, self._encoder_id)
        if not parts:
            limit = question.limit if question.unranked_limit is None else question.unranked_limit
            ids = self._library.photos.by_date(question.chosen)[:limit]
            return Found(Ranked.by_date(ids), limit, len(ids), 0.0)
        encode_ms = 1e3 * (time.perf_counter() - started)
        query = composed(parts, question.balance, self._index.sample)
        allowed = self._allowed(question.chosen)
        if own := self._asked.no_answers(question):
            allowed = allowed.copy()
            allowed[[photo_id for photo_id in own if photo_id < len(allowed)]] = False
        allowed, missing = self._words.restricted(question, allowed)
        hits = self._words.hits(question)
        ranked = fused(
            lambda limit, among: self._index.search(query, limit, among),
            max(question.limit, LOOKED_AT),
            allowed,
            hits,
            lambda: background(query, self._index.sample),
            1 - question.balance if question.pictures else 1.0,
        )
        searched = int(np.count_nonzero(allowed))
        ranked = self._judge.judged(ranked, parts, question.balance, query, searched, self._index.sample)
        return Found(ranked, question.limit, searched, encode_ms, hits.tokens, missing)

    def _open_encoder(self) -> None:
        """Take the encoder that answers now; another one has other vectors, hence another index."""
        self.encoder = self._given or open_chosen(self._library)
        identity = self.encoder.identity
        self._encoder_id = self._library.vectors.encoder_id(identity)
        self._judge = Judge(
            self._library.vectors,
            self._encoder_id,
            lambda: calibration_of(self._library.paths.encoders, identity),
        )
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
        self._filtered = {}
        self._version = version
        took = time.monotonic() - now
        self._next_refresh = now + took / _REFRESH_SHARE

    def _allowed(self, chosen: PhotoFilter) -> NDArray[np.bool_]:
        """Which photos may answer. The last filters' are remembered: words change more often than filters."""
        if not chosen:
            return self._shown
        if chosen not in self._filtered:
            latest = list(self._filtered.items())[1 - _FILTERS :]
            self._filtered = dict([*latest, (chosen, photo_mask(self._library.photos.ids(chosen)))])
        return self._filtered[chosen]
