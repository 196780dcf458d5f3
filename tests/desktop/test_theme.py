from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, QCoreApplication, QEvent, Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from core.library import Library
from desktop.ask.search_service import SearchService
from desktop.main_window import MainWindow
from desktop.parts import icons
from desktop.parts.theme import DARK, LIGHT, Appearance, Colours, Theme, contrasting
from desktop.shell.remembered import Remembered


def contrast(first: str, second: str) -> float:
    """Of two colours, after WCAG 2.2: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio."""

    def luminance(name: str) -> float:
        parts = (value / 255 for value in QColor(name).toTuple()[:3])
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_text_can_be_read(colours: Colours) -> None:
    for ground in (colours.ground, colours.chrome, colours.field, colours.raised, colours.hover):
        assert contrast(colours.text, ground) >= 7
    for ground in (colours.ground, colours.chrome, colours.field):
        assert contrast(colours.quiet, ground) >= 4.5
    assert contrast(colours.on_accent, colours.accent) >= 4.5
    assert contrast(colours.text, colours.notice) >= 7
    assert contrast(colours.warning, colours.chrome) >= 4.5


def test_the_person_s_choice_is_applied(app: QApplication, theme: Theme) -> None:
    changes: list[int] = []
    theme.changed.connect(lambda: changes.append(1))
    for appearance, colours in ((Appearance.DARK, DARK), (Appearance.LIGHT, LIGHT)):
        theme.choose(appearance)
        assert theme.colours is colours
        assert app.palette().color(QPalette.ColorRole.Window) == QColor(colours.chrome)
        assert colours.accent in app.styleSheet()
    assert len(changes) == 2


def test_the_system_is_followed(theme: Theme, monkeypatch: pytest.MonkeyPatch) -> None:
    class Hints:
        scheme = Qt.ColorScheme.Dark
        contrast = Qt.ContrastPreference.NoPreference

        def colorScheme(self) -> Qt.ColorScheme:
            return self.scheme

        def accessibility(self) -> Hints:
            return self

        def contrastPreference(self) -> Qt.ContrastPreference:
            return self.contrast

    hints = Hints()
    monkeypatch.setattr("desktop.parts.theme.QGuiApplication.styleHints", lambda: hints)
    theme.choose(Appearance.SYSTEM)
    assert theme.colours is DARK
    hints.scheme = Qt.ColorScheme.Light
    theme._apply()
    assert theme.colours is LIGHT
    hints.contrast = Qt.ContrastPreference.HighContrast
    theme._apply()
    assert theme.colours == contrasting(LIGHT)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_with_high_contrast_nothing_is_quiet(colours: Colours) -> None:
    strong = contrasting(colours)
    for ground in (strong.ground, strong.chrome, strong.field):
        for mark in (strong.text, strong.quiet, strong.line, strong.accent, strong.warning):
            assert contrast(mark, ground) >= 7
    assert contrast(strong.on_accent, strong.accent) >= 7


def test_all_icons_can_be_drawn() -> None:
    for name in icons._SHAPES:
        image = icons.pixmap(name, "#ff0000", 20, 2.0).toImage()
        assert image.width() == 40
        painted = [image.pixelColor(x, y).alpha() for x in range(40) for y in range(40)]
        assert max(painted) > 200
    assert not icons.application_icon().isNull()


def test_what_is_remembered(tmp_path: Path) -> None:
    first = Remembered(tmp_path)
    assert first.geometry.isEmpty()
    assert first.square
    assert first.appearance is Appearance.SYSTEM
    first.geometry = QByteArray(b"abc")
    first.cell_size = 222
    first.square = False
    first.appearance = Appearance.DARK
    first.save()
    again = Remembered(tmp_path)
    assert again.geometry == QByteArray(b"abc")
    assert again.cell_size == 222
    assert not again.square
    assert again.appearance is Appearance.DARK


def test_nonsense_in_the_file_is_ignored(tmp_path: Path) -> None:
    (tmp_path / "window.ini").write_text("[General]\ncell_size=huge\nappearance=pink\ngeometry=7\n")
    remembered = Remembered(tmp_path)
    assert remembered.cell_size == 176
    assert remembered.appearance is Appearance.SYSTEM
    assert remembered.geometry.isEmpty()


def test_a_window_that_is_gone_takes_no_colours(
    library: Library, service: SearchService, theme: Theme, until: Callable[..., None]
) -> None:
    """In another language the window is made anew, and the theme is the same."""
    window = MainWindow(library, service, None, theme)
    window.start()
    until(lambda: window.is_settled)
    window.actions_.duplicates.trigger()
    window.actions_.help.trigger()
    window.settings.show()
    window.close()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    theme.choose(Appearance.DARK)
    theme.choose(Appearance.LIGHT)
