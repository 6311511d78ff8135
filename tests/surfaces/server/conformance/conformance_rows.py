"""The rows: every route, what can go in, what can come out, what is refused. Run as a program it writes the page."""

from __future__ import annotations

import asyncio
import base64
import sys
from pathlib import Path
from typing import Any

import numpy as np
import openai
from conformance_caller import MODEL, MP4_URL, PNG, PNG_URL, TONE, WAV, WAV_URL, Caller, opened, sent_events
from conformance_table import Row, page
from pydantic import BaseModel

from sensorium.content import Audio, Image, Music, Video
from sensorium.surfaces.live.formats import PCM

Json = dict[str, Any]
DRAW = "Draw a small green tree"
SCHEMA = {"type": "object", "properties": {"a": {"type": "boolean"}}, "required": ["a"], "additionalProperties": False}
FORM = {"type": "json_schema", "json_schema": {"name": "a", "schema": SCHEMA, "strict": True}}
TOOL = {"name": "look", "description": "Look somewhere.", "parameters": SCHEMA}


PCM16 = PCM.write(TONE.resampled(PCM.rate_hz).samples[0])


class Look(BaseModel, extra="forbid"):
    a: bool


def part(kind: str, told: object) -> Json:
    return {"type": kind, kind: told}


def given(modality: str, *parts: Json) -> Any:
    """Asks about media in a chat."""
    return lambda caller, stream: caller.seen(stream, modality, *parts)


def by_file_id(caller: Caller, stream: bool) -> None:
    caller.seen(stream, "image", part("file", {"file_id": caller.uploaded(PNG, "red.png")}))


def words(caller: Caller, stream: bool) -> None:
    told = caller.chat(stream)
    assert told["content"]
    assert told["finish_reason"] == "length"


def conversation(caller: Caller, stream: bool) -> None:
    turns = [
        {"role": "developer", "content": "Be brief."},
        {"role": "user", "content": "Hello"},
        {"role": "assistant", "content": "Hello"},
        {"role": "user", "content": "What is this?"},
    ]
    assert caller.chat(stream, messages=turns)["content"]


def speech(caller: Caller, stream: bool) -> None:
    form = "pcm16" if stream else "wav"
    more: Json = {"modalities": ["text", "audio"], "audio": {"voice": "alloy", "format": form}}
    told = caller.chat(stream, DRAW, **more)
    assert opened(told["audio"]["data"])
    assert "transcript" in told["audio"]


def every_audio_format(caller: Caller, _: bool) -> None:
    for form in ("wav", "mp3", "flac", "opus", "aac", "pcm16"):
        more: Json = {"modalities": ["audio"], "audio": {"voice": {"id": "alloy"}, "format": form}}
        data = opened(caller.chat(False, DRAW, extra_body=more)["audio"]["data"])
        assert form == "pcm16" or Audio.open(data).duration_s > 0


def pictures(caller: Caller, stream: bool) -> None:
    told = caller.chat(stream, DRAW, extra_body={"modalities": ["image", "text"]})
    assert Image.open(told["images"][0]["image_url"]["url"]).width > 0
    assert told["content"]


def partial_pictures(caller: Caller, stream: bool) -> None:
    told = caller.chat(stream, DRAW, extra_body={"modalities": ["image"], "partial_images": 2})
    assert len(told["partial_images"]) == 2


def clips(caller: Caller, stream: bool) -> None:
    told = caller.chat(stream, DRAW, extra_body={"modalities": ["video"]})
    assert len(Video.open(told["videos"][0]["video_url"]["url"]).frames) > 1


def sounds(caller: Caller, stream: bool) -> None:
    told = caller.chat(stream, DRAW, extra_body={"modalities": ["sound"], "audio": {"format": "wav"}})
    assert Audio.open(opened(told["sounds"][0]["data"])).duration_s > 0


def tunes(caller: Caller, stream: bool) -> None:
    told = caller.chat(stream, DRAW, extra_body={"modalities": ["music"]})
    assert Music.open("".join(one["abc"] for one in told["scores"]).encode()).abc


def several_outputs(caller: Caller, stream: bool) -> None:
    told = caller.chat(stream, DRAW, extra_body={"modalities": ["text", "image", "music"]})
    assert told["content"]
    assert told["images"]
    assert told["scores"]


def as_the_model_likes(caller: Caller, stream: bool) -> None:
    told = caller.chat(stream, DRAW, extra_body={"modalities": []})
    assert told["usage"]["completion_tokens"] > 0


def usage(caller: Caller, stream: bool) -> None:
    content = [
        part("image_url", {"url": PNG_URL}),
        part("input_audio", {"data": base64.b64encode(WAV).decode(), "format": "wav"}),
    ]
    told = caller.chat(stream, content, extra_body={"modalities": ["text", "image"]})["usage"]
    read, wrote = told["prompt_tokens_details"], told["completion_tokens_details"]
    assert read["image_tokens"] > 0
    assert read["audio_tokens"] > 0
    assert wrote["image_tokens"] > 0
    assert sum(n for name, n in read.items() if n and name != "cached_tokens") == told["prompt_tokens"]
    assert sum(n for name, n in wrote.items() if n and name != "reasoning_tokens") == told["completion_tokens"]


def choices(caller: Caller, stream: bool) -> None:
    told = caller.chat(stream, n=3, temperature=1.0, max_tokens=6)["choices"]
    assert len(set(told)) == 3


def stops(caller: Caller, stream: bool) -> None:
    whole = caller.chat(False, max_tokens=24, temperature=1.0)["content"]
    stop = whole[len(whole) // 2 : len(whole) // 2 + 3]
    told = caller.chat(stream, max_tokens=24, temperature=1.0, stop=[stop])
    assert told["content"] == whole[: whole.index(stop)]
    assert told["finish_reason"] == "stop"


def seeds(caller: Caller, stream: bool) -> None:
    first, again, other = (
        caller.chat(stream, seed=seed, temperature=1.0, max_tokens=9)["content"] for seed in (5, 5, 6)
    )
    assert first == again != other


def logprobs(caller: Caller, stream: bool) -> None:
    told = caller.chat(stream, logprobs=True, top_logprobs=2)["logprobs"].content
    assert all(len(one.top_logprobs) == 2 and one.logprob <= 0 for one in told)


def schema(caller: Caller, stream: bool) -> None:
    told = caller.chat(stream, response_format=FORM, max_tokens=40)["content"]
    assert Look.model_validate_json(told)


def parsed(caller: Caller, stream: bool) -> None:
    asked: Json = {"model": MODEL, "messages": [{"role": "user", "content": "x"}], "response_format": Look, "seed": 3}
    if stream:
        with caller.client.chat.completions.stream(**asked) as events:
            answer = events.get_final_completion()
    else:
        answer = caller.client.chat.completions.parse(**asked)
    assert isinstance(answer.choices[0].message.parsed, Look)


def any_json(caller: Caller, stream: bool) -> None:
    told = caller.chat(stream, response_format={"type": "json_object"}, max_tokens=150)["content"]
    assert told.startswith("{")


def refused(**more: object) -> Any:
    """Asks a chat for something that nobody here can do."""
    return lambda caller, stream: caller.chat(stream, extra_body=more)


def calls(caller: Caller, stream: bool) -> None:
    told = caller.chat(stream, tools=[{"type": "function", "function": TOOL}], tool_choice="required", max_tokens=60)
    assert told["tool_calls"][0]["function"]["name"] == "look"
    assert told["finish_reason"] == "tool_calls"


def called_in_response(caller: Caller, stream: bool) -> None:
    more: Json = {"tools": [{"type": "function", "strict": True, **TOOL}], "tool_choice": "required"}
    told = caller.response(stream, max_output_tokens=60, **more)
    assert told.output[0].type == "function_call"


CHAT, RESPONSES = "POST /v1/chat/completions", "POST /v1/responses"

# Calls of tools: what these rows come to is said here alone.
TOOLS = [
    Row(route=CHAT, what="`tools`, `tool_choice`", ask=calls, streamed="works"),
    Row(route=RESPONSES, what="tool `function`", ask=called_in_response, streamed="works"),
]


def chat(what: str, ask: Any, **more: Any) -> Row:
    return Row(**{"route": CHAT, "what": what, "ask": ask, "streamed": "works", **more})


def unable(what: str, ask: Any, able: str = "gpt-4o") -> Row:
    return chat(what, ask, whole="refused", streamed="refused", able=able)


CHATS = [
    chat("`text` in, words out", words),
    chat("roles `developer`, `user`, `assistant`", conversation),
    chat("`image_url` as an object", given("image", part("image_url", {"url": PNG_URL, "detail": "high"}))),
    chat("`image_url` as a string", given("image", part("image_url", PNG_URL))),
    chat(
        "`input_audio`", given("audio", part("input_audio", {"data": base64.b64encode(WAV).decode(), "format": "wav"}))
    ),
    chat("`audio_url`", given("audio", part("audio_url", {"url": WAV_URL}))),
    chat("`video_url`", given("video", part("video_url", {"url": MP4_URL}))),
    chat(
        "`file` as data",
        given("text", part("file", {"file_data": base64.b64encode(b"Three apples.").decode(), "filename": "a.txt"})),
    ),
    chat("`file` by id", by_file_id),
    chat("`modalities: [text, audio]`: speech out", speech),
    chat("speech as wav, mp3, flac, opus, aac, pcm16", every_audio_format, streamed=None),
    chat("pictures out (`message.images`)", pictures),
    chat("pictures while they sharpen (`partial_images`)", partial_pictures, whole=None),
    chat("clips out (`message.videos`)", clips),
    chat("sounds out (`message.sounds`)", sounds),
    chat("music out (`message.scores`)", tunes),
    chat("words, a picture and music from one request", several_outputs),
    chat("`modalities: []`: the model chooses", as_the_model_likes),
    chat("`usage` by modality, `stream_options.include_usage`", usage),
    chat("`n`", choices),
    chat("`stop`", stops),
    chat("`seed`", seeds),
    chat("`logprobs`, `top_logprobs`", logprobs),
    chat("`response_format: json_schema`", schema),
    chat("`response_format` parsed by the SDK", parsed),
    chat("`response_format: json_object`", any_json),
    TOOLS[0],
    unable("`logit_bias`", refused(logit_bias={"1": 2})),
    unable("`frequency_penalty`", refused(frequency_penalty=0.5)),
    unable("`presence_penalty`", refused(presence_penalty=0.5)),
]


def response_words(caller: Caller, stream: bool) -> None:
    assert caller.response(stream).output_text


def response_given(*parts: Json) -> Any:
    content = [*parts, {"type": "input_text", "text": "What is this?"}]
    return lambda caller, stream: caller.response(stream, [{"role": "user", "content": content}]).output_text or 1 / 0


def response_by_file_id(caller: Caller, stream: bool) -> None:
    known = caller.uploaded(PNG, "red.png")
    assert response_given({"type": "input_image", "file_id": known, "detail": "auto"})(caller, stream)


def response_picture(caller: Caller, stream: bool) -> None:
    tool = {"type": "image_generation", "partial_images": 1}
    if stream:
        asked: Json = {"model": MODEL, "input": DRAW, "tools": [tool], "tool_choice": {"type": "image_generation"}}
        kinds = [event.type for event in caller.client.responses.create(**asked, stream=True)]
        assert "response.image_generation_call.partial_image" in kinds
        assert "response.image_generation_call.completed" in kinds
        return
    told = caller.response(stream, DRAW, tools=[tool], tool_choice={"type": "image_generation"})
    assert Image.open(opened(told.output[0].result)).width > 0


def response_schema(caller: Caller, stream: bool) -> None:
    told = caller.response(
        stream, max_output_tokens=40, text={"format": {"type": "json_schema", "name": "a", "schema": SCHEMA}}
    )
    assert Look.model_validate_json(told.output_text)


def response_logprobs(caller: Caller, stream: bool) -> None:
    told = caller.response(stream, include=["message.output_text.logprobs"], top_logprobs=1)
    assert told.output[0].content[0].logprobs


def response_media(caller: Caller, stream: bool) -> None:
    told = caller.response(stream, DRAW, extra_body={"modalities": ["audio", "video", "music"]})
    assert [item.type for item in told.output] == ["message", "media", "media"]


def continued(caller: Caller, stream: bool) -> None:
    first = caller.response(False)
    told = caller.response(stream, "And now?", previous_response_id=first.id, instructions="Be brief.")
    assert told.usage.input_tokens > first.usage.input_tokens


def kept(caller: Caller, _: bool) -> None:
    known = caller.response(False).id
    assert caller.client.responses.retrieve(known).id == known
    assert caller.client.responses.input_items.list(known).data
    caller.client.responses.delete(known)
    try:
        caller.client.responses.retrieve(known)
    except openai.NotFoundError:
        return
    raise AssertionError("a response that was deleted is still there")


def paged(caller: Caller, _: bool) -> None:
    turns: list[Any] = [{"role": "user", "content": f"{number}"} for number in range(3)]
    listed = caller.client.responses.input_items.list(caller.response(False, turns).id, limit=1, order="asc")
    assert [item.content[0].text for item in listed] == ["0", "1", "2"]  # type: ignore[union-attr]


def replayed(caller: Caller, stream: bool) -> None:
    list(caller.client.responses.retrieve(caller.response(False).id, stream=True, starting_after=1))


def cut_off(caller: Caller, stream: bool) -> None:
    told = caller.response(stream, extra_body={"seed": 3})
    assert (told.status, told.incomplete_details.reason) == ("incomplete", "max_output_tokens")
    assert told.output[-1].status == "incomplete"


def counted(caller: Caller, _: bool) -> None:
    told = caller.client.responses.input_tokens.count(model=MODEL, input="What is this?")
    assert told.input_tokens == caller.response(False).usage.input_tokens


def response(what: str, ask: Any, **more: Any) -> Row:
    return Row(**{"route": RESPONSES, "what": what, "ask": ask, "streamed": "works", **more})


def response_refused(**more: Any) -> Any:
    return lambda caller, stream: caller.response(stream, **more)


NOT_DONE: Json = {"whole": "refused", "streamed": "refused", "able": "gpt-4o"}
RESPONDED = [
    response("words in, words out; its events", response_words),
    response(
        "`input_image` by data URL", response_given({"type": "input_image", "image_url": PNG_URL, "detail": "auto"})
    ),
    response("`max_output_tokens`: incomplete, as its last item is", cut_off),
    response("`input_image` by id", response_by_file_id),
    response(
        "`input_file` as data",
        response_given({"type": "input_file", "file_data": base64.b64encode(b"Apples.").decode(), "filename": "a.txt"}),
    ),
    response(
        "`input_audio`",
        response_given(
            {"type": "input_audio", "input_audio": {"data": base64.b64encode(WAV).decode(), "format": "wav"}}
        ),
    ),
    response(
        "`input_audio` as pcm16",
        response_given(
            {"type": "input_audio", "input_audio": {"data": base64.b64encode(PCM16).decode(), "format": "pcm16"}}
        ),
    ),
    response("tool `image_generation`, partial pictures", response_picture),
    response("`text.format: json_schema`", response_schema),
    response("`include: message.output_text.logprobs`", response_logprobs),
    response("speech, clips, music out (`modalities`)", response_media),
    response("`previous_response_id`, `instructions`", continued),
    response("retrieve, delete, input items", kept, streamed=None),
    response("input items: `limit`, `order`, `after`", paged, streamed=None),
    response("retrieve with `stream`, `starting_after`", replayed, whole=None, streamed="refused", able="gpt-4o"),
    response("`/v1/responses/input_tokens`", counted, streamed=None),
    TOOLS[1],
    response("`background`", response_refused(background=True), **NOT_DONE),
    response("`conversation`", response_refused(conversation="conv_1"), **NOT_DONE),
    response("`truncation: auto`", response_refused(truncation="auto"), **NOT_DONE),
    response("tool `web_search`", response_refused(tools=[{"type": "web_search"}]), **NOT_DONE),
]


def drawn(caller: Caller, stream: bool) -> None:
    if stream:
        events = list(caller.client.images.generate(model=MODEL, prompt=DRAW, stream=True, partial_images=2))
        assert [event.type for event in events] == [
            "image_generation.partial_image",
            "image_generation.partial_image",
            "image_generation.completed",
        ]
        assert all(Image.open(opened(event.b64_json)).width for event in events)
        return
    told = caller.client.images.generate(model=MODEL, prompt=DRAW, n=2)
    assert told.data is not None
    assert told.usage is not None
    assert len([Image.open(opened(one.b64_json or "")) for one in told.data]) == 2


def every_picture_format(caller: Caller, _: bool) -> None:
    for form in ("png", "jpeg", "webp"):
        told = caller.client.images.generate(model=MODEL, prompt=DRAW, output_format=form, response_format="url")  # type: ignore[call-overload]
        assert Image.open(told.data[0].url).width > 0


def drawn_with(**more: Any) -> Any:
    return lambda caller, _: caller.client.images.generate(model=MODEL, prompt=DRAW, **more)


def edited(caller: Caller, stream: bool) -> None:
    caller.client.images.edit(model=MODEL, prompt=DRAW, image=("red.png", PNG, "image/png"), stream=stream)


def varied(caller: Caller, _: bool) -> None:
    caller.client.images.create_variation(model=MODEL, image=("red.png", PNG, "image/png"))


IMAGES = "POST /v1/images"
DRAWN = [
    Row(route=IMAGES, what="generations, `n`, partial pictures", ask=drawn, streamed="works"),
    Row(route=IMAGES, what="png, jpeg, webp; `response_format: url`", ask=every_picture_format),
    Row(
        route=IMAGES,
        what="`size` other than the model's own",
        ask=drawn_with(size="1024x1024"),
        whole="refused",
    ),
    Row(route=IMAGES, what="`quality: high`", ask=drawn_with(quality="high"), whole="refused", able="gpt-image-1"),
    Row(
        route=IMAGES,
        what="`background: transparent`",
        ask=drawn_with(background="transparent"),
        whole="refused",
        able="gpt-image-1",
    ),
    Row(route=IMAGES, what="edits", ask=edited, whole="refused", streamed="refused", able="gpt-image-1"),
    Row(route=IMAGES, what="variations", ask=varied, whole="refused", able="gpt-image-1"),
]


def said(caller: Caller, stream: bool) -> None:
    asked: Json = {"model": MODEL, "voice": "alloy", "input": "a red car"}
    if stream:
        text = caller.post("/audio/speech", **asked, response_format="pcm", stream_format="sse").text
        events = sent_events(text)
        assert [event["type"] for event in events][-1] == "speech.audio.done"
        assert b"".join(opened(event["audio"]) for event in events[:-1])
        assert events[-1]["usage"]["output_tokens"] > 0
        return
    for form in ("mp3", "opus", "aac", "flac", "wav", "pcm"):
        data = caller.client.audio.speech.create(**asked, response_format=form).content
        assert form == "pcm" or Audio.open(data).duration_s > 0


def said_as_it_comes(caller: Caller, _: bool) -> None:
    asked: Json = {"model": MODEL, "voice": "alloy", "input": "a red car", "response_format": "pcm"}
    with caller.client.audio.speech.with_streaming_response.create(**asked) as answer:
        assert sum(map(len, answer.iter_bytes())) > 0


def voices(caller: Caller, _: bool) -> None:
    assert {"id": "alloy"} in caller.get("/audio/voices").json()["voices"]


def said_with(**more: Any) -> Any:
    asked: Json = {"model": MODEL, "voice": "alloy", "input": "a red car"} | more
    return lambda caller, _: caller.client.audio.speech.create(**asked)


SPEECH = "POST /v1/audio/speech"
SAID = [
    Row(route=SPEECH, what="mp3, opus, aac, flac, wav, pcm; `stream_format: sse`", ask=said, streamed="works"),
    Row(route=SPEECH, what="raw samples as they are made", ask=said_as_it_comes, whole=None, streamed="works"),
    Row(route=SPEECH, what="`GET /v1/audio/voices`", ask=voices),
    Row(route=SPEECH, what="`speed`", ask=said_with(speed=2.0), whole="refused", able="tts-1"),
    Row(
        route=SPEECH,
        what="`instructions`",
        ask=said_with(instructions="Whisper."),
        whole="refused",
        able="gpt-4o-mini-tts",
    ),
    Row(
        route=SPEECH,
        what="a voice that is not known",
        ask=said_with(voice="my-neighbour"),
        whole="refused",
    ),
]
FILE = ("tone.wav", WAV, "audio/wav")


def heard(form: str) -> Any:
    def ask(caller: Caller, stream: bool) -> None:
        asked: Json = {"model": MODEL, "file": FILE, "response_format": form}
        if stream:
            events = list(caller.client.audio.transcriptions.create(**asked, stream=True))
            assert events[-1].type == "transcript.text.done"
            said = "".join(event.delta for event in events if event.type == "transcript.text.delta")
            assert said == events[-1].text
            return
        told = caller.client.audio.transcriptions.create(**asked)
        if form in ("json", "verbose_json"):
            assert isinstance(told.text, str)
            assert told.usage is not None
        else:
            assert str(told)

    return ask


def heard_with(**more: Any) -> Any:
    return lambda caller, _: caller.client.audio.transcriptions.create(model=MODEL, file=FILE, **more)


def segments(caller: Caller, _: bool) -> None:
    more: Json = {"response_format": "verbose_json", "timestamp_granularities": ["segment"]}
    told = caller.client.audio.transcriptions.create(model=MODEL, file=FILE, **more)
    assert told.segments[0].end == TONE.duration_s


def translated(caller: Caller, _: bool) -> None:
    caller.client.audio.translations.create(model=MODEL, file=FILE)


LISTEN = "POST /v1/audio/transcriptions"
HEARD = [
    *(
        Row(route=LISTEN, what=f"`{form}`", ask=heard(form), streamed="works" if form == "json" else None)
        for form in ("json", "text", "srt", "vtt", "verbose_json")
    ),
    Row(route=LISTEN, what="`timestamp_granularities: [segment]`", ask=segments),
    Row(route=LISTEN, what="`language: en`, `temperature`", ask=heard_with(language="en", temperature=0.2)),
    Row(route=LISTEN, what="another `language`", ask=heard_with(language="de"), whole="refused", able="whisper-1"),
    Row(route=LISTEN, what="`prompt`", ask=heard_with(prompt="apples"), whole="refused", able="whisper-1"),
    Row(
        route=LISTEN,
        what="`timestamp_granularities: [word]`",
        ask=heard_with(response_format="verbose_json", timestamp_granularities=["word"]),
        whole="refused",
        able="whisper-1",
    ),
    Row(
        route=LISTEN,
        what="`diarized_json`",
        ask=heard_with(response_format="diarized_json"),
        whole="refused",
        able="gpt-4o-transcribe-diarize",
    ),
    Row(route=LISTEN, what="`POST /v1/audio/translations`", ask=translated, whole="refused", able="whisper-1"),
]


def filmed(caller: Caller, _: bool) -> None:
    videos = caller.client.videos
    job = videos.create_and_poll(
        model=MODEL, prompt="Make it spin", poll_interval_ms=50, input_reference=("a.png", PNG, "image/png")
    )
    assert (job.status, job.progress) == ("completed", 100)
    assert len(Video.open(videos.download_content(job.id).content).frames) > 1
    for variant in ("thumbnail", "spritesheet"):
        assert Image.open(videos.download_content(job.id, variant=variant).content).width > 0  # type: ignore[arg-type]
    assert job.id in [one.id for one in videos.list()]
    assert videos.delete(job.id).deleted


def filmed_with(**more: Any) -> Any:
    return lambda caller, _: caller.client.videos.create(model=MODEL, prompt="x", **more)


def remixed(caller: Caller, _: bool) -> None:
    caller.client.videos.remix("video_1", prompt="x")


VIDEOS = "POST /v1/videos"
FILMED = [
    Row(route=VIDEOS, what="a job: create, poll, list, download, variants, delete", ask=filmed),
    Row(
        route=VIDEOS,
        what="`seconds` other than the model's own",
        ask=filmed_with(seconds="12"),
        whole="refused",
    ),
    Row(
        route=VIDEOS,
        what="`size` other than the model's own",
        ask=filmed_with(size="1280x720"),
        whole="refused",
    ),
    Row(route=VIDEOS, what="remix", ask=remixed, whole="refused", able="sora-2"),
]


def composed(caller: Caller, _: bool) -> None:
    asked: Json = {"model": MODEL, "prompt": "a jig", "seed": 2}
    assert Audio.open(caller.post("/audio/generations", **asked).content).duration_s > 0
    assert Music.open(caller.post("/audio/generations", **asked, response_format="abc").content).abc
    assert caller.post("/audio/generations", **asked, response_format="mid").content.startswith(b"MThd")


def made_to_sound(caller: Caller, _: bool) -> None:
    answer = caller.post("/audio/generations", model=MODEL, prompt="rain", kind="sound", response_format="flac")
    assert Audio.open(answer.content).duration_s > 0


def alias(path: str, **body: Any) -> Any:
    def ask(caller: Caller, _: bool) -> None:
        assert Audio.open(caller.post(path, model=MODEL, **body).content).duration_s > 0

    return ask


MUSIC = "POST /v1/audio/generations"
COMPOSED = [
    Row(route=MUSIC, what="music: mp3, abc, mid", ask=composed),
    Row(route=MUSIC, what="sounds (`kind: sound`)", ask=made_to_sound),
    Row(route=MUSIC, what="`/v1/audio/generate` (vLLM-Omni)", ask=alias("/audio/generate", input="a jig")),
    Row(route=MUSIC, what="`/v1/sound-generation` (ElevenLabs, LocalAI)", ask=alias("/sound-generation", text="rain")),
    Row(
        route=MUSIC,
        what="`lyrics`",
        ask=alias("/sound-generation", text="rain", lyrics="la"),
        whole="refused",
        able="models behind LocalAI",
    ),
]


def embedded(caller: Caller, _: bool) -> None:
    told = caller.client.embeddings.create(model=MODEL, input=["red", "blue"])
    plain = caller.client.embeddings.create(model=MODEL, input=["red", "blue"], encoding_format="float")
    np.testing.assert_allclose(told.data[1].embedding, plain.data[1].embedding, atol=1e-6)
    assert told.usage.total_tokens > 0


def embeds(*items: object, **body: object) -> Any:
    def ask(caller: Caller, _: bool) -> None:
        sent = {"input": list(items)} if items else body
        rows = caller.post("/embeddings", model=MODEL, encoding_format="float", **sent).json()["data"]
        assert all(abs(np.linalg.norm(row["embedding"]) - 1) < 1e-3 for row in rows)

    return ask


def content(kind: str, told: object) -> Json:
    return {"content": [part(kind, told)]}


EMBED = "POST /v1/embeddings"
EMBEDDED = [
    Row(route=EMBED, what="words, base64 and float", ask=embedded),
    Row(route=EMBED, what="pictures as content parts (OpenRouter)", ask=embeds(content("image_url", {"url": PNG_URL}))),
    Row(route=EMBED, what="pictures by name (Jina)", ask=embeds({"image": PNG_URL}, {"text": "red"})),
    Row(
        route=EMBED,
        what="`messages` (vLLM)",
        ask=embeds(messages=[{"role": "user", "content": [part("image_url", {"url": PNG_URL})]}]),
    ),
    Row(route=EMBED, what="sounds", ask=embeds(content("audio_url", {"url": WAV_URL}), {"audio": WAV_URL})),
    Row(route=EMBED, what="clips", ask=embeds(content("video_url", {"url": MP4_URL}), {"video": MP4_URL})),
    Row(
        route=EMBED, what="documents", ask=embeds(content("file", {"file_data": base64.b64encode(b"Apples.").decode()}))
    ),
    Row(
        route=EMBED,
        what="`dimensions` other than the model's own",
        ask=embeds(input="x", dimensions=7),
        whole="refused",
        able="text-embedding-3-small",
    ),
]


def reranked(path: str) -> Any:
    def ask(caller: Caller, _: bool) -> None:
        documents = ["a dog", content("image_url", {"url": PNG_URL}), "a red car"]
        told = caller.post(path, model=MODEL, query="a red car", documents=documents, top_n=2).json()["results"]
        assert told[0]["index"] == 2
        assert len(told) == 2

    return ask


def moderated(caller: Caller, _: bool) -> None:
    caller.client.moderations.create(input="x")


def files(caller: Caller, _: bool) -> None:
    known = caller.uploaded(b"Three apples.", "a.txt")
    assert caller.client.files.retrieve(known).filename == "a.txt"
    assert caller.client.files.content(known).content == b"Three apples."
    assert known in [one.id for one in caller.client.files.list()]
    assert caller.client.files.delete(known).deleted


def models(caller: Caller, _: bool) -> None:
    cards = {card.id: card.model_dump() for card in caller.client.models.list()}
    assert "video" in cards[MODEL]["input_modalities"]
    assert "music" in cards[MODEL]["output_modalities"]
    assert caller.client.models.retrieve(MODEL).id == MODEL


OTHERS = "Other routes"
OTHER = [
    Row(route=OTHERS, what="`GET /v1/models`, with modalities", ask=models),
    Row(route=OTHERS, what="`/v1/files`: upload, list, content, delete", ask=files),
    Row(route=OTHERS, what="`POST /v1/rerank`, any modality", ask=reranked("/rerank")),
    Row(route=OTHERS, what="`POST /v1/moderations`", ask=moderated, whole="refused", able="omni-moderation-latest"),
]


async def live(caller: Caller, session: Json, said: bytes | None) -> list[Any]:
    """The events of one live turn: something said, or words and a picture."""
    client = openai.AsyncOpenAI(base_url=caller.client.base_url, api_key="none")
    told = []
    async with client, client.realtime.connect(model=MODEL) as line:
        given: Json = {"audio": {"input": {"turn_detection": None}}, "max_output_tokens": 3, "sensorium": {"seed": 5}}
        await line.session.update(session={"type": "realtime", **given, **session})
        if said is None:
            parts = [{"type": "input_image", "image_url": PNG_URL}, {"type": "input_text", "text": "What is this?"}]
            await line.conversation.item.create(item={"type": "message", "role": "user", "content": parts})
        else:
            await line.input_audio_buffer.append(audio=base64.b64encode(said).decode())
            await line.input_audio_buffer.commit()
        await line.response.create()
        async for event in line:
            told.append(event)
            if event.type in ("response.done", "error"):
                return told
    return told


def live_words(caller: Caller, _: bool) -> None:
    events = asyncio.run(live(caller, {"output_modalities": ["text"]}, None))
    kinds = [event.type for event in events]
    assert kinds[-1] == "response.done"
    assert {"session.created", "session.updated", "response.created", "response.output_text.done"} <= set(kinds)


def live_speech(caller: Caller, _: bool) -> None:
    spoken = PCM.write(TONE.resampled(PCM.rate_hz).samples[0])
    kinds = [event.type for event in asyncio.run(live(caller, {"output_modalities": ["audio"]}, spoken))]
    assert kinds[-1] == "response.done"
    assert {
        "input_audio_buffer.committed",
        "response.output_audio.delta",
        "response.output_audio_transcript.done",
    } <= set(kinds)


def secret(caller: Caller, _: bool) -> None:
    assert caller.client.realtime.client_secrets.create().value


REALTIME = "WS /v1/realtime"
TALKED = [
    Row(route=REALTIME, what="words and pictures in, words out", ask=live_words, whole=None, streamed="works"),
    Row(route=REALTIME, what="speech in, speech out", ask=live_speech, whole=None, streamed="works"),
    Row(route=REALTIME, what="`POST /v1/realtime/client_secrets`", ask=secret),
]


def absent(path: str) -> Row:
    def ask(caller: Caller, _: bool) -> None:
        caller.post(path)

    return Row(route="Not here", what=f"`POST /v1{path}`", ask=ask, whole="absent")


NOT_HERE = [
    absent(path)
    for path in (
        "/completions",
        "/conversations",
        "/content_provenance_checks",
        "/batches",
        "/uploads",
        "/vector_stores",
        "/assistants",
        "/threads",
        "/fine_tuning/jobs",
        "/evals",
        "/containers",
    )
]

ROWS = [*CHATS, *RESPONDED, *DRAWN, *SAID, *HEARD, *FILMED, *COMPOSED, *EMBEDDED, *OTHER, *TALKED, *NOT_HERE]

if __name__ == "__main__":
    Path(sys.argv[1]).write_text(page(ROWS), encoding="utf-8")
