"""The trace of a reply is the stream it came from: its codes decode to the very parts that were given."""

from __future__ import annotations

import gc

import numpy as np
import pytest
import torch

from sensorium.content import Image, Message, Reply, Text
from sensorium.events import ReplyDone
from sensorium.native.assistant import Assistant
from sensorium.native.engine.engine import Engine
from sensorium.native.engine.sampler import Sampling
from sensorium.native.engine.task import Request
from sensorium.native.engine.trace import Trace
from sensorium.native.tokens import ledger
from sensorium.native.tokens.grammar import Output, Plan
from sensorium.native.tokens.phones import PHONES
from sensorium.native.tokens.vocabulary import PHONE, SCORE, TEXT

EVERYTHING: tuple[Output, ...] = ("text", "image", "speech", "sound", "music", "video")


@pytest.fixture(scope="module")
def traced(assistant: Assistant) -> tuple[Reply, Trace]:
    """One reply with a part of every modality."""
    engine = Engine(assistant)
    pixels = np.random.default_rng(0).integers(0, 255, (40, 60, 3)).astype(np.uint8)
    request = Request(
        messages=(Message("user", (Text("Draw a red car"), Image(pixels))),),
        plan=Plan(outputs=EVERYTHING, max_words=8, max_phones=8, max_sound_frames=12, num_keys=2),
        sampling=Sampling(temperature=1.0),
    )
    (done,) = [event for event in engine.stream(request) if isinstance(event, ReplyDone)]
    return done.reply, engine.traces[done.reply]


def test_it_holds_as_many_positions_as_were_billed(traced: tuple[Reply, Trace]) -> None:
    reply, trace = traced
    assert ledger.count([trace.prompt]) == reply.usage.prompt
    assert ledger.count([trace.reply]) == reply.usage.completion


def test_it_has_a_segment_for_each_part(traced: tuple[Reply, Trace]) -> None:
    reply, trace = traced
    assert tuple(segment.output for segment in trace.segments()) == EVERYTHING
    assert len(reply.parts) == len(EVERYTHING)


def test_numbers_of_positions_count_from_the_start_of_the_stream(traced: tuple[Reply, Trace]) -> None:
    _, trace = traced
    ids = np.concatenate([trace.prompt.ids, trace.reply.ids])
    for segment in trace.segments():
        assert np.array_equal(ids[segment.first : segment.first + len(segment.ids)], segment.ids)
        for bounds in (TEXT, PHONE, SCORE):
            assert all(ids[place, 0] == token for place, token in segment.within(bounds))


def test_words_and_notes_are_those_of_the_parts(assistant: Assistant, traced: tuple[Reply, Trace]) -> None:
    reply, trace = traced
    text, _, speech, _, music, _ = trace.segments()
    assert assistant.words.decode([token for _, token in text.within(TEXT)]) == reply.text
    assert reply.audio is not None
    assert assistant.words.decode([token for _, token in speech.within(TEXT)]) == reply.audio.transcript
    assert reply.music is not None
    assert assistant.score.decode([token - SCORE.start for _, token in music.within(SCORE)]) == reply.music.abc


def test_codes_decode_to_the_picture(assistant: Assistant, traced: tuple[Reply, Trace]) -> None:
    reply, trace = traced
    image = trace.segments()[1]
    assert image.cells.shape == (64, 4)
    assert image.first_code == image.first
    decoded = assistant.model.picture_codec.decode(torch.from_numpy(image.cells)[None, None])[0, 0]
    assert reply.image is not None
    assert np.array_equal((decoded.permute(1, 2, 0) * 255).round().to(torch.uint8).numpy(), reply.image.pixels)


def test_a_clip_begins_with_the_codes_of_the_picture_before_it(traced: tuple[Reply, Trace]) -> None:
    segments = traced[1].segments()
    assert segments[5].cells.shape == (128, 4)
    assert np.array_equal(segments[5].cells[:64], segments[1].cells)


def test_frames_of_speech_pass_every_phone(assistant: Assistant, traced: tuple[Reply, Trace]) -> None:
    reply, trace = traced
    speech, sound = trace.segments()[2:4]
    phones = speech.within(PHONE)
    assert speech.advances.sum() == len(phones)
    assert all(0 <= token - PHONE.start < len(PHONES) for _, token in phones)
    assert sound.advances.tolist() == [0] * (len(sound.frames) - 1) + [1]
    assert reply.audio is not None
    assert len(speech.frames) * assistant.model.sound_codec.samples_per_frame == reply.audio.samples.shape[1]
    assert speech.first_code == speech.first + len(speech.ids) - len(speech.frames)


def test_it_goes_when_the_reply_goes(assistant: Assistant) -> None:
    engine = Engine(assistant)
    message = Message("user", (Text("a car"),))
    list(engine.stream(Request(messages=(message,), plan=Plan(outputs=("text",), max_words=2))))
    gc.collect()
    assert not engine.traces
