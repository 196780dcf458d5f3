"""From a question to what the library keeps of it, and back: a saved search is asked anew."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, TypeGuard

from core.library import KeptPicture, KeptQuestion
from core.search.composition import DEFAULT_BALANCE
from core.search.question import Picture, Question

if TYPE_CHECKING:
    from core.imaging import Rendered

KEPT_EDGE = 512
"""Long edge of a picture that is kept, pixels: no encoder looks at more."""

_SMALL_BYTES = 128 << 10
"""What is smaller is kept as it is, and stays the same picture however often it is saved."""


def kept(question: Question, small: Callable[[Path | bytes], bytes]) -> KeptQuestion:
    """What the library keeps of a question. Filters beside the sentence and limits are not its business.

    Args:
        question: As it was asked.
        small: Makes a small image file of a picture that is no photo of the library; see `small_picture`.

    Raises:
        PhotoError: By `small`: a picture can't be read.
    """

    def one(picture: Picture) -> KeptPicture:
        if isinstance(picture, int) or _is_small(picture):
            return picture
        return small(picture)

    return KeptQuestion(
        question.sentence.strip(),
        tuple(map(one, question.pictures)),
        tuple(map(one, question.without_pictures)),
        question.more_like,
        question.less_like,
        None if question.balance == DEFAULT_BALANCE else question.balance,
    )


def asked(question: KeptQuestion, as_usual: Question) -> Question:
    """A kept question, to be asked now.

    Args:
        question: As it was kept.
        as_usual: What is not kept: limits, and filters beside the sentence.
    """
    return replace(
        as_usual,
        sentence=question.sentence,
        pictures=question.pictures,
        without_pictures=question.without_pictures,
        more_like=question.more_like,
        less_like=question.less_like,
        balance=DEFAULT_BALANCE if question.balance is None else question.balance,
    )


def needs_pictures(question: Question) -> bool:
    """Whether something must be read before a question can be kept."""
    shown = (*question.pictures, *question.without_pictures)
    return any(not isinstance(picture, int) and not _is_small(picture) for picture in shown)


def small_picture(rendered: Rendered) -> bytes:
    """A rendering as a small image file: WebP, lossy.

    Args:
        rendered: At most `KEPT_EDGE` pixels wide and high.
    """
    from PIL import Image  # noqa: PLC0415  only who saves a picture needs it

    image = Image.frombytes("RGB", (rendered.width, rendered.height), rendered.rgb)
    file = BytesIO()
    image.save(file, "WEBP", quality=85)
    return file.getvalue()


def _is_small(picture: Path | bytes) -> TypeGuard[bytes]:
    return isinstance(picture, bytes) and len(picture) <= _SMALL_BYTES
