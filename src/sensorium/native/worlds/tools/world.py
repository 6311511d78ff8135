"""Lessons: some tools, a request that one of them fits or none, the call or plain words, and what follows a result."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np

from sensorium.content import Tool, ToolCall
from sensorium.native.tokens.calls import call_text, result_text
from sensorium.native.worlds import phrases
from sensorium.native.worlds.echo import Echo
from sensorium.native.worlds.example import Example, Split
from sensorium.native.worlds.phrases.wording import wording_of
from sensorium.native.worlds.tools.machines import near, pairs, skill_of
from sensorium.native.worlds.tools.skills import SKILLS, Skill, Takes
from sensorium.native.worlds.tools.values import Value, agreed

CALL, NO_CALL = "call", "no_call"
REFUSAL = "None of the tools can do that."
MOST_TOOLS = 5
CALL_SHARE = 0.7  # of requests; of the others, half ask for what no tool does, half for words
MACHINE_SHARE = 0.35  # of tools
NEAR_SHARE = 0.5  # of wishes for a machine, beside which a tool is offered that differs in a word
ADDED_SHARE = 0.4  # of arguments that need not be given
BARE_SHARE = 0.15  # of tools that say nothing of themselves
FAILED_SHARE = 0.15  # of calls that have a result
FAILURES = ("not allowed", "no answer", "try again later", "out of order", "not found")
FAILED = "That did not work: {why}."
_Of = TypeVar("_Of")

JOINED: tuple[Callable[[Sequence[str]], str], ...] = (
    "_".join,
    lambda words: words[0] + "".join(map(str.title, words[1:])),
    "-".join,  # kept for tests, as the last of everything
)


@dataclass(frozen=True, eq=False, kw_only=True)
class Made:
    """A tool of a skill. names: of its arguments, by the skill's own words for them."""

    skill: Skill
    tool: Tool
    names: Mapping[str, str]


@dataclass(frozen=True, eq=False, kw_only=True)
class Wish:
    """What somebody wants of a tool: words, arguments, and how each argument was said."""

    request: str
    arguments: Mapping[str, Value]
    said: Mapping[str, str]


class ToolWorld:
    """Examples of the tasks `call` and `no_call`, in words alone."""

    def __init__(self) -> None:
        self._echo = Echo()

    def examples(self, rng: np.random.Generator, split: Split) -> Iterator[Example]:
        """Without end."""
        while True:
            count = int(rng.integers(1, MOST_TOOLS + 1))
            wanted, *others = _with_near(_skills(rng, split, count + 1), rng, split)
            draw = rng.random()
            if draw < CALL_SHARE:
                yield _call(rng, split, wanted, others[: count - 1])
            elif draw < (1 + CALL_SHARE) / 2:
                yield _refused(rng, split, wanted, others)
            else:
                yield self._words(rng, split, others)

    def _words(self, rng: np.random.Generator, split: Split, others: Sequence[Skill]) -> Example:
        """A request for words, beside tools that have nothing to do with it."""
        plain = next(self._echo.examples(rng, split))
        tools = tuple(made(skill, rng, split).tool for skill in others)
        return Example(task=NO_CALL, prompt=plain.prompt, reply=plain.reply, truth=plain.truth, tools=tools)


def _call(rng: np.random.Generator, split: Split, wanted: Skill, others: Sequence[Skill]) -> Example:
    """A request that one tool fits, the call, and often what it gave and how that is told."""
    right = made(wanted, rng, split)
    wish = wish_of(right, rng, split)
    tools = [right.tool, *(made(skill, rng, split).tool for skill in others)]
    call = ToolCall(right.tool.name, json.dumps(wish.arguments, ensure_ascii=False))
    result, told = _result(wanted, wish, rng, split)
    return Example(
        task=CALL,
        prompt=(wish.request,),
        reply=(call_text(call),),
        truth={"name": call.name, "arguments": wish.arguments},
        further=((result_text(call.name, result), told),),
        tools=tuple(tools[index] for index in rng.permutation(len(tools))),
    )


def _refused(rng: np.random.Generator, split: Split, wanted: Skill, others: Sequence[Skill]) -> Example:
    """A request that none of the tools fits."""
    request = wish_of(made(wanted, rng, split), rng, split).request
    tools = tuple(made(skill, rng, split).tool for skill in others)
    return Example(task=NO_CALL, prompt=(request,), reply=(REFUSAL,), truth={"answer": REFUSAL}, tools=tools)


def _skills(rng: np.random.Generator, split: Split, count: int) -> list[Skill]:
    """So many skills, all different: of the table, and what is done to machines."""
    table = list(SKILLS.values())
    order, machines = rng.permutation(len(table)), pairs(split)
    chosen: dict[str, Skill] = {}
    for index in order[:count]:
        skill = table[index]
        if rng.random() < MACHINE_SHARE:
            skill = skill_of(*machines[int(rng.integers(len(machines)))])
        chosen[skill.names[0]] = skill
    return list(chosen.values()) if len(chosen) == count else _skills(rng, split, count)


def _with_near(skills: list[Skill], rng: np.random.Generator, split: Split) -> list[Skill]:
    """Often with a skill near the first in place of another one, so that a word in common tells nothing."""
    one = near(skills[0], rng, split) if rng.random() < NEAR_SHARE else None
    if one is not None and one.names[0] not in {skill.names[0] for skill in skills}:
        skills[1 + int(rng.integers(len(skills) - 1))] = one
    return skills


def made(skill: Skill, rng: np.random.Generator, split: Split) -> Made:
    """A tool that can do it, under one of its names and with one name for each argument."""
    names = {key: _drawn(takes.names, rng, split).replace(" ", "_") for key, takes in skill.takes.items()}
    parameters = {
        "type": "object",
        "properties": {names[key]: takes.kind.schema for key, takes in skill.takes.items()},
        "required": [names[key] for key, takes in skill.takes.items() if not takes.optional],
    }
    joined = _drawn(JOINED, rng, split)
    about = "" if rng.random() < BARE_SHARE else _drawn(skill.about, rng, split)
    tool = Tool(name=joined(_drawn(skill.names, rng, split).split()), description=about, parameters=parameters)
    return Made(skill=skill, tool=tool, names=names)


def wish_of(right: Made, rng: np.random.Generator, split: Split) -> Wish:
    """A request for what a tool does. No value comes twice in it."""
    skill, ask = right.skill, _drawn(right.skill.asks, rng, split)
    values: dict[str, tuple[Value, str]] = {}
    for key, takes in skill.takes.items():
        if takes.optional:
            if rng.random() >= ADDED_SHARE:
                continue
            ask += takes.clauses[int(rng.integers(len(takes.clauses)))]
        values[key] = _other_than([value for value, _ in values.values()], takes, rng, split)
    said = {key: words for key, (_, words) in values.items()}
    request = phrases.ask("call", split, rng, do=agreed(ask.format(**said)))
    arguments = {right.names[key]: value for key, (value, _) in values.items()}
    return Wish(request=request[:1].upper() + request[1:], arguments=arguments, said=said)


def _other_than(taken: Sequence[Value], takes: Takes, rng: np.random.Generator, split: Split) -> tuple[Value, str]:
    while (drawn := takes.kind.draw(rng, split))[0] in taken:
        pass
    return drawn


def _result(skill: Skill, wish: Wish, rng: np.random.Generator, split: Split) -> tuple[str, str]:
    """What a call gives, as JSON, and how that is told."""
    if rng.random() < FAILED_SHARE:
        why = str(rng.choice(FAILURES))
        return json.dumps({"error": why}), FAILED.format(why=why)
    given = {name: kind.draw(rng, split)[0] for name, kind in skill.gives.items()}
    told = agreed(skill.tells.format(**wish.said, **given))
    return json.dumps(given) if given else "done", told[:1].upper() + told[1:]


def _drawn(ways: Sequence[_Of], rng: np.random.Generator, split: Split) -> _Of:
    """One of several ways. Tests have the last as well, which training never has; asked in the words of training, they
    have not.
    """
    count = len(ways) if wording_of(split) == "test" else max(1, len(ways) - 1)
    return ways[int(rng.integers(count))]
