"""Every kind of picture comes out upright, in the right colours, and the same for every encoder."""

from __future__ import annotations

import io
import struct
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pillow_heif
import pytest
from PIL import Image, ImageCms

from core.errors import FailureReason, PhotoError
from core.imaging import THUMBNAIL_EDGE, Decoded, DecoderPool
from core.imaging.decode import decode, needed_for_view, needed_for_work
from core.imaging.protocol import DecodeJob
from core.imaging.work import decode_photo
from models import Preprocess

ORIENTATION = 0x0112
RED, GREEN, BLUE = (220, 30, 30), (30, 200, 60), (40, 90, 200)


def read(path: Path, *preprocesses: Preprocess) -> Decoded:
    return decode_photo(DecodeJob(path, preprocesses))


def seen(path: Path) -> Image.Image:
    """The upright picture that thumbnails are made from."""
    return decode(path.read_bytes(), str(path), path.suffix, needed_for_work).image


def close(
    image: Image.Image, at: tuple[float, float], colour: tuple[int, int, int], tolerance: int = 14
) -> bool:
    pixel = image.getpixel((int(at[0] * image.width), int(at[1] * image.height)))
    assert isinstance(pixel, tuple)
    return max(abs(a - b) for a, b in zip(pixel, colour, strict=True)) <= tolerance


def assert_upright(image: Image.Image) -> None:
    assert close(image, (0.25, 0.25), RED), image.getpixel((5, 5))
    assert close(image, (0.75, 0.25), GREEN)
    assert close(image, (0.25, 0.75), BLUE)
    assert close(image, (0.75, 0.75), BLUE)


@pytest.mark.parametrize("turn", range(1, 9))
@pytest.mark.parametrize("suffix", ["jpg", "png", "tif", "webp", "avif"])
def test_upright_in_every_orientation(
    tmp_path: Path,
    scene: Image.Image,
    stored_for: Callable[[Image.Image, int], Image.Image],
    exif_with: Callable[..., Image.Exif],
    suffix: str,
    turn: int,
) -> None:
    path = tmp_path / f"a.{suffix}"
    stored_for(scene, turn).save(path, exif=exif_with({ORIENTATION: turn}))
    photo = read(path)
    assert (photo.facts.width, photo.facts.height, photo.facts.orientation) == (120, 80, turn)
    assert_upright(seen(path))


@pytest.mark.parametrize("turn", [1, 3, 6, 8])
def test_heic_is_turned_once(
    tmp_path: Path,
    scene: Image.Image,
    stored_for: Callable[[Image.Image, int], Image.Image],
    exif_with: Callable[..., Image.Exif],
    turn: int,
) -> None:
    path = tmp_path / "a.heic"
    heif = pillow_heif.from_pillow(stored_for(scene, turn))
    heif.save(path, exif=exif_with({ORIENTATION: turn}).tobytes(), quality=90)
    photo = read(path)
    assert photo.facts.format == "HEIF"
    assert (photo.facts.width, photo.facts.height) == (120, 80)
    assert_upright(seen(path))


def test_unknown_orientation_is_upright(
    tmp_path: Path, scene: Image.Image, exif_with: Callable[..., Image.Exif]
) -> None:
    path = tmp_path / "a.jpg"
    scene.save(path, exif=exif_with({ORIENTATION: 0}))
    assert read(path).facts.orientation == 1


def test_the_name_lies_the_bytes_do_not(tmp_path: Path, scene: Image.Image) -> None:
    for name in ("a.png", "a.nef", "a.heic"):
        scene.save(tmp_path / name, "JPEG", quality=95)
        assert read(tmp_path / name).facts.format == "JPEG"
        assert_upright(seen(tmp_path / name))


def tiff(pixels: np.ndarray, **tags: int) -> bytes:
    """An uncompressed little-endian TIFF 6.0, of one strip."""
    data = pixels.tobytes()
    samples = 1 if pixels.ndim == 2 else 3
    bits = [pixels.dtype.itemsize * 8] * samples
    numbers = {"photometric": 262, "planar": 284, "sample_format": 339, "compression": 259}
    fields = {256: [tags.pop("width")], 257: [tags.pop("height")], 258: bits, 259: [1], 262: [1], 273: [8]}
    fields |= {277: [samples], 279: [len(data)]} | {numbers[name]: [value] for name, value in tags.items()}
    at = 8 + len(data)
    entries, extra = b"", b""
    for tag, values in sorted(fields.items()):
        packed = struct.pack(f"<{len(values)}{'I' if tag in (273, 279) else 'H'}", *values)
        if len(packed) > 4:
            extra, packed = packed, struct.pack("<I", at + 2 + 12 * len(fields) + 4)
        kind = 4 if tag in (273, 279) else 3
        entries += struct.pack("<HHI", tag, kind, len(values)) + packed.ljust(4, b"\0")
    head = struct.pack("<2sHI", b"II", 42, at)
    return head + data + struct.pack("<H", len(fields)) + entries + bytes(4) + extra


RAMP = np.linspace(0, 65535, 64 * 48).astype(np.uint16).reshape(48, 64)


def test_deep_grey_counted_from_white(tmp_path: Path) -> None:
    for photometric, expected in ((1, RAMP >> 8), (0, (65535 - RAMP) >> 8)):
        (tmp_path / "a.tif").write_bytes(tiff(RAMP, width=64, height=48, photometric=photometric))
        assert np.array_equal(np.asarray(seen(tmp_path / "a.tif"))[..., 0], expected)


@pytest.mark.parametrize(
    ("pixels", "tags", "words"),
    [
        (np.zeros((48, 64, 3), np.float32), {"photometric": 2, "sample_format": 3}, "floating point"),
        (np.zeros((48, 64), np.float64), {"sample_format": 3}, "floating point"),
        (np.zeros((3, 48, 64), np.uint16), {"photometric": 2, "planar": 2}, "separate planes"),
        (np.zeros((48, 64, 3), np.uint32), {"photometric": 2}, "more than 16 bits"),
        (np.zeros((48, 64, 3), np.uint8), {"photometric": 2, "compression": 34887}, "rare compression"),
    ],
)
def test_tiffs_of_rare_kinds_are_not_called_damaged(
    tmp_path: Path, pixels: np.ndarray, tags: dict[str, int], words: str
) -> None:
    (tmp_path / "a.tif").write_bytes(tiff(pixels, width=64, height=48, **tags))
    with pytest.raises(PhotoError, match=words) as caught:
        read(tmp_path / "a.tif")
    assert caught.value.reason == FailureReason.UNSUPPORTED


@pytest.mark.parametrize("mode", ["L", "RGB", "RGBA"])
def test_jpeg_xl(tmp_path: Path, scene: Image.Image, exif_with: Callable[..., Image.Exif], mode: str) -> None:
    pylibjxl = pytest.importorskip("pylibjxl")
    path = tmp_path / "a.jxl"
    # The codestream says how it is turned; what the EXIF says is left over from before.
    exif = exif_with({ORIENTATION: 6, 0x010F: "Fovea"}).tobytes()
    path.write_bytes(pylibjxl.encode(np.asarray(scene.convert(mode)), lossless=True, exif=exif))
    photo = read(path)
    assert (photo.facts.format, photo.facts.width, photo.facts.height) == ("JXL", 120, 80)
    assert photo.facts.camera_make == "Fovea"
    assert np.array_equal(np.asarray(seen(path)), np.asarray(scene.convert(mode).convert("RGB")))
    path.write_bytes(path.read_bytes()[:-20])
    with pytest.raises(PhotoError) as caught:
        read(path)
    assert caught.value.reason == FailureReason.DAMAGED


@pytest.mark.parametrize("turn", range(1, 9))
def test_jpeg_xl_made_of_a_jpeg_is_turned_once(
    tmp_path: Path,
    scene: Image.Image,
    stored_for: Callable[[Image.Image, int], Image.Image],
    exif_with: Callable[..., Image.Exif],
    turn: int,
) -> None:
    pylibjxl = pytest.importorskip("pylibjxl")
    buffer = io.BytesIO()
    stored_for(scene, turn).save(buffer, "JPEG", quality=95, exif=exif_with({ORIENTATION: turn}))
    path = tmp_path / "a.jxl"
    path.write_bytes(pylibjxl.jpeg_to_jxl(buffer.getvalue()))
    photo = read(path)
    assert (photo.facts.width, photo.facts.height) == (120, 80)
    assert_upright(seen(path))


def test_cmyk(tmp_path: Path, scene: Image.Image) -> None:
    for name in ("a.jpg", "a.tif"):
        scene.convert("CMYK").save(tmp_path / name, quality=95)
        assert_upright(seen(tmp_path / name))


@pytest.mark.parametrize("suffix", ["png", "tif"])
def test_sixteen_bit_grey_is_scaled_not_clipped(tmp_path: Path, suffix: str) -> None:
    ramp = np.linspace(0, 65535, 256).astype(np.uint16)[None].repeat(64, 0)
    Image.fromarray(ramp).save(tmp_path / f"a.{suffix}")
    levels = np.asarray(seen(tmp_path / f"a.{suffix}"))[32, :, 0].astype(int)
    assert np.abs(levels - np.arange(256)).max() <= 2


def test_floats_are_stretched(tmp_path: Path) -> None:
    ramp = np.linspace(0, 1, 256, dtype=np.float32)[None].repeat(64, 0)
    Image.fromarray(ramp).save(tmp_path / "a.tif")
    levels = np.asarray(seen(tmp_path / "a.tif"))[32, :, 0].astype(int)
    assert np.abs(levels - np.arange(256)).max() <= 2


def test_transparency_is_white(tmp_path: Path) -> None:
    palette = Image.new("P", (40, 40), 1)
    palette.putpalette([0, 0, 0, 255, 0, 0])
    palette.paste(0, (0, 0, 20, 40))
    palette.save(tmp_path / "palette.png", transparency=0)
    palette.save(tmp_path / "palette.gif", transparency=0)
    rgba = Image.new("RGBA", (40, 40), (255, 0, 0, 255))
    rgba.paste((0, 0, 0, 0), (0, 0, 20, 40))
    rgba.save(tmp_path / "rgba.png")
    rgba.save(tmp_path / "rgba.webp", lossless=True)
    for name in ("palette.png", "palette.gif", "rgba.png", "rgba.webp"):
        image = seen(tmp_path / name)
        assert close(image, (0.25, 0.5), (255, 255, 255), 2), name
        assert close(image, (0.75, 0.5), (255, 0, 0), 2), name
    Image.new("LA", (40, 40), (100, 128)).save(tmp_path / "la.png")
    assert close(seen(tmp_path / "la.png"), (0.5, 0.5), (177, 177, 177), 2)


@pytest.mark.parametrize("mode", ["1", "L", "RGB", "P"])
def test_plain_modes(tmp_path: Path, mode: str) -> None:
    Image.new("RGB", (30, 30), "white").convert(mode).save(tmp_path / "a.bmp")
    assert close(seen(tmp_path / "a.bmp"), (0.5, 0.5), (255, 255, 255), 0)


def test_animations_show_their_first_frame(tmp_path: Path) -> None:
    frames = [Image.new("RGB", (40, 30), colour) for colour in ("red", "green", "blue")]
    for name in ("a.gif", "a.png", "a.webp", "a.tif", "a.mpo"):
        frames[0].save(tmp_path / name, save_all=True, append_images=frames[1:])
        assert close(seen(tmp_path / name), (0.5, 0.5), (255, 0, 0), 3), name
        assert (read(tmp_path / name).facts.width, read(tmp_path / name).facts.height) == (40, 30)
    assert read(tmp_path / "a.mpo").facts.format == "JPEG"


def xyz(*values: float) -> bytes:
    return b"XYZ \0\0\0\0" + b"".join(
        round(value * 65536).to_bytes(4, "big", signed=True) for value in values
    )


def test_wide_gamut_becomes_srgb(tmp_path: Path, icc: Callable[[bytes, dict[bytes, bytes]], bytes]) -> None:
    # Display P3: its primaries, and a gamma of 2.2 for simplicity on both sides of the sum.
    gamma = b"curv\0\0\0\0\0\0\0\x01\x02\x33\0\0"
    profile = icc(
        b"RGB ",
        {
            b"wtpt": xyz(0.9642, 1, 0.8249),
            b"rXYZ": xyz(0.51512, 0.2412, -0.00105),
            b"gXYZ": xyz(0.29198, 0.69225, 0.04189),
            b"bXYZ": xyz(0.1571, 0.06657, 0.78407),
            b"rTRC": gamma,
            b"gTRC": gamma,
            b"bTRC": gamma,
        },
    )
    to_p3 = np.array([[0.8225, 0.1774, 0], [0.0332, 0.9669, 0], [0.0171, 0.0724, 0.9108]])
    meant = np.array([200, 60, 50])
    stored = tuple(int(v) for v in np.rint((to_p3 @ (meant / 255) ** 2.2) ** (1 / 2.2) * 255))
    assert max(abs(np.array(stored) - meant)) > 8
    Image.new("RGB", (30, 30), stored).save(tmp_path / "a.png", icc_profile=profile)
    assert close(seen(tmp_path / "a.png"), (0.5, 0.5), (200, 60, 50), 4)


def test_cmyk_by_its_profile(tmp_path: Path, icc: Callable[[bytes, dict[bytes, bytes]], bytes]) -> None:
    # lut8Type (ICC.1:2001-04, 6.5.8): cyan ink is red on this paper, black is black.
    white, red, black = bytes((255, 128, 128)), bytes((136, 208, 195)), bytes((0, 128, 128))  # Lab
    identity = b"".join(
        struct.pack(">3i", *(65536 * (row == column) for column in range(3))) for row in range(3)
    )
    inks = b"".join(black if ink & 0b0001 else red if ink & 0b1000 else white for ink in range(16))
    straight = bytes(range(256))
    lut = b"mft1\0\0\0\0\x04\x03\x02\0" + identity + straight * 4 + inks + straight * 3
    profile = bytearray(icc(b"CMYK", {b"wtpt": xyz(0.9642, 1, 0.8249), b"A2B0": lut}))
    profile[20:24] = b"Lab "
    cyan = Image.new("CMYK", (40, 30), (255, 0, 0, 0))
    cyan.paste((0, 0, 0, 0), (20, 0, 40, 30))
    for name in ("a.jpg", "a.tif"):  # in JPEG, Adobe stores the inks inverted
        cyan.save(tmp_path / name, icc_profile=bytes(profile), quality=95)
        assert close(seen(tmp_path / name), (0.2, 0.5), (255, 0, 0), 16), seen(tmp_path / name).getpixel(
            (8, 15)
        )
        assert close(seen(tmp_path / name), (0.8, 0.5), (255, 255, 255), 4)


def test_grey_profile(tmp_path: Path, icc: Callable[[bytes, dict[bytes, bytes]], bytes]) -> None:
    linear = icc(b"GRAY", {b"wtpt": xyz(0.9642, 1, 0.8249), b"kTRC": b"curv\0\0\0\0\0\0\0\0"})
    Image.new("L", (30, 30), 55).save(tmp_path / "a.png", icc_profile=linear)
    assert close(seen(tmp_path / "a.png"), (0.5, 0.5), (128, 128, 128), 2)


def test_srgb_and_useless_profiles_change_nothing(tmp_path: Path, scene: Image.Image) -> None:
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    for profile in (srgb, b"rubbish", b"x" * 300, srgb[:200]):
        scene.save(tmp_path / "a.png", icc_profile=profile)
        assert np.array_equal(np.asarray(seen(tmp_path / "a.png")), np.asarray(scene))


def test_an_edited_tag_is_the_same_picture(
    tmp_path: Path, scene: Image.Image, exif_with: Callable[..., Image.Exif]
) -> None:
    plain, rated = tmp_path / "plain.jpg", tmp_path / "rated.jpg"
    scene.save(plain, quality=90)
    data = plain.read_bytes()
    segment = exif_with({0x4746: 5}).tobytes()
    rated.write_bytes(data[:2] + b"\xff\xe1" + (len(segment) + 2).to_bytes(2, "big") + segment + data[2:])
    assert read(plain).sha256 != read(rated).sha256
    assert read(plain).edges != read(rated).edges
    assert read(plain).pixels_digest == read(rated).pixels_digest


def test_other_pictures_have_other_digests(tmp_path: Path, scene: Image.Image) -> None:
    scene.save(tmp_path / "a.png")
    scene.crop((0, 0, 119, 80)).save(tmp_path / "b.png")
    scene.transpose(Image.Transpose.ROTATE_180).save(tmp_path / "c.png")
    assert len({read(tmp_path / name).pixels_digest for name in ("a.png", "b.png", "c.png")}) == 3


def test_encoders_do_not_change_the_thumbnail(
    tmp_path: Path, scene: Image.Image, preprocess: Preprocess
) -> None:
    path = tmp_path / "a.jpg"
    scene.resize((3000, 2000)).save(path)
    large = Preprocess(512, 512, "crop", "bicubic", (0, 0, 0), (1, 1, 1))
    none, both = read(path), read(path, preprocess, large)
    assert none.pixels_digest == both.pixels_digest
    assert none.pixels == ()
    assert [pixels.shape for pixels in both.pixels] == [(24, 32, 3), (512, 512, 3)]
    assert all(pixels.dtype == np.uint8 for pixels in both.pixels)
    assert (both.facts.width, both.facts.height) == (3000, 2000)


def test_thumbnail_sizes(tmp_path: Path) -> None:
    for size, expected in (
        ((3000, 1000), (512, 171)),
        ((100, 60), (100, 60)),
        ((4000, 3), (512, 1)),
        ((1, 1), (1, 1)),
    ):
        Image.new("RGB", size, "gray").save(tmp_path / "a.png")
        photo = decode_photo(DecodeJob(tmp_path / "a.png", (), tmp_path / "none yet"))
        assert photo.thumbnail is not None
        with Image.open(io.BytesIO(photo.thumbnail)) as thumbnail:
            assert thumbnail.size == expected
            assert max(thumbnail.size) <= THUMBNAIL_EDGE


def test_reduction_keeps_what_is_needed() -> None:
    assert needed_for_work(4000, 3000) == (694, 520)
    assert needed_for_work(300, 200) == (300, 200)
    assert needed_for_view(1000)(4000, 3000) == (1000, 750)
    assert needed_for_view(1000)(10, 1) == (10, 1)


def test_raw_shows_the_cameras_preview_upright(
    tmp_path: Path,
    scene: Image.Image,
    stored_for: Callable[[Image.Image, int], Image.Image],
    dng: Callable[..., bytes],
) -> None:
    upright = scene.resize((160, 256), Image.Resampling.NEAREST)
    for preview in (
        stored_for(upright, 6),
        upright,
    ):  # as the sensor saw it, and turned by the camera already
        (tmp_path / "a.dng").write_bytes(dng(preview))
        photo = read(tmp_path / "a.dng")
        assert (photo.facts.format, photo.facts.width, photo.facts.height) == ("RAW", 160, 256)
        assert (photo.facts.orientation, photo.facts.taken_at) == (6, "2019-05-04T13:37:00")
        assert (photo.facts.camera_make, photo.facts.camera_model) == ("Fovea", "Test One")
        assert_upright(seen(tmp_path / "a.dng"))


def test_raw_without_a_preview_is_developed(tmp_path: Path, dng: Callable[..., bytes]) -> None:
    (tmp_path / "a.dng").write_bytes(dng(None))
    image = seen(tmp_path / "a.dng")
    assert image.size == (80, 128)
    pixels = np.asarray(image)[8:-8, 8:-8]
    assert pixels.std() < 3
    assert pixels.mean() > 60


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.jpg", b"\xff\xd8\xff\xe0 and then nothing of use", FailureReason.DAMAGED),
        ("a.jpg", b"Dear Sir or Madam", FailureReason.NOT_A_PICTURE),
        ("a.jpg", b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom", FailureReason.NOT_A_PICTURE),
        ("a.nef", b"Dear Sir or Madam", FailureReason.DAMAGED),
        ("a.jxl", b"\xff\x0a and so on", FailureReason.DAMAGED),
        ("a.jxr", b"II\xbc\x01 and so on", FailureReason.UNSUPPORTED),
        ("a.tga", b"Dear Sir or Madam", FailureReason.NOT_A_PICTURE),
        ("a.heic", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", FailureReason.DAMAGED),
        ("a.jpg", b"", FailureReason.EMPTY),
    ],
)
def test_what_is_no_picture_says_why(tmp_path: Path, name: str, data: bytes, reason: FailureReason) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(PhotoError) as caught:
        read(tmp_path / name)
    assert caught.value.reason == reason
    assert str(tmp_path / name) in caught.value.problem
    assert caught.value.remedy


@pytest.mark.parametrize("suffix", ["jpg", "png", "webp", "tif", "heic", "avif"])
def test_a_cut_off_picture_is_damaged(tmp_path: Path, scene: Image.Image, suffix: str) -> None:
    path = tmp_path / f"a.{suffix}"
    noisy = Image.effect_noise((300, 200), 60).convert("RGB")
    pillow_heif.from_pillow(noisy).save(path) if suffix == "heic" else noisy.save(path)
    path.write_bytes(path.read_bytes()[: path.stat().st_size * 6 // 10])
    with pytest.raises(PhotoError) as caught:
        read(path)
    assert caught.value.reason == FailureReason.DAMAGED


@pytest.mark.parametrize(
    "suffix", ["avif", "bmp", "gif", "heic", "jp2", "jpg", "jxl", "png", "tga", "tif", "webp"]
)
def test_every_decoder_runs_where_it_is_confined(
    pool: DecoderPool, tmp_path: Path, scene: Image.Image, suffix: str
) -> None:
    path = tmp_path / f"a.{suffix}"
    if suffix == "heic":
        pillow_heif.from_pillow(scene).save(path)
    elif suffix == "jxl":
        path.write_bytes(pytest.importorskip("pylibjxl").encode(np.asarray(scene)))
    else:
        scene.save(path)
    facts = pool.decode(path).result(30).facts
    assert (facts.width, facts.height) == (120, 80)


def test_bombs_are_refused_by_their_header(tmp_path: Path, pool: DecoderPool) -> None:
    Image.new("1", (20000, 20000)).save(tmp_path / "a.png")
    with pytest.raises(PhotoError) as caught:
        pool.decode(tmp_path / "a.png").result()
    assert caught.value.reason == FailureReason.TOO_LARGE
    assert "20000 x 20000" in caught.value.problem
