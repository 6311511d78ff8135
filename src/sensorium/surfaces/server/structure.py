"""The structure of a body, counted as it comes: how deep JSON is nested, how many values it holds, how many fields a
form has. What is over a limit is refused before anything is built of it: of small lists Python makes 25 times the size.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from email.message import Message
from typing import TypeAlias

from sensorium.errors import InvalidInput, TooLarge
from sensorium.limits import Limits

Look: TypeAlias = Callable[[bytes], None]
"""Is shown a body, piece by piece, and raises `InvalidInput` or `TooLarge`."""
_OUTSIDE = re.compile(rb'["\[\]{},]')
_INSIDE = re.compile(rb'(?:[^"\\]++|\\.)*+', re.DOTALL)


def is_json(content_type: str) -> bool:
    """Whether a body of this type is JSON."""
    if content_type == "application/json":
        return True
    told = Message()
    told["Content-Type"] = content_type
    return told.get_content_type().endswith("json")


def looks_at(content_type: str, limits: Limits) -> Look:
    """What looks at a body of this type."""
    if is_json(content_type):
        return Brief(limits).push
    told = Message()
    told["Content-Type"] = content_type
    kind = told.get_content_type()
    if kind == "multipart/form-data":
        return Fields(b"--" + str(told.get_param("boundary", "")).encode("latin-1", "replace"), limits.form_fields).push
    if kind == "application/x-www-form-urlencoded":
        return Fields(b"&", limits.form_fields).push
    return lambda piece: None


class Json:
    """Depth and number of values. Judges nothing else: what is no JSON is found by who reads it."""

    def __init__(self, limits: Limits) -> None:
        self._most_values, self._most_depth = limits.json_values, limits.json_depth
        self._depth, self._values = 0, 1
        self._quoted = False
        self._rest = b""  # half of an escape

    def push(self, piece: bytes) -> None:
        """Raises `TooLarge` (`json_too_deep`, `json_too_large`), `InvalidInput` (`invalid_json`)."""
        if b"\0" in piece:
            raise InvalidInput("JSON is written in UTF-8, without NUL", code="invalid_json")
        data, at = self._rest + piece, 0
        self._rest = b""
        while at < len(data):
            at = self._inside(data, at) if self._quoted else self._outside(data, at)

    def _inside(self, data: bytes, at: int) -> int:
        """Past a string, or as much as there is of it."""
        match = _INSIDE.match(data, at)
        assert match is not None, "nothing matches as well"
        end = match.end()
        self._quoted = data[end : end + 1] != b'"'
        self._rest = data[end:] if self._quoted else b""
        return end + 1

    def _outside(self, data: bytes, at: int) -> int:
        """Past the next sign that tells of structure."""
        match = _OUTSIDE.search(data, at)
        if match is None:
            return len(data)
        sign = match.group()
        self._quoted = sign == b'"'
        if sign in b"[{,":
            self._values += 1
            self._depth += sign != b","
            self._check()
        elif sign in b"]}":
            self._depth -= 1
        return match.end()

    def _check(self) -> None:
        if self._depth > self._most_depth:
            what = "The JSON is nested too deeply"
            raise TooLarge(what, limit=self._most_depth, got=self._depth, unit="levels", code="json_too_deep")
        if self._values > self._most_values:
            what = "The JSON holds too many values"
            raise TooLarge(what, limit=self._most_values, got=self._values, unit="values", code="json_too_large")


class Brief:
    """The same. While there are fewer signs than levels, and fewer bytes than values, nothing can be over a limit."""

    def __init__(self, limits: Limits) -> None:
        self._most_values, self._most_depth = limits.json_values, limits.json_depth
        self._json, self._held = Json(limits), list[bytes]()
        self._size = self._opened = 0

    def push(self, piece: bytes) -> None:
        """Raises as `Json.push`."""
        self._held.append(piece)
        self._size += len(piece)
        self._opened += piece.count(b"[") + piece.count(b"{")
        if self._opened > self._most_depth or self._size > self._most_values or b"\0" in piece:
            for one in self._held:
                self._json.push(one)
            self._held.clear()


class Fields:
    """How often a mark comes that parts the fields of a form."""

    def __init__(self, mark: bytes, most: int) -> None:
        self._mark, self._most = mark, most
        self._seen, self._rest = 0, b""

    def push(self, piece: bytes) -> None:
        """Raises `TooLarge` (`too_many_fields`)."""
        data = self._rest + piece
        self._seen += data.count(self._mark)
        self._rest = data[len(data) - len(self._mark) + 1 :] if len(self._mark) > 1 else b""
        if self._seen > self._most + 1:  # the last mark ends the form
            what = "The form has too many fields"
            raise TooLarge(what, limit=self._most, got=self._seen, unit="fields", code="too_many_fields")
