"""What is asked for, taken, and changes nothing here: it is told in notes, since nothing is ignored in silence.

Fields about accounts and storage alone (`user`, `metadata`, `prompt_cache_key`, `safety_identifier`) need no note.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sensorium.surfaces.server.wire import ChatMessage, ContentPart, ImagePart, InputFilePart

NO_REASONING = "models here do not reason before they answer"
OF_NO_LENGTH = "how long an answer is cannot be chosen here"
ONE_TIER = "all requests are answered alike here"
NOT_STORED = "chat completions are not kept here; /v1/responses keeps its answers"
UNPADDED = "events are not padded here"
AT_ONE_SIZE = "every picture is looked at in the way its size asks for"
USUAL = frozenset({None, False, "auto", "default", "none"})  # what asks for nothing


def told(fields: Mapping[str, tuple[object, str]]) -> tuple[str, ...]:
    """A note for each field that asks for something. fields: by name what was asked, and why that changes nothing."""
    return tuple(f"{name} changed nothing: {why}" for name, (asked, why) in fields.items() if _asks(asked))


def of_message(message: ChatMessage, param: str) -> tuple[str, ...]:
    """Notes about a turn. param: where it stands."""
    spoken = "the turn is read by its content; what was said aloud is not kept here"
    refused = "the turn is read by its content"
    fields: dict[str, tuple[object, str]] = {
        f"{param}.name": (message.name, "who of several speaks is not told to models here"),
        f"{param}.audio": (message.audio, spoken),
        f"{param}.refusal": (message.refusal if message.content else None, refused),
    }
    return told(fields)


def of_parts(parts: Sequence[ContentPart], param: str) -> tuple[str, ...]:
    """Notes about how pictures and pages were to be looked at. param: where the parts stand."""
    asked = [(f"{param}[{number}].detail", _detail(part)) for number, part in enumerate(parts)]
    return told({name: (detail, AT_ONE_SIZE) for name, detail in asked})


def _detail(part: ContentPart) -> str | None:
    if isinstance(part, ImagePart):
        inner = None if isinstance(part.image_url, str) or part.image_url is None else part.image_url.detail
        return part.detail or inner
    return part.detail if isinstance(part, InputFilePart) else None


def _asks(asked: object) -> bool:
    return bool(asked) if isinstance(asked, dict | list | tuple) else asked not in USUAL
