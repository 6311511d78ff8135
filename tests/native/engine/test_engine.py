"""Promises of the engine: cached = uncached, streamed = whole, batched = single, and nothing leaks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
import torch

from sensorium.content import Audio, Image, Message, Music, Reply, Text, Video
from sensorium.errors import InvalidInput, TooLarge
from sensorium.events import AudioChunk, Event, PartDone, PartialImage, ReplyDone, TextDelta
from sensorium.native.assistant import Assistant
from sensorium.native.engine.decoder import Decoder
from sensorium.native.engine.engine import Engine
from sensorium.native.engine.rows import NUM_RESERVED, Rows
from sensorium.native.engine.sampler import Sampling
from sensorium.native.engine.task import Request
from sensorium.native.laid import lay
from sensorium.native.tokens.grammar import Output, Plan, WordGrammar
from sensorium.native.tokens.packing import Packable, pack
from sensorium.native.tokens.stream import CELLS

WARM = Sampling(temperature=1.0)


def ask(*outputs: Output, seed: int = 0, words: str = "Draw a red car", sampling: Sampling = WARM) -> Request:
    pixels = np.random.default_rng(seed).integers(0, 255, (40, 60, 3)).astype(np.uint8)
    plan = Plan(outputs=outputs or None, max_words=8, max_phones=8, max_sound_frames=12, num_keys=2)
    message = Message("user", (Text(words), Image(pixels)))
    return Request(messages=(message,), plan=plan, sampling=sampling, seed=seed, partial_images=1)


def run_all(assistant: Assistant, requests: Sequence[Request]) -> dict[int, list[Event]]:
    """Run requests together on a new engine."""
    engine = Engine(assistant)
    heard: dict[int, list[Event]] = {engine.submit(request): [] for request in requests}
    while engine.busy:
        for ticket, event in engine.step():
            heard[ticket].append(event)
    return heard


def reply_of(events: Sequence[Event]) -> Reply:
    done = events[-1]
    assert isinstance(done, ReplyDone)
    return done.reply


def samples_of(reply: Reply) -> list[np.ndarray]:
    """Everything in a reply as arrays, to compare exactly."""
    arrays = []
    for part in reply.parts:
        match part:
            case Text():
                arrays.append(np.frombuffer(part.text.encode(), np.uint8))
            case Image():
                arrays.append(part.pixels)
            case Audio():
                arrays.append(part.samples)
            case Video():
                arrays.append(part.frames)
            case Music():
                arrays.append(np.frombuffer(part.abc.encode(), np.uint8))
    return arrays


def test_cached_states_equal_uncached_ones(assistant: Assistant) -> None:
    stream = assistant.lay_out(ask("text").messages)
    grammar = assistant.grammar(stream, Plan(outputs=("image",)))
    grammar.start()
    for cell in np.random.default_rng(0).integers(0, 512, (20, 4)):
        stream.cells(cell[None], grammar.stream.chunks[-1].modality[0])
    decoder = Decoder(assistant.model)
    split = len(stream.chunks) - 20
    from sensorium.native.tokens.stream import join

    decoder.read(3, join(stream.chunks[:split]), stream.features)
    for chunk in stream.chunks[split:]:
        decoder.step({3: chunk})
    with torch.inference_mode():
        whole = assistant.model.states(lay(pack([Packable(stream.all(), tuple(stream.features))])))
    torch.testing.assert_close(decoder.states[3], whole[-1], atol=2e-4, rtol=1e-3)


ORDERS: list[tuple[Output, ...]] = [
    ("text",),
    ("image",),
    ("speech",),
    ("sound",),
    ("music",),
    ("video",),
    ("text", "video", "music"),
    ("speech", "image", "text"),
]


def test_batched_replies_equal_single_ones(assistant: Assistant) -> None:
    requests = [ask(*outputs, seed=index) for index, outputs in enumerate(ORDERS)]
    together = run_all(assistant, requests)
    for ticket, request in enumerate(requests):
        alone = reply_of(run_all(assistant, [request])[0])
        for a, b in zip(samples_of(reply_of(together[ticket])), samples_of(alone), strict=True):
            assert np.array_equal(a, b), f"request {ticket} depends on what shares its batch"


def test_the_same_seed_repeats_and_another_differs(assistant: Assistant) -> None:
    first, again, other = (run_all(assistant, [ask("image", seed=seed)])[0] for seed in (5, 5, 6))
    assert np.array_equal(samples_of(reply_of(first))[0], samples_of(reply_of(again))[0])
    assert not np.array_equal(samples_of(reply_of(first))[0], samples_of(reply_of(other))[0])


def test_streamed_deltas_are_the_whole(assistant: Assistant) -> None:
    events = run_all(assistant, [ask("text", "speech", "image", seed=3)])[0]
    reply = reply_of(events)
    assert "".join(e.text for e in events if isinstance(e, TextDelta)) == reply.parts[0].text  # type: ignore[union-attr]
    chunks = [e.audio.samples for e in events if isinstance(e, AudioChunk)]
    assert np.array_equal(np.concatenate(chunks, axis=1), reply.parts[1].samples)  # type: ignore[union-attr]
    assert sum(isinstance(e, PartialImage) for e in events) == 1
    assert [e.modality for e in events if isinstance(e, PartDone)] == ["text", "speech", "image"]


def test_outputs_come_in_the_order_asked(assistant: Assistant) -> None:
    reply = reply_of(run_all(assistant, [ask("music", "text", "video")])[0])
    assert [type(part) for part in reply.parts] == [Music, Text, Video]


def test_usage_counts_the_prompt_as_it_was_laid_out(assistant: Assistant) -> None:
    request = ask("image")
    reply = reply_of(run_all(assistant, [request])[0])
    from sensorium.native.tokens import ledger

    assert reply.usage.prompt == ledger.count(assistant.lay_out(request.messages).chunks)
    assert reply.usage.completion["image"] == 66  # start, cells, end


def test_more_requests_than_rows_all_finish(assistant: Assistant) -> None:
    heard = run_all(assistant, [ask("text", seed=seed) for seed in range(20)])
    assert all(isinstance(events[-1], ReplyDone) for events in heard.values())


@pytest.mark.parametrize(("output", "count"), [("video", 8), ("image", 8), ("music", 10), ("speech", 10)])
def test_words_do_not_wait_for_media(assistant: Assistant, output: Output, count: int) -> None:
    """Who only writes is being answered at the next step, whoever else is."""
    engine = Engine(assistant)
    media = {engine.submit(ask(output, seed=seed)) for seed in range(count)}
    for _ in range(4):
        engine.step()
    words = {engine.submit(ask("text", seed=seed)) for seed in range(NUM_RESERVED)}
    engine.step()
    assert words <= set(engine._running)
    for ticket in media | words:
        engine.cancel(ticket)
    assert not engine.busy


def test_words_do_not_wait_for_clips(assistant: Assistant) -> None:
    engine = Engine(assistant)
    clips = {engine.submit(ask("video", seed=seed)) for seed in range(6)}
    for _ in range(4):
        engine.step()
    words, ended = {engine.submit(ask("text", seed=seed)) for seed in range(4)}, []
    while not words <= set(ended):
        ended += [ticket for ticket, event in engine.step() if isinstance(event, ReplyDone)]
    assert not clips & set(ended)
    while engine.busy:
        ended += [ticket for ticket, event in engine.step() if isinstance(event, ReplyDone)]
    assert set(ended) == clips | words


def test_who_is_being_answered_goes_on_while_others_come(assistant: Assistant) -> None:
    engine = Engine(assistant)
    first = engine.submit(ask("image"))
    while not any(isinstance(event, PartialImage) for _, event in engine.step()):
        pass
    written = engine._running[first][0].lane.grammar.stream.written_cells
    for seed in range(5):
        engine.submit(ask("text", seed=seed))
    engine.step()
    assert engine._running[first][0].lane.grammar.stream.written_cells == written + 1
    assert sum(task.lane.read for task, _ in engine._running.values()) < len(engine._running)


def test_a_cancelled_request_frees_its_rows(assistant: Assistant) -> None:
    engine = Engine(assistant)
    tickets = [engine.submit(ask("image", seed=seed)) for seed in range(12)]
    engine.step()
    for ticket in tickets:
        engine.cancel(ticket)
    assert not engine.busy
    ticket = engine.submit(ask("text"))
    events = []
    while engine.busy:
        events += [event for owner, event in engine.step() if owner == ticket]
    assert isinstance(events[-1], ReplyDone)


def test_a_prompt_that_does_not_fit_is_refused_before_it_runs(assistant: Assistant) -> None:
    message = Message("user", (Text("red car " * 5000),))
    with pytest.raises(TooLarge, match="context"):
        Engine(assistant).submit(Request(messages=(message,)))


def unable() -> WordGrammar:
    raise InvalidInput("no form of this text")


def bad() -> Request:
    """What is taken, and cannot begin."""
    request = ask("text")
    return replace(request, plan=replace(request.plan, new_form=unable))


def test_a_request_that_cannot_begin_harms_no_other(assistant: Assistant) -> None:
    engine, alone = Engine(assistant), run_all(assistant, [ask("text", seed=seed) for seed in range(3)])
    first = engine.submit(ask("text", seed=0))
    engine.submit(bad())
    others = [engine.submit(ask("text", seed=seed)) for seed in (1, 2)]
    heard: dict[int, list[Event]] = {ticket: [] for ticket in (first, *others)}
    with pytest.raises(InvalidInput, match="no form"):
        engine.step()
    while engine.busy:
        for ticket, event in engine.step():
            heard[ticket].append(event)
    for seed, ticket in enumerate(heard):
        assert reply_of(heard[ticket]).text == reply_of(alone[seed]).text
    assert vars(engine._rows) == vars(Rows())


def test_who_follows_others_is_not_told_their_failures(assistant: Assistant) -> None:
    engine = Engine(assistant)
    good, failing = engine.stream(ask("text", "image")), engine.stream(bad())
    first = next(good)
    with pytest.raises(InvalidInput, match="no form"):
        next(failing)
    assert isinstance([first, *good][-1], ReplyDone)
    assert not engine.busy


def test_what_happens_while_another_is_followed_is_told_at_the_next_step(assistant: Assistant) -> None:
    engine = Engine(assistant)
    ticket = engine.submit(ask("text", seed=1))
    list(engine.stream(ask("image", seed=2)))
    heard = []
    while engine.busy:
        heard += engine.step()
    assert {owner for owner, _ in heard} == {ticket}
    alone = run_all(assistant, [ask("text", seed=1)])[0]
    assert reply_of([event for _, event in heard]).text == reply_of(alone).text


@pytest.mark.parametrize(("output", "pictures"), [("image", 1), ("video", 2)])
@pytest.mark.parametrize("asked", [0, 1, 2, 3])
def test_as_many_partial_pictures_as_asked(assistant: Assistant, output: Output, pictures: int, asked: int) -> None:
    """Of a picture, and of each key frame of a clip."""
    events = run_all(assistant, [replace(ask(output), partial_images=asked)])[0]
    shown = [event.done for event in events if isinstance(event, PartialImage)]
    every = -(-CELLS // (asked + 1))
    assert shown == [CELLS * key + every * (one + 1) for key in range(pictures) for one in range(asked)]
