from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from core.search import Answer, Question
from desktop.grid.cell_painter import is_on_stack_badge
from desktop.grid.folding import Folding
from desktop.grid.line import told
from desktop.grid.marks import stack_marks


def answered(count: int, stacks: dict[int, tuple[int, ...]], unranked: int = 0) -> Answer:
    ids = np.arange(100, 100 + count)
    scores = np.linspace(1, 0, count, dtype=np.float32)[: count - unranked]
    return Answer(
        Question(words="x"), ids, scores, "e", count, 0.0, 0.0,
        stacks=stacks, good_matches=4, probabilities=scores / 2,
    )  # fmt: skip


def test_stacks_are_folded_and_open_in_place() -> None:
    folding = Folding(True)
    answer = answered(7, {101: (104, 106), 102: (103,)})
    shown = folding.folded(answer)
    assert shown.photo_ids.tolist() == [100, 101, 102, 105]
    assert shown.good_matches == 3
    assert shown.probabilities.tolist() == (shown.scores / 2).tolist()
    assert shown.scores.tolist() == answer.scores[[0, 1, 2, 5]].tolist()
    assert shown.stacks == answer.stacks
    folding.toggle(101, answer)
    shown = folding.folded(answer)
    assert shown.photo_ids.tolist() == [100, 101, 104, 106, 102, 105]
    assert shown.stacks == {101: (), 102: (103,)}
    assert shown.good_matches == 5
    # One that lies open closes its stack.
    folding.toggle(106, answer)
    assert folding.folded(answer).photo_ids.tolist() == [100, 101, 102, 105]
    folding.toggle(100, answer)
    folding.set_on(False)
    shown = folding.folded(answer)
    assert shown.photo_ids.tolist() == answer.photo_ids.tolist()
    assert not shown.stacks


def test_another_question_closes_all() -> None:
    folding = Folding(True)
    answer = answered(4, {100: (101,)})
    folding.folded(answer)
    folding.toggle(100, answer)
    assert len(folding.folded(answer).photo_ids) == 4
    other = replace(answer, question=Question(words="y"))
    assert len(folding.folded(other).photo_ids) == 3


@given(st.integers(1, 30), st.data())
def test_nothing_is_lost_or_doubled(count: int, data: st.DataObject) -> None:
    rest = data.draw(st.permutations(range(100, 100 + count)))
    stacks: dict[int, tuple[int, ...]] = {}
    while len(rest) > 1 and data.draw(st.booleans()):
        size = data.draw(st.integers(2, len(rest)))
        top, *below = sorted(rest[:size])
        stacks[top] = tuple(below)
        rest = rest[size:]
    answer = answered(count, stacks, unranked=0)
    folding = Folding(True)
    folding.folded(answer)
    for top in stacks:
        if data.draw(st.booleans()):
            folding.toggle(top, answer)
    shown = folding.folded(answer)
    hidden = [photo_id for below in shown.stacks.values() for photo_id in below]
    assert sorted([*shown.photo_ids.tolist(), *hidden]) == answer.photo_ids.tolist()
    assert len(shown.scores) == len(shown.photo_ids)


def test_the_count_is_where_it_is_clicked() -> None:
    shown = QRectF(100, 50, 160, 160)
    assert is_on_stack_badge(shown, QPoint(250, 60))
    assert not is_on_stack_badge(shown, QPoint(150, 60))
    assert not is_on_stack_badge(shown, QPoint(250, 150))
    narrow = QRectF(150, 50, 60, 160)
    assert is_on_stack_badge(narrow, QPoint(200, 60)) and not is_on_stack_badge(narrow, QPoint(160, 60))
    assert stack_marks(4) == ("similar", "5")
    assert stack_marks(5000) == ("similar", "999+")


def test_a_stack_in_the_window(window: Any, until: Any, grabbed: Any) -> None:
    window.box.set_text("red")
    window.box.ask()
    until(lambda: window.is_settled and len(window.answers.whole.scores))
    answer = window.answers.whole
    ids = answer.photo_ids.tolist()
    window.answers.show(replace(answer, stacks={}), refresh=True)
    plain = grabbed(window.grid)
    window.answers.show(replace(answer, stacks={ids[0]: (ids[2], ids[5])}), refresh=True)
    until(lambda: window.is_settled)
    assert window.photos.rowCount() == len(ids) - 2
    assert np.any(plain[:40, :300] != grabbed(window.grid)[:40, :300])
    index = window.photos.index(0)
    spoken = window.photos.data(index, Qt.ItemDataRole.AccessibleTextRole)
    assert "2 more that look the same" in spoken
    badge = window.grid.visualRect(index).topRight() + QPoint(-14, 14)
    QTest.mouseClick(window.grid.viewport(), Qt.MouseButton.LeftButton, pos=badge)
    assert window.photos.photo_ids.tolist()[:3] == [ids[0], ids[2], ids[5]]
    # The second half of a double click neither closes it again nor opens the photo.
    left = Qt.MouseButton.LeftButton
    second = QMouseEvent(
        QEvent.Type.MouseButtonDblClick, QPointF(badge), QPointF(), left, left, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(window.grid.viewport(), second)
    assert window.pages.currentWidget() is window.page and window.photos.rowCount() == len(ids)
    QTest.mouseClick(window.grid.viewport(), Qt.MouseButton.LeftButton, pos=badge)
    assert window.photos.rowCount() == len(ids) - 2
    assert f"{len(ids)} photos, best first" in window.page.summary.whole
    assert "2 folded" in window.page.summary.whole
    assert told(replace(window.answers.answer, good_matches=1)) == ("3 good matches",)
    window.grid.choose(0)
    window.actions_.unfold.trigger()
    assert "folded" not in window.page.summary.whole
    assert told(replace(window.answers.answer, good_matches=3)) == ("3 good matches",)
    window.grid.choose(2)
    window.actions_.unfold.trigger()
    assert window.photos.rowCount() == len(ids) - 2
    assert window.grid.currentIndex().row() == 0, "the top of the stack, for the chosen one is folded away"
    window.actions_.fold.trigger()
    assert window.photos.rowCount() == len(ids)
    assert not window._remembered.fold
