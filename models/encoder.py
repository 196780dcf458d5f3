"""What every dual encoder offers: pictures and words into one space of unit vectors."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from models.preprocess import Preprocess

Vectors = NDArray[np.float32]
"""Embeddings, float32, shape (n, dimensions), each row of unit length."""


@dataclass(frozen=True, slots=True)
class EncoderIdentity:
    """Which encoder made a vector. Vectors of different identities are never compared.

    Attributes:
        name: Short name, as typed in `fovea encoders use NAME`.
        revision: Version of the weights; other weights, other revision.
        dimensions: Length of the vectors.
    """

    name: str
    revision: str
    dimensions: int

    @property
    def key(self) -> str:
        """The identity as one word, fit for a file name and a database key."""
        return f"{self.name}@{self.revision}"


@dataclass(frozen=True, slots=True)
class Device:
    """What a session really runs on, read back from the session itself.

    Attributes:
        name: "cpu", "cuda", "directml" or "coreml".
        provider: ONNX Runtime's name of the execution provider.
        reason: Why this one and not a faster one, in plain words; empty when there is nothing to say.
    """

    name: str
    provider: str
    reason: str = ""


class Encoder(Protocol):
    """A dual encoder: an image tower and a text tower into one space.

    Both towers are loaded at their first use: a process that only answers words
    never holds the image tower. Calls are thread safe.
    """

    @property
    def identity(self) -> EncoderIdentity:
        """Name, revision and dimensions."""

    @property
    def languages(self) -> tuple[str, ...]:
        """BCP 47 tags of the languages the text tower understands."""

    @property
    def preprocess(self) -> Preprocess:
        """How a decoded picture becomes the input of `encode_images`."""

    @property
    def device(self) -> Device:
        """Where the image tower runs (loads it when it is not loaded yet)."""

    def encode_images(self, pixels: NDArray[np.uint8]) -> Vectors:
        """Encode pictures that went through `preprocess`.

        Args:
            pixels: uint8, shape (n, height, width, 3), RGB.

        Returns:
            float32, shape (n, dimensions), unit length.
        """

    def encode_texts(self, texts: Sequence[str]) -> Vectors:
        """Encode sentences.

        Args:
            texts: n sentences; too long ones are cut at the context length.

        Returns:
            float32, shape (n, dimensions), unit length.
        """
