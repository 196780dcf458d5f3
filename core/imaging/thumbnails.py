"""Thumbnails, named by the picture they show, so that copies and renamed photos share one."""

from __future__ import annotations

import contextlib
import io
import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL import Image

THUMBNAIL_EDGE = 512
"""Long edge in pixels; smaller pictures are kept as they are."""

_QUALITY = 82


def thumbnail_jpeg(image: Image.Image) -> bytes:
    """Compress a picture, mode "RGB" and at most `THUMBNAIL_EDGE` long, for the store."""
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=_QUALITY)
    return buffer.getvalue()


class ThumbnailStore:
    """Content-addressed JPEGs below one folder: root/ab/abcdef….jpg.

    Any number of processes may write at once: a file appears under its name whole or not
    at all, and two writers of one name write the same picture.

    Args:
        root: The folder; made at the first write.
    """

    def __init__(self, root: Path) -> None:
        self.root = Path(root)

    def path(self, digest: bytes) -> Path:
        """Where the thumbnail of a `pixels_digest` is, or would be."""
        name = digest.hex()
        return self.root / name[:2] / f"{name}.jpg"

    def has(self, digest: bytes) -> bool:
        """Whether there is one; an empty file, left by a power cut, is none."""
        try:
            return self.path(digest).stat().st_size > 0
        except OSError:
            return False

    def write(self, digest: bytes, jpeg: bytes) -> None:
        """Store a thumbnail; one that is there already is kept.

        Args:
            digest: The picture's `pixels_digest`.
            jpeg: `thumbnail_jpeg` of it.

        Raises:
            OSError: The disk is full or can't be written; nothing is left behind.
        """
        if self.has(digest):
            return
        target = self.path(digest)
        # One by one: mkdir gives `mode` only to the last of the folders it makes.
        for folder in (self.root, target.parent):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        temporary = target.with_name(f".{target.stem}.{os.getpid()}.tmp")
        try:
            # The photos of a person are nobody else's business, whatever the umask says.
            descriptor = os.open(
                temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), 0o600
            )
            with os.fdopen(descriptor, "wb") as file:
                file.write(jpeg)
            temporary.replace(target)
        except BaseException:
            with contextlib.suppress(OSError):
                temporary.unlink()
            raise

    def read_bytes(self, digest: bytes) -> bytes | None:
        """The JPEG, or None when there is none."""
        try:
            return self.path(digest).read_bytes() or None
        except OSError:
            return None

    def delete(self, digest: bytes) -> None:
        """Remove a thumbnail; nothing happens when there is none."""
        self.path(digest).unlink(missing_ok=True)
