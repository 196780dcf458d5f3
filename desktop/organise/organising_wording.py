"""What is said when photos were called favourites, rated, tagged or put into albums."""

from __future__ import annotations

from desktop.parts import wording
from desktop.parts.translate import tr


def favoured(count: int, favourite: bool) -> str:
    """Favourites, or no longer."""
    if not count:
        return tr("Already favourites") if favourite else tr("No favourites already")
    if favourite:
        return tr("{photos} added to Favourites").format(photos=wording.photos(count))
    return tr("{photos} removed from Favourites").format(photos=wording.photos(count))


def rated(count: int, stars: int) -> str:
    """So many stars; -1: rejected."""
    if stars < 0:
        text = tr("{photos} rejected") if count else tr("Rejected already")
    elif not stars:
        text = tr("Stars taken from {photos}") if count else tr("No stars to take away")
    else:
        text = tr("{photos} rated {stars}") if count else tr("Rated {stars} already")
    return text.format(photos=wording.photos(count), stars="★" * stars)


def tagged(count: int, name: str) -> str:
    """Have a tag."""
    text = tr("{photos} tagged “{name}”") if count else tr("Tagged “{name}” already")
    return text.format(photos=wording.photos(count), name=name)


def untagged(count: int, name: str) -> str:
    """Have a tag no longer."""
    text = tr("Tag “{name}” taken from {photos}") if count else tr("None of them is tagged “{name}”")
    return text.format(photos=wording.photos(count), name=name)


def put_in(count: int, name: str) -> str:
    """Are in an album."""
    text = tr("{photos} added to “{name}”") if count else tr("Already in “{name}”")
    return text.format(photos=wording.photos(count), name=name)


def taken_out(count: int, name: str) -> str:
    """Are in an album no longer."""
    text = tr("{photos} removed from “{name}”") if count else tr("None of them is in “{name}”")
    return text.format(photos=wording.photos(count), name=name)


def made(count: int, name: str) -> str:
    """An album was made."""
    text = tr("Album “{name}” made of {photos}") if count else tr("Album “{name}” made")
    return text.format(photos=wording.photos(count), name=name)


def renamed(name: str, new_name: str) -> str:
    """Something is called otherwise."""
    return tr("“{name}” renamed “{new}”").format(name=name, new=new_name)


def deleted(name: str) -> str:
    """An album, a tag or a saved search is gone; its photos are not."""
    return tr("“{name}” deleted; its photos stay").format(name=name)


def forgotten(name: str) -> str:
    """A saved search is gone."""
    return tr("Saved search “{name}” deleted").format(name=name)
