"""The nearest training example: a copy is at no distance, and is found among others."""

from __future__ import annotations

import numpy as np
import pytest

from sensorium.abilities.evaluation.directions import DIRECTIONS, Direction
from sensorium.abilities.evaluation.nearest import Known, vector_of
from sensorium.abilities.evaluation.showcase import Showcase
from sensorium.content import Audio, Image, Music, Part, Reply, Text, Usage, Video
from sensorium.errors import InvalidInput
from sensorium.native.train.sources import open_worlds
from sensorium.native.worlds.example import Example

RNG = np.random.default_rng(0)
SCALE, FALL = "CDEFGABc", "cGEGcGEC"


def tune(key: str, notes: str) -> Music:
    """Eight bars."""
    return Music(f"X:1\nT:Test\nR:reel\nM:4/4\nL:1/8\nK:{key}\n" + "|".join([notes] * 8) + "|")


def picture() -> Image:
    return Image(RNG.integers(0, 255, (32, 32, 3)).astype(np.uint8))


def tone(hz: float) -> Audio:
    return Audio(np.sin(2 * np.pi * hz * np.arange(16_000) / 16_000, dtype=np.float32)[None] * 0.5, 16_000)


def clip() -> Video:
    return Video(RNG.integers(0, 255, (8, 16, 16, 3)).astype(np.uint8), np.arange(8) / 8, 1.0)


@pytest.mark.parametrize(
    "media",
    [[picture() for _ in range(5)], [clip() for _ in range(5)], [tone(hz) for hz in (200, 400, 800, 1600, 3200)]],
    ids=["pictures", "clips", "sounds"],
)
def test_a_copy_is_found_among_others(media: list[Part]) -> None:
    known = Known([*media, Text("words")])
    near = known.nearest(media[3])
    assert near is not None
    assert near.part is media[3]
    assert near.distance == 0.0
    assert known.nearest(Text("words")) is None


def test_a_tune_is_found_in_another_key() -> None:
    known = Known([tune("C", SCALE), tune("C", FALL)])
    near = known.nearest(tune("D", "dAFAdAFD"))
    assert near is not None
    assert isinstance(near.part, Music)
    assert FALL in near.part.abc
    assert near.distance == 0.0


@pytest.mark.parametrize("num_samples", [0, 1, 159, 160])
def test_a_sound_of_next_to_nothing_is_near_to_silence(num_samples: int) -> None:
    silence = Audio(np.zeros((1, 16_000), np.float32), 16_000)
    near = Known([tone(400), silence]).nearest(Audio(np.zeros((1, num_samples), np.float32), 16_000))
    assert near is not None
    assert near.part is silence


def test_nothing_of_its_kind_is_near_nothing() -> None:
    assert Known([]).nearest(picture()) is None
    assert Known([tone(440)]).nearest(picture()) is None
    with pytest.raises(InvalidInput):
        vector_of(Text("words"))


def test_a_showcase_keeps_the_first_cases_and_draws_others() -> None:
    direction = next(one for one in DIRECTIONS if isinstance(one, Direction) and one.name == "scene → what")
    cases = [
        Example(task="what", prompt=(f"{number}",), reply=(f"thing {number}",), truth={"answer": f"thing {number}"})
        for number in range(20)
    ]
    usage = Usage(prompt={}, completion={})
    replies = [Reply(parts=(Text(f"thing {n if n % 2 else 0}"),), usage=usage, model="oracle") for n in range(20)]
    places = []
    for seed in (1, 1, 2):
        showcase = Showcase(worlds=open_worlds(data=None), seed=seed)
        showcase.see(direction, cases, replies)
        shown = showcase.shown[direction.name]
        assert [one.case for one in shown[:3]] == cases[:3]
        assert [one.fixed for one in shown] == [True] * 3 + [False] * 3
        assert [one.right for one in shown[:3]] == [True, True, False]
        places.append([cases.index(one.case) for one in shown[3:]])
    assert places[0] == places[1] != places[2]
    assert min(map(min, places)) >= 3
