"""Rounds of calls: what is called is run, what it gave is told, and there is an end to it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

import numpy as np
import pytest

import sensorium
from sensorium.content import Image, Message, Reply, Text, Tool, ToolCall, Usage
from sensorium.errors import InvalidInput
from sensorium.models.native import NativeModel
from sensorium.models.rounds import Exchange, run_tools

RED = Image(np.full((8, 8, 3), 200, np.uint8))


def add(first: int, second: int) -> int:
    """Adds two numbers."""
    return first + second


def show(colour: Literal["red"]) -> Image:
    """Shows a colour."""
    return RED


def refuse(why: str) -> str:
    """Refuses."""
    raise InvalidInput(f"not {why}")


def break_down() -> str:
    """Fails."""
    raise ZeroDivisionError


def odd() -> object:
    """Gives what is no JSON."""
    return object()


class Script:
    """A model that says what it was given to say, and remembers what it was asked."""

    name = "script"

    def __init__(self, *replies: Sequence[Text | ToolCall]) -> None:
        self._replies = list(replies)
        self.asked: list[tuple[tuple[Message, ...], dict[str, Any]]] = []

    def generate(self, messages: Sequence[Message], **settings: Any) -> Reply:
        self.asked.append((tuple(messages), settings))
        parts = tuple(self._replies.pop(0))
        called = any(isinstance(part, ToolCall) for part in parts)
        usage = Usage(prompt={}, completion={})
        return Reply(parts=parts, usage=usage, model="script", finish_reason="tool_calls" if called else "stop")


def run(model: Script, *tools: Any, **more: Any) -> Exchange:
    return run_tools(model, "How much?", tools=tools, **more)  # type: ignore[arg-type]


def results(model: Script) -> list[str]:
    """What the model was told of its calls, in the last round."""
    return [part.text for m in model.asked[-1][0] if m.role == "tool" for part in m.parts if isinstance(part, Text)]


def call(name: str, arguments: str, known: str = "c1") -> ToolCall:
    return ToolCall(name, arguments, known)


def test_calls_are_run_and_their_results_told_until_words_come() -> None:
    model = Script(
        [Text("Let me see."), call("add", '{"first": 2, "second": 3}'), call("add", '{"first": 1, "second": 1}', "c2")],
        [call("show", '{"colour": "red"}', "c3")],
        [Text("Five.")],
    )
    found = run(model, add, show, tool_choice="required", outputs=["text"], seed=3)
    assert found.reply.text == "Five."
    assert [message.role for message in found.messages] == "user assistant tool tool assistant tool assistant".split()
    assert [message.call_id for message in found.messages if message.role == "tool"] == ["c1", "c2", "c3"]
    assert results(model) == ["5", "2"]
    assert found.messages[5].parts == (RED,)
    assert [one.id for one in found.calls] == ["c1", "c2", "c3"]
    assert [settings["tool_choice"] for _, settings in model.asked] == ["required", "auto", "auto"]
    assert all((settings["seed"], settings["outputs"]) == (3, ["text"]) for _, settings in model.asked)


def test_there_is_an_end_to_rounds() -> None:
    again = [call("add", '{"first": 2, "second": 3}')]
    model = Script(again, again, [Text("Enough.")])
    assert run(model, add, most_rounds=2).reply.text == "Enough."
    assert [settings["tool_choice"] for _, settings in model.asked] == [None, "auto", "none"]


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (call("add", '{"first": 2}'), "Error: add: second"),
        (call("add", '{"first'), "Error: the arguments of add are no JSON"),
        (call("lamp", "{}"), "Error: there is no tool lamp; there are add, refuse"),
        (call("refuse", '{"why": "today"}'), "Error: not today"),
    ],
)
def test_mistakes_are_told_to_the_model(asked: ToolCall, told: str) -> None:
    model = Script([asked], [Text("Sorry.")])
    run(model, add, refuse)
    assert results(model)[0].startswith(told)


def test_what_a_tool_raises_ends_the_rounds() -> None:
    with pytest.raises(ZeroDivisionError):
        run(Script([call("break_down", "{}")]), break_down)
    with pytest.raises(InvalidInput, match="no JSON: give words"):
        run(Script([call("odd", "{}")]), odd)


def test_what_cannot_be_run_is_refused_before_anything_is_asked() -> None:
    model = Script()
    with pytest.raises(InvalidInput, match="the tool far has no function"):
        run(model, Tool(name="far"))
    with pytest.raises(InvalidInput, match="most_rounds"):
        run(model, add, most_rounds=0)
    assert not model.asked


def test_a_call_that_was_cut_off_is_not_run(tiny: NativeModel) -> None:
    def never(colour: Literal["red", "green"]) -> str:
        """Is never run."""
        raise AssertionError

    found = sensorium.run_tools(tiny, "Which?", tools=[never], tool_choice="never", seed=1, max_tokens=4)
    assert found.reply.finish_reason == "length"


def test_the_built_in_model_calls_and_goes_on(tiny: NativeModel) -> None:
    seen: list[str] = []

    def lamp(room: Literal["kitchen", "hall"]) -> dict[str, str]:
        """Switches a lamp."""
        seen.append(room)
        return {"state": "on"}

    found = sensorium.run_tools(
        tiny, "Switch it on.", tools=[lamp], tool_choice="required", most_rounds=1, outputs=["text"], seed=1
    )
    assert len(seen) == 1
    assert found.calls[0].values == {"room": seen[0]}
    assert found.messages[2].parts[0].text == '{"state": "on"}'  # type: ignore[union-attr]
    assert found.reply.finish_reason in ("stop", "length")
    assert found.reply.usage.prompt == tiny.count(found.messages[:-1])
