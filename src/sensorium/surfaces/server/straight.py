"""A route that is answered without the framework's way in, which costs more than a short answer.

Only what is whole, JSON and valid is answered here. All else goes on to the framework, whose route is the same
function, and which says what is wrong.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ValidationError
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sensorium.errors import SensoriumError
from sensorium.surfaces.server import failures
from sensorium.surfaces.server.keys import OWNER
from sensorium.surfaces.server.streaming import CallerLeft

JSON = b"application/json"
Asked = TypeVar("Asked", bound=BaseModel)


@dataclass(frozen=True, kw_only=True)
class Route(Generic[Asked]):
    """A POST of JSON. answer: what its request comes to, given whose it is and what else comes of its caller."""

    path: str
    request: type[Asked]
    answer: Callable[[str, Receive, Asked], Awaitable[Response]]


class Straight:
    """ASGI middleware: answers one route and passes on all others. The innermost: all doors stand before it."""

    def __init__(self, app: ASGIApp, route: Route[Any]) -> None:
        self._app, self._route = app, route

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"] != self._route.path or not _is_plain(scope):
            await self._app(scope, receive, send)
            return
        messages = await _whole(receive)
        asked = self._valid(messages)
        if asked is None:
            await self._app(scope, _again(messages, receive), send)
            return
        scope["route"] = self._route  # its template, for who counts and logs
        try:
            response = await self._route.answer(scope.get(OWNER, ""), receive, asked)
        except CallerLeft:
            return
        except SensoriumError as error:
            response = failures.answer(error)
        await response(scope, receive, send)

    def _valid(self, messages: Sequence[Message]) -> BaseModel | None:
        """The request; None where its sender left, or where it is not one."""
        if messages[-1]["type"] != "http.request":
            return None
        try:
            asked: BaseModel = self._route.request.model_validate_json(
                b"".join([one.get("body", b"") for one in messages])
            )
            return asked
        except ValidationError:
            return None


def _is_plain(scope: Scope) -> bool:
    """Whether JSON is sent, and nothing else is asked for in the address."""
    return scope["method"] == "POST" and not scope["query_string"] and (b"content-type", JSON) in scope["headers"]


async def _whole(receive: Receive) -> list[Message]:
    """Everything up to the end of a body, or of the connection."""
    messages = [await receive()]
    while messages[-1].get("more_body", False):
        messages.append(await receive())
    return messages


def _again(messages: Sequence[Message], receive: Receive) -> Receive:
    """What was received already, then what comes."""
    left = iter(messages)

    async def received() -> Message:
        for message in left:
            return message
        return await receive()

    return received
