"""What a server counts of itself, as a scraper reads it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

import httpx2
import openai
import pytest
from prometheus_client.parser import text_string_to_metric_families

from sensorium.models.native import NativeModel
from sensorium.native.assistant import Assistant
from sensorium.surfaces.server.desk import Desk
from sensorium.surfaces.server.serving import Serving

CHAT = "/v1/chat/completions"


@pytest.fixture
def counting(assistant: Assistant, serve: Callable[[Serving], AbstractContextManager[str]]) -> Iterator[str]:
    """A server that nobody has asked anything."""
    with serve(Serving(desk=Desk(("tiny",), load=lambda name: NativeModel(assistant, name)))) as address:
        yield address


def read(address: str) -> dict[tuple[str, tuple[str, ...]], float]:
    """Every sample by its name and the values of its labels, in the order of their names."""
    answer = httpx2.get(f"{address}/metrics")
    assert answer.headers["content-type"].startswith("text/plain")
    return {
        (sample.name, tuple(sample.labels[name] for name in sorted(sample.labels))): sample.value
        for family in text_string_to_metric_families(answer.text)
        for sample in family.samples
    }


def test_requests_and_tokens_are_counted_by_what_they_are(counting: str) -> None:
    with openai.OpenAI(base_url=f"{counting}/v1", api_key="none", max_retries=0, timeout=60) as client:
        asked = [{"role": "user", "content": "Draw a red car."}]
        whole = client.chat.completions.create(model="tiny", messages=asked, max_tokens=3)  # type: ignore[call-overload]
        streamed = client.chat.completions.create(model="tiny", messages=asked, max_tokens=3, stream=True)  # type: ignore[call-overload]
        assert list(streamed)
    assert httpx2.get(f"{counting}/v1/secret-{7}").status_code == 404
    assert httpx2.post(f"{counting}{CHAT}", json={}).status_code == 400
    found = read(counting)
    assert found["sensorium_requests_total", ("POST", CHAT, "200")] == 2
    assert found["sensorium_requests_total", ("POST", CHAT, "400")] == 1
    assert found["sensorium_requests_total", ("GET", "none", "404")] == 1  # no label that a stranger chooses
    assert found["sensorium_request_seconds_count", (CHAT,)] == 3
    assert found["sensorium_tokens_total", ("in", "text", "tiny")] == 2 * whole.usage.prompt_tokens
    assert found["sensorium_tokens_total", ("out", "text", "tiny")] == 2 * whole.usage.completion_tokens
    assert found["sensorium_first_output_seconds_count", ("tiny",)] == 2
    assert found["sensorium_open_requests", ()] == 1  # this one


def test_nothing_that_was_said_is_told(counting: str) -> None:
    body = {"model": "tiny", "messages": [{"role": "user", "content": "a zebra"}], "max_tokens": 2}
    httpx2.post(f"{counting}{CHAT}", json=body, timeout=60, headers={"Authorization": "Bearer sesame"})
    told = httpx2.get(f"{counting}/metrics").text
    assert "zebra" not in told
    assert "sesame" not in told
