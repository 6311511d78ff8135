"""Which number format multiplies matrices faster on this machine: measured, not assumed.

A processor may accept bfloat16 and yet be slower at it than at float32: on one without matrix units (AMX) but with
`avx512_bf16` it took 1.8 times as long, on another a quarter.
"""

from __future__ import annotations

import time
from functools import lru_cache

import torch

SHAPE = (2048, 256, 1024)  # rows, inner, columns: of a layer of the backbone at work
REPEATS = 5
WORTHWHILE = 1.15  # how much faster bfloat16 must be


def autocast(device: torch.device | str) -> torch.autocast:
    """A context in which matrix products take the faster format; weights stay float32."""
    kind = torch.device(device).type
    return torch.autocast(kind, dtype=torch.bfloat16, enabled=fast_dtype(kind) is torch.bfloat16)


@lru_cache(maxsize=4)
def fast_dtype(device_type: str) -> torch.dtype:
    """bfloat16 or float32. Other devices than a CPU are taken to be made for bfloat16."""
    if device_type != "cpu":
        return torch.bfloat16
    seconds = {dtype: float("inf") for dtype in (torch.float32, torch.bfloat16)}
    for _ in range(REPEATS):
        seconds = {dtype: min(least, _product_seconds(dtype)) for dtype, least in seconds.items()}
    return torch.bfloat16 if seconds[torch.bfloat16] * WORTHWHILE < seconds[torch.float32] else torch.float32


def _product_seconds(dtype: torch.dtype) -> float:
    rows, inner, columns = SHAPE
    left, right = torch.ones(rows, inner, dtype=dtype), torch.ones(inner, columns, dtype=dtype)
    began = time.perf_counter()
    left @ right
    return time.perf_counter() - began
