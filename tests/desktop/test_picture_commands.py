"""Pictures and folders that are dropped or pasted, in the whole window: what is taken, and what is said."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from desktop.ask.chips import PictureChip
from desktop.ask.drops import read_mime
from desktop.main_window import MainWindow

Until = Callable[..., None]


def files(*paths: Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def button(window: MainWindow) -> QPushButton:
    """What the banner offers to do."""
    return next(one for one in window.page.banner.findChildren(QPushButton) if one.isVisible())


def test_beside_a_damaged_picture_the_others_are_asked_by(
    window: MainWindow, pictures: Path, tmp_path: Path, until: Until
) -> None:
    damaged = tmp_path / "cut.png"
    damaged.write_bytes((pictures / "red-1.png").read_bytes()[:60])
    window.dropped.emit(read_mime(files(damaged, pictures / "blue-1.png")))
    until(lambda: window.box.pictures == (pictures / "blue-1.png",))
    until(lambda: window.is_settled and window.answers.is_of(window.box.question()))
    assert "cut.png" in window.page.banner.text
    assert window.page.banner.isVisible()
    nearest = window.photos.photo(0)
    assert nearest is not None
    assert nearest.path.name.startswith("blue")
    broken = [chip for chip in window.findChildren(PictureChip) if not chip.readable]
    assert [chip.accessibleName() for chip in broken] == ["cut.png can't be read, and is not asked by"]


def test_instead_of_an_address_the_picture_itself_is_pasted(
    window: MainWindow, pictures: Path, until: Until
) -> None:
    address = QMimeData()
    address.setUrls([QUrl("https://photos.example/red.png")])
    window.dropped.emit(read_mime(address))
    assert "web address" in window.page.banner.text
    assert window.box.pictures == ()
    # The person copies the picture in the browser, and comes back.
    copied = QMimeData()
    copied.setData("image/png", (pictures / "red-1.png").read_bytes())
    QGuiApplication.clipboard().setMimeData(copied)
    assert button(window).text() == "Paste it instead"
    QTest.mouseClick(button(window), Qt.MouseButton.LeftButton)
    until(lambda: window.is_settled and window.box.pictures)
    assert not window.page.banner.isVisible()


def test_what_can_not_be_taken_is_said_beside_what_is_offered(
    window: MainWindow, pictures: Path, tmp_path: Path, until: Until
) -> None:
    folder, drawing = tmp_path / "Holidays", tmp_path / "plan.svg"
    folder.mkdir()
    drawing.write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    window.dropped.emit(read_mime(files(folder, drawing, pictures / "red-1.png")))
    assert window.box.pictures == (pictures / "red-1.png",)
    assert "Holidays” to your library" in window.page.banner.text
    assert "plan.svg is a drawing" in window.page.banner.text
    assert button(window).text() == "Add"
    until(lambda: window.is_settled)
