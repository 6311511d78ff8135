"""Nothing that is asked for is ignored in silence: it is done, refused, or told in a note."""

from __future__ import annotations

import base64
from typing import Any

import httpx2
import numpy as np
import openai
import pytest

from sensorium.content import Audio, Image, Message, Music, Text, Video
from sensorium.models.native import NativeModel
from sensorium.surfaces.server.responses_history import messages_of

PICTURE = Image(np.full((40, 50, 3), (200, 30, 30), np.uint8))
URL = f"data:image/png;base64,{base64.b64encode(PICTURE.encode('png')).decode()}"
SOUND = Audio(np.sin(np.arange(8_000, dtype=np.float32) / 8)[None] / 2, 16_000)
ASKED: dict[str, Any] = {"model": "tiny", "max_tokens": 2, "messages": [{"role": "user", "content": "What is this?"}]}


def post(base_url: str, path: str, body: dict[str, Any]) -> httpx2.Response:
    return httpx2.post(f"{base_url}/v1/{path}", json=body, timeout=60)


def notes(base_url: str, path: str, body: dict[str, Any]) -> list[str]:
    """What an answer tells of itself."""
    answer = post(base_url, path, body)
    assert answer.status_code == 200, answer.text
    told: list[str] = answer.json()["sensorium"]["notes"]
    return told


def refusal(base_url: str, path: str, body: dict[str, Any]) -> dict[str, Any]:
    answer = post(base_url, path, body)
    assert answer.status_code == 400, answer.text
    told: dict[str, Any] = answer.json()["error"]
    return told


@pytest.mark.parametrize(
    ("field", "asks", "does_not"),
    [
        ("reasoning_effort", "high", "none"),
        ("verbosity", "low", None),
        ("service_tier", "flex", "auto"),
        ("store", True, False),
        ("partial_images", 2, 0),
    ],
)
def test_a_field_of_a_chat_that_changes_nothing_is_told(
    base_url: str, field: str, asks: object, does_not: object
) -> None:
    (note,) = notes(base_url, "chat/completions", ASKED | {field: asks})
    assert note.startswith(f"{field} changed nothing: ")
    assert notes(base_url, "chat/completions", ASKED | {field: does_not}) == []


def test_fields_of_accounts_need_no_note(base_url: str) -> None:
    about = {"user": "me", "safety_identifier": "x", "prompt_cache_key": "y", "metadata": {"a": "b"}}
    assert notes(base_url, "chat/completions", ASKED | about) == []


def test_how_a_picture_was_to_be_looked_at_and_who_spoke_is_told(base_url: str) -> None:
    shown = {"type": "image_url", "image_url": {"url": URL, "detail": "low"}}
    turn = {"role": "user", "name": "Ada", "content": [{"type": "text", "text": "What is this?"}, shown]}
    told = notes(base_url, "chat/completions", ASKED | {"messages": [turn]})
    assert [note.partition(" ")[0] for note in told] == ["messages[0].name", "messages[0].content[1].detail"]
    shown["image_url"] = {"url": URL, "detail": "auto"}
    assert notes(base_url, "chat/completions", ASKED | {"messages": [{"role": "user", "content": [shown]}]}) == []


def test_speech_that_is_named_by_its_id_is_refused_unless_its_words_are_there(base_url: str) -> None:
    spoken: dict[str, Any] = {"role": "assistant", "audio": {"id": "audio-1"}}
    body = ASKED | {"messages": [*ASKED["messages"], spoken, *ASKED["messages"]]}
    error = refusal(base_url, "chat/completions", body)
    assert (error["code"], error["param"]) == ("unsupported_capability", "messages[1].audio")
    spoken["content"] = "A square."
    (note,) = notes(base_url, "chat/completions", body)
    assert note.startswith("messages[1].audio changed nothing")


def test_a_refusal_is_what_the_assistant_said(base_url: str, tiny: NativeModel) -> None:
    turns = [{"role": "user", "content": "Say it."}, {"role": "assistant", "refusal": "No."}, *ASKED["messages"]]
    told = post(base_url, "chat/completions", ASKED | {"messages": turns, "seed": 3}).json()
    words = [("user", "Say it."), ("assistant", "No."), ("user", "What is this?")]
    alone = tiny.generate(
        [Message(role, (Text(text),)) for role, text in words], outputs=["text"], seed=3, max_tokens=2
    )  # type: ignore[arg-type]
    assert told["choices"][0]["message"]["content"] == alone.text
    assert told["usage"]["prompt_tokens"] == alone.usage.prompt_tokens


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"reasoning": {"effort": "low"}}, "reasoning"),
        ({"text": {"verbosity": "high"}}, "text.verbosity"),
        ({"include": ["reasoning.encrypted_content"]}, "include"),
        ({"service_tier": "priority"}, "service_tier"),
        ({"stream_options": {"include_obfuscation": True}}, "stream_options"),
    ],
)
def test_a_field_of_a_response_that_changes_nothing_is_told(base_url: str, more: dict[str, Any], field: str) -> None:
    body = {"model": "tiny", "input": "What is this?", "max_output_tokens": 2, "store": False}
    (note,) = notes(base_url, "responses", body | more)
    assert note.startswith(f"{field} changed nothing: ")


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"conversation": "conv_1"}, "unsupported_capability"),
        ({"prompt": {"id": "pmpt_1"}}, "unsupported_capability"),
        ({"max_tool_calls": 3}, "unsupported_capability"),
        ({"context_management": [{"type": "compaction"}]}, "unsupported_capability"),
        ({"moderation": {"model": "x"}}, "unsupported_capability"),
        ({"access_programs": {"cyber": "standard"}}, "invalid_request"),
    ],
)
def test_a_field_of_a_response_that_is_not_known_here_is_refused(
    base_url: str, more: dict[str, Any], code: str
) -> None:
    (field,) = more
    error = refusal(base_url, "responses", {"model": "tiny", "input": "x", **more})
    assert (error["code"], error["param"]) == (code, field)
    assert "leave it out" in error["message"]


def test_fields_that_are_left_open_ask_for_nothing(base_url: str) -> None:
    open_fields = dict.fromkeys(("conversation", "prompt", "max_tool_calls", "context_management", "background"))
    about = {"prompt_cache_retention": "24h", "prompt_cache_options": {"x": 1}, "prompt_cache_key": "y"}
    body = {"model": "tiny", "input": "What is this?", "max_output_tokens": 2, "store": False}
    assert notes(base_url, "responses", body | open_fields | about) == []


@pytest.mark.parametrize("kind", ["reasoning", "item_reference", "computer_call", "x"])
def test_an_item_that_is_not_known_here_is_refused_with_those_that_are(base_url: str, kind: str) -> None:
    items = [{"role": "user", "content": "x"}, {"type": kind, "id": "1"}]
    error = refusal(base_url, "responses", {"model": "tiny", "input": items})
    assert (error["code"], error["param"]) == ("unsupported_capability", "input")
    assert "message, image_generation_call, function_call, function_call_output" in error["message"]


def test_where_a_fault_lies_is_told_in_the_words_of_the_request(base_url: str) -> None:
    items = [{"role": "user", "content": "x"}, {"role": "user", "content": [{"type": "input_text"}]}]
    error = refusal(base_url, "responses", {"model": "tiny", "input": items})
    assert error["param"] == "input.1.message.content.0.input_text.text"


@pytest.mark.parametrize(
    "more",
    [
        {"quality": "high"},
        {"background": "transparent"},
        {"output_format": "webp"},
        {"action": "edit"},
        {"size": "1x1"},
    ],
)
def test_what_a_tool_that_draws_cannot_do_is_refused(base_url: str, more: dict[str, Any]) -> None:
    tool = {"type": "image_generation", **more}
    body = {"model": "tiny", "input": "a tree", "tools": [tool], "tool_choice": {"type": "image_generation"}}
    assert refusal(base_url, "responses", body)["code"] in ("unsupported_capability", "unsupported_size")


def test_an_answer_may_be_sent_back_as_it_came(client: openai.OpenAI, tiny: NativeModel) -> None:
    first = client.responses.create(model="tiny", input="What is this?", max_output_tokens=4)
    turn: Any = {"role": "user", "content": "And now?"}
    sent: Any = [{"role": "user", "content": "What is this?"}, *first.output, turn]
    again = client.responses.create(model="tiny", input=sent, max_output_tokens=4, extra_body={"seed": 1})
    told = [
        Message("user", (Text("What is this?"),)),
        Message("assistant", (Text(first.output_text),)),
        Message("user", (Text("And now?"),)),
    ]
    assert again.output_text == tiny.generate(told, outputs=["text"], seed=1, max_tokens=4).text


def test_the_next_turn_knows_what_was_said_aloud_played_and_filmed() -> None:
    clip = Video(np.zeros((4, 16, 16, 3), np.uint8), np.arange(4) / 8, 0.5)
    made = base64.b64encode(clip.encode("mp4")).decode()
    sound = base64.b64encode(SOUND.encode("wav")).decode()
    items: list[dict[str, Any]] = [
        {
            "type": "message",
            "role": "assistant",
            "content": [{"type": "output_audio", "data": "", "transcript": "Hi."}],
        },
        {"type": "media", "videos": [{"type": "video_url", "video_url": {"url": f"data:video/mp4;base64,{made}"}}]},
        {"type": "media", "scores": [{"type": "score", "abc": "X:1\nK:D\nD|"}]},
        {"type": "media", "sounds": [{"type": "audio", "modality": "sound", "data": sound, "format": "wav"}]},
    ]
    spoken, filmed, composed, heard = (one.content for one in messages_of(items, None))
    assert isinstance(spoken, list)
    assert spoken[0].model_dump(exclude_none=True) == {"type": "output_text", "text": "Hi."}
    assert [part[0].type for part in (filmed, composed, heard) if isinstance(part, list)] == [
        "video_url",
        "file",
        "input_audio",
    ]
    assert Music.open(base64.b64decode(composed[0].file.file_data)).abc == "X:1\nK:D\nD|"  # type: ignore[index, union-attr]


@pytest.mark.parametrize(
    ("fields", "param"),
    [
        ({"timestamp_granularities[]": "segment"}, "timestamp_granularities"),
        ({"stream": "true", "response_format": "srt"}, "response_format"),
    ],
)
def test_forms_of_a_transcription_that_do_not_go_together_are_refused(
    base_url: str, fields: dict[str, str], param: str
) -> None:
    files = {"file": ("a.wav", SOUND.encode("wav"))}
    answer = httpx2.post(f"{base_url}/v1/audio/transcriptions", files=files, data=fields, timeout=60)
    assert (answer.status_code, answer.json()["error"]["param"]) == (400, param)


@pytest.mark.parametrize("more", [{"output_compression": 50}, {"partial_images": 2}])
def test_settings_of_pictures_that_would_change_nothing_are_refused(base_url: str, more: dict[str, Any]) -> None:
    assert refusal(base_url, "images/generations", {"prompt": "a tree", **more})["param"] in more


@pytest.mark.parametrize(
    "body",
    [
        {"input": "a", "messages": [{"role": "user", "content": "b"}]},
        {"messages": [{"role": "system", "content": "a"}, {"role": "user", "content": "b"}]},
        {"messages": [{"role": "user", "content": [{"type": "text", "text": "a"}, {"type": "text", "text": "b"}]}]},
        {"messages": []},
        {"input": [{"text": "a", "image": URL}]},
        {"input": [{"content": [{"type": "text", "text": "a"}], "text": "b"}]},
    ],
)
def test_nothing_that_is_to_be_embedded_is_left_out(base_url: str, body: dict[str, Any]) -> None:
    assert refusal(base_url, "embeddings", body)["code"] == "invalid_request"


def test_files_are_listed_page_by_page(client: openai.OpenAI) -> None:
    names = [f"page-{number}.txt" for number in range(5)]
    for name in names:
        client.files.create(file=(name, b"Three apples."), purpose="user_data")
    told = [one.filename for one in client.files.list(limit=2, purpose="user_data") if one.filename in names]
    assert sorted(told) == names  # the SDK asks for one page after another
    with pytest.raises(openai.NotFoundError, match="nothing with the id"):
        client.files.list(after="file-gone")
    with pytest.raises(openai.BadRequestError, match="limit"):
        client.files.list(limit=0)


@pytest.mark.parametrize(
    ("method", "path"),
    [("GET", "models?page=2"), ("GET", "files?colour=red"), ("POST", "chat/completions?colour=red")],
)
def test_a_query_that_no_route_knows_is_refused(base_url: str, method: str, path: str) -> None:
    answer = httpx2.request(method, f"{base_url}/v1/{path}", json=ASKED if method == "POST" else None, timeout=60)
    error = answer.json()["error"]
    assert answer.status_code == 400
    assert "unknown query parameter" in error["message"]
    assert error["param"] in path


def test_of_several_forms_the_fault_of_the_one_that_was_meant_is_told(base_url: str) -> None:
    turn = {"role": "user", "content": [{"type": "text", "text": "x", "colour": "red"}]}
    assert "colour" in refusal(base_url, "chat/completions", ASKED | {"messages": [turn]})["param"]
