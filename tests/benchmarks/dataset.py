"""The captioned photographs that `make eval` asks about, unpacked and encoded once a run."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from models import Encoder, Vectors
from tests.benchmarks.flickr import encoded_pictures

FLICKR8K = "flickr8k-train-dev.zip"
IMAGENET = "imagenet-samples-dev.zip"


@dataclass(frozen=True)
class Captioned:
    """One split of a captioned set.

    Attributes:
        paths: Of the photographs.
        captions: Of each photograph.
    """

    paths: tuple[Path, ...]
    captions: tuple[tuple[str, ...], ...]


class Dataset:
    """What the parts of `make eval` share.

    Args:
        encoder: Which is judged.
        unpacked: Where the archives were unpacked, by name.
        cache: Vectors are kept there from one run to the next; None: for this run only.

    Attributes:
        plots: Curves are drawn into this folder, if there is one.
    """

    def __init__(self, encoder: Encoder, unpacked: dict[str, Path], cache: Path | None = None) -> None:
        self.encoder = encoder
        self._unpacked = unpacked
        self._cache = cache
        self.plots: Path | None = None
        self._vectors: dict[str, Vectors] = {}

    def folder(self, archive: str) -> Path:
        """Where `captions.tsv` and `images/` of an archive are."""
        return self._unpacked[archive]

    def captioned(self, archive: str, split: str) -> Captioned:
        """The photographs and captions of a split, in the order of the file."""
        captions: dict[str, list[str]] = {}
        for line in (self.folder(archive) / "captions.tsv").read_text(encoding="utf-8").splitlines()[1:]:
            of_split, image, caption = line.split("\t")
            if of_split == split:
                captions.setdefault(image, []).append(caption)
        paths = tuple(self.folder(archive) / "images" / name for name in captions)
        return Captioned(paths, tuple(map(tuple, captions.values())))

    def images(self, archive: str, split: str) -> Vectors:
        """Vectors of the photographs, float32, shape (photographs, dimensions)."""
        return self.made(
            f"{archive}-{split}-images",
            lambda: encoded_pictures(self.encoder, self.captioned(archive, split).paths),
        )

    def texts(self, archive: str, split: str) -> Vectors:
        """Vectors of the captions, those of a photograph following one another, float32."""
        return self.made(
            f"{archive}-{split}-texts",
            lambda: self.encoder.encode_texts(
                [caption for captions in self.captioned(archive, split).captions for caption in captions]
            ),
        )

    def made(self, name: str, make: Callable[[], Vectors]) -> Vectors:
        """Vectors, from the cache if they are there.

        Args:
            name: Of the file.
            make: Makes them.
        """
        if name not in self._vectors:
            kept = self._cache / f"{name}-{self.encoder.identity.key}.npy" if self._cache else None
            if kept and kept.exists():
                self._vectors[name] = np.load(kept)
            else:
                self._vectors[name] = make()
                if kept:
                    kept.parent.mkdir(parents=True, exist_ok=True)
                    np.save(kept, self._vectors[name])
        return self._vectors[name]


@contextmanager
def dataset(
    encoder: Encoder, data: Path, cache: Path | None = None, archives: Sequence[str] = (FLICKR8K, IMAGENET)
) -> Iterator[Dataset]:
    """Unpack the archives for as long as they are used.

    Args:
        encoder: Which is judged.
        data: Folder of the archives.
        cache: See `Dataset`.
        archives: Names.
    """
    with TemporaryDirectory() as directory:
        unpacked = {}
        for archive in archives:
            unpacked[archive] = Path(directory, Path(archive).stem)
            with zipfile.ZipFile(data / archive) as file:
                file.extractall(unpacked[archive])
        yield Dataset(encoder, unpacked, cache)
