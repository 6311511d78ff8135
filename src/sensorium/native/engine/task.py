"""One request on its way: its place in the stream, the rows it occupies, and the parts it has made so far."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from sensorium.content import Message, Part, Tool
from sensorium.native.engine.sampler import Sampling
from sensorium.native.engine.trace import Times, Trace
from sensorium.native.tokens.grammar import Output, Plan, ReplyGrammar
from sensorium.native.tokens.stream import Chunk, Feature, join


@dataclass(frozen=True, eq=False, kw_only=True)
class Request:
    """What is asked: the conversation, the outputs wanted, how to sample, and how often to show what is being made."""

    messages: Sequence[Message]
    plan: Plan = field(default_factory=Plan)
    sampling: Sampling = field(default_factory=Sampling)
    seed: int = 0
    partial_images: int = 0  # partial pictures of a picture or key frame, 0 to 3
    stop: Sequence[str] = ()  # words at which a text ends, and which are not shown
    tools: Sequence[Tool] = ()  # that the prompt offers
    echo: Mapping[str, object] = field(default_factory=dict)  # settings that the plan keeps, to be echoed
    top_logprobs: int | None = None  # likeliest tokens to tell beside each of a text; None tells no tokens
    queued_ns: int = 0  # when the engine took it


@dataclass(eq=False)
class Lane:
    """A row of the cache that follows one grammar; `pending` positions are to be read next, unless they were `read`."""

    row: int
    grammar: ReplyGrammar
    pending: Chunk
    features: Sequence[Feature] = ()
    read: bool = False

    def push(self, ids: NDArray[np.int32]) -> None:
        """Take what was sampled; it, and what the grammar adds, is pending now."""
        self.pending, self.read = self.grammar.push(ids), False


@dataclass(eq=False)
class Task:
    """A request that has been admitted. `twin` writes the same segment without the prompt, for guidance."""

    request: Request
    lane: Lane
    spare_row: int | None
    rng: np.random.Generator
    num_prompt_chunks: int
    twin: Lane | None = None
    parts: list[tuple[Output, Part]] = field(default_factory=list)
    logprobs: list[list[float]] = field(default_factory=list)  # of the words of each text
    begun_ns: int = field(default_factory=time.monotonic_ns)
    read_ns: int = 0  # when its prompt was read; 0 until then

    @property
    def lanes(self) -> list[Lane]:
        return [self.lane] if self.twin is None else [self.lane, self.twin]

    @property
    def rows(self) -> list[int]:
        return [self.lane.row] if self.spare_row is None else [self.lane.row, self.spare_row]

    def trace(self) -> Trace:
        """What was read and written so far."""
        now_ns = time.monotonic_ns()
        stream = self.lane.grammar.stream
        return Trace(
            prompt=join(stream.chunks[: self.num_prompt_chunks]),
            reply=join(stream.chunks[self.num_prompt_chunks :]),
            plan=self.request.plan,
            features=tuple(stream.features),
            parts=tuple(stream.parts),
            logprobs=tuple(map(tuple, self.logprobs)),
            notes=tuple(stream.notes),
            spelling=stream.spelling,
            times=Times(queued=self.request.queued_ns, begun=self.begun_ns, read=self.read_ns or now_ns, ended=now_ns),
        )
