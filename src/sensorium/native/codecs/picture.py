"""Pictures and clips ↔ discrete codes. A picture is a one-frame video.

A key frame is 64 cells in reading order; a cell is four codes in the order top left, top right, bottom left, bottom
right; a code is a row of the codebook, one 4×4 patch. Between two key frames lie frames that only the decoder makes.
Knows nothing of the vocabulary's offsets: ids here start at 0 for every slot.
Letters: B batch, F frames, K key frames, N cells, S slots, G codes along a side, P numbers in a patch.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

from sensorium.native.codecs.picture_decoder import Interpolator, SpatialDecoder

# Luminance and two colour differences (BT.601), so that distance weighs what the eye weighs.
OPPONENT = ((0.299, 0.587, 0.114), (-0.169, -0.331, 0.5), (0.5, -0.419, -0.081))
UNKNOWN_GREY = 0.82  # shown where a cell has not been drawn yet


@dataclass(frozen=True, kw_only=True)
class PictureCodecConfig:
    """Sizes in pixels of one side unless named otherwise. `frames_per_key`: frames from one key frame to the next."""

    side: int = 64
    patch: int = 4
    codebook_size: int = 512
    group: int = 2
    output_side: int = 128
    frames_per_key: int = 5
    decoder_width: int = 144
    decoder_depth: int = 5
    interpolator_width: int = 96

    def __post_init__(self) -> None:
        if self.side % (self.patch * self.group) or self.output_side != 2 * self.side:
            raise ValueError("side must be a multiple of patch × group, and output_side twice the side")
        if self.frames_per_key < 1 or self.codebook_size < 2:
            raise ValueError("frames_per_key must be at least 1 and codebook_size at least 2")

    @property
    def codes_per_side(self) -> int:
        return self.side // self.patch

    @property
    def num_cells(self) -> int:
        return (self.codes_per_side // self.group) ** 2

    @property
    def num_slots(self) -> int:
        return self.group**2


class PictureCodec(nn.Module):
    """A frozen codebook of patches (k-means) and a decoder trained on its codes."""

    codebook: Tensor

    def __init__(self, config: PictureCodecConfig | None = None) -> None:
        super().__init__()
        self.config = config = config or PictureCodecConfig()
        codebook = torch.full((config.codebook_size, 3 * config.patch**2), UNKNOWN_GREY)
        self.register_buffer("codebook", codebook)  # RGB in [0, 1], row = (channel, y, x)
        self.spatial = SpatialDecoder(
            num_codes=config.codebook_size, patch=config.patch, width=config.decoder_width, depth=config.decoder_depth
        )
        self.interpolator = Interpolator(features=config.decoder_width, width=config.interpolator_width)

    def num_frames(self, num_keys: int) -> int:
        """Frames that `num_keys` key frames decode to."""
        return 1 + self.config.frames_per_key * (num_keys - 1)

    @torch.no_grad()
    def encode(self, frames: Tensor) -> Tensor:
        """Codes of the key frames: frame 0 and every `frames_per_key`-th after it; later stragglers are dropped.

        `frames` shape = (B, F, 3, height, width), float32 in [0, 1]; resized to the codec's side by area.
        Returns int64, shape = (B, K, N, S), in [0, codebook_size). Nearest patch, in a colour space closer to the eye.
        """
        keys = frames[:, :: self.config.frames_per_key]
        small = functional.interpolate(keys.flatten(0, 1), size=(self.config.side, self.config.side), mode="area")
        codes = nearest_codes(patches_of(small.double(), self.config.patch), self.codebook)  # (B·K, G, G)
        return self._to_cells(codes).view(*keys.shape[:2], self.config.num_cells, self.config.num_slots)

    @torch.no_grad()
    def decode(self, codes: Tensor) -> Tensor:
        """Frames of the codes, those between key frames included.

        `codes` shape = (B, K, N, S), int64. Returns float32 in [0, 1], shape = (B, F, 3, output_side, output_side),
        F = num_frames(K). Each item is decoded alone, so that no neighbour in the batch can change its pixels.
        """
        return torch.stack([self._decode_one(item) for item in codes])

    @torch.no_grad()
    def partial(self, cells: Tensor) -> Tensor:
        """What can be shown of the first cells of a picture or clip, while the rest is still being drawn.

        `cells` shape = (n, S), int64, in stream order, any n ≥ 0. Returns frames as `decode` does, without B: all
        frames up to the last whole key frame; before the first is whole, one frame whose unknown cells are grey.
        """
        whole = cells.size(0) // self.config.num_cells
        if whole:
            return self._decode_one(cells[: whole * self.config.num_cells].unflatten(0, (whole, -1)))
        missing = self.config.num_cells - cells.size(0)
        grey = nearest_codes(torch.full_like(self.codebook[:1], UNKNOWN_GREY), self.codebook)
        padded = torch.cat([cells, grey.expand(missing, self.config.num_slots)])
        frame = self._decode_one(padded[None])
        known = torch.arange(self.config.num_cells, device=cells.device) < cells.size(0)
        side = self.config.codes_per_side // self.config.group
        mask = functional.interpolate(known.view(1, 1, side, side).float(), size=frame.shape[-2:])
        return torch.lerp(torch.full_like(frame, UNKNOWN_GREY), frame, mask)

    def pictures_of(self, codes: Tensor) -> tuple[Tensor, Tensor]:
        """Key frames alone, with gradients: codes (…, N, S) → pictures (…, 3, side, side)·2 and trunk features."""
        grid = self.grid_of(codes.flatten(0, -3))
        pictures, features = self.spatial(grid, self.coarse(grid))
        return pictures, features

    def coarse(self, grid: Tensor) -> Tensor:
        """The codebook's own picture: (B, G, G) codes → (B, 3, side, side), patches side by side."""
        patch = self.config.patch
        tiles = self.codebook[grid].view(*grid.shape, 3, patch, patch)
        height, width = grid.size(1) * patch, grid.size(2) * patch
        return tiles.permute(0, 3, 1, 4, 2, 5).reshape(-1, 3, height, width)

    def _decode_one(self, codes: Tensor) -> Tensor:
        """(K, N, S) → (F, 3, output_side, output_side)."""
        keys, features = self.pictures_of(codes)
        frames = [keys[:1]]
        for index in range(1, codes.size(0)):
            pair = slice(index - 1, index + 1)
            frames += [self._between(codes[pair], keys[pair], features[pair]), keys[index : index + 1]]
        return torch.cat(frames).float().clamp(0, 1)

    def _between(self, codes: Tensor, keys: Tensor, features: Tensor) -> Tensor:
        """Frames strictly between two key frames. Where no code changed nothing moved: copies, exactly."""
        count = self.config.frames_per_key - 1
        if torch.equal(codes[0], codes[1]):
            return keys[:1].expand(count, -1, -1, -1)
        times = torch.arange(1, count + 1, device=keys.device, dtype=torch.float32) / self.config.frames_per_key
        first, second = (value.expand(count, -1, -1, -1) for value in features.split(1))
        start, end = (value.expand(count, -1, -1, -1) for value in keys.split(1))
        frames: Tensor = self.interpolator(first, second, start, end, times)
        return frames

    def _to_cells(self, grid: Tensor) -> Tensor:
        """(B, G, G) → (B, N, S)."""
        group = self.config.group
        side = self.config.codes_per_side // group
        rows = grid.view(-1, side, group, side, group)  # (B, Y, y, X, x)
        return rows.transpose(2, 3).reshape(-1, self.config.num_cells, self.config.num_slots)

    def grid_of(self, cells: Tensor) -> Tensor:
        """(…, N, S) → (B, G, G): codes as they lie in the picture."""
        group, side = self.config.group, self.config.codes_per_side // self.config.group
        return cells.reshape(-1, side, side, group, group).transpose(2, 3).flatten(3, 4).flatten(1, 2)


def patches_of(pictures: Tensor, patch: int) -> Tensor:
    """(B, 3, H, W) → (B, H / patch, W / patch, P), each patch in the order (channel, y, x)."""
    batch, channels, height, width = pictures.shape
    tiles = pictures.reshape(batch, channels, height // patch, patch, width // patch, patch)
    return tiles.permute(0, 2, 4, 1, 3, 5).flatten(3)  # (B, Y, X, 3, y, x) before


def perceptual(patches: Tensor) -> Tensor:
    """Patches (…, P) in RGB → the space in which Euclidean distance is taken. Linear: `from_perceptual` undoes it."""
    matrix = torch.tensor(OPPONENT, dtype=patches.dtype, device=patches.device)
    return torch.einsum("oc,...cp->...op", matrix, patches.unflatten(-1, (3, -1))).flatten(-2)


def from_perceptual(points: Tensor) -> Tensor:
    """The inverse of `perceptual`: (…, P) → RGB patches (…, P)."""
    matrix = torch.tensor(OPPONENT, dtype=torch.float64).inverse().to(points)
    return torch.einsum("co,...op->...cp", matrix, points.unflatten(-1, (3, -1))).flatten(-2)


def nearest_codes(patches: Tensor, codebook: Tensor) -> Tensor:
    """(…, P) → int64 (…), the nearest row. Give doubles where the batch must not be able to tip a near tie."""
    return nearest(perceptual(patches), perceptual(codebook.to(patches.dtype)))


def nearest(points: Tensor, centres: Tensor) -> Tensor:
    """(…, P), (C, P) → int64 (…): the row of `centres` at the least Euclidean distance."""
    scores = torch.addmm(centres.square().sum(-1) / -2, points.flatten(0, -2), centres.mT)
    return scores.argmax(-1).view(points.shape[:-1])
