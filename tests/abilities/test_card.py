"""The model card: figures, credits, and what is not above chance said plainly."""

from __future__ import annotations

from sensorium.abilities.card import IN_SHORT, SHORT, Trained, card, in_short
from sensorium.abilities.evaluation.directions import DIRECTIONS
from sensorium.abilities.evaluation.intervals import figure
from sensorium.abilities.evaluation.row import Row

TRAINED = Trained(name="seedling", size="pico", num_parameters=19_000_000, positions=9_000_000, sets=("fsdd",))


def test_a_card_carries_figures_and_credits() -> None:
    rows = [
        Row(direction="scene → what", measure="right", figure=figure([1.0] * 45 + [0.0] * 5, 0.01)),
        Row(direction="words → clip", measure="right motion", figure=figure([0.0, 1.0] * 5, 0.5)),
    ]
    text = card(TRAINED, rows, {"machine": "two cores"})
    assert "| scene → what | right | 0.900 |" in text
    assert "Not above chance: words → clip (right motion)." in text
    assert "CC-BY-SA-4.0" in text
    assert "machine: two cores" in text
    assert text.startswith("---\nlibrary_name")


def test_a_card_says_in_short_what_was_measured() -> None:
    seen = figure([1.0] * 45 + [0.0] * 5, 0.01)
    rows = [
        Row(direction="line → text", measure="characters right", figure=seen, beside={"tesseract": seen}),
        Row(direction="page → cell", measure="right", figure=seen),
    ]
    short = card(TRAINED, rows).partition(IN_SHORT)[2].partition("\n## ")[0]
    assert "| reads a printed line (of its characters) | 0.90 | 0.79–0.96 | 0.01 | tesseract 0.900 |" in short
    assert "cell" not in short
    assert IN_SHORT not in card(TRAINED)


def test_a_name_with_a_bar_parts_no_cell() -> None:
    rows = [Row(direction="unknown thing | known", measure="told", figure=figure([1.0] * 9, 0.5))]
    assert r"| unknown thing \| known | told | 1.000 |" in card(TRAINED, rows)


def test_what_a_card_shows_in_short_is_read_back() -> None:
    rows = [
        Row(direction="line → text", measure="characters right", figure=figure([1.0] * 45 + [0.0] * 5, 0.01)),
        Row(direction="scene → what", measure="right", figure=figure([1.0, 0.0] * 9, 0.25)),
    ]
    first, second = in_short(card(TRAINED, rows, {"machine": "two cores"}))
    assert (first.words, first.mean, first.low, first.high, first.chance) == (SHORT[0][0], 0.5, 0.29, 0.71, 0.25)
    assert (second.words, second.mean, second.low) == ("reads a printed line (of its characters)", 0.9, 0.79)
    assert in_short(card(TRAINED)) == []


def test_what_is_shown_in_short_is_measured() -> None:
    assert {direction for _, direction, _ in SHORT} <= {direction.name for direction in DIRECTIONS}


def test_an_unmeasured_card_says_so() -> None:
    assert "Not measured yet" in card(TRAINED)
