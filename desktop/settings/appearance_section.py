"""The section about how the window looks, and which language it speaks."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QComboBox, QRadioButton, QWidget

from desktop.parts.language import Language
from desktop.parts.theme import Appearance
from desktop.parts.translate import tr
from desktop.settings.section import Section, named


class AppearanceSection(Section):
    """Asks for the colours and the language.

    Args:
        appearance: Chosen now.
        language: Chosen now.
        calm: Movements are left out.
        parent: Qt's owner.

    Signals:
        appearance_wanted: An `Appearance`.
        language_wanted: A `Language`.
        calm_wanted: Leave movements out, or not.
    """

    appearance_wanted = Signal(object)
    language_wanted = Signal(object)
    calm_wanted = Signal(bool)

    def __init__(
        self, appearance: Appearance, language: Language, calm: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(tr("Appearance"), parent=parent)
        self.add_heading(self.tr("Colours"))
        words = {
            Appearance.SYSTEM: self.tr("Like the system"),
            Appearance.LIGHT: self.tr("Light"),
            Appearance.DARK: self.tr("Dark"),
        }
        group = QButtonGroup(self)
        self.appearances: dict[Appearance, QRadioButton] = {}
        for one, text in words.items():
            button = self.appearances[one] = QRadioButton(text, self)
            button.setChecked(one is appearance)
            button.clicked.connect(lambda _=False, one=one: self.appearance_wanted.emit(one))
            group.addButton(button)
            self.column.addWidget(button)
        self.column.addWidget(
            named(self.tr("High contrast and the size of letters follow the system."), "quiet")
        )
        # In both languages, or whoever needs it would not find it.
        self.add_heading("Language / 语言" if self.tr("Language") == "Language" else "语言 / Language")
        self.languages = QComboBox(self)
        self.languages.setAccessibleName(self.tr("Language"))
        for choice in Language:
            self.languages.addItem(choice.own_name or self.tr("Like the system"), choice)
        self.languages.setCurrentIndex(list(Language).index(language))
        self.languages.activated.connect(lambda row: self.language_wanted.emit(list(Language)[row]))
        self.add_row(self.languages)
        self.add_heading(self.tr("Movement"))
        self.calm = self.add_switch(
            self.tr("No movement"),
            self.tr("Nothing fades or slides; pictures and messages are there at once."),
            self.calm_wanted.emit,
        )
        self.calm.setChecked(calm)
        self.column.addStretch(1)
