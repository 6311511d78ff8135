"""Rotary positions: only differences of coordinates matter, and text is the one-axis case."""

from __future__ import annotations

import torch

from sensorium.native.layers.rotary import angles, rotate

DIM = 64


def scores(coordinates: torch.Tensor) -> torch.Tensor:
    torch.manual_seed(0)
    q, k = torch.randn(2, 1, 1, coordinates.shape[1], DIM)
    turned = angles(coordinates, DIM)
    return rotate(q, turned) @ rotate(k, turned).transpose(-1, -2)


def test_scores_depend_on_differences_only() -> None:
    coordinates = torch.randint(0, 50, (1, 6, 3))
    torch.testing.assert_close(scores(coordinates), scores(coordinates + 17), atol=1e-3, rtol=1e-4)


def test_each_axis_turns_the_scores() -> None:
    coordinates = torch.zeros(1, 2, 3, dtype=torch.long)
    still = scores(coordinates)[0, 0, 0, 1]
    for axis in range(3):
        moved = coordinates.clone()
        moved[0, 1, axis] = 9
        assert abs(scores(moved)[0, 0, 0, 1] - still) > 1e-3


def test_lengths_are_kept() -> None:
    x = torch.randn(1, 2, 5, DIM)
    turned = rotate(x, angles(torch.randint(0, 99, (1, 5, 3)), DIM))
    torch.testing.assert_close(turned.norm(dim=-1), x.norm(dim=-1))
