"""The grammar of a reply walked again: where it stood before each position, and what it let through."""

from __future__ import annotations

from dataclasses import dataclass

from sensorium.native.assistant import Assistant
from sensorium.native.engine.trace import Trace
from sensorium.native.tokens.grammar import Cell, Finished, Frame, Step, Word
from sensorium.native.tokens.stream import Stream
from sensorium.native.tokens.vocabulary import PICTURE_CODES


@dataclass(frozen=True, kw_only=True)
class State:
    """The grammar before a position was sampled. num_allowed: ids that it let through, of a cell in each slot, of a
    frame steps of the pointer.
    """

    stage: str
    num_allowed: int


@dataclass(frozen=True, eq=False, kw_only=True)
class Walked:
    """A state, and the step it stands for."""

    state: State
    step: Step


def replay(assistant: Assistant, trace: Trace) -> list[Walked | None]:
    """One for each position of the reply; None where the grammar wrote the position itself."""
    grammar = assistant.grammar(Stream(), trace.plan)
    walked: list[Walked | None] = [None] * len(grammar.start())
    while not isinstance(step := grammar.step(), Finished):
        state = State(stage=grammar.stage, num_allowed=_num_allowed(step))
        pushed = grammar.push(trace.reply.ids[len(walked)])
        walked += [Walked(state=state, step=step), *[None] * (len(pushed) - 1)]
    assert len(walked) == len(trace.reply), "a reply is what its own grammar writes"
    return walked


def _num_allowed(step: Step) -> int:
    match step:
        case Word():
            return int(step.mask.sum())
        case Cell():
            return PICTURE_CODES
        case Frame():
            return step.most - step.least + 1
        case Finished():
            return 0
