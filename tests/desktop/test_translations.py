"""The window in Chinese: all words of the code are translated, and no English word is left on the screen."""

from __future__ import annotations

import ast
import errno
import importlib.util
import os
import re
import string
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QMenu,
    QTreeView,
    QWidget,
)

from core.library import Library, PlaceName
from desktop.ask.search_service import SearchService
from desktop.help.guide_page import guide_text
from desktop.main_window import MainWindow
from desktop.parts import wording
from desktop.parts.language import Language
from desktop.parts.theme import Theme
from desktop.parts.told import SENTENCES, told
from tests.desktop.every_page import EveryPage
from tests.desktop.page_checks import Problems, out_of_place

Until = Callable[..., None]

ROOT = Path(__file__).parents[2]
FILE = ROOT / "desktop" / "translations" / "fovea_zh_CN.ts"

_KEPT = frozenset(
    re.findall(
        r"\S+",
        """
        Fovea RAW JPEG PNG GIF TIFF HEIC WebP AVIF XMP EXIF IPTC PDF SVG GPS ISO CPU GPU CUDA ONNX
        kB MB GB GiB mm px UTC ms recall Apache MIT BSD Flickr OpenAI Lightroom digiKam darktable gitignore
        Language English Ctrl Alt Shift Esc Del Ins Tab Home End PgUp PgDown OR
        """,
    )
)
"""What is the same in Chinese: names, units, keys."""

_OF_THE_TESTS = r"One thing is told here|Add it|\bred\b|pictures\d+"
"""What the walk through the window says and asks, and what its folder is called."""

_OF_SQLITE = {"file is not a database", "database disk image is malformed"}

_STOPS = {".": "。", "…": "…", "?": "？", "!": "。", ":": "："}


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    """packaging/translations.py."""
    spec = importlib.util.spec_from_file_location("translations", ROOT / "packaging" / "translations.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def translated() -> dict[tuple[str, str], str]:
    """Context and English to Chinese."""
    return {
        (context.findtext("name", ""), message.findtext("source", "")): message.findtext("translation", "")
        for context in ElementTree.parse(FILE).iter("context")
        for message in context.iter("message")
    }


def test_the_files_have_all_words_of_the_code_and_are_complete(tool: ModuleType) -> None:
    assert tool.problems() == []


def test_placeholders_and_stops_are_those_of_the_english_words(
    translated: dict[tuple[str, str], str],
) -> None:
    def placeholders(text: str) -> list[str | None]:
        return sorted(name for _, name, _, _ in string.Formatter().parse(text) if name is not None)

    wrong = [
        english
        for (_, english), chinese in translated.items()
        if placeholders(english) != placeholders(chinese)
        or (len(english) > 1 and english[-1] in ".…" and chinese[-1] != _STOPS[english[-1]])
        or (english[-1] not in ".…" and chinese[-1] in "。…")
        or re.search(r"[!?;,]$|\.\.\.", chinese)
    ]
    assert wrong == []


def test_every_word_of_the_code_is_found_where_it_is_looked_for(
    translated: dict[tuple[str, str], str],
) -> None:
    """Qt's tool passes over words in places that it can't read, such as f-strings, and says nothing."""
    wrong = []
    for file in sorted((ROOT / "desktop").rglob("*.py")):
        for context, argument in _asked_for(ast.parse(file.read_text("utf-8")), ""):
            if not isinstance(argument, ast.Constant):
                wrong.append(f"{file.name}: {ast.unparse(argument)} is no text")
            elif (context, argument.value) not in translated:
                wrong.append(f"{file.name}: {context}: {argument.value}")
    assert wrong == []


def _asked_for(node: ast.AST, inside: str) -> Iterator[tuple[str, ast.expr]]:
    """The context and the words of each call of `tr`."""
    if isinstance(node, ast.ClassDef):
        inside = node.name
    if isinstance(node, ast.Call) and node.args:
        if isinstance(node.func, ast.Name) and node.func.id == "tr":
            yield "", node.args[0]
        if isinstance(node.func, ast.Attribute) and node.func.attr == "tr":
            own = ast.unparse(node.func.value) == "self"
            yield inside if own else f"{ast.unparse(node.func)} knows no class", node.args[0]
    for child in ast.iter_child_nodes(node):
        yield from _asked_for(child, inside)


def test_the_sentences_of_the_engine_are_those_it_says() -> None:
    trees = [ast.parse(file.read_text("utf-8")) for room in ("core", "models") for file in _code(room)]
    texts = [node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.JoinedStr)]
    shapes = [shape for text in texts if (shape := _shape(text)) is not None]
    cards = [*(ROOT / "models").glob("*.toml"), *(ROOT / "models" / "starter").glob("*.[jm]*")]
    said = _OF_SQLITE | {os.strerror(number) for number in errno.errorcode}
    said |= {node.value for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Constant)}
    written = "".join(card.read_text("utf-8") for card in cards)
    unsaid = [
        sentence
        for sentence in SENTENCES
        if sentence not in said
        and sentence not in written
        and not any(shape.fullmatch(sentence) for shape in shapes)
    ]
    assert unsaid == []


def _code(room: str) -> list[Path]:
    return [file for file in (ROOT / room).rglob("*.py") if "cli" not in file.parts]


def _shape(text: ast.JoinedStr) -> re.Pattern[str] | None:
    """What an f-string looks like, whatever stands in its braces; None: like anything."""
    parts = [str(part.value) if isinstance(part, ast.Constant) else "" for part in text.values]
    if sum(map(len, parts)) < 5:
        return None
    return re.compile("".join(re.escape(part) or ".+" for part in parts))


def test_the_engine_is_understood(in_chinese: None) -> None:
    assert told("“rating:six” was taken as words: a rating looks like 5, >=4 or none.") == (
        "“rating:six”被当作普通的词：星级写作 5、>=4 或 none。"
    )
    assert told('"a b.psd" is a Photoshop document, which Fovea can\'t read.') == (
        "“a b.psd”是 Photoshop 文档，Fovea 无法读取。"
    )
    away = "/media/disk is offline: its drive or share is not connected; /photos/new can't be read"
    assert told(away) == "/media/disk 离线：所在的硬盘或共享未连接；无法读取 /photos/new"
    backup = (
        "No backup was made today: There is no room for a backup in /b: it needs 3 MB, and 1 MB are free. "
        "Free some space on that disk."
    )
    assert told(backup) == (
        "今天没有备份：/b 没有足够空间存放备份：需要 3 MB，可用 1 MB。请在该磁盘上腾出一些空间。"
    )
    assert told("Something that nobody translated.") == "Something that nobody translated."


def test_the_engine_is_left_alone_in_english() -> None:
    assert told("The download was stopped.") == "The download was stopped."


def test_lists_and_sentences_are_joined_as_in_chinese(in_chinese: None) -> None:
    assert wording.listed(["一", "", "二"]) == "一、二"
    assert wording.sentences(["好。", "Fine.", "好。", ""]) == "好。Fine. 好。"
    assert wording.day("2019-05-04T10:00:00") == "2019年5月4日"
    assert wording.photos(1234) == "1,234 张照片"


def test_places_have_their_chinese_names() -> None:
    beijing = PlaceName("Beijing", "Beijing", "China", id=1816670, country_code="CN")
    assert beijing.in_chinese() == ("中国", "北京")
    assert PlaceName("Arezzo", "Tuscany", "Italy", id=3182884, country_code="IT").in_chinese()[0] == "意大利"
    assert PlaceName("Nowhere", "", "Atlantis").in_chinese() == ("Atlantis", "Nowhere")


def test_no_english_is_left_on_the_screen_and_nothing_is_cut_off(
    in_chinese: None, library: Library, service: SearchService, theme: Theme, until: Until
) -> None:
    window = MainWindow(library, service, None, theme)
    window.resize(1180, 760)
    window.show()
    window.start()
    until(lambda: window.is_settled)
    left: dict[str, str] = {}
    cut_off = Problems()

    def look(name: str, part: QWidget) -> None:
        for text in _visible(part):
            if words := _english(text):
                left.setdefault(f"{words}: {text[:80]}", name)
        cut_off.add(name, () if isinstance(part, QMenu) else out_of_place(part))

    EveryPage(window, look, until).go()
    window.close()
    assert left == {}
    assert not str(cut_off), cut_off


def _english(text: str) -> list[str]:
    """The words of a text that should be Chinese; paths, names of files, keys and examples are no words."""
    said = re.sub(rf"<[^>]+>|{_OF_THE_TESTS}", " ", text)
    said = re.sub(r"\S*[/\\]\S*|\S+\.\w{2,4}\b|\b\w+:\S*|“[^”]*”|[#*!]\S+|\S*[-_@]\S*", " ", said)
    found = re.findall(r"[A-Za-z]{2,}", said)
    return [word for word in found if word not in _KEPT]


def _visible(part: QWidget) -> Iterator[str]:
    """All words that somebody can see or hear of a window, a card, a dialog or a menu."""
    if isinstance(part, QMenu):
        for action in part.actions():
            yield action.text()
    for one in (part, *part.findChildren(QWidget)):
        if not one.isVisible():
            continue
        yield from (one.accessibleName(), one.accessibleDescription(), one.toolTip())
        if isinstance(one, QLabel | QAbstractButton):
            yield one.text()
        elif isinstance(one, QComboBox):
            yield from (one.itemText(number) for number in range(one.count()))
        elif isinstance(one, QLineEdit):
            yield one.placeholderText()
        elif isinstance(one, QAbstractSpinBox):
            yield one.text()
        elif isinstance(one, QAbstractItemView) and one.model() is not None:
            yield from _rows(one, QModelIndex())


def _rows(view: QAbstractItemView, parent: QModelIndex) -> Iterator[str]:
    model = view.model()
    roles = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole)
    tree = isinstance(view, QTreeView)
    for column in range(model.columnCount(parent) if tree else 1):
        yield str(model.headerData(column, Qt.Orientation.Horizontal) or "") if tree else ""
        for row in range(min(model.rowCount(parent), 40)):
            index = model.index(row, column, parent)
            yield from (str(index.data(role) or "") for role in roles)
            if tree and not column:
                yield from _rows(view, index)


def test_the_guide_calls_controls_as_the_window_does(translated: dict[tuple[str, str], str]) -> None:
    english, chinese = (
        " ".join(guide_text(language).split()) for language in (Language.ENGLISH, Language.CHINESE)
    )
    # What English puts in italics is a control, or a word that is explained.
    named = re.findall(r"\*([A-Z][^*]+)\*", english)
    assert len(named) > 5
    for name in named:
        words = {words for (_, source), words in translated.items() if source.rstrip("…") == name}
        assert words, f"nothing is called {name}"
        assert any(f"“{one.rstrip('…')}”" in chinese for one in words), f"{name}: {words}"
