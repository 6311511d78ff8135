"""Kept responses, looked at by the unmodified SDK: what led to them, page by page, and what is not done with them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import httpx2
import openai
import pytest

TURNS: list[Any] = [
    {"role": "user", "content": "One."},
    {"role": "assistant", "content": "Two."},
    {"role": "user", "content": [{"type": "input_text", "text": "Three."}]},
]
NEWEST_FIRST = ["item-2", "item-1", "item-0"]


@pytest.fixture
def known(client: openai.OpenAI) -> str:
    return client.responses.create(model="tiny", input=TURNS, max_output_tokens=2).id


def test_what_led_to_a_response_is_told_as_the_api_has_it(client: openai.OpenAI, known: str) -> None:
    told = [item.model_dump() for item in client.responses.input_items.list(known, order="asc")]
    assert [(one["type"], one["role"], one["status"]) for one in told] == [
        ("message", "user", "completed"),
        ("message", "assistant", "completed"),
        ("message", "user", "completed"),
    ]
    assert [(part["type"], part["text"]) for one in told for part in one["content"]] == [
        ("input_text", "One."),
        ("output_text", "Two."),
        ("input_text", "Three."),
    ]


def test_it_comes_page_by_page_the_newest_first(client: openai.OpenAI, known: str) -> None:
    def ids(**asked: Any) -> list[str]:
        return [item.id or "" for item in client.responses.input_items.list(known, **asked).data]

    assert ids() == ids(order="desc") == NEWEST_FIRST
    assert ids(order="asc") == NEWEST_FIRST[::-1]
    assert ids(limit=1) == ["item-2"]
    assert ids(after="item-2", limit=1) == ["item-1"]
    assert ids(after="item-1", order="asc") == ["item-2"]
    assert ids(after="item-0") == []
    assert [item.id for item in client.responses.input_items.list(known, limit=1)] == NEWEST_FIRST  # page after page
    page = client.responses.input_items.list(known, limit=2)
    assert page.has_more
    assert not client.responses.input_items.list(known, limit=3).has_more


def test_a_page_has_twenty(client: openai.OpenAI) -> None:
    many: list[Any] = [{"role": "user", "content": f"{number}"} for number in range(23)]
    known = client.responses.create(model="tiny", input=many, max_output_tokens=1).id
    page = client.responses.input_items.list(known)
    assert (len(page.data), page.has_more) == (20, True)
    assert len(list(page)) == 23


@pytest.mark.parametrize(
    ("query", "status", "param"),
    [
        ({"limit": 0}, 400, "limit"),
        ({"limit": "many"}, 400, "query.limit"),
        ({"order": "up"}, 400, "query.order"),
        ({"after": "item-9"}, 404, "after"),
        ({"before": "item-1"}, 400, "before"),
        ({"include[]": "message.input_image.image_url"}, 400, "include"),
    ],
)
def test_a_page_that_there_is_not_is_refused(
    base_url: str, known: str, query: dict[str, Any], status: int, param: str
) -> None:
    answer = httpx2.get(f"{base_url}/v1/responses/{known}/input_items", params=query)
    assert (answer.status_code, answer.json()["error"]["param"]) == (status, param), answer.text


@pytest.mark.parametrize(
    ("ask", "param"),
    [
        (lambda client, known: client.responses.retrieve(known, stream=True), "stream"),
        (lambda client, known: client.responses.retrieve(known, stream=True, starting_after=3), "stream"),
        (
            lambda client, known: client.responses.retrieve(known, extra_query={"starting_after": 0}),
            "starting_after",
        ),
        (lambda client, known: client.responses.create(model="tiny", input="x", background=True), "background"),
        (
            lambda client, known: client.responses.create(model="tiny", input="x", background=True, stream=True),
            "background",
        ),
    ],
)
def test_a_response_is_answered_while_its_caller_waits_and_told_once(
    client: openai.OpenAI, known: str, ask: Callable[[openai.OpenAI, str], object], param: str
) -> None:
    with pytest.raises(openai.BadRequestError, match="elsewhere gpt-4o can") as raised:
        ask(client, known)
    assert (raised.value.code, raised.value.param) == ("unsupported_capability", param)


def test_there_is_nothing_to_cancel(client: openai.OpenAI, known: str) -> None:
    with pytest.raises(openai.BadRequestError, match="in the background"):
        client.responses.cancel(known)
    with pytest.raises(openai.NotFoundError):
        client.responses.cancel("resp-none")


def test_what_more_is_to_be_included_is_told_to_change_nothing(client: openai.OpenAI, known: str) -> None:
    plain = client.responses.retrieve(known, stream=False).model_dump()
    assert plain["sensorium"]["notes"] == []
    more = client.responses.retrieve(known, include=["message.output_text.logprobs"], include_obfuscation=True)
    told = more.model_dump()
    assert [note.partition(" ")[0] for note in told["sensorium"]["notes"]] == ["include", "include_obfuscation"]
    assert {**told, "sensorium": None} == {**plain, "sensorium": None}
