"""Values that a model tells, each held against the pages: what does not stand there is told to be not grounded.

Where the file carries data, the model reads the pages beside them, as layout does without one.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sensorium.abilities.documents.asked_models import check_words, shown
from sensorium.abilities.documents.extraction.comparing.compared_items import compared_rows
from sensorium.abilities.documents.extraction.comparing.comparing import Comparing
from sensorium.abilities.documents.extraction.extracted import Found
from sensorium.abilities.documents.extraction.filling import beside_data
from sensorium.abilities.documents.extraction.judging.grounding import ground, placed
from sensorium.abilities.documents.extraction.paper.evidence import Evidence
from sensorium.abilities.documents.extraction.wanted.schema import Field
from sensorium.content import Image, Message
from sensorium.models.quoting import asked, quoted_parts

if TYPE_CHECKING:
    from sensorium.models.model import Model

INSTRUCTION = (
    "Fill in the fields of the schema from the document below. Copy names and numbers as they are printed; write dates "
    "as YYYY-MM-DD. Where the document does not tell a value, give null; never guess one."
)
GROUNDED, NOT_GROUNDED = 0.8, 0.25  # confidence where the model tells none of its own
NOT_ON_PAGE = "ungrounded: the model told it, but it stands on no page"


def told_by(
    model: Model,
    evidence: Evidence,
    schema: Mapping[str, object],
    pictures: Sequence[Image],
    comparing: Comparing | None,
) -> Telling:
    """What a model tells of a document by a schema.

    Raises InvalidInput(param="model") for a model without words, and what the model raises.
    """
    check_words(model)
    message = Message("user", (*shown(model, pictures), asked(INSTRUCTION, _pages(evidence))))
    reply = model.generate([message], outputs=("text",), schema=dict(schema), temperature=0.0)
    sure = GROUNDED if reply.confidence is None else reply.confidence
    return Telling(evidence, comparing, model.name, _object(reply.text), sure)


@dataclass(frozen=True, eq=False)
class Telling:
    """What a model told of a document. comparing: what data say that the file carries, if they count."""

    evidence: Evidence
    comparing: Comparing | None
    name: str
    answer: Mapping[str, object]
    confidence: float  # that what it told is right, where it stands on a page

    def every(self, fields: Sequence[Field]) -> tuple[dict[str, object], list[Found]]:
        """JSON of some fields, and what was found for each of them and those inside; see `Filling.every`."""
        return self._inside(fields, self.answer, "")

    def _inside(self, fields: Sequence[Field], told: object, at: str) -> tuple[dict[str, object], list[Found]]:
        told = told if isinstance(told, Mapping) else {}
        values: dict[str, object] = {}
        found: list[Found] = []
        for field in fields:
            path = f"{at}.{field.name}" if at else field.name
            values[field.name], more = self.one(field, told.get(field.name), path)
            found += more
        return values, found

    def one(self, field: Field, told: object, path: str) -> tuple[object, list[Found]]:
        """The value of one field, and what was found for it and those inside. told: what the model says of it."""
        if field.kind == "object":
            return self._inside(field.fields, told, path)
        if field.kind == "array":
            return self._list(field, told, path)
        found = beside_data(self.comparing, field, self._held(field, told, path))
        return found.value, [found]

    def _list(self, field: Field, told: object, path: str) -> tuple[object, list[Found]]:
        """A list as the model tells it, but for the lines of an invoice whose data tell them."""
        assert field.items is not None
        each = told if isinstance(told, list) else []
        fields = field.items.fields
        nested = any(one.kind in ("object", "array") for one in fields)
        if self.comparing is not None and not nested and (items := self.comparing.items(fields)):
            return compared_rows(self.comparing, items, fields, path, self._rows(fields, each, path))
        if not isinstance(told, list):
            return None, [self._held(field, None, path)]
        inside = replace(self, comparing=None)  # "total" of a tax in a list of taxes is not that of the invoice
        every = [inside.one(field.items, one, f"{path}[{number}]") for number, one in enumerate(each)]
        return [value for value, _ in every], [one for _, found in every for one in found]

    def _rows(self, fields: Sequence[Field], told: Sequence[object], path: str) -> list[dict[str, Found]]:
        """The cells of all rows that the model tells, by the names of their fields."""
        rows = [row if isinstance(row, Mapping) else {} for row in told]
        return [
            {one.name: self._held(one, row.get(one.name), f"{path}[{number}].{one.name}") for one in fields}
            for number, row in enumerate(rows)
        ]

    def _held(self, field: Field, told: object, path: str) -> Found:
        """A value with the place where it stands."""
        value = told if isinstance(told, str | int | float | bool) else None
        if value is None:
            return Found(path=path, value=None, reader=self.name, reason="the model found no such value")
        span = ground(self.evidence, value)
        if span is None:
            why = NOT_ON_PAGE if field.kind != "boolean" else "a yes or no is no word of the page"
            sure = min(NOT_GROUNDED, self.confidence)
            return Found(path=path, value=value, confidence=sure, reader=self.name, reason=why)
        return placed(Found(path=path, value=value, confidence=self.confidence, reader=self.name), span)


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
