"""What people say of their photos: tags, albums, favourites, stars, titles and captions.

Any process may say something, in a short transaction. Every change gives back a `Change` that undoes
it, which `apply` takes, and which gives back its opposite again. What is said belongs to the photo:
it survives whatever becomes of the photo's files, as long as the library knows the photo.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlite_utils import Database

from core.errors import UsageError
from core.library.changes import (
    AlbumFilled,
    AlbumNamed,
    Change,
    Opinion,
    OpinionSaid,
    TagSaid,
    TagSpelled,
    Value,
)
from core.library.database import writing
from core.library.labels import Label, albums_among, tags_among
from core.library.names import as_name, as_prose, fold_name
from core.library.people import MOST_STARS, NOTHING, Annotation, hand_on, said_of


@dataclass(frozen=True, slots=True)
class Album:
    """An album.

    Attributes:
        id: Its row.
        name: As people call it.
        photos: How many photos in it can be shown.
    """

    id: int
    name: str
    photos: int


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag that people gave.

    Attributes:
        name: As it is written.
        photos: How many photos that can be shown people gave it to.
    """

    name: str
    photos: int


class Annotations:
    """Says, takes back and reads. Ids of photos that are not there are passed over."""

    def __init__(self, database: Database, path: Path) -> None:
        self._database = database
        self._path = path

    def of(self, photo_ids: Sequence[int]) -> Mapping[int, Annotation]:
        """What people said of each of these photos."""
        said = said_of(self._database.conn, photo_ids)
        return {int(photo_id): said.get(int(photo_id), NOTHING) for photo_id in photo_ids}

    def apply(self, change: Change) -> Change:
        """Do what a change says, all of it or nothing; gives what undoes it."""
        with writing(self._database, self._path) as database:
            return change.apply(database.conn)

    def tag(self, photo_ids: Sequence[int], name: str) -> Change:
        """Photos have a tag. One that is on no photo yet is spelled as it was typed now.

        Raises:
            UsageError: The name says nothing.
        """
        said = TagSaid(as_name(name, "tag"), ((True, _ids(photo_ids)),))
        with writing(self._database, self._path) as database:
            used = database.conn.execute(
                "SELECT 1 FROM tags JOIN photo_tags ON tag_id = tags.id WHERE folded = ? AND said LIMIT 1",
                (fold_name(said.name),),
            ).fetchone()
            return Change((said,) if used else (TagSpelled(said.name), said)).apply(database.conn)

    def untag(self, photo_ids: Sequence[int], name: str) -> Change:
        """Photos have not a tag, whether people, the files or an encoder say so, now or later.

        Raises:
            UsageError: The name says nothing.
        """
        return self.apply(Change((TagSaid(as_name(name, "tag"), ((False, _ids(photo_ids)),)),)))

    def unsay_tag(self, photo_ids: Sequence[int], name: str) -> Change:
        """Take back whatever people said of a tag: what the files and the encoder say holds again.

        Raises:
            UsageError: The name says nothing.
        """
        return self.apply(Change((TagSaid(as_name(name, "tag"), ((None, _ids(photo_ids)),)),)))

    def rate(self, photo_ids: Sequence[int], stars: int | None) -> Change:
        """Photos have so many stars.

        Args:
            photo_ids: The photos.
            stars: 0 to 5, -1 for rejected; None: what the file says holds again.

        Raises:
            UsageError: There are no such stars.
        """
        if stars is not None and not -1 <= stars <= MOST_STARS:
            raise UsageError(f"A photo can't have {stars} stars.", "Give 0 to 5, or -1 to reject it.")
        return self._opine("rating", photo_ids, stars)

    def favour(self, photo_ids: Sequence[int], favourite: bool | None = True) -> Change:
        """Photos are favourites, or are none; None: those with five stars are again."""
        return self._opine("favourite", photo_ids, favourite)

    def entitle(self, photo_ids: Sequence[int], title: str | None) -> Change:
        """Photos have a title; "": they have none; None: the file's again.

        Raises:
            UsageError: It is too long.
        """
        return self._opine("title", photo_ids, title and as_prose(title, "title"))

    def describe(self, photo_ids: Sequence[int], caption: str | None) -> Change:
        """Photos have a caption; "": they have none; None: the file's again.

        Raises:
            UsageError: It is too long.
        """
        return self._opine("caption", photo_ids, caption and as_prose(caption, "caption"))

    def hand_on(self, giver_id: int, taker_id: int) -> None:
        """What was said of one photo holds for another, too, which takes its place; see `people.hand_on`."""
        with writing(self._database, self._path) as database:
            hand_on(database.conn, giver_id, taker_id)

    def tags(self) -> list[Tag]:
        """The tags that people gave, in alphabetical order."""
        rows = self._database.conn.execute(
            "SELECT name, COUNT(shown_at) FROM tags JOIN photo_tags ON tag_id = tags.id AND said "
            "JOIN photos ON photos.id = photo_id GROUP BY tags.id ORDER BY folded"
        )
        return [Tag(*row) for row in rows]

    def tags_among(self, photo_ids: Sequence[int]) -> list[Label]:
        """The tags of some photos, with how many of them have each; see `labels.tags_among`."""
        return tags_among(self._database.conn, photo_ids)

    def albums_among(self, photo_ids: Sequence[int]) -> list[Label]:
        """The albums some photos are in, with how many of them are in each."""
        return albums_among(self._database.conn, photo_ids)

    def rename_tag(self, name: str, new_name: str) -> Change:
        """Call a tag otherwise wherever people gave it, or said that it does not hold.

        Where another tag has the new name, the two become one.

        Raises:
            UsageError: One of the names says nothing.
        """
        name, new_name = as_name(name, "tag"), as_name(new_name, "tag")
        if fold_name(name) == fold_name(new_name):
            return self.apply(Change((TagSpelled(new_name),)))
        with writing(self._database, self._path) as database:
            given, denied = (self._tagged(name, said=said) for said in (True, False))
            there = set(self._tagged(new_name, said=True))
            # A yes goes before a no, and a name that is in use keeps its spelling.
            kept = tuple(photo_id for photo_id in denied if photo_id not in there)
            renamed = TagSaid(new_name, ((False, kept), (True, given)))
            taken_back = TagSaid(name, ((None, (*given, *denied)),))
            spelled = () if there else (TagSpelled(new_name),)
            return Change((*spelled, renamed, taken_back)).apply(database.conn)

    def delete_tag(self, name: str) -> Change:
        """Take back whatever people said of a tag, of all photos: what the files and the encoder say holds.

        Raises:
            UsageError: The name says nothing.
        """
        name = as_name(name, "tag")
        with writing(self._database, self._path) as database:
            spoken = (*self._tagged(name, said=True), *self._tagged(name, said=False))
            return Change((TagSaid(name, ((None, spoken),)),)).apply(database.conn)

    def albums(self) -> list[Album]:
        """All albums, in alphabetical order."""
        rows = self._database.conn.execute(
            "SELECT albums.id, name, COUNT(shown_at) FROM albums "
            "LEFT JOIN album_photos ON album_id = albums.id LEFT JOIN photos ON photos.id = photo_id "
            "GROUP BY albums.id ORDER BY folded"
        )
        return [Album(*row) for row in rows]

    def create_album(self, name: str, photo_ids: Sequence[int] = ()) -> Change:
        """Make an album, of no photos or of these.

        Raises:
            UsageError: The name says nothing, or is that of another album.
        """
        name = as_name(name, "album")
        with writing(self._database, self._path) as database:
            self._refuse_taken(name)
            # More than any there ever was, also of those that were deleted.
            (last,) = database.conn.execute(
                "SELECT coalesce(MAX(seq), 0) FROM sqlite_sequence WHERE name = 'albums'"
            ).fetchone()
            filled = AlbumFilled(last + 1, ((True, _ids(photo_ids)),))
            return Change((AlbumNamed(last + 1, name), filled)).apply(database.conn)

    def rename_album(self, name: str, new_name: str) -> Change:
        """Call an album otherwise.

        Raises:
            UsageError: There is none of that name, or the new one says nothing or is another album's.
        """
        new_name = as_name(new_name, "album")
        with writing(self._database, self._path) as database:
            album_id = self._album_id(name)
            self._refuse_taken(new_name, but=album_id)
            return Change((AlbumNamed(album_id, new_name),)).apply(database.conn)

    def delete_album(self, name: str) -> Change:
        """Delete an album; its photos stay.

        Raises:
            UsageError: There is none of that name.
        """
        with writing(self._database, self._path) as database:
            album_id = self._album_id(name)
            rows = database.conn.execute("SELECT photo_id FROM album_photos WHERE album_id = ?", (album_id,))
            emptied = AlbumFilled(album_id, ((None, tuple(photo_id for (photo_id,) in rows)),))
            return Change((emptied, AlbumNamed(album_id, None))).apply(database.conn)

    def add_to_album(self, photo_ids: Sequence[int], name: str) -> Change:
        """Put photos into an album.

        Raises:
            UsageError: There is none of that name.
        """
        return self._fill(photo_ids, name, True)

    def remove_from_album(self, photo_ids: Sequence[int], name: str) -> Change:
        """Take photos out of an album.

        Raises:
            UsageError: There is none of that name.
        """
        return self._fill(photo_ids, name, None)

    def _opine(self, opinion: Opinion, photo_ids: Sequence[int], value: Value) -> Change:
        return self.apply(Change((OpinionSaid(opinion, ((value, _ids(photo_ids)),)),)))

    def _fill(self, photo_ids: Sequence[int], name: str, value: Value) -> Change:
        with writing(self._database, self._path) as database:
            filled = AlbumFilled(self._album_id(name), ((value, _ids(photo_ids)),))
            return Change((filled,)).apply(database.conn)

    def _tagged(self, name: str, *, said: bool) -> tuple[int, ...]:
        rows = self._database.conn.execute(
            "SELECT photo_id FROM tags JOIN photo_tags ON tag_id = tags.id WHERE folded = ? AND said = ?",
            (fold_name(name), said),
        )
        return tuple(photo_id for (photo_id,) in rows)

    def _album_id(self, name: str) -> int:
        name = as_name(name, "album")
        row = self._database.conn.execute(
            "SELECT id FROM albums WHERE folded = ?", (fold_name(name),)
        ).fetchone()
        if row is None:
            raise UsageError(f"There is no album “{name}”.", "See fovea album list for those there are.")
        return int(row[0])

    def _refuse_taken(self, name: str, *, but: int | None = None) -> None:
        row = self._database.conn.execute(
            "SELECT name FROM albums WHERE folded = ? AND id IS NOT ?", (fold_name(name), but)
        ).fetchone()
        if row is not None:
            raise UsageError(f"There is an album “{row[0]}” already.", "Choose another name.")


def _ids(photo_ids: Sequence[int]) -> tuple[int, ...]:
    return tuple(int(photo_id) for photo_id in photo_ids)
