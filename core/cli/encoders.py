"""encoders list|install|use|remove|export|evaluate|calibrate."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from core.cli.calibrating import add_calibrate, calibrate
from core.cli.evaluation import add_evaluate, evaluate
from core.cli.export import add_export, export
from core.cli.indexing import bring_up_to_date
from core.cli.installing import add_install, install, list_obtainable
from core.encoders import Switch, available, chosen_directory, remove, use
from core.library import Library
from core.search import is_calibrated


def add_encoders(parser: argparse.ArgumentParser) -> None:
    """Say what `fovea encoders` takes."""
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    listing = actions.add_parser("list", help="those that are here, and the one in use")
    listing.add_argument("--all", action="store_true", help="and those that can be had")
    add_install(actions)
    use_parser = actions.add_parser("use", help="answer with another one; photos are encoded again for it")
    use_parser.add_argument("name", metavar="NAME|DIR", help="its name, or a folder that holds one")
    remove_parser = actions.add_parser("remove", help="delete one and its vectors from the library")
    remove_parser.add_argument("name", metavar="NAME", help="its name; not the one in use")
    add_export(actions)
    add_evaluate(actions)
    add_calibrate(actions)


def encoders(root: Path, options: argparse.Namespace) -> int:
    """Run one action."""
    actions = {
        "list": _list,
        "install": install,
        "use": _use,
        "remove": _remove,
        "export": export,
        "evaluate": evaluate,
        "calibrate": calibrate,
    }
    return actions[options.action](root, options)


def _list(root: Path, options: argparse.Namespace) -> int:
    with Library.open(root) as library:
        chosen = chosen_directory(library)
        upcoming = library.settings.load().upcoming
        entries = available(library)
        here = library.paths.encoders
    identities = [entry.identity for entry in entries if entry.identity]
    calibrated = {identity.key for identity in identities if is_calibrated(here, identity)}
    for entry in entries:
        mark = "*" if entry.directory == chosen else ">" if entry.directory.name == upcoming else " "
        if entry.identity is None:
            print(f"{mark} {entry.name}: {entry.problem}")
            continue
        print(
            f"{mark} {entry.identity.key}  {entry.identity.dimensions} dimensions, "
            f"{entry.size / 1e6:.0f} MB, understands {', '.join(entry.languages)}, licence {entry.licence}"
            f"{'' if entry.identity.key in calibrated else ', not calibrated'}"
        )
    if options.all:
        with Library.open(root) as library:
            list_obtainable(library)
    print("* answers" + (", > being prepared" if upcoming else ""), file=sys.stderr)
    return 0


def _use(root: Path, options: argparse.Namespace) -> int:
    path = Path(options.name).expanduser()
    with Library.open(root) as library:
        before = chosen_directory(library).name
        switch, identity = use(library, path.absolute() if path.is_dir() else options.name)
    if switch is Switch.ALREADY:
        print(f"{identity.key} answers already.")
    elif switch is Switch.CANCELLED:
        print(f"{identity.key} goes on answering; the change was cancelled.")
    elif switch is Switch.AT_ONCE:
        print(f"{identity.key} answers from now on.")
    else:
        print(
            f"Encoding the photos for {identity.key}; {before} answers until that is done.", file=sys.stderr
        )
        return bring_up_to_date(root)
    return 0


def _remove(root: Path, options: argparse.Namespace) -> int:
    with Library.open(root) as library:
        key = remove(library, options.name)
    print(f"{key} and its vectors were removed from the library.")
    return 0
