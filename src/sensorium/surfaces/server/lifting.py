"""Files in a JSON body, taken out of it while it comes: base64 becomes bytes at once, and is never held as text.

In the place of a file the routes find a short mark, a word that nobody can guess; `files()` knows what it stands for.
A file is the text behind a key like `url` or `data` somewhere in the messages, long, and plain base64 with or without
the head of a data URL. What is written in another way stays where it is, and is read as before.
"""

from __future__ import annotations

import base64
import binascii
import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from sensorium.errors import TooLarge
from sensorium.limits import Limits
from sensorium.surfaces.server.structure import Json

MARK = "lifted-"
WITHIN = frozenset({b"messages", b"input", b"documents", b"query", b"item", b"response"})
"""What a body, or a message of a live session, has to call the values in which files are looked for."""
KEYS = frozenset(
    b"url data file_data file_url image_url audio_url video_url strip sound picture image audio video".split()
)
BARE = frozenset({b"data", b"file_data"})  # whose base64 needs no head
_WITHIN = re.compile(f'"(?:{"|".join(name.decode() for name in sorted(WITHIN))})"')
SHORTEST = 8_192  # letters of a text that is worth it
_HEAD = re.compile(rb"data:([ !#-+\--\[\]-~]{0,200}),", re.IGNORECASE)  # ASCII without comma, quote, backslash
_LETTERS = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
_MOST_KEY_BYTES = 32
_ESCAPED_BYTES = 6  # of a letter, as JSON may write it
_PIECE = 1 << 16  # letters that are looked at together
_HELD_BACK = 4  # letters that may be the last: padding is allowed there alone


@dataclass(frozen=True, eq=False)
class Lifted:
    """A file that was taken out. type: what its sender says it is; '' where nothing is said."""

    type: str
    head: str
    data: BytesIO

    @property
    def text(self) -> str:
        """As it stood in the body."""
        return self.head + base64.b64encode(self.data.getbuffer()).decode()


@dataclass(eq=False)
class Files:
    """The files of one body, by their marks."""

    known: dict[str, Lifted] = field(default_factory=dict)

    def add(self, lifted: Lifted) -> str:
        mark = f"{MARK}{secrets.token_hex(16)}"
        self.known[mark] = lifted
        return mark

    def take(self, mark: str) -> Lifted | None:
        """The file behind a mark, which is let go here: it is read once. None where that is no mark."""
        return self.known.pop(mark, None) if mark.startswith(MARK) else None

    def copy(self) -> Files:
        """The same, for who wants to know of them after they were read."""
        return Files(dict(self.known))

    def restored(self, value: Any) -> Any:  # noqa: ANN401 - any JSON
        """JSON with files in the place of marks, as it was sent."""
        match value:
            case str() if value in self.known:
                return self.known[value].text
            case dict():
                return {name: self.restored(inner) for name, inner in value.items()}
            case list():
                return [self.restored(inner) for inner in value]
        return value


NONE = Files()
_FILES: ContextVar[Files] = ContextVar("files", default=NONE)


def files() -> Files:
    """The files that were taken out of the body of the request being answered."""
    return _FILES.get()


@contextmanager
def found(here: Files) -> Iterator[None]:
    """While a request is answered, these are its files."""
    before = _FILES.set(here)
    try:
        yield
    finally:
        _FILES.reset(before)


class Lifting(Json):
    """Judges the structure of a body as it comes, and takes files out of it."""

    def __init__(self, limits: Limits, files: Files) -> None:
        super().__init__(limits)
        self._files, self._most_bytes = files, limits.input_bytes
        self._out: list[bytes] = []
        self._words = self._key = self._outermost = b""  # the last short text, the last key, the last one of the body
        self._is_value = False
        self._text_bytes, self._most_text_bytes = 0, _ESCAPED_BYTES * limits.text_characters
        self._candidate: _Candidate | None = None

    def lift(self, piece: bytes) -> bytes:
        """What is passed on of a piece of the body. Raises as `Json.push`, and `TooLarge` for too large a file."""
        self.push(piece)
        whole, self._out = b"".join(self._out), []
        return whole

    def _outside(self, data: bytes, at: int) -> int:
        depth, end = self._depth, super()._outside(data, at)
        between = data[at:end]
        self._out.append(between)
        if b":" in between:
            self._is_value, self._key = True, self._words
            self._outermost = self._key if depth == 1 else self._outermost
        if self._quoted:
            self._begin()
        elif between[-1:] in (b"[", b"{", b",", b"]", b"}"):
            self._is_value = False
        return end

    def _begin(self) -> None:
        if self._is_value and self._key in KEYS and self._outermost in WITHIN:
            self._candidate = _Candidate(bare=self._key in BARE, most_bytes=self._most_bytes)
        self._words, self._text_bytes, self._is_value = b"", 0, False

    def _inside(self, data: bytes, at: int) -> int:
        end = super()._inside(data, at)
        told = data[at : len(data) - len(self._rest) if self._quoted else end - 1]
        if self._candidate is not None:
            self._out.append(self._candidate.take(told))
        else:
            self._judge(told)
            self._words += told[: _MOST_KEY_BYTES + 1 - len(self._words)]
            self._out.append(told)
        if not self._quoted:
            self._end()
        return end

    def _judge(self, told: bytes) -> None:
        """No text is longer than what can be read; what may be a file is judged when it is opened."""
        self._text_bytes += len(told)
        if self._text_bytes > self._most_text_bytes and self._key not in KEYS:
            what, most = "A text in the JSON is too long; send less, or upload a file", self._most_text_bytes
            raise TooLarge(what, limit=most, got=self._text_bytes, unit="bytes", code="json_too_large")

    def _end(self) -> None:
        if self._candidate is not None:
            self._out.append(self._candidate.end(self._files))
            self._candidate = None
        self._out.append(b'"')


def lifted(text: str, limits: Limits, files: Files) -> bytes:
    """Of JSON that is there as a whole, what is passed on; of a long one the bytes are never whole. Raises as
    `Lifting.lift`.
    """
    if _is_plain(text, limits):
        return text.encode()
    lifting = Lifting(limits, files)
    pieces = (text[at : at + _PIECE] for at in range(0, len(text), _PIECE))
    return b"".join([lifting.lift(piece.encode()) for piece in pieces])


def _is_plain(text: str, limits: Limits) -> bool:
    """Whether it can be seen at a glance that nothing is over a limit, and that no file is in it: what microphones send
    fifty times a second.
    """
    most = min(limits.json_values, _ESCAPED_BYTES * limits.text_characters)
    if len(text) > most or text.count("[") + text.count("{") > limits.json_depth or "\0" in text:
        return False
    return len(text) < SHORTEST or _WITHIN.search(text) is None


class _Candidate:
    """A text that may be a file. What is taken in is passed on where it is none."""

    def __init__(self, *, bare: bool, most_bytes: int) -> None:
        self._bare, self._most_bytes = bare, most_bytes
        self._told = b""  # not judged yet
        self._head, self._data = b"", BytesIO()
        self._begun = self._given_up = False

    def take(self, told: bytes) -> bytes:
        """What is passed on now."""
        if self._given_up:
            return told
        self._told += told.replace(b"\\/", b"/")
        if not self._begun and len(self._told) < SHORTEST:
            return b""
        if not self._begun and not self._begin():
            return self._give_up()
        return self._decode(max(0, len(self._told) - _HELD_BACK) // 4 * 4)

    def _begin(self) -> bool:
        """Past the head of a data URL; whether there is base64 behind."""
        head = _HEAD.match(self._told)
        if head is None:
            self._begun = self._bare
        else:
            self._begun = b"base64" in [word.strip() for word in head[1].lower().split(b";")]
            self._head, self._told = head[0], self._told[head.end() :]
        return self._begun

    def _decode(self, num_letters: int) -> bytes:
        letters = self._told[:num_letters]
        if letters.translate(None, _LETTERS):
            return self._give_up()
        self._data.write(binascii.a2b_base64(letters))
        self._told = self._told[num_letters:]
        if self._data.tell() > self._most_bytes:
            what, got = "The file is too large; give a smaller one", self._data.tell()
            raise TooLarge(what, limit=self._most_bytes, got=got, unit="bytes", code="request_too_large")
        return b""

    def _give_up(self) -> bytes:
        """All that was taken in, as it was told."""
        self._given_up = True
        told = self._head + base64.b64encode(self._data.getbuffer()) + self._told
        self._data, self._told = BytesIO(), b""
        return told

    def end(self, files: Files) -> bytes:
        """The mark of the file, or what was not passed on yet."""
        if not self._begun or self._given_up:
            return self._told
        letters = self._told.rstrip(b"=")
        wrong = len(self._told) - len(letters) > 2 or len(letters) % 4 == 1
        if wrong or letters.translate(None, _LETTERS):
            return self._give_up()
        self._data.write(binascii.a2b_base64(letters + b"=" * (-len(letters) % 4)))
        declared = self._head[5:].partition(b";")[0].strip().lower().decode()
        return files.add(Lifted(type=declared, head=self._head.decode(), data=self._data)).encode()
