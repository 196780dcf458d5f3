"""The command line: a contract, described in README.md."""

from core.cli.main import main

__all__ = ["main"]
