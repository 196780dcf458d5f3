"""Names to choose from while one is typed: those that fit, the likeliest first."""

from __future__ import annotations

from collections.abc import Iterable

_MOST = 50
"""Names that are offered; who sees more of them goes on typing."""


class NameChoices:
    """Some thousand names, looked through in well under a millisecond.

    Args:
        own: People's own names, which are likelier.
        others: Names there are besides.
    """

    def __init__(self, own: Iterable[str], others: Iterable[str] = ()) -> None:
        ranked: dict[str, tuple[int, str]] = {}
        for rank, names in enumerate((own, others)):
            for name in names:
                ranked.setdefault(name.casefold(), (rank, name))
        self._names = sorted((folded, rank, name) for folded, (rank, name) in ranked.items())

    def fitting(self, typed: str) -> list[str]:
        """The names that fit what was typed: those that begin so, those with a word that does, the rest.

        Of each of these people's own come first.

        Args:
            typed: In whatever case; nothing fits nothing.
        """
        start = typed.strip().casefold()
        if not start:
            return []
        fitting = [
            (not folded.startswith(start), f" {start}" not in folded, rank, folded, name)
            for folded, rank, name in self._names
            if start in folded
        ]
        return [name for *_, name in sorted(fitting)[:_MOST]]

    def has(self, typed: str) -> bool:
        """Whether something is called just so, however it is cased."""
        wanted = typed.strip().casefold()
        return any(folded == wanted for folded, *_ in self._names)
