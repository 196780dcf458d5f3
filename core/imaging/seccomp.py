"""A seccomp filter: system calls that no decoder needs fail in this process, whatever code runs in it.

A list of what is denied, not of what is allowed: image libraries, the C library and Python
change what they call from release to release, and a picture must not be lost to that. What the
list denies is what harms: the network, programs, other processes, and every change of a file.

Filters are programs of the kernel's Documentation/userspace-api/seccomp_filter.rst, in classic
BPF (McCanne and Jacobson, 1993). libseccomp would write them too, but is no part of a wheel.
"""

from __future__ import annotations

import ctypes
import errno
import os
import platform
import struct
import sys
from dataclasses import dataclass

from core.imaging.syscalls import MACHINES, NUMBERS

_SECCOMP = {"x86_64": 317, "aarch64": 277}
_SET_MODE_FILTER, _ALL_THREADS = 1, 1
_ARCHITECTURES = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}  # AUDIT_ARCH_…
_X32 = 0x40000000  # the bit of a second calling convention of x86_64

# BPF: load a word of struct seccomp_data; mask it; compare; return.
_LOAD, _AND, _EQUAL, _AT_LEAST, _RETURN = 0x20, 0x54, 0x15, 0x35, 0x06
_NUMBER_AT, _ARCHITECTURE_AT, _ARGUMENTS_AT = 0, 4, 16
_ALLOW, _FAIL = 0x7FFF0000, 0x00050000

_CLONE_THREAD = 0x10000
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC

# The C library tries the older call when these are not there: it passes its flags where a filter sees them.
_NOT_THERE = ("clone3", "openat2")


@dataclass(frozen=True, slots=True)
class _Only:
    """A call is allowed when an argument, masked, has this value.

    Attributes:
        argument: Its place, from 0.
        mask: 64 bits.
        value: 64 bits.
    """

    argument: int
    mask: int
    value: int


def _conditions() -> dict[str, _Only]:
    me = _Only(0, 0xFFFFFFFF, os.getpid())
    return {
        "clone": _Only(0, _CLONE_THREAD, _CLONE_THREAD),  # threads, but no processes
        "kill": me,
        "tgkill": me,  # abort() needs it
        "open": _Only(1, _WRITES, 0),
        "openat": _Only(2, _WRITES, 0),
        "prlimit64": _Only(2, 0xFFFFFFFF_FFFFFFFF, 0),  # reading a limit, but not setting one
    }


def _step(code: int, value: int, if_true: int = 0, if_false: int = 0) -> bytes:
    """One instruction, struct sock_filter; the jumps count the instructions to leave out."""
    return struct.pack("=HBBI", code, if_true, if_false, value)


def _rule(number: int, error: int, only: _Only | None) -> list[bytes]:
    """Instructions for one system call, whose number is in the accumulator, and stays if it is another."""
    fail = _step(_RETURN, _FAIL | error)
    if only is None:
        return [_step(_EQUAL, number, 0, 1), fail]
    at = _ARGUMENTS_AT + 8 * only.argument
    test = [
        *(_step(_LOAD, at), _step(_AND, only.mask & 0xFFFFFFFF)),
        _step(_EQUAL, only.value & 0xFFFFFFFF, 0, 4),
        *(_step(_LOAD, at + 4), _step(_AND, only.mask >> 32)),
        _step(_EQUAL, only.value >> 32, 0, 1),
        *(_step(_RETURN, _ALLOW), fail),
    ]
    return [_step(_EQUAL, number, 0, len(test)), *test]


def _program(machine: str) -> bytes:
    fail, allow = _step(_RETURN, _FAIL | errno.EPERM), _step(_RETURN, _ALLOW)
    steps = [
        # Numbers mean other calls in other calling conventions, which nobody here uses.
        *(_step(_LOAD, _ARCHITECTURE_AT), _step(_EQUAL, _ARCHITECTURES[machine], 1, 0), fail),
        _step(_LOAD, _NUMBER_AT),
    ]
    if machine == "x86_64":
        steps += [_step(_AT_LEAST, _X32, 0, 1), fail]
    conditions = _conditions()
    for name, numbers in NUMBERS.items():
        number = numbers[MACHINES.index(machine)]
        if number is not None:
            error = errno.ENOSYS if name in _NOT_THERE else errno.EPERM
            steps += _rule(number, error, conditions.get(name))
    return b"".join([*steps, allow])


class _Program(ctypes.Structure):
    """struct sock_fprog."""

    _fields_ = (("length", ctypes.c_ushort), ("steps", ctypes.c_char_p))


def restrict_self() -> bool:
    """Deny this process, all its threads, what `NUMBERS` lists, for good; no_new_privs must be set.

    Returns:
        False: the kernel, or this kind of processor, offers no such filter, and nothing is denied.
    """
    machine = platform.machine()
    if machine not in MACHINES or sys.maxsize < 1 << 32:  # a 32-bit program calls by other numbers
        return False
    steps = _program(machine)
    program = _Program(len(steps) // 8, steps)
    system_call = ctypes.CDLL(None, use_errno=True).syscall
    system_call.restype = ctypes.c_long
    failed: int = system_call(
        ctypes.c_long(_SECCOMP[machine]),
        ctypes.c_uint(_SET_MODE_FILTER),
        ctypes.c_uint(_ALL_THREADS),
        ctypes.byref(program),
    )
    return failed == 0
