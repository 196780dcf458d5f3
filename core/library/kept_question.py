"""A question as the library keeps it: all that was asked, and nothing that must be found on a disk."""

from __future__ import annotations

import base64
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeGuard

KeptPicture = int | bytes
"""A picture that something should look like: a photo's id, or a small image file's bytes."""


@dataclass(frozen=True, slots=True)
class KeptQuestion:
    """What was asked, for `core.search` to ask anew.

    Attributes:
        sentence: As it was typed.
        pictures: Photos should look like these.
        without_pictures: Photos should not look like these.
        more_like: Ids of photos that were marked as good answers.
        less_like: Ids of photos that were marked as bad ones.
        balance: Weight of the pictures against the words, 0 to 1; None: as usual.
    """

    sentence: str = ""
    pictures: tuple[KeptPicture, ...] = ()
    without_pictures: tuple[KeptPicture, ...] = ()
    more_like: tuple[int, ...] = ()
    less_like: tuple[int, ...] = ()
    balance: float | None = None

    def __bool__(self) -> bool:
        """Whether anything is asked for."""
        return bool(self.sentence.strip() or self.pictures or self.without_pictures or self.marked)

    @property
    def marked(self) -> bool:
        """Whether answers were marked as good or bad."""
        return bool(self.more_like or self.less_like)

    def as_json(self) -> str:
        """As it stands in the catalogue; what is empty is left out."""
        said: dict[str, Any] = {
            "sentence": self.sentence,
            "pictures": _written(self.pictures),
            "without_pictures": _written(self.without_pictures),
            "more_like": list(self.more_like),
            "less_like": list(self.less_like),
        }
        if self.balance is not None:
            said["balance"] = self.balance
        return json.dumps({name: value for name, value in said.items() if value not in ("", [])})

    @classmethod
    def from_json(cls, text: str) -> KeptQuestion:
        """The inverse of `as_json`; what another version wrote and this one can't read is left out."""
        try:
            said = json.loads(text)
        except ValueError:
            return cls()
        if not isinstance(said, dict):
            return cls()
        balance = said.get("balance")
        return cls(
            str(said.get("sentence", "")),
            _read(said.get("pictures")),
            _read(said.get("without_pictures")),
            _ids(said.get("more_like")),
            _ids(said.get("less_like")),
            min(1.0, max(0.0, float(balance))) if isinstance(balance, int | float) else None,
        )


def _written(pictures: Sequence[KeptPicture]) -> list[int | str]:
    return [
        picture if isinstance(picture, int) else base64.b64encode(picture).decode("ascii")
        for picture in pictures
    ]


def _read(written: object) -> tuple[KeptPicture, ...]:
    pictures: list[KeptPicture] = []
    for picture in written if isinstance(written, list) else ():
        if _is_id(picture):
            pictures.append(picture)
        elif isinstance(picture, str):
            try:
                pictures.append(base64.b64decode(picture, validate=True))
            except ValueError:  # of base64, or of a text that is not even ASCII
                continue
    return tuple(pictures)


def _ids(written: object) -> tuple[int, ...]:
    return tuple(number for number in written if _is_id(number)) if isinstance(written, list) else ()


def _is_id(value: object) -> TypeGuard[int]:
    """Whether it can be the id of a photo: SQLite counts to 2 ** 63."""
    return isinstance(value, int) and 0 < value < 1 << 63
