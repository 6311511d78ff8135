"""Calls in a conversation by voice: told as they grow, answered by results, broken off with the answer."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import pytest

from sensorium.content import Message, Reply, Text, Tool, ToolCall, Usage
from sensorium.errors import InvalidInput, UnsupportedCapability
from sensorium.events import CallDelta, Event, PartDone, ReplyDone, TextDelta
from sensorium.models.model import Abilities
from sensorium.models.running import Order
from sensorium.surfaces.live.answering import answered
from sensorium.surfaces.live.asks import (
    Answer,
    CallPiece,
    CallWhole,
    Cancel,
    Create,
    Delete,
    Finished,
    Piece,
    Respond,
    Words,
)
from sensorium.surfaces.live.cast import Cast
from sensorium.surfaces.live.conversation import View, prompt_of
from sensorium.surfaces.live.items import Called, Item, Returned, Typed
from sensorium.surfaces.live.settings import Settings, Speaking

Make = Callable[..., Any]
LAMP = Tool(name="lamp", parameters={"type": "object", "properties": {"on": {"type": "boolean"}}})
WRITTEN = Speaking(aloud=False, tools=(LAMP,))
CALL = ToolCall("lamp", '{"on": true}', "c1")
PIECES = (CallPiece("c1", "lamp", ""), CallPiece("c1", "lamp", '{"on"'), CallPiece("c1", "lamp", ": true}"))


def typed(text: str, known: str, role: Any = "user") -> Create:
    return Create(item=Item(id=known, role=role, content=[Typed(text)]))


def called(known: str, call: ToolCall) -> Create:
    return Create(item=Item(id=known, role="assistant", content=[Called(call)]))


def returned(known: str, call_id: str, text: str) -> Create:
    return Create(item=Item(id=known, role="tool", content=[Returned(call_id, text)]))


def test_a_call_is_told_as_it_grows_and_joins_the_conversation(make: Make) -> None:
    stage = make(Settings(model="m", speaking=WRITTEN))
    stage.take(typed("Switch it on.", "i1"))
    stage.take(Respond(speaking=WRITTEN))
    before = len(stage.kinds())
    stage.give(*PIECES, CallWhole(CALL))
    stage.finish()
    assert stage.kinds(before) == [
        "response.output_item.added",
        "conversation.item.added",
        "response.function_call_arguments.delta",
        "response.function_call_arguments.delta",
        "response.function_call_arguments.done",
        "response.output_item.done",
        "conversation.item.done",
        "response.done",
    ]
    done = stage.last("response.function_call_arguments.done")
    assert (done["call_id"], done["name"], done["arguments"], done["output_index"]) == ("c1", "lamp", CALL.arguments, 0)
    (item,) = stage.last("response.done")["response"]["output"]
    kept = {
        "type": "function_call",
        "status": "completed",
        "call_id": "c1",
        "name": "lamp",
        "arguments": CALL.arguments,
    }
    assert {name: item[name] for name in kept} == kept
    assert done["item_id"] == item["id"] == stage.session.conversation.last_id
    told = stage.session.as_told()
    assert told["tools"] == [{"type": "function", "name": "lamp", "description": "", "parameters": LAMP.parameters}]
    assert told["tool_choice"] == "auto"


def test_words_and_two_calls_are_three_items(make: Make) -> None:
    stage = make(Settings(model="m", speaking=WRITTEN))
    stage.take(Respond(speaking=WRITTEN))
    stage.give(Words("I see."), *PIECES, CallWhole(CALL))
    other = ToolCall("lamp", "{}", "c2")
    stage.give(CallPiece("c2", "lamp", "{}"), CallWhole(other))
    stage.finish()
    output = stage.last("response.done")["response"]["output"]
    assert [item["type"] for item in output] == ["message", "function_call", "function_call"]
    assert [item["status"] for item in output] == ["completed"] * 3
    assert [told.body["output_index"] for told in stage.told if told.kind == "response.output_item.done"] == [1, 2, 0]
    prompt = prompt_of(stage.session.conversation.items, View())
    (message,) = prompt.messages
    assert [type(part) for part in message.parts] == [Text, ToolCall, ToolCall]


def test_a_call_that_is_broken_off_is_incomplete(make: Make) -> None:
    stage = make()
    stage.take(Respond(speaking=WRITTEN))
    stage.give(*PIECES)
    assert "response.output_item.done" not in stage.kinds()
    stage.speak()
    response = stage.last("response.done")["response"]
    assert response["status"] == "cancelled"
    assert [(item["type"], item["status"]) for item in response["output"]] == [("function_call", "incomplete")]
    (done,) = [told.body for told in stage.told if told.kind == "response.output_item.done"]
    assert done["item"] == response["output"][0]


@pytest.mark.parametrize(("cut", "status"), [(False, "completed"), (True, "incomplete")])
def test_a_call_that_ends_for_want_of_words_is_incomplete(make: Make, cut: bool, status: str) -> None:
    stage = make()
    stage.take(Respond(speaking=WRITTEN))
    other = ToolCall("lamp", "{}", "c2")
    stage.give(*PIECES, CallWhole(CALL), CallPiece("c2", "lamp", "{"), CallWhole(other))
    stage.give(Finished(usage=Usage(prompt={}, completion={}), cut=cut))
    response = stage.last("response.done")["response"]
    assert response["status"] == status
    assert [item["status"] for item in response["output"]] == ["completed", status]
    done = [told.body["item"] for told in stage.told if told.kind == "response.output_item.done"]
    assert done == response["output"]


def test_a_call_that_was_whole_stays_so_when_somebody_breaks_in(make: Make) -> None:
    stage = make()
    stage.take(Respond(speaking=WRITTEN))
    stage.give(*PIECES, CallWhole(CALL))
    stage.take(Cancel())
    (item,) = stage.last("response.done")["response"]["output"]
    assert (item["status"], item["arguments"]) == ("completed", CALL.arguments)


def test_a_result_answers_a_call_that_is_there(make: Make) -> None:
    stage = make()
    with pytest.raises(InvalidInput, match="no call"):
        stage.session.take(returned("r0", "c1", "on"))
    stage.take(typed("Switch it on.", "i1"))
    stage.take(called("i2", CALL))
    stage.take(returned("i3", "c1", "it is on"))
    kept = stage.last("conversation.item.done")["item"]
    assert (kept["type"], kept["call_id"], kept["output"]) == ("function_call_output", "c1", "it is on")
    prompt = prompt_of(stage.session.conversation.items, View())
    assert [(message.role, message.call_id) for message in prompt.messages] == [
        ("user", None),
        ("assistant", None),
        ("tool", "c1"),
    ]
    stage.take(Delete(id="i2"))
    prompt = prompt_of(stage.session.conversation.items, View())
    assert [message.role for message in prompt.messages] == ["user"]
    assert "1 results are not shown" in prompt.notes[0]


def test_who_answers_one_turn_at_a_time_is_shown_what_was_called_for_it(make: Make) -> None:
    stage = make()
    for ask in (
        typed("Hello.", "i0"),
        typed("Hi.", "i1", "assistant"),
        typed("Switch it on.", "i2"),
        called("i3", CALL),
        returned("i4", "c1", "it is on"),
    ):
        stage.take(ask)
    prompt = prompt_of(stage.session.conversation.items, View(remembers=False))
    assert [message.role for message in prompt.messages] == ["user", "assistant", "tool"]
    assert prompt.notes == ("2 earlier turns are not shown to the model, which answers one at a time",)
    stage.take(typed("And now?", "i5"))
    assert [m.role for m in prompt_of(stage.session.conversation.items, View(remembers=False)).messages] == ["user"]


class Calls:
    """A runner and its model, which says a word and calls."""

    def __init__(self, outputs: str = "text speech") -> None:
        self.name, self.model = "calls", self
        self.abilities = Abilities(inputs=frozenset({"text"}), outputs=frozenset(outputs.split()))  # type: ignore[arg-type]
        self.asked: list[Order] = []

    async def events(self, order: Order) -> Any:
        self.asked.append(order)
        events: list[Event] = [TextDelta("Well."), PartDone("text", Text("Well."))]
        events += [CallDelta("c1", "lamp", CALL.arguments), PartDone("text", CALL)]
        usage = Usage(prompt={"text": 1}, completion={"text": 9})
        reply = Reply(parts=(Text("Well."), CALL), usage=usage, model="calls", finish_reason="tool_calls")
        yield [*events, ReplyDone(reply)]

    def close(self) -> None: ...


def pieces_of(mind: Calls, speaking: Speaking) -> list[Piece]:
    async def lent() -> Any:
        return Voice()

    async def all_of_them() -> list[Piece]:
        items = (Item(id="i", role="user", content=[Typed("Switch it on.")]),)
        asked = Answer(id="r", items=items, speaking=speaking, truncate=True)
        who = Cast(mind=mind, built_in=lent)  # type: ignore[arg-type]
        return [piece async for piece in answered(who, asked)]

    return asyncio.run(all_of_them())


class Voice(Calls):
    """A runner and its model, which says nothing and counts it."""

    async def events(self, order: Order) -> Any:
        yield [ReplyDone(Reply(parts=(), usage=Usage(prompt={}, completion={"speech": 3}), model="voice"))]


def test_the_model_is_offered_the_tools_and_its_calls_are_passed_on() -> None:
    mind = Calls()
    pieces = pieces_of(mind, Speaking(aloud=False, tools=(LAMP,), tool_choice="lamp", parallel_tool_calls=True))
    assert pieces[:3] == [Words("Well."), CallPiece("c1", "lamp", CALL.arguments), CallWhole(CALL)]
    assert isinstance(pieces[-1], Finished)
    settings = mind.asked[0].settings
    assert (settings["tools"], settings["tool_choice"], settings["parallel_tool_calls"]) == ((LAMP,), "lamp", True)
    pieces_of(mind, Speaking(aloud=False))
    assert "tools" not in mind.asked[1].settings


def test_aloud_a_model_that_calls_writes_and_is_lent_a_voice() -> None:
    mind = Calls()
    pieces = pieces_of(mind, Speaking(tools=(LAMP,)))
    assert [piece for piece in pieces if isinstance(piece, CallWhole)] == [CallWhole(CALL)]
    assert mind.asked[0].outputs == ("text",)
    last = pieces[-1]
    assert isinstance(last, Finished)
    assert last.usage.completion == {"text": 9, "speech": 3}


def test_a_model_that_writes_nothing_calls_nothing() -> None:
    with pytest.raises(UnsupportedCapability, match="leave tools out"):
        pieces_of(Calls("speech"), Speaking(tools=(LAMP,)))


def test_a_message_of_a_result_is_a_turn() -> None:
    items = [called("a", CALL).item, returned("b", "c1", "").item]
    prompt = prompt_of(items, View())
    assert [type(message) for message in prompt.messages] == [Message, Message]
    assert prompt.messages[1].parts[0].text == ""  # type: ignore[union-attr]
