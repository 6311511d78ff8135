"""Tools that a program offers a model, and what the model calls."""

from __future__ import annotations

import html
import inspect
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sensorium.errors import InvalidInput

AUTO, NONE, REQUIRED = "auto", "none", "required"
CHOICES = (AUTO, NONE, REQUIRED)  # a tool's own name is the fourth: that one is to be called
NAME = re.compile(r"[A-Za-z0-9_.-]{1,64}")
NO_ARGUMENTS: Mapping[str, object] = {"type": "object", "properties": {}}


@dataclass(frozen=True, eq=False, kw_only=True)
class Tool:
    """Something that a model may ask to have done.

    parameters: JSON schema of its arguments, an object. function: does it with these arguments by name, where it can be
    done in this process; None where whoever asks does it elsewhere.
    """

    name: str
    description: str = ""
    parameters: Mapping[str, object] = field(default_factory=lambda: NO_ARGUMENTS)
    function: Callable[..., object] | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        if not isinstance(self.name, str) or not NAME.fullmatch(self.name) or self.name in CHOICES:
            what = f"letters, digits, '_', '-' and '.', 64 at most, and none of {', '.join(CHOICES)}"
            raise InvalidInput(f"a tool's name is {what}; got {str(self.name)[:80]!r}", param="tools")
        if not isinstance(self.parameters, Mapping) or self.parameters.get("type") != "object":
            what = f"the parameters of the tool {self.name} are a JSON schema of an object"
            raise InvalidInput(f'{what}: give {{"type": "object", "properties": …}}', param="tools")

    @classmethod
    def of(cls, function: Callable[..., object]) -> Tool:
        """A function as a tool: its name, its docstring, and a schema of its type hints, all of which it needs.

        Raises InvalidInput where the hints are missing or cannot be told in JSON.
        """
        from pydantic import TypeAdapter, validate_call
        from pydantic.errors import PydanticUserError

        name = getattr(function, "__name__", type(function).__name__)
        _check_hints(name, function)
        try:
            checked: Any = validate_call(function)
            schema = TypeAdapter(checked).json_schema()
        except (PydanticUserError, NameError) as error:
            what = f"the parameters of {name} cannot be told in JSON: {str(error).splitlines()[0]}"
            raise InvalidInput(what, param="tools") from error
        return cls(name=name, description=inspect.getdoc(function) or "", parameters=schema, function=checked)

    def run(self, call: ToolCall) -> object:
        """What the function gives for the arguments of a call.

        Raises InvalidInput for arguments that do not fit, and whatever the function raises.
        """
        from pydantic import ValidationError

        if self.function is None:
            raise InvalidInput(f"the tool {self.name} has no function here: run it yourself", param="tools")
        try:
            return self.function(**call.values)
        except ValidationError as error:
            first = error.errors(include_url=False, include_context=False, include_input=False)[0]
            place = ".".join(map(str, first["loc"]))
            raise InvalidInput(f"{self.name}: {place}: {first['msg']}", param="arguments") from error


@dataclass(frozen=True)
class ToolCall:
    """A tool that a model wants to be run.

    arguments: JSON as the model wrote it, which need not be whole where its words were cut off. id: by which the
    result names the call.
    """

    name: str
    arguments: str = "{}"
    id: str = ""

    @property
    def values(self) -> dict[str, Any]:
        """The arguments by name. Raises InvalidInput where the model wrote no JSON object."""
        try:
            found = json.loads(self.arguments)
        except (ValueError, RecursionError) as error:
            raise InvalidInput(f"the arguments of {self.name} are no JSON: {error}", param="arguments") from error
        if not isinstance(found, dict):
            raise InvalidInput(f"the arguments of {self.name} are no JSON object", param="arguments")
        return found

    def _repr_html_(self) -> str:
        return f"<code>{html.escape(self.name)}({html.escape(self.arguments)})</code>"


def _check_hints(name: str, function: Callable[..., object]) -> None:
    """Every parameter can be given by its name, and says what it takes."""
    try:
        parameters = inspect.signature(function).parameters.values()
    except (TypeError, ValueError) as error:
        raise InvalidInput(f"{name} is no function whose parameters are known", param="tools") from error
    for one in parameters:
        if one.kind not in (one.POSITIONAL_OR_KEYWORD, one.KEYWORD_ONLY):
            raise InvalidInput(f"{name}: {one} cannot be given by a name; a tool's parameters can", param="tools")
        if one.annotation is one.empty:
            raise InvalidInput(f"{name}: {one.name} has no type hint; write one, as in {one.name}: str", param="tools")
