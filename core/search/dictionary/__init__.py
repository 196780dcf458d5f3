"""Chinese into English, word by word: for encoders that read English only.

    typed -> simplified -> words (segments) -> their English (glosses, grammar) -> a sentence (phrasing)

The words are those of CC-CEDICT (https://cc-cedict.org, CC BY-SA 4.0). No translation is as good as an
encoder that reads Chinese, but a photo is found by its nouns, and those a dictionary has.
"""

from core.search.dictionary.cedict import DictionaryUnavailable, is_installed
from core.search.dictionary.translating import ChineseDictionary

__all__ = ["ChineseDictionary", "DictionaryUnavailable", "is_installed"]
