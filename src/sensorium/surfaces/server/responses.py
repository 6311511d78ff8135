"""`/v1/responses`: an answer as items, kept on the server, so that the next turn may name it."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request
from fastapi.responses import JSONResponse, Response
from pydantic import ValidationError

from sensorium.errors import InvalidInput, UnsupportedCapability
from sensorium.models.running import Order, reply_of
from sensorium.surfaces.server import failures, lifting, outputs, unheeded
from sensorium.surfaces.server.inputs import read
from sensorium.surfaces.server.keys import owner_of
from sensorium.surfaces.server.lifting import Files
from sensorium.surfaces.server.responses_answer import Answer
from sensorium.surfaces.server.responses_history import messages_of, told_items
from sensorium.surfaces.server.responses_request import Item, ResponseRequest
from sensorium.surfaces.server.responses_stream import ResponseStream
from sensorium.surfaces.server.serving import Serving
from sensorium.surfaces.server.streaming import attended, started
from sensorium.surfaces.server.wire import Wire

Json = dict[str, Any]
Included = Annotated[list[str] | None, Query(alias="include[]")]  # as the SDK writes lists
AS_IT_WAS = "a kept response holds what was asked for when it was made"
ITEMS_ON_A_PAGE = 20


class CountRequest(Wire):
    """What is to be counted before it is asked."""

    model: str | None = None
    input: str | list[Item] | None = None
    instructions: str | None = None
    previous_response_id: str | None = None
    tools: Any = None
    tool_choice: Any = None
    parallel_tool_calls: Any = None


def routes(serving: Serving) -> APIRouter:
    """Create, look at, delete, what led to it, and count before asking."""
    router = APIRouter(prefix="/v1/responses", tags=["responses"])
    storage = serving.storage

    async def prepared(request: Request, asked: ResponseRequest) -> Answer:
        runner = await serving.desk.runner(asked.model)
        earlier = await asyncio.to_thread(_earlier, serving, owner_of(request), asked.previous_response_id)
        items = [*earlier, *asked.items()]
        messages = messages_of(items, asked.instructions)
        sent = lifting.files().copy() if asked.store else Files()
        heard = await read(serving.reader(owner_of(request)), messages, "input")
        notes = (*asked.notes, *heard.notes)
        order = Order(asked=heard.messages, outputs=asked.outputs, settings=asked.settings())
        return Answer(request=asked, runner=runner, order=order, items=items, notes=notes, sent=sent)

    @router.post("", response_model=None)
    async def create(request: Request, asked: ResponseRequest) -> Response:
        """Answer, and keep the answer unless `store` is false."""
        asked.check()
        answer, owner = await prepared(request, asked), owner_of(request)
        keep = partial(_keep, serving, owner, answer)
        async with attended(request.receive):
            if asked.stream:
                stream = ResponseStream(answer, keep)
                return await started(stream.chunks(), last_word=stream.failed)
            reply = await reply_of(answer.runner, answer.order)
        body = await asyncio.to_thread(answer.ended, reply)
        await asyncio.to_thread(keep, body)
        return JSONResponse(body)

    @router.post("/input_tokens")
    async def input_tokens(request: Request, asked: CountRequest) -> Json:
        """How many tokens a prompt has, by modality: what a response to it would be charged."""
        given = _validated(asked)
        answer = await prepared(request, given)
        tools = [] if given.tool_choice == "none" else given.functions
        counted = await asyncio.to_thread(answer.runner.model.count, *answer.order.asked, tools=tools)
        details = {f"{modality}_tokens": count for modality, count in counted.items()}
        total = sum(counted.values())
        return {"object": "response.input_tokens", "input_tokens": total, "input_tokens_details": details}

    @router.get("/{response_id}")
    async def retrieve(
        request: Request,
        response_id: str,
        stream: bool = False,
        starting_after: int | None = None,
        include: Included = None,
        include_obfuscation: bool = False,
    ) -> Json:
        """A kept response, whole. Refused: its events once more."""
        _, answered = await asyncio.to_thread(storage.responses.one, owner_of(request), response_id)
        _refuse_replay(stream=stream, starting_after=starting_after)
        padded = (include_obfuscation, unheeded.UNPADDED)
        return _with_notes(answered, unheeded.told({"include": (include, AS_IT_WAS), "include_obfuscation": padded}))

    @router.delete("/{response_id}")
    async def delete(request: Request, response_id: str) -> Json:
        """Forget a response."""
        await asyncio.to_thread(storage.responses.delete, owner_of(request), response_id)
        return {"id": response_id, "object": "response", "deleted": True}

    @router.post("/{response_id}/cancel")
    async def cancel(request: Request, response_id: str) -> Json:
        """Refused: a response is answered while its caller waits, and ends when the caller goes."""
        await asyncio.to_thread(storage.responses.one, owner_of(request), response_id)
        raise InvalidInput("only a response in the background can be cancelled; this one has ended")

    @router.get("/{response_id}/input_items")
    async def input_items(
        request: Request,
        response_id: str,
        limit: int = ITEMS_ON_A_PAGE,
        order: Literal["asc", "desc"] = "desc",
        after: str | None = None,
        include: Included = None,
    ) -> Json:
        """The items that led to a response, those of the turns before included; the newest first unless asked."""
        items, _ = await asyncio.to_thread(storage.responses.one, owner_of(request), response_id)
        if include:
            raise UnsupportedCapability("nothing more can be told of what led to a response", param="include")
        told = told_items(items)[::-1]
        return outputs.listed(told, limit=limit, newest_first=order == "desc", after=after)

    return router


def _validated(asked: CountRequest) -> ResponseRequest:
    """The request that is counted. Raises InvalidInput."""
    try:
        return ResponseRequest.model_validate(asked.model_dump())
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False, include_input=False)[0]
        place = failures.place_of(first["loc"])
        raise InvalidInput(f"{place}: {first['msg']}", param=place) from None


def _refuse_replay(**asked: object) -> None:
    """Raises `UnsupportedCapability` where the events of a response that was given are asked for again."""
    for name, given in asked.items():
        if given is not None and given is not False:
            what = "a response that was given is not streamed again here: retrieve it whole; elsewhere gpt-4o can"
            raise UnsupportedCapability(f"{name}: {what}", param=name)


def _with_notes(answered: Json, notes: tuple[str, ...]) -> Json:
    about = answered["sensorium"]
    return {**answered, "sensorium": {**about, "notes": [*about["notes"], *notes]}}


def _keep(serving: Serving, owner: str, answer: Answer, body: Json) -> None:
    if answer.request.store:
        serving.storage.responses.add(owner, answer.id, answer.sent.restored(answer.items), body)


def _earlier(serving: Serving, owner: str, known: str | None) -> list[Json]:
    """Items of the turns before: what led to a response, and the response."""
    if known is None:
        return []
    items, answered = serving.storage.responses.one(owner, known)
    return [*items, *answered["output"]]
