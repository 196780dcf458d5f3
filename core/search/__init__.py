"""Question -> ranked photos."""

from core.search.composition import DEFAULT_BALANCE
from core.search.engine import Answer, SearchEngine
from core.search.index import Ranking, VectorIndex, photo_mask
from core.search.language import Filter, Reading, taken_as_words
from core.search.maintenance import maintain
from core.search.question import Picture, Question

__all__ = [
    "DEFAULT_BALANCE",
    "Answer",
    "Filter",
    "Picture",
    "Question",
    "Ranking",
    "Reading",
    "SearchEngine",
    "VectorIndex",
    "maintain",
    "photo_mask",
    "taken_as_words",
]
