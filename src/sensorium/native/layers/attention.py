"""Multi-head self-attention with rotary positions and normalised queries and keys.

B batch, T positions, W width, H heads, D head width. What a position may look at is the caller's: `attend` gets
queries, keys and values and returns the mixed values, so training masks and decoding caches stay out of this file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from sensorium.native.layers.norm import rms_norm
from sensorium.native.layers.rotary import rotate

HEAD_DIM = 64
SHARPENING = 8.0  # scale of the learned logarithm: rates are those of gains, and a head has to sharpen within a run
PLAIN_UP_TO = 448  # positions
SPAN_STEP = 32  # span lengths are rounded up to this, so that few shapes occur
SPAN_STEP_ELSEWHERE = 128  # on other devices than a CPU, where a launch costs more than padding

Attend: TypeAlias = Callable[[int, Tensor, Tensor, Tensor], Tensor]
"""(layer index, q, k, v), each (B, H, T, D) → (B, H, T, D)."""


def mix(q: Tensor, k: Tensor, v: Tensor, mask: Tensor | None = None, *, causal: bool = False) -> Tensor:
    """Scaled dot-product attention. Short spans in bfloat16 are trained on a CPU in the plain form: the fused kernel
    takes three times as long there for a hundred positions, and wins from about five hundred; in float32 it always
    wins (benchmarks/attention.py).
    """
    plain = q.device.type == "cpu" and q.dtype is torch.bfloat16 and q.shape[-2] <= PLAIN_UP_TO
    if not plain or not torch.is_grad_enabled():
        return F.scaled_dot_product_attention(q, k, v, attn_mask=mask, is_causal=causal)
    scores = (q @ k.transpose(-1, -2)) * HEAD_DIM**-0.5
    if causal:
        length = scores.shape[-1]
        mask = torch.ones(length, length, dtype=torch.bool, device=q.device).tril()
    if mask is not None:
        scores = scores.masked_fill(~mask, -torch.inf)
    mixed: Tensor = scores.softmax(-1).to(v.dtype) @ v
    return mixed


def attend_with(mask: Tensor | None) -> Attend:
    """Attention within the given positions. mask: bool, broadcastable to (B, 1, T, T), True = may look."""

    def attend(_layer: int, q: Tensor, k: Tensor, v: Tensor) -> Tensor:
        return mix(q, k, v, mask)

    return attend


@dataclass(frozen=True, eq=False)
class Gathers:
    """How the spans of a row are attended: `there` (int64) takes positions to groups of one padded width each, of which
    `widths` and `sizes` (positions) tell, and `back` takes them home.
    """

    there: Tensor
    back: Tensor
    widths: tuple[int, ...]
    sizes: tuple[int, ...]

    def grouped(self, *parts: Tensor) -> Iterator[list[Tensor]]:
        """Parts of a row, (N, …) each, as the groups of its spans: (spans, width, …) each."""
        padded = (part.index_select(0, self.there).split(self.sizes) for part in parts)
        for width, *group in zip(self.widths, *padded, strict=True):
            yield [part.unflatten(0, (-1, width)) for part in group]

    def joined(self, groups: Sequence[Tensor]) -> Tensor:
        """Groups, (spans, width, …) each, as the row they are of: (N, …)."""
        return torch.cat([group.flatten(0, 1) for group in groups]).index_select(0, self.back)


def span_step(device: torch.device) -> int:
    """What span lengths are rounded up to on a device."""
    return SPAN_STEP if device.type == "cpu" else SPAN_STEP_ELSEWHERE


def gathers_of(spans: Sequence[tuple[int, int]], step: int = SPAN_STEP) -> Gathers:
    """Spans (start, length) that cover a row in order, those of similar length together, padded at their end."""
    buckets: dict[int, list[tuple[int, int]]] = {}
    for start, length in spans:
        buckets.setdefault(-(-length // step) * step, []).append((start, length))
    gathers, place = [], np.zeros(sum(length for _, length in spans), np.int64)
    offset = 0
    for width, members in sorted(buckets.items()):
        first, lengths = np.array(members).T[:, :, None]
        gathers.append((first + np.minimum(np.arange(width), lengths - 1)).ravel())
        for start, length in members:
            place[start : start + length] = offset + np.arange(length)
            offset += width
    sizes = tuple(len(gather) for gather in gathers)
    return Gathers(torch.from_numpy(np.concatenate(gathers)), torch.from_numpy(place), tuple(sorted(buckets)), sizes)


def attend_spans(gathers: Gathers) -> Attend:
    """Causal attention within each span of one long row. No work is done between strangers and no mask is read: the
    row's sums are those of the spans alone.
    """

    def attend(_layer: int, q: Tensor, k: Tensor, v: Tensor) -> Tensor:
        groups = gathers.grouped(*(part[0].transpose(0, 1) for part in (q, k, v)))
        mixed = [mix(*(part.transpose(1, 2) for part in group), causal=True).transpose(1, 2) for group in groups]
        return gathers.joined(mixed)[None].transpose(1, 2)

    return attend


class Attention(nn.Module):
    """Self-attention whose queries and keys are normalised (Henry et al. 2020), so that logits stay bounded; each head
    learns how sharply it looks. Without that no logit passes ±8, and one thing is not told from sixty others.
    """

    def __init__(self, width: int, layer: int) -> None:
        super().__init__()
        self.layer = layer
        self.num_heads = width // HEAD_DIM
        self.qkv = nn.Linear(width, 3 * width, bias=False)
        self.out = nn.Linear(width, width, bias=False)
        self.sharpness = nn.Parameter(torch.zeros(self.num_heads))
        nn.init.zeros_(self.out.weight)

    def forward(self, x: Tensor, rotary: tuple[Tensor, Tensor], attend: Attend) -> Tensor:
        """x: (B, T, W) → (B, T, W)."""
        batch, length, width = x.shape
        qkv = self.qkv(x).view(batch, length, 3, self.num_heads, HEAD_DIM).permute(2, 0, 3, 1, 4)
        q, k, v = qkv.unbind(0)
        gain = (SHARPENING * self.sharpness).exp()[:, None, None]
        q, k = rotate(rms_norm(q) * gain.to(q.dtype), rotary), rotate(rms_norm(k), rotary)
        mixed = attend(self.layer, q, k, v)
        return self.out(mixed.transpose(1, 2).reshape(batch, length, width))  # type: ignore[no-any-return]
