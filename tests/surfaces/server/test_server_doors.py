"""Who may come in, how much they may bring, and what is told about what is here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

import httpx2
import openai
import pytest

import sensorium
from sensorium.errors import InvalidInput, ProviderError
from sensorium.models import WEIGHTS
from sensorium.models.model import Model
from sensorium.models.native import NativeModel
from sensorium.native.assistant import Assistant
from sensorium.surfaces.server.desk import Desk
from sensorium.surfaces.server.serving import Serving

BODY = {"model": "tiny", "messages": [{"role": "user", "content": "x"}], "max_tokens": 2}


def test_models_tell_what_they_take_and_make(client: openai.OpenAI) -> None:
    cards = {card.id: card for card in client.models.list()}
    assert cards.keys() == {"tiny", "gpt-4o", "tts-1"}
    card = cards["gpt-4o"].model_dump()
    assert card["root"] == "tiny"
    assert "video" in card["input_modalities"]
    assert {"text", "image", "speech", "sound", "music", "video"} == set(card["output_modalities"])
    assert client.models.retrieve("tiny").id == "tiny"
    with pytest.raises(openai.NotFoundError):
        client.models.retrieve("gpt-9")


def test_a_model_tells_how_well_it_does_where_its_checkpoint_has_a_card(
    assistant: Assistant, serve: Callable[[Serving], AbstractContextManager[str]]
) -> None:
    folders = {"measured": WEIGHTS, "tiny": None}
    desk = Desk(tuple(folders), load=lambda name: NativeModel(assistant, name, folders[name]))
    with serve(Serving(desk=desk)) as address:
        told, none = (httpx2.get(f"{address}/v1/models/{name}").json()["figures"] for name in ("measured", "tiny"))
    assert none == []
    assert {"words", "mean", "low", "high", "chance"} == told[0].keys()
    assert all(one["low"] <= one["mean"] <= one["high"] for one in told)


def test_the_server_says_how_it_is(base_url: str) -> None:
    httpx2.post(f"{base_url}/v1/chat/completions", json=BODY, timeout=60).raise_for_status()
    assert httpx2.get(f"{base_url}/health").json() == {"status": "ok"}
    assert httpx2.get(f"{base_url}/ready").json() == {"status": "ready"}
    assert httpx2.get(f"{base_url}/version").json() == {"version": sensorium.__version__}


@pytest.mark.parametrize(
    ("method", "path", "status"), [("GET", "/v1/nothing", 404), ("GET", "/v1/chat/completions", 405)]
)
def test_a_route_that_is_not_there_is_told_in_the_envelope(base_url: str, method: str, path: str, status: int) -> None:
    answer = httpx2.request(method, base_url + path)
    assert answer.status_code == status
    assert answer.json()["error"]["message"].startswith(f"{method} {path}")


@pytest.fixture(scope="module")
def guarded(assistant: Assistant, serve: Callable[[Serving], AbstractContextManager[str]]) -> Iterator[str]:
    """A server with keys, little room and a model that cannot be loaded."""

    def load(name: str) -> Model:
        if name == "broken":
            raise ProviderError("the weights are gone")
        return NativeModel(assistant, name)

    desk = Desk(("tiny", "broken"), load=load, most_open=1)
    with serve(Serving(desk=desk, keys=("open-sesame", "other"), body_bytes=20_000)) as address:
        yield address


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ("Bearer open-sesame", 200),
        ("bearer other", 200),
        ("Bearer open", 401),
        ("Basic open-sesame", 401),
        ("", 401),
    ],
)
def test_only_who_brings_a_key_is_answered(guarded: str, sent: str, status: int) -> None:
    headers = {"Authorization": sent} if sent else {}
    answer = httpx2.post(f"{guarded}/v1/chat/completions", json=BODY, headers=headers, timeout=60)
    assert answer.status_code == status
    if status == 401:
        assert answer.json()["error"]["code"] == "invalid_api_key"
    assert httpx2.get(f"{guarded}/health").status_code == 200


def test_a_model_that_cannot_be_loaded_is_told_to_who_asks_for_it(guarded: str) -> None:
    headers = {"Authorization": "Bearer other"}
    for _ in range(2):
        answer = httpx2.post(f"{guarded}/v1/chat/completions", json=BODY | {"model": "broken"}, headers=headers)
        assert (answer.status_code, answer.json()["error"]["code"]) == (502, "provider_error")


def test_a_model_that_cannot_be_loaded_is_listed_with_the_reason(guarded: str) -> None:
    headers = {"Authorization": "Bearer other"}
    answer = httpx2.get(f"{guarded}/v1/models", headers=headers)
    assert answer.status_code == 200, answer.text
    tiny, broken = answer.json()["data"]
    assert "error" not in tiny
    assert "text" in tiny["output_modalities"]
    assert (broken["id"], broken["object"], broken["root"]) == ("broken", "model", "broken")
    assert broken.keys() == {*tiny, "error"}
    assert broken["input_modalities"] == broken["output_modalities"] == broken["embedding_modalities"] == []
    assert broken["error"] == {"code": "provider_error", "message": "the weights are gone"}
    assert httpx2.get(f"{guarded}/v1/models/broken", headers=headers).status_code == 502


@pytest.mark.parametrize("chunked", [False, True])
def test_a_body_over_the_limit_is_refused(guarded: str, chunked: bool) -> None:
    body = b'{"messages": "' + b"x" * 30_000 + b'"}'
    content = iter([body[:15_000], body[15_000:]]) if chunked else body
    headers = {"Authorization": "Bearer other", "Content-Type": "application/json"}
    answer = httpx2.post(f"{guarded}/v1/chat/completions", content=content, headers=headers)
    assert (answer.status_code, answer.json()["error"]["code"]) == (413, "request_too_large")


def test_who_comes_when_all_places_are_taken_is_told_when_to_come_again(guarded: str) -> None:
    headers = {"Authorization": "Bearer other"}
    asked = BODY | {"modalities": ["video"], "stream": True}
    with httpx2.stream("POST", f"{guarded}/v1/chat/completions", json=asked, headers=headers, timeout=60) as running:
        assert running.status_code == 200
        answer = httpx2.post(f"{guarded}/v1/chat/completions", json=BODY, headers=headers)
        assert (answer.status_code, answer.json()["error"]["code"]) == (429, "overloaded")
        assert int(answer.headers["retry-after"]) >= 1


def test_an_alias_of_nothing_is_refused() -> None:
    with pytest.raises(InvalidInput, match="no such model"):
        Desk(("tiny",), {"gpt-4o": "large"})


def test_every_route_is_described_on_a_page_that_asks_nobody(base_url: str) -> None:
    page = httpx2.get(f"{base_url}/docs").text
    document = httpx2.get(f"{base_url}/openapi.json").json()
    assert len(document["paths"]) > 20
    for path in document["paths"]:
        assert path in page
    for field in ("max_completion_tokens", "stream_options", "partial_images", "response_format"):
        assert field in page
    assert "https://" not in page
    assert "default-src &#x27;none&#x27;" in page or "default-src 'none'" in page
