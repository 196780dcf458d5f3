"""Landlock: the Linux kernel keeps this process from changing any file, whatever code runs in it.

The system calls are made by number, because the C library has no functions for them and no
kept Python library does. Structures, rights and versions are those of the kernel's
Documentation/userspace-api/landlock.rst and include/uapi/linux/landlock.h.
"""

from __future__ import annotations

import ctypes
import os

# The same on every architecture.
_CREATE_RULESET = 444
_RESTRICT_SELF = 446
_ASK_VERSION = 1

# Bits of handled_access_fs. Reading a file (2) and listing a directory (3) are not among them.
_EXECUTE = 1 << 0
_CHANGES = 1 << 1 | sum(1 << bit for bit in range(4, 13))  # write, remove, make of every kind
_REFER, _TRUNCATE, _IOCTL_DEVICE = 1 << 13, 1 << 14, 1 << 15
_RIGHTS_SINCE = {1: _EXECUTE | _CHANGES, 2: _REFER, 3: _TRUNCATE, 5: _IOCTL_DEVICE}
_TCP_SINCE, _TCP = 4, 0b11  # bind, connect
_SCOPES_SINCE, _SCOPES = 6, 0b11  # abstract Unix sockets, signals


class _Ruleset(ctypes.Structure):
    """struct landlock_ruleset_attr."""

    _fields_ = (
        ("handled_access_fs", ctypes.c_uint64),
        ("handled_access_net", ctypes.c_uint64),
        ("scoped", ctypes.c_uint64),
    )


def restrict_self() -> int:
    """Deny this thread, and all that it starts, every change of a file; for good.

    Files opened before stay as they are. No privilege is needed, but no_new_privs must be set.
    Later kernels deny more: running a program counts as a change for all of them; TCP since
    version 4; signals to, and abstract sockets of, other processes since version 6.

    Returns:
        The kernel's version of Landlock; 0: it offers none, and nothing is denied.
    """
    system_call = ctypes.CDLL(None, use_errno=True).syscall
    system_call.restype = ctypes.c_long
    version: int = system_call(
        ctypes.c_long(_CREATE_RULESET), None, ctypes.c_size_t(0), ctypes.c_uint(_ASK_VERSION)
    )
    if version < 1:
        return 0
    # What a ruleset handles is denied, but for its rules; and it gets none.
    ruleset = _Ruleset(
        sum(rights for since, rights in _RIGHTS_SINCE.items() if version >= since),
        _TCP if version >= _TCP_SINCE else 0,
        _SCOPES if version >= _SCOPES_SINCE else 0,
    )
    # An older kernel takes a longer structure when what it does not know is zero.
    descriptor: int = system_call(
        ctypes.c_long(_CREATE_RULESET),
        ctypes.byref(ruleset),
        ctypes.c_size_t(ctypes.sizeof(ruleset)),
        ctypes.c_uint(0),
    )
    if descriptor < 0:
        return 0
    try:
        failed = system_call(ctypes.c_long(_RESTRICT_SELF), ctypes.c_int(descriptor), ctypes.c_uint(0))
    finally:
        os.close(descriptor)
    return 0 if failed else version
