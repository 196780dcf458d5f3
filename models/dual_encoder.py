"""The encoder of a directory: two ONNX towers, each loaded at its first use."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from models.batching import BatchSize
from models.directory import checked_file, open_directory
from models.encoder import Device, Encoder, EncoderIdentity, Vectors
from models.errors import EncoderUnsupported
from models.manifest import IMAGE_TOWER, PREPROCESSOR, TEXT_TOWER, TOKENIZER, Manifest, read_preprocess
from models.preprocess import Preprocess
from models.runtime import DEVICES, Session, open_session
from models.tokenize import Tokenizer

# Larger batches gain nothing on a processor and cost memory: the starter takes 60 MB of it for one
# picture at a time, 130 MB for four and 390 MB for sixteen, all at the same speed.
# First and largest batch. On a CPU larger ones cost memory and bring nothing.
_IMAGES_ON_CPU = (4, 4)
_IMAGES_ON_GPU = (8, 128)
_TEXTS = 32


def load_encoder(directory: Path, *, device: str = "auto", threads: int | None = None) -> Encoder:
    """Open an encoder directory. Its towers are loaded when they are first needed.

    Args:
        directory: With a manifest.json, see `models.manifest`.
        device: "auto" (CUDA where there is an NVIDIA device), "cpu" or "cuda".
        threads: Threads of one call; None for one for each available core.

    Raises:
        EncoderNotFound: There is no such directory.
        EncoderDamaged: A file is missing or has another size. A changed byte is found
            when the file is first used, and raised there.
        EncoderUnsupported: The directory is of an unknown format.
    """
    if device not in DEVICES:
        raise ValueError(f"device must be one of {', '.join(DEVICES)}, not {device!r}")
    if threads is not None and threads < 1:
        raise ValueError(f"threads must be at least 1, not {threads}")
    return _DirectoryEncoder(directory, open_directory(directory), device, threads)


class _DirectoryEncoder:
    """The `Encoder` of one directory."""

    def __init__(self, directory: Path, manifest: Manifest, device: str, threads: int | None) -> None:
        self._directory = directory
        self._manifest = manifest
        self._device = device
        self._threads = threads
        self._preprocess = read_preprocess(checked_file(directory, manifest.file(PREPROCESSOR)))
        self._image_lock = Lock()
        self._image: Session | None = None
        self._text_lock = Lock()
        self._text: tuple[Tokenizer, Session] | None = None
        self._batch: BatchSize | None = None

    @property
    def identity(self) -> EncoderIdentity:
        return self._manifest.identity

    @property
    def languages(self) -> tuple[str, ...]:
        return self._manifest.languages

    @property
    def preprocess(self) -> Preprocess:
        return self._preprocess

    @property
    def device(self) -> Device:
        return self._image_tower().device

    def encode_images(self, pixels: NDArray[np.uint8]) -> Vectors:
        shape = (self._preprocess.height, self._preprocess.width, 3)
        if pixels.dtype != np.uint8 or pixels.ndim != 4 or pixels.shape[1:] != shape:
            raise ValueError(f"pixels must be uint8 (n, {', '.join(map(str, shape))}), not {pixels.shape}")
        vectors = np.empty((len(pixels), self.identity.dimensions), dtype=np.float32)
        if not len(pixels):
            return vectors
        tower, names = self._image_tower(), self._manifest.image
        if self._batch is None:
            self._batch = BatchSize(*(_IMAGES_ON_CPU if tower.device.name == "cpu" else _IMAGES_ON_GPU))

        def encode(piece: slice) -> NDArray[np.float32]:
            return tower.run(names.output, {names.input: self._preprocess.to_floats(pixels[piece])})

        done = 0
        while done < len(pixels):
            piece, raw = self._batch.run(encode, done, len(pixels))
            vectors[piece] = self._unit(tower, raw)
            done = piece.stop
        return vectors

    def encode_texts(self, texts: Sequence[str]) -> Vectors:
        vectors = np.empty((len(texts), self.identity.dimensions), dtype=np.float32)
        if not len(texts):
            return vectors
        tokenizer, tower = self._text_tower()
        names = self._manifest.text
        rows = tokenizer.token_ids(texts)
        # Texts of like length share a batch, so that little is spent on padding.
        order = np.argsort([len(row) for row in rows], kind="stable")
        for start in range(0, len(rows), _TEXTS):
            chosen = order[start : start + _TEXTS]
            tokens = tokenizer.batch([rows[index] for index in chosen])
            inputs = {names.ids: tokens.ids}
            if names.mask is not None:
                inputs[names.mask] = tokens.mask
            vectors[chosen] = self._unit(tower, tower.run(names.output, inputs))
        return vectors

    def _image_tower(self) -> Session:
        with self._image_lock:
            if self._image is None:
                path = checked_file(self._directory, self._manifest.file(IMAGE_TOWER))
                tower = open_session(path, device=self._device, threads=self._threads)
                names = self._manifest.image
                others = [names.spatial] if names.spatial is not None else []
                tower.expect([names.input], names.output, self.identity.dimensions, *others)
                if tower.device.name != "cpu":
                    # A card chooses its kernels at the first picture: better now than in mid-work.
                    blank = np.zeros((1, self._preprocess.height, self._preprocess.width, 3), np.uint8)
                    tower.run(names.output, {names.input: self._preprocess.to_floats(blank)})
                self._image = tower
            return self._image

    def _text_tower(self) -> tuple[Tokenizer, Session]:
        with self._text_lock:
            if self._text is None:
                names = self._manifest.text
                tokenizer = Tokenizer(checked_file(self._directory, self._manifest.file(TOKENIZER)), names)
                path = checked_file(self._directory, self._manifest.file(TEXT_TOWER))
                tower = open_session(path, device=self._device, threads=self._threads)
                inputs = [names.ids] if names.mask is None else [names.ids, names.mask]
                tower.expect(inputs, names.output, self.identity.dimensions)
                self._text = tokenizer, tower
            return self._text

    def _unit(self, tower: Session, raw: NDArray[np.float32]) -> Vectors:
        """Scale to unit length, refusing what can't be a direction."""
        if raw.ndim != 2 or raw.shape[1] != self.identity.dimensions:
            raise EncoderUnsupported(
                f"{tower.path} makes arrays of shape {raw.shape}, but its manifest says "
                f"(n, {self.identity.dimensions})."
            )
        with np.errstate(over="ignore", invalid="ignore"):
            norms = np.linalg.norm(raw, axis=1, keepdims=True)
        # A NaN in one vector would silently spoil every later comparison with it.
        if not np.isfinite(norms).all() or (norms == 0).any():
            raise EncoderUnsupported(
                f"{tower.path} computed something that is not a number on {tower.device.name}.",
                "Try again with the device set to cpu.",
            )
        return np.asarray(raw / norms, np.float32)
