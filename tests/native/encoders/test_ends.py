"""Ends of values: where heads find them, what they are, their order, and their place behind a chart's print."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from sensorium.content import Image
from sensorium.native.assistant import Assistant
from sensorium.native.codecs.score import ScoreCodec
from sensorium.native.encoders.axes import Printed
from sensorium.native.encoders.ends import End, Reach, clockwise, ends_of, reaches_of
from sensorium.native.encoders.letters import Spelling
from sensorium.native.encoders.views import GRID, View
from sensorium.native.prompt import PromptWriter
from sensorium.native.tokens.stream import Modality, Stream
from sensorium.native.tokens.vocabulary import TEXT
from sensorium.native.train.misreading import misjudged

CERTAIN = 9.0
UPRIGHT = [Printed(str(100 - 25 * row), (0.02, 0.1 + 0.2 * row, 0.08, 0.14 + 0.2 * row)) for row in range(5)]
LYING = [Printed(str(10 * column), (0.19 + 0.2 * column, 0.9, 0.21 + 0.2 * column, 0.94)) for column in range(4)]


def test_ends_are_found_where_heads_see_them() -> None:
    there, placed = torch.full((GRID * GRID,), -CERTAIN), torch.zeros(GRID * GRID, 3)
    there[[9, 30]] = CERTAIN
    placed[9] = torch.tensor([0.25, -0.5, 0.0])
    assert reaches_of(there, placed) == [Reach(1.75 / GRID, 1.0 / GRID), Reach(6.5 / GRID, 3.5 / GRID)]
    assert reaches_of(torch.full((GRID * GRID,), -CERTAIN), placed) == []


def test_an_end_on_the_edge_of_two_features_is_one() -> None:
    there, placed = torch.full((GRID * GRID,), -CERTAIN), torch.zeros(GRID * GRID, 3)
    there[9], there[10] = CERTAIN, CERTAIN / 2
    placed[9, 0], placed[10, 0] = 0.45, -0.48
    (end,) = reaches_of(there, placed)
    assert end.cell == 9


def test_columns_are_measured_from_the_left_and_bars_from_above() -> None:
    columns = [Reach(0.8, 0.76), Reach(0.3, 0.36), Reach(0.55, 0.52)]
    assert [end.value for end in ends_of(columns, UPRIGHT)] == ["70", "50", "20"]
    bars = [Reach(0.3, 0.7), Reach(0.7, 0.1), Reach(0.41, 0.4)]
    assert [end.value for end in ends_of(bars, LYING)] == ["25", "10.5", "5"]


def test_slices_say_their_share_clockwise_from_the_top() -> None:
    slices = [Reach(0.3, 0.5, 0.25), Reach(0.7, 0.4, 0.4), Reach(0.6, 0.8, 0.35)]
    assert [end.value for end in ends_of(slices, [])] == ["40%", "35%", "25%"]
    assert clockwise([]) == []


def test_what_no_axis_and_no_slice_tells_is_not_told() -> None:
    assert ends_of([Reach(0.3, 0.5), Reach(0.7, 0.4)], [Printed("Ash", (0.2, 0.9, 0.3, 0.95))]) == []


def test_what_is_measured_is_off_only_where_print_tells_better() -> None:
    rng = np.random.default_rng(0)
    ends = [End(2 * number, value) for number, value in enumerate(("163", "20.5", "65%"))]
    exact = [misjudged(ends, {"163", "20.5", "65%"}, rng) for _ in range(300)]
    assert {end.value for seen in exact for end in seen} == {"163", "20.5", "65%"}
    assert 0.9 < np.mean([len({end.value for end in seen}) for seen in exact]) / 3 < 0.99  # some are overlooked
    assert 1.0 < np.mean([len(seen) / len({end.value for end in seen}) for seen in exact if seen]) < 1.1  # some twice
    off = [end.value for _ in range(300) for end in misjudged(ends[:1], set(), rng)]
    assert 5 < np.std(np.array(off, float)) < 9
    assert all(end.value.endswith("%") for _ in range(30) for end in misjudged(ends[2:], set(), rng))


@pytest.mark.parametrize("ends", [[], [End(11, "163"), End(40, "7.5")]])
def test_ends_stand_behind_the_print_over_their_cells(assistant: Assistant, ends: list[End]) -> None:
    pixels = np.full((256, 256, 3), 255, np.uint8)
    pixels[200:216, 30:120:9] = 0  # marks as of letters
    stream = Stream()

    def measure(_: View, printed: list[Printed]) -> list[End]:
        assert [one.text for one in printed] == ["Ash"]
        return ends

    read = PromptWriter(assistant.words, ScoreCodec(), lambda lines: [Spelling("Ash")] * len(lines), measure)
    read.parts(stream, [Image(pixels)])
    chunk = stream.all()
    ids = chunk.ids[chunk.modality == Modality.IMAGE, 0].tolist()
    words = assistant.words.decode([one for one in ids if one in TEXT])
    assert words.rstrip().endswith("= 163 | = 7.5" if ends else "Ash")
