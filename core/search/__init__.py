"""Question -> ranked photos."""

from core.search.calibration import is_calibrated
from core.search.composition import DEFAULT_BALANCE
from core.search.engine import Answer, SearchEngine
from core.search.index import Ranking, VectorIndex, photo_mask
from core.search.interpreter import Rendering
from core.search.keeping import KEPT_EDGE, asked, kept, needs_pictures, small_picture
from core.search.language import Avoided, Filter, Reading, quoted, taken_as_words, without_part
from core.search.maintenance import maintain
from core.search.narrowing import Narrowing
from core.search.overlay import COLD, WARM, laid_over, veil
from core.search.question import Picture, Question
from core.search.reasons import Match, Reason
from core.search.regions import Answering, Box, HeatMap, Where
from core.search.stacks import Stacks
from core.search.suggestions import Kind, Suggester, Suggestion
from core.search.why import Why, picture_of

__all__ = [
    "COLD",
    "DEFAULT_BALANCE",
    "KEPT_EDGE",
    "WARM",
    "Answer",
    "Answering",
    "Avoided",
    "Box",
    "Filter",
    "HeatMap",
    "Kind",
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
    "Suggester",
    "Suggestion",
    "VectorIndex",
    "Where",
    "Why",
    "asked",
    "is_calibrated",
    "kept",
    "laid_over",
    "maintain",
    "needs_pictures",
    "photo_mask",
    "picture_of",
    "quoted",
    "small_picture",
    "taken_as_words",
    "veil",
    "without_part",
]
