"""Training attention on a CPU: the fused kernel against the plain form, forward and backward, in one interleaved run.

    python benchmarks/attention.py

Prints milliseconds (best of the runs) and the ratio. It is why `layers/attention.mix` takes the plain form for short
spans in bfloat16.
"""

from __future__ import annotations

import time

import torch
import torch.nn.functional as F
from torch import Tensor

from sensorium.native.layers.attention import HEAD_DIM, mix_plainly

SHAPES = ((90, 96), (30, 320), (12, 640))  # spans in a batch, positions in a span
HEADS = 4
RUNS = 5


def fused(q: Tensor, k: Tensor, v: Tensor) -> Tensor:
    """The kernel."""
    return F.scaled_dot_product_attention(q, k, v, is_causal=True)


def causal(q: Tensor, k: Tensor, v: Tensor) -> Tensor:
    """Products and a softmax, each by itself."""
    return mix_plainly(q, k, v, causal=True)


def seconds(form: object, spans: int, length: int, dtype: torch.dtype) -> float:
    """One forward and backward pass."""
    shape = (spans, HEADS, length, HEAD_DIM)
    q, k, v = (torch.randn(shape, dtype=dtype, requires_grad=True) for _ in range(3))
    start = time.perf_counter()
    form(q, k, v).sum().backward()  # type: ignore[operator]
    return time.perf_counter() - start


def main() -> None:
    """Print the table."""
    torch.set_num_threads(1)
    for dtype in (torch.bfloat16, torch.float32):
        for spans, length in SHAPES:
            times = [(seconds(fused, spans, length, dtype), seconds(causal, spans, length, dtype)) for _ in range(RUNS)]
            best = [min(column) * 1000 for column in zip(*times, strict=True)]
            name = str(dtype).removeprefix("torch.")
            ratio = best[0] / best[1]
            print(f"{name}, {spans} × {length}: fused {best[0]:.0f} ms, plain {best[1]:.0f} ms, ratio {ratio:.1f}")


if __name__ == "__main__":
    main()
