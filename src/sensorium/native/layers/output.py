"""What a head tells: capped logits of the ids of a table, and the cross-entropy of those that came.

N positions, D width, V ids. Logits are products of states with rows of the table, divided by √D and held within
±SOFT_CAP: SOFT_CAP · tanh(x / SOFT_CAP) (Gemma Team 2024). On CPUs the tanh of PyTorch takes six times as long as its
sigmoid, of which it is 2σ(2x) - 1.
"""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor
from torch.autograd.function import FunctionCtx

SOFT_CAP = 15.0
LOGITS_AT_ONCE = 2**20  # on a CPU: what its second cache holds of them while they become a loss


def capped_logits(state: Tensor, table: Tensor) -> Tensor:
    """(N, D), (V, D) → (N, V) float32, or float64 of float64."""
    return _Capped.apply(_exact(F.linear(state, table)), table.shape[1] ** -0.5)  # type: ignore[no-any-return, no-untyped-call]


def nats_missed_by(state: Tensor, table: Tensor, ids: Tensor) -> Tensor:
    """Cross-entropy of `capped_logits` with the ids that came, counted from 0: (N, D), (V, D), (N,) → (N,) nats."""
    state = state * (2 * table.shape[1] ** -0.5 / SOFT_CAP)
    kind = state.device.type
    if torch.is_autocast_enabled(kind):
        state, table = (part.to(torch.get_autocast_dtype(kind)) for part in (state, table))
    return _Missed.apply(state, table, ids)  # type: ignore[no-any-return, no-untyped-call]


def _exact(x: Tensor) -> Tensor:
    return x if x.dtype is torch.float64 else x.float()


class _Capped(torch.autograd.Function):
    """A soft cap in place: logits of all words are the largest tensor of a step, and every pass over them counts."""

    @staticmethod
    def forward(ctx: FunctionCtx, logits: Tensor, scale: float) -> Tensor:
        half = (logits * (2 * scale / SOFT_CAP)).sigmoid_()
        ctx.save_for_backward(half)
        ctx.scale = scale  # type: ignore[attr-defined]
        return half.mul(2 * SOFT_CAP).sub_(SOFT_CAP)

    @staticmethod
    def backward(ctx: FunctionCtx, *gradients: Tensor) -> tuple[Tensor, None]:
        (half,) = ctx.saved_tensors  # type: ignore[attr-defined]
        slope = half.addcmul(half, half, value=-1)
        return slope.mul_(gradients[0]).mul_(4 * ctx.scale), None  # type: ignore[attr-defined]


class _Missed(torch.autograd.Function):
    """A few positions at a time, so that logits are never all there (the idea of fused linear cross-entropy, Hsu et al.
    2024, Liger Kernel); kept for the way back is their slope alone, in the format of the products.
    """

    @staticmethod
    def forward(ctx: FunctionCtx, state: Tensor, table: Tensor, ids: Tensor) -> Tensor:
        taught = any(ctx.needs_input_grad)  # type: ignore[attr-defined]
        once = max(1, LOGITS_AT_ONCE // len(table)) if state.device.type == "cpu" else max(1, len(state))
        slopes = state.new_empty(len(state) if taught else 0, len(table))
        missed = []
        for first in range(0, max(1, len(state)), once):
            some = slice(first, first + once)
            came = ids[some, None]
            half = _exact(state[some] @ table.T).sigmoid_()
            chances = (half * (2 * SOFT_CAP)).softmax(1)
            missed.append(chances.gather(1, came)[:, 0].log().neg_())
            if taught:
                off = chances.scatter_add_(1, came, chances.new_full((len(came), 1), -1.0))
                slopes[some] = off.mul_(half.addcmul(half, half, value=-1))
        ctx.save_for_backward(state, table, slopes)
        return torch.cat(missed)

    @staticmethod
    def backward(ctx: FunctionCtx, *gradients: Tensor) -> tuple[Tensor, Tensor, None]:
        state, table, slopes = ctx.saved_tensors  # type: ignore[attr-defined]
        heavy = (gradients[0] * (2 * SOFT_CAP)).to(state.dtype)[:, None]
        return (slopes @ table) * heavy, slopes.T @ (state * heavy), None
