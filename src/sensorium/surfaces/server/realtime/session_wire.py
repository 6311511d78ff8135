"""The session as clients write it, in GA and in beta spelling → `Settings`. What cannot be is an error."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import Field, ValidationError, model_validator

from sensorium.errors import InvalidInput, UnsupportedCapability
from sensorium.models.model import check_choice, tools_of
from sensorium.surfaces.live.formats import FORMATS, AudioFormat
from sensorium.surfaces.live.settings import ServerVad, Settings, Speaking, Transcription
from sensorium.surfaces.server.chat_request import Voice, voice_asked
from sensorium.surfaces.server.realtime.dialect import BETA_FORMATS
from sensorium.surfaces.server.tools import Choice, FlatTool, FlatToolNamed, choice_of
from sensorium.surfaces.server.wire import ENGLISH, Wire

FORMATS_OF_BETA: Mapping[str, AudioFormat] = {beta: FORMATS[name] for name, beta in BETA_FORMATS.items()}
Modalities: TypeAlias = Annotated[list[Literal["text", "audio"]], Field(min_length=1)]
LONGEST_MS = 600_000
MOST_TOKENS = 4_096
Count: TypeAlias = Annotated[int, Field(ge=1, le=MOST_TOKENS)] | Literal["inf"]


class Strict(Wire):
    """A JSON object of which every field is known; what is not says which are."""

    @model_validator(mode="before")
    @classmethod
    def _known(cls, given: object) -> object:
        if isinstance(given, dict):
            allowed = [field.alias or name for name, field in cls.model_fields.items()]
            if unknown := [str(name) for name in given if name not in allowed]:
                raise ValueError(f"unknown field {unknown[0][:60]!r}; allowed are {', '.join(allowed)}")
        return given


class FormatFields(Strict):
    """How sound is written."""

    type: Literal["audio/pcm", "audio/pcmu", "audio/pcma"]
    rate: int | None = None

    def value(self) -> AudioFormat:
        form = FORMATS[self.type]
        if self.rate not in (None, form.rate_hz):
            raise InvalidInput(f"the rate of {self.type} is {form.rate_hz}, not {self.rate}", param="rate")
        return form


class ServerVadFields(Strict):
    """Turns found by a detector of voices."""

    type: Literal["server_vad"] = "server_vad"
    threshold: float | None = Field(default=None, ge=0, le=1)
    prefix_padding_ms: int | None = Field(default=None, ge=0, le=5_000)
    silence_duration_ms: int | None = Field(default=None, ge=50, le=10_000)
    create_response: bool | None = None
    interrupt_response: bool | None = None
    idle_timeout_ms: int | None = Field(default=None, ge=100, le=LONGEST_MS)

    def value(self) -> ServerVad:
        given = self.model_dump(exclude={"type"}, exclude_none=True)
        return ServerVad(**given)


class SemanticVadFields(Strict):
    """Turns judged by their words."""

    type: Literal["semantic_vad"]
    eagerness: Literal["low", "medium", "high", "auto"] | None = None
    create_response: bool | None = None
    interrupt_response: bool | None = None

    def value(self) -> ServerVad:
        what = "semantic_vad: no model here judges by the words whether somebody has finished"
        raise UnsupportedCapability(
            f"{what}; use server_vad, or null and commit turns yourself", param="turn_detection"
        )


TurnFields: TypeAlias = Annotated[ServerVadFields | SemanticVadFields, Field(discriminator="type")]


class TranscriptionFields(Strict):
    """What is said is also to be written down."""

    model: str | None = None
    language: str | None = None
    prompt: str | None = None

    def value(self) -> Transcription:
        if self.language is not None and self.language.lower() not in ENGLISH:
            raise UnsupportedCapability(
                f"only English is understood here, not {self.language[:20]!r}", param="language"
            )
        if self.prompt:
            raise UnsupportedCapability("a prompt does not help to hear here; leave it out", param="prompt")
        return Transcription(model=self.model, language=self.language)


class InputFields(Strict):
    """The microphone."""

    format: FormatFields | None = None
    noise_reduction: dict[str, Any] | None = None
    transcription: TranscriptionFields | None = None
    turn_detection: TurnFields | None = None


class OutputFields(Strict):
    """The voice."""

    format: FormatFields | None = None
    voice: str | Voice | None = None
    speed: float | None = None


class AudioFields(Strict):
    """Both."""

    input: InputFields | None = None
    output: OutputFields | None = None


class OwnFields(Strict):
    """What the API has no field for."""

    seed: int | None = None


class AnswerFields(Strict):
    """What can be said of a session and of one answer alike."""

    output_modalities: Modalities | None = None
    modalities: Modalities | None = None
    instructions: str | None = None
    max_output_tokens: Count | None = None
    max_response_output_tokens: Count | None = None
    temperature: float | None = Field(default=None, ge=0, le=2)
    voice: str | Voice | None = None
    output_audio_format: Literal["pcm16", "g711_ulaw", "g711_alaw"] | None = None
    tools: list[FlatTool] | None = None
    tool_choice: Choice | FlatToolNamed | None = None
    parallel_tool_calls: bool | None = None
    prompt: dict[str, Any] | None = None
    reasoning: dict[str, Any] | None = None
    sensorium: OwnFields | None = None

    def spoken(self, before: Speaking, output: OutputFields | None) -> Speaking:
        """How to speak, where it is said; else as before. Raises InvalidInput, UnsupportedCapability."""
        self._check(output)
        changes: dict[str, object] = {}
        if (named := self.output_modalities or self.modalities) is not None:
            changes["aloud"] = "audio" in named
        if self.instructions is not None:
            changes["instructions"] = self.instructions
        if (most := self.max_output_tokens or self.max_response_output_tokens) is not None:
            changes["max_tokens"] = None if most == "inf" else most
        if self.temperature is not None:
            changes["temperature"] = self.temperature
        if (voice := self.voice or (output.voice if output else None)) is not None:
            changes["voice"] = voice_asked(voice)
        if output and output.format:
            changes["format"] = output.format.value()
        elif self.output_audio_format:
            changes["format"] = FORMATS_OF_BETA[self.output_audio_format]
        if self.sensorium is not None:
            changes["seed"] = self.sensorium.seed
        return replace(before, **changes, **self._offer(before))  # type: ignore[arg-type]

    def _offer(self, before: Speaking) -> dict[str, object]:
        """The tools and the choice among them, where they are said. Raises InvalidInput."""
        tools = before.tools if self.tools is None else tools_of([tool.value() for tool in self.tools])
        choice = choice_of(self.tool_choice) or before.tool_choice
        check_choice(choice, tools)
        parallel = before.parallel_tool_calls if self.parallel_tool_calls is None else self.parallel_tool_calls
        return {"tools": tools, "tool_choice": choice, "parallel_tool_calls": parallel}

    def _check(self, output: OutputFields | None) -> None:
        """Refuse what nobody here can do."""
        if output and output.speed not in (None, 1.0):
            raise UnsupportedCapability("the speed of speech cannot be chosen here; leave it out", param="speed")
        for name in ("prompt", "reasoning"):
            if getattr(self, name):
                raise UnsupportedCapability(f"{name} is not something a session here has; leave it out", param=name)


class SessionFields(AnswerFields):
    """A session, or what is to change in one."""

    type: Literal["realtime"] | None = None
    model: str | None = None
    audio: AudioFields | None = None
    truncation: Literal["auto", "disabled"] | None = None
    include: list[str] | None = None
    tracing: str | dict[str, Any] | None = None
    speed: float | None = None
    input_audio_format: Literal["pcm16", "g711_ulaw", "g711_alaw"] | None = None
    input_audio_noise_reduction: dict[str, Any] | None = None
    input_audio_transcription: TranscriptionFields | None = None
    turn_detection: TurnFields | None = None

    def applied(self, before: Settings) -> Settings:
        """The settings with what is given here. Raises InvalidInput, UnsupportedCapability."""
        heard = (self.audio.input if self.audio else None) or InputFields()
        output = (self.audio.output if self.audio else None) or OutputFields()
        self._check_session(before, heard)
        changes: dict[str, object] = {"speaking": self.spoken(before.speaking, output)}
        if heard.format:
            changes["input_format"] = heard.format.value()
        elif self.input_audio_format:
            changes["input_format"] = FORMATS_OF_BETA[self.input_audio_format]
        if self.truncation:
            changes["truncation"] = self.truncation
        for field, given, name in (
            ("turns", heard, "turn_detection"),
            ("turns", self, "turn_detection"),
            ("transcription", heard, "transcription"),
            ("transcription", self, "input_audio_transcription"),
        ):
            if name in given.model_fields_set:  # null is a choice too
                value = getattr(given, name)
                changes[field] = None if value is None else value.value()
        return replace(before, **changes)  # type: ignore[arg-type]

    def _check_session(self, before: Settings, heard: InputFields) -> None:
        """Refuse what no session here has."""
        if self.model not in (None, before.model):
            raise InvalidInput(f"the model of a session stays {before.model}; open another one", param="session.model")
        if self.speed not in (None, 1.0):
            raise UnsupportedCapability("the speed of speech cannot be chosen here; leave it out", param="speed")
        if heard.noise_reduction or self.input_audio_noise_reduction:
            raise UnsupportedCapability("noise is not reduced here; leave noise_reduction out", param="noise_reduction")
        for name in ("include", "tracing"):
            if getattr(self, name):
                raise UnsupportedCapability(f"{name} is not something a session here has; leave it out", param=name)


def fault_of(error: ValidationError, root: str) -> InvalidInput | UnsupportedCapability:
    """The first thing that is wrong with what a client sent, and where."""
    first = error.errors(include_url=False, include_context=False, include_input=False)[0]
    place = ".".join([root, *(str(one) for one in first["loc"] if not _is_branch(one))]).strip(".")
    message = str(first["msg"]).removeprefix("Value error, ")
    if first["type"] == UnsupportedCapability.code:
        return UnsupportedCapability(f"{place}: {message}", param=place)
    return InvalidInput(f"{place or 'the event'}: {message}", param=place or None)


def _is_branch(place: int | str) -> bool:
    """Whether a step of a place names the kind that was chosen, and no field."""
    return isinstance(place, str) and (place in ("server_vad", "semantic_vad") or "." in place or "[" in place)
