"""The backbone's input: slots and cues are summed, what is empty adds nothing, and what stood before comes along."""

from __future__ import annotations

import torch

from sensorium.native.assistant import Assistant
from sensorium.native.backbone import PAD, Backbone
from sensorium.native.laid import lay
from sensorium.native.tokens.packing import Packable, pack
from sensorium.native.tokens.stream import Stream
from sensorium.native.tokens.vocabulary import CUE_CELL, NO_CUE, NUM_CUES, SLOTS, TEXT


def test_slots_and_cues_add_up_and_empty_ones_add_nothing() -> None:
    torch.manual_seed(0)
    backbone = Backbone(width=64, num_layers=1, depth_width=64)
    torch.nn.init.normal_(backbone.embedding.weight)  # as training leaves it: the row of PAD learns as an output
    ids = torch.full((1, 3, SLOTS), PAD, dtype=torch.int32)
    cues = torch.full((1, 3, NUM_CUES), NO_CUE, dtype=torch.int32)
    ids[0, 1, 0] = TEXT.start
    ids[0, 2, :2] = torch.tensor([TEXT.start, TEXT.start + 1])
    cues[0, 2, 0] = CUE_CELL.start
    table, cue = backbone.embedding.weight, backbone.cue.weight
    empty, word, both = backbone.embed(ids, cues)[0]
    torch.testing.assert_close(empty, torch.zeros(64))
    torch.testing.assert_close(word, table[TEXT.start])
    torch.testing.assert_close(both, table[TEXT.start] + table[TEXT.start + 1] + cue[CUE_CELL.start])


def test_what_stood_before_comes_along_within_a_sequence_alone(assistant: Assistant) -> None:
    def sequence(*words: int) -> Packable:
        stream = Stream()
        stream.words([TEXT.start + word for word in words])
        return Packable(stream.all(), ())

    with torch.inference_mode():
        alone, together = (
            assistant.model.states(lay(pack(sequences)))
            for sequences in ([sequence(3, 4)], [sequence(1, 2), sequence(3, 4)])
        )
        other = assistant.model.states(lay(pack([sequence(5, 4)])))
    torch.testing.assert_close(alone, together[2:])  # the sequence before does not matter
    assert not torch.allclose(alone[1], other[1])
