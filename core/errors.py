"""Errors of the person's environment, drawn once. Everything else that is raised is a bug.

FoveaError                  something about files, folders or the library; names it and the way out
+-- UsageError              the command can't be understood                        (exit code 2)
+-- LibraryError            the library can't be used                              (exit code 3)
|   +-- LibraryBusy         another process is indexing it
|   +-- LibraryTooNew       made by a newer Fovea
|   +-- LibraryDamaged      a database does not pass SQLite's own check
|   +-- LibraryFull         the disk is full, or can't be written
+-- FolderError             a folder can't be taken or read
+-- PhotoError              one picture can't be read; its neighbours go on

models.EncoderError stands beside them, because `models` knows nothing of `core`;
USER_ERRORS is what a front end catches and shows without a traceback.
"""

from __future__ import annotations

from enum import StrEnum

from models import EncoderError


class FoveaError(Exception):
    """Something in the person's environment is in the way.

    Args:
        problem: What is wrong, naming the file, folder or setting.
        remedy: What the person can do about it; may be empty.
    """

    exit_code = 1

    def __init__(self, problem: str, remedy: str = "") -> None:
        super().__init__(f"{problem} {remedy}".strip())
        self.problem = problem
        self.remedy = remedy


class UsageError(FoveaError):
    """The command can't be understood."""

    exit_code = 2


class LibraryError(FoveaError):
    """The library can't be used."""

    exit_code = 3


class LibraryBusy(LibraryError):
    """Another process is indexing this library."""


class LibraryTooNew(LibraryError):
    """The library was written by a newer Fovea."""


class LibraryDamaged(LibraryError):
    """A database of the library does not pass SQLite's own check."""


class LibraryFull(LibraryError):
    """The library's disk is full or can't be written."""


class FolderError(FoveaError):
    """A folder can't be taken into the library, or can't be read."""


class FailureReason(StrEnum):
    """Why a picture can't be shown, as stored and counted."""

    EMPTY = "empty"
    UNREADABLE = "unreadable"
    NOT_A_PICTURE = "not-a-picture"
    DAMAGED = "damaged"
    TOO_LARGE = "too-large"
    TIMED_OUT = "timed-out"
    CRASHED = "crashed"
    OUT_OF_MEMORY = "out-of-memory"
    UNSUPPORTED = "unsupported"
    STILL_CHANGING = "still-changing"
    QUARANTINED = "quarantined"
    SIDECAR = "sidecar"
    TEXT = "text"


class PhotoError(FoveaError):
    """One picture can't be read.

    Args:
        reason: The kind of failure.
        problem: What is wrong, in words.
        remedy: What the person can do.
    """

    def __init__(self, reason: FailureReason, problem: str, remedy: str = "") -> None:
        super().__init__(problem, remedy)
        self.reason = reason

    def __reduce__(self) -> tuple[type[PhotoError], tuple[FailureReason, str, str]]:
        # It is raised in a child process and must survive the way back.
        return type(self), (self.reason, self.problem, self.remedy)


USER_ERRORS = (FoveaError, EncoderError)
