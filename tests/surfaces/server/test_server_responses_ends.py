"""How a response ends that is not given whole: failed or cut off, streamed, and kept as it ended."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from typing import Any, get_args

import openai
import pytest
from openai.types.responses.response_error import ResponseError
from scripted_model import Scripted

from sensorium.content import Modality, Text, Tool, ToolCall
from sensorium.errors import InvalidInput, ProviderTimeout, RateLimited, StorageFailed
from sensorium.events import CallDelta, Event, PartDone, TextDelta
from sensorium.models.model import Abilities, Asked
from sensorium.models.native import NativeModel
from sensorium.surfaces.server import failures
from sensorium.surfaces.server.desk import Desk
from sensorium.surfaces.server.responses_answer import KNOWN_CODES
from sensorium.surfaces.server.serving import Serving

API_CODES = set(get_args(ResponseError.model_fields["code"].annotation))
FAULTS: dict[str, Exception] = {
    "late": ProviderTimeout("no answer in time"),
    "busy": RateLimited("too many requests"),
    "wrong": InvalidInput("that cannot be asked", code="odd_thing", param="input"),
    "dark": InvalidInput("the picture is broken", code="invalid_image"),
    "bug": ValueError("a secret of this machine"),
    "early": InvalidInput("it begins badly"),
}


class Breaking(Scripted):
    """Says a sentence, begins another and a call, and fails with the fault that it is named after."""

    abilities = Abilities(inputs=frozenset({"text"}), outputs=frozenset({"text"}))

    def __init__(self, name: str) -> None:
        self.name = name

    def stream(self, *asked: Asked, outputs: Sequence[Modality] | None = None, **settings: object) -> Iterator[Event]:
        if self.name == "early":
            raise FAULTS[self.name]
        yield TextDelta("One.")
        yield PartDone("text", Text("One."))
        yield CallDelta("call_1", "lamp", '{"on": ')
        raise FAULTS[self.name]


@pytest.fixture(scope="module")
def serving() -> Serving:
    return Serving(desk=Desk(tuple(FAULTS), load=Breaking))


@pytest.fixture(scope="module")
def breaking(serving: Serving, serve: Callable[[Serving], AbstractContextManager[str]]) -> Iterator[openai.OpenAI]:
    with serve(serving) as address:
        yield openai.OpenAI(base_url=f"{address}/v1", api_key="none", max_retries=0, timeout=60)


@pytest.mark.parametrize(
    ("model", "code", "ours", "kind"),
    [
        ("late", "server_error", "provider_timeout", "server_error"),
        ("busy", "rate_limit_exceeded", "rate_limited", "rate_limit_error"),
        ("wrong", "invalid_prompt", "odd_thing", "invalid_request_error"),
        ("dark", "invalid_image", "invalid_image", "invalid_request_error"),
        ("bug", "server_error", "internal_error", "server_error"),
    ],
)
def test_a_stream_that_fails_ends_with_a_failed_response(
    breaking: openai.OpenAI, model: str, code: str, ours: str, kind: str
) -> None:
    events = list(breaking.responses.create(model=model, input="x", stream=True))
    assert [event.sequence_number for event in events] == list(range(len(events)))
    assert "error" not in {event.type for event in events}
    last = events[-1]
    assert last.type == "response.failed"
    failed = last.response
    assert (failed.status, failed.usage, failed.id) == ("failed", None, events[0].response.id)  # type: ignore[union-attr]
    assert failed.error is not None
    told = failures.INTERNAL if model == "bug" else str(FAULTS[model])
    assert (failed.error.code, failed.error.message, failed.error.type) == (code, told, kind)
    assert failed.error.param == ("input" if model == "wrong" else None)
    assert failed.model_dump()["sensorium"] == {"code": ours, "notes": []}
    assert [item.type for item in failed.output] == ["message"]  # the call that was not whole is not to be run
    assert failed.output_text == "One."
    kept = breaking.responses.retrieve(failed.id)
    assert kept.model_dump() == failed.model_dump()


def test_the_codes_are_those_that_typed_clients_know() -> None:
    assert KNOWN_CODES <= API_CODES


def test_the_sdks_own_listener_is_told_the_end(breaking: openai.OpenAI) -> None:
    with breaking.responses.stream(model="late", input="x") as stream:
        kinds = [event.type for event in stream]
    assert (kinds[0], kinds[-1]) == ("response.created", "response.failed")


def test_whole_it_is_a_status_and_in_a_chat_an_envelope(breaking: openai.OpenAI) -> None:
    with pytest.raises(openai.InternalServerError, match="no answer in time"):
        breaking.responses.create(model="late", input="x")
    with pytest.raises(openai.APIError, match="no answer in time") as raised:
        list(breaking.chat.completions.create(model="late", messages=[{"role": "user", "content": "x"}], stream=True))
    assert isinstance(raised.value.body, dict)
    assert raised.value.body["code"] == "provider_timeout"


def test_what_fails_at_the_start_is_a_status(breaking: openai.OpenAI) -> None:
    with pytest.raises(openai.BadRequestError, match="it begins badly"):
        breaking.responses.create(model="early", input="x", stream=True)


def test_a_failed_response_that_cannot_be_kept_says_so(
    breaking: openai.OpenAI, serving: Serving, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*given: object) -> None:
        raise StorageFailed("the disk is full")

    monkeypatch.setattr(serving.storage.responses, "add", full)
    failed = list(breaking.responses.create(model="late", input="x", stream=True))[-1].response  # type: ignore[union-attr]
    assert failed.model_dump()["sensorium"]["notes"] == ["this response is not kept: the disk is full"]
    monkeypatch.undo()
    with pytest.raises(openai.NotFoundError):
        breaking.responses.retrieve(failed.id)


@pytest.mark.parametrize("stream", [False, True])
def test_words_that_are_cut_off_are_incomplete(client: openai.OpenAI, stream: bool) -> None:
    told = ended(client, stream, input="What is this?", max_output_tokens=2)
    assert told.status == "incomplete"
    assert [item.status for item in told.output] == ["incomplete"]
    assert client.responses.retrieve(told.id).model_dump() == told.model_dump()


@pytest.mark.parametrize("stream", [False, True])
def test_a_call_that_is_cut_off_is_incomplete(client: openai.OpenAI, tiny: NativeModel, stream: bool) -> None:
    tool = Tool.of(lamp)
    asked: dict[str, Any] = {"tool_choice": "required", "max_tokens": 24, "seed": 5}
    alone = tiny.generate("x", outputs=["text"], tools=[tool], **asked)
    assert alone.finish_reason == "length"
    assert isinstance(alone.parts[-1], ToolCall)
    flat: Any = {"type": "function", "name": "lamp", "parameters": dict(tool.parameters), "strict": True}
    more: dict[str, Any] = {"tools": [flat], "tool_choice": "required", "extra_body": {"seed": 5}}
    told = ended(client, stream, input="x", max_output_tokens=24, **more)
    assert [(item.type, item.status) for item in told.output] == [("function_call", "incomplete")]


@pytest.mark.parametrize("stream", [False, True])
def test_what_came_whole_is_complete(client: openai.OpenAI, stream: bool) -> None:
    tool: Any = {"type": "image_generation"}
    told = ended(client, stream, input="Draw a tree", tools=[tool], tool_choice={"type": "image_generation"})
    assert (told.status, [item.status for item in told.output]) == ("completed", ["completed"])


def lamp(rooms: list[str]) -> str:
    """Switches lamps."""
    return f"{rooms}"


def ended(client: openai.OpenAI, stream: bool, **asked: Any) -> Any:
    """A response; of a stream its last event, whose items are those that were told as done."""
    if not stream:
        return client.responses.create(model="tiny", **asked)
    events = list(client.responses.create(model="tiny", stream=True, **asked))
    done = [event.item.model_dump() for event in events if event.type == "response.output_item.done"]
    assert [item.model_dump() for item in events[-1].response.output] == done
    assert events[-1].type == f"response.{events[-1].response.status}"
    return events[-1].response
