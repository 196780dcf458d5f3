"""`make bench`: speed and memory as tables; ratios are between numbers of the same run."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

import core  # noqa: F401  before NumPy, as in the program
from tests.benchmarks import (
    filters,
    formats,
    indexing,
    jpeg,
    language,
    planner,
    scale,
    searching,
    suggestions,
    viewer,
    window,
    wording,
)

PARTS = {
    "filters": filters.run,
    "formats": formats.run,
    "indexing": indexing.run,
    "jpeg": jpeg.run,
    "language": language.run,
    "searching": searching.run,
    "suggestions": suggestions.run,
    "viewer": viewer.run,
    "window": window.run,
}
ON_DEMAND = {"planner": planner.main, "scale": scale.main, "wording": wording.main}
"""Parts that take gigabytes and half an hour; they have options of their own."""


def main() -> None:
    """Run the parts that are asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "parts",
        nargs="*",
        help=f"of {', '.join(PARTS)}; all when none is named; or {', '.join(ON_DEMAND)} alone",
    )
    if sys.argv[1:2] and sys.argv[1] in ON_DEMAND:
        ON_DEMAND[sys.argv[1]](sys.argv[2:])
        return
    parts = parser.parse_args().parts or list(PARTS)
    if unknown := set(parts) - PARTS.keys():
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    for part in parts:
        PARTS[part]()


if __name__ == "__main__":
    main()
