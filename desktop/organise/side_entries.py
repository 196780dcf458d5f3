"""What the side bar leads to: what is in the library by itself, and what people made of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum, auto

from core.library import Album, Folder, Library, Tag
from core.library.kept_question import KeptQuestion
from core.library.searches import SavedSearch
from core.paths import display
from core.search import quoted
from desktop.parts.translate import tr

TAGS_SHOWN = 8
"""Those that are used most; all of them are a click further."""


class Kind(Enum):
    """What an entry is."""

    PHOTOS = auto()
    FAVOURITES = auto()
    RECENT = auto()
    DUPLICATES = auto()
    ALBUMS = auto()
    SEARCHES = auto()
    TAGS = auto()
    FOLDERS = auto()
    ALBUM = auto()
    SEARCH = auto()
    TAG = auto()
    MORE_TAGS = auto()
    FOLDER = auto()


SECTIONS = (Kind.ALBUMS, Kind.SEARCHES, Kind.TAGS, Kind.FOLDERS)
"""Headings, with entries below them."""

NAMED_BY_PEOPLE = (Kind.ALBUM, Kind.SEARCH, Kind.TAG)
"""These can be called otherwise, and deleted."""

FILLED_BY_PEOPLE = (Kind.ALBUM, Kind.TAG, Kind.FAVOURITES)
"""Photos can be dropped on these."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the side bar.

    Attributes:
        kind: What it is.
        name: What it is called, as the library has it.
        question: What it asks; None: it leads elsewhere, or nowhere.
        count: How many photos; None: not said.
        away: It can't be reached now, and why.
        tip: What else is to be known of it.
    """

    kind: Kind
    name: str
    question: KeptQuestion | None = None
    count: int | None = None
    away: str = ""
    tip: str = ""

    @property
    def key(self) -> tuple[Kind, str]:
        """What makes it the same entry when its numbers are others."""
        return self.kind, self.name if self.kind not in SECTIONS else ""


@dataclass(frozen=True, slots=True)
class Contents:
    """What there is to list, as it was read at one moment.

    Attributes:
        albums: In alphabetical order.
        searches: Likewise.
        tags: People's own, in alphabetical order.
        folders: Those that were chosen.
    """

    albums: Sequence[Album] = ()
    searches: Sequence[SavedSearch] = ()
    tags: Sequence[Tag] = ()
    folders: Sequence[Folder] = field(default=())


def read_contents(library: Library) -> Contents:
    """Read what there is to list; takes milliseconds for each hundred thousand photos that are in albums."""
    annotations = library.annotations
    return Contents(
        tuple(annotations.albums()),
        tuple(library.searches.all()),
        tuple(annotations.tags()),
        tuple(library.folders.all()),
    )


def top_entries() -> list[Entry]:
    """The lines that are always there; those of `SECTIONS` have others below them."""
    return [
        Entry(Kind.PHOTOS, tr("Photos"), KeptQuestion()),
        Entry(Kind.FAVOURITES, tr("Favourites"), KeptQuestion("favourite:yes")),
        Entry(Kind.RECENT, tr("Recently added"), KeptQuestion("added:recently")),
        Entry(Kind.DUPLICATES, tr("Duplicates")),
        Entry(Kind.ALBUMS, tr("Albums")),
        Entry(Kind.SEARCHES, tr("Saved searches")),
        Entry(Kind.TAGS, tr("Tags")),
        Entry(Kind.FOLDERS, tr("Folders")),
    ]


def entries_of(section: Kind, contents: Contents, *, all_tags: bool) -> list[Entry]:
    """The lines below a heading.

    Args:
        section: One of `SECTIONS`.
        contents: Of the library.
        all_tags: Not only those that are used most.
    """
    if section is Kind.ALBUMS:
        return [
            Entry(Kind.ALBUM, album.name, asking("album", album.name), album.photos)
            for album in contents.albums
        ]
    if section is Kind.SEARCHES:
        return [
            Entry(Kind.SEARCH, saved.name, saved.question, tip=saved.question.sentence)
            for saved in contents.searches
        ]
    if section is Kind.FOLDERS:
        return _folders(contents.folders)
    used = sorted((tag for tag in contents.tags if tag.photos), key=lambda tag: -tag.photos)
    if all_tags or len(used) <= TAGS_SHOWN + 1:
        used = [tag for tag in contents.tags if tag.photos] if all_tags else used
        return [_tag(tag) for tag in used]
    return [*map(_tag, used[:TAGS_SHOWN]), Entry(Kind.MORE_TAGS, tr("All tags…"), count=len(used))]


def asking(field: str, name: str) -> KeptQuestion:
    """The question for all photos of an album, with a tag, in a folder.

    Args:
        field: "album", "tag", "in".
        name: Which.
    """
    return KeptQuestion(f"{field}:{quoted(name)}")


def _tag(tag: Tag) -> Entry:
    return Entry(Kind.TAG, tag.name, asking("tag", tag.name), tag.photos)


def _folders(folders: Sequence[Folder]) -> list[Entry]:
    names = [folder.path.name or str(folder.path) for folder in folders]
    entries = []
    for folder, name in zip(folders, names, strict=True):
        path = folder.path
        # Two of one name are told apart by what they lie in.
        shown = name if names.count(name) == 1 else f"{path.parent.name}/{name}"
        away = "" if folder.online else _offline(folder)
        inside = path.relative_to(path.anchor).as_posix()
        question = asking("in", inside) if inside != "." else None
        entries.append(Entry(Kind.FOLDER, display(shown), question, None, away, display(path)))
    return entries


def _offline(folder: Folder) -> str:
    why = display(folder.problem)
    return tr("Offline: {problem}").format(problem=why) if why else tr("Offline")
