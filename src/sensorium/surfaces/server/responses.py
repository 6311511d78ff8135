"""`/v1/responses`: an answer as items, kept on the server, so that the next turn may name it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import aclosing
from dataclasses import dataclass, field
from typing import Any, Literal

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response
from pydantic import ValidationError

from sensorium.content import Reply
from sensorium.errors import InvalidInput
from sensorium.models.running import Order, Runner, reply_of
from sensorium.surfaces.server import lifting, outputs
from sensorium.surfaces.server.inputs import read
from sensorium.surfaces.server.keys import owner_of
from sensorium.surfaces.server.lifting import Files
from sensorium.surfaces.server.responses_events import ResponseEvents
from sensorium.surfaces.server.responses_history import messages_of
from sensorium.surfaces.server.responses_items import items_of, usage_json
from sensorium.surfaces.server.responses_request import Item, ResponseRequest
from sensorium.surfaces.server.serving import Serving
from sensorium.surfaces.server.streaming import started, written
from sensorium.surfaces.server.wire import Wire

Json = dict[str, Any]


class CountRequest(Wire):
    """What is to be counted before it is asked."""

    model: str | None = None
    input: str | list[Item] | None = None
    instructions: str | None = None
    previous_response_id: str | None = None
    tools: Any = None
    tool_choice: Any = None
    parallel_tool_calls: Any = None


@dataclass(frozen=True, eq=False, kw_only=True)
class Answer:
    """One response on its way."""

    request: ResponseRequest
    runner: Runner
    order: Order
    items: list[Json]  # all that led to it, earlier turns included
    notes: tuple[str, ...]
    sent: Files  # that were taken out of the body
    id: str = field(default_factory=lambda: outputs.new_id("resp"))
    created: int = field(default_factory=outputs.now)

    def begun(self) -> Json:
        """The response before anything has come of it."""
        asked = self.request
        form = asked.text.format if asked.text else None
        return {
            "id": self.id,
            "object": "response",
            "created_at": self.created,
            "status": "in_progress",
            "model": self.runner.model.name,
            "output": [],
            "error": None,
            "incomplete_details": None,
            "instructions": asked.instructions,
            "previous_response_id": asked.previous_response_id,
            "max_output_tokens": asked.max_output_tokens,
            "metadata": asked.metadata or {},
            "parallel_tool_calls": bool(asked.parallel_tool_calls),
            "temperature": asked.temperature,
            "top_p": asked.top_p,
            "tool_choice": _plain(asked.tool_choice) or "auto",
            "tools": [_plain(tool) for tool in asked.tools or []],
            "store": asked.store,
            "text": {"format": form.model_dump(by_alias=True, exclude_none=True) if form else {"type": "text"}},
            "truncation": "disabled",
            "usage": None,
        }

    def ended(self, reply: Reply, items: list[Json] | None = None) -> Json:
        """The response once it is whole. items: those that a stream has told, with their ids."""
        cut = reply.finish_reason == "length"
        return {
            **self.begun(),
            "status": "incomplete" if cut else "completed",
            "incomplete_details": {"reason": "max_output_tokens"} if cut else None,
            "output": items_of(reply) if items is None else items,
            "usage": usage_json(reply.usage),
            "sensorium": {
                "settings": dict(reply.settings),
                "confidence": reply.confidence,
                "notes": [*self.notes, *reply.notes],
            },
        }


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
        if asked.stream:
            return await started(_events(answer, serving, owner))
        body = await asyncio.to_thread(answer.ended, await reply_of(answer.runner, answer.order))
        await _keep(serving, owner, answer, body)
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
    async def retrieve(request: Request, response_id: str) -> Json:
        """A kept response."""
        _, answered = await asyncio.to_thread(storage.responses.one, owner_of(request), response_id)
        return answered

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
        limit: int = 10_000,
        order: Literal["asc", "desc"] = "asc",
        after: str | None = None,
    ) -> Json:
        """The items that led to a response, in the order in which they were said."""
        items, _ = await asyncio.to_thread(storage.responses.one, owner_of(request), response_id)
        told = [{"id": f"item-{number}", **item} for number, item in enumerate(items)]
        return outputs.listed(told[::-1], limit=limit, newest_first=order == "desc", after=after)

    return router


def _validated(asked: CountRequest) -> ResponseRequest:
    """The request that is counted. Raises InvalidInput."""
    try:
        return ResponseRequest.model_validate(asked.model_dump())
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False, include_input=False)[0]
        place = ".".join(map(str, first["loc"]))
        raise InvalidInput(f"{place}: {first['msg']}", param=place) from None


def _plain(asked: object) -> object:
    """A part of what was asked as JSON again."""
    return asked.model_dump(exclude_none=True) if isinstance(asked, Wire) else asked


async def _events(answer: Answer, serving: Serving, owner: str) -> AsyncIterator[bytes]:
    """The stream of one response; what it comes to is kept before the last event is sent."""
    writer = ResponseEvents()
    begun = answer.begun()
    greeting = writer.told("response.created", response=begun) + writer.told("response.in_progress", response=begun)
    async with aclosing(answer.runner.events(answer.order)) as events:  # type: ignore[type-var]
        async for ready in events:
            yield greeting + await written(writer.all_of, ready)
            greeting = b""
    assert writer.reply is not None
    body = answer.ended(writer.reply, writer.items)
    await _keep(serving, owner, answer, body)
    yield writer.told("response.incomplete" if body["status"] == "incomplete" else "response.completed", response=body)


async def _keep(serving: Serving, owner: str, answer: Answer, body: Json) -> None:
    if answer.request.store:
        add = serving.storage.responses.add
        await asyncio.to_thread(lambda: add(owner, answer.id, answer.sent.restored(answer.items), body))


def _earlier(serving: Serving, owner: str, known: str | None) -> list[Json]:
    """Items of the turns before: what led to a response, and the response."""
    if known is None:
        return []
    items, answered = serving.storage.responses.one(owner, known)
    return [*items, *answered["output"]]
