"""Names that people give, each with one spelling however it is cased, and what they write about photos."""

from __future__ import annotations

import unicodedata

from core.errors import UsageError

LONGEST = 200
"""Characters of a name."""

LONGEST_TEXT = 10_000
"""Characters of what people write about a photo."""

_UNSAYABLE = ("Cc", "Cs", "Zl", "Zp")
"""Categories of characters that are in no name: controls, halves of characters, ends of lines."""


def as_name(text: str, what: str) -> str:
    """A name as it is kept: Unicode NFC, spaces between its words and nowhere else.

    Args:
        text: As it was typed.
        what: What is to be called so, for the message: "tag".

    Raises:
        UsageError: Nothing is left to be called by, or it is too long.
    """
    # What joins the parts of an emoji or of a Persian word can't be printed either, but stays.
    sayable = "".join(" " if unicodedata.category(char) in _UNSAYABLE else char for char in text)
    name = " ".join(unicodedata.normalize("NFC", sayable).split())
    if not name:
        article = "An" if what[:1] in "aeiou" else "A"
        raise UsageError(f"{article} {what} needs a name.", "Type at least one letter.")
    if len(name) > LONGEST:
        raise UsageError(f"The {what} “{name[:20]}…” has {len(name)} characters.", f"Use {LONGEST} at most.")
    return name


def as_prose(text: str, what: str) -> str:
    """What people write about a photo, as it is kept: lines of Unicode NFC.

    Args:
        text: As it was typed.
        what: What it is, for the message: "caption".

    Raises:
        UsageError: It is too long.
    """
    lines = unicodedata.normalize("NFC", text).splitlines()
    kept = "\n".join(
        "".join(char for char in line if char == "\t" or unicodedata.category(char) not in _UNSAYABLE)
        for line in lines
    ).strip()
    if len(kept) > LONGEST_TEXT:
        raise UsageError(f"The {what} has {len(kept):,} characters.", f"Use {LONGEST_TEXT:,} at most.")
    return kept


def fold_name(name: str) -> str:
    """What two spellings of one name have in common: case-folded Unicode NFC (UAX #15, caseless matching).

    Args:
        name: A tag or an album; a file's keyword.
    """
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())
