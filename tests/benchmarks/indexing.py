"""Photos a second: decoding alone, encoding alone, and the pipeline against what the two allow."""

from __future__ import annotations

import os
import time
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

import numpy as np
from PIL import Image

from core.imaging import DecoderPool
from core.intake import Indexer
from core.intake.upkeep import Upkeep
from core.library import Library
from models import Encoder, load_encoder, starter_directory
from tests.benchmarks.report import table
from tests.benchmarks.vit import make_vit

SAMPLES = Path(__file__).parents[1] / "photos"
MEGAPIXELS_12 = (4000, 3000)


def run(photos: int = 96) -> None:
    """Print a table for the starter, and one for a tower as large as CLIP's ViT-B/32."""
    with TemporaryDirectory() as directory:
        root = Path(directory)
        paths = make_photos(root / "photos", photos)
        _measure(root, paths, load_encoder(starter_directory()))
        if find_spec("onnx") is None:
            print("\nThe larger tower was skipped: onnx (dependency group `bench`) is not installed.")
        else:
            _measure(root, paths, make_vit(root / "vit"))


def _measure(root: Path, paths: list[Path], encoder: Encoder) -> None:
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    photos = len(paths)
    decode, pixels = _decode_alone(paths, root / f"thumbnails-{encoder.identity.name}", encoder, cores)
    encode = _encode_alone(pixels, encoder)
    pipeline = _pipeline(root, encoder, photos)
    allowed = 1 / (1 / decode + 1 / encode)
    size = f"12-megapixel JPEGs, {cores} cores, {encoder.identity.key} on {encoder.device.name.upper()}"
    table(
        f"Indexing ({photos} {size})",
        ["stage", "photos/s", "ratio to what the stages allow"],
        [
            ["decode alone (hash, metadata, thumbnail)", f"{decode:.1f}", ""],
            ["encode alone", f"{encode:.1f}", ""],
            ["allowed: 1 / (1/decode + 1/encode)", f"{allowed:.1f}", "1.00"],
            ["pipeline", f"{pipeline:.1f}", f"{pipeline / allowed:.2f}"],
        ],
    )


def make_photos(directory: Path, count: int) -> list[Path]:
    """Large JPEGs, each another picture: crops of the samples, enlarged, with sensor noise."""
    directory.mkdir()
    rng = np.random.default_rng(3)
    sources = sorted(SAMPLES.rglob("*.jpg"))
    noise = rng.integers(0, 12, (MEGAPIXELS_12[1], MEGAPIXELS_12[0], 1), dtype=np.uint8)
    paths = []
    for number in range(count):
        with Image.open(sources[number % len(sources)]) as image:
            shift = 8 * (number // len(sources))
            crop = image.convert("RGB").crop((shift, shift, image.width, image.height))
            large = crop.resize(MEGAPIXELS_12, Image.Resampling.BICUBIC)
        noisy = np.asarray(large) // 2 + 60 + noise
        path = directory / f"{number:04}.jpg"
        Image.fromarray(noisy.astype(np.uint8)).save(path, quality=88)
        paths.append(path)
    return paths


def _decode_alone(paths: list[Path], thumbnails: Path, encoder: Encoder, cores: int) -> tuple[float, list]:
    with DecoderPool(thumbnails, cores) as pool:
        for future in [pool.decode(path, (encoder.preprocess,)) for path in paths[: 2 * cores]]:
            future.result()
        started = time.perf_counter()
        futures = [pool.decode(path, (encoder.preprocess,)) for path in paths]
        pixels = [future.result().pixels[0] for future in futures]
        return len(paths) / (time.perf_counter() - started), pixels


def _encode_alone(pixels: list, encoder: Encoder) -> float:
    batches = [np.stack(pixels[start : start + 16]) for start in range(0, len(pixels), 16)]
    encoder.encode_images(batches[0])
    started = time.perf_counter()
    for batch in batches:
        encoder.encode_images(batch)
    return len(pixels) / (time.perf_counter() - started)


def _pipeline(root: Path, encoder: Encoder, photos: int) -> float:
    place = root / f"library-{encoder.identity.name}"
    with Library.open(place) as library:
        library.folders.add(root / "photos")
    # What is done when nothing waits any more is not indexing.
    with patch.object(Upkeep, "run", return_value=False), Indexer(place, encoder=encoder) as indexer:
        started = time.perf_counter()
        progress = indexer.run_once()
        elapsed = time.perf_counter() - started
    assert progress.encoded == photos, progress
    return photos / elapsed
