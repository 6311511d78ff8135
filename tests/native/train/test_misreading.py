"""Misreading: some lines stay whole, none is made unreadable, and equal dice misread equally."""

from __future__ import annotations

import numpy as np

from sensorium.native.train.misreading import CLEAN_SHARE, WORST, misread
from sensorium.native.worlds.judges.reading import error_rate

TEXT = "Battery and charger 12.50 please see page four"


def test_faults_are_as_many_as_said() -> None:
    rng = np.random.default_rng(0)
    rates = np.array([error_rate(TEXT, misread(TEXT, rng)) for _ in range(400)])
    assert CLEAN_SHARE - 0.1 < (rates == 0).mean() < CLEAN_SHARE + 0.1
    assert 0.02 < rates.mean() < WORST / 2
    assert rates.max() < 2 * WORST


def test_double_letters_become_one_now_and_then() -> None:
    rng = np.random.default_rng(1)
    found = {misread("bookkeeper", rng) for _ in range(200)}
    assert {"bookkeeper", "bokkeeper"} <= found


def test_equal_dice_misread_equally() -> None:
    assert misread(TEXT, np.random.default_rng(3)) == misread(TEXT, np.random.default_rng(3))
    assert misread("", np.random.default_rng(3)) == ""
