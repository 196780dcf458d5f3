"""The style sheet of switches and choices, which the palette alone leaves hardly visible in the dark."""

from __future__ import annotations

from pathlib import Path
from string import Template
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop.parts.theme import Colours

_SHAPES = Path(__file__).parent / "shapes"

_SHEET = Template("""
QCheckBox, QRadioButton { spacing: 9px; padding: 3px 0; }
QCheckBox:disabled, QRadioButton:disabled { color: $quiet; }
QCheckBox::indicator, QRadioButton::indicator { width: 16px; height: 16px; border: 1px solid $quiet;
    background: $field; }
QCheckBox::indicator { border-radius: 4px; }
QRadioButton::indicator { border-radius: 8px; }
QCheckBox::indicator:hover, QRadioButton::indicator:hover { border: 1px solid $accent; }
QCheckBox::indicator:checked { background: $accent; border: 1px solid $accent; image: url("$check"); }
QRadioButton::indicator:checked { background: $accent; border: 1px solid $accent; image: url("$dot"); }
QCheckBox::indicator:indeterminate { background: $quiet; border: 1px solid $quiet; }
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled { background: $chrome;
    border: 1px solid $line; }
QCheckBox::indicator:checked:disabled { background: $quiet; }
QCheckBox:focus, QRadioButton:focus { color: $accent; }

QComboBox { background: $raised; color: $text; border: 1px solid $line; border-radius: 7px;
    padding: 5px 10px; min-height: 1.25em; }
QComboBox:hover { background: $hover; }
QComboBox:focus { border: 1px solid $accent; }
QComboBox:disabled { color: $quiet; background: $chrome; }
QComboBox::drop-down { border: none; width: 24px; }
QComboBox::down-arrow { image: url("$down"); width: 14px; height: 14px; }
QComboBox QAbstractItemView { background: $raised; color: $text; border: 1px solid $line; padding: 4px;
    selection-background-color: $accent; selection-color: $on_accent; }

QListWidget#sections { background: $chrome; border: 1px solid $chrome; border-right: 1px solid $line;
    border-radius: 0; padding: 8px; }
QListWidget#sections:focus { border: 1px solid $accent; }
QListWidget#sections::item { padding: 7px 8px; border-radius: 7px; color: $text; }
QListWidget#sections::item:hover { background: $hover; }
QListWidget#sections::item:selected { background: $line; color: $text; border-left: 3px solid $accent; }
QLabel#group { font-weight: 600; color: $text; }
""")


def control_style(colours: Colours) -> str:
    """The style sheet in some colours."""
    tone = "dark" if colours.dark else "light"
    images = {name: (_SHAPES / f"{name}-{tone}.svg").as_posix() for name in ("check", "dot", "down")}
    return _SHEET.substitute(
        {name: getattr(colours, name) for name in _USED},
        **images,
    )


_USED = ("quiet", "field", "accent", "chrome", "line", "raised", "text", "hover", "on_accent")
