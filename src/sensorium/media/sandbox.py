"""Locks a decoding process in: no files, no network, no other processes, limited memory. Linux first.

Three layers, each used where the kernel has it and reported in `Level`: resource limits (POSIX), Landlock (Linux 5.13,
no file can be opened and no TCP port reached) and a seccomp filter that allows only the system calls which computing on
memory and answering through an open pipe need. The last two are entered through `ctypes`, so no package is needed.
Everything a decoder needs must be imported before `enter`.
"""

from __future__ import annotations

import ctypes
import os
import platform
import struct
import sys
from dataclasses import dataclass

_PR_SET_NO_NEW_PRIVS = 38
_PR_SET_SECCOMP = 22
_SECCOMP_MODE_FILTER = 2
_LANDLOCK_CREATE_RULESET = 444  # the same numbers on every architecture
_LANDLOCK_RESTRICT_SELF = 446
_LANDLOCK_CREATE_RULESET_VERSION = 1
_NUM_FILE_DESCRIPTORS = 64


@dataclass(frozen=True, kw_only=True, slots=True)
class Level:
    """Which protections hold. All three on Linux ≥5.13; macOS has limits at most; Windows has none of them."""

    memory_limited: bool
    landlock: bool
    seccomp: bool

    @property
    def complete(self) -> bool:
        return self.memory_limited and self.landlock and self.seccomp


def enter(worker_bytes: int) -> Level:
    """Give up everything but memory and the open pipes, for good. `worker_bytes`: address space left to grow by."""
    memory_limited = _limit_resources(worker_bytes)
    if not sys.platform.startswith("linux"):
        return Level(memory_limited=memory_limited, landlock=False, seccomp=False)
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0):
        return Level(memory_limited=memory_limited, landlock=False, seccomp=False)
    landlock = _enter_landlock(libc)
    return Level(memory_limited=memory_limited, landlock=landlock, seccomp=_enter_seccomp(libc))


def _limit_resources(worker_bytes: int) -> bool:
    try:
        import resource
    except ImportError:  # Windows
        return False
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (_NUM_FILE_DESCRIPTORS, _NUM_FILE_DESCRIPTORS))
    address_space = _address_space_bytes()
    if address_space is None:
        return False
    limit = address_space + worker_bytes
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    return True


def _address_space_bytes() -> int | None:
    """What this process has mapped by now; None where the kernel does not tell."""
    try:
        with open("/proc/self/statm", "rb") as statm:
            return int(statm.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return None


def _enter_landlock(libc: ctypes.CDLL) -> bool:
    """A ruleset that handles every right the kernel knows and grants none."""
    version = libc.syscall(_LANDLOCK_CREATE_RULESET, None, ctypes.c_size_t(0), _LANDLOCK_CREATE_RULESET_VERSION)
    if version < 1:
        return False
    file_rights = (13, 14, 15, 15, 16)[min(version, 5) - 1]
    network_rights = 2 if version >= 4 else 0
    scopes = 2 if version >= 6 else 0
    fields = [(1 << count) - 1 for count in (file_rights, network_rights, scopes)]
    attributes = struct.pack(f"={1 + (version >= 4) + (version >= 6)}Q", *fields[: 1 + (version >= 4) + (version >= 6)])
    ruleset = libc.syscall(_LANDLOCK_CREATE_RULESET, attributes, ctypes.c_size_t(len(attributes)), 0)
    if ruleset < 0:
        return False
    restricted = bool(libc.syscall(_LANDLOCK_RESTRICT_SELF, ruleset, 0) == 0)
    os.close(ruleset)
    return restricted


# Calls that touch only memory, time, the threads of this process and pipes that are open already: (x86-64, ARM64).
_ALLOWED_CALLS = {
    "read": (0, 63), "write": (1, 64), "readv": (19, 65), "writev": (20, 66), "close": (3, 57), "fstat": (5, 80),
    "lseek": (8, 62), "poll": (7, None), "ppoll": (271, 73), "select": (23, None), "pselect6": (270, 72),
    "mmap": (9, 222), "munmap": (11, 215), "mprotect": (10, 226), "mremap": (25, 216), "madvise": (28, 233),
    "brk": (12, 214), "futex": (202, 98), "set_robust_list": (273, 99), "rseq": (334, 293), "membarrier": (324, 283),
    "set_tid_address": (218, 96), "exit": (60, 93), "exit_group": (231, 94), "gettid": (186, 178), "getpid": (39, 172),
    "rt_sigaction": (13, 134), "rt_sigprocmask": (14, 135), "rt_sigreturn": (15, 139), "sigaltstack": (131, 132),
    "setitimer": (38, 103), "alarm": (37, None), "restart_syscall": (219, 128),
    "clock_gettime": (228, 113), "clock_getres": (229, 114), "gettimeofday": (96, 169), "time": (201, None),
    "nanosleep": (35, 101), "clock_nanosleep": (230, 115), "getrandom": (318, 278), "sysinfo": (99, 179),
    "sched_yield": (24, 124), "sched_getaffinity": (204, 123), "sched_getscheduler": (145, 120),
    "sched_getparam": (143, 121), "getcpu": (309, 168), "uname": (63, 160), "getuid": (102, 174), "geteuid": (107, 175),
    "getrusage": (98, 165), "times": (100, 153), "fcntl": (72, 25), "dup": (32, 23), "arch_prctl": (158, None),
}  # fmt: skip
_CLONE = (56, 220)
_CLONE3 = (435, 435)
_PRCTL = (157, 167)
_TGKILL = (234, 131)
_CLONE_THREAD = 0x00010000
_PR_SET_NAME = 15
_ARCHITECTURES = {"x86_64": (0, 0xC000003E), "aarch64": (1, 0xC00000B7)}

_LOAD, _JUMP_EQUAL, _JUMP_ANY_BIT, _JUMP_GREATER_OR_EQUAL, _RETURN = 0x20, 0x15, 0x45, 0x35, 0x06
_ALLOW = 0x7FFF0000
_DENY_EPERM = 0x00050000 | 1
_DENY_ENOSYS = 0x00050000 | 38
_X32_CALLS = 0x40000000
_OFFSET_CALL, _OFFSET_ARCHITECTURE, _OFFSET_FIRST_ARGUMENT = 0, 4, 16


def seccomp_program(machine: str) -> bytes | None:
    """The classic BPF program for this process on `machine` (`platform.machine()`); None where none is known."""
    if machine not in _ARCHITECTURES:
        return None
    column, audit_architecture = _ARCHITECTURES[machine]
    program = [
        (_LOAD, 0, 0, _OFFSET_ARCHITECTURE),
        (_JUMP_EQUAL, 1, 0, audit_architecture),
        (_RETURN, 0, 0, _DENY_EPERM),
        (_LOAD, 0, 0, _OFFSET_CALL),
        (_JUMP_GREATER_OR_EQUAL, 0, 1, _X32_CALLS),
        (_RETURN, 0, 0, _DENY_EPERM),
    ]
    for numbers in _ALLOWED_CALLS.values():
        if (number := numbers[column]) is not None:
            program += [(_JUMP_EQUAL, 0, 1, number), (_RETURN, 0, 0, _ALLOW)]
    # The C library falls back from clone3 to clone, whose flags a filter can see: threads yes, processes no.
    program += [(_JUMP_EQUAL, 0, 1, _CLONE3[column]), (_RETURN, 0, 0, _DENY_ENOSYS)]
    program += _allow_first_argument(_CLONE[column], _JUMP_ANY_BIT, _CLONE_THREAD)
    program += _allow_first_argument(_PRCTL[column], _JUMP_EQUAL, _PR_SET_NAME)
    program += _allow_first_argument(_TGKILL[column], _JUMP_EQUAL, os.getpid())  # abort() ends this process only
    program.append((_RETURN, 0, 0, _DENY_EPERM))
    return b"".join(struct.pack("=HBBI", *instruction) for instruction in program)


def _allow_first_argument(call: int, test: int, value: int) -> list[tuple[int, int, int, int]]:
    """Allow `call` when its first argument passes `test` against `value`, deny it otherwise."""
    return [
        (_JUMP_EQUAL, 0, 4, call),
        (_LOAD, 0, 0, _OFFSET_FIRST_ARGUMENT),
        (test, 0, 1, value),
        (_RETURN, 0, 0, _ALLOW),
        (_RETURN, 0, 0, _DENY_EPERM),
    ]


class _FilterProgram(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_char_p))


def _enter_seccomp(libc: ctypes.CDLL) -> bool:
    program = seccomp_program(platform.machine())
    if program is None:
        return False
    wrapped = _FilterProgram(len(program) // 8, program)
    return bool(libc.prctl(_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, ctypes.byref(wrapped), 0, 0) == 0)
