"""One answer while it is given: announced, growing, done; or broken off."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Literal

from sensorium.content import ToolCall, Usage
from sensorium.errors import SensoriumError
from sensorium.surfaces.live import faults
from sensorium.surfaces.live.asks import CallPiece, CallWhole, Finished, Respond, Words
from sensorium.surfaces.live.conversation import Conversation, new_id
from sensorium.surfaces.live.items import Called, Item, Status, Typed
from sensorium.surfaces.live.playback import Playback, Sound
from sensorium.surfaces.live.spoken import Spoken

Json = dict[str, Any]
Tell = Callable[..., None]
Reason = Literal["turn_detected", "client_cancelled"]
BEGUN = "conversation.item.added"
NOTHING = Usage(prompt={}, completion={})
COUNTED = ("text", "audio", "image")
AS_AUDIO = ("speech", "sound", "music")  # of usage


class Response:
    """Tells of itself. Its item joins the conversation with its first word, unless it stands apart."""

    def __init__(self, asked: Respond, conversation: Conversation, tell: Tell, lead_s: float) -> None:
        self.id = new_id("resp")
        self.asked = asked
        self.playback = Playback(lead_s)
        self.item = Item(id=new_id("item"), role="assistant", status="in_progress")
        self._items: list[Item] = []  # what it comes to, the message among them once that has begun
        self._whole: Item | None = None  # a call that ends here: what follows says whether it was cut off
        self.finished: Finished | None = None
        self._conversation, self._tell = conversation, tell
        self._text = ""  # all that was told
        given = [one for one in asked.items or () if isinstance(one, Item)]  # which nobody else tells of
        self._notes = tuple(note for one in given for note in one.notes)
        tell("response.created", response=self._told("in_progress"))

    @property
    def begun(self) -> bool:
        """Whether anything has come of it."""
        return bool(self.item.content)

    @property
    def over(self) -> bool:
        """Whether all of it was made and sent."""
        return self.finished is not None and self.playback.empty

    def words(self, piece: Words) -> None:
        """More words: of the text, or of what is going to be said."""
        self._end_call()
        self._begin()
        self._text += piece.text
        if self.asked.speaking.aloud:
            self._tell("response.output_audio_transcript.delta", **self._place(), delta=piece.text)
            return
        self._typed().text = self._text
        self._tell("response.output_text.delta", **self._place(), delta=piece.text)

    def sound(self, sound: Sound) -> None:
        """A piece of speech is sent."""
        self._end_call()
        self._begin()
        self._spoken().push(sound)
        self._tell("response.output_audio.delta", **self._place(), delta=sound.data)

    def calling(self, piece: CallPiece) -> None:
        """More of a call; the first piece begins it."""
        self._end_call()
        item = self._items[-1] if self._items else None
        if item is None or [call.id for call in item.calls] != [piece.id]:
            item = self._begin_call(piece)
        before = item.calls[0]
        item.content = [Called(ToolCall(before.name, before.arguments + piece.arguments, before.id))]
        if piece.arguments:
            self._of_call("delta", item, delta=piece.arguments)

    def called(self, whole: CallWhole) -> None:
        """A call is whole, if it is not the last thing of an answer with too many words."""
        self._whole = self._items[-1]
        self._whole.content = [Called(whole.call)]

    def complete(self) -> None:
        """All of it was made and sent."""
        assert self.finished is not None
        if not self._items:
            self._begin()
        cut = self.finished.cut
        self._end_call("incomplete" if cut else "completed")
        if self.begun:
            self.item.status = "incomplete" if cut else "completed"
            self._end_item()
        details: Json = {"type": "incomplete", "reason": "max_output_tokens"} if cut else {"type": "completed"}
        self._done("incomplete" if cut else "completed", details)

    def cancel(self, reason: Reason, heard_s: float | None) -> None:
        """Break off. heard_s: the most that can have been heard, where the listener stops too."""
        self._end_call()
        if self.begun:
            if self.asked.speaking.aloud and heard_s is not None:
                self._spoken().cut(heard_s)
            self.item.status = "incomplete"
            self._end_item()
        self._break_calls()
        self._done("cancelled", {"type": "cancelled", "reason": reason})

    def fail(self, error: SensoriumError) -> None:
        """It cannot be given."""
        self._end_call()
        if self.begun:
            self.item.status = "incomplete"
            self._end_item()
        self._break_calls()
        self._done("failed", {"type": "failed", "error": faults.told(error)})

    def _begin(self) -> None:
        """Announce the item and its one part, unless it grows already."""
        if self.begun:
            return
        aloud = self.asked.speaking.aloud
        self._announce(self.item)
        self.item.content.append(Spoken(self.asked.speaking.format) if aloud else Typed(""))
        self._tell("response.content_part.added", **self._place(), part=self._part())

    def _begin_call(self, piece: CallPiece) -> Item:
        call = Called(ToolCall(piece.name, "", piece.id))
        item = Item(id=new_id("item"), role="assistant", status="in_progress", content=[call])
        self._announce(item)
        return item

    def _end_call(self, status: Status = "completed") -> None:
        """The call that is whole, if there is one, as it stays."""
        item, self._whole = self._whole, None
        if item is not None:
            item.status = status
            self._of_call("done", item, name=item.calls[0].name, arguments=item.calls[0].arguments)
            self._end(item)

    def _break_calls(self) -> None:
        """What was not called to the end is not to be run."""
        for item in self._items:
            if item.calls and item.status == "in_progress":
                item.status = "incomplete"
                self._end(item)

    def _announce(self, item: Item) -> None:
        """An item of the answer begins."""
        self._items.append(item)
        index = len(self._items) - 1
        self._tell("response.output_item.added", response_id=self.id, output_index=index, item=item.told())
        self._join(BEGUN, item)

    def _end(self, item: Item) -> None:
        """An item of the answer is over."""
        index = self._items.index(item)
        self._tell("response.output_item.done", response_id=self.id, output_index=index, item=item.told())
        self._join("conversation.item.done", item)

    def _join(self, kind: str, item: Item) -> None:
        """Tell of an item as part of the conversation, if it is one, and nobody deleted it since it began."""
        if self.asked.apart:
            return
        if kind == BEGUN:
            self._conversation.add(item)
        elif item not in self._conversation.items:
            return
        items = self._conversation.items
        place = items.index(item)
        self._tell(kind, previous_item_id=items[place - 1].id if place else None, item=item.told())

    def _end_item(self) -> None:
        if self.asked.speaking.aloud:
            self._tell("response.output_audio.done", **self._place())
            self._tell("response.output_audio_transcript.done", **self._place(), transcript=self._spoken().words)
        else:
            self._tell("response.output_text.done", **self._place(), text=self._text)
        self._tell("response.content_part.done", **self._place(), part=self._part())
        self._end(self.item)

    def _done(self, status: str, details: Json) -> None:
        self._tell("response.done", response=self._told(status, details))

    def _typed(self) -> Typed:
        content = self.item.content[0]
        assert isinstance(content, Typed)
        return content

    def _spoken(self) -> Spoken:
        content = self.item.content[0]
        assert isinstance(content, Spoken)
        return content

    def _place(self) -> Json:
        index = self._items.index(self.item)
        return {"response_id": self.id, "item_id": self.item.id, "output_index": index, "content_index": 0}

    def _of_call(self, kind: str, item: Item, **body: str) -> None:
        place = {"response_id": self.id, "item_id": item.id, "output_index": self._items.index(item)}
        self._tell(f"response.function_call_arguments.{kind}", **place, call_id=item.calls[0].id, **body)

    def _part(self) -> Json:
        if self.asked.speaking.aloud:
            return {"type": "audio", "transcript": self._spoken().words}
        return {"type": "text", "text": self._text}

    def _told(self, status: str, details: Json | None = None) -> Json:
        finished = self.finished
        return {
            "id": self.id,
            "object": "realtime.response",
            "status": status,
            "status_details": details,
            "output": [item.told() for item in self._items] if details else [],
            "conversation_id": None if self.asked.apart else "default",
            "output_modalities": self.asked.speaking.modalities,
            "audio": {"output": self.asked.speaking.audio_told()},
            "max_output_tokens": self.asked.speaking.max_tokens or "inf",
            "metadata": self.asked.metadata,
            "usage": usage_told(finished.usage if finished else NOTHING) if details else None,
            "sensorium": {
                "notes": [*self._notes, *(finished.notes if finished else ())],
                "confidence": finished.confidence if finished else None,
            },
        }


def usage_told(usage: Usage) -> Json:
    """Tokens by modality, as the API has them."""
    return {
        "input_tokens": usage.prompt_tokens,
        "output_tokens": usage.completion_tokens,
        "total_tokens": usage.total_tokens,
        "input_token_details": {**_by_modality(usage.prompt), "cached_tokens": 0},
        "output_token_details": _by_modality(usage.completion),
    }


def _by_modality(counts: Mapping[str, int]) -> Json:
    told = {f"{name}_tokens": 0 for name in COUNTED}
    for name, count in counts.items():
        key = f"{'audio' if name in AS_AUDIO else name}_tokens"
        told[key] = told.get(key, 0) + count
    return told
