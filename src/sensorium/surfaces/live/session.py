"""The state of one conversation by voice: what was heard, said and is being said.

A machine: it is given what a client asks (`take`), what the microphone heard (`hear`), what models say (`answered`,
`written`) and how late it is (`tick`); it leaves behind what is to be told (`told`) and to be done (`work`). It waits
for nothing, and time is what its clock says. What it does is done by three: `listening`, `remembering`, `replying`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sensorium.surfaces.live.asks import (
    Ask,
    Cancel,
    Clear,
    Commit,
    Failed,
    Piece,
    Respond,
    Silence,
    Told,
    Update,
    Work,
    WriteDown,
    Written,
)
from sensorium.surfaces.live.conversation import Conversation, new_id
from sensorium.surfaces.live.hearing import Heard
from sensorium.surfaces.live.items import Item, Said
from sensorium.surfaces.live.listening import LEAST_TURN_S, Began, Listening, Turn
from sensorium.surfaces.live.remembering import Remembering
from sensorium.surfaces.live.replying import Replying
from sensorium.surfaces.live.response import Response
from sensorium.surfaces.live.settings import Settings

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
        self.told: list[Told] = []
        self.work: list[Work] = []
        self._abilities, self._clock = abilities, clock
        self._listening = Listening(settings)
        self._remembering = Remembering(settings, self._tell, self._want, hears=abilities.hears)
        self._replying = Replying(self._remembering, self._tell, self._want, lead_s)
        self._turn_id = new_id("item")  # of the item that the turn being heard will be
        self._tell("session.created", session=self.as_told())

    @property
    def conversation(self) -> Conversation:
        """All that is remembered."""
        return self._remembering.conversation

    @property
    def response(self) -> Response | None:
        """The answer that is being given."""
        return self._replying.response

    def as_told(self) -> dict[str, Any]:
        """The session with all settings in effect."""
        return self.settings.told(self.id, self._abilities.about)

    def take(self, ask: Ask) -> None:
        """Do what a client asks. Raises InvalidInput, Overloaded; then nothing has changed."""
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
                self._replying.cancel(known)
            case Silence():
                self._replying.silence(self._clock())
            case _:
                self._remembering.change(ask)

    def hear(self, heard: Heard) -> None:
        """Take what the microphone heard. Raises InvalidInput where it is more than can be kept."""
        for found in self._listening.hear(heard):
            if isinstance(found, Began):
                self._turn_began(found)
            else:
                self._turn_ended(found)

    def answered(self, known: str, piece: Piece) -> None:
        """Take what a model says. Of an answer that nobody waits for any more, nothing."""
        if self._replying.take(known, piece):
            self.tick()

    def writing(self, work: WriteDown, delta: str) -> None:
        """Take some words of a sound, while the rest is being written down."""
        self._remembering.writing(work, delta)

    def written(self, work: WriteDown, written: Written) -> None:
        """Take the words of a sound. Where there are none, an answer that waits for them cannot be given."""
        self._remembering.written(work, written)
        held_id = self._replying.awaiting(work.item)
        if written.error is not None and held_id is not None:
            self.answered(held_id, Failed(written.error))
        self._replying.let_go()

    def due(self) -> float | None:
        """When `tick` has something to do; None as long as nothing happens."""
        times = [self._idle_at(), self._replying.due(self._clock())]
        return min((at for at in times if at is not None), default=None)

    def tick(self) -> None:
        """Do what is due."""
        now = self._clock()
        self._replying.tick(now)
        idle_at = self._idle_at()
        if idle_at is not None and now >= idle_at:
            self._idle()

    def _update(self, settings: Settings) -> None:
        self._listening.change(settings)
        self._remembering.change_settings(settings)
        self.settings = settings
        self._tell("session.updated", session=self.as_told())

    def _turn_began(self, began: Began) -> None:
        vad = self.settings.turns
        assert vad is not None
        self._replying.quiet_from = None
        began_ms = round(began.at_s * 1000)
        self._tell("input_audio_buffer.speech_started", audio_start_ms=began_ms, item_id=self._turn_id)
        if vad.interrupt_response:
            self._replying.break_in(self._clock())

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
        self._remembering.add(item)

    def _clear(self) -> None:
        self._listening.clear()
        self._tell("input_audio_buffer.cleared")

    def _idle_at(self) -> float | None:
        """When it has been quiet for too long."""
        vad, quiet_from = self.settings.turns, self._replying.quiet_from
        if quiet_from is None or vad is None or vad.idle_timeout_ms is None:
            return None
        return quiet_from + vad.idle_timeout_ms / 1000

    def _idle(self) -> None:
        """Nobody has said anything: the quiet is a turn, if any of it was heard."""
        self._replying.quiet_from = None
        turn = self._listening.commit() if self._listening.waiting_s >= LEAST_TURN_S else None
        begin_ms, end_ms = (round(1000 * at) for at in ((turn.begin_s, turn.end_s) if turn else (0.0, 0.0)))
        place = {"audio_start_ms": begin_ms, "audio_end_ms": end_ms, "item_id": self._turn_id}
        self._tell("input_audio_buffer.timeout_triggered", **place)
        if turn is not None:
            self._commit(turn)
        self._respond(Respond(speaking=self.settings.speaking))

    def _respond(self, ask: Respond) -> None:
        self._replying.respond(ask, truncate=self.settings.truncation == "auto")

    def _tell(self, kind: str, **body: object) -> None:
        self.told.append(Told(kind, body))

    def _want(self, work: Work) -> None:
        self.work.append(work)
