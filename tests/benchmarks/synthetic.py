"""Libraries of any size, made without photos: rows as an indexer writes them, vectors at random."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from core.library import Library
from models import EncoderIdentity

_BATCH = 10_000


def fill(root: Path, photos: int, identity: EncoderIdentity, *, folder: Path, seed: int = 1) -> None:
    """Make a library whose photos exist only in its databases.

    Args:
        root: The library directory.
        photos: How many.
        identity: Whose vectors; drawn from a normal distribution, unit length.
        folder: An existing folder; the photos are said to lie in 100-photo directories below it.
        seed: Of the vectors.
    """
    rng = np.random.default_rng(seed)
    with Library.open(root) as library:
        chosen = library.folders.add(folder)
        encoder_id = library.vectors.encoder_id(identity)
        for start in range(0, photos, _BATCH):
            ids = range(start + 1, min(start + _BATCH, photos) + 1)
            with library.writing() as database:
                execute = database.conn.executemany
                execute("INSERT INTO photos VALUES (?, '2026-01-01T00:00:00+00:00')", [(id_,) for id_ in ids])
                execute(
                    "INSERT INTO contents (id, photo_id, sha256, size, edges, pixels_digest, format, width, "
                    "height, orientation) VALUES (?, ?, ?, 4000000, ?, ?, 'JPEG', 4000, 3000, 1)",
                    [(id_, id_, *(_digest(id_, size) for size in (32, 16, 16))) for id_ in ids],
                )
                execute(
                    "INSERT INTO places (folder_id, volume_id, directory, name, size, mtime_ns, file_id, "
                    "content_id, state, taken_at, taken_from) "
                    "VALUES (?, ?, ?, ?, 4000000, ?, ?, ?, 'ready', ?, 'photo')",
                    [
                        (
                            chosen.id,
                            chosen.volume_id,
                            f"{chosen.directory}/{id_ // 100:05}",
                            f"IMG_{id_:07}.jpg",
                            id_,
                            id_,
                            id_,
                            f"{2000 + id_ % 26}-{1 + id_ % 12:02}-{1 + id_ % 28:02}T12:00:00",
                        )
                        for id_ in ids
                    ],
                )
            vectors = rng.standard_normal((len(ids), identity.dimensions)).astype(np.float32)
            vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
            halves = vectors.astype(np.float16)
            library.vectors.write(
                encoder_id, [(id_, _digest(id_, 16), row) for id_, row in zip(ids, halves, strict=True)]
            )


def _digest(number: int, size: int) -> bytes:
    return number.to_bytes(size, "big")
