"""How much a key may ask for: by requests and by tokens, each key by itself."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import AbstractContextManager

import httpx2
import openai
import pytest

from sensorium.models.native import NativeModel
from sensorium.native.assistant import Assistant
from sensorium.surfaces.server.desk import Desk
from sensorium.surfaces.server.rates import Bucket, Rates
from sensorium.surfaces.server.serving import Serving

Serve = Callable[[Serving], AbstractContextManager[str]]
CHAT = "/v1/chat/completions"
ASKED = {"model": "tiny", "messages": [{"role": "user", "content": "What is this?"}], "max_tokens": 4, "seed": 1}


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


def server(assistant: Assistant, rates: Rates) -> Serving:
    desk = Desk(("tiny",), load=lambda name: NativeModel(assistant, name))
    return Serving(desk=desk, keys=("one", "two"), rates=rates)


def ask(address: str, key: str = "one", path: str = CHAT, **body: object) -> httpx2.Response:
    headers = {"Authorization": f"Bearer {key}"}
    return httpx2.post(f"{address}{path}", json=ASKED | body if path == CHAT else body, headers=headers, timeout=60)


def test_a_bucket_fills_evenly_and_holds_a_minute() -> None:
    clock = Clock()
    bucket = Bucket(30, clock)
    bucket.take(30)
    assert (bucket.level, bucket.wait_s(1)) == (0.0, 2.0)
    clock.now += 1
    assert (bucket.level, bucket.wait_s(1)) == (0.5, 1.0)
    bucket.take(15)
    assert bucket.wait_s(1) == pytest.approx(31.0)  # what was used beyond it is waited for
    clock.now += 1000
    assert (bucket.level, bucket.wait_s(30)) == (30.0, 0.0)


def test_requests_are_counted_by_key_and_come_back_with_time(assistant: Assistant, serve: Serve) -> None:
    clock = Clock()
    with serve(server(assistant, Rates(requests=2, clock=clock))) as address:
        left = [ask(address).headers["x-ratelimit-remaining-requests"] for _ in range(2)]
        assert left == ["1", "0"]
        refused = ask(address)
        assert (refused.status_code, refused.json()["error"]["code"]) == (429, "rate_limit_exceeded")
        assert refused.headers["retry-after"] == "30"
        assert refused.headers["x-ratelimit-limit-requests"] == "2"
        assert "2 requests a minute are used up: try again in 30 s" in refused.json()["error"]["message"]
        assert ask(address, "two").status_code == 200
        assert httpx2.get(f"{address}/v1/models", headers={"Authorization": "Bearer one"}).status_code == 200
        clock.now += 30
        assert ask(address).status_code == 200
        assert ask(address).status_code == 429


def test_tokens_are_counted_as_they_are_used(assistant: Assistant, serve: Serve) -> None:
    clock = Clock()
    with serve(server(assistant, Rates(tokens=90, clock=clock))) as address:
        first = ask(address)
        used = first.json()["usage"]["total_tokens"]
        assert first.headers["x-ratelimit-remaining-tokens"] in (str(90 - used), "90")  # its own, if known by then
        second = ask(address, stream=True)
        assert second.status_code == 200
        third = ask(address, path="/v1/embeddings", model="tiny", input="a red car")
        counted = third.json()["usage"]["total_tokens"]
        assert third.headers["x-ratelimit-remaining-tokens"] == str(90 - 2 * used - counted)
        for _ in range(40):
            answer = ask(address)
            if answer.status_code == 429:
                break
        assert answer.json()["error"]["message"].startswith("90 tokens a minute are used up")
        assert ask(address, "two").status_code == 200
        clock.now += 60
        assert ask(address).status_code == 200


def test_who_goes_away_pays_for_what_was_told(assistant: Assistant, serve: Serve) -> None:
    rates = Rates(tokens=10_000, clock=Clock())
    with serve(server(assistant, rates)) as address:
        body = ASKED | {"max_tokens": 150, "stream": True, "seed": 2, "temperature": 1.0}
        headers = {"Authorization": "Bearer one"}
        with httpx2.stream("POST", f"{address}{CHAT}", json=body, headers=headers, timeout=60) as answer:
            told = (line for line in answer.iter_lines() if '"content":"' in line and '"content":""' not in line)
            assert next(told)
        (account,) = rates._accounts.values()
        deadline = time.monotonic() + 10
        while account.buckets["tokens"].level == 10_000 and time.monotonic() < deadline:
            time.sleep(0.02)
        assert 9_000 < account.buckets["tokens"].level < 10_000


@pytest.mark.filterwarnings("ignore:The Sora API:DeprecationWarning")  # the shape outlives the service
def test_a_job_is_charged_to_whoever_asked_for_it(assistant: Assistant, serve: Serve) -> None:
    rates = Rates(tokens=10_000, clock=Clock())
    with serve(server(assistant, rates)) as address:
        client = openai.OpenAI(base_url=f"{address}/v1", api_key="two", max_retries=0, timeout=60)
        job = client.videos.create_and_poll(model="tiny", prompt="a red car moves left", poll_interval_ms=50)
        assert job.status == "completed"
        (account,) = rates._accounts.values()
        assert account.buckets["tokens"].level < 10_000 - 4 * 64


def test_the_sdk_knows_the_error(assistant: Assistant, serve: Serve) -> None:
    with serve(server(assistant, Rates(requests=1, clock=Clock()))) as address:
        client = openai.OpenAI(base_url=f"{address}/v1", api_key="one", max_retries=0, timeout=60)
        client.embeddings.create(model="tiny", input="a dog")
        with pytest.raises(openai.RateLimitError, match="1 requests a minute"):
            client.embeddings.create(model="tiny", input="a dog")


@pytest.mark.parametrize("path", ["/rerank", "/v2/rerank", "/v1/rerank"])
def test_every_name_of_a_route_counts(assistant: Assistant, serve: Serve, path: str) -> None:
    with serve(server(assistant, Rates(requests=1, tokens=1_000, clock=Clock()))) as address:
        first = ask(address, path=path, model="tiny", query="a dog", documents=["a cat"])
        used = first.json()["usage"]["total_tokens"]
        assert first.headers["x-ratelimit-remaining-requests"] == "0"
        assert first.headers["x-ratelimit-remaining-tokens"] == str(1_000 - used)
        assert ask(address, path=path, model="tiny", query="a dog", documents=["a cat"]).status_code == 429
        assert ask(address).status_code == 429


def test_without_limits_nothing_is_told_of_them(base_url: str) -> None:
    answer = httpx2.post(f"{base_url}{CHAT}", json=ASKED, timeout=60)
    assert not [name for name in answer.headers if name.startswith("x-ratelimit")]
