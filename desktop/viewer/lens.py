"""Which part of a picture is seen through a window: fitted or zoomed, moved about, turned by quarters."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QTransform

_STEP = 1.25
_LARGEST = 8.0
_FIT_AT_MOST = 2.0
_ROUNDED = 0.5
"""What a picture that fits may be larger than its window, logical pixels."""

_WHOLE = QRectF(0, 0, 1, 1)


class Lens:
    """Pure geometry. Points and sizes of the window are logical pixels, those of the picture its own.

    Scales are device pixels of the screen to pixels of the photo: 1.0 is "100 %". What is said of
    the picture is said of it as it is turned, unless it is in parts of its width and height: these
    are of the upright picture.
    """

    def __init__(self) -> None:
        self._upright = QSizeF()
        self._window = QSizeF(1, 1)
        self._ratio = 1.0
        self._turns = 0
        self._scale: float | None = None  # None: fitted
        self._centre = QPointF()

    @property
    def is_empty(self) -> bool:
        """There is no picture."""
        return self._upright.isEmpty()

    @property
    def upright(self) -> QRectF:
        """The picture before it is turned, in its own pixels."""
        return QRectF(QPointF(), self._upright)

    @property
    def turns(self) -> int:
        """Quarters clockwise, 0 to 3."""
        return self._turns

    @property
    def fitted(self) -> bool:
        """The whole picture is seen."""
        return self._scale is None

    @property
    def fit_scale(self) -> float:
        """The scale at which it is."""
        if self.is_empty:
            return 1.0
        size = self._size
        across = self._ratio * self._window.width() / size.width()
        down = self._ratio * self._window.height() / size.height()
        return min(across, down, _FIT_AT_MOST * self._ratio)

    @property
    def scale(self) -> float:
        """The scale now."""
        return self.fit_scale if self._scale is None else self._scale

    @property
    def centre(self) -> QPointF:
        """What is in the middle of the window, in parts of the turned picture."""
        if self.is_empty:
            return QPointF()
        return QPointF(self._centre.x() / self._size.width(), self._centre.y() / self._size.height())

    def show(self, size: QSizeF, turns: int = 0) -> None:
        """Look at another picture, fitted.

        Args:
            size: Of the upright picture.
            turns: Quarters clockwise.
        """
        self._upright = QSizeF(size)
        self._turns = turns % 4
        self.fit()

    def set_window(self, size: QSizeF, ratio: float) -> None:
        """Look through another window.

        Args:
            size: Of the window.
            ratio: Device pixels in a logical one.
        """
        self._window = QSizeF(max(1.0, size.width()), max(1.0, size.height()))
        self._ratio = ratio
        self._keep_in_window()

    def turn(self, turns: int) -> None:
        """Turn the picture by quarters clockwise, and see all of it."""
        self._turns = (self._turns + turns) % 4
        self.fit()

    def fit(self) -> None:
        """See the whole picture."""
        self._scale = None
        self._keep_in_window()

    def magnify(self, factor: float, at: QPointF | None = None) -> None:
        """Zoom in, or out below 1; never farther out than the whole picture.

        Args:
            factor: Of the scale.
            at: The point of the window that stays where it is; None: the middle.
        """
        if self.is_empty:
            return
        wanted = min(max(_LARGEST, self.fit_scale), self.scale * factor)
        if wanted <= self.fit_scale:
            self.fit()
        else:
            self.set_scale(wanted, at)

    def zoom(self, steps: float, at: QPointF | None = None) -> None:
        """Zoom in by steps, or out when negative; see `magnify`."""
        self.magnify(_STEP**steps, at)

    def set_scale(self, scale: float, at: QPointF | None = None) -> None:
        """Zoom to a scale; a point of the window stays where it is."""
        point = self._middle if at is None else at
        before = self.to_photo(point)
        self._scale = scale
        self._centre += before - self.to_photo(point)
        self._keep_in_window()

    def pan(self, by: QPointF) -> None:
        """Move the window over the picture, by pixels of the window."""
        self._centre += by / self._logical
        self._keep_in_window()

    def can_pan(self, across: int, down: int) -> bool:
        """Whether the picture is larger than the window along the one direction that is not 0."""
        seen, window = self._size * self._logical, self._window
        if across:
            return seen.width() > window.width() + _ROUNDED
        return bool(down) and seen.height() > window.height() + _ROUNDED

    def look(self, centre: QPointF, magnification: float) -> None:
        """See the same as through another lens.

        Args:
            centre: As there.
            magnification: The scale there in relation to its `fit_scale`; at most 1: fitted.
        """
        if magnification <= 1 or self.is_empty:
            self.fit()
            return
        self._scale = magnification * self.fit_scale
        self._centre = QPointF(centre.x() * self._size.width(), centre.y() * self._size.height())
        self._keep_in_window()

    def to_photo(self, point: QPointF) -> QPointF:
        """The pixel of the turned picture that is seen at a point of the window."""
        return self._centre + (point - self._middle) / self._logical

    def target(self) -> QRectF:
        """Where the turned picture is, in the window."""
        return QRectF(self._middle - self._centre * self._logical, self._size * self._logical)

    def transform(self) -> QTransform:
        """From pixels of the upright picture to the window."""
        made = QTransform()
        target, scale = self.target(), self._logical
        # On whole pixels of the screen: at 100 % each pixel of the photo is one of them, and not two halves.
        corner = QPointF((target.topLeft() * self._ratio).toPoint()) / self._ratio
        made.translate(corner.x() + target.width() / 2, corner.y() + target.height() / 2)
        made.scale(scale, scale)
        made.rotate(90 * self._turns)
        made.translate(-self._upright.width() / 2, -self._upright.height() / 2)
        return made

    def seen(self) -> QRectF:
        """The part of the picture that is seen, in parts of its upright width and height."""
        if self.is_empty:
            return QRectF()
        back, _ = self.transform().inverted()
        seen = back.mapRect(QRectF(QPointF(), self._window))
        width, height = self._upright.width(), self._upright.height()
        part = QRectF(seen.x() / width, seen.y() / height, seen.width() / width, seen.height() / height)
        return part.intersected(_WHOLE)

    @property
    def _size(self) -> QSizeF:
        return self._upright.transposed() if self._turns % 2 else self._upright

    @property
    def _middle(self) -> QPointF:
        return QPointF(self._window.width() / 2, self._window.height() / 2)

    @property
    def _logical(self) -> float:
        """Logical pixels of the window to pixels of the picture."""
        return self.scale / self._ratio

    def _keep_in_window(self) -> None:
        """No margin beside the picture while there is more of it on the other side."""
        scale, size = self._logical, self._size
        middle = []
        for length, window, centre in (
            (size.width(), self._window.width(), self._centre.x()),
            (size.height(), self._window.height(), self._centre.y()),
        ):
            half = window / 2 / scale
            fits = length <= 2 * half or self._scale is None
            middle.append(length / 2 if fits else min(max(centre, half), length - half))
        self._centre = QPointF(*middle)
