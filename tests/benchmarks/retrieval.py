"""`make eval`, first part: how well words find photos, and photos words."""

from __future__ import annotations

from models import evaluate_encoder
from tests.benchmarks.dataset import FLICKR8K, IMAGENET, Dataset
from tests.benchmarks.report import table

_SETS = {
    "Flickr8k dev: 1,000 photos, 5 captions each": FLICKR8K,
    "ImageNet samples: 500 classes by name": IMAGENET,
}


def run(data: Dataset) -> None:
    """Print one table for each set."""
    for title, archive in _SETS.items():
        folder = data.folder(archive)
        result = evaluate_encoder(data.encoder, folder / "captions.tsv", folder / "images", split="dev")
        table(
            f"{title} ({result.encoder} on {result.device.upper()})",
            ["direction", "n", "R@1 %", "R@5 %", "R@10 %", "median rank"],
            [
                [
                    row.direction,
                    f"{row.n:,}",
                    f"{row.r1:.1f}",
                    f"{row.r5:.1f}",
                    f"{row.r10:.1f}",
                    f"{row.median_rank:g}",
                ]
                for row in result.results
            ],
        )
        print(f"{result.ms_per_image:.1f} ms a photo, {result.ms_per_text:.1f} ms a question")
