"""What photos show, guessed from their vectors when nothing else is to be done.

The words and the phrases are embedded once for an encoder, and kept. Guesses are made again when the
encoder, the vocabulary or what is known of the encoder changes.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from core.library import Library
from core.library.guesses import Guess, Unjudged
from core.tagging import (
    FEWEST_FOR_SPREAD,
    OWN_FILE,
    Describer,
    Guesses,
    Judge,
    TextVectors,
    Vocabulary,
    compared,
    load_readout,
    possible,
    read_vocabulary,
)
from models import Encoder

log = logging.getLogger(__name__)

Proceed = Callable[[], bool]

_AT_ONCE = 1024
"""Pictures judged between two commits."""
_SAMPLED = 2000

_RULES = 1
"""Version of the code that guesses; another one, and all is guessed again."""


@dataclass(frozen=True, slots=True)
class _Tools:
    key: str
    vocabulary: Vocabulary
    judge: Judge
    describer: Describer


class Guessing:
    """The chore.

    Args:
        library: Opened by this thread.
        encoder: Asked for the encoder whose vectors are judged.
    """

    def __init__(self, library: Library, encoder: Callable[[], Encoder]) -> None:
        self._library = library
        self._encoder = encoder
        self._vocabulary: tuple[int, Vocabulary] | None = None
        self._tools: _Tools | None = None
        self._swept = False
        self._done: tuple[str, int] = ("", 0)

    def run(self, proceed: Proceed) -> bool:
        """Guess what was not guessed yet; no photo has to be read again for it."""
        encoder = self._encoder()
        encoder_id = self._library.vectors.encoder_id(encoder.identity)
        vocabulary = self._words()
        key = _key(encoder, vocabulary)
        while proceed():
            last = self._library.guesses.last_seq()
            after = self._done[1] if self._done[0] == key else 0
            if last <= after:
                break
            work = self._library.guesses.unjudged(encoder_id, key, after, _AT_ONCE)
            if work is None:
                self._done = (key, last)
                break
            tools = self._tools if self._tools and self._tools.key == key else None
            if tools is None:
                tools = self._tools = self._prepare(encoder, encoder_id, vocabulary, key, proceed)
            if tools is None:
                return False
            self._judge(tools, work)
            self._done = (key, work.last_seq)
        if not self._swept and proceed():
            self._library.guesses.forget_gone()
            self._swept = True
        return False

    def _words(self) -> Vocabulary:
        """The vocabulary, read again when a person has changed theirs."""
        own = self._library.paths.own_words
        try:
            if not own.exists():
                # So that people find where their own words go.
                own.write_text(OWN_FILE, encoding="utf-8")
            changed = own.stat().st_mtime_ns
        except OSError as error:
            log.warning("%s: %s", own, error)
            changed = 0
        if self._vocabulary is None or self._vocabulary[0] != changed:
            self._vocabulary = (changed, read_vocabulary(own))
        return self._vocabulary[1]

    def _prepare(
        self, encoder: Encoder, encoder_id: int, vocabulary: Vocabulary, key: str, proceed: Proceed
    ) -> _Tools | None:
        """All that guessing needs; None when somebody is waiting, or nothing can be guessed yet."""
        readout = load_readout(encoder.identity)
        sample = self._library.vectors.spread(encoder_id, _SAMPLED).astype(np.float32)
        if readout is None and len(sample) < FEWEST_FOR_SPREAD:
            # Too few photos to know what is ordinary: they wait for more.
            return None
        sample = sample.reshape(len(sample), encoder.identity.dimensions)
        texts = TextVectors(encoder, self._library.paths.word_vectors)
        needed, bank = compared(vocabulary, readout), possible(vocabulary, readout)
        told = texts.words(needed, proceed)
        said = texts.sentences([phrase.english for phrase in bank], proceed)
        texts.save()
        if told is None or said is None:
            return None
        rows = {name: row for row, name in enumerate(needed)}
        words = np.zeros((len(vocabulary), encoder.identity.dimensions), np.float32)
        for number, name in enumerate(vocabulary.names):
            if name in rows:
                words[number] = told[rows[name]]
        self._library.guesses.learn([(word.english, (word.chinese, *word.synonyms)) for word in vocabulary])
        judge = Judge(vocabulary, words, readout, sample)
        return _Tools(key, vocabulary, judge, Describer(vocabulary, bank, said, sample))

    def _judge(self, tools: _Tools, work: Unjudged) -> None:
        known = tools.judge.probabilities(work.vectors)
        found = tools.judge.judge(work.vectors, known)
        said = tools.describer.describe(work.vectors, known if tools.judge.calibrated else None)
        self._library.guesses.keep(tools.key, work.digests, _each(found, tools.vocabulary, len(said)), said)


def _key(encoder: Encoder, vocabulary: Vocabulary) -> str:
    readout = load_readout(encoder.identity)
    fitted = hashlib.blake2b(readout.weights.tobytes(), digest_size=4).hexdigest() if readout else "none"
    return f"{encoder.identity.key}/{vocabulary.version}/{fitted}/{_RULES}"


def _each(found: Guesses, vocabulary: Vocabulary, photos: int) -> list[list[Guess]]:
    """The guesses of each photo."""
    names = vocabulary.names
    each: list[list[Guess]] = [[] for _ in range(photos)]
    columns = (
        found.photos.tolist(),
        found.words.tolist(),
        found.probabilities.tolist(),
        found.implied.tolist(),
    )
    for photo, word, probability, implied in zip(*columns, strict=True):
        each[photo].append(Guess(names[word], probability, implied))
    return each
