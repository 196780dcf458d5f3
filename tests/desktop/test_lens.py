"""What is seen of a picture: zoomed, moved and turned, it stays in the window and under the pointer."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, QRectF, QSizeF

from desktop.viewer.detail import PIXELS, Excerpt, wanted
from desktop.viewer.lens import Lens

WINDOW = QSizeF(400, 300)
edges = st.integers(50, 20_000)
ratios = st.sampled_from([1.0, 1.25, 2.0])
steps = st.lists(
    st.one_of(
        st.tuples(st.just("zoom"), st.floats(-6, 6), st.floats(0, 400), st.floats(0, 300)),
        st.tuples(st.just("pan"), st.floats(-900, 900), st.floats(-900, 900), st.just(0.0)),
        st.tuples(st.just("turn"), st.integers(-2, 2), st.just(0.0), st.just(0.0)),
        st.tuples(st.just("scale"), st.floats(0.01, 8), st.floats(0, 400), st.floats(0, 300)),
    ),
    max_size=8,
)


def looking_at(width: int, height: int, ratio: float = 1.0) -> Lens:
    lens = Lens()
    lens.set_window(WINDOW, ratio)
    lens.show(QSizeF(width, height))
    return lens


@given(edges, edges, ratios, steps)
def test_whatever_one_does_the_picture_fills_the_window_or_stands_in_its_middle(
    width: int, height: int, ratio: float, done: list[tuple[str, float, float, float]]
) -> None:
    lens = looking_at(width, height, ratio)
    for what, by, x, y in done:
        match what:
            case "zoom":
                lens.zoom(by, QPointF(x, y))
            case "pan":
                lens.pan(QPointF(by, x))
            case "turn":
                lens.turn(int(by))
            case _:
                lens.set_scale(by, QPointF(x, y))
    target, near = lens.target(), 0.01
    for start, end, room in (
        (target.left(), target.right(), WINDOW.width()),
        (target.top(), target.bottom(), WINDOW.height()),
    ):
        if end - start <= room + near:
            assert start == pytest.approx(room - end, abs=near)
        else:
            assert start <= near and end >= room - near
    drawn = lens.transform().mapRect(lens.upright)
    assert drawn.center().x() == pytest.approx(target.center().x(), abs=0.51)
    assert drawn.left() * ratio == pytest.approx(round(drawn.left() * ratio), abs=near), "on whole pixels"
    assert QRectF(-1e-9, -1e-9, 1 + 2e-9, 1 + 2e-9).contains(lens.seen())
    if lens.fitted:
        assert lens.seen().width() == pytest.approx(1) and lens.seen().height() == pytest.approx(1)


@given(st.integers(2000, 9000), st.integers(2000, 9000), st.floats(0, 1), st.floats(0, 1))
def test_what_is_read_in_detail_is_of_whole_pixels(width: int, height: int, x: float, y: float) -> None:
    photo = SimpleNamespace(id=1, width=width, height=height)
    part = wanted(photo, QRectF(0.9 * x, 0.9 * y, 0.1, 0.1), 1.0).part  # type: ignore[arg-type]
    for share, length in (
        (part.left(), width),
        (part.right(), width),
        (part.top(), height),
        (part.bottom(), height),
    ):
        assert share * length == pytest.approx(round(share * length), abs=1e-6)


def test_the_point_under_the_pointer_stays_also_in_a_turned_picture() -> None:
    lens = looking_at(4000, 3000)
    for turns in range(4):
        point = QPointF(150, 140)
        before = lens.to_photo(point)
        lens.zoom(5, point)
        after = lens.to_photo(point)
        assert (after.x(), after.y()) == pytest.approx((before.x(), before.y()), abs=0.5), turns
        lens.turn(1)
        assert lens.fitted
    assert lens.turns == 0


def test_a_turned_picture_is_seen_where_it_is() -> None:
    """Zoomed into the upper right of a picture turned clockwise, one sees its upright upper left."""
    lens = looking_at(4000, 3000)
    lens.turn(1)
    lens.set_scale(1.0)
    lens.pan(QPointF(99_999, -99_999))
    seen = lens.seen()
    assert (seen.left(), seen.top()) == pytest.approx((0, 0), abs=1e-6)
    assert (seen.width(), seen.height()) == pytest.approx((300 / 4000, 400 / 3000))


def test_two_lenses_look_at_the_same_part_of_pictures_of_different_sizes() -> None:
    first, second = looking_at(4000, 3000), looking_at(2000, 1500)
    first.zoom(4, QPointF(80, 60))
    second.look(first.centre, first.scale / first.fit_scale)
    assert second.seen().left() == pytest.approx(first.seen().left())
    assert second.seen().height() == pytest.approx(first.seen().height())
    second.look(first.centre, 1.0)
    assert second.fitted


@given(
    edges,
    edges,
    st.floats(0.01, 1),
    st.floats(0.01, 1),
    st.floats(0, 1),
    st.floats(0, 1),
    st.floats(0.02, 8),
)
def test_what_is_read_in_detail_holds_all_that_is_seen_and_never_more_than_there_is_room_for(
    width: int, height: int, wide: float, high: float, x: float, y: float, scale: float
) -> None:
    photo = SimpleNamespace(id=1, width=width, height=height)
    seen = QRectF(x * (1 - wide), y * (1 - high), wide, high)
    found = wanted(photo, seen, scale)  # type: ignore[arg-type]
    assert (
        found.part.width() * found.part.height() * width * height * found.fineness** 2
        <= PIXELS * 1.001 + 2 * (width + height)
    )
    assert found.suffices_for(Excerpt(1, seen, found.fineness))
    assert not found.suffices_for(Excerpt(2, seen, found.fineness))
    if width * height * wide * high <= PIXELS:
        assert found.fineness >= min(1.0, scale), "as fine as the screen shows it"
