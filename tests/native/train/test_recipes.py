"""The whole recipe from nothing, at the smallest budget: every stage runs, and a second call goes on."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import torch

from sensorium.errors import InvalidInput
from sensorium.models.native import NativeModel
from sensorium.native.checkpoint import save_pretrained
from sensorium.native.omni import Omni
from sensorium.native.tokens.tokenizer import WordTokenizer
from sensorium.native.train import recipes, sources, voice, words
from sensorium.native.train.course import Course
from sensorium.native.train.lessons import Teacher
from sensorium.native.train.loop import Schedule
from sensorium.native.train.recipes import Changes
from sensorium.native.train.trainer import Trainer


@pytest.mark.slow
def test_the_seedling_grows_from_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words, "SENTENCES_PER_WORLD", 10)
    monkeypatch.setattr(voice, "PROGRAMS", ("no-such-program",))
    monkeypatch.setattr(voice, "NUM_SOUNDS", 12)
    courses: list[Course] = []

    def noting(model: Omni, course: Course, *rest: Any, **more: Any) -> Trainer:
        courses.append(course)
        return Trainer(model, course, *rest, **more)

    monkeypatch.setattr(recipes, "Trainer", noting)
    for steps in (1, 2):
        assistant = recipes.seedling(tmp_path, size="nano", num_steps=steps, changes=Changes(codec_budget=0.0))
    assert (tmp_path / "backbone" / "metrics.jsonl").read_text().count("\n") == 2
    reply = NativeModel(assistant).generate("Draw a red car.", outputs=["image", "text"], max_tokens=3, seed=1)
    assert reply.image is not None
    assert reply.image.pixels.shape == (128, 128, 3)
    save_pretrained(assistant, tmp_path / "grown", card="", storage="float32")
    further = recipes.seedling(tmp_path / "further", size="nano", start=tmp_path / "grown", num_steps=1)
    assert torch.equal(further.model.picture_codec.codebook, assistant.model.picture_codec.codebook)
    assert not (tmp_path / "further" / "picture_codec").exists()
    assert courses[0].seed == courses[1].seed != courses[2].seed  # other lessons than those it had
    words_now, words_then = (one.model.backbone.embedding.weight for one in (further, assistant))
    moved = (words_now - words_then).abs().max()
    assert 0 < moved < 0.01  # one step of the warm-up, from where the other run ended
    with pytest.raises(InvalidInput, match="not of the size small"):
        recipes.seedling(tmp_path / "other", start=tmp_path / "grown")


def test_other_rates_follow_the_one_that_is_changed() -> None:
    usual = Schedule(num_steps=10, matrix_lr=0.02, other_lr=0.004, cooldown_share=0.3)
    changed = Changes(matrix_lr=0.01, cooldown_share=1.0).of(usual)
    assert (changed.matrix_lr, changed.other_lr, changed.cooldown_share) == (0.01, 0.002, 1.0)
    assert Changes().of(usual) == usual


def test_a_share_of_nothing_that_is_taught_is_refused() -> None:
    worlds = sources.open_worlds(data=None)
    teacher = Teacher(WordTokenizer.train(["a b"], 300), None, None)  # type: ignore[arg-type]
    course = recipes.course_of(worlds, teacher, None, 100, Changes(shares={"blocks": 0.5, "echo": 0.0}))
    assert (course.shares["blocks"], course.shares["echo"]) == (0.5, 0.0)
    assert course.shares["scenes"] == sources.SHARES["scenes"]
    with pytest.raises(InvalidInput, match=r"under blokcs; there are scenes, finding, asking, .*tools$"):
        recipes.course_of(worlds, teacher, None, 100, Changes(shares={"blokcs": 0.5}))
