"""Looking inside a finished exchange: what each position is, where it came from, what the grammar let through, what
else was likely, and what it looked at. Answering needs none of this.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sensorium.content import Message
from sensorium.native.assistant import Assistant
from sensorium.native.engine.trace import Trace
from sensorium.native.inspection.blocks import Block, blocks_of
from sensorium.native.inspection.chances import Chance, chances_of
from sensorium.native.inspection.grammar import State, replay
from sensorium.native.inspection.positions import Position, positions_of
from sensorium.native.inspection.seeing import Sight, seen_again
from sensorium.native.inspection.sources import Source, sources_of

__all__ = ["Block", "Chance", "Inspection", "Position", "Sight", "Source", "State", "inspect"]


@dataclass(frozen=True, eq=False, kw_only=True)
class Inspection:
    """An exchange, position by position: all four lists have one item for each, the prompt's before the reply's.

    states and chances: None where nothing was sampled; sources: None of what stands for no part.
    """

    positions: Sequence[Position]
    sources: Sequence[Source | None]
    states: Sequence[State | None]
    chances: Sequence[Chance | None]
    blocks: Sequence[Block]
    num_prompt: int
    sight: Sight


def inspect(assistant: Assistant, messages: Sequence[Message], trace: Trace) -> Inspection:
    """Look at an exchange again. One pass over the whole stream; costs about what reading it cost.

    messages: the conversation that `trace` answered.
    """
    sight = seen_again(assistant.model, trace)
    steps = replay(assistant, trace)
    positions = positions_of(assistant.words, trace)
    sources = sources_of(messages, trace)
    given = [None] * len(trace.prompt)
    return Inspection(
        positions=positions,
        sources=sources,
        states=[*given, *(step.state if step else None for step in steps)],
        chances=chances_of(assistant, trace, sight, [*given, *steps]),
        blocks=blocks_of(positions, sources),
        num_prompt=len(trace.prompt),
        sight=sight,
    )
