"""An exported encoder against the PyTorch model it was made from, on pictures and sentences.

Both ways are whole: the reference takes a picture through transformers' image
processor and a sentence through its tokenizer; ours goes through
`load_encoder`, as a search does. So a wrong crop or a wrong padding shows here
as much as a wrong graph.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from PIL import Image, ImageOps

from models.encoder import Encoder, Vectors
from models.errors import EncoderUnsupported
from models.export.families import Family
from models.export.report import Parity, agreement
from models.export.source import Source
from models.export.texts import lowers_outside
from models.tokenize import Tokenizer

SENTENCES = (
    "a photo of a dog",
    "Two dogs are running on the beach, one of them carries a stick!",
    "birthday cake",
    "the Eiffel Tower at night",
    "A woman in a red dress (smiling) plays the violin.",
    "don't walk: it's 12:30 o'clock, 7th of May 2019",
    "snow-covered mountains",
    "COFFEE   and\tcroissants",
    "fjørd, naïve café, über, e\N{COMBINING ACUTE ACCENT}t\N{COMBINING ACUTE ACCENT}",
    "海边的两只狗",
    "夕焼けの富士山",
    "собака на пляже",
    "כלב על החוף",
    "\N{DOG FACE} on the \N{BEACH WITH UMBRELLA}",
    "an old black and white photograph of a steam train crossing a stone bridge over a wide river " * 8,
    "",
)
"""Short and long, several scripts, odd spaces, nothing at all."""

_PHOTOS = 64
_EDGE = 1536


class Reference:
    """The PyTorch model with its own processors."""

    def __init__(self, source: Source, model: Any) -> None:
        transformers = importlib.import_module("transformers")
        self.family: Family = source.family
        self.where = source.where
        self.model = model
        try:
            # The slow one resizes with Pillow, as the models were trained; the fast one is near to it.
            self.processor = transformers.AutoImageProcessor.from_pretrained(
                source.directory, use_fast=False, local_files_only=True, trust_remote_code=False
            )
            self.tokenizer = transformers.AutoTokenizer.from_pretrained(
                source.directory, local_files_only=True, trust_remote_code=False
            )
        except Exception as error:  # anything a missing or damaged file makes of it
            raise EncoderUnsupported(f"The processors of {source.where} can't be opened: {error}.") from error

    @property
    def context(self) -> int:
        """Longest input in tokens: of the position table, the tokenizer and the family, the least."""
        known = (
            self.model.config.text_config.max_position_embeddings,
            self.tokenizer.model_max_length,
            self.family.context,
        )
        return min(int(length) for length in known if length is not None)

    @property
    def pad_id(self) -> int:
        """The token that pads."""
        return int(self.tokenizer.pad_token_id or 0)

    def token_ids(self, texts: Sequence[str]) -> Any:
        """Token ids and mask as tensors, padded as the family does."""
        if lowers_outside(self.tokenizer):
            texts = [text.lower() for text in texts]
        return self.tokenizer(
            list(texts),
            padding="max_length" if self.family.padding == "context" else True,
            truncation=True,
            max_length=self.context,
            return_attention_mask=True,
            return_tensors="pt",
        )

    def texts(self, texts: Sequence[str]) -> Vectors:
        """Encode sentences, one by one: float32 (n, dimensions)."""
        size = self.model.config.vision_config.image_size
        empty = torch.zeros(1, 3, size, size)
        return self._run((self._text_inputs(text) | {"pixel_values": empty} for text in texts), "text_embeds")

    def images(self, pictures: Iterable[Image.Image]) -> Vectors:
        """Encode upright RGB pictures, one by one: float32 (n, dimensions)."""
        words = self._text_inputs("a")
        inputs = (dict(self.processor(images=picture, return_tensors="pt")) | words for picture in pictures)
        return self._run(inputs, "image_embeds")

    def _text_inputs(self, text: str) -> dict[str, Any]:
        tokens = self.token_ids([text])
        return {
            name: tokens[name] for name in ("input_ids", *(["attention_mask"] if self.family.mask else []))
        }

    def _run(self, inputs: Iterable[dict[str, Any]], output: str) -> Vectors:
        # The whole model's `forward`, not the towers that were exported: a reference of its own.
        with torch.no_grad():
            rows = [self.model(**values)[output][0].numpy() for values in inputs]
        return np.asarray(np.stack(rows), np.float32)


def compare(encoder: Encoder, tokenizer: Tokenizer, expected: Expected) -> Parity:
    """Encode the same things as the reference did.

    Args:
        encoder: The exported one.
        tokenizer: Its tokenizer.
        expected: Of the model it was exported from.
    """
    pixels = np.stack([encoder.preprocess.to_pixels(picture) for picture in expected.trial.pictures])
    ours = tokenizer.token_ids(SENTENCES)
    return Parity(
        images=agreement(encoder.encode_images(pixels), expected.images),
        texts=agreement(encoder.encode_texts(SENTENCES), expected.texts),
        tokens=sum(row == list(ids) for row, ids in zip(ours, expected.ids, strict=True)),
    )


@dataclass(frozen=True, slots=True)
class Trial:
    """Upright RGB pictures to compare on.

    Attributes:
        pictures: At least one.
        title: What they are, in words.
    """

    pictures: tuple[Image.Image, ...]
    title: str


@dataclass(frozen=True, slots=True)
class Expected:
    """What the reference makes of a trial's pictures and of the sentences.

    Attributes:
        trial: The pictures.
        images: float32 (n, dimensions), of the pictures.
        texts: float32 (m, dimensions), of `SENTENCES`.
        ids: Their token ids, without padding.
    """

    trial: Trial
    images: Vectors
    texts: Vectors
    ids: tuple[tuple[int, ...], ...]


def expect(reference: Reference, photos: Sequence[Path]) -> Expected:
    """Let the reference encode pictures and sentences."""
    trial = trial_of(photos)
    tokens = reference.token_ids(SENTENCES)
    rows = zip(tokens["input_ids"], tokens["attention_mask"], strict=True)
    return Expected(
        trial,
        reference.images(trial.pictures),
        reference.texts(SENTENCES),
        tuple(tuple(ids[mask.bool()].tolist()) for ids, mask in rows),
    )


def trial_of(photos: Sequence[Path]) -> Trial:
    """Read pictures; those that can't be read are passed over, and made-up ones stand in for none."""
    read = tuple(picture for path in photos[:_PHOTOS] if (picture := _read(path)) is not None)
    if read:
        return Trial(read, f"{len(read)} photos")
    made = tuple(_made_up())
    return Trial(made, f"{len(made)} made-up pictures")


def _read(path: Path) -> Image.Image | None:
    try:
        with Image.open(path) as image:
            upright = ImageOps.exif_transpose(image).convert("RGB")
    except Exception:  # Pillow's readers raise almost anything on damaged files
        return None
    # Both ways begin with the same picture, so it needs no more pixels than make a resize a real one.
    upright.thumbnail((_EDGE, _EDGE))
    return upright


def _made_up() -> Iterator[Image.Image]:
    """Coarse colours under fine noise, as photos have both, in several shapes."""
    random = np.random.default_rng(20)
    for width, height in ((640, 480), (480, 640), (801, 333), (256, 256)):
        coarse = Image.fromarray(random.integers(0, 256, (5, 6, 3), dtype=np.uint8))
        smooth = np.asarray(coarse.resize((width, height), Image.Resampling.BICUBIC), np.float32)
        noise = random.normal(0, 12, (height, width, 1))
        yield Image.fromarray(np.clip(smooth + noise, 0, 255).astype(np.uint8))
