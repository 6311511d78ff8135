"""Tools over chat completions and responses, by the unmodified SDK of OpenAI, and over our own client."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Literal

import httpx2
import numpy as np
import openai
import pytest

import sensorium
from sensorium.content import Image, Message, Text, Tool, ToolCall
from sensorium.events import CallDelta, PartDone
from sensorium.models.model import Model, Offered
from sensorium.models.native import NativeModel
from sensorium.models.openai_calls import function_json
from sensorium.models.openai_compatible import OpenAICompatibleModel


def light(room: Literal["kitchen", "hall"], on: bool) -> str:
    """Switches a light."""
    return f"{room} {on}"


def shade(colour: Literal["red", "green", "blue"]) -> str:
    """Names a colour."""
    return colour


TOOLS: list[Offered] = [light, shade]
FUNCTIONS = [function_json(Tool.of(light)), function_json(Tool.of(shade))]
CHAT: list[Any] = [{"type": "function", "function": {**one, "strict": True}} for one in FUNCTIONS]
FLAT: list[Any] = [{"type": "function", "strict": False, **one} for one in FUNCTIONS]
ASKED = "Which light?"
PNG = Image(np.full((90, 120, 3), (200, 30, 30), np.uint8)).encode("png")
NAMED: dict[str, Any] = {"type": "function", "function": {"name": "shade"}}


def chat(client: openai.OpenAI, **more: Any) -> Any:
    messages = more.pop("messages", [{"role": "user", "content": ASKED}])
    return client.chat.completions.create(model="gpt-4o", messages=messages, tools=CHAT, seed=5, **more)


def test_a_chat_calls_what_the_model_calls_in_process(client: openai.OpenAI, tiny: NativeModel) -> None:
    alone = tiny.generate(ASKED, outputs=["text"], tools=TOOLS, tool_choice="required", seed=5)
    answer = chat(client, tool_choice="required", parallel_tool_calls=False)
    (choice,) = answer.choices
    assert choice.finish_reason == "tool_calls"
    assert choice.message.content is None
    (call,) = choice.message.tool_calls
    assert ToolCall(call.function.name, call.function.arguments, call.id) == alone.calls[0]
    assert answer.usage.prompt_tokens == alone.usage.prompt_tokens
    assert answer.usage.completion_tokens == alone.usage.completion_tokens
    assert answer.model_dump()["sensorium"]["settings"][0]["tools"] == ["light", "shade"]


def test_a_named_function_is_called(client: openai.OpenAI) -> None:
    answer = chat(client, tool_choice=NAMED)
    assert [call.function.name for call in answer.choices[0].message.tool_calls] == ["shade"]


def test_a_streamed_call_is_whole(client: openai.OpenAI) -> None:
    whole = chat(client, tool_choice="required", parallel_tool_calls=True, temperature=2.0)
    chunks = list(chat(client, tool_choice="required", parallel_tool_calls=True, temperature=2.0, stream=True))
    calls: dict[int, dict[str, str]] = {}
    for piece in [piece for chunk in chunks for piece in chunk.choices[0].delta.tool_calls or []]:
        if piece.id is not None:
            calls[piece.index] = {"id": piece.id, "name": piece.function.name, "arguments": ""}
        calls[piece.index]["arguments"] += piece.function.arguments
    told = [
        {"id": call.id, "name": call.function.name, "arguments": call.function.arguments}
        for call in whole.choices[0].message.tool_calls
    ]
    assert [calls[index] for index in range(len(calls))] == told
    assert chunks[-1].choices[0].finish_reason == "tool_calls"
    assert not any(chunk.choices[0].delta.content for chunk in chunks)


def test_the_streaming_helper_of_the_sdk_follows(client: openai.OpenAI) -> None:
    with client.chat.completions.stream(
        model="tiny", messages=[{"role": "user", "content": ASKED}], tools=CHAT, tool_choice="required", seed=5
    ) as stream:
        done = [event for event in stream if event.type == "tool_calls.function.arguments.done"]
        (call,) = stream.get_final_completion().choices[0].message.tool_calls or []
    assert done[0].arguments == call.function.arguments
    assert call.function.parsed_arguments == json.loads(call.function.arguments)


def test_a_result_is_answered(client: openai.OpenAI, tiny: NativeModel) -> None:
    first = chat(client, tool_choice="required").choices[0].message
    call = first.tool_calls[0]
    messages = [
        {"role": "user", "content": ASKED},
        first,
        {"role": "tool", "tool_call_id": call.id, "content": "it is on"},
    ]
    answer = chat(client, messages=messages, tool_choice="none", max_tokens=6)
    told = [
        Message("user", (ASKED,)),
        Message("assistant", (ToolCall(call.function.name, call.function.arguments, call.id),)),
        Message("tool", ("it is on",), call.id),
    ]
    assert answer.choices[0].message.content == tiny.generate(told, outputs=["text"], seed=5, max_tokens=6).text
    assert answer.choices[0].finish_reason in ("stop", "length")


def respond(client: openai.OpenAI, **more: Any) -> Any:
    asked: dict[str, Any] = {"model": "gpt-4o", "input": ASKED, "tools": FLAT, "extra_body": {"seed": 5}} | more
    return client.responses.create(**asked)


def test_a_response_calls_and_goes_on_from_the_result(client: openai.OpenAI, tiny: NativeModel) -> None:
    alone = tiny.generate(ASKED, outputs=["text"], tools=TOOLS, tool_choice="required", seed=5)
    first = respond(client, tool_choice="required")
    (item,) = first.output
    assert (item.type, item.status, first.status) == ("function_call", "completed", "completed")
    assert ToolCall(item.name, item.arguments, item.call_id) == alone.calls[0]
    assert first.tool_choice == "required"
    assert [tool.name for tool in first.tools] == ["light", "shade"]
    result = {"type": "function_call_output", "call_id": item.call_id, "output": "it is on"}
    told = [
        Message("user", (ASKED,)),
        Message("assistant", (alone.calls[0],)),
        Message("tool", ("it is on",), item.call_id),
    ]
    wanted = tiny.generate(told, outputs=["text"], seed=5, max_tokens=6).text
    kept = respond(client, input=[result], previous_response_id=first.id, tool_choice="none", max_output_tokens=6)
    again = respond(
        client, input=[{"role": "user", "content": ASKED}, item, result], tool_choice="none", max_output_tokens=6
    )
    assert kept.output_text == again.output_text == wanted
    listed = [one.type for one in client.responses.input_items.list(kept.id, order="asc").data]
    assert listed == ["message", "function_call", "function_call_output"]


def test_a_streamed_response_tells_its_calls(client: openai.OpenAI) -> None:
    asked: dict[str, Any] = {"tool_choice": {"type": "function", "name": "light"}, "parallel_tool_calls": False}
    whole = respond(client, **asked)
    events = list(respond(client, **asked, stream=True))
    kinds = list(dict.fromkeys(event.type for event in events))
    assert kinds == [
        "response.created",
        "response.in_progress",
        "response.output_item.added",
        "response.function_call_arguments.delta",
        "response.function_call_arguments.done",
        "response.output_item.done",
        "response.completed",
    ]
    by_kind = {event.type: event for event in events}
    item = by_kind["response.output_item.done"].item
    told = "".join(event.delta for event in events if event.type == "response.function_call_arguments.delta")
    done = by_kind["response.function_call_arguments.done"]
    assert told == done.arguments == item.arguments == whole.output[0].arguments
    assert (done.item_id, done.name) == (item.id, "light")
    assert by_kind["response.output_item.added"].item.arguments == ""
    assert (item.name, item.call_id) == (whole.output[0].name, whole.output[0].call_id)
    assert by_kind["response.completed"].response.output[0].model_dump() == item.model_dump()


def test_tools_are_counted_before_they_are_charged(client: openai.OpenAI) -> None:
    answer = respond(client, tool_choice="required")
    counted = client.responses.input_tokens.count(model="tiny", input=ASKED, tools=FLAT)
    assert counted.input_tokens == answer.usage.input_tokens
    without = client.responses.input_tokens.count(model="tiny", input=ASKED)
    assert (
        client.responses.input_tokens.count(model="tiny", input=ASKED, tools=FLAT, tool_choice="none").input_tokens
        == without.input_tokens
    )


def test_a_picture_and_functions_may_be_offered_together(client: openai.OpenAI) -> None:
    tools = [*FLAT, {"type": "image_generation"}]
    drawn = respond(client, tools=tools, tool_choice={"type": "image_generation"})
    assert [item.type for item in drawn.output] == ["image_generation_call"]
    called = respond(client, tools=tools, tool_choice={"type": "function", "name": "shade"})
    assert [(item.type, item.name) for item in called.output] == [("function_call", "shade")]


@pytest.fixture(scope="module")
def remote(base_url: str) -> Iterator[Model]:
    model = sensorium.load(f"{base_url}/v1#tiny")
    assert isinstance(model, OpenAICompatibleModel)
    yield model
    model.close()


@pytest.fixture(scope="module")
def plain(base_url: str) -> Iterator[OpenAICompatibleModel]:
    model = OpenAICompatibleModel.from_name(f"{base_url}/v1#tiny")
    yield model
    model.close()


RESULT = [
    Message("user", (ASKED,)),
    Message("assistant", (Text("I see."), ToolCall("light", '{"room": "hall", "on": true}', "c1"))),
    Message("tool", ("it is on",), "c1"),
]


@pytest.mark.parametrize("parallel", [None, True])
def test_our_client_gives_the_calls_of_this_process(remote: Model, tiny: NativeModel, parallel: bool | None) -> None:
    def told(model: Model) -> tuple[Any, ...]:
        events = list(
            model.stream(
                RESULT,
                tools=TOOLS,
                tool_choice="required",
                parallel_tool_calls=parallel,
                seed=7,
                temperature=2.0,
            )
        )
        reply = events[-1].reply  # type: ignore[union-attr]
        pieces = [(event.id, event.name, event.arguments) for event in events if isinstance(event, CallDelta)]
        done = [event.part for event in events if isinstance(event, PartDone)]
        return reply.parts, reply.finish_reason, reply.settings, reply.usage, pieces, done

    assert told(remote) == told(tiny)


def test_our_client_counts_tools_calls_and_results(remote: Model, tiny: NativeModel) -> None:
    assert remote.count(RESULT, tools=TOOLS) == tiny.count(RESULT, tools=TOOLS)
    picture = [*RESULT[:2], Message("tool", (Image.open(PNG),), "c1")]
    assert remote.count(picture) == tiny.count(picture)
    assert remote.generate(picture, outputs=["text"], seed=1, max_tokens=3).usage.prompt == tiny.count(picture)


def test_the_plain_client_gives_the_same_calls(plain: OpenAICompatibleModel, tiny: NativeModel) -> None:
    near = tiny.generate(RESULT, outputs=["text"], tools=TOOLS, tool_choice="required", seed=7)
    far = plain.generate(RESULT, outputs=["text", "image"], tools=TOOLS, tool_choice="required", seed=7)
    assert (far.parts, far.finish_reason) == (near.parts, "tool_calls")
    assert plain.count(RESULT, tools=TOOLS) == tiny.count(RESULT, tools=TOOLS)


@pytest.mark.parametrize(
    ("path", "change", "code", "param"),
    [
        (
            "chat/completions",
            {"tools": [{"type": "custom", "custom": {"name": "x"}}]},
            "unsupported_capability",
            "tools",
        ),
        ("chat/completions", {"tools": [{"type": "function"}]}, "invalid_request", "tools.0.function"),
        ("chat/completions", {"tools": CHAT[:1] * 2}, "invalid_request", "tools"),
        ("chat/completions", {"tools": CHAT, "tool_choice": "sometimes"}, "invalid_request", None),
        ("chat/completions", {"tools": CHAT, "tool_choice": {**NAMED, "function": {"name": "x"}}}, None, "tool_choice"),
        ("chat/completions", {"tool_choice": "required"}, "invalid_request", "tool_choice"),
        ("chat/completions", {"tools": CHAT, "modalities": ["image"]}, "invalid_request", "tools"),
        ("chat/completions", {"functions": FUNCTIONS}, "invalid_request", "functions"),
        (
            "chat/completions",
            {"tools": CHAT, "response_format": {"type": "json_object"}},
            "unsupported_capability",
            "schema",
        ),
        (
            "chat/completions",
            {"messages": [{"role": "tool", "content": "x"}]},
            "invalid_request",
            "messages[0].tool_call_id",
        ),
        ("chat/completions", {"messages": [{"role": "tool", "content": "x", "tool_call_id": "c"}]}, None, "messages"),
        (
            "chat/completions",
            {
                "messages": [
                    {
                        "role": "user",
                        "tool_calls": [{"id": "c", "type": "function", "function": {"name": "a", "arguments": "{}"}}],
                    }
                ]
            },
            "invalid_request",
            "messages[0].tool_calls",
        ),
        ("responses", {"tools": [{"type": "web_search"}]}, "unsupported_capability", "tools"),
        ("responses", {"tools": [{"type": "function"}]}, "invalid_request", "tools.0.function.name"),
        (
            "responses",
            {"tools": [*FLAT, {"type": "image_generation"}], "tool_choice": "required"},
            "unsupported_capability",
            "tool_choice",
        ),
        (
            "responses",
            {"input": [{"type": "function_call_output", "call_id": "c", "output": "x"}]},
            "invalid_request",
            "messages",
        ),
        ("responses/input_tokens", {"tools": [{"type": "function"}]}, "invalid_request", "tools.0.function.name"),
    ],
)
@pytest.mark.parametrize("stream", [False, True])
def test_what_is_wrong_is_told(
    base_url: str, path: str, change: dict[str, Any], code: str | None, param: str | None, stream: bool
) -> None:
    chat_body = {"messages": [{"role": "user", "content": "x"}]} if path.startswith("chat") else {"input": "x"}
    streamed = {"stream": stream} if path != "responses/input_tokens" else {}
    answer = httpx2.post(f"{base_url}/v1/{path}", json={"model": "tiny", **chat_body, **streamed, **change}, timeout=60)
    assert answer.status_code == 400, answer.text
    error = answer.json()["error"]
    assert code is None or error["code"] == code, error
    assert param is None or error["param"] == param, error
