"""Values that a model tells, each held against the pages: what does not stand there is told to be not grounded."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from sensorium.abilities.documents.asked_models import check_words, shown
from sensorium.abilities.documents.extraction.extracted import Found, Value
from sensorium.abilities.documents.extraction.judging.grounding import ground
from sensorium.abilities.documents.extraction.paper.evidence import Evidence
from sensorium.abilities.documents.extraction.wanted.schema import Field
from sensorium.content import Image, Message
from sensorium.models.quoting import asked, quoted_parts

if TYPE_CHECKING:
    from sensorium.abilities.documents.tree import Reading
    from sensorium.models.model import Model

INSTRUCTION = (
    "Fill in the fields of the schema from the document below. Copy names and numbers as they are printed; write dates "
    "as YYYY-MM-DD. Where the document does not tell a value, give null; never guess one."
)
GROUNDED, NOT_GROUNDED = 0.8, 0.25  # confidence where the model tells none of its own
NOT_ON_PAGE = "ungrounded: the model told it, but it stands on no page"


def told_by(
    model: Model, reading: Reading, schema: Mapping[str, object], fields: Sequence[Field], pictures: Sequence[Image]
) -> tuple[dict[str, object], list[Found]]:
    """Values of all fields as a model tells them, and where each stands.

    Raises InvalidInput(param="model") for a model without words, and what the model raises.
    """
    check_words(model)
    evidence = Evidence(reading)
    message = Message("user", (*shown(model, pictures), asked(INSTRUCTION, _pages(evidence))))
    reply = model.generate([message], outputs=("text",), schema=dict(schema), temperature=0.0)
    told = _object(reply.text)
    found = list(_leaves(fields, told, ""))
    confidence = reply.confidence
    values = _kept(fields, told)
    return values, [_held(evidence, model.name, path, field, value, confidence) for path, field, value in found]


def _pages(evidence: Evidence) -> str:
    texts: dict[int, list[str]] = {}
    for line in evidence.lines:
        texts.setdefault(line.page, []).append(line.text.replace("\t", "   "))
    return quoted_parts((f"Page {page}:", "\n".join(lines)) for page, lines in texts.items())


def _object(text: str) -> dict[str, object]:
    """The JSON object that a model wrote; empty where it wrote none."""
    start, end = text.find("{"), text.rfind("}")
    try:
        told = json.loads(text[start : end + 1]) if 0 <= start < end else {}
    except (ValueError, RecursionError):
        return {}
    return told if isinstance(told, dict) else {}


def _kept(fields: Sequence[Field], told: Mapping[str, object]) -> dict[str, object]:
    """What was told of the fields that are wanted, in their order."""
    return {field.name: _kept_value(field, told.get(field.name)) for field in fields}


def _kept_value(field: Field, value: object) -> object:
    if field.kind == "object":
        return _kept(field.fields, value if isinstance(value, Mapping) else {})
    if field.kind == "array":
        assert field.items is not None
        return [_kept_value(field.items, one) for one in value] if isinstance(value, list) else None
    return value if isinstance(value, str | int | float | bool) else None


def _leaves(fields: Sequence[Field], told: Mapping[str, object], at: str) -> Iterator[tuple[str, Field, Value]]:
    for field in fields:
        yield from _leaf(field, told.get(field.name), f"{at}.{field.name}" if at else field.name)


def _leaf(field: Field, value: object, path: str) -> Iterator[tuple[str, Field, Value]]:
    if field.kind == "object":
        yield from _leaves(field.fields, value if isinstance(value, Mapping) else {}, path)
    elif field.kind == "array" and isinstance(value, list):
        assert field.items is not None
        for number, one in enumerate(value):
            yield from _leaf(field.items, one, f"{path}[{number}]")
    else:
        yield path, field, value if isinstance(value, str | int | float | bool) else None


def _held(evidence: Evidence, name: str, path: str, field: Field, value: Value, confidence: float | None) -> Found:
    """A value with the place where it stands."""
    if value is None:
        return Found(path=path, value=None, reader=name, reason="the model found no such value")
    span = ground(evidence, value)
    if span is None:
        sure = min(NOT_GROUNDED, confidence if confidence is not None else 1.0)
        why = NOT_ON_PAGE if field.kind != "boolean" else "a yes or no is no word of the page"
        return Found(path=path, value=value, confidence=sure, reader=name, reason=why)
    return Found(
        path=path,
        value=value,
        text=span.text,
        page=span.page,
        box=span.box,
        words=span.words,
        confidence=GROUNDED if confidence is None else confidence,
        reader=name,
    )
