"""A picture in the search box: small, and with a cross to take it out again."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget
from shiboken6 import isValid

from core.imaging import Rendered, ThumbnailStore
from core.paths import display
from core.search import Picture
from desktop.grid.looks import Look, read_thumbnail, rounded
from desktop.grid.photo_model import PhotoModel
from desktop.out.carrying import to_image
from desktop.parts import icons
from desktop.parts.cross import Cross
from desktop.parts.decoders import Decoders
from desktop.parts.prose import tool_tip
from desktop.parts.theme import LIGHT, Colours
from desktop.parts.threads import Crew

EDGE = 26
_LOOK = Look(2 * EDGE, square=True, radius=4, ratio=2)

Shown = Callable[[QPixmap | None], None]


class Role(Enum):
    """What a picture in the box asks for; the value is the icon beside it."""

    LIKE = ""
    MORE = "more"
    LESS = "less"


class PictureChip(QFrame):
    """One picture of the question.

    Args:
        picture: What it stands for.
        parent: Qt's owner.
        role: What it asks for.

    Attributes:
        picture: What it stands for.
        role: What it asks for.
        readable: It can be asked by, as far as is known yet.

    Signals:
        removed: The person wants it out of the box.
        broke: It turned out that it can't be read.
    """

    removed = Signal()
    broke = Signal()

    def __init__(self, picture: Picture, parent: QWidget | None = None, role: Role = Role.LIKE) -> None:
        super().__init__(parent)
        self.setObjectName("chip")
        self.picture = picture
        self.role = role
        self.readable = True
        name = self._name = display(picture.name) if isinstance(picture, Path) else self.tr("picture")
        meant = {
            Role.LIKE: (self.tr("Photos like {name}"), self.tr("Photos like this one")),
            Role.MORE: (self.tr("More photos like {name}"), self.tr("More like this one")),
            Role.LESS: (self.tr("Fewer photos like {name}"), self.tr("Less like this one")),
        }
        accessible, tip = meant[role]
        self.setAccessibleName(accessible.format(name=name))
        self.setToolTip(tip)
        self._mark = QLabel(self)
        self._mark.setVisible(role is not Role.LIKE)
        self._shown = QLabel(self)
        self._shown.setFixedSize(EDGE, EDGE)
        self._remove = Cross(self.tr("Remove the picture {name}").format(name=name), self)
        self._remove.clicked.connect(self.removed)
        row = QHBoxLayout(self)
        row.setContentsMargins(2, 2, 2, 2)
        row.setSpacing(1)
        row.addWidget(self._mark)
        row.addWidget(self._shown)
        row.addWidget(self._remove)
        self._colours = LIGHT
        self._known = False

    def set_pixmap(self, pixmap: QPixmap | None) -> None:
        """Show the picture; None: it can't be shown."""
        if not isValid(self):  # it was taken out of the box while its picture was read
            return
        self._known = True
        if pixmap is None:
            self._tell_broken()
            pixmap = icons.pixmap("broken", self._colours.quiet, EDGE, self.devicePixelRatioF())
        self._shown.setPixmap(pixmap)

    def _tell_broken(self) -> None:
        # A photo of the library is known by what was seen in it, even where no picture of it is left.
        if isinstance(self.picture, int):
            return
        self.readable = False
        text = self.tr("{name} can't be read, and is not asked by").format(name=self._name)
        self.setAccessibleName(text)
        self.setToolTip(tool_tip(text))
        self.broke.emit()

    def set_colours(self, colours: Colours) -> None:
        """Take the colours of the theme."""
        self._colours = colours
        self._remove.set_colour(colours.text)
        if self.role.value:
            ratio = self.devicePixelRatioF()
            self._mark.setPixmap(icons.pixmap(self.role.value, colours.text, 14, ratio))
        if not self._known:
            self._shown.setPixmap(icons.pixmap("photos", colours.quiet, EDGE, self.devicePixelRatioF()))


class ChipPictures(QObject):
    """Gets the small pictures of chips: from thumbnails, from files, from bytes.

    Args:
        photos: Knows the photos of the library.
        store: Has their thumbnails.
        decoders: Reads everything else.
        parent: Qt's owner.

    Signals:
        failed: Why a picture can't be read.
    """

    failed = Signal(object)

    def __init__(
        self, photos: PhotoModel, store: ThumbnailStore, decoders: Decoders, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._photos = photos
        self._store = store
        self._decoders = decoders
        self._crew = Crew("chips", 1, self)

    def get(self, picture: Picture, shown: Shown) -> None:
        """Get the picture of a chip.

        Args:
            picture: Of the question.
            shown: Gets the pixmap, or None when there is none.
        """
        if isinstance(picture, int):
            self._from_library(picture, shown)
            return

        def done(rendered: Rendered) -> None:
            shown(_square(to_image(rendered)))

        def failed(error: BaseException) -> None:
            shown(None)
            self.failed.emit(error)

        self._decoders.render(picture, 8 * EDGE, done, failed)

    def close(self) -> None:
        """End the thread."""
        self._crew.close()

    def _from_library(self, photo_id: int, shown: Shown) -> None:
        found = self._photos.facts([photo_id])
        if not found:
            shown(None)
            return
        path = self._store.path(found[0].pixels_digest)

        def done(image: QImage | None) -> None:
            shown(None if image is None else QPixmap.fromImage(image))

        self._crew.run(lambda: read_thumbnail(path, _LOOK), done, lambda _: shown(None))


def _square(image: QImage) -> QPixmap:
    edge = min(image.width(), image.height())
    left, top = (image.width() - edge) // 2, (image.height() - edge) // 2
    smooth = Qt.TransformationMode.SmoothTransformation
    small = image.copy(left, top, edge, edge).scaled(2 * EDGE, 2 * EDGE, mode=smooth)
    return QPixmap.fromImage(rounded(small, _LOOK))
