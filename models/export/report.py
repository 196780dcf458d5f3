"""What an export found out, for the person who waits for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from models.encoder import EncoderIdentity, Vectors


@dataclass(frozen=True, slots=True)
class Agreement:
    """How alike two encodings of the same things are.

    Attributes:
        n: How many things.
        mean: Cosine of the two vectors of a thing, averaged.
        least: The smallest of them.
    """

    n: int
    mean: float
    least: float

    def __str__(self) -> str:
        return f"cosine mean {self.mean:.6f}, least {self.least:.6f} ({self.n})"


@dataclass(frozen=True, slots=True)
class Parity:
    """An encoder directory against the PyTorch model it came from, from files and sentences to vectors.

    Attributes:
        images: Of the pictures.
        texts: Of the sentences.
        tokens: How many of the sentences have exactly the reference's token ids.
    """

    images: Agreement
    texts: Agreement
    tokens: int

    @property
    def least(self) -> float:
        """The smallest cosine of all."""
        return min(self.images.least, self.texts.least)

    def as_dict(self) -> dict[str, object]:
        """For JSON."""
        return {
            side: {"n": value.n, "mean": round(value.mean, 7), "min": round(value.least, 7)}
            for side, value in (("images", self.images), ("texts", self.texts))
        } | {"same_tokens": self.tokens}


@dataclass(frozen=True, slots=True)
class ExportReport:
    """What was exported, and how exact it is.

    Attributes:
        directory: The encoder directory.
        identity: Name, revision, dimensions.
        family: Of the model, as people call it.
        licence: Of the weights, as the model card says.
        quantised: "int8", "fp16", or None.
        pictures: What the parity of pictures was measured on, in words.
        exact: Parity in float32.
        smaller: Parity after quantisation; None without.
        sizes: File name to bytes.
        seconds: What it all took.
    """

    directory: Path
    identity: EncoderIdentity
    family: str
    licence: str
    quantised: str | None
    pictures: str
    exact: Parity
    smaller: Parity | None
    sizes: Mapping[str, int]
    seconds: float

    def moved(self, directory: Path) -> ExportReport:
        """The same, now that the encoder is somewhere else."""
        return replace(self, directory=directory)

    def as_dict(self) -> dict[str, object]:
        """For JSON."""
        return {
            "encoder": self.identity.key,
            "directory": str(self.directory),
            "family": self.family,
            "dimensions": self.identity.dimensions,
            "licence": self.licence,
            "quantised": self.quantised,
            "pictures": self.pictures,
            "fp32": self.exact.as_dict(),
            "smaller": None if self.smaller is None else self.smaller.as_dict(),
            "bytes": dict(self.sizes),
            "seconds": round(self.seconds, 1),
        }

    def lines(self) -> list[str]:
        """For a terminal."""
        found = [
            f"{self.identity.key}: {self.family}, {self.identity.dimensions} dimensions",
            f"  licence: {self.licence}",
            *_lines("fp32", self.exact, self.pictures),
        ]
        if self.smaller is not None and self.quantised is not None:
            found += _lines(self.quantised, self.smaller, self.pictures)
        sizes = ", ".join(f"{name} {size / 1e6:.1f} MB" for name, size in self.sizes.items())
        return [*found, f"  {sizes}; {self.seconds:.0f} s", f"  in {self.directory}"]


def agreement(ours: Vectors, reference: Vectors) -> Agreement:
    """Compare two arrays of vectors row by row.

    Args:
        ours: (n, d), any length.
        reference: (n, d), any length.
    """
    # In double precision: float32 sums of a thousand products blur the sixth digit that is asked for.
    one, other = ours.astype(np.float64), reference.astype(np.float64)
    lengths = np.linalg.norm(one, axis=1) * np.linalg.norm(other, axis=1)
    cosines = (one * other).sum(axis=1) / lengths
    return Agreement(len(cosines), float(cosines.mean()), float(cosines.min()))


def _lines(what: str, parity: Parity, pictures: str) -> list[str]:
    return [
        f"  {what} against PyTorch, {pictures}: {parity.images}",
        f"  {what} against PyTorch, sentences: {parity.texts}, {parity.tokens} with the same tokens",
    ]
