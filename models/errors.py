"""What can go wrong with an encoder, in words for the person who meets it.

EncoderError                an encoder can't be used; names it and the way out
+-- EncoderNotFound         no encoder of that name, or no such directory
+-- EncoderDamaged          a file is missing, or its sha256 is not the manifest's
+-- EncoderUnsupported      the files are whole, but not something Fovea can run
+-- EvaluationError         the captions or images of an evaluation can't be read
"""

from __future__ import annotations


class EncoderError(Exception):
    """An encoder can't be used.

    Args:
        problem: What is wrong, naming the encoder or the file.
        remedy: What the person can do about it; may be empty.
    """

    def __init__(self, problem: str, remedy: str = "") -> None:
        super().__init__(f"{problem} {remedy}".strip())
        self.problem = problem
        self.remedy = remedy


class EncoderNotFound(EncoderError):
    """There is no encoder of that name, or no such directory."""


class EncoderDamaged(EncoderError):
    """A file of the encoder is missing, or is not the one its manifest lists."""


class EncoderUnsupported(EncoderError):
    """The files are whole, but not an encoder Fovea can run."""


class EvaluationError(EncoderError):
    """The captions or the images of an evaluation can't be read."""
