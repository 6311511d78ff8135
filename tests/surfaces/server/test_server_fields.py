"""Every field of every route with odd values in it: answered, or refused with a typed error; never a failure here."""

from __future__ import annotations

import json
import random
import time
from collections.abc import Callable
from typing import Any

import httpx2
import pytest

BODIES: dict[str, dict[str, Any]] = {
    "/v1/chat/completions": {"messages": [{"role": "user", "content": "x"}], "max_tokens": 1},
    "/v1/inspections": {"messages": [{"role": "user", "content": "x"}], "max_tokens": 1},
    "/v1/responses": {"input": "x", "max_output_tokens": 1},
    "/v1/responses/input_tokens": {"input": "x"},
    "/v1/embeddings": {"input": "x"},
    "/v1/rerank": {"query": "x", "documents": ["y"]},
    "/v1/images/generations": {"prompt": "x"},
    "/v1/audio/speech": {"input": "x"},
    "/v1/audio/generations": {"prompt": "x", "kind": "sound"},
    "/v1/audio/generate": {"input": "x", "audio_length": 3},
    "/v1/audio/scores": {"abc": "X:1\nT:A\nM:4/4\nL:1/8\nK:D\nDEFG ABcd|\n", "response_format": "abc"},
    "/v1/sound-generation": {"text": "x"},
    "/v1/realtime/client_secrets": {"session": {"type": "realtime"}},
    "/v1/documents/{document_id}/extractions": {"schema": {"type": "object", "properties": {"total": {}}}},
    "/v1/documents/{document_id}/questions": {"question": "What is the total?"},
}
ODD: tuple[Any, ...] = (
    None, True, "", " ", "\0", "\ud800", "a\udfffb", "\u202e\ufeff", "x" * 100_000, -1, 0, 2**31, 2**63, 2**64, 10**400,
    -1e308, 1e-320, float("nan"), float("inf"), [], [[]], [None], ["\ud800"], {}, {"": ""}, {"a": {"b": [1]}},
    {"type": "object"}, [{"type": "text", "text": "\ud800"}], [{"role": "user", "content": "\ud800"}],
)  # fmt: skip
TRIED = 40  # of the pairs of a field and a value, for each route
FORMS = {
    "/v1/videos": {"prompt": "x"},
    "/v1/files": {"purpose": "x"},
    "/v1/audio/transcriptions": {"model": "tiny"},
    "/v1/documents": {"file_id": "x"},
}
FIELDS_OF_FORMS = (
    *("prompt", "seconds", "seed", "purpose", "expires_after[seconds]", "temperature", "stream"),
    *("file_id", "pages", "password", "reader", "verify", "figures", "embedded"),
)


@pytest.fixture(scope="module")
def place(base_url: str) -> Callable[[str], str]:
    """The path of a route, with a document that was read where it wants one."""
    with httpx2.Client(base_url=base_url, timeout=60) as http:
        known = http.post("/v1/documents", files={"file": ("a.txt", b"Total: 42")}).json()["id"]
        until = time.monotonic() + 60
        while (status := http.get(f"/v1/documents/{known}").json()["status"]) != "completed":
            assert time.monotonic() < until, status
            time.sleep(0.1)
    return lambda path: path.format(document_id=known)


@pytest.fixture(scope="module")
def fields(base_url: str) -> dict[str, list[str]]:
    """The fields of each route that takes JSON, as the server describes them."""
    document = httpx2.get(f"{base_url}/openapi.json").json()
    found = {}
    for path, methods in document["paths"].items():
        content = methods.get("post", {}).get("requestBody", {}).get("content", {})
        if "application/json" in content:
            schema = content["application/json"]["schema"]
            found[path] = sorted(document["components"]["schemas"][schema["$ref"].rpartition("/")[2]]["properties"])
    return found


def test_every_route_is_tried(fields: dict[str, list[str]]) -> None:
    assert set(fields) == set(BODIES)


@pytest.mark.parametrize("path", BODIES)
def test_odd_values_are_answered_or_refused(
    base_url: str, fields: dict[str, list[str]], place: Callable[[str], str], path: str
) -> None:
    pairs = [(name, value) for name in (*fields[path], "no_such_field") for value in ODD]
    with httpx2.Client(base_url=base_url, timeout=60) as http:
        for name, value in random.Random(path).sample(pairs, TRIED):
            body = json.dumps(BODIES[path] | {name: value})
            answer = http.post(place(path), content=body, headers={"Content-Type": "application/json"})
            well(answer, f"{name}={value!r:.40}")


@pytest.mark.parametrize("value", [value for value in ODD if "\\ud" in json.dumps(value)])
@pytest.mark.parametrize("path", BODIES)
def test_half_a_character_is_no_failure(base_url: str, place: Callable[[str], str], path: str, value: Any) -> None:
    """JSON may hold half of a character, which no text can."""
    with httpx2.Client(base_url=base_url, timeout=60) as http:
        for name in BODIES[path]:
            body = json.dumps(BODIES[path] | {name: value})
            answer = http.post(place(path), content=body, headers={"Content-Type": "application/json"})
            well(answer, f"{name}={value!r}")


@pytest.mark.parametrize("path", FORMS)
def test_odd_forms_are_answered_or_refused(base_url: str, path: str) -> None:
    words = [str(value) for value in ODD if isinstance(value, str | int | float) and "\ud800" not in str(value)]
    with httpx2.Client(base_url=base_url, timeout=60) as http:
        for name in FIELDS_OF_FORMS:
            for word in words:
                sent = FORMS[path] | {name: word.encode("utf-8", "surrogatepass")}
                form = {key: (None, value) for key, value in sent.items()}
                answer = http.post(path, files=form)
                well(answer, f"{name}={word!r:.40}")
                if path == "/v1/videos" and answer.status_code == 200:
                    http.delete(f"{path}/{answer.json()['id']}").raise_for_status()


def test_a_body_that_says_not_to_be_json_is_told_how_to(base_url: str) -> None:
    with httpx2.Client(base_url=base_url, timeout=60) as http:
        body = {"model": "tiny", "messages": []}
        answer = http.post("/v1/chat/completions", content=json.dumps(body), headers={"Content-Type": "text/plain"})
        assert answer.status_code == 400
        assert "Content-Type: application/json" in answer.json()["error"]["message"]


def well(answer: httpx2.Response, what: str) -> None:
    assert answer.status_code < 500, (what, answer.text[:300])
    if answer.status_code != 200:
        error = answer.json()["error"]
        assert all(isinstance(error[key], str) and error[key] for key in ("message", "type", "code")), (what, error)
