"""The connection to one OpenAI-compatible server: requests, streams of events, and failures as typed errors."""

from __future__ import annotations

import json
from collections.abc import Iterator
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


class Connection:
    """Requests to one server. name: of the model there, for messages."""

    def __init__(self, base_url: str, name: str, api_key: str | None, transport: httpx2.BaseTransport | None) -> None:
        headers = {"Authorization": f"Bearer {api_key}"} if api_key else {}
        self._name = name
        self._client = httpx2.Client(base_url=base_url, headers=headers, timeout=TIMEOUT_S, transport=transport)

    def close(self) -> None:
        """Let go of the server."""
        self._client.close()

    def post(self, path: str, body: Json) -> Json:
        """The JSON that a route answers to JSON."""
        answer: Json = self.send("POST", path, json=body).json()
        return answer

    def send(self, method: str, path: str, **content: Any) -> httpx2.Response:  # noqa: ANN401 - the client's own
        """One request and its answer, whole. Raises the typed error of what went wrong."""
        try:
            response = self._client.request(method, path, headers=trail.headers(), **content)
        except httpx2.TimeoutException as error:
            raise ProviderTimeout(f"{self._name} did not answer within {TIMEOUT_S:g} s") from error
        except httpx2.TransportError as error:
            raise ProviderError(f"{self._name} cannot be reached: is the server running?") from error
        _raise_for(response, self._name)
        return response

    def server_sent(self, path: str, body: Json) -> Iterator[Json]:
        """The JSON of server-sent events, up to [DONE]."""
        try:
            with self._client.stream("POST", path, json=body, headers=trail.headers()) as response:
                if response.is_error:
                    response.read()
                _raise_for(response, self._name)
                for line in response.iter_lines():
                    data = line.removeprefix("data:").strip() if line.startswith("data:") else ""
                    if data == "[DONE]":
                        return
                    if data:
                        yield _event(data)
        except httpx2.TimeoutException as error:
            raise ProviderTimeout(f"{self._name} stopped answering for {TIMEOUT_S:g} s") from error
        except httpx2.TransportError as error:
            raise ProviderError(f"the answer of {self._name} broke off") from error


def _event(data: str) -> Json:
    chunk: Json = json.loads(data)
    if "error" in chunk:
        raise ProviderError(f"the server failed while answering: {_message(chunk)}")
    return chunk


def _raise_for(response: httpx2.Response, name: str) -> None:
    """The typed error of an HTTP failure."""
    if not response.is_error:
        return
    try:
        body = response.json()
    except ValueError:
        body = {}
    said = _message(body)
    match response.status_code:
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


def _message(body: object) -> str:
    error = body.get("error") if isinstance(body, dict) else None
    if isinstance(error, dict):
        return str(error.get("message", "no reason given"))
    return str(error or "no reason given")


def _code(body: object) -> str:
    error = body.get("error") if isinstance(body, dict) else None
    code = error.get("code") if isinstance(error, dict) else None
    return str(code or "invalid_request")
