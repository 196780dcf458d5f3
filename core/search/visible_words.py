"""Words for what can be seen. The others of a question are names: of people, towns, events."""

from __future__ import annotations

from functools import cache

from core.library.tokens import terms
from core.tagging import shipped_vocabulary

_QUALITIES = """
red blue green yellow white black brown orange pink purple grey gray golden colorful colourful dark bright
small large big little old young tall long short wooden wearing standing sitting lying walking running jumping
playing looking holding riding climbing swimming eating drinking sleeping smiling laughing throwing catching
carrying moving front behind beside group side top bottom middle back
红 红色 蓝 蓝色 绿 绿色 黄 黄色 白 白色 黑 黑色 大 小 老 年轻 坐 站 跑 走 玩
"""
"""What things look like, do and stand to one another: the vocabulary has things only."""


@cache
def visible_words() -> frozenset[str]:
    """Tokens of the words for what can be seen, English and Chinese."""
    names = [_QUALITIES]
    for word in shipped_vocabulary():
        names += [word.english, word.chinese, *word.synonyms]
    return frozenset(term for name in names for term in terms(name))
