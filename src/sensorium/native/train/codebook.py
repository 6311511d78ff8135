"""A codebook of picture patches by k-means: seconds, no gradients, frozen from then on.

Letters: M patches, C centres, P numbers in a patch.
"""

from __future__ import annotations

import torch
from torch import Tensor

from sensorium.native.codecs.picture import from_perceptual, nearest, patches_of, perceptual

FLAT_BELOW = 0.012  # standard deviation of a patch, of full scale, under which it counts as flat
FLAT_KEPT = 0.08  # of the flat patches: they are most of every picture and need few codes
DEAD_BELOW = 0.05  # of an even share of patches
SETTLING = 0.25  # of the rounds, at the end, without reseeding


def training_patches(pictures: Tensor, patch: int, generator: torch.Generator) -> Tensor:
    """(B, 3, H, W) float32 in [0, 1] → (M, P): every patch with something in it, and a few of the flat ones."""
    patches = patches_of(pictures, patch).flatten(0, 2)
    flat = patches.unflatten(-1, (3, -1)).std(-1).amax(-1) < FLAT_BELOW
    kept = torch.rand(len(patches), generator=generator) < FLAT_KEPT
    return patches[~flat | kept]


def learn_codebook(
    patches: Tensor, size: int, *, pinned: Tensor | None = None, rounds: int = 60, generator: torch.Generator
) -> Tensor:
    """Centres (C = size, P) of `patches` (M, P), RGB in [0, 1]. Lloyd's k-means in the perceptual space.

    `pinned` (N, P) patches come first and never move: grounds that must be exact. A centre that few patches choose
    moves onto a patch that is served badly. Raises ValueError when there are fewer patches than centres.
    """
    pinned = patches[:0] if pinned is None else pinned
    if len(patches) < size or len(pinned) >= size:
        raise ValueError(f"{size} centres need as many patches and fewer pinned, got {len(patches)} and {len(pinned)}")
    points, fixed = perceptual(patches), perceptual(pinned)
    centres = _first_centres(points, fixed, size, generator)
    for round_ in range(rounds):
        codes = nearest(points, centres)
        counts = torch.bincount(codes, minlength=size)
        if round_ < rounds * (1 - SETTLING):
            dead = counts < DEAD_BELOW * len(points) / size
            dead[: len(fixed)] = False
        else:
            dead = torch.zeros_like(counts, dtype=torch.bool)
        fresh = _badly_served(points, centres, codes, int(dead.sum()), generator)
        means = torch.zeros_like(centres).index_add_(0, codes, points) / counts[:, None].clamp(min=1)
        centres = torch.where(counts[:, None] > 0, means, centres)
        centres[dead], centres[: len(fixed)] = fresh, fixed
    return torch.cat([pinned, from_perceptual(centres[len(fixed) :]).clamp(0, 1)])


def _first_centres(points: Tensor, fixed: Tensor, size: int, generator: torch.Generator) -> Tensor:
    """`fixed`, then points drawn by their squared distance from those before (Arthur 2007), in a few batches."""
    first = points[torch.randint(len(points), (1,), generator=generator)]
    centres = torch.cat([fixed, first]) if len(fixed) < size else fixed
    while len(centres) < size:
        count = min(len(centres), size - len(centres))
        drawn = _badly_served(points, centres, nearest(points, centres), count, generator)
        centres = torch.cat([centres, drawn])
    return centres


def _badly_served(points: Tensor, centres: Tensor, codes: Tensor, count: int, generator: torch.Generator) -> Tensor:
    """`count` of the points, drawn by their squared distance from their centre."""
    if count == 0:
        return points[:0]
    errors = (points - centres[codes]).square().sum(-1) + 1e-12
    return points[torch.multinomial(errors, count, generator=generator)]
