"""How a session is to hear, think and speak. Values that were checked where they came in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from sensorium.content import Tool
from sensorium.content.tools import AUTO, CHOICES
from sensorium.surfaces.live.formats import PCM, AudioFormat

Json = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class ServerVad:
    """When a turn begins and ends, judged by a detector of voices."""

    threshold: float = 0.5  # probability of speech from which it is speech
    prefix_padding_ms: int = 300  # heard before speech began, to be part of the turn
    silence_duration_ms: int = 500  # after which the turn is over
    create_response: bool = True  # answer when a turn is over
    interrupt_response: bool = True  # stop answering when a turn begins
    idle_timeout_ms: int | None = None  # after an answer was played, until the model speaks of itself

    def told(self) -> Json:
        """As the API has it."""
        return {"type": "server_vad", **vars(self)}


@dataclass(frozen=True, kw_only=True)
class Transcription:
    """What is said is also to be written down. model: the name that was given; the built-in ears write."""

    model: str | None = None
    language: str | None = None

    def told(self) -> Json:
        """As the API has it."""
        return {"model": self.model, "language": self.language, "prompt": None}


@dataclass(frozen=True, kw_only=True)
class Speaking:
    """How one answer is to come."""

    aloud: bool = True
    voice: str | None = None  # None is any
    format: AudioFormat = PCM
    instructions: str = ""
    max_tokens: int | None = None
    temperature: float | None = None
    seed: int | None = None
    tools: tuple[Tool, ...] = ()
    tool_choice: str = AUTO  # one of the words for it, or the name of a tool
    parallel_tool_calls: bool | None = None

    @property
    def modalities(self) -> list[str]:
        return ["audio"] if self.aloud else ["text"]

    def audio_told(self) -> Json:
        """The output half of `audio`, as the API has it."""
        return {"format": format_told(self.format), "voice": self.voice or "alloy"}


@dataclass(frozen=True, kw_only=True)
class Settings:
    """A session's settings, all of them in effect. model: its name here."""

    model: str
    speaking: Speaking = field(default_factory=Speaking)
    input_format: AudioFormat = PCM
    turns: ServerVad | None = field(default_factory=ServerVad)
    transcription: Transcription | None = None
    truncation: Literal["auto", "disabled"] = "auto"

    def told(self, known: str, extra: Mapping[str, object]) -> Json:
        """The session as `session.created` and `session.updated` tell it. known: its id."""
        speaking = self.speaking
        return {
            "id": known,
            "object": "realtime.session",
            "type": "realtime",
            "model": self.model,
            "output_modalities": speaking.modalities,
            "instructions": speaking.instructions,
            "tools": [tool_told(tool) for tool in speaking.tools],
            "tool_choice": choice_told(speaking.tool_choice),
            "max_output_tokens": speaking.max_tokens or "inf",
            "temperature": speaking.temperature,
            "truncation": self.truncation,
            "tracing": None,
            "prompt": None,
            "include": None,
            "audio": {
                "input": {
                    "format": format_told(self.input_format),
                    "noise_reduction": None,
                    "transcription": self.transcription.told() if self.transcription else None,
                    "turn_detection": self.turns.told() if self.turns else None,
                },
                "output": {**speaking.audio_told(), "speed": 1.0},
            },
            "sensorium": {"seed": speaking.seed, **extra},
        }


def tool_told(tool: Tool) -> Json:
    """A tool as the API has it."""
    return {"type": "function", "name": tool.name, "description": tool.description, "parameters": dict(tool.parameters)}


def choice_told(choice: str) -> str | Json:
    """A choice as the API has it."""
    return choice if choice in CHOICES else {"type": "function", "name": choice}


def format_told(form: AudioFormat) -> Json:
    """A format as the API has it."""
    return {"type": form.name, "rate": form.rate_hz} if form is PCM else {"type": form.name}
