"""Conversations as the real SDK holds them."""

from __future__ import annotations

import asyncio
import base64
import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from live_lines import SECONDS, Line, Parrot, client_of, held, opened

from sensorium.content import Audio, Image, saving
from sensorium.models.model import Model
from sensorium.native.worlds import sets
from sensorium.surfaces.live.formats import ALAW, PCM, ULAW, AudioFormat
from sensorium.surfaces.server.desk import Desk
from sensorium.surfaces.server.serving import LiveBounds, Serving

Serve = Callable[[Serving], AbstractContextManager[str]]
REAL = sets.find()
README = Path(__file__).parents[4] / "README.md"
RED = saving.data_url("image/png", Image(np.full((96, 96, 3), (200, 30, 30), np.uint8)).encode("png"))
NOISE = np.random.default_rng(0).integers(0, 256, (96, 96, 3), np.uint8)
NOISY = saving.data_url("image/png", Image(NOISE).encode("png"))  # long enough to be taken out of its message
SEEDED = {"sensorium": {"seed": 5}, "max_output_tokens": 4}


def test_a_spoken_turn_is_answered_aloud(address: str, spoken: bytes) -> None:
    async def talk(line: Line) -> None:
        await line.update(audio={"input": {"transcription": {"model": "whisper-1"}}}, **SEEDED)
        await line.say(spoken)
        done = await line.until("response.done")
        await line.connection.conversation.item.retrieve(item_id=done["response"]["output"][0]["id"])
        kept = (await line.until("conversation.item.retrieved"))["item"]

        order = [
            "input_audio_buffer.speech_started",
            "input_audio_buffer.speech_stopped",
            "input_audio_buffer.committed",
            "conversation.item.added",
            "conversation.item.done",
            "response.created",
            "response.output_item.added",
            "response.content_part.added",
            "response.output_audio_transcript.delta",
            "response.output_audio.delta",
            "response.output_audio.done",
            "response.output_audio_transcript.done",
            "response.content_part.done",
            "response.output_item.done",
            "response.done",
        ]
        assert [kind for kind in dict.fromkeys(line.kinds) if kind in order] == order
        words = "".join(event["delta"] for event in line.all_of("response.output_audio_transcript.delta"))
        transcript = line.all_of("response.output_audio_transcript.done")[0]["transcript"]
        assert words.strip() == transcript == kept["content"][0]["transcript"]
        assert base64.b64decode(kept["content"][0]["audio"]) == line.sound
        assert len(line.sound) > PCM.bytes_per_s / 4
        assert line.all_of("input_audio_buffer.speech_stopped")[0]["sensorium"]["silence_ms"] == 512
        (heard,) = line.all_of("conversation.item.input_audio_transcription.completed") or [
            await line.until("conversation.item.input_audio_transcription.completed")
        ]
        assert heard["usage"]["input_token_details"]["audio_tokens"] > 0
        usage = done["response"]["usage"]
        assert usage["input_token_details"]["audio_tokens"] > 0
        assert usage["output_token_details"]["audio_tokens"] > usage["output_token_details"]["text_tokens"] > 0
        ids = [event["event_id"] for event in line.told]
        assert ids == [f"event_{number}" for number in range(1, len(ids) + 1)]

    held(address, talk)


@pytest.mark.slow
def test_the_same_seed_gives_the_same_answer_among_many(address: str, spoken: bytes) -> None:
    async def answer() -> tuple[str, bytes]:
        async with opened(address) as line:
            await line.update(**SEEDED)
            await line.say(spoken)
            done = await line.until("response.done")
            return done["response"]["output"][0]["content"][0]["transcript"], line.sound

    async def many() -> list[tuple[str, bytes]]:
        return await asyncio.gather(*(answer() for _ in range(8)))

    alone = asyncio.run(answer())
    assert alone[1]
    assert asyncio.run(many()) == [alone] * 8


def test_turns_by_hand_and_answers_in_words(address: str, spoken: bytes) -> None:
    async def talk(line: Line) -> None:
        session = (await line.update(audio={"input": {"turn_detection": None}}, output_modalities=["text"], **SEEDED))[
            "session"
        ]
        assert session["audio"]["input"]["turn_detection"] is None
        await line.say(spoken)
        await line.connection.input_audio_buffer.commit()
        await line.until("conversation.item.done")
        await line.connection.response.create()
        done = await line.until("response.done")
        text = line.all_of("response.output_text.done")[0]["text"]
        assert done["response"]["output"][0]["content"][0]["text"] == text
        assert "".join(event["delta"] for event in line.all_of("response.output_text.delta")) == text
        assert "input_audio_buffer.speech_started" not in line.kinds
        assert not line.sound

    held(address, talk)


def test_what_a_camera_shows_is_asked_about_aloud(address: str, spoken: bytes, parrots: dict[str, Parrot]) -> None:
    async def show(line: Line, known: str, picture: str = RED) -> None:
        content = {"type": "input_image", "image_url": picture}
        item = {"type": "message", "role": "user", "id": known, "content": [content]}
        await line.connection.conversation.item.create(item=item)  # type: ignore[arg-type]
        await line.until("conversation.item.done")

    async def talk(line: Line) -> None:
        await show(line, "first")
        await show(line, "second", NOISY)
        await line.say(spoken)
        done = await line.until("response.done")
        assert done["response"]["sensorium"]["notes"] == ["1 earlier frames of the camera are not shown to the model"]

    held(address, talk, "parrot")
    assert parrots["parrot"].heard[-1] == ["Image", "Audio"]

    async def see(line: Line) -> None:
        await line.update(output_modalities=["text"], **SEEDED)
        await show(line, "frame")
        await line.say(spoken)
        done = await line.until("response.done")
        details = done["response"]["usage"]["input_token_details"]
        assert details["image_tokens"] > 0
        assert details["audio_tokens"] > 0

    held(address, see)


@pytest.mark.parametrize(
    ("model", "cascade", "hears", "speaks"),
    [
        ("parrot", [], "parrot", "parrot"),
        ("reader", ["ears"], "sensorium/seedling", "reader"),
        ("writer", ["voice"], "writer", "sensorium/seedling"),
        ("tiny", [], "tiny", "tiny"),
    ],
)
def test_the_session_says_who_hears_and_who_speaks(
    address: str, model: str, cascade: list[str], hears: str, speaks: str
) -> None:
    async def talk(line: Line) -> None:
        told = line.told[0]["session"]["sensorium"]
        assert (told["cascade"], told["hears"], told["answers"], told["speaks"]) == (cascade, hears, model, speaks)

    held(address, talk, model)


@pytest.mark.parametrize("model", ["reader", "writer"])
def test_a_model_that_only_reads_or_writes_converses_all_the_same(
    address: str, spoken: bytes, model: str, parrots: dict[str, Parrot]
) -> None:
    async def talk(line: Line) -> None:
        await line.say(spoken)
        done = await line.until("response.done")
        assert done["response"]["output"][0]["content"][0]["transcript"] == "It is a red car."
        assert len(line.sound) == int(SECONDS * PCM.bytes_per_s)
        if model == "reader":
            event = "conversation.item.input_audio_transcription.completed"
            assert [one["transcript"] for one in line.all_of(event)] == ["what is this"]

    held(address, talk, model)
    assert parrots[model].heard[-1] == [{"reader": "Text", "writer": "Audio"}[model]]


@pytest.mark.parametrize("form", [ULAW, ALAW], ids=lambda form: form.name)
def test_telephones_speak_g711(address: str, spoken: bytes, form: AudioFormat) -> None:
    sound = form.write(Audio(PCM.samples(spoken)[None], PCM.rate_hz).resampled(form.rate_hz).samples[0])

    async def talk(line: Line) -> None:
        formats = {"input": {"format": {"type": form.name}}, "output": {"format": {"type": form.name}}}
        await line.update(audio=formats)
        await line.say(sound)
        await line.until("response.done")
        assert len(line.sound) == int(SECONDS * form.rate_hz)
        assert np.abs(form.samples(line.sound)).mean() == pytest.approx(0.2, abs=0.02)

    held(address, talk, "parrot")


def test_the_beta_client_is_understood_and_understands(address: str, spoken: bytes) -> None:
    async def talk() -> None:
        async with client_of(address).beta.realtime.connect(model="gpt-realtime") as connection:
            told: list[Any] = [await connection.recv()]
            assert told[0].type == "session.created"
            assert told[0].session.input_audio_format == "pcm16"
            await connection.session.update(
                session={
                    "modalities": ["text", "audio"],
                    "input_audio_format": "pcm16",
                    "output_audio_format": "pcm16",
                    "input_audio_transcription": {"model": "whisper-1"},
                    "turn_detection": {"type": "server_vad", "threshold": 0.4, "silence_duration_ms": 300},
                    "max_response_output_tokens": 3,
                    "temperature": 0.7,
                    "voice": "alloy",
                    "sensorium": SEEDED["sensorium"],  # else the tiny model now and then says nothing
                }
            )
            for at in range(0, len(spoken), 9_600):
                await connection.input_audio_buffer.append(audio=base64.b64encode(spoken[at : at + 9_600]).decode())
            async with asyncio.timeout(60):
                while told[-1].type != "response.done":
                    told.append(await connection.recv())
        kinds = {event.type for event in told}
        assert kinds >= {
            "session.updated",
            "conversation.item.created",
            "response.audio.delta",
            "response.audio.done",
            "response.audio_transcript.delta",
            "response.audio_transcript.done",
        }
        assert not kinds & {"conversation.item.added", "conversation.item.done", "response.output_audio.delta"}
        updated = next(event for event in told if event.type == "session.updated").session
        assert (updated.turn_detection.threshold, updated.max_response_output_tokens) == (0.4, 3)
        assert told[-1].response.output[0].content[0].type == "audio"
        assert told[-1].response.modalities == ["text", "audio"]

    asyncio.run(talk())


@pytest.fixture(scope="module")
def paced(serve: Serve, load: Callable[[str], Model]) -> Any:
    """A server that sends no more than a moment ahead."""
    with serve(Serving(desk=Desk(("parrot",), load=load), live=LiveBounds(lead_s=0.2))) as one:
        yield one


def test_who_breaks_in_at_once_has_heard_nothing(address: str, spoken: bytes, parrots: dict[str, Parrot]) -> None:
    shy = parrots["shy"]

    async def talk(line: Line) -> None:
        shy.may_speak.clear()
        await line.say(spoken)
        await line.until("response.created")
        await line.say(spoken)
        done = await line.until("response.done")
        assert done["response"]["status"] == "cancelled"
        assert done["response"]["status_details"]["reason"] == "turn_detected"
        assert done["response"]["output"] == []
        shy.may_speak.set()
        assert (await line.until("response.done"))["response"]["status"] == "completed"
        assert len(line.sound) == int(SECONDS * PCM.bytes_per_s)  # of the second answer alone

    held(address, talk, "shy")
    assert shy.heard[-1] == ["Audio", "Audio"]  # both turns, and nothing in between


def test_who_breaks_in_in_the_middle_of_a_word_has_heard_what_was_before(
    paced: str, spoken: bytes, parrots: dict[str, Parrot]
) -> None:
    async def talk(line: Line) -> None:
        await line.say(spoken)
        await line.until("response.output_audio.delta")
        await asyncio.sleep(0.4)
        await line.say(spoken)
        done = await line.until("response.done")
        assert done["response"]["status_details"] == {
            "type": "cancelled",
            "reason": "turn_detected",
            "error": None,
        }
        cut = await line.until("conversation.item.truncated")
        sent_ms = round(1000 * PCM.seconds(line.sound))
        assert 300 <= cut["audio_end_ms"] <= sent_ms < 1000 * SECONDS
        (part,) = done["response"]["output"][0]["content"]
        assert "It is a red car.".startswith(part["transcript"])
        assert part["transcript"] != "It is a red car."
        await line.connection.conversation.item.truncate(item_id=cut["item_id"], content_index=0, audio_end_ms=0)
        assert (await line.until("conversation.item.truncated"))["audio_end_ms"] == 0
        await line.connection.conversation.item.retrieve(item_id=cut["item_id"])
        kept = (await line.until("conversation.item.retrieved"))["item"]["content"][0]
        assert (kept["transcript"], kept["audio"]) == ("", "")

    held(paced, talk, "parrot")


def test_the_readme_holds_a_session(
    address: str, spoken: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    blocks = re.findall(r"```python\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    (example,) = [block for block in blocks if "realtime.connect" in block]
    monkeypatch.chdir(tmp_path)
    Audio(PCM.samples(spoken)[None], PCM.rate_hz).save("recording.wav")
    exec(example.replace("http://127.0.0.1:8000", address), {})
    assert capsys.readouterr().out == "It is a red car.\n"


@pytest.mark.skipif(not sets.present(REAL), reason="the real sets are not present")
def test_real_voices_are_heard_and_understood(load: Callable[[str], Model], serve: Serve) -> None:
    """Recorded commands and digits, by the built-in model."""
    assert REAL is not None
    rows = [("fsdd", row) for row in sets.rows(REAL, "fsdd", "test")[:4]]
    sounds = [(str(row["text"]), sets.audio(REAL, name, row).resampled(PCM.rate_hz)) for name, row in rows]

    async def talk(line: Line) -> None:
        await line.update(output_modalities=["text"])
        right = 0
        for text, audio in sounds:
            await line.say(bytes(PCM.bytes_per_s // 2) + PCM.write(audio.samples[0]) + bytes(PCM.bytes_per_s))
            done = await line.until("response.done")
            right += done["response"]["output"][0]["content"][0]["text"] == text
        assert right >= 3

    with serve(Serving(desk=Desk())) as one:
        held(one, talk, "sensorium/seedling")
