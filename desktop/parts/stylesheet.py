"""The style sheet, made of the theme's colours. Small: what the palette can say, it says."""

from __future__ import annotations

from string import Template
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication

if TYPE_CHECKING:
    from desktop.parts.theme import Colours

_SHEET = Template("""
QMainWindow, QWidget#page { background: $ground; }
QDialog { background: $chrome; }
QWidget#topBar { background: $chrome; border-bottom: 1px solid $line; }
QWidget#activityBar { background: $chrome; border-top: 1px solid $line; }
QLabel#quiet, QLabel#summary { color: $quiet; }
QLabel#explanation { color: $quiet; font-size: $body; }
QLabel#title { font-size: $title; font-weight: 600; color: $text; }
QLabel#heading { font-size: $heading; font-weight: 600; color: $text; }
QLabel#warning { color: $warning; }
QTextBrowser#guide { border: 1px solid transparent; border-radius: 0; background: $ground; color: $text;
    font-size: $body; }
QTextEdit#facts { background: transparent; border: 1px solid transparent; border-radius: 6px; }
QTextBrowser#guide:focus, QTextEdit#facts:focus { border: 1px solid $accent; }
QPlainTextEdit, QGraphicsView { background: $field; border: 1px solid $line; border-radius: 8px; }
QPlainTextEdit:focus, QGraphicsView:focus { border: 1px solid $accent; }
QScrollArea { border: 1px solid transparent; border-radius: 8px; }
QScrollArea:focus { border: 1px solid $accent; }
QPlainTextEdit#patterns { background: $field; border: 1px solid $line; border-radius: 8px; padding: 4px 6px; }
QPlainTextEdit#patterns:focus { border: 1px solid $accent; }

QFrame#searchBox { background: $field; border: 1px solid $line; border-radius: 10px; }
QFrame#searchBox[focused="true"] { border: 2px solid $accent; }
QFrame#searchBox[dropping="true"] { border: 2px solid $accent; background: $hover; }
QFrame#searchBox QLineEdit { border: none; background: transparent; padding: 0; font-size: $body; }
QFrame#chip { background: $hover; border: none; border-radius: 6px; }
QFrame#chip QLabel { color: $text; }
QFrame#tag { background: $hover; border: 1px solid $hover; border-radius: 7px; }
QFrame#tag[guess="true"] { background: transparent; border: 1px dashed $quiet; }
QToolButton#tagName, QToolButton#tagName:disabled { color: $text; padding: 2px 5px; }
QToolButton#tagName:focus { padding: 1px 4px; }
QLineEdit#tagField { background: $field; border: 1px solid $line; border-radius: 7px; padding: 3px 7px; }
QLineEdit#tagField:focus { border: 1px solid $accent; }

QTreeView#sideBar { background: $chrome; border: none; border-radius: 0; padding: 8px 0; }
QTreeView#sideBar QScrollBar:vertical { width: 8px; }
QTreeView#sideBar QScrollBar::handle:vertical { border-radius: 2px; }
QTreeView#sideBar::item, QTreeView#sideBar::item:selected, QTreeView#sideBar::branch {
    background: transparent; padding: 0; }
QSplitter#sideSplit::handle { background: $line; }

QFrame#popover { background: $raised; border: 1px solid $line; border-radius: 12px; }
QLabel#popoverTitle { font-weight: 600; color: $text; }
QListView#popoverList { background: transparent; border: none; border-radius: 0; }
QListView#popoverList::item { border-radius: 6px; padding: 5px 8px; }
QListView#popoverList::item:hover { background: $hover; }
QListView#popoverList::item:selected { background: $accent; color: $on_accent; }
QFrame#completions { background: $raised; border: 1px solid $line; border-radius: 10px; }
QListView#completionList { background: transparent; border: none; border-radius: 0; }
QListView#completionList::item, QListView#completionList::item:selected { background: transparent;
    padding: 0; }
QToolButton#moreChips { padding: 2px 6px; color: $quiet; }
QFrame#chip[avoided="true"] { background: transparent; border: 1px dashed $quiet; }
QPushButton#example { background: $field; border: 1px solid $line; border-radius: 8px; padding: 5px 12px;
    text-align: left; }
QPushButton#example:hover { background: $hover; }
QPushButton#example:focus { border: 1px solid $accent; }
QLabel#keys { color: $quiet; }
QScrollArea#helpScroll { background: $ground; border: none; }

QFrame#toast { background: #313138; border: 1px solid #46464f; border-radius: 10px; }
QFrame#toast QLabel { color: #f2f2f5; }
QToolButton#toastAction { color: #bcc8ff; font-weight: 600; padding: 5px 10px; }
QToolButton#toastAction:hover { background: #46464f; }

QLabel#selectionCount { color: $text; font-weight: 600; }
QWidget#selectionBar QToolButton { padding: 1px 7px; }
QWidget#selectionBar QToolButton:focus { padding: 0 6px; }

QLabel#bubble { background: $text; color: $ground; border-radius: 6px; padding: 5px 10px; font-weight: 600; }

QFrame#banner { background: $notice; border: none; border-bottom: 1px solid $line; }
QFrame#banner QLabel { color: $text; }

QToolButton { border: none; border-radius: 6px; padding: 5px; background: transparent; color: $text; }
QToolButton:hover { background: $hover; }
QToolButton:pressed, QToolButton:checked { background: $line; }
QToolButton:focus { border: 1px solid $accent; padding: 4px; }
QToolButton::menu-indicator { image: none; }
QToolButton#link { color: $accent; padding: 2px 6px; }
QToolButton#alert { color: $warning; padding: 2px 6px; font-weight: 600; }

QPushButton { background: $raised; color: $text; border: 1px solid $line; border-radius: 7px;
    padding: 6px 16px; min-height: 1.25em; }
QPushButton:hover { background: $hover; }
QPushButton:focus { border: 1px solid $accent; }
QPushButton:disabled { color: $quiet; background: $chrome; }
QPushButton#primary { background: $accent; color: $on_accent; border: 1px solid $accent; font-weight: 600; }
QPushButton#primary:disabled { background: $line; color: $quiet; border: 1px solid $line; }
QPushButton#primary:hover:enabled { background: $accent; border: 1px solid $text; }

QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }

QProgressBar { background: $line; border: none; border-radius: 3px; max-height: 6px; min-height: 6px; }
QProgressBar::chunk { background: $accent; border-radius: 3px; }

QSlider::groove:horizontal { height: 4px; border-radius: 2px; background: $line; }
QSlider::sub-page:horizontal { height: 4px; border-radius: 2px; background: $accent; }
QSlider#balance::sub-page:horizontal, QSlider::sub-page:horizontal:disabled { background: $line; }
QSlider::handle:horizontal { width: 14px; height: 14px; margin: -6px 0; border-radius: 7px;
    background: $knob; border: 1px solid $quiet; }
QSlider::handle:horizontal:focus { border: 1px solid $accent; background: $accent; }

QScrollBar:vertical { width: 12px; background: transparent; margin: 0; }
QScrollBar::handle:vertical { background: $scroll; border-radius: 4px; min-height: 36px; margin: 2px; }
QScrollBar::handle:vertical:hover { background: $quiet; }
QScrollBar[idle="true"]::handle:vertical { background: transparent; }
QScrollBar:horizontal { height: 12px; background: transparent; margin: 0; }
QScrollBar::handle:horizontal { background: $scroll; border-radius: 4px; min-width: 36px; margin: 2px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QAbstractItemView#grid { background: $ground; border: none; outline: none; }
QTreeView, QListView { background: $field; border: 1px solid $line; border-radius: 8px; outline: none; }
QTreeView:focus, QListView:focus { border: 1px solid $accent; }
QTreeView::item, QListView::item { padding: 6px 8px; border: none; }
QTreeView::item:selected, QListView::item:selected { background: $chosen; color: $text; }
QHeaderView { background: transparent; border: none; }
QHeaderView::section:first, QHeaderView::section:only-one { border-top-left-radius: 7px; }
QHeaderView::section:last, QHeaderView::section:only-one { border-top-right-radius: 7px; }
QHeaderView::section { background: $chrome; color: $quiet; border: none; border-bottom: 1px solid $line;
    padding: 6px 11px; }

QSplitter::handle { background: transparent; image: none; }
QTabBar::tab { background: transparent; color: $quiet; border: none; border-radius: 7px; padding: 5px 12px;
    margin-right: 4px; }
QTabBar::tab:hover { background: $hover; color: $text; }
QTabBar::tab:selected { background: $line; color: $text; }
QTabBar::tab:selected:focus { border: 1px solid $accent; padding: 4px 11px; }
QDialog QLineEdit { background: $field; border: 1px solid $line; border-radius: 7px; padding: 5px 8px; }
QDialog QLineEdit:focus { border: 1px solid $accent; }

QMenu { background: $raised; color: $text; border: 1px solid $line; border-radius: 8px; padding: 5px; }
QMenu::item { padding: 6px 28px 6px 24px; border-radius: 5px; }
QMenu::item:selected { background: $accent; color: $on_accent; }
QMenu::item:disabled { color: $quiet; }
QMenu::separator { height: 1px; background: $line; margin: 5px 8px; }
QMenu::indicator { width: 14px; height: 14px; left: 6px; }
QToolTip { background: $raised; color: $text; border: 1px solid $line; padding: 4px 6px; }

QSplitter#infoSplit::handle { background: $line; }
QFrame#infoPanel, QWidget#infoContent, QScrollArea#infoArea { background: $chrome; border: none; }
QLabel#section { color: $quiet; font-weight: 600; }
QLineEdit#photoTitle { font-size: $large; font-weight: 600; }
QLineEdit#photoTitle, QPlainTextEdit#photoCaption { background: transparent; border: 1px solid transparent;
    border-radius: 6px; padding: 3px 5px; }
QLineEdit#photoTitle:hover, QPlainTextEdit#photoCaption:hover { background: $field; border: 1px solid $line; }
QLineEdit#photoTitle:focus, QPlainTextEdit#photoCaption:focus { background: $field;
    border: 1px solid $accent; }
QToolButton#star { padding: 2px; }
QToolButton#star:focus { padding: 1px; }

QWidget#viewer, QWidget#viewer QWidget { background: #0d0d0f; color: #f2f2f5; }
QWidget#viewer QFrame#comparePane { border-top: 2px solid #0d0d0f; }
QWidget#viewer QFrame#comparePane[active="true"] { border-top: 2px solid #8aa0ff; }
QWidget#viewer QFrame#slideBar { background: #26262b; border: 1px solid #46464f; border-radius: 10px; }
QWidget#viewer QFrame#slideBar QWidget { background: transparent; }
QWidget#viewer QLabel#quiet { color: #a6a6b2; }
QWidget#viewer QToolButton:hover { background: #2c2c33; }
QWidget#viewer QToolButton:pressed, QWidget#viewer QToolButton:checked { background: #3a3a42; }
""")


_USUAL_POINTS = 9
_SIZES = {"title": 20, "heading": 13, "large": 12, "body": 11}
"""Of letters, in points, where those of the system have the usual size."""


def stylesheet(colours: Colours) -> str:
    """The style sheet in these colours."""
    names = {name: getattr(colours, name) for name in colours.__slots__}
    names["knob"] = colours.quiet if colours.dark else colours.raised
    names["chosen"] = _mixed(colours.accent, colours.field, 0.24 if colours.dark else 0.14)
    names["scroll"] = "#5a5a64" if colours.dark else "#c4c4cc"
    # In points alone they would stay small where the system's letters are large.
    ratio = max(0.0, QGuiApplication.font().pointSizeF()) / _USUAL_POINTS or 1.0
    names |= {name: f"{size * ratio:.2f}pt" for name, size in _SIZES.items()}
    return _SHEET.substitute(names)


def _mixed(first: str, second: str, share: float) -> str:
    """A colour between two: so much of the first, the rest of the second."""
    parts = zip(bytes.fromhex(first[1:]), bytes.fromhex(second[1:]), strict=True)
    return "#" + bytes(round(share * a + (1 - share) * b) for a, b in parts).hex()
