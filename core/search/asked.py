"""The vectors of all that a question asks for: words, pictures, marks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from concurrent.futures import Future
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from core.errors import FoveaError
from core.library import Library
from core.search.composition import Parts
from core.search.interpreter import Interpreter, Rendering
from core.search.question import Picture, Question
from models import Encoder, Vectors

if TYPE_CHECKING:
    from core.imaging import DecoderPool


class AskedVectors:
    """Makes the vectors of questions, with the library's own wherever it has them. For one thread.

    Args:
        library: Opened by this thread.
    """

    def __init__(self, library: Library) -> None:
        self._library = library
        self._interpreter = Interpreter(library.paths.dictionary)
        self._pool: DecoderPool | None = None

    def parts(self, question: Question, encoder: Encoder, encoder_id: int) -> Parts:
        """Vectors of all that is asked for.

        Args:
            question: Without a sentence.
            encoder: Of the library's vectors.
            encoder_id: Its number in the library.

        Raises:
            FoveaError: A picture of the question can't be read, or is of no photo any more.
        """
        none = np.empty((0, encoder.identity.dimensions), np.float32)
        shown = (*question.pictures, *question.without_pictures)
        pictures = self._of_pictures(shown, encoder, encoder_id) if shown else none
        texts = [text for text in (question.words, *question.without) if text]
        given = [self._interpreter.rendering(text, encoder.languages).given for text in texts]
        words = encoder.encode_texts(given) if given else none
        wanted, first = len(question.pictures), 1 if question.words else 0

        def marked(photo_ids: tuple[int, ...]) -> Vectors:
            """Of photos that were answers; those gone meanwhile say nothing any more."""
            known = self._library.vectors.of_photos(encoder_id, photo_ids) if photo_ids else {}
            return np.stack(list(known.values())) if known else none

        return Parts(
            words=words[:first],
            pictures=pictures[:wanted],
            without=words[first:],
            unlike=pictures[wanted:],
            more_like=marked(question.more_like),
            less_like=marked(question.less_like),
        )

    def renderings(self, questions: Iterable[Question], encoder: Encoder) -> tuple[Rendering, ...]:
        """What the encoder was given in other words, or did not understand; each once.

        Args:
            questions: Without sentences.
            encoder: Which answers them.
        """
        texts = dict.fromkeys(text for asked in questions for text in (asked.words, *asked.without) if text)
        rendered = (self._interpreter.rendering(text, encoder.languages) for text in texts)
        return tuple(rendering for rendering in rendered if rendering.translated or rendering.foreign)

    def no_answers(self, question: Question) -> list[int]:
        """A photo of the library is not an answer to "like this one", still less to "not like this one"."""
        shown = map(self._photo_id, (*question.pictures, *question.without_pictures))
        return [*(photo_id for photo_id in shown if photo_id is not None), *question.less_like]

    def decoders(self) -> DecoderPool:
        """The one process that reads pictures for questions; started when first needed."""
        if self._pool is None:
            from core.imaging import DecoderPool  # noqa: PLC0415  only a search by an unknown picture needs it

            self._pool = DecoderPool(None, workers=1)
        return self._pool

    def close(self) -> None:
        """End the decoding process, if there is one, and close the dictionary."""
        self._interpreter.close()
        if self._pool is not None:
            self._pool.close()

    def _photo_id(self, picture: Picture) -> int | None:
        if isinstance(picture, int):
            return picture
        return self._library.photos.at(picture) if isinstance(picture, Path) else None

    def _of_pictures(self, pictures: Sequence[Picture], encoder: Encoder, encoder_id: int) -> Vectors:
        """Vectors of pictures: the library's own where it has them, else encoded now."""
        known_ids = [self._photo_id(picture) for picture in pictures]
        wanted = [photo_id for photo_id in known_ids if photo_id is not None]
        known = self._library.vectors.of_photos(encoder_id, wanted) if wanted else {}
        pending: dict[int, Future[NDArray[np.uint8]]] = {}
        vectors: dict[int, NDArray[np.float32]] = {}
        for number, (picture, photo_id) in enumerate(zip(pictures, known_ids, strict=True)):
            if photo_id is not None and photo_id in known:
                vectors[number] = known[photo_id]
                continue
            source = self._path_of(picture) if isinstance(picture, int) else picture
            pending[number] = self.decoders().pixels(source, encoder.preprocess)
        for number, pixels in pending.items():
            vectors[number] = encoder.encode_images(pixels.result()[np.newaxis])[0]
        return np.stack([vectors[number] for number in range(len(pictures))])

    def _path_of(self, photo_id: int) -> Path:
        for photo in self._library.photos.get([photo_id]):
            return photo.path
        raise FoveaError("This photo is not in the library any more.")
