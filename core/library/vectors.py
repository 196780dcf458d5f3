"""The vectors: one row a photo and encoder, in a file of their own.

A vector is written before the catalogue's commit that needs it, and carries the
digest of the picture it was made from. So after a crash there may be a vector too
many (`reconcile` deletes it), never a photo that wrongly counts as encoded.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sqlite_utils import Database

from core.library.database import writing
from core.library.photos import PhotoIds
from models import EncoderIdentity, Vectors

_AT_ONCE = 1000
"""Rows asked for by number in one statement."""


@dataclass(frozen=True, slots=True)
class Segment:
    """An immutable file of the vector index, as registered here.

    Attributes:
        id: Its row.
        file: Name in the library's index folder.
        first_seq: Smallest `seq` in it.
        last_seq: Largest `seq` in it.
        rows: Vectors in it.
        file_bytes: Size of the file.
        checksums: CRC-32 of each block, uint32 little endian.
        code_dimensions: Length of the codes in it; 0 when there are none.
    """

    id: int
    file: str
    first_seq: int
    last_seq: int
    rows: int
    file_bytes: int
    checksums: bytes
    code_dimensions: int


@dataclass(frozen=True, slots=True)
class VectorRows:
    """A batch of vectors in the order they were written.

    Attributes:
        seqs: int64, shape (n,), ascending.
        photo_ids: int64, shape (n,).
        vectors: float16, shape (n, dimensions).
    """

    seqs: NDArray[np.int64]
    photo_ids: NDArray[np.int64]
    vectors: NDArray[np.float16]


@dataclass(frozen=True, slots=True)
class Lacking:
    """Photos that need a vector.

    Attributes:
        readable: Their file can be read now.
        offline: Only their thumbnail can.
    """

    readable: PhotoIds
    offline: PhotoIds


class VectorStore:
    """vectors.db, with the catalogue attached for joins."""

    def __init__(self, database: Database, path: Path) -> None:
        self._database = database
        self._path = path

    def encoder_id(self, identity: EncoderIdentity) -> int:
        """The row of an encoder; made at its first use."""
        query = "SELECT id FROM encoders WHERE key = ?"
        row = self._database.conn.execute(query, (identity.key,)).fetchone()
        if row is None:
            with writing(self._database, self._path) as database:
                database.conn.execute(
                    "INSERT OR IGNORE INTO encoders (key, dimensions) VALUES (?, ?)",
                    (identity.key, identity.dimensions),
                )
                row = database.conn.execute(query, (identity.key,)).fetchone()
        return int(row[0])

    def encoders(self) -> list[EncoderIdentity]:
        """The encoders this library has, or once had, vectors of."""
        rows = self._database.conn.execute("SELECT key, dimensions FROM encoders ORDER BY id")
        identities = []
        for key, dimensions in rows:
            name, _, revision = key.rpartition("@")
            identities.append(EncoderIdentity(name, revision, dimensions))
        return identities

    def forget_encoder(self, key: str) -> None:
        """Delete all vectors and index segments of an encoder."""
        with self._database.atomic():
            for table in ("segments", "vectors"):
                self._database.conn.execute(
                    f"DELETE FROM {table} WHERE encoder_id = (SELECT id FROM encoders WHERE key = ?)",
                    (key,),
                )
            self._database.conn.execute("DELETE FROM encoders WHERE key = ?", (key,))

    def write(
        self,
        encoder_id: int,
        rows: Sequence[tuple[int, bytes, NDArray[np.float16]]],
        *,
        from_thumbnail: bool = False,
    ) -> None:
        """Write vectors, in place of older ones of the same photos, and commit.

        Args:
            encoder_id: From `encoder_id`.
            rows: Photo, digest of the picture, vector (float16, shape (dimensions,)).
            from_thumbnail: They were made from thumbnails, because the files are out of reach.
        """
        # Not IMMEDIATE: that would lock the attached catalogue too, which the caller is writing.
        with self._database.atomic():
            self._database.conn.executemany(
                "DELETE FROM vectors WHERE encoder_id = ? AND photo_id = ?",
                [(encoder_id, photo_id) for photo_id, _, _ in rows],
            )
            self._database.conn.executemany(
                "INSERT INTO vectors (encoder_id, photo_id, pixels_digest, from_thumbnail, vector) "
                "VALUES (?, ?, ?, ?, ?)",
                [
                    (encoder_id, photo_id, digest, from_thumbnail, vector.tobytes())
                    for photo_id, digest, vector in rows
                ],
            )

    def of_pictures(self, encoder_id: int, digests: Sequence[bytes]) -> dict[bytes, NDArray[np.float16]]:
        """Vectors made from the files of pictures with these digests."""
        rows = self._database.conn.execute(
            "SELECT pixels_digest, vector FROM vectors WHERE encoder_id = ? AND NOT from_thumbnail "
            f"AND pixels_digest IN ({','.join('?' * len(digests))})",
            (encoder_id, *digests),
        )
        return {digest: np.frombuffer(blob, dtype=np.float16) for digest, blob in rows}

    def of_photos(self, encoder_id: int, photo_ids: Sequence[int]) -> Mapping[int, Vectors]:
        """Vectors of some photos: float32, shape (dimensions,), by photo; missing ones left out."""
        rows = self._database.conn.execute(
            "SELECT photo_id, vector FROM vectors WHERE encoder_id = ? "
            f"AND photo_id IN ({','.join('?' * len(photo_ids))})",
            (encoder_id, *photo_ids),
        )
        return {id_: np.frombuffer(blob, dtype=np.float16).astype(np.float32) for id_, blob in rows}

    def spread(self, encoder_id: int, count: int) -> NDArray[np.float16]:
        """Vectors of about so many photos, evenly spread over all: float16, shape (n, dimensions)."""
        step = max(1, self.count(encoder_id) // count)
        rows = self._database.conn.execute(
            "SELECT vector FROM vectors WHERE encoder_id = ?1 AND photo_id IN "
            "(SELECT photo_id FROM vectors WHERE encoder_id = ?1 AND photo_id % ?2 = 0 LIMIT ?3)",
            (encoder_id, step, count),
        ).fetchall()
        flat = np.frombuffer(b"".join(blob for (blob,) in rows), dtype=np.float16)
        return flat.reshape(len(rows), -1) if rows else np.empty((0, 0), np.float16)

    def lacking(self, encoder_id: int) -> Lacking:
        """Photos that have no vector of what they show now, or only one made from their thumbnail."""
        rows = self._database.conn.execute(
            "SELECT c.photo_id, MAX(f.online) AS readable, v.seq IS NOT NULL FROM catalog.contents AS c "
            "JOIN catalog.places AS p ON p.content_id = c.id JOIN catalog.folders AS f ON f.id = p.folder_id "
            "LEFT JOIN vectors AS v ON v.encoder_id = ? AND v.photo_id = c.photo_id "
            "AND v.pixels_digest = c.pixels_digest "
            "WHERE p.state = 'ready' AND (v.seq IS NULL OR v.from_thumbnail) "
            "GROUP BY c.photo_id HAVING readable OR v.seq IS NULL ORDER BY c.photo_id",
            (encoder_id,),
        ).fetchall()
        table = np.array(rows, dtype=np.int64).reshape(-1, 3)
        readable = table[:, 1] == 1
        return Lacking(table[readable, 0], table[~readable, 0])

    def reconcile(self) -> int:
        """Delete vectors whose photo the catalogue does not have (a crash between two commits).

        Returns:
            How many.
        """
        with self._database.atomic():
            cursor = self._database.conn.execute(
                "DELETE FROM vectors WHERE photo_id NOT IN (SELECT id FROM catalog.photos)"
            )
        return cursor.rowcount

    def counts(self) -> dict[str, int]:
        """How many vectors there are, by the encoder's key."""
        rows = self._database.conn.execute(
            "SELECT key, COUNT(photo_id) FROM encoders "
            "LEFT JOIN vectors ON encoder_id = encoders.id GROUP BY key"
        )
        return dict(rows.fetchall())

    def count(self, encoder_id: int) -> int:
        """How many vectors there are of an encoder."""
        row = self._database.conn.execute(
            "SELECT COUNT(*) FROM vectors WHERE encoder_id = ?", (encoder_id,)
        ).fetchone()
        return int(row[0])

    def count_between(self, encoder_id: int, after: int) -> int:
        """How many vectors have a larger `seq`."""
        row = self._database.conn.execute(
            "SELECT COUNT(*) FROM vectors WHERE encoder_id = ? AND seq > ?", (encoder_id, after)
        ).fetchone()
        return int(row[0])

    def rows_between(
        self, encoder_id: int, after: int, until: int | None = None, batch: int = 8192
    ) -> Iterator[VectorRows]:
        """Vectors in the order they were written, in batches.

        Args:
            encoder_id: Whose.
            after: Only those with a larger `seq`.
            until: Only those with this `seq` or a smaller one.
            batch: Rows at a time.
        """
        cursor = self._database.conn.execute(
            "SELECT seq, photo_id, vector FROM vectors "
            "WHERE encoder_id = ? AND seq > ? AND seq <= ? ORDER BY seq",
            (encoder_id, after, until if until is not None else (1 << 63) - 1),
        )
        while rows := cursor.fetchmany(batch):
            yield _vector_rows(rows)

    def rows_of(self, encoder_id: int, seqs: Sequence[int]) -> list[VectorRows]:
        """Vectors with these `seq`, in batches; what has been replaced meanwhile is left out."""
        found = []
        for start in range(0, len(seqs), _AT_ONCE):
            some = seqs[start : start + _AT_ONCE]
            rows = self._database.conn.execute(
                "SELECT seq, photo_id, vector FROM vectors "
                f"WHERE encoder_id = ? AND seq IN ({','.join('?' * len(some))}) ORDER BY seq",
                (encoder_id, *some),
            ).fetchall()
            if rows:
                found.append(_vector_rows(rows))
        return found

    def data_version(self) -> tuple[int, int]:
        """Changes whenever another connection has committed to either database."""
        execute = self._database.conn.execute
        vectors = execute("PRAGMA main.data_version").fetchone()[0]
        return int(vectors), int(execute("PRAGMA catalog.data_version").fetchone()[0])

    # -- segments of the index -----------------------------------------------------------------

    def segments(self, encoder_id: int) -> list[Segment]:
        """The registered segments of an encoder, oldest first."""
        columns = Segment.__slots__
        rows = self._database.conn.execute(
            f"SELECT {', '.join(columns)} FROM segments WHERE encoder_id = ? ORDER BY first_seq",
            (encoder_id,),
        )
        return [Segment(*row) for row in rows]

    def replace_segments(self, encoder_id: int, old: Sequence[int], new: Sequence[Segment]) -> None:
        """Register new segments in place of old ones, in one commit."""
        columns = Segment.__slots__[1:]
        with self._database.atomic():
            self._database.conn.executemany("DELETE FROM segments WHERE id = ?", [(id_,) for id_ in old])
            self._database.conn.executemany(
                f"INSERT INTO segments (encoder_id, {', '.join(columns)}) "
                f"VALUES (?, {', '.join('?' * len(columns))})",
                [(encoder_id, *(getattr(segment, name) for name in columns)) for segment in new],
            )

    def segment_files(self) -> set[str]:
        """The files of all registered segments."""
        return {name for (name,) in self._database.conn.execute("SELECT file FROM segments")}


def _vector_rows(rows: list[tuple[int, int, bytes]]) -> VectorRows:
    seqs, photo_ids, blobs = zip(*rows, strict=True)
    flat = np.frombuffer(b"".join(blobs), dtype=np.float16)
    return VectorRows(np.array(seqs), np.array(photo_ids), flat.reshape(len(rows), -1))
