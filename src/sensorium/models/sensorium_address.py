"""A model that a server of ours offers: every modality in and out of one stream, as if it were in this process.

What the OpenAI API has no field for goes under the names of our server (`surfaces/server/chat.py`): `modalities` in
their order, `images`, `sounds`, `videos`, `scores` in the deltas, and `sensorium` with settings, confidence and notes.
"""

from __future__ import annotations

import base64
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sensorium.content import (
    Audio,
    Document,
    Finish,
    Image,
    Message,
    Modality,
    Music,
    Part,
    Reply,
    Text,
    Token,
    Usage,
    Video,
    saving,
)
from sensorium.errors import ProviderError, UnsupportedCapability
from sensorium.events import AudioChunk, Event, PartDone, PartialImage, ReplyDone, ScoreDelta, TextDelta
from sensorium.models import lossless
from sensorium.models.model import Abilities, Asked, Offered, check_outputs, items_of, messages_of, settings_of
from sensorium.models.openai_calls import CallReader, items_json, offer_json, said_parts, turn_json
from sensorium.models.openai_compatible import ABLE, NO_VOCABULARY, OpenAICompatibleModel
from sensorium.models.openai_wire import Json, form_json, part_json, tokens_of, vector_of

OWNER = "sensorium"  # as a card of such a model says
SENT_AS = {"max_tokens": "max_completion_tokens"}  # settings whose field has another name
IN_AUDIO = ("voice",)
OFFERING = ("tools", "tool_choice", "parallel_tool_calls")  # sent as the API has them
FINISHES: dict[str | None, Finish] = {"length": "length", "tool_calls": "tool_calls"}


def at_address(name: str) -> OpenAICompatibleModel:
    """The model at "http://HOST:PORT/v1#MODEL": ours, if its card says so, else any that speaks the OpenAI API."""
    model = OpenAICompatibleModel.from_name(name)
    card = model.card()
    return SensoriumAddress(model, card) if card.get("owned_by") == OWNER else model


class SensoriumAddress(OpenAICompatibleModel):
    """A model of our server."""

    def __init__(self, plain: OpenAICompatibleModel, card: Mapping[str, Any]) -> None:
        self.__dict__.update(plain.__dict__)
        self._card = card

    @property
    def abilities(self) -> Abilities:
        """What the server says that the model can do."""
        return Abilities(
            inputs=frozenset(self._card["input_modalities"]),
            outputs=frozenset(self._card["output_modalities"]),
            embeds=frozenset(self._card["embedding_modalities"]),
        )

    def stream(self, *asked: Asked, outputs: Sequence[Modality] | None = None, **settings: object) -> Iterator[Event]:
        """Answer as events; the last is ReplyDone. `outputs` as in process: None lets the model choose."""
        wanted, known = check_outputs(self, outputs, ABLE), settings_of(settings)
        if known.vocabulary:
            raise UnsupportedCapability(NO_VOCABULARY, param="vocabulary")
        offer = offer_json(known)
        given = {key: value for key, value in settings.items() if value is not None and key not in OFFERING}
        if known.seed is not None:
            given["seed"] = known.seed
        if "schema" in given:
            given["response_format"] = form_json(given.pop("schema"))
        if "top_logprobs" in given:
            given["logprobs"] = True
        audio = {key: given.pop(key) for key in IN_AUDIO if key in given}
        body = {
            "model": self.name,
            "messages": [message_json(message) for message in messages_of(asked)],
            "modalities": list(wanted or ()),
            "audio": {**audio, "format": "wav32"},
            "video_format": "strip",
            "stream": True,
            "stream_options": {"include_usage": True},
            **{SENT_AS.get(key, key): value for key, value in given.items()},
            **offer,
        }
        answer = _Answer()
        for chunk in self._connection.server_sent("/chat/completions", body):
            yield from answer.take(chunk)
        yield ReplyDone(answer.reply(self.name))

    def check(self, outputs: Sequence[Modality] | None, settings: Mapping[str, object]) -> None:
        """Raise for outputs and names of settings; their values are judged by the server."""
        check_outputs(self, outputs, ABLE)
        if settings_of(settings).vocabulary:
            raise UnsupportedCapability(NO_VOCABULARY, param="vocabulary")

    def count(self, *asked: Asked, tools: Sequence[Offered] = ()) -> Mapping[str, int]:
        """Prompt tokens by modality, as the server counts them before it answers."""
        items = [item for message in messages_of(asked) for item in items_json(message, _content(message))]
        return by_modality(self._counted(items, tools)["input_tokens_details"])

    def embed(self, *items: str | Part) -> NDArray[np.float32]:
        """Unit vectors in one space: float32, shape = (items, width)."""
        inputs = [{"content": parts_of(part)} for part in items_of(items)]
        answer = self._connection.post(
            "/embeddings", {"model": self.name, "input": inputs, "encoding_format": "base64"}
        )
        return np.stack([vector_of(row["embedding"]) for row in answer["data"]])


@dataclass(eq=False)
class _Answer:
    """What the chunks of one reply have come to."""

    parts: list[Part] = field(default_factory=list)
    words: str = ""
    tokens: tuple[Token, ...] = ()
    abc: str = ""
    pieces: list[Audio] = field(default_factory=list)
    calls: CallReader = field(default_factory=CallReader)
    num_called: int = 0  # calls that are done
    finish_reason: str | None = None
    account: Json = field(default_factory=dict)

    def take(self, chunk: Json) -> Iterator[Event]:
        """The events of one chunk."""
        if "sensorium" in chunk:
            self.account = chunk
        for choice in chunk.get("choices", []):
            yield from self._delta(choice.get("delta", {}), tokens_of(choice))
            self.finish_reason = choice.get("finish_reason") or self.finish_reason

    def _delta(self, delta: Json, tokens: tuple[Token, ...]) -> Iterator[Event]:
        if delta.get("content"):
            self.words += delta["content"]
            self.tokens += tokens
            yield TextDelta(delta["content"], tokens)
        yield from self.calls.take(delta)
        if "audio" in delta:
            yield from self._speech(delta["audio"])
        for one in delta.get("partial_images", []):
            yield PartialImage(one["modality"], Image.open(one["image_url"]["url"]), one["done"], one["total"])
        for one in delta.get("scores", []):
            self.abc += one["abc"]
            yield ScoreDelta(one["abc"])
        for one in delta.get("images", []):
            yield from self._done("image", Image.open(one["image_url"]["url"]))
        for one in delta.get("sound_pieces", []):
            self.pieces.append(Audio.open(base64.b64decode(one["data"])))
            yield AudioChunk(one["modality"], self.pieces[-1])
        for one in delta.get("videos", []):
            yield from self._done("video", clip_from(one["clip"]))
        if "part_done" in delta:
            yield from self._done(delta["part_done"], self._whole(delta["part_done"], delta.get("confidence")))

    def _whole(self, modality: Modality, confidence: float | None) -> Part:
        """The call, the words, the sound or the tune told so far, which are whole now."""
        if modality == "text" and self.num_called < len(self.calls.whole):
            self.num_called += 1
            return self.calls.whole[self.num_called - 1]
        if modality == "text":
            text, self.words, self.tokens = Text(self.words, confidence, self.tokens), "", ()
            return text
        if modality == "sound":
            return self._heard(None)
        tune, self.abc = Music(self.abc), ""
        return tune

    def _speech(self, told: Json) -> Iterator[Event]:
        """A piece of speech, or its end with the words."""
        if told.get("data"):
            piece = Audio.open(base64.b64decode(told["data"]))
            self.pieces.append(piece)
            yield AudioChunk("speech", piece)
        if "transcript" in told and self.pieces:
            yield from self._done("speech", self._heard(told["transcript"]))

    def _heard(self, transcript: str | None) -> Audio:
        """The pieces of sound told so far, as one."""
        samples = np.concatenate([piece.samples for piece in self.pieces], axis=1)
        whole = Audio(samples, self.pieces[0].sample_rate_hz, transcript)
        self.pieces = []
        return whole

    def _done(self, modality: Modality, part: Part) -> Iterator[Event]:
        self.parts.append(part)
        yield PartDone(modality, part)

    def reply(self, name: str) -> Reply:
        """The whole. Raises `ProviderError` when the end did not come."""
        if not self.account:
            raise ProviderError(f"the answer of {name} broke off")
        usage, about = self.account["usage"], self.account["sensorium"]
        soundtracks = about.get("soundtracks", {})
        return Reply(
            parts=tuple(_with_sound(part, soundtracks.get(str(at))) for at, part in enumerate(self.parts)),
            usage=Usage(
                prompt=by_modality(usage["prompt_tokens_details"]),
                completion=by_modality(usage["completion_tokens_details"]),
            ),
            model=name,
            settings=about["settings"][0],
            notes=tuple(about["notes"]),
            finish_reason=FINISHES.get(self.finish_reason, "stop"),
        )


def message_json(message: Message) -> Json:
    """A turn with its media as files, so that nothing is lost on the way."""
    return turn_json(message, _content(message))


def _content(message: Message) -> list[Json]:
    return [one for part in said_parts(message) for one in parts_of(part)]


def _with_sound(part: Part, address: str | None) -> Part:
    """A clip with the soundtrack that it got once all of the reply was there."""
    return replace(part, soundtrack=Audio.open(address)) if isinstance(part, Video) and address else part


def clip_from(told: Json) -> Video:
    """A clip as a server of ours tells it."""
    sound = None if told["sound"] is None else Audio.open(told["sound"])
    return lossless.clip_of(Image.open(told["strip"]), told["times_s"], told["duration_s"], sound)


def parts_of(part: Part) -> list[Json]:
    """One value as content parts, without loss; a clip too large for that goes as a film."""
    match part:
        case Video() if lossless.fits_a_strip(part):
            return [lossless.clip_json(part)]
        case Video():
            return [{"type": "video_url", "video_url": {"url": saving.data_url("video/mp4", part.encode("mp4"))}}]
        case Music():
            data = base64.b64encode(part.encode("abc")).decode()
            return [{"type": "file", "file": {"file_data": data, "filename": "tune.abc"}}]
        case Audio():
            return [lossless.sound_json(part)]
        case Document():
            return [lossless.pages_json(part)]
        case _:
            return part_json(part)


def by_modality(details: Mapping[str, int]) -> dict[str, int]:
    """Tokens by modality out of the details of a usage; cached and reasoning tokens are of no modality."""
    told = {name.removesuffix("_tokens"): count for name, count in details.items()}
    return {name: count for name, count in told.items() if count and name not in ("cached", "reasoning")}
