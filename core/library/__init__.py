"""The catalogue: what photos there are and all that is known of them. SQLite is the only truth."""

from core.library.annotations import Album, Annotations, Tag
from core.library.backup import copy_database, integrity_problems
from core.library.browsing import NO_MONTH, Months
from core.library.changes import Change
from core.library.description import Said
from core.library.kept_question import KeptPicture, KeptQuestion
from core.library.library import Library
from core.library.lock import exclusive, is_held
from core.library.people import Annotation
from core.library.photos import PhotoIds
from core.library.place_name import PlaceName
from core.library.records import (
    Content,
    Counts,
    Failure,
    FileStamp,
    Folder,
    FoundCompanions,
    FoundFile,
    KnownFile,
    Photo,
    PhotoFilter,
    SidecarWork,
    Work,
)
from core.library.searches import SavedSearch
from core.library.settings import Preferences
from core.library.sidecar_writes import OwnSidecar, Unwritten, WritingState, Written
from core.library.transcripts import Reading, TranscriptWork
from core.library.vectors import Segment, VectorRows, VectorStore
from core.library.volumes import Volume, mounted_volumes, volume_of

__all__ = [
    "NO_MONTH",
    "Album",
    "Annotation",
    "Annotations",
    "Change",
    "Content",
    "Counts",
    "Failure",
    "FileStamp",
    "Folder",
    "FoundCompanions",
    "FoundFile",
    "KeptPicture",
    "KeptQuestion",
    "KnownFile",
    "Library",
    "Months",
    "OwnSidecar",
    "Photo",
    "PhotoFilter",
    "PhotoIds",
    "PlaceName",
    "Preferences",
    "Reading",
    "Said",
    "SavedSearch",
    "Segment",
    "SidecarWork",
    "Tag",
    "TranscriptWork",
    "Unwritten",
    "VectorRows",
    "VectorStore",
    "Volume",
    "Work",
    "WritingState",
    "Written",
    "copy_database",
    "exclusive",
    "integrity_problems",
    "is_held",
    "mounted_volumes",
    "volume_of",
]
