"""The routes of the server, as an ASGI application."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import aclosing, asynccontextmanager
from dataclasses import dataclass, field
from typing import Annotated

from fastapi import Body, FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException

import sensorium
from sensorium.errors import InvalidInput, SensoriumError
from sensorium.limits import DEFAULT, Limits
from sensorium.media import fetch
from sensorium.media.sources import Fetch
from sensorium.surfaces.server import catalogue, failures
from sensorium.surfaces.server.bounds import BoundedBodies
from sensorium.surfaces.server.chat import Completion
from sensorium.surfaces.server.chat_request import ChatRequest
from sensorium.surfaces.server.desk import Desk
from sensorium.surfaces.server.inputs import Reader
from sensorium.surfaces.server.keys import Keys
from sensorium.surfaces.server.streaming import EventStream

BODY_BYTES = 128_000_000  # of one request, base64 included


@dataclass(frozen=True, kw_only=True)
class Serving:
    """What the routes work with."""

    desk: Desk
    limits: Limits = DEFAULT
    keys: Sequence[str] = ()  # who may ask; without any, everybody
    fetch: Fetch = field(default=fetch.fetch)
    body_bytes: int = BODY_BYTES

    def reader(self) -> Reader:
        """A reader of the files of one request."""
        return Reader(self.limits, fetch=self.fetch)


def create(serving: Serving) -> FastAPI:
    """The application."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        first = asyncio.create_task(serving.desk.runner(None))  # loads beside the first requests
        first.add_done_callback(lambda task: task.cancelled() or task.exception())  # whoever asks is told what failed
        yield
        first.cancel()
        serving.desk.close()

    app = FastAPI(title="Sensorium", version=sensorium.__version__, lifespan=lifespan, docs_url=None, redoc_url=None)
    app.state.serving = serving
    app.add_middleware(Keys, keys=serving.keys)
    app.add_middleware(BoundedBodies, limit_bytes=serving.body_bytes)
    app.add_exception_handler(SensoriumError, _failed)
    app.add_exception_handler(Exception, _failed)
    app.add_exception_handler(RequestValidationError, _malformed)
    app.add_exception_handler(HTTPException, _no_route)

    @app.post("/v1/chat/completions", tags=["chat"], response_model=None)
    async def chat(asked: Annotated[ChatRequest, Body()]) -> Response:
        """Answer a conversation."""
        asked.check()
        runner = await serving.desk.runner(asked.model)
        conversation = await asyncio.to_thread(serving.reader().conversation, asked.messages)
        completion = Completion(asked, runner, conversation)
        if not asked.stream:
            return JSONResponse(await completion.whole())
        return EventStream(await _started(completion.chunks()))

    app.include_router(catalogue.routes(serving.desk))
    return app


async def _started(chunks: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    """The same chunks once two are there, so that what fails at the start fails as a status and not in the stream."""
    first = [await anext(chunks), await anext(chunks)]

    async def all_of_them() -> AsyncIterator[bytes]:
        async with aclosing(chunks) as rest:  # type: ignore[type-var]
            yield b"".join(first)
            async for chunk in rest:
                yield chunk

    return all_of_them()


async def _failed(request: Request, error: Exception) -> JSONResponse:
    status, body, headers = failures.told(error)
    return JSONResponse(body, status, headers)


async def _malformed(request: Request, error: Exception) -> JSONResponse:
    """A body that is not what the route takes: the first fault, named."""
    assert isinstance(error, RequestValidationError)
    first = error.errors()[0]
    place = ".".join(str(one) for one in first["loc"] if one != "body")
    fault = InvalidInput(f"{place or 'the body'}: {first['msg']}", param=place or None)
    return await _failed(request, fault)


async def _no_route(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    code = {404: "route_not_found", 405: "method_not_allowed"}.get(error.status_code, "invalid_request")
    what = f"{request.method} {request.url.path[:100]}: {error.detail}. GET /openapi.json lists the routes"
    return JSONResponse(failures.envelope(what, error.status_code, code=code), error.status_code, error.headers)
