"""One file -> pixels and facts. Decoding runs in child processes that may die.

Read a photo with `DecoderPool.decode`; what can't be read raises `core.errors.PhotoError`,
which names the file, the reason and the way out. Nothing here writes to a photo, ever.
"""

from core.imaging.facts import Decoded, Encoded, ImageFacts, Rendered, SidecarFacts
from core.imaging.formats import PHOTO_SUFFIXES
from core.imaging.pool import DecoderPool
from core.imaging.protocol import LIKE, LONGEST_EDGE, SUFFIXES, CopyFormat, CopyJob
from core.imaging.reading import edges_digest
from core.imaging.saying import Amended, Saying
from core.imaging.support import decoding_confinement, format_support
from core.imaging.thumbnails import THUMBNAIL_EDGE, ThumbnailStore

__all__ = [
    "LIKE",
    "LONGEST_EDGE",
    "PHOTO_SUFFIXES",
    "SUFFIXES",
    "THUMBNAIL_EDGE",
    "Amended",
    "CopyFormat",
    "CopyJob",
    "Decoded",
    "DecoderPool",
    "Encoded",
    "ImageFacts",
    "Rendered",
    "Saying",
    "SidecarFacts",
    "ThumbnailStore",
    "decoding_confinement",
    "edges_digest",
    "format_support",
]
