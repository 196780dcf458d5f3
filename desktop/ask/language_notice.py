"""What became of words in other languages, said in the window."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

from core.encoders import understanding
from core.library import Library
from core.search import Answer
from desktop.parts.banner import Banner
from desktop.parts.translate import tr
from desktop.settings import encoder_wording
from models import EncoderError, Offer


class LanguageNotice:
    """Says in the banner which language the encoder does not understand, and offers one that does.

    Once for each language and encoder: who goes on asking knows it, and the line under the box repeats it.

    Args:
        library: Of the main thread.
        banner: Where it is said.
        show_encoders: Opens the page on which an encoder is chosen.
    """

    def __init__(self, library: Library, banner: Banner, show_encoders: Callable[[], None]) -> None:
        self._library = library
        self._banner = banner
        self._show_encoders = show_encoders
        self._told: set[tuple[str, str]] = set()
        self._said = ""

    def tell(self, answer: Answer) -> None:
        """Say what there is to say of an answer; take back what was said of the one before."""
        language = next((rendering.foreign for rendering in answer.renderings if rendering.foreign), "")
        if not language:
            if self._said and self._banner.text == self._said:
                self._banner.hide()
            self._said = ""
        elif (answer.encoder, language) not in self._told:
            self._told.add((answer.encoder, language))
            self._said = self._sentence(language)
            self._banner.say(self._said, tr("Encoders"), self._show_encoders)

    def _sentence(self, language: str) -> str:
        name = encoder_wording.languages([language])
        try:
            other = understanding(self._library, language)
        except (sqlite3.Error, OSError, EncoderError):
            other = None  # what is wrong is said where encoders are chosen
        if other is None:
            return tr(
                "This encoder does not understand {language}, and none that is known does. "
                "English words find more."
            ).format(language=name)
        title = other.title if isinstance(other, Offer) else other.name
        words = (
            tr("This encoder does not understand {language}. {encoder} does, and can be installed.")
            if isinstance(other, Offer)
            else tr("This encoder does not understand {language}. {encoder} does, and is installed.")
        )
        return words.format(language=name, encoder=title)


def told(answer: Answer) -> list[str]:
    """What became of the words of a question, for the line under the search box.

    Args:
        answer: Of the search engine.
    """
    lines = [
        tr("“{words}” looked for as “{english}”").format(words=rendering.said, english=rendering.given)
        for rendering in answer.renderings
        if rendering.translated
    ]
    languages = dict.fromkeys(rendering.foreign for rendering in answer.renderings if rendering.foreign)
    return lines + [
        tr("{language} is not understood").format(language=encoder_wording.languages([language]))
        for language in languages
    ]
