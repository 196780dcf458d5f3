"""How well text in pictures is read: written onto photographs, judged by what is found again."""

from __future__ import annotations

import io
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from models.ocr import TEXT_EDGE
from models.text_detection import TextTerms
from models.text_reader import PaddleReader
from tests.benchmarks.dataset import FLICKR8K, IMAGENET, Dataset
from tests.benchmarks.lettering import Lettered, Lettering, enlarged, lettered
from tests.benchmarks.report import table

PICTURES, UNTOUCHED, ENLARGED, COMPARED = 240, 300, 60, 24
SHIPPED = TextTerms()
_CONFIDENCES, _SHORT = (0.4, 0.5, 0.6, 0.7, 0.8), (0.8, 0.9, 0.95)
_ANY = replace(SHIPPED, confidence=0.0, confidence_short=0.0)

# Of the untouched photographs, those that hold writing: every one in which anything was read with
# a confidence of 0.5 or more was looked at by eye.
_HOLD_TEXT = frozenset(Path(__file__).with_name("photos_with_text.txt").read_text().split())

Found = Sequence[tuple[str, float]]
"""Lines that were read, and how sure the reader is of each."""


@dataclass(frozen=True)
class Case:
    """A text that was written, and what was read in its picture."""

    text: Lettering
    quality: int
    found: Found


@dataclass
class Score:
    """Words found whole and characters that are wrong, over some texts."""

    texts: int = 0
    words: int = 0
    found: int = 0
    characters: int = 0
    wrong: int = 0

    def add(self, text: Lettering, lines: Iterable[str]) -> None:
        """Count one text; case and spaces don't matter, as they don't for search."""
        read = [_folded(line) for line in lines]
        wanted = _folded(text.text)
        self.texts += 1
        self.words += len(text.words)
        self.found += sum(any(_folded(word) in line for line in read) for word in text.words)
        self.characters += len(wanted)
        self.wrong += min(len(wanted), *(_distance(wanted, line) for line in read), 10**6)

    def cells(self) -> list[str]:
        """For a table: cases, words found, character error rate."""
        if not self.texts:
            return ["0", "-", "-"]
        return [
            str(self.texts),
            f"{100 * self.found / self.words:.1f} %",
            f"{100 * self.wrong / self.characters:.1f} %",
        ]


def run(data: Dataset) -> None:
    """Print how much of what is written is read, how much that is not there, and how long it takes."""
    flickr = data.captioned(FLICKR8K, "dev").paths
    named = sorted((data.folder(IMAGENET) / "images").iterdir())
    pictures = list(lettered(flickr[:PICTURES], seed=2))
    # What chose the confidences, and what judges them.
    choosing, judging = named[:UNTOUCHED], [*named[UNTOUCHED:], *flickr[-100:]]
    # One thread: what it costs in time of one core depends less on what else runs.
    doubting = replace(SHIPPED, confidence=min(_CONFIDENCES), confidence_short=min(_SHORT))
    read = _reading(PaddleReader(device="cpu", threads=1, terms=doubting))
    _print_chosen(_read_pictures(pictures[0::2], read)[0], _read_files(choosing, read)[0], choosing)
    read = _reading(PaddleReader(device="cpu", threads=1))
    _print_sizes(pictures[0 : 2 * COMPARED : 2])
    cases, times = _read_pictures(pictures[1::2], read)
    _print_judged(cases, pictures[1::2])
    judged, small_times = _read_files(judging, read)
    random = np.random.default_rng(7)
    large, large_times = _read_all((_pixels(enlarged(path, random)) for path in judging[:ENLARGED]), read)
    table(
        "Photographs nobody wrote on (judged by eye)",
        ["photographs", "n", "text read", "there is text", "false text"],
        [
            _untouched_row("as they are (224 to 500 pixels)", judged, judging),
            _untouched_row(f"enlarged to {TEXT_EDGE} pixels", large, judging[:ENLARGED]),
        ],
    )
    has_text = [bool(_kept(found, SHIPPED)) for found in large]
    table(
        f"Milliseconds of one core a picture of {TEXT_EDGE} pixels, without decoding",
        ["pictures", "n", "mean", "p95"],
        [
            ["two texts written onto each", len(times), *_spread(times)],
            [
                "enlarged photographs, nothing found",
                has_text.count(False),
                *_spread([each for each, text in zip(large_times, has_text, strict=True) if not text]),
            ],
            ["untouched photographs of 224 to 500 pixels", len(small_times), *_spread(small_times)],
        ],
    )


def _print_chosen(cases: Sequence[Case], plain: Sequence[Found], paths: Sequence[Path]) -> None:
    rows = []
    for confidence in _CONFIDENCES:
        for short in _SHORT:
            terms = replace(SHIPPED, confidence=confidence, confidence_short=short)
            mark = "  <- shipped" if terms == SHIPPED else ""
            false = _false(plain, paths, terms)
            rows.append(
                [
                    f"{confidence:.2f} / {short:.2f}{mark}",
                    *_score(cases, terms).cells()[1:],
                    f"{100 * false / len(plain):.1f} %",
                ]
            )
    table(
        f"Confidence of a line / of one or two characters ({len(cases)} texts, {len(plain)} photographs)",
        ["confidence", "words found", "characters wrong", "photos with false text"],
        rows,
    )


def _print_sizes(pictures: Sequence[Lettered]) -> None:
    variants = {
        "shipped": SHIPPED,
        "first look at 640": replace(SHIPPED, glance=640, small=64),
        "no first look": replace(SHIPPED, small=10**6),
        "second look at 1600": replace(SHIPPED, edge=1600),
        "second look at 960": replace(SHIPPED, edge=960),
    }
    rows = []
    for name, terms in variants.items():
        reader = PaddleReader(device="cpu", threads=1, terms=terms)
        cases, times = _read_pictures(pictures, _reading(reader))
        rows.append([name, *_score(cases, terms).cells(), f"{np.mean(times):.0f}"])
    for edge in (1280, 1600):
        reader = PaddleReader(device="cpu", threads=1)
        cases, times = _read_pictures(pictures, _reading(reader), edge)
        rows.append([f"pictures of {edge} pixels", *_score(cases, SHIPPED).cells(), f"{np.mean(times):.0f}"])
    table(
        "Sizes at which pictures are looked at (of the same half)",
        ["", "texts", "words found", "characters wrong", "ms"],
        rows,
    )


def _print_judged(cases: Sequence[Case], pictures: Sequence[Lettered]) -> None:
    by: dict[str, Callable[[Case], object]] = {
        "language": lambda case: {"en": "English", "zh": "Chinese"}[case.text.language],
        "size (of the long edge)": lambda case: f"{100 * case.text.size:g} %",
        "contrast": lambda case: f"{case.text.contrast}, {case.text.ground}",
        "angle": lambda case: f"{case.text.angle:+d}°",
        "font": lambda case: case.text.font,
        "JPEG quality": lambda case: case.quality,
        "Chinese, one above the other": lambda case: (
            case.text.upright if case.text.language == "zh" else None
        ),
    }
    baseline, times = _read_pictures(pictures, _as_it_comes())
    rows = [
        ["all", *_score(cases, SHIPPED).cells()],
        [
            f"baseline: RapidOCR as it comes ({np.mean(times):.0f} ms)",
            *_score(baseline, _ANY).cells(),
        ],
    ]
    for name, kind in by.items():
        for value in sorted({kind(case) for case in cases} - {None}, key=str):
            chosen = [case for case in cases if kind(case) == value]
            rows.append([f"{name}: {value}", *_score(chosen, SHIPPED).cells()])
    table(
        "Text written onto photographs (the other half, which chose nothing)",
        ["condition", "texts", "words found", "characters wrong"],
        rows,
    )


def _untouched_row(name: str, found: Sequence[Found], paths: Sequence[Path]) -> list[object]:
    read = sum(bool(_kept(lines, SHIPPED)) for lines in found)
    false = _false(found, paths, SHIPPED)
    return [name, len(found), read, read - false, f"{false} ({100 * false / len(found):.1f} %)"]


def _false(found: Sequence[Found], paths: Sequence[Path], terms: TextTerms) -> int:
    return sum(
        bool(_kept(lines, terms)) and path.name not in _HOLD_TEXT
        for lines, path in zip(found, paths, strict=True)
    )


def _score(cases: Sequence[Case], terms: TextTerms) -> Score:
    score = Score()
    for case in cases:
        score.add(case.text, _kept(case.found, terms))
    return score


def _kept(found: Found, terms: TextTerms) -> list[str]:
    return [text for text, confidence in found if terms.believes(text, confidence)]


def _reading(reader: PaddleReader) -> Callable[[NDArray[np.uint8]], Found]:
    def read(pixels: NDArray[np.uint8]) -> Found:
        return [(line.text, line.confidence) for line in reader.read(pixels) or ()]

    return read


def _as_it_comes() -> Callable[[NDArray[np.uint8]], Found]:
    """RapidOCR with its own settings, as programs use it that have it read files."""
    from rapidocr import RapidOCR  # noqa: PLC0415 - slow, and for this table only

    settings = {"Global.log_level": "critical", "EngineConfig.onnxruntime.intra_op_num_threads": 1}
    engine = RapidOCR(params=settings)

    def read(pixels: NDArray[np.uint8]) -> Found:
        result = engine(pixels[:, :, ::-1])
        return list(zip(result.txts or (), result.scores or (), strict=True))

    return read


def _read_pictures(
    pictures: Sequence[Lettered], read: Callable[[NDArray[np.uint8]], Found], edge: int = TEXT_EDGE
) -> tuple[list[Case], list[float]]:
    found, times = _read_all((_opened(io.BytesIO(picture.jpeg), edge) for picture in pictures), read)
    cases = [
        Case(text, picture.quality, lines)
        for picture, lines in zip(pictures, found, strict=True)
        for text in picture.texts
    ]
    return cases, times


def _read_files(
    paths: Sequence[Path], read: Callable[[NDArray[np.uint8]], Found]
) -> tuple[list[Found], list[float]]:
    return _read_all((_opened(path, TEXT_EDGE) for path in paths), read)


def _read_all(
    pictures: Iterable[NDArray[np.uint8]], read: Callable[[NDArray[np.uint8]], Found]
) -> tuple[list[Found], list[float]]:
    found, times = [], []
    for pixels in pictures:
        started = time.process_time()
        found.append(read(pixels))
        times.append(1e3 * (time.process_time() - started))
    return found, times


def _opened(source: Path | io.BytesIO, edge: int) -> NDArray[np.uint8]:
    with Image.open(source) as image:
        return _pixels(image, edge)


def _pixels(image: Image.Image, edge: int = TEXT_EDGE) -> NDArray[np.uint8]:
    scale = min(1.0, edge / max(image.size))
    size = (round(image.width * scale), round(image.height * scale))
    return np.asarray(image.convert("RGB").resize(size, Image.Resampling.LANCZOS))


def _spread(times: Sequence[float]) -> list[str]:
    if not times:
        return ["-", "-"]
    return [f"{np.mean(times):.0f}", f"{np.percentile(times, 95):.0f}"]


def _folded(text: str) -> str:
    return text.casefold().replace(" ", "")


def _distance(one: str, other: str) -> int:
    """Levenshtein's: insertions, deletions and substitutions."""
    before = list(range(len(other) + 1))
    for row, char in enumerate(one, 1):
        now = [row]
        for column, against in enumerate(other, 1):
            now.append(min(before[column] + 1, now[-1] + 1, before[column - 1] + (char != against)))
        before = now
    return before[-1]
