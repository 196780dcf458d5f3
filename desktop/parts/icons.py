"""Fovea's own icons, drawn as SVG so that they are sharp at any scale and take any colour."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

_STROKE = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" '
    'color="{colour}" stroke="{colour}" '
    'stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round">{body}</svg>'
)

_SHAPES = {
    "search": '<circle cx="10.5" cy="10.5" r="6"/><path d="M15 15l5 5"/>',
    "clear": '<path d="M7 7l10 10M17 7L7 17"/>',
    "more": '<path d="M12 5.5v13M5.5 12h13"/>',
    "less": '<path d="M5.5 12h13"/>',
    "tick": '<path d="M5 12.5l4.5 4.5L19 7.5"/>',
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
    "turn": '<path d="M18 9.5a7 7 0 1 0 1 5M18.5 4.5v5h-5"/>',
    "info": '<circle cx="12" cy="12" r="8.5"/><path d="M12 11v5.5M12 7.6v.1"/>',
    "slides": '<rect x="3.5" y="5" width="17" height="14" rx="2.5"/><path d="M10 9v6l5-3z"/>',
    "strip": '<rect x="3.5" y="4.5" width="17" height="9.5" rx="2"/>'
    '<path d="M4.5 18.5h3M10.5 18.5h3M16.5 18.5h3"/>',
    "compare": '<rect x="3.5" y="5" width="7.5" height="14" rx="2"/>'
    '<rect x="13" y="5" width="7.5" height="14" rx="2"/>',
    "shuffle": '<path d="M4 7.5h3l8.5 9H20M17 13.5l3 3-3 3M4 16.5h3l2.2-2.3M13 '
    '10l2.5-2.5H20M17 4.5l3 3-3 3"/>',
    "trash": '<path d="M5 7h14M10 4.5h4M7 7l.8 12.5h8.4L17 7M10.5 10.5v5.5M13.5 10.5v5.5"/>',
    "swap": '<path d="M5 9h13M14.5 5.5L18 9l-3.5 3.5M19 15.5H6M9.5 12L6 15.5 9.5 19"/>',
    "heart": '<path d="M12 19.5C5.5 15 3.5 11.7 3.5 9A4.3 4.3 0 0 1 12 7.6 4.3 4.3 0 0 1 '
    '20.5 9c0 2.7-2 6-8.5 10.5z"/>',
    "heart-full": '<path fill="currentColor" d="M12 19.5C5.5 15 3.5 11.7 3.5 9A4.3 4.3 0 0 1 '
    '12 7.6 4.3 4.3 0 0 1 20.5 9c0 2.7-2 6-8.5 10.5z"/>',
    "star": '<path d="M12 4l2.4 5.1 5.6.7-4.1 3.9 1 5.6L12 16.6l-4.9 2.7 1-5.6L4 9.8l5.6-.7z"/>',
    "star-full": '<path fill="currentColor" d="M12 4l2.4 5.1 5.6.7-4.1 3.9 1 5.6L12 '
    '16.6l-4.9 2.7 1-5.6L4 9.8l5.6-.7z"/>',
    "light": '<circle cx="12" cy="12" r="4"/><path d="M12 3.5v2M12 18.5v2M3.5 12h2M18.5 12h2M6 6l1.4 1.4'
    'M16.6 16.6L18 18M18 6l-1.4 1.4M7.4 16.6L6 18"/>',
    "shield": '<path d="M12 3.5l7 2.5v5c0 4.6-2.8 7.9-7 9.5-4.2-1.6-7-4.9-7-9.5V6z"/>',
    "disk": '<ellipse cx="12" cy="6.5" rx="7.5" ry="3"/><path d="M4.5 6.5v11c0 1.7 3.4 3 7.5 3s7.5-1.3 7.5-3'
    'v-11M4.5 12c0 1.7 3.4 3 7.5 3s7.5-1.3 7.5-3"/>',
    "gear": '<circle cx="12" cy="12" r="3"/><path d="M12 3.5v3M12 17.5v3M3.5 12h3M17.5 12h3M6 6l2.1 2.1'
    'M15.9 15.9L18 18M18 6l-2.1 2.1M8.1 15.9L6 18"/>',
    "bookmark": '<path d="M7 4.5h10v15l-5-4-5 4z"/>',
    "bookmarked": '<path d="M7 4.5h10v15l-5-4-5 4z" fill="currentColor"/>',
    "history": '<circle cx="12" cy="12" r="8"/><path d="M12 7.5V12l3 2"/>',
    "place": '<path d="M12 20.5c4-4.6 6-7.7 6-10.3a6 6 0 1 0-12 0c0 2.6 2 5.7 6 10.3z"/>'
    '<circle cx="12" cy="10" r="2"/>',
    "camera": '<path d="M4 8.5a2 2 0 0 1 2-2h2l1.3-2h5.4l1.3 2h2a2 2 0 0 1 2 2v8a2 2 0 0 1-2 '
    '2H6a2 2 0 0 1-2-2z"/>'
    '<circle cx="12" cy="12.3" r="3.2"/>',
    "tag": '<path d="M4.5 12V5.5a1 1 0 0 1 1-1H12l7.5 7.5-7.5 7.5z"/><circle cx="8.5" cy="8.5" r="1"/>',
    "album": '<rect x="4" y="8.5" width="16" height="11" rx="2.5"/><path d="M6.5 5.2h11"/>',
    "rest": '<path d="M6 12v.1M12 12v.1M18 12v.1"/>',
    "open": '<path d="M5 9.5l7 7 7-7"/>',
    "export": '<path d="M12 14.5V4.5M8.5 8L12 4.5 15.5 8M5 13.5V18a1.5 1.5 0 0 0 1.5 1.5h11'
    'A1.5 1.5 0 0 0 19 18v-4.5"/>',
    "side_bar": '<rect x="3.5" y="5" width="17" height="14" rx="2.5"/><path d="M9.5 5v14"/>',
    "warning": '<path d="M12 4.5l8.5 15h-17z"/><path d="M12 10.5v4M12 17v.1"/>',
}

_MIRRORED = {"back": "next", "previous": "next", "next": "previous"}
"""What leads on, and back, where one reads from the right."""

# An eye that is a lens: the ring of the iris, and off its centre the pit where sight is sharpest.
APPLICATION_SVG = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 128 128">
<defs><linearGradient id="a" x1="0" y1="0" x2="1" y2="1"><stop offset="0" stop-color="#5b78ff"/>
<stop offset="1" stop-color="#2a3fa8"/></linearGradient>
<radialGradient id="b" cx=".42" cy=".4" r=".7"><stop offset="0" stop-color="#fff5d6"/>
<stop offset=".55" stop-color="#ffc65c"/><stop offset="1" stop-color="#f2813a"/></radialGradient></defs>
<rect x="6" y="6" width="116" height="116" rx="28" fill="url(#a)"/>
<path d="M16 64c13-22 30-33 48-33s35 11 48 33c-13 22-30 33-48 33S29 86 16 64z" fill="#fff"/>
<circle cx="64" cy="64" r="27" fill="#1b2a78"/><circle cx="64" cy="64" r="20" fill="url(#b)"/>
<circle cx="64" cy="64" r="8.5" fill="#1b2a78"/><circle cx="71" cy="57" r="4.5" fill="#fff"/></svg>"""
"""The icon of the application."""


def pixmap(name: str, colour: str, edge: int, ratio: float = 1.0) -> QPixmap:
    """One icon as a picture.

    Args:
        name: Of the shape.
        colour: "#rrggbb".
        edge: Logical pixels.
        ratio: Device pixels in a logical one.
    """
    if QGuiApplication.isRightToLeft():
        name = _MIRRORED.get(name, name)
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
    return _draw(APPLICATION_SVG, edge, ratio)


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
