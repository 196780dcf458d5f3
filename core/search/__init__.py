"""Question -> ranked photos."""

from core.search.calibration import is_calibrated
from core.search.composition import DEFAULT_BALANCE
from core.search.engine import Answer, SearchEngine
from core.search.index import Ranking, VectorIndex, photo_mask
from core.search.interpreter import Rendering
from core.search.language import Filter, Reading, taken_as_words
from core.search.maintenance import maintain
from core.search.narrowing import Narrowing
from core.search.overlay import COLD, WARM, laid_over, veil
from core.search.question import Picture, Question
from core.search.reasons import Match, Reason
from core.search.regions import Answering, Box, HeatMap, Where
from core.search.stacks import Stacks
from core.search.why import Why, picture_of

__all__ = [
    "COLD",
    "DEFAULT_BALANCE",
    "WARM",
    "Answer",
    "Answering",
    "Box",
    "Filter",
    "HeatMap",
    "Match",
    "Narrowing",
    "Picture",
    "Question",
    "Ranking",
    "Reading",
    "Reason",
    "Rendering",
    "SearchEngine",
    "Stacks",
    "VectorIndex",
    "Where",
    "Why",
    "is_calibrated",
    "laid_over",
    "maintain",
    "photo_mask",
    "picture_of",
    "taken_as_words",
    "veil",
]
