"""What a session remembers: items come, change and go, and that is told; sounds are written down if that is wanted."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sensorium.errors import InvalidInput
from sensorium.surfaces.live import faults
from sensorium.surfaces.live.asks import Create, Delete, Retrieve, Truncate, Work, WriteDown, Written
from sensorium.surfaces.live.conversation import Conversation
from sensorium.surfaces.live.items import Item, Said
from sensorium.surfaces.live.response import Tell, usage_told
from sensorium.surfaces.live.settings import Settings
from sensorium.surfaces.live.spoken import Spoken

WRITING = "conversation.item.input_audio_transcription"


class Remembering:
    """The conversation, and of which sounds the words are still awaited. hears: whether the model needs no words."""

    def __init__(self, settings: Settings, tell: Tell, want: Callable[[Work], None], *, hears: bool) -> None:
        self.conversation = Conversation()
        self._settings, self._hears = settings, hears
        self._tell, self._want = tell, want
        self._unwritten: set[str] = set()

    def change_settings(self, settings: Settings) -> None:
        """Write down what is said from now on as other settings say."""
        self._settings = settings

    def add(self, item: Item, after: str | None = None) -> None:
        """Put an item at the end, or after another; the oldest give way. Raises InvalidInput."""
        before = self.conversation.add(item, after)
        told = item.told()
        self._tell("conversation.item.added", previous_item_id=before, item=told)
        self._tell("conversation.item.done", previous_item_id=before, item=told)
        for gone in self.conversation.give_way():
            self._tell("conversation.item.deleted", item_id=gone)
        if self._settings.transcription is not None or not self._hears:
            for index, content in enumerate(item.content):
                if isinstance(content, Said) and content.transcript is None:
                    self._unwritten.add(item.id)
                    self._want(WriteDown(item=item, content_index=index))

    def change(self, ask: Create | Retrieve | Delete | Truncate) -> None:
        """Look at an item, or change the conversation. Raises InvalidInput."""
        match ask:
            case Create(item=item, after=after):
                self.add(item, after)
            case Retrieve(id=known):
                self._tell("conversation.item.retrieved", item=self.conversation.find(known).told(whole=True))
            case Delete(id=known):
                self.conversation.remove(known)
                self._tell("conversation.item.deleted", item_id=known)
            case Truncate():
                self._truncate(ask)

    def cut(self, item: Item, spoken: Spoken, at_s: float) -> None:
        """Nobody heard more of an answer than so many seconds. Of one apart, or deleted, that is not told."""
        spoken.cut(at_s)
        if item in self.conversation.items:
            place = {"item_id": item.id, "content_index": 0}
            self._tell("conversation.item.truncated", **place, audio_end_ms=round(spoken.duration_s * 1000))

    def writing(self, known: str, content_index: int, delta: str) -> None:
        """Take some words of a sound, while the rest is being written down."""
        if any(item.id == known for item in self.conversation.items):
            self._tell(f"{WRITING}.delta", item_id=known, content_index=content_index, delta=delta)

    def written(self, written: Written) -> None:
        """Take the words of a sound, or why there are none."""
        self._unwritten.discard(written.item_id)
        item = next((one for one in self.conversation.items if one.id == written.item_id), None)
        if item is not None:
            self._tell_written(item, written)

    def shows(self, items: Sequence[Item]) -> bool:
        """Whether the model can be shown all of these: it hears, or all words of them are there."""
        return self._hears or not any(item.id in self._unwritten for item in items)

    def _truncate(self, ask: Truncate) -> None:
        item, spoken = self.conversation.spoken(ask.id, ask.content_index)
        if ask.end_ms > spoken.sent_s * 1000 + 1:
            what = f"audio_end_ms is {ask.end_ms}, and only {round(spoken.sent_s * 1000)} ms were sent"
            raise InvalidInput(f"{what}: give what was played", param="audio_end_ms")
        self.cut(item, spoken, ask.end_ms / 1000)

    def _tell_written(self, item: Item, written: Written) -> None:
        place = {"item_id": item.id, "content_index": written.content_index}
        content = item.content[written.content_index]
        assert isinstance(content, Said)
        content.transcript = written.text
        if written.error is not None:
            self._tell(f"{WRITING}.failed", **place, error=faults.told(written.error))
            return
        usage = {"type": "tokens", **usage_told(written.usage)}
        self._tell(f"{WRITING}.completed", **place, transcript=written.text, usage=usage)
