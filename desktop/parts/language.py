"""The language of the window: the system's, or the one a person chose.

Words come from `translations/fovea_*.qm`, which packaging/translations.py makes with Qt's own tools; the
words of Qt's own dialogs come with Qt.
"""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

TRANSLATIONS = Path(__file__).parents[1] / "translations"


class Language(StrEnum):
    """What the person chose."""

    SYSTEM = "system"
    ENGLISH = "en"
    CHINESE = "zh_CN"

    @property
    def own_name(self) -> str:
        """As its speakers call it; "" for the system's."""
        return {Language.ENGLISH: "English", Language.CHINESE: "简体中文"}.get(self, "")


def spoken() -> Language:
    """The language the window speaks now: English or Chinese."""
    return _Spoken.language


class _Spoken:
    language = Language.ENGLISH


class Languages:
    """Puts the words of a language in, and takes those before out.

    What is on the screen keeps its words: a window that is made afterwards has the new ones.
    """

    def __init__(self) -> None:
        self._installed: list[QTranslator] = []
        self._system = QLocale()

    def choose(self, language: Language) -> None:
        """Speak a language from now on.

        Args:
            language: The system's: Chinese where the system prefers it, else English, with numbers and
                dates as the system writes them.
        """
        for translator in self._installed:
            QCoreApplication.removeTranslator(translator)
        self._installed = []
        wanted = _of_system(self._system) if language is Language.SYSTEM else language
        _Spoken.language = wanted
        QLocale.setDefault(self._system if language is Language.SYSTEM else _LOCALES[language])
        if wanted is Language.ENGLISH:
            return
        # Qt's own words first: what is installed last is asked first.
        for name, folder in (
            (f"qtbase_{wanted}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)),
            (f"fovea_{wanted}", str(TRANSLATIONS)),
        ):
            translator = QTranslator()
            if translator.load(name, folder):
                QCoreApplication.installTranslator(translator)
                self._installed.append(translator)


_LOCALES = {
    Language.ENGLISH: QLocale(QLocale.Language.English, QLocale.Country.UnitedStates),
    Language.CHINESE: QLocale(QLocale.Language.Chinese, QLocale.Country.China),
}


def _of_system(locale: QLocale) -> Language:
    """The language of ours that a system prefers."""
    for wanted in locale.uiLanguages():
        if wanted.startswith("zh"):
            return Language.CHINESE
        if wanted.startswith("en"):
            return Language.ENGLISH
    return Language.ENGLISH
