"""Which pictures look the same: their fingerprints, and the pairs that were found.

All of it belongs to pictures, not to photos, so that it survives moves and copies, and lies beside
the vectors, because like them it can be made again.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sqlite_utils import Database


@dataclass(frozen=True, slots=True)
class Look:
    """What is kept of one picture.

    Attributes:
        pixels_digest: Which.
        fingerprint: As `core.imaging.fingerprint` makes it.
        sharpness: Compares pictures of one scene; without a unit.
    """

    pixels_digest: bytes
    fingerprint: bytes
    sharpness: float


@dataclass(frozen=True, slots=True)
class Looks:
    """A batch of what is kept, with one encoder's vectors.

    Attributes:
        seqs: int64, shape (n,), ascending.
        fingerprints: Of each picture.
        vectors: float16, shape (n, dimensions); zero where there is none.
    """

    seqs: NDArray[np.int64]
    fingerprints: list[bytes]
    vectors: NDArray[np.float16]


@dataclass(frozen=True, slots=True)
class Link:
    """Two pictures that show the same thing.

    Attributes:
        one: `seq` of the later look.
        other: Of the earlier one.
        same: They are one picture, changed; else two of one scene.
        strength: How sure that is, 0 to 1.
    """

    one: int
    other: int
    same: bool
    strength: float


@dataclass(frozen=True, slots=True)
class LikePictures:
    """A link, as digests.

    Attributes:
        pictures: `pixels_digest` of both.
        same: As in `Link`.
        strength: As in `Link`.
    """

    pictures: tuple[bytes, bytes]
    same: bool
    strength: float


class Likeness:
    """Rooms of vectors.db, with the catalogue attached for joins."""

    def __init__(self, database: Database) -> None:
        self._database = database

    # -- making it -----------------------------------------------------------------------------

    def unseen(self, limit: int) -> list[bytes]:
        """Digests of pictures that are shown and have no fingerprint yet, the newest contents first."""
        rows = self._database.conn.execute(
            "SELECT pixels_digest FROM catalog.contents AS c "
            "WHERE NOT EXISTS (SELECT 1 FROM looks WHERE looks.pixels_digest = c.pixels_digest) "
            "AND EXISTS (SELECT 1 FROM catalog.places WHERE content_id = c.id AND state = 'ready') "
            "ORDER BY c.id DESC LIMIT ?",
            (limit,),
        )
        return list(dict.fromkeys(digest for (digest,) in rows))

    def keep(self, looks: Sequence[Look]) -> None:
        """Keep fingerprints; those of pictures that have one already stay as they are."""
        with self._database.atomic():
            self._database.conn.executemany(
                "INSERT OR IGNORE INTO looks (pixels_digest, fingerprint, sharpness) VALUES (?, ?, ?)",
                [(look.pixels_digest, look.fingerprint, look.sharpness) for look in looks],
            )

    def uncompared(self, encoder_id: int, limit: int) -> Looks | None:
        """The earliest looks that were not compared with those before them; None when there are none."""
        return self._looks("compared = 0 ORDER BY seq LIMIT ?", encoder_id, (limit,))

    def before(self, encoder_id: int, seq: int, batch: int = 4096) -> Iterator[Looks]:
        """All looks with a smaller `seq`, in batches, latest first."""
        while looks := self._looks("seq < ? ORDER BY seq DESC LIMIT ?", encoder_id, (seq, batch)):
            yield looks
            seq = int(looks.seqs[0])

    def link(self, compared: NDArray[np.int64], links: Sequence[Link]) -> None:
        """Write down what comparing some looks with all earlier ones found."""
        with self._database.atomic():
            self._database.conn.executemany(
                "INSERT OR REPLACE INTO likenesses (one, other, same, strength) VALUES (?, ?, ?, ?)",
                [(link.one, link.other, link.same, link.strength) for link in links],
            )
            self._database.conn.executemany(
                "UPDATE looks SET compared = 1 WHERE seq = ?", [(seq,) for seq in compared.tolist()]
            )

    def forget_unknown(self) -> int:
        """Delete the fingerprints of pictures that no content shows any more; returns how many."""
        with self._database.atomic():
            gone = self._database.conn.execute(
                "DELETE FROM looks WHERE pixels_digest NOT IN (SELECT pixels_digest FROM catalog.contents)"
            ).rowcount
            if gone:
                for column in ("one", "other"):
                    self._database.conn.execute(
                        f"DELETE FROM likenesses WHERE {column} NOT IN (SELECT seq FROM looks)"
                    )
        return gone

    # -- asking --------------------------------------------------------------------------------

    def waiting(self) -> int:
        """How many pictures are shown and were not compared yet."""
        row = self._database.conn.execute(
            "SELECT COUNT(DISTINCT pixels_digest) FROM catalog.contents AS c WHERE NOT EXISTS "
            "(SELECT 1 FROM looks WHERE looks.pixels_digest = c.pixels_digest AND compared) "
            "AND EXISTS (SELECT 1 FROM catalog.places WHERE content_id = c.id AND state = 'ready')"
        ).fetchone()
        return int(row[0])

    def links(self) -> list[LikePictures]:
        """All pairs of pictures, the strongest first."""
        return [
            LikePictures((one, other), bool(same), strength)
            for one, other, same, strength in self._database.conn.execute(
                "SELECT a.pixels_digest, b.pixels_digest, same, strength FROM likenesses "
                "JOIN looks AS a ON a.seq = one JOIN looks AS b ON b.seq = other "
                "ORDER BY strength DESC, one, other"
            )
        ]

    def sharpness(self, digests: Sequence[bytes]) -> dict[bytes, float]:
        """How sharp some pictures are; those without a fingerprint are left out."""
        found: dict[bytes, float] = {}
        for start in range(0, len(digests), 500):
            some = digests[start : start + 500]
            found |= dict(
                self._database.conn.execute(
                    "SELECT pixels_digest, sharpness FROM looks "
                    f"WHERE pixels_digest IN ({','.join('?' * len(some))})",
                    some,
                ).fetchall()
            )
        return found

    def among(self, photo_ids: Sequence[int]) -> list[tuple[int, int, float]]:
        """Which of these photos look the same: pairs of them and how sure that is, in no order.

        Args:
            photo_ids: A few hundred.
        """
        # From photos to pictures to links, by indexes all the way.
        rows = self._database.conn.execute(
            "WITH asked AS MATERIALIZED (SELECT c.photo_id, looks.seq "
            "FROM json_each(?) CROSS JOIN catalog.contents AS c ON c.photo_id = json_each.value "
            "CROSS JOIN looks ON looks.pixels_digest = c.pixels_digest) "
            "SELECT a.photo_id, b.photo_id, strength FROM asked AS a CROSS JOIN likenesses ON one = a.seq "
            "JOIN asked AS b ON b.seq = other WHERE a.photo_id <> b.photo_id "
            "UNION SELECT a.photo_id, b.photo_id, 1.0 FROM asked AS a JOIN asked AS b ON b.seq = a.seq "
            "WHERE a.photo_id < b.photo_id",
            (json.dumps([int(photo_id) for photo_id in photo_ids]),),
        )
        return rows.fetchall()

    def _looks(self, where: str, encoder_id: int, parameters: tuple[int, ...]) -> Looks | None:
        rows = self._database.conn.execute(
            "SELECT seq, fingerprint, (SELECT vector FROM vectors WHERE encoder_id = ? "
            "AND vectors.pixels_digest = looks.pixels_digest LIMIT 1) "
            f"FROM looks WHERE {where}",
            (encoder_id, *parameters),
        ).fetchall()
        if not rows:
            return None
        rows.sort()
        seqs, fingerprints, blobs = zip(*rows, strict=True)
        octets = max((len(blob) for blob in blobs if blob), default=0)
        flat = np.frombuffer(b"".join(blob or bytes(octets) for blob in blobs), np.float16)
        return Looks(np.array(seqs), list(fingerprints), flat.reshape(len(rows), octets // 2))
