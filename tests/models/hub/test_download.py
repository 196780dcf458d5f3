"""An encoder is downloaded whole and right, or not at all; and what has arrived serves the next attempt."""

from __future__ import annotations

import dataclasses
import errno
import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from filelock import FileLock

import models

VISION, TEXT, TOKENS = "onnx/vision_model.onnx", "onnx/text_model.onnx", "tokenizer.json"
KEY = "tiny@c0ffee000000"

Get = Callable[..., models.Obtained]


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    return tmp_path / "library" / "encoders"


@pytest.fixture
def get(hub: Any, tiny: ModuleType, kept: Path, patience: models.Patience) -> Get:
    """Downloads the tiny encoder."""

    def download(offer: models.Offer | None = None, **options: Any) -> models.Obtained:
        options.setdefault("patience", patience)
        return models.download_encoder(offer or tiny.make_offer(), kept, **options)

    return download


def installed(kept: Path) -> list[str]:
    return [entry.name for entry in models.installed_encoders([kept]) if not entry.built_in]


def leftovers(kept: Path) -> set[str]:
    folder = kept / ".tiny.download"
    return {path.name for path in folder.iterdir()} if folder.is_dir() else set()


def test_success(get: Get, kept: Path, hub: Any) -> None:
    seen: list[tuple[int, int]] = []
    obtained = get(progress=lambda done, total: seen.append((done, total)))
    assert obtained == models.Obtained(kept / KEY, ())
    assert sorted(path.name for path in kept.iterdir()) == [KEY]
    manifest = models.verify_directory(obtained.directory)
    assert manifest.identity.key == KEY
    assert manifest.licence == "CC0-1.0"
    assert manifest.licence_file == "SOURCE.md"
    assert "acme/tiny/onnx/text_model.onnx" in (obtained.directory / "SOURCE.md").read_text()
    total = sum(map(len, hub.files.values()))
    assert seen[-1] == (total, total)
    assert [done for done, _ in seen] == sorted(done for done, _ in seen)
    encoder = models.load_encoder(obtained.directory, device="cpu", threads=1)
    assert encoder.encode_texts(["a photo of a dog"]).shape == (1, 8)
    assert installed(kept) == ["tiny"]


def test_again_asks_nobody(get: Get, hub: Any) -> None:
    get()
    hub.requests.clear()
    get()
    assert hub.requests == []


def test_a_damaged_installation_is_mended(get: Get, kept: Path) -> None:
    get()
    (kept / KEY / "image.onnx").write_bytes(b"")
    get()
    models.verify_directory(kept / KEY)


def test_large_files_come_from_the_host_the_hub_names(get: Get, hub: Any) -> None:
    get()
    assert hub.sent(VISION) == [""]


def test_a_cut_connection_is_resumed_at_once(get: Get, hub: Any, kept: Path) -> None:
    hub.faults[VISION] = [100, 150]
    get()
    assert hub.sent(VISION)[0] == ""
    assert all(extent.startswith("bytes=") for extent in hub.sent(VISION)[1:])
    models.verify_directory(kept / KEY)


def test_an_answer_that_ends_early_is_resumed(get: Get, hub: Any, kept: Path) -> None:
    hub.faults[TEXT] = [-120]
    get()
    assert hub.sent(TEXT) == ["", "bytes=120-"]
    models.verify_directory(kept / KEY)


def test_a_server_that_ignores_the_range(get: Get, hub: Any, kept: Path) -> None:
    hub.faults[TEXT] = [-120, "whole"]
    get()
    models.verify_directory(kept / KEY)


def test_interrupted_then_continued(get: Get, hub: Any, kept: Path) -> None:
    hub.faults[VISION] = [-100, *["status:503"] * 3]
    with pytest.raises(models.DownloadFailed, match=r"image\.onnx stopped arriving.*503") as caught:
        get()
    assert "kept" in caught.value.remedy
    assert installed(kept) == []
    assert leftovers(kept) == {"image.onnx.part", "image.onnx.part.of"}
    hub.requests.clear()
    get()
    assert hub.sent(VISION) == ["bytes=100-"]
    assert [path.name for path in kept.iterdir()] == [KEY]


def test_files_that_are_there_are_not_fetched_again(get: Get, hub: Any, kept: Path) -> None:
    hub.faults[TEXT] = ["status:404"]
    with pytest.raises(models.DownloadFailed, match="404"):
        get()
    assert "image.onnx" in leftovers(kept)
    hub.requests.clear()
    get()
    assert hub.sent(VISION) == []


def test_another_version_is_not_glued_to_the_old_one(
    get: Get, hub: Any, kept: Path, tiny: ModuleType
) -> None:
    hub.faults[VISION] = [-100, *["status:503"] * 3]
    unpinned = tiny.make_offer(pinned=False)
    with pytest.raises(models.DownloadFailed):
        get(unpinned)
    hub.files[VISION] = tiny.image_tower(scale=2.0)
    hub.commit = "d" * 40
    hub.requests.clear()
    obtained = get(unpinned)
    assert hub.sent(VISION) == [""]
    assert obtained.directory.name == "tiny@dddddddddddd"


@pytest.mark.parametrize("path", [VISION, TOKENS])
def test_wrong_bytes(get: Get, hub: Any, kept: Path, path: str) -> None:
    wrong = bytearray(hub.files[path])
    wrong[-1] ^= 1
    hub.faults[path] = [bytes(wrong)]
    with pytest.raises(models.DownloadFailed, match="did not arrive as it was promised"):
        get()
    assert installed(kept) == []
    assert not any(name.startswith(path.rsplit("/", 1)[-1]) for name in leftovers(kept))
    get()
    assert installed(kept) == ["tiny"]


def test_wrong_bytes_of_an_unpinned_file_are_known_by_the_hubs_own_hash(
    get: Get, hub: Any, kept: Path, tiny: ModuleType
) -> None:
    for path in (VISION, TOKENS):
        hub.faults[path] = [hub.files[path][:-1] + b"?"]
        with pytest.raises(models.DownloadFailed, match="did not arrive as it was promised"):
            get(tiny.make_offer(pinned=False))
    assert installed(kept) == []


def test_the_hub_has_another_file_than_the_pinned_one(
    get: Get, hub: Any, kept: Path, tiny: ModuleType
) -> None:
    offer = tiny.make_offer()
    hub.files[VISION] = hub.files[VISION][:-1] + b"?"
    with pytest.raises(models.DownloadFailed, match="not the file Fovea knows"):
        get(offer)
    hub.files[VISION] += b"longer"
    with pytest.raises(models.DownloadFailed, match="not the file Fovea knows"):
        get(offer)
    assert hub.sent(VISION) == []
    assert installed(kept) == []


def test_unpinned_files_are_pinned_by_the_first_download(
    get: Get, hub: Any, kept: Path, tiny: ModuleType
) -> None:
    obtained = get(tiny.make_offer(pinned=False))
    pinned = {file.path: file.sha256 for file in tiny.make_offer().files}
    assert dict(obtained.newly_pinned) == pinned
    assert obtained.directory.name == KEY
    manifest = json.loads((obtained.directory / "manifest.json").read_text())
    assert manifest["files"]["image.onnx"]["sha256"] == pinned[VISION]
    assert "pinned by this download" in (obtained.directory / "SOURCE.md").read_text()


def test_other_vectors_of_the_same_files_are_another_revision(get: Get, tiny: ModuleType) -> None:
    assert get(tiny.make_offer(recipe=2)).directory.name == f"{KEY}-2"


def test_lower_casing_is_written_into_the_tokenizer(get: Get, tiny: ModuleType) -> None:
    plain = get()
    # Of another recipe, so that both can be here.
    lower = get(tiny.make_offer(lower_case=True, recipe=2))
    assert not (lower.directory / "tokenizer.json.fetched").exists()
    ids = {}
    for obtained in (plain, lower):
        encoder = models.load_encoder(obtained.directory, device="cpu", threads=1)
        upper, small = encoder.encode_texts(["Red"]), encoder.encode_texts(["red"])
        ids[obtained] = bool((upper == small).all())
    assert ids == {plain: False, lower: True}


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"repository": "acme/gone"}, "no acme/gone"),
        ({"path": "onnx/gone.onnx"}, "no file onnx/gone.onnx"),
        ({"revision": "f" * 40}, "no commit ffff"),
    ],
)
def test_not_there(get: Get, tiny: ModuleType, kept: Path, change: dict[str, str], words: str) -> None:
    offer = tiny.make_offer()
    files = (dataclasses.replace(offer.files[0], **change), *offer.files[1:])
    with pytest.raises(models.DownloadFailed, match=words) as caught:
        get(dataclasses.replace(offer, files=files))
    assert "--from DIR" in caught.value.remedy
    assert list(kept.iterdir()) == []


@pytest.mark.parametrize(
    ("status", "code", "words"), [(403, "GatedRepo", "wants an account"), (403, "", "HTTP 403")]
)
def test_refused(get: Get, hub: Any, status: int, code: str, words: str) -> None:
    hub.refuse = (status, code)
    with pytest.raises(models.DownloadFailed, match=words):
        get()


def test_a_server_that_says_nothing(get: Get, hub: Any, kept: Path) -> None:
    hub.faults[TEXT] = ["slow"] * 3
    with pytest.raises(models.DownloadFailed, match=r"text\.onnx stopped arriving at 0\.0"):
        get(patience=models.Patience(timeout=0.1, attempts=3, pause=0.01))
    assert installed(kept) == []
    get()
    assert installed(kept) == ["tiny"]


def test_a_server_that_hesitates_once(get: Get, hub: Any, kept: Path) -> None:
    hub.faults[TEXT] = ["slow"]
    get(patience=models.Patience(timeout=0.2, attempts=3, pause=0.01))
    assert installed(kept) == ["tiny"]


def test_offline(get: Get, hub: Any, kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hub.stop()
    with pytest.raises(models.DownloadFailed, match="can't be reached") as caught:
        get()
    for way_out in ("HTTPS_PROXY", "HF_ENDPOINT", "--from DIR"):
        assert way_out in caught.value.remedy
    assert list(kept.iterdir()) == []
    hub.start()
    monkeypatch.setenv("HF_ENDPOINT", hub.url)
    get()
    assert installed(kept) == ["tiny"]


def test_a_name_that_does_not_resolve(get: Get, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_ENDPOINT", "http://hub.invalid")
    with pytest.raises(models.DownloadFailed, match=r"hub\.invalid can't be reached"):
        get()


def test_a_proxy_is_used(hub: Any, kept: Path) -> None:
    """In a process of its own, because the hub's library reads the proxies once."""
    run = in_a_process(
        f"print(models.download_encoder(fake_hub.make_offer(), Path({str(kept)!r})).directory)",
        HF_ENDPOINT="http://hub.invalid",
        HTTP_PROXY=hub.url,
        http_proxy=hub.url,
        NO_PROXY="",
        no_proxy="",
    )
    assert run.stdout.strip() == str(kept / KEY), run.stderr
    assert "hub.invalid" in hub.proxied


def in_a_process(code: str, **environment: str) -> subprocess.CompletedProcess[str]:
    before = f"""
import sys
from pathlib import Path
sys.path.insert(0, {str(Path(__file__).parent)!r})
import fake_hub, models
assert "huggingface_hub" not in sys.modules
"""
    return subprocess.run(
        [sys.executable, "-c", before + code],
        capture_output=True,
        text=True,
        timeout=60,
        env=os.environ | environment,
        check=False,
    )


def test_no_space_before(get: Get, hub: Any, kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Usage:
        free = 1000

    monkeypatch.setattr("models.files.shutil.disk_usage", lambda _: Usage)
    with pytest.raises(models.DownloadFailed, match=r"0 MB free; 67 MB are needed"):
        get()
    assert hub.sent(VISION) == []
    assert installed(kept) == []


def test_the_disk_fills_up(get: Get, hub: Any, kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real, room = Path.open, [200]

    class Full:
        def __init__(self, file: Any) -> None:
            self.file = file

        def write(self, chunk: bytes) -> int:
            if room[0] < len(chunk):
                self.file.write(chunk[: room[0]])
                room[0] = 0
                raise OSError(errno.ENOSPC, "No space left on device")
            room[0] -= len(chunk)
            return self.file.write(chunk)

        def __getattr__(self, name: str) -> Any:
            return getattr(self.file, name)

        def __enter__(self) -> Full:
            return self

        def __exit__(self, *_: object) -> None:
            self.file.close()

    def open_(self: Path, mode: str = "r", *rest: Any, **options: Any) -> Any:
        file = real(self, mode, *rest, **options)
        return Full(file) if self.suffix == ".part" and "a" in mode else file

    with monkeypatch.context() as patch:
        patch.setattr(Path, "open", open_)
        with pytest.raises(models.DownloadFailed, match=r"disk of .* is full") as caught:
            get()
    assert "Free" in caught.value.remedy or "free" in caught.value.remedy
    assert installed(kept) == []
    get()
    assert installed(kept) == ["tiny"]


@pytest.mark.skipif(sys.platform == "win32", reason="skipped: no RLIMIT_FSIZE on Windows")
def test_the_system_refuses_to_write_more(hub: Any, kept: Path) -> None:
    """The same with a real limit, in a process of its own."""
    run = in_a_process(
        f"""
import resource, signal
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (150, 150))
try:
    models.download_encoder(fake_hub.make_offer(), Path({str(kept)!r}))
except models.DownloadFailed as error:
    print(error)
""",
        PYTHONDONTWRITEBYTECODE="1",
    )
    assert "is full" in run.stdout, run.stderr
    assert installed(kept) == []


@pytest.mark.parametrize("after", [0, 1, 2, 3])
def test_cancelled_at_any_moment_then_continued(get: Get, kept: Path, after: int) -> None:
    steps: list[int] = []
    with pytest.raises(models.DownloadCancelled, match="stopped"):
        get(progress=lambda done, _: steps.append(done), cancelled=lambda: len(steps) > after)
    assert installed(kept) == []
    get()
    assert installed(kept) == ["tiny"]


def test_two_at_once(get: Get, kept: Path) -> None:
    kept.mkdir(parents=True)
    with FileLock(kept / ".tiny.lock"), pytest.raises(models.DownloadFailed, match="Another Fovea"):
        get()
    get()


def test_what_arrives_but_can_not_be_used_is_not_installed(
    hub: Any, kept: Path, tiny: ModuleType, patience: models.Patience
) -> None:
    files = hub.files | {TEXT: tiny.text_tower(rows=500)}
    hub.files = files
    with pytest.raises(models.EncoderUnsupported, match="another encoder"):
        models.download_encoder(tiny.make_offer(files), kept, patience=patience)
    assert installed(kept) == []
    assert "manifest.json" not in leftovers(kept)
    assert models.discard_download("tiny", kept)
    assert not models.discard_download("tiny", kept)
    assert list(kept.iterdir()) == []


def test_no_ready_files(get: Get, tiny: ModuleType) -> None:
    with pytest.raises(models.EncoderUnsupported, match="fovea encoders export acme/big"):
        get(tiny.make_offer(export="acme/big"))


def test_a_place_that_can_not_be_written(hub: Any, tiny: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(models.DownloadFailed, match="file"):
        models.download_encoder(tiny.make_offer(), tmp_path / "file" / "kept")


def test_nothing_is_written_elsewhere_and_no_token_is_sent(hub: Any, tmp_path: Path, kept: Path) -> None:
    home = tmp_path / "home"
    (home / ".cache" / "huggingface").mkdir(parents=True)
    (home / ".cache" / "huggingface" / "token").write_text("hf_secret")
    run = in_a_process(
        f"print(models.download_encoder(fake_hub.make_offer(), Path({str(kept)!r})).directory)",
        HOME=str(home),
        HF_TOKEN="hf_secret",
        XDG_CACHE_HOME=str(home / "cache"),
        PYTHONDONTWRITEBYTECODE="1",
    )
    assert run.stdout.strip() == str(kept / KEY), run.stderr
    written = [str(path.relative_to(home)) for path in home.rglob("*") if path.is_file()]
    assert written == [".cache/huggingface/token"]


def test_one_download_serves_a_window(get: Get, hub: Any) -> None:
    """Progress is told from the thread that downloads; nothing else is needed of it."""
    told: set[str] = set()
    thread = threading.Thread(
        target=lambda: get(progress=lambda *_: told.add(threading.current_thread().name)), name="download"
    )
    thread.start()
    thread.join(30)
    assert told == {"download"}
