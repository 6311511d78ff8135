"""Files leave the body as it comes: what is left is the same request, however it is cut and written."""

from __future__ import annotations

import base64
import json
import tracemalloc
from collections.abc import Callable
from typing import Any

import httpx2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sensorium.content import Image
from sensorium.errors import InvalidInput, TooLarge
from sensorium.limits import DEFAULT, Limits
from sensorium.surfaces.server import lifting as lifting_module
from sensorium.surfaces.server.lifting import KEYS, MARK, SHORTEST, WITHIN, Files, Lifting

NOISE = np.random.default_rng(1).integers(0, 256, 3 * SHORTEST, np.uint8).tobytes()
PICTURE = Image(np.random.default_rng(2).integers(0, 256, (80, 80, 3), np.uint8))
ENCODED = base64.b64encode(PICTURE.encode("png")).decode()
URL = f"data:image/png;base64,{ENCODED}"
MEGA = 1_000_000


def letters(data: bytes) -> str:
    return base64.b64encode(data).decode()


def lifted(body: bytes, piece_bytes: int = 1 << 16, limits: Limits = DEFAULT) -> tuple[Any, Files]:
    """What is left of a body, and its files."""
    files = Files()
    lifting = Lifting(limits, files)
    left = b"".join(lifting.lift(body[at : at + piece_bytes]) for at in range(0, len(body), piece_bytes))
    return json.loads(left), files


def named(key: str, text: str, top: str = "messages") -> dict[str, Any]:
    return {"model": "x", top: [{"content": [{"type": "image", "inner": {key: text, "detail": "low"}}]}], "n": 1}


@pytest.mark.parametrize("top", sorted(name.decode() for name in WITHIN))
@pytest.mark.parametrize("key", sorted(key.decode() for key in KEYS))
@pytest.mark.parametrize("piece_bytes", [37, 1 << 16])
def test_files_become_bytes(key: str, top: str, piece_bytes: int) -> None:
    for num_bytes in (SHORTEST, SHORTEST + 1, SHORTEST + 2):
        body = named(key, f"data:image/PNG;charset=x;base64,{letters(NOISE[:num_bytes])}", top)
        left, files = lifted(json.dumps(body).encode(), piece_bytes)
        (mark,) = files.known
        assert left == named(key, mark, top)
        assert files.restored(left) == body
        one = files.take(mark)
        assert one is not None
        assert (one.type, one.data.getvalue()) == ("image/png", NOISE[:num_bytes])
        assert files.take(mark) is None


def test_bare_base64_is_a_file_behind_some_keys() -> None:
    for key, found in (("data", 1), ("file_data", 1), ("url", 0), ("text", 0)):
        assert len(lifted(json.dumps(named(key, letters(NOISE))).encode())[1].known) == found


@pytest.mark.parametrize(
    "text",
    [
        letters(NOISE)[:SHORTEST] + "\n" + letters(NOISE)[SHORTEST:],
        letters(NOISE)[:SHORTEST] + "-_" + letters(NOISE)[SHORTEST:],
        letters(NOISE) + "===",
        letters(NOISE) + "A",
        "=" * SHORTEST,
        "data:image/png," + letters(NOISE),
        "data:image/png;base64," + "ü" * SHORTEST,
        letters(NOISE[:99]),
        "x" * SHORTEST + '"\\\u2028',
        "",
    ],
)
@pytest.mark.parametrize("piece_bytes", [5, 1 << 16])
def test_what_is_written_otherwise_stays(text: str, piece_bytes: int) -> None:
    body = named("data", text)
    for ascii_only in (True, False):
        left, files = lifted(json.dumps(body, ensure_ascii=ascii_only).encode(), piece_bytes)
        assert left == body
        assert not files.known


@pytest.mark.parametrize(
    "body",
    [
        {"metadata": {"url": URL}, "messages": []},
        {"messages": [{"content": URL}]},
        {"messages": [{"content": [{"type": "text", "text": URL}]}]},
        {"messages": [{"url": [URL]}]},
        {"input": URL},
        {"tools": [{"input": {"url": URL}}]},
        [{"messages": {"url": URL}}],
        URL,
    ],
)
def test_words_that_look_like_a_file_are_words(body: Any) -> None:
    left, files = lifted(json.dumps(body).encode())
    assert left == body
    assert not files.known


def test_slashes_may_be_escaped() -> None:
    body = named("url", URL)
    left, files = lifted(json.dumps(body).replace("/", "\\/").encode(), 11)
    assert len(files.known) == 1
    assert files.restored(left) == body


def test_a_file_over_its_limit_is_refused_while_it_comes() -> None:
    body = json.dumps(named("url", URL)).encode()
    with pytest.raises(TooLarge, match="The file is too large") as caught:
        lifted(body[: len(body) // 2], 1_000, Limits(input_bytes=4_000))
    assert caught.value.code == "request_too_large"


def test_a_text_over_its_limit_is_refused_while_it_comes() -> None:
    limits = Limits(text_characters=2_000)
    fits = {"input": "x" * 12_000, "messages": [{"url": "x" * 20_000}]}
    assert lifted(json.dumps(fits).encode(), 1_000, limits)[0] == fits
    with pytest.raises(TooLarge, match="too long") as caught:
        lifted(json.dumps(fits).replace("input", "url").encode() + b',"abc":"' + b"x" * 12_001, 1_000, limits)
    assert caught.value.code == "json_too_large"


def test_a_body_is_held_once() -> None:
    body = json.dumps(named("url", f"data:;base64,{letters(NOISE * 200)}")).encode()
    pieces = [body[at : at + 65_536] for at in range(0, len(body), 65_536)]
    files = Files()
    lifting = Lifting(DEFAULT, files)
    tracemalloc.start()
    left = b"".join(lifting.lift(piece) for piece in pieces)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert len(left) < 1_000
    assert peak < 1.3 * len(body)


def test_a_message_that_is_there_as_text_is_not_held_as_bytes_too() -> None:
    text = json.dumps(named("url", f"data:;base64,{letters(NOISE * 200)}", "item"))
    files = Files()
    tracemalloc.start()
    left = lifting_module.lifted(text, DEFAULT, files)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert files.restored(json.loads(left)) == json.loads(text)
    assert len(files.known) == 1
    assert peak < 1.3 * len(text)


TEXTS = st.sampled_from([URL, ENCODED, "data:,", MARK]) | st.text(max_size=9)
VALUES = st.recursive(
    TEXTS | st.integers() | st.none(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["url", "data", "messages", "text", "input", '"']), inner, max_size=3)
    ),
    max_leaves=8,
)


@settings(deadline=None)
@given(VALUES, st.integers(1, 9_000), st.booleans())
def test_any_json_is_the_same_again(value: Any, piece_bytes: int, spaced: bool) -> None:
    body = json.dumps(value, indent=1 if spaced else None).encode()
    left, files = lifted(body, max(piece_bytes, len(body) // 500))
    assert files.restored(left) == value


PIECES = st.binary(max_size=60) | st.sampled_from([b'"messages":', b'"url":', b'"', ENCODED.encode()])


@given(st.lists(PIECES, max_size=9))
def test_nothing_surprises_the_lifting(pieces: list[bytes]) -> None:
    lifting, num_told = Lifting(DEFAULT, Files()), 0
    try:
        for piece in pieces:
            num_told += len(lifting.lift(piece))
    except InvalidInput as error:
        assert error.code in ("invalid_json", "json_too_deep")  # noqa: PT017
    assert num_told <= sum(map(len, pieces)) + 64


def judged(passed_on: Callable[[Files], bytes]) -> object:
    """What is left of a message, its files in it; or how it is refused."""
    files = Files()
    try:
        return files.restored(json.loads(passed_on(files)))
    except InvalidInput as error:
        return error.code


def by_pieces(text: str, limits: Limits) -> object:
    """A message judged sign by sign."""
    return judged(lambda files: Lifting(limits, files).lift(text.encode()))


@settings(deadline=None)
@given(VALUES, st.integers(1, 6), st.integers(1, 40))
def test_a_glance_at_a_message_judges_as_all_of_it_does(value: object, depth: int, values: int) -> None:
    limits, text = Limits(json_depth=depth, json_values=values), json.dumps(value)
    assert judged(lambda files: lifting_module.lifted(text, limits, files)) == by_pieces(text, limits)


@pytest.mark.parametrize("key", ["audio", "url"])
@pytest.mark.parametrize("top", ["audio", "item", "item ", "\\u0069tem"])
@pytest.mark.parametrize("num_bytes", [100, SHORTEST])
def test_a_glance_at_a_message_overlooks_no_file(key: str, top: str, num_bytes: int) -> None:
    text = json.dumps({"type": "x", "top": {key: f"data:;base64,{letters(NOISE[:num_bytes])}"}}).replace("top", top)
    seen, all_of_it = Files(), Files()
    lifting_module.lifted(text, DEFAULT, seen)
    Lifting(DEFAULT, all_of_it).lift(text.encode())
    assert len(seen.known) == len(all_of_it.known) == (top == "item" and num_bytes == SHORTEST)


def test_a_message_of_a_microphone_is_passed_on_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(lifting_module, "Lifting")  # nothing is looked at sign by sign
    text = json.dumps({"type": "input_audio_buffer.append", "audio": letters(NOISE)})
    assert lifting_module.lifted(text, DEFAULT, Files()) == text.encode()


def test_routes_read_what_was_lifted(base_url: str) -> None:
    def post(path: str, body: dict[str, Any]) -> Any:
        answer = httpx2.post(f"{base_url}/v1/{path}", json=body, timeout=60)
        assert answer.status_code == 200, answer.text
        return answer.json()

    shown = {"type": "image_url", "image_url": {"url": URL}}
    chat = {"model": "tiny", "messages": [{"role": "user", "content": [shown]}], "max_tokens": 1, "seed": 1}
    plain = json.loads(json.dumps(chat).replace("image/png;base64,", "image/png;base64,\\n"))  # not lifted
    assert post("chat/completions", chat)["usage"] == post("chat/completions", plain)["usage"]
    vectors = [post("embeddings", {"input": [{"image": url}]})["data"] for url in (URL, URL.replace(",", ",\n"))]
    assert vectors[0] == vectors[1]
    ranked = post("rerank", {"query": {"image": URL}, "documents": [{"image": URL}, "x"]})
    assert ranked["results"][0]["document"] == {"image": URL}


def test_what_is_kept_is_what_was_sent(base_url: str) -> None:
    content = [{"type": "input_image", "image_url": URL}]
    body = {"model": "tiny", "input": [{"role": "user", "content": content}], "max_output_tokens": 1}
    known = httpx2.post(f"{base_url}/v1/responses", json=body, timeout=60).json()["id"]
    (item,) = httpx2.get(f"{base_url}/v1/responses/{known}/input_items", timeout=60).json()["data"]
    assert item["content"][0]["image_url"] == URL
    further = httpx2.post(f"{base_url}/v1/responses", json={**body, "previous_response_id": known}, timeout=60)
    assert further.status_code == 200, further.text


def test_a_damaged_file_is_refused_with_its_place(base_url: str) -> None:
    shown = {"type": "image_url", "image_url": {"url": f"data:image/png;base64,{letters(NOISE)}"}}
    body = {"model": "tiny", "messages": [{"role": "user", "content": [shown]}]}
    error = httpx2.post(f"{base_url}/v1/chat/completions", json=body, timeout=60).json()["error"]
    assert error["param"] == "messages[0].content[0].image_url"
    assert MARK not in json.dumps(error)
