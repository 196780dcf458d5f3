"""Conditions on a photo's file: folder, name, kind, format, size."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from core.library.conditions import DIRECTORIES, Where, any_of, between, literal, one_of, pattern

Kind = Literal["screenshot", "portrait", "landscape", "square", "panorama", "raw", "motion", "animated"]

_PAIRED_RAW = (
    "EXISTS (SELECT 1 FROM places AS raw WHERE raw.leader_id = places.id AND raw.state = 'paired'{})"
)
_INSIDE = f"""
    {DIRECTORIES}
    SELECT inside.id FROM each CROSS JOIN volumes ON volumes.id = each.volume_id
    CROSS JOIN places AS inside USING (volume_id, directory)
    WHERE replace(mount_path, '\\', '/') || '/' || each.directory || '/' LIKE ? ESCAPE '\\'"""
_SCREENSHOT_NAMES = (
    *("screenshot%", "screen shot%", "simulator screen shot%", "bildschirmfoto%", "captura de pantalla%"),
    *("capture d’écran%", "schermata%", "截屏%", "截图%", "屏幕截图%", "屏幕快照%", "スクリーンショット%"),
)
_KINDS: dict[str, str] = {
    "portrait": "height > width",
    "landscape": "width > height",
    "square": "width = height",
    # As phones stitch them; a projection is what other programs say of it.
    "panorama": "(projection IS NOT NULL OR max(width, height) >= 2 * min(width, height))",
    "raw": f"(format = 'RAW' OR {_PAIRED_RAW.format('')})",
    "motion": "(has_clip OR clip IS NOT NULL)",
    "animated": "format = 'GIF'",
}


@dataclass(frozen=True, slots=True)
class InFolder:
    """In or below a folder of this name, wherever it is; "a/b": a b inside an a; * and ? as in a shell.

    A drive counts as the folder where it was mounted last.
    """

    name: str

    def where(self) -> Where:
        """See `Condition`."""
        return f"places.id IN ({_INSIDE})", [f"%/{pattern(self.name)}/%"]


@dataclass(frozen=True, slots=True)
class Named:
    """The file's name has this text in it; or all of it matches, with * and ? as in a shell."""

    text: str

    def where(self) -> Where:
        """See `Condition`."""
        wild = "*" in self.text or "?" in self.text
        wanted = pattern(self.text) if wild else f"%{literal(self.text)}%"
        return "places.name LIKE ? ESCAPE '\\'", [wanted]


@dataclass(frozen=True, slots=True)
class OfFormat:
    """Its bytes are of one of these formats, as `Photo.format` has them."""

    formats: tuple[str, ...]

    def where(self) -> Where:
        """See `Condition`."""
        return one_of("format", self.formats)


@dataclass(frozen=True, slots=True)
class OfRawFormat:
    """A RAW file, or one paired with it, whose name ends in one of these; without a dot, lower case."""

    suffixes: tuple[str, ...]

    def where(self) -> Where:
        """See `Condition`."""
        return any_of(
            (
                f"(places.name LIKE ? OR {_PAIRED_RAW.format(' AND raw.name LIKE ?')})",
                [f"%.{suffix}", f"%.{suffix}"],
            )
            for suffix in self.suffixes
        )


@dataclass(frozen=True, slots=True)
class OfKind:
    """A kind of picture."""

    kind: Kind

    def where(self) -> Where:
        """See `Condition`."""
        if self.kind != "screenshot":
            return _KINDS[self.kind], []
        clause, names = any_of(("name LIKE ?", [name]) for name in _SCREENSHOT_NAMES)
        begins, beginnings = one_of("lower(substr(name, 1, 2))", [*{name[:2] for name in _SCREENSHOT_NAMES}])
        # Telephones number their screenshots as they do photos, but a photo is no PNG.
        phone = (
            "SELECT places.id FROM contents CROSS JOIN places ON content_id = contents.id "
            "WHERE format = 'PNG' AND camera_model IS NULL AND name LIKE 'IMG\\_%' ESCAPE '\\'"
        )
        named = f"SELECT id FROM places WHERE {begins} AND {clause}"
        inside = f"SELECT id FROM ({_INSIDE})"
        return f"places.id IN ({named} UNION {phone} UNION {inside})", [
            *beginnings,
            *names,
            "%/Screenshots/%",
        ]


@dataclass(frozen=True, slots=True)
class FileSize:
    """The file has at least and at most so many bytes; None: no limit."""

    least: int | None
    most: int | None

    def where(self) -> Where:
        """See `Condition`."""
        return between("places.size", self.least, self.most)
