"""What the author of a client does to a session, with the unmodified SDK: items of all kinds, things out of order, too
much at once. Each wrong event is answered with an error that names it, and the session goes on.
"""

from __future__ import annotations

import asyncio
import base64
import itertools
from typing import Any

import numpy as np
import pytest
from live_lines import Line, Parrot, held, opened
from websockets.exceptions import ConnectionClosedError

from sensorium.content import Image, saving
from sensorium.surfaces.live.formats import PCM

RED = Image(np.full((96, 96, 3), (200, 30, 30), np.uint8))
PNG, CALLED_PNG = saving.data_url("image/png", RED.encode("png")), saving.data_url("image/png", RED.encode("jpeg"))
TONE = base64.b64encode(PCM.write(np.sin(np.arange(12_000, dtype=np.float32) / 9) / 3)).decode()
NUMBERS = itertools.count()
IN_WORDS: dict[str, Any] = {
    "output_modalities": ["text"],
    "audio": {"input": {"turn_detection": None}},
    "max_output_tokens": 4,
}


def message(*content: dict[str, Any], role: str = "user", **more: Any) -> dict[str, Any]:
    return {"type": "message", "role": role, "content": list(content), **more}


def words(text: str) -> dict[str, Any]:
    return {"type": "input_text", "text": text}


async def created(line: Line, item: dict[str, Any], **more: Any) -> dict[str, Any]:
    """Put an item into the conversation; the item as it was told, or the error."""
    await line.connection.conversation.item.create(item=item, **more)  # type: ignore[arg-type]
    event = await line.until("conversation.item.done", "error")
    found: dict[str, Any] = event["error"] if event["type"] == "error" else event["item"]
    return found


async def retrieved(line: Line, known: str) -> dict[str, Any]:
    await line.connection.conversation.item.retrieve(item_id=known)
    found: dict[str, Any] = (await line.until("conversation.item.retrieved"))["item"]
    return found


async def refused(line: Line, event: dict[str, Any]) -> dict[str, Any]:
    """The error about an event, which names it and nothing else."""
    known = f"mine_{next(NUMBERS)}"
    before = len(line.told)
    await line.send({**event, "event_id": known})
    error: dict[str, Any] = (await line.until("error"))["error"]
    assert error["event_id"] == known
    assert line.kinds[before:] == ["error"]
    return error


def test_what_is_odd_about_a_picture_is_told_with_its_item(address: str) -> None:
    note = "item.content[1].detail changed nothing: every picture is looked at in the way its size asks for"

    async def talk(line: Line) -> None:
        low = {"type": "input_image", "image_url": PNG, "detail": "low"}
        shown = await created(line, message(words("What is this?"), low))
        assert shown["sensorium"]["notes"] == [note]
        assert (await retrieved(line, shown["id"]))["sensorium"]["notes"] == [note]
        plain = await created(line, message({**low, "detail": "auto"}))
        assert "sensorium" not in plain
        wrong = await created(line, message({"type": "input_image", "image_url": CALLED_PNG}))
        (told,) = wrong["sensorium"]["notes"]
        assert told.endswith("declared as image/png, is image/jpeg")

        await line.update(**IN_WORDS)
        await line.connection.response.create(response={"input": [message(words("x"), low)]})  # type: ignore[arg-type, list-item, typeddict-item]
        done = await line.until("response.done")
        assert done["response"]["sensorium"]["notes"] == [note.replace("item.", "response.input[0].")]

    held(address, talk, "parrot")


WRONG_ITEMS: list[tuple[dict[str, Any], str]] = [
    (message({"type": "input_text"}), "item.content[0].text"),
    (message({"type": "input_text", "text": ""}), "item.content[0].text"),
    (message(words("x"), {"type": "input_text", "text": "x", "image_url": PNG}), "item.content[1].image_url"),
    (message({"type": "input_audio"}), "item.content[0].audio"),
    (message({"type": "input_audio", "audio": TONE, "text": "x"}), "item.content[0].text"),
    (message({"type": "input_audio", "audio": "?"}), "item.content[0].audio"),
    (message({"type": "input_image", "detail": "low"}), "item.content[0].image_url"),
    (message({"type": "output_audio", "audio": TONE}, role="assistant"), "item.content[0].transcript"),
    (message({"type": "output_audio", "transcript": "x"}), "item.content[0].type"),
    (message(words("x"), name="lamp"), "item.name"),
    (message(), "item.content"),
    ({"type": "function_call", "name": "lamp", "arguments": "{}", "content": [words("x")]}, "item.content"),
    ({"type": "function_call", "name": "lamp"}, "item.name"),
    ({"type": "function_call_output", "call_id": "c", "output": "x", "role": "user"}, "item.role"),
    ({"type": "function_call_output", "call_id": "c"}, "item.output"),
    ({"type": "item_reference", "id": "x"}, "item.type"),
    ({"type": "item_reference", "id": "x", "role": "user"}, "item.role"),
]


def test_what_an_item_does_not_have_is_no_part_of_it(address: str) -> None:
    async def talk(line: Line) -> None:
        for item, param in WRONG_ITEMS:
            error = await refused(line, {"type": "conversation.item.create", "item": item})
            assert error["param"] == param, item
        created_after = {"type": "conversation.item.create", "item": message(words("x")), "previous_item_id": "none"}
        error = await refused(line, created_after)
        assert (error["code"], error["param"]) == ("item_not_found", "previous_item_id")
        assert (await created(line, message(words("x"))))["status"] == "completed"

    held(address, talk)


@pytest.mark.parametrize(
    ("session", "param"),
    [
        ({"output_modalities": []}, "session.output_modalities"),
        ({"audio": {"output": {"voice": "nobody"}}}, "voice"),
        ({"speed": 1.5, "audio": {"output": {"voice": "alloy"}}}, "speed"),
    ],
)
def test_what_a_session_cannot_be_is_refused(address: str, session: dict[str, Any], param: str) -> None:
    async def talk(line: Line) -> None:
        error = await refused(line, {"type": "session.update", "session": {"type": "realtime", **session}})
        assert param in (error["param"] or error["message"])
        assert (await line.update())["session"] == line.told[0]["session"]

    held(address, talk)


def test_how_sound_comes_in_is_no_matter_of_one_answer(address: str) -> None:
    async def talk(line: Line) -> None:
        heard = {"input": {"format": {"type": "audio/pcmu"}}}
        error = await refused(line, {"type": "response.create", "response": {"audio": heard}})
        assert "allowed are output" in error["message"]

    held(address, talk)


def test_words_alone_from_the_first_item_to_the_last(address: str, parrots: dict[str, Parrot]) -> None:
    async def talk(line: Line) -> None:
        await line.update(**IN_WORDS)
        first, second = [await created(line, message(words(text))) for text in ("one", "two")]
        root = await created(line, message(words("zero")), previous_item_id="root")
        await created(line, message({"type": "output_text", "text": "yes"}, role="assistant"))
        assert line.all_of("conversation.item.added")[-2]["previous_item_id"] is None
        await line.connection.conversation.item.delete(item_id=second["id"])
        assert (await line.until("conversation.item.deleted"))["item_id"] == second["id"]
        await created(line, message(words("three")))
        await line.connection.response.create()
        answer = (await line.until("response.done"))["response"]
        assert answer["output"][0]["content"][0]["text"] == "It is a red car."
        assert (await retrieved(line, answer["output"][0]["id"]))["content"] == answer["output"][0]["content"]
        for known, text in ((root["id"], "zero"), (first["id"], "one")):
            assert (await retrieved(line, known))["content"][0]["text"] == text
        error = await refused(line, {"type": "conversation.item.retrieve", "item_id": second["id"]})
        assert error["code"] == "item_not_found"

    held(address, talk, "parrot")
    said = [(one.role, [part.text for part in one.parts]) for one in parrots["parrot"].asked[-1]]  # type: ignore[union-attr]
    assert said == [("user", ["zero", "one"]), ("assistant", ["yes"]), ("user", ["three"])]


def test_the_words_of_a_sound_may_come_with_it(address: str) -> None:
    async def talk(line: Line) -> None:
        await line.update(audio={"input": {"transcription": {}}})
        sound = await created(line, message({"type": "input_audio", "audio": TONE, "transcript": "good morning"}))
        assert sound["content"][0]["transcript"] == "good morning"
        kept = (await retrieved(line, sound["id"]))["content"][0]
        assert (kept["audio"], kept["transcript"]) == (TONE, "good morning")
        spoken = {"type": "output_audio", "audio": TONE, "transcript": "good evening"}
        said = await created(line, message(spoken, role="assistant"))
        (note,) = said["sensorium"]["notes"]
        assert note.startswith("item.content[0].audio changed nothing: ")
        await line.update()
        assert not [kind for kind in line.kinds if "transcription" in kind]  # nothing was left to be written down

    held(address, talk, "parrot")


def test_what_comes_out_of_order_is_refused_and_in_order_it_is_done(address: str) -> None:
    result = {"type": "function_call_output", "call_id": "call_1", "output": "on"}
    cut = {"type": "conversation.item.truncate", "content_index": 0, "audio_end_ms": 100}

    async def talk(line: Line) -> None:
        await line.update(audio={"input": {"turn_detection": None}})
        assert (await refused(line, {"type": "input_audio_buffer.commit"}))["code"] == "input_audio_buffer_commit_empty"
        assert (await refused(line, {"type": "response.cancel"}))["code"] == "response_cancel_not_active"
        assert (await refused(line, {"type": "output_audio_buffer.clear"}))["code"] == "output_audio_buffer_empty"
        early = {"type": "conversation.item.create", "item": result}
        assert (await refused(line, early))["code"] == "item_not_found"
        await created(line, {"type": "function_call", "call_id": "call_1", "name": "lamp", "arguments": "{}"})
        assert (await created(line, result))["output"] == "on"

        await line.connection.input_audio_buffer.append(audio=TONE)
        await line.connection.input_audio_buffer.clear()
        await line.until("input_audio_buffer.cleared")
        assert (await refused(line, {"type": "input_audio_buffer.commit"}))["code"] == "input_audio_buffer_commit_empty"
        await line.connection.input_audio_buffer.append(audio=TONE)
        await line.connection.input_audio_buffer.commit()
        heard = (await line.until("conversation.item.done"))["item"]
        assert "audio truncated" not in (await refused(line, {**cut, "item_id": heard["id"]}))["message"]

        await line.connection.response.create()
        answer = (await line.until("response.done"))["response"]["output"][0]["id"]
        for at_ms, left_ms in ((700, 700), (300, 300), (500, 300)):  # what is cut off does not come back
            await line.connection.conversation.item.truncate(item_id=answer, content_index=0, audio_end_ms=at_ms)
            assert (await line.until("conversation.item.truncated"))["audio_end_ms"] == left_ms
        kept = (await retrieved(line, answer))["content"][0]
        assert len(base64.b64decode(kept["audio"])) == 0.3 * PCM.bytes_per_s
        assert "only 1500 ms" in (await refused(line, {**cut, "item_id": answer, "audio_end_ms": 9_000}))["message"]

    held(address, talk, "parrot")


def test_an_answer_is_cancelled_and_the_next_one_given(address: str, parrots: dict[str, Parrot]) -> None:
    shy = parrots["shy"]

    async def talk(line: Line) -> None:
        await line.update(**IN_WORDS)
        await created(line, message(words("x")))
        shy.may_speak.clear()
        try:
            await line.connection.response.create()
            begun = (await line.until("response.created"))["response"]["id"]
            again = await refused(line, {"type": "response.create"})
            assert again["code"] == "conversation_already_has_active_response"
            other = await refused(line, {"type": "response.cancel", "response_id": "resp_other"})
            assert other["code"] == "response_cancel_not_active"
            await line.connection.response.cancel(response_id=begun)
            done = (await line.until("response.done"))["response"]
        finally:
            shy.may_speak.set()
        assert (done["id"], done["status"], done["output"]) == (begun, "cancelled", [])
        assert done["status_details"]["reason"] == "client_cancelled"
        await line.connection.response.create()
        assert (await line.until("response.done"))["response"]["status"] == "completed"

    held(address, talk, "shy")


def test_an_answer_to_nothing_fails_and_the_session_goes_on(address: str) -> None:
    async def talk(line: Line) -> None:
        await line.update(**IN_WORDS)
        await line.connection.response.create()
        failed = (await line.until("response.done"))["response"]
        assert failed["status"] == "failed"
        error = failed["status_details"]["error"]
        assert (error["type"], error["code"]) == ("invalid_request_error", "invalid_request")
        await created(line, message(words("What is this?")))
        await line.connection.response.create()
        assert (await line.until("response.done"))["response"]["status"] in ("completed", "incomplete")

    held(address, talk)


def test_20_mb_at_once_end_the_session_with_the_reason_and_no_other(address: str) -> None:
    async def too_much(line: Line) -> None:
        await line.connection.input_audio_buffer.append(audio="A" * 20_000_000)
        await line.until("error")

    async def both() -> None:
        async with opened(address, "parrot") as other:
            async with opened(address, "parrot") as line:
                with pytest.raises(ConnectionClosedError, match=r"1009 .* 20000050 bytes exceeds limit"):
                    await too_much(line)
            assert (await created(other, message(words("x"))))["status"] == "completed"

    asyncio.run(both())


def test_what_is_let_in_and_too_long_is_an_error(address: str) -> None:
    """Five minutes of sound are kept at the most; here they come in two messages."""
    minutes = base64.b64encode(bytes(200 * PCM.bytes_per_s)).decode()

    async def talk(line: Line) -> None:
        await line.update(audio={"input": {"turn_detection": None}})
        await line.connection.input_audio_buffer.append(audio=minutes)
        error = await refused(line, {"type": "input_audio_buffer.append", "audio": minutes})
        assert error["code"] == "input_audio_buffer_full"
        await line.connection.input_audio_buffer.clear()
        await line.until("input_audio_buffer.cleared")

    held(address, talk, "parrot")
