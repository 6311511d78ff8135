"""What is asked for, taken, and changes nothing here: it is told in notes, since nothing is ignored in silence.

Fields about accounts and storage alone (`user`, `metadata`, `prompt_cache_key`, `safety_identifier`) need no note.
"""

from __future__ import annotations

from collections.abc import Mapping

from sensorium.surfaces.server.wire import (
    Address,
    ChatMessage,
    ContentPart,
    FilmPart,
    ImagePart,
    InputFilePart,
    SoundAddressPart,
)

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


def of_part(part: ContentPart, param: str) -> tuple[str, ...]:
    """Notes about how a picture, a film or pages were to be looked at. param: where the part stands."""
    return told({f"{param}.detail": (_detail(part), AT_ONE_SIZE)})


def _detail(part: ContentPart) -> str | None:
    match part:
        case InputFilePart():
            return part.detail
        case ImagePart():
            return part.detail or _detail_at(part.image_url)
        case SoundAddressPart():
            return _detail_at(part.audio_url)
        case FilmPart():
            return _detail_at(part.video_url)
    return None


def _detail_at(address: Address | str | None) -> str | None:
    return address.detail if isinstance(address, Address) else None


def _asks(asked: object) -> bool:
    return bool(asked) if isinstance(asked, dict | list | tuple) else asked not in USUAL
