"""Where bytes come from: a path, bytes, an open file, a base64 data URL or a web address → bytes and what they are.

`load` is for a caller who may read this machine's files; `load_remote` takes only what a stranger may name.
"""

from __future__ import annotations

import base64
import binascii
import os
import stat
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol, TypeAlias, runtime_checkable

from sensorium.errors import InvalidInput, TooLarge
from sensorium.limits import DEFAULT, Limits
from sensorium.media import addresses, formats
from sensorium.media.fetch import Fetched, fetch


@runtime_checkable
class Readable(Protocol):
    """A file or a stream that is open for reading bytes. `read` may give fewer than asked for, b"" at the end."""

    def read(self, size: int, /) -> object: ...


Source: TypeAlias = str | os.PathLike[str] | bytes | bytearray | memoryview | Readable
Fetch: TypeAlias = Callable[[str, Limits], Fetched]

_BASE64_OF_URLS = str.maketrans("-_", "+/")
_MAX_HEAD_CHARACTERS = 1000
_UNTELLING_TYPES = ("", "application/octet-stream", "binary/octet-stream")
_UNTELLING_TEXT = "text/plain"  # which many servers say of Markdown and CSV


@dataclass(frozen=True, kw_only=True)
class Loaded:
    """Bytes, their media type (judged by them; a name only says which kind of plain text), what deserves a mention."""

    data: bytes
    media_type: str
    notes: tuple[str, ...] = ()


def load(source: Source, limits: Limits = DEFAULT, *, fetch: Fetch = fetch, name: str = "") -> Loaded:
    """Bytes from wherever the caller of the library says, this machine's files included. What is open already is read
    from where it stands, and stays open.

    name: what somebody calls bytes, which tells kinds of plain text apart.

    Raises `TooLarge(code="request_too_large")`, `InvalidInput` with code `unsupported_format`, `empty_file`,
    `invalid_source`, `invalid_filename`, `file_not_found`, `invalid_base64` or `invalid_url`.
    """
    if isinstance(source, bytes | bytearray | memoryview):
        return _loaded(bytes(_judged(source, limits)), name=name)
    if isinstance(source, Readable):
        called = getattr(source, "name", "")
        return _loaded(_read_open(source, limits), name=name or (called if isinstance(called, str) else ""))
    text = _path(source)
    if isinstance(source, str) and (text[:5].lower() == "data:" or "://" in text):
        return load_remote(text, limits, fetch=fetch, name=name)
    return _loaded(_read_file(text, limits), name=text)


def load_remote(address: str, limits: Limits = DEFAULT, *, fetch: Fetch = fetch, name: str = "") -> Loaded:
    """Bytes from a base64 data URL or a public web address; nothing else is looked at. Raises as `load`."""
    if address[:5].lower() == "data:":
        declared, data = read_data_url(address, limits)
        return _loaded(data, declared, name)
    if address[:7].lower() != "http://" and address[:8].lower() != "https://":
        raise addresses.refused()
    fetched = fetch(address, limits)
    return _loaded(
        fetched.data, fetched.declared_type, name or address.split("?", maxsplit=1)[0].split("#", maxsplit=1)[0]
    )


def load_inline(data: bytes, declared_type: str, limits: Limits = DEFAULT, *, name: str = "") -> Loaded:
    """Bytes of what was a data URL, and what it said that they are. name: see `load`. Raises as `load`."""
    _judge_size(len(data), limits)
    return _loaded(data, declared_type, name)


def _loaded(data: bytes, declared_type: str = "", name: str = "") -> Loaded:
    tells = declared_type not in (*_UNTELLING_TYPES, _UNTELLING_TEXT)
    media_type = formats.detect(data, declared_type if tells else name)
    text = declared_type == _UNTELLING_TEXT and media_type in formats.FLOWING
    if text or declared_type in (*_UNTELLING_TYPES, media_type):
        return Loaded(data=data, media_type=media_type)
    return Loaded(data=data, media_type=media_type, notes=(f"declared as {declared_type[:80]}, is {media_type}",))


def _judged(data: bytes | bytearray | memoryview, limits: Limits) -> bytes | bytearray | memoryview:
    num_bytes = data.nbytes if isinstance(data, memoryview) else len(data)
    _judge_size(num_bytes, limits)
    return data


def _judge_size(num_bytes: int, limits: Limits) -> None:
    if num_bytes > limits.input_bytes:
        raise TooLarge(
            "The file is too large; give a smaller one", limit=limits.input_bytes, got=num_bytes, unit="bytes",
            code="request_too_large",
        )  # fmt: skip


def read_data_url(address: str, limits: Limits = DEFAULT) -> tuple[str, bytes]:
    """Declared media type and bytes (RFC 2397, base64 only; line breaks, `-_` and missing padding are forgiven).

    Raises `InvalidInput(code="invalid_base64")`, `TooLarge(code="request_too_large")`.
    """
    comma = address.find(",", 0, _MAX_HEAD_CHARACTERS)
    declared, *parameters = (word.strip().lower() for word in address[5 : max(comma, 5)].split(";"))
    if comma < 0 or "base64" not in parameters:
        raise InvalidInput("A data URL must read data:<type>;base64,<data>.", code="invalid_base64")
    num_empty = sum(address.count(character, comma) for character in "= \t\r\n")
    _judge_size((len(address) - comma - 1 - num_empty) * 3 // 4, limits)
    compact = "".join(address[comma + 1 :].split()).rstrip("=").translate(_BASE64_OF_URLS)
    try:
        return declared, base64.b64decode(compact + "=" * (-len(compact) % 4), validate=True)
    except (binascii.Error, ValueError):
        raise InvalidInput("The data URL holds characters that are not base64.", code="invalid_base64") from None


def _path(source: object) -> str:
    """The path that somebody gives. Raises InvalidInput for what is none."""
    if isinstance(source, str | os.PathLike) and isinstance(path := os.fspath(source), str):
        return path
    kind = type(source)
    raise InvalidInput(
        f"A {kind.__module__}.{kind.__qualname__} cannot be opened: give a path, a web address, bytes or a file "
        "that is open for bytes; pixels go to Image.from_array.",
        code="invalid_source",
        param="source",
    )


def _read_open(file: Readable, limits: Limits) -> bytes:
    """All that is left of what is open; its size is judged while reading."""
    data = bytearray()
    while len(data) <= limits.input_bytes:
        try:
            piece = file.read(limits.input_bytes + 1 - len(data))
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or "it is closed, or not open for reading"
            raise InvalidInput(f"The open file cannot be read: {reason}.", code="invalid_source") from error
        if not isinstance(piece, bytes | bytearray | memoryview):
            what = "The file gives text, or nothing yet; open it for reading bytes, as open(path, 'rb') does."
            raise InvalidInput(what, code="invalid_source", param="source")
        if not piece:
            break
        data += piece
    _judge_size(len(data), limits)
    return bytes(data)


def _read_file(path: str, limits: Limits) -> bytes:
    """Bytes of a regular file; its size is judged before and while reading."""
    if not path or "\0" in path:
        raise InvalidInput("The name of the file is empty or holds a NUL.", code="invalid_filename")
    try:
        # Without waiting: opening a named pipe would block for ever.
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with open(descriptor, "rb") as file:
            status = os.fstat(descriptor)
            if not stat.S_ISREG(status.st_mode):
                raise InvalidInput("That is a directory or a device; give a file.", code="invalid_filename")
            _judge_size(status.st_size, limits)
            data = file.read(limits.input_bytes + 1)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else "not a name of a file"
        message = f"The file {os.path.basename(path)[:80]!r} cannot be read: {reason}."
        raise InvalidInput(message, code="file_not_found") from error
    _judge_size(len(data), limits)
    return data
