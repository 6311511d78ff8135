"""Our own client → our own server → the model: what comes out is, to the last bit, what it gives in this process."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import fields, is_dataclass, replace
from typing import Any

import httpx2
import numpy as np
import pytest

import sensorium
from sensorium.content import Audio, Document, Image, Message, Modality, Music, Page, Reply, Text, Video, saving
from sensorium.errors import InvalidInput, UnsupportedCapability
from sensorium.events import Event, ReplyDone, TextDelta
from sensorium.models.model import Asked, Model
from sensorium.models.native import NativeModel
from sensorium.models.sensorium_address import SensoriumAddress
from sensorium.native.assistant import Assistant
from sensorium.native.confidence import Confidence
from sensorium.surfaces.server.desk import Desk
from sensorium.surfaces.server.serving import Serving

RANDOM = np.random.default_rng(0)
PICTURE = Image(np.full((90, 120, 3), (200, 30, 30), np.uint8))
TONE = Audio(0.3 * np.sin(np.arange(12_000, dtype=np.float32) / 9)[None], 16_000)  # no 16-bit file holds it exactly
STEREO = Audio(RANDOM.uniform(-0.3, 0.3, (2, 22_050)).astype(np.float32), 44_100)
TUNE = Music("X:1\nT:A\nM:4/4\nL:1/8\nK:D\nDEFG ABcd|dcBA GFED|DEFG ABcd|d8|]\n")
FRAMES = RANDOM.integers(0, 255, (40, 48, 64, 3)).astype(np.uint8)  # no film format holds them exactly
CLIP = Video(FRAMES, np.arange(40) / 7, 6.0, TONE)
PAGE = Page("Three apples.", PICTURE, 595.0, 842.0)
SCAN = Page("", Image(np.full((300, 200, 3), 250, np.uint8)), 595.0, 842.0)
DOCUMENT = Document((PAGE, SCAN), "Fruit")
TALK = [
    Message("user", (Text("What is this?"), PICTURE)),
    Message("assistant", (Text("dog"),)),
    Message("user", (TONE,)),
]
ALL: tuple[Modality, ...] = ("text", "image", "speech", "sound", "video", "music")


@pytest.fixture(scope="module")
def remote(base_url: str) -> Iterator[Model]:
    model = sensorium.load(f"{base_url}/v1#tiny")
    assert isinstance(model, SensoriumAddress)
    yield model
    model.close()


def exactly(one: object, other: object) -> None:
    """The same values, to the last bit."""
    assert type(one) is type(other)
    if isinstance(one, np.ndarray):
        np.testing.assert_array_equal(one, other)  # type: ignore[arg-type]
    elif isinstance(one, tuple):
        assert isinstance(other, tuple)
        assert len(one) == len(other)
        for pair in zip(one, other, strict=True):
            exactly(*pair)
    elif is_dataclass(one):
        for part in fields(one):
            exactly(getattr(one, part.name), getattr(other, part.name))
    else:
        assert one == other


def same(far: Reply, near: Reply) -> None:
    """The same reply."""
    assert far.settings == near.settings
    exactly(replace(far, settings={}), replace(near, settings={}))


def gathered(events: Iterable[Event]) -> list[Event]:
    """Events with words that follow one another as one: a server puts together what is ready."""
    told: list[Event] = []
    for event in events:
        last = told[-1] if told else None
        if isinstance(event, TextDelta) and isinstance(last, TextDelta):
            told[-1] = TextDelta(last.text + event.text, last.tokens + event.tokens)
        else:
            told.append(event)
    return told


def test_our_own_server_is_known_by_its_card(remote: Model, tiny: NativeModel) -> None:
    assert isinstance(remote, SensoriumAddress)
    assert remote.abilities == tiny.abilities


@pytest.mark.slow
def test_every_modality_comes_back_as_it_was_made(remote: Model, tiny: NativeModel) -> None:
    ask: Any = {"outputs": ALL, "seed": 3, "max_tokens": 4, "partial_images": 1}
    near = tiny.generate("Draw a small green tree", **ask)
    assert near.video is not None
    assert near.video.soundtrack is not None  # the tune, which was made after the clip
    same(remote.generate("Draw a small green tree", **ask), near)


@pytest.mark.parametrize(
    "outputs",
    [
        *[[one] for one in ALL],
        ["text", "speech", "text"],
        pytest.param(["music", "video"], marks=pytest.mark.slow),
        None,
    ],
)
def test_streams_tell_the_same(remote: Model, tiny: NativeModel, outputs: Any) -> None:
    ask: Any = {"outputs": outputs, "seed": 9, "max_tokens": 6, "partial_images": 2, "top_logprobs": 2}
    *far, last = gathered(remote.stream("Draw a dog", **ask))
    *near, done = gathered(tiny.stream("Draw a dog", **ask))
    assert [type(event) for event in far] == [type(event) for event in near]
    exactly(tuple(far), tuple(near))
    assert isinstance(last, ReplyDone)
    assert isinstance(done, ReplyDone)
    same(last.reply, done.reply)


def test_a_confidence_belongs_to_its_words(
    assistant: Assistant, serve: Callable[[Serving], AbstractContextManager[str]]
) -> None:
    calibrated = replace(assistant, confidence=Confidence(bias=0.5, weights=(0.1, 0.2, 0.05, 0.1, 0.1)))
    ask: Any = {"outputs": ["text", "image", "text"], "seed": 4, "max_tokens": 5}
    near = NativeModel(calibrated, "tiny").generate("Hello", **ask)
    told = [part.confidence for part in near.parts if isinstance(part, Text)]
    assert len({*told, None}) == 3
    desk = Desk(("tiny",), load=lambda name: NativeModel(calibrated, name))
    with serve(Serving(desk=desk)) as address:
        same(sensorium.load(f"{address}/v1#tiny").generate("Hello", **ask), near)


def test_many_are_answered_as_one_by_one(remote: Model, tiny: NativeModel) -> None:
    prompts = [[one] for one in ("Draw a dog", "What is this?", "Hello")]
    ask: Any = {"outputs": ["text", "image"], "seeds": [1, 2, 3], "max_tokens": 4}
    far, near = (dict(model.generate_all(prompts, **ask)) for model in (remote, tiny))
    assert far.keys() == near.keys()
    for index, reply in near.items():
        same(far[index], reply)


@pytest.mark.parametrize(
    "asked",
    [
        ("What is this?",),
        ("What is this?", PICTURE),
        (TONE, "What is this?"),
        (STEREO,),
        (TUNE, "What is this?"),
        (CLIP, "What is this?"),
        (Video(FRAMES[:3], np.arange(3) / 3, 1.0),),
        ("What is this?", DOCUMENT),
        (TALK,),
    ],
)
def test_what_goes_in_arrives_whole(remote: Model, tiny: NativeModel, asked: tuple[Asked, ...]) -> None:
    ask: Any = {"outputs": ["text"], "seed": 1, "max_tokens": 8, "top_logprobs": 0}
    same(remote.generate(*asked, **ask), tiny.generate(*asked, **ask))
    assert remote.count(*asked) == tiny.count(*asked)


def test_the_model_chooses_where_no_output_is_named(remote: Model, tiny: NativeModel) -> None:
    near, far = (model.generate("Draw a dog", seed=2, max_tokens=3) for model in (tiny, remote))
    same(far, near)


def test_vectors_are_the_same(remote: Model, tiny: NativeModel) -> None:
    items = ("red", PICTURE, TONE, TUNE, CLIP, DOCUMENT)
    np.testing.assert_array_equal(remote.embed(*items), tiny.embed(*items))


def test_errors_keep_their_kind(remote: Model) -> None:
    with pytest.raises(InvalidInput, match="temperature"):
        remote.generate("x", temperature=9.0)
    with pytest.raises(InvalidInput, match="unknown setting"):
        remote.generate("x", volume=3)
    with pytest.raises(UnsupportedCapability, match="voice"):
        remote.generate("x", outputs=["speech"], voice="my-neighbour")


def clip(**change: object) -> dict[str, object]:
    return {"type": "clip", "clip": {"strip": "PNG", "times_s": [0], "duration_s": 4, **change}}


@pytest.mark.parametrize(
    ("part", "param"),
    [
        (clip(times_s=[0, 1, 2, 3]), "times_s"),  # 90 pixels hold no 4 frames of one height
        (clip(times_s=[]), "times_s"),
        (clip(times_s=[0, 0]), "times_s"),
        (clip(times_s=[0, 1], duration_s=0.5), "duration_s"),
        (clip(strip="WAV"), "strip"),
        (clip(sound="PNG"), "sound"),
        (clip(strip="/etc/passwd"), "strip"),
        ({"type": "pages", "pages": []}, "pages"),
        ({"type": "pages", "pages": [{"text": "", "picture": "WAV", "width_pt": 9, "height_pt": 9}]}, "picture"),
        ({"type": "pages", "pages": [{"text": "", "picture": "PNG", "width_pt": 0, "height_pt": 1}]}, None),
    ],
)
def test_what_is_wrong_with_exact_media_is_told(base_url: str, part: Any, param: str | None) -> None:
    png, wav = saving.data_url("image/png", PICTURE.encode("png")), saving.data_url("audio/wav", TONE.encode("wav"))
    sent = json.loads(json.dumps(part).replace('"PNG"', json.dumps(png)).replace('"WAV"', json.dumps(wav)))
    body = {"messages": [{"role": "user", "content": [sent]}]}
    answer = httpx2.post(f"{base_url}/v1/chat/completions", json=body, timeout=60)
    assert answer.status_code == 400, answer.text
    assert param is None or answer.json()["error"]["param"].endswith(param)
