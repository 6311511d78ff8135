"""Filters of PDF streams (ISO 32000-1, 7.4), undone piece by piece, so that what a stream unpacks to is never held.

What is broken ends a stream where it breaks, as readers of PDF have it. Codecs of pictures are not undone.
"""

from __future__ import annotations

import base64
import binascii
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TypeAlias

Pieces: TypeAlias = Iterator[bytes]
PIECE_BYTES = 1 << 16
_MOST_OUT_BYTES = 1 << 20  # of one piece of what is inflated
_WHITE = b"\0\t\n\f\r "
_HEX = frozenset(b"0123456789abcdefABCDEF")
_CLEAR, _END, _FIRST_CODE, _MOST_CODES = 256, 257, 258, 4096  # of LZW


def pieces_of(data: memoryview) -> Pieces:
    """The bytes of a stream, as they lie in the file."""
    for start in range(0, len(data), PIECE_BYTES):
        yield bytes(data[start : start + PIECE_BYTES])


def undone(data: memoryview, names: Sequence[str]) -> Pieces:
    """What a stream unpacks to, in pieces of some 1 MB at the most; `names`: its filters, as in the file, in order.

    The first filter that is not in `FILTERS` ends the chain: codecs of pictures, which come last.
    """
    found = pieces_of(data)
    for name in names:
        if name not in FILTERS:
            break
        found = FILTERS[name](found)
    return found


def inflated(pieces: Pieces) -> Pieces:
    """FlateDecode (RFC 1950)."""
    unpacking = zlib.decompressobj()
    for piece in pieces:
        rest = piece
        while rest and not unpacking.eof:
            try:
                out = unpacking.decompress(rest, _MOST_OUT_BYTES)
            except zlib.error:
                return
            rest = unpacking.unconsumed_tail
            yield out
        if unpacking.eof:
            return


def from_base85(pieces: Pieces) -> Pieces:
    """ASCII85Decode."""
    rest = b""
    for piece in _compact(pieces):
        held, mark, _ = (rest + piece).partition(b"~")
        whole = held if mark else held[: _groups(held)]
        rest = held[len(whole) :]
        try:
            yield base64.a85decode(whole)
        except ValueError:
            return
        if mark:
            return


def _groups(held: bytes) -> int:
    """How many characters make whole groups: five letters each, or a single `z`."""
    behind_z = held.rfind(b"z") + 1
    return behind_z + (len(held) - behind_z) // 5 * 5


def from_hex(pieces: Pieces) -> Pieces:
    """ASCIIHexDecode."""
    rest = b""
    for piece in _compact(pieces):
        held, mark, _ = (rest + piece).partition(b">")
        if not _HEX.issuperset(held):
            return
        rest = held[len(held) // 2 * 2 :]
        yield binascii.unhexlify(held[: len(held) // 2 * 2])
        if mark:
            return


def _compact(pieces: Pieces) -> Pieces:
    return (piece.translate(None, _WHITE) for piece in pieces)


def of_runs(pieces: Pieces) -> Pieces:
    """RunLengthDecode: a length, then so many bytes, or one that is repeated."""
    rest = b""
    for piece in pieces:
        held, at = rest + piece, 0
        out: list[bytes] = []
        while at < len(held):
            length = held[at]
            if length == 128:
                yield b"".join(out)
                return
            following = 2 if length > 128 else length + 2
            if at + following > len(held):
                break
            out.append(held[at + 1 : at + 2] * (257 - length) if length > 128 else held[at + 1 : at + following])
            at += following
        rest = held[at:]
        yield b"".join(out)


def of_codes(pieces: Pieces) -> Pieces:
    """LZWDecode, codes of 9 to 12 bits, which grow one code early, as nearly all files have it."""
    table = [bytes((byte,)) for byte in range(256)] + [b"", b""]
    before, width, bits, num_bits = b"", 9, 0, 0
    for piece in pieces:
        out: list[bytes] = []
        for byte in piece:
            bits, num_bits = bits << 8 | byte, num_bits + 8
            if num_bits < width:
                continue
            num_bits -= width
            code, bits = bits >> num_bits, bits & (1 << num_bits) - 1
            if code == _CLEAR:
                del table[_FIRST_CODE:]
                before, width = b"", 9
                continue
            if code == _END or code > len(table) or (code == len(table) and not before):
                yield b"".join(out)
                return
            word = table[code] if code < len(table) else before + before[:1]
            if before and len(table) < _MOST_CODES:
                table.append(before + word[:1])
                width = min(12, max(width, (len(table) + 1).bit_length()))
            before = word
            out.append(word)
        yield b"".join(out)


FILTERS: Mapping[str, Callable[[Pieces], Pieces]] = {
    "FlateDecode": inflated,
    "Fl": inflated,
    "ASCII85Decode": from_base85,
    "A85": from_base85,
    "ASCIIHexDecode": from_hex,
    "AHx": from_hex,
    "RunLengthDecode": of_runs,
    "RL": of_runs,
    "LZWDecode": of_codes,
    "LZW": of_codes,
}
UNPACKING = frozenset({"FlateDecode", "Fl", "RunLengthDecode", "RL", "LZWDecode", "LZW"})
"""Filters that make more of what they get."""
SLOW = frozenset({"LZWDecode", "LZW", "RunLengthDecode", "RL"})
"""Filters that are undone byte by byte here."""
