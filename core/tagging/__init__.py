"""What is in a photo, guessed from its vector: words of a vocabulary that people can edit.

The room's public face.
"""

from core.tagging.describing import Describer, description_in_chinese, possible
from core.tagging.judging import FEWEST_FOR_SPREAD, Guesses, Judge, compared
from core.tagging.readout import Readout, load_readout, logistic
from core.tagging.texts import TextVectors
from core.tagging.vocabulary import OWN_FILE, Vocabulary, Word, read_vocabulary, shipped_vocabulary

__all__ = [
    "FEWEST_FOR_SPREAD",
    "OWN_FILE",
    "Describer",
    "Guesses",
    "Judge",
    "Readout",
    "TextVectors",
    "Vocabulary",
    "Word",
    "compared",
    "description_in_chinese",
    "load_readout",
    "logistic",
    "possible",
    "read_vocabulary",
    "shipped_vocabulary",
]
