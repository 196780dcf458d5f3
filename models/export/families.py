"""The families of models that can be exported, and what each of them wants.

Sources: Radford et al., "Learning Transferable Visual Models From Natural Language
Supervision", ICML 2021 (CLIP); Zhai et al., "Sigmoid Loss for Language Image
Pre-Training", ICCV 2023, and Tschannen et al., "SigLIP 2", 2025; Yang et al.,
"Chinese CLIP", 2022. What is computed is read from the model's own configuration;
what that does not say is here.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Literal

from models.errors import EncoderUnsupported
from models.manifest import Padding
from models.preprocess import Interpolation, Preprocess


@dataclass(frozen=True, slots=True)
class Family:
    """What the models of one `model_type` have in common.

    Attributes:
        title: What people call it.
        model: The class in transformers.
        pooled: Where the sentence's vector comes from: the tower's own pooling, or its first
            token (Chinese-CLIP's text tower has no pooling, and `get_text_features` of
            transformers 4.5x fails on that; its `forward` takes the first token).
        class_tokens: Tokens before those of the image's patches.
        mask: Whether the text tower attends to a mask. CLIP's causal attention and its pooling at
            the end token make padding invisible; SigLIP was trained to see it.
        padding: See `models.manifest.TextTower`.
        context: Longest input its reference uses where the position table is longer, or None.
        languages: Where the model card names none.
    """

    title: str
    model: str
    pooled: Literal["pooler", "first"]
    class_tokens: int
    mask: bool
    padding: Padding
    context: int | None
    languages: tuple[str, ...]


FAMILIES = {
    "clip": Family("CLIP", "CLIPModel", "pooler", 1, False, "longest", None, ("en",)),
    # Its text tower pools the last of its positions, be it padding or not.
    "siglip": Family("SigLIP", "SiglipModel", "pooler", 0, False, "context", None, ("en",)),
    # BERT's table has 512 positions; cn_clip's `tokenize` cuts at 52, and so was it trained.
    "chinese_clip": Family("Chinese-CLIP", "ChineseCLIPModel", "first", 1, True, "longest", 52, ("zh",)),
}

# A SigLIP with Gemma's tokenizer, which is what tells it apart. Of its 109 languages those of
# Crossmodal-3600 in which a base model does well.
SIGLIP2 = replace(
    FAMILIES["siglip"],
    title="SigLIP 2",
    languages=(
        *("en", "ar", "cs", "da", "de", "el", "es", "fa", "fi", "fil", "fr", "he", "hi", "hr", "hu", "id"),
        *("it", "ja", "ko", "nl", "no", "pl", "pt", "ro", "ru", "sv", "th", "tr", "uk", "vi", "zh"),
    ),
)

_RESAMPLING: dict[int, Interpolation] = {1: "lanczos", 2: "bilinear", 3: "bicubic"}  # Pillow's numbers


def family_of(configuration: dict[str, Any], where: str) -> Family:
    """The family of a config.json.

    Args:
        configuration: Its content.
        where: What to call the model in a message.

    Raises:
        EncoderUnsupported: It is none that can be exported.
    """
    kind = configuration.get("model_type")
    if isinstance(kind, str) and kind in FAMILIES:
        return FAMILIES[kind]
    if kind == "siglip2":
        raise EncoderUnsupported(
            f"{where} is a SigLIP 2 of the NaFlex kind, which takes pictures in varying shapes.",
            "Export one of fixed resolution instead, for instance google/siglip2-base-patch16-256.",
        )
    known = ", ".join(family.title for family in FAMILIES.values())
    raise EncoderUnsupported(
        f"{where} is a model of the type {kind!r}, which can't be exported.", f"Those that can: {known}."
    )


def preprocess_of(processor: Any, where: str) -> Preprocess:
    """The geometry and scaling of an image processor of transformers (a slow one, which uses Pillow).

    Args:
        processor: An instance with `size`, `crop_size`, `resample`, ...
        where: What to call the model in a message.

    Raises:
        EncoderUnsupported: It does something that an encoder directory can't say.
    """
    size = dict(processor.size or {})
    crop = dict(processor.crop_size) if getattr(processor, "do_center_crop", False) else None
    interpolation = _RESAMPLING.get(int(processor.resample))
    if not processor.do_resize or interpolation is None:
        raise EncoderUnsupported(
            f"{where} resizes pictures in a way Fovea doesn't know ({processor.resample})."
        )
    mean, std = _scaling(processor)
    if "shortest_edge" in size and crop is not None:
        return Preprocess(
            width=int(crop["width"]),
            height=int(crop["height"]),
            fit="crop",
            interpolation=interpolation,
            mean=mean,
            std=std,
            short_edge=int(size["shortest_edge"]),
        )
    if {"height", "width"} <= size.keys() and (crop is None or crop == size):
        return Preprocess(
            width=int(size["width"]),
            height=int(size["height"]),
            fit="squash",
            interpolation=interpolation,
            mean=mean,
            std=std,
        )
    raise EncoderUnsupported(f"{where} brings pictures to a size Fovea doesn't know: {size}, cut to {crop}.")


_Triple = tuple[float, float, float]


def _scaling(processor: Any) -> tuple[_Triple, _Triple]:
    """Mean and deviation on the 0..1 scale, with the rescaling folded in: (x * factor - mean) / std."""
    factor = 255.0 * float(processor.rescale_factor if processor.do_rescale else 1.0)
    mean, std = processor.image_mean, processor.image_std
    if not processor.do_normalize:
        mean, std = 0.0, 1.0
    return _triple(mean, factor), _triple(std, factor)


def _triple(values: Any, factor: float) -> _Triple:
    one, two, three = values if isinstance(values, list | tuple) else (values,) * 3
    return float(one) / factor, float(two) / factor, float(three) / factor
