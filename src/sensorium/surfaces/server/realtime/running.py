"""A session that runs: the machine with its microphone, its clock and the models it asks. It outlives a connection."""

from __future__ import annotations

import asyncio
import contextvars
from collections.abc import Callable, Coroutine
from contextlib import aclosing
from typing import Any

from sensorium.errors import ModelUnavailable, SensoriumError
from sensorium.limits import Limits
from sensorium.surfaces.live import answering
from sensorium.surfaces.live.asks import Answer, Failed, Stop, Told, Update, WriteDown, Written
from sensorium.surfaces.live.cast import Cast
from sensorium.surfaces.live.formats import AudioFormat
from sensorium.surfaces.live.hearing import Heard, Microphone, detector
from sensorium.surfaces.live.session import Abilities, Session
from sensorium.surfaces.live.settings import Settings
from sensorium.surfaces.server import failures, lifting, rates
from sensorium.surfaces.server.inputs import Reader
from sensorium.surfaces.server.lifting import Files
from sensorium.surfaces.server.realtime import wire
from sensorium.surfaces.server.realtime.dialect import Dialect
from sensorium.surfaces.server.realtime.item_wire import sound_of
from sensorium.surfaces.server.realtime.outbox import Outbox
from sensorium.surfaces.server.serving import LiveBounds

Json = dict[str, Any]


class Running:
    """One session. Made, and used, on one event loop, in the context of the key that pays."""

    def __init__(
        self,
        cast: Cast,
        settings: Settings,
        dialect: Dialect,
        read: Callable[[], Reader],
        limits: Limits,
        bounds: LiveBounds,
    ) -> None:
        self.outbox = Outbox(bounds.kept_bytes)
        self._received = 0
        self._leaving = self._closed = False
        self._taking = asyncio.Lock()
        self._cast, self._dialect, self._read, self._limits = cast, dialect, read, limits
        self._loop = asyncio.get_running_loop()
        self._context = contextvars.copy_context()
        self._microphone: Microphone | None = None
        self._answer: asyncio.Task[None] | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self._timer: asyncio.TimerHandle | None = None
        about = {**cast.about, "resume": {"seconds": bounds.resume_s}}
        abilities = Abilities(hears=cast.hears, about=about)
        self.session = Session(settings, abilities, self._loop.time, bounds.lead_s)
        self._flush()

    @property
    def id(self) -> str:
        return self.session.id

    def tell(self, told: Told) -> None:
        """Tell the client something."""
        if (body := self._dialect(told)) is not None:
            self.outbox.put(body)

    def spelled(self, told: Told) -> Json | None:
        """An event as this client spells it."""
        return self._dialect(told)

    async def take(self, text: str) -> None:
        """Do what one message asks; what is wrong with it is told."""
        async with self._taking:  # one after another, also when a new connection comes while the old one ends
            event_id = None
            try:
                with lifting.found(Files()):
                    given = wire.object_of(text, self._limits, lifting.files())
                    event_id = given.get("event_id") if isinstance(given.get("event_id"), str) else None
                    if self._leaving:
                        raise stopping()
                    await self._do(wire.event_of(given))
            except Exception as error:  # noqa: BLE001 - told, and logged where nobody foresaw it
                self._refuse(error, event_id)
            self._received += 1
            self._flush()

    async def received(self) -> int:
        """How many messages of the client were taken."""
        async with self._taking:
            return self._received

    def leave(self) -> None:
        """Tell that the server stops. Nothing more is taken; when what is being answered ends, all is told."""
        self._leaving = True
        self._refuse(stopping(), None)
        self._flush()

    def close(self) -> None:
        """Nobody comes back. What is being taken is still told, and nothing more is done for it."""
        self._closed = True
        if self._timer is not None:
            self._timer.cancel()
        for task in self._tasks:
            task.cancel()

    async def _do(self, event: wire.ClientEvent) -> None:
        if isinstance(event, wire.Append):
            data = await asyncio.to_thread(sound_of, event.audio)
            self.session.hear(await asyncio.to_thread(self._heard, data))
            return
        ask = await asyncio.to_thread(wire.ask_of, event, self.session.settings, self._read())
        if isinstance(ask, Update):
            speaking = ask.settings.speaking
            self._cast.check(aloud=speaking.aloud, calls=bool(speaking.tools), voice=speaking.voice)
            before = _heard_as(self.session.settings)
            self.session.take(ask)
            if _heard_as(self.session.settings) != before:
                self._microphone = None
        else:
            self.session.take(ask)

    def _heard(self, data: bytes) -> Heard:
        """What the microphone hears, for the format and the turns of now."""
        if self._microphone is None:
            settings = self.session.settings
            self._microphone = Microphone(settings.input_format, detector() if settings.turns else None)
        return self._microphone.push(data)

    def _refuse(self, error: Exception, event_id: str | None) -> None:
        _, body, _ = failures.told(error)
        self.tell(Told("error", {"error": {**body["error"], "event_id": event_id}}))

    def _flush(self) -> None:
        """Pass on what the machine tells and wants done, and look when it is due again."""
        told, self.session.told = self.session.told, []
        for one in told:
            self.tell(one)
            if one.kind in ("response.created", "response.done"):
                self._tell_rates()
        if self._closed:
            return
        work, self.session.work = self.session.work, []
        for one_work in work:
            match one_work:
                case Answer():
                    self._answer = self._start(self._give(one_work))
                case WriteDown():
                    self._start(self._write_down(one_work))
                case Stop() if self._answer is not None:
                    self._answer.cancel()
        self._set_timer()
        if self._leaving and self.session.response is None:
            self.outbox.end()

    def _tell_rates(self) -> None:
        account = self._context.get(rates.ACCOUNT)
        if account is not None:
            self.tell(Told("rate_limits.updated", {"rate_limits": account.as_limits()}))

    def _set_timer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
        due = self.session.due()
        self._timer = None if due is None else self._loop.call_at(due, self._tick)

    def _tick(self) -> None:
        self.session.tick()
        self._flush()

    def _start(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        task = self._loop.create_task(work, context=self._context)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    async def _give(self, answer: Answer) -> None:
        """Have an answer given, piece by piece."""
        try:
            if (account := rates.ACCOUNT.get()) is not None:
                account.check()
                account.charge("requests", 1)
            async with aclosing(answering.answered(self._cast, answer)) as pieces:  # type: ignore[type-var]
                async for piece in pieces:
                    self.session.answered(answer.id, piece)
                    self._flush()
        except Exception as error:  # noqa: BLE001 - the answer tells it
            self.session.answered(answer.id, Failed(_foreseen(error)))
            self._flush()

    async def _write_down(self, work: WriteDown) -> None:
        """Have the words of a sound found."""
        written = Written()
        try:
            if (account := rates.ACCOUNT.get()) is not None:
                account.check()
            async with aclosing(answering.written_down(self._cast, work.said)) as found:  # type: ignore[type-var]
                async for one in found:
                    if isinstance(one, str):
                        self.session.writing(work, one)
                        self._flush()
                    else:
                        written = Written(text=one.text, usage=one.usage)
        except Exception as error:  # noqa: BLE001 - the item tells it
            written = Written(error=_foreseen(error))
        self.session.written(work, written)
        self._flush()


def _heard_as(settings: Settings) -> tuple[AudioFormat, bool]:
    """What of the settings a microphone is made for."""
    return settings.input_format, settings.turns is not None


def stopping() -> ModelUnavailable:
    """What is told when the server stops."""
    what = "the server stops: what is being answered is finished; open a new session in a moment"
    return ModelUnavailable(what, code="server_stopping")


def _foreseen(error: Exception) -> SensoriumError:
    """An error as one may tell it; what nobody raised on purpose is logged, and not told."""
    if isinstance(error, SensoriumError):
        return error
    _, body, _ = failures.told(error)
    return SensoriumError(body["error"]["message"], code=body["error"]["code"])
