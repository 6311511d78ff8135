"""Tools, choices and calls as clients write them → values, and calls as answers tell them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal, TypeAlias

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from sensorium.content import Part, Text, Tool, ToolCall
from sensorium.content.tools import NO_ARGUMENTS
from sensorium.errors import InvalidInput, UnsupportedCapability
from sensorium.surfaces.server.wire import ChatMessage, Wire

Choice: TypeAlias = Literal["auto", "none", "required"]


class FunctionFields(Wire):
    """A function that the client will run. Its schema is followed to the letter, strict or not."""

    name: str
    description: str | None = None
    parameters: dict[str, Any] | None = None
    strict: bool | None = None

    def value(self) -> Tool:
        """The tool. Raises InvalidInput."""
        parameters = {"type": "object", **self.parameters} if self.parameters else NO_ARGUMENTS
        return Tool(name=self.name, description=self.description or "", parameters=parameters)


class _OfFunction(Wire):
    """Something that has the type of a function; what is of another type says so."""

    @model_validator(mode="before")
    @classmethod
    def _known(cls, given: object) -> object:
        if isinstance(given, dict) and given.get("type") != "function":
            what = "{kind} is no tool that models here can call: give functions, type 'function'; elsewhere gpt-4o can"
            raise PydanticCustomError(UnsupportedCapability.code, what, {"kind": repr(given.get("type"))[:60]})
        return given


class ChatTool(_OfFunction):
    """A tool of a chat completion."""

    type: Literal["function"]
    function: FunctionFields

    def value(self) -> Tool:
        """The tool. Raises InvalidInput."""
        return self.function.value()


class NamedFunction(Wire):
    """A function by its name."""

    name: str


class ChatToolNamed(_OfFunction):
    """The tool that a chat completion is to call."""

    type: Literal["function"]
    function: NamedFunction


class FlatTool(_OfFunction, FunctionFields):
    """A tool of a response or of a live session: the same without an object around it."""

    type: Literal["function"]


class FlatToolNamed(_OfFunction):
    """The tool that a response or a live session is to call."""

    type: Literal["function"]
    name: str


def choice_of(choice: Choice | ChatToolNamed | FlatToolNamed | None) -> str | None:
    """A choice as `Settings` have it: its word, or the name of the tool."""
    match choice:
        case ChatToolNamed(function=function):
            return function.name
        case FlatToolNamed(name=name):
            return name
        case _:
            return choice


def calls_in(message: ChatMessage, param: str) -> tuple[ToolCall, ...]:
    """The calls that a chat message holds. Raises InvalidInput where it is not the assistant's."""
    if message.tool_calls and message.role != "assistant":
        what = f"only the assistant calls tools, not the {message.role}"
        raise InvalidInput(f"{what}; take tool_calls out of this message", param=f"{param}.tool_calls")
    return tuple(ToolCall(one.function.name, one.function.arguments, one.id) for one in message.tool_calls or ())


def result_in(message: ChatMessage, parts: Sequence[Part], param: str) -> tuple[str | None, tuple[Part, ...]]:
    """Which call a chat message answers, and with what; None of a message that is no result. Raises InvalidInput."""
    if (message.role == "tool") != (message.tool_call_id is not None):
        what = "a message of the role tool names its call in tool_call_id, and no other message does"
        raise InvalidInput(what, param=f"{param}.tool_call_id")
    return message.tool_call_id, tuple(parts) or ((Text(""),) if message.role == "tool" else ())
