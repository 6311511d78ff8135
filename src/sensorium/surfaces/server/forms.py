"""The form that words are asked to have: free, any JSON object, or JSON of a schema."""

from __future__ import annotations

from typing import Any, Literal, TypeAlias

from pydantic import Field

from sensorium.errors import InvalidInput
from sensorium.surfaces.server.wire import Wire

FormName: TypeAlias = Literal["text", "json_object", "json_schema"]


class JsonSchema(Wire):
    """A schema with its name. It is followed to the letter, strict or not."""

    name: str | None = None
    description: str | None = None
    schema_: dict[str, Any] | None = Field(default=None, alias="schema")
    strict: bool | None = None


def followed(form: FormName, schema: dict[str, Any] | None, where: str) -> dict[str, Any] | None:
    """The schema that words are to follow; None of free words. Raises InvalidInput where it is missing; `where` it
    should stand.
    """
    if form == "text":
        return None
    if form == "json_object":
        return {"type": "object"}
    if schema is None:
        raise InvalidInput(f"{where} is missing: say which schema the JSON is to follow", param=where)
    return schema
