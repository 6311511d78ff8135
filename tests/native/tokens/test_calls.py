"""How tools and calls are written, and what may come next while a call is."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Literal

import numpy as np
import pytest

from sensorium.content import Tool, ToolCall
from sensorium.errors import InvalidInput
from sensorium.native.codecs.score import ScoreGrammar
from sensorium.native.tokens.calls import call_text, offer_text
from sensorium.native.tokens.grammar import Finished, Plan, ReplyGrammar, Word
from sensorium.native.tokens.stream import Stream
from sensorium.native.tokens.structured import CallWords, caller
from sensorium.native.tokens.tokenizer import WordTokenizer
from sensorium.native.tokens.vocabulary import SLOTS, TEXT, Special


def weather(city: str, days: int = 1, unit: Literal["c", "f"] = "c") -> None:
    """Tells the weather
    of a city.
    """


LEVEL = {"type": "integer", "minimum": 0, "maximum": 9, "description": "how bright"}
MANY = {"type": "array", "items": {"type": "string"}}
LIGHT = Tool(name="light", parameters={"type": "object", "properties": {"level": LEVEL, "rooms": MANY}})
TOOLS = (Tool.of(weather), LIGHT)
CALL = '{"name": "weather", "arguments": {"city": "Oslo"}}'


def test_tools_are_shown_a_line_each() -> None:
    assert offer_text(TOOLS).splitlines() == [
        "You can call:",
        'weather(city: string, days?: integer, unit?: "c" or "f"): Tells the weather of a city.',
        "light(level?: integer 0 to 9 (how bright), rooms?: list of string)",
    ]
    odd = {"type": "object", "properties": {"x": {"anyOf": [{"type": "null"}], "title": "X"}, "y": True}}
    assert offer_text([Tool(name="odd", parameters=odd)]).endswith('odd(x?: {"anyOf": [{"type": "null"}]}, y?: true)')


@pytest.mark.parametrize("arguments", ['{"city":"Oslo"}', '{ "city" : "Oslo" }', '{"city": "Oslo"}'])
def test_a_call_is_written_in_one_way(arguments: str) -> None:
    assert call_text(ToolCall("weather", arguments, "c1")) == CALL


def test_arguments_that_are_no_json_stand_as_they_are() -> None:
    assert call_text(ToolCall("weather", '{"ci')) == '{"name": "weather", "arguments": {"ci}'


def drawn(words: WordTokenizer, form: CallWords, seed: int) -> str:
    """A text of tokens that were drawn from those allowed."""
    rng, tokens = np.random.default_rng(seed), list[int]()
    while (allowed := form.allowed(hurry=len(tokens) > 60)).any():
        tokens.append(int(rng.choice(np.flatnonzero(allowed))))
        form.advance(tokens[-1])
        assert len(tokens) < 300
    assert form.may_end
    return b"".join(words.tokens[token] for token in tokens).decode()


@pytest.mark.parametrize("seed", range(8))
def test_whatever_is_drawn_is_a_call_of_one_of_the_tools(words: WordTokenizer, seed: int) -> None:
    text = drawn(words, caller(words, TOOLS, free=False)(), seed)
    call = json.loads(text)
    assert list(call) == ["name", "arguments"]
    if call["name"] == "weather":
        assert {"city"} <= call["arguments"].keys() <= {"city", "days", "unit"}
    else:
        assert call["arguments"].keys() <= {"level", "rooms"}
        assert 0 <= call["arguments"].get("level", 0) <= 9
    assert text == f" {json.dumps(call, ensure_ascii=False)}" or "\\" in text


def test_a_named_tool_alone_is_called(words: WordTokenizer) -> None:
    assert {json.loads(drawn(words, caller(words, [LIGHT], free=False)(), seed))["name"] for seed in range(4)} == {
        "light"
    }


def walked(words: WordTokenizer, plan: Plan, texts: Sequence[str]) -> tuple[ReplyGrammar, list[str]]:
    """The grammar of a reply that says texts one after the other, as long as it may; and the stages it went through."""
    grammar = ReplyGrammar(Stream(), plan, ScoreGrammar, 8)
    grammar.start()
    stages: list[str] = []
    for text in texts:
        stages.append(grammar.stage)
        if grammar.stage == "between":
            push(grammar, Special.TEXT)
        for token in words.encode(text):
            push(grammar, token)
        push(grammar, Special.END)
    return grammar, stages


def push(grammar: ReplyGrammar, token: int) -> None:
    step = grammar.step()
    assert isinstance(step, Word)
    assert step.mask[token], f"{token} is not allowed in {grammar.stage}"
    ids = np.zeros(SLOTS, np.int32)
    ids[0] = token
    grammar.push(ids)


@pytest.mark.parametrize("text", ["It is a red car.", "", "[", "a {"])
def test_left_to_choose_any_words_may_come_and_the_turn_goes_on(words: WordTokenizer, text: str) -> None:
    new = caller(words, TOOLS, free=True)
    grammar, _ = walked(words, Plan(outputs=("text", "image"), new_form=new), [text])
    assert grammar.open_segment == "image"
    assert not grammar.cut


def test_left_to_choose_a_call_is_held_to_its_form_and_ends_the_turn(words: WordTokenizer) -> None:
    new = caller(words, TOOLS, free=True)
    grammar, _ = walked(words, Plan(outputs=("text", "image"), new_form=new), [CALL])
    assert isinstance(grammar.step(), Finished)
    assert grammar.segments == ["text"]
    with pytest.raises(AssertionError, match="not allowed"):
        walked(words, Plan(outputs=("text",), new_form=new), [CALL.replace("weather", "wether")])
    with pytest.raises(AssertionError, match="not allowed"):
        walked(words, Plan(outputs=("text",), new_form=new), [CALL.replace("city", "town")])


def test_a_call_that_must_be_is_no_words(words: WordTokenizer) -> None:
    plan = Plan(outputs=("text",), new_form=caller(words, TOOLS, free=False))
    with pytest.raises(AssertionError, match="not allowed"):
        walked(words, plan, ["It is"])


def test_several_calls_follow_each_other_where_they_may(words: WordTokenizer) -> None:
    must = caller(words, TOOLS, free=False)
    other = '{"name": "light", "arguments": {"level": 3}}'
    plan = Plan(outputs=("text", "image"), new_form=caller(words, TOOLS, free=True), next_call=must)
    grammar, stages = walked(words, plan, [CALL, other])
    assert stages == ["text", "between"]
    step = grammar.step()
    assert isinstance(step, Word)
    assert set(np.flatnonzero(step.mask)) == {Special.TEXT, Special.STOP}
    with pytest.raises(AssertionError, match="not allowed"):
        walked(words, plan, [CALL, "It is"])
    push(grammar, Special.STOP)
    assert isinstance(grammar.step(), Finished)
    assert grammar.segments == ["text", "text"]


def test_a_call_that_is_cut_off_is_the_last(words: WordTokenizer) -> None:
    must = caller(words, TOOLS, free=False)
    grammar = ReplyGrammar(
        Stream(), Plan(outputs=("text",), max_words=5, new_form=must, next_call=must), ScoreGrammar, 8
    )
    grammar.start()
    while isinstance(step := grammar.step(), Word):
        push(grammar, int(np.flatnonzero(step.mask)[-1]))
    assert grammar.cut
    assert grammar.segments == ["text"]


def test_parameters_that_cannot_be_followed_are_refused(words: WordTokenizer) -> None:
    wrong = Tool(name="wrong", parameters={"type": "object", "properties": {"a": {"type": "no such type"}}})
    with pytest.raises(InvalidInput, match="cannot be followed") as caught:
        caller(words, [wrong], free=True)
    assert caught.value.param == "tools"


def test_tokens_are_those_of_the_vocabulary(words: WordTokenizer) -> None:
    assert all(token in TEXT for token in words.encode(CALL))
