"""The recipe of the picture codec: a codebook in seconds, then a decoder, then what lies between key frames.

Each stage stands on the frozen one before it and can be stopped at any step and taken up again. Knows no backbone.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import load_file, save_file
from torch import Tensor, nn
from torch.nn import functional

from sensorium.native.codecs.picture import PictureCodec, PictureCodecConfig
from sensorium.native.train.codebook import learn_codebook, training_patches
from sensorium.native.train.optim import build_optimizer
from sensorium.native.train.picture_data import PictureData
from sensorium.native.train.precision import autocast
from sensorium.native.train.state import load_state, save_state
from sensorium.native.worlds.art import GROUNDS

WEIGHTS, CONFIG = "codec.safetensors", "config.json"
CODEBOOK_PATCHES = 150_000
DECAY_SHARE = 0.4  # of a stage's steps, at the end, over which learning rates fall to zero
WINDOW, RIM = 10, 1  # codes a side: most of a picture is plain ground, which teaches little
AHEAD = 2  # frames between key frames trained on for each pair


@dataclass(frozen=True, kw_only=True)
class PictureCodecRecipe:
    """How long and how fast. A stage is `spatial` (key frames) or `motion` (frames between)."""

    codebook_pictures: int = 4000
    spatial_steps: int = 1500
    spatial_batch: int = 24
    spatial_lr: float = 0.01
    motion_steps: int = 1000
    motion_batch: int = 4
    motion_lr: float = 0.005
    other_lr: float = 1e-3
    save_every: int = 250
    seed: int = 0


Report = Callable[[str, int, dict[str, float]], None]


def train_picture_codec(
    folder: Path,
    data: PictureData,
    recipe: PictureCodecRecipe | None = None,
    config: PictureCodecConfig | None = None,
    report: Report = lambda stage, step, figures: None,
) -> PictureCodec:
    """Train, or go on training, the codec kept in `folder`. A codebook found there is never changed."""
    recipe = recipe or PictureCodecRecipe()
    if (folder / WEIGHTS).is_file():
        codec = load_picture_codec(folder)
    else:
        torch.manual_seed(recipe.seed)
        codec = PictureCodec(config)
        codec.codebook.copy_(codebook_of(data, codec.config, recipe))
        save_picture_codec(codec, folder)
    losses: dict[str, Callable[[np.random.Generator], Tensor]] = {
        "spatial": lambda rng: spatial_loss(codec, _unit(data.pictures(recipe.spatial_batch, rng)), rng),
        "motion": lambda rng: motion_loss(codec, _unit(data.clips(recipe.motion_batch, rng)), rng),
    }
    for stage, loss_of in losses.items():
        _run_stage(stage, codec, folder, recipe, report, loss_of)
    return codec


def codebook_of(data: PictureData, config: PictureCodecConfig, recipe: PictureCodecRecipe) -> Tensor:
    """K-means of patches of the codec's own picture size; the plain grounds of scenes are pinned."""
    rng, generator = np.random.default_rng(recipe.seed), torch.Generator().manual_seed(recipe.seed)
    batches = []
    for _ in range(-(-recipe.codebook_pictures // 100)):
        pictures = _unit(data.pictures(100, rng))
        small = functional.interpolate(pictures, size=(config.side, config.side), mode="area")
        batches.append(training_patches(small, config.patch, generator))
    patches = torch.cat(batches)
    patches = patches[torch.randperm(len(patches), generator=generator)[:CODEBOOK_PATCHES]]
    grounds = torch.tensor(list(GROUNDS.values())) / 255
    pinned = grounds[:, :, None].expand(-1, -1, config.patch**2).flatten(1)
    return learn_codebook(patches, config.codebook_size, pinned=pinned, generator=generator)


def spatial_loss(codec: PictureCodec, pictures: Tensor, rng: np.random.Generator) -> Tensor:
    """`pictures` (B, 3, H, H) float32 in [0, 1] through codes and back, looked at where something is to be seen."""
    with torch.no_grad():
        grid = codec.grid_of(codec.encode(pictures[:, None]))
    scale = pictures.size(-1) // grid.size(-1)
    corners = _busy_corners(grid, rng)
    grid = torch.stack([codes[y : y + WINDOW, x : x + WINDOW] for codes, (y, x) in zip(grid, corners, strict=True)])
    wanted = torch.stack(
        [
            picture[:, y * scale : (y + WINDOW) * scale, x * scale : (x + WINDOW) * scale]
            for picture, (y, x) in zip(pictures, corners, strict=True)
        ]
    )
    made, _ = codec.spatial(grid, codec.coarse(grid))
    rim = RIM * scale  # whose context lies outside the window
    return picture_loss(made[..., rim:-rim, rim:-rim], wanted[..., rim:-rim, rim:-rim])


def _busy_corners(grid: Tensor, rng: np.random.Generator) -> list[tuple[int, int]]:
    """For each (G, G) of codes the top left of a window, likelier the more codes in it are not the ground's."""
    busy = (grid != grid.flatten(1).mode(dim=1).values[:, None, None]).float()
    counts = functional.avg_pool2d(busy[:, None], min(WINDOW, grid.size(-1)), stride=1)[:, 0] + 1e-3
    choices = [int(rng.choice(c.numel(), p=(c / c.sum()).double().flatten().numpy())) for c in counts.double()]
    return [(choice // counts.size(2), choice % counts.size(2)) for choice in choices]


def motion_loss(codec: PictureCodec, clips: Tensor, rng: np.random.Generator) -> Tensor:
    """`clips` (B, frames_per_key + 1, 3, H, H) float32 in [0, 1]: both ends coded, a few frames between asked for."""
    gap = codec.config.frames_per_key
    codes = codec.encode(clips)  # (B, 2, N, S)
    with torch.no_grad():
        keys, features = codec.pictures_of(codes)
    (start, end), (first, second) = _ends(keys.float().clamp(0, 1)), _ends(features)
    loss = torch.zeros(())
    for at in rng.choice(np.arange(1, gap), size=min(AHEAD, gap - 1), replace=False):
        times = torch.full((len(clips),), float(at) / gap)
        made = codec.interpolator(first, second, start, end, times)
        loss = loss + picture_loss(made, clips[:, at]) / AHEAD
    return loss


def picture_loss(made: Tensor, wanted: Tensor) -> Tensor:
    """L1 of pixels, of differences between neighbours (edges) and of both at half size. (B, 3, H, W) each."""
    made, wanted = made.float(), wanted.float()
    loss = _edges_and_pixels(made, wanted)
    return loss + 0.5 * _edges_and_pixels(functional.avg_pool2d(made, 2), functional.avg_pool2d(wanted, 2))


def _edges_and_pixels(made: Tensor, wanted: Tensor) -> Tensor:
    error = made - wanted
    return error.abs().mean() + error.diff(dim=-1).abs().mean() + error.diff(dim=-2).abs().mean()


def save_picture_codec(codec: PictureCodec, folder: Path) -> None:
    """Weights (safetensors) and config (JSON), each replaced whole or not at all."""
    folder.mkdir(parents=True, exist_ok=True)
    _replace(folder / CONFIG, lambda path: path.write_text(json.dumps(asdict(codec.config), indent=2) + "\n"))
    tensors = {name: tensor.contiguous() for name, tensor in codec.state_dict().items()}
    _replace(folder / WEIGHTS, lambda path: save_file(tensors, path))


def load_picture_codec(folder: Path) -> PictureCodec:
    """What `save_picture_codec` wrote, ready to encode and decode."""
    codec = PictureCodec(PictureCodecConfig(**json.loads((folder / CONFIG).read_text())))
    codec.load_state_dict(load_file(folder / WEIGHTS))
    return codec.eval()


def _run_stage(
    stage: str,
    codec: PictureCodec,
    folder: Path,
    recipe: PictureCodecRecipe,
    report: Report,
    loss_of: Callable[[np.random.Generator], Tensor],
) -> None:
    """Steps until the stage's count is reached; the state on disk says how far it is."""
    part: nn.Module = codec.spatial if stage == "spatial" else codec.interpolator
    steps, matrix_lr = {
        "spatial": (recipe.spatial_steps, recipe.spatial_lr),
        "motion": (recipe.motion_steps, recipe.motion_lr),
    }[stage]
    codec.train().requires_grad_(False)
    part.requires_grad_(True)
    optimizer = build_optimizer(part, matrix_lr=matrix_lr, other_lr=recipe.other_lr, adamw_modules=())
    state = folder / stage
    state.mkdir(parents=True, exist_ok=True)
    first = (load_state(state, part, optimizer) or {"step": 0})["step"]
    for step in range(first, steps):
        began = time.perf_counter()
        optimizer.scale_rates(min(1.0, (steps - step) / (DECAY_SHARE * steps)))
        with autocast("cpu"):
            loss = loss_of(np.random.default_rng((recipe.seed, step, len(stage))))
        loss.backward()
        optimizer.step()
        optimizer.zero_grad()
        report(stage, step, {"loss": loss.item(), "seconds": time.perf_counter() - began})
        if (step + 1) % recipe.save_every == 0 or step + 1 == steps:
            save_state(state, part, optimizer, {"step": step + 1})
            save_picture_codec(codec, folder)
    codec.eval().requires_grad_(False)


def _replace(path: Path, write: Callable[[Path], object]) -> None:
    """Write beside, then rename: a reader or a crash sees the old file or the new one."""
    beside = path.with_name(path.name + ".new")
    write(beside)
    os.replace(beside, path)


def _ends(pairs: Tensor) -> tuple[Tensor, Tensor]:
    """(2·B, …) with start and end alternating → (starts, ends)."""
    return pairs[0::2], pairs[1::2]


def _unit(pixels: np.typing.NDArray[np.uint8]) -> Tensor:
    """uint8 → float32 in [0, 1]."""
    return torch.from_numpy(pixels).float() / 255
