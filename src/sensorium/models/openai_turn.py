"""What one request has produced so far, and words and calls as they are streamed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from sensorium.content import Finish, Message, Modality, Part, Reply, Text, Token, ToolCall
from sensorium.events import Event, PartDone, TextDelta
from sensorium.models.model import Settings
from sensorium.models.openai_calls import CallReader
from sensorium.models.openai_wire import Json, tokens_of, usage_of


@dataclass(eq=False)
class Turn:
    """What one request has produced so far."""

    messages: list[Message]
    settings: Settings
    parts: list[Part] = field(default_factory=list)
    outputs: list[Modality] = field(default_factory=list)  # of each part, what was asked for
    usages: list[Json] = field(default_factory=list)
    cut: bool = False  # whether words were cut off

    def add(self, output: Modality, part: Part) -> PartDone:
        """A part that is done."""
        self.parts.append(part)
        self.outputs.append(output)
        return PartDone(output, part)

    @property
    def called(self) -> bool:
        """Whether tools are to be run before anything else is made."""
        return any(isinstance(part, ToolCall) for part in self.parts)

    @property
    def finish_reason(self) -> Finish:
        return "length" if self.cut else "tool_calls" if self.called else "stop"

    def reply(self, model: str) -> Reply:
        """The whole, by the model of that name."""
        return Reply(
            parts=tuple(self.parts),
            usage=usage_of(self.usages),
            model=model,
            settings={**self.settings.told(), "outputs": self.outputs},
            finish_reason=self.finish_reason,
        )


class Writing:
    """Words and calls as they are streamed. Words are over when a call begins, a call when the next one does."""

    def __init__(self, turn: Turn) -> None:
        self._turn = turn
        self._text, self._tokens = "", list[Token]()
        self._calls = CallReader()
        self._num_called = 0  # calls that are over
        self._said: list[Text | ToolCall] = []

    def take(self, choice: Json) -> Iterator[Event]:
        """What a piece of the answer adds."""
        delta = choice.get("delta") or {}
        words, told = delta.get("content") or "", tokens_of(choice)
        self._text += words
        self._tokens += told
        if words:
            yield TextDelta(words, told)
        for piece in self._calls.take(delta):
            yield from self._end_text()
            yield from self._end_calls(but=1)
            yield piece

    def end(self) -> Iterator[Event]:
        """What is over now; an answer without anything is one of no words."""
        yield from self._end_calls()
        yield from self._end_text(always=not self._said)
        self._turn.messages.append(Message("assistant", tuple(self._said)))

    def _end_text(self, *, always: bool = False) -> Iterator[Event]:
        if self._text or always:
            yield self._over(Text(self._text, tokens=tuple(self._tokens)))
            self._text, self._tokens = "", []

    def _end_calls(self, but: int = 0) -> Iterator[Event]:
        """All calls are over, but for the last."""
        whole = len(self._calls.whole) - but
        for call in self._calls.whole[self._num_called : whole]:
            yield self._over(call)
        self._num_called = max(self._num_called, whole)

    def _over(self, part: Text | ToolCall) -> PartDone:
        self._said.append(part)
        return self._turn.add("text", part)
