"""What is known of a photo, beside it: all of it, of the right photo, and changed through the one undo."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton, QWidget

from core.library import Library, Photo, PlaceName
from core.search import Reason
from desktop.main_window import MainWindow
from desktop.viewer.file_list import Whereabouts
from desktop.viewer.info_panel import InfoPanel, Known
from desktop.viewer.photo_facts import compared_facts, facts_of

Until = Callable[..., None]
NOTHING = Known(None, "", [])


@pytest.fixture
def panel(library: Library, app: QApplication) -> InfoPanel:
    made = InfoPanel(library)
    made.resize(320, 700)
    made.show()
    app.processEvents()
    return made


def seen(panel: InfoPanel) -> str:
    tables = (panel.summary, panel.reason, panel.facts, panel.place, panel.seems, panel.text)
    return "\n".join(table.toPlainText() for table in tables if table.isVisible())


def test_all_that_the_file_and_programs_said_of_a_photo(panel: InfoPanel, photos: list[Photo]) -> None:
    photo = replace(
        photos[0],
        title="Anna <b>& Tom</b>\n at the\x00 sea",
        caption="First line.\r\nSecond \u202eline.",
        rating=3,
        taken_at="2019-07-14T16:02:11",
        taken_from="sidecar",
        utc_offset=330,
        latitude=43.46745,
        longitude=11.88513,
        locality=PlaceName("Arezzo", "Tuscany", "Italy"),
        projection="equirectangular",
        is_motion=True,
        clip=Path("/p/IMG_1.MOV"),
        raw=Path("/p/IMG_1.CR2"),
        albums=("Italy", "Summer"),
        description="A dog on grass",
    )
    reason = Reason(similarity=0.25, filters=("camera:x",))
    panel.show_photo(photo, Known(reason, "Harbour\n海滩", [Whereabouts(photo.path, online=False)]))
    assert panel.captions.title.text() == "Anna <b>& Tom</b> at the sea"
    assert panel.captions.caption.toPlainText() == "First line.\nSecond line."
    for part in (
        "2019",
        "UTC+5:30",
        "says a file beside it",
        "Arezzo, Tuscany, Italy",
        "43.46745, 11.88513",
        "equirectangular",
        "IMG_1.CR2",
        "IMG_1.MOV",
        "Italy, Summer",
        "A dog on grass",
        "Harbour\n海滩",
        "0.250",
    ):
        assert part in seen(panel), part
    assert panel.map.isVisible() and "Arezzo" in panel.map.accessibleName()
    assert [star.accessibleName() for star in panel.stars.stars][2:4] == ["3 stars, given", "4 stars"]
    panel.findChild(QToolButton, "link").click()
    assert QGuiApplication.clipboard().text() == "Harbour\n海滩"


def test_what_nobody_knows_takes_no_room(panel: InfoPanel, photos: list[Photo]) -> None:
    panel.show_photo(photos[0], NOTHING)
    assert not panel.map.isVisible() and not panel.place.isVisible() and not panel.text.isVisible()
    assert "Lens" not in seen(panel) and "Found" not in seen(panel)


def test_long_texts_are_wrapped_and_make_nothing_wider(
    panel: InfoPanel, photos: list[Photo], app: QApplication
) -> None:
    longest = Path("/" + "/".join(["a_folder_without_any_space"] * 20), "x" * 200 + ".jpg")
    photo = replace(photos[0], camera="word " * 300, lens="L" * 400, title="t" * 400, path=longest)
    panel.show_photo(photo, Known(None, "w" * 900, [Whereabouts(longest, online=True)]))
    app.processEvents()
    assert panel.width() == 320
    assert panel.facts.height() > 20 * panel.facts.fontMetrics().lineSpacing()
    assert panel.facts.width() < 320 and panel.files.width() < 320


def test_the_map_is_drawn_at_every_scale(
    panel: InfoPanel,
    photos: list[Photo],
    grabbed: Callable[[QWidget], np.ndarray[tuple[int, ...], np.dtype[np.uint8]]],
) -> None:
    panel.show_photo(replace(photos[0], latitude=43.46, longitude=11.88), NOTHING)
    panel.map.zoom(9)
    shown = [grabbed(panel.map)]
    for _ in range(6):
        QTest.keyClick(panel.map, Qt.Key.Key_Minus)
        shown.append(grabbed(panel.map))
    assert len({picture.tobytes() for picture in shown}) == 7
    QTest.keyClick(panel.map, Qt.Key.Key_Minus)
    assert np.array_equal(grabbed(panel.map), shown[-1]), "there is no more than the world"


def test_facts_that_are_compared_are_the_same_rows_for_any_two(photos: list[Photo]) -> None:
    other = replace(photos[1], camera="Cam X", lens="L", raw=Path("/a.cr2"), albums=("A",))
    names = [name for name, _ in compared_facts(photos[0])]
    assert names == [name for name, _ in compared_facts(other)]
    assert "Albums" not in names and "Albums" in [name for name, _ in facts_of(other)]


# -- in the window -------------------------------------------------------------------------------


@pytest.fixture
def informed(window: MainWindow, until: Until) -> MainWindow:
    """The window with the panel open at the first photo of the grid."""
    window.grid.choose(0)
    window.actions_.info.trigger()
    until(window.viewing.info.panel.stars.isVisible)
    return window


def first(window: MainWindow, library: Library) -> Photo:
    [photo] = library.photos.get([int(window.photos.photo_ids[0])])
    return photo


def test_it_follows_the_photo_that_is_looked_at(informed: MainWindow, until: Until) -> None:
    panel = informed.viewing.info.panel

    def tells(row: int) -> bool:
        photo = informed.photos.photo(row)
        assert photo is not None
        return photo.path.name in [label.accessibleName() for label in panel.files.findChildren(QWidget)]

    assert tells(0)
    informed.grid.choose(3)
    until(lambda: tells(3))
    informed.pages.open(3)
    QTest.keyClick(informed.viewer, Qt.Key.Key_Right)
    until(lambda: tells(4))
    QTest.keyClick(informed.viewer, Qt.Key.Key_I)
    assert not panel.isVisible() and not informed.actions_.info.isChecked()
    informed.actions_.info.trigger()
    informed.actions_.help.trigger()
    assert not panel.isVisible(), "it says nothing of a guide"
    informed.pages.show_library()
    assert panel.isVisible()
    informed.actions_.info.trigger()
    informed.pages.show_library()
    informed.actions_.info.trigger()
    informed.grid.selectAll()
    until(lambda: "24 photos are chosen" in panel._said.text() and panel._said.isVisible())
    assert "Folders" in seen(panel)


def test_titles_captions_stars_and_hearts_are_said_and_taken_back(
    informed: MainWindow, library: Library, until: Until
) -> None:
    panel = informed.viewing.info.panel
    fields = panel.captions
    fields.title.setFocus()
    QTest.keyClicks(fields.title, "The harbour")
    QTest.keyClick(fields.title, Qt.Key.Key_Return)
    fields.caption.setFocus()
    QTest.keyClicks(fields.caption, "At dawn")
    fields.title.setFocus()
    panel.stars.stars[3].click()
    panel.stars.heart.click()
    until(lambda: first(informed, library).favourite)
    said = first(informed, library)
    assert (said.title, said.caption, said.rating) == ("The harbour", "At dawn", 4)
    until(lambda: panel.stars.heart.accessibleName() == "No favourite any more")
    panel.stars.stars[3].click()
    until(lambda: first(informed, library).rating == 3)
    for _ in range(5):
        informed.actions_.undo.trigger()
    until(lambda: informed.undo.is_settled)
    assert (first(informed, library).title, first(informed, library).rating) == (None, None)
    until(lambda: fields.title.text() == "")


def test_what_is_being_written_is_said_of_the_photo_it_was_written_for(
    informed: MainWindow, library: Library, until: Until
) -> None:
    title = informed.viewing.info.panel.captions.title
    title.setFocus()
    QTest.keyClicks(title, "Nonsense")
    QTest.keyClick(title, Qt.Key.Key_Escape)
    assert title.text() == "" and first(informed, library).title is None
    title.setFocus()
    QTest.keyClicks(title, "The first")
    informed.grid.choose(1)
    until(lambda: first(informed, library).title == "The first")
    [second] = library.photos.get([int(informed.photos.photo_ids[1])])
    until(lambda: title.text() == "")
    assert second.title is None


def test_every_control_has_a_name(panel: InfoPanel, photos: list[Photo]) -> None:
    panel.show_photo(photos[0], Known(None, "text", [Whereabouts(photos[0].path, online=True)]))
    for button in panel.findChildren(QToolButton):
        assert button.accessibleName() or button.text(), button.objectName()
