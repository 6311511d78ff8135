"""The answer that a session is giving, and the last one that it gave: asked for, broken into, brought to an end.

Knows no clock: whoever asks says what time it is.
"""

from __future__ import annotations

from collections.abc import Callable

from sensorium.errors import InvalidInput
from sensorium.surfaces.live.asks import (
    Answer,
    CallPiece,
    CallWhole,
    Failed,
    Finished,
    Piece,
    Respond,
    Stop,
    Words,
    Work,
)
from sensorium.surfaces.live.items import Item
from sensorium.surfaces.live.playback import Sound
from sensorium.surfaces.live.remembering import Remembering
from sensorium.surfaces.live.response import Response, Tell
from sensorium.surfaces.live.spoken import Spoken


class Replying:
    """One answer at a time.

    quiet_from: when the last answer has been heard to its end and nothing followed, None where something did.
    """

    def __init__(self, remembering: Remembering, tell: Tell, want: Callable[[Work], None], lead_s: float) -> None:
        self.response: Response | None = None
        self.quiet_from: float | None = None
        self._remembering, self._tell, self._want, self._lead_s = remembering, tell, want, lead_s
        self._last: Response | None = None  # the last answer, over but perhaps not yet played to its end
        self._held: Answer | None = None  # an answer that waits for words to be written down

    def awaiting(self, item: Item) -> str | None:
        """The id of the answer that waits for this item's words to be written down, if one does."""
        return self._held.id if self._held is not None and item in self._held.items else None

    def respond(self, ask: Respond, *, truncate: bool) -> None:
        """Answer. truncate: leave out what is oldest where all of it is too long. Raises InvalidInput, Overloaded."""
        if self.response is not None:
            what = f"{self.response.id} is being answered: wait for response.done, or send response.cancel"
            raise InvalidInput(what, code="conversation_already_has_active_response")
        conversation = self._remembering.conversation
        items = tuple(conversation.items)
        if ask.items is not None:
            items = tuple(conversation.find(one) if isinstance(one, str) else one for one in ask.items)
            for one in ask.items:
                if isinstance(one, Item):
                    self._remembering.await_words(one)
        self._remembering.give_way()
        self.quiet_from = self._last = None
        response = self.response = Response(ask, conversation, self._tell, self._lead_s)
        self._held = Answer(id=response.id, items=items, speaking=ask.speaking, truncate=truncate)
        self.let_go()

    def let_go(self) -> None:
        """Have the answer given, once there are words for whatever the model cannot hear."""
        held = self._held
        if held is not None and self._remembering.shows(held.items):
            self._held = None
            self._want(held)

    def take(self, known: str, piece: Piece) -> bool:
        """Take what a model says; False for an answer that nobody waits for any more, of which nothing is taken."""
        response = self.response
        if response is None or response.id != known:
            return False
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
                self._last = response
                response.fail(error)
        return True

    def due(self, now: float) -> float | None:
        """When `tick` has something to do; None as long as nothing happens."""
        return None if self.response is None else self.response.playback.due(now)

    def tick(self, now: float) -> None:
        """Send what is due; when all of the answer has gone, it is over."""
        response = self.response
        if response is None:
            return
        for sound in response.playback.ready(now):
            response.sound(sound)
        if response.over:
            self._end(response)
            self._last = response
            response.complete()
            self.quiet_from = response.playback.over_at(now)

    def break_in(self, now: float) -> None:
        """Somebody speaks: stop answering, and forget what of it nobody can have heard."""
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
        if running or unheard:
            self._cut(response, heard_s)

    def cancel(self, known: str | None) -> None:
        """Stop answering, as a client asks; known: which answer is meant. Raises InvalidInput where there is none."""
        response = self.response
        if response is None or known not in (None, response.id):
            raise InvalidInput("nothing is being answered, or not this", code="response_cancel_not_active")
        self._end(response)
        self._last = response
        response.cancel("client_cancelled", None)

    def silence(self, now: float) -> None:
        """The listener stopped playing: what was not played by now is never heard. Raises InvalidInput."""
        response = self.response or self._last
        if response is None:
            raise InvalidInput("nothing is being played", code="output_audio_buffer_empty")
        heard_s = response.playback.played_s(now)
        if response is self.response:
            self._end(response)
            response.cancel("client_cancelled", heard_s)
        self._last = None
        self._cut(response, heard_s)
        self._tell("output_audio_buffer.cleared", response_id=response.id)

    def _cut(self, response: Response, heard_s: float) -> None:
        """Remember of an answer that was said aloud only what was heard."""
        spoken = response.item.content[0] if response.begun else None
        if isinstance(spoken, Spoken):
            self._remembering.cut(response.item, spoken, heard_s)

    def _end(self, response: Response) -> None:
        """Nothing more is wanted for this answer."""
        self.response = self._held = None
        response.playback.stop()
        if response.finished is None:
            self._want(Stop(response.id))
