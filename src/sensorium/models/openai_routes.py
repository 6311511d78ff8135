"""Each output through the route made for it: words, pictures, speech, clips."""

from __future__ import annotations

import base64
import re
import time
from collections.abc import Callable, Iterator

from sensorium.content import Audio, Image, Message, Modality, Text, Video
from sensorium.errors import ProviderError, ProviderTimeout
from sensorium.events import AudioChunk, Event
from sensorium.models.openai_connection import Connection
from sensorium.models.openai_turn import Turn, Writing
from sensorium.models.openai_wire import Json, chat_settings, messages_json, prompt_text

POLL_S = 2.0  # between looks at a video job
VIDEO_TIMEOUT_S = 900.0
DEFAULT_VOICE = "alloy"
SAY = re.compile(r"\A\s*(?:say|speak|read aloud)\s*:\s*", re.IGNORECASE)  # a route that only speaks need not be told to


class Routes:
    """The routes of one model of one server. sleep: how to wait, given seconds."""

    def __init__(self, connection: Connection, model: str, sleep: Callable[[float], None]) -> None:
        self._connection, self._model, self._sleep = connection, model, sleep
        self._makers: dict[Modality, Callable[[Turn], Iterator[Event]]] = {
            "text": self._write,
            "image": self._draw,
            "speech": self._speak,
            "video": self._film,
        }

    def make(self, output: Modality, turn: Turn) -> Iterator[Event]:
        """Add an output to a turn; what is told meanwhile."""
        return self._makers[output](turn)

    def _write(self, turn: Turn) -> Iterator[Event]:
        """Text, streamed."""
        body = {
            "model": self._model,
            "messages": messages_json(turn.messages),
            "stream": True,
            "stream_options": {"include_usage": True},
            **chat_settings(turn.settings),
        }
        writing = Writing(turn)
        for chunk in self._connection.server_sent("/chat/completions", body):
            if chunk.get("usage"):
                turn.usages.append(chunk["usage"])
            for choice in chunk.get("choices") or ():
                turn.cut = turn.cut or choice.get("finish_reason") == "length"
                yield from writing.take(choice)
        yield from writing.end()

    def _draw(self, turn: Turn) -> Iterator[Event]:
        """A picture of the words so far."""
        body = {"model": self._model, "prompt": _all_words(turn), "response_format": "b64_json"}
        if turn.settings.size:
            body["size"] = turn.settings.size
        answer = self._connection.post("/images/generations", body)
        turn.usages.append(answer.get("usage") or {})
        with self._connection.reading():
            data = _picture_bytes(answer["data"][0])
        yield turn.add("image", Image.open(data))

    def _speak(self, turn: Turn) -> Iterator[Event]:
        """The last words, written here or of the user, aloud."""
        written = [part.text for part in turn.parts if isinstance(part, Text)]
        words = written[-1] if written else SAY.sub("", prompt_text(_of_the_user(turn)[-1:]))
        voice = turn.settings.voice or DEFAULT_VOICE
        body = {"model": self._model, "input": words, "voice": voice, "response_format": "wav"}
        heard = Audio.open(self._connection.send("POST", "/audio/speech", body).content)
        audio = Audio(heard.samples, heard.sample_rate_hz, transcript=words)
        yield AudioChunk("speech", audio)
        yield turn.add("speech", audio)

    def _film(self, turn: Turn) -> Iterator[Event]:
        """A clip, made by a job."""
        form = {"model": self._model, "prompt": _all_words(turn)}
        if turn.settings.seconds:
            form["seconds"] = f"{turn.settings.seconds:g}"
        if turn.settings.size:
            form["size"] = turn.settings.size
        pictures = [p for m in turn.messages for p in m.parts if isinstance(p, Image)]
        files = {"input_reference": ("first.png", pictures[-1].encode("png"), "image/png")} if pictures else None
        job = self._connection.json("POST", "/videos", data=form, files=files)
        with self._connection.reading():
            data = self._finished_video(job)
        yield turn.add("video", Video.open(data))

    def _finished_video(self, job: Json) -> bytes:
        deadline = time.monotonic() + VIDEO_TIMEOUT_S
        while job["status"] in ("queued", "in_progress"):
            if time.monotonic() > deadline:
                raise ProviderTimeout(f"the clip was not ready after {VIDEO_TIMEOUT_S:g} s; ask for a shorter one")
            self._sleep(POLL_S)
            job = self._connection.json("GET", f"/videos/{job['id']}")
        if job["status"] != "completed":
            raise ProviderError(f"the clip failed: {(job.get('error') or {}).get('message', 'no reason given')}")
        return self._connection.send("GET", f"/videos/{job['id']}/content").content


def _all_words(turn: Turn) -> str:
    """What was asked and what has been written since."""
    written = [part.text for part in turn.parts if isinstance(part, Text)]
    return "\n\n".join([prompt_text(_of_the_user(turn)), *written])


def _of_the_user(turn: Turn) -> list[Message]:
    return [message for message in turn.messages if message.role == "user"]


def _picture_bytes(item: Json) -> bytes:
    if not item.get("b64_json"):
        raise ProviderError("the server sent an address instead of a picture; it must support b64_json")
    return base64.b64decode(item["b64_json"])
