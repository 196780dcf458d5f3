"""A small writer of ONNX graphs: nodes are added by calling, weights by value.

The towers are written node by node instead of being traced from PyTorch: the
graph holds exactly what is meant, in one file, with a dynamic batch.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

OPSET = 17
IR_VERSION = 8


class Graph:
    """An ONNX graph under construction."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._nodes: list[Any] = []
        self._weights: list[Any] = []
        self._inputs: list[Any] = []
        self._outputs: list[Any] = []
        self._count = 0

    def _fresh(self, stem: str) -> str:
        self._count += 1
        return f"{stem}_{self._count}"

    def input(self, name: str, shape: list[int | str], kind: int = TensorProto.FLOAT) -> str:
        """Declare an input; a string in the shape is a dynamic axis."""
        self._inputs.append(helper.make_tensor_value_info(name, kind, shape))
        return name

    def output(self, value: str, name: str, shape: list[int | str]) -> str:
        """Give a value a public name and make it an output (float32)."""
        self._nodes.append(helper.make_node("Identity", [value], [name], name=f"out_{name}"))
        self._outputs.append(helper.make_tensor_value_info(name, TensorProto.FLOAT, shape))
        return name

    def constant(self, value: NDArray[Any], stem: str = "c") -> str:
        """Store an array as it is."""
        name = self._fresh(stem)
        self._weights.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def scalar(self, value: float) -> str:
        """Store one float32."""
        return self.constant(np.array(value, np.float32), "s")

    def matrix(self, value: NDArray[np.floating[Any]], stem: str = "w", *, compact: bool = True) -> str:
        """Store a weight matrix (inputs, outputs) for a MatMul.

        Args:
            value: The matrix.
            stem: Start of its name in the file.
            compact: Store int8 with one scale a column and widen it in the graph. ONNX Runtime
                folds Cast and Mul of constants when it loads, so the file is a quarter of the
                size and the arithmetic stays float32: no dependence on what else is in the
                batch, which dynamic quantisation of activations would bring.
        """
        if not compact:
            return self.constant(value.astype(np.float32), stem)
        codes, scale = to_int8(value, axis=0)
        wide = self.add("Cast", [self.constant(codes, f"{stem}_int8")], to=TensorProto.FLOAT)
        return self.add("Mul", [wide, self.constant(scale, f"{stem}_scale")])

    def add(self, op: str, inputs: list[str], **attributes: int | float | list[int]) -> str:
        """Add a node with one output and return the output's name."""
        name = self._fresh(op.lower())
        self._nodes.append(helper.make_node(op, inputs, [name], name=name, **attributes))
        return name

    def linear(
        self,
        x: str,
        weight: NDArray[np.floating[Any]],
        bias: NDArray[np.floating[Any]] | None,
        *,
        compact: bool = True,
    ) -> str:
        """``x @ weight + bias`` with weight (inputs, outputs)."""
        product = self.add("MatMul", [x, self.matrix(weight, compact=compact)])
        if bias is None:
            return product
        return self.add("Add", [product, self.constant(bias.astype(np.float32), "b")])

    def unit(self, x: str, length: float = 1.0) -> str:
        """Scale the rows of x (n, d) to a length; a zero row stays zero."""
        norm = self.add("ReduceL2", [x], axes=[-1], keepdims=1)
        safe = self.add("Max", [norm, self.scalar(1e-12)])
        normed = self.add("Div", [x, safe])
        return normed if length == 1.0 else self.add("Mul", [normed, self.scalar(length)])

    def save(self, path: Path) -> None:
        """Check the graph and write it as one file."""
        graph = helper.make_graph(self._nodes, self.name, self._inputs, self._outputs, self._weights)
        model = helper.make_model(
            graph,
            opset_imports=[helper.make_opsetid("", OPSET)],
            ir_version=IR_VERSION,
            producer_name="fovea",
        )
        onnx.checker.check_model(model, full_check=True)
        path.write_bytes(model.SerializeToString(deterministic=True))


def to_int8(value: NDArray[np.floating[Any]], axis: int) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """Symmetric int8 codes with one scale for each slice along the other axis.

    Args:
        value: A matrix.
        axis: The axis that shares a scale.

    Returns:
        Codes of the same shape, and the scale with `axis` kept as 1, so codes * scale ~ value.
    """
    peak = np.maximum(np.abs(value).max(axis=axis, keepdims=True), 1e-12)
    scale = (peak / 127).astype(np.float32)
    return np.clip(np.rint(value / scale), -127, 127).astype(np.int8), scale
