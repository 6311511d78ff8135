"""How tools, calls and what calls gave are written as words: the one way, in training and in use."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from sensorium.content import Tool, ToolCall

OFFER = "You can call:"
RESULT = "Result of {name}: "
FORM = '{{"name": {name}, "arguments": {arguments}}}'
_ARGUMENTS = "\0"


def offer_text(tools: Sequence[Tool]) -> str:
    """What a model is shown of tools, a line for each: `weather(city: string, days?: integer 1 to 7): Tells it.`"""
    return "\n".join([OFFER, *map(_line, tools)])


def call_text(call: ToolCall) -> str:
    """A call as a model writes it. Arguments that are no JSON stand as they are."""
    try:
        arguments = json.dumps(json.loads(call.arguments), ensure_ascii=False)
    except (ValueError, RecursionError):
        arguments = call.arguments
    return FORM.format(name=json.dumps(call.name), arguments=arguments)


def call_form(name: str) -> tuple[str, str]:
    """What stands before and after the arguments of a call."""
    before, _, after = FORM.format(name=json.dumps(name), arguments=_ARGUMENTS).partition(_ARGUMENTS)
    return before, after


def result_text(name: str, text: str) -> str:
    """What a call gave, as a model is shown it."""
    return RESULT.format(name=name) + text


def _line(tool: Tool) -> str:
    properties, required = tool.parameters.get("properties"), tool.parameters.get("required")
    needed = required if isinstance(required, Sequence) else ()
    told = properties.items() if isinstance(properties, Mapping) else ()
    takes = ", ".join(f"{name}{'' if name in needed else '?'}: {_kind(schema)}" for name, schema in told)
    about = " ".join(tool.description.split())
    return f"{tool.name}({takes}){f': {about}' if about else ''}"


def _kind(schema: object) -> str:
    """'string', 'integer 1 to 7', '"c" or "f"', 'list of string'; of anything else its JSON."""
    if not isinstance(schema, Mapping):
        return json.dumps(schema)
    about = schema.get("description")
    return _values(schema) + (f" ({about})" if about else "")


def _values(schema: Mapping[str, object]) -> str:
    kind, items, values = schema.get("type"), schema.get("items"), schema.get("enum")
    if isinstance(values, Sequence):
        return " or ".join(json.dumps(value, ensure_ascii=False) for value in values)
    if kind == "array" and isinstance(items, Mapping):
        return f"list of {_values(items)}"
    if kind in ("integer", "number") and {"minimum", "maximum"} <= schema.keys():
        return f"{kind} {schema['minimum']} to {schema['maximum']}"
    if kind in ("string", "integer", "number", "boolean"):
        return str(kind)
    plain = {name: value for name, value in schema.items() if name not in ("title", "description", "default")}
    return json.dumps(plain, ensure_ascii=False)
