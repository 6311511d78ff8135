"""Our own client → our own server → the model: what comes out is what the model gives in this process."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest

import sensorium
from sensorium.content import Audio, Image, Message, Modality, Music, Text, Video
from sensorium.errors import InvalidInput, UnsupportedCapability
from sensorium.events import AudioChunk, PartialImage, ScoreDelta, TextDelta
from sensorium.models.model import Asked, Model
from sensorium.models.native import NativeModel
from sensorium.models.sensorium_address import SensoriumAddress

PICTURE = Image(np.full((90, 120, 3), (200, 30, 30), np.uint8))
TONE = Audio.open(Audio(0.3 * np.sin(np.arange(12_000, dtype=np.float32) / 9)[None], 16_000).encode("wav"))
TUNE = Music("X:1\nT:A\nM:4/4\nL:1/8\nK:D\nDEFG ABcd|dcBA GFED|DEFG ABcd|d8|]\n")
ALL: tuple[Modality, ...] = ("text", "image", "speech", "sound", "video", "music")


@pytest.fixture(scope="module")
def remote(base_url: str) -> Iterator[Model]:
    model = sensorium.load(f"{base_url}/v1#tiny")
    assert isinstance(model, SensoriumAddress)
    yield model
    model.close()


def test_our_own_server_is_known_by_its_card(remote: Model, tiny: NativeModel) -> None:
    assert isinstance(remote, SensoriumAddress)
    assert remote.abilities == tiny.abilities


def test_every_modality_comes_back_as_it_was_made(remote: Model, tiny: NativeModel) -> None:
    ask = "Draw a small green tree"
    near = tiny.generate(ask, outputs=ALL, seed=3, max_tokens=4, partial_images=1)
    far = remote.generate(ask, outputs=ALL, seed=3, max_tokens=4, partial_images=1)
    assert [type(part) for part in far.parts] == [type(part) for part in near.parts]
    assert far.usage == near.usage
    assert far.settings == near.settings
    assert far.finish_reason == near.finish_reason
    assert far.text == near.text
    for one, other in zip(far.parts, near.parts, strict=True):
        if isinstance(one, Image):
            assert isinstance(other, Image)
            np.testing.assert_array_equal(one.pixels, other.pixels)
        if isinstance(one, Audio):
            assert isinstance(other, Audio)
            assert one.transcript == other.transcript
            np.testing.assert_allclose(one.samples, other.samples, atol=1e-4)
        if isinstance(one, Music):
            assert isinstance(other, Music)
            assert one.abc == other.abc
        if isinstance(one, Video):
            assert isinstance(other, Video)
            np.testing.assert_array_equal(one.frames, Video.open(other.encode("mp4")).frames)


def test_streams_tell_the_same(remote: Model, tiny: NativeModel) -> None:
    def told(model: Model) -> dict[str, object]:
        events = list(model.stream("Draw a dog", outputs=ALL, seed=9, max_tokens=6, partial_images=2))
        sounds = [event for event in events if isinstance(event, AudioChunk)]
        return {
            "words": "".join(event.text for event in events if isinstance(event, TextDelta)),
            "partial": [(e.modality, e.done, e.total) for e in events if isinstance(e, PartialImage)],
            "score": "".join(event.abc for event in events if isinstance(event, ScoreDelta)),
            "speech": [one.audio.samples.shape for one in sounds if one.modality == "speech"],
        }

    assert told(remote) == told(tiny)


TALK = [
    Message("user", (Text("What is this?"), PICTURE)),
    Message("assistant", (Text("dog"),)),
    Message("user", (TONE,)),
]


@pytest.mark.parametrize(
    "asked",
    [
        ("What is this?",),
        ("What is this?", PICTURE),
        (TONE, "What is this?"),
        (TUNE, "What is this?"),
        (TALK,),
    ],
)
def test_what_goes_in_arrives_whole(remote: Model, tiny: NativeModel, asked: tuple[Asked, ...]) -> None:
    near = tiny.generate(*asked, outputs=["text"], seed=1, max_tokens=8)
    far = remote.generate(*asked, outputs=["text"], seed=1, max_tokens=8)
    assert (far.text, far.usage.prompt) == (near.text, near.usage.prompt)
    assert remote.count(*asked) == tiny.count(*asked)


def test_the_model_chooses_where_no_output_is_named(remote: Model, tiny: NativeModel) -> None:
    near, far = (model.generate("Draw a dog", seed=2, max_tokens=3) for model in (tiny, remote))
    assert [type(part) for part in far.parts] == [type(part) for part in near.parts]


def test_vectors_are_the_same(remote: Model, tiny: NativeModel) -> None:
    np.testing.assert_allclose(remote.embed("red", PICTURE, TONE), tiny.embed("red", PICTURE, TONE), atol=1e-5)


def test_errors_keep_their_kind(remote: Model) -> None:
    with pytest.raises(InvalidInput, match="temperature"):
        remote.generate("x", temperature=9.0)
    with pytest.raises(InvalidInput, match="unknown setting"):
        remote.generate("x", volume=3)
    with pytest.raises(UnsupportedCapability, match="voice"):
        remote.generate("x", outputs=["speech"], voice="my-neighbour")
