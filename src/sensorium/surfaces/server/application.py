"""The routes of the server, as an ASGI application."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from functools import partial

from fastapi import Depends, FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from fastapi.telemetry import TelemetryConfig
from starlette.exceptions import HTTPException
from starlette.middleware.cors import CORSMiddleware

import sensorium
from sensorium.errors import InvalidInput, SensoriumError, UnsupportedCapability
from sensorium.surfaces import studio
from sensorium.surfaces.server import (
    audio,
    catalogue,
    chat,
    documents,
    documents_contents,
    embedding,
    failures,
    files,
    images,
    inspecting,
    logs,
    ranking,
    reference,
    responses,
    sounds,
    videos,
)
from sensorium.surfaces.server.bounds import BoundedBodies
from sensorium.surfaces.server.chat_request import ChatRequest
from sensorium.surfaces.server.documents_work import KIND, Documents
from sensorium.surfaces.server.jobs import Jobs
from sensorium.surfaces.server.keys import Keys
from sensorium.surfaces.server.origins import Doors
from sensorium.surfaces.server.queries import of_known_names
from sensorium.surfaces.server.rates import HEADERS, Rated
from sensorium.surfaces.server.realtime import routes as realtime
from sensorium.surfaces.server.realtime.sessions import Sessions
from sensorium.surfaces.server.serving import Serving
from sensorium.surfaces.server.straight import Route, Straight
from sensorium.surfaces.server.streaming import CallerLeft, Unsent
from sensorium.surfaces.server.tracing.requests import Traced
from sensorium.surfaces.server.watching import HEADER, Answered, Watched

TO_PAGES = (HEADER, "retry-after", *HEADERS)
"""What pages of other origins may read of an answer beside its body."""
NUM_THREADS = 16  # most of them wait for a decoder or the network, and pictures must not wait for them
UNTOLD: TelemetryConfig = {"tracing": False, "metrics": False, "logs": False, "auto_configure": False}
"""The framework tells of no request: `tracing` and `watching` do, without what callers wrote."""
METHODS = ("GET", "POST", "DELETE")


def create(serving: Serving) -> FastAPI:
    """The application."""
    sessions = Sessions(serving.live, serving.desk.metrics.talking)
    serving.farewells.append(sessions.farewell)
    filming = Jobs(serving.storage, lambda job, tell: videos.film(serving, job, tell), videos.KIND)
    papers = Documents(serving)
    reading = Jobs(serving.storage, papers.read, KIND)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        threads = ThreadPoolExecutor(NUM_THREADS, thread_name_prefix="serving")
        asyncio.get_running_loop().set_default_executor(threads)
        first = asyncio.create_task(serving.desk.runner(None))  # loads beside the first requests
        first.add_done_callback(lambda task: task.cancelled() or task.exception())  # whoever asks is told what failed
        working = [asyncio.create_task(jobs.serve()) for jobs in (filming, reading)]
        yield
        for task in (first, *working):
            task.cancel()
        for jobs in (filming, reading):
            await jobs.stop()
        papers.close()
        sessions.close()
        serving.desk.close()
        serving.storage.close()
        if serving.tracing is not None:
            await asyncio.to_thread(serving.tracing.close)

    app = FastAPI(
        title="Sensorium",
        version=sensorium.__version__,
        lifespan=lifespan,
        dependencies=[Depends(of_known_names)],
        docs_url=None,
        redoc_url=None,
        telemetry=UNTOLD,
    )
    straight = Route(path=chat.PATH, request=ChatRequest, answer=partial(chat.answered, serving))
    app.add_middleware(Straight, route=straight)
    app.add_middleware(Rated, rates=serving.rates)
    app.add_middleware(Keys, keys=serving.keys, secrets=serving.secrets)
    app.add_middleware(
        BoundedBodies,
        limit_bytes=serving.body_bytes,
        limits=serving.limits,
        stalled_s=serving.body_stalled_s,
        room=serving.room,
    )
    if serving.pages:
        app.add_middleware(
            CORSMiddleware,
            allow_origins=serving.pages,
            allow_methods=METHODS,
            allow_headers=("*",),
            expose_headers=TO_PAGES,
        )
    app.add_middleware(Doors, origins=serving.origins)
    metrics = serving.desk.metrics

    def ended(one: Answered) -> None:
        metrics.opened(-1)
        metrics.answered(one)
        logs.answered(one)

    # Outermost: what the others refuse counts too.
    app.add_middleware(Watched, begun=lambda: metrics.opened(1), ended=ended)
    if serving.tracing is not None:
        app.add_middleware(Traced, tracing=serving.tracing)
    app.add_exception_handler(SensoriumError, _failed)
    app.add_exception_handler(RequestValidationError, _malformed)
    app.add_exception_handler(HTTPException, _no_route)

    for room in (chat, responses, audio, sounds, images, embedding, ranking, files, inspecting):
        app.include_router(room.routes(serving))
    app.include_router(videos.routes(serving, filming))
    app.include_router(documents.routes(serving, reading, papers))
    app.include_router(documents_contents.routes(serving, papers))
    app.include_router(realtime.routes(serving, sessions))
    app.include_router(catalogue.routes(serving.desk))
    app.include_router(serving.desk.metrics.routes())
    app.include_router(reference.routes(app))
    app.include_router(studio.routes())
    return app


async def _failed(request: Request, error: Exception) -> Response:
    return Unsent() if isinstance(error, CallerLeft) else failures.answer(error)


async def _malformed(request: Request, error: Exception) -> Response:
    """A body that is not what the route takes: the fault that lies deepest, named. Where one of several forms may be
    given, those that were not meant fail at once.
    """
    assert isinstance(error, RequestValidationError)
    found = max(error.errors(), key=lambda one: len(one["loc"]))
    place = failures.place_of(one for one in found["loc"] if one != "body")
    if found["type"] == UnsupportedCapability.code:
        return await _failed(request, UnsupportedCapability(found["msg"], param=place.partition(".")[0]))
    what = "this route knows no such field; leave it out" if found["type"] == "extra_forbidden" else found["msg"]
    if not place and "json" not in request.headers.get("content-type", ""):
        what = "send it as JSON, with the header Content-Type: application/json"
    return await _failed(request, InvalidInput(f"{place or 'the body'}: {what}", param=place or None))


async def _no_route(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    code = {404: "route_not_found", 405: "method_not_allowed"}.get(error.status_code, "invalid_request")
    what = f"{request.method} {request.url.path[:100]}: {error.detail.rstrip('.')}"
    what += ". GET /openapi.json lists the routes" if error.status_code in (404, 405) else ""
    return JSONResponse(failures.envelope(what, error.status_code, code=code), error.status_code, error.headers)
