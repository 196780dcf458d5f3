"""Words written onto photographs, in several fonts, sizes, contrasts and at several angles."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import matplotlib as mpl
import numpy as np
import pylopdf_fonts_zh_cn
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

LONG_EDGE = 2048
"""Pixels to which the photographs are enlarged: what a telephone takes is larger still."""

_LATIN = Path(mpl.get_data_path(), "fonts", "ttf")
FONTS = {
    "en": {
        "DejaVu Sans": _LATIN / "DejaVuSans.ttf",
        "DejaVu Serif italic": _LATIN / "DejaVuSerif-Italic.ttf",
        "DejaVu Mono bold": _LATIN / "DejaVuSansMono-Bold.ttf",
        "STIX (as Times)": _LATIN / "STIXGeneral.ttf",
    },
    "zh": {
        "Noto Sans SC": pylopdf_fonts_zh_cn.sans_path(),
        "Noto Serif SC": pylopdf_fonts_zh_cn.serif_path(),
    },
}
ANGLES = {0: 0.3, 10: 0.1, -10: 0.1, 30: 0.1, -30: 0.1, 90: 0.1, 180: 0.1, 270: 0.1}
"""Degrees, and how many of the texts are turned by them."""

SIZES = (0.01, 0.015, 0.025, 0.05, 0.12)
"""Of the characters, in long edges of the picture."""

CONTRASTS = {"strong": 255, "fair": 80, "faint": 40}
"""Levels, of 255, between the text and the middle of what is behind it; at most."""

QUALITIES = (95, 75, 40)
_BOARDS = ("on the photo", "on a board")
_NOISE = 6.0

PHRASES: dict[str, list[str]] = {"en": [], "zh": []}
"""What signs, tickets and cards say. Words are apart by spaces; what is Chinese is written without them."""
for _line in Path(__file__).with_suffix(".tsv").read_text(encoding="utf-8").splitlines()[1:]:
    PHRASES[_line.split("\t")[0]].append(_line.split("\t")[1])


@dataclass(frozen=True)
class Lettering:
    """A text that was written onto a picture.

    Attributes:
        language: "en" or "zh".
        words: What is to be found again.
        text: The whole of it, as written.
        font: Name of the typeface.
        size: Height of the characters, in long edges of the picture.
        contrast: One of `CONTRASTS`.
        ground: On the photo itself, or on a board of one colour.
        angle: Degrees, counterclockwise.
        upright: Characters stand above one another.
    """

    language: str
    words: tuple[str, ...]
    text: str
    font: str
    size: float
    contrast: str
    ground: str
    angle: int
    upright: bool = False


@dataclass(frozen=True)
class Lettered:
    """A picture with its texts.

    Attributes:
        jpeg: The file.
        quality: Of the JPEG.
        texts: What is written on it.
    """

    jpeg: bytes
    quality: int
    texts: tuple[Lettering, ...]


def lettered(photographs: Sequence[Path], seed: int = 1) -> Iterator[Lettered]:
    """Write an English and a Chinese text onto each of some photographs.

    Args:
        photographs: Files.
        seed: Of all that is drawn by lot.
    """
    random = np.random.default_rng(seed)
    for path in photographs:
        canvas = enlarged(path, random)
        texts = []
        # One in each half, so that they never meet.
        halves = _halves(canvas.size)
        for language, number in zip(("en", "zh"), random.permutation(2), strict=True):
            text = _draw_by_lot(language, random)
            if written := _write(canvas, text, halves[number], random):
                texts.append(written)
        quality = int(random.choice(QUALITIES))
        buffer = io.BytesIO()
        canvas.save(buffer, "JPEG", quality=quality)
        yield Lettered(buffer.getvalue(), quality, tuple(texts))


def enlarged(path: Path, random: np.random.Generator) -> Image.Image:
    """A photograph as large as cameras make them, with the grain that enlarging takes away."""
    with Image.open(path) as image:
        photograph = image.convert("RGB")
    shape = (LONG_EDGE, 3 * LONG_EDGE // 4) if random.random() < 0.7 else (3 * LONG_EDGE // 4, LONG_EDGE)
    pixels = np.asarray(photograph.resize(shape, Image.Resampling.BICUBIC), np.float32)
    noisy = pixels + random.normal(0, _NOISE, pixels.shape[:2])[:, :, None]
    return Image.fromarray(np.clip(noisy, 0, 255).astype(np.uint8))


def _halves(size: tuple[int, int]) -> list[tuple[int, int, int, int]]:
    width, height = size
    if width > height:
        return [(0, 0, width // 2, height), (width // 2, 0, width, height)]
    return [(0, 0, width, height // 2), (0, height // 2, width, height)]


def _draw_by_lot(language: str, random: np.random.Generator) -> Lettering:
    phrase = str(random.choice(PHRASES[language]))
    return Lettering(
        language,
        tuple(phrase.split()),
        phrase if language == "en" else phrase.replace(" ", ""),
        font=str(random.choice(list(FONTS[language]))),
        size=float(random.choice(SIZES)),
        contrast=str(random.choice(list(CONTRASTS))),
        ground=str(random.choice(_BOARDS)),
        angle=int(random.choice(list(ANGLES), p=list(ANGLES.values()))),
        upright=language == "zh" and bool(random.random() < 0.15),
    )


def _write(
    canvas: Image.Image, text: Lettering, box: tuple[int, int, int, int], random: np.random.Generator
) -> Lettering | None:
    """Write a text somewhere into a box; smaller if it does not fit. None if it never does."""
    left, top, right, bottom = box
    for size in sorted((size for size in SIZES if size <= text.size), reverse=True):
        mask = _mask(text, round(size * LONG_EDGE)).rotate(text.angle, Image.Resampling.BICUBIC, expand=True)
        if mask.width > right - left or mask.height > bottom - top:
            continue
        x = int(random.integers(left, right - mask.width + 1))
        y = int(random.integers(top, bottom - mask.height + 1))
        behind = np.asarray(canvas.crop((x, y, x + mask.width, y + mask.height)), np.float32)
        ink, board = _colours(text, behind, random)
        alpha = np.asarray(mask, np.float32) / 255
        ground, letters = alpha[:, :, 1:2], alpha[:, :, 0:1]
        if text.ground == "on a board":
            behind = behind * (1 - ground) + board * ground
        written = behind * (1 - letters) + ink * letters
        canvas.paste(Image.fromarray(np.clip(written, 0, 255).astype(np.uint8)), (x, y))
        return Lettering(**{**vars(text), "size": size})
    return None


def _mask(text: Lettering, pixels: int) -> Image.Image:
    """Letters in the first channel, the board they stand on in the second."""
    font = ImageFont.truetype(FONTS[text.language][text.font], pixels)
    written = "\n".join(text.text) if text.upright else text.text
    left, top, right, bottom = ImageDraw.Draw(Image.new("L", (1, 1))).multiline_textbbox(
        (0, 0), written, font
    )
    edge = pixels // 2
    mask = Image.new("RGB", (round(right - left) + 2 * edge, round(bottom - top) + 2 * edge), (0, 255, 0))
    ImageDraw.Draw(mask).multiline_text((edge - left, edge - top), written, (255, 255, 0), font)
    return mask


def _colours(
    text: Lettering, behind: NDArray[np.float32], random: np.random.Generator
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Of the letters and of the board, float32, shape (3,) each."""
    middle = behind.mean(axis=(0, 1))
    difference = CONTRASTS[text.contrast]
    # Towards the side with more room, with a tint.
    towards = -1.0 if middle.mean() > 127 else 1.0
    tint = random.uniform(0.7, 1.0, 3)
    return np.clip(middle + towards * difference * tint, 0, 255).astype(np.float32), middle
