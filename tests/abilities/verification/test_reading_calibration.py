"""Maps from readers' figures to probabilities."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from sensorium.abilities.verification.calibration import ANY, Calibration, Judged, fit, shipped
from sensorium.errors import InvalidInput
from sensorium.native.confidence import expected_calibration_error

WORD = Judged(agreement="same", reader="one", second="two", own=0.9, other=0.8, right=True)


def drawn(count: int, seed: int) -> list[Judged]:
    """A reader that is far too sure: of what it gives 0.999, half is right; of 0.9 a fifth."""
    random = np.random.default_rng(seed)
    words = []
    for _ in range(count):
        own, share = ((0.999, 0.5), (0.9, 0.2))[int(random.integers(2))]
        words.append(replace(WORD, own=own, right=bool(random.random() < share)))
    return words


def test_a_boaster_is_brought_down() -> None:
    calibration = fit(drawn(1000, 0))
    fresh = drawn(1000, 1)
    told = [calibration("same", ("one", "two"), word.own, word.other) or 0.0 for word in fresh]
    right = [float(word.right) for word in fresh]
    assert expected_calibration_error(told, right) < 0.05
    assert expected_calibration_error([word.own or 0.0 for word in fresh], right) > 0.4


def test_strangers_get_the_map_of_any_and_unknown_kinds_none() -> None:
    calibration = fit(drawn(100, 0))
    assert calibration("same", ("three", "four"), 0.9, 0.8) == calibration("same", (ANY, ANY), 0.9, 0.8)
    assert calibration("differ", ("one", "two"), 0.9, 0.8) is None
    assert calibration("same", ("one", None), 0.9, None) is None


def test_a_figure_that_is_not_given_counts_as_even_odds() -> None:
    calibration = fit(drawn(100, 0))
    assert calibration("same", ("one", "two"), None, 0.8) == calibration("same", ("one", "two"), 0.5, 0.8)


@pytest.mark.parametrize("right", [True, False])
def test_words_all_right_or_all_wrong_leave_room(right: bool) -> None:
    found = fit([replace(WORD, right=right)] * 30)("same", ("one", "two"), 0.9, 0.8)
    assert found is not None
    assert abs(found - right) < 0.15
    assert 0 < found < 1


def test_too_few_words_fit_nothing() -> None:
    with pytest.raises(InvalidInput, match="judge more pages"):
        fit([WORD] * 3)


def test_told_and_read_again_it_is_the_same() -> None:
    calibration = fit(drawn(300, 2))
    again = Calibration(weights={key: tuple(weights) for key, weights in calibration.told().items()})
    assert again("same", ("one", "two"), 0.9, 0.8) == pytest.approx(
        calibration("same", ("one", "two"), 0.9, 0.8), abs=1e-3
    )


@pytest.mark.parametrize("readers", [("rapidocr", "tesseract"), ("one", "two")])
def test_what_is_shipped_trusts_agreement_most(readers: tuple[str, str]) -> None:
    told = [shipped()(kind, readers, 0.95, 0.9) for kind in ("same", "differ", "alone")]
    assert all(one is not None and 0 < one < 1 for one in told)
    same, differ, _ = (one or 0.0 for one in told)
    assert same > 0.9 > differ
    alone = shipped()("alone", readers, 0.6, None)
    assert alone is not None
    assert alone < 0.5
