"""The recipe of the sound codec: codes first, a vocoder beside them, then both decoders together on frozen codes.

Letters: B batch, N samples, M mel bands, F spectrogram frames.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, TypeAlias

import numpy as np
import torch
import torch.nn.functional as F
from numpy.typing import NDArray
from torch import Tensor, nn

from sensorium.native.codecs.sound import SoundCodec
from sensorium.native.layers.spectrogram import LogMel
from sensorium.native.train.optim import PairedOptimizer, build_optimizer

Stage: TypeAlias = Literal["codes", "vocoder", "joint"]
Report: TypeAlias = Callable[[str, int, float, float], None]  # stage, step, loss, seconds

_RESOLUTIONS = ((256, 64), (512, 128), (1024, 256))  # windows and hops of the spectra that are compared
_REPORT_EVERY = 50
_SAVE_EVERY = 250


@dataclass(frozen=True, eq=False)
class SoundPool:
    """Recordings of one kind and how often they are drawn. Each is int16 or float32, shape = (samples,), 16 kHz."""

    recordings: Sequence[NDArray[Any]]
    share: float


@dataclass(frozen=True, kw_only=True)
class StagePlan:
    """How long one stage runs and on what crops."""

    num_steps: int
    batch: int
    crop_frames: int  # of codes: 12.5 are one second
    matrix_lr: float = 0.02
    other_lr: float = 2e-3


PLAN: Mapping[Stage, StagePlan] = {
    "codes": StagePlan(num_steps=6000, batch=16, crop_frames=25),
    "vocoder": StagePlan(num_steps=4000, batch=12, crop_frames=12),
    "joint": StagePlan(num_steps=4000, batch=8, crop_frames=16, matrix_lr=0.005, other_lr=5e-4),
}


def train_sound_codec(
    codec: SoundCodec,
    pools: Mapping[str, SoundPool],
    folder: Path,
    *,
    plan: Mapping[Stage, StagePlan] = PLAN,
    seed: int = 0,
    report: Report = lambda stage, step, loss, seconds: None,
) -> None:
    """The whole recipe. Killed and called again, it goes on from the last checkpoint in `folder`."""
    for stage in plan:
        train_stage(codec, stage, pools, folder, plan=plan[stage], seed=seed, report=report)


def train_stage(
    codec: SoundCodec,
    stage: Stage,
    pools: Mapping[str, SoundPool],
    folder: Path,
    *,
    plan: StagePlan,
    seed: int = 0,
    report: Report = lambda stage, step, loss, seconds: None,
) -> None:
    """One stage of the recipe, resumed bit-exactly: batches depend on the step alone.

    "codes" trains encoder and mel decoder, "vocoder" the vocoder on true spectrograms, "joint" the mel decoder and the
    vocoder on the codes of a frozen encoder.
    """
    parts = _trained_parts(codec, stage)
    optimizer = build_optimizer(parts, matrix_lr=plan.matrix_lr, other_lr=plan.other_lr)
    checkpoint = folder / f"{stage}.pt"
    start = _resume(checkpoint, parts, optimizer)
    loss_of = _LOSSES[stage]
    began, total = time.monotonic(), 0.0
    for step in range(start, plan.num_steps):
        samples = draw_batch(pools, plan.batch, plan.crop_frames * codec.samples_per_frame, seed=(seed, step))
        optimizer.scale_rates(_rate(step, plan.num_steps))
        with torch.autocast("cpu", torch.bfloat16):
            loss = loss_of(codec, samples)
        loss.backward()
        optimizer.step()
        optimizer.zero_grad()
        total += float(loss.detach())
        if (step + 1) % _REPORT_EVERY == 0:
            report(stage, step + 1, total / _REPORT_EVERY, time.monotonic() - began)
            total = 0.0
        if (step + 1) % _SAVE_EVERY == 0 or step + 1 == plan.num_steps:
            _save(checkpoint, parts, optimizer, step + 1)


def draw_batch(pools: Mapping[str, SoundPool], batch: int, length: int, *, seed: tuple[int, int]) -> Tensor:
    """Crops of `length` samples at random places of random recordings, up to 4 dB louder or softer: (B, length)."""
    rng = np.random.default_rng(seed)
    kinds = list(pools.values())
    shares = np.array([pool.share for pool in kinds])
    crops = np.zeros((batch, length), dtype=np.float32)
    for row, kind in enumerate(rng.choice(len(kinds), size=batch, p=shares / shares.sum())):
        recordings = kinds[kind].recordings
        crop = _crop(recordings[rng.integers(len(recordings))], length, rng)
        crops[row, : len(crop)] = crop * 10 ** (rng.uniform(-0.2, 0.2))
    return torch.from_numpy(crops.clip(-1, 1))


def mel_loss(made: Tensor, wanted: Tensor) -> Tensor:
    """Mean distance of log-mel spectrograms (B, M, F), and of their changes over time so that onsets stay sharp."""
    return F.l1_loss(made, wanted) + 0.3 * F.l1_loss(made.diff(dim=2), wanted.diff(dim=2))


def spectral_loss(made: Tensor, wanted: Tensor) -> Tensor:
    """Log magnitude distance and spectral convergence over several resolutions (Yamamoto et al. 2020); (B, N) each."""
    loss = made.new_zeros(())
    for window, hop in _RESOLUTIONS:
        spectrum = LogMel(window=window, hop=hop, num_mels=1)
        magnitude, target = (spectrum.power(sound).clamp_min(1e-11).sqrt() for sound in (made, wanted))
        loss = loss + F.l1_loss(magnitude.log(), target.log())
        loss = loss + 0.5 * (magnitude - target).norm() / target.norm().clamp_min(1e-4)
    return loss / len(_RESOLUTIONS)


def _codes_loss(codec: SoundCodec, samples: Tensor) -> Tensor:
    mel = codec.log_mel(samples)
    return mel_loss(codec.reconstruct_mel(mel), mel)


def _vocoder_loss(codec: SoundCodec, samples: Tensor) -> Tensor:
    mel = codec.log_mel(samples)
    return _waveform_loss(codec, codec.vocoder(mel), samples, mel)


def _joint_loss(codec: SoundCodec, samples: Tensor) -> Tensor:
    mel = codec.log_mel(samples)
    with torch.no_grad():
        values = codec.fsq(codec.encoder(mel))
    made = codec.decoder(values)
    return _waveform_loss(codec, codec.vocoder(made), samples, mel) + mel_loss(made, mel)


def _waveform_loss(codec: SoundCodec, made: Tensor, wanted: Tensor, mel: Tensor) -> Tensor:
    with torch.autocast("cpu", enabled=False):
        return 2 * F.l1_loss(codec.log_mel(made), mel) + spectral_loss(made, wanted)


_LOSSES: Mapping[Stage, Callable[[SoundCodec, Tensor], Tensor]] = {
    "codes": _codes_loss,
    "vocoder": _vocoder_loss,
    "joint": _joint_loss,
}


def _trained_parts(codec: SoundCodec, stage: Stage) -> nn.ModuleDict:
    parts: dict[Stage, dict[str, nn.Module]] = {
        "codes": {"encoder": codec.encoder, "decoder": codec.decoder},
        "vocoder": {"vocoder": codec.vocoder},
        "joint": {"decoder": codec.decoder, "vocoder": codec.vocoder},
    }
    return nn.ModuleDict(parts[stage])


def _rate(step: int, num_steps: int) -> float:
    """Up within a hundred steps, flat, then straight down over the last half."""
    return min(1.0, (step + 1) / 100, 2 * (num_steps - step) / num_steps)


def _crop(recording: NDArray[Any], length: int, rng: np.random.Generator) -> NDArray[np.float32]:
    start = int(rng.integers(max(1, len(recording) - length + 1)))
    piece = np.asarray(recording[start : start + length])
    return piece.astype(np.float32) / np.float32(32768) if piece.dtype == np.int16 else piece.astype(np.float32)


def _resume(checkpoint: Path, parts: nn.Module, optimizer: PairedOptimizer) -> int:
    if not checkpoint.exists():
        return 0
    state = torch.load(checkpoint, weights_only=True)
    parts.load_state_dict(state["parts"])
    optimizer.load_state_dict(state["optimizer"])
    return int(state["step"])


def _save(checkpoint: Path, parts: nn.Module, optimizer: PairedOptimizer, step: int) -> None:
    checkpoint.parent.mkdir(parents=True, exist_ok=True)
    partial = checkpoint.with_suffix(".partial")
    torch.save({"parts": parts.state_dict(), "optimizer": optimizer.state_dict(), "step": step}, partial)
    os.replace(partial, checkpoint)
