"""The recipe of the sound codec: codes first, a vocoder beside them, then both decoders together on frozen codes.

Letters: B batch, N samples, M mel bands, F spectrogram frames.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal, TypeAlias

import numpy as np
import torch
import torch.nn.functional as F
from numpy.typing import NDArray
from safetensors.torch import load_file, save_file
from torch import Tensor, nn

from sensorium.errors import ModelNotFound
from sensorium.native.codecs.sound import SoundCodec, SoundCodecConfig
from sensorium.native.layers.spectrogram import LogMel
from sensorium.native.train.optim import build_optimizer
from sensorium.native.train.precision import autocast
from sensorium.native.train.state import load_state, save_state

Stage: TypeAlias = Literal["codes", "vocoder", "joint"]
Report: TypeAlias = Callable[[str, int, float, float], None]  # stage, step, loss, seconds

WEIGHTS, CONFIG = "codec.safetensors", "config.json"
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
    state = folder / stage
    state.mkdir(parents=True, exist_ok=True)
    start = (load_state(state, parts, optimizer) or {"step": 0})["step"]
    loss_of = _LOSSES[stage]
    began, total = time.monotonic(), 0.0
    for step in range(start, plan.num_steps):
        samples = draw_batch(pools, plan.batch, plan.crop_frames * codec.samples_per_frame, seed=(seed, step))
        optimizer.scale_rates(_rate(step, plan.num_steps))
        with autocast("cpu"):
            loss = loss_of(codec, samples)
        loss.backward()
        optimizer.step()
        optimizer.zero_grad()
        total += float(loss.detach())
        if (step + 1) % _REPORT_EVERY == 0:
            report(stage, step + 1, total / _REPORT_EVERY, time.monotonic() - began)
            total = 0.0
        if (step + 1) % _SAVE_EVERY == 0 or step + 1 == plan.num_steps:
            save_state(state, parts, optimizer, {"step": step + 1})


def save_sound_codec(codec: SoundCodec, folder: Path) -> None:
    """Weights (safetensors) and config (JSON), each replaced whole or not at all."""
    folder.mkdir(parents=True, exist_ok=True)
    tensors = {name: value.detach().contiguous() for name, value in codec.state_dict().items()}
    save_file(tensors, folder / f"{WEIGHTS}.partial")
    (folder / f"{CONFIG}.partial").write_text(json.dumps(asdict(codec.config), indent=2) + "\n", encoding="utf-8")
    for name in (WEIGHTS, CONFIG):
        os.replace(folder / f"{name}.partial", folder / name)


def load_sound_codec(folder: Path) -> SoundCodec:
    """A codec as `save_sound_codec` left it, frozen. Raises `ModelNotFound` when there is none."""
    if not (folder / WEIGHTS).exists():
        raise ModelNotFound(f"'{folder.name}' holds no {WEIGHTS}; train a sound codec into it first")
    sizes = json.loads((folder / CONFIG).read_text(encoding="utf-8"))
    codec = SoundCodec(SoundCodecConfig.from_dict(sizes))
    codec.load_state_dict(load_file(folder / WEIGHTS))
    return codec.eval().requires_grad_(False)


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
    """Up over the first thirtieth, flat, then straight down over the last half."""
    return min(1.0, 30 * (step + 1) / num_steps, 2 * (num_steps - step) / num_steps)


def _crop(recording: NDArray[Any], length: int, rng: np.random.Generator) -> NDArray[np.float32]:
    start = int(rng.integers(max(1, len(recording) - length + 1)))
    piece = np.asarray(recording[start : start + length])
    return piece.astype(np.float32) / np.float32(32768) if piece.dtype == np.int16 else piece.astype(np.float32)
