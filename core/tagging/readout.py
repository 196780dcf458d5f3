"""What is known of how an encoder's vectors tell words: fitted once for an encoder, shipped with Fovea.

Two kinds of evidence. For words that people use in captions there is a direction each, found by linear
discriminant analysis (Fisher, "The use of multiple measurements in taxonomic problems", 1936), and its
score is turned into a probability by a logistic curve (Platt, "Probabilistic outputs for support vector
machines", 1999). For words that the encoder knows by name, the cosine with the name tells, together with
how far it is behind the best name; one curve for all of them.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from models import EncoderIdentity, Vectors

_FOLDER = Path(__file__).with_name("readouts")


@dataclass(frozen=True, slots=True)
class Readout:
    """How the vectors of one encoder tell words.

    Attributes:
        words: English names of the n words that have a direction.
        weights: float16, shape (n, dimensions).
        bias: float32, shape (n,): the log odds of a word are ``vector @ weights + bias``.
        least: float32, shape (n,): from which probability on a word can be believed. Where photos unlike
            those it was fitted on bear a word out less often than it promises, more is asked of it.
        named: English names of the words that the encoder knows by name.
        slope: Of their curve: the log odds are ``slope * (2 * cosine - best cosine) + intercept``.
        intercept: See `slope`.
        weighed: Digest of the words of the vocabulary it was fitted for. A word that is not among
            them was not looked at; one that is, and is in neither list, is not told by this encoder.
    """

    words: tuple[str, ...]
    weights: NDArray[np.float16]
    bias: NDArray[np.float32]
    least: NDArray[np.float32]
    named: tuple[str, ...]
    slope: float
    intercept: float
    weighed: str

    def probabilities(self, vectors: Vectors) -> NDArray[np.float32]:
        """Of the words with a direction.

        Args:
            vectors: float32, shape (photos, dimensions).

        Returns:
            float32, shape (photos, n).
        """
        return logistic(vectors @ self.weights.astype(np.float32).T + self.bias)

    def named_probabilities(self, cosines: NDArray[np.float32]) -> NDArray[np.float32]:
        """Of the words that are known by name.

        Args:
            cosines: Of the photos with the names, float32, shape (photos, names), at least one name.

        Returns:
            float32, of the same shape.
        """
        best = cosines.max(axis=1, keepdims=True)
        return logistic(np.float32(self.slope) * (2 * cosines - best) + np.float32(self.intercept))

    def save(self, identity: EncoderIdentity, folder: Path = _FOLDER) -> Path:
        """Write it to where `load_readout` finds it."""
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{identity.key}.npz"
        np.savez_compressed(
            path,
            words=np.array(self.words, dtype=str),
            weights=self.weights,
            bias=self.bias,
            least=self.least,
            named=np.array(self.named, dtype=str),
            curve=np.array([self.slope, self.intercept]),
            weighed=np.array(self.weighed),
        )
        return path


@functools.cache
def load_readout(identity: EncoderIdentity, folder: Path = _FOLDER) -> Readout | None:
    """The one of an encoder; None when none was fitted for it. Read once."""
    path = folder / f"{identity.key}.npz"
    if not path.is_file():
        return None
    with np.load(path) as found:
        return Readout(
            words=tuple(found["words"].tolist()),
            weights=found["weights"],
            bias=found["bias"],
            least=found["least"],
            named=tuple(found["named"].tolist()),
            slope=float(found["curve"][0]),
            intercept=float(found["curve"][1]),
            weighed=str(found["weighed"]),
        )


def logistic(log_odds: NDArray[np.float32]) -> NDArray[np.float32]:
    """Log odds to probabilities, without overflow."""
    return np.asarray(0.5 * (1 + np.tanh(0.5 * log_odds)), np.float32)
