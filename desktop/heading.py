"""Headings between the photos of a grid."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Heading:
    """Words between the photos.

    Attributes:
        row: Before which it stands.
        text: What it says, one line.
    """

    row: int
    text: str
