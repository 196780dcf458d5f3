"""What the shipped files achieve, beside the same towers in float32."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from models.dual_encoder import load_encoder
from models.evaluate import Evaluation, evaluate


@dataclass(frozen=True, slots=True)
class Measured:
    """Evaluations of one encoder directory.

    Attributes:
        captions: On the 1,000 Flickr8k development photographs, five captions each.
        names: On 500 photographs, one an ImageNet class, asked by "a photo of a NAME".
    """

    captions: Evaluation
    names: Evaluation


def measure(directory: Path, data: Path) -> Measured:
    """Measure an encoder on the processor with two threads."""
    encoder = load_encoder(directory, device="cpu", threads=2)
    found = []
    for name in ("flickr8k-train-dev", "imagenet-samples-dev"):
        folder = data / name
        found.append(evaluate(encoder, folder / "captions.tsv", folder / "images", split="dev"))
    return Measured(*found)
