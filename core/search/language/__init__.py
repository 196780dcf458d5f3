"""What people type: a sentence -> words to rank by, and conditions.

A pure room: it knows nothing of databases, windows or encoders. All it needs of a library comes in a
`Knowledge`; English and Chinese are read with patterns and tables, in well under a millisecond a word.
"""

from core.search.language.knowledge import Knowledge, Names
from core.search.language.reading import (
    Alternative,
    Avoided,
    Days,
    Field,
    Filter,
    Hours,
    Limits,
    Near,
    Note,
    Place,
    Reading,
    taken_as_words,
    without_part,
)
from core.search.language.text import quoted


def read(sentence: str, knowledge: Knowledge) -> Reading:
    """Understand a sentence. Nothing that can be typed raises.

    Args:
        sentence: As it was typed.
        knowledge: Of the library it is asked of, and of what today is.

    Returns:
        What was understood; what was not is its meaning.
    """
    # A hundred patterns take a tenth of a second to compile, for which no window should wait.
    from core.search.language.reader import read_sentence  # noqa: PLC0415

    return read_sentence(sentence, knowledge)


__all__ = [
    "Alternative",
    "Avoided",
    "Days",
    "Field",
    "Filter",
    "Hours",
    "Knowledge",
    "Limits",
    "Names",
    "Near",
    "Note",
    "Place",
    "Reading",
    "quoted",
    "read",
    "taken_as_words",
    "without_part",
]
