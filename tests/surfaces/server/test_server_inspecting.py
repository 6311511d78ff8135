"""An exchange asked and looked into over HTTP; a tune shown and played."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import httpx2
import numpy as np
import pytest

import sensorium
from sensorium.content import Audio, Image
from sensorium.content.saving import data_url
from sensorium.models.native import NativeModel
from sensorium.native.assistant import Assistant
from sensorium.surfaces.server.desk import Desk
from sensorium.surfaces.server.serving import Serving

PICTURE = data_url("image/png", Image(np.full((40, 40, 3), (200, 30, 30), np.uint8)).encode("png"))
TUNE = "X:1\nT:A tune\nM:4/4\nL:1/8\nK:D\nDEFG ABcd|d8|]\n"


def body(**more: object) -> dict[str, Any]:
    content = [{"type": "text", "text": "What is this?"}, {"type": "image_url", "image_url": {"url": PICTURE}}]
    asked = {"model": "tiny", "messages": [{"role": "user", "content": content}], "max_tokens": 6, "seed": 5}
    return {**asked, "modalities": ["text", "image"], **more}


def asked(base_url: str, **more: object) -> httpx2.Response:
    return httpx2.post(f"{base_url}/v1/inspections", json=body(**more), timeout=60)


def test_the_exchange_that_is_looked_into_is_the_one_that_was_answered(base_url: str) -> None:
    answered = httpx2.post(f"{base_url}/v1/chat/completions", json=body(), timeout=60).json()
    found = asked(base_url).json()
    told = answered["choices"][0]["message"]
    assert found["message"]["content"] == told["content"]
    assert found["message"]["images"] == told["images"]
    assert found["usage"] == answered["usage"]
    assert len(found["positions"]) == answered["usage"]["total_tokens"]
    assert found["num_prompt"] == answered["usage"]["prompt_tokens"]
    said = [one["text"] for one in found["positions"] if one.get("state", {}).get("stage") == "text"]
    assert "".join(said[:-1]).strip() == told["content"].strip()
    assert said[-1] == "END"


def test_positions_say_where_they_came_from(base_url: str) -> None:
    found = asked(base_url).json()
    features = [one for one in found["positions"] if one["kind"] == "feature"]
    assert features[0]["source"] == {"message": 0, "part": 1, "box": [0.0, 0.0, 0.125, 0.125]}
    cells = [one for one in found["positions"] if one["kind"] == "cell"]
    assert len(cells) == 64
    assert len(cells[0]["codes"]) == len(cells[0]["probabilities"]) == 4
    assert cells[0]["source"]["message"] == 1
    assert {block["kind"] for block in found["blocks"]} == {"mark", "word", "feature", "cell"}


def test_attention_is_told_for_one_position_at_a_time(base_url: str) -> None:
    found = asked(base_url).json()
    address = f"{base_url}/v1/inspections/{found['id']}/attention"
    position = found["num_prompt"] + 2
    mean = httpx2.get(address, params={"position": position}).json()
    assert len(mean["shares"]) == position + 1
    assert sum(mean["shares"]) == pytest.approx(1, abs=0.01)
    places = [(layer, head) for layer in range(found["num_layers"]) for head in range(found["num_heads"])]
    each = [
        httpx2.get(address, params={"position": position, "layer": layer, "head": head}).json()["shares"]
        for layer, head in places
    ]
    np.testing.assert_allclose(np.mean(each, 0), mean["shares"], atol=1e-4)
    wrong = httpx2.get(address, params={"position": 10**6})
    assert (wrong.status_code, wrong.json()["error"]["param"]) == (400, "position")


COUNT = {"type": "object", "properties": {"n": {"type": "integer"}}, "required": ["n"], "additionalProperties": False}
FORM = {"type": "json_schema", "json_schema": {"name": "count", "schema": COUNT}}


@pytest.mark.parametrize(
    "more",
    [
        {"modalities": ["text"], "response_format": FORM, "max_tokens": 60},
        {"modalities": ["text"], "stop": ["e", "a", " "], "temperature": 1.0},
        {"modalities": []},
        pytest.param({"modalities": ["text", "speech", "sound", "video", "music"]}, marks=pytest.mark.slow),
    ],
)
def test_whatever_was_asked_its_grammar_is_walked_again(base_url: str, more: dict[str, Any]) -> None:
    found = asked(base_url, **more).json()
    written = found["positions"][found["num_prompt"] :]
    assert len(written) == found["usage"]["completion_tokens"]
    assert all("state" in one or one["kind"] in ("mark", "cell") for one in written), "the rest the grammar wrote"
    assert all(0 <= one <= 1 for position in written for one in position.get("probabilities", []))


@pytest.mark.parametrize(("field", "value"), [("n", 2), ("stream", True)])
def test_an_inspection_is_of_one_answer(base_url: str, field: str, value: object) -> None:
    refused = asked(base_url, **{field: value})
    assert (refused.status_code, refused.json()["error"]["param"]) == (400, field)


def test_the_last_few_are_kept(base_url: str) -> None:
    first, *_rest = [asked(base_url, modalities=["text"]).json()["id"] for _ in range(5)]
    gone = httpx2.get(f"{base_url}/v1/inspections/{first}/attention", params={"position": 0})
    assert gone.status_code == 404
    assert "ask again" in gone.json()["error"]["message"]


def test_another_key_finds_none(assistant: Assistant, serve: Callable[[Serving], AbstractContextManager[str]]) -> None:
    desk = Desk(("tiny",), load=lambda name: NativeModel(assistant, name))
    mine, other = ({"Authorization": f"Bearer {key}"} for key in ("one", "two"))
    with serve(Serving(desk=desk, keys=("one", "two"))) as address:
        made = httpx2.post(f"{address}/v1/inspections", json=body(modalities=["text"]), headers=mine, timeout=60)
        path = f"{address}/v1/inspections/{made.json()['id']}/attention?position=1"
        assert httpx2.get(path, headers=mine).status_code == 200
        assert httpx2.get(path, headers=other).status_code == 404


def test_only_a_native_model_shows_its_inside(
    base_url: str, assistant: Assistant, serve: Callable[[Serving], AbstractContextManager[str]]
) -> None:
    (card,) = (one for one in httpx2.get(f"{base_url}/v1/models").json()["data"] if one["id"] == "tiny")
    assert card["inspectable"] is True
    far = Desk(("far",), load=lambda _name: sensorium.load(f"{base_url}/v1#tiny"))
    with serve(Serving(desk=far)) as address:
        (card,) = httpx2.get(f"{address}/v1/models").json()["data"]
        assert card["inspectable"] is False
        refused = httpx2.post(f"{address}/v1/inspections", json=body(model="far"), timeout=60)
        assert refused.status_code == 400
        assert refused.json()["error"]["code"] == "unsupported_capability"


def test_a_tune_is_shown_and_played(base_url: str) -> None:
    shown = httpx2.post(f"{base_url}/v1/audio/scores", json={"abc": TUNE}, timeout=60)
    assert shown.headers["content-type"] == "image/svg+xml"
    assert b"<svg" in shown.content[:400]
    played = httpx2.post(f"{base_url}/v1/audio/scores", json={"abc": TUNE, "response_format": "wav"}, timeout=60)
    assert Audio.open(played.content).duration_s > 1
    refused = httpx2.post(f"{base_url}/v1/audio/scores", json={"abc": "no tune"}, timeout=60)
    assert (refused.status_code, refused.json()["error"]["code"]) == (400, "invalid_score")
    assert httpx2.post(f"{base_url}/v1/audio/scores", json={"abc": TUNE + "D" * 20_000}).status_code == 400
