"""What becomes of each kind of file: shown upright, with which facts; or skipped, and why."""

from __future__ import annotations

import io
import os
import zipfile
from collections import Counter
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pillow_heif
import pylibjxl
from PIL import ExifTags, Image, ImageCms
from PIL.PngImagePlugin import PngInfo

from core.errors import PhotoError
from core.imaging import PHOTO_SUFFIXES, DecoderPool, ImageFacts, Rendered
from tests.benchmarks.report import table
from tests.core.conftest import build_dng

RED, GREEN, BLUE = (220, 30, 30), (30, 200, 60), (40, 90, 200)
UPRIGHT = (1200, 800)
PLACES = ((0.25, 0.25, RED), (0.75, 0.25, GREEN), (0.25, 0.75, BLUE), (0.75, 0.75, BLUE))
XMP = b"""<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmp:Rating="4">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">Flag</rdf:li></rdf:Alt></dc:title>
<dc:subject><rdf:Bag><rdf:li>colours</rdf:li></rdf:Bag></dc:subject></rdf:Description></rdf:RDF></x:xmpmeta>"""
# Camera files that stand for a kind; the others are only counted.
CAMERA_FILES = (
    ("JPEG of a camera", "exif-samples/jpg/gps/DSCN0010.jpg"),
    ("JPEG stored lying", "exif-orientation-examples/Portrait_6.jpg"),
    ("JPEG with XMP alone", "exif-samples/jpg/xmp/no_exif.jpg"),
    ("JPEG with IPTC", "exif-samples/jpg/long_description.jpg"),
    ("HEIC of a phone", "exif-samples/heic/mobile/iphone_13_pro_max.HEIC"),
    ("HEIC of 200 MP", "pillow_heif/tests/images/heif_special/200MP.heic"),
    ("TIFF with EXIF", "exif-samples/tiff/DudleyLeavittUtah.tiff"),
)
GROUPS = {
    "date": ("taken_at",),
    "camera": ("camera_make", "camera_model", "lens"),
    "exposure": ("iso", "f_number", "exposure_s", "focal_length_mm"),
    "place": ("latitude",),
    "title": ("title",),
    "caption": ("caption",),
    "keywords": ("keywords",),
    "rating": ("rating",),
    "clip": ("has_clip",),
}


def run() -> None:
    """Print the tables."""
    with TemporaryDirectory() as directory, DecoderPool(None, 1, time_limit=60) as pool:
        root = Path(directory)
        rows = []
        for name, (kind, write) in _MADE.items():
            path = root / name
            write(path)
            rows.append([kind, *_row(pool, path, made=True)])
        table(
            "Formats (a lying picture with EXIF and XMP, written by other people's encoders)",
            ["kind", "read as", "size", "upright", "facts, or why it is skipped"],
            rows,
        )
        data = os.environ.get("FOVEA_TEST_DATA")
        if data is None or not (Path(data) / "camera-photos.zip").exists():
            print("skipped: FOVEA_TEST_DATA has no camera-photos.zip")
            return
        with zipfile.ZipFile(Path(data) / "camera-photos.zip") as archive:
            archive.extractall(root)
        _camera_photos(pool, root / "camera-photos" if (root / "camera-photos").exists() else root)


def _camera_photos(pool: DecoderPool, root: Path) -> None:
    rows = [[kind, *_row(pool, root / name, made=False)] for kind, name in CAMERA_FILES]
    table("Files of cameras", ["kind", "read as", "size", "upright", "facts"], rows)
    made = {root.parent / name for name in _MADE} | {root / name for name in _MADE}
    files = [path for path in sorted(root.rglob("*")) if path.is_file() and path not in made]
    outcomes: Counter[tuple[str, str]] = Counter()
    failed = []
    for path, future in [(path, pool.decode(path)) for path in files]:
        scanned = path.suffix.lower() in PHOTO_SUFFIXES
        try:
            outcomes["shown", future.result().facts.format] += 1
        except PhotoError as error:
            outcomes[
                "skipped: " + error.reason, "a photo by its name" if scanned else "no photo by its name"
            ] += 1
            if scanned:
                failed.append(
                    [path.relative_to(root).as_posix(), error.reason, error.problem.split('" ')[-1]]
                )
    table(
        f"All {len(files)} files of camera-photos.zip",
        ["outcome", "kind", "files"],
        [[outcome, kind, count] for (outcome, kind), count in sorted(outcomes.items())],
    )
    table("Photos by their name that are skipped", ["file", "reason", "why"], failed)


def _row(pool: DecoderPool, path: Path, *, made: bool) -> list[str]:
    try:
        facts, shown = pool.decode(path).result().facts, pool.render(path, 400).result()
    except PhotoError as error:
        return ["-", "-", "-", error.problem.split('" ')[-1]]
    upright = _is_upright(shown) if made else (shown.width > shown.height) == (facts.width > facts.height)
    return [facts.format, f"{facts.width}x{facts.height}", "yes" if upright else "NO", _said(facts)]


def _is_upright(shown: Rendered) -> bool:
    pixels = np.frombuffer(shown.rgb, np.uint8).reshape(shown.height, shown.width, 3).astype(int)
    grey = bool((pixels.max(2) == pixels.min(2)).all())
    for x, y, colour in PLACES:
        seen = pixels[int(y * shown.height), int(x * shown.width)]
        wanted = np.full(3, np.dot(colour, (0.299, 0.587, 0.114))) if grey else np.array(colour)
        if np.abs(seen - wanted).max() > 40:
            return False
    return shown.width > shown.height


def _said(facts: ImageFacts) -> str:
    values = asdict(facts)
    named = [
        name for name, parts in GROUPS.items() if any(values[part] not in (None, (), False) for part in parts)
    ]
    return ", ".join(named) or "none"


def _scene() -> Image.Image:
    image = Image.new("RGB", UPRIGHT, BLUE)
    image.paste(RED, (0, 0, 600, 400))
    image.paste(GREEN, (600, 0, 1200, 400))
    return image


def _exif() -> Image.Exif:
    exif = Image.Exif()
    exif[ExifTags.Base.Make], exif[ExifTags.Base.Orientation] = "Fovea", 6
    exif.get_ifd(ExifTags.IFD.Exif).update({0x9003: "2019:05:04 13:37:00", 0x9011: "+02:00", 0x8827: 200})
    exif.get_ifd(ExifTags.IFD.GPSInfo).update({1: "N", 2: (46.0, 37.0, 26.4), 3: "E", 4: (8.0, 2.0, 9.6)})
    read = Image.Exif()
    read.load(exif.tobytes())  # only then does Pillow know of the inner directories when it writes a TIFF
    return read


_SCENE = _scene()
_LYING = _SCENE.transpose(Image.Transpose.ROTATE_90)


def _saved(image: Image.Image, **options: object) -> Callable[[Path], object]:
    # A copy: Pillow leaves one encoder's settings in a picture for the next.
    return lambda path: image.copy().save(path, **options)  # type: ignore[arg-type]


def _png(image: Image.Image, **options: object) -> Callable[[Path], object]:
    info = PngInfo()
    info.add_itxt("XML:com.adobe.xmp", XMP.decode())
    return _saved(image, pnginfo=info, exif=_exif(), **options)


def _tiff(image: Image.Image, **options: object) -> Callable[[Path], object]:
    exif = _exif()
    exif[700] = XMP
    return _saved(image, exif=exif, **options)


def _lab(image: Image.Image) -> Image.Image:
    to_lab = ImageCms.buildTransform(
        ImageCms.createProfile("sRGB"), ImageCms.createProfile("LAB"), "RGB", "LAB"
    )
    return ImageCms.applyTransform(image, to_lab) or image


def _deep_heic(path: Path) -> None:
    deep = np.asarray(_LYING).astype(np.uint16) * 257
    picture = pillow_heif.from_bytes("RGB;16", _LYING.size, deep.tobytes())
    picture.save(path, exif=_exif().tobytes(), xmp=XMP, quality=90)


def _jxl_of_jpeg(path: Path) -> None:
    buffer = io.BytesIO()
    _LYING.save(buffer, "JPEG", exif=_exif(), xmp=XMP, quality=95)
    path.write_bytes(pylibjxl.jpeg_to_jxl(buffer.getvalue()))


def _motion_photo(path: Path) -> None:
    marked = XMP.replace(
        b'xmp:Rating="4"', b'xmlns:G="http://ns.google.com/photos/1.0/camera/" G:MotionPhoto="1"'
    )
    _LYING.save(path, exif=_exif(), xmp=marked, quality=95)
    path.write_bytes(path.read_bytes() + b"\0\0\0\x18ftypmp42" + bytes(1000))


def _with_alpha(image: Image.Image) -> Image.Image:
    image = image.convert("RGBA")
    image.putalpha(255)
    return image


def _frames() -> dict[str, object]:
    return {"save_all": True, "append_images": [Image.new("RGB", _LYING.size, "white")]}


def _raw(preview: Image.Image | None) -> Callable[[Path], object]:
    return lambda path: path.write_bytes(build_dng(preview, 800, 1200))


def _bytes(data: bytes) -> Callable[[Path], object]:
    return lambda path: path.write_bytes(data)


_DEEP_GREY = Image.fromarray(np.asarray(_LYING.convert("L")).astype(np.uint16) * 257)
_ALL = {"exif": _exif(), "xmp": XMP}
_MADE: dict[str, tuple[str, Callable[[Path], object]]] = {
    "a.jpg": ("JPEG", _saved(_LYING, quality=95, **_ALL)),
    "cmyk.jpg": ("JPEG, CMYK", _saved(_LYING.convert("CMYK"), quality=95, **_ALL)),
    "grey.jpg": ("JPEG, grey", _saved(_LYING.convert("L"), quality=95, **_ALL)),
    "motion.jpg": ("JPEG, motion photo", _motion_photo),
    "a.mpo": ("MPO, two pictures", _saved(_LYING, **_frames(), **_ALL)),
    "a.png": ("PNG", _png(_LYING)),
    "deep.png": ("PNG, 16 bits grey", _png(_DEEP_GREY)),
    "palette.png": ("PNG, palette", _png(_LYING.quantize(8))),
    "alpha.png": ("PNG, transparency", _png(_with_alpha(_LYING))),
    "a.webp": ("WebP", _saved(_LYING, **_ALL)),
    "animated.webp": ("WebP, animated", _saved(_LYING, **_frames(), **_ALL)),
    "a.gif": ("GIF, animated", _saved(_SCENE, save_all=True, append_images=[Image.new("RGB", UPRIGHT)])),
    "a.bmp": ("BMP", _saved(_SCENE)),
    "a.tga": ("TGA", _saved(_SCENE)),
    "a.tif": ("TIFF", _tiff(_LYING)),
    # No EXIF: Pillow can't hand inner directories to libtiff.
    "deflate.tif": ("TIFF, deflate", _saved(_LYING, compression="tiff_deflate", tiffinfo={700: XMP, 274: 6})),
    "cmyk.tif": ("TIFF, CMYK", _tiff(_LYING.convert("CMYK"))),
    "lab.tif": ("TIFF, LAB", _tiff(_lab(_LYING))),
    "deep.tif": ("TIFF, 16 bits grey", _tiff(_DEEP_GREY)),
    "pages.tif": ("TIFF, two pages", _tiff(_LYING, **_frames())),
    "a.heic": (
        "HEIC",
        lambda path: pillow_heif.from_pillow(_LYING).save(path, exif=_exif().tobytes(), xmp=XMP),
    ),
    "deep.heic": ("HEIC, 10 bits", _deep_heic),
    "a.avif": ("AVIF", _saved(_LYING, **_ALL)),
    "a.jp2": ("JPEG 2000", _saved(_SCENE)),
    "a.jxl": ("JPEG XL, of a JPEG", _jxl_of_jpeg),
    "preview.dng": ("RAW, with a preview", _raw(_LYING)),
    "a.psd": ("Photoshop", _bytes(b"8BPS\0\1" + bytes(100))),
    "a.jxr": ("JPEG XR", _bytes(b"II\xbc\x01" + bytes(100))),
    "a.exr": ("OpenEXR", _bytes(b"v/1\x01" + bytes(100))),
    "film.jpg": ("a film named .jpg", _bytes(b"\0\0\0\x18ftypmp42" + bytes(100))),
    "empty.jpg": ("an empty file", _bytes(b"")),
}
