"""What is said of files that show one picture: what they are to each other, and which is best and why."""

from __future__ import annotations

from core.paths import display
from core.search.duplicates import Group, Kind, Member
from core.search.merits import Why
from desktop.parts import wording
from desktop.parts.translate import tr


def summary(group: Group) -> str:
    """A group in a few words: "3 files, 4.1 MB could be freed"."""
    if group.is_series:
        return tr("{photos}, {when}").format(
            photos=wording.photos(len(group.members)),
            when=wording.when(group.members[0].file.taken_at or ""),
        )
    return tr("{files}, {size} could be freed").format(
        files=wording.files(len(group.members)), size=wording.size(group.wasted_bytes)
    )


def kind(member: Member, group: Group) -> str:
    """What a file is to the best one; of the best, why it is."""
    if member.kind is Kind.BEST:
        return tr("Best: {why}").format(why=reason(group.why)) if group.why else tr("As good as the next")
    return {
        Kind.COPY: tr("Exact copy"),
        Kind.SAME_PICTURE: tr("Same picture, other details"),
        Kind.VERSION: tr("Another version"),
        Kind.SERIES: tr("Of the same series"),
    }[member.kind]


def reason(why: Why) -> str:
    """In what the best file is better than the next."""
    return {
        Why.ONLINE: tr("its drive is here"),
        Why.RAW: tr("it has the RAW"),
        Why.CAMERA: tr("it names its camera"),
        Why.LARGER: tr("it is larger"),
        Why.FORMAT: tr("the camera's own format"),
        Why.WORDS: tr("it has words or stars"),
        Why.BYTES: tr("compressed less"),
        Why.FOLDER: tr("not in a folder of copies"),
        Why.OLDER: tr("it is older"),
        Why.SHARPER: tr("the sharpest"),
    }[why]


def facts(member: Member, group: Group) -> list[str]:
    """What to compare, a line each: what it is, its size, its bytes, its date, its folder."""
    file = member.file
    lines = [
        kind(member, group),
        tr("{width} × {height}, {format}").format(width=file.width, height=file.height, format=file.format),
        wording.size(file.size),
        wording.when(file.taken_at) if file.taken_at else tr("No date"),
        display(file.path.parent),
    ]
    if member.sharpness is not None:
        best = max(other.sharpness or 0.0 for other in group.members) or 1.0
        text = tr("Sharpness {percent} %").format(percent=round(100 * member.sharpness / best))
        lines.insert(1, text)
    if not file.online:
        lines.append(tr("Offline: its drive or folder is not there now"))
    return lines


def differing(group: Group) -> list[bool]:
    """Which lines of `facts` are not the same in all files of a group, the first line left out."""
    tables = [facts(member, group)[1:] for member in group.members]
    shortest = min(map(len, tables))
    return [len({table[line] for table in tables}) > 1 for line in range(shortest)]


def stays() -> str:
    """A file that is kept."""
    return tr("Keep")


def goes() -> str:
    """A file that is marked."""
    return tr("To the trash")


def groups(count: int) -> str:
    """So many groups: "1 group", "12 groups"."""
    return tr("1 group") if count == 1 else tr("{count} groups").format(count=wording.number(count))


def tab(kind: Kind, count: int) -> str:
    """What a kind of groups is called, and how many there are."""
    name = {
        Kind.COPY: tr("Exact copies"),
        Kind.SAME_PICTURE: tr("Same picture"),
        Kind.VERSION: tr("Versions"),
        Kind.SERIES: tr("Series"),
    }[kind]
    return f"{name}  {wording.number(count)}" if count else name


def about(kind: Kind) -> str:
    """What the groups of a kind are, and what is proposed for them."""
    return {
        Kind.COPY: tr("Files that are the same byte for byte. All but the best are marked to go."),
        Kind.SAME_PICTURE: tr(
            "Files with the same picture, but other words, dates or stars in them. All but the best are "
            "marked to go; what you said of them in Fovea is handed on to the one that stays."
        ),
        Kind.VERSION: tr(
            "One picture in several sizes, formats or edits. Nothing is marked: look at what differs, then "
            "press K to keep only the chosen one."
        ),
        Kind.SERIES: tr(
            "Different photos, taken one right after another. The sharpest comes first; nothing is marked."
        ),
    }[kind]


def warning(kind: Kind) -> str:
    """What to think of before only the best are kept; "": nothing."""
    return {
        Kind.VERSION: tr("Smaller sizes, other formats and edits of these pictures go."),
        Kind.SERIES: tr("These are different photos: only the sharpest of each series stays."),
    }.get(kind, "")


def nothing(kind: Kind, waiting: int) -> str:
    """Why there are no groups.

    Args:
        kind: Of which.
        waiting: So many photos were not compared yet.
    """
    if waiting and kind is not Kind.COPY:
        return wording.sentences([tr("Nothing was found yet."), still_waiting(waiting)])
    return {
        Kind.COPY: tr("No photo is there twice: nothing to tidy up."),
        Kind.SAME_PICTURE: tr("No picture is there twice with other details."),
        Kind.VERSION: tr("No picture is there in other sizes or edits."),
        Kind.SERIES: tr("No photos were taken one right after another."),
    }[kind]


def still_waiting(count: int) -> str:
    """Some photos were not compared yet."""
    return tr("Still to be compared: {photos}.").format(photos=wording.photos(count))
