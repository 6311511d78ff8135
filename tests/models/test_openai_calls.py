"""Calls as other servers stream them, and tools as they are sent to them."""

from __future__ import annotations

import json
from typing import Any

import httpx2
import pytest

from sensorium.content import Message, Text, ToolCall
from sensorium.errors import InvalidInput
from sensorium.events import CallDelta, PartDone, ReplyDone
from sensorium.models.openai_compatible import OpenAICompatibleModel


def lamp(on: bool) -> str:
    """Switches a lamp."""
    return str(on)


def piece(
    arguments: str, index: int | None = None, known: str | None = None, name: str | None = None
) -> dict[str, Any]:
    """A piece of a call as a delta tells it."""
    told = {"index": index, "id": known, "function": {"name": name, "arguments": arguments}}
    return {"tool_calls": [{key: value for key, value in told.items() if value is not None}]}


class Server:
    """Streams the deltas it was given."""

    def __init__(self, *deltas: dict[str, Any]) -> None:
        self.bodies: list[dict[str, Any]] = []
        self._deltas = deltas

    def __call__(self, request: httpx2.Request) -> httpx2.Response:
        self.bodies.append(json.loads(request.content))
        chunks = [{"choices": [{"delta": delta}]} for delta in self._deltas]
        chunks.append({"choices": [{"delta": {}, "finish_reason": "tool_calls"}]})
        return httpx2.Response(200, content="".join(f"data: {json.dumps(chunk)}\n\n" for chunk in chunks).encode())


def told(server: Server, **more: Any) -> tuple[list[str | tuple[str, str]], Any]:
    """The order of what was told, parts by their kind and pieces of calls by their id; and the reply."""
    model = OpenAICompatibleModel("http://server/v1", "m", transport=httpx2.MockTransport(server))
    order: list[str | tuple[str, str]] = []
    reply = None
    for event in model.stream("Hi", tools=[lamp], **more):
        if isinstance(event, CallDelta):
            order.append((event.id, event.arguments))
        elif isinstance(event, PartDone):
            order.append(type(event.part).__name__)
        elif isinstance(event, ReplyDone):
            reply = event.reply
    return order, reply


TWO = (ToolCall("lamp", '{"on": true}', "a"), ToolCall("lamp", "{}", "b"))


@pytest.mark.parametrize("second", [1, 0])  # some servers count every call as the first
def test_words_are_over_before_a_call_and_each_call_before_the_next(second: int) -> None:
    server = Server(
        {"content": "Well."},
        piece('{"on"', 0, "a", "lamp"),
        piece(": true}", 0),
        piece("{}", second, "b", "lamp"),
    )
    order, reply = told(server)
    assert order == ["Text", ("a", '{"on"'), ("a", ": true}"), "ToolCall", ("b", "{}"), "ToolCall"]
    assert reply.calls == TWO
    assert (reply.text, reply.finish_reason) == ("Well.", "tool_calls")
    assert reply.settings["outputs"] == ["text"] * 3
    assert reply.settings["tools"] == ["lamp"]


def test_a_call_without_an_id_is_given_one() -> None:
    _, reply = told(Server(piece("{}", 0, None, "lamp"), piece("{}", 1, None, "lamp")))
    assert [call.id for call in reply.calls] == ["call_0", "call_1"]


def test_what_comes_after_a_call_is_not_made() -> None:
    _, reply = told(Server(piece("{}", 0, "a", "lamp")), outputs=["text", "image"])
    assert [type(part) for part in reply.parts] == [ToolCall]


def test_tools_are_sent_as_the_api_has_them() -> None:
    server = Server({"content": "x"})
    told(server, tool_choice="lamp", parallel_tool_calls=False)
    told(server, tool_choice="none")
    first, second = server.bodies
    assert first["tools"][0]["type"] == "function"
    assert first["tools"][0]["function"]["name"] == "lamp"
    assert first["tools"][0]["function"]["description"] == "Switches a lamp."
    assert first["tools"][0]["function"]["parameters"]["required"] == ["on"]
    assert first["tool_choice"] == {"type": "function", "function": {"name": "lamp"}}
    assert first["parallel_tool_calls"] is False
    assert second["tool_choice"] == "none"
    assert "parallel_tool_calls" not in second


def test_calls_and_results_are_sent_as_the_api_has_them() -> None:
    server = Server({"content": "x"})
    model = OpenAICompatibleModel("http://server/v1", "m", transport=httpx2.MockTransport(server))
    said = Message("assistant", (Text("Well."), TWO[0]))
    model.generate([Message("user", ("Hi",)), said, Message("tool", ("it is on",), "a")])
    call = {"id": "a", "type": "function", "function": {"name": "lamp", "arguments": '{"on": true}'}}
    assert server.bodies[0]["messages"][1:] == [
        {"role": "assistant", "content": "Well.", "tool_calls": [call]},
        {"role": "tool", "tool_call_id": "a", "content": "it is on"},
    ]


def test_tools_without_words_are_refused() -> None:
    with pytest.raises(InvalidInput, match="add text to the outputs"):
        told(Server(), outputs=["image"])
