"""Training: lessons as the engine will write them, losses that fall, runs that resume exactly."""

from __future__ import annotations

import copy
import dataclasses
import math
import signal
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
import torch
from torch import Tensor

from sensorium.content import Audio, Image, Music, Video
from sensorium.errors import InvalidInput
from sensorium.native.assistant import Assistant
from sensorium.native.laid import lay
from sensorium.native.omni import Omni
from sensorium.native.tokens.grammar import Plan
from sensorium.native.tokens.packing import pack
from sensorium.native.train import lessons, loop, ranks, stopping
from sensorium.native.train import trainer as training
from sensorium.native.train.course import PAIRS_EVERY, Course, Source, corrupt
from sensorium.native.train.hints import CELLS, LETTERS, NAMES, Hints, keep_sight
from sensorium.native.train.lessons import Teacher, either_way_round
from sensorium.native.train.loop import Schedule
from sensorium.native.train.loss import losses, total
from sensorium.native.train.state import TENSORS, read_counters
from sensorium.native.train.stopping import only_run
from sensorium.native.train.taught import target_groups, taught
from sensorium.native.train.trainer import Trainer
from sensorium.native.worlds.example import Example, Utterance
from sensorium.native.worlds.scenes import Scenes

ABC = "X:1\nT:Test\nR:reel\nM:4/4\nL:1/8\nK:C\n" + "|".join(["CDEFGABc"] * 8) + "|"


@pytest.fixture
def model(assistant: Assistant) -> Omni:
    """A copy that may learn."""
    torch.manual_seed(1)
    return copy.deepcopy(assistant.model).train().requires_grad_(True)


@pytest.fixture
def teacher(assistant: Assistant) -> Teacher:
    return Teacher(assistant.words, assistant.model.picture_codec, assistant.model.sound_codec)


def picture(rng: np.random.Generator, side: int = 128) -> Image:
    return Image(np.full((side, side, 3), rng.integers(0, 255, 3), np.uint8))


def every_reply(rng: np.random.Generator) -> Example:
    """One example with all six outputs."""
    sound = Audio(rng.normal(0, 0.1, (1, 16_000)).astype(np.float32), 16_000)
    frames = np.stack([picture(rng, 64).pixels] * 16)
    clip = Video(frames, np.arange(16) / 8, 2.0)
    said = Utterance("a red car", sound, ("ax", "r", "eh", "d"), (0.2, 0.5, 0.8, 1.0))
    return Example(
        task="omni", prompt=("What?", picture(rng)), reply=("a red car", picture(rng), clip, said, sound, Music(ABC))
    )


def test_a_lesson_is_what_the_engine_would_write(
    assistant: Assistant, teacher: Teacher, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Replaying a lesson's reply through the grammar gives the same ids, cues and coordinates."""
    monkeypatch.setattr(lessons, "WHOLE_SHARE", 1.0)
    example = every_reply(np.random.default_rng(0))
    lesson = teacher.lesson(example, np.random.default_rng(1))
    ids = lesson.chunk.ids
    from sensorium.native.tokens.vocabulary import Special

    start = ids[:, 0].tolist().index(int(Special.ASSISTANT))
    stream = teacher.prompt_stream(either_way_round(example, np.random.default_rng(1)))
    grammar = assistant.grammar(
        stream,
        Plan(outputs=("text", "image", "video", "speech", "sound", "music"), max_sound_frames=99, max_phone_frames=99),
    )
    grammar.start()
    while stream.length < len(ids):
        grammar.push(ids[stream.length])
    written = stream.all()
    assert (written.ids == ids).all()
    assert (written.cues == lesson.chunk.cues).all()
    assert (written.coordinates == lesson.chunk.coordinates).all()
    assert start > 0


def test_every_group_has_a_loss(model: Omni, teacher: Teacher) -> None:
    rng = np.random.default_rng(0)
    lessons = [teacher.lesson(every_reply(rng), rng)]
    for _ in range(8):
        ask = Example(task="photo", prompt=(picture(rng), "What?"), reply=("a red car",))
        lessons.append(teacher.lesson(ask, rng))
    parts = losses(model, taught(pack(lessons)))
    assert set(parts) >= {"text", "phones", "score", "picture", "clip", "speech", "sound"}
    total(parts).backward()
    untouched = [name for name, p in model.named_parameters() if p.grad is None and "codec" not in name]
    unasked = ("column", "out_merged", "letters", "ends", "placed")  # what lines and detailed views need
    parts_unasked = ("projection", "log_scale", "audio", *(f"vision.{part}" for part in unasked))
    assert all(name.startswith(parts_unasked) for name in untouched)


def test_pairs_are_whole_and_those_of_one_meaning_are_not_told_apart(model: Omni, teacher: Teacher) -> None:
    rng = np.random.default_rng(0)

    def asked(reply: str) -> Example:
        return Example(task="photo", prompt=(picture(rng), "What?"), reply=(reply,))

    twins = pack([one for number in range(2) for one in teacher.pair(asked("a red car"), number)])
    assert twins.pairs.shape == (2, 2)
    assert twins.meanings[0] == twins.meanings[1]
    assert float(losses(model, taught(twins))["pair"].detach()) == 0.0
    strangers = [asked("a red car"), asked("a dog")]
    batch = pack([one for number, example in enumerate(strangers) for one in teacher.pair(example, number)])
    assert batch.meanings[0] != batch.meanings[1]
    assert float(losses(model, taught(batch))["pair"].detach()) > 0.0
    assert not len(pack([teacher.lesson(asked("a dog"), rng)]).pairs)


def test_given_positions_are_not_targets(teacher: Teacher, monkeypatch: pytest.MonkeyPatch) -> None:
    """The codes of a given first frame carry no loss."""
    monkeypatch.setattr(lessons, "WHOLE_SHARE", 1.0)
    rng = np.random.default_rng(0)
    frames = np.stack([picture(rng, 64).pixels] * 16)
    clip = Video(frames, np.arange(16) / 8, 2.0)
    given = Example(task="other", prompt=("Go on.", picture(rng)), reply=(clip,))
    free = Example(task="other", prompt=("Go on.",), reply=(clip,))
    counts = [len(target_groups(pack([teacher.lesson(e, rng)]))["clip"]) for e in (given, free)]
    assert counts == [3 * 64, 4 * 64]


def test_corruption_hides_codes_from_the_input_only(teacher: Teacher) -> None:
    rng = np.random.default_rng(0)
    batch = pack([teacher.lesson(every_reply(rng), rng)])
    hidden = corrupt(batch, rng)
    changed = (hidden.inputs != hidden.chunk.ids).any(1)
    assert 0 < changed.sum() < len(batch)
    assert (batch.chunk.ids == hidden.chunk.ids).all()


def course(teacher: Teacher) -> Course:
    def draw(rng: np.random.Generator) -> Example:
        colour = int(rng.integers(2))
        pixels = np.full((64, 64, 3), 255 * colour, np.uint8)
        return Example(
            task="x", prompt=(Image(pixels), "What is this?"), reply=(("a red car", "three apples")[colour],)
        )

    return Course(
        teacher=teacher,
        sources={"x": draw, "prose": lambda rng: "There are three apples."},
        shares={"x": 0.8, "prose": 0.2},
        num_positions=1200,
    )


def scene_source() -> Source:
    scenes = Scenes(weights={"what": 1.0})
    return lambda rng: next(scenes.examples(rng, "train"))


def test_a_course_is_a_function_of_the_step(teacher: Teacher) -> None:
    first, again, other = (course(teacher).batch(step) for step in (3, 3, 4))
    assert np.array_equal(first.inputs, again.inputs)
    assert not np.array_equal(first.inputs[:500], other.inputs[:500])


def test_pairs_of_a_batch_are_of_one_kind(teacher: Teacher) -> None:
    """Words of one kind are one letter long, of the other many."""

    def kind(reply: str) -> Source:
        return lambda rng: Example(task="photo", prompt=(picture(rng), "What?"), reply=(reply,))

    kinds = {"short": kind("a"), "long": kind("b " * 60)}
    paired = dataclasses.replace(course(teacher), pair_sources=kinds)
    lengths = []
    for step in range(0, 12 * PAIRS_EVERY, PAIRS_EVERY):
        batch = paired.batch(step)
        assert len(batch.pairs) > 1
        assert len(batch) < 1.5 * paired.num_positions
        starts = np.array([start for start, _ in batch.spans])
        told = batch.pairs[:, 1] - starts[np.searchsorted(starts, batch.pairs[:, 1], "right") - 1]
        assert len(set(told.tolist())) == 1
        lengths.append(int(told[0]))
    assert len(set(lengths)) == 2
    assert not len(paired.batch(1).pairs)


def test_glances_are_looked_at_and_take_no_positions(model: Omni, teacher: Teacher) -> None:
    plain = course(teacher)
    source = scene_source()
    looking = dataclasses.replace(plain, glance_sources={"scenes": source}, glances={"scenes": 5.0})
    batch, without = looking.batch(3), plain.batch(3)
    assert len(batch) == len(without)
    seen, before = batch.features["picture"], without.features["picture"]
    assert len(seen.arrays) == len(before.arrays) + 6  # 5 for every 1000 of 1200 positions
    assert len(seen.places) == len(seen.rows) == len(before.places)
    hints = Hints(model.config.width)
    assert NAMES in losses(model, taught(batch), hints)
    assert NAMES not in losses(model, taught(without), hints)
    with torch.no_grad():
        torch.testing.assert_close(model.states(lay(batch)), model.states(lay(without)), atol=1e-4, rtol=1e-3)


def test_rates_rise_stay_and_fall_by_steps_or_by_the_clock() -> None:
    steps = Schedule(num_steps=100, warmup=10, cooldown_share=0.5, floor=0.1)
    assert [steps.rate(step) for step in (0, 9, 50, 75, 99)] == pytest.approx([0.1, 1.0, 1.0, 0.5, 0.1])
    clock = dataclasses.replace(steps, seconds=1000.0)
    assert [clock.rate(20, seconds) for seconds in (0.0, 500.0, 750.0, 2000.0)] == pytest.approx([1.0, 1.0, 0.5, 0.1])


def test_the_clock_ends_a_schedule_over_several_runs(model: Omni, teacher: Teacher, tmp_path: Path) -> None:
    schedule = Schedule(num_steps=1000, seconds=1e-3)
    trainer = Trainer(model, course(teacher), schedule, tmp_path, num_workers=0)
    trainer.run()
    assert trainer.step == 1
    again = Trainer(model, course(teacher), dataclasses.replace(schedule, seconds=1e6), tmp_path, num_workers=0)
    again.run(stop_after_steps=1)
    assert again.step == 2
    assert read_counters(tmp_path / TENSORS)["seconds"] == round(again.seconds)


def test_training_learns_and_resumes_exactly(
    model: Omni, teacher: Teacher, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ten steps at once equal five, a stop, and five more; and the loss falls."""
    monkeypatch.setattr(loop, "REPORT_EVERY", 1)
    schedule = Schedule(num_steps=10, warmup=2, matrix_lr=0.01)
    twin = copy.deepcopy(model)
    whole = Trainer(model, course(teacher), schedule, tmp_path / "whole", num_workers=0)
    whole.run()
    first = Trainer(twin, course(teacher), schedule, tmp_path / "parts", num_workers=0)
    first.run(stop_after_steps=5)
    torch.manual_seed(9)
    fresh = copy.deepcopy(twin)
    for parameter in fresh.backbone.parameters():
        torch.nn.init.normal_(parameter)
    second = Trainer(fresh, course(teacher), schedule, tmp_path / "parts", num_workers=0)
    second.run()
    assert second.step == 10
    for name, value in model.state_dict().items():
        assert torch.equal(value, fresh.state_dict()[name]), name
    lines = (tmp_path / "whole" / "metrics.jsonl").read_text().splitlines()
    import json

    texts = [json.loads(line)["text"] for line in lines]
    assert texts[-1] < texts[0] - 0.5
    assert (tmp_path / "whole" / "curves.svg").read_text().startswith("<svg")


def test_an_encoder_of_pictures_that_is_kept_learns_only_to_measure(
    model: Omni, teacher: Teacher, tmp_path: Path
) -> None:
    before = copy.deepcopy(model)
    keep_sight(model.vision)
    looking = dataclasses.replace(course(teacher), glance_sources={"scenes": scene_source()}, glances={"scenes": 5.0})
    trainer = Trainer(model, looking, Schedule(num_steps=2, warmup=1), tmp_path, num_workers=0)
    trainer.run()
    then, now = before.state_dict(), model.state_dict()
    changed = {name for name, value in now.items() if not torch.equal(value, then[name])}
    assert any(name.startswith("backbone.") for name in changed)
    assert not [
        name for name in changed if name.startswith("vision.") and not name.startswith(("vision.ends", "vision.placed"))
    ]
    parts = losses(model, taught(looking.batch(3)), trainer.hints)
    assert not {NAMES, CELLS, LETTERS} & set(parts)
    assert {NAMES, CELLS} <= set(losses(before, taught(looking.batch(3)), Hints(model.config.width)))


def test_two_runs_cannot_share_a_folder(model: Omni, teacher: Teacher, tmp_path: Path) -> None:
    with only_run(tmp_path), pytest.raises(InvalidInput, match="another run"):
        Trainer(model, course(teacher), Schedule(num_steps=1), tmp_path, num_workers=0).run()


def test_a_signal_saves_what_was_learnt(model: Omni, teacher: Teacher, tmp_path: Path) -> None:
    """SIGTERM in the middle of a step: the state on disk is that of the last whole step."""
    trainer = Trainer(model, course(teacher), Schedule(num_steps=50), tmp_path, num_workers=0)
    trainer.course = dataclasses.replace(trainer.course, sources={"x": interrupting(3)}, shares={"x": 1.0})
    with pytest.raises(KeyboardInterrupt):
        trainer.run()
    assert read_counters(tmp_path / TENSORS)["step"] == trainer.step < 50


def test_a_worker_leaves_it_to_the_trainer_to_stop(model: Omni, teacher: Teacher, tmp_path: Path) -> None:
    """Service managers send SIGTERM to every process of a run."""
    trainer = Trainer(model, course(teacher), Schedule(num_steps=6), tmp_path, num_workers=1)
    trainer.course = dataclasses.replace(trainer.course, sources={"x": interrupting(3)}, shares={"x": 1.0})
    trainer.run()
    assert read_counters(tmp_path / TENSORS)["step"] == 6


def test_a_signal_in_the_middle_of_an_update_waits_for_its_end(
    model: Omni, teacher: Teacher, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Muon has moved its matrices, AdamW nothing yet: such a state would be taught the same step again."""
    twin = copy.deepcopy(model)
    trainer = Trainer(model, course(teacher), Schedule(num_steps=9), tmp_path / "stopped", num_workers=0)
    update = trainer.optimizer.optimizers[1].step

    def interrupted() -> None:
        signal.raise_signal(signal.SIGTERM)
        update()

    monkeypatch.setattr(trainer.optimizer.optimizers[1], "step", interrupted)
    with pytest.raises(KeyboardInterrupt):
        trainer.run()
    assert read_counters(tmp_path / "stopped" / TENSORS)["step"] == 1
    whole = Trainer(twin, course(teacher), Schedule(num_steps=9), tmp_path / "whole", num_workers=0)
    whole.run(stop_after_steps=1)
    assert_alike(model, twin)


def test_an_interrupted_step_is_taught_and_counted_once(
    model: Omni, teacher: Teacher, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl-C between the two batches of a step, and the same trainer goes on."""
    twin, calls = copy.deepcopy(model), list[int]()
    schedule = Schedule(num_steps=9, accumulate=2)

    def interrupted(parts: dict[str, Tensor]) -> Tensor:
        calls.append(len(parts))
        if len(calls) == 2:
            raise KeyboardInterrupt
        return total(parts)

    monkeypatch.setattr(training, "total", interrupted)
    trainer = Trainer(model, course(teacher), schedule, tmp_path / "stopped", num_workers=0)
    with pytest.raises(KeyboardInterrupt):
        trainer.run()
    trainer.run(stop_after_steps=1)
    whole = Trainer(twin, course(teacher), schedule, tmp_path / "whole", num_workers=0)
    whole.run(stop_after_steps=1)
    assert (trainer.step, trainer.seen) == (whole.step, whole.seen)
    assert_alike(model, twin)


def test_a_gradient_that_is_not_finite_costs_its_step_and_not_the_weights(
    model: Omni, teacher: Teacher, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    calls: list[int] = []

    def broken(parts: dict[str, Tensor]) -> Tensor:
        calls.append(len(parts))
        return total(parts) * (math.nan if len(calls) == 2 else 1.0)

    monkeypatch.setattr(training, "total", broken)
    Trainer(model, course(teacher), Schedule(num_steps=3), tmp_path, num_workers=0).run()
    assert all(value.isfinite().all() for value in model.state_dict().values())
    assert "1 steps with gradients that are not finite" in capsys.readouterr().err
    assert "NaN" not in (tmp_path / "metrics.jsonl").read_text()


def assert_alike(model: Omni, other: Omni) -> None:
    """All weights are equal."""
    for name, value in model.state_dict().items():
        assert torch.equal(value, other.state_dict()[name]), name


def test_a_run_does_not_go_on_with_other_parts_that_learn(model: Omni, teacher: Teacher, tmp_path: Path) -> None:
    """What the optimizer knows of each weight goes by its number among those that learn."""
    Trainer(model, course(teacher), Schedule(num_steps=9), tmp_path, num_workers=0).run(stop_after_steps=1)
    keep_sight(model.vision)
    with pytest.raises(InvalidInput, match="another size or layout"):
        Trainer(model, course(teacher), Schedule(num_steps=9), tmp_path, num_workers=0).run(stop_after_steps=1)


def test_all_ranks_follow_the_clock_that_is_ahead(
    model: Omni, teacher: Teacher, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By clocks of their own they would teach at other rates, and their weights would part."""

    def all_reduce(mine: Tensor, operation: object = None) -> None:
        if operation == torch.distributed.ReduceOp.MAX:
            mine.clamp_(min=500.0)

    two = {"is_initialized": lambda: True, "get_rank": lambda: 0, "get_world_size": lambda: 2}
    kinds = {"ReduceOp": torch.distributed.ReduceOp, "all_reduce": all_reduce}
    for module in (ranks, stopping):
        monkeypatch.setattr(module, "dist", SimpleNamespace(**two, **kinds))
    trainer = Trainer(model, course(teacher), Schedule(num_steps=9, seconds=1e6), tmp_path, num_workers=0)
    trainer.run()
    assert trainer.seconds == 500.0


def interrupting(after: int) -> Source:
    """A source that sends SIGTERM to its own process in the `after`-th batch."""
    drawn = 0

    def draw(rng: np.random.Generator) -> str:
        nonlocal drawn
        drawn += 1
        if drawn == after * 150:
            signal.raise_signal(signal.SIGTERM)
        return "There are three apples."

    return draw
