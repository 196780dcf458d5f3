"""Words of a Chinese sentence put in the order of English.

Chinese says what describes before what is described, and where something is before or behind its place:
穿红色衬衫的男孩 is "wearing red shirt boy", 草地上 is "grass on". An encoder that read English learnt from
sentences of English order.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from core.search.dictionary.english import plural
from core.search.dictionary.grammar import Word

_NOMINAL = ("noun", "raw", "this", "one", "number")
_AN = re.compile(r"\ba(?= [aeiou])")
_HAPPENS = ("verb", "where", "place", "at", "before", "not")


def phrased(words: Sequence[Word]) -> str:
    """Put a sentence together.

    Args:
        words: In the order of the Chinese sentence.

    Returns:
        English; each word's likeliest.
    """
    clauses: list[list[Word]] = [[]]
    for word in words:
        if word.kind == "stop":
            clauses.append([])
        elif word.kind != "drop":
            clauses[-1].append(word)
    texts = (_text(_placed(_joined(clause))) for clause in clauses)
    return _AN.sub("an", ", ".join(text for text in texts if text))


def _joined(words: list[Word]) -> list[Word]:
    """Resolve each 的: what describes goes behind what it describes when something happens in it."""
    while (middle := next((n for n, word in enumerate(words) if word.kind == "of"), None)) is not None:
        end = _head(words, middle + 1)
        begin = _modifier(words, middle, inside=words[end - 1 : end + 1])
        described = words[begin:middle]
        counted = []
        while described and described[0].counts:
            counted.append(described.pop(0))
        alone = [word.kind for word in described] == ["where"]  # 左边的椅子, the left chair
        if end > middle + 1 and not alone and any(word.kind in _HAPPENS for word in described):
            head = words[middle + 1 : end]
            text = f"{_text(_placed([*counted, *head]))} {_text(_placed(described))}"
            words = [*words[:begin], Word("", head[-1].kind, (text,)), *words[end:]]
        else:
            words = [*words[:middle], *words[middle + 1 :]]
    return words


def _modifier(words: Sequence[Word], middle: int, inside: Sequence[Word]) -> int:
    """Where what describes begins: far enough to the left for one thing to happen in it.

    Args:
        words: Of the clause.
        middle: Where 的 is.
        inside: The last word described, and the one behind it.
    """
    if words[middle - 1].chinese.endswith("色"):  # 穿着红色的衣服: the clothes are red, nobody wears red
        return middle
    framed = any(word.kind in ("where", "place") for word in inside)
    happens = joined = False
    begin = middle
    while begin > 0:
        word = words[begin - 1]
        if word.kind == "of" or (word.kind == "verb" and happens and not joined):
            break
        if word.kind == "before" and words[begin].kind == "verb":
            break  # what is done to the thing described: 给站在水边的女孩拍照
        if word.kind == "at" and framed:
            break  # 在 and the place word behind the thing described belong together: 在白色的小路上
        if word.kind == "and":
            joined = True
        elif word.kind == "verb":
            if begin < middle and begin > 1 and words[begin - 2].kind == "noun":
                return middle  # it has a subject and an object already: 女孩戴着漂亮的帽子
            happens, joined = True, False
        begin -= 1
        if word.counts:
            # 抱着一个孩子的女人 is a woman who holds a child, 牵着一个男人的手 the hand of a man.
            if begin == 1 and words[0].kind == "verb":
                begin = 0
            break
    return begin


def _head(words: Sequence[Word], begin: int) -> int:
    """Where what is described ends."""
    end = begin
    while end < len(words) and words[end].kind in _NOMINAL and (end == begin or not words[end].counts):
        end += 1
    return end + 1 if end == begin and end < len(words) and words[end].kind == "place" else end


def _placed(words: Sequence[Word]) -> list[Word]:
    """Put each place word before its noun, and several where a number says so."""
    placed: list[Word] = []
    for word in _counted(words):
        if word.kind == "verb" and placed and placed[-1].kind == "at":
            placed.pop()  # 在 before a verb says that it is going on
        if word.kind not in ("where", "place"):
            placed.append(word)
            continue
        begin = len(placed)
        while begin > 0 and placed[begin - 1].kind in _NOMINAL and word.kind == "where":
            begin -= 1
        noun = _text(placed[begin:])
        english = word.english[0] if noun or word.kind == "place" else word.english[0].removesuffix(" of")
        lead = placed[begin - 1].kind if begin > 0 else None
        if lead == "before":  # "from on slide" is from the slide
            english = "" if noun else english
        elif lead == "at":
            begin -= 1
        placed[begin:] = [Word("", "place", (f"{english} {noun}".strip(),))]
    return placed


def _counted(words: Sequence[Word]) -> list[Word]:
    """Give the last noun behind a number its plural."""
    found = list(words)
    for number, word in enumerate(words):
        if word.kind != "number":
            continue
        last = number
        while last + 1 < len(words) and words[last + 1].kind == "noun":
            last += 1
        if last > number and words[last].chinese:  # what was put together of several words stays as it is
            found[last] = Word(words[last].chinese, "noun", (plural(words[last].english[0]),))
    return found


def _text(words: Sequence[Word]) -> str:
    return " ".join(word.english[0] for word in words if word.english[0])
