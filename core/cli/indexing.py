"""add, index, watch, worker: commands that read photos."""

from __future__ import annotations

import argparse
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tqdm import tqdm

from core.errors import LibraryBusy
from core.intake import Indexer, Progress, published
from core.library import Library, is_held
from core.paths import LibraryPaths, display
from core.search import SearchEngine

_POLL_SECONDS = 0.3
_SHOWN_FAILURES = 20


def add_folders(parser: argparse.ArgumentParser) -> None:
    """Say what `fovea add` takes."""
    parser.add_argument("folders", nargs="+", type=Path, metavar="FOLDER", help="a folder with photos")
    parser.add_argument(
        "--follow-links",
        action=argparse.BooleanOptionalAction,
        help="follow symbolic links in these folders, also out of them",
    )
    _add_no_text(parser)


def add_index(parser: argparse.ArgumentParser) -> None:
    """Say what `fovea index` takes."""
    parser.add_argument("--retry", action="store_true", help="read the files that failed once more")
    _add_no_text(parser)


def _add_no_text(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--no-text", action="store_false", dest="transcribe", help="leave the text in photos for later"
    )


def add(root: Path, options: argparse.Namespace) -> int:
    """Take folders in, then index; beside a running indexer, hand them over and show its progress."""
    with Library.open(root) as library:
        folders = [
            library.folders.add(folder, follow_links=options.follow_links) for folder in options.folders
        ]
        for folder in folders:
            print(f"Added {display(folder.path)}", file=sys.stderr)
    return bring_up_to_date(root, transcribe=options.transcribe)


def index(root: Path, options: argparse.Namespace) -> int:
    """Bring the library up to date and stop."""
    with Library.open(root) as library:
        if options.retry:
            library.places.retry_failed()
            library.transcripts.retry_failed()
    return bring_up_to_date(root, transcribe=options.transcribe)


def bring_up_to_date(root: Path, *, transcribe: bool = True) -> int:
    """Index here, or show what another indexer does; gives the exit code."""
    started = time.monotonic()
    try:
        progress, failed = _index_here(root, transcribe=transcribe)
    except LibraryBusy:
        progress, failed = _follow_other(root)
    _summarise(root, progress, failed, time.monotonic() - started)
    return 1 if failed else 0


def watch(root: Path, options: argparse.Namespace) -> int:  # noqa: ARG001
    """Keep the library up to date until Ctrl+C."""
    bar = _Bar()
    with Indexer(root, bar.show) as indexer:
        _stop_on_signals(indexer.stop)
        print("Watching. Ctrl+C ends it.", file=sys.stderr)
        indexer.run()
    bar.close()
    return 0


def worker(root: Path, options: argparse.Namespace) -> int:  # noqa: ARG001
    """Index for a window."""
    from core.intake.worker import run_worker  # noqa: PLC0415

    # The terminal's Ctrl+C reaches the window too, and the window ends its worker in good order.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    run_worker(root, sys.stdin, sys.stdout)
    return 0


def _index_here(root: Path, *, transcribe: bool) -> tuple[Progress, int]:
    bar = _Bar()
    try:
        with Indexer(root, bar.show, transcribe=transcribe) as indexer:
            _stop_on_signals(indexer.stop)
            if not indexer.library.folders.all():
                print("There are no folders in this library yet: fovea add FOLDER", file=sys.stderr)
            progress = indexer.run_once()
    finally:
        bar.close()
    with SearchEngine(root) as engine:
        engine.tidy()
    return progress, progress.failed


def _follow_other(root: Path) -> tuple[Progress, int]:
    """Show what another indexer does until it has looked everywhere and nothing waits."""
    paths = LibraryPaths(root)
    print("Another Fovea is indexing this library; it takes the folders over.", file=sys.stderr)
    bar = _Bar()
    before = None
    progress = published(paths.activity) or Progress()
    with Library.open(root) as library:
        while is_held(paths.indexer_lock):
            progress = published(paths.activity) or progress
            before = before or progress
            bar.show(progress)
            scanned = library.folders.scanned_ids()
            pending = [
                folder for folder in library.folders.all() if folder.online and folder.id not in scanned
            ]
            if (
                not pending
                and progress.state in ("transcribing", "watching", "paused")
                and not library.places.count_waiting()
            ):
                break
            time.sleep(_POLL_SECONDS)
    bar.close()
    return progress, progress.failed - (before.failed if before else 0)


def _summarise(root: Path, progress: Progress, failed: int, seconds: float) -> None:
    with Library.open(root) as library:
        counts = library.photos.counts()
        failures = library.photos.failures()
        unread = library.transcripts.reading().waiting if library.settings.load().transcribe else 0
    rate = f", {progress.done / seconds:.0f} a second" if progress.done >= 20 else ""
    parts = [f"{counts.photos:,} photos in the library", f"{progress.encoded:,} encoded now{rate}"]
    if progress.moved:
        parts.append(f"{progress.moved:,} recognised after a move")
    if counts.waiting:
        parts.append(f"{counts.waiting:,} still waiting")
    if progress.texts:
        parts.append(f"text read in {progress.texts:,} now")
    if unread:
        parts.append(f"text still to be read in {unread:,}")
    print("; ".join(parts) + ".", file=sys.stderr)
    if progress.message:
        print(f"Note: {progress.message}.", file=sys.stderr)
    if failures and not failed:
        print(f"{len(failures):,} files could not be read earlier: fovea status", file=sys.stderr)
    elif failures:
        print(f"{failed:,} files could not be read:", file=sys.stderr)
        for failure in failures[: min(failed, _SHOWN_FAILURES)]:
            print(f"  {failure.message}", file=sys.stderr)
        if failed > _SHOWN_FAILURES:
            print("  ... all of them: fovea status", file=sys.stderr)


def _stop_on_signals(stop: Callable[[], None]) -> None:
    """Ctrl+C and a polite kill end after what is in hand; the second Ctrl+C ends at once."""

    def handle(number: int, _: object) -> None:
        stop()
        signal.signal(number, signal.default_int_handler)

    signal.signal(signal.SIGINT, handle)
    signal.signal(signal.SIGTERM, handle)


class _Bar:
    """Progress on standard error, when it is a terminal: a line for photos, and one for the text in them."""

    def __init__(self) -> None:
        self._bar: Any = None
        self._of_text = False
        self._enabled = sys.stderr.isatty()

    def show(self, progress: Progress) -> None:
        """Draw the state."""
        if not self._enabled:
            return
        of_text = progress.state == "transcribing"
        if of_text != self._of_text:
            self.close()
            self._of_text = of_text
        done = progress.texts if of_text else progress.done
        total = done + (progress.texts_waiting if of_text else progress.waiting)
        if self._bar is None:
            self._bar = tqdm(total=total, unit=" photos", dynamic_ncols=True, file=sys.stderr)
        self._bar.total = total
        self._bar.n = done
        device = f" on {progress.device.upper()}" if progress.device else ""
        if progress.state == "scanning":
            self._bar.set_description(f"looking: {progress.found:,} photos found", refresh=False)
        elif of_text:
            self._bar.set_description("reading the text in photos", refresh=False)
        else:
            self._bar.set_description(f"{progress.state}{device}", refresh=False)
        if progress.failed:
            self._bar.set_postfix_str(f"{progress.failed} failed", refresh=False)
        self._bar.refresh()

    def close(self) -> None:
        """Leave the last state standing."""
        if self._bar is not None:
            self._bar.close()
            self._bar = None
