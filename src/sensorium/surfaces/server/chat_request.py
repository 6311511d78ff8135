"""What a chat completion may be asked for, checked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

from sensorium.content import Modality
from sensorium.errors import InvalidInput, UnsupportedCapability
from sensorium.surfaces.server import unheeded
from sensorium.surfaces.server.forms import FormName, JsonSchema, followed
from sensorium.surfaces.server.tools import ChatTool, ChatToolNamed, Choice, choice_of
from sensorium.surfaces.server.wire import ChatMessage, Wire, without_none

MOST_CHOICES = 16
STREAMED = ("pcm16", "wav", "wav32")
VOICES = frozenset("alloy ash ballad cedar coral echo fable marin nova onyx sage shimmer verse".split())
"""Names that clients send because they must; any of them stands for a model's own voice."""
MODALITIES: dict[str, Modality] = {
    "text": "text",
    "audio": "speech",
    "speech": "speech",
    "image": "image",
    "sound": "sound",
    "music": "music",
    "video": "video",
}


def outputs_named(names: Sequence[str]) -> tuple[Modality, ...]:
    """The outputs that a list of modalities names, in order. Raises `InvalidInput`."""
    for name in names:
        if name not in MODALITIES:
            raise InvalidInput(f"unknown modality {name!r}; known are {', '.join(MODALITIES)}", param="modalities")
    return tuple(MODALITIES[name] for name in names)


class Voice(Wire):
    """A voice by its id."""

    id: str


def voice_asked(voice: str | Voice | None) -> str | None:
    """The voice wanted; None for any."""
    name = voice.id if isinstance(voice, Voice) else voice
    return None if name in VOICES else name


class AudioOut(Wire):
    """How speech is to come. `wav32`, which our own client asks for, is what the model made, in 32-bit floats."""

    voice: str | Voice = "alloy"
    format: Literal["wav", "mp3", "flac", "opus", "aac", "pcm16", "wav32"] = "wav"

    @property
    def asked_voice(self) -> str | None:
        """The voice wanted; None for any."""
        return voice_asked(self.voice)


class StreamOptions(Wire):
    """What a stream tells besides the answer."""

    include_usage: bool = False
    include_obfuscation: bool | None = None


class ResponseFormat(Wire):
    """The form of the words."""

    type: FormName = "text"
    json_schema: JsonSchema | None = None

    @property
    def schema_followed(self) -> dict[str, Any] | None:
        """The schema that the words are to follow; None of free words. Raises InvalidInput where it is missing."""
        schema = self.json_schema.schema_ if self.json_schema else None
        return followed(self.type, schema, "response_format.json_schema.schema")


class ChatRequest(Wire):
    """What is asked. Fields of a second kind change nothing here: those about accounts and storage are taken, others
    are told in notes.
    """

    model: str | None = None
    messages: list[ChatMessage]
    modalities: list[str] | None = None
    audio: AudioOut | None = None
    max_tokens: int | None = None
    max_completion_tokens: int | None = None
    temperature: float | None = None
    top_p: float | None = None
    guidance: float | None = None
    size: str | None = None
    seconds: float | None = None
    partial_images: int = 0
    video_format: Literal["mp4", "strip"] = "mp4"  # strip: a clip without loss, its frames below one another
    n: int = 1
    stop: str | list[str] | None = None
    seed: int | None = None
    stream: bool = False
    stream_options: StreamOptions | None = None
    response_format: ResponseFormat | None = None
    tools: list[ChatTool] | None = None
    tool_choice: Choice | ChatToolNamed | None = None
    parallel_tool_calls: bool | None = None
    logprobs: bool | None = None
    top_logprobs: int | None = None
    frequency_penalty: float | None = None
    presence_penalty: float | None = None
    logit_bias: dict[str, float] | None = None
    reasoning_effort: str | None = None
    verbosity: str | None = None
    user: str | None = None
    safety_identifier: str | None = None
    prompt_cache_key: str | None = None
    metadata: dict[str, str] | None = None
    store: bool | None = None
    service_tier: str | None = None

    @property
    def outputs(self) -> tuple[Modality, ...] | None:
        """The outputs wanted, in order; None, of an empty list, where the model may choose."""
        if self.modalities == []:
            return None
        return outputs_named(self.modalities or ["text"])

    @property
    def stops(self) -> list[str]:
        given = [self.stop] if isinstance(self.stop, str) else self.stop or []
        return [word for word in given if word]

    @property
    def notes(self) -> tuple[str, ...]:
        """What is asked for and changes nothing."""
        options = self.stream_options
        only_streamed = "only a stream tells it, with stream: true"
        fields: dict[str, tuple[object, str]] = {
            "reasoning_effort": (self.reasoning_effort, unheeded.NO_REASONING),
            "verbosity": (self.verbosity, unheeded.OF_NO_LENGTH),
            "service_tier": (self.service_tier, unheeded.ONE_TIER),
            "store": (self.store, unheeded.NOT_STORED),
            "stream_options.include_obfuscation": (options and options.include_obfuscation, unheeded.UNPADDED),
            "stream_options": (options and options.include_usage and not self.stream, only_streamed),
            "partial_images": (0 if self.stream else self.partial_images, only_streamed),
        }
        return unheeded.told(fields)

    def settings(self, choice: int) -> dict[str, object]:
        """Settings of one choice, without those left open."""
        most = self.max_completion_tokens if self.max_completion_tokens is not None else self.max_tokens
        given = {
            "seed": None if self.seed is None else self.seed + choice,
            "temperature": self.temperature,
            "top_p": self.top_p,
            "guidance": self.guidance,
            "size": self.size,
            "seconds": self.seconds,
            "partial_images": self.partial_images or None,
            "max_tokens": most,
            "stop": self.stops or None,
            "voice": self.audio.asked_voice if self.audio else None,
            "top_logprobs": (self.top_logprobs or 0) if self.logprobs else None,
            "tools": [tool.value() for tool in self.tools] if self.tools else None,
            "tool_choice": choice_of(self.tool_choice),
            "parallel_tool_calls": self.parallel_tool_calls,
            "schema": self.response_format.schema_followed if self.response_format else None,
        }
        return without_none(given)

    def check(self) -> None:
        """Refuse what no model here can do. Raises `UnsupportedCapability`, `InvalidInput`."""
        if not 1 <= self.n <= MOST_CHOICES:
            raise InvalidInput(f"n must be 1 to {MOST_CHOICES}, got {self.n}", param="n")
        if self.top_logprobs is not None and not self.logprobs:
            raise InvalidInput("top_logprobs needs logprobs: true", param="top_logprobs")
        if self.stream and self.audio and self.audio.format not in STREAMED:
            what = f"speech is streamed as pcm16, or as a row of wav files; not as {self.audio.format}"
            raise InvalidInput(what, param="audio.format")
        unable = {
            "frequency_penalty": bool(self.frequency_penalty),
            "presence_penalty": bool(self.presence_penalty),
            "logit_bias": bool(self.logit_bias),
        }
        for name, asked in unable.items():
            if asked:
                raise UnsupportedCapability(f"{name}: not done here, leave it out; elsewhere gpt-4o can", param=name)
