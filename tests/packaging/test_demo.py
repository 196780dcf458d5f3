from pathlib import Path

import demo
import pytest


def test_the_samples_get_questions_that_fit_them() -> None:
    questions = demo.questions_for(demo.SAMPLES)
    assert len(questions.words) == 3
    assert questions.picture is not None
    assert questions.picture.is_file()


def test_other_photos_get_general_ones(tmp_path: Path) -> None:
    assert demo.questions_for(tmp_path).picture is None
    (tmp_path / "a.txt").touch()
    (tmp_path / "b.JPG").touch()
    assert demo.questions_for(tmp_path).picture == tmp_path / "b.JPG"
    assert len(demo.questions_for(tmp_path).words) == 3


def test_each_folder_has_a_library_of_its_own(tmp_path: Path) -> None:
    libraries = {demo.library_for(folder) for folder in (demo.SAMPLES, tmp_path, tmp_path / "other")}
    assert len(libraries) == 3


@pytest.mark.skipif(not demo.sys.platform.startswith("linux"), reason="there is always a display elsewhere")
def test_a_display_is_x_or_wayland() -> None:
    assert not demo.has_display({"DISPLAY": ""})
    assert demo.has_display({"DISPLAY": ":0"})
    assert demo.has_display({"WAYLAND_DISPLAY": "wayland-0"})


def test_the_demonstration_goes_on_when_single_photos_failed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[str, ...]] = []

    def fovea(_: Path, *words: str, **env: str) -> int:
        asked.append(words)
        if words[0] == "window":
            assert env["QT_QPA_PLATFORM"] == "offscreen"
            Path(words[2]).parent.mkdir(parents=True, exist_ok=True)
            Path(words[2]).touch()
            return 0
        return 1

    monkeypatch.setattr(demo, "fovea", fovea)
    monkeypatch.setattr(demo, "ROOT", tmp_path)
    monkeypatch.setattr(demo, "has_display", lambda: False)
    monkeypatch.setattr(demo.sys, "argv", ["demo.py"])
    assert demo.main() == 0
    assert [words[0] for words in asked] == ["add", "find", "find", "find", "similar", "window"]


def test_it_stops_when_the_library_cannot_be_used(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(demo, "fovea", lambda *_, **__: 3)
    monkeypatch.setattr(demo, "ROOT", tmp_path)
    monkeypatch.setattr(demo.sys, "argv", ["demo.py"])
    assert demo.main() == 3
