"""Offers the newest good backup when a database of the library is damaged."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton

from core.errors import LibraryDamaged
from core.library import Library
from core.library.mending import Damage, damages, mend
from core.paths import LibraryPaths, display
from desktop.parts import wording
from desktop.parts.dialog_parts import FittedDialog, close_button, column_of, explanation, heading
from desktop.parts.told import told

_WIDTH = 440


class MendingDialog(FittedDialog):
    """What is damaged, what can take its place, and what will be lost. Accepted when the person agrees.

    Args:
        paths: The library.
        found: What is damaged; a catalogue among it has a backup.
    """

    def __init__(self, paths: LibraryPaths, found: list[Damage]) -> None:
        super().__init__()
        self.setWindowTitle(self.tr("The library is damaged"))
        column = column_of(self, _WIDTH)
        column.addWidget(heading(self.tr("The library is damaged")))
        for damage in found:
            column.addWidget(explanation(self._told(paths, damage)))
        column.addWidget(
            explanation(
                self.tr("Your photos are not touched. The damaged file is kept in {folder}.").format(
                    folder=display(paths.backups)
                )
            )
        )
        leave = QPushButton(self.tr("Quit"))
        leave.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(leave)
        buttons.addWidget(close_button(self._agreement(paths, found), self))
        column.addLayout(buttons)

    def _told(self, paths: LibraryPaths, damage: Damage) -> str:
        if damage.database == paths.catalog:
            return self.tr(
                "The catalogue can't be read ({problem}). There is a good backup of {date}. Photos that were "
                "found since then are taken in again by themselves; what you changed in Fovea since then is "
                "lost."
            ).format(problem=display(told(damage.problem)), date=_date(damage))
        if damage.backup is None:
            return self.tr(
                "What photos are found by can't be read ({problem}). It can be made again: nothing is lost, "
                "but all photos are read once more, and until then not all are found."
            ).format(problem=display(told(damage.problem)))
        return self.tr(
            "What photos are found by can't be read ({problem}). There is a good backup of {date}, and what "
            "is newer is made again: nothing is lost."
        ).format(problem=display(told(damage.problem)), date=_date(damage))

    def _agreement(self, paths: LibraryPaths, found: list[Damage]) -> str:
        """What the button says: with the date, where the date matters."""
        for damage in found:
            if damage.database == paths.catalog:
                return self.tr("Use the backup of {date}").format(date=_date(damage))
        return self.tr("Mend")


def open_or_mend(paths: LibraryPaths) -> Library | None:
    """Open a library; one that is damaged, after the person agreed to take the backup.

    Returns:
        None when the person did not.

    Raises:
        LibraryError: It can't be used, nor mended; says why.
    """
    try:
        return Library.open(paths.root)
    except LibraryDamaged:
        QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            found = damages(paths)
        finally:
            QGuiApplication.restoreOverrideCursor()
        if not found or any(one.backup is None and one.database == paths.catalog for one in found):
            raise
        if MendingDialog(paths, found).exec() != QDialog.DialogCode.Accepted:
            return None
        for damage in found:
            mend(paths, damage)
        return Library.open(paths.root)


def _date(damage: Damage) -> str:
    return wording.when(damage.backup.made.astimezone().isoformat()) if damage.backup else ""
