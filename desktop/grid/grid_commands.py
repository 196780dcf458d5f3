"""What the View menu says of the grid: how large the photos are, of which shape, with or without scores."""

from __future__ import annotations

from PySide6.QtCore import QObject

from desktop.ask.search_service import SearchService
from desktop.grid.photo_grid import PhotoGrid
from desktop.shell.actions import Actions, connect
from desktop.shell.remembered import Remembered


class GridCommands(QObject):
    """Joins the actions with the grid, and remembers what was chosen.

    Args:
        actions: Of the window.
        grid: The photos.
        service: Has to tell the shapes of photos where they are not cut to squares.
        remembered: From one time to the next.
        parent: Qt's owner.
    """

    def __init__(
        self,
        actions: Actions,
        grid: PhotoGrid,
        service: SearchService,
        remembered: Remembered,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._actions = actions
        self._grid = grid
        self._service = service
        self._remembered = remembered
        connect(
            {
                actions.larger: lambda: grid.zoom(1),
                actions.smaller: lambda: grid.zoom(-1),
                actions.square: lambda: self._set_square(actions.square.isChecked()),
                actions.scores: lambda: self._set_scores(actions.scores.isChecked()),
            }
        )

    def recall(self) -> None:
        """Show the photos as they were shown last time."""
        remembered = self._remembered
        self._grid.set_cell_size(remembered.cell_size)
        self._actions.square.setChecked(remembered.square)
        self._actions.scores.setChecked(remembered.scores)
        self._set_square(remembered.square)
        self._set_scores(remembered.scores)

    def _set_square(self, square: bool) -> None:
        self._remembered.square = square
        self._service.set_shaped(not square)
        self._grid.set_square(square)

    def _set_scores(self, scores: bool) -> None:
        self._remembered.scores = scores
        self._grid.set_shows_scores(scores)
