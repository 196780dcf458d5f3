"""What can wait until nothing else does, as a list of chores: the cheap first, the long ones last."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial

from core.gazetteer import Gazetteer
from core.imaging import DecoderPool
from core.intake.confirming import confirm_moves
from core.intake.guessing import Guessing
from core.intake.likening import Likening
from core.intake.localities import name_localities
from core.intake.reporter import Reporter
from core.intake.sidecar_writing import SidecarWriter
from core.intake.sidecars import SidecarReader
from core.intake.sweeping import sweep_thumbnails
from core.intake.transcribing import Transcriber
from core.intake.wording import index_words
from core.library import Library
from core.library.rotation import Rotation
from models import Encoder

Proceed = Callable[[], bool]
"""Asked between the steps of a chore, which are short; False: end now, somebody is waiting."""

Chore = Callable[[Proceed], bool]
"""Does what there is to do, and commits as it goes. It is called again and again, mostly when there is
nothing to do, which it must notice cheaply. Returns whether photos have to be read again because of it."""


class Upkeep:
    """Brings the rest of a library up to date, after its photos.

    Args:
        library: Opened by this thread.
        pool: Reads.
        reporter: Told how far a chore is that takes long.
        encoders: Asked for the encoders that are open; the one that answers comes first.
        transcribe: Read the text in photos, if the person wants it.
    """

    def __init__(
        self,
        library: Library,
        pool: DecoderPool,
        reporter: Reporter,
        encoders: Callable[[], Sequence[Encoder]],
        *,
        transcribe: bool = True,
    ) -> None:
        self._reporter = reporter
        self._rotation = Rotation(library.paths)
        sidecars = SidecarReader(library, pool)
        gazetteer = Gazetteer()
        self._chores: tuple[Chore, ...] = (
            partial(_to_the_end, sidecars.read_all),
            SidecarWriter(library, pool).run,
            partial(_to_the_end, partial(name_localities, library, gazetteer)),
            lambda proceed: confirm_moves(library, pool, proceed) > 0,
            partial(_to_the_end, partial(index_words, library)),
            _Once(lambda proceed: sweep_thumbnails(library, proceed)),
            Likening(library, pool, lambda: encoders()[0]).run,
            Guessing(library, lambda: encoders()[0]).run,
            # Hours may pass until all text is read: what people said today is not to wait for that.
            self.back_up,
            *((Transcriber(library, pool, reporter).run,) if transcribe else ()),
            partial(_to_the_end, partial(index_words, library)),
        )

    def run(self, proceed: Proceed) -> bool:
        """Do what there is to do; no photo is read for its vector.

        Args:
            proceed: Asked now and then; False ends early.

        Returns:
            Whether photos have to be read again because of it.
        """
        again = False
        for chore in self._chores:
            if not proceed():
                break
            again |= chore(proceed)
        return again

    def back_up(self, proceed: Proceed) -> bool:
        """Make the backup of the day. A `Chore`."""
        self._reporter.note("backup", self._rotation.turn(proceed))
        return False


class _Once:
    """A chore for the first time that there is time for it."""

    def __init__(self, do: Callable[[Proceed], object]) -> None:
        self._do = do
        self._done = False

    def __call__(self, proceed: Proceed) -> bool:
        if not self._done:
            self._do(proceed)
            # Interrupted, it begins again; it is cheap.
            self._done = proceed()
        return False


def _to_the_end(steps: Callable[[Proceed], Iterable[object]], proceed: Proceed) -> bool:
    """A chore that yields after each commit."""
    for _ in steps(proceed):
        pass
    return False
