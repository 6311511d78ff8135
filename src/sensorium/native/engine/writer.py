"""Turns sampled positions into what a caller sees: deltas while a segment grows, a value when it is done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import torch
from numpy.typing import NDArray

from sensorium.content import Audio, Finish, Image, Music, Part, Reply, Text, ToolCall, Usage, Video
from sensorium.events import AudioChunk, Event, PartDone, PartialImage, ReplyDone, ScoreDelta, TextDelta
from sensorium.native.assistant import Assistant
from sensorium.native.codecs.sound import SoundStream
from sensorium.native.engine.calling import Calling
from sensorium.native.engine.heads import Sampled
from sensorium.native.engine.sampler import settle
from sensorium.native.engine.stopping import StopWords
from sensorium.native.engine.task import Request
from sensorium.native.engine.telling import Tokens
from sensorium.native.tokens.grammar import Output, ReplyGrammar
from sensorium.native.tokens.stream import CELLS, GRID
from sensorium.native.tokens.vocabulary import NUM_SOUND_SLOTS, PHONE, SCORE, SOUND, TEXT

FRAME_RATE_HZ = 8.0  # of clips
CHUNK_FRAMES = 4  # sound frames decoded at once: 0.32 s
UNKNOWN = "\ufffd"  # half of a character whose other bytes are still to come
BITS = 255.0
BRACE = "{"  # begins a call


class ReplyWriter:
    """Follows one reply, segment by segment."""

    def __init__(self, assistant: Assistant, request: Request) -> None:
        self._assistant = assistant
        self._every = -(-CELLS // (request.partial_images + 1)) if request.partial_images else 0
        self._ids: list[int] = []
        self._sent = ""
        self._stop = request.stop
        self._stops = StopWords(request.stop)
        self._tokens = None if request.top_logprobs is None else Tokens(assistant.words.tokens)
        self._seed = request.seed
        self._calling: Calling | None = None  # the open text, once it is a call
        self._held = False  # whether the beginning of the open text waited to be known as a call or words
        self._free = True  # whether the words of the open text were chosen freely
        self._decoding: SoundStream | None = None
        self._unheard: list[NDArray[np.int64]] = []
        self._chunks: list[NDArray[np.float32]] = []

    def take(self, segment: Output, position: Sampled, grammar: ReplyGrammar) -> list[Event]:
        """Note one sampled position of the open segment, before the grammar takes it."""
        match segment:
            case "text":
                return self._take_word(position, grammar)
            case "music":
                return self._take_note(int(position.ids[0]))
            case "speech" | "sound":
                return self._take_sound(segment, position.ids)
            case "image" | "video":
                return self._take_cell(segment, grammar)

    @property
    def stopped(self) -> bool:
        """Whether the open text has come to one of the words that end it."""
        return self._stops.met

    def close(self, segment: Output, grammar: ReplyGrammar, logprobs: Sequence[float]) -> list[Event]:
        """The segment is complete: its last delta and its value. logprobs: of the words of the last text so far."""
        events, part = self._finish_segment(segment, grammar)
        if isinstance(part, Text) and self._assistant.confidence is not None and self._free:  # as it was calibrated
            part = replace(part, confidence=self._assistant.confidence(logprobs, grammar.stream.spelling))
        self._ids, self._sent, self._chunks, self._held = [], "", [], False
        self._stops = StopWords(self._stop)
        return [*events, PartDone(segment, part)]

    def finish(self, parts: list[tuple[Output, Part]], usage: Usage, request: Request, *, cut: bool) -> ReplyDone:
        """The whole reply with every effective setting."""
        settings: dict[str, object] = {"seed": request.seed, "outputs": [output for output, _ in parts]}
        for output in dict.fromkeys(output for output, _ in parts):
            settled = settle(request.sampling, output)
            settings[output] = {
                "temperature": settled.temperature,
                "top_p": settled.top_p,
                "guidance": settled.guidance,
            }
        settings |= request.echo
        if request.top_logprobs is not None:
            settings["top_logprobs"] = request.top_logprobs
        values = tuple(part for _, part in parts)
        called = any(isinstance(part, ToolCall) for part in values)
        finish: Finish = "length" if cut else "tool_calls" if called else "stop"
        reply = Reply(parts=values, usage=usage, model="sensorium/seedling", settings=settings, finish_reason=finish)
        return ReplyDone(reply)

    def _take_word(self, position: Sampled, grammar: ReplyGrammar) -> list[Event]:
        """A word, told unless it may be the beginning of a call; of a call its arguments, once it has a name."""
        token, form = int(position.ids[0]), grammar.form
        if form is not None and form.calling and self._calling is None:
            self._calling = Calling(f"call_{self._seed:x}_{grammar.stream.length:x}")
        self._free = form is None or form.free
        if token not in TEXT:
            return []
        self._ids.append(token)
        if self._tokens is not None:
            self._tokens.take(position)
        if self._calling is not None:
            return self._calling.take(self._assistant.words.decode(self._ids).rstrip(UNKNOWN))
        text = self._stops.shown(self._assistant.words.decode(self._ids).rstrip(UNKNOWN))
        if form is not None and form.free and text.startswith(BRACE) and not self._held:
            self._held = True  # the next token tells whether this begins a call
            return []
        delta, self._sent = text[len(self._sent) :], text
        return [self._delta(delta)] if delta else []

    def _delta(self, text: str) -> TextDelta:
        """Words, and the tokens up to where they end."""
        return TextDelta(text, self._tokens.up_to(self._sent) if self._tokens is not None else ())

    def _take_note(self, token: int) -> list[Event]:
        self._ids.append(token - SCORE.start)
        return []

    def _take_sound(self, segment: Output, ids: NDArray[np.int32]) -> list[Event]:
        """Words first, then phones, then frames; only frames sound."""
        first = int(ids[0])
        if first in TEXT:
            self._ids.append(first)
            return []
        if first in PHONE or first not in SOUND[0]:
            return []
        self._unheard.append(np.array([int(ids[slot]) - SOUND[slot].start for slot in range(NUM_SOUND_SLOTS)]))
        return self._hear(segment) if len(self._unheard) >= CHUNK_FRAMES else []

    def _hear(self, segment: Output) -> list[Event]:
        """Decode the frames that have gathered."""
        if self._decoding is None:
            self._decoding = SoundStream(codec=self._assistant.model.sound_codec)
        frames, self._unheard = np.stack(self._unheard), []
        return self._sound(segment, self._decoding.push(torch.from_numpy(frames)))

    def _sound(self, segment: Output, samples: torch.Tensor) -> list[Event]:
        chunk = samples.reshape(1, -1).clamp(-1, 1).numpy().astype(np.float32)
        if not chunk.size:
            return []
        self._chunks.append(chunk)
        return [AudioChunk(segment, Audio(chunk, self._assistant.model.sound_codec.sample_rate_hz))]

    def _take_cell(self, segment: Output, grammar: ReplyGrammar) -> list[Event]:
        done = grammar.stream.written_cells
        of_picture = done % CELLS
        if not self._every or of_picture == 0 or of_picture % self._every:
            return []
        codes = torch.from_numpy(grammar.grid_codes[done - of_picture :])
        with torch.inference_mode():
            picture = self._assistant.model.picture_codec.partial(codes)
        return [PartialImage(segment, Image(_pixels(picture[0])), done, done + grammar.stream.remaining_cells)]

    def _finish_segment(self, segment: Output, grammar: ReplyGrammar) -> tuple[list[Event], Part]:
        match segment:
            case "text" if self._calling is not None:
                return self._finish_call(self._calling, whole=not grammar.cut)
            case "text":
                text = self._stops.kept(self._assistant.words.decode(self._ids))
                rest, self._sent = text[len(self._sent) :], text
                events: list[Event] = [self._delta(rest)] if rest else []
                return events, Text(text, tokens=self._tokens.end() if self._tokens is not None else ())
            case "music":
                abc = self._assistant.score.decode(self._ids)
                return [ScoreDelta(abc)], Music(abc)
            case "speech" | "sound":
                return self._finish_sound(segment)
            case "image":
                return [], Image(_pixels(self._frames(grammar)[0]))
            case "video":
                return [], self._clip(grammar)

    def _finish_call(self, calling: Calling, *, whole: bool) -> tuple[list[Event], Part]:
        self._calling = None
        if self._tokens is not None:
            self._tokens.end()
        return calling.end(self._assistant.words.decode(self._ids), whole=whole)

    def _finish_sound(self, segment: Output) -> tuple[list[Event], Part]:
        events = self._hear(segment) if self._unheard else []
        assert self._decoding is not None
        events += self._sound(segment, self._decoding.finish())
        self._decoding = None
        words = self._assistant.words.decode(self._ids) if segment == "speech" else None
        rate = self._assistant.model.sound_codec.sample_rate_hz
        return events, Audio(np.concatenate(self._chunks, axis=1), rate, words)

    def _clip(self, grammar: ReplyGrammar) -> Video:
        frames = np.stack([_pixels(frame) for frame in self._frames(grammar)])
        times = np.arange(len(frames)) / FRAME_RATE_HZ
        return Video(frames, times, len(frames) / FRAME_RATE_HZ)

    def _frames(self, grammar: ReplyGrammar) -> torch.Tensor:
        """Decoded frames (F, 3, H, W) of the finished grid."""
        codes = torch.from_numpy(grammar.grid_codes).view(1, -1, GRID * GRID, 4)
        with torch.inference_mode():
            frames: torch.Tensor = self._assistant.model.picture_codec.decode(codes)[0]
        return frames


def _pixels(frame: torch.Tensor) -> NDArray[np.uint8]:
    """Float (3, H, W) in [0, 1] → uint8 (H, W, 3)."""
    pixels: NDArray[np.uint8] = (frame.clamp(0, 1).permute(1, 2, 0) * BITS).round().to(torch.uint8).numpy()
    return pixels
