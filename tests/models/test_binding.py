"""Bound inputs and outputs, as on a card, give what an ordinary run gives; tried here on the processor."""

from __future__ import annotations

import numpy as np

from models import Device, starter_directory
from models.runtime import CUDA, Session, open_session


def test_bound_and_unbound_runs_agree() -> None:
    plain = open_session(starter_directory() / "image.onnx", device="cpu", threads=2)
    bound = Session(plain.path, plain._session, Device("cuda", CUDA))
    # Not contiguous on purpose: what is bound must be.
    pixels = (
        np.random.default_rng(1).standard_normal((2, 260, 260, 3)).astype(np.float32).transpose(0, 3, 1, 2)
    )
    expected = plain.run_all(["embedding", "spatial"], {"pixels": pixels})
    found = bound.run_all(["embedding", "spatial"], {"pixels": pixels})
    for one, other in zip(expected, found, strict=True):
        assert one.shape == other.shape
        assert np.allclose(one, other, atol=1e-5)
