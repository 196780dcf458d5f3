"""What an encoder made of words in other languages, said on the terminal."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from core.encoders import understanding
from core.library import Library
from core.search import Rendering
from models import Offer

_NAMES = {
    "am": "Amharic",
    "ar": "Arabic",
    "bn": "Bengali",
    "cs": "Czech",
    "da": "Danish",
    "de": "German",
    "el": "Greek",
    "en": "English",
    "es": "Spanish",
    "fa": "Persian",
    "fi": "Finnish",
    "fr": "French",
    "gu": "Gujarati",
    "he": "Hebrew",
    "hi": "Hindi",
    "hu": "Hungarian",
    "hy": "Armenian",
    "id": "Indonesian",
    "it": "Italian",
    "ja": "Japanese",
    "ka": "Georgian",
    "km": "Khmer",
    "kn": "Kannada",
    "ko": "Korean",
    "lo": "Lao",
    "ml": "Malayalam",
    "my": "Burmese",
    "nl": "Dutch",
    "pa": "Punjabi",
    "pl": "Polish",
    "pt": "Portuguese",
    "ro": "Romanian",
    "ru": "Russian",
    "si": "Sinhala",
    "sv": "Swedish",
    "ta": "Tamil",
    "te": "Telugu",
    "th": "Thai",
    "tr": "Turkish",
    "uk": "Ukrainian",
    "vi": "Vietnamese",
    "zh": "Chinese",
}


def translated(renderings: Sequence[Rendering]) -> list[str]:
    """A line for everything that was looked for in other words."""
    return [
        f"“{rendering.said}” was looked for as “{rendering.given}”."
        for rendering in renderings
        if rendering.translated
    ]


def not_understood(root: Path, encoder: str, renderings: Sequence[Rendering]) -> list[str]:
    """A line for each language that the encoder does not understand, with the way out.

    Args:
        root: Of the library.
        encoder: Key of the encoder that answered.
        renderings: Of the answer.

    Raises:
        LibraryError: The library can't be read.
    """
    languages = _languages(renderings)
    if not languages:
        return []
    name = encoder.partition("@")[0]
    with Library.open(root, create=False) as library:
        return [
            f"{name} does not understand {_NAMES.get(language, language)}; {_way(library, language)}"
            for language in languages
        ]


def _way(library: Library, language: str) -> str:
    """How to come to an encoder that does."""
    other = understanding(library, language)
    if other is None:
        return "nor does any other that is known. Try English words."
    if isinstance(other, Offer):
        return f"{other.title} does: fovea encoders install {other.name}"
    return f"{other.name} does: fovea encoders use {other.name}"


def as_data(renderings: Sequence[Rendering]) -> dict[str, list[Any]]:
    """What was looked for in other words, and the languages not understood, as they stand in JSON."""
    return {
        "translated": [
            {"words": rendering.said, "as": rendering.given}
            for rendering in renderings
            if rendering.translated
        ],
        "not_understood": _languages(renderings),
    }


def _languages(renderings: Sequence[Rendering]) -> list[str]:
    """Those that are not understood, each once."""
    return list(dict.fromkeys(rendering.foreign for rendering in renderings if rendering.foreign))
