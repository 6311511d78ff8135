"""The model with what it needs to talk: words, notes and the layout of prompts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from sensorium.content import Message, Tool
from sensorium.native.codecs.score import ScoreCodec, ScoreGrammar
from sensorium.native.confidence import Confidence
from sensorium.native.encoders.axes import Printed
from sensorium.native.encoders.ends import End, ends_of
from sensorium.native.encoders.letters import Spelling
from sensorium.native.encoders.views import PlacedLine, View
from sensorium.native.omni import Omni
from sensorium.native.prompt import PromptWriter
from sensorium.native.tokens.grammar import Plan, ReplyGrammar, SegmentGrammar
from sensorium.native.tokens.phones import PHONES
from sensorium.native.tokens.stream import Stream
from sensorium.native.tokens.tokenizer import WordTokenizer


@dataclass(frozen=True, eq=False)
class Assistant:
    """Everything a checkpoint restores. confidence: None until it is calibrated. new_score: the grammar of each score;
    only an evaluation replaces it.
    """

    model: Omni
    words: WordTokenizer
    confidence: Confidence | None = None
    new_score: Callable[[], SegmentGrammar] = ScoreGrammar

    @cached_property
    def score(self) -> ScoreCodec:
        return ScoreCodec()

    @cached_property
    def prompts(self) -> PromptWriter:
        return PromptWriter(self.words, self.score, self.read, self.measure, context=self.model.config.context)

    def read(self, lines: Sequence[PlacedLine]) -> list[Spelling]:
        """What lines of print spell."""
        return self.model.read([line.view.pixels for line in lines])

    def measure(self, view: View, printed: Sequence[Printed]) -> list[End]:
        """The values that end in the detailed view of a chart, with the print that was read in it."""
        return ends_of(self.model.measure(view.pixels), printed)

    def lay_out(self, messages: Sequence[Message], tools: Sequence[Tool] = ()) -> Stream:
        """The stream of a conversation, ready for the model's turn. tools: that it may call."""
        stream = Stream()
        self.prompts.tools(stream, tools)
        self.prompts.turns(stream, messages)
        return stream

    def grammar(self, stream: Stream, plan: Plan) -> ReplyGrammar:
        """The grammar of the reply that follows `stream`."""
        return ReplyGrammar(stream, plan, self.new_score, len(PHONES))
