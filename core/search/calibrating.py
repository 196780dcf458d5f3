"""Calibrate an encoder: fit the rules of `core.search.judgement` on captioned photos."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from core.search.calibration import EVIDENCE, Calibration, Reference, Rule
from core.search.cases import Case, Collection, Questions
from core.search.judgement import LOOKED_AT, Asked, anything, background, evidence
from core.search.logistic import fit_logistic
from models import Encoder

_PHOTOS, _TEXTS = 512, 512
_LEAST = 0.25
"""Each collection gives at least this share of the reference."""
_SIZES = (100, 300, 1000, 5000)
_EACH = 150
_SAMPLE = 1024
_SEED = 7

KINDS = {
    "caption": 1.0,
    "telling words": 1.0,
    "word": 2.0,
    "no caption": 1.0,
    "no telling words": 1.0,
    "no word": 2.0,
    "no such word": 0.5,
}
"""What each sort of question counts, however many there are; people type words more than sentences."""


def calibrate(
    encoder: Encoder,
    asked: Sequence[Collection],
    known: Sequence[Collection],
    say: Callable[[str], None] = lambda _: None,
) -> Calibration:
    """Fit both rules.

    Args:
        encoder: Whose vectors these are.
        asked: Questions are made from these, each a library of its own.
        known: The reference is drawn from these, and what is left fills large libraries: pairs with `asked`.
        say: Told what is being done.
    """
    random = np.random.default_rng(_SEED)
    reference, fill = _reference(encoder, known, random)
    say("asking")
    cases = list(_cases(encoder, asked, fill, random))
    say(f"{len(cases):,} questions")
    words = _fitted(cases, reference, in_words=True)
    return Calibration(words, _fitted(list(_by_picture(cases)), reference, in_words=False), reference)


def _reference(
    encoder: Encoder, known: Sequence[Collection], random: np.random.Generator
) -> tuple[Reference, list[Collection]]:
    """Some photos, and as many captions as single words of captions; and the photos that are left."""
    total = sum(len(each.captions) for each in known)
    photos, captions, words, left = [], [], [], []
    for each in known:
        order = random.permutation(len(each.captions))
        count = min(len(order), round(_PHOTOS * max(len(order) / total, _LEAST)))
        photos.append(each.photos[order[:count]])
        captions.append(each.vectors[random.permutation(len(each.vectors))[: _TEXTS * count // _PHOTOS // 2]])
        said = Questions(each, 0, encoder, random).words
        some = random.permutation(len(said))[: _TEXTS * count // _PHOTOS // 2]
        words += [said[number] for number in some]
        left.append(each.part(np.sort(order[count:])))
    return Reference(np.concatenate(photos), np.concatenate([*captions, encoder.encode_texts(words)])), left


def _cases(
    encoder: Encoder, asked: Sequence[Collection], fill: Sequence[Collection], random: np.random.Generator
) -> Iterable[Case]:
    for collection, more in zip(asked, fill, strict=True):
        own, total = len(collection.captions), len(collection.captions) + len(more.captions)
        together = Collection(
            np.concatenate([collection.photos, more.photos]),
            (*collection.captions, *more.captions),
            np.concatenate([collection.vectors, more.vectors]),
        )
        questions = Questions(together, own, encoder, random)
        for size in sorted({min(size, total) for size in _SIZES}):
            # As many as there are of those that questions are about, then others.
            chosen = random.permutation(own)[:size]
            others = own + random.permutation(total - own)[: size - len(chosen)]
            yield from questions.cases(np.sort(np.concatenate([chosen, others])), _EACH)


def _by_picture(cases: Iterable[Case]) -> Iterable[Case]:
    """The same questions by a photo: of several that match, one asks for the others."""
    for case in cases:
        if case.kind != "word" or case.right.sum() < 2:
            continue
        own = int(np.flatnonzero(case.right)[0])
        others = np.ones(len(case.right), bool)
        others[own] = False
        vector = case.photos[own]
        yield Case("word", case.size, vector, case.photos[others], case.right[others], case.told[others])
        without = case.told & ~case.right
        if without.sum() >= LOOKED_AT:
            nothing = np.zeros(int(without.sum()), bool)
            yield Case("no word", case.size, vector, case.photos[without], nothing, ~nothing)


def _fitted(cases: Sequence[Case], reference: Reference, *, in_words: bool) -> Rule:
    numbers, found, kinds = [], [], []
    lines: list[tuple[float, float, bool, str]] = []
    looked: list[tuple[NDArray[np.float64], NDArray[np.int64], NDArray[np.float32]]] = []
    used: list[Case] = []
    for case in cases:
        if len(case.photos) < 2:
            continue
        scores = case.photos @ case.vector
        top = np.argsort(-scores, kind="stable")[:LOOKED_AT]
        right = bool(case.right[top].any())
        if case.right.any() and not right:
            continue  # what the encoder can't find is neither there nor not
        behind = background(
            case.vector, case.size, case.photos[:: max(1, len(case.photos) // 1024)], reference
        )
        asked = Asked(case.vector, in_words)
        numbers.append(evidence(asked, case.photos[top], behind, reference))
        drop = (scores[top[0]] - scores[top]) / np.float32(behind.spread)
        looked.append((numbers[-1], top, drop))
        used.append(case)
        found.append(right)
        kinds.append(case.kind)
    weights, bias = fit_logistic(np.array(numbers), np.array(found), _counts(kinds))
    rule = Rule(weights, bias, (1.0, 0.0, 1.0))
    for case, (each, top, drop) in zip(used, looked, strict=True):
        odds = anything(rule, each)
        if case.right.any() and (case.told == case.right).all():
            continue  # only of the right ones anything is known
        for place, number in enumerate(top.tolist()):
            if case.told[number]:
                lines.append((odds, float(drop[place]), bool(case.right[number]), case.kind))
    table = np.array([line[:2] for line in lines])
    slopes, shift = fit_logistic(
        table, np.array([line[2] for line in lines]), _counts([line[3] for line in lines])
    )
    assert len(weights) == len(EVIDENCE)
    return Rule(weights, bias, (float(slopes[0]), shift, max(0.0, -float(slopes[1]))))


def _counts(kinds: Sequence[str]) -> NDArray[np.float64]:
    """Each sort counts as `KINDS` says, and half of the weight lies where nothing matches."""
    number: dict[str, int] = defaultdict(int)
    for kind in kinds:
        number[kind] += 1
    side = {
        there: sum(KINDS[kind] for kind in number if kind.startswith("no ") is not there)
        for there in (True, False)
    }
    return np.array([KINDS[kind] / number[kind] / side[not kind.startswith("no ")] for kind in kinds])
