"""Text in pictures: what every reader of it offers. Importing this is cheap; a reader is not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from models.encoder import Device

TEXT_READER = "pp-ocrv6-small@1"
"""Name and version of what reads. Another version is another reader: what it reads may differ."""

TEXT_EDGE = 2000
"""Long edge, in pixels, of the pictures to read; most cameras' JPEGs are decoded at half size for it."""


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of text in a picture.

    Attributes:
        text: What it says.
        confidence: Mean probability of its characters, 0 to 1.
        corners: Its box as fractions of the picture's width and height: four points (x, y),
            clockwise as the text is read, beginning where it begins.
    """

    text: str
    confidence: float
    corners: tuple[tuple[float, float], ...]


class TextReader(Protocol):
    """Reads the text in pictures, English and Chinese among others. Not thread safe."""

    @property
    def device(self) -> Device:
        """Where it runs."""

    def read(
        self, pixels: NDArray[np.uint8], proceed: Callable[[], bool] = lambda: True
    ) -> tuple[TextLine, ...] | None:
        """Read a picture.

        Args:
            pixels: RGB, uint8, shape (height, width, 3), upright as people see it.
            proceed: Asked a few times a second; False ends early.

        Returns:
            Its lines in the order in which people read, none for a picture without text; None if
            it ended early.

        Raises:
            EncoderOutOfMemory: There is no room for it.
            EncoderUnsupported: A network fails.
        """


def load_text_reader(*, device: str = "auto", threads: int | None = None) -> TextReader:
    """Load the reader; takes some tenths of a second and a hundred megabytes.

    Args:
        device: "auto" (an accelerator where one works, else the processor), "cpu", "cuda", "directml"
            or "coreml".
        threads: Threads of one call; None for one for each available core.

    Raises:
        EncoderNotFound: Its networks are not installed.
        EncoderUnsupported: They can't be run.
    """
    # Imported late: OpenCV takes a fifth of a second and fifty megabytes.
    from models.text_reader import PaddleReader  # noqa: PLC0415

    return PaddleReader(device=device, threads=threads)
