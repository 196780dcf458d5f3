"""The encoders: which answers, which is being prepared, which can be had; change, install, remove."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QFrame,
    QLabel,
    QMessageBox,
    QScrollArea,
    QWidget,
)

from desktop.parts import wording
from desktop.parts.translate import tr
from desktop.settings import encoder_wording as words
from desktop.settings.encoder_commands import EncoderCommands
from desktop.settings.encoder_details import EncoderDetails
from desktop.settings.encoder_list import EncoderList
from desktop.settings.encoder_rows import Coming, EncoderRow, Standing
from desktop.settings.install_dialog import InstallDialog
from desktop.settings.section import Section
from models import Offer

_REFRESH_MS = 2000
_DETAILS_LINES = 12
_SAID_LINES = 2
_HERE = (Standing.HERE, Standing.READY)


class EncodersSection(Section):
    """Lists the encoders and asks for changes.

    Args:
        commands: Does them.
        into: The folder of the library's encoders, to be shown.
        parent: Qt's owner.
    """

    def __init__(self, commands: EncoderCommands, into: Path, parent: QWidget | None = None) -> None:
        super().__init__(
            tr("Encoders"),
            tr(
                "An encoder is what understands your pictures and your words. Another one may find better, "
                "or understand your language. While a new one is being prepared, the present one answers. "
                "Nothing is downloaded unless you ask for it."
            ),
            parent,
        )
        self._commands = commands
        self._into = into
        self.table = EncoderList(self)
        self.table.picked.connect(self._picked)
        self.details = EncoderDetails(self)
        self.device = QLabel(self)
        self.device.setObjectName("quiet")
        self.device.setWordWrap(True)
        self.said = QLabel(self)
        self.said.setWordWrap(True)
        self.said.setTextFormat(Qt.TextFormat.PlainText)
        self.said.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        # Always there, so that the list does not jump when something is said.
        self.said.setMinimumHeight(_SAID_LINES * self.fontMetrics().lineSpacing())
        self.act = self.button("", self._act)
        self.remove = self.button(self.tr("Remove…"), self._ask_remove)
        self.folder = self.button(self.tr("From a folder…"), self._choose_folder)
        self.folder.setToolTip(self.tr("Take an encoder that lies in a folder on this computer"))
        self._lay_out()
        self._follow = QTimer(self)
        self._follow.setInterval(_REFRESH_MS)
        self._follow.timeout.connect(commands.refresh)
        commands.listed.connect(self._show)
        commands.changed.connect(self._show)
        commands.installed.connect(self.table.expect)
        commands.said.connect(self._say)
        commands.failed.connect(self._say_error)
        self._show()

    def showEvent(self, event: QShowEvent) -> None:
        """Qt: follow the library as long as it is shown."""
        super().showEvent(event)
        self._commands.refresh()
        self._follow.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Qt: nobody looks at it any more."""
        self._follow.stop()
        super().hideEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Qt: other colours apply."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self.table.topLevelItemCount():
            self._show()

    @property
    def row(self) -> EncoderRow | None:
        """The encoder that is chosen in the list."""
        return self._commands.encoders.row(self.table.key)

    # -- what is shown -------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self.table.setMinimumHeight(180)
        self.column.addWidget(self.device)
        self.column.addWidget(self.table, 1)
        self.column.addWidget(self._scrolled(self.details))
        self.column.addWidget(self.said)
        self.add_row(self.act, self.remove, self.folder)

    def _scrolled(self, details: QWidget) -> QScrollArea:
        """Of one height for all encoders: some understand thirty languages."""
        area = QScrollArea(self)
        area.setAccessibleName(self.tr("About the chosen encoder"))
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFixedHeight(_DETAILS_LINES * self.fontMetrics().lineSpacing())
        area.setWidget(details)
        return area

    def _show(self) -> None:
        self.table.show_encoders(self._commands.encoders, self._commands.coming)
        self._show_chosen()

    def _show_chosen(self) -> None:
        row, commands = self.row, self._commands
        self.details.setVisible(row is not None)
        if row is not None:
            self.details.show_row(row, commands.encoders, self._coming(row), self._left(row))
        label, can = self._action(row)
        self.act.setText(label)
        self.act.setEnabled(can and not commands.working)
        # The indexer feeds kept encoders too: none is taken from under it while it works.
        busy = bool(commands.working) or commands.indexing
        self.remove.setEnabled(row is not None and row.removable and not busy)
        self.remove.setToolTip(self.tr("Not while photos are being read") if commands.indexing else "")
        self.folder.setEnabled(not commands.working)
        self.device.setText(self._device())
        if commands.working:
            self._say(commands.working)

    def _action(self, row: EncoderRow | None) -> tuple[str, bool]:
        """What can be done with an encoder, and whether it can be done now."""
        if row is None or row.standing is Standing.DAMAGED:
            return self.tr("Use this one"), False
        if (coming := self._coming(row)) is not None:
            return self.tr("Stop the download"), coming.source is None and not coming.stopping
        match row.standing:
            case Standing.ANSWERS if not self._commands.encoders.upcoming:
                return self.tr("Use this one"), False
            case Standing.ANSWERS | Standing.UPCOMING:
                return self.tr("Cancel the change"), True
            case Standing.READY:
                return self.tr("Go back to this one"), True
            case Standing.HERE:
                return self.tr("Use this one"), True
            case _:
                free = self._commands.coming is None
                return self.tr("Install…"), free and row.standing is Standing.OBTAINABLE

    def _coming(self, row: EncoderRow) -> Coming | None:
        coming = self._commands.coming
        return coming if coming is not None and coming.offer.name == row.key else None

    def _left(self, row: EncoderRow) -> str:
        progress = self._commands.progress
        if row.standing is not Standing.UPCOMING or progress is None:
            return ""
        if progress.state == "paused":
            return self.tr("Indexing is paused.")
        if (
            progress.state == "indexing"
            and progress.upcoming == row.key
            and progress.seconds_left is not None
        ):
            return wording.duration(progress.seconds_left)
        return ""

    def _device(self) -> str:
        progress = self._commands.progress
        if progress is None or not progress.device:
            return self.tr("Which device encodes is shown here as soon as photos are encoded.")
        return self.tr("Photos are encoded on the {device}.").format(device=wording.device(progress.device))

    def _say(self, text: str) -> None:
        self._tell(text, "quiet")

    def _say_error(self, error: BaseException) -> None:
        self._tell(wording.sentences(wording.problem(error)), "warning")

    def _tell(self, text: str, name: str) -> None:
        self.said.setText(text)
        if self.said.objectName() != name:
            self.said.setObjectName(name)
            self.said.style().polish(self.said)

    # -- what is done --------------------------------------------------------------------------

    def _picked(self) -> None:
        self._say("")
        self._show_chosen()

    def _act(self) -> None:
        row, commands = self.row, self._commands
        if row is None:
            return
        if self._coming(row) is not None:
            commands.stop_install()
        elif row.standing in (Standing.ANSWERS, Standing.UPCOMING):
            commands.cancel_change()
        elif row.standing in _HERE:
            commands.use(row.key)
        elif row.offer is not None:
            self._ask_install(row, row.offer)

    def _ask_install(self, row: EncoderRow, offer: Offer) -> None:
        question = InstallDialog(row, offer, self._into, self)
        if question.exec() != QDialog.DialogCode.Accepted:
            return
        self._say("")
        if not question.from_folder:
            self._commands.install(offer)
        elif (folder := self._ask_folder(self.tr("Choose the folder with the files"))) is not None:
            self._commands.install(offer, folder)

    def _ask_remove(self) -> None:
        row = self.row
        if row is not None and confirm_removal(row, self):
            self._commands.remove(row.key)

    def _choose_folder(self) -> None:
        folder = self._ask_folder(self.tr("Choose the folder of an encoder"))
        if folder is not None:
            self._commands.install_directory(folder)

    def _ask_folder(self, title: str) -> Path | None:
        chosen = QFileDialog.getExistingDirectory(self, title, str(Path.home()))
        return Path(chosen) if chosen else None


def confirm_removal(row: EncoderRow, parent: QWidget) -> bool:
    """Ask before an encoder is deleted."""
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Question)
    box.setWindowTitle(tr("Remove an encoder"))
    box.setText(tr("Remove “{title}”?").format(title=words.title(row)))
    lost = tr("Its files ({size}) are deleted from the library, and what it knows of {photos}.").format(
        size=words.size(row), photos=wording.photos(row.vectors)
    )
    box.setInformativeText(
        wording.sentences(
            [lost, tr("To use it again, the photos have to be encoded again. They are not touched.")]
        )
    )
    remove = box.addButton(tr("Remove"), QMessageBox.ButtonRole.AcceptRole)
    box.addButton(QMessageBox.StandardButton.Cancel)
    box.exec()
    return box.clickedButton() is remove
