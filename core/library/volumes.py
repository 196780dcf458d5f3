"""Which volume a path is on, and where a known volume is mounted now.

A volume is known by what the system calls it (its file system's UUID where
there is one), so a drive that comes back under another mount point is the same.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil

_MOUNTINFO = Path("/proc/self/mountinfo")
_BY_UUID = Path("/dev/disk/by-uuid")
_NETWORK_TYPES = frozenset(
    {"nfs", "nfs4", "cifs", "smb3", "smbfs", "sshfs", "fuse.sshfs", "afpfs", "9p", "davfs"}
)


@dataclass(frozen=True, slots=True)
class Volume:
    """A mounted file system.

    Attributes:
        identity: What it is called wherever it is mounted.
        mount: Where it is mounted now.
        network: It is on another machine: events may not arrive, SQLite's WAL does not work.
    """

    identity: str
    mount: Path
    network: bool = False


def mounted_volumes() -> list[Volume]:
    """All volumes that are mounted now, in the order of mounting."""
    if sys.platform == "linux" and _MOUNTINFO.exists():
        return _from_mountinfo(_MOUNTINFO.read_bytes())
    return [
        Volume(
            f"device:{part.device}:{part.mountpoint}", Path(part.mountpoint), part.fstype in _NETWORK_TYPES
        )
        for part in psutil.disk_partitions(all=True)
    ]


def volume_of(path: Path, volumes: Sequence[Volume]) -> Volume:
    """The volume a path lies on: the deepest mount point above it, the last one mounted there.

    Args:
        path: Absolute, with symbolic links resolved.
        volumes: From `mounted_volumes`.
    """
    best: Volume | None = None
    for volume in volumes:
        if path.is_relative_to(volume.mount) and (
            best is None or len(volume.mount.parts) >= len(best.mount.parts)
        ):
            best = volume
    return best or unlisted_volume(path)


def unlisted_volume(path: Path) -> Volume:
    """The volume of a path below no listed mount point, as in a chroot: one a drive, always mounted."""
    return Volume(f"path:{path.anchor}", Path(path.anchor))


def _from_mountinfo(content: bytes) -> list[Volume]:
    """Read /proc/self/mountinfo, proc(5): id, parent, device, root, mount point, ..., -, type, source."""
    uuids = _filesystem_uuids()
    volumes = []
    for line in content.splitlines():
        fields, _, tail = line.partition(b" - ")
        parts, (kind, source, *_) = fields.split(b" "), tail.split(b" ")
        root, mount = _unescape(parts[3]), _unescape(parts[4])
        kind_name, device = os.fsdecode(kind), _unescape(source)
        network = kind_name in _NETWORK_TYPES
        if uuid := uuids.get(os.path.realpath(device)):
            identity = f"uuid:{uuid}"
        elif network:
            identity = f"network:{device}"
        else:
            identity = f"device:{device}:{mount}"
        # A bind mount or a subvolume shows only a part of its file system.
        if root != "/" and not identity.startswith("device:"):
            identity += f":{root}"
        volumes.append(Volume(identity, Path(mount), network))
    return volumes


def _filesystem_uuids() -> dict[str, str]:
    try:
        return {os.path.realpath(link): link.name for link in _BY_UUID.iterdir()}
    except OSError:
        return {}


def _unescape(field: bytes) -> str:
    """Undo mountinfo's octal escapes of space, tab, newline and backslash."""
    for code, char in ((b"\\040", b" "), (b"\\011", b"\t"), (b"\\012", b"\n"), (b"\\134", b"\\")):
        field = field.replace(code, char)
    return os.fsdecode(field)
