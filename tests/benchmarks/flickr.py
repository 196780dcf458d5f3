"""Real vectors to draw libraries from and to ask them with: the starter's, of Flickr8k."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from PIL import Image

from models import Encoder, EncoderIdentity, Vectors, load_encoder, starter_directory

_BATCH = 64
_ASKED = 100


@dataclass(frozen=True, slots=True)
class RealVectors:
    """Vectors of the starter.

    Attributes:
        identity: The starter's.
        images: Of the 6,000 training photos.
        words: Of 100 captions of held-out photos.
        pictures: Of the 100 photos these captions are of.
    """

    identity: EncoderIdentity
    images: Vectors
    words: Vectors
    pictures: Vectors

    @property
    def questions(self) -> dict[str, Vectors]:
        """The two kinds of questions, by name."""
        return {"words": self.words, "pictures": self.pictures}


def real_vectors(keep: Path) -> RealVectors | None:
    """Encode Flickr8k, or take what an earlier run left in a folder; None without FOVEA_TEST_DATA."""
    encoder = load_encoder(starter_directory())
    cache = keep / f"flickr8k-{encoder.identity.key}.npz"
    if not cache.exists():
        archive = Path(os.environ.get("FOVEA_TEST_DATA", ""), "flickr8k-train-dev.zip")
        if not archive.is_file():
            return None
        with TemporaryDirectory() as directory:
            with zipfile.ZipFile(archive) as file:
                file.extractall(directory)
            np.savez(cache, **_encode(encoder, Path(directory)))
    with np.load(cache) as found:
        return RealVectors(encoder.identity, found["images"], found["words"], found["pictures"])


def _encode(encoder: Encoder, folder: Path) -> dict[str, Vectors]:
    lines = (folder / "captions.tsv").read_text(encoding="utf-8").splitlines()[1:]
    captions: dict[str, dict[str, str]] = {"train": {}, "dev": {}}
    for split, image, caption in (line.split("\t") for line in lines):
        captions[split].setdefault(image, caption)
    asked = list(captions["dev"].items())[:_ASKED]
    return {
        "images": encoded_pictures(encoder, [folder / "images" / name for name in captions["train"]]),
        "words": encoder.encode_texts([caption for _, caption in asked]),
        "pictures": encoded_pictures(encoder, [folder / "images" / name for name, _ in asked]),
    }


def encoded_pictures(encoder: Encoder, paths: Sequence[Path]) -> Vectors:
    """Vectors of pictures in files, float32, shape (n, dimensions)."""
    parts = []
    for start in range(0, len(paths), _BATCH):
        pixels = []
        for path in paths[start : start + _BATCH]:
            with Image.open(path) as image:
                pixels.append(encoder.preprocess.to_pixels(image.convert("RGB")))
        parts.append(encoder.encode_images(np.stack(pixels)))
    return np.concatenate(parts)
