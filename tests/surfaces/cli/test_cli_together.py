"""Processes that measure together: what takes longest is begun first, what comes is told in order."""

from __future__ import annotations

from sensorium.abilities.evaluation.directions import DIRECTIONS
from sensorium.surfaces.cli.together import listening


def test_what_is_spoken_beside_other_voices_takes_longest() -> None:
    longest = max(DIRECTIONS, key=listening)
    assert longest.name == "words → speech of scenes and numbers"
    assert listening(longest) == 3  # the model, the voice it learnt from, that voice through the codec
    assert [listening(one) for one in DIRECTIONS if one.name in ("scene → what", "picture → speech")] == [0, 1]
