"""What an encoder's scores mean: measured on captioned photos, kept beside the encoder's files."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import numpy as np
from numpy.lib.npyio import NpzFile
from numpy.typing import NDArray

from models import EncoderIdentity, Vectors, starter_directory

log = logging.getLogger(__name__)

FILE = "calibration.npz"

EVIDENCE = (
    "size",
    "best",
    "middle",
    "first_above",
    "third_above",
    "tenth_above",
    "behind_known",
    "before_others",
    "agreement",
)
"""What is looked at, see `core.search.judgement.evidence`."""


@dataclass(frozen=True, slots=True)
class Rule:
    """From evidence to probabilities: two logistic regressions, one upon the other.

    Attributes:
        weights: float64, shape (len(EVIDENCE),).
        bias: With the weighted evidence it is the log odds that anything matches at all.
        photo: Of the log odds that one photo matches: how much the log odds of the whole question
            count, what is added, and what a standard deviation below the best photo takes away.
    """

    weights: NDArray[np.float64]
    bias: float
    photo: tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Reference:
    """Photos and texts that every question is compared with, as a speaker's voice is with a cohort's.

    (Score normalisation: Auckenthaler, Carey and Lloyd-Thomas, "Score normalization for
    text-independent speaker verification systems", Digital Signal Processing 2000.)

    Attributes:
        photos: float32, shape (p, dimensions), rows of unit length.
        texts: float32, shape (t, dimensions), rows of unit length: captions and single words.
    """

    photos: Vectors
    texts: Vectors


@dataclass(frozen=True, slots=True)
class Calibration:
    """How to judge what an encoder finds.

    Attributes:
        words: For questions in words.
        pictures: For questions by pictures.
        reference: What both compare with; None for an encoder that was not calibrated.
    """

    words: Rule
    pictures: Rule
    reference: Reference | None


def _generic(bias: float, photo: tuple[float, float, float], **weights: float) -> Rule:
    return Rule(np.array([weights.get(name, 0.0) for name in EVIDENCE]), bias, photo)


UNCALIBRATED = Calibration(
    _generic(-2.0, (0.95, -1.2, 1.4), size=-1.4, first_above=0.8, tenth_above=0.9),
    _generic(1.3, (1.0, -1.5, 1.0), size=-1.5, first_above=0.5, tenth_above=0.6),
    None,
)
"""For any encoder: only how far its best scores stand out from those of the library's other photos,
which the best of many do more than the best of few. The numbers are rounded ones of the starter.
"""


def calibration_of(encoders: Path, identity: EncoderIdentity) -> Calibration:
    """The calibration of an encoder: the library's own, or the one that came with Fovea.

    Args:
        encoders: The library's folder of encoders.
        identity: Of the encoder.

    Returns:
        `UNCALIBRATED` where there is none.
    """
    for directory in (encoders / identity.key, starter_directory()):
        found = read_calibration(directory / FILE, identity)
        if found is not None:
            return found
    return UNCALIBRATED


def is_calibrated(encoders: Path, identity: EncoderIdentity) -> bool:
    """Whether it was measured what an encoder's scores mean; arguments as those of `calibration_of`."""
    return calibration_of(encoders, identity) is not UNCALIBRATED


def read_calibration(path: Path, identity: EncoderIdentity) -> Calibration | None:
    """Read a calibration; None when there is none for this encoder that can be used.

    Args:
        path: Of the file.
        identity: Of the encoder.
    """
    if not path.is_file():
        return None
    try:
        # Opened here, for np.load leaves a file open that it can't make sense of.
        with path.open("rb") as content, _archive(content) as file:
            if str(file["encoder"]) != identity.key:
                return None
            reference = Reference(file["photos"].astype(np.float32), file["texts"].astype(np.float32))
            rules = [_rule(file[name]) for name in ("words", "pictures")]
    except Exception as error:  # a damaged archive has errors of every layer that reads it
        log.warning("%s can't be used, so scores are judged without it: %s", path, error)
        return None
    for vectors in (reference.photos, reference.texts):
        if vectors.ndim != 2 or vectors.shape[1] != identity.dimensions or not np.isfinite(vectors).all():
            log.warning("%s is not of this encoder's vectors, so scores are judged without it", path)
            return None
    return Calibration(rules[0], rules[1], reference)


def _archive(content: BinaryIO) -> NpzFile:
    found = np.load(content, allow_pickle=False)
    if not isinstance(found, NpzFile):
        raise ValueError("it is no archive of arrays")
    return found


def write_calibration(path: Path, key: str, calibration: Calibration) -> None:
    """Write a calibration, under a temporary name first.

    Args:
        path: Of the file.
        key: Of the encoder.
        calibration: With a reference.

    Raises:
        OSError: It can't be written.
    """
    assert calibration.reference is not None
    partial = path.with_name(f".{path.name}.partial")
    with partial.open("wb") as file:
        np.savez_compressed(
            file,
            encoder=np.array(key),
            words=_numbers(calibration.words),
            pictures=_numbers(calibration.pictures),
            photos=calibration.reference.photos.astype(np.float16),
            texts=calibration.reference.texts.astype(np.float16),
        )
    partial.replace(path)


def _numbers(rule: Rule) -> NDArray[np.float64]:
    return np.array([*rule.weights, rule.bias, *rule.photo])


def _rule(numbers: NDArray[np.float64]) -> Rule:
    count = len(EVIDENCE)
    if numbers.shape != (count + 4,) or not np.isfinite(numbers).all():
        raise ValueError("it has other numbers than are looked at")
    scale, shift, fall = map(float, numbers[count + 1 :])
    return Rule(numbers[:count].astype(np.float64), float(numbers[count]), (scale, shift, fall))
