"""Whether values keep their schema: what is required, allowed, of which form. What is broken is told, never mended."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from sensorium.abilities.documents.extraction.wanted.schema import Field, Schema

if TYPE_CHECKING:
    from pydantic_core import SchemaValidator

LONGEST = 1000  # characters of a value that are held against a pattern


def faults_of(fields: Sequence[Field], values: Mapping[str, object], reasons: Mapping[str, str]) -> Iterator[str]:
    """A sentence for each value that breaks its field. reasons: path → why it is missing."""
    yield from _faults(fields, values, reasons, "")


def pydantic_faults(schema: Schema, values: Mapping[str, object]) -> list[str]:
    """What a Pydantic class says against the values; nothing for a JSON schema."""
    from pydantic import ValidationError

    validate = getattr(schema, "model_validate", None)
    if validate is None:
        return []
    try:
        validate(dict(values))
    except ValidationError as error:
        told = error.errors(include_url=False, include_context=False, include_input=False)
        return [f"{'.'.join(map(str, one['loc']))}: {one['msg']}" for one in told]
    return []


def _faults(
    fields: Sequence[Field], values: Mapping[str, object], reasons: Mapping[str, str], at: str
) -> Iterator[str]:
    for field in fields:
        path = f"{at}.{field.name}" if at else field.name
        value = values.get(field.name)
        if value is None:
            if field.required:
                yield f"{path}: required, but {reasons.get(path, 'nothing was found')}"
        elif isinstance(value, Mapping):
            yield from _faults(field.fields, value, reasons, path)
        elif isinstance(value, list) and field.items is not None:
            for number, one in enumerate(value):
                if isinstance(one, Mapping):
                    yield from _faults(field.items.fields, one, reasons, f"{path}[{number}]")
                elif one is not None:
                    yield from _of_value(field.items, f"{path}[{number}]", one)
        else:
            yield from _of_value(field, path, value)


def _of_value(field: Field, path: str, value: object) -> Iterator[str]:
    if field.options and value not in field.options:
        yield f"{path}: {value!r} is none of {', '.join(map(repr, field.options))}"
    if field.pattern and isinstance(value, str) and not _matches(field.pattern, value):
        yield f"{path}: {value!r} has not the form {field.pattern!r}"


def _matches(pattern: str, value: str) -> bool:
    """Whether a pattern fits; one that cannot be followed in time by the letter (it looks around, say) fits everything.

    Patterns and papers come from strangers: Python's own expressions can be made to search for hours.
    """
    from pydantic_core import ValidationError

    follows = _following(pattern)
    try:
        return follows is None or follows.validate_python(value[:LONGEST]) is not None
    except ValidationError:
        return False


@lru_cache(maxsize=256)
def _following(pattern: str) -> SchemaValidator | None:
    from pydantic_core import SchemaError, SchemaValidator, core_schema

    try:
        return SchemaValidator(core_schema.str_schema(pattern=pattern, regex_engine="rust-regex"))
    except SchemaError:
        return None
