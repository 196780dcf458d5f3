"""`make soak`: faults for as long as it takes, counted: what was tried, lost, doubled, damaged."""

from __future__ import annotations

import argparse
import logging
import sys
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.benchmarks import (
    damaged_segments,
    events,
    faults,
    full_disk,
    kills,
    migrations,
    mutations,
    originals,
)

PARTS: dict[str, Callable[[argparse.Namespace], int]] = {
    "events": events.run_apart,
    "kills": kills.run,
    "wal": faults.run_wal,
    "writes": faults.run_writes,
    "full-disk": full_disk.run,
    "migration": migrations.run,
    "segments": damaged_segments.run,
    "mutations": mutations.run_part,
    "originals": originals.run_part,
}


def main() -> int:
    """Run the parts that are asked for; 1 if anything was lost."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("parts", nargs="*", help=f"of {', '.join(PARTS)}; all when none is named")
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--photos", type=int, default=400)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    if unknown := set(options.parts) - PARTS.keys():
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    # What goes wrong is counted; the log would only hide the counts.
    logging.getLogger().addHandler(logging.NullHandler())
    return max(PARTS[part](options) for part in options.parts or PARTS)


if __name__ == "__main__":
    raise SystemExit(main())
