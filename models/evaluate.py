"""How well and how fast an encoder finds photographs, on captions of one's own."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps

from models.encoder import Encoder, Vectors
from models.errors import EvaluationError
from models.preprocess import Preprocess
from models.retrieval import (
    Retrieval,
    precision_alike,
    rank_alike,
    rank_images,
    rank_texts,
    summarise,
)

_IMAGES = 32
_TEXTS = 256

Progress = Callable[[int, int], None]
"""Called with what is done and what there is, in images and texts together."""


@dataclass(frozen=True, slots=True)
class Captions:
    """A captions.tsv.

    Attributes:
        images: File names of n images, in the order of their first caption.
        texts: m captions.
        owner: int64 (m,), the image of each caption.
        labels: int64 (n,), what each image shows, or None where the file doesn't say.
        splits: Of each caption; "" where the file doesn't say.
    """

    images: tuple[str, ...]
    texts: tuple[str, ...]
    owner: NDArray[np.int64]
    labels: NDArray[np.int64] | None
    splits: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Encoded:
    """Captioned images as vectors.

    Attributes:
        corpus: What they are.
        pictures: float32, shape (n, dimensions).
        words: float32, shape (m, dimensions).
        image_seconds: Time spent encoding the images, without decoding.
    """

    corpus: Captions
    pictures: Vectors
    words: Vectors
    image_seconds: float


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What was measured of an encoder.

    Attributes:
        encoder: Its identity, NAME@REVISION.
        device: What the image tower ran on.
        results: One for each direction.
        ms_per_image: Encoding only, in batches, without decoding.
        ms_per_text: Encoding one sentence at a time, as a search does; the median.
    """

    encoder: str
    device: str
    results: tuple[Retrieval, ...]
    ms_per_image: float
    ms_per_text: float

    def as_dict(self) -> dict[str, object]:
        """The object `fovea encoders evaluate --json` prints."""
        return {
            "encoder": self.encoder,
            "device": self.device,
            "ms_per_image": round(self.ms_per_image, 2),
            "ms_per_text": round(self.ms_per_text, 2),
            "results": [result.as_dict() for result in self.results],
        }


def evaluate(
    encoder: Encoder,
    captions: Path,
    images: Path,
    *,
    split: str | None = None,
    progress: Progress | None = None,
) -> Evaluation:
    """Measure retrieval with an encoder.

    Args:
        encoder: Any encoder.
        captions: Tab separated, with a header: `image` and `caption`, and perhaps `split` and
            `label` (images of one label count as alike for image->image).
        images: The folder of the images.
        split: Only rows of this split.
        progress: Called after every batch.

    Raises:
        EvaluationError: The captions or an image can't be read.
    """
    encoded = encode_captioned(encoder, captions, images, split=split, progress=progress)
    corpus = encoded.corpus
    return Evaluation(
        encoder=encoder.identity.key,
        device=encoder.device.name,
        results=_results(corpus, encoded.pictures, encoded.words),
        ms_per_image=1000 * encoded.image_seconds / len(corpus.images),
        ms_per_text=_ms_per_text(encoder, corpus.texts),
    )


def encode_captioned(
    encoder: Encoder,
    captions: Path,
    images: Path,
    *,
    split: str | None = None,
    progress: Progress | None = None,
) -> Encoded:
    """Encode captioned images.

    Args:
        encoder: Any encoder.
        captions: See `evaluate`.
        images: The folder of the images.
        split: Only rows of this split.
        progress: Called after every batch.

    Raises:
        EvaluationError: The captions or an image can't be read.
    """
    corpus = read_captions(captions, split)
    total = len(corpus.images) + len(corpus.texts)
    report = progress or (lambda _done, _total: None)

    pictures = np.empty((len(corpus.images), encoder.identity.dimensions), np.float32)
    spent = 0.0
    for start, pixels in _pixels(images, corpus.images, encoder.preprocess):
        if start == 0:
            encoder.encode_images(pixels[:1])  # loading the tower is not encoding
        began = perf_counter()
        pictures[start : start + len(pixels)] = encoder.encode_images(pixels)
        spent += perf_counter() - began
        report(start + len(pixels), total)

    words = np.empty((len(corpus.texts), encoder.identity.dimensions), np.float32)
    for start in range(0, len(corpus.texts), _TEXTS):
        words[start : start + _TEXTS] = encoder.encode_texts(corpus.texts[start : start + _TEXTS])
        report(len(corpus.images) + min(start + _TEXTS, len(corpus.texts)), total)
    return Encoded(corpus, pictures, words, spent)


def read_captions(path: Path, split: str | None = None) -> Captions:
    """Read a captions.tsv.

    Raises:
        EvaluationError: It can't be read, a column is missing, or no row is of the split.
    """
    try:
        lines = path.read_text(encoding="utf-8").rstrip("\n").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise EvaluationError(f"{path} can't be read: {error}.") from error
    header = lines[0].split("\t")
    for column in ("image", "caption", *(["split"] if split else [])):
        if column not in header:
            raise EvaluationError(f"{path} has no column {column!r}.", "Its first line names the columns.")
    images: dict[str, int] = {}
    texts: list[str] = []
    owner: list[int] = []
    labels: dict[int, str] = {}
    splits: list[str] = []
    for number, line in enumerate(lines[1:], start=2):
        cells = line.split("\t")
        if len(cells) != len(header):
            raise EvaluationError(f"Line {number} of {path} has {len(cells)} columns, not {len(header)}.")
        row = dict(zip(header, cells, strict=True))
        if split and row["split"] != split:
            continue
        index = images.setdefault(row["image"], len(images))
        owner.append(index)
        texts.append(row["caption"])
        splits.append(row.get("split", ""))
        labels[index] = row.get("label", "")
    if not texts:
        raise EvaluationError(f"{path} has no captions" + (f" of the split {split!r}." if split else "."))
    numbered: NDArray[np.int64] | None = None
    if "label" in header:
        _, inverse = np.unique([labels[index] for index in range(len(images))], return_inverse=True)
        numbered = inverse.astype(np.int64)
    return Captions(tuple(images), tuple(texts), np.array(owner, np.int64), numbered, tuple(splits))


def _results(corpus: Captions, pictures: Vectors, words: Vectors) -> tuple[Retrieval, ...]:
    results = [
        summarise("text->image", rank_images(words, pictures, corpus.owner), corpus.owner),
        summarise("image->text", rank_texts(pictures, words, corpus.owner)),
    ]
    if corpus.labels is not None:
        ranks = rank_alike(pictures, corpus.labels)
        if len(ranks):
            precision = precision_alike(pictures, corpus.labels)
            results.append(summarise("image->image", ranks, precision=precision))
    return tuple(results)


def _pixels(
    folder: Path, names: Sequence[str], preprocess: Preprocess
) -> Iterator[tuple[int, NDArray[np.uint8]]]:
    for start in range(0, len(names), _IMAGES):
        batch = [_decode(folder / name, preprocess) for name in names[start : start + _IMAGES]]
        yield start, np.stack(batch)


def _decode(path: Path, preprocess: Preprocess) -> NDArray[np.uint8]:
    try:
        with Image.open(path) as image:
            upright = ImageOps.exif_transpose(image)
            return preprocess.to_pixels(upright.convert("RGB"))
    except Exception as error:  # Pillow's readers raise almost anything on damaged files
        raise EvaluationError(f"{path} can't be read: {error}.") from error


def _ms_per_text(encoder: Encoder, texts: Sequence[str]) -> float:
    times = []
    for text in texts[:50]:
        began = perf_counter()
        encoder.encode_texts([text])
        times.append(perf_counter() - began)
    return 1000 * float(np.median(times))
