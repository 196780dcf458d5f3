"""What is said of files that show one picture: what they are to each other, and which is best and why."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from core.paths import display
from core.search.duplicates import Group, Kind, Member, Why
from desktop import wording


def summary(group: Group) -> str:
    """A group in a few words: "3 files, 4.1 MB could be freed"."""
    if group.is_series:
        return _tr("{photos}, {when}").format(
            photos=wording.photos(len(group.members)),
            when=wording.when(group.members[0].file.taken_at or ""),
        )
    return _tr("{files}, {size} could be freed").format(
        files=wording.files(len(group.members)), size=wording.size(group.wasted_bytes)
    )


def kind(member: Member, group: Group) -> str:
    """What a file is to the best one; of the best, why it is."""
    if member.kind is Kind.BEST:
        return _tr("Best: {why}").format(why=reason(group.why)) if group.why else _tr("As good as the next")
    return {
        Kind.COPY: _tr("Exact copy"),
        Kind.SAME_PICTURE: _tr("Same picture, other details"),
        Kind.VERSION: _tr("Another version"),
        Kind.SERIES: _tr("Of the same series"),
    }[member.kind]


def reason(why: Why) -> str:
    """In what the best file is better than the next."""
    return {
        Why.ONLINE: _tr("its drive is here"),
        Why.RAW: _tr("it has the RAW"),
        Why.CAMERA: _tr("it names its camera"),
        Why.LARGER: _tr("it is larger"),
        Why.FORMAT: _tr("the camera's own format"),
        Why.WORDS: _tr("it has words or stars"),
        Why.BYTES: _tr("compressed less"),
        Why.FOLDER: _tr("not in a folder of copies"),
        Why.OLDER: _tr("it is older"),
        Why.SHARPER: _tr("the sharpest"),
    }[why]


def facts(member: Member, group: Group) -> list[str]:
    """What to compare, a line each: what it is, its size, its bytes, its date, its folder."""
    file = member.file
    lines = [
        kind(member, group),
        _tr("{width} × {height}, {format}").format(width=file.width, height=file.height, format=file.format),
        wording.size(file.size),
        wording.when(file.taken_at) if file.taken_at else _tr("No date"),
        display(file.path.parent),
    ]
    if member.sharpness is not None:
        best = max(other.sharpness or 0.0 for other in group.members) or 1.0
        text = _tr("Sharpness {percent} %").format(percent=round(100 * member.sharpness / best))
        lines.insert(1, text)
    if not file.online:
        lines.append(_tr("Offline: its drive or folder is not there now"))
    return lines


def differing(group: Group) -> list[bool]:
    """Which lines of `facts` are not the same in all files of a group, the first line left out."""
    tables = [facts(member, group)[1:] for member in group.members]
    shortest = min(map(len, tables))
    return [len({table[line] for table in tables}) > 1 for line in range(shortest)]


def stays() -> str:
    """A file that is kept."""
    return _tr("Keep")


def goes() -> str:
    """A file that is marked."""
    return _tr("To the trash")


def trashed(files: int, octets: int) -> str:
    """Files that went."""
    return _tr("{files} in the trash, {size}.").format(files=wording.files(files), size=wording.size(octets))


def _tr(text: str) -> str:
    return QCoreApplication.translate("duplicate_wording", text)
