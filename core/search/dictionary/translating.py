"""The whole way from Chinese to English."""

from __future__ import annotations

from pathlib import Path

from core.search.dictionary.cedict import Cedict
from core.search.dictionary.glosses import Glosses
from core.search.dictionary.grammar import Word, grammar
from core.search.dictionary.phrasing import phrased
from core.search.dictionary.segments import candidates, words

LONGEST = 200
"""Characters that are translated: more than an encoder takes; what follows is left out."""


class ChineseDictionary:
    """Translates what people type. For the thread that made it.

    Args:
        path: Of the dictionary's file; it is made when it is not there, which takes a second or two.

    Raises:
        DictionaryUnavailable: It can't be read or made.
    """

    def __init__(self, path: Path) -> None:
        self._cedict = Cedict(path)
        self._glosses = Glosses(self._cedict)

    def words(self, text: str) -> list[Word]:
        """Cut a text into words, each with its English.

        Args:
            text: In simplified or traditional characters; what is not Chinese in it stays as it is.

        Raises:
            DictionaryUnavailable: The file can't be read any more.
        """
        plain = self._cedict.simplified(text[:LONGEST])
        return words(plain, self._glosses.of(candidates(plain)), grammar())

    def in_english(self, text: str) -> str:
        """Translate a text.

        Args:
            text: See `words`.

        Returns:
            English; "" when there is no word in it that means anything.

        Raises:
            DictionaryUnavailable: The file can't be read any more.
        """
        return phrased(self.words(text))

    def close(self) -> None:
        """Close the file."""
        self._cedict.close()
