"""Sentences to token ids, with the `tokenizers` library and the encoder's tokenizer.json."""

from __future__ import annotations

import importlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.errors import EncoderUnsupported
from models.manifest import TextTower

# No tokenizer needs more characters than this for one token; the rest of a novel is not looked at.
_CHARACTERS_PER_TOKEN = 64


@dataclass(frozen=True, slots=True)
class Tokens:
    """A batch of tokenised sentences.

    Attributes:
        ids: int64, shape (n, tokens).
        mask: int64, shape (n, tokens): 1 where there is a token, 0 where there is padding.
    """

    ids: NDArray[np.int64]
    mask: NDArray[np.int64]


class Tokenizer:
    """A tokenizer.json with the cutting and padding its text tower wants. Thread safe."""

    def __init__(self, path: Path, tower: TextTower) -> None:
        """Load a tokenizer.

        Args:
            path: A tokenizer.json.
            tower: Context length and padding.

        Raises:
            EncoderUnsupported: The file is not a tokenizer.
        """
        self._tower = tower
        try:
            self._tokenizer: Any = importlib.import_module("tokenizers").Tokenizer.from_file(str(path))
        except Exception as error:  # the library raises bare Exception
            raise EncoderUnsupported(f"{path} is not a tokenizer: {error}.") from error
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(tower.context_length)

    def __call__(self, texts: Sequence[str]) -> Tokens:
        """Tokenise a batch.

        Args:
            texts: Any strings; empty ones and broken Unicode are fine.
        """
        return self.batch([self._ids(text) for text in texts])

    def token_ids(self, texts: Sequence[str]) -> list[list[int]]:
        """Token ids of each text, cut but not padded."""
        return [self._ids(text) for text in texts]

    def batch(self, rows: Sequence[list[int]]) -> Tokens:
        """Pad rows of token ids into one batch."""
        tower = self._tower
        longest = max((len(row) for row in rows), default=1)
        # Padding further than needed costs time in proportion, so it is done only where the tower insists.
        width = tower.context_length if tower.padding == "context" else max(longest, 1)
        ids = np.full((len(rows), width), tower.pad_id, dtype=np.int64)
        mask = np.zeros((len(rows), width), dtype=np.int64)
        for index, row in enumerate(rows):
            ids[index, : len(row)] = row
            mask[index, : len(row)] = 1
        return Tokens(ids, mask)

    def _ids(self, text: str) -> list[int]:
        cut = text[: self._tower.context_length * _CHARACTERS_PER_TOKEN]
        # A lone surrogate (a mangled file name, half an emoji) is not valid UTF-8 for the library.
        clean = cut.encode("utf-8", "replace").decode("utf-8")
        if self._tower.prompt is not None:
            clean = self._tower.prompt.replace("{}", clean)
        # One at a time: encode_batch starts threads, which warn when the process forks later.
        ids: list[int] = self._tokenizer.encode(clean).ids
        # A tower can't pool over nothing.
        return ids or [self._tower.pad_id]
