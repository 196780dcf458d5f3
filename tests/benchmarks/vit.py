"""An encoder as large as CLIP's ViT-B/32, with weights by chance: it knows nothing and costs the same."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models import Encoder, load_encoder, starter_directory

_EDGE, _PATCH, _WIDTH, _LAYERS, _HEADS, _MLP = 224, 32, 768, 12, 12, 3072
_TOKENS = (_EDGE // _PATCH) ** 2 + 1
_DIMENSIONS = 512


def make_vit(directory: Path, seed: int = 1) -> Encoder:
    """Write the encoder and load it; its text tower is the starter's.

    Dosovitskiy et al.: An Image is Worth 16x16 Words (2021); sizes of Radford et al. (2021), ViT-B/32.

    Args:
        directory: Where to; made here.
        seed: Of the weights.

    Raises:
        ImportError: The package `onnx` is not installed.
    """
    shutil.copytree(starter_directory(), directory)
    (directory / "image.onnx").write_bytes(_tower(np.random.default_rng(seed)))
    preprocessor = json.loads((directory / "preprocessor.json").read_text())
    (directory / "preprocessor.json").write_text(json.dumps(preprocessor | {"width": _EDGE, "height": _EDGE}))
    manifest = json.loads((directory / "manifest.json").read_text())
    manifest["name"] = "vit-b-32-sized"
    manifest["image"].pop("spatial", None)
    for name in manifest["files"]:
        content = (directory / name).read_bytes()
        manifest["files"][name] = {"sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content)}
    (directory / "manifest.json").write_text(json.dumps(manifest))
    return load_encoder(directory)


def _tower(rng: np.random.Generator) -> bytes:
    """The image tower as an ONNX graph, opset 17."""
    from onnx import TensorProto, checker, helper  # noqa: PLC0415  only this part of the benchmarks needs it

    graph = _Graph(rng)
    square = [_PATCH, _PATCH]
    kernel = graph.weight(_WIDTH, 3, *square)
    patches = graph.node("Conv", "pixels", kernel, kernel_shape=square, strides=square)
    rows = graph.node("Reshape", patches, graph.constant(np.array([0, _WIDTH, -1], np.int64)))
    rows = graph.node("Transpose", rows, perm=[0, 2, 1])
    # The class token stands for all of the picture: here it starts as the mean of the patches.
    first = graph.node("ReduceMean", rows, axes=[1], keepdims=1)
    hidden = graph.node("Concat", first, rows, axis=1)
    hidden = graph.node("Add", hidden, graph.weight(_TOKENS, _WIDTH))
    for _ in range(_LAYERS):
        hidden = graph.node("Add", hidden, _attention(graph, graph.normalised(hidden)))
        inner = graph.linear(graph.normalised(hidden), _WIDTH, _MLP)
        gate = graph.node("Sigmoid", graph.node("Mul", inner, graph.constant(np.array(1.702, np.float32))))
        hidden = graph.node("Add", hidden, graph.linear(graph.node("Mul", inner, gate), _MLP, _WIDTH))
    token = graph.node("Gather", graph.normalised(hidden), graph.constant(np.array(0, np.int64)), axis=1)
    graph.node("MatMul", token, graph.weight(_WIDTH, _DIMENSIONS), output="projected")
    graph.node("LpNormalization", "projected", output="embedding", axis=-1, p=2)
    pixels = helper.make_tensor_value_info("pixels", TensorProto.FLOAT, ["batch", 3, _EDGE, _EDGE])
    embedding = helper.make_tensor_value_info("embedding", TensorProto.FLOAT, ["batch", _DIMENSIONS])
    model = helper.make_model(
        helper.make_graph(graph.nodes, "vit", [pixels], [embedding], graph.initializers),
        opset_imports=[helper.make_opsetid("", 17)],
        ir_version=8,
    )
    checker.check_model(model)
    return bytes(model.SerializeToString())


def _attention(graph: _Graph, hidden: str) -> str:
    """Attention of all tokens to all, in `_HEADS` heads."""
    shape = graph.constant(np.array([0, _TOKENS, _HEADS, _WIDTH // _HEADS], np.int64))
    query, key, value = (
        graph.node(
            "Transpose", graph.node("Reshape", graph.linear(hidden, _WIDTH, _WIDTH), shape), perm=list(order)
        )
        for order in ((0, 2, 1, 3), (0, 2, 3, 1), (0, 2, 1, 3))
    )
    scale = graph.constant(np.array((_WIDTH // _HEADS) ** -0.5, np.float32))
    weights = graph.node("Softmax", graph.node("Mul", graph.node("MatMul", query, key), scale), axis=-1)
    mixed = graph.node("Transpose", graph.node("MatMul", weights, value), perm=[0, 2, 1, 3])
    whole = graph.constant(np.array([0, _TOKENS, _WIDTH], np.int64))
    return graph.linear(graph.node("Reshape", mixed, whole), _WIDTH, _WIDTH)


class _Graph:
    """Nodes and weights of a graph, as they are added."""

    def __init__(self, rng: np.random.Generator) -> None:
        self._rng = rng
        self.nodes: list[Any] = []
        self.initializers: list[Any] = []

    def node(self, kind: str, *inputs: str, output: str = "", **attributes: Any) -> str:
        """Add a node; returns the name of what it gives."""
        from onnx import helper  # noqa: PLC0415

        name = output or f"n{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, list(inputs), [name], **attributes))
        return name

    def constant(self, values: NDArray[Any]) -> str:
        """Add a tensor; returns its name."""
        from onnx import numpy_helper  # noqa: PLC0415

        name = f"w{len(self.initializers)}"
        self.initializers.append(numpy_helper.from_array(values, name))
        return name

    def weight(self, *shape: int) -> str:
        """Add weights by chance, small enough for the layers behind them."""
        scale = shape[0] ** -0.5
        return self.constant((scale * self._rng.standard_normal(shape)).astype(np.float32))

    def linear(self, hidden: str, width: int, to: int) -> str:
        """A linear layer."""
        product = self.node("MatMul", hidden, self.weight(width, to))
        return self.node("Add", product, self.constant(np.zeros(to, np.float32)))

    def normalised(self, hidden: str) -> str:
        """A layer norm."""
        ones, zeros = np.ones(_WIDTH, np.float32), np.zeros(_WIDTH, np.float32)
        return self.node(
            "LayerNormalization", hidden, self.constant(ones), self.constant(zeros), axis=-1, epsilon=1e-5
        )
