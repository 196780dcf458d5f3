"""As much English as it takes to put glosses into a sentence: plurals, and what is going on."""

from __future__ import annotations

import re

_IRREGULAR = {
    "man": "men",
    "woman": "women",
    "child": "children",
    "person": "people",
    "foot": "feet",
    "tooth": "teeth",
    "mouse": "mice",
    "goose": "geese",
    "leaf": "leaves",
    "wolf": "wolves",
    "knife": "knives",
    "calf": "calves",
    "shelf": "shelves",
    "loaf": "loaves",
}
_THE_SAME = frozenset(
    word
    for line in (
        "sheep fish deer aircraft people clothes glasses sunglasses pants trousers jeans shorts",
        "water snow ice grass sand mud food bread fruit rice noodles sushi beer wine coffee tea milk",
    )
    for word in line.split()
)


def plural(noun: str) -> str:
    """Several of a noun; of several words, the last is the noun."""
    before, space, last = noun.rpartition(" ")
    low = last.lower()
    if low in _THE_SAME or re.search(r"[^s]s$|[^a-z]", low) or not low:
        return noun
    if low in _IRREGULAR:
        several = _IRREGULAR[low]
    elif low.endswith(("man",)) and len(low) > 4 and low not in ("human", "german", "roman"):
        several = last[:-2] + "en"
    elif re.search(r"(?:s|x|z|ch|sh)$", low):
        several = last + "es"
    elif re.search(r"[^aeiou]y$", low):
        several = last[:-1] + "ies"
    else:
        several = last + "s"
    return before + space + several


def going_on(verb: str) -> str:
    """A verb as a photo shows it: "running"; of several words, the first is the verb."""
    first, space, rest = verb.partition(" ")
    low = first.lower()
    if not low.isalpha() or (low.endswith("ing") and len(low) > 5):
        return verb
    if low.endswith("ie"):
        shown = first[:-2] + "ying"
    elif re.search(r"[^eoy]e$", low) and low != "be":
        shown = first[:-1] + "ing"
    elif re.fullmatch(r"[^aeiou]*[aeiou][^aeiouwxyh]", low):
        shown = first + first[-1] + "ing"
    else:
        shown = first + "ing"
    return shown + space + rest
