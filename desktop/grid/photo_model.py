"""The answer of a search as an item model: ids at once, facts when they are looked at."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from core.library import Photo
from core.paths import display
from core.search import Reason, Stacks
from desktop.ask.reason_wording import matched
from desktop.parts.photo_wording import (
    alternative_text,
    description,
    headline,
    place,
    rating,
    remarks,
    stars,
    taken,
)
from desktop.parts.prose import tool_tip

PHOTO_ROLE = Qt.ItemDataRole.UserRole
"""The `Photo` of a row, or None when it is gone."""
ID_ROLE = Qt.ItemDataRole.UserRole + 1
"""The photo's id, an int."""
SCORE_ROLE = Qt.ItemDataRole.UserRole + 2
"""Similarity with the question, a float; None when nothing was ranked."""

Index = QModelIndex | QPersistentModelIndex

# One query for a chunk takes some milliseconds; a window shows one to three of them.
_CHUNK = 64
_CHUNKS_KEPT = 24
"""Unless more rows are seen at once; a photo's facts take 2 to 3 KB."""
_NOWHERE = QModelIndex()


class PhotoModel(QAbstractListModel):
    """Photos in the order of an answer. A million rows are a million int64 and nothing more.

    Args:
        fetch: Facts of photos by their ids, in that order; those that are gone are left out.
        parent: Qt's owner.

    Attributes:
        stacks: Which photos are folded behind which, by their ids; set with each answer.
        probabilities: Of the rows that were ranked, that they are what was asked for: float32, NaN where
            nobody can tell; set with each.
        reasons: Why photos are in the answer, by their ids; set with each.
    """

    def __init__(self, fetch: Callable[[Sequence[int]], list[Photo]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._fetch = fetch
        self._ids: NDArray[np.int64] = np.empty(0, np.int64)
        self._scores: NDArray[np.float32] = np.empty(0, np.float32)
        self._count = 0
        self.stacks: Stacks = {}
        self.probabilities: NDArray[np.float32] = np.empty(0, np.float32)
        self.reasons: Mapping[int, Reason] = {}
        self._chunks: OrderedDict[int, dict[int, Photo]] = OrderedDict()
        self._chunks_in_sight = 3
        self._chunks_kept = _CHUNKS_KEPT

    def behind(self, row: int) -> int | None:
        """How many photos are folded behind the one of a row: 0 when they lie open, None when it has none."""
        below = self.stacks.get(int(self._ids[row])) if self.stacks else None
        return None if below is None else len(below)

    @property
    def photo_ids(self) -> NDArray[np.int64]:
        """The ids, int64, shape (rows,)."""
        return self._ids

    def show(self, photo_ids: NDArray[np.int64], scores: NDArray[np.float32]) -> bool:
        """Take a new answer.

        Args:
            photo_ids: int64, shape (n,).
            scores: float32, shape (n,), or empty.

        Returns:
            Whether other rows are shown than before.
        """
        if np.array_equal(photo_ids, self._ids):
            self._scores = scores
            self.refetch()
            return False
        self.beginResetModel()
        self._ids, self._scores, self._count = photo_ids, scores, len(photo_ids)
        self._chunks.clear()
        self.endResetModel()
        return True

    def refetch(self) -> None:
        """Read the facts again, for something may have become offline or been moved.

        Those that were asked for last are compared, and only rows that differ are told as changed; others
        are read when somebody asks for them.
        """
        latest = list(self._chunks.items())[-self._chunks_in_sight :]
        self._chunks.clear()
        for number, before in latest:
            chunk = self._read(number)
            rows = range(number * _CHUNK, min(self._count, (number + 1) * _CHUNK))
            for row in rows:
                photo_id = int(self._ids[row])
                if before.get(photo_id) != chunk.get(photo_id):
                    self.dataChanged.emit(self.index(row), self.index(row))

    def photo(self, row: int) -> Photo | None:
        """Facts of a row; None when the photo is gone meanwhile."""
        if not 0 <= row < self._count:
            return None
        chunk = self._chunks.get(row // _CHUNK)
        if chunk is None:
            chunk = self._read(row // _CHUNK)
        return chunk.get(int(self._ids[row]))

    def is_read(self, row: int) -> bool:
        """Whether the facts of a row are at hand, so that asking for them takes no time."""
        return row // _CHUNK in self._chunks

    def unread(self, rows: range) -> range:
        """From the first to the last of some rows whose facts are not at hand."""
        unread = [number for number in _chunks(rows) if number not in self._chunks]
        if not unread:
            return range(0)
        return range(max(rows.start, unread[0] * _CHUNK), min(rows.stop, (unread[-1] + 1) * _CHUNK))

    def read(self, rows: range, seconds: float) -> bool:
        """Read facts that will be asked for.

        Args:
            rows: Of which rows.
            seconds: Begin no query after this time; the first is made in any case.

        Returns:
            Whether all are at hand.
        """
        until, done = time.perf_counter() + seconds, False
        for number in _chunks(rows):
            if number in self._chunks:
                self._chunks.move_to_end(number)
                continue
            if done and time.perf_counter() > until:
                return False
            self._read(number)
            done = True
        return True

    def set_in_sight(self, rows: int) -> None:
        """Say how many rows are seen at once; the facts of a few times as many are kept."""
        self._chunks_in_sight = rows // _CHUNK + 2
        self._chunks_kept = max(_CHUNKS_KEPT, 4 * self._chunks_in_sight)

    def facts(self, photo_ids: Sequence[int]) -> list[Photo]:
        """Facts of any photos of the library, in the answer or not."""
        return self._fetch(photo_ids)

    def score_text(self, row: int) -> str:
        """How well the photo of a row matches: in percent, else its similarity; "" when it was not ranked."""
        if row < len(self.probabilities) and not np.isnan(self.probabilities[row]):
            return f"{100 * self.probabilities[row]:.0f} %"
        return f"{self._scores[row]:.2f}" if row < len(self._scores) else ""

    def row_of(self, photo_id: int) -> int | None:
        """The row of a photo; None when it is not in the answer."""
        rows = np.flatnonzero(self._ids == photo_id)
        return int(rows[0]) if len(rows) else None

    def rows_of(self, photo_ids: Sequence[int]) -> list[int]:
        """The rows of those photos that are in the answer, ascending."""
        rows: list[int] = np.flatnonzero(np.isin(self._ids, photo_ids)).tolist()
        return rows

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Qt: how many photos."""
        return 0 if parent.isValid() else self._count

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Qt: photos can be chosen and dragged."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flag = Qt.ItemFlag
        return flag.ItemIsEnabled | flag.ItemIsSelectable | flag.ItemIsDragEnabled | flag.ItemNeverHasChildren

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Qt: what is known of a photo."""
        row = index.row()
        if not index.isValid() or row >= self._count:
            return None
        if role == ID_ROLE:
            return int(self._ids[row])
        if role == SCORE_ROLE:
            return float(self._scores[row]) if row < len(self._scores) else None
        if role not in _TEXT_ROLES and role != PHOTO_ROLE:
            return None
        photo = self.photo(row)
        if role == PHOTO_ROLE:
            return photo
        return self.tr("This photo is gone") if photo is None else self._text(photo, row, role)

    def _read(self, number: int) -> dict[int, Photo]:
        """Read the facts of a chunk of rows."""
        ids = self._ids[number * _CHUNK : (number + 1) * _CHUNK].tolist()
        chunk = self._chunks[number] = {photo.id: photo for photo in self._fetch(ids)}
        while len(self._chunks) > self._chunks_kept:
            self._chunks.popitem(last=False)
        return chunk

    def _text(self, photo: Photo, row: int, role: int) -> str:
        name = display(photo.path.name)
        if role == Qt.ItemDataRole.DisplayRole:
            return name
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return ", ".join(filter(None, (taken(photo), place(photo))))
        heard = role == Qt.ItemDataRole.AccessibleTextRole
        lines = [
            alternative_text(photo) if heard else headline(photo) or description(photo),
            name,
            "" if heard else taken(photo),
            "" if heard else place(photo),
            (rating(photo.rating) if heard else stars(photo)) if photo.rating else "",
            display(photo.path.parent),
            *remarks(photo),
            self._stacked(row),
            self._matched(photo.id),
        ]
        said = [line for line in lines if line]
        return ", ".join(said) if heard else tool_tip("\n".join(said))

    def _matched(self, photo_id: int) -> str:
        reason = self.reasons.get(photo_id)
        return matched(reason) if reason else ""

    def _stacked(self, row: int) -> str:
        behind = self.behind(row)
        if not behind:
            return ""
        if behind == 1:
            return self.tr("1 more that looks the same")
        return self.tr("{count} more that look the same").format(count=behind)


_TEXT_ROLES = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.AccessibleTextRole,
    Qt.ItemDataRole.AccessibleDescriptionRole,
)


def _chunks(rows: range) -> range:
    """The chunks that some rows are in."""
    return range(rows.start // _CHUNK, -(-rows.stop // _CHUNK)) if rows else range(0)
