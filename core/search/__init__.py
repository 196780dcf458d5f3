"""Question -> ranked photos."""

from core.search.engine import Answer, SearchEngine
from core.search.index import Ranking, VectorIndex, photo_mask
from core.search.maintenance import maintain
from core.search.question import Picture, Question, read_words

__all__ = [
    "Answer",
    "Picture",
    "Question",
    "Ranking",
    "SearchEngine",
    "VectorIndex",
    "maintain",
    "photo_mask",
    "read_words",
]
