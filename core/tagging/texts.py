"""Vectors of words and phrases by an encoder, each made once: shipped with Fovea, or kept by a library."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from models import Encoder, Vectors

log = logging.getLogger(__name__)

_SHIPPED = Path(__file__).with_name("readouts")

_PROMPTS = ("{}", "a photo of {}", "a photo of a {}")
_AT_ONCE = 32


class TextVectors:
    """Gives vectors of texts, and makes those that it has not.

    Args:
        encoder: Whose.
        kept: A file of this library, made when it is missing or of another encoder; None: nothing is kept.
        shipped: Where those that come with Fovea are.
    """

    def __init__(self, encoder: Encoder, kept: Path | None = None, shipped: Path = _SHIPPED) -> None:
        self._encoder = encoder
        self._kept = kept
        self._vectors = _read(shipped / f"{encoder.identity.key}-texts.npz", encoder.identity.key)
        self._own: dict[str, NDArray[np.int8]] = {}
        if kept is not None:
            self._own = _read(kept, encoder.identity.key)
            self._vectors |= self._own

    def words(self, names: Sequence[str], proceed: Callable[[], bool] = lambda: True) -> Vectors | None:
        """Of words: the mean over a few prompts, as Radford et al. (2021) do for zero-shot classes.

        Args:
            names: English.
            proceed: Asked now and then; False ends early.

        Returns:
            float32, shape (names, dimensions), unit length; None after an early end.
        """
        return self._of([f"word {name}" for name in names], names, _PROMPTS, proceed)

    def sentences(
        self, sentences: Sequence[str], proceed: Callable[[], bool] = lambda: True
    ) -> Vectors | None:
        """Of sentences as they are; otherwise as `words`."""
        return self._of([f"sentence {text}" for text in sentences], sentences, ("{}",), proceed)

    def save(self, path: Path | None = None) -> None:
        """Write those that were made here to the library's file, or all to another.

        A file that can't be written is no harm: they are made again.
        """
        target = path or self._kept
        vectors = self._vectors if path else self._own
        if target is None or not vectors:
            return
        fresh = target.with_name(target.name + ".new")
        try:
            with fresh.open("wb") as file:
                np.savez_compressed(
                    file,
                    encoder=np.array(self._encoder.identity.key),
                    texts=np.array(list(vectors), dtype=str),
                    vectors=np.stack(list(vectors.values())),
                )
            fresh.replace(target)
        except OSError as error:
            log.warning("%s: %s", target, error)

    def _of(
        self, keys: Sequence[str], texts: Sequence[str], prompts: Sequence[str], proceed: Callable[[], bool]
    ) -> Vectors | None:
        lacking = [row for row, key in enumerate(keys) if key not in self._vectors]
        for start in range(0, len(lacking), _AT_ONCE):
            if not proceed():
                return None
            rows = lacking[start : start + _AT_ONCE]
            each = [
                self._encoder.encode_texts([prompt.format(texts[row]) for row in rows]) for prompt in prompts
            ]
            for row, vector in zip(rows, np.mean(each, axis=0), strict=True):
                self._own[keys[row]] = self._vectors[keys[row]] = _small(vector)
        found = np.zeros((len(keys), self._encoder.identity.dimensions), np.float32)
        for row, key in enumerate(keys):
            found[row] = self._vectors[key]
        return np.asarray(found / np.maximum(np.linalg.norm(found, axis=1, keepdims=True), 1e-9), np.float32)


def _small(vector: NDArray[np.float32]) -> NDArray[np.int8]:
    """A direction in an eighth of the room; its length is not kept."""
    return np.asarray(np.round(vector * (127 / max(float(np.abs(vector).max()), 1e-9))), np.int8)


def _read(path: Path, key: str) -> dict[str, NDArray[np.int8]]:
    try:
        # Opened here, for np.load leaves a file open that it can't make sense of.
        with path.open("rb") as content, np.load(content) as file:
            if str(file["encoder"]) == key:
                return dict(zip(file["texts"].tolist(), file["vectors"], strict=True))
    except FileNotFoundError:
        pass
    except Exception as error:  # a damaged archive has errors of every layer that reads it
        # It is made again.
        log.warning("%s: %s", path, error)
    return {}
