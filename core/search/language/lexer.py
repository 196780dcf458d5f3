"""A sentence cut into what stands in quotes, explicit forms, what has a minus, OR, and the rest."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from core.search.language.forms import FIELDS, LIMIT_NAMES
from core.search.language.text import IDEOGRAPH

_FIELD = "|".join(sorted((*FIELDS, *LIMIT_NAMES), key=len, reverse=True))
_PIECE = re.compile(
    rf"""
    (?P<minus>(?<!\S)-+)?                                   # a leading minus, at the start of a word only
    (?:
        "(?P<quoted>[^"]*)"
      | (?<!\S)"(?P<open>[^"]+)\Z                           # still being typed
      | (?:(?<=[\s{IDEOGRAPH}("-])|^)(?P<field>{_FIELD}):(?:"(?P<text>[^"]*)"|(?P<value>[^\s"]+))
      | (?<=-)(?P<unwanted>[^\s"]*[^\s"-][^\s"]*)
      | (?<!\S)(?P<or>or|\|\|?)(?!\S)
      | (?P<or_zh>或者|或(?![许是缺多少]))
    )
    """,
    re.VERBOSE | re.MULTILINE,
)

Kind = Literal["words", "quoted", "form", "unwanted", "or"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a sentence.

    Attributes:
        kind: What it is.
        start: Where it begins, with its minus.
        end: One past its last character.
        value_start: Where what it says begins: behind minus, quote and colon.
        value_end: And where that ends.
        negated: It has a minus.
        field: Of an explicit form, folded.
    """

    kind: Kind
    start: int
    end: int
    value_start: int
    value_end: int
    negated: bool = False
    field: str = ""


def pieces(raw: str, folded: str) -> Iterator[Piece]:
    """Cut a sentence; the pieces follow one another and leave nothing out.

    Args:
        raw: As it was typed; "OR" joins alternatives only in capitals.
        folded: The same, folded.
    """
    done = 0
    for match in _PIECE.finditer(folded):
        kind = _kind(match, raw)
        if kind is None or match.start() < done:
            continue
        if match.start() > done:
            yield Piece("words", done, match.start(), done, match.start())
        group = {"quoted": "open" if match["open"] else "quoted", "unwanted": "unwanted"}.get(kind, "or")
        if kind == "form":
            group = "text" if match["text"] is not None else "value"
        begin, end = match.span(group) if kind != "or" else match.span()
        yield Piece(kind, *match.span(), begin, end, bool(match["minus"]), match["field"] or "")
        done = match.end()
    if done < len(raw):
        yield Piece("words", done, len(raw), done, len(raw))


def _kind(match: re.Match[str], raw: str) -> Kind | None:
    if match["quoted"] is not None or match["open"]:
        return "quoted"
    if match["field"]:
        return "form"
    if match["unwanted"] is not None:
        return "unwanted" if match["minus"] else None
    if match["minus"] or (match["or"] == "or" and raw[match.start("or") : match.end("or")] != "OR"):
        return None
    return "or"
