"""Words in the form that was asked for, by the unmodified SDK of OpenAI."""

from __future__ import annotations

import json
from typing import Any, Literal

import openai
import pytest
from pydantic import BaseModel

import sensorium
from sensorium.content import Text
from sensorium.models.native import NativeModel
from sensorium.models.openai_compatible import OpenAICompatibleModel
from sensorium.models.sensorium_address import SensoriumAddress

QUESTION = "Which thing is it?"
ASKED: Any = [{"role": "user", "content": QUESTION}]
MOST = 150


class Thing(BaseModel, extra="forbid"):
    name: str
    colour: Literal["red", "green", "deep blue"]


def alone(tiny: NativeModel, seed: int) -> str:
    schema = Thing.model_json_schema()
    return tiny.generate(QUESTION, outputs=["text"], seed=seed, max_tokens=MOST, schema=schema).text


def test_a_chat_is_parsed_by_the_sdk(client: openai.OpenAI, tiny: NativeModel) -> None:
    answer = client.chat.completions.parse(
        model="tiny", messages=ASKED, seed=4, max_completion_tokens=MOST, response_format=Thing
    )
    message = answer.choices[0].message
    assert isinstance(message.parsed, Thing)
    assert message.content == alone(tiny, 4)


def test_a_stream_comes_to_the_same(client: openai.OpenAI, tiny: NativeModel) -> None:
    with client.chat.completions.stream(
        model="tiny", messages=ASKED, seed=5, max_completion_tokens=MOST, response_format=Thing
    ) as stream:
        answer = stream.get_final_completion()
    assert isinstance(answer.choices[0].message.parsed, Thing)
    assert answer.choices[0].message.content == alone(tiny, 5)


def test_any_object_will_do(client: openai.OpenAI) -> None:
    answer = client.chat.completions.create(
        model="tiny", messages=ASKED, seed=6, max_completion_tokens=MOST, response_format={"type": "json_object"}
    )
    assert isinstance(json.loads(answer.choices[0].message.content or ""), dict)


def test_a_response_is_parsed_by_the_sdk(client: openai.OpenAI, tiny: NativeModel) -> None:
    answer = client.responses.parse(
        model="tiny", input=QUESTION, max_output_tokens=MOST, text_format=Thing, extra_body={"seed": 4}
    )
    assert isinstance(answer.output_parsed, Thing)
    assert answer.output_text == alone(tiny, 4)
    assert answer.text is not None
    assert answer.text.format is not None
    assert answer.text.format.type == "json_schema"


@pytest.mark.parametrize(
    ("form", "message"),
    [
        ({"type": "json_schema"}, "response_format.json_schema.schema is missing"),
        ({"type": "json_schema", "json_schema": {"name": "a", "schema": {"type": "thing"}}}, "cannot be followed"),
    ],
)
def test_a_form_that_cannot_be_followed_is_refused(client: openai.OpenAI, form: Any, message: str) -> None:
    with pytest.raises(openai.BadRequestError, match=message):
        client.chat.completions.create(model="tiny", messages=ASKED, response_format=form)
    with pytest.raises(openai.BadRequestError, match=message):
        client.chat.completions.create(model="tiny", messages=ASKED, response_format=form, stream=True)


@pytest.mark.parametrize("ours", [False, True])
def test_our_clients_pass_a_schema_on(base_url: str, tiny: NativeModel, ours: bool) -> None:
    address = f"{base_url}/v1"
    far = sensorium.load(f"{address}#tiny") if ours else OpenAICompatibleModel(address, "tiny")
    assert isinstance(far, SensoriumAddress) == ours
    reply = far.generate(QUESTION, outputs=["text"], seed=4, max_tokens=MOST, schema=Thing.model_json_schema())
    assert reply.text == alone(tiny, 4)
    assert reply.settings["schema"] == Thing.model_json_schema()


def test_tokens_are_told_as_in_process(client: openai.OpenAI, tiny: NativeModel) -> None:
    (near,) = tiny.generate(QUESTION, outputs=["text"], seed=4, max_tokens=12, top_logprobs=2).parts
    assert isinstance(near, Text)
    ask: Any = {"model": "tiny", "messages": ASKED, "seed": 4, "max_completion_tokens": 12}
    far = client.chat.completions.create(**ask, logprobs=True, top_logprobs=2).choices[0]
    pieces = list(client.chat.completions.create(**ask, logprobs=True, top_logprobs=2, stream=True))
    streamed = [token for piece in pieces for c in piece.choices if c.logprobs for token in c.logprobs.content or []]
    for told in (far.logprobs.content, streamed):
        assert [bytes(one.bytes or []) for one in told] == [token.data for token in near.tokens]
        assert [one.logprob for one in told] == [token.logprob for token in near.tokens]
        assert [len(one.top_logprobs) for one in told] == [2] * len(near.tokens)
    answer = client.responses.create(
        model="tiny",
        input=QUESTION,
        max_output_tokens=12,
        include=["message.output_text.logprobs"],
        extra_body={"seed": 4},
    )
    message: Any = answer.output[0]
    assert [one.logprob for one in message.content[0].logprobs] == [token.logprob for token in near.tokens]


def test_alternatives_need_tokens(client: openai.OpenAI) -> None:
    with pytest.raises(openai.BadRequestError, match="top_logprobs needs logprobs"):
        client.chat.completions.create(model="tiny", messages=ASKED, top_logprobs=2)


@pytest.mark.parametrize("ours", [False, True])
def test_our_clients_hear_the_tokens(base_url: str, tiny: NativeModel, ours: bool) -> None:
    address = f"{base_url}/v1"
    far = sensorium.load(f"{address}#tiny") if ours else OpenAICompatibleModel(address, "tiny")
    wish: Any = {"outputs": ["text"], "seed": 4, "max_tokens": 12, "top_logprobs": 2}
    (near,), (there,) = tiny.generate(QUESTION, **wish).parts, far.generate(QUESTION, **wish).parts
    assert isinstance(near, Text)
    assert isinstance(there, Text)
    assert there.tokens == near.tokens
