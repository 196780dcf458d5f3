"""Shows in the viewer which part of the photo answers the question."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QRectF
from PySide6.QtGui import QAction, QImage

from core.search import Answer, Question, Why, veil
from desktop.ask.search_service import SearchService
from desktop.parts import wording
from desktop.parts.threads import Ticket
from desktop.viewer.viewer import Viewer
from desktop.viewer.why_wording import explanation, found_out, written

_VEIL_EDGE = 384


class WhyCommand(QObject):
    """On or off while photos are looked at; with every photo and every answer it asks again.

    Args:
        action: Switches it, checkable.
        viewer: Shows it.
        service: Finds out.
        answer: What is answered now; None before the first answer.
        open_photo: Opens the viewer on the chosen photo, if there is one.
    """

    def __init__(
        self,
        action: QAction,
        viewer: Viewer,
        service: SearchService,
        answer: Callable[[], Answer | None],
        open_photo: Callable[[], None],
    ) -> None:
        super().__init__(viewer)
        self._action = action
        self._viewer = viewer
        self._service = service
        self._answer = answer
        self._open_photo = open_photo
        self._shown: tuple[int, Question] | None = None
        self._ticket = Ticket()
        action.toggled.connect(self._switched)
        viewer.why_wanted.connect(action.toggle)
        viewer.shown.connect(self.ask)
        viewer.closed.connect(self._closed)

    def ask(self) -> None:
        """The photo or the question is another one, perhaps: explain it, if that is wanted."""
        answer, photo = self._answer(), self._viewer.photo
        wanted = None
        if self._action.isChecked() and photo is not None and answer is not None:
            wanted = photo.id, answer.question
        if wanted is not None and wanted == self._shown and not self._ticket.cancelled:
            return
        self._ticket.cancel()
        self._ticket = Ticket()
        self._shown = wanted
        self._viewer.explain("")
        if wanted is None:
            return
        if not wanted[1]:
            self._viewer.explain(self.tr("Nothing was asked for: type words or drop a picture first."))
            return
        self._viewer.explain(self.tr("Looking closely…"))
        self._ticket = self._service.explain(*wanted, self._explain, self._fail)

    def _switched(self, on: bool) -> None:
        if on and not self._viewer.isVisible():
            self._open_photo()
        if on and not self._viewer.isVisible():
            self._action.setChecked(False)
            return
        self._viewer.set_why(on)
        self.ask()

    def _closed(self) -> None:
        self._action.setChecked(False)

    def _explain(self, why: Why) -> None:
        text, box = wording.sentences([explanation(why), self._written()]), why.heat.strongest
        if box is None:
            self._viewer.explain(text, found_out(why))
            return
        rows, columns = why.heat.grid.shape
        scale = _VEIL_EDGE / max(rows, columns)
        width, height = max(1, round(columns * scale)), max(1, round(rows * scale))
        pixels = veil(why.heat.grid, width, height)
        # Qt does not own the array: the copy does.
        image = QImage(pixels.data, width, height, 4 * width, QImage.Format.Format_RGBA8888).copy()
        outline = QRectF(box.left, box.top, box.right - box.left, box.bottom - box.top)
        self._viewer.explain(text, found_out(why), image, outline)

    def _fail(self, error: BaseException) -> None:
        self._viewer.explain(wording.sentences((*wording.problem(error), self._written())))

    def _written(self) -> str:
        """What its words say of it; nothing when it is no answer, only looked at."""
        answer, photo = self._answer(), self._viewer.photo
        reason = answer.reasons.get(photo.id) if answer and photo else None
        return written(reason) if reason else ""
