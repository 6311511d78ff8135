"""Tools without end: something is done to a machine. That they differ in a word alone makes a model read the offer."""

from __future__ import annotations

import numpy as np

from sensorium.native.worlds.example import Split
from sensorium.native.worlds.print.wording import pick
from sensorium.native.worlds.tools.skills import Skill, Takes
from sensorium.native.worlds.tools.values import Whole

VERBS = tuple("open close start stop lock unlock clean check empty fill repair reset park lift".split())
MACHINES = tuple(
    """door gate pump oven printer fan heater boiler washer mixer robot drone camera safe lift boat crane engine mower
    shutter sprinkler tank cooler toaster projector""".split()
)
KEPT_SHARE = 5  # of pairs, one in so many is kept for tests
TIMES = Takes(("times", "repeats", "count"), Whole(1, 9), (", {times} times", " {times} times"))


def pairs(split: Split) -> list[tuple[str, str]]:
    """What is done to which machine."""
    every = [(verb, machine) for verb in VERBS for machine in MACHINES]
    return [pair for index, pair in enumerate(every) if (index % KEPT_SHARE == 0) == (split == "test")]


def skill_of(verb: str, machine: str) -> Skill:
    """The skill of a pair."""
    return Skill(
        names=(f"{verb} {machine}", f"{machine} {verb}", f"{verb} the {machine}"),
        about=(f"Tells the {machine} to {verb}.", "", f"Does it to the {machine}: {verb}."),
        takes={"times": TIMES},
        asks=(f"{verb} the {machine}", f"{verb} my {machine}", f"{verb} that {machine} of mine"),
        tells=f"It is done: {verb} the {machine}.",
    )


def near(skill: Skill, rng: np.random.Generator, split: Split) -> Skill | None:
    """The same done to another machine, or something else to the same one; None for a skill that has no machine."""
    own, every = tuple(skill.names[0].split()), pairs(split)
    if own not in every:
        return None
    verb, machine = own
    return skill_of(*pick(rng, [pair for pair in every if pair != own and (pair[0] == verb or pair[1] == machine)]))
