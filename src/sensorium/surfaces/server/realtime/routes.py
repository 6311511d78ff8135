"""`WS /v1/realtime` and `POST /v1/realtime/client_secrets`."""

from __future__ import annotations

from typing import Any, Literal

from fastapi import APIRouter, Request, WebSocket
from pydantic import Field
from starlette.websockets import WebSocketDisconnect

from sensorium.errors import InvalidInput, UnsupportedCapability
from sensorium.surfaces.live.cast import Cast
from sensorium.surfaces.live.conversation import new_id
from sensorium.surfaces.live.settings import Settings
from sensorium.surfaces.server import failures, queries, secrets
from sensorium.surfaces.server.keys import key_of, owner_of
from sensorium.surfaces.server.realtime import dialect
from sensorium.surfaces.server.realtime.line import Line
from sensorium.surfaces.server.realtime.running import Running
from sensorium.surfaces.server.realtime.session_wire import SessionFields
from sensorium.surfaces.server.realtime.sessions import Sessions
from sensorium.surfaces.server.realtime.wire import session_of
from sensorium.surfaces.server.serving import Serving
from sensorium.surfaces.server.wire import Wire

PATH = "/v1/realtime"
PROTOCOL = "realtime"  # the subprotocol of pages
BETA_HEADER, BETA = "openai-beta", "realtime=v1"
Json = dict[str, Any]


class Expiry(Wire):
    """How long a client secret is good."""

    anchor: Literal["created_at"] = "created_at"
    seconds: int = Field(default=secrets.USUAL_S, ge=secrets.SHORTEST_S, le=secrets.LONGEST_S)


class SecretRequest(Wire):
    """A client secret, and the session that it opens."""

    session: dict[str, Any] | None = None
    expires_after: Expiry | None = None


QUERY = ("model", "resume", "after", "intent")
"""What the address of a session may say."""


def routes(serving: Serving, sessions: Sessions) -> APIRouter:
    """The WebSocket, and the keys of limited life for pages and apps that open it."""
    router = APIRouter(tags=["realtime"])

    @router.post(f"{PATH}/client_secrets")
    async def client_secrets(request: Request, asked: SecretRequest) -> Json:
        """A key that opens live sessions for a while."""
        expiry = asked.expires_after or Expiry()
        fields = session_of(asked.session or {})
        _, settings = await _cast(serving, fields, fields.model)
        given = fields.model_dump(exclude_unset=True)
        secret = serving.secrets.issue(owner_of(request), given, expiry.seconds)
        told = settings.told(new_id("sess"), {})
        return {"value": secret.value, "expires_at": int(secret.expires_at), "session": told}

    @router.websocket(PATH)
    async def realtime(socket: WebSocket) -> None:
        """A conversation."""
        try:
            with serving.rates.charged(owner_of(socket)):
                line, running = await _line(serving, sessions, socket)
        except Exception as error:  # noqa: BLE001 - told before the connection stands
            await socket.send_denial_response(failures.answer(error))
            return
        over = False
        try:
            await socket.accept(PROTOCOL if PROTOCOL in socket.scope.get("subprotocols", []) else None)
            if "resume" in socket.query_params:
                await line.greet()
            over = await line.hold()
        except WebSocketDisconnect:
            pass  # it broke, and is waited for
        finally:
            if over:
                sessions.end(running.id)
            else:
                sessions.detach(running.id, line.hang_up)

    return router


async def _line(serving: Serving, sessions: Sessions, socket: WebSocket) -> tuple[Line, Running]:
    """The line between a socket and its session, which is a new one or one that is taken up again."""
    owner, query = owner_of(socket), socket.query_params
    queries.check(query, QUERY)
    if (known := query.get("resume")) is not None:
        running = sessions.find(known, owner)
        begin = running.outbox.after(query.get("after", "event_0"))
    else:
        if query.get("intent") not in (None, "conversation"):
            raise UnsupportedCapability("a session here is a conversation; leave intent out", param="intent")
        if (account := serving.rates.account(owner)) is not None:
            account.check()
        payer = owner or (socket.client.host if socket.client else "")
        sessions.make_room(payer)
        running = await _opened(serving, socket)
        sessions.make_room(payer)  # others may have come while a model was loaded
        sessions.add(running, owner, payer)
        begin = 1
    line = Line(socket, running, sessions.bounds, begin)
    sessions.attach(running.id, line.hang_up)
    return line, running


async def _opened(serving: Serving, socket: WebSocket) -> Running:
    """A new session as the address, and the client secret, say."""
    secret = serving.secrets.find(key_of(socket.scope))
    fields = session_of(secret.session if secret else {})
    cast, settings = await _cast(serving, fields, socket.query_params.get("model"))
    owner = owner_of(socket)
    spelled = dialect.beta if socket.headers.get(BETA_HEADER) == BETA else dialect.current
    return Running(cast, settings, spelled, lambda: serving.reader(owner), serving.limits, serving.live)


async def _cast(serving: Serving, fields: SessionFields, model: str | None) -> tuple[Cast, Settings]:
    """Who takes part, and the settings to begin with. Raises ModelNotFound, InvalidInput, UnsupportedCapability."""
    if fields.model is not None and model not in (None, fields.model):
        raise InvalidInput(f"this client secret opens sessions of {fields.model}", param="model")
    name = fields.model or model
    cast = Cast(mind=await serving.desk.runner(name), built_in=serving.desk.built_in)
    settings = fields.applied(Settings(model=name or serving.desk.known(None)))
    cast.check(aloud=settings.speaking.aloud, voice=settings.speaking.voice)
    return cast, settings
