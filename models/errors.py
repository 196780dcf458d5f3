"""What can go wrong with an encoder, in words for the person who meets it.

EncoderError                an encoder can't be used; names it and the way out
+-- EncoderNotFound         no encoder of that name, or no such directory
+-- EncoderDamaged          a file is missing, or its sha256 is not the manifest's
+-- EncoderUnsupported      the files are whole, but not something Fovea can run
+-- EncoderOutOfMemory      the device has no room for what was asked at once
+-- DownloadFailed          an encoder can't be fetched: no network, no space, not what was promised
+-- DownloadCancelled       the person stopped it; what has arrived is kept
+-- EvaluationError         the captions or images of an evaluation can't be read
+-- ExportRefused           an exported encoder's vectors are not those of the model it came from
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


class DownloadFailed(EncoderError):
    """An encoder can't be fetched. What has arrived is kept, so that trying again goes on from there."""


class DownloadCancelled(EncoderError):
    """The person stopped a download; what has arrived is kept."""


class EvaluationError(EncoderError):
    """The captions or the images of an evaluation can't be read."""


class ExportRefused(EncoderError):
    """An exported encoder's vectors are not those of the model it came from."""


class EncoderOutOfMemory(EncoderError):
    """The device has no room for what was asked at once; less may fit."""
