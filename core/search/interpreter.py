"""What a person says, in words that the encoder understands."""

from __future__ import annotations

import contextlib
import logging
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from core.search.foreign import foreign

if TYPE_CHECKING:
    from core.search.dictionary import ChineseDictionary

log = logging.getLogger(__name__)

_CHINESE = "zh"
_REMEMBERED = 32
"""A question is asked again whenever the library changes."""


@dataclass(frozen=True, slots=True)
class Rendering:
    """Words, and what the encoder is given for them.

    Attributes:
        said: As they were typed.
        given: What the encoder gets: the same, or a translation.
        foreign: The language that it does not understand, as a BCP 47 tag; "" for none.
    """

    said: str
    given: str
    foreign: str = ""

    @property
    def translated(self) -> bool:
        """Whether the encoder gets other words than were typed."""
        return self.given != self.said


class Interpreter:
    """Puts Chinese into English for encoders that read no Chinese, and tells what they don't understand.

    The dictionary is opened when somebody types Chinese, and not before. For one thread.

    Args:
        dictionary: Where its file is in the library, or shall be.
    """

    def __init__(self, dictionary: Path) -> None:
        self._path = dictionary
        self._dictionary: ChineseDictionary | None = None
        self.rendering = lru_cache(_REMEMBERED)(self._rendering)

    def _rendering(self, text: str, languages: tuple[str, ...]) -> Rendering:
        """Put words into what the encoder understands.

        Args:
            text: As it was typed.
            languages: BCP 47 tags of those the encoder understands.
        """
        language = foreign(text, languages)
        if language != _CHINESE or "en" not in languages:
            return Rendering(text, text, language)
        english = self._in_english(text)
        return Rendering(text, english) if english else Rendering(text, text, language)

    def close(self) -> None:
        """Close the dictionary, if it is open."""
        if self._dictionary is not None:
            self._dictionary.close()
            self._dictionary = None

    def _in_english(self, text: str) -> str:
        from core.search.dictionary import ChineseDictionary, DictionaryUnavailable  # noqa: PLC0415  few need it

        for _ in range(2):  # a damaged one is made again
            try:
                if self._dictionary is None:
                    self._dictionary = ChineseDictionary(self._path)
                return self._dictionary.in_english(text)
            except DictionaryUnavailable as error:
                log.warning("the Chinese dictionary can't be read: %s", error)
                self.close()
                with contextlib.suppress(OSError):
                    self._path.unlink()
        return ""
