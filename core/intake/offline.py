"""Vectors for photos that are out of reach, made from their thumbnails until the files are back."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator

import numpy as np
from numpy.typing import NDArray

from core.errors import PhotoError
from core.imaging import DecoderPool, ThumbnailStore
from core.library import Library, PhotoIds
from models import Encoder

log = logging.getLogger(__name__)

_BATCH = 16


def encode_thumbnails(
    library: Library, encoder: Encoder, pool: DecoderPool, photo_ids: PhotoIds, proceed: Callable[[], bool]
) -> Iterator[int]:
    """Give photos a vector of one encoder from their thumbnails.

    Args:
        library: Opened by this thread.
        encoder: Which.
        pool: Decodes.
        photo_ids: Photos whose files can't be read now. One without a thumbnail is passed over.
        proceed: Asked between batches; False ends early.

    Yields:
        How many vectors were made and committed.
    """
    encoder_id = library.vectors.encoder_id(encoder.identity)
    store = ThumbnailStore(library.paths.thumbnails)
    for start in range(0, len(photo_ids), _BATCH):
        if not proceed():
            return
        photos = library.photos.get(photo_ids[start : start + _BATCH].tolist())
        futures = [
            (photo, pool.pixels(store.path(photo.pixels_digest), encoder.preprocess)) for photo in photos
        ]
        found: list[tuple[int, bytes]] = []
        pixels: list[NDArray[np.uint8]] = []
        for photo, future in futures:
            try:
                pixels.append(future.result())
                found.append((photo.id, photo.pixels_digest))
            except PhotoError as error:
                log.info("no vector from a thumbnail: %s", error.problem)
        if pixels:
            vectors = encoder.encode_images(np.stack(pixels)).astype(np.float16)
            rows = [(photo_id, digest, row) for (photo_id, digest), row in zip(found, vectors, strict=True)]
            library.vectors.write(encoder_id, rows, from_thumbnail=True)
            yield len(rows)
