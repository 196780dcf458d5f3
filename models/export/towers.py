"""The two halves of a PyTorch model as two ONNX graphs, written by Optimum.

Optimum's own recipes for these models (`main_export`) give one graph that wants
pictures and sentences together, and the split one drops the projection; so each
tower is a small module of its own here, with a recipe of its own, and goes
through Optimum's exporter: its patches of transformers, its checks, and
`torch.onnx.export` with the TorchScript exporter (dynamo=False). The newer
exporter's graphs carry shape annotations that int8 quantisation stumbles over.
"""

from __future__ import annotations

import importlib
import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import torch
from optimum.exporters.onnx.base import OnnxConfig
from optimum.exporters.onnx.convert import export_pytorch
from optimum.utils import NormalizedConfig

from models.errors import EncoderDamaged, EncoderUnsupported
from models.export.families import Family

PIXELS, IDS, MASK = "pixel_values", "input_ids", "attention_mask"
EMBEDDING, SPATIAL = "embedding", "spatial"

_OPSET = 17  # what ONNX Runtime's transformer fusions and quantiser are tried on most
_MAX_GRAPH = (1 << 31) - (1 << 20)  # a protobuf message ends at 2 GiB; beyond, weights need a second file


def load_model(directory: Path, family: Family, where: str) -> Any:
    """Open the PyTorch model in float32, from safetensors, on the processor, without its own code.

    Raises:
        EncoderDamaged: Weights are missing.
        EncoderUnsupported: transformers can't open it.
    """
    kind = getattr(importlib.import_module("transformers"), family.model)
    try:
        model, loaded = kind.from_pretrained(
            directory,
            local_files_only=True,
            use_safetensors=True,
            trust_remote_code=False,
            dtype=torch.float32,
            attn_implementation="eager",
            output_loading_info=True,
        )
    except Exception as error:  # anything a damaged file makes of it
        raise EncoderUnsupported(f"{where} can't be opened: {_first_line(error)}.") from error
    lacking = sorted(loaded["missing_keys"]) + [str(key[0]) for key in loaded["mismatched_keys"]]
    if lacking:
        raise EncoderDamaged(f"{where} lacks weights: {', '.join(lacking[:3])} (of {len(lacking)}).")
    return model.eval()


class ImageTower(torch.nn.Module):  # type: ignore[misc]
    """Pixels to the embedding, and the last layer's features by place."""

    def __init__(self, model: Any, family: Family) -> None:
        super().__init__()
        self.config = model.config
        self.vision = model.vision_model
        self.projection = getattr(model, "visual_projection", None)
        self.class_tokens = family.class_tokens
        self.side = model.config.vision_config.image_size // model.config.vision_config.patch_size

    def forward(self, pixel_values: Any) -> dict[str, Any]:
        """Take float32 (n, 3, height, width)."""
        found = self.vision(pixel_values=pixel_values)
        embedding = found.pooler_output
        if self.projection is not None:
            embedding = self.projection(embedding)
        tokens = found.last_hidden_state[:, self.class_tokens :]
        spatial = tokens.transpose(1, 2).unflatten(2, (self.side, self.side))
        return {EMBEDDING: embedding, SPATIAL: spatial}


class TextTower(torch.nn.Module):  # type: ignore[misc]
    """Token ids to the embedding."""

    def __init__(self, model: Any, family: Family) -> None:
        super().__init__()
        self.config = model.config
        self.text = model.text_model
        # SigLIP has its projection inside.
        self.projection = getattr(model, "text_projection", None)
        self.first = family.pooled == "first"

    def forward(self, input_ids: Any, attention_mask: Any = None) -> dict[str, Any]:
        """Take int64 (n, tokens)."""
        found = self.text(input_ids=input_ids, attention_mask=attention_mask)
        embedding = found.last_hidden_state[:, 0] if self.first else found.pooler_output
        return {EMBEDDING: embedding if self.projection is None else self.projection(embedding)}


class _Recipe(OnnxConfig):  # type: ignore[misc]
    """Inputs, outputs and an example for Optimum."""

    NORMALIZED_CONFIG_CLASS = NormalizedConfig
    DEFAULT_ONNX_OPSET = _OPSET
    PATCHING_SPECS = None

    def __init__(
        self,
        config: Any,
        example: dict[str, Any],
        axes: Mapping[str, dict[int, str]],
        outputs: tuple[str, ...],
    ) -> None:
        self._example, self._axes, self._named = example, axes, outputs
        super().__init__(config, task="feature-extraction")

    @property
    def inputs(self) -> dict[str, dict[int, str]]:
        return dict(self._axes)

    @property
    def outputs(self) -> dict[str, dict[int, str]]:
        return {name: {0: "batch"} for name in self._named}

    def generate_dummy_inputs(self, framework: str = "pt", **shapes: Any) -> dict[str, Any]:  # noqa: ARG002
        return dict(self._example)


def write_image_tower(model: Any, family: Family, size: tuple[int, int], target: Path) -> None:
    """Write image.onnx: `pixel_values` to `embedding` and `spatial`, any batch.

    Args:
        model: From `load_model`.
        family: Of the model.
        size: Height and width of its input.
        target: The file.
    """
    # Two of a kind: a batch of one may be baked in as a constant.
    example = {PIXELS: torch.rand(2, 3, *size)}
    _write(ImageTower(model, family), example, {PIXELS: {0: "batch"}}, (EMBEDDING, SPATIAL), target)


def write_text_tower(model: Any, family: Family, context: int, target: Path) -> None:
    """Write text.onnx: `input_ids` (and `attention_mask`) to `embedding`, any batch.

    The number of tokens is free where texts are padded to the longest, fixed where to the context.
    """
    axes = {0: "batch"} if family.padding == "context" else {0: "batch", 1: "tokens"}
    length = context if family.padding == "context" else min(context, 11)
    ids = torch.randint(3, model.config.text_config.vocab_size, (2, length))
    example, free = {IDS: ids}, {IDS: axes}
    if family.mask:
        example[MASK], free[MASK] = torch.ones_like(ids), axes
    _write(TextTower(model, family), example, free, (EMBEDDING,), target)


def _write(
    tower: Any,
    example: dict[str, Any],
    axes: Mapping[str, dict[int, str]],
    outputs: tuple[str, ...],
    target: Path,
) -> None:
    size = sum(weight.numel() * weight.element_size() for weight in tower.parameters())
    if size > _MAX_GRAPH:
        raise EncoderUnsupported(
            f"One of its towers has {size / 1e9:.1f} GB of weights, more than a single ONNX file can hold.",
            "Choose a smaller model of the family.",
        )
    with warnings.catch_warnings(), torch.random.fork_rng():
        # The tracer warns of every Python condition it passes; what it makes of them is checked by parity.
        warnings.simplefilter("ignore")
        export_pytorch(tower.eval(), _Recipe(tower.config, example, axes, outputs), _OPSET, target)


def _first_line(error: BaseException) -> str:
    lines = str(error).strip().splitlines()
    return lines[0].rstrip(".")[:300] if lines else type(error).__name__
