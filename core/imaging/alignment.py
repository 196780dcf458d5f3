"""Lays one picture over another and tells how well they agree there.

Both are squashed to a square, so that cropping, straightening and another shape are all one affine
map, which is found as Lucas and Kanade do ("An iterative image registration technique", 1981; the
forward additive form of Baker and Matthews, "Lucas-Kanade 20 years on", 2004), with a gain and an
offset for another exposure, and with weights (Geman and McClure) that let go of what does not agree:
a text written across, somebody who has moved. It begins at the best of some ninety crops and turns.
Hundreds of pairs are done at a time; a pair takes a millisecond or two.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from core.imaging.fingerprint import DETAIL_EDGE, Fingerprints, mean_pooled

Floats = NDArray[np.float32]

_START_EDGE = 12
_ROUNDS = ((12, 5), (24, 6))
"""Pixels of the edge, and steps, of the coarse and of the fine round."""

_HOPELESS = 0.55
"""Pairs that agree less than this where they begin are not gone on with: their details count as -1."""

_ZOOMS = (0.9, 0.8, 0.7)
_TURNED_WINS_BY = 0.02
_OUTLIER = 2.5


@dataclass(frozen=True, slots=True, eq=False)
class Agreement:
    """How pairs of pictures agree where one covers the other; float32, shape (pairs,).

    Attributes:
        detail: Correlation of the maps of details, -1 to 1.
        overhang: By how much neither picture holds the other, as a share of an edge: 0 when one was
            cut from the other, more when the camera has moved between them.
        turned: Mirrored, or turned by a quarter or more: bool.
    """

    detail: Floats
    overhang: Floats
    turned: NDArray[np.bool_]


def agreement(ones: Fingerprints, others: Fingerprints) -> Agreement:
    """Compare pairs of pictures.

    Args:
        ones: One of each pair.
        others: The other of each pair, in the same order.
    """
    maps, turns, scores = _starts(ones.small, others.small)
    detail = np.full(len(ones), -1, np.float32)
    overhang = np.full(len(ones), np.inf, np.float32)
    hopeful = np.flatnonzero(scores >= _HOPELESS)
    if len(hopeful):
        ones, others, maps = ones.take(hopeful), others.take(hopeful), maps[hopeful]
        small = _turned(others.small, turns[hopeful])
        for edge, steps in _ROUNDS:
            maps = _refined(mean_pooled(ones.small, edge), mean_pooled(small, edge), maps, steps)
        detail[hopeful] = _details_compared(ones.detail, _turned(others.detail, turns[hopeful]), maps)
        overhang[hopeful] = _overhang(maps)
    return Agreement(detail, overhang, turns > 0)


# -- where to begin ------------------------------------------------------------------------------


@cache
def _crops() -> tuple[Floats, Floats]:
    """Crops as scale and shift across and down, shape (k, 4), and the matrices that make them."""
    crops = [(1.0, 1.0, 0.0, 0.0)]
    for zoom in _ZOOMS:
        far = 1 - zoom
        crops += [(zoom, zoom, x, y) for x in (-far, 0.0, far) for y in (-far, 0.0, far)]
    crops += [(1.0, 0.75, 0.0, y) for y in (-0.25, 0.0, 0.25)]
    crops += [(0.75, 1.0, x, 0.0) for x in (-0.25, 0.0, 0.25)]
    x, y = _grid(_START_EDGE)
    table = np.array(crops, np.float32)
    pixels = np.eye(_START_EDGE**2, dtype=np.float32).reshape(-1, _START_EDGE, _START_EDGE)
    matrices = []
    for wide, high, right, down in crops:
        at = np.stack([wide * x + right, high * y + down])
        # Each pixel's picture, cropped, is a column.
        matrices.append(_sampled(pixels, np.broadcast_to(at, (len(pixels), *at.shape))).T)
    return table, np.stack(matrices)


def _starts(ones: Floats, others: Floats) -> tuple[Floats, NDArray[np.int64], Floats]:
    """The best beginning for each pair: an affine map, shape (n, 2, 3), one of eight turns, its score."""
    crops, matrices = _crops()
    a = mean_pooled(ones, _START_EDGE).reshape(len(ones), -1)
    b = mean_pooled(others, _START_EDGE).reshape(len(others), -1)
    whole_a, whole_b = _unit(a), _unit(b)
    # The second cut from the first, and the first from the second.
    cut_a = _unit(np.einsum("kij,pj->pki", matrices, a, optimize=True))
    cut_b = _unit(np.einsum("kij,pj->pki", matrices, b, optimize=True))
    scores = np.concatenate(
        [np.einsum("pki,pi->pk", cut_a, whole_b), np.einsum("pki,pi->pk", cut_b, whole_a)], axis=1
    )
    chosen = scores.argmax(axis=1)
    best = scores[np.arange(len(scores)), chosen]
    crop = crops[chosen % len(crops)]
    scale, shift = crop[:, :2], crop[:, 2:]
    back = (chosen >= len(crops))[:, np.newaxis]
    shift = np.where(back, -shift / scale, shift)
    scale = np.where(back, 1 / scale, scale)
    maps = np.zeros((len(ones), 2, 3), np.float32)
    maps[:, [0, 1], [0, 1]] = scale
    maps[:, :, 2] = shift
    grid = b.reshape(-1, _START_EDGE, _START_EDGE)
    turned = [_unit(_as_turned(grid, turn).reshape(len(b), -1)) for turn in range(1, 8)]
    turned_scores = np.stack([np.einsum("pi,pi->p", whole_a, rows) for rows in turned], axis=1)
    wins = turned_scores.max(axis=1) > best + _TURNED_WINS_BY
    maps[wins] = np.eye(2, 3, dtype=np.float32)
    turns = np.where(wins, 1 + turned_scores.argmax(axis=1), 0)
    return maps, turns, np.where(wins, turned_scores.max(axis=1), best)


def _unit(rows: Floats) -> Floats:
    centred = rows - rows.mean(axis=-1, keepdims=True)
    unit: Floats = centred / (np.linalg.norm(centred, axis=-1, keepdims=True) + 1e-3)
    return unit


def _as_turned(maps: Floats, turn: int) -> Floats:
    """One of the eight ways to lay a square on itself."""
    if turn & 4:
        maps = maps.transpose(0, 2, 1)
    if turn & 2:
        maps = maps[:, ::-1]
    return maps[:, :, ::-1] if turn & 1 else maps


def _turned(maps: Floats, turns: NDArray[np.int64]) -> Floats:
    result = maps.copy()
    for turn in range(1, 8):
        mine = turns == turn
        if mine.any():
            result[mine] = _as_turned(maps[mine], turn)
    return result


# -- from there ----------------------------------------------------------------------------------


def _grid(edge: int) -> tuple[Floats, Floats]:
    """Middles of the pixels of a square from -1 to 1: x and y, each of shape (edge²,)."""
    middles = ((np.arange(edge) + 0.5) * 2 / edge - 1).astype(np.float32)
    y, x = np.meshgrid(middles, middles, indexing="ij")
    return x.ravel(), y.ravel()


def _mapped(maps: Floats, edge: int) -> Floats:
    """Where the pixels of the second picture lie on the first: shape (n, 2, edge²)."""
    x, y = _grid(edge)
    return maps @ np.stack([x, y, np.ones_like(x)])


def _sampled(pictures: Floats, at: Floats) -> Floats:
    """Pixels of pictures, shape (n, edge, edge), between pixels: shape (n, points)."""
    edge = pictures.shape[1]
    place = np.clip((at + 1) * (edge / 2) - 0.5, 0, edge - 1.001)
    whole = place.astype(np.int32)
    right, down = (place - whole).transpose(1, 0, 2)
    flat = pictures.reshape(len(pictures), -1)
    corner = whole[:, 1] * edge + whole[:, 0]
    upper = np.take_along_axis(flat, corner, 1) * (1 - right)
    upper += np.take_along_axis(flat, corner + 1, 1) * right
    lower = np.take_along_axis(flat, corner + edge, 1) * (1 - right)
    lower += np.take_along_axis(flat, corner + edge + 1, 1) * right
    sampled: Floats = upper * (1 - down) + lower * down
    return sampled


def _inside(at: Floats) -> Floats:
    inside: Floats = (np.abs(at).max(axis=1) <= 1).astype(np.float32)
    return inside


def _exposed(one: Floats, other: Floats, weights: Floats) -> tuple[Floats, Floats, Floats]:
    """Bring two pictures to one exposure: the first without its mean, its gain, and what is left over."""
    total = weights.sum(axis=1, keepdims=True) + 1e-6
    one = one - (one * weights).sum(axis=1, keepdims=True) / total
    other = other - (other * weights).sum(axis=1, keepdims=True) / total
    weighted = weights * one
    gain = (weighted * other).sum(axis=1, keepdims=True) / (
        (weighted * one).sum(axis=1, keepdims=True) + 1e-3
    )
    gain = np.clip(gain, 0.2, 5)
    return one, gain, other - gain * one


def _trusted(rest: Floats, weights: Floats) -> Floats:
    """Geman and McClure's weights: what differs by more than the rest counts for less."""
    usual = 1.4826 * np.median(np.abs(rest), axis=1, keepdims=True).astype(np.float32) + 1.0
    trusted: Floats = (weights / (1 + (rest / (_OUTLIER * usual)) ** 2) ** 2).astype(np.float32)
    return trusted


def _refined(ones: Floats, others: Floats, maps: Floats, steps: int) -> Floats:
    """Improve affine maps, shape (n, 2, 3), by Gauss and Newton's method."""
    edge = ones.shape[1]
    x, y = _grid(edge)
    down: Floats = np.asarray(np.gradient(ones, 2 / edge, axis=1), np.float32)
    across: Floats = np.asarray(np.gradient(ones, 2 / edge, axis=2), np.float32)
    flat = others.reshape(len(others), -1)
    for _ in range(steps):
        at = _mapped(maps, edge)
        seen, gain, rest = _exposed(_sampled(ones, at), flat, _inside(at))
        weights = _trusted(rest, _inside(at))
        right, lower = gain * _sampled(across, at), gain * _sampled(down, at)
        slopes = np.stack(
            [right * x, right * y, right, lower * x, lower * y, lower, seen, np.ones_like(seen)]
        )
        slopes = slopes.transpose(1, 0, 2)
        weighted = slopes * weights[:, np.newaxis]
        normal = weighted @ slopes.transpose(0, 2, 1)
        # A flat picture says nothing of where it lies: it stays where it is.
        diagonal = np.arange(8)
        normal[:, diagonal, diagonal] = normal[:, diagonal, diagonal] * 1.001 + 1e-2
        change = np.linalg.solve(normal, weighted @ rest[:, :, np.newaxis])[:, :6, 0]
        maps = maps + np.clip(change, -0.2, 0.2).reshape(-1, 2, 3)
    return maps


# -- how well they agree --------------------------------------------------------------------------


def _details_compared(ones: Floats, others: Floats, maps: Floats) -> Floats:
    at = _mapped(maps, DETAIL_EDGE)
    return _correlation(_sampled(ones, at), others.reshape(len(others), -1), _inside(at))


def _correlation(one: Floats, other: Floats, weights: Floats) -> Floats:
    """Pearson's, weighted, shape (n,)."""
    total = weights.sum(axis=1, keepdims=True) + 1e-6
    one = one - (one * weights).sum(axis=1, keepdims=True) / total
    other = other - (other * weights).sum(axis=1, keepdims=True) / total
    both = (weights * one * other).sum(axis=1)
    each = (weights * one * one).sum(axis=1) * (weights * other * other).sum(axis=1)
    correlation: Floats = both / np.sqrt(each + 1e-3)
    return correlation


def _overhang(maps: Floats) -> Floats:
    """How far the nearer of both frames reaches over the other, as a share of an edge."""
    corners = np.array([[-1, 1, -1, 1], [-1, -1, 1, 1]], np.float32)
    forth = maps[:, :, :2] @ corners + maps[:, :, 2:]
    turn = maps[:, :, :2] + 1e-9 * np.eye(2, dtype=np.float32)
    flat = np.abs(np.linalg.det(turn)) < 1e-3
    turn[flat] = np.eye(2, dtype=np.float32)
    back = np.linalg.inv(turn) @ (corners - maps[:, :, 2:])
    reach = [np.abs(way).max(axis=(1, 2)) for way in (forth, back)]
    overhang: Floats = (np.minimum(*reach) - 1) / 2
    overhang[flat] = np.inf
    return overhang.astype(np.float32)
