"""Changes that leave a photo the same, ones that make it another of the same moment, and pages of text."""

from __future__ import annotations

import io
from collections.abc import Callable

import numpy as np
from PIL import Image, ImageDraw, ImageEnhance, ImageFilter, ImageOps

_TEXT = """the of and to in is that it was for on are as with his they at be this have from or one had by
word but not what all were we when your can said there use an each which she do how their if will up"""
_WORDS = _TEXT.split()

Rng = np.random.Generator
Edit = Callable[[Image.Image, Rng], Image.Image]

_RESAMPLING = Image.Resampling.BICUBIC


def _resized(factor: float) -> Edit:
    return lambda image, _: image.resize(
        (max(8, round(image.width * factor)), max(8, round(image.height * factor))), _RESAMPLING
    )


def _saved(kind: str, quality: int = 90) -> Edit:
    def edit(image: Image.Image, _: Rng) -> Image.Image:
        buffer = io.BytesIO()
        # Pillow ignores the quality where a format has none.
        image.save(buffer, kind, quality=quality)
        return Image.open(buffer).convert("RGB")

    return edit


def _cropped(share: float, *, centred: bool = False) -> Edit:
    """Cut off a share of the width and of the height, anywhere."""

    def edit(image: Image.Image, rng: Rng) -> Image.Image:
        width, height = round(image.width * (1 - share)), round(image.height * (1 - share))
        left, top = image.width - width, image.height - height
        x, y = (left // 2, top // 2) if centred else (rng.integers(left + 1), rng.integers(top + 1))
        return image.crop((int(x), int(y), int(x) + width, int(y) + height))

    return edit


def _narrowed(image: Image.Image, rng: Rng) -> Image.Image:
    """4:3 to 16:9: a quarter of the height goes."""
    height = round(image.height * 0.75)
    top = int(rng.integers(image.height - height + 1))
    return image.crop((0, top, image.width, top + height))


def _turned(method: Image.Transpose) -> Edit:
    return lambda image, _: image.transpose(method)


def _tilted(degrees: float, *, cut: bool) -> Edit:
    """Straightened by a few degrees: with black corners, or cut so that there are none."""

    def edit(image: Image.Image, rng: Rng) -> Image.Image:
        turned = image.rotate(degrees * rng.choice([-1, 1]), Image.Resampling.BICUBIC)
        if not cut:
            return turned
        angle = np.radians(degrees)
        # Of a picture turned about its middle, this share of either side holds no corner.
        kept = 1 / (np.cos(angle) + np.sin(angle) * max(image.size) / min(image.size))
        return _cropped(1 - kept, centred=True)(turned, rng)

    return edit


def _letters(image: Image.Image, text: str, height: int, alpha: int) -> Image.Image:
    """A text in Pillow's own letters, white, as wide as it comes out, on nothing."""
    drawn = Image.new("RGBA", (max(1, int(height * 0.7 * len(text))), height * 2))
    ImageDraw.Draw(drawn).text((0, 0), text, fill=(255, 255, 255, alpha), font_size=height)
    return drawn


def _stamped(image: Image.Image, _: Rng) -> Image.Image:
    """A half transparent text across the middle, as agencies do."""
    result = image.convert("RGBA")
    text = _letters(image, "SAMPLE PHOTO", image.height // 9, 130)
    text = text.rotate(25, expand=True)
    result.alpha_composite(
        text.crop(text.getbbox()).resize((image.width * 9 // 10, image.height // 2)),
        (image.width // 20, image.height // 4),
    )
    return result.convert("RGB")


def _signed(image: Image.Image, rng: Rng) -> Image.Image:
    """A small name in a corner."""
    result = image.convert("RGBA")
    text = _letters(image, "(c) A. Author", image.height // 16, 255)
    corner = (image.width // 20, (image.height - text.height) * int(rng.integers(2)))
    result.alpha_composite(text.crop((0, 0, min(text.width, image.width - corner[0]), text.height)), corner)
    return result.convert("RGB")


def _captioned(image: Image.Image, _: Rng) -> Image.Image:
    """A black bar with words over the lowest eighth."""
    result = image.copy()
    bar = image.height // 8
    draw = ImageDraw.Draw(result)
    draw.rectangle((0, image.height - bar, image.width, image.height), fill="black")
    draw.text((bar // 2, image.height - bar), "Happy birthday", fill="white", font_size=bar * 3 // 4)
    return result


def _framed(image: Image.Image, _: Rng) -> Image.Image:
    return ImageOps.expand(image, border=min(image.size) // 20, fill="white")


def _enhanced(how: Callable[[Image.Image], ImageEnhance._Enhance], factor: float) -> Edit:
    return lambda image, _: how(image).enhance(factor)


def _toned(red: float, green: float, blue: float) -> Edit:
    def edit(image: Image.Image, _: Rng) -> Image.Image:
        pixels = np.asarray(image, np.float32) * (red, green, blue)
        return Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8))

    return edit


def _gamma(power: float) -> Edit:
    return lambda image, _: image.point([round(255 * (value / 255) ** power) for value in range(256)] * 3)


def _after(*edits: Edit) -> Edit:
    def edit(image: Image.Image, rng: Rng) -> Image.Image:
        for one in edits:
            image = one(image, rng)
        return image

    return edit


def _grey(image: Image.Image, _: Rng) -> Image.Image:
    return image.convert("L").convert("RGB")


EDITS: dict[str, dict[str, Edit]] = {
    "size": {"half": _resized(0.5), "third": _resized(1 / 3), "double": _resized(2.0)},
    "compression": {
        "JPEG 70": _saved("JPEG", 70),
        "JPEG 40": _saved("JPEG", 40),
        "JPEG 15": _saved("JPEG", 15),
    },
    "format": {
        "PNG": _saved("PNG"),
        "WebP 60": _saved("WEBP", 60),
        "GIF": lambda image, _: image.quantize(256, Image.Quantize.FASTOCTREE).convert("RGB"),
    },
    "crop": {
        "5 %": _cropped(0.05),
        "10 %": _cropped(0.1),
        "20 %": _cropped(0.2),
        "30 %": _cropped(0.3),
        "to 16:9": _narrowed,
    },
    "quarter turns": {
        "90": _turned(Image.Transpose.ROTATE_90),
        "180": _turned(Image.Transpose.ROTATE_180),
        "270": _turned(Image.Transpose.ROTATE_270),
    },
    "mirror": {
        "left and right": _turned(Image.Transpose.FLIP_LEFT_RIGHT),
        "top and bottom": _turned(Image.Transpose.FLIP_TOP_BOTTOM),
    },
    "straightened": {
        "2 degrees": _tilted(2, cut=True),
        "5 degrees": _tilted(5, cut=True),
        "3 degrees, black corners": _tilted(3, cut=False),
    },
    "written on": {
        "stamp across": _stamped,
        "name in a corner": _signed,
        "caption bar": _captioned,
        "white frame": _framed,
    },
    "light and colour": {
        "brighter": _enhanced(ImageEnhance.Brightness, 1.35),
        "darker": _enhanced(ImageEnhance.Brightness, 0.65),
        "more contrast": _enhanced(ImageEnhance.Contrast, 1.5),
        "gamma 0.7": _gamma(0.7),
        "vivid": _enhanced(ImageEnhance.Color, 1.8),
        "warm": _toned(1.12, 1.0, 0.8),
        "grey": _grey,
        "sharpened": lambda image, _: image.filter(ImageFilter.SHARPEN),
        "softened": lambda image, _: image.filter(ImageFilter.GaussianBlur(min(image.size) / 224)),
    },
    "several": {
        "half, JPEG 50": _after(_resized(0.5), _saved("JPEG", 50)),
        "crop 10 %, warm, JPEG 60": _after(_cropped(0.1), _toned(1.12, 1.0, 0.8), _saved("JPEG", 60)),
        "turned, half, JPEG 60": _after(
            _turned(Image.Transpose.ROTATE_90), _resized(0.5), _saved("JPEG", 60)
        ),
        "crop 15 %, contrast, signed": _after(_cropped(0.15), _enhanced(ImageEnhance.Contrast, 1.3), _signed),
    },
}
"""What people and programs do to a photo, by kind."""


def next_frame(image: Image.Image, rng: Rng) -> Image.Image:
    """The next photo of a burst, made: the hand has moved, something in it too, and the noise is another.

    The frame moves by 1 to 4 % of its side and turns by up to 1.5 degrees, without zoom. A piece of
    the picture, an eighth to a fifth of either side and not the flattest, moves by 3 to 8 %.
    """
    width, height = image.size
    subject = _moved_piece(image, rng)
    margin = 0.06
    # There is nothing around a photo: both frames are cut from it, as large as each other.
    across, down = (rng.choice([-1, 1], 2) * rng.uniform(0.01, 0.04, 2)) * (width, height)
    turned = subject.rotate(
        float(rng.uniform(-1.5, 1.5)), _RESAMPLING, translate=(round(float(across)), round(float(down)))
    )
    noise = rng.normal(0, rng.uniform(2, 6), (height, width, 1))
    light = rng.uniform(0.95, 1.05)
    pixels = np.asarray(turned, np.float32) * light + noise
    frame = Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8))
    return frame.crop(_inner(width, height, margin))


def first_frame(image: Image.Image) -> Image.Image:
    """The photo that `next_frame` follows."""
    return image.crop(_inner(*image.size, 0.06))


def _inner(width: int, height: int, margin: float) -> tuple[int, int, int, int]:
    x, y = round(width * margin), round(height * margin)
    return x, y, width - x, height - y


def _moved_piece(image: Image.Image, rng: Rng) -> Image.Image:
    width, height = image.size
    best: tuple[float, tuple[int, int, int, int]] | None = None
    for _ in range(6):
        wide, high = (rng.uniform(0.125, 0.2, 2) * (width, height)).astype(int)
        left = int(rng.integers(width // 6, width - wide - width // 6))
        top = int(rng.integers(height // 6, height - high - height // 6))
        box = (left, top, left + int(wide), top + int(high))
        lively = float(np.asarray(image.crop(box).convert("L"), np.float32).std())
        if best is None or lively > best[0]:
            best = (lively, box)
    assert best is not None
    _, box = best
    way = rng.uniform(0, 2 * np.pi)
    far = rng.uniform(0.03, 0.08)
    offset = (round(far * width * np.cos(way)), round(far * height * np.sin(way)))
    piece = image.crop(box)
    mask = Image.new("L", piece.size)
    edge = min(piece.size) // 6
    ImageDraw.Draw(mask).ellipse((edge, edge, piece.width - edge, piece.height - edge), fill=255)
    mask = mask.filter(ImageFilter.GaussianBlur(edge / 2))
    # What is behind a subject is not known: where it was, its surroundings are blurred over it.
    result = image.copy()
    result.paste(image.filter(ImageFilter.GaussianBlur(width / 12)).crop(box), box[:2], mask)
    result.paste(piece, (box[0] + offset[0], box[1] + offset[1]), mask)
    return result


def page(rng: np.random.Generator) -> Image.Image:
    """A page of text in the one layout all pages have, all the words others."""
    sheet = Image.new("RGB", (448, 600), "white")
    draw = ImageDraw.Draw(sheet)
    for line in range(40):
        count = 12 if rng.random() > 0.15 else int(rng.integers(1, 8))
        draw.text((30, 20 + 14 * line), " ".join(rng.choice(_WORDS, count)), fill="black", font_size=11)
    return sheet
