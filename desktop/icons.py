"""Fovea's own icons, drawn as SVG so that they are sharp at any scale and take any colour."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

_STROKE = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" stroke="{colour}" '
    'stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round">{body}</svg>'
)

_SHAPES = {
    "search": '<circle cx="10.5" cy="10.5" r="6"/><path d="M15 15l5 5"/>',
    "clear": '<path d="M7 7l10 10M17 7L7 17"/>',
    "more": '<path d="M12 5.5v13M5.5 12h13"/>',
    "less": '<path d="M5.5 12h13"/>',
    "words": '<path d="M5.5 7V5.5h13V7M12 5.5v13M9.5 18.5h5"/>',
    "menu": '<path d="M4.5 7h15M4.5 12h15M4.5 17h15"/>',
    "pause": '<path d="M9 6v12M15 6v12"/>',
    "resume": '<path d="M8 5.5v13l10.5-6.5z"/>',
    "back": '<path d="M14.5 5l-7 7 7 7"/>',
    "previous": '<path d="M14.5 5l-7 7 7 7"/>',
    "next": '<path d="M9.5 5l7 7-7 7"/>',
    "similar": '<rect x="4" y="4" width="11" height="11" rx="2"/><path d="M9 19.5h8.5a2 2 0 0 0 2-2V9"/>',
    "why": '<rect x="3.5" y="5" width="17" height="14" rx="2.5"/><rect x="11" y="8" width="6.5" height="5.5" '
    'rx="1"/><path d="M6.5 16h4"/>',
    "fullscreen": '<path d="M4.5 9V4.5H9M15 4.5h4.5V9M19.5 15v4.5H15M9 19.5H4.5V15"/>',
    "folder": '<path d="M3.5 7.5a2 2 0 0 1 2-2h4l2 2.5h7a2 2 0 0 1 2 2V17a2 2 0 0 1-2 2h-13'
    'a2 2 0 0 1-2-2z"/>',
    "photos": '<rect x="3.5" y="5" width="17" height="14" rx="2.5"/><circle cx="8.5" cy="10" r="1.6"/>'
    '<path d="M4.5 17l5-4.5 3.5 3 3-2.5 4 4"/>',
    "smaller": '<rect x="8" y="8" width="8" height="8" rx="1.5"/>',
    "larger": '<rect x="4.5" y="4.5" width="15" height="15" rx="2.5"/>',
    "offline": '<path d="M4 4l16 16M7 9a5 5 0 0 0-.5 9.9H16M19.5 17A4 4 0 0 0 17 10.1 '
    '5.5 5.5 0 0 0 10 7.3"/>',
    "broken": '<rect x="3.5" y="5" width="17" height="14" rx="2.5"/>'
    '<path d="M10 9.5l4.5 5M14.5 9.5L10 14.5"/>',
    "film": '<circle cx="12" cy="12" r="8"/><path d="M10.2 8.8v6.4l5-3.2z"/>',
    "panorama": '<path d="M1.5 6q10.5 4 21 0v12q-10.5-4-21 0z"/>',
    "warning": '<path d="M12 4.5l8.5 15h-17z"/><path d="M12 10.5v4M12 17v.1"/>',
}

# An eye that is a lens: the ring of the iris, and off its centre the pit where sight is sharpest.
_APPLICATION = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 128 128">
<defs><linearGradient id="a" x1="0" y1="0" x2="1" y2="1"><stop offset="0" stop-color="#5b78ff"/>
<stop offset="1" stop-color="#2a3fa8"/></linearGradient>
<radialGradient id="b" cx=".42" cy=".4" r=".7"><stop offset="0" stop-color="#fff5d6"/>
<stop offset=".55" stop-color="#ffc65c"/><stop offset="1" stop-color="#f2813a"/></radialGradient></defs>
<rect x="6" y="6" width="116" height="116" rx="28" fill="url(#a)"/>
<path d="M16 64c13-22 30-33 48-33s35 11 48 33c-13 22-30 33-48 33S29 86 16 64z" fill="#fff"/>
<circle cx="64" cy="64" r="27" fill="#1b2a78"/><circle cx="64" cy="64" r="20" fill="url(#b)"/>
<circle cx="64" cy="64" r="8.5" fill="#1b2a78"/><circle cx="71" cy="57" r="4.5" fill="#fff"/></svg>"""


def pixmap(name: str, colour: str, edge: int, ratio: float = 1.0) -> QPixmap:
    """One icon as a picture.

    Args:
        name: Of the shape.
        colour: "#rrggbb".
        edge: Logical pixels.
        ratio: Device pixels in a logical one.
    """
    return _draw(_STROKE.format(colour=QColor(colour).name(), body=_SHAPES[name]), edge, ratio)


def icon(name: str, colour: str, edge: int = 20) -> QIcon:
    """One icon, at once and twice its size."""
    result = QIcon()
    for ratio in (1.0, 2.0):
        result.addPixmap(pixmap(name, colour, edge, ratio))
    return result


def application_icon() -> QIcon:
    """The icon of the application."""
    result = QIcon()
    for edge in (16, 24, 32, 48, 64, 128, 256):
        result.addPixmap(application_pixmap(edge))
    return result


def application_pixmap(edge: int, ratio: float = 1.0) -> QPixmap:
    """The application's icon as a picture."""
    return _draw(_APPLICATION, edge, ratio)


def _draw(svg: str, edge: int, ratio: float) -> QPixmap:
    renderer = QSvgRenderer(QByteArray(svg.encode()))
    result = QPixmap(round(edge * ratio), round(edge * ratio))
    result.setDevicePixelRatio(ratio)
    result.fill(Qt.GlobalColor.transparent)
    painter = QPainter(result)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    renderer.render(painter, QRectF(0, 0, edge, edge))
    painter.end()
    return result
