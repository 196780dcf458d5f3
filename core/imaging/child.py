"""The decoding process: takes jobs from a pipe, one at a time, and answers each once."""

from __future__ import annotations

import multiprocessing.connection
import sys
import traceback
from multiprocessing.connection import Connection

from core.errors import FailureReason, PhotoError
from core.imaging.confine import confine, watch_parent
from core.imaging.decode import prepare
from core.imaging.protocol import Answer, Job, Terms, source_name
from core.imaging.work import do


def serve(connection: Connection) -> None:
    """Serve jobs until the parent hangs up.

    Args:
        connection: To the parent: Terms come first, then jobs; Answers go back, the first
            of them to say that everything is imported, and how this process is confined.
    """
    try:
        terms: Terms = connection.recv()
        prepare()
        confinement = confine(terms.memory_limit, terms.niceness)
        watch_parent(0)
        connection.send(Answer("done", confinement))
        while True:
            job: Job = connection.recv()
            # From here on a death is this job's fault; before, it was not.
            connection.send(Answer("begun", None))
            connection.send(_answer(job))
    except (EOFError, OSError):
        return  # the parent closed, or is gone


def serve_bundled(descriptor: int) -> None:
    """Serve as a packaged Fovea does, whose decoders are started by its own executable.

    Args:
        descriptor: Of the pipe (on Windows: its handle) that was left open to this process.
    """
    kind = getattr(multiprocessing.connection, "PipeConnection" if sys.platform == "win32" else "Connection")
    pipe = kind(descriptor)
    pipe.recv()  # where to import from: a bundle knows
    serve(pipe)


def _answer(job: Job) -> Answer:
    try:
        return Answer("done", do(job))
    except PhotoError as error:
        # Without the chain: it may hold pictures and decoders' objects that can't travel.
        error.__cause__ = error.__context__ = None
        return Answer("failed", error.with_traceback(None))
    except MemoryError:
        problem = f'"{source_name(job.source)}" needs more memory than Fovea allows for one picture.'
        remedy = "Save a smaller copy of it to have it found."
        return Answer("failed", PhotoError(FailureReason.OUT_OF_MEMORY, problem, remedy), exhausted=True)
    except BaseException:
        return Answer("bug", traceback.format_exc())
