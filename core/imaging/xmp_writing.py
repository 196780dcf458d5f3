"""What people say, written into an XMP sidecar and taken out of it again (ISO 16684-1). Only in a child.

Where what goes:

- stars: xmp:Rating, -1 for a rejected photo (XMP, part 1, section 8.4); title and caption: dc:title and
  dc:description. Lightroom, digiKam, darktable and Immich read these.
- tags: dc:subject, which all of them read. Those that know trees of tags believe a list of paths more
  than dc:subject, where a sidecar has one (digiKam:TagsList, lr:hierarchicalSubject,
  MicrosoftPhoto:LastKeywordXMP): a tag is added to those that are there, and none is begun.
- favourites and albums: properties of Fovea's own. Nobody else's program has a property for either
  (Lightroom's collections stay in its catalogue, digiKam's albums are folders), and as colour labels,
  stars or keywords they would say what the person did not say.

All that others wrote stays, in its order and with its prefixes. What is written is written down, with what
stood there before, so that it can be taken back: a sidecar is read as if Fovea had never written to it.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from core.imaging.saying import Amended, Saying, in_xml
from core.imaging.xmp_packet import TEXTS, Packet

_SUBJECT, _ALBUMS = "dc:subject", "fovea:Albums"
_PATHS = {"lr:hierarchicalSubject": "|", "digiKam:TagsList": "/", "MicrosoftPhoto:LastKeywordXMP": "/"}
"""Lists of tags with those above them, and what stands between them."""


def amend(data: bytes | None, saying: Saying, ours: Sequence[str] = ()) -> Amended:
    """Make a sidecar say what people say now.

    Args:
        data: As it is; None: there is none.
        saying: What people say.
        ours: Records of what Fovea wrote into it before, the newest first. The newest may have come to
            nothing, when the program ended before the file was written.

    Raises:
        NotUnderstood: It is no XMP.
    """
    packet = Packet(data)
    before = packet.serialised()
    _take_back(packet, ours)
    record = _say(packet, saying)
    after = packet.serialised()
    changed = after != before if data is not None else bool(record)
    return Amended(after if changed else None, record, packet.is_hollow)


def without_ours(data: bytes, ours: Sequence[str]) -> bytes:
    """A sidecar as others wrote it.

    Args:
        data: As it is.
        ours: As for `amend`.

    Raises:
        NotUnderstood: It is no XMP.
    """
    packet = Packet(data)
    _take_back(packet, ours)
    return packet.serialised()


def _say(packet: Packet, saying: Saying) -> str:
    """Write it; gives the record by which `_take_back` undoes it, "" when it was all there already."""
    put: dict[str, tuple[str, str | None]] = {}
    for name, value in _singles(saying):
        if packet.value(name) != value:
            put[name] = (value, packet.put(name, value))
    denied = {_folded(tag) for tag in saying.not_tags}
    removed: dict[str, list[str]] = {}
    for name in (_SUBJECT, *_PATHS):
        for text in packet.items(name):
            separator = _PATHS.get(name)
            leaf = text.rpartition(separator)[2] if separator else text
            if _folded(leaf) in denied:
                removed.setdefault(name, []).append(text)
                packet.drop(name, text)
    added: dict[str, list[str]] = {}
    for name, texts in _lists(packet, saying, denied, begun=bool(removed)):
        present = {_folded(text) for text in packet.items(name)}
        for text in map(in_xml, texts):
            if text and _folded(text) not in present:
                present.add(_folded(text))
                added.setdefault(name, []).append(text)
                packet.append(name, text)
    record = {"put": put, "added": added, "removed": removed}
    return json.dumps(record, ensure_ascii=False) if put or added or removed else ""


def _take_back(packet: Packet, ours: Sequence[str]) -> None:
    """Undo what `_say` did, as far as it is still there: what others changed since is theirs."""
    for record in map(json.loads, ours):
        for name, (value, before) in record["put"].items():
            if packet.value(name) == value:
                packet.put_back(name, before)
        for name, texts in record["added"].items():
            for text in texts:
                packet.drop(name, text)
        for name, texts in record["removed"].items():
            present = packet.items(name)
            for text in texts:
                if text not in present:
                    packet.append(name, text)
    if ours:
        packet.tidy()


def _singles(saying: Saying) -> Iterator[tuple[str, str]]:
    """The properties of one value that people spoke of; "" says that there is none."""
    if saying.rating is not None:
        yield "xmp:Rating", str(saying.rating)
    if saying.favourite is not None:
        yield "fovea:Favourite", str(saying.favourite)
    for name, text in zip(TEXTS, (saying.title, saying.caption), strict=True):
        if text is not None:
            yield name, in_xml(text)


def _lists(
    packet: Packet, saying: Saying, denied: set[str], *, begun: bool
) -> Iterator[tuple[str, Iterable[str]]]:
    """What has to be in which list."""
    own = [word for word in saying.own_keywords if _folded(word) not in denied]
    begins = (saying.tags or denied) and not begun and not packet.items(_SUBJECT)
    yield _SUBJECT, (*(own if begins else ()), *saying.tags)
    for name, separator in _PATHS.items():
        if packet.items(name):
            # A tag with the separator in it can't be said there.
            yield name, [tag for tag in saying.tags if separator not in tag]
    yield _ALBUMS, saying.albums


def _folded(text: str) -> str:
    """By what two spellings of a tag are known to be one: as in the library's `fold_name`."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold())
