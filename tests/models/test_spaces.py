"""The closed forms behind the starter, on data whose answer is known."""

from __future__ import annotations

import numpy as np

from models.starter.everyday import everyday_words
from models.starter.spaces import Group, Head, fit_cca, fit_named, softmax, unit


def test_cca_finds_what_two_views_share() -> None:
    random = np.random.default_rng(1)
    shared = random.normal(size=(3000, 4))
    one = np.hstack([shared, 3 * random.normal(size=(3000, 20))]) @ random.normal(size=(24, 24))
    two = np.hstack([shared, 3 * random.normal(size=(3000, 10))]) @ random.normal(size=(14, 14))
    first, second = fit_cca(
        one[:2000].astype(np.float32),
        two[:2000].astype(np.float32),
        np.arange(2000),
        dimensions=4,
        image_ridge=1e-6,
        text_ridge=1e-6,
    )
    scores = first(one[2000:].astype(np.float32)) @ second(two[2000:].astype(np.float32)).T
    assert np.mean(scores.argmax(axis=1) == np.arange(1000)) > 0.3
    assert np.diag(scores).mean() > 0.95


def test_a_head_gives_unit_vectors_and_its_hidden_layer_counts() -> None:
    random = np.random.default_rng(2)
    x = random.normal(size=(5, 6)).astype(np.float32)
    weight, bias = random.normal(size=(6, 3)).astype(np.float32), np.zeros(3, np.float32)
    inner, outer = np.eye(6, dtype=np.float32), random.normal(size=(6, 3)).astype(np.float32)
    plain = Head(weight, bias)(x)
    bent = Head(weight, bias, inner, np.zeros(6, np.float32), outer)(x)
    np.testing.assert_allclose(np.linalg.norm(plain, axis=1), 1, atol=1e-6)
    np.testing.assert_allclose(bent, unit(x @ weight + np.maximum(x, 0) @ outer), atol=1e-6)


def test_a_certain_class_lies_where_its_name_lies() -> None:
    random = np.random.default_rng(3)
    names = unit(random.normal(size=(30, 384)).astype(np.float32))
    owner = np.repeat(np.arange(10), 3)
    captions = unit(random.normal(size=(500, 384)).astype(np.float32))
    named = fit_named((names, names), owner, captions, 64)
    certain = np.where(np.eye(10) > 0, 50, 0).astype(np.float32)
    np.testing.assert_allclose(named.images(certain), named.classes, atol=1e-4)
    assert ((named.texts(names) @ named.classes.T).argmax(axis=1) == owner).all()


def test_a_class_is_drawn_to_the_word_for_its_group() -> None:
    random = np.random.default_rng(4)
    names = unit(random.normal(size=(10, 384)).astype(np.float32))
    word = unit(random.normal(size=(1, 384)).astype(np.float32))
    captions = unit(random.normal(size=(500, 384)).astype(np.float32))
    group = Group(word, np.array([2, 3, 5]))
    named = fit_named((names, names), np.arange(10), captions, 64, [group], pull=0.5)
    likeness = (named.texts(word) @ named.classes.T)[0]
    assert set(np.argsort(-likeness)[:3]) == {2, 3, 5}
    assert (named.texts(names) @ named.classes.T).argmax(axis=1).tolist() == list(range(10))
    assert len(named.known) == 11


def test_everyday_words_name_classes() -> None:
    groups = dict(everyday_words())
    assert 200 in groups["dog", "puppy"]
    for words, members in groups.items():
        assert all(word == word.strip() != "" for word in words)
        assert len(members) == len(set(members.tolist())) > 0, words
        assert 0 <= members.min() <= members.max() < 1000


def test_softmax_stands_large_logits() -> None:
    np.testing.assert_allclose(softmax(np.array([[1e4, 1e4, -1e4]], np.float32)), [[0.5, 0.5, 0]])
