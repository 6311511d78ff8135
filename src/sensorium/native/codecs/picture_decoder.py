"""From codes to sharp key frames, and from two key frames to what lies between.

Knows nothing of how codes were found. Letters: B batch, D width, G codes along a side, H height and width of output.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

# Networks give numbers of order 1; what they add to a picture, and how far they move it, is far smaller.
DETAIL_SCALE = 0.02
FLOW_SCALE = 0.1
JUST_VISIBLE = 1 / 255
RETOUCH_REACH_PX = 4


class ResidualBlock(nn.Module):
    """3×3 convolution, then 1×1 back onto the residual stream (zero at the start). (B, D, h, w) → the same."""

    def __init__(self, width: int, dilation: int = 1) -> None:
        super().__init__()
        self.gain = nn.Parameter(torch.ones(width))
        self.spread = nn.Conv2d(width, width, 3, padding=dilation, dilation=dilation)
        self.project = nn.Conv2d(width, width, 1)
        nn.init.zeros_(self.project.weight)
        nn.init.zeros_(self.project.bias)  # type: ignore[arg-type]

    def forward(self, x: Tensor) -> Tensor:
        normal = unit_scale(x) * self.gain[:, None, None].to(x.dtype)
        update: Tensor = self.project(functional.gelu(self.spread(normal)))
        return x + update


class SpatialDecoder(nn.Module):
    """Codes and their coarse picture → a picture twice as large, edges redrawn.

    Most work is done on the grid of codes, where it is cheap; sub-pixel convolutions (Shi et al. 2016) unfold it.
    """

    def __init__(self, num_codes: int, patch: int, width: int, depth: int) -> None:
        super().__init__()
        self.patch = patch
        half = width // 2
        self.embedding = nn.Embedding(num_codes, width)
        self.entry = nn.Conv2d(3 * patch**2, width, 1)
        self.trunk = nn.Sequential(*[ResidualBlock(width) for _ in range(depth)])
        self.widen = nn.Sequential(nn.Conv2d(width, 4 * half, 1), nn.PixelShuffle(2))
        self.sharpen = nn.Sequential(ResidualBlock(half), ResidualBlock(half))
        self.head = nn.Conv2d(half, 3 * patch**2, 3, padding=1)  # one sub-pixel step to twice `patch` per code
        nn.init.zeros_(self.head.weight)
        nn.init.zeros_(self.head.bias)  # type: ignore[arg-type]

    def forward(self, grid: Tensor, coarse: Tensor) -> tuple[Tensor, Tensor]:
        """`grid` (B, G, G) int64, `coarse` (B, 3, G·patch, G·patch) → pictures (B, 3, H, H) not clamped, features."""
        patches = functional.pixel_unshuffle(coarse, self.patch)
        features = self.trunk(self.entry(patches) + self.embedding(grid).permute(0, 3, 1, 2))
        detail = self.head(unit_scale(self.sharpen(self.widen(unit_scale(features)))))
        base = functional.interpolate(coarse, scale_factor=2, mode="bilinear", align_corners=False)
        detail = functional.pixel_shuffle(detail, self.patch) * busy(base, reach=2 * self.patch)
        return base + DETAIL_SCALE * detail, features


class Interpolator(nn.Module):
    """The frame at time t between two key frames: both warped by learned flows, blended, then retouched.

    Flow starts from global matching of features (GMFlow, Xu 2022); a frame is a masked blend of two backward
    warps (Super SloMo, Jiang 2018).
    """

    def __init__(self, features: int, width: int) -> None:
        super().__init__()
        self.match = nn.Conv2d(features, width // 2, 1)
        self.entry = nn.Conv2d(2 * features + 4, width, 3, padding=1)
        self.time = nn.Linear(3, width)
        self.trunk = nn.Sequential(*[ResidualBlock(width, dilation) for dilation in (1, 2, 4, 1)])
        self.head = nn.Conv2d(width, 4 * 5, 1)
        self.retouch_entry = nn.Conv2d(4 * 7, 32, 3, padding=1)
        self.retouch = nn.Sequential(ResidualBlock(32), ResidualBlock(32))
        self.retouch_head = nn.Conv2d(32, 3 * 4, 3, padding=1)
        for layer in (self.head, self.retouch_head):
            nn.init.zeros_(layer.weight)
            nn.init.zeros_(layer.bias)  # type: ignore[arg-type]

    def forward(self, first: Tensor, second: Tensor, start: Tensor, end: Tensor, times: Tensor) -> Tensor:
        """`first`, `second` (B, D, G, G) features, `start`, `end` (B, 3, H, H) pictures, `times` (B,) in (0, 1).

        Returns (B, 3, H, H), not clamped.
        """
        there, back = self._displacements(first, second)
        x = self.entry(torch.cat([unit_scale(first), unit_scale(second), there, back], dim=1))
        t = times[:, None]
        x = x + self.time(torch.cat([t, 1 - t, t * (1 - t)], dim=1))[:, :, None, None]
        motion = functional.pixel_shuffle(self.head(unit_scale(self.trunk(x))), 2)  # (B, 5, 2G, 2G)
        motion = functional.interpolate(motion.float(), size=start.shape[-2:], mode="bilinear", align_corners=False)
        to_start, to_end, preference = motion.split((2, 2, 1), dim=1)
        warped = warp(start, FLOW_SCALE * to_start), warp(end, FLOW_SCALE * to_end)
        t = times[:, None, None, None]
        share = torch.sigmoid(preference + torch.logit(t))  # of `end`
        blend = torch.lerp(warped[0], warped[1], share)
        retouched = functional.pixel_unshuffle(torch.cat([*warped, share], dim=1), 2)
        detail = self.retouch_head(unit_scale(self.retouch(self.retouch_entry(retouched))))
        detail = functional.pixel_shuffle(detail, 2).float() * busy(torch.cat(warped, dim=1), reach=RETOUCH_REACH_PX)
        return blend + DETAIL_SCALE * detail

    def _displacements(self, first: Tensor, second: Tensor) -> tuple[Tensor, Tensor]:
        """Where each cell went and whence it came: (B, 2, G, G) each, in units of half the picture's side."""
        side = first.size(-1)
        one, two = (functional.normalize(self.match(value).flatten(2).float(), dim=1) for value in (first, second))
        similarity = 20.0 * one.mT @ two  # (B, G², G²)
        places = _places(side, first.device).flatten(1).T  # (G², 2)
        there = similarity.softmax(-1) @ places - places
        back = similarity.mT.softmax(-1) @ places - places
        return (there.mT.unflatten(2, (side, side)), back.mT.unflatten(2, (side, side)))


def unit_scale(x: Tensor) -> Tensor:
    """(B, D, h, w): each position divided by the root mean square of its D channels (Zhang and Sennrich 2019)."""
    return x * torch.rsqrt(x.float().square().mean(1, keepdim=True) + 1e-6).to(x.dtype)


def busy(picture: Tensor, reach: int) -> Tensor:
    """(B, C, H, W) → (B, 1, H, W): 1 where something differs from its neighbour within `reach` pixels, else 0.

    What networks add is kept to there: plain ground stays as plain, and as still, as it was.
    """
    with torch.no_grad():
        padded = functional.pad(picture.float(), (0, 1, 0, 1), mode="replicate")
        across = (padded[..., :-1, 1:] - padded[..., :-1, :-1]).abs().amax(1, keepdim=True)
        down = (padded[..., 1:, :-1] - padded[..., :-1, :-1]).abs().amax(1, keepdim=True)
        changes = (torch.maximum(across, down) > JUST_VISIBLE).float()
        return functional.max_pool2d(changes, 2 * reach + 1, stride=1, padding=reach)


def warp(picture: Tensor, flow: Tensor) -> Tensor:
    """`picture` (B, C, H, W) read at each pixel + `flow` (B, 2, H, W; x then y, in half sides). Edges repeat."""
    places = (_places(picture.size(-1), picture.device) + flow).permute(0, 2, 3, 1)
    return functional.grid_sample(picture.float(), places, padding_mode="border", align_corners=False)


def _places(side: int, device: torch.device) -> Tensor:
    """Centres of the pixels of a square, (2, side, side), x then y, in [-1, 1]."""
    line = (torch.arange(side, device=device) * 2 + 1) / side - 1
    return torch.stack(torch.meshgrid(line, line, indexing="xy"))
