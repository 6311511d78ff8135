"""Values as a field wants them."""

from __future__ import annotations

from sensorium.abilities.documents.extraction.extracted import Value
from sensorium.abilities.documents.extraction.values.labelled import option_of
from sensorium.abilities.documents.extraction.wanted.schema import Field


def shaped(field: Field, value: Value, text: str) -> Value:
    """A value as the field wants it, None where it cannot be. text: how it is printed."""
    if field.options:
        return plain(option_of(field, str(value)))
    if field.kind in ("number", "integer"):
        if isinstance(value, str):
            value = int(value) if value.isdigit() else None
        if field.kind == "integer" and isinstance(value, float):
            value = int(value) if value.is_integer() else None
        return value
    if field.kind == "boolean":
        return value if isinstance(value, bool) else None
    if isinstance(value, int | float) and not isinstance(value, bool):
        return " ".join(text.split()) or str(value)
    return value


def plain(value: object) -> Value:
    """Whatever a schema allows, as a plain value."""
    return value if isinstance(value, str | int | float | bool) or value is None else str(value)
