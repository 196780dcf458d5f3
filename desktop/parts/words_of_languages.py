"""The names of languages that encoders understand and people ask in; Qt knows them in English only."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QLocale

NAMES = (
    QT_TRANSLATE_NOOP("language", "Amharic"),
    QT_TRANSLATE_NOOP("language", "Arabic"),
    QT_TRANSLATE_NOOP("language", "Armenian"),
    QT_TRANSLATE_NOOP("language", "Bangla"),
    QT_TRANSLATE_NOOP("language", "Burmese"),
    QT_TRANSLATE_NOOP("language", "Chinese"),
    QT_TRANSLATE_NOOP("language", "Croatian"),
    QT_TRANSLATE_NOOP("language", "Czech"),
    QT_TRANSLATE_NOOP("language", "Danish"),
    QT_TRANSLATE_NOOP("language", "Dutch"),
    QT_TRANSLATE_NOOP("language", "English"),
    QT_TRANSLATE_NOOP("language", "Filipino"),
    QT_TRANSLATE_NOOP("language", "Finnish"),
    QT_TRANSLATE_NOOP("language", "French"),
    QT_TRANSLATE_NOOP("language", "Georgian"),
    QT_TRANSLATE_NOOP("language", "German"),
    QT_TRANSLATE_NOOP("language", "Greek"),
    QT_TRANSLATE_NOOP("language", "Gujarati"),
    QT_TRANSLATE_NOOP("language", "Hebrew"),
    QT_TRANSLATE_NOOP("language", "Hindi"),
    QT_TRANSLATE_NOOP("language", "Hungarian"),
    QT_TRANSLATE_NOOP("language", "Indonesian"),
    QT_TRANSLATE_NOOP("language", "Italian"),
    QT_TRANSLATE_NOOP("language", "Japanese"),
    QT_TRANSLATE_NOOP("language", "Kannada"),
    QT_TRANSLATE_NOOP("language", "Khmer"),
    QT_TRANSLATE_NOOP("language", "Korean"),
    QT_TRANSLATE_NOOP("language", "Lao"),
    QT_TRANSLATE_NOOP("language", "Malayalam"),
    QT_TRANSLATE_NOOP("language", "Māori"),
    QT_TRANSLATE_NOOP("language", "Norwegian Bokmål"),
    QT_TRANSLATE_NOOP("language", "Persian"),
    QT_TRANSLATE_NOOP("language", "Polish"),
    QT_TRANSLATE_NOOP("language", "Portuguese"),
    QT_TRANSLATE_NOOP("language", "Punjabi"),
    QT_TRANSLATE_NOOP("language", "Romanian"),
    QT_TRANSLATE_NOOP("language", "Russian"),
    QT_TRANSLATE_NOOP("language", "Sinhala"),
    QT_TRANSLATE_NOOP("language", "Spanish"),
    QT_TRANSLATE_NOOP("language", "Swahili"),
    QT_TRANSLATE_NOOP("language", "Swedish"),
    QT_TRANSLATE_NOOP("language", "Tamil"),
    QT_TRANSLATE_NOOP("language", "Telugu"),
    QT_TRANSLATE_NOOP("language", "Thai"),
    QT_TRANSLATE_NOOP("language", "Turkish"),
    QT_TRANSLATE_NOOP("language", "Ukrainian"),
    QT_TRANSLATE_NOOP("language", "Vietnamese"),
)
"""As Qt calls them."""


def language_name(tag: str) -> str:
    """A language in the language of the window.

    Args:
        tag: BCP 47; one that Qt does not know stays as it is.
    """
    language = QLocale(tag).language()
    if language is QLocale.Language.C:
        return tag
    return QCoreApplication.translate("language", QLocale.languageToString(language))
