"""What is asked for: a JSON schema, or a Pydantic class, as a tree of fields."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from sensorium.errors import InvalidInput

if TYPE_CHECKING:
    from pydantic import BaseModel

Schema: TypeAlias = "Mapping[str, object] | type[BaseModel]"

Kind: TypeAlias = Literal["string", "number", "integer", "boolean", "date", "object", "array"]
PLAIN: Final = ("string", "number", "integer", "boolean")
DEEPEST = 12  # objects in one another
MOST_FIELDS = 500


@dataclass(frozen=True, kw_only=True)
class Field:
    """A value that is wanted. path: "seller.name", "items[]"; options: all it may be; required: null is a fault."""

    name: str
    path: str
    kind: Kind
    title: str = ""
    about: str = ""
    options: tuple[object, ...] = ()
    pattern: str = ""
    required: bool = False
    fields: tuple[Field, ...] = ()
    items: Field | None = None

    @property
    def parents(self) -> list[str]:
        """Names of the objects that it lies in, the nearest last."""
        return [part.removesuffix("[]") for part in self.path.split(".")[:-1]]


def json_schema(schema: Schema) -> dict[str, object]:
    """A schema as a dict. Raises InvalidInput for what is neither a mapping nor a Pydantic class."""
    if isinstance(schema, Mapping):
        return dict(schema)
    made = getattr(schema, "model_json_schema", None)
    if made is None:
        what = "a schema is a JSON schema (dict) or a Pydantic class"
        raise InvalidInput(f"{what}; got {type(schema).__name__}", param="schema")
    return dict(made())


def fields_of(schema: Mapping[str, object]) -> tuple[Field, ...]:
    """The fields of a JSON schema of an object.

    Raises InvalidInput where it is none, refers to what it does not hold, nests deeper than `DEEPEST` or has more than
    `MOST_FIELDS` fields.
    """
    root = _Definitions(schema)
    whole = root.field("", "", schema, required=True, depth=0)
    if whole.kind != "object" or not whole.fields:
        what = 'a schema describes an object: {"type": "object", "properties": {"total": {"type": "number"}}}'
        raise InvalidInput(f"{what}; this one has no properties", param="schema")
    return whole.fields


class _Definitions:
    """A schema whose parts may point to each other."""

    def __init__(self, schema: Mapping[str, object]) -> None:
        self._root = schema
        self._count = 0

    def field(self, name: str, path: str, schema: object, *, required: bool, depth: int) -> Field:
        self._counted(1, depth)
        plain = self._plain(schema)
        kind = _kind(plain)
        items = plain.get("items", {"type": "string"}) if kind == "array" else None
        return Field(
            name=name,
            path=path,
            kind=kind,
            title=str(plain.get("title", "")),
            about=str(plain.get("description", "")),
            options=_options(plain),
            pattern=str(plain.get("pattern", "")),
            required=required,
            fields=self._inner(path, plain, depth) if kind == "object" else (),
            items=None if items is None else self.field(name, f"{path}[]", items, required=False, depth=depth + 1),
        )

    def _counted(self, more: int, depth: int = 0) -> None:
        self._count += more
        if depth > DEEPEST or self._count > MOST_FIELDS:
            what = f"a schema has at most {MOST_FIELDS} fields and nests at most {DEEPEST} deep"
            raise InvalidInput(f"{what}; leave out what is not needed", param="schema")

    def _inner(self, path: str, schema: Mapping[str, object], depth: int) -> tuple[Field, ...]:
        properties, needed = schema.get("properties"), schema.get("required")
        if not isinstance(properties, Mapping):
            return ()
        required = {one for one in needed if isinstance(one, str)} if isinstance(needed, list | tuple) else set()
        return tuple(
            self.field(
                str(name), f"{path}.{name}" if path else str(name), one, required=name in required, depth=depth + 1
            )
            for name, one in properties.items()
        )

    def _plain(self, schema: object, deep: int = 0) -> dict[str, object]:
        """A schema with what it points to put in its place, its parts as one, and without the choice of null."""
        for _ in range(DEEPEST - deep):
            if not isinstance(schema, Mapping):
                return {}
            if isinstance(pointer := schema.get("$ref"), str):
                schema = {**self._at(pointer), **{key: value for key, value in schema.items() if key != "$ref"}}
            elif isinstance(parts := schema.get("allOf"), list | tuple):
                self._counted(len(parts))
                rest = {key: value for key, value in schema.items() if key != "allOf"}
                schema = _together([*(self._plain(part, deep + 1) for part in parts), rest])
            elif choices := next((schema[key] for key in ("anyOf", "oneOf") if key in schema), None):
                rest = {key: value for key, value in schema.items() if key not in ("anyOf", "oneOf")}
                schema = {**_first_real(choices), **rest}
            else:
                return dict(schema)
        raise InvalidInput("the schema refers to itself; write out what is wanted", param="schema")

    def _at(self, pointer: str) -> Mapping[str, object]:
        found: object = self._root
        for part in pointer.removeprefix("#/").split("/"):
            found = found.get(part.replace("~1", "/").replace("~0", "~")) if isinstance(found, Mapping) else None
        if not isinstance(found, Mapping):
            raise InvalidInput(f"the schema refers to {pointer[:80]!r}, which it does not hold", param="schema")
        return found


def _together(parts: Sequence[Mapping[str, object]]) -> dict[str, object]:
    """Several schemas that all hold, as one: the fields of all, required by any; else what the last says."""
    whole: dict[str, object] = {}
    for part in parts:
        whole |= part
    told = [one for part in parts if isinstance(one := part.get("properties"), Mapping)]
    needed = [one for part in parts if isinstance(one := part.get("required"), list | tuple)]
    properties = {name: field for one in told for name, field in one.items()}
    return {**whole, "properties": properties, "required": [name for one in needed for name in one]} if told else whole


def _first_real(choices: object) -> Mapping[str, object]:
    """Of several schemas the first that is not null; a number before words, since numbers can be told as words."""
    every = [one for one in choices if isinstance(one, Mapping)] if isinstance(choices, Sequence) else []
    real = [one for one in every if one.get("type") != "null"]
    numbers = [one for one in real if one.get("type") in ("number", "integer")]
    return (numbers or real or [{}])[0]


def _kind(schema: Mapping[str, object]) -> Kind:
    told = schema.get("type")
    if isinstance(told, Sequence) and not isinstance(told, str):
        told = next((one for one in told if one != "null"), "string")
    if told == "object" or (told is None and "properties" in schema):
        return "object"
    if told == "array" or (told is None and "items" in schema):
        return "array"
    if told in (None, "string"):
        return "date" if schema.get("format") in ("date", "date-time") else "string"
    if told in ("number", "integer", "boolean"):
        return told
    raise InvalidInput(f"a field's type is one of object, array, {', '.join(PLAIN)}; got {told!r}", param="schema")


def _options(schema: Mapping[str, object]) -> tuple[object, ...]:
    if "const" in schema:
        return (schema["const"],)
    options = schema.get("enum")
    return tuple(one for one in options if one is not None) if isinstance(options, Sequence) else ()
