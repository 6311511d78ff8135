"""Whether values keep their schema: what is required, allowed, of which form. What is broken is told, never mended."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from sensorium.abilities.documents.extraction.wanted.schema import Field, Schema


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
        else:
            yield from _of_value(field, path, value)


def _of_value(field: Field, path: str, value: object) -> Iterator[str]:
    if field.options and value not in field.options:
        yield f"{path}: {value!r} is none of {', '.join(map(repr, field.options))}"
    if field.pattern and isinstance(value, str) and not _matches(field.pattern, value):
        yield f"{path}: {value!r} has not the form {field.pattern!r}"


def _matches(pattern: str, value: str) -> bool:
    """Whether a pattern fits; one that is no expression of Python's fits everything."""
    try:
        return re.search(pattern, value[:1000]) is not None
    except re.error:
        return True
