"""What a session remembers: items come, change and go, and that is told; sounds are written down if that is wanted."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence

from sensorium.errors import InvalidInput, Overloaded
from sensorium.surfaces.live import faults
from sensorium.surfaces.live.asks import Create, Delete, Retrieve, Truncate, Work, WriteDown, Written
from sensorium.surfaces.live.conversation import MOST_BYTES, MOST_ITEMS, Conversation
from sensorium.surfaces.live.items import Item, Said
from sensorium.surfaces.live.response import Tell, usage_told
from sensorium.surfaces.live.settings import Settings
from sensorium.surfaces.live.spoken import Spoken

WRITING = "conversation.item.input_audio_transcription"
RETRY_AFTER_S = 5.0


class Remembering:
    """The conversation, and sounds written down one at a time. hears: whether the model needs no words."""

    def __init__(self, settings: Settings, tell: Tell, want: Callable[[Work], None], *, hears: bool) -> None:
        self.conversation = Conversation()
        self._settings, self._hears = settings, hears
        self._tell, self._want = tell, want
        self._unwritten: deque[WriteDown] = deque()  # the first of them is being written down

    def change_settings(self, settings: Settings) -> None:
        """Write down what is said from now on as other settings say."""
        self._settings = settings

    def add(self, item: Item, after: str | None = None) -> None:
        """Put an item at the end, or after another; the oldest give way. Raises InvalidInput."""
        before = self.conversation.add(item, after)
        told = item.told()
        self._tell("conversation.item.added", previous_item_id=before, item=told)
        self._tell("conversation.item.done", previous_item_id=before, item=told)
        self.give_way()
        if self._settings.transcription is not None or not self._hears:
            for work in _unwritten_of(item):
                try:
                    self._write_down(work)
                except Overloaded as error:
                    self._note(work, Written(error=error))

    def await_words(self, item: Item) -> None:
        """Have an item that is not remembered written down for a model that cannot hear it. Raises Overloaded."""
        if not self._hears:
            for work in _unwritten_of(item):
                self._write_down(work)

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

    def give_way(self) -> None:
        """Forget the oldest items while there are too many or they are too large."""
        for gone in self.conversation.give_way():
            self._tell("conversation.item.deleted", item_id=gone)

    def cut(self, item: Item, spoken: Spoken, at_s: float) -> None:
        """Nobody heard more of an answer than so many seconds. Of one apart, or deleted, that is not told."""
        spoken.cut(at_s)
        if item in self.conversation.items:
            place = {"item_id": item.id, "content_index": 0}
            self._tell("conversation.item.truncated", **place, audio_end_ms=round(spoken.duration_s * 1000))

    def writing(self, work: WriteDown, delta: str) -> None:
        """Take some words of a sound, while the rest is being written down."""
        if work.item in self.conversation.items:
            self._tell(f"{WRITING}.delta", item_id=work.item.id, content_index=work.content_index, delta=delta)

    def written(self, work: WriteDown, written: Written) -> None:
        """Take the words of a sound, or why there are none; then it is the next one's turn."""
        self._unwritten.remove(work)
        self._note(work, written)
        if self._unwritten:
            self._want(self._unwritten[0])

    def shows(self, items: Sequence[Item]) -> bool:
        """Whether the model can be shown all of these: it hears, or all words of them are there."""
        return self._hears or not any(work.item in items for work in self._unwritten)

    def _truncate(self, ask: Truncate) -> None:
        item, spoken = self.conversation.spoken(ask.id, ask.content_index)
        if ask.end_ms > spoken.sent_s * 1000 + 1:
            what = f"audio_end_ms is {ask.end_ms}, and only {round(spoken.sent_s * 1000)} ms were sent"
            raise InvalidInput(f"{what}: give what was played", param="audio_end_ms")
        self.cut(item, spoken, ask.end_ms / 1000)

    def _write_down(self, work: WriteDown) -> None:
        """Have a sound written down in its turn. Raises Overloaded where as many wait as are remembered."""
        size = work.said.samples.nbytes + sum(one.said.samples.nbytes for one in self._unwritten)
        if self._unwritten and (size > MOST_BYTES or len(self._unwritten) >= MOST_ITEMS):
            what = f"{len(self._unwritten)} sounds wait to be written down: send the next when some have been"
            raise Overloaded(what, retry_after_s=RETRY_AFTER_S)
        self._unwritten.append(work)
        if len(self._unwritten) == 1:
            self._want(work)

    def _note(self, work: WriteDown, written: Written) -> None:
        """Keep what is known of a sound's words, and tell it where the item is remembered."""
        work.said.transcript = written.text
        if work.item not in self.conversation.items:
            return
        place = {"item_id": work.item.id, "content_index": work.content_index}
        if written.error is not None:
            self._tell(f"{WRITING}.failed", **place, error=faults.told(written.error))
            return
        usage = {"type": "tokens", **usage_told(written.usage)}
        self._tell(f"{WRITING}.completed", **place, transcript=written.text, usage=usage)


def _unwritten_of(item: Item) -> list[WriteDown]:
    """Its sounds of which nobody knows the words."""
    return [
        WriteDown(item=item, content_index=index)
        for index, content in enumerate(item.content)
        if isinstance(content, Said) and content.transcript is None
    ]
