"""Calls in a live session, by the real SDK: offered, told, answered, and the same as in this process."""

from __future__ import annotations

import asyncio
from typing import Any, Literal

import pytest
from live_lines import Line, client_of, held

from sensorium.content import Message, Tool, ToolCall
from sensorium.models.native import NativeModel
from sensorium.surfaces.live.settings import tool_told


def lamp(room: Literal["kitchen", "hall"], on: bool) -> str:
    """Switches a lamp."""
    return f"{room} {on}"


OFFER: dict[str, Any] = {
    "tools": [tool_told(Tool.of(lamp))],
    "output_modalities": ["text"],
    "audio": {"input": {"turn_detection": None}},
    "sensorium": {"seed": 5},
}
ASKED = "Switch on the lamp."


async def ask(line: Line, text: str) -> None:
    content = [{"type": "input_text", "text": text}]
    item = {"type": "message", "role": "user", "content": content}
    await line.connection.conversation.item.create(item=item)  # type: ignore[arg-type]
    await line.until("conversation.item.done")


def test_a_session_calls_and_is_told_the_result(address: str, tiny: NativeModel) -> None:
    alone = tiny.generate(ASKED, outputs=["text"], tools=[lamp], tool_choice="required", seed=5)
    (call,) = alone.calls

    async def talk(line: Line) -> None:
        session = (await line.update(**OFFER, tool_choice="required"))["session"]
        assert session["tools"] == OFFER["tools"]
        assert session["tool_choice"] == "required"
        await ask(line, ASKED)
        await line.connection.response.create()
        done = await line.until("response.done")
        (item,) = done["response"]["output"]
        assert ToolCall(item["name"], item["arguments"], item["call_id"]) == call
        deltas = line.all_of("response.function_call_arguments.delta")
        assert "".join(event["delta"] for event in deltas) == call.arguments
        whole = line.all_of("response.function_call_arguments.done")[0]
        assert (whole["arguments"], whole["name"], whole["call_id"]) == (call.arguments, "lamp", call.id)
        assert done["response"]["usage"]["output_tokens"] == alone.usage.completion_tokens
        assert "response.output_text.delta" not in line.kinds

        result = {"type": "function_call_output", "call_id": call.id, "output": "it is on"}
        await line.connection.conversation.item.create(item=result)  # type: ignore[arg-type]
        await line.until("conversation.item.done")
        await line.connection.response.create(response={"tool_choice": "none", "max_output_tokens": 6})
        done = await line.until("response.done")
        told = [Message("user", (ASKED,)), Message("assistant", (call,)), Message("tool", ("it is on",), call.id)]
        words = tiny.generate(told, outputs=["text"], seed=5, max_tokens=6).text
        assert done["response"]["output"][0]["content"][0]["text"] == words

    held(address, talk)


def test_one_answer_may_be_offered_other_tools(address: str) -> None:
    async def talk(line: Line) -> None:
        await line.update(**OFFER)
        await ask(line, ASKED)
        other = {**OFFER["tools"][0], "name": "torch"}
        choice: Any = {"type": "function", "name": "torch"}
        await line.connection.response.create(response={"tools": [other], "tool_choice": choice})
        done = await line.until("response.done")
        assert [item["name"] for item in done["response"]["output"]] == ["torch"]

    held(address, talk)


@pytest.mark.parametrize("aloud", [True, False])
def test_the_beta_is_told_of_calls_in_its_own_words(address: str, aloud: bool) -> None:
    async def talk() -> None:
        async with client_of(address).beta.realtime.connect(model="tiny") as connection:
            line = Line(connection)  # type: ignore[arg-type]
            await line.until("session.created")
            modalities: Any = ["text", "audio"] if aloud else ["text"]
            session: Any = {"modalities": modalities, "tools": OFFER["tools"], "tool_choice": "required"}
            await connection.session.update(session={**session, "turn_detection": None})
            await line.until("session.updated")
            item: Any = {"type": "message", "role": "user", "content": [{"type": "input_text", "text": ASKED}]}
            await connection.conversation.item.create(item=item)
            await connection.response.create()
            done = await line.until("response.done")
            assert [one["type"] for one in done["response"]["output"]] == ["function_call"]
            assert "response.function_call_arguments.done" in line.kinds
            assert line.kinds.count("conversation.item.created") == 2

    asyncio.run(talk())
