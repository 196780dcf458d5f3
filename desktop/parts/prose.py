"""Text that people and programs wrote into photos, made fit to be shown: never markup, never a trap."""

from __future__ import annotations

import html
import re

# Controls, half characters, and what turns the direction of all text that follows.
_NEVER_SHOWN = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff]")

_KEYS = re.compile(r"\s*[(（][^()（）]*[)）]$")


def prose(text: str) -> str:
    """A text of several lines, as it can be shown."""
    return _NEVER_SHOWN.sub("", "\n".join(text.expandtabs(4).splitlines())).strip()


def one_line(text: str) -> str:
    """The same in one line."""
    return " ".join(prose(text).split())


def without_keys(text: str) -> str:
    """What a control is called, by its tool tip: "Next photo (Right)" is "Next photo"."""
    return _KEYS.sub("", text)


def tool_tip(text: str) -> str:
    """A tool tip that says just this: Qt takes a text with angle brackets for HTML, and wraps no other."""
    return f"<p>{html.escape(text).replace(chr(10), '<br>')}</p>" if text else ""
