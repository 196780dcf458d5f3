from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from desktop import icons
from desktop.remembered import Remembered
from desktop.theme import DARK, LIGHT, Appearance, Colours, Theme


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

        def colorScheme(self) -> Qt.ColorScheme:
            return self.scheme

    hints = Hints()
    monkeypatch.setattr("desktop.theme.QGuiApplication.styleHints", lambda: hints)
    theme.choose(Appearance.SYSTEM)
    assert theme.colours is DARK
    hints.scheme = Qt.ColorScheme.Light
    theme._apply()
    assert theme.colours is LIGHT


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
