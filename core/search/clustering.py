"""Groups out of pairs that are alike, without long chains of things that are less and less so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from typing import TypeVar

T = TypeVar("T", bound=Hashable)

STRONG = 0.85
"""Links this strong may be followed from one to the next: each is nearly the whole picture. Weaker ones,
such as a crop's, only lead to the best of a group, or two crops with nothing in common would be one."""


def clustered(
    ranked: Sequence[T], links: Iterable[tuple[T, T, float]], strong: float = STRONG
) -> list[list[T]]:
    """Put everything into one group each, alone where nothing is like it.

    Args:
        ranked: All of it, the best first.
        links: Which are alike, and how much, 0 to 1; of what is not in `ranked` they say nothing.
        strong: From which strength on links are followed from one to the next.

    Returns:
        The groups in the order of their best, each in the order of `ranked`.
    """
    place = {item: number for number, item in enumerate(ranked)}
    known = [(place[one], place[other], how) for one, other, how in links if one in place and other in place]
    parts = joined(range(len(ranked)), [(one, other) for one, other, how in known if how >= strong])
    part_of = {item: number for number, part in enumerate(parts) for item in part}
    like: dict[int, set[int]] = defaultdict(set)
    for one, other, _ in known:
        like[part_of[one]].add(part_of[other])
        like[part_of[other]].add(part_of[one])
    taken: set[int] = set()
    groups = []
    # The best takes what is like it; what is like that only is left for others.
    for number in range(len(parts)):
        if number in taken:
            continue
        mine = {number} | like[number] - taken
        taken |= mine
        groups.append([ranked[item] for item in sorted(item for part in mine for item in parts[part])])
    return groups


def joined(items: Iterable[T], pairs: Iterable[tuple[T, T]]) -> list[list[T]]:
    """Connected components, each and all in the order of their first item (union-find)."""
    leader = {item: item for item in items}

    def find(item: T) -> T:
        while leader[item] != item:
            leader[item] = leader[leader[item]]
            item = leader[item]
        return item

    for one, other in pairs:
        leader[find(one)] = find(other)
    components: dict[T, list[T]] = defaultdict(list)
    for item in leader:
        components[find(item)].append(item)
    return list(components.values())
