"""Words in other languages: what was made of them, and what is offered."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton

from core.search.dictionary import cedict
from desktop.indexing.library_commands import LibraryCommands
from desktop.main_window import MainWindow

Until = Callable[..., None]


@pytest.fixture(autouse=True)
def small_dictionary(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """One word, in no time."""
    source = tmp_path / "package" / "data"
    source.mkdir(parents=True)
    with gzip.open(source / "cedict_1_0_ts_utf-8_mdbg.txt.gz", "wt", encoding="utf-8") as file:
        file.write("綠色 绿色 [lu:4 se4] /green/")
    monkeypatch.setattr(cedict, "files", lambda _: tmp_path / "package")


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Whether the page of the encoders was asked for; before the window is made."""
    asked: list[bool] = []
    monkeypatch.setattr(LibraryCommands, "show_encoders", lambda _: asked.append(True))
    return asked


def ask(window: MainWindow, words: str, until: Until) -> None:
    window.box.set_text(words)
    until(lambda: window.is_settled)


def test_chinese_is_translated_and_shown(window: MainWindow, until: Until) -> None:
    ask(window, "绿色", until)
    photo = window.photos.photo(0)
    assert photo is not None and photo.path.name.startswith("green")
    assert "“绿色” looked for as “green”" in window.page.summary.whole
    assert window.page.banner.isHidden()


def test_another_language_is_named_and_an_encoder_offered(
    shown: list[bool], window: MainWindow, until: Until
) -> None:
    banner = window.page.banner
    ask(window, "зелёный", until)
    assert banner.text == (
        "This encoder does not understand Russian. Google SigLIP 2 base at 256 px does, and can be installed."
    )
    assert not banner.isHidden()
    assert "Russian is not understood" in window.page.summary.whole
    next(part for part in banner.findChildren(QPushButton) if part.text() == "Encoders").click()
    assert shown == [True]
    assert banner.isHidden()
    ask(window, "зелёный дом", until)
    assert banner.isHidden(), "it was read"
    assert "Russian is not understood" in window.page.summary.whole


def test_what_is_not_so_any_more_is_taken_back(window: MainWindow, until: Until) -> None:
    ask(window, "緑の", until)
    assert "Japanese" in window.page.banner.text
    assert not window.page.banner.isHidden()
    ask(window, "green", until)
    assert window.page.banner.isHidden()


def test_a_language_that_nothing_understands(window: MainWindow, until: Until) -> None:
    ask(window, "பச்சை", until)
    assert "none that is known does" in window.page.banner.text
