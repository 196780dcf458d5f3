"""What leaves the window: copies exported, shared and printed, and photos opened by other programs."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPageLayout
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from core.export import CopyOptions
from core.export_size import estimate
from core.imaging import ThumbnailStore
from core.library import KeptQuestion, Library, Photo
from desktop.out.carrying import PhotoMime
from desktop.out.export_commands import ExportCommands
from desktop.out.export_dialog import ExportDialog
from desktop.out.export_memory import ExportMemory
from desktop.out.open_with import OpenWith, kinds_of
from desktop.out.print_commands import PrintCommands
from desktop.out.print_dialog import PrintDialog
from desktop.out.print_sheet import Sheet, print_photos
from desktop.out.programs import programs_for
from desktop.out.sharing import Sharing
from desktop.parts.decoders import Decoders
from desktop.settings.privacy_section import PrivacySection

Until = Callable[..., None]


@pytest.fixture
def owner(app: Any) -> Iterator[QWidget]:
    made = QWidget()
    yield made
    made.close()


# -- exporting -------------------------------------------------------------------------------------


def test_the_dialog_says_what_it_means(photos: list[Photo], tmp_path: Path, app: Any) -> None:
    usual = CopyOptions()
    dialog = ExportDialog(photos, tmp_path / "out", usual, [tmp_path])
    assert (dialog.options, dialog.target) == (usual, tmp_path / "out")
    assert "This folder is in your library" in dialog.said.text()
    assert not dialog.quality.isEnabled(), "nothing is pressed anew"
    dialog.form.setCurrentIndex(dialog.form.findData("webp"))
    dialog.longer.setCurrentIndex(dialog.longer.findData(2048))
    assert dialog.quality.isEnabled()
    dialog.quality.setValue(70)
    dialog.location.setChecked(False)
    assert dialog.options == CopyOptions("webp", 2048, 70, location=True)
    dialog.facts.setChecked(True)
    assert dialog.options == CopyOptions("webp", 2048, 70, location=False, facts=False)
    dialog.longer.setCurrentIndex(dialog.longer.findData(0))
    dialog.edge.setValue(333)
    assert dialog.options.longest_edge == 333
    dialog.folder.setText("somewhere")
    assert not dialog.accept_button.isEnabled()
    again = ExportDialog(photos, tmp_path, dialog.options)
    assert again.options == dialog.options
    away = ExportDialog([replace(photo, online=False) for photo in photos], tmp_path, usual)
    assert "offline" in away.said.text()
    assert not away.accept_button.isEnabled()


def test_what_was_chosen_is_known_the_next_time(tmp_path: Path) -> None:
    options = CopyOptions("avif", 1234, 66, facts=False, names="date", there="skip")
    ExportMemory(tmp_path).keep(tmp_path / "out", options)
    assert (ExportMemory(tmp_path).folder, ExportMemory(tmp_path).options) == (tmp_path / "out", options)
    memory = ExportMemory(tmp_path)
    for nonsense in ("[]", "{", '{"quality": 1000, "format": "exe", "facts": 1, "names": ["same"]}'):
        memory._settings.setValue("export/options", nonsense)
        assert memory.options == CopyOptions()


def test_copies_are_made_beside_the_window(
    photos: list[Photo], owner: QWidget, tmp_path: Path, until: Until
) -> None:
    commands = ExportCommands(tmp_path, list, owner)
    told, said, shown = list[Any](), list[str](), list[Path]()
    commands.told.connect(lambda text, action: told.append((text, action)))
    commands.said.connect(said.append)
    commands.file_shown.connect(shown.append)
    commands.start([photos[0], photos[2]], tmp_path / "out", CopyOptions("jpeg", 32))
    until(lambda: told)
    assert told[0][0] == f"2 photos copied to {tmp_path / 'out'}."
    told[0][1].trigger()
    with Image.open(shown[0]) as image:
        assert max(image.size) == 32
    lost = replace(photos[1], path=tmp_path / "lost.png")
    commands.start([photos[0], lost], tmp_path / "out", CopyOptions("jpeg", 32, there="skip"))
    until(lambda: said)
    assert "1 photo left out" in said[0]
    assert "lost.png" in said[0]
    assert len(list((tmp_path / "out").iterdir())) == 2
    blocked = tmp_path / "file"
    blocked.write_text("")
    failed: list[BaseException] = []
    commands.failed.connect(failed.append)
    commands.start(photos, blocked, CopyOptions())
    until(lambda: failed)
    commands.close()


def test_an_end_at_any_time(photos: list[Photo], owner: QWidget, tmp_path: Path, until: Until) -> None:
    commands = ExportCommands(tmp_path, list, owner)
    said: list[str] = []
    commands.said.connect(said.append)
    commands.start(photos * 20, tmp_path / "out", CopyOptions("png"))
    assert commands._progress is not None
    commands._progress.canceled.emit()
    until(lambda: said)
    assert said[0].startswith("Stopped.")
    assert len(list((tmp_path / "out").iterdir())) < 20 * len(photos)
    commands.close()


def test_sizes_are_foretold_in_order(photos: list[Photo]) -> None:
    large = [replace(photos[0], width=4000, height=3000, size=5_000_000, format="JPEG")]
    assert estimate(large, CopyOptions()) == 5_000_000
    sizes = [
        estimate(large, CopyOptions("jpeg", edge, q)) for edge, q in ((1024, 80), (2048, 80), (2048, 95))
    ]
    assert 0 < sizes[0] < sizes[1] < sizes[2] < estimate(large, CopyOptions("png"))


def test_an_album_is_shown_and_exported(window: Any, until: Until, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[list[str]] = []

    def show(self: ExportCommands, photos: list[Photo]) -> None:
        asked.append(sorted(photo.path.name for photo in photos))

    monkeypatch.setattr(ExportCommands, "show", show)
    ids = [photo.id for photo in window.photos.facts(window.photos.photo_ids[:3].tolist())]
    names = sorted(photo.path.name for photo in window.photos.facts(ids))
    with Library.open(window._library.paths.root) as library:
        library.annotations.create_album("Best")
        library.annotations.add_to_album(ids, "Best")
    window.arranging.export_wanted.emit(KeptQuestion('album:"Best"'))
    until(lambda: asked)
    assert asked == [names]
    assert window.box.text == 'album:"Best"'
    window.arranging.export_wanted.emit(KeptQuestion('album:"Best"'))
    until(lambda: len(asked) == 2)
    window.box.set_text("")
    window.box.ask()
    until(lambda: window.is_settled)
    assert len(asked) == 2


def test_what_is_said_of_sharing_is_remembered(window: Any) -> None:
    assert not window._commands.shares_safely
    window.settings.show("privacy")
    section = window.findChild(PrivacySection)
    section.sharing.click()
    window.pages.show_library()
    assert window._commands.shares_safely
    assert window._remembered.shares_safely
    mime = window._commands.carry(window.grid.selected_photos() or [window.photos.photo(0)])
    [url] = mime.urls()
    assert "/shared/" in url.toLocalFile()


# -- sharing ---------------------------------------------------------------------------------------


def test_what_is_shared_holds_the_picture_and_nothing_else(
    photos: list[Photo], decoders: Decoders, tmp_path: Path, app: Any
) -> None:
    named = [replace(photos[0], caption="our house", camera="Cam"), photos[1]]
    sharing = Sharing(tmp_path / "shared", decoders)
    mime = PhotoMime(named, decoders, sharing.copies(named))
    paths = [Path(url.toLocalFile()) for url in mime.urls()]
    assert [path.name for path in paths] == [photo.path.name for photo in named]
    assert all(path.is_relative_to(tmp_path / "shared") for path in paths)
    for path in paths:
        assert b"our house" not in path.read_bytes()
    for kind in mime.formats():
        handed = bytes(mime.data(kind).data())
        assert os.fsencode(photos[0].path.parent) not in handed, f"{kind} tells where the original is"
    os.utime(paths[0].parent, (1, 1))
    sharing.tidy()
    assert not paths[0].exists()
    sharing.close()


def test_when_copies_can_t_be_made_nothing_is_handed_out(
    photos: list[Photo], decoders: Decoders, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    sharing = Sharing(blocked, decoders)
    mime = PhotoMime(photos[:1], decoders, sharing.copies(photos[:1]))
    assert mime.urls() == []
    assert bytes(mime.data("text/uri-list").data()) == b""
    assert "can't be handed out" in caplog.text
    sharing.close()


# -- opening ---------------------------------------------------------------------------------------


@pytest.fixture
def system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A desktop with a few programs, of which one writes down what it is called with."""
    if sys.platform in ("win32", "darwin"):
        pytest.skip("other systems ask themselves")
    data = tmp_path / "data"
    applications = data / "applications"
    (applications / "sub").mkdir(parents=True)
    (tmp_path / "config").mkdir()
    monkeypatch.setenv("XDG_DATA_HOME", str(data))
    monkeypatch.setenv("XDG_DATA_DIRS", str(tmp_path / "none"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_CONFIG_DIRS", str(tmp_path / "none"))
    monkeypatch.delenv("XDG_CURRENT_DESKTOP", raising=False)
    script = tmp_path / "pro gram"
    script.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" > "{tmp_path}/called.part"\n'
                      f'mv "{tmp_path}/called.part" "{tmp_path}/called"\n')  # fmt: skip
    script.chmod(0o755)

    def entry(name: str, *lines: str, kinds: str = "image/png;image/jpeg;") -> None:
        text = [
            "[Desktop Entry]",
            "Type=Application",
            f"MimeType={kinds}",
            *lines,
            "[Desktop Action x]",
            "Exec=no",
        ]
        (applications / name).write_text("\n".join(text), encoding="utf-8")

    entry("paint.desktop", "Name=Paint & Co", "Name[de]=Malen", f'Exec="{script}" --files %F', "Icon=paint")
    entry("sub/look.desktop", "Name=Look", f'Exec="{script}" -c %c 100%% %u')
    entry("old.desktop", "Name=Old", f'Exec="{script}"', "Hidden=true")
    entry("text.desktop", "Name=Text", f'Exec="{script}" %f', kinds="text/plain;")
    entry("gone.desktop", "Name=Gone", "Exec=/nowhere/at/all %f")
    entry("shell.desktop", "Name=Shell", f'Exec="{script}" %f', "Terminal=true")
    entry("broken.desktop", "Name=Broken", 'Exec="unclosed %f')
    (applications / "junk.desktop").write_bytes(b"\xff\xfe nothing [ = \n")
    return tmp_path


def test_the_programs_of_the_system(system: Path) -> None:
    assert [program.name for program in programs_for(["image/png"])] == ["Look", "Paint & Co"]
    (system / "config" / "mimeapps.list").write_text(
        "[Default Applications]\nimage/png=paint.desktop;missing.desktop\n"
        "[Added Associations]\nimage/png=text.desktop\n[Removed Associations]\nimage/png=sub-look.desktop\n"
    )
    assert [program.name for program in programs_for(["image/png"])] == ["Paint & Co", "Text"]
    assert [program.name for program in programs_for(["image/jpeg"])] == ["Look", "Paint & Co"]


def test_how_a_program_is_called(system: Path) -> None:
    look, paint = programs_for(["image/png"])
    files = [Path("/a b.png"), Path("/c%d.png")]
    script = str(system / "pro gram")
    assert paint.commands(files) == [[script, "--files", "/a b.png", "/c%d.png"]]
    assert look.commands(files) == [
        [script, "-c", "Look", "100%", "file:///a%20b.png"],
        [script, "-c", "Look", "100%", "file:///c%25d.png"],
    ]


def test_open_with(system: Path, photos: list[Photo], owner: QWidget, until: Until) -> None:
    menu = QMenu(owner)
    chosen = photos[:2]
    opening = OpenWith(menu, lambda: chosen, owner)
    opening.fill()
    assert [action.text() for action in menu.actions()] == ["Look", "Paint && Co"]
    menu.actions()[1].trigger()
    until((system / "called").exists)
    lines = (system / "called").read_text().splitlines()
    assert lines == ["--files", *(str(photo.path) for photo in chosen)]
    chosen = [replace(photos[0], online=False)]
    opening.fill()
    assert [action.isEnabled() for action in menu.actions()] == [False]
    assert kinds_of(Path("/a.JPG"))[0] == "image/jpeg"
    assert kinds_of(Path(os.fsdecode(b"/\xff.nef")))[0].startswith("image/")


# -- printing --------------------------------------------------------------------------------------


def test_places_never_overlap_and_fill_the_paper() -> None:
    for count in (1, 2, 4, 6, 9, 12):
        for wide, high in ((2000, 3000), (3000, 2000)):
            page = QRectF(0, 0, wide, high)
            places = Sheet(count).places(page)
            assert len(places) == count
            assert all(page.contains(place) for place in places)
            assert not any(one.intersects(other) for at, one in enumerate(places) for other in places[:at])
            assert sum(place.width() * place.height() for place in places) > 0.88 * wide * high


def test_the_paper_lies_as_the_photos_do(photos: list[Photo]) -> None:
    orientation = QPageLayout.Orientation
    lying, standing = (replace(photos[0], width=wide, height=high) for wide, high in ((600, 400), (400, 600)))
    assert Sheet(1).orientation([lying]) is orientation.Landscape
    assert Sheet(1).orientation([standing]) is orientation.Portrait
    assert Sheet(2).orientation([lying]) is orientation.Portrait
    mixed = Sheet(1).places(QRectF(0, 0, 210, 297))[0]
    assert Sheet(1).turns(lying, mixed)
    assert not Sheet(1, turn=False).turns(lying, mixed)
    assert not Sheet(1).turns(standing, mixed)


def test_a_pdf_with_all_photos(
    photos: list[Photo], decoders: Decoders, library: Library, owner: QWidget, tmp_path: Path
) -> None:
    commands = PrintCommands(decoders, ThumbnailStore(library.paths.thumbnails), owner)
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFileName(str(tmp_path / "photos.pdf"))
    said: list[str] = []
    commands.said.connect(said.append)
    lost = replace(photos[4], path=tmp_path / "lost.png")
    commands.print(printer, [*photos[:4], lost], Sheet(2, names=True))
    data = (tmp_path / "photos.pdf").read_bytes()
    assert data.startswith(b"%PDF")
    assert data.count(b"/Type /Page\n") == 3
    assert data.count(b"/Subtype /Image") >= 4
    assert said == ["Could not be read for printing: lost.png."]


def test_what_is_printed_is_seen(photos: list[Photo], tmp_path: Path, app: Any) -> None:
    asked: list[int] = []

    def picture(photo: Photo, edge: int) -> QImage:
        asked.append(edge)
        image = QImage(photo.width, photo.height, QImage.Format.Format_RGB888)
        image.fill("red")
        return image

    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFileName(str(tmp_path / "one.pdf"))
    large = replace(photos[0], width=3000, height=2000)
    print_photos(printer, [large], Sheet(), picture)
    paper = printer.pageLayout().paintRectPixels(printer.resolution())
    assert printer.pageLayout().orientation() is QPageLayout.Orientation.Landscape
    assert asked == [pytest.approx(min(paper.width(), paper.height() * 1.5), abs=1.5)]
    asked.clear()
    print_photos(printer, [large] * 3, Sheet(), picture, lambda number: number < 1)
    assert len(asked) == 1


def test_the_preview_follows_the_choices(photos: list[Photo], app: QApplication, grabbed: Any) -> None:
    def picture(photo: Photo, edge: int) -> QImage:
        image = QImage(photo.width, photo.height, QImage.Format.Format_RGB888)
        image.fill("red")
        return image

    dialog = PrintDialog(QPrinter(QPrinter.PrinterMode.ScreenResolution), photos[:2], picture)
    dialog.show()
    app.processEvents()
    assert dialog.preview.pageCount() == 2
    before = grabbed(dialog.preview)
    assert np.any(np.all(before == (255, 0, 0), axis=-1))
    dialog.per_page.setCurrentIndex(1)
    app.processEvents()
    assert dialog.preview.pageCount() == 1
    assert dialog.sheet == Sheet(2)
    dialog.close()
    dialog.deleteLater()
