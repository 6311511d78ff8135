"""Mail → a flow: its head as pairs, its body, the names of what is attached but not opened (RFC 5322, 2045-2049)."""

from __future__ import annotations

import email
import email.errors
import email.header
import email.message
import re
from collections.abc import Iterator
from typing import Final

from sensorium.limits import Limits
from sensorium.media.office import bounds, charsets, web
from sensorium.media.office.flow import Block, Flow, Heading, Pair, Paragraph, Run, Section, plain

_HEADS: Final = ("From", "To", "Cc", "Bcc", "Reply-To", "Date")
_MOST_PARTS = 500
_LONGEST_HEAD = 5_000
_PART = re.compile(rb"^content-type:", re.IGNORECASE | re.MULTILINE)
_Message = email.message.Message


def prepare() -> None:
    """Read one of every kind, so that all is loaded."""
    mail = (
        b"From: a@b.c\r\nSubject: =?utf-8?q?a?= =?utf-8?b?YQ==?=\r\nMIME-Version: 1.0\r\n"
        b'Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Type: text/plain; charset="utf-8"\r\n'
        b"Content-Transfer-Encoding: quoted-printable\r\n\r\na=20b\r\n"
        b"--x\r\nContent-Type: image/png; name*=utf-8''a\r\n"
        b"Content-Transfer-Encoding: base64\r\n\r\nYQ==\r\n--x--\r\n"
    )
    list(_blocks(email.message_from_bytes(mail), []))


def read(data: bytes, limits: Limits) -> Flow:
    """One mail. Raises `InvalidInput(code="document_too_complex" | "invalid_document")`."""
    bounds.judge("The mail has too many parts", len(_PART.findall(data)), _MOST_PARTS, "parts")
    try:
        message = email.message_from_bytes(data)
        notes: list[str] = []
        blocks = tuple(_blocks(message, notes))
    except RecursionError as error:
        raise bounds.too_deep() from error
    section = Section(blocks=blocks)
    return Flow(sections=(section,), title=_words(message, "Subject")[:500], notes=tuple(dict.fromkeys(notes)))


def _blocks(message: _Message, notes: list[str]) -> Iterator[Block]:
    subject = _words(message, "Subject")
    if subject:
        yield Heading(runs=plain(subject), level=1)
    for name in _HEADS:
        if words := _words(message, name):
            yield Pair(key=plain(name), value=plain(words))
    attached: list[_Message] = []
    bodies = list(_bodies(message, attached, 0))
    held = _held_pictures(message)
    for body in bodies:
        yield from _body(body, held, notes)
    for part in attached:
        yield Pair(key=plain("Attachment"), value=plain(_told_of(part)))
    if attached:
        notes.append("attachments are named, not opened")


def _bodies(message: _Message, attached: list[_Message], depth: int) -> Iterator[_Message]:
    """The parts that are the mail itself; of several forms of one thing HTML, or else the last that is text."""
    if depth > bounds.DEEPEST:
        raise bounds.too_deep()
    kind, is_attached = message.get_content_type(), message.get_content_disposition() == "attachment"
    if is_attached or not (kind in ("text/plain", "text/html") or message.get_content_maintype() == "multipart"):
        if is_attached or message.get("Content-ID") is None:  # what has an id is shown in the body
            attached.append(message)
        return
    parts = message.get_payload()
    if not message.is_multipart() or not isinstance(parts, list):
        yield message
        return
    kept = [part for part in parts if isinstance(part, email.message.Message)]
    if kind == "multipart/alternative":
        kept = _best(kept)
    for part in kept:
        yield from _bodies(part, attached, depth + 1)


def _best(parts: list[_Message]) -> list[_Message]:
    for wanted in ("text/html", "multipart/related", "multipart/mixed", "text/plain"):
        fitting = [part for part in parts if part.get_content_type() == wanted]
        if fitting:
            return fitting[-1:]
    return parts[-1:]


def _body(part: _Message, held: dict[str, bytes], notes: list[str]) -> Iterator[Block]:
    text = _text(part)
    if part.get_content_type() == "text/html":
        if text.strip():
            flow = web.of_text(text, lambda address: held.get(address.removeprefix("cid:")))
            yield from flow.blocks
            notes += flow.notes
        return
    for paragraph in re.split(r"\n[ \t]*\n", text.replace("\r\n", "\n").replace("\r", "\n")):
        if paragraph.strip():
            yield Paragraph(runs=(Run(paragraph.strip("\n").rstrip()),))


def _text(part: _Message) -> str:
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    text = charsets.decoded(data, part.get_content_charset())
    return "".join(letter for letter in text if letter >= " " or letter in "\t\r\n")


def _held_pictures(message: _Message) -> dict[str, bytes]:
    """Bytes of the pictures that a body shows, by their id."""
    held = {}
    for part in message.walk():
        key = part.get("Content-ID")
        if key is not None and part.get_content_maintype() == "image":
            payload = part.get_payload(decode=True)
            held[str(key).strip("<> \r\n\t")] = payload if isinstance(payload, bytes) else b""
    return held


def _told_of(part: _Message) -> str:
    payload = part.get_payload(decode=True) if not part.is_multipart() else None
    size = f", {len(payload):,} bytes" if isinstance(payload, bytes) else ""
    try:
        name = part.get_filename() or "without a name"
    except (ValueError, LookupError, TypeError):
        name = "of an unreadable name"
    return f"{_decoded(name)} ({part.get_content_type()}{size})"


def _words(message: _Message, name: str) -> str:
    try:
        told = message.get_all(name, [])
    except (ValueError, LookupError, TypeError):
        return ""
    return ", ".join(_decoded(str(value)[:_LONGEST_HEAD]) for value in told)


def _decoded(head: str) -> str:
    """A head with its encoded words (RFC 2047) as characters."""
    try:
        parts = email.header.decode_header(head)
    except (email.errors.HeaderParseError, ValueError):
        parts = [(head, None)]
    words = (charsets.decoded(part, name) if isinstance(part, bytes) else part for part, name in parts)
    return " ".join(("".join(words).strip() or head).encode("utf-8", "replace").decode().split())
