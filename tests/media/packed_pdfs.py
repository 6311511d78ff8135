"""PDFs whose streams are packed in every way that the format has, written here byte by byte."""

from __future__ import annotations

import base64
import hashlib
import zlib

from media_samples import pdf

PLACE = b"<< /Length 1 >>\nstream\n@\nendstream"
PASSWORD_PAD = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")
OWNER, IDENTITY, PERMISSIONS = b"\x41" * 32, b"\0" * 16, -44


def packed_page(stream: bytes, words: bytes = b"/Filter /FlateDecode", *, length: int | None = None) -> bytes:
    """A page whose content is a stream as it stands; `words` of its dictionary; `length`: what it says of itself."""
    told = len(stream) if length is None else length
    return pdf([b"@"]).replace(PLACE, b"<< /Length %d %s >>\nstream\n%s\nendstream" % (told, words, stream))


def hexed(data: bytes) -> bytes:
    return data.hex().encode() + b">"


def in_base85(data: bytes) -> bytes:
    return base64.a85encode(data, wrapcol=72) + b"~>"


def in_runs(data: bytes) -> bytes:
    """Runs of a byte where there are any, else bytes as they are."""
    out, at = bytearray(), 0
    while at < len(data):
        run = 1
        while run < 128 and data[at + run : at + run + 1] == data[at : at + 1]:
            run += 1
        out += bytes((257 - run, data[at])) if run > 1 else bytes((0, data[at]))
        at += run
    return bytes(out) + b"\x80"


def in_codes(data: bytes) -> bytes:
    """LZW, whose table is begun anew when it is full."""
    bits, num_bits, table, width, word = 0, 0, {bytes((byte,)): byte for byte in range(256)}, 9, b""

    def put(code: int) -> None:
        nonlocal bits, num_bits
        bits, num_bits = bits << width | code, num_bits + width

    put(256)
    next_code = 258
    for byte in data:
        longer = word + bytes((byte,))
        if longer in table:
            word = longer
            continue
        put(table[word])
        table[longer], next_code, word = next_code, next_code + 1, bytes((byte,))
        width = min(12, next_code.bit_length()) if next_code < 4095 else 12
        if next_code == 4095:
            put(256)
            table, next_code, width = {bytes((byte,)): byte for byte in range(256)}, 258, 9
    if word:
        put(table[word])
        next_code += 1
        width = min(12, next_code.bit_length())
    put(257)
    padding = -num_bits % 8
    return (bits << padding).to_bytes((num_bits + padding) // 8, "big")


def rc4(key: bytes, data: bytes) -> bytes:
    """RC4, the cipher of the first encrypted PDFs."""
    state, j = list(range(256)), 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    out, i, j = bytearray(), 0, 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(out)


def encrypted_page(content: bytes, password: bytes = b"") -> bytes:
    """A page whose content is encrypted (ISO 32000-1, 7.6, algorithms 1 and 2); it may open without a password."""
    padded = (password + PASSWORD_PAD)[:32]
    key = hashlib.md5(padded + OWNER + PERMISSIONS.to_bytes(4, "little", signed=True) + IDENTITY).digest()[:5]
    own = hashlib.md5(key + (5).to_bytes(3, "little") + bytes(2)).digest()[:10]  # its page's content is object 5
    page = packed_page(rc4(own, zlib.compress(content)))
    told = b"/Encrypt << /Filter /Standard /V 1 /R 2 /O <%s> /U <%s> /P %d >> /ID [<%s><%s>]" % (
        OWNER.hex().encode(),
        rc4(key, PASSWORD_PAD).hex().encode(),
        PERMISSIONS,
        IDENTITY.hex().encode(),
        IDENTITY.hex().encode(),
    )
    return page.replace(b"/Root 1 0 R", b"/Root 1 0 R " + told)
