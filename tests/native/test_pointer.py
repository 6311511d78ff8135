"""What the pointer looks at can be said again: the shares in training are those of decoding, and chances add up."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from sensorium.content import Message, Text
from sensorium.native.assistant import Assistant
from sensorium.native.copying import LEAST, NEVER, Pointed, choice_missed, nats_missed, shares_copied
from sensorium.native.engine.decoder import Decoder
from sensorium.native.laid import lay
from sensorium.native.layers.attention import HEAD_DIM, gathers_of
from sensorium.native.tokens.packing import Packable, pack
from sensorium.native.tokens.stream import join
from sensorium.native.tokens.vocabulary import WORDLIKE, Range, Special
from sensorium.native.train.looks import COPY, Watch

CODES = Range(100, 4)


def test_shares_are_those_of_each_sequence_alone() -> None:
    generator = torch.Generator().manual_seed(0)
    spans = ((0, 5), (5, 70))
    q, k = torch.randn(2, 75, HEAD_DIM, generator=generator)
    held, wanted = torch.randint(0, 3, (2, 75, 2), generator=generator)
    shares = shares_copied(q, k, held, wanted, gathers_of(spans))
    for start, length in spans:
        for place in (start, start + length - 1):
            seen = slice(start, place + 1)
            attention = (k[seen] @ q[place] * HEAD_DIM**-0.5).softmax(0)
            for slot in (0, 1):
                expected = attention[held[seen, slot] == wanted[place, slot]].sum()
                assert shares[place, slot] == pytest.approx(float(expected), abs=1e-5)


def test_a_chance_is_of_the_head_or_of_the_pointer() -> None:
    odds = torch.tensor([[NEVER], [-NEVER], [0.0]])
    told, copied = torch.full((3, 1), 2.0), torch.full((3, 1), 0.5)
    chances = (-nats_missed(told, copied, odds)).exp()[:, 0]
    alone = float(torch.tensor(-2.0).exp())
    assert chances.tolist() == pytest.approx([alone, 0.5, (alone + 0.5) / 2], rel=1e-5)
    assert float(nats_missed(told, torch.zeros(3, 1), odds)[1]) == pytest.approx(-np.log(LEAST), rel=0.2)


def test_a_closed_gate_learns_where_to_open() -> None:
    odds = torch.full((2, 1), -12.0, requires_grad=True)
    told, copied = torch.tensor([[3.0, 2.0], [0.1, 0.1]]), torch.tensor([[0.9, 0.9], [0.0, 0.0]])
    choice_missed(told, copied, odds).sum().backward()
    assert odds.grad is not None
    opens, stays = odds.grad[:, 0].tolist()
    assert opens < -0.8  # downhill is towards copying, however closed it is
    assert abs(stays) < 1e-4


def test_mixed_chances_are_those_of_the_codes_that_are_held() -> None:
    ids = np.array([[101, 7], [103, 102], [5, 101]], np.int32)
    pointed = Pointed(ids, np.array([0.5, 0.25, 0.25]), chance=0.5)
    mixed = np.exp(pointed.mixed(np.zeros(4), 0, CODES))
    assert mixed == pytest.approx([0.125, 0.375, 0.125, 0.25])  # what is no code of the slot is not said
    assert np.exp(pointed.mixed(np.zeros(4), 1, CODES)) == pytest.approx([0.125, 0.25, 0.25, 0.125])
    assert pointed.share(1, 102) == 0.25


def test_a_pointer_that_never_copies_changes_nothing() -> None:
    logits = np.array([3.0, -1.0, 0.5, 2.0])
    pointed = Pointed.of(np.array([[101]], np.int32), torch.ones(HEAD_DIM), torch.ones(1, HEAD_DIM), -1e9)
    mixed = pointed.mixed(logits, 0, CODES)
    assert mixed - mixed[0] == pytest.approx(logits - logits[0], abs=1e-9)


def test_decoding_points_where_training_does(assistant: Assistant) -> None:
    stream = assistant.lay_out([Message("user", (Text("a red car and a red tree and a red dog"),))])
    last = [stream.special(Special.ASSISTANT), stream.special(Special.TEXT)]
    chunk = stream.all()
    red = int(chunk.ids[2, 0])
    decoder = Decoder(assistant.model)
    decoder.read(3, join(stream.chunks[:-2]))
    for one in last:
        decoder.step({3: one})
    pointed = decoder.pointed(3)
    batch = lay(pack([Packable(chunk, ())]))
    watch = Watch(assistant.model.config.num_layers)
    with torch.inference_mode():
        assistant.model.states(batch, watch=watch.over)
        wanted = batch.inputs[0].clone()
        wanted[-1] = red
        shares = shares_copied(*watch.seen[COPY], batch.inputs[0], wanted, batch.gathers)
    assert np.array_equal(pointed.ids, chunk.ids)
    assert pointed.share(0, red) == pytest.approx(float(shares[-1, 0]), abs=1e-4)
    assert pointed.share(0, red) > 0
    assert np.exp(pointed.mixed(np.zeros(WORDLIKE.size), 0, WORDLIKE)).sum() == pytest.approx(1, abs=1e-6)
