"""Copies of photos for other people: where they go, and what they are like."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSlider,
    QSpinBox,
    QWidget,
)

from core.export import CopyOptions
from core.export_size import estimate
from core.imaging import LONGEST_EDGE
from core.library import Photo
from core.paths import display
from desktop.parts import wording
from desktop.parts.dialog_parts import column_of, explanation, heading

_EDGES = (4096, 2048, 1024)
_FIELD = 340


class ExportDialog(QDialog):
    """Asks; the command does it.

    Args:
        photos: Which are to be copied.
        folder: To begin with.
        options: To begin with.
        watched: Folders of the library: what is put there becomes part of it.
        parent: Qt's owner.
    """

    def __init__(
        self,
        photos: Sequence[Photo],
        folder: Path,
        options: CopyOptions,
        watched: Sequence[Path] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Export copies"))
        self._photos = photos
        self._watched = watched
        self._make_widgets(folder, options)
        self._lay_out()
        for box in (self.longer, self.form, self.names, self.there):
            box.currentIndexChanged.connect(self._show_state)
        for tick in (self.location, self.facts):
            tick.toggled.connect(self._show_state)
        self.quality.valueChanged.connect(self._show_state)
        self.edge.valueChanged.connect(self._show_state)
        self.folder.textChanged.connect(self._show_state)
        self._show_state()

    @property
    def options(self) -> CopyOptions:
        """What was chosen."""
        everything_out = self.facts.isChecked()
        own = self.longer.currentData() == 0
        return CopyOptions(
            format=self.form.currentData(),
            longest_edge=self.edge.value() if own else self.longer.currentData(),
            quality=self.quality.value(),
            location=not (self.location.isChecked() or everything_out),
            facts=not everything_out,
            names=self.names.currentData(),
            there=self.there.currentData(),
        )

    @property
    def target(self) -> Path:
        """Where the copies are to go."""
        return Path(self.folder.text().strip()).expanduser()

    # -- making it -----------------------------------------------------------------------------

    def _make_widgets(self, folder: Path, options: CopyOptions) -> None:
        self.folder = QLineEdit(display(folder))
        self.choose = QPushButton(self.tr("Choose…"))
        self.choose.setAutoDefault(False)
        self.choose.clicked.connect(self._choose_folder)
        self.longer = _choices(
            [
                (self.tr("Original"), None),
                *((self.tr("{pixels} pixels").format(pixels=wording.number(edge)), edge) for edge in _EDGES),
                (self.tr("Other…"), 0),
            ]
        )
        self.edge = QSpinBox()
        self.edge.setRange(16, LONGEST_EDGE)
        self.edge.setSingleStep(64)
        self.edge.setValue(options.longest_edge or 1600)
        self.edge.setSuffix(self.tr(" pixels"))
        at = self.longer.findData(options.longest_edge)
        self.longer.setCurrentIndex(at if at >= 0 else self.longer.count() - 1)
        self.form = _choices(
            [
                (self.tr("As it is (what other programs can't read: JPEG)"), None),
                ("JPEG", "jpeg"),
                ("WebP", "webp"),
                ("AVIF", "avif"),
                (self.tr("PNG, without loss"), "png"),
            ]
        )
        self.form.setCurrentIndex(self.form.findData(options.format))
        self.quality = QSlider(Qt.Orientation.Horizontal)
        self.quality.setRange(40, 100)
        self.quality.setPageStep(5)
        # Qt's own hint cuts a round handle.
        self.quality.setMinimumHeight(22)
        self.quality.setValue(options.quality)
        self.quality_said = QLabel()
        self.quality_said.setMinimumWidth(28)
        self.location = QCheckBox(self.tr("Remove where they were taken"))
        self.location.setToolTip(
            self.tr("From everything a photo carries: EXIF, XMP, IPTC, maker's notes, and films inside it")
        )
        self.location.setChecked(not options.location)
        self.facts = QCheckBox(self.tr("Remove all but the picture"))
        self.facts.setToolTip(self.tr("Also the date, the camera, titles, captions, tags and stars"))
        self.facts.setChecked(not options.facts)
        self.names = _choices(
            [
                (self.tr("As the photos are called"), "same"),
                (self.tr("Day and number: 2019-08-14 001"), "date"),
            ]
        )
        self.names.setCurrentIndex(self.names.findData(options.names))
        self.there = _choices(
            [
                (self.tr("Write it with a number behind its name"), "number"),
                (self.tr("Leave the copy out"), "skip"),
            ]
        )
        self.there.setCurrentIndex(self.there.findData(options.there))
        self.said = explanation("")
        self.accept_button = QPushButton(self.tr("Export"))
        self.accept_button.setObjectName("primary")
        self.accept_button.setDefault(True)
        self.accept_button.clicked.connect(self.accept)
        self.cancel = QPushButton(self.tr("Cancel"))
        self.cancel.setAutoDefault(False)
        self.cancel.clicked.connect(self.reject)

    def _lay_out(self) -> None:
        form = QGridLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(8)
        form.setColumnStretch(1, 1)
        rows = (
            (self.tr("&To"), _row(self.folder, self.choose), self.folder),
            (self.tr("&Longer side"), _row(self.longer, self.edge), self.longer),
            (self.tr("&Format"), _row(self.form), self.form),
            (self.tr("&Quality"), _row(self.quality, self.quality_said), self.quality),
            ("", _row(self.location), self.location),
            ("", _row(self.facts), self.facts),
            (self.tr("&Names"), _row(self.names), self.names),
            (self.tr("&If one is there"), _row(self.there), self.there),
        )
        for at, (text, field, first) in enumerate(rows):
            label = QLabel(text)
            label.setBuddy(first)
            form.addWidget(label, at, 0)
            form.addLayout(field, at, 1)
        self.edge.setAccessibleName(self.tr("Longer side in pixels"))
        self.folder.setMinimumWidth(_FIELD)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.accept_button)
        column = column_of(self)
        column.addWidget(heading(self.tr("Export {photos}").format(photos=wording.photos(len(self._photos)))))
        column.addLayout(form)
        column.addSpacing(4)
        column.addWidget(self.said)
        column.addLayout(buttons)

    # -- showing it ----------------------------------------------------------------------------

    def _choose_folder(self) -> None:
        start = next(
            (folder for folder in (self.target, *self.target.parents) if folder.is_dir()), Path.home()
        )
        chosen = QFileDialog.getExistingDirectory(self, self.tr("Where the copies go"), str(start))
        if chosen:
            self.folder.setText(chosen)

    def _show_state(self) -> None:
        options, target = self.options, self.target
        self.edge.setVisible(self.longer.currentData() == 0)
        made_anew = options.format != "png" and not (options.format is None and options.longest_edge is None)
        self.quality.setEnabled(made_anew)
        self.quality_said.setText(str(self.quality.value()) if made_anew else "")
        self.location.setEnabled(options.facts)
        here = [photo for photo in self._photos if photo.online]
        lines = []
        if here:
            lines.append(self.tr("About {size} in all.").format(size=wording.size(estimate(here, options))))
        if any(photo.clip or photo.raw for photo in self._photos):
            lines.append(self.tr("Films and RAW files beside photos are not copied."))
        if any(photo.is_motion and not photo.clip for photo in self._photos) and not options.as_is:
            lines.append(self.tr("Films inside photos are left out."))
        if any(target == folder or folder in target.parents for folder in self._watched):
            lines.append(self.tr("This folder is in your library: the copies will be found there, too."))
        if any(photo.path.parent == target for photo in self._photos):
            lines.append(self.tr("Photos themselves are in this folder; they are not overwritten."))
        if offline := len(self._photos) - len(here):
            lines.append(
                self.tr("{photos} offline can't be copied now.").format(photos=wording.photos(offline))
            )
        self.said.setText(wording.sentences(lines))
        self.accept_button.setEnabled(bool(here and self.folder.text().strip()) and target.is_absolute())


def _choices(choices: Sequence[tuple[str, object]]) -> QComboBox:
    box = QComboBox()
    for text, value in choices:
        box.addItem(text, value)
    return box


def _row(*widgets: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    for at, widget in enumerate(widgets):
        row.addWidget(widget, 0 if at else 1)
    return row
