"""The section about Fovea itself: version, licence, what it is made of."""

from __future__ import annotations

import re
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from core import __version__
from desktop.parts import icons
from desktop.parts.translate import tr
from desktop.settings.section import Section, named

_NOTICES = "THIRD-PARTY-NOTICES.txt"


class AboutSection(Section):
    """What Fovea is, and whose work it stands on.

    Args:
        parent: Qt's owner.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("About"), parent=parent)
        picture = QLabel(self)
        picture.setPixmap(icons.application_pixmap(72, self.devicePixelRatioF()))
        words = QVBoxLayout()
        words.setSpacing(6)
        words.addWidget(named(self.tr("Fovea {version}").format(version=__version__), "title"))
        for line in (
            self.tr("Finds your own photos from the words you would use, or from another picture."),
            self.tr("Nothing leaves this computer, and your photos are never changed."),
            self.tr("Licence: Apache 2.0. Encoders have licences of their own."),
        ):
            words.addWidget(named(line, ""))
        row = QHBoxLayout()
        row.setSpacing(18)
        row.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 100)
        row.addStretch(1)
        self.column.addLayout(row)
        self.add_heading(self.tr("Made with the work of others"))
        self.notices = QPlainTextEdit(notices() or self.tr("The notices are part of the packages of Fovea."))
        self.notices.setReadOnly(True)
        self.notices.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.notices.setAccessibleName(self.tr("Licences of what is bundled"))
        self.notices.setTabChangesFocus(True)
        self.notices.setMinimumHeight(200)
        self.column.addWidget(self.notices, 1)


def notices() -> str:
    """The licences of all that is bundled; of an installation without them, the names of what it needs."""
    beside = Path(__file__).resolve().parents[2] / _NOTICES
    for file in (beside, beside.parent / _NOTICES):
        if file.is_file():
            return file.read_text("utf-8", "replace")
    try:
        needed = distribution("fovea-photos").requires or []
    except PackageNotFoundError:
        return ""
    names = {re.split(r"[^\w.-]", one, maxsplit=1)[0].lower() for one in needed if "extra ==" not in one}
    return "\n".join(filter(None, map(_told, sorted(names))))


def _told(name: str) -> str:
    """A package that is installed, its version and its licence; "" of one that this system does without."""
    try:
        facts = distribution(name).metadata
    except PackageNotFoundError:
        return ""
    said = next((facts[key] for key in ("License-Expression", "License") if key in facts), "")
    licence = said.strip().partition("\n")[0]
    # Some put the whole text there.
    return " ".join(
        filter(None, (facts["Name"], facts["Version"], f"({licence})" if 0 < len(licence) < 60 else ""))
    )
