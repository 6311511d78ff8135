"""Tools and calls ↔ the JSON of the OpenAI API."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from sensorium.content import Message, Part, Tool, ToolCall
from sensorium.content.tools import CHOICES
from sensorium.events import CallDelta
from sensorium.models.model import Settings

Json = dict[str, Any]


def offer_json(settings: Settings) -> Json:
    """The fields of a chat completion that offer tools; none where there are none."""
    if not settings.tools:
        return {}
    told: Json = {"tools": [{"type": "function", "function": function_json(tool)} for tool in settings.every_tool]}
    choice = settings.tool_choice
    if choice is not None:
        told["tool_choice"] = choice if choice in CHOICES else {"type": "function", "function": {"name": choice}}
    if settings.parallel_tool_calls is not None:
        told["parallel_tool_calls"] = settings.parallel_tool_calls
    return told


def function_json(tool: Tool) -> Json:
    """A tool as a function; in the responses API these fields stand beside its type."""
    return {"name": tool.name, "description": tool.description, "parameters": dict(tool.parameters)}


def call_json(call: ToolCall) -> Json:
    """A call as a chat message tells it."""
    return {"id": call.id, "type": "function", "function": {"name": call.name, "arguments": call.arguments}}


def turn_json(message: Message, content: object) -> Json:
    """A chat message of some content, with the calls in it or the call that it answers."""
    if message.role == "tool":
        return {"role": "tool", "tool_call_id": message.call_id, "content": content}
    calls = [call_json(part) for part in message.parts if isinstance(part, ToolCall)]
    if not calls:
        return {"role": message.role, "content": content}
    return {"role": message.role, "content": content or None, "tool_calls": calls}


def items_json(message: Message, content: object) -> list[Json]:
    """The same turn as items of the responses API."""
    if message.role == "tool":
        return [{"type": "function_call_output", "call_id": message.call_id, "output": content}]
    said = [{"role": message.role, "content": content}] if content else []
    return said + [
        {"type": "function_call", "call_id": part.id, "name": part.name, "arguments": part.arguments}
        for part in message.parts
        if isinstance(part, ToolCall)
    ]


def said_parts(message: Message) -> Sequence[Part]:
    """The parts that are content, calls left out."""
    return [part for part in message.parts if not isinstance(part, ToolCall)]


@dataclass(eq=False)
class CallReader:
    """Puts the calls of a streamed answer together. Some servers count all of them as the first: a new id is a new
    call.
    """

    whole: list[ToolCall] = field(default_factory=list)
    _places: list[int] = field(default_factory=list)  # of each call, what the server counted

    def take(self, delta: Json) -> Iterator[CallDelta]:
        """The calls of one delta."""
        for told in delta.get("tool_calls") or ():
            yield self._piece(told)

    def _piece(self, told: Json) -> CallDelta:
        function, index = told.get("function") or {}, told.get("index") or 0
        at = next((n for n in reversed(range(len(self._places))) if self._places[n] == index), None)
        if at is None or told.get("id") not in (None, "", self.whole[at].id):
            at = len(self.whole)
            self._places.append(index)
            self.whole.append(ToolCall(function.get("name") or "", "", told.get("id") or f"call_{at}"))
        piece, before = function.get("arguments") or "", self.whole[at]
        self.whole[at] = ToolCall(before.name, before.arguments + piece, before.id)
        return CallDelta(before.id, before.name, piece)
