"""Ends of values: from scores of words to fiftieths of a scale, their order, and their place behind a chart's print."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from sensorium.content import Image
from sensorium.native.assistant import Assistant
from sensorium.native.codecs.score import ScoreCodec
from sensorium.native.encoders.ends import End, ends_of, in_order
from sensorium.native.encoders.letters import Spelling
from sensorium.native.encoders.views import GRID
from sensorium.native.prompt import PromptWriter
from sensorium.native.tokens.stream import Modality, Stream
from sensorium.native.tokens.vocabulary import TEXT
from sensorium.native.train.misreading import misjudged

TENTHS, FIFTHS = list(range(10)), list(range(10, 15))
CERTAIN = 9.0


def told(ends: dict[int, tuple[int, int]]) -> tuple[torch.Tensor, torch.Tensor]:
    """Log-odds that values end in some cells only, and scores of words: a tenth and a fifth of them stand out there."""
    reached, scores = torch.full((GRID * GRID,), -CERTAIN), torch.randn(GRID * GRID, 20)
    for cell, (tenth, fifth) in ends.items():
        reached[cell] = CERTAIN
        scores[cell, [TENTHS[tenth], FIFTHS[fifth]]] = CERTAIN
    return reached, scores


def test_a_share_is_the_words_it_is_told_by() -> None:
    assert End.at(0.65).text == "6 c"
    assert End.at(0.0).text == "0 a"
    assert End.at(1.0).text == "9 e"
    for fiftieth in range(50):
        end = End.at(fiftieth / 50, cell=7)
        assert end == End(7, fiftieth) == End.of(end.text, 7)


def test_ends_are_found_where_their_words_stand_out() -> None:
    assert ends_of(*told({9: (6, 2), 30: (0, 4)}), TENTHS, FIFTHS) == [End(9, 32), End(30, 4)]
    assert ends_of(*told({}), TENTHS, FIFTHS) == []


def test_columns_are_told_from_the_left_and_bars_from_above() -> None:
    columns = [End(GRID * 5 + 1, 1), End(GRID * 2 + 4, 2), End(GRID * 5 + 6, 3)]
    assert in_order(columns[::-1]) == columns
    bars = [End(GRID * 1 + 6, 1), End(GRID * 3 + 2, 2), End(GRID * 5 + 6, 3)]
    assert in_order(bars[::-1]) == bars


def test_what_is_misjudged_stays_on_its_scale_and_near() -> None:
    rng = np.random.default_rng(0)
    ends = [End(2 * number, fiftieth) for number, fiftieth in enumerate((0, 1, 25, 48, 49))]
    seen = [misjudged(ends, rng) for _ in range(300)]
    first = [{one.cell // 2: one for one in few[::-1]} for few in seen]
    off = np.array([one.fiftieth - ends[number].fiftieth for few in first for number, one in few.items()])
    assert 0.2 < (off != 0).mean() < 0.8
    assert np.abs(off).mean() < 1.5
    assert all(0 <= one.fiftieth < 50 for few in seen for one in few)
    assert 0.9 < len(off) / (300 * len(ends)) < 0.99  # some are overlooked
    assert 1.05 < sum(map(len, seen)) / len(off) < 1.2  # some are seen in two cells


@pytest.mark.parametrize("ends", [[], [End(11, 32), End(40, 4)]])
def test_ends_stand_behind_the_print_over_their_cells(assistant: Assistant, ends: list[End]) -> None:
    pixels = np.full((256, 256, 3), 255, np.uint8)
    pixels[200:216, 30:120:9] = 0  # marks as of letters
    stream = Stream()
    read = PromptWriter(assistant.words, ScoreCodec(), lambda lines: [Spelling("Ash")] * len(lines), lambda _: ends)
    read.parts(stream, [Image(pixels)])
    chunk = stream.all()
    ids = chunk.ids[chunk.modality == Modality.IMAGE, 0].tolist()
    words = assistant.words.decode([one for one in ids if one in TEXT])
    assert words.rstrip().endswith("6 c | 0 e" if ends else "Ash")
