"""What is told of the inside is what really happened: the same ids and probabilities, the places they came from."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from PIL import Image as Pillow
from PIL import ImageDraw

from sensorium.content import Audio, Document, Image, Message, Page, Reply, Text, Video
from sensorium.errors import InvalidInput
from sensorium.events import ReplyDone
from sensorium.native.assistant import Assistant
from sensorium.native.encoders.letters import Spelling
from sensorium.native.engine.engine import Engine
from sensorium.native.engine.sampler import Sampling
from sensorium.native.engine.task import Request
from sensorium.native.engine.trace import Trace
from sensorium.native.inspection import Inspection, Source, inspect
from sensorium.native.laid import lay
from sensorium.native.layers.attention import Attend
from sensorium.native.omni import Omni
from sensorium.native.tokens.grammar import Output, Plan
from sensorium.native.tokens.packing import Packable, pack
from sensorium.native.tokens.stream import join

GREY = Image(np.full((60, 120, 3), 90, np.uint8))
TONE = Audio(0.2 * np.sin(np.arange(8_000, dtype=np.float32) / 7)[None], 16_000)
FILM = Video(np.zeros((16, 48, 64, 3), np.uint8), np.arange(16) / 8, 2.0)
SEEN = Message("user", (Text("Draw a red car"), GREY, TONE, FILM))
ALL: tuple[Output, ...] = ("text", "image", "speech", "music")


def answered(
    assistant: Assistant, messages: tuple[Message, ...], outputs: tuple[Output, ...] | None
) -> tuple[Reply, Trace]:
    plan = Plan(outputs=outputs, max_words=8, max_phones=8, max_sound_frames=12, num_keys=2)
    engine = Engine(assistant)
    request = Request(messages=messages, plan=plan, sampling=Sampling(temperature=1.0, guidance=1.0), seed=4)
    *_, done = engine.stream(request)
    assert isinstance(done, ReplyDone)
    return done.reply, engine.traces[done.reply]


@pytest.fixture(scope="module")
def exchange(assistant: Assistant) -> tuple[Trace, Inspection]:
    _reply, trace = answered(assistant, (SEEN,), ALL)
    return trace, inspect(assistant, (SEEN,), trace)


def test_every_position_is_told_once(exchange: tuple[Trace, Inspection]) -> None:
    trace, found = exchange
    count = len(trace.prompt) + len(trace.reply)
    assert {len(found.positions), len(found.sources), len(found.states), len(found.chances)} == {count}
    assert [block.first for block in found.blocks] == [*np.cumsum([0, *(one.count for one in found.blocks[:-1])])]
    assert sum(block.count for block in found.blocks) == count


def test_what_was_sampled_has_the_probability_that_decoding_told(exchange: tuple[Trace, Inspection]) -> None:
    trace, found = exchange
    words = [
        chance.probabilities[0]
        for state, chance in zip(found.states, found.chances, strict=True)
        if state is not None and chance is not None and state.stage == "text"
    ]
    np.testing.assert_allclose(np.log(words), trace.logprobs[0], atol=1e-3)


@pytest.mark.parametrize("outputs", [("text", "image", "speech"), ("sound", "music"), ("image", "video"), None])
def test_the_grammar_walks_the_reply_again(assistant: Assistant, outputs: tuple[Output, ...] | None) -> None:
    _reply, trace = answered(assistant, (SEEN,), outputs)
    found = inspect(assistant, (SEEN,), trace)
    stages = [state.stage if state else None for state in found.states[found.num_prompt :]]
    assert stages[-1] is None or outputs is None  # STOP is written by the grammar, or chosen between segments
    cells = [state for state in found.states if state is not None and state.stage == "grid"]
    drawn = [segment for segment in trace.segments() if segment.output in ("image", "video")]
    given = 64 * sum(segment.output == "video" for segment in drawn[1:])  # the picture before, forced as a first frame
    assert len(cells) == sum(len(segment.cells) for segment in drawn) - given
    frames = [state.num_allowed for state in found.states if state is not None and state.stage == "frames"]
    assert len(frames) == sum(len(segment.frames) for segment in trace.segments())
    assert all(1 <= one <= 8 for one in frames)


def test_the_likeliest_come_first_and_among_them_what_was_said(exchange: tuple[Trace, Inspection]) -> None:
    _trace, found = exchange
    for position, chance in zip(found.positions, found.chances, strict=True):
        if chance is None or not chance.others:
            continue
        told = [one for _, one in chance.others]
        assert told == sorted(told, reverse=True)
        own = chance.probabilities[0]
        assert own <= told[0] + 1e-9
        if own > told[-1]:
            assert position.text in [text for text, _ in chance.others]


def test_codes_are_those_of_the_segments(exchange: tuple[Trace, Inspection]) -> None:
    trace, found = exchange
    picture, speech = (segment for segment in trace.segments() if segment.output in ("image", "speech"))
    cells = [one.codes for one in found.positions if one.kind == "cell"]
    np.testing.assert_array_equal(cells, picture.cells)
    frames = [one for one in found.positions if one.kind == "frame"]
    np.testing.assert_array_equal([one.codes for one in frames], speech.frames)
    assert [one.advance for one in frames] == speech.advances.tolist()


def test_features_know_their_place_in_the_picture(exchange: tuple[Trace, Inspection]) -> None:
    _trace, found = exchange
    boxes = [one.box for one in of_part(found, 0, 1, "feature") if one.box is not None]
    assert len(boxes) == 8 * 4  # twice as wide as high: half of the square view is margin
    assert boxes[0] == (0.0, 0.0, 0.125, 0.25)
    assert boxes[-1] == (0.875, 0.75, 1.0, 1.0)
    assert sum((right - left) * (bottom - top) for left, top, right, bottom in boxes) == pytest.approx(1.0)


def test_features_know_their_moment_of_a_sound_and_a_film(exchange: tuple[Trace, Inspection]) -> None:
    _trace, found = exchange
    heard = [one.seconds for one in of_part(found, 0, 2, "feature")]
    assert heard[0] == (0.0, 0.08)
    assert heard[-1] == (pytest.approx(0.48), pytest.approx(0.5))
    first, seen = np.split(np.array(of_part(found, 0, 3, "feature"), object), [64])
    assert {one.seconds for one in first} == {(0.0, 0.125)}  # the first frame, seen by itself
    assert len(seen) == 8 * 16
    assert seen[0].seconds == (0.0, 0.125)
    assert seen[-1].seconds == (1.875, 2.0)


def test_what_was_made_belongs_to_its_part_of_the_reply(exchange: tuple[Trace, Inspection]) -> None:
    _trace, found = exchange
    drawn = of_part(found, 1, 1, "cell")
    assert [one.box for one in drawn[:9:8]] == [(0.0, 0.0, 0.125, 0.125), (0.0, 0.125, 0.125, 0.25)]
    spoken = of_part(found, 1, 2, "frame")
    assert spoken[1].seconds == (pytest.approx(0.08), pytest.approx(0.16))
    assert {one.modality for one, source in placed(found) if source == Source(message=1, part=3)} == {"music"}


def of_part(found: Inspection, message: int, part: int, kind: str) -> list[Source]:
    return [
        source
        for position, source in placed(found)
        if source is not None and (source.message, source.part, position.kind) == (message, part, kind)
    ]


def placed(found: Inspection) -> list[tuple[object, Source | None]]:
    return list(zip(found.positions, found.sources, strict=True))


def printed(text: str) -> Image:
    """A page with one line in its lower half."""
    paper = Pillow.new("RGB", (300, 400), "white")
    ImageDraw.Draw(paper).text((30, 300), text, fill="black", font_size=24)
    return Image(np.asarray(paper))


def test_pages_are_told_apart_and_print_knows_where_it_stood(
    assistant: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    spelled = Spelling("seven green bottles", 0.0)
    monkeypatch.setattr(Omni, "read", lambda _model, lines: [spelled] * len(lines))
    pages = (Page("Three apples", GREY, 300, 150), Page("", printed("seven green bottles"), 300, 400))
    asked = (Message("system", (Text("Read."),)), Message("user", (Document(pages),)))
    _reply, trace = answered(assistant, asked, ("text",))
    found = inspect(assistant, asked, trace)
    assert {source.page for source in found.sources if source and source.message == 1} == {0, 1}
    assert all(source.page is None for source in found.sources if source and source.message != 1)
    read = [source.box for source in of_part(found, 1, 0, "word") if source.page == 1]
    assert len(read) >= 3
    for box in read:
        assert box is not None
        assert box[1] >= 0.5, "the line stands in the lower half"


@torch.inference_mode()
def test_attention_is_what_the_model_mixed(assistant: Assistant, exchange: tuple[Trace, Inspection]) -> None:
    """The shares, times the values of a head, are what attention itself gives."""
    trace, found = exchange
    batch = pack([Packable(join([trace.prompt, trace.reply]), trace.features)])
    values: list[torch.Tensor] = []
    mixed: list[torch.Tensor] = []

    def watch(attend: Attend) -> Attend:
        def watched(layer: int, q: torch.Tensor, k: torch.Tensor, v: torch.Tensor) -> torch.Tensor:
            values.append(v[0])
            mixed.append(attend(layer, q, k, v))
            return mixed[-1]

        return watched

    assistant.model.states(lay(batch), watch=watch)
    position = len(trace.prompt) + 3
    for layer in range(found.sight.num_layers):
        shares = torch.from_numpy(found.sight.attention(position, layer, 0))
        torch.testing.assert_close(
            shares @ values[layer][0, : position + 1], mixed[layer][0, 0, position], atol=1e-4, rtol=1e-3
        )
    whole = found.sight.attention(position)
    assert whole.shape == (position + 1,)
    assert whole.sum() == pytest.approx(1.0, abs=1e-4)


@pytest.mark.parametrize(("position", "layer", "head"), [(-1, None, None), (10**6, None, None), (0, 9, 0), (0, 0, 9)])
def test_what_is_not_there_has_no_attention(
    exchange: tuple[Trace, Inspection], position: int, layer: int | None, head: int | None
) -> None:
    with pytest.raises(InvalidInput, match="must be 0 to"):
        exchange[1].sight.attention(position, layer, head)
