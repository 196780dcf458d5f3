"""What the starter is fitted on: captioned photographs, and the names of the ImageNet classes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from models.preprocess import Preprocess
from models.starter.efficientnet import SIDE

PREPROCESS = Preprocess(
    width=SIDE,
    height=SIDE,
    fit="squash",  # the whole picture counts, whatever its aspect ratio
    interpolation="bicubic",
    # The weights were trained on (x - 127) / 128, x in 0..255.
    mean=(127 / 255, 127 / 255, 127 / 255),
    std=(128 / 255, 128 / 255, 128 / 255),
)

WHOLE, MIRRORED = 0, 1
"""Ways to look at a photograph; higher numbers are random crops."""


@dataclass(frozen=True, slots=True)
class Captions:
    """Photographs and what people wrote about them.

    Attributes:
        images: Paths, n photographs.
        texts: m captions.
        owner: int64 (m,): which photograph a caption is of.
    """

    images: tuple[Path, ...]
    texts: tuple[str, ...]
    owner: NDArray[np.int64]


def read_captions(folder: Path, split: str) -> Captions:
    """Read one split of a folder with captions.tsv (split, image, caption) and images/."""
    images: dict[str, int] = {}
    texts, owner = [], []
    lines = (folder / "captions.tsv").read_text(encoding="utf-8").splitlines()
    for line in lines[1:]:
        part, image, caption = line.split("\t")
        if part == split:
            owner.append(images.setdefault(image, len(images)))
            texts.append(caption)
    paths = tuple(folder / "images" / name for name in images)
    return Captions(paths, tuple(texts), np.array(owner, np.int64))


def split_off(captions: Captions, count: int) -> tuple[Captions, Captions]:
    """Separate the last photographs, with their captions, from the rest."""
    first = len(captions.images) - count

    def part(chosen: NDArray[np.bool_], images: tuple[Path, ...], shift: int) -> Captions:
        texts = tuple(text for text, keep in zip(captions.texts, chosen, strict=True) if keep)
        return Captions(images, texts, captions.owner[chosen] - shift)

    early = captions.owner < first
    return part(early, captions.images[:first], 0), part(~early, captions.images[first:], first)


def pixel_batches(paths: tuple[Path, ...], size: int, *, view: int = WHOLE) -> Iterator[NDArray[np.float32]]:
    """The tower's input, float32 (<=size, 3, 260, 260), a batch at a time.

    Args:
        paths: Photographs.
        size: Of a batch.
        view: `WHOLE`, `MIRRORED`, or a number above: half to nine tenths of the area, cut out at
            random (always alike for one number), every other one mirrored.
    """
    random = np.random.default_rng(view)
    for start in range(0, len(paths), size):
        pixels = []
        for path in paths[start : start + size]:
            with Image.open(path) as image:
                pixels.append(_look(image.convert("RGB"), view, random))
        yield PREPROCESS.to_floats(np.stack(pixels))


def _look(image: Image.Image, view: int, random: np.random.Generator) -> NDArray[np.uint8]:
    mirrored = view == MIRRORED
    if view > MIRRORED:
        width, height = np.sqrt(random.uniform(0.55, 0.95, 2)) * image.size
        left, top = random.uniform(0, 1, 2) * (image.width - width, image.height - height)
        box = (left, top, left + width, top + height)
        image = image.resize((SIDE, SIDE), Image.Resampling.BICUBIC, box=box)
        mirrored = random.random() < 0.5
    pixels = PREPROCESS.to_pixels(image)
    return pixels[:, ::-1] if mirrored else pixels


def class_names() -> tuple[tuple[str, ...], ...]:
    """The names of the 1,000 ImageNet classes in the order of the weights (sorted synsets).

    Returns:
        For each class its WordNet lemmas, "great white shark, white shark, ..." split up.
    """
    spec = find_spec("timm")
    if spec is None or spec.origin is None:
        raise SystemExit("Install timm==1.0.31 (--no-deps is enough) first: it has the class names.")
    info = Path(spec.origin).parent / "data" / "_info"
    synsets = (info / "imagenet_synsets.txt").read_text(encoding="utf-8").split()
    lines = (info / "imagenet_synset_to_lemma.txt").read_text(encoding="utf-8").splitlines()
    lemmas = dict(line.split("\t", 1) for line in lines)
    return tuple(tuple(name.strip() for name in lemmas[synset].split(",")) for synset in synsets)
