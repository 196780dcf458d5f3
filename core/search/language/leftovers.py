"""The words that are left when phrases were taken out of a sentence, freed of what joined them."""

from __future__ import annotations

import re

from core.search.language.text import fold

_GENERIC = re.compile(
    r"(?:(?:all|any|every|show|find|search|give|get|me|my|our|the|a|an|some|photos?|pictures?|images?|pics?|shots?|"
    r"snaps?|files?|everything|anything|that|which|i|we|took|taken|shot|made|of|from|in|on|at|with|by|and|was|were|"
    r"is|are|have|please)\b|照片|相片|图片|拍摄|拍的|拍|所有|全部|我的|我|的|在|找|显示|\W|_)*",
)
"""What says nothing of a picture, once everything else was understood: "photos from", 的照片."""

_JOINED_BEFORE = re.compile(
    r"(?:(?:^|\s)(?:of|from|in|at|on|by|the|an?|my|all|some|taken|shot|that|i|took))+\s*$", re.IGNORECASE
)
_JOINED_AFTER = re.compile(r"^\s*(?:of|的)\s*(?!\w*['’])", re.IGNORECASE)
"""Words that joined what was taken out to the rest: the "of" of "iPhone photos of cats"."""

_ASKED = re.compile(
    r"^(?:(?:please\s+)?(?:(?:show|find|get|give)(?:\s+me)?|search\s+for|look\s+for)\s+)?"
    r"(?:(?:all|any|some|the|my)\s+(?:of\s+)?)*(?:photos|pictures|images|pics|shots)\s+(?:of|with|showing)\s+"
    r"|^(?:找|搜索|显示)?(?:所有|全部)?|的?(?:照片|图片|相片)$",
    re.IGNORECASE,
)
"""Words about the search and not about the picture."""


def without_end(words: str) -> str:
    """Words before a phrase, without what led up to it: "a" of "a screenshot"."""
    return _JOINED_BEFORE.sub("", words)


def without_beginning(words: str) -> str:
    """Words behind a phrase, without what led on from it: "of" of "screenshots of maps"."""
    return _JOINED_AFTER.sub("", words)


def tidied(meaning: str) -> str:
    """What is left of the words when filters were taken out: no lone commas, nothing that says nothing."""
    plain = re.sub(r"(?:^|(?<=\s))[^\w\s]+(?=\s|$)", " ", meaning)
    plain = " ".join(plain.split()).strip(" ,;，；、")
    if _GENERIC.fullmatch(fold(plain)):
        return ""
    return re.sub(r"^(?:and\s+|和)+|(?:\s+and|和)+$", "", _ASKED.sub("", plain))
