"""Requests beside tools: the call is one of them and follows from the words; what is kept for tests is not taught."""

from __future__ import annotations

import json
import re
from collections import Counter
from itertools import islice

import numpy as np
import pytest

from sensorium.abilities.evaluation import scores
from sensorium.abilities.evaluation.directions import DIRECTIONS, Direction
from sensorium.abilities.evaluation.run import calls_of, cases_of, prompt_of
from sensorium.content import Reply, Text, ToolCall, Usage
from sensorium.models.native import NativeModel
from sensorium.native.assistant import Assistant
from sensorium.native.prompt import PromptWriter
from sensorium.native.tokens.calls import call_text, offer_text
from sensorium.native.tokens.structured import caller
from sensorium.native.tokens.vocabulary import TEXT, Special
from sensorium.native.train.lessons import Teacher
from sensorium.native.train.sources import Worlds
from sensorium.native.train.words import texts_of
from sensorium.native.worlds.example import Example, Split
from sensorium.native.worlds.tools import REFUSAL, SKILLS, ToolWorld
from sensorium.native.worlds.tools.machines import MACHINES, near, pairs, skill_of
from sensorium.native.worlds.tools.values import Choice, Half, Switch, Whole, Words, agreed


def drawn(split: Split, count: int = 400) -> list[Example]:
    return list(islice(ToolWorld().examples(np.random.default_rng(5), split), count))


def calls(split: Split) -> list[Example]:
    return [case for case in drawn(split) if case.task == "call"]


@pytest.mark.parametrize("split", ["train", "test"])
def test_every_call_fits_one_of_the_tools_offered(split: Split) -> None:
    for case in calls(split):
        call = json.loads(str(case.reply[0]))
        assert call == {"name": case.truth["name"], "arguments": case.truth["arguments"]}
        (tool,) = [tool for tool in case.tools if tool.name == call["name"]]
        properties = tool.parameters["properties"]
        required = tool.parameters["required"]
        assert isinstance(properties, dict)
        assert isinstance(required, list)
        assert set(required) <= call["arguments"].keys() <= properties.keys()
        for name, value in call["arguments"].items():
            schema = properties[name]
            kinds = {"string": str, "integer": int, "number": (int, float), "boolean": bool}
            assert isinstance(value, kinds[schema["type"]])
            assert value in schema.get("enum", [value])
        assert 1 <= len(case.tools) <= 5
        assert len({tool.name for tool in case.tools}) == len(case.tools)


def test_a_call_is_what_the_grammar_of_the_tools_lets_through(assistant: Assistant) -> None:
    for case in calls("train")[:40]:
        form = caller(assistant.words, case.tools, free=True)()
        for token in assistant.words.encode(str(case.reply[0])):
            assert form.free or form.allowed()[token - TEXT.start]
            form.advance(token - TEXT.start)
        assert form.calling
        assert form.may_end


def test_strings_are_copied_from_the_request_and_all_else_is_said_in_it() -> None:
    for case in calls("train"):
        asked = str(case.prompt[0]).lower()
        (tool,) = [tool for tool in case.tools if tool.name == case.truth["name"]]
        properties = tool.parameters["properties"]
        assert isinstance(properties, dict)
        for name, value in case.truth["arguments"].items():
            if properties[name]["type"] == "string" and "enum" not in properties[name]:
                assert str(value).lower() in asked


def test_shares_of_what_is_asked() -> None:
    cases = drawn("train", 1000)
    tasks = Counter(case.task for case in cases)
    assert 0.64 < tasks["call"] / len(cases) < 0.76
    refused = sum(case.reply == (REFUSAL,) for case in cases) / len(cases)
    assert 0.1 < refused < 0.2
    assert {len(case.tools) for case in cases} == {1, 2, 3, 4, 5}
    kinds = Counter(type(takes.kind) for skill in SKILLS.values() for takes in skill.takes.values())
    assert kinds.keys() == {Words, Whole, Half, Switch, Choice}


def test_a_request_that_no_tool_fits_names_none_that_would() -> None:
    for case in drawn("train"):
        if case.reply == (REFUSAL,):
            assert case.tools
            assert case.truth["answer"] == REFUSAL


def test_the_name_of_a_machine_does_not_tell_whether_it_can_be_done() -> None:
    wishes = [
        (machine, " ".join(tool.name for tool in case.tools).lower())
        for case in drawn("train", 3000)
        for machine in MACHINES
        if case.reply == (REFUSAL,) and re.search(rf"\b(the|my|that) {machine}\b", str(case.prompt[0]))
    ]
    assert len(wishes) > 100
    assert 0.15 < sum(machine in names for machine, names in wishes) / len(wishes) < 0.5


@pytest.mark.parametrize("split", ["train", "test"])
def test_what_is_near_differs_in_one_word_and_keeps_to_its_split(split: Split) -> None:
    rng, own = np.random.default_rng(0), pairs(split)[7]
    for _ in range(50):
        other = near(skill_of(*own), rng, split)
        assert other is not None
        verb, machine = other.names[0].split()
        assert (verb, machine) in pairs(split)
        assert (verb == own[0]) != (machine == own[1])
    assert near(SKILLS["weather"], rng, split) is None


def test_one_is_singular() -> None:
    assert agreed("cook for one people, 1 times, in 1 minutes") == "cook for one person, 1 time, in 1 minute"
    assert agreed("change 1 British pounds in 21 days") == "change 1 British pound in 21 days"
    for case in calls("test"):
        (_, told) = case.further[0]
        assert not re.search(r"\b(1|one) (people|\w+[^us]s)\b", f"{case.prompt[0]} {told}")
        assert not re.search(r"\b\w+s is\b", told)


def test_what_a_call_gave_is_told_from_it() -> None:
    failed = 0
    for case in calls("train"):
        ((result, told),) = case.further
        head, _, given = result.partition(": ")
        assert head == f"Result of {case.truth['name']}"
        values = json.loads(given) if given.startswith("{") else {}
        assert all(str(value).lower() in told.lower() for value in values.values())
        failed += "error" in values
    assert 0.08 < failed / len(calls("train")) < 0.25


def test_names_values_and_words_of_tests_are_not_taught() -> None:
    def seen(split: Split) -> tuple[set[str], set[str]]:
        names, strings = set[str](), set[str]()
        for case in calls(split):
            names.add(case.truth["name"])
            strings |= {value for value in case.truth["arguments"].values() if isinstance(value, str) and " " in value}
        return names, strings

    (taught, known), (tested, new) = seen("train"), seen("test")
    assert not {name for name in taught if "-" in name}
    assert len(tested - taught) > len(tested) / 3
    assert not set(pairs("train")) & set(pairs("test"))
    assert new - known


def test_the_same_seed_draws_the_same() -> None:
    first, again = drawn("train", 30), drawn("train", 30)
    assert [case.prompt for case in first] == [case.prompt for case in again]
    assert [offer_text(case.tools) for case in first] == [offer_text(case.tools) for case in again]


def test_a_lesson_is_laid_out_as_in_use(assistant: Assistant) -> None:
    teacher = Teacher(assistant.words, assistant.model.picture_codec, assistant.model.sound_codec)
    prompts: PromptWriter = assistant.prompts
    assert prompts is not None
    from sensorium.content import Message

    for case in calls("train")[:10]:
        ((result, told),) = case.further
        call = ToolCall(case.truth["name"], json.dumps(case.truth["arguments"]), "c1")
        messages = [
            Message("user", (str(case.prompt[0]),)),
            Message("assistant", (call,)),
            Message("tool", (result.partition(": ")[2],), "c1"),
            Message("assistant", (told,)),
        ]
        used = assistant.lay_out(messages, case.tools).all()
        lesson = teacher.lesson(case, np.random.default_rng(0)).chunk
        np.testing.assert_array_equal(lesson.ids, used.ids)
        assert lesson.ids[0, 0] == Special.SYSTEM
        taught = lesson.ids[lesson.weights > 0, 0]
        assert set(assistant.words.encode(call_text(call))) <= set(taught.tolist())


def test_the_words_of_offers_are_learnt_too() -> None:
    case = calls("train")[0]
    assert offer_text(case.tools) in list(texts_of(case))


def reply(*parts: Text | ToolCall) -> Reply:
    return Reply(parts=parts, usage=Usage(prompt={}, completion={}), model="m")


def test_calls_are_judged_by_name_and_arguments() -> None:
    case = calls("test")[0]
    name, arguments = case.truth["name"], json.dumps(case.truth["arguments"])
    assert scores.called(reply(ToolCall(name, arguments)), case) == {"right name": 1.0, "right arguments": 1.0}
    assert scores.called(reply(ToolCall(name, '{"a": 1}')), case) == {"right name": 1.0, "right arguments": 0.0}
    assert scores.called(reply(ToolCall(name, '{"a')), case) == {"right name": 1.0, "right arguments": 0.0}
    assert scores.called(reply(ToolCall("other", arguments)), case) == {"right name": 0.0, "right arguments": 0.0}
    assert scores.called(reply(Text("I call.")), case) == {"right name": 0.0, "right arguments": 0.0}
    (plain,) = [case for case in drawn("test") if case.reply == (REFUSAL,)][:1]
    assert scores.answered(reply(Text(REFUSAL)), plain) == {"no call": 1.0, "right words": 1.0}
    assert scores.answered(reply(ToolCall(name, "{}")), plain) == {"no call": 0.0, "right words": 0.0}


def test_the_direction_offers_the_tools_of_each_case(tiny: NativeModel) -> None:
    direction = next(one for one in DIRECTIONS if one.name == "request → call")
    assert isinstance(direction, Direction)
    worlds = Worlds(worlds={"tools": ToolWorld()})
    cases = list(cases_of(direction, worlds, 2))
    replies = calls_of(tiny, [prompt_of(case) for case in cases], cases)
    for one, case in zip(replies, cases, strict=True):
        assert one.usage.prompt == tiny.count(*prompt_of(case), tools=case.tools)
