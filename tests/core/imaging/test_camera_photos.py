"""238 real files from cameras and test suites (skipped without FOVEA_TEST_DATA)."""

from __future__ import annotations

import hashlib
import os
import zipfile
from pathlib import Path

import numpy as np
import pytest

from core.errors import FailureReason, PhotoError
from core.imaging import PHOTO_SUFFIXES, Decoded, DecoderPool
from models import Preprocess

SMALL = Preprocess(60, 40, "squash", "bilinear", (0.5, 0.5, 0.5), (0.5, 0.5, 0.5))
# Broken on purpose, but decoders agree on what they show.
STILL_SHOWN = {"corrupted.jpg", "truncated.heic", "truncated_app14.jpg", "truncated_exif_dpi.jpg"}

Outcome = Decoded | PhotoError


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Outcome]:
    data = os.environ.get("FOVEA_TEST_DATA")
    if data is None or not (Path(data) / "camera-photos.zip").exists():
        pytest.skip("FOVEA_TEST_DATA has no camera-photos.zip")
    root = tmp_path_factory.mktemp("camera-photos")
    with zipfile.ZipFile(Path(data) / "camera-photos.zip") as archive:
        archive.extractall(root)
    # 200 megapixels take six seconds; measured by hand instead.
    files = sorted(path for path in root.rglob("*") if path.is_file() and path.name != "200MP.heic")
    before = {path: (path.stat().st_mtime_ns, hashlib.sha256(path.read_bytes()).digest()) for path in files}
    found: dict[str, Outcome] = {}
    with DecoderPool(None, 2) as pool:
        futures = {path: pool.decode(path, [SMALL]) for path in files}
        for path, future in futures.items():
            name = path.relative_to(root).as_posix().removeprefix("camera-photos/")
            try:
                found[name] = future.result(120)
            except PhotoError as error:
                found[name] = error
    after = {path: (path.stat().st_mtime_ns, hashlib.sha256(path.read_bytes()).digest()) for path in files}
    assert before == after, "an original was touched"
    return found


def shown(outcome: Outcome) -> Decoded:
    assert isinstance(outcome, Decoded), outcome
    return outcome


@pytest.mark.parametrize(
    "stem",
    [
        "exif-orientation-examples/Landscape_",
        "exif-orientation-examples/Portrait_",
        "exif-samples/jpg/orientation/landscape_",
        "exif-samples/jpg/orientation/portrait_",
    ],
)
def test_all_orientations_look_alike(outcomes: dict[str, Outcome], stem: str) -> None:
    photos = [shown(outcomes[f"{stem}{turn}.jpg"]) for turn in range(1, 9)]
    assert [photo.facts.orientation for photo in photos] == list(range(1, 9))
    assert len({(photo.facts.width, photo.facts.height) for photo in photos}) == 1
    first = photos[0].pixels[0].astype(int)
    for photo in photos[1:]:
        # They differ in the digit that is painted on them.
        assert np.abs(photo.pixels[0].astype(int) - first).mean() < 4
        assert np.abs(photo.pixels[0][::-1].astype(int) - first).mean() > 20


def test_cameras_photos_are_all_shown(outcomes: dict[str, Outcome]) -> None:
    for name, outcome in outcomes.items():
        if not name.startswith("broken/") and not name.endswith(("corrupted.heic", "419.rw2")):
            shown(outcome)


def test_broken_files_are_named_with_their_reason(outcomes: dict[str, Outcome]) -> None:
    failures = {name: outcome for name, outcome in outcomes.items() if isinstance(outcome, PhotoError)}
    allowed = {
        FailureReason.DAMAGED,
        FailureReason.NOT_A_PICTURE,
        FailureReason.TOO_LARGE,
        FailureReason.UNSUPPORTED,
    }
    for name, error in failures.items():
        assert error.reason in allowed, error
        assert name in error.problem
        if Path(name).suffix in PHOTO_SUFFIXES:
            assert error.reason != FailureReason.NOT_A_PICTURE, error
    truncated = {name for name in outcomes if "truncated" in name and Path(name).name not in STILL_SHOWN}
    assert len(truncated) >= 4
    assert truncated <= failures.keys()


def test_facts(outcomes: dict[str, Outcome]) -> None:
    facts = shown(outcomes["exif-samples/jpg/gps/DSCN0010.jpg"]).facts
    assert (facts.taken_at, facts.camera_make, facts.camera_model) == (
        "2008-10-22T16:28:39",
        "NIKON",
        "COOLPIX P6000",
    )
    assert (facts.latitude, facts.longitude) == (43.4674483, 11.8851267)
    facts = shown(outcomes["exif-samples/jpg/xmp/BlueSquare.jpg"]).facts
    assert (facts.taken_at, facts.utc_offset) == ("2005-09-07T15:07:40", -420)
    assert (facts.title, facts.keywords[:2]) == ("Blue Square Test File - .jpg", ("XMP", "Blue Square"))
    facts = shown(outcomes["exif-samples/jpg/long_description.jpg"]).facts
    assert (facts.taken_at, facts.title) == ("2003-08-31T00:00:00", "030904-A-2140D-006")
    assert (facts.caption or "").startswith("Operation Mountain Viper put the soldiers of A Company")
    facts = shown(outcomes["pillow_heif/tests/images/heif_other/L_xmp_latin1.heic"]).facts
    assert (facts.caption or "").startswith("Jules Adolphe Aimé Louis Breton")
    facts = shown(outcomes["exif-samples/heic/mobile/iphone_13_pro_max.HEIC"]).facts
    assert (facts.format, facts.width, facts.height, facts.orientation) == ("HEIF", 3024, 4032, 6)
    assert (facts.taken_at, facts.utc_offset) == ("2022-02-16T12:55:41.762", 60)
    assert facts.lens == "iPhone 13 Pro Max back triple camera 5.7mm f/1.5"
