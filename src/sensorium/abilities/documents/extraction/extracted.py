"""What was found in a document: values in the form of the schema, each with its place, its words and how sure it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from sensorium.abilities.documents.box import Box
from sensorium.abilities.documents.tree import Vote, Word

Value: TypeAlias = str | int | float | bool | None


@dataclass(frozen=True, kw_only=True)
class Found:
    """The value of one field, or why there is none.

    path: "total", "items[0].price". value: as the schema wants it, None where it is missing; text: as printed.
    page, box, words: where it stands (points); page 0 and no box where it is not grounded on any. confidence: the
    probability that it is right, 0 to 1. reader: who read the words, or the model that told it. reason: why it is
    missing, or what is to be known about it. alternatives: what it may be instead. currency: ISO 4217, of an amount.
    votes: what one more source says of it, as of a word; of a value that data tell, who read the pages. beside: what
    the pages say in its place, with its own box, where they do not say the same.
    """

    path: str
    value: Value
    text: str = ""
    page: int = 0
    box: Box | None = None
    words: tuple[Word, ...] = field(default=(), repr=False)
    confidence: float = 0.0
    reader: str = ""
    reason: str = ""
    currency: str = ""
    ambiguous: bool = False
    alternatives: tuple[str, ...] = ()
    votes: tuple[Vote, ...] = ()
    beside: Found | None = None

    @property
    def supported(self) -> bool | None:
        """Whether another source says the same; None where no other was asked."""
        if not self.votes:
            return None
        return self.beside is None and any(vote.text for vote in self.votes)

    @property
    def grounded(self) -> bool:
        """Whether it stands on a page."""
        return self.box is not None

    def told(self) -> dict[str, object]:
        """For JSON; what is empty is left out, but for the value."""
        everything: dict[str, object] = {
            "value": self.value,
            "text": self.text,
            "page": self.page or None,
            "box": self.box.told() if self.box else None,
            "confidence": round(self.confidence, 3) if self.value is not None else None,
            "reader": self.reader,
            "reason": self.reason,
            "currency": self.currency,
            "ambiguous": self.ambiguous or None,
            "alternatives": list(self.alternatives),
            "votes": [{"reader": one.reader, "text": one.text, "confidence": one.confidence} for one in self.votes],
            "beside": self.beside.told() if self.beside else None,
        }
        kept = {name: one for name, one in everything.items() if one not in (None, "", []) or name == "value"}
        kept |= {} if self.supported is None else {"supported": self.supported}
        return {**kept, "grounded": self.grounded} if self.value is not None else kept


@dataclass(frozen=True, kw_only=True)
class Extracted:
    """values: JSON in the form of the schema, null where nothing was found. fields: each value by its path.

    faults: where the values break the schema ("total: required, but not found"). by: "layout" or the name of a model.
    """

    values: Mapping[str, object]
    fields: Mapping[str, Found]
    faults: tuple[str, ...] = ()
    by: str = "layout"

    @property
    def valid(self) -> bool:
        """Whether the schema is kept."""
        return not self.faults

    @property
    def disputed(self) -> tuple[str, ...]:
        """Paths of values of which the pages say one thing, and the data that the file carries another."""
        return tuple(path for path, found in self.fields.items() if found.beside is not None)

    def told(self) -> dict[str, object]:
        """For JSON: values, where each is from, faults."""
        return {
            "values": dict(self.values),
            "fields": {path: found.told() for path, found in self.fields.items()},
            "faults": list(self.faults),
            "by": self.by,
            **({"disputed": list(self.disputed)} if self.disputed else {}),
        }
