"""How Fovea looks, light and dark. Follows the system unless the person chose one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from desktop.parts.control_style import control_style
from desktop.parts.stylesheet import stylesheet


class Appearance(StrEnum):
    """What the person chose."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True)
class Colours:
    """The colours of one appearance, as #rrggbb.

    Attributes:
        dark: Whether this is the dark one.
        ground: Behind the photos.
        chrome: Bars, dialogs.
        field: Inside input fields and lists.
        raised: Buttons, chips.
        hover: What the pointer is over.
        line: Hairlines and borders.
        text: Main text; at least 7:1 on ground and chrome.
        quiet: Secondary text; at least 4.5:1.
        accent: Selection, focus, progress.
        on_accent: Text on the accent.
        placeholder: A photo that is still loading.
        warning: Something needs attention.
        notice: Ground of a banner.
    """

    dark: bool
    ground: str
    chrome: str
    field: str
    raised: str
    hover: str
    line: str
    text: str
    quiet: str
    accent: str
    on_accent: str
    placeholder: str
    warning: str
    notice: str


LIGHT = Colours(
    dark=False,
    ground="#ffffff",
    chrome="#f7f7f9",
    field="#ffffff",
    raised="#ffffff",
    hover="#ececf0",
    line="#dedee4",
    text="#1c1c21",
    quiet="#63636e",
    accent="#3d5bd9",
    on_accent="#ffffff",
    placeholder="#eeeef2",
    warning="#a34a00",
    notice="#fff5e5",
)

DARK = Colours(
    dark=True,
    ground="#17171a",
    chrome="#202024",
    field="#2a2a2f",
    raised="#313137",
    hover="#3a3a41",
    line="#3a3a42",
    text="#f2f2f5",
    quiet="#a6a6b2",
    accent="#8aa0ff",
    on_accent="#12131a",
    placeholder="#26262b",
    warning="#ffb266",
    notice="#3a2f20",
)


_kept: list[QObject] = []


def contrasting(colours: Colours) -> Colours:
    """The same with more contrast: nothing is quiet, and what is bordered is seen to be."""
    if colours.dark:
        return replace(
            colours,
            ground="#000000",
            chrome="#000000",
            field="#000000",
            raised="#1a1a1a",
            line="#c8c8c8",
            text="#ffffff",
            quiet="#ffffff",
            accent="#ffd54a",
            on_accent="#000000",
            notice="#000000",
        )
    return replace(
        colours,
        chrome="#ffffff",
        line="#303030",
        text="#000000",
        quiet="#000000",
        accent="#0a2a9e",
        warning="#7a2f00",
        notice="#ffffff",
    )


class Theme(QObject):
    """Applies the colours and follows the system: light or dark, and with how much contrast.

    Signals:
        changed: Other colours apply now.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.colours = LIGHT
        self._appearance = Appearance.SYSTEM
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._apply)
        hints.accessibility().contrastPreferenceChanged.connect(self._apply)
        # When PySide 6.11 lets go of the one, the other counts as deleted for ever.
        _kept[:] = [hints, hints.accessibility()]

    @property
    def appearance(self) -> Appearance:
        """What the person chose."""
        return self._appearance

    def choose(self, appearance: Appearance) -> None:
        """Take the system's appearance, or one of our own."""
        self._appearance = appearance
        self._apply()

    def _apply(self) -> None:
        dark = self._appearance is Appearance.DARK or (
            self._appearance is Appearance.SYSTEM
            and QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
        )
        self.colours = DARK if dark else LIGHT
        wanted = QGuiApplication.styleHints().accessibility().contrastPreference()
        if wanted is Qt.ContrastPreference.HighContrast:
            self.colours = contrasting(self.colours)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.setPalette(palette(self.colours))
            wanted_style = stylesheet(self.colours) + control_style(self.colours)
            # Qt reads even the same sheet anew, and goes through all widgets: a tenth of a second.
            if application.styleSheet() != wanted_style:
                application.setStyleSheet(wanted_style)
        self.changed.emit()


def palette(colours: Colours) -> QPalette:
    """The colours as Qt's palette, for what the style sheet does not reach."""
    result = QPalette()
    role = QPalette.ColorRole
    for which, value in {
        role.Window: colours.chrome,
        role.WindowText: colours.text,
        role.Base: colours.field,
        role.AlternateBase: colours.chrome,
        role.Text: colours.text,
        role.Button: colours.raised,
        role.ButtonText: colours.text,
        role.BrightText: colours.warning,
        role.ToolTipBase: colours.raised,
        role.ToolTipText: colours.text,
        role.PlaceholderText: colours.quiet,
        role.Highlight: colours.accent,
        role.HighlightedText: colours.on_accent,
        role.Link: colours.accent,
        role.LinkVisited: colours.accent,
        role.Light: colours.raised,
        role.Midlight: colours.hover,
        role.Mid: colours.line,
        role.Dark: colours.line,
        role.Shadow: "#000000",
        role.Accent: colours.accent,
    }.items():
        result.setColor(which, QColor(value))
    for which in (role.WindowText, role.Text, role.ButtonText):
        faded = QColor(colours.quiet)
        faded.setAlphaF(0.6)
        result.setColor(QPalette.ColorGroup.Disabled, which, faded)
    return result
