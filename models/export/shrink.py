"""Smaller graphs: int8 weights by Optimum's quantiser, or float16."""

from __future__ import annotations

import importlib
import logging
import shutil
from collections import Counter
from pathlib import Path
from typing import Any, Literal

import numpy as np

Quantisation = Literal["int8", "fp16"]
_TABLE = 1 << 20  # bytes; a smaller one is not worth a step more
QUANTISATIONS: tuple[Quantisation, ...] = ("int8", "fp16")


def shrink(source: Path, target: Path, quantise: Quantisation) -> None:
    """Write a smaller copy of a float32 graph.

    Args:
        source: An ONNX file.
        target: Another file.
        quantise: "int8": matrix products only, weights per channel, activations measured at every
            run ("dynamic": needs no calibration photos). Convolutions, of which these models have one,
            stay in float32; tables of words become float16, being most of a multilingual model.
            "fp16": everything, but inputs and outputs stay float32.
    """
    _int8(source, target) if quantise == "int8" else _fp16(source, target)


def _int8(source: Path, target: Path) -> None:
    quantising: Any = importlib.import_module("optimum.onnxruntime")
    configurations: Any = importlib.import_module("optimum.onnxruntime.configuration")
    # Unsigned weights: processors without VNNI overflow where signed ones are added in pairs, and an
    # encoder goes to other computers. Seven bits would cure that too, at a third of the exactness.
    configuration = configurations.AutoQuantizationConfig.avx2(
        is_static=False, per_channel=True, operators_to_quantize=["MatMul", "Gemm"]
    )
    logging.getLogger("optimum").setLevel(logging.ERROR)
    root = logging.getLogger()
    level = root.level
    root.setLevel(logging.ERROR)  # ONNX Runtime's quantiser recommends its preprocessing there, to everyone
    try:
        quantiser = quantising.ORTQuantizer(source)
        folder = target.parent / f".{target.stem}.int8"
        quantiser.quantize(save_dir=folder, quantization_config=configuration, file_suffix="")
    finally:
        root.setLevel(level)
    (folder / source.name).replace(target)
    shutil.rmtree(folder)
    _halve_tables(target)


def _halve_tables(path: Path) -> None:
    """Store what is looked up by row in float16, and widen the rows that were looked up."""
    onnx: Any = importlib.import_module("onnx")
    model = onnx.load(path)
    graph = model.graph
    tables = {
        table.name: table
        for table in graph.initializer
        if table.data_type == onnx.TensorProto.FLOAT and len(table.raw_data) >= _TABLE
    }
    users = Counter(name for node in graph.node for name in node.input)
    for index in reversed(range(len(graph.node))):
        node = graph.node[index]
        if node.op_type != "Gather" or node.input[0] not in tables or users[node.input[0]] > 1:
            continue
        table = tables[node.input[0]]
        values = onnx.numpy_helper.to_array(table).astype(np.float16)
        table.CopyFrom(onnx.numpy_helper.from_array(values, table.name))
        wide, node.output[0] = node.output[0], f"{node.output[0]}_half"
        cast = onnx.helper.make_node("Cast", [node.output[0]], [wide], to=onnx.TensorProto.FLOAT)
        graph.node.insert(index + 1, cast)
    # Annotations of shapes name types that are no longer true.
    del graph.value_info[:]
    onnx.save(model, path)


def _fp16(source: Path, target: Path) -> None:
    onnx: Any = importlib.import_module("onnx")
    tools: Any = importlib.import_module("onnxruntime.transformers.float16")
    model = onnx.load(source)
    onnx.save(tools.convert_float_to_float16(model, keep_io_types=True), target)
