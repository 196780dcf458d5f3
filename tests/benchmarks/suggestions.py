"""What is offered below the search box while one types: how long each letter takes, and reading the names.

Every name of a library is typed letter by letter, alone and behind other words; each letter is a case. Beside
it stands what the same names would take if each was looked at for every letter, as a filter over a list does.
Times are of the processor, of one thread.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from core.library import Library
from core.library.vocabulary import Vocabulary
from core.search.language.text import key
from core.search.suggestions import Suggester
from core.search.understanding import Understanding
from tests.benchmarks.filters import library_of
from tests.benchmarks.report import table

_NAMES = 400
_LETTERS = 8
_COMPARED = 200


def run(sizes: tuple[int, ...] = (100_000,)) -> None:
    """Print the table."""
    main([f"--sizes={','.join(map(str, sizes))}"])


def main(words: Sequence[str]) -> None:
    """Print the table; with `--keep DIR` the libraries stay for the next run."""
    parser = argparse.ArgumentParser(prog="suggestions", description=__doc__)
    parser.add_argument("--keep", type=Path, help="folder for the libraries")
    parser.add_argument("--sizes", default="100000", help="photos, with commas between")
    options = parser.parse_args(words)
    rows = []
    with ExitStack() as stack:
        keep = options.keep or Path(stack.enter_context(TemporaryDirectory()))
        for size in map(int, options.sizes.split(",")):
            rows.append([f"{size:,}", *_measured(library_of(keep, size))])
    header = ["photos", "names", "letters", "p50 ms", "p95 ms", "worst ms", "list p95 ms", "names read ms"]
    table("Suggestions, one letter typed", header, rows)


def _measured(root: Path) -> list[str]:
    with Library.open(root) as library:
        started = time.thread_time()
        suggester = Understanding(library).suggester(0)
        read = 1e3 * (time.thread_time() - started)
        folders = {directory.rsplit("/", 1)[-1] for directory in library.photos.directories()}
        names = [*_names(suggester.vocabulary), *sorted(folders), *library.guesses.words()]
    cases = list(_typed(names))
    times = np.array([_ms(suggester, typed) for typed in cases])
    folded = [key(name) for name in names]
    listed = np.array([_ms_of_list(folded, typed) for typed in cases[:_COMPARED]])
    return [
        f"{len(names):,}",
        f"{len(cases):,}",
        *(f"{value:.2f}" for value in (np.median(times), np.percentile(times, 95), times.max())),
        f"{np.percentile(listed, 95):.2f}",
        f"{read:.0f}",
    ]


def _names(known: Vocabulary) -> list[str]:
    towns = (town.name for town in known.towns)
    return [*towns, *known.cameras, *known.lenses, *known.keywords, *known.albums]


def _typed(names: Sequence[str]) -> Iterator[str]:
    rng = np.random.default_rng(5)
    for number in rng.permutation(len(names))[:_NAMES]:
        for letters in range(1, min(_LETTERS, len(names[number])) + 1):
            yield names[number][:letters]
            yield f"two dogs in {names[number][:letters]}"


def _ms(suggester: Suggester, typed: str) -> float:
    started = time.thread_time()
    suggester.suggest(typed, len(typed))
    return 1e3 * (time.thread_time() - started)


def _ms_of_list(folded: Sequence[str], typed: str) -> float:
    started = time.thread_time()
    wanted = key(typed.rsplit(" ", 1)[-1])
    sorted(name for name in folded if wanted in name)[:8]
    return 1e3 * (time.thread_time() - started)
