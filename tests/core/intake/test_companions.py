"""Which files belong together, by their names: examples of every program, and properties of any names."""

from __future__ import annotations

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.imaging.formats import RAW_SUFFIXES
from core.intake.companions import Companions, companions
from core.library import FileStamp


def found(photos: str, beside: str = "") -> Companions:
    return companions(photos.split(), dict.fromkeys(beside.split(), FileStamp(1, 1)))


@pytest.mark.parametrize(
    ("photos", "leaders"),
    [
        ("IMG_1.CR2 IMG_1.JPG", {"IMG_1.CR2": "IMG_1.JPG"}),
        ("img_1.nef IMG_1.HEIC", {"img_1.nef": "IMG_1.HEIC"}),
        ("a.cr3 a.dng a.heic a.jpg", {"a.cr3": "a.jpg", "a.dng": "a.jpg"}),
        ("a.cr2 b.jpg", {}),
        ("a.cr2 a.png", {}),
        ("a.jpg a.heic", {}),
        ("a.cr2 a.jpg.jpg", {}),
    ],
)
def test_pairs(photos: str, leaders: dict[str, str]) -> None:
    assert found(photos).leaders == leaders


@pytest.mark.parametrize(
    ("photos", "beside", "clips"),
    [
        ("IMG_1.HEIC", "IMG_1.MOV", {"IMG_1.HEIC": "IMG_1.MOV"}),
        ("IMG_1.jpg", "img_1.mp4", {"IMG_1.jpg": "img_1.mp4"}),
        ("IMG_1.HEIC IMG_1.JPG", "IMG_1.MOV", {"IMG_1.HEIC": "IMG_1.MOV"}),
        ("IMG_1.HEIC", "IMG_1.MOV IMG_1.MP4", {"IMG_1.HEIC": "IMG_1.MOV"}),
        ("IMG_1.CR2 IMG_2.HEIC", "IMG_1.MOV", {}),
    ],
)
def test_live_photos(photos: str, beside: str, clips: dict[str, str]) -> None:
    assert found(photos, beside).clips == clips


@pytest.mark.parametrize(
    ("photos", "beside", "sidecars"),
    [
        ("a.jpg", "a.jpg.xmp", {"a.jpg": ("a.jpg.xmp",)}),
        ("a.jpg", "A.XMP", {"a.jpg": ("A.XMP",)}),
        ("a.jpg b.jpg", "a.xmp c.xmp", {"a.jpg": ("a.xmp",)}),
        # Lightroom's is the RAW's, and so the pair's.
        ("a.cr2 a.jpg", "a.xmp", {"a.cr2": ("a.xmp",), "a.jpg": ("a.xmp",)}),
        ("a.cr2 a.png", "a.xmp", {"a.cr2": ("a.xmp",)}),
        (
            "a.cr2 a.jpg",
            "a.cr2.xmp a.jpg.xmp",
            {"a.cr2": ("a.cr2.xmp",), "a.jpg": ("a.jpg.xmp", "a.cr2.xmp")},
        ),
        # A second development by darktable, not a second photo.
        ("a.cr2", "a.cr2.xmp a_01.cr2.xmp", {"a.cr2": ("a.cr2.xmp",)}),
    ],
)
def test_xmp(photos: str, beside: str, sidecars: dict[str, tuple[str, ...]]) -> None:
    assert found(photos, beside).sidecars == sidecars


_LONG = "a_very_long_name_that_somebody_gave_to_a_picture"


@pytest.mark.parametrize(
    ("photos", "beside", "sidecars"),
    [
        ("a.jpg", "a.jpg.json", {"a.jpg": ("a.jpg.json",)}),
        ("a.jpg", "a.jpg.supplemental-metadata.json", {"a.jpg": ("a.jpg.supplemental-metadata.json",)}),
        ("a.jpg", "a.jpg.supplemental-me.json", {"a.jpg": ("a.jpg.supplemental-me.json",)}),
        ("a.jpg", "a.jpg.s.json", {"a.jpg": ("a.jpg.s.json",)}),
        ("a.jpg", "a.jpg.special.json metadata.json a.json", {}),
        (
            "a.jpg a(1).jpg",
            "a.jpg.json a.jpg(1).json",
            {"a.jpg": ("a.jpg.json",), "a(1).jpg": ("a.jpg(1).json",)},
        ),
        (
            "a.jpg a(12).jpg",
            "a.jpg.supplemental-metadata.json a.jpg.supplemental-metadata(12).json",
            {
                "a.jpg": ("a.jpg.supplemental-metadata.json",),
                "a(12).jpg": ("a.jpg.supplemental-metadata(12).json",),
            },
        ),
        ("a(1).jpg", "a(1).jpg.json", {"a(1).jpg": ("a(1).jpg.json",)}),
        ("a.jpg", "a.jpg(1).json", {}),
        # Edited ones have no file of their own.
        (
            "a.jpg a-edited.jpg a-bearbeitet.jpg",
            "a.jpg.json",
            dict.fromkeys(("a.jpg", "a-edited.jpg", "a-bearbeitet.jpg"), ("a.jpg.json",)),
        ),
        ("a.HEIC a-edited.jpg", "a.HEIC.json", dict.fromkeys(("a.HEIC", "a-edited.jpg"), ("a.HEIC.json",))),
        # é as e and an accent, as macOS writes it.
        ("a-modifie\u0301.jpg", "a.jpg.json", {"a-modifie\u0301.jpg": ("a.jpg.json",)}),
        (
            "a(1).jpg a-edited(1).jpg",
            "a.jpg(1).json",
            dict.fromkeys(("a(1).jpg", "a-edited(1).jpg"), ("a.jpg(1).json",)),
        ),
        # Cut: the photo's stem to 47 characters, the JSON's to 46.
        (f"{_LONG[:47]}.jpg", f"{_LONG[:46]}.json", {f"{_LONG[:47]}.jpg": (f"{_LONG[:46]}.json",)}),
        (
            f"{_LONG[:43]}.jpg {_LONG[:43]}-edi.jpg",
            f"{_LONG[:43]}.jp.json",
            dict.fromkeys((f"{_LONG[:43]}.jpg", f"{_LONG[:43]}-edi.jpg"), (f"{_LONG[:43]}.jp.json",)),
        ),
        # Two that the cut makes alike: nothing tells whose it is.
        (f"{_LONG[:46]}1.jpg {_LONG[:46]}2.jpg", f"{_LONG[:46]}.json", {}),
    ],
)
def test_takeout(photos: str, beside: str, sidecars: dict[str, tuple[str, ...]]) -> None:
    assert found(photos, beside).sidecars == sidecars


_TITLES = st.text("abcXY _-.()é日1", min_size=1, max_size=70).filter(lambda stem: stem.strip(" .") == stem)


@given(_TITLES, st.sampled_from([".jpg", ".HEIC", ".png"]), st.booleans())
def test_what_takeout_writes_is_found_however_long(title: str, suffix: str, new: bool) -> None:
    name = title + suffix
    photo = title[:47] + suffix
    json = (name + ".supplemental-metadata" if new else name)[:46] + ".json"
    assert companions([photo], {json: FileStamp(1, 1)}).sidecars == {photo: (json,)}


_NAMES = st.builds(
    lambda stem, suffix: stem + suffix,
    st.text("aAéß\u0301(1)-_.edit日", max_size=50),
    st.sampled_from([".jpg", ".HEIC", ".cr2", ".DNG", ".xmp", ".json", ".jpg.json", ".cr2.xmp", ".mov"]),
)


@given(st.sets(_NAMES, max_size=12))
def test_whatever_the_names(names: set[str]) -> None:
    photos = {name for name in names if name.lower().endswith((".jpg", ".heic", ".cr2", ".dng"))}
    result = companions(photos, dict.fromkeys(names - photos, FileStamp(1, 1)))
    suffix = {name: os.path.splitext(name)[1].lower() for name in names}  # noqa: PTH122
    for raw, leader in result.leaders.items():
        assert {raw, leader} <= photos
        assert suffix[raw] in RAW_SUFFIXES
        assert suffix[leader] not in RAW_SUFFIXES
    for photo, film in result.clips.items():
        assert photo in photos
        assert suffix[film] == ".mov"
    assert len(set(result.clips.values())) == len(result.clips)
    for photo, sidecars in result.sidecars.items():
        assert photo in photos
        assert sidecars
        assert len(set(sidecars)) == len(sidecars)
        assert {suffix[name] for name in sidecars} <= {".xmp", ".json"}
    # Nothing depends on the order in which a file system lists.
    assert companions(sorted(photos), dict.fromkeys(sorted(names - photos), FileStamp(1, 1))) == result
