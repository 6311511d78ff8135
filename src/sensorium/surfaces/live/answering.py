"""Asks the models: what was said, what to answer, and how that sounds."""

from __future__ import annotations

import asyncio
import re
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field, replace
from itertools import count

from sensorium.abilities.listening.recognisers import REMARKS
from sensorium.content import Audio, Message, Modality, Reply, Text, ToolCall, Usage
from sensorium.errors import TooLarge
from sensorium.events import AudioChunk, CallDelta, Event, PartDone, ReplyDone, TextDelta
from sensorium.models.running import Order, Runner
from sensorium.surfaces.live.asks import Answer, CallPiece, CallWhole, Finished, Piece, Words
from sensorium.surfaces.live.cast import MARGIN_S, Cast
from sensorium.surfaces.live.conversation import answerable, prompt_of
from sensorium.surfaces.live.formats import SoundWriter
from sensorium.surfaces.live.items import Said
from sensorium.surfaces.live.playback import Sound
from sensorium.surfaces.live.settings import Speaking
from sensorium.surfaces.wording import SAY, TRANSCRIBE

BREATH = re.compile(r"(.+?[.!?…,;:])\s+", re.DOTALL)  # what is said at once: the first sound comes the sooner
ENDS = (".", "!", "?", "…")
LONGEST_BREATH = 120  # characters, where nothing ends


@dataclass(eq=False)
class _Account:
    """What the models used, all of them together, and what they remarked."""

    prompt: Counter[str] = field(default_factory=Counter)
    completion: Counter[str] = field(default_factory=Counter)
    notes: list[str] = field(default_factory=list)
    confidence: float | None = None
    cut: bool = False

    def add(self, reply: Reply) -> None:
        self.prompt.update(reply.usage.prompt)
        self.completion.update(reply.usage.completion)
        self.notes += reply.notes

    def finished(self) -> Finished:
        usage = Usage(prompt=dict(self.prompt), completion=dict(self.completion))
        return Finished(usage=usage, cut=self.cut, notes=tuple(self.notes), confidence=self.confidence)


async def written_down(cast: Cast, said: Said) -> AsyncIterator[str | Reply]:
    """The words of a sound as they are found, and at last the whole reply. A remark of the ears, such as that there is
    no speech, is no words of it. Raises what the model raises.
    """
    order = Order(asked=(said.audio(MARGIN_S), TRANSCRIBE), outputs=("text",))
    waiting = ""  # which may become a remark
    might_remark = True
    async for event in _events(await cast.lender(), order):
        if isinstance(event, TextDelta):
            waiting += event.text
            might_remark = might_remark and any(remark.startswith(waiting) for remark in REMARKS)
            if not might_remark:
                yield waiting
                waiting = ""
        elif isinstance(event, ReplyDone):
            remarked = event.reply.text in REMARKS
            if waiting and not remarked:
                yield waiting
            yield replace(event.reply, parts=()) if remarked else event.reply


async def answered(cast: Cast, answer: Answer) -> AsyncIterator[Piece]:
    """An answer as it is given; the last piece is Finished. Raises what the models raise."""
    account = _Account()
    pieces: AsyncIterator[Piece]
    cast.check(aloud=answer.speaking.aloud, calls=bool(answer.speaking.tools))
    if not answer.speaking.aloud:
        pieces = _in_words(cast, answer, account)
    elif cast.speaks and not answer.speaking.tools:
        pieces = _aloud(cast, answer, account)
    else:
        pieces = _Narration(cast, answer, account).pieces()
    async with aclosing(pieces):  # type: ignore[type-var]
        async for piece in pieces:
            yield piece
    yield account.finished()


async def _in_words(cast: Cast, answer: Answer, account: _Account) -> AsyncIterator[Words | CallPiece | CallWhole]:
    """Written, calls included."""
    async for event in _thought(cast, answer, ("text",), account):
        match event:
            case TextDelta(text=text):
                yield Words(text)
            case CallDelta(id=known, name=name, arguments=arguments):
                yield CallPiece(known, name, arguments)
            case PartDone(part=ToolCall() as call):
                yield CallWhole(call)


async def _aloud(cast: Cast, answer: Answer, account: _Account) -> AsyncIterator[Piece]:
    """Spoken by the model itself, which tells the words when they are over."""
    writer = SoundWriter(answer.speaking.format)
    async for event in _thought(cast, answer, ("speech",), account):
        match event:
            case AudioChunk(modality="speech", audio=audio):
                yield _sound(answer.speaking, writer.push(audio))
            case PartDone(modality="speech", part=Audio(transcript=words)):
                if words:
                    yield Words(words)
                yield _sound(answer.speaking, writer.finish(), words or "", last=True)


class _Narration:
    """Written by the model, and said breath by breath while it goes on writing."""

    def __init__(self, cast: Cast, answer: Answer, account: _Account) -> None:
        self._cast, self._answer, self._account = cast, answer, account
        self._pieces: asyncio.Queue[Piece | Exception | None] = asyncio.Queue()
        self._breaths: asyncio.Queue[str | None] = asyncio.Queue()

    async def pieces(self) -> AsyncIterator[Piece]:
        """Words and sound, as they come."""
        task = asyncio.create_task(self._both())
        try:
            while (piece := await self._pieces.get()) is not None:
                if isinstance(piece, Exception):
                    raise piece
                yield piece
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

    async def _both(self) -> None:
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(self._write())
                group.create_task(self._say())
        except* Exception as errors:  # noqa: BLE001 - raised where the pieces are read
            self._pieces.put_nowait(errors.exceptions[0])
        self._pieces.put_nowait(None)

    async def _write(self) -> None:
        rest = ""
        async for piece in _in_words(self._cast, self._answer, self._account):
            self._pieces.put_nowait(piece)
            if not isinstance(piece, Words):
                continue
            *whole, rest = split(rest + piece.text)
            for breath in whole:
                self._breaths.put_nowait(breath)
        if rest.strip():
            self._breaths.put_nowait(rest.strip())
        self._breaths.put_nowait(None)

    async def _say(self) -> None:
        while (breath := await self._breaths.get()) is not None:
            voice = await self._cast.lender()
            async for sound in _voiced(voice, breath, self._answer.speaking, self._account):
                self._pieces.put_nowait(sound)


def split(text: str) -> list[str]:
    """What can be said, and last what may go on: 'Red, and big. There' → 'Red,', 'and big.', 'There'."""
    found: list[str] = []
    while (match := BREATH.match(text)) is not None:
        found.append(match.group(1).strip())
        text = text[match.end() :]
    while len(text) > LONGEST_BREATH and (at := text.rfind(" ", 0, LONGEST_BREATH)) > 0:
        found.append(text[:at].strip())
        text = text[at + 1 :]
    return [*found, text]


def sayable(words: str) -> str:
    """A breath as the voice has learnt to say it: 'orderDrink size=small,' → 'Order drink size small.'."""
    apart = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", words.replace("=", " "))
    told = (apart.lower() if apart != words else words).rstrip(",;: ")
    return f"{told[:1].upper()}{told[1:]}{'' if told.endswith(ENDS) else '.'}"


async def _voiced(voice: Runner, words: str, speaking: Speaking, account: _Account) -> AsyncIterator[Sound]:
    """A breath as sound. Where the voice says other words than it was given, a note tells."""
    settings: dict[str, object] = {} if speaking.voice is None else {"voice": speaking.voice}
    if speaking.seed is not None:
        settings["seed"] = speaking.seed
    writer, wanted = SoundWriter(speaking.format), sayable(words)
    async for event in _events(voice, Order(asked=(SAY.format(words=wanted),), outputs=("speech",), settings=settings)):
        match event:
            case AudioChunk(audio=audio):
                yield _sound(speaking, writer.push(audio), words)
            case PartDone(part=Audio(transcript=said)) if said is not None and _letters(said) != _letters(wanted):
                account.notes.append(f"the voice said {said[:LONGEST_BREATH]!r} for {wanted!r}")
            case ReplyDone(reply=reply):
                account.add(reply)
    yield _sound(speaking, writer.finish(), words, last=True)


def _letters(words: str) -> str:
    """What two ways to write the same words have in common."""
    return "".join(filter(str.isalnum, words.lower()))


def _sound(speaking: Speaking, data: bytes, words: str = "", *, last: bool = False) -> Sound:
    return Sound(data, speaking.format.seconds(data), words, last)


async def _thought(cast: Cast, answer: Answer, outputs: Sequence[Modality], account: _Account) -> AsyncIterator[Event]:
    """What the mind says. Where all of the conversation is too long for it, the oldest turns are left out, and a note
    says so: one, two more, four, at most half at once, so that a mind with little room is not asked hundreds of times.
    """
    prompt = prompt_of(answer.items, cast.view)
    account.notes += prompt.notes
    messages: Sequence[Message] = prompt.messages
    for doubled in count():
        order = _order(messages, outputs, answer.speaking)
        try:
            async for event in _events(cast.mind, order):
                if isinstance(event, ReplyDone):
                    account.add(event.reply)
                    account.confidence = event.reply.confidence
                    account.cut = event.reply.finish_reason == "length"
                yield event
        except TooLarge as error:
            fewer = answerable(messages[min(2**doubled, len(messages) // 2) :]) if len(messages) > 1 else []
            if error.code != "context_length_exceeded" or not answer.truncate or not fewer:
                raise
            messages = fewer
            continue
        if left_out := len(prompt.messages) - len(messages):
            account.notes.append(f"{left_out} of the oldest turns were left out: together they are too long")
        return


def _order(messages: Sequence[Message], outputs: Sequence[Modality], speaking: Speaking) -> Order:
    given: dict[str, object] = {
        "max_tokens": speaking.max_tokens,
        "temperature": speaking.temperature,
        "seed": speaking.seed,
        "tools": speaking.tools or None,
        "tool_choice": speaking.tool_choice if speaking.tools else None,
        "parallel_tool_calls": speaking.parallel_tool_calls if speaking.tools else None,
    }
    if "speech" in outputs:
        given["voice"] = speaking.voice
    settings = {name: value for name, value in given.items() if value is not None}
    instructed = [Message("system", (Text(speaking.instructions),))] if speaking.instructions else []
    return Order(asked=(*instructed, *messages), outputs=outputs, settings=settings)


async def _events(runner: Runner, order: Order) -> AsyncIterator[Event]:
    """What a model says, one event after another."""
    async with aclosing(runner.events(order)) as told:  # type: ignore[type-var]
        async for ready in told:
            for event in ready:
                yield event
