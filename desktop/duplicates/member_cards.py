"""Paints the files of a group as cards: the picture, whether it stays, and what tells it from the others."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPalette,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from core.imaging import THUMBNAIL_EDGE, ThumbnailStore
from core.paths import display
from core.search.duplicates import Group, Member
from desktop.duplicates import duplicate_wording as wording
from desktop.duplicates.group_models import MEMBER_ROLE, MemberModel
from desktop.grid.looks import Look, read_thumbnail
from desktop.parts.threads import Crew

_SMALLEST, _LARGEST = 168, 480
"""Edge of a picture on a card, logical pixels."""
_MARGIN = 10
_LINES = 7
_KEPT = 64
_RADIUS = 6.0
_WHOLE = Look(THUMBNAIL_EDGE, False, 0.0, 1.0)

Index = QModelIndex | QPersistentModelIndex


class CardPictures(QObject):
    """Thumbnails for the cards that are seen; the last few are kept.

    Args:
        store: Where they are.
        parent: Qt's owner.

    Signals:
        loaded: One more is there.
    """

    loaded = Signal()

    def __init__(self, store: ThumbnailStore, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._crew = Crew("cards", 1, self)
        self._kept: OrderedDict[bytes, QPixmap | None] = OrderedDict()

    def get(self, digest: bytes) -> QPixmap | None:
        """The thumbnail of a picture; None while it is read, or when there is none."""
        if digest not in self._kept:
            self._kept[digest] = None
            path = self._store.path(digest)

            def done(image: QImage | None) -> None:
                if image is not None:
                    self._kept[digest] = QPixmap.fromImage(image)
                    self.loaded.emit()

            self._crew.run(lambda: read_thumbnail(path, _WHOLE), done, lambda _: None)
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        return self._kept[digest]

    def close(self) -> None:
        """End the thread."""
        self._crew.close()


class CardDelegate(QStyledItemDelegate):
    """Paints one card, and takes clicks on whether it stays.

    Args:
        pictures: Thumbnails.
        group: Asked for the group that is shown.
        parent: Qt's owner.

    Attributes:
        edge: Of the pictures, logical pixels.
    """

    def __init__(
        self, pictures: CardPictures, group: Callable[[], Group | None], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._pictures = pictures
        self._group = group
        self.edge = _SMALLEST

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        """Qt: all cards have one size."""
        return QSize(self.edge + 2 * _MARGIN, self.edge + below(QFontMetrics(option.font)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Qt: paint a card."""
        member, group = index.data(MEMBER_ROLE), self._group()
        if not isinstance(member, Member) or group is None:
            return
        stays = index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
        painter.save()
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        self._paint_ground(painter, option)
        card = option.rect.adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
        picture = QRect(card.left(), card.top(), self.edge, self.edge)
        painter.setOpacity(1.0 if stays else 0.45)
        self._paint_picture(painter, picture, self._pictures.get(member.file.pixels_digest), option.palette)
        painter.setOpacity(1.0)
        self._paint_badge(painter, _badge(option), option, stays=stays)
        self._paint_words(painter, card.adjusted(0, self.edge + _MARGIN // 2, 0, 0), option, member, group)
        painter.restore()

    def editorEvent(
        self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        """Qt: a click on the badge, and Space, mark the file."""
        if isinstance(event, QMouseEvent):
            released = event.type() == QEvent.Type.MouseButtonRelease
            if not released or not _badge(option).contains(event.position().toPoint()):
                return False
        elif not isinstance(event, QKeyEvent) or event.key() != Qt.Key.Key_Space:
            return False
        stays = index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
        wanted = Qt.CheckState.Unchecked if stays else Qt.CheckState.Checked
        return model.setData(index, wanted, Qt.ItemDataRole.CheckStateRole)

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        state = QStyle.StateFlag
        if option.state & state.State_Selected:
            colour = QColor(option.palette.color(QPalette.ColorRole.Highlight))
            painter.setPen(colour)
            colour.setAlpha(40)
            painter.setBrush(colour)
            painter.drawRoundedRect(QRectF(option.rect).adjusted(2, 2, -2, -2), _RADIUS, _RADIUS)

    def _paint_picture(
        self, painter: QPainter, where: QRect, pixmap: QPixmap | None, palette: QPalette
    ) -> None:
        if pixmap is None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(palette.color(QPalette.ColorRole.AlternateBase))
            painter.drawRoundedRect(where, _RADIUS, _RADIUS)
            return
        size = pixmap.size().scaled(where.size(), Qt.AspectRatioMode.KeepAspectRatio)
        shown = QRect(where.topLeft(), size)
        shown.moveCenter(where.center())
        painter.drawPixmap(shown, pixmap)

    def _paint_badge(
        self, painter: QPainter, where: QRect, option: QStyleOptionViewItem, *, stays: bool
    ) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        role = QPalette.ColorRole.Highlight if stays else QPalette.ColorRole.Shadow
        ground = QColor(option.palette.color(role)) if stays else QColor(60, 60, 66, 220)
        painter.setBrush(ground)
        painter.drawRoundedRect(where, _RADIUS, _RADIUS)
        text = option.palette.color(QPalette.ColorRole.HighlightedText) if stays else QColor("#ffffff")
        painter.setPen(text)
        painter.setFont(_bold(option.font))
        said = wording.stays() if stays else wording.goes()
        painter.drawText(where, Qt.AlignmentFlag.AlignCenter, said)

    def _paint_words(
        self, painter: QPainter, where: QRect, option: QStyleOptionViewItem, member: Member, group: Group
    ) -> None:
        text, quiet = (
            option.palette.color(role)
            for role in (QPalette.ColorRole.Text, QPalette.ColorRole.PlaceholderText)
        )
        what, *rest = wording.facts(member, group)
        differ = wording.differing(group)
        lines = [(display(member.file.path.name), text, True), (what, text, False)]
        # What all have in common is said in a quiet voice.
        lines += [
            (line, text if number >= len(differ) or differ[number] else quiet, False)
            for number, line in enumerate(rest)
        ]
        high = QFontMetrics(option.font).lineSpacing()
        for number, (line, colour, strong) in enumerate(lines[:_LINES]):
            font = _bold(option.font) if strong else option.font
            painter.setFont(font)
            painter.setPen(colour)
            box = QRect(where.left(), where.top() + number * high, where.width(), high)
            elided = QFontMetrics(font).elidedText(line, Qt.TextElideMode.ElideMiddle, where.width())
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, elided)


class CardView(QListView):
    """The files of a group side by side, as large as there is room: two are seen whole, many in rows.

    Args:
        members: Which.
        pictures: Thumbnails.
        parent: Qt's owner.
    """

    def __init__(self, members: MemberModel, pictures: CardPictures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._delegate = CardDelegate(pictures, lambda: members.group, self)
        self.setModel(members)
        self.setItemDelegate(self._delegate)
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMovement(QListView.Movement.Static)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setAccessibleName(self.tr("Files of the group; Space marks one"))
        # A narrow window takes its width from the list beside: a card is of use only as a whole.
        self.setMinimumWidth(_SMALLEST + 2 * _MARGIN + 2 * self.frameWidth() + 24)
        pictures.loaded.connect(self.viewport().update)

    def fit(self) -> None:
        """Take the size at which all cards are seen at once, if there is one."""
        count = max(1, self.model().rowCount())
        room = self.viewport().size()
        high = below(self.fontMetrics())
        edges = [
            min(room.width() // columns - 2 * _MARGIN, room.height() // -(-count // columns) - high)
            for columns in range(1, count + 1)
        ]
        edge = max(_SMALLEST, min(max(edges) - 4, _LARGEST))
        # Qt keeps the bar where there is nothing to scroll, when it was there for larger cards.
        columns = max(1, room.width() // (edge + 2 * _MARGIN))
        fits = -(-count // columns) * (edge + high) <= room.height()
        policy = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(policy.ScrollBarAlwaysOff if fits else policy.ScrollBarAsNeeded)
        if edge != self._delegate.edge:
            self._delegate.edge = edge
            self.scheduleDelayedItemsLayout()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: there is more room, or less."""
        self.fit()
        super().resizeEvent(event)


def below(metrics: QFontMetrics) -> int:
    """Height of a card without its picture."""
    return 3 * _MARGIN + (_LINES + 1) * metrics.lineSpacing()


def _bold(font: QFont) -> QFont:
    bold = QFont(font)
    bold.setWeight(QFont.Weight.DemiBold)
    return bold


def _badge(option: QStyleOptionViewItem) -> QRect:
    """Where a card says whether it stays."""
    metrics = QFontMetrics(_bold(option.font))
    wide = max(map(metrics.horizontalAdvance, (wording.stays(), wording.goes()))) + 2 * _MARGIN
    return QRect(
        option.rect.left() + _MARGIN + 6, option.rect.top() + _MARGIN + 6, wide, metrics.height() + 6
    )
