"""encoders evaluate: how well an encoder finds photos by their captions, or which of two does it better."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from tqdm import tqdm

from core.encoders import chosen_directory, named_directory
from core.errors import UsageError
from core.library import Library
from models import (
    CUTOFFS,
    Evaluation,
    Retrieval,
    evaluate_encoder,
    load_encoder,
    paired_difference,
    plot_recall,
)


def add_evaluate(actions: Any) -> None:
    """The command line of this action."""
    parser = actions.add_parser("evaluate", help="measure how well one finds photos by their captions")
    parser.add_argument("name", nargs="?", default="", metavar="NAME", help="default: the one in use")
    parser.add_argument(
        "--captions", required=True, type=Path, metavar="TSV", help="columns split, image, caption"
    )
    parser.add_argument("--images", required=True, type=Path, metavar="DIR", help="where the images are")
    parser.add_argument("--split", default="", help="only captions of this split")
    parser.add_argument("--compare", nargs=2, metavar=("A", "B"), help="two encoders, on the same questions")
    parser.add_argument(
        "--plot", type=Path, metavar="PNG", help="draw recall against the number of photos looked at"
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def evaluate(root: Path, options: argparse.Namespace) -> int:
    """Measure one encoder, or compare two."""
    if options.compare and options.name:
        raise UsageError(
            "Name either one encoder or two with --compare.", "See fovea encoders evaluate --help."
        )
    names = options.compare or [options.name]
    evaluations = [_measure(root, name, options) for name in names]
    if options.plot:
        plot_recall(evaluations, options.plot)
        print(f"The curves are in {options.plot}", file=sys.stderr)
    report = evaluations[0].as_dict()
    if options.compare:
        report = {
            "encoders": [each.as_dict() for each in evaluations],
            "differences": _differences(*evaluations),
        }
    if options.json:
        print(json.dumps(report, ensure_ascii=False, indent=2))
        return 0
    for evaluation in evaluations:
        _print_table(evaluation)
    if options.compare:
        _print_differences(evaluations)
    return 0


def _measure(root: Path, name: str, options: argparse.Namespace) -> Evaluation:
    with Library.open(root) as library:
        directory = named_directory(library, name) if name else chosen_directory(library)
    with tqdm(unit=" items", desc=name or None, disable=not sys.stderr.isatty()) as bar:

        def show(done: int, total: int) -> None:
            bar.total = total
            bar.update(done - bar.n)

        encoder = load_encoder(directory)
        return evaluate_encoder(
            encoder, options.captions, options.images, split=options.split or None, progress=show
        )


def _print_table(evaluation: Evaluation) -> None:
    print(f"{evaluation.encoder} on {evaluation.device.upper()}")
    print(
        f"{'direction':14} {'n':>6} "
        + "".join(f"{f'R@{k} (95 %)':>21} " for k in CUTOFFS)
        + "median  mean rank"
    )
    for result in evaluation.results:
        cells = "".join(f"{_with_interval(result, k):>21} " for k in CUTOFFS)
        print(f"{result.direction:14} {result.n:6,} {cells}{result.median_rank:6g} {result.mean_rank:10.1f}")
        for k, share in (result.precision or {}).items():
            print(f"{'':14} precision@{k}: {share:.1f}")
    print(f"{evaluation.ms_per_image:.1f} ms a photo, {evaluation.ms_per_text:.1f} ms a question")


def _with_interval(result: Retrieval, k: int) -> str:
    low, high = result.interval(k)
    return f"{result.recall(k):.1f} ({low:.1f}-{high:.1f})"


def _differences(one: Evaluation, other: Evaluation) -> list[dict[str, object]]:
    """Recall of the first minus recall of the second, where both answered the same questions."""
    found: list[dict[str, object]] = []
    for ours, theirs in zip(one.results, other.results, strict=True):
        for k in CUTOFFS:
            difference = paired_difference(ours.ranks <= k, theirs.ranks <= k, ours.about)
            found.append(
                {
                    "direction": ours.direction,
                    "measure": f"r{k}",
                    "points": round(difference.points, 2),
                    "p": round(difference.p, 4),
                }
            )
    return found


def _print_differences(evaluations: list[Evaluation]) -> None:
    one, other = evaluations
    print(f"{one.encoder} minus {other.encoder}, paired by image:")
    for row in _differences(one, other):
        sure = "" if float(str(row["p"])) < 0.05 else "  (may be chance)"
        print(
            f"  {row['direction']:14} {row['measure']:>4} {row['points']:+6.1f} points, "
            f"p = {row['p']:.4f}{sure}"
        )
