"""One file -> pixels and facts. Decoding runs in child processes that may die.

Read a photo with `DecoderPool.decode`; what can't be read raises `core.errors.PhotoError`,
which names the file, the reason and the way out. Nothing here writes to a photo, ever.
"""

from core.imaging.facts import Decoded, ImageFacts, Rendered, SidecarFacts
from core.imaging.formats import PHOTO_SUFFIXES
from core.imaging.pool import DecoderPool
from core.imaging.reading import edges_digest
from core.imaging.support import decoding_confinement, format_support
from core.imaging.thumbnails import THUMBNAIL_EDGE, ThumbnailStore

__all__ = [
    "PHOTO_SUFFIXES",
    "THUMBNAIL_EDGE",
    "Decoded",
    "DecoderPool",
    "ImageFacts",
    "Rendered",
    "SidecarFacts",
    "ThumbnailStore",
    "decoding_confinement",
    "edges_digest",
    "format_support",
]
