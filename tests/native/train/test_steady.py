"""Eyes that learn from themselves: what they look at, what they keep, and runs that go on exactly."""

from __future__ import annotations

import copy
import json
from pathlib import Path

import numpy as np
import pytest
import torch

from sensorium.errors import InvalidInput
from sensorium.native.assistant import Assistant
from sensorium.native.checkpoint import save_pretrained
from sensorium.native.encoders.vision import VisionEncoder
from sensorium.native.train import recipes, steady
from sensorium.native.train.course import Source
from sensorium.native.train.lessons import Teacher
from sensorium.native.train.loop import Schedule
from sensorium.native.train.recipes import Changes
from sensorium.native.train.steady import ON_GRID, STEPS_TO_ALL, Steadying, Viewing, reach_at
from sensorium.native.worlds.art import Gallery
from sensorium.native.worlds.charts import Charts
from sensorium.native.worlds.clips import Clips
from sensorium.native.worlds.example import Example, World
from sensorium.native.worlds.scenes import SceneSampler

GALLERY = Gallery(things=list(Gallery().things.values())[::12])  # drawing is what takes time
SCHEDULE = Schedule(num_steps=8, matrix_lr=0.01, other_lr=1e-3, warmup=2)


def drawing(world: World) -> Source:
    def draw(rng: np.random.Generator) -> Example:
        return next(iter(world.examples(rng, "train")))

    return draw


@pytest.fixture
def viewing(assistant: Assistant, monkeypatch: pytest.MonkeyPatch) -> Viewing:
    """Six scenes a step, and a chart or a clip."""
    monkeypatch.setattr(steady, "SCENES", 6)
    teacher = Teacher(assistant.words, assistant.model.picture_codec, assistant.model.sound_codec)
    held = {"charts": drawing(Charts()), "clips": drawing(Clips(GALLERY))}
    return Viewing([SceneSampler(GALLERY)], held, teacher)


@pytest.fixture
def eyes(assistant: Assistant) -> VisionEncoder:
    """With a stack that tells places apart: as it begins, it passes on what it is given."""
    vision = copy.deepcopy(assistant.model.vision)
    torch.manual_seed(2)
    for parameter in vision.stack.parameters():
        torch.nn.init.normal_(parameter, std=0.1)
    return vision


def test_things_move_further_step_by_step() -> None:
    reaches = [reach_at(step) for step in range(0, 2 * STEPS_TO_ALL, 50)]
    assert reaches[0] == pytest.approx(0.1)
    assert reaches == sorted(reaches)
    assert reaches[-1] == 1.0


def test_what_is_looked_at(viewing: Viewing) -> None:
    first = viewing.sights(0)
    assert first.placed.shape == (6, 128, 128, 3)
    assert first.moved.shape == (6, 128, 128, 3)
    kinds = {kind: pixels.shape for step in range(6) for kind, pixels in viewing.sights(step).held}
    assert kinds["detail"] == (1, 256, 256, 3)
    assert kinds["frames"][0] == 8
    assert kinds["line"][:2] == (1, 32)
    again = viewing.sights(0)
    assert torch.equal(first.moved, again.moved)
    assert not torch.equal(first.placed, viewing.sights(1).placed)


def test_few_stay_where_they_are_and_they_move_less_at_first(viewing: Viewing) -> None:
    def away(steps: range) -> torch.Tensor:
        each = [viewing.sights(step) for step in steps]
        moved = torch.cat([one.moved for one in each]).float()
        placed = torch.cat([one.placed for one in each]).float()
        return (moved - placed).abs().mean((1, 2, 3))

    early, late = away(range(8)), away(range(STEPS_TO_ALL, STEPS_TO_ALL + 8))
    assert 0 < (late == 0).float().mean() < 3 * ON_GRID
    assert early.mean() < 0.7 * late.mean()


def test_eyes_learn_and_nothing_else_does(eyes: VisionEncoder, viewing: Viewing, tmp_path: Path) -> None:
    learner = copy.deepcopy(eyes)
    kept = copy.deepcopy(eyes.state_dict())
    Steadying(learner, eyes, viewing, Schedule(num_steps=25, matrix_lr=0.01, warmup=2), tmp_path, num_workers=0).run()
    assert all(torch.equal(value, kept[name]) for name, value in eyes.state_dict().items()), "the teacher stays"
    changed = {name for name, value in learner.state_dict().items() if not torch.equal(value, kept[name])}
    assert "stack.blocks.0.attention.qkv.weight" in changed
    assert not any(name.startswith(steady.HEADS) for name in changed)
    *_, row = (json.loads(line) for line in (tmp_path / "metrics.jsonl").read_text().splitlines())
    assert row["positions"] == 25 * 6
    assert row["moved"] > 0
    assert row["held"] > 0
    assert (tmp_path / "curves.svg").exists()


def test_it_comes_nearer_to_what_it_saw_on_the_grid(eyes: VisionEncoder, viewing: Viewing, tmp_path: Path) -> None:
    """Of one and the same sights, over and over: whether steps go the right way, not how far they lead."""
    sights = viewing.sights(STEPS_TO_ALL)
    run = Steadying(copy.deepcopy(eyes), eyes, viewing, SCHEDULE, tmp_path, num_workers=0)
    for _ in range(30):
        run._learn([sights])
    told = run._sums["moved"]
    assert told[-1] < 0.7 * told[0]


def test_a_run_that_was_stopped_goes_on_exactly(eyes: VisionEncoder, viewing: Viewing, tmp_path: Path) -> None:
    def run(folder: str, steps: tuple[int, ...]) -> dict[str, torch.Tensor]:
        for more in steps:
            learner = copy.deepcopy(eyes)
            Steadying(learner, eyes, viewing, SCHEDULE, tmp_path / folder, num_workers=0).run(stop_after_steps=more)
        return learner.state_dict()

    whole, pieces = run("whole", (6,)), run("pieces", (2, 4))
    for name, value in whole.items():
        torch.testing.assert_close(value, pieces[name], msg=name)


def test_the_recipe_changes_the_eyes_of_a_checkpoint(
    assistant: Assistant, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(steady, "SCENES", 2)
    monkeypatch.setattr(recipes, "HELD_WORLDS", ("charts",))
    save_pretrained(assistant, tmp_path / "start", card="", storage="float32")
    after = recipes.steady(tmp_path / "run", size="nano", start=tmp_path / "start", num_steps=2)
    before = assistant.model.state_dict()
    changed = {name for name, value in after.model.state_dict().items() if not torch.allclose(value, before[name])}
    assert changed
    assert all(name.startswith("vision.") for name in changed)
    assert not any(parameter.requires_grad for parameter in after.model.parameters())


def test_it_says_what_it_needs(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="whose eyes"):
        recipes.steady(tmp_path)
    with pytest.raises(InvalidInput, match="only the rate"):
        recipes.steady(tmp_path, start=tmp_path, changes=Changes(shares={"scenes": 1.0}))
