"""Libraries in which there is something of everything that can be asked for.

Vectors drawn from real ones, cameras, towns, tags and stars as `filters` draws them; names, folders, text in
pictures and places in made words as `wording` draws them; captions that people wrote on one photo in ten;
three guesses at what each picture shows; one in five alike with the one before it.
"""

from __future__ import annotations

import os
import zipfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from core.library import Library
from core.library.likeness import Link, Look
from core.library.word_index import WordIndex
from core.search import maintain
from tests.benchmarks.filters import furnish
from tests.benchmarks.flickr import RealVectors
from tests.benchmarks.synthetic import fill, resampled
from tests.benchmarks.wording import MadeWording

THINGS = 300
"""Different words that pictures are guessed to show: "thing 0" and so on."""

_BATCH = 10_000
_ALIKE = 5


def flickr_captions(split: str) -> list[str]:
    """Captions of the shared photographs, the first of each photo first; [] without FOVEA_TEST_DATA.

    Args:
        split: "train" or "dev".
    """
    archive = Path(os.environ.get("FOVEA_TEST_DATA", ""), "flickr8k-train-dev.zip")
    if not archive.is_file():
        return []
    with zipfile.ZipFile(archive) as file:
        lines = file.read("captions.tsv").decode("utf-8").splitlines()[1:]
    by_image: dict[str, list[str]] = {}
    for of, image, caption in (line.split("\t") for line in lines):
        if of == split:
            by_image.setdefault(image, []).append(caption)
    return [caption for nth in zip(*by_image.values(), strict=False) for caption in nth]


def furnished(keep: Path, size: int, real: RealVectors) -> Path:
    """Make a library of so many photos, indexed, or take what an earlier run left.

    Args:
        keep: An existing folder.
        size: How many photos.
        real: What vectors are drawn from.
    """
    root, folder, done = keep / f"{size}-full", keep / f"{size}-photos", keep / f"{size}-full-done"
    if done.exists():
        return root
    folder.mkdir(exist_ok=True)
    if not root.exists():
        fill(root, size, real.identity, folder=folder, draw=resampled(real.images))
    with Library.open(root) as library:
        furnish(library, size)
        _say(library, folder, size)
        _guess(library)
        _liken(library, size)
        index = WordIndex(library.paths.words, library.wording)
        index.refresh()
        index.close()
        maintain(library, library.vectors.encoder_id(real.identity), real.identity.dimensions, tail_rows=1)
    done.touch()
    return root


def _say(library: Library, folder: Path, size: int) -> None:
    """Names, folders, captions, text in pictures, and what the towns are called."""
    made, rng = MadeWording(size), np.random.default_rng(4)
    captions = flickr_captions("train")
    base = library.folders.add(folder).directory
    with library.writing() as database:
        many = database.conn.executemany
        (towns,) = database.conn.execute("SELECT MAX(id) FROM localities").fetchone()
        many(
            "UPDATE localities SET name = ?, region = ?, country = ?, country_code = ? WHERE id = ?",
            [
                (name, region, country, "CN" if country == "China" else country[:2].upper(), number)
                for number, (name, region, country, _) in enumerate(made.towns[:towns], 1)
            ],
        )
        for ids in _batches(size):
            said = made.of(ids)
            directories = {id_ // 100: said[id_]["folder"] for id_ in ids}
            places, texts = [], []
            for id_ in ids:
                _, year, event = directories[id_ // 100]
                (name,) = said[id_]["name"]
                caption = captions[rng.integers(len(captions))] if "caption" in said[id_] else None
                places.append(
                    (f"{base}/{year}/{event} {id_ // 100}", f"{name}_{id_ % 100:02}.jpg", caption, id_)
                )
                texts += [(text, id_) for text in said[id_].get("text", ())]
            many("UPDATE places SET directory = ?, name = ?, caption = ? WHERE id = ?", places)
            many(
                "UPDATE transcripts SET text = ? "
                "WHERE pixels_digest = (SELECT pixels_digest FROM contents WHERE id = ?)",
                texts,
            )
        database.conn.execute("UPDATE transcripts SET reader = 'made@1'")


def _guess(library: Library) -> None:
    with library.writing() as database:
        execute, many = database.conn.execute, database.conn.executemany
        names = [(number, f"thing {number}") for number in range(THINGS)]
        many("INSERT INTO guess_words VALUES (?1, ?2, ?2)", names)
        many("INSERT INTO guess_names (word_id, folded) VALUES (?, ?)", names)
        execute("INSERT INTO guess_judges VALUES (1, 'made')")
        execute("INSERT INTO judged (id, pixels_digest, judge_id) SELECT id, pixels_digest, 1 FROM contents")
        for factor in (7, 11, 13):
            execute(
                "INSERT OR IGNORE INTO guesses SELECT id * ? % ?, id, 0.9, 0 FROM judged", (factor, THINGS)
            )


def _liken(library: Library, size: int) -> None:
    for ids in _batches(size):
        library.likeness.keep([Look(id_.to_bytes(16, "big"), bytes(64), 1.0) for id_ in ids])
        library.likeness.link(
            np.array(ids), [Link(id_, id_ - 1, False, 0.9) for id_ in ids if id_ % _ALIKE == 0 and id_ > 1]
        )


def _batches(size: int) -> Iterator[range]:
    return (range(start, min(start + _BATCH, size + 1)) for start in range(1, size + 1, _BATCH))
