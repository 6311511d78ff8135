"""The state of one conversation by voice: what was heard, said and is being said.

A machine: it is given what a client asks (`take`), what the microphone heard (`hear`), what models say (`answered`,
`written`) and how late it is (`tick`); it leaves behind what is to be told (`told`) and to be done (`work`). It waits
for nothing, and time is what its clock says.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sensorium.errors import InvalidInput
from sensorium.surfaces.live import faults
from sensorium.surfaces.live.asks import (
    Answer,
    Ask,
    CallPiece,
    CallWhole,
    Cancel,
    Clear,
    Commit,
    Create,
    Delete,
    Failed,
    Finished,
    Piece,
    Respond,
    Retrieve,
    Silence,
    Stop,
    Told,
    Truncate,
    Update,
    Words,
    Work,
    WriteDown,
    Written,
)
from sensorium.surfaces.live.conversation import Conversation, new_id
from sensorium.surfaces.live.hearing import Heard
from sensorium.surfaces.live.items import Item, Said
from sensorium.surfaces.live.listening import LEAST_TURN_S, Began, Listening, Turn
from sensorium.surfaces.live.playback import Sound
from sensorium.surfaces.live.response import Response, usage_told
from sensorium.surfaces.live.settings import Settings
from sensorium.surfaces.live.spoken import Spoken

WRITING = "conversation.item.input_audio_transcription"
LEAD_S = 1.0  # of an answer that may lie unheard with the listener


@dataclass(frozen=True, kw_only=True)
class Abilities:
    """What the models behind a session do by themselves. about: the same in words for the client."""

    hears: bool = True
    about: Mapping[str, object] = field(default_factory=dict)


class Session:
    """One session. Not thread-safe."""

    def __init__(
        self, settings: Settings, abilities: Abilities, clock: Callable[[], float], lead_s: float = LEAD_S
    ) -> None:
        self.id = new_id("sess")
        self.settings = settings
        self.conversation = Conversation()
        self.response: Response | None = None
        self.told: list[Told] = []
        self.work: list[Work] = []
        self._abilities, self._clock, self._lead_s = abilities, clock, lead_s
        self._listening = Listening(settings)
        self._turn_id = new_id("item")  # of the item that the turn being heard will be
        self._last: Response | None = None  # the last answer that was given to its end
        self._idle_from: float | None = None
        self._held: Answer | None = None  # an answer that waits for words to be written down
        self._unwritten: set[str] = set()
        self._tell("session.created", session=self.as_told())

    def as_told(self) -> dict[str, Any]:
        """The session with all settings in effect."""
        return self.settings.told(self.id, self._abilities.about)

    def take(self, ask: Ask) -> None:
        """Do what a client asks. Raises InvalidInput, UnsupportedCapability; then nothing has changed."""
        match ask:
            case Update(settings=settings):
                self._update(settings)
            case Commit():
                self._commit(self._listening.commit())
            case Clear():
                self._clear()
            case Respond():
                self._respond(ask)
            case Cancel(id=known):
                self._cancel(known)
            case Silence():
                self._silence()
            case _:
                self._change(ask)

    def hear(self, heard: Heard) -> None:
        """Take what the microphone heard. Raises InvalidInput where it is more than can be kept."""
        for found in self._listening.hear(heard):
            if isinstance(found, Began):
                self._turn_began(found)
            else:
                self._turn_ended(found)

    def answered(self, known: str, piece: Piece) -> None:
        """Take what a model says. Of an answer that nobody waits for any more, nothing."""
        response = self.response
        if response is None or response.id != known:
            return
        match piece:
            case Words():
                response.words(piece)
            case Sound():
                response.playback.push(piece)
            case CallPiece():
                response.calling(piece)
            case CallWhole():
                response.called(piece)
            case Finished():
                response.finished = piece
            case Failed(error=error):
                self._end(response)
                response.fail(error)
        self.tick()

    def writing(self, known: str, content_index: int, delta: str) -> None:
        """Take some words of a sound, while the rest is being written down."""
        if any(item.id == known for item in self.conversation.items):
            self._tell(f"{WRITING}.delta", item_id=known, content_index=content_index, delta=delta)

    def written(self, written: Written) -> None:
        """Take the words of a sound."""
        self._unwritten.discard(written.item_id)
        item = next((one for one in self.conversation.items if one.id == written.item_id), None)
        if item is not None:
            self._tell_written(item, written)
        if written.error is not None and self._held is not None and not self._abilities.hears:
            assert self.response is not None
            self.answered(self.response.id, Failed(written.error))
        self._let_go()

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

    def due(self) -> float | None:
        """When `tick` has something to do; None as long as nothing happens."""
        now = self._clock()
        times = [self._idle_at()]
        if self.response is not None:
            times.append(self.response.playback.due(now))
        return min((at for at in times if at is not None), default=None)

    def tick(self) -> None:
        """Do what is due."""
        now = self._clock()
        response = self.response
        if response is not None:
            for sound in response.playback.ready(now):
                response.sound(sound)
            if response.over:
                self._end(response)
                self._last = response
                response.complete()
                self._idle_from = response.playback.over_at(now)
        idle_at = self._idle_at()
        if idle_at is not None and now >= idle_at:
            self._idle()

    # Settings and items

    def _update(self, settings: Settings) -> None:
        self._listening.change(settings)
        self.settings = settings
        self._tell("session.updated", session=self.as_told())

    def _add(self, item: Item, after: str | None = None) -> None:
        before = self.conversation.add(item, after)
        told = item.told()
        self._tell("conversation.item.added", previous_item_id=before, item=told)
        self._tell("conversation.item.done", previous_item_id=before, item=told)
        for gone in self.conversation.give_way():
            self._tell("conversation.item.deleted", item_id=gone)
        if self.settings.transcription is not None or not self._abilities.hears:
            for index, content in enumerate(item.content):
                if isinstance(content, Said) and content.transcript is None:
                    self._unwritten.add(item.id)
                    self.work.append(WriteDown(item=item, content_index=index))

    def _change(self, ask: Create | Retrieve | Delete | Truncate) -> None:
        """Look at an item, or change the conversation."""
        match ask:
            case Create(item=item, after=after):
                self._add(item, after)
            case Retrieve(id=known):
                self._tell("conversation.item.retrieved", item=self.conversation.find(known).told(whole=True))
            case Delete(id=known):
                self.conversation.remove(known)
                self._tell("conversation.item.deleted", item_id=known)
            case Truncate():
                self._truncate(ask)

    def _truncate(self, ask: Truncate) -> None:
        _, spoken = self.conversation.spoken(ask.id, ask.content_index)
        if ask.end_ms > spoken.sent_s * 1000 + 1:
            what = f"audio_end_ms is {ask.end_ms}, and only {round(spoken.sent_s * 1000)} ms were sent"
            raise InvalidInput(f"{what}: give what was played", param="audio_end_ms")
        self._cut(ask.id, spoken, ask.end_ms / 1000)

    def _cut(self, item_id: str, spoken: Spoken, at_s: float) -> None:
        spoken.cut(at_s)
        place = {"item_id": item_id, "content_index": 0}
        self._tell("conversation.item.truncated", **place, audio_end_ms=round(spoken.duration_s * 1000))

    # Turns

    def _turn_began(self, began: Began) -> None:
        vad = self.settings.turns
        assert vad is not None
        self._idle_from = None
        began_ms = round(began.at_s * 1000)
        self._tell("input_audio_buffer.speech_started", audio_start_ms=began_ms, item_id=self._turn_id)
        if vad.interrupt_response:
            self._break_in()

    def _break_in(self) -> None:
        """Somebody speaks: stop answering, and forget what of it nobody can have heard."""
        now = self._clock()
        response = self.response or self._last
        self._last = None
        if response is None:
            return
        running = response is self.response
        heard_s = response.playback.played_s(now)
        unheard = heard_s < response.playback.sent_s or not response.playback.empty
        if running:
            self._end(response)
            response.cancel("turn_detected", heard_s)
        spoken = response.item.content[0] if response.begun else None
        if isinstance(spoken, Spoken) and (running or unheard):
            self._cut(response.item.id, spoken, heard_s)

    def _turn_ended(self, turn: Turn) -> None:
        vad = self.settings.turns
        assert vad is not None
        stopped = {"audio_end_ms": round(turn.end_s * 1000), "item_id": self._turn_id}
        waited = {"silence_ms": round(turn.silent_s * 1000)}
        self._tell("input_audio_buffer.speech_stopped", **stopped, sensorium=waited)
        self._commit(turn)
        if vad.create_response and self.response is None:
            self._respond(Respond(speaking=self.settings.speaking))

    def _commit(self, turn: Turn) -> None:
        """Make an item of what was said."""
        item = Item(id=self._turn_id, role="user", content=[Said(turn.samples, turn.format, speech_s=turn.speech_s)])
        self._turn_id = new_id("item")
        self._tell("input_audio_buffer.committed", previous_item_id=self.conversation.last_id, item_id=item.id)
        self._add(item)

    def _clear(self) -> None:
        self._listening.clear()
        self._tell("input_audio_buffer.cleared")

    def _idle_at(self) -> float | None:
        """When it has been quiet for too long."""
        vad = self.settings.turns
        if self._idle_from is None or vad is None or vad.idle_timeout_ms is None:
            return None
        return self._idle_from + vad.idle_timeout_ms / 1000

    def _idle(self) -> None:
        """Nobody has said anything: the quiet is a turn, if any of it was heard."""
        self._idle_from = None
        turn = self._listening.commit() if self._listening.waiting_s >= LEAST_TURN_S else None
        begin_ms, end_ms = (round(1000 * at) for at in ((turn.begin_s, turn.end_s) if turn else (0.0, 0.0)))
        place = {"audio_start_ms": begin_ms, "audio_end_ms": end_ms, "item_id": self._turn_id}
        self._tell("input_audio_buffer.timeout_triggered", **place)
        if turn is not None:
            self._commit(turn)
        self._respond(Respond(speaking=self.settings.speaking))

    # Answers

    def _respond(self, ask: Respond) -> None:
        if self.response is not None:
            what = f"{self.response.id} is being answered: wait for response.done, or send response.cancel"
            raise InvalidInput(what, code="conversation_already_has_active_response")
        items = tuple(self.conversation.items)
        if ask.items is not None:
            items = tuple(self.conversation.find(one) if isinstance(one, str) else one for one in ask.items)
        self._idle_from = self._last = None
        response = self.response = Response(ask, self.conversation, self._tell, self._lead_s)
        truncate = self.settings.truncation == "auto"
        self._held = Answer(id=response.id, items=items, speaking=ask.speaking, truncate=truncate)
        self._let_go()

    def _let_go(self) -> None:
        """Have the answer given, once there are words for whatever the model cannot hear."""
        held = self._held
        if held is None:
            return
        if not self._abilities.hears and any(item.id in self._unwritten for item in held.items):
            return
        self._held = None
        self.work.append(held)

    def _end(self, response: Response) -> None:
        """Nothing more is wanted for this answer."""
        self.response = self._held = None
        response.playback.stop()
        if response.finished is None:
            self.work.append(Stop(response.id))

    def _cancel(self, known: str | None) -> None:
        response = self.response
        if response is None or known not in (None, response.id):
            raise InvalidInput("nothing is being answered, or not this", code="response_cancel_not_active")
        self._end(response)
        response.cancel("client_cancelled", None)

    def _silence(self) -> None:
        """The listener stopped playing: what was not played by now is never heard."""
        response = self.response or self._last
        if response is None:
            raise InvalidInput("nothing is being played", code="output_audio_buffer_empty")
        heard_s = response.playback.played_s(self._clock())
        if response is self.response:
            self._end(response)
            response.cancel("client_cancelled", heard_s)
        self._last = None
        spoken = response.item.content[0] if response.begun else None
        if isinstance(spoken, Spoken):
            self._cut(response.item.id, spoken, heard_s)
        self._tell("output_audio_buffer.cleared", response_id=response.id)

    def _tell(self, kind: str, **body: object) -> None:
        self.told.append(Told(kind, body))
