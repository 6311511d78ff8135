"""Requests → prefill → decode steps → events. Several requests of any modality share the steps.

`step()` reads: admit, read long runs, decode single positions, sample, take. It does not know formats, files or
surfaces; parts come out as values.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TypeAlias
from weakref import WeakKeyDictionary

import numpy as np

from sensorium.content import Reply, Usage
from sensorium.events import Event, PartDone, ReplyDone
from sensorium.native.assistant import Assistant
from sensorium.native.engine.decoder import Decoder
from sensorium.native.engine.heads import Sampled, Wish, sample
from sensorium.native.engine.rows import Rows
from sensorium.native.engine.sampler import settle
from sensorium.native.engine.task import Lane, Request, Task
from sensorium.native.engine.trace import Trace
from sensorium.native.engine.writer import ReplyWriter
from sensorium.native.prompt import check_context
from sensorium.native.tokens import ledger
from sensorium.native.tokens.grammar import Cell, Finished, Frame, Output, Plan, Word
from sensorium.native.tokens.stream import Stream
from sensorium.native.tokens.vocabulary import Special

GUIDED: tuple[Output, ...] = ("image", "video")
WORDS: tuple[Output, ...] = ("text",)
LONG_READS = 2  # long runs that are read in one step

Outbox: TypeAlias = deque[tuple[int, Event | Exception]]
"""What those who follow some requests have not been told yet, with the ticket of each."""


class Engine:
    """Runs requests on one model. Not thread-safe: one thread calls `submit` and `step`."""

    def __init__(self, assistant: Assistant) -> None:
        self.assistant = assistant
        self.decoder = Decoder(assistant.model)
        self.traces: WeakKeyDictionary[Reply, Trace] = WeakKeyDictionary()  # of replies that are still held
        self._waiting: deque[tuple[int, Request, Stream]] = deque()
        self._running: dict[int, tuple[Task, ReplyWriter]] = {}
        self._outboxes: dict[int, Outbox] = {}  # of tickets that somebody follows
        self._untold: list[tuple[int, Event]] = []  # of other tickets, for the next step to tell
        self._rows = Rows()
        self._next_ticket = 0

    @property
    def busy(self) -> bool:
        return bool(self._waiting or self._running or self._untold)

    def submit(self, request: Request) -> int:
        """Queue a request and return its ticket. What cannot fit is refused here, before it costs anything."""
        stream = self.assistant.lay_out(request.messages, request.tools)
        context = self.assistant.model.config.context
        check_context(stream.length, request.plan.least_reply, context)
        plan = replace(request.plan, room=context - stream.length)
        request = replace(request, plan=plan, queued_ns=time.monotonic_ns())
        ticket = self._next_ticket
        self._next_ticket += 1
        self._waiting.append((ticket, request, stream))
        return ticket

    def cancel(self, ticket: int) -> None:
        """Drop a request wherever it is; its rows are free at once, and nothing more is told of it."""
        self._waiting = deque(item for item in self._waiting if item[0] != ticket)
        self._untold = [item for item in self._untold if item[0] != ticket]
        self._outboxes.pop(ticket, None)
        if ticket in self._running:
            self._release(ticket)

    def step(self) -> list[tuple[int, Event]]:
        """One round for every running request; what happened to those that nobody follows, with the ticket of each."""
        self._advance()
        told, self._untold = self._untold, []
        return told

    def stream(self, request: Request) -> Iterator[Event]:
        """Run one request and yield its events as they happen."""
        for _, event in self.follow([request]):
            yield event

    def follow(self, requests: Sequence[Request]) -> Iterator[tuple[int, Event]]:
        """Run requests in shared steps and yield (index of the request, event) as they happen, whoever takes the steps.
        What is not waited for is dropped.
        """
        outbox: Outbox = deque()
        followed: dict[int, int] = {}
        try:
            for index, request in enumerate(requests):
                ticket = self.submit(request)
                followed[ticket], self._outboxes[ticket] = index, outbox
            while followed:
                while not outbox:
                    self._advance()
                ticket, event = outbox.popleft()
                if isinstance(event, Exception):
                    raise event
                index = followed[ticket]
                if isinstance(event, ReplyDone):
                    del followed[ticket], self._outboxes[ticket]
                yield index, event
        finally:
            for ticket in followed:
                self.cancel(ticket)

    def usage(self, ticket: int) -> Usage:
        """Positions read and written so far by a running request."""
        task, _ = self._running[ticket]
        chunks = task.lane.grammar.stream.chunks
        return Usage(
            prompt=ledger.count(chunks[: task.num_prompt_chunks]),
            completion=ledger.count(chunks[task.num_prompt_chunks :]),
        )

    def _advance(self) -> None:
        self._admit()
        self._feed()
        self._take(self._sample())

    def _admit(self) -> None:
        """Give rows to waiting requests, first come first served; words may go past on the rows kept for them."""
        passed = False
        for item in tuple(self._waiting):
            ticket, request, stream = item
            number, writes = 2 if self._may_guide(request) else 1, request.plan.outputs == WORDS
            rows = self._rows.take(number, common=not passed, reserved=writes)
            if rows is None:
                passed = True
                continue
            self._waiting.remove(item)
            try:
                self._begin(ticket, request, stream, rows)
            except BaseException as error:
                self._running.pop(ticket, None)
                self._free(rows)
                if ticket not in self._outboxes or not isinstance(error, Exception):
                    raise
                self._outboxes[ticket].append((ticket, error))

    def _begin(self, ticket: int, request: Request, stream: Stream, rows: list[int]) -> None:
        """Start to answer a request on its rows."""
        num_prompt_chunks = len(stream.chunks)
        grammar = self.assistant.grammar(stream, request.plan)
        grammar.start()
        lane = Lane(rows[0], grammar, stream.all(), tuple(stream.features))
        rng = np.random.default_rng(request.seed)
        task = Task(request, lane, rows[1] if len(rows) == 2 else None, rng, num_prompt_chunks)
        self._running[ticket] = (task, ReplyWriter(self.assistant, request))
        self._follow_segment(task)

    def _may_guide(self, request: Request) -> bool:
        outputs = request.plan.outputs or GUIDED
        return any(o in GUIDED and settle(request.sampling, o).guidance != 1.0 for o in outputs)

    def _feed(self) -> None:
        """Let the model read what is pending: single positions together, long runs one by one and few in a step, so
        that those who are being answered do not wait for all who come.
        """
        unread = [lane for task, _ in self._running.values() for lane in task.lanes if not lane.read]
        single = [lane for lane in unread if len(lane.pending) == 1 and not lane.features]
        long = [lane for lane in unread if lane not in single][:LONG_READS]
        for lane in long:
            self.decoder.read(lane.row, lane.pending, lane.features)
            lane.features = ()
        if single:
            self.decoder.step({lane.row: lane.pending for lane in single})
        for lane in (*long, *single):
            lane.read = True
        for task, _ in self._running.values():
            if not task.read_ns and task.lane.read:
                task.read_ns = time.monotonic_ns()

    def _sample(self) -> dict[int, Sampled]:
        wishes = {}
        for ticket, (task, _) in self._running.items():
            if not all(lane.read for lane in task.lanes):
                continue
            step = task.lane.grammar.step()
            assert isinstance(step, Word | Cell | Frame)
            segment = task.lane.grammar.open_segment or "text"
            twin_row = None if task.twin is None else task.twin.row
            settled, told = settle(task.request.sampling, segment), task.request.top_logprobs
            wishes[ticket] = Wish(task.lane.row, twin_row, step, settled, task.rng, told)
        positions = sample(self.decoder, list(wishes.values()))
        return dict(zip(wishes, positions, strict=True))

    def _take(self, sampled: dict[int, Sampled]) -> None:
        """Push the sampled positions, and tell what they mean."""
        for ticket, position in sampled.items():
            ids = position.ids
            task, writer = self._running[ticket]
            grammar = task.lane.grammar
            segment, before = grammar.open_segment, len(grammar.segments)
            if segment is not None:
                self._tell(ticket, *writer.take(segment, position, grammar))
            if segment == "text":
                task.logprobs[-1].append(position.logprob)
                grammar.stopped = writer.stopped
            task.lane.push(ids)
            closed = segment is not None and (grammar.open_segment != segment or len(grammar.segments) != before)
            if closed and segment is not None:
                for event in writer.close(segment, grammar, task.logprobs[-1] if task.logprobs else ()):
                    if isinstance(event, PartDone):
                        task.parts.append((segment, event.part))
                    self._tell(ticket, event)
            if isinstance(grammar.step(), Finished):
                done = writer.finish(task.parts, self.usage(ticket), task.request, cut=grammar.cut)
                self.traces[done.reply] = task.trace()
                self._tell(ticket, done)
                self._release(ticket)
            elif closed or segment is None:
                self._follow_segment(task)
            elif task.twin is not None:
                task.twin.push(ids)

    def _tell(self, ticket: int, *events: Event) -> None:
        """Leave events to whoever follows the ticket, or else to the next step."""
        told = [(ticket, event) for event in events]
        if ticket in self._outboxes:
            self._outboxes[ticket].extend(told)
        else:
            self._untold.extend(told)

    def _follow_segment(self, task: Task) -> None:
        """Begin to note the words of a text; open the unguided twin of a guided segment, drop it when it is over."""
        if task.twin is not None:
            self.decoder.clear(task.twin.row)
            task.twin = None
        segment = task.lane.grammar.open_segment
        if segment == "text":
            task.logprobs.append([])
        if segment not in GUIDED or task.spare_row is None:
            return
        stream = Stream()
        stream.special(Special.USER)
        stream.special(Special.UNCONDITIONAL)
        first = task.lane.grammar.picture if segment == "video" else None
        plan = Plan(outputs=(segment,), num_keys=task.request.plan.num_keys, first_frame=first)
        grammar = self.assistant.grammar(stream, plan)
        grammar.start()
        task.twin = Lane(task.spare_row, grammar, stream.all())

    def _release(self, ticket: int) -> None:
        task, _ = self._running.pop(ticket)
        self._free(task.rows)

    def _free(self, rows: Sequence[int]) -> None:
        for row in rows:
            self.decoder.clear(row)
            self._rows.give(row)
