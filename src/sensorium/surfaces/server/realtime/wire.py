"""The events of a client, as JSON → values."""

from __future__ import annotations

import json
from typing import Annotated, Any, Literal, NoReturn, TypeAlias

from pydantic import Field, TypeAdapter, ValidationError

from sensorium.errors import InvalidInput
from sensorium.limits import Limits
from sensorium.surfaces.live.asks import (
    Ask,
    Cancel,
    Clear,
    Commit,
    Create,
    Delete,
    Respond,
    Retrieve,
    Silence,
    Truncate,
    Update,
)
from sensorium.surfaces.live.items import Item
from sensorium.surfaces.live.settings import Settings
from sensorium.surfaces.server.inputs import Reader
from sensorium.surfaces.server.lifting import Files, lifted
from sensorium.surfaces.server.realtime.item_wire import Id, ItemFields
from sensorium.surfaces.server.realtime.session_wire import (
    AnswerFields,
    OutputFields,
    SessionFields,
    Strict,
    fault_of,
)


class Event(Strict):
    """Whatever a client sends may carry an id, which an error about it repeats."""

    event_id: Annotated[str, Field(max_length=512)] | None = None


class SessionUpdate(Event):
    """Change settings."""

    type: Literal["session.update"]
    session: SessionFields


class Append(Event):
    """What the microphone heard."""

    type: Literal["input_audio_buffer.append"]
    audio: str


class BufferCommit(Event):
    """A turn is over."""

    type: Literal["input_audio_buffer.commit"]


class BufferClear(Event):
    """Forget what was heard."""

    type: Literal["input_audio_buffer.clear"]


class OutputClear(Event):
    """The listener has stopped playing."""

    type: Literal["output_audio_buffer.clear"]


class ItemCreate(Event):
    """Put an item into the conversation."""

    type: Literal["conversation.item.create"]
    item: ItemFields
    previous_item_id: Id | None = None


class ItemRetrieve(Event):
    """Tell an item whole."""

    type: Literal["conversation.item.retrieve"]
    item_id: Id


class ItemDelete(Event):
    """Forget an item."""

    type: Literal["conversation.item.delete"]
    item_id: Id


class ItemTruncate(Event):
    """Nobody heard more than this."""

    type: Literal["conversation.item.truncate"]
    item_id: Id
    content_index: int = Field(ge=0)
    audio_end_ms: int = Field(ge=0)


class AnswerAudio(Strict):
    """The voice of one answer; how sound comes in is the session's."""

    output: OutputFields | None = None


class ResponseFields(AnswerFields):
    """How this answer is to differ from the session's."""

    audio: AnswerAudio | None = None
    conversation: Literal["auto", "none"] | None = None
    metadata: dict[Annotated[str, Field(max_length=64)], Annotated[str, Field(max_length=512)]] | None = Field(
        default=None, max_length=16
    )
    input: list[ItemFields] | None = None


class ResponseCreate(Event):
    """Answer."""

    type: Literal["response.create"]
    response: ResponseFields | None = None


class ResponseCancel(Event):
    """Stop answering."""

    type: Literal["response.cancel"]
    response_id: Id | None = None


ClientEvent: TypeAlias = Annotated[
    SessionUpdate
    | Append
    | BufferCommit
    | BufferClear
    | OutputClear
    | ItemCreate
    | ItemRetrieve
    | ItemDelete
    | ItemTruncate
    | ResponseCreate
    | ResponseCancel,
    Field(discriminator="type"),
]
PLAIN: dict[str, Ask] = {
    "input_audio_buffer.commit": Commit(),
    "input_audio_buffer.clear": Clear(),
    "output_audio_buffer.clear": Silence(),
}
_EVENTS: TypeAdapter[ClientEvent] = TypeAdapter(ClientEvent)


def object_of(text: str, limits: Limits, files: Files) -> dict[str, Any]:
    """A JSON object whose files stand in `files`. It is judged before it is built; NaN and infinity are none of JSON.
    Raises InvalidInput, `TooLarge`.
    """
    try:
        found = json.loads(lifted(text, limits, files), parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise InvalidInput("the message is no JSON: send one object a message", code="invalid_json") from error
    if not isinstance(found, dict):
        raise InvalidInput("the message is no JSON object: send one object a message", code="invalid_json")
    return found


def event_of(given: dict[str, Any]) -> ClientEvent:
    """A client's event, checked. Raises InvalidInput."""
    try:
        return _EVENTS.validate_python(given)
    except ValidationError as error:
        kind = given.get("type")
        raise (
            fault_of(error, "") if isinstance(kind, str) else InvalidInput("an event has a type", param="type")
        ) from None


def session_of(given: object) -> SessionFields:
    """A session as one writes it. Raises InvalidInput."""
    try:
        return SessionFields.model_validate(given)
    except ValidationError as error:
        raise fault_of(error, "session") from None


def ask_of(event: ClientEvent, settings: Settings, reader: Reader) -> Ask:
    """What an event asks for; reads pictures, so call it in a thread. Raises InvalidInput and more."""
    match event:
        case SessionUpdate():
            return Update(settings=event.session.applied(settings))
        case ResponseCancel():
            return Cancel(id=event.response_id)
        case ResponseCreate():
            return _respond(event.response or ResponseFields(), settings, reader)
        case BufferCommit() | BufferClear() | OutputClear():
            return PLAIN[event.type]
        case _:
            return _about_items(event, settings, reader)


def _about_items(event: ClientEvent, settings: Settings, reader: Reader) -> Ask:
    match event:
        case ItemCreate():
            return Create(item=event.item.value(reader, settings), after=event.previous_item_id)
        case ItemRetrieve():
            return Retrieve(id=event.item_id)
        case ItemDelete():
            return Delete(id=event.item_id)
        case ItemTruncate():
            return Truncate(id=event.item_id, content_index=event.content_index, end_ms=event.audio_end_ms)
    raise AssertionError(event.type)


def _respond(asked: ResponseFields, settings: Settings, reader: Reader) -> Respond:
    speaking = asked.spoken(settings.speaking, asked.audio.output if asked.audio else None)
    items: tuple[Item | str, ...] | None = None
    if asked.input is not None:
        items = tuple(
            (one.id or "") if one.type == "item_reference" else one.value(reader, settings, f"response.input[{number}]")
            for number, one in enumerate(asked.input)
        )
    return Respond(speaking=speaking, metadata=asked.metadata, items=items, apart=asked.conversation == "none")


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number of JSON")
