import hashlib
import json
import sys
from pathlib import Path

import pytest
import wheel_of_pip
from package_sources import Sources
from setup_basics import SetupError
from wheel_of_pip import Wheel, fetch_pip, parse_index, suits

BASE = "https://index.example/simple/pip/"
HTML = """<html><body>
<a href="../../files/pip-23.0-py3-none-any.whl#sha256=aa" data-requires-python="&gt;=3.7">pip-23.0</a>
<a href="../../files/pip-26.3-py3-none-any.whl#sha256=bb" data-requires-python="&gt;=3.99">pip-26.3</a>
<a href="../../files/pip-25.0-py3-none-any.whl#sha256=cc" data-yanked="">pip-25.0</a>
<a href="../../files/pip-27.0b1-py3-none-any.whl#sha256=dd">pip-27.0b1</a>
<a href="../../files/pip-23.0.tar.gz#sha256=ee">pip-23.0.tar.gz</a></body></html>"""


def test_an_index_in_html() -> None:
    wheels = parse_index(HTML.encode(), "text/html", BASE)
    assert wheels == [
        Wheel((23, 0), "https://index.example/files/pip-23.0-py3-none-any.whl", "aa", ">=3.7"),
        Wheel((26, 3), "https://index.example/files/pip-26.3-py3-none-any.whl", "bb", ">=3.99"),
    ]
    assert [suits(wheel, (3, 11)) for wheel in wheels] == [True, False]


def test_an_index_in_json() -> None:
    files = [
        {"filename": "pip-24.1", "url": "/f/pip-24.1-py3-none-any.whl", "hashes": {"sha256": "aa"}},
        {"filename": "pip-24.2", "url": "/f/pip-24.2-py3-none-any.whl", "hashes": {}, "yanked": "broken"},
    ]
    answer = json.dumps({"files": files}).encode()
    wheels = parse_index(answer, "application/vnd.pypi.simple.v1+json", BASE)
    assert wheels == [Wheel((24, 1), "https://index.example/f/pip-24.1-py3-none-any.whl", "aa")]


def test_a_folder_of_wheels_will_do(tmp_path: Path) -> None:
    shelf = tmp_path / "my wheels"
    shelf.mkdir()
    for version in ("9.0.1", "23.1"):
        (shelf / f"pip-{version}-py3-none-any.whl").write_text(version)
    found = fetch_pip(Sources(no_index=True, find_links=(str(shelf),)), tmp_path, {})
    assert found == tmp_path / "pip-23.1-py3-none-any.whl"
    assert found.read_text() == "23.1"


class FakeIndex:
    """An index that promises the sha256 of one thing and serves another."""

    def __init__(self, promised: bytes, served: bytes) -> None:
        sha256 = hashlib.sha256(promised).hexdigest()
        self.page = f'<a href="pip-24.0-py3-none-any.whl#sha256={sha256}">pip</a>'.encode()
        self.served = served

    def __call__(self, *_: object) -> "FakeIndex":
        return self

    def open(self, url: str) -> tuple[bytes, str, str]:
        return (self.served if url.endswith(".whl") else self.page), "text/html", url


def test_what_comes_is_checked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wheel_of_pip, "_Fetcher", FakeIndex(b"good", b"good"))
    assert fetch_pip(Sources(), tmp_path, {}).read_bytes() == b"good"
    monkeypatch.setattr(wheel_of_pip, "_Fetcher", FakeIndex(b"good", b"bad"))
    with pytest.raises(SetupError, match="arrived damaged"):
        fetch_pip(Sources(), tmp_path, {})


def test_offline_says_what_was_tried_and_hides_passwords(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def offline(*_: object) -> tuple[bytes, str, str]:
        raise OSError("no route")

    monkeypatch.setattr(wheel_of_pip._Fetcher, "open", offline)
    with pytest.raises(SetupError) as caught:
        fetch_pip(Sources(index_url="https://ann:secret@index.example/simple"), tmp_path, {})
    assert "https://index.example/simple/pip/: no route" in str(caught.value)
    assert "secret" not in str(caught.value)


def test_every_python_we_run_on_is_known() -> None:
    assert suits(Wheel((1,), "", "", ">=3.9,!=3.9.1"), sys.version_info[:2])
