"""`make eval`: how well Fovea finds and judges, on the photographs that FOVEA_TEST_DATA names."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from models import load_encoder, starter_directory
from tests.benchmarks import (
    chinese,
    composing,
    duplicates,
    exporting,
    judgement,
    ocr,
    regions,
    retrieval,
    tags,
    words,
)
from tests.benchmarks.dataset import dataset

PARTS = {
    "retrieval": retrieval.run,
    "ocr": ocr.run,
    "composing": composing.run,
    "words": words.run,
    "chinese": chinese.run,
    "regions": regions.run,
    "judgement": judgement.run,
    "duplicates": duplicates.run,
    "tags": tags.run,
    "export": exporting.run,
}


def main() -> int:
    """Print the tables of the parts that are asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("parts", nargs="*", help=f"of {', '.join(PARTS)}; all when none is named")
    parser.add_argument("--encoder", type=Path, default=starter_directory(), help="an encoder directory")
    parser.add_argument("--cache", type=Path, help="keep vectors there from one run to the next")
    parser.add_argument("--plots", type=Path, metavar="DIR", help="draw curves as PNG into this folder")
    options = parser.parse_args()
    parts = options.parts or list(PARTS)
    if unknown := set(parts) - PARTS.keys():
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    data = os.environ.get("FOVEA_TEST_DATA")
    if not data or not Path(data).is_dir():
        print("Set FOVEA_TEST_DATA to the folder that holds flickr8k-train-dev.zip.", file=sys.stderr)
        return 2
    with dataset(load_encoder(options.encoder), Path(data), options.cache) as found:
        found.plots = options.plots
        for part in parts:
            PARTS[part](found)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
