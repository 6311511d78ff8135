"""Stands in front of `/v1/realtime`: hears loudness, answers each stretch of it with a tone and captions.

What it was sent can be read at `/stand-in`, so that a test knows what arrived.
"""

from __future__ import annotations

import base64
import io
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from fastapi import FastAPI, WebSocket, WebSocketDisconnect
from numpy.typing import NDArray
from PIL import Image

RATE_HZ = 24_000
LOUD = 0.05
QUIET_PIECES = 3  # of a tenth of a second, after which speech is over
ANSWER_S = 5.0
Json = dict[str, Any]


@dataclass
class Sent:
    """What the newest session was sent."""

    session: Json = field(default_factory=dict)
    appended: int = 0
    pitches_hz: list[float] = field(default_factory=list)  # of each loud piece, by its crossings of zero
    pictures: list[Json] = field(default_factory=list)
    truncated: list[Json] = field(default_factory=list)


def extend(app: FastAPI) -> None:
    """Give an application the endpoint and the page about it."""
    newest = [Sent()]

    @app.get("/stand-in")
    async def stand_in() -> Json:
        return vars(newest[0])

    @app.websocket("/v1/realtime")
    async def realtime(socket: WebSocket) -> None:
        await socket.accept("realtime")
        newest[0] = Sent()
        try:
            await Talk(socket, newest[0]).go_on()
        except WebSocketDisconnect:
            return

    app.router.routes.insert(0, app.router.routes.pop())  # before the real one


class Talk:
    """One session."""

    def __init__(self, socket: WebSocket, sent: Sent) -> None:
        self._socket, self._sent = socket, sent
        self._quiet: int | None = None  # pieces since it was loud; None before
        self._turn = 0

    async def go_on(self) -> None:
        await self._tell("session.created", session={})
        while True:
            event = await self._socket.receive_json()
            match event["type"]:
                case "session.update":
                    self._sent.session = event["session"]
                    await self._tell("session.updated", session=event["session"])
                case "input_audio_buffer.append":
                    await self._hear(np.frombuffer(base64.b64decode(event["audio"]), "<i2") / 32_768)
                case "conversation.item.create":
                    self._see(event["item"]["content"])
                case "conversation.item.truncate":
                    self._sent.truncated.append(event)
                case "response.cancel":  # too late, as with the real one: who speaks has broken in already
                    await self._tell("error", error={"message": "nothing is being answered, or not this"})

    async def _hear(self, samples: NDArray[np.float64]) -> None:
        self._sent.appended += 1
        if np.abs(samples).mean() > LOUD:
            if self._quiet is None:
                await self._tell("input_audio_buffer.speech_started")
            self._quiet = 0
            crossings = np.count_nonzero(np.diff(np.signbit(samples)))
            self._sent.pitches_hz.append(float(crossings / 2 / (len(samples) / RATE_HZ)))
        elif self._quiet is not None:
            self._quiet += 1
            if self._quiet == QUIET_PIECES:
                self._quiet = None
                await self._answer()

    def _see(self, content: list[Json]) -> None:
        for part in content:
            picture = Image.open(io.BytesIO(base64.b64decode(part["image_url"].partition(",")[2]))).convert("RGB")
            colour = np.asarray(picture).reshape(-1, 3).mean(0).argmax()
            self._sent.pictures.append({"size": picture.size, "colour": ("red", "green", "blue")[colour]})

    async def _answer(self) -> None:
        self._turn += 1
        asked, item = f"item_asked_{self._turn}", f"item_answer_{self._turn}"
        await self._tell("input_audio_buffer.speech_stopped")
        transcription = "conversation.item.input_audio_transcription"
        await self._tell(f"{transcription}.delta", item_id=asked, delta="what do ")
        await self._tell(f"{transcription}.completed", item_id=asked, transcript="what do you see")
        await self._tell("response.created", response={})
        for word in ("I heard ", "a tone."):
            await self._tell("response.output_audio_transcript.delta", item_id=item, delta=word)
        tone = 0.1 * np.sin(2 * np.pi * 220 * np.arange(int(ANSWER_S * RATE_HZ)) / RATE_HZ)
        for piece in np.split((tone * 32_767).astype("<i2"), 10):
            await self._tell("response.output_audio.delta", item_id=item, delta=base64.b64encode(piece).decode())
        await self._tell("response.output_audio_transcript.done", item_id=item, transcript="I heard a tone.")
        await self._tell("response.done", response={"status": "completed"})

    async def _tell(self, kind: str, **body: object) -> None:
        await self._socket.send_json({"type": kind, **body})
