"""`make eval`: how well the starter finds, on the photographs that FOVEA_TEST_DATA names."""

from __future__ import annotations

import argparse
import os
import sys
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).parents[2]))

from models import evaluate_encoder, load_encoder, starter_directory
from tests.benchmarks.composing import measure_composing
from tests.benchmarks.report import table

SETS = {
    "Flickr8k dev: 1,000 photos, 5 captions each": ("flickr8k-train-dev.zip", "dev"),
    "ImageNet samples: 500 classes by name": ("imagenet-samples-dev.zip", "dev"),
}
_COMPOSED = "flickr8k-train-dev.zip"


def main() -> int:
    """Print one table for each set, and those of composed questions."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--encoder", type=Path, default=starter_directory(), help="an encoder directory")
    options = parser.parse_args()
    data = os.environ.get("FOVEA_TEST_DATA")
    if not data or not Path(data).is_dir():
        print("Set FOVEA_TEST_DATA to the folder that holds flickr8k-train-dev.zip.", file=sys.stderr)
        return 2
    encoder = load_encoder(options.encoder)
    for title, (archive, split) in SETS.items():
        with TemporaryDirectory() as directory:
            with zipfile.ZipFile(Path(data) / archive) as file:
                file.extractall(directory)
            result = evaluate_encoder(
                encoder, Path(directory) / "captions.tsv", Path(directory) / "images", split=split
            )
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
    with TemporaryDirectory() as directory:
        with zipfile.ZipFile(Path(data) / _COMPOSED) as file:
            file.extractall(directory)
        measure_composing(encoder, Path(directory))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
