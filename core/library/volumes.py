"""Which volume a path is on, and where a known volume is mounted now.

A volume is known by what the system calls it (its file system's UUID or label
where there is one), so a drive that comes back under another mount point is the same.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import psutil

_MOUNTINFO = Path("/proc/self/mountinfo")
_BY_UUID = Path("/dev/disk/by-uuid")
_BY_LABEL = Path("/dev/disk/by-label")
_NETWORK_TYPES = frozenset(
    {
        "9p",
        "afpfs",
        "ceph",
        "cifs",
        "davfs",
        "fuse.gvfsd-fuse",
        "fuse.rclone",
        "fuse.s3fs",
        "fuse.sshfs",
        "fuse.vmhgfs-fuse",
        "nfs",
        "nfs4",
        "prl_fs",
        "smb3",
        "smbfs",
        "sshfs",
        "vboxsf",
    }
)
_PSEUDO_TYPES = frozenset(
    {
        "autofs",
        "binfmt_misc",
        "bpf",
        "cgroup",
        "cgroup2",
        "configfs",
        "debugfs",
        "devpts",
        "devtmpfs",
        "efivarfs",
        "fuse.gvfsd-fuse",
        "fuse.lxcfs",
        "fuse.portal",
        "fusectl",
        "hugetlbfs",
        "mqueue",
        "nsfs",
        "overlay",
        "proc",
        "pstore",
        "ramfs",
        "rpc_pipefs",
        "securityfs",
        "selinuxfs",
        "squashfs",
        "sysfs",
        "tmpfs",
        "tracefs",
    }
)
"""File systems that the system makes for itself; one inside a chosen folder holds nobody's photos."""

_GET_UUID = 0x80111500
"""FS_IOC_GETFSUUID of Linux 6.10: _IOR(0x15, 0, struct fsuuid2), a length byte and 16 bytes."""


@dataclass(frozen=True, slots=True)
class Volume:
    """A mounted file system.

    Attributes:
        identity: What it is called wherever it is mounted.
        mount: Where it is mounted now.
        network: It is on another machine, or outside of a virtual one: events may not arrive, SQLite's
            WAL does not work.
        pseudo: The system made it for itself.
    """

    identity: str
    mount: Path
    network: bool = False
    pseudo: bool = False

    @property
    def named(self) -> bool:
        """Whether the identity is its own; else another drive at the same place looks the same."""
        return not self.identity.startswith("device:")


def mounted_volumes() -> list[Volume]:
    """All volumes that are mounted now, in the order of mounting."""
    if sys.platform == "linux" and _MOUNTINFO.exists():
        return _from_mountinfo(_MOUNTINFO.read_bytes())
    return [
        Volume(
            _serial(part.mountpoint) or f"device:{part.device}:{part.mountpoint}",
            Path(part.mountpoint),
            network=part.fstype in _NETWORK_TYPES,
            pseudo=part.fstype in _PSEUDO_TYPES,
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


def find_volume(identity: str, last_mount: Path, volumes: Sequence[Volume]) -> Volume | None:
    """Where a known volume is mounted now.

    Args:
        identity: Of the volume.
        last_mount: Where it was seen last; preferred when it is mounted at several places.
        volumes: From `mounted_volumes`.

    Returns:
        None when it is not mounted, or another volume hides it.
    """
    if identity == unlisted_volume(last_mount).identity:
        return unlisted_volume(last_mount)
    seen = [volume for volume in volumes if volume.identity == identity]
    reachable = [volume for volume in seen if volume_of(volume.mount, volumes).identity == identity]
    here = [volume for volume in reachable if volume.mount == last_mount]
    return next(iter(here or reachable), None)


def unlisted_volume(path: Path) -> Volume:
    """The volume of a path below no listed mount point, as in a chroot: one a drive, always mounted."""
    return Volume(f"path:{path.anchor}", Path(path.anchor))


def _from_mountinfo(content: bytes) -> list[Volume]:
    """Read /proc/self/mountinfo, proc(5): id, parent, device, root, mount point, ..., -, type, source."""
    uuids, labels = _links(_BY_UUID), _links(_BY_LABEL)
    volumes = []
    for line in content.splitlines():
        fields, _, tail = line.partition(b" - ")
        parts, (kind, source, *_) = fields.split(b" "), tail.split(b" ")
        root, mount = _unescape(parts[3]), _unescape(parts[4])
        kind_name, device = os.fsdecode(kind), _unescape(source)
        network, block = kind_name in _NETWORK_TYPES, os.path.realpath(device)
        # What udev says first: it needs no look at the drive itself.
        if uuid := uuids.get(block) or (_own_uuid(mount) if device.startswith("/dev/") else ""):
            identity = f"uuid:{uuid}"
        elif label := labels.get(block):
            identity = f"label:{label}"
        elif network:
            identity = f"network:{device}"
        else:
            identity = f"device:{device}:{mount}"
        # A bind mount or a subvolume shows only a part of its file system.
        if root != "/" and not identity.startswith("device:"):
            identity += f":{root}"
        volumes.append(Volume(identity, Path(mount), network, kind_name in _PSEUDO_TYPES))
    return volumes


def _links(directory: Path) -> dict[str, str]:
    """What udev calls the block devices: device -> name."""
    try:
        return {os.path.realpath(link): link.name for link in directory.iterdir()}
    except OSError:
        return {}


def _own_uuid(mount: str) -> str:
    """What a mounted file system says of itself, where there is no udev (containers, early boot)."""
    if sys.platform != "linux":
        return ""
    import fcntl  # noqa: PLC0415  not on Windows

    try:
        descriptor = os.open(mount, os.O_RDONLY | os.O_DIRECTORY)
    except OSError:
        return ""
    try:
        answer = fcntl.ioctl(descriptor, _GET_UUID, bytes(17))
    except OSError:
        return ""
    finally:
        os.close(descriptor)
    length, value = answer[0], answer[1:]
    if not any(value[:length]):
        return ""
    return str(UUID(bytes=value)) if length == len(value) else value[:length].hex()


def _serial(mount: str) -> str:
    """The serial number of a volume on Windows, where the device number of a file is just that."""
    if sys.platform != "win32":
        return ""
    try:
        # 32 bits are the same in all versions of Python; newer ones know more of it.
        serial = Path(mount).stat().st_dev & 0xFFFF_FFFF
    except OSError:
        return ""
    return f"serial:{serial:08x}" if serial else ""


def _unescape(field: bytes) -> str:
    """Undo mountinfo's octal escapes of space, tab, newline and backslash."""
    for code, char in ((b"\\040", b" "), (b"\\011", b"\t"), (b"\\012", b"\n"), (b"\\134", b"\\")):
        field = field.replace(code, char)
    return os.fsdecode(field)
