"""From a model to an encoder directory that is proven before it is there."""

from __future__ import annotations

import hashlib
import importlib
import importlib.util
import json
import os
import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from time import perf_counter
from typing import Any

from models.directory import verify_directory
from models.dual_encoder import load_encoder
from models.errors import EncoderUnsupported, ExportRefused
from models.export.families import SIGLIP2, preprocess_of
from models.export.report import ExportReport, Parity
from models.export.shrink import QUANTISATIONS, Quantisation, shrink
from models.export.source import Progress, Source, open_source
from models.export.texts import lowers_outside, tokenizer_json
from models.manifest import (
    FORMAT,
    IMAGE_TOWER,
    MANIFEST,
    PREPROCESSOR,
    TEXT_TOWER,
    TOKENIZER,
    is_name,
    read_manifest,
)
from models.preprocess import Preprocess
from models.runtime import load_onnxruntime
from models.tokenize import Tokenizer

LEAST_COSINE = 0.999
"""Below this against PyTorch in float32, on any picture or sentence, an export is refused."""

_NEEDED = (
    "torch",
    "transformers",
    "onnx",
    "optimum.exporters.onnx",
    "safetensors",
    "sentencepiece",
    "google.protobuf",
)
_LICENCE = "LICENCE.txt"


def export_encoder(
    source: str | Path,
    out: Path,
    *,
    quantize: Quantisation | None = None,
    photos: Sequence[Path] = (),
    name: str | None = None,
    revision: str | None = None,
    progress: Progress | None = None,
) -> ExportReport:
    """Export a CLIP-, SigLIP- or Chinese-CLIP-like model as an encoder directory.

    The directory appears under its name only when it is whole and proven.

    Args:
        source: A folder with a model in the format of transformers, or its name on the hub.
        out: The encoder directory to make; must not exist, or be empty.
        quantize: "int8" or "fp16" for a smaller one, None for float32.
        photos: Pictures to check parity on; made-up ones without.
        name: Of the encoder; None for the model's own.
        revision: Of the model on the hub; None for its newest.
        progress: Called with what begins now.

    Raises:
        EncoderNotFound: There is no such model, or the hub can't be reached.
        EncoderDamaged: The model lacks files or weights.
        EncoderUnsupported: It is of an unknown family, the extra is missing, or `out` can't be written.
        ExportRefused: The exported encoder's vectors are not the model's.
    """
    began = perf_counter()
    if quantize is not None and quantize not in QUANTISATIONS:
        raise ValueError(f"quantize must be one of {', '.join(QUANTISATIONS)}, not {quantize!r}")
    report = progress or (lambda _step: None)
    if name is not None and not is_name(name):
        raise EncoderUnsupported(
            f"{name!r} can't name an encoder.", "Use lower-case letters, digits, dots and dashes."
        )
    _check_extra()
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise EncoderUnsupported(f"{out} is there already.", "Choose another place.")
    found = open_source(source, report, revision=revision)
    partial = out.parent / f".{out.name}.{os.getpid()}.partial"
    try:
        partial.mkdir(parents=True)
        made = _make(replace(found, name=name or found.name), partial, quantize, photos, report)
        if out.exists():
            out.rmdir()
        partial.rename(out)
    except OSError as error:
        raise EncoderUnsupported(
            f"{out} can't be written: {error.strerror or error}.", "Free some space or choose another place."
        ) from error
    finally:
        shutil.rmtree(partial, ignore_errors=True)
    return replace(made, directory=out, seconds=perf_counter() - began)


def _check_extra() -> None:
    missing = [name.partition(".")[0] for name in _NEEDED if not _is_there(name)]
    if missing:
        raise EncoderUnsupported(
            f"Exporting needs {', '.join(dict.fromkeys(missing))}, which this installation doesn't have.",
            "Install the extra: pip install 'fovea-photos[export]'",
        )


def _is_there(name: str) -> bool:
    try:
        return importlib.util.find_spec(name) is not None
    except ImportError:  # of the package around it
        return False


def _make(
    source: Source, target: Path, quantise: Quantisation | None, photos: Sequence[Path], report: Progress
) -> ExportReport:
    load_onnxruntime()  # the switch against telemetry comes before Optimum brings it
    report("loading PyTorch")
    # Here, not above: importing them takes seconds, and most people never export.
    towers: Any = importlib.import_module("models.export.towers")
    parity: Any = importlib.import_module("models.export.parity")

    importlib.import_module("transformers").logging.set_verbosity_error()

    report(f"opening {source.where}")
    model = towers.load_model(source.directory, source.family, source.where)
    reference = parity.Reference(source, model)
    if lowers_outside(reference.tokenizer):
        source = replace(source, family=SIGLIP2)
    preprocess = preprocess_of(reference.processor, source.where)
    (target / TOKENIZER).write_text(tokenizer_json(reference.tokenizer, source.where), encoding="utf-8")
    _write_json(target / PREPROCESSOR, _preprocessor(preprocess))
    if source.licence_file is not None:
        shutil.copyfile(source.licence_file, target / _LICENCE)

    report("writing the image tower")
    size = (preprocess.height, preprocess.width)
    towers.write_image_tower(model, source.family, size, target / IMAGE_TOWER)
    report("writing the text tower")
    towers.write_text_tower(model, source.family, reference.context, target / TEXT_TOWER)

    report("comparing with PyTorch")
    _write_manifest(target, source, model, reference, source.revision)
    expected = parity.expect(reference, photos)
    exact = _proven(target, expected, source)
    smaller = None
    if quantise is not None:
        for tower in (IMAGE_TOWER, TEXT_TOWER):
            report(f"making {tower} smaller ({quantise})")
            shrink(target / tower, target / f"smaller-{tower}", quantise)
            (target / f"smaller-{tower}").replace(target / tower)
        report(f"comparing {quantise} with PyTorch")
        _write_manifest(target, source, model, reference, f"{source.revision}-{quantise}")
        smaller = _compare(target, expected)
    manifest = verify_directory(target)
    return ExportReport(
        directory=target,
        identity=manifest.identity,
        family=source.family.title,
        licence=manifest.licence,
        quantised=quantise,
        pictures=expected.trial.title,
        exact=exact,
        smaller=smaller,
        sizes={tower: manifest.file(tower).size for tower in (IMAGE_TOWER, TEXT_TOWER)},
        seconds=0.0,
    )


def _compare(target: Path, expected: Any) -> Parity:
    parity: Any = importlib.import_module("models.export.parity")
    # On the processor: PyTorch computes there too, and its float32 is not rounded as a GPU's may be.
    encoder = load_encoder(target, device="cpu")
    tokenizer = Tokenizer(target / TOKENIZER, read_manifest(target).text)
    found: Parity = parity.compare(encoder, tokenizer, expected)
    return found


def _proven(target: Path, expected: Any, source: Source) -> Parity:
    found = _compare(target, expected)
    if not found.least >= LEAST_COSINE:
        raise ExportRefused(
            f"The exported vectors of {source.where} are not those of PyTorch: pictures {found.images}, "
            f"sentences {found.texts}, {found.tokens} with the same tokens. "
            f"They must agree to {LEAST_COSINE} at least.",
            "Please report the model's name.",
        )
    return found


def _preprocessor(preprocess: Preprocess) -> dict[str, object]:
    values: dict[str, object] = {
        "width": preprocess.width,
        "height": preprocess.height,
        "fit": preprocess.fit,
        "interpolation": preprocess.interpolation,
        "mean": preprocess.mean,
        "std": preprocess.std,
    }
    if preprocess.fit == "crop":
        values |= {"short_edge": preprocess.short_edge, "centre": preprocess.centre}
    return values


def _write_manifest(target: Path, source: Source, model: Any, reference: Any, revision: str) -> None:
    towers: Any = importlib.import_module("models.export.towers")
    family = source.family
    names = sorted(path.name for path in target.iterdir() if path.name != MANIFEST)
    _write_json(
        target / MANIFEST,
        {
            "format": FORMAT,
            "name": source.name,
            "revision": revision,
            "dimensions": _dimensions(model),
            "languages": list(source.languages or family.languages),
            "licence": source.licence,
            **({"licence_file": _LICENCE} if source.licence_file is not None else {}),
            "image": {"input": towers.PIXELS, "output": towers.EMBEDDING, "spatial": towers.SPATIAL},
            "text": {
                "ids": towers.IDS,
                "mask": towers.MASK if family.mask else None,
                "output": towers.EMBEDDING,
                "context_length": reference.context,
                "padding": family.padding,
                "pad_id": reference.pad_id,
            },
            "files": {name: _entry(target / name) for name in names},
        },
    )


def _dimensions(model: Any) -> int:
    projection = getattr(model, "visual_projection", None)
    return int(model.config.vision_config.hidden_size if projection is None else projection.out_features)


def _entry(path: Path) -> dict[str, object]:
    with path.open("rb") as file:
        return {"sha256": hashlib.file_digest(file, "sha256").hexdigest(), "bytes": path.stat().st_size}


def _write_json(path: Path, content: object) -> None:
    path.write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
