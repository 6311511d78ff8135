"""XML → rows of elements, inside the decoding process. What a caller sees is in `markup.py`.

expat is told to give up at the first declaration of a document type, so that no entity is ever made, and counts what
it meets, so that it stops where there is too much.
"""

from __future__ import annotations

from typing import Any, Final
from xml.parsers import expat

from sensorium.errors import InvalidInput, TooLarge
from sensorium.limits import Limits
from sensorium.media.messages import Decoded
from sensorium.media.office import charsets

MOST_ELEMENTS: Final = 200_000
DEEPEST: Final = 100  # elements in each other
MOST_NAMESPACES: Final = 1_000
_BETWEEN: Final = " "  # a namespace and a name, in what expat tells


def prepare() -> None:
    """Load every encoding that a file may name."""
    charsets.prepare()


def decode_markup(data: bytes, limits: Limits) -> Decoded:
    """In the decoding process: see `markup.read`."""
    if len(data) > limits.attachment_bytes:
        what = "The XML file is too large; split it"
        raise TooLarge(what, limit=limits.attachment_bytes, got=len(data), unit="bytes", code="document_too_complex")
    reader = _Reader()
    try:
        reader.parser.Parse(data.lstrip(b" \t\r\n"), True)
    except (expat.ExpatError, LookupError, ValueError) as error:
        message = f"The file is no XML, or damaged ({error}); give an intact one."
        raise InvalidInput(message[:400], code="invalid_document") from error
    elements = [[*place, "".join(texts).strip(), attributes] for place, texts, attributes in reader.rows]
    return Decoded({}, {"namespaces": list(reader.namespaces), "elements": elements})


class _Reader:
    """What expat has met so far."""

    def __init__(self) -> None:
        self.rows: list[list[Any]] = []
        self.namespaces: dict[str, int] = {}
        self._open: list[int] = []
        self.parser = expat.ParserCreate(namespace_separator=_BETWEEN)
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._begin
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.parser.StartDoctypeDeclHandler = self._refuse
        self.parser.EntityDeclHandler = self._refuse

    def _begin(self, name: str, attributes: dict[str, str]) -> None:
        _judge(len(self.rows) + 1, MOST_ELEMENTS, "elements")
        _judge(len(self._open) + 1, DEEPEST, "elements in each other")
        namespace, _, local = name.rpartition(_BETWEEN)
        number = self.namespaces.setdefault(namespace, len(self.namespaces))
        _judge(len(self.namespaces), MOST_NAMESPACES, "namespaces")
        plain = {key.rpartition(_BETWEEN)[2]: value for key, value in attributes.items()}
        self.rows.append([(self._open[-1] if self._open else -1, number, local), [], plain])
        self._open.append(len(self.rows) - 1)

    def _end(self, name: str) -> None:
        self._open.pop()

    def _text(self, text: str) -> None:
        self.rows[self._open[-1]][1].append(text)

    def _refuse(self, *told: object) -> None:
        message = "The XML file declares a document type or entities; save it without."
        raise InvalidInput(message, code="document_too_complex")


def _judge(got: int, limit: int, unit: str) -> None:
    if got > limit:
        what = "The XML file holds too much; split it"
        raise TooLarge(what, limit=limit, got=got, unit=unit, code="document_too_complex")
