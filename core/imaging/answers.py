"""Reading what a child sends. It decodes files nobody can trust, so nobody can trust it either.

A pickle may call anything that its reader can import; this reader imports the few types
that answers are made of, and nothing else ("Restricting Globals" in Python's pickle documentation).
"""

from __future__ import annotations

import io
import pickle
from typing import TYPE_CHECKING, Any

import numpy as np

from core.imaging.facts import Decoded, Encoded, ImageFacts, Rendered, SidecarFacts
from core.imaging.protocol import (
    SUFFIXES,
    AmendJob,
    Answer,
    CopyJob,
    DecodeJob,
    DigestJob,
    Job,
    PixelsJob,
    RenderJob,
    SidecarJob,
)
from core.imaging.saying import Amended

if TYPE_CHECKING:
    from models import Preprocess

_TYPES = {
    "core.errors": {"FailureReason", "PhotoError"},
    "core.imaging.confine": {"Confinement"},
    "core.imaging.facts": {"Decoded", "Encoded", "ImageFacts", "Rendered", "SidecarFacts"},
    "core.imaging.protocol": {"Answer"},
    "core.imaging.saying": {"Amended"},
    "pathlib": {"PosixPath", "WindowsPath"},
    "pathlib._local": {"PosixPath", "WindowsPath"},  # Python 3.13
    # An array of numbers: its type, and its bytes; NumPy 1 and 2.
    "numpy": {"dtype", "ndarray"},
    "numpy.core.numeric": {"_frombuffer"},
    "numpy._core.numeric": {"_frombuffer"},
    "numpy.core.multiarray": {"_reconstruct"},
    "numpy._core.multiarray": {"_reconstruct"},
}


class _Reader(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        if name not in _TYPES.get(module, ()):
            raise pickle.UnpicklingError(f"an answer may not hold {module}.{name}")
        return super().find_class(module, name)


def read_answer(data: bytes) -> Answer:
    """Read one answer.

    Args:
        data: As it came through the pipe.

    Returns:
        The answer.

    Raises:
        ValueError: It is none.
    """
    try:
        answer = _Reader(io.BytesIO(data)).load()
    except Exception as error:  # a pickle can raise whatever it likes
        raise ValueError(f"the decoder's answer can't be read: {error}") from error
    if not isinstance(answer, Answer):
        raise ValueError("the decoder's answer is none")
    return answer


def check_result(value: object, job: Job) -> None:
    """Make sure that a result is one of this job, and can be handed on.

    Raises:
        ValueError: It is not.
    """
    match job, value:
        case DecodeJob(preprocesses=preprocesses), Decoded(facts=ImageFacts(), pixels=pixels):
            good = len(pixels) == len(preprocesses) and all(map(_fits, pixels, preprocesses))
        case PixelsJob(_, preprocess), _:
            good = _fits(value, preprocess)
        case RenderJob(max_edge=edge), Rendered(width, height, rgb):
            good = 0 < width <= edge and 0 < height <= edge and len(rgb) == width * height * 3
        case CopyJob(), Encoded(data=data, suffix=suffix):
            good = bool(data) and suffix in SUFFIXES.values()
        case (SidecarJob(), SidecarFacts()) | (AmendJob(), Amended()) | (DigestJob(), bytes()):
            good = True
        case _:
            good = False
    if not good:
        raise ValueError("the decoder's answer is not one to what it was asked")


def _fits(pixels: object, preprocess: Preprocess) -> bool:
    shape = (preprocess.height, preprocess.width, 3)
    return isinstance(pixels, np.ndarray) and pixels.dtype == np.uint8 and pixels.shape == shape
