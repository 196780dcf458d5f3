"""Features of the frozen trunks, computed once and kept in a folder."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from models.manifest import TextTower
from models.runtime import open_session
from models.starter import efficientnet, minilm
from models.starter.corpus import WHOLE, Captions, pixel_batches
from models.starter.spaces import Array
from models.starter.towers import (
    EMBEDDING,
    IDS,
    LOGITS,
    MASK,
    PIXELS,
    POOLED,
    write_feature_tower,
    write_text_trunk,
)
from models.tokenize import Tokenizer

_IMAGES = 16
_TEXTS = 64

TEXT_TOWER = TextTower(
    ids=IDS, mask=MASK, output=EMBEDDING, context_length=minilm.MAX_TOKENS, padding="longest", pad_id=0
)


@dataclass(frozen=True, slots=True)
class ImageFeatures:
    """What the trunk says of n photographs.

    Attributes:
        pooled: float32 (n, 2528).
        logits: float32 (n, 1000).
    """

    pooled: Array
    logits: Array


class Features:
    """Computes features of the frozen trunks, keeping them in a folder under a name of their inputs."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def images(self, captions: Captions, *, view: int = WHOLE) -> ImageFeatures:
        """Features of the photographs of a corpus, seen in one of the ways of `pixel_batches`."""
        names = "\n".join(str(path) for path in captions.images)

        def compute() -> list[Array]:
            return self._compute_images(captions, view)

        pooled, logits = self._kept(f"images {efficientnet.FEATURES} {view}\n{names}", compute)
        return ImageFeatures(pooled, logits)

    def texts(self, texts: Sequence[str]) -> Array:
        """Text features, float32 (n, 1152); see `minilm.TextTrunk`."""
        key = f"texts {minilm.FEATURES}\n" + "\n".join(texts)
        (features,) = self._kept(key, lambda: [self._compute_texts(texts)])
        return features

    def sentences(self, texts: Sequence[str]) -> Array:
        """Sentence embeddings, float32 (n, 384), of unit length."""
        return self.texts(texts)[:, : minilm.WIDTH]

    def _kept(self, key: str, compute: Callable[[], list[Array]]) -> list[Array]:
        path = self.folder / f"{hashlib.sha256(key.encode()).hexdigest()[:16]}.npz"
        if not path.exists():
            partial = path.with_suffix(".partial.npz")
            np.savez(partial, *compute())
            partial.replace(path)
        with np.load(path) as stored:
            return [stored[name] for name in stored.files]

    def _compute_images(self, captions: Captions, view: int) -> list[Array]:
        path = self.folder / "features.onnx"
        write_feature_tower(path, efficientnet.read_weights())
        session = open_session(path, device="cpu")
        pooled, logits = [], []
        for batch in pixel_batches(captions.images, _IMAGES, view=view):
            found = session.run_all([POOLED, LOGITS], {PIXELS: batch})
            pooled.append(found[0])
            logits.append(found[1])
        return [np.concatenate(pooled), np.concatenate(logits)]

    def _compute_texts(self, texts: Sequence[str]) -> Array:
        path = self.folder / "sentences.onnx"
        write_text_trunk(path, minilm.read_weights())
        session = open_session(path, device="cpu")
        tokenizer = Tokenizer(minilm.wheel_directory() / "tokenizer.json", TEXT_TOWER)
        rows = tokenizer.token_ids(texts)
        order: NDArray[np.int64] = np.argsort([len(row) for row in rows], kind="stable")
        features = np.empty((len(rows), minilm.FEATURES), np.float32)
        for start in range(0, len(rows), _TEXTS):
            chosen = order[start : start + _TEXTS]
            tokens = tokenizer.batch([rows[index] for index in chosen])
            features[chosen] = session.run(EMBEDDING, {IDS: tokens.ids, MASK: tokens.mask})
        return features
