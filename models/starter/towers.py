"""The two towers of the starter, as ONNX files.

A vector is the caption space and the named space side by side, each of unit
length before it is weighted. An image weighs them equally. A sentence weighs
them by what it is: words that are (nearly) the name of an ImageNet class, or an
everyday word for a group of them, go to the named space, anything else to the
caption space. Scaling a text's halves doesn't change what they are compared
with, so both kinds of question are answered by the space that knows.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from onnx import TensorProto

from models.starter import efficientnet, minilm
from models.starter.graph import Graph
from models.starter.spaces import SMALL, Array, Head, Named

PIXELS, IDS, MASK = "pixels", "input_ids", "attention_mask"
EMBEDDING, SPATIAL, POOLED, LOGITS = "embedding", "spatial", "pooled", "logits"


@dataclass(frozen=True, slots=True)
class Gate:
    """How much of a text's squared length the named space gets, by its likeness to a class name.

    Attributes:
        least: Share of a sentence unlike any name.
        most: Share of a name itself.
        middle: Cosine at which it is half way.
        steepness: Of the logistic curve, per unit of cosine.
    """

    least: float = 0.02
    most: float = 0.9
    middle: float = 0.65
    steepness: float = 20.0

    def __call__(self, likeness: Array) -> Array:
        """Shares (n,) from cosines (n,)."""
        curve = 1 / (1 + np.exp(-self.steepness * (likeness - self.middle)))
        return np.asarray(self.least + (self.most - self.least) * curve, np.float32)


@dataclass(frozen=True, slots=True)
class Fitted:
    """Everything that was fitted.

    Attributes:
        image_head: Evened features to caption space.
        text_head: Text features to caption space.
        named: The named space.
        gate: The weights of a text.
        image_share: Share of an image's squared length that the named space gets.
    """

    image_head: Head
    text_head: Head
    named: Named
    gate: Gate
    image_share: float = 0.5

    @property
    def dimensions(self) -> int:
        """Of the whole vector."""
        return int(self.image_head.weight.shape[1] + self.named.projection.shape[1])

    def images(self, features: Array, logits: Array) -> Array:
        """What image.onnx computes after the trunk, in numpy."""
        caption, named = self.image_head(features), self.named.images(logits)
        share = np.float32(self.image_share)
        return np.hstack([np.sqrt(1 - share) * caption, np.sqrt(share) * named])

    def texts(self, features: Array) -> Array:
        """What text.onnx computes after the trunk, in numpy."""
        caption, named = self.text_head(features), self.named.texts(features[:, : minilm.WIDTH])
        share = self.gate((named @ self.named.known.T).max(1))[:, None]
        return np.hstack([np.sqrt(1 - share) * caption, np.sqrt(share) * named])


def _add_head(graph: Graph, x: str, head: Head) -> str:
    y = graph.linear(x, head.weight, head.bias)
    if head.inner is not None and head.inner_bias is not None and head.outer is not None:
        inner = graph.add("Relu", [graph.linear(x, head.inner, head.inner_bias)])
        y = graph.add("Add", [y, graph.linear(inner, head.outer, None)])
    return y


def _add_evened(graph: Graph, pooled: str) -> str:
    return graph.add("Sqrt", [graph.add("Add", [pooled, graph.scalar(float(SMALL))])])


def write_feature_tower(path: Path, weights: efficientnet.Weights) -> None:
    """The image trunk alone, to compute the features the heads are fitted on."""
    graph = Graph("features")
    side = efficientnet.SIDE
    trunk = efficientnet.add_trunk(graph, graph.input(PIXELS, ["n", 3, side, side]), weights)
    graph.output(trunk.pooled, POOLED, ["n", efficientnet.FEATURES])
    graph.output(trunk.logits, LOGITS, ["n", efficientnet.CLASSES])
    graph.save(path)


def write_image_tower(path: Path, weights: efficientnet.Weights, fitted: Fitted) -> None:
    """The image tower in float32: pixels (n, 3, 260, 260) to unit vectors."""
    graph = Graph("image")
    side = efficientnet.SIDE
    trunk = efficientnet.add_trunk(graph, graph.input(PIXELS, ["n", 3, side, side]), weights)
    share = fitted.image_share
    caption = _add_head(graph, _add_evened(graph, trunk.pooled), fitted.image_head)
    odds = graph.add("Softmax", [trunk.logits], axis=-1)
    named = graph.linear(odds, fitted.named.averaged, None)
    halves = [graph.unit(caption, np.sqrt(1 - share)), graph.unit(named, np.sqrt(share))]
    graph.output(graph.add("Concat", halves, axis=-1), EMBEDDING, ["n", fitted.dimensions])
    # Computed on the way to the embedding, so that offering it is free.
    rows = -(-side // 32)
    graph.output(trunk.spatial, SPATIAL, ["n", efficientnet.CHANNELS, rows, rows])
    graph.save(path)


def write_text_trunk(path: Path, weights: minilm.Weights) -> None:
    """The sentence encoder alone, in float32, to compute what the heads are fitted on."""
    graph = Graph("sentences")
    ids, mask = _text_inputs(graph)
    trunk = minilm.add_text_trunk(graph, ids, mask, weights, compact=False)
    graph.output(trunk.features, EMBEDDING, ["n", minilm.FEATURES])
    graph.save(path)


def write_text_tower(path: Path, weights: minilm.Weights, fitted: Fitted, *, compact: bool = True) -> None:
    """The text tower: token ids and mask (n, tokens) to unit vectors."""
    graph = Graph("text")
    ids, mask = _text_inputs(graph)
    trunk = minilm.add_text_trunk(graph, ids, mask, weights, compact=compact)
    caption = graph.unit(_add_head(graph, trunk.features, fitted.text_head))
    named = graph.unit(graph.linear(trunk.sentence, fitted.named.projection, fitted.named.bias))
    share = _add_gate(graph, named, fitted)
    rest = graph.add("Sub", [graph.scalar(1), share])
    halves = [
        graph.add("Mul", [caption, graph.add("Sqrt", [rest])]),
        graph.add("Mul", [named, graph.add("Sqrt", [share])]),
    ]
    graph.output(graph.add("Concat", halves, axis=-1), EMBEDDING, ["n", fitted.dimensions])
    graph.save(path)


def _add_gate(graph: Graph, named: str, fitted: Fitted) -> str:
    gate = fitted.gate
    cosines = graph.linear(named, fitted.named.known.T, None)
    likeness = graph.add("ReduceMax", [cosines], axes=[-1], keepdims=1)
    above = graph.add("Sub", [likeness, graph.scalar(gate.middle)])
    curve = graph.add("Sigmoid", [graph.add("Mul", [above, graph.scalar(gate.steepness)])])
    span = graph.add("Mul", [curve, graph.scalar(gate.most - gate.least)])
    return graph.add("Add", [span, graph.scalar(gate.least)])


def _text_inputs(graph: Graph) -> tuple[str, str]:
    return (
        graph.input(IDS, ["n", "tokens"], TensorProto.INT64),
        graph.input(MASK, ["n", "tokens"], TensorProto.INT64),
    )
