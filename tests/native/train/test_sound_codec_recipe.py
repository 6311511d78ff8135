"""The recipe of the sound codec: it learns, a killed run ends as an unbroken one, frozen codes stay."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from sensorium.errors import ModelNotFound
from sensorium.native.codecs.sound import SoundCodec, SoundCodecConfig
from sensorium.native.codecs.vocoder import VocoderConfig
from sensorium.native.train.sound_codec import (
    PLAN,
    SoundPool,
    Stage,
    draw_batch,
    load_sound_codec,
    save_sound_codec,
    spectral_loss,
    train_sound_codec,
    train_stage,
)

SMALL = SoundCodecConfig(
    encoder_dim=16,
    encoder_blocks=1,
    code_dim=16,
    code_blocks=1,
    mel_dim=16,
    mel_blocks=1,
    vocoder=VocoderConfig(dim=16, num_blocks=1),
)
TINY = {stage: replace(plan, num_steps=4, batch=2, crop_frames=3) for stage, plan in PLAN.items()}


def new_codec() -> SoundCodec:
    torch.manual_seed(0)
    return SoundCodec(SMALL)


@pytest.fixture(scope="module")
def pools() -> dict[str, SoundPool]:
    time_s = np.arange(12_000) / 16_000
    tones = [np.sin(2 * np.pi * hertz * time_s).astype(np.float32) * 0.4 for hertz in (200, 500, 900)]
    return {"tones": SoundPool(tones, 0.8), "whole": SoundPool([(tones[0] * 32767).astype(np.int16)[:900]], 0.2)}


@pytest.mark.parametrize("stage", ["codes", "vocoder", "joint"])
def test_each_stage_learns(
    stage: Stage, pools: dict[str, SoundPool], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sensorium.native.train.sound_codec._REPORT_EVERY", 20)
    losses: list[float] = []
    plan = replace(PLAN["codes"], num_steps=40, batch=2, crop_frames=2)
    train_stage(new_codec(), stage, pools, tmp_path, plan=plan, report=lambda *row: losses.append(row[2]))
    assert len(losses) == 2
    assert losses[1] < 0.9 * losses[0]


def test_a_killed_run_ends_as_an_unbroken_one(pools: dict[str, SoundPool], tmp_path: Path) -> None:
    class Killed(Exception):
        pass

    def kill(stage: str, step: int, loss: float, seconds: float) -> None:
        raise Killed

    unbroken, broken = new_codec(), new_codec()
    plan = replace(TINY["codes"], num_steps=6)
    train_stage(unbroken, "codes", pools, tmp_path / "unbroken", plan=plan)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sensorium.native.train.sound_codec._SAVE_EVERY", 2)
        patch.setattr("sensorium.native.train.sound_codec._REPORT_EVERY", 5)
        with pytest.raises(Killed):
            train_stage(broken, "codes", pools, tmp_path / "broken", plan=plan, report=kill)
        revived = new_codec()
        train_stage(revived, "codes", pools, tmp_path / "broken", plan=plan)
    for name, value in unbroken.state_dict().items():
        assert torch.equal(value, revived.state_dict()[name]), name


def test_the_whole_recipe_keeps_the_codes_of_its_first_stage(pools: dict[str, SoundPool], tmp_path: Path) -> None:
    alone, whole = new_codec(), new_codec()
    train_sound_codec(alone, pools, tmp_path / "alone", plan={"codes": TINY["codes"]})
    train_sound_codec(whole, pools, tmp_path / "whole", plan=TINY)
    for name, value in alone.encoder.state_dict().items():
        assert torch.equal(value, whole.encoder.state_dict()[name]), name
    samples = draw_batch(pools, 2, 4000, seed=(0, 0))
    assert torch.equal(alone.encode(samples), whole.encode(samples))
    assert not torch.equal(alone.decode(alone.encode(samples)), whole.decode(whole.encode(samples)))


def test_saved_and_loaded(tmp_path: Path) -> None:
    codec = new_codec()
    save_sound_codec(codec, tmp_path)
    found = load_sound_codec(tmp_path)
    assert found.config == codec.config
    codes = torch.randint(1000, (1, 3, 4))
    assert torch.equal(found.decode(codes), codec.decode(codes))
    with pytest.raises(ModelNotFound, match="train a sound codec"):
        load_sound_codec(tmp_path / "nowhere")


def test_batches_depend_on_the_step_alone(pools: dict[str, SoundPool]) -> None:
    first, again, other = (draw_batch(pools, 3, 1500, seed=(0, step)) for step in (4, 4, 5))
    assert torch.equal(first, again)
    assert not torch.equal(first, other)
    assert first.shape == (3, 1500)
    assert first.abs().max() <= 1


def test_the_spectral_loss_is_zero_for_the_same_and_grows_with_noise() -> None:
    sound = torch.sin(torch.arange(4000) * 0.1)[None] * 0.3
    noise = torch.randn(1, 4000, generator=torch.Generator().manual_seed(0))
    same, near, far = (spectral_loss(sound + noise * level, sound) for level in (0, 0.01, 0.1))
    assert same == 0 < near < far
