"""Scenes told aloud: the sentence fits the picture, splits hold, recordings do not give the answer away."""

from __future__ import annotations

import numpy as np
import pytest

from sensorium.content import Audio, Image
from sensorium.errors import InvalidInput
from sensorium.native.worlds.example import Split, Utterance
from sensorium.native.worlds.speech.aloud import TASKS, Aloud, restaged, shrunk, tell, told_scenes

NUM_SPOKEN = 60


def takes() -> list[Utterance]:
    rng = np.random.default_rng(0)
    return [
        Utterance(text, Audio(rng.normal(size=(1, 3200)).astype(np.float32) * 0.1, 16_000, text), ("aa",), (0.2,))
        for text in list(told_scenes())[:NUM_SPOKEN]
    ]


@pytest.mark.parametrize("split", ["train", "test"])
@pytest.mark.parametrize("task", TASKS)
def test_what_is_told_is_what_is_shown(task: str, split: Split) -> None:
    world, rng = Aloud(takes(), takes()), np.random.default_rng(3)
    for _ in range(12):
        example = world.example(task, split, rng)
        told = told_scenes()[example.truth["text"]]
        assert told.split == split
        assert tell(example.truth["scene"]) == example.truth["text"]
        pictures = [part for part in (*example.prompt, *example.reply) if isinstance(part, Image)]
        assert len(pictures) == 1
        assert np.array_equal(pictures[0].pixels, example.truth["scene"].render(128))


def test_replies_hold_what_the_task_names() -> None:
    world, rng = Aloud(takes(), takes()), np.random.default_rng(3)
    kinds = {task: [type(part) for part in world.example(task, "train", rng).reply] for task in TASKS}
    assert kinds == {
        "describe_speak": [Utterance],
        "draw_speak": [Image, Utterance],
        "transcribe_draw": [str, Image],
    }
    heard = world.example("transcribe_draw", "train", rng).prompt[0]
    assert isinstance(heard, Audio)
    assert heard.transcript is None


def test_another_stage_tells_the_same() -> None:
    rng = np.random.default_rng(5)
    for told in list(told_scenes().values())[:200]:
        scene = shrunk(restaged(told.scene, told.split, rng), rng)
        assert tell(scene) == told.text


def test_held_out_scenes_are_never_taught() -> None:
    scenes = told_scenes().values()
    assert {told.text for told in scenes if told.split == "train"}.isdisjoint(
        told.text for told in scenes if told.split == "test"
    )
    assert sum(told.split == "test" for told in scenes) > 300


def test_takes_of_other_words_are_refused() -> None:
    other = Utterance("Good morning.", takes()[0].audio, ("aa",), (0.2,))
    with pytest.raises(InvalidInput):
        Aloud([other], [other]).example("describe_speak", "train", np.random.default_rng(0))
