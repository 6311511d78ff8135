"""Calls of tools by the built-in model, whose weights are random: whatever it would rather say, they fit."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Literal

import numpy as np
import pytest
import torch

from sensorium.content import Image, Message, Text, Tool, ToolCall
from sensorium.errors import InvalidInput, UnsupportedCapability
from sensorium.events import CallDelta, PartDone, ReplyDone, TextDelta
from sensorium.models.model import Offered
from sensorium.models.native import NativeModel
from sensorium.native.engine.calling import Calling
from sensorium.native.inspection import inspect
from sensorium.native.tokens.calls import call_text, offer_text
from sensorium.native.tokens.stream import Stream
from sensorium.native.tokens.vocabulary import TEXT, Special


def light(room: Literal["kitchen", "hall"], on: bool) -> str:
    """Switches a light."""
    return f"{room} {on}"


def shade(colour: Literal["red", "green", "blue"]) -> str:
    """Names a colour."""
    return colour


TOOLS: list[Offered] = [light, shade]
PICTURE = Image(np.full((90, 120, 3), (200, 30, 30), np.uint8))


@pytest.mark.parametrize("choice", ["required", "light", "shade"])
def test_what_must_be_called_is_called(tiny: NativeModel, choice: str) -> None:
    prompts = [["Which?"]] * 6
    for _, reply in tiny.generate_all(
        prompts, outputs=["text"], seeds=range(6), tools=TOOLS, tool_choice=choice, temperature=1.0
    ):
        (call,) = reply.calls
        assert reply.parts == (call,)
        assert reply.finish_reason == "tool_calls"
        assert call.name in ("light", "shade") if choice == "required" else call.name == choice
        Tool.of({"light": light, "shade": shade}[call.name]).run(call)
        assert reply.settings["tools"] == ["light", "shade"]
        assert reply.settings["tool_choice"] == choice
        assert reply.settings["parallel_tool_calls"] is False
        assert reply.usage.completion.keys() == {"text"}


def test_streamed_is_whole(tiny: NativeModel) -> None:
    events = list(tiny.stream("Which?", tools=TOOLS, tool_choice="required", seed=4, temperature=1.0))
    done = events[-1]
    assert isinstance(done, ReplyDone)
    (call,) = done.reply.calls
    pieces = [event for event in events if isinstance(event, CallDelta)]
    assert {(piece.id, piece.name) for piece in pieces} == {(call.id, call.name)}
    assert "".join(piece.arguments for piece in pieces) == call.arguments
    assert not [event for event in events if isinstance(event, TextDelta)]
    assert [event.part for event in events if isinstance(event, PartDone)] == [call]
    assert (
        done.reply.calls == tiny.generate("Which?", tools=TOOLS, tool_choice="required", seed=4, temperature=1.0).calls
    )


def test_several_calls_in_one_reply_have_ids_of_their_own(tiny: NativeModel) -> None:
    replies = [
        tiny.generate(
            "Which?", tools=TOOLS, tool_choice="required", parallel_tool_calls=True, seed=seed, temperature=2.0
        )
        for seed in range(4)
    ]
    assert max(len(reply.calls) for reply in replies) > 1
    for reply in replies:
        assert reply.parts == reply.calls
        assert len({call.id for call in reply.calls}) == len(reply.calls) <= 6


def test_a_call_that_is_cut_off_says_so(tiny: NativeModel) -> None:
    offer: dict[str, Any] = {"tools": [light], "tool_choice": "light", "seed": 1}
    lengths = range(16, 60, 4)
    cut = [tiny.generate("Which?", **offer, max_tokens=most) for most in lengths]
    named = next(reply for reply in cut if reply.calls)
    assert named.finish_reason == "length"
    (call,) = named.calls
    with pytest.raises(InvalidInput, match="no JSON"):
        _ = call.values
    nameless = tiny.generate("Which?", **offer, max_tokens=3)
    assert (nameless.calls, nameless.finish_reason) == ((), "length")
    assert nameless.text
    assert call_text(ToolCall("light", "")).startswith(nameless.text)


def test_none_calls_nothing_and_is_shown_nothing(tiny: NativeModel) -> None:
    free = tiny.generate("What is this?", outputs=["text"], seed=3)
    none = tiny.generate("What is this?", outputs=["text"], seed=3, tools=TOOLS, tool_choice="none")
    assert (none.text, none.usage) == (free.text, free.usage)
    assert none.settings["tool_choice"] == "none"


def test_tools_are_counted_before_they_are_charged(tiny: NativeModel) -> None:
    reply = tiny.generate("Which?", PICTURE, tools=TOOLS, tool_choice="required", seed=1)
    assert reply.usage.prompt == tiny.count("Which?", PICTURE, tools=TOOLS)
    shown = len(tiny.assistant.words.encode(offer_text([Tool.of(light), Tool.of(shade)])))
    assert tiny.count("Which?", tools=TOOLS)["text"] == tiny.count("Which?")["text"] + shown + 1


def conversation(result: str | Image = "on") -> list[Message]:
    return [
        Message("user", ("Switch it on.",)),
        Message("assistant", (ToolCall("light", '{"room":"hall","on":true}', "c1"),)),
        Message("tool", (result,), "c1"),
    ]


def test_calls_and_results_stand_in_the_prompt_as_words(tiny: NativeModel) -> None:
    told = [
        Message("user", ("Switch it on.",)),
        Message("assistant", ('{"name": "light", "arguments": {"room": "hall", "on": true}}',)),
        Message("user", ("Result of light: on",)),
    ]

    def ids(messages: list[Message]) -> list[int]:
        found: list[int] = tiny.assistant.lay_out(messages).all().ids[:, 0].tolist()
        return found

    assert ids(conversation()) == ids(told)
    assert ids(conversation(""))[-3:] == ids([Message("user", ("Result of light: ",))])[-3:]


def test_a_result_may_be_a_picture(tiny: NativeModel) -> None:
    reply = tiny.generate(conversation(PICTURE), outputs=["text"], tools=TOOLS, seed=1, max_tokens=4)
    assert reply.usage.prompt["image"] > 0
    found = inspect_of(tiny, reply, conversation(PICTURE))
    assert [source.message for source in found if source is not None][-1] == 3


def inspect_of(model: NativeModel, reply: Any, messages: list[Message]) -> Any:
    trace = model.trace(reply)
    assert trace is not None
    return inspect(model.assistant, messages, trace).sources


def test_a_call_can_be_looked_into(tiny: NativeModel) -> None:
    reply = tiny.generate(conversation(), tools=TOOLS, tool_choice="required", parallel_tool_calls=True, seed=2)
    trace = tiny.trace(reply)
    assert trace is not None
    found = inspect(tiny.assistant, conversation(), trace)
    sampled = [state.num_allowed for state in found.states if state is not None]
    assert min(sampled) == 1  # where the form leaves no choice
    assert len(found.positions) == len(trace.prompt) + len(trace.reply)


def test_the_result_of_a_call_that_nobody_made_is_refused(tiny: NativeModel) -> None:
    with pytest.raises(InvalidInput, match="no call 'c2' comes before"):
        tiny.generate([*conversation()[:2], Message("tool", ("on",), "c2")])


def test_what_does_not_go_together_is_refused(tiny: NativeModel) -> None:
    refused: list[tuple[type[Exception], str, dict[str, Any]]] = [
        (UnsupportedCapability, "not both", {"tools": TOOLS, "schema": {"type": "object"}}),
        (InvalidInput, "add text", {"tools": TOOLS, "outputs": ["image"]}),
    ]
    for error, message, asked in refused:
        outputs = asked.pop("outputs", None)
        with pytest.raises(error, match=message):
            tiny.check(outputs, asked)
        with pytest.raises(error, match=message):
            tiny.generate("Which?", outputs=outputs, **asked)


@pytest.mark.parametrize("called", [True, False])
def test_left_to_choose_the_likelier_of_words_and_a_call_comes(
    tiny: NativeModel, monkeypatch: pytest.MonkeyPatch, called: bool
) -> None:
    """The same weights, swayed to begin with a space and then with the brace of a call, or with any other word."""
    backbone, tokens = tiny.assistant.model.backbone, tiny.assistant.words.tokens
    first = [TEXT.start + tokens.index(b" "), TEXT.start + tokens.index(b"{" if called else b"[")]
    logits = backbone.word_logits

    def swayed(states: torch.Tensor) -> torch.Tensor:
        found = logits(states).clone()
        found[..., first.pop(0) if first else Special.END] += 100.0
        return found

    monkeypatch.setattr(backbone, "word_logits", swayed)
    reply = tiny.generate("Which?", outputs=["text", "image"], tools=TOOLS, seed=1)
    assert bool(reply.calls) is called
    assert (reply.image is None) is called
    assert reply.text == ("" if called else "[")
    assert reply.finish_reason == ("tool_calls" if called else "stop")


@pytest.mark.parametrize("arguments", ["{}", '{"a": {"b": {}}}', '{"a": "}}"}', '{"a": "é🍎"}'])
def test_arguments_are_told_as_they_grow_and_never_the_brace_of_the_call(arguments: str) -> None:
    text = call_text(ToolCall("light", arguments))
    for step in (1, 3):
        calling, told = Calling("c1"), ""
        for end in range(1, len(text), step):
            for event in calling.take(text[:end]):
                assert isinstance(event, CallDelta)
                told += event.arguments
                assert arguments.startswith(told)
        events, part = calling.end(text, whole=True)
        told += "".join(event.arguments for event in events if isinstance(event, CallDelta))
        assert part == ToolCall("light", told, "c1") == ToolCall("light", arguments, "c1")


def test_the_stream_of_an_offer_begins_with_a_turn_of_its_own(tiny: NativeModel) -> None:
    stream = Stream()
    tiny.assistant.prompts.tools(stream, [replace(Tool.of(shade), description="x")])
    ids = stream.all().ids[:, 0].tolist()
    assert ids[0] == Special.SYSTEM
    assert all(token in TEXT for token in ids[1:])
    empty = Stream()
    tiny.assistant.prompts.tools(empty, [])
    assert empty.length == 0


def test_words_before_a_call_stay_words(tiny: NativeModel) -> None:
    said = Message("assistant", (Text("Let me see."), ToolCall("light", "{}", "c1")))
    ids = tiny.assistant.lay_out([Message("user", ("x",)), said]).all().ids[:, 0].tolist()
    assert ids.count(Special.TEXT) == ids.count(Special.END) == 2
