"""The events of an answer as the chunks of a streamed chat completion."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from functools import cached_property
from itertools import groupby
from typing import Any, cast

from sensorium.content import Audio, Image, Text, Token, ToolCall, Video
from sensorium.events import AudioChunk, CallDelta, Event, PartDone, PartialImage, ReplyDone, ScoreDelta, TextDelta
from sensorium.models.openai_calls import call_json
from sensorium.surfaces.server import outputs
from sensorium.surfaces.server.chat_message import logprobs_of, part_as_extension
from sensorium.surfaces.server.chat_request import AudioOut, ChatRequest

Json = dict[str, Any]


class ChunkWriter:
    """The events of one choice as chunks. What surrounds words is made once."""

    def __init__(self, request: ChatRequest, number: int, sent: Callable[[Json], bytes]) -> None:
        """request: what was asked; number: of the choice; sent: the body of a chunk as an event."""
        self._request, self._number, self._sent = request, number, sent
        self._stream = outputs.PcmStream()
        self._called: list[str] = []  # ids of the calls that have begun
        self._wanted = request.audio or AudioOut()
        self._ends_told = request.modalities is not None  # whoever names outputs can tell them apart
        before, _, after = self.delta({"content": "\0"}).partition(b'"\\u0000"')
        self._before, self._after = before, after

    @cached_property
    def _audio_id(self) -> str:
        return outputs.new_id("audio")

    def all_of(self, events: Sequence[Event]) -> bytes:
        """Events that are ready together: words that follow one another are one delta."""
        told: list[bytes] = []
        for kind, alike in groupby(events, type):
            if kind is TextDelta:
                told.append(self._words(cast("list[TextDelta]", list(alike))))
            else:
                told += map(self._event, alike)
        return b"".join(told)

    def _words(self, deltas: Sequence[TextDelta]) -> bytes:
        text = "".join([delta.text for delta in deltas])
        if self._request.logprobs:
            return self.delta({"content": text}, tokens=[token for delta in deltas for token in delta.tokens])
        return self._before + json.dumps(text, ensure_ascii=False).encode() + self._after

    def _event(self, event: Event) -> bytes:
        """One event; nothing for what a chunk cannot tell."""
        if isinstance(event, ReplyDone):
            return self.delta({}, event.reply.finish_reason)
        told = self._told(event)
        return self.delta(told) if told else b""

    def _told(self, event: Event) -> Json:
        """What is not words. Music was told note by note, and a text delta by delta."""
        told: Json = {}
        match event:
            case CallDelta():
                told = {"tool_calls": [self._call(event)]}
            case AudioChunk(modality="speech", audio=audio):
                piece = self._piece(audio)
                told = {"audio": {"id": self._audio_id, "data": outputs.base64_of(piece)}}
            case AudioChunk(modality=modality, audio=audio) if self._wanted.format == "wav32":
                data = outputs.base64_of(outputs.sound_bytes(audio, "wav32"))
                told = {"sound_pieces": [{"modality": modality, "data": data}]}
            case PartialImage(modality=modality, image=image, done=done, total=total):
                shown = {**outputs.picture(image), "modality": modality, "done": done, "total": total}
                told = {"partial_images": [shown]}
            case ScoreDelta(abc=abc):
                told = {"scores": [{"type": "score", "abc": abc}]}
            case PartDone():
                told = self._ended(event)
        return told

    def _ended(self, event: PartDone) -> Json:
        """A part that is whole; nothing where its pieces have told it and nobody asks where it ends."""
        match event.part:
            case Audio(transcript=words) if event.modality == "speech":
                return self._speech_end(words or "")
            case Audio() if self._wanted.format == "wav32":
                return {"part_done": event.modality}
            case Image() | Audio() | Video() as part:
                return part_as_extension(part, event.modality, self._wanted, self._request.video_format)
            case Text(confidence=confidence) if self._ends_told and confidence is not None:
                return {"part_done": event.modality, "confidence": confidence}
        return {"part_done": event.modality} if self._ends_told else {}

    def _piece(self, audio: Audio) -> bytes:
        """A piece of speech: a file of its own, or raw samples that follow those before."""
        form = self._wanted.format
        return self._stream.push(audio) if form == "pcm16" else outputs.sound_bytes(audio, form)

    def _call(self, delta: CallDelta) -> Json:
        """A piece of a call; the first says what is called."""
        if delta.id in self._called:
            return {"index": self._called.index(delta.id), "function": {"arguments": delta.arguments}}
        self._called.append(delta.id)
        return {"index": len(self._called) - 1, **call_json(ToolCall(delta.name, delta.arguments, delta.id))}

    def _speech_end(self, words: str) -> Json:
        rest, self._stream = self._stream.finish(), outputs.PcmStream()
        told = {"id": self._audio_id, "transcript": words, "expires_at": outputs.now()}
        return {"audio": {**told, "data": outputs.base64_of(rest)} if rest else told}

    def delta(self, delta: Json, finish_reason: str | None = None, tokens: Sequence[Token] = ()) -> bytes:
        """One chunk."""
        logprobs = logprobs_of(tokens) if tokens and self._request.logprobs else None
        choice = {"index": self._number, "delta": delta, "finish_reason": finish_reason, "logprobs": logprobs}
        return self._sent({"choices": [choice]})
