"""How every value leaves the program: one door for marks and credentials, and files that are never half written."""

from __future__ import annotations

import base64
import contextlib
import errno
import json
import os
import secrets
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

from sensorium.errors import InvalidInput, StorageFailed

Value = TypeVar("Value")

_TOLD_CHARACTERS = 50  # of a file's name, in that of the one beside it: names have 255 bytes at most
_REASONS = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "the quota is used up",
    errno.EFBIG: "the file would be larger than allowed",
    errno.EROFS: "the disk is read-only",
    errno.EACCES: "it may not be written there",
    errno.EPERM: "it may not be written there",
}


def export(value: Value, extension: str, write: Callable[[Value], bytes]) -> bytes:
    """The bytes of `value` in the format of `extension`. Every `save`, `encode` and notebook view passes through here.

    This is the one place, after decoding and before writing, where what is generated gets its provenance: a mark in
    the pixels or samples of `value` before `write`, signed credentials in the bytes after it.
    """
    return write(value)


def extension_of(path: str | os.PathLike[str], names: Mapping[str, str]) -> str:
    """The format that the extension of `path` stands for; `names` maps extensions without dot to formats.

    Raises `InvalidInput(code="unsupported_format")`.
    """
    extension = Path(path).suffix.lower().removeprefix(".")
    return format_of(extension, names)


def format_of(extension: str, names: Mapping[str, str]) -> str:
    """As `extension_of`, for an extension or the name of a format."""
    name = extension.lower().removeprefix(".")
    if name not in names:
        allowed = ", ".join(f".{known}" for known in names)
        got = f".{name}" if name else "no extension"
        raise InvalidInput(f"The extension picks the format: {allowed}; got {got}.", code="unsupported_format")
    return names[name]


def write_file(path: str | os.PathLike[str], data: bytes) -> Path:
    """Write `data` to `path` so that there is either all of it or what was there before.

    Raises `StorageFailed` when the disk refuses, `InvalidInput(code="invalid_filename")` when there is no such folder.
    """
    try:
        target = Path(path).resolve()
        aside = target.with_name(f".{target.name[:_TOLD_CHARACTERS]}.{secrets.token_hex(4)}.part")
        try:
            _write_aside(aside, data)
            with contextlib.suppress(OSError):  # there is none yet, or the disk knows no permissions
                shutil.copymode(target, aside)
            aside.replace(target)
        finally:
            aside.unlink(missing_ok=True)
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError, ValueError) as error:
        message = f"{Path(path).name[:80]!r} cannot be written: there is no such folder, or it is one itself."
        raise InvalidInput(message, code="invalid_filename") from error
    except OSError as error:
        reason = _REASONS.get(error.errno or 0, error.strerror or "the disk refused")
        message = f"{Path(path).name[:80]!r} was not written: {reason}. What was there before is intact."
        raise StorageFailed(message) from error
    return Path(path)


def _write_aside(path: Path, data: bytes) -> None:
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def append_json(path: Path, told: object) -> None:
    """One more line of JSON at the end of a file, on the disk when this returns; half a line that a kill left goes.

    Raises OSError.
    """
    with path.open("ab+") as file:
        file.seek(max(0, file.tell() - 1))
        if file.read(1) not in (b"", b"\n"):
            file.seek(0)
            file.truncate(file.read().rfind(b"\n") + 1)
        # A name of a file may hold bytes that are no UTF-8, as halves of characters: they are escaped, and read back.
        file.write(json.dumps(told, ensure_ascii=False).encode(errors="backslashreplace") + b"\n")
        file.flush()
        os.fsync(file.fileno())


def json_lines(path: Path) -> list[Any]:
    """What the lines of a file say; one that is no JSON, as a kill may leave it, says nothing. Raises OSError."""
    told = []
    for line in path.read_bytes().split(b"\n"):
        with contextlib.suppress(ValueError):
            told.append(json.loads(line))
    return told


def data_url(media_type: str, data: bytes) -> str:
    """`data` inside an address, for pages that stand alone."""
    return f"data:{media_type};base64,{base64.b64encode(data).decode()}"
