"""Which English words stand for a Chinese one.

A dictionary explains; a question names. So what explains is taken out of its senses ("(glasses, hat etc)",
"CL:隻|只[zhi1]", "surname Dai"), and what is left is ordered: short and plain words before rare ones, the
sense that the dictionary has first before the next, everyday language before dialect and books.
"""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from core.search.dictionary.cedict import Cedict, Entry

_NOT_A_SENSE = re.compile(
    r"^(?:CL:|classifier|surname|variant of|old variant|archaic variant|erhua variant|Japanese variant|see|"
    r"also written|also pr|used in|Taiwan pr|abbr\. (?:for|of|to)|equivalent (?:of|to)|same as|"
    r"\"[^\"]*\" radical)\b|"
    r"\b(?:particle|Kangxi radical|interjection|onomatopoeia|prefix|suffix|final|place name)\b"
)
_ELSEWHERE = re.compile(
    r"^(?:\w+ )*(?:variant of|see|also written|abbr\. (?:for|of|to)|equivalent (?:of|to)|same as)\s+"
    r"([^\s\[\],|(]+)"
)
_SELDOM = re.compile(
    r"\((?:[^()]*\b(?:idiom|fig|lit|dialect|coll|slang|old|archaic|literary|classical|Tw|Cantonese|vulgar|"
    r"Internet|Buddhism|law|math|computing|chemistry|physics|medicine|linguistics|bound form|chess|"
    r"verb complement|used)\b[^()]*)\)"
)
_COARSE = re.compile(
    r"\b(?:prostitute|brothel|penis|vagina|porn\w*|lewd|lecherous|lustful|damn\w*|fuck\w*|shit)\b"
)
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\]]*\]")
_CHINESE = re.compile(r"\S*[\u3400-\u9fff|]+\S*")
_LEAD = re.compile(r"^(?:to be|to|be|an?|the|one's|sb's|sth|some|\W)+(?:\s+|$)", re.IGNORECASE)
_DONE = re.compile(r"\s*to (?!be\b)")
_PLACEHOLDER = re.compile(r"\b(?:sb or sth|sth or sb|sb/sth|sb's|sb|sth|one's|oneself|etc|e\.g|i\.e)\b\.?")
_WORD = re.compile(r"[a-z]{2,}")

# Set on everyday words and the first 75 captions of tests/benchmarks/chinese_captions.tsv.
_LATER = 0.4
_LONGER = 0.5
_RARE = 0.16
_SELDOM_COST = 1.5
_NAME_COST = 3.0
_NO_WORD = 20_000
"""Words in the dictionary's English that a frequent one is measured against."""


@dataclass(frozen=True, slots=True)
class Gloss:
    """English for a Chinese word.

    Attributes:
        text: "run", without its "to".
        cost: The smaller, the likelier it is meant.
        verb: It is something that is done.
    """

    text: str
    cost: float
    verb: bool = False


class Glosses:
    """The glosses of Chinese words.

    Args:
        dictionary: Where they are looked up.
    """

    def __init__(self, dictionary: Cedict) -> None:
        self._dictionary = dictionary

    def of(self, words: Collection[str]) -> dict[str, tuple[Gloss, ...]]:
        """Look words up, all at once.

        Args:
            words: In simplified characters.

        Returns:
            The glosses of those that have some, the likeliest first.

        Raises:
            DictionaryUnavailable: The dictionary can't be read any more.
        """
        entries = self._dictionary.entries(words)
        drafts = {word: list(_drafts(found)) for word, found in entries.items()}
        pointing = {word: _elsewhere(entries[word]) for word, found in drafts.items() if not found}
        targets = {
            word: self._dictionary.simplified(target)
            for word, target in pointing.items()
            if target is not None
        }
        others = self._dictionary.entries(set(targets.values()))
        for word, target in targets.items():
            drafts[word] = list(_drafts(others.get(target, ())))
        plain = {part for found in drafts.values() for draft in found for part in _parts(draft.text)}
        known = self._dictionary.english(plain)
        return {word: _ordered(found, known) for word, found in drafts.items() if found}


def _elsewhere(entries: Iterable[Entry]) -> str | None:
    """The word that says what this one means, where its entries only point to it."""
    targets = [
        match[1]
        for entry in entries
        for sense in entry.senses
        if (match := _ELSEWHERE.match(sense)) is not None
    ]
    return targets[0] if targets else None


def _ordered(drafts: Iterable[Gloss], known: Mapping[str, int]) -> tuple[Gloss, ...]:
    best: dict[str, Gloss] = {}
    for draft in drafts:
        gloss = replace(draft, cost=draft.cost + _rarity(draft.text, known))
        if gloss.text not in best or gloss.cost < best[gloss.text].cost:
            best[gloss.text] = gloss
    return tuple(sorted(best.values(), key=lambda gloss: gloss.cost))


def _drafts(entries: Iterable[Entry]) -> Iterator[Gloss]:
    for entry in entries:
        yield from _of_reading(entry)


def _of_reading(entry: Entry) -> Iterator[Gloss]:
    name = _NAME_COST if entry.reading[:1].isupper() else 0.0
    number = 0
    for sense in entry.senses:
        if _NOT_A_SENSE.search(sense):
            continue
        seldom = _SELDOM_COST if _SELDOM.search(sense) or _COARSE.search(sense) else 0.0
        for part in _BRACKETS.sub(" ", sense).split(";"):
            text = _plain(part)
            if text:
                longer = _LONGER * text.count(" ")
                cost = name + seldom + _LATER * math.log2(1 + number) + longer
                yield Gloss(text, cost, _DONE.match(part) is not None)
                number += 1


def _plain(part: str) -> str:
    words = _CHINESE.sub(" ", _PLACEHOLDER.sub(" ", part))
    words = " ".join(words.replace("/", " ").split()).strip(" ,.:!?~-")
    words = _LEAD.sub("", words)
    words = words.split(",")[0].strip(" ,.:!?~-")
    return words if words.isascii() and _parts(words) else ""


def _rarity(text: str, known: Mapping[str, int]) -> float:
    """The rarest word of it decides."""
    return max(_RARE * math.log2(_NO_WORD / (1 + known.get(word, 0))) for word in _parts(text))


def _parts(text: str) -> list[str]:
    return _WORD.findall(text.lower())
