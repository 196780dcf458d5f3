"""How the search box asks: for as many answers as anybody looks at."""

from __future__ import annotations

from core.library import KeptQuestion
from core.search import Question, asked

RANKED_LIMIT = 500
"""Answers to a question that ranks: nobody looks at the five hundred and first."""

ALL = 1 << 31
"""Answers to one that does not: it is a view of the library."""


def as_question(kept: KeptQuestion) -> Question:
    """What was kept, asked as the box asks."""
    return asked(kept, Question(limit=RANKED_LIMIT, unranked_limit=ALL))
