"""What travels between the program and a decoding process: JSON facts and raw arrays, never pickles.

A message is two lengths (little-endian: uint32 of the JSON, uint64 of the payload), the JSON, the payload. The arrays
of an answer lie in the payload one after the other; the JSON says name, dtype and shape of each. The program treats
every answer as if the decoder had been taken over by the file: types, counts and sizes are checked before use.
"""

from __future__ import annotations

import json
import math
import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import IO, Any

import numpy as np
from numpy.typing import NDArray

from sensorium.errors import (
    InvalidInput,
    MissingDependency,
    ModelUnavailable,
    NotFound,
    SensoriumError,
    TooLarge,
    UnsafeCheckpoint,
)

_LENGTHS = struct.Struct("<IQ")
_MAX_JSON_BYTES = 64_000_000
_MAX_DIMENSIONS = 8
_MAX_ERROR_CHARACTERS = 500
_DTYPES = frozenset({"uint8", "int16", "int32", "int64", "float32", "float64"})
_KINDS = (InvalidInput, MissingDependency, ModelUnavailable, NotFound, UnsafeCheckpoint)
_ERRORS = {kind.__name__: kind for kind in _KINDS}


class BrokenMessage(Exception):
    """The other side stopped, or said something that is no message."""


@dataclass(frozen=True, eq=False)
class Decoded:
    """What a decoder found: arrays by name, and facts about them that fit into JSON."""

    arrays: Mapping[str, NDArray[Any]] = field(default_factory=dict)
    facts: Mapping[str, Any] = field(default_factory=dict)


def send(pipe: IO[bytes], head: Mapping[str, Any], *payload: bytes | memoryview) -> None:
    """Write one message."""
    text = json.dumps(head, separators=(",", ":")).encode()
    pipe.write(_LENGTHS.pack(len(text), sum(len(piece) for piece in payload)))
    pipe.write(text)
    pipe.writelines(payload)
    pipe.flush()


def receive(pipe: IO[bytes], *, limit_bytes: int) -> tuple[dict[str, Any], bytearray]:
    """Read one message: JSON and payload. Raises `BrokenMessage`, also for a payload over `limit_bytes`."""
    num_json, num_payload = _LENGTHS.unpack(bytes(_read_exactly(pipe, _LENGTHS.size)))
    if num_json > _MAX_JSON_BYTES or num_payload > limit_bytes:
        raise BrokenMessage(f"a message of {num_json} + {num_payload} bytes")
    text = _read_exactly(pipe, num_json)
    try:
        head = json.loads(bytes(text))
    except (ValueError, RecursionError) as error:
        raise BrokenMessage("no JSON") from error
    if not isinstance(head, dict):
        raise BrokenMessage("no JSON object")
    return head, _read_exactly(pipe, num_payload)


def _read_exactly(pipe: IO[bytes], num_bytes: int) -> bytearray:
    data = bytearray(num_bytes)
    view, done = memoryview(data), 0
    while done < num_bytes:
        count = pipe.readinto(view[done:])  # type: ignore[attr-defined]  # raw and buffered pipes have it
        if not count:
            raise BrokenMessage("the pipe was closed")
        done += count
    return data


def send_decoded(pipe: IO[bytes], decoded: Decoded) -> None:
    """Answer with arrays and facts."""
    arrays = {name: np.ascontiguousarray(array) for name, array in decoded.arrays.items()}
    layout = [[name, array.dtype.name, list(array.shape)] for name, array in arrays.items()]
    pieces = [array.reshape(-1).view(np.uint8).data for array in arrays.values()]
    send(pipe, {"arrays": layout, "facts": dict(decoded.facts)}, *pieces)


def send_error(pipe: IO[bytes], error: SensoriumError) -> None:
    """Answer with a typed error."""
    head: dict[str, object] = {"error": type(error).__name__, "message": error.message}
    head |= {"code": error.code, "param": error.param}
    if isinstance(error, TooLarge):
        head |= {"what": error.what, "limit": error.limit, "got": error.got, "unit": error.unit}
    send(pipe, head)


def unpack(head: Mapping[str, Any], payload: bytearray) -> Decoded:
    """The answer as arrays (sharing `payload`) and facts; raises the typed error it carries, or `BrokenMessage`."""
    try:
        if "error" in head:
            raise _error(head)
        arrays, start = {}, 0
        for name, dtype, shape in head["arrays"]:
            array = _array(payload, start, dtype, shape)
            arrays[str(name)] = array
            start += array.nbytes
        if start != len(payload):
            raise BrokenMessage("payload and layout differ in size")
        return Decoded(arrays, dict(head["facts"]))
    except (KeyError, TypeError, ValueError, OverflowError) as error:
        raise BrokenMessage("an answer of another shape") from error


def _array(payload: bytearray, start: int, dtype: str, shape: Sequence[int]) -> NDArray[Any]:
    whole = len(shape) <= _MAX_DIMENSIONS and all(type(size) is int and size >= 0 for size in shape)
    if dtype not in _DTYPES or not whole or start + math.prod(shape) * np.dtype(dtype).itemsize > len(payload):
        raise BrokenMessage("an array of another type or size")
    return np.frombuffer(payload, dtype, count=math.prod(shape), offset=start).reshape(shape)


def _error(head: Mapping[str, Any]) -> SensoriumError:
    code = str(head["code"])[:64]
    param = None if head["param"] is None else str(head["param"])[:64]
    if head["error"] == TooLarge.__name__:
        what, unit = str(head["what"])[:_MAX_ERROR_CHARACTERS], str(head["unit"])[:64]
        return TooLarge(what, limit=float(head["limit"]), got=float(head["got"]), unit=unit, code=code, param=param)
    kind = _ERRORS.get(str(head["error"]), InvalidInput)
    return kind(str(head["message"])[:_MAX_ERROR_CHARACTERS], code=code, param=param)
