"""The time, as the catalogue keeps it."""

from __future__ import annotations

from datetime import UTC, datetime


def timestamp(moment: datetime | None = None) -> str:
    """A moment (now when None) as ISO 8601 in UTC, to the second; such texts sort by time."""
    return (moment or datetime.now(UTC)).isoformat(timespec="seconds")
