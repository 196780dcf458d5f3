"""Chinese text cut into words, which it does not put spaces between.

Of all ways to cut a run of characters into words of the dictionary, the cheapest is taken (dynamic
programming over the word lattice, as Viterbi decoding does). Few words are cheaper than many, plain ones than
rare ones, and a lone character is dear unless the grammar knows it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from core.search.dictionary.cedict import LONGEST
from core.search.dictionary.english import going_on, plural
from core.search.dictionary.glosses import Gloss
from core.search.dictionary.grammar import Grammar, Kind, Word
from core.search.language.text import IDEOGRAPH

_STOPS = "，。；：！？,;!?…（）()《》“”"
_RUN = re.compile(rf"[{IDEOGRAPH}]+|[{_STOPS}]|、|[^{IDEOGRAPH}\s{_STOPS}、]+")
_CHINESE = re.compile(rf"[{IDEOGRAPH}]")
_SOMEWHERE = re.compile(r"(?:in|on|at|under|by|inside|outside|behind|beside) ")
_DIGITS = re.compile(r"\d+")

_NUMERALS = {char: value for value, char in enumerate("零一二三四五六七八九十")} | {
    "两": 2,
    "百": 100,
    "千": 1000,
}

_DONE = ("着", "了", "过", "在", "到", "住")
"""What stands behind a verb: it goes on, is over, or somewhere."""
_FARTHEST = 1.6
"""By how much a sense that fits may be less likely than the likeliest."""

_WORD = 1.0
_RARE = 0.15
"""Of the cost of a word's best gloss: what is plain in English is common in Chinese."""
_ALONE = 0.4
_COUNTED = -0.5
"""A number and its measure word are nearly always what they seem."""
_LOST = 0.6
"""A place word of one character that follows nothing: 下 in 下雨 is falling, not under."""
_UNKNOWN = 4.0

Glossary = Mapping[str, tuple[Gloss, ...]]


def candidates(text: str) -> set[str]:
    """All pieces of a text that may be words."""
    return {
        run[begin:end]
        for run in _RUN.findall(text)
        if _CHINESE.match(run)
        for begin in range(len(run))
        for end in range(begin + 1, min(begin + LONGEST, len(run)) + 1)
    }


def words(text: str, glossary: Glossary, grammar: Grammar) -> list[Word]:
    """Cut a text into words; a number and its measure word become one.

    Args:
        text: In simplified characters; what is not Chinese in it stays as it is.
        glossary: English for those of its `candidates` that the dictionary has.
        grammar: The small words.
    """
    found: list[Word] = []
    for run in _RUN.findall(text):
        if not _CHINESE.match(run):
            found.append(_foreign(run, grammar))
            continue
        begin = 0
        if found and _DIGITS.fullmatch(found[-1].chinese):  # the measure word of "3只狗"
            begin, found[-1] = max(_measured(found[-1], run, 0, grammar), default=(0, found[-1]))
        found += _cut(run[begin:], glossary, grammar)
    return [
        _in_place(word, found[number - 1] if number else None, found[number + 1 : number + 2], glossary)
        for number, word in enumerate(found)
    ]


def _foreign(run: str, grammar: Grammar) -> Word:
    if run in _STOPS:
        return Word(run, "stop", (",",))
    if run in grammar.words:
        return grammar.words[run]
    return Word(run, "number" if _DIGITS.fullmatch(run) else "raw", (run,))


def _in_place(word: Word, before: Word | None, after: list[Word], glossary: Glossary) -> Word:
    """The same word with the sense that its neighbours ask for: 画 is a picture in 一幅画, drawn in 画着."""
    found = glossary.get(word.chinese, ())
    if word.kind not in ("noun", "verb") or not found or word.english != _texts(found):
        return word
    done = bool(after) and after[0].chinese in _DONE
    counted = before is not None and before.kind in ("one", "number") and not done
    if done == (word.kind == "verb") or not (done or counted):
        return word
    fitting = [gloss for gloss in found if gloss.verb == done and gloss.cost < found[0].cost + _FARTHEST]
    if not fitting:
        return word
    return Word(word.chinese, "verb" if done else "noun", _texts((*fitting, *found)))


def _cut(run: str, glossary: Glossary, grammar: Grammar) -> list[Word]:
    """The cheapest way to the end of a run, found from its end."""
    nothing = Word("", "drop", ("",))
    ways: list[tuple[float, Word, int]] = [(0.0, nothing, len(run))] * (len(run) + 1)
    for begin in range(len(run) - 1, -1, -1):
        steps = _steps(run, begin, glossary, grammar)
        ways[begin] = min(
            ((cost + ways[end][0], word, end) for cost, word, end in steps), key=lambda way: way[0]
        )
    found = []
    position = 0
    while position < len(run):
        _, word, position = ways[position]
        found.append(word)
    return found


def _steps(run: str, begin: int, glossary: Glossary, grammar: Grammar) -> Iterator[tuple[float, Word, int]]:
    """All words that begin at a character, with what they cost and where they end."""
    for end in range(begin + 1, min(begin + LONGEST, len(run)) + 1):
        piece = run[begin:end]
        small = grammar.words.get(piece) or _numeral(piece)
        found = glossary.get(piece, ())
        if small:
            lost = _LOST if small.kind == "where" and begin == 0 and len(piece) == 1 else 0.0
            yield _WORD + lost, small, end
            if small.counts:
                for stop, counted in _measured(small, run, end, grammar):
                    yield _WORD + _COUNTED, counted, stop
        elif found and not _counting(piece, grammar) and not _joining(piece, glossary):
            alone = _ALONE if len(piece) == 1 else 0.0
            kind: Kind = "verb" if found[0].verb else "place" if _SOMEWHERE.match(found[0].text) else "noun"
            yield _WORD + alone + _RARE * found[0].cost, Word(piece, kind, _texts(found)), end
        elif len(piece) == 1:
            yield _UNKNOWN, Word(piece, "drop", ("",)), end


def _counting(piece: str, grammar: Grammar) -> bool:
    """Whether the dictionary has something that begins with a count, as 一个人: "by oneself"."""
    number = grammar.words.get(piece[:1])
    return len(piece) > 2 and number is not None and number.counts and piece[1] in grammar.measures


def _joining(piece: str, glossary: Glossary) -> bool:
    """Whether the dictionary has a word with its 的, as 奶奶的: "damn it"."""
    return len(piece) > 1 and piece.endswith("的") and piece[:-1] in glossary


def _measured(number: Word, run: str, begin: int, grammar: Grammar) -> Iterator[tuple[int, Word]]:
    """A number with the measure words that follow it, the shortest first, and where each ends."""
    for end in range(begin + 1, min(begin + 2, len(run)) + 1):
        measure = grammar.measures.get(run[begin:end])
        if measure is not None:
            several = number.kind == "number" or measure.several
            said = measure.english
            if said and number.kind == "number":
                said = f"{plural(said.removesuffix(' of'))} of"
            english = " ".join(part for part in (number.english[0], said) if part)
            yield end, Word(number.chinese + run[begin:end], "number" if several else number.kind, (english,))


def _numeral(piece: str) -> Word | None:
    """A number of two characters or more, which the table does not have."""
    if len(piece) < 2 or any(char not in _NUMERALS for char in piece):
        return None
    total = digit = 0
    for char in piece:
        value = _NUMERALS[char]
        if value >= 10:
            total += max(digit, 1) * value
            digit = 0
        else:
            digit = value
    return Word(piece, "number", (str(total + digit),))


def _texts(found: Iterable[Gloss]) -> tuple[str, ...]:
    return tuple(going_on(gloss.text) if gloss.verb else gloss.text for gloss in found)
