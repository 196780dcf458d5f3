"""The two spaces a starter vector is made of, fitted in closed form.

Caption space: regularised canonical correlation analysis (Hotelling, "Relations
between two sets of variates", Biometrika 1936) between image features and
sentence embeddings of human captions. It knows scenes and what people do.

Named space: ConSE (Norouzi et al., "Zero-Shot Learning by Convex Combination of
Semantic Embeddings", 2013): the class probabilities average the embeddings of
the class names. It knows a thousand things by name.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32]
Double = NDArray[np.float64]

SMALL = np.float32(1e-3)
"""Added before the square root, which would make much of nothing at nought."""


@dataclass(frozen=True, slots=True)
class Head:
    """A map into the caption space: ``x @ weight + bias + relu(x @ inner + inner_bias) @ outer``.

    Attributes:
        weight: (inputs, dimensions).
        bias: (dimensions,).
        inner: (inputs, hidden), or None for a purely linear head.
        inner_bias: (hidden,), or None.
        outer: (hidden, dimensions), or None.
    """

    weight: Array
    bias: Array
    inner: Array | None = None
    inner_bias: Array | None = None
    outer: Array | None = None

    def __call__(self, x: Array) -> Array:
        """Map rows to unit vectors."""
        y = x @ self.weight + self.bias
        if self.inner is not None and self.inner_bias is not None and self.outer is not None:
            y = y + np.maximum(x @ self.inner + self.inner_bias, 0) @ self.outer
        return unit(y)


@dataclass(frozen=True, slots=True)
class Named:
    """The named space.

    Attributes:
        projection: (384, dimensions): principal axes of sentence embeddings.
        bias: (dimensions,): minus the projected mean.
        classes: (1000, dimensions): the class names in this space, of unit length.
        averaged: (1000, dimensions): what the probabilities average.
        known: (k, dimensions): the classes and the everyday words for groups of them, of unit length;
            a text like one of these is a name.
    """

    projection: Array
    bias: Array
    classes: Array
    averaged: Array
    known: Array

    def texts(self, embeddings: Array) -> Array:
        """Sentence embeddings to unit vectors."""
        return unit(embeddings @ self.projection + self.bias)

    def images(self, logits: Array) -> Array:
        """ImageNet logits to unit vectors."""
        return unit(softmax(logits) @ self.averaged)


def image_features(pooled: Array) -> Array:
    """The square root evens out the long tail of ReLU features (Hellinger kernel, as in RootSIFT)."""
    return np.asarray(np.sqrt(pooled + SMALL), np.float32)


def unit(x: Array) -> Array:
    """Rows scaled to unit length."""
    norm = np.maximum(np.linalg.norm(x, axis=1, keepdims=True), 1e-12)
    return np.asarray(x / norm, np.float32)


def softmax(logits: Array) -> Array:
    """Row-wise softmax."""
    shifted = np.exp(logits - logits.max(axis=1, keepdims=True))
    return np.asarray(shifted / shifted.sum(axis=1, keepdims=True), np.float32)


def fit_cca(
    images: Array,
    texts: Array,
    owner: NDArray[np.int64],
    *,
    dimensions: int,
    image_ridge: float,
    text_ridge: float,
) -> tuple[Head, Head]:
    """Regularised CCA; directions are weighted by their canonical correlation.

    Args:
        images: (n, p), the features of the photographs.
        texts: (m, q), the features of the captions.
        owner: (m,), the photograph of each caption.
        dimensions: Directions that are kept.
        image_ridge: Added to the covariance's diagonal, as a multiple of its mean variance.
        text_ridge: The same for the texts.

    Returns:
        The image head and the text head.
    """
    # As if each photograph stood beside each of its captions, but without the copies.
    count = np.bincount(owner, minlength=len(images)).astype(np.float64)
    image_mean, text_mean = count @ images / len(texts), texts.mean(0, dtype=np.float64)
    a, b = images - image_mean, texts - text_mean
    total = np.zeros((len(images), texts.shape[1]))
    np.add.at(total, owner, b)
    image_whitener = _whitener((a * count[:, None]).T @ a / len(texts), image_ridge)
    text_whitener = _whitener(b.T @ b / len(texts), text_ridge)
    cross = image_whitener.T @ (a.T @ total / len(texts)) @ text_whitener
    left, correlation, right = np.linalg.svd(cross, full_matrices=False)
    # The sign of a singular pair is arbitrary; fixing it makes builds comparable.
    signs = np.sign(left[np.abs(left).argmax(0), np.arange(left.shape[1])])
    gain = (correlation * signs)[:dimensions]
    image_map = image_whitener @ left[:, :dimensions] * gain
    text_map = text_whitener @ right.T[:, :dimensions] * gain
    return _linear(image_map, image_mean), _linear(text_map, text_mean)


def _whitener(covariance: Double, ridge: float) -> Double:
    damped = covariance + ridge * np.trace(covariance) / len(covariance) * np.eye(len(covariance))
    values, vectors = np.linalg.eigh(damped)
    return np.asarray(vectors / np.sqrt(values), np.float64)


def _linear(matrix: Double, mean: Double) -> Head:
    return Head(matrix.astype(np.float32), (-mean @ matrix).astype(np.float32))


@dataclass(frozen=True, slots=True)
class Group:
    """Classes that have an everyday word in common.

    Attributes:
        words: (w, 384), embeddings of the words.
        members: int64 (c,), the classes.
    """

    words: Array
    members: NDArray[np.int64]


def fit_named(
    names: tuple[Array, Array],
    owner: NDArray[np.int64],
    captions: Array,
    dimensions: int,
    groups: Sequence[Group] = (),
    pull: float = 0.0,
) -> Named:
    """Make the named space.

    Args:
        names: Two (k, 384): embeddings of every name of every class, bare and as "a photo of a NAME".
        owner: (k,), the class of a name.
        captions: (m, 384), embeddings of sentences, so that the axes serve sentences too.
        dimensions: Principal axes that are kept.
        groups: Everyday words for many classes.
        pull: How far a class is drawn to the words of its groups, where its own names count two.
    """
    classes = np.zeros((int(owner.max()) + 1, captions.shape[1]), np.float32)
    for part in names:
        total = np.zeros_like(classes)
        np.add.at(total, owner, part)
        classes += unit(total)
    common = np.zeros_like(classes)
    for group in groups:
        common[group.members] += unit(group.words.mean(0)[None])[0]
    classes = unit(classes + np.float32(pull) * unit(common))
    mean = (captions.mean(0) + names[0].mean(0)) / 2
    sample = np.vstack([captions[::5], classes, names[0]])
    _, vectors = np.linalg.eigh(np.cov(sample.T.astype(np.float64)))
    projection = vectors[:, ::-1][:, :dimensions].astype(np.float32)
    averaged = (classes - mean) @ projection
    words = [(group.words - mean) @ projection for group in groups]
    return Named(
        projection, -mean @ projection, unit(averaged), averaged, unit(np.vstack([averaged, *words]))
    )
