"""The connection to one OpenAI-compatible server: requests, streams of events, and failures as typed errors."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx2

from sensorium.errors import (
    InvalidInput,
    ModelNotFound,
    ProviderError,
    ProviderTimeout,
    RateLimited,
    Refused,
    UnsupportedCapability,
)
from sensorium.models import trail
from sensorium.models.openai_wire import Json

TIMEOUT_S = 120.0
LAST_PORT = 65_535
CHECK_ADDRESS = "is the address right? Most end in /v1"


class Connection:
    """Requests to one server. name: of the model there, for messages."""

    def __init__(self, base_url: str, name: str, api_key: str | None, transport: httpx2.BaseTransport | None) -> None:
        self._name = name
        self._client = httpx2.Client(
            base_url=_address(base_url, name), headers=_door(api_key, name), timeout=TIMEOUT_S, transport=transport
        )

    def close(self) -> None:
        """Let go of the server."""
        self._client.close()

    def post(self, path: str, body: Json) -> Json:
        """The JSON that a route answers to JSON."""
        return self._unfailed(self.json("POST", path, body))

    def json(self, method: str, path: str, body: Json | None = None, **form: Any) -> Json:  # noqa: ANN401 - the client's own
        """The JSON object that answers one request. Raises `ProviderError` where it is none."""
        return self._object(self.send(method, path, body, **form).content)

    def send(self, method: str, path: str, body: Json | None = None, **form: Any) -> httpx2.Response:  # noqa: ANN401 - the client's own
        """One request, of JSON or a form, and its answer, whole. Raises the typed error of what went wrong."""
        content, headers = (None, trail.headers()) if body is None else _written(body)
        with self._asking():
            response = self._client.request(method, path, content=content, headers=headers, **form)
        _raise_for(response, self._name)
        return response

    def server_sent(self, path: str, body: Json) -> Iterator[Json]:
        """The JSON of server-sent events, up to [DONE]; some servers end without it, after a finish reason. Raises
        `ProviderError` where neither came.
        """
        told = finished = False
        content, headers = _written(body)
        with self._asking(), self._client.stream("POST", path, content=content, headers=headers) as response:
            if not response.is_success:
                response.read()
            _raise_for(response, self._name)
            for line in response.iter_lines():
                data = line.removeprefix("data:").strip() if line.startswith("data:") else ""
                if data == "[DONE]":
                    return
                if data:
                    chunk = self._unfailed(self._object(data))
                    told, finished = True, finished or _finishes(chunk)
                    yield chunk
        if not told:
            raise ProviderError(f"{self._name} answered without any event; {CHECK_ADDRESS}")
        if not finished:
            raise ProviderError(f"the answer of {self._name} was cut off: its end never came; ask again")

    @contextmanager
    def _asking(self) -> Iterator[None]:
        """What goes wrong on the way. Raises `ProviderTimeout`, `ProviderError`."""
        try:
            yield
        except httpx2.TimeoutException as error:
            raise ProviderTimeout(f"{self._name} did not answer for {TIMEOUT_S:g} s") from error
        except httpx2.ConnectError as error:
            what = f"{self._name} cannot be reached: is the server running, and is its address right?"
            raise ProviderError(what) from error
        except httpx2.RequestError as error:
            raise ProviderError(f"the answer of {self._name} broke off; ask again") from error

    @contextmanager
    def reading(self) -> Iterator[None]:
        """What an answer should hold and does not is the server's failure. Raises `ProviderError`."""
        try:
            yield
        except (LookupError, TypeError, ValueError, RecursionError) as error:
            message = f"{self._name} answered with something else than the JSON of the OpenAI API; {CHECK_ADDRESS}"
            raise ProviderError(message) from error

    def _object(self, data: str | bytes) -> Json:
        with self.reading():
            found: object = json.loads(data)
            if not isinstance(found, dict):
                raise TypeError("no object")
        return found

    def _unfailed(self, answer: Json) -> Json:
        if answer.get("error"):
            raise ProviderError(f"{self._name} failed while answering: {_message(answer)}")
        return answer


def _address(base_url: str, name: str) -> httpx2.URL:
    """Where a server is. Raises `ModelNotFound` for what is no address of one."""
    try:
        url = httpx2.URL(base_url)
    except httpx2.InvalidURL:
        url = httpx2.URL()
    if url.scheme not in ("http", "https") or not url.host or (url.port or 0) > LAST_PORT:
        raise ModelNotFound(f"{name} is at no address that can be asked: an address is http://HOST:PORT/v1")
    return url


def _door(api_key: str | None, name: str) -> dict[str, str]:
    """What opens the server's door. Raises `Refused` for what cannot be a key."""
    key = (api_key or "").strip()
    if not key.isascii() or not key.isprintable():
        raise Refused(f"the key for {name} holds characters that no key has: set it again")
    return {"Authorization": f"Bearer {key}"} if key else {}


def _written(body: Json) -> tuple[bytes, dict[str, str]]:
    """A body and what is said about it. Raises `InvalidInput` for what JSON cannot tell, such as half a character."""
    try:
        data = json.dumps(body, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()
    except (TypeError, ValueError, RecursionError) as error:
        raise InvalidInput(f"the request cannot be told in JSON: {error}") from error
    return data, {"Content-Type": "application/json", **trail.headers()}


def _finishes(chunk: Json) -> bool:
    return any(choice.get("finish_reason") for choice in chunk.get("choices") or ())


def _raise_for(response: httpx2.Response, name: str) -> None:
    """The typed error of whatever is no success."""
    if response.is_success:
        return
    try:
        body = response.json()
    except ValueError:
        body = {}
    said = _message(body)
    match response.status_code:
        case code if code < 400:
            raise ProviderError(f"{name} is not at this address ({code}): {_elsewhere(response)}")
        case 401 | 403:
            raise Refused(f"{name} refused the key: {said}. Set OPENAI_API_KEY or SENSORIUM_API_KEY")
        case 404:
            raise ModelNotFound(f"{name} has no such model or route: {said}")
        case 429:
            raise RateLimited(f"{name} asks to slow down: {said}")
        case 504:
            raise ProviderTimeout(f"{name} timed out: {said}")
        case code if code < 500 and _code(body) == UnsupportedCapability.code:
            raise UnsupportedCapability(f"{name} cannot do that: {said}")
        case code if code < 500:
            raise InvalidInput(f"{name} refused the request: {said}", code=_code(body))
        case code:
            raise ProviderError(f"{name} failed with status {code}: {said}")


def _elsewhere(response: httpx2.Response) -> str:
    """Where a redirect points, without what may be secret of it, and what to do about it."""
    if response.next_request is None:
        return "the server does not say where it is; correct the address"
    url = response.next_request.url
    return f"correct the address, the server points to {url.scheme}://{url.netloc.decode()}{url.path}"


def _message(body: object) -> str:
    error = body.get("error") if isinstance(body, dict) else None
    if isinstance(error, dict):
        return str(error.get("message", "no reason given"))
    return str(error or "no reason given")


def _code(body: object) -> str:
    error = body.get("error") if isinstance(body, dict) else None
    code = error.get("code") if isinstance(error, dict) else None
    return str(code or "invalid_request")
