"""Other ways to say where an answer is, to compare Fovea's with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from models import Encoder, Preprocess, starter_directory
from models.manifest import IMAGE_TOWER, read_manifest
from models.runtime import Session, open_session
from tests.benchmarks.dataset import FLICKR8K, Dataset

Map = NDArray[np.float32]
Ask = Callable[[NDArray[np.float32]], Map]

_CELLS = 24
_PATCHES = 6
_PATCH = 1 / 3
_FITTED_ON = 1500
_RIDGE = 0.1


def occlusion(encoder: Encoder, picture: NDArray[np.uint8]) -> Ask:
    """What is lost when a grey patch hides a place (Zeiler and Fergus, 2014); as many patches as windows."""
    height, width = picture.shape[:2]
    starts = np.linspace(0, 1 - _PATCH, _PATCHES)
    boxes = [(left, top) for top in starts for left in starts]
    grey = picture.reshape(-1, 3).mean(axis=0).astype(np.uint8)
    inputs = [encoder.preprocess.to_pixels(Image.fromarray(picture))]
    cover = np.zeros((len(boxes), _CELLS, _CELLS), np.float32)
    for number, (left, top) in enumerate(boxes):
        hidden = picture.copy()
        hidden[
            round(top * height) : round((top + _PATCH) * height),
            round(left * width) : round((left + _PATCH) * width),
        ] = grey
        inputs.append(encoder.preprocess.to_pixels(Image.fromarray(hidden)))
        cells = slice(round(top * _CELLS), round((top + _PATCH) * _CELLS))
        cover[number, cells, round(left * _CELLS) : round((left + _PATCH) * _CELLS)] = 1
    vectors = encoder.encode_images(np.stack(inputs))

    def shown(query: NDArray[np.float32]) -> Map:
        lost = vectors[0] @ query - vectors[1:] @ query
        mean: Map = np.tensordot(lost, cover, 1) / np.maximum(cover.sum(axis=0), 1)
        return mean

    return shown


@dataclass(frozen=True, slots=True)
class Activation:
    """Class activation (Zhou et al., 2016): the tower's last features by place, through a linear map.

    The map from the mean of the features to the encoder's space is fitted on training photos.

    Attributes:
        session: Of the image tower.
        names: Of its input and of its features by place.
        preprocess: Of the encoder.
        weights: float32, shape (channels, dimensions).
    """

    session: Session
    names: tuple[str, str]
    preprocess: Preprocess
    weights: NDArray[np.float32]

    @classmethod
    def of(cls, data: Dataset) -> Activation | None:
        """Fit it; None for another encoder than the starter, whose features need not suit a linear map."""
        directory = starter_directory()
        manifest = read_manifest(directory)
        spatial = manifest.image.spatial
        if data.encoder.identity != manifest.identity or spatial is None:
            return None
        session = open_session(directory / IMAGE_TOWER, device="cpu")
        preprocess = data.encoder.preprocess
        pooled, embedded = [], []
        for path in data.captioned(FLICKR8K, "train").paths[:_FITTED_ON]:
            with Image.open(path) as image:
                pixels = preprocess.to_pixels(image.convert("RGB"))[np.newaxis]
            outputs = [manifest.image.output, spatial]
            vector, features = session.run_all(outputs, {manifest.image.input: preprocess.to_floats(pixels)})
            pooled.append(features[0].mean(axis=(1, 2)))
            embedded.append(vector[0])
        x, y = np.stack(pooled), np.stack(embedded)
        x -= x.mean(axis=0)
        gram = x.T @ x
        gram += _RIDGE * np.trace(gram) / len(gram) * np.eye(len(gram), dtype=np.float32)
        weights = np.linalg.solve(gram, x.T @ (y - y.mean(axis=0))).astype(np.float32)
        return cls(session, (manifest.image.input, spatial), preprocess, weights)

    def look_at(self, picture: NDArray[np.uint8]) -> Ask:
        """The whole picture through the tower, once."""
        pixels = self.preprocess.to_pixels(Image.fromarray(picture))[np.newaxis]
        features = self.session.run(self.names[1], {self.names[0]: self.preprocess.to_floats(pixels)})[0]

        def shown(query: NDArray[np.float32]) -> Map:
            found: Map = np.tensordot(self.weights @ query, features, 1)
            return found

        return shown
