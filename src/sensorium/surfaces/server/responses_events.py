"""The events of a streamed response: each item is announced, grows, and is done."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sensorium.content import Audio, Image, Part, Reply, Text, ToolCall
from sensorium.events import AudioChunk, CallDelta, Event, PartDone, PartialImage, ReplyDone, TextDelta
from sensorium.surfaces.server import outputs
from sensorium.surfaces.server.responses_items import call_item, is_cut, item_of
from sensorium.surfaces.server.streaming import sent

Json = dict[str, Any]


class ResponseEvents:
    """Turns the events of one reply into those of a response. `items` are those that are done, `reply` the end."""

    def __init__(self) -> None:
        self.items: list[Json] = []
        self.reply: Reply | None = None
        self._number = 0
        self._open: Json | None = None  # the item that grows
        self._whole: tuple[Part, Json] | None = None  # words or a call that end here: the next event says whether cut
        self._num_pictures = 0
        self._stream = outputs.PcmStream()

    def told(self, kind: str, **body: object) -> bytes:
        """One event with its number."""
        event = {"type": kind, "sequence_number": self._number, **body}
        self._number += 1
        return sent(event, kind)

    def all_of(self, events: Sequence[Event]) -> bytes:
        """What events that are ready together are to whoever listens."""
        return b"".join(map(self._event, events))

    def _event(self, event: Event) -> bytes:
        return self._end_item(event) + self._of_event(event)

    def _of_event(self, event: Event) -> bytes:
        match event:
            case TextDelta(text=text, tokens=tokens):
                logprobs = outputs.tokens(tokens)
                begun = self._begin_message("output_text")
                return begun + self._of_part("output_text.delta", delta=text, logprobs=logprobs)
            case CallDelta(id=known, name=name, arguments=piece):
                begun = self._begin_call(ToolCall(name, "", known))
                return begun + (self._of_item("function_call_arguments.delta", delta=piece) if piece else b"")
            case AudioChunk(modality="speech", audio=audio):
                piece = outputs.base64_of(self._stream.push(audio))
                return self._begin_message("output_audio") + self._of_part("output_audio.delta", delta=piece)
            case PartialImage(modality="image", image=image):
                return self._begin_picture() + self._partial(image)
            case PartDone(modality=modality, part=part):
                return self._done(part, modality)
            case ReplyDone(reply=reply):
                self.reply = reply
        return b""

    def _begin(self, item: Json) -> bytes:
        self._open = item
        return self.told("response.output_item.added", output_index=len(self.items), item=item)

    def _begin_message(self, kind: str) -> bytes:
        """Announce a message with one empty part, unless it grows already."""
        if self._open is not None:
            return b""
        known = outputs.new_id("msg")
        item = {"type": "message", "id": known, "status": "in_progress", "role": "assistant", "content": []}
        empty = {"text": "", "annotations": [], "logprobs": []} if kind == "output_text" else {"transcript": ""}
        return self._begin(item) + self._of_part("content_part.added", part={"type": kind, **empty})

    def _begin_call(self, call: ToolCall) -> bytes:
        """Announce a call, unless it grows already."""
        if self._open is not None:
            return b""
        return self._begin({**call_item(call), "status": "in_progress"})

    def _begin_picture(self) -> bytes:
        if self._open is not None:
            return b""
        known = outputs.new_id("ig")
        begun = self._begin({"type": "image_generation_call", "id": known, "status": "in_progress", "result": None})
        self._num_pictures = 0
        return (
            begun
            + self._of_item("image_generation_call.in_progress")
            + self._of_item("image_generation_call.generating")
        )

    def _partial(self, image: Image) -> bytes:
        data, number = outputs.base64_of(outputs.png(image)), self._num_pictures
        self._num_pictures += 1
        return self._of_item("image_generation_call.partial_image", partial_image_index=number, partial_image_b64=data)

    def _done(self, part: Part, modality: str) -> bytes:
        """The end of a part: the last of it, and the item as it stays."""
        told = b""
        match part:
            case Text(text=text, tokens=tokens):
                told += self._begin_message("output_text")
                told += self._of_part("output_text.done", text=text, logprobs=outputs.tokens(tokens))
            case ToolCall(name=name, arguments=arguments):
                told += self._begin_call(part)
                told += self._of_item("function_call_arguments.done", name=name, arguments=arguments)
            case Audio(transcript=words) if modality == "speech":
                told += self._begin_message("output_audio")
                rest, self._stream = self._stream.finish(), outputs.PcmStream()
                told += self._of_part("output_audio.delta", delta=outputs.base64_of(rest)) if rest else b""
                told += self._of_part("output_audio_transcript.done", transcript=words or "")
                told += self._of_part("output_audio.done")
            case Image():
                told += self._begin_picture() + self._of_item("image_generation_call.completed")
            case _:
                told += self._begin({"type": "media", "id": outputs.new_id("media"), "status": "in_progress"})
        assert self._open is not None
        self._whole = part, {**item_of(part, modality), "id": self._open["id"]}
        return told if isinstance(part, Text | ToolCall) else told + self._end_item()

    def _end_item(self, after: Event | None = None) -> bytes:
        """The item that is whole, as it stays. after: what followed it."""
        if self._whole is None:
            return b""
        (part, item), self._whole = self._whole, None
        if isinstance(after, ReplyDone) and is_cut(part, after.reply):
            item["status"] = "incomplete"
        told = self._of_part("content_part.done", part=item["content"][0]) if item["type"] == "message" else b""
        told += self.told("response.output_item.done", output_index=len(self.items), item=item)
        self.items.append(item)
        self._open = None
        return told

    def _of_item(self, kind: str, **body: object) -> bytes:
        assert self._open is not None
        return self.told(f"response.{kind}", item_id=self._open["id"], output_index=len(self.items), **body)

    def _of_part(self, kind: str, **body: object) -> bytes:
        return self._of_item(kind, content_index=0, **body)
