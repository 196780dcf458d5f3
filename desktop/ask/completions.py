"""What is offered below the search box: searches that were made before, and names of the library."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from core.library import KeptQuestion, SavedSearch
from core.search import Kind, Suggester, Suggestion
from desktop.parts.prose import one_line
from desktop.parts.translate import tr

AT_MOST = 8
"""As many as can be taken in at a glance."""

_BEFORE = 2
"""Searches made before, of those that begin with what was typed; beside names."""
_RECENT = 5
"""Recent searches below an empty box, when there are saved ones too."""

_ICONS = {
    Kind.ALBUM: "album",
    Kind.TAG: "tag",
    Kind.PLACE: "place",
    Kind.CAMERA: "camera",
    Kind.LENS: "camera",
    Kind.FOLDER: "folder",
    Kind.WORD: "words",
}


@dataclass(frozen=True, slots=True)
class Line:
    """What the line of the box is to say.

    Attributes:
        text: All of it.
        cursor: Where the cursor stands.
        whole: It is a sentence to be asked at once; else typing goes on.
    """

    text: str
    cursor: int
    whole: bool


@dataclass(frozen=True, slots=True)
class Completion:
    """One thing that is offered.

    Attributes:
        icon: Of its kind; see `desktop.parts.icons`.
        text: What it says.
        detail: What tells it from others that say the same; may be empty.
        kind: What it is, in a word or two.
        take: Gives what the box is to hold when it is chosen.
        recent: The sentence, of a recent search, which can be forgotten; else "".
    """

    icon: str
    text: str
    detail: str
    kind: str
    take: Callable[[], Line | KeptQuestion]
    recent: str = ""


class Completions:
    """Puts together what is offered for what was typed.

    Args:
        saved: Gets the saved searches.
        recent: Gets the recent ones, the newest first.
    """

    def __init__(self, saved: Callable[[], Sequence[SavedSearch]], recent: Callable[[], list[str]]) -> None:
        self._saved = saved
        self._recent = recent
        self.suggester: Suggester | None = None

    def of(self, typed: str, cursor: int) -> list[Completion]:
        """What to offer, the best first.

        Args:
            typed: What stands in the box.
            cursor: How many of its characters stand before the cursor.
        """
        if not typed.strip():
            recent = self._of_late("")
            saved = self._kept("")
            return [*recent[: max(_RECENT, AT_MOST - len(saved))], *saved][:AT_MOST]
        before = [*self._kept(typed)[:_BEFORE], *self._of_late(typed)[:_BEFORE]]
        names = self.suggester.suggest(typed, cursor) if self.suggester else ()
        return [*before, *(self._name(typed, suggestion) for suggestion in names)][:AT_MOST]

    def _kept(self, typed: str) -> list[Completion]:
        """Saved searches with a word in their name that begins so."""
        begin = typed.strip().casefold()
        return [
            Completion("bookmark", one_line(saved.name), one_line(saved.question.sentence), tr("Saved"), take)
            for saved in self._saved()
            if f" {saved.name.casefold()}".find(f" {begin}") >= 0
            for take in [_giving(saved.question)]
        ]

    def _of_late(self, typed: str) -> list[Completion]:
        """Recent searches that go on so."""
        begin = " ".join(typed.split()).casefold()
        return [
            Completion("history", one_line(sentence), "", tr("Recent"), take, sentence)
            for sentence in self._recent()
            if sentence.casefold().startswith(begin) and sentence.casefold() != begin
            for take in [_giving(Line(sentence, len(sentence), whole=True))]
        ]

    def _name(self, typed: str, suggestion: Suggestion) -> Completion:
        def take() -> Line:
            assert self.suggester is not None
            return Line(*self.suggester.completed(typed, suggestion), whole=False)

        kinds = {
            Kind.ALBUM: tr("Album"),
            Kind.TAG: tr("Tag"),
            Kind.PLACE: tr("Place"),
            Kind.CAMERA: tr("Camera"),
            Kind.LENS: tr("Lens"),
            Kind.FOLDER: tr("Folder"),
            Kind.WORD: tr("In photos"),
        }
        minus = "−" if suggestion.negated else ""
        return Completion(
            _ICONS[suggestion.kind],
            minus + one_line(suggestion.name),
            one_line(suggestion.detail),
            kinds[suggestion.kind],
            take,
        )


def _giving(what: Line | KeptQuestion) -> Callable[[], Line | KeptQuestion]:
    return lambda: what
