"""Multi-head self-attention with rotary positions and normalised queries and keys.

B batch, T positions, W width, H heads, D head width. What a position may look at is the caller's: `attend` gets
queries, keys and values and returns the mixed values, so training masks and decoding caches stay out of this file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
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
    return mix_plainly(q, k, v, mask, causal=causal)


def mix_plainly(q: Tensor, k: Tensor, v: Tensor, mask: Tensor | None = None, *, causal: bool = False) -> Tensor:
    """The same by two products and a softmax, scaled and masked on the way: fewer passes over memory."""
    unseen = q.new_zeros(())
    if causal:
        unseen = q.new_full((q.shape[-2], k.shape[-2]), -torch.inf).triu_(1)
    elif mask is not None:
        unseen = torch.where(mask, 0.0, -torch.inf).to(q.dtype)
        unseen = unseen.expand(*q.shape[:-1], k.shape[-2]).flatten(0, -3)
    queries, keys, values = (part.flatten(0, -3) for part in (q * HEAD_DIM**-0.5, k, v))
    shares = torch.baddbmm(unseen, queries, keys.mT).softmax(-1)
    return torch.bmm(shares.to(v.dtype), values).view_as(q)


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
        flat = [group.flatten(0, 1) for group in groups]
        return (flat[0] if len(flat) == 1 else torch.cat(flat)).index_select(0, self.back)

    def by_head(self, num_heads: int) -> Gathers:
        """The same for rows of (N · num_heads, …), head by head of each position: groups are (spans · num_heads, width,
        …), so that what a product needs is picked in one pass.
        """
        heads = torch.arange(num_heads, device=self.there.device)[:, None]
        there, first, apart = [], [], []  # a place of a group, its first head there, from head to head
        offset = 0
        for width, group in zip(self.widths, self.there.split(self.sizes), strict=True):
            there.append((group.view(-1, 1, width) * num_heads + heads).flatten())
            spans = torch.arange(len(group), device=group.device).view(-1, width)
            first.append((offset + spans + spans[:, :1] * (num_heads - 1)).flatten())
            apart.append(torch.full_like(group, width))
            offset += len(group) * num_heads
        back = torch.cat(first)[self.back, None] + heads.T * torch.cat(apart)[self.back, None]
        sizes = tuple(size * num_heads for size in self.sizes)
        return Gathers(torch.cat(there), back.flatten(), self.widths, sizes)


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
    by_head = lru_cache(gathers.by_head)  # for all layers

    def attend(_layer: int, q: Tensor, k: Tensor, v: Tensor) -> Tensor:
        heads = by_head(q.shape[1])
        groups = heads.grouped(*(part.transpose(1, 2).reshape(-1, HEAD_DIM) for part in (q, k, v)))
        mixed = [mix(*(part[:, None] for part in group), causal=True).squeeze(1) for group in groups]
        return heads.joined(mixed).view(1, -1, q.shape[1], HEAD_DIM).transpose(1, 2)

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
        qkv = self.qkv(x).view(batch, length, 3, self.num_heads, HEAD_DIM).unbind(2)
        q, k, v = (part.contiguous() for part in qkv)  # what is strided takes five times as long below
        gain = (SHARPENING * self.sharpness).exp()[:, None]
        q, k, v = (part.transpose(1, 2) for part in (rms_norm(q) * gain.to(q.dtype), rms_norm(k), v))
        q, k = rotate(q, rotary), rotate(k, rotary)
        mixed = attend(self.layer, q, k, v)
        return self.out(mixed.transpose(1, 2).reshape(batch, length, width))  # type: ignore[no-any-return]
