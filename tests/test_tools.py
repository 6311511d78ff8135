"""Tools as values: made of functions, checked, called; and the turns and replies that hold calls."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any, Literal

import pytest
from pydantic import Field

from sensorium.content import Message, Reply, Text, Tool, ToolCall, Usage
from sensorium.errors import InvalidInput
from sensorium.models.model import settings_of


def weather(city: Annotated[str, Field(description="where")], days: int = 1, unit: Literal["c", "f"] = "c") -> str:
    """Tells the weather of a city."""
    return f"{city}: {days * 2} {unit}"


def nothing() -> None:
    """Does nothing."""


def test_a_function_is_a_tool_by_its_hints_and_docstring() -> None:
    tool = Tool.of(weather)
    assert (tool.name, tool.description) == ("weather", "Tells the weather of a city.")
    properties: Any = tool.parameters["properties"]
    assert properties["city"] == {"description": "where", "title": "City", "type": "string"}
    assert properties["unit"]["enum"] == ["c", "f"]
    assert tool.parameters["required"] == ["city"]
    assert Tool.of(nothing).parameters["properties"] == {}


def test_a_call_runs_the_function_with_checked_arguments() -> None:
    tool = Tool.of(weather)
    assert tool.run(ToolCall("weather", '{"city": "Oslo", "days": 3}')) == "Oslo: 6 c"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ('{"days": 3}', "weather: city"),
        ('{"city": "Oslo", "days": "soon"}', "weather: days"),
        ('{"city": "Oslo", "unit": "k"}', "weather: unit"),
        ('{"city": "Oslo", "wind": 3}', "weather: wind"),
        ('{"city": "Os', "no JSON"),
        ("[1]", "no JSON object"),
        ("[" * 100_000, "no JSON"),
    ],
)
def test_arguments_that_do_not_fit_are_told(arguments: str, message: str) -> None:
    with pytest.raises(InvalidInput, match=message):
        Tool.of(weather).run(ToolCall("weather", arguments))


def no_hint(city) -> None: ...  # type: ignore[no-untyped-def]  # noqa: ANN001


def many(*cities: str) -> None: ...


def any_words(**words: str) -> None: ...


def odd(file: Callable[[], None]) -> None: ...


@pytest.mark.parametrize(
    ("function", "message"),
    [(no_hint, "no type hint"), (many, "by a name"), (any_words, "by a name"), (odd, "cannot be told in JSON")],
)
def test_a_function_that_makes_no_tool_is_refused(function: Callable[..., object], message: str) -> None:
    with pytest.raises(InvalidInput, match=message):
        Tool.of(function)


@pytest.mark.parametrize("name", ["", "a b", "auto", "none", "required", "x" * 65, "straße"])
def test_names_that_cannot_be_are_refused(name: str) -> None:
    with pytest.raises(InvalidInput, match="a tool's name"):
        Tool(name=name)


def test_parameters_are_an_object() -> None:
    with pytest.raises(InvalidInput, match="JSON schema of an object"):
        Tool(name="a", parameters={"type": "string"})


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"tools": [weather, weather]}, "two tools are called weather"),
        ({"tools": [Tool(name=f"t{n}") for n in range(129)]}, "at most 128"),
        ({"tools": weather}, "a list of functions"),
        ({"tools": [weather], "tool_choice": "light"}, "auto, none, required, weather"),
        ({"tool_choice": "required"}, "give tools"),
        ({"tool_choice": "weather"}, "got 'weather'"),
    ],
)
def test_offers_that_cannot_be_are_refused(settings: dict[str, Any], message: str) -> None:
    with pytest.raises(InvalidInput, match=message):
        settings_of(settings)


def test_only_the_assistant_calls_and_only_results_name_a_call() -> None:
    call = ToolCall("weather", "{}", "c1")
    assert Message("assistant", (call,)).parts == (call,)
    assert Message("tool", ("rain",), "c1").call_id == "c1"
    with pytest.raises(InvalidInput, match="only the assistant"):
        Message("user", (call,))
    with pytest.raises(InvalidInput, match="call_id"):
        Message("tool", ("rain",))
    with pytest.raises(InvalidInput, match="call_id"):
        Message("user", ("rain",), "c1")


def test_a_reply_shows_and_saves_its_calls(tmp_path: Path) -> None:
    call = ToolCall("weather", '{"city": "<b>"}', "c1")
    reply = Reply(parts=(Text("Let me see."), call), usage=Usage(prompt={}, completion={}), model="m")
    assert reply.calls == (call,)
    assert reply.text == "Let me see."
    assert "&lt;b&gt;" in reply._repr_html_()
    paths = reply.save(tmp_path)
    assert [path.name for path in paths] == ["01-text.txt", "02-toolcall.json", "reply.json"]
    assert json.loads(paths[1].read_text()) == {"name": "weather", "arguments": '{"city": "<b>"}', "id": "c1"}
