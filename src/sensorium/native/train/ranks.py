"""Several processes that train one model: what they agree on, who goes first, how they begin."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta

import torch
import torch.distributed as dist
from torch import nn

PATIENCE = timedelta(hours=12)  # of ranks that wait for the first to make codecs and speech


def own_rank() -> int:
    """0 of a process alone."""
    return dist.get_rank() if dist.is_initialized() else 0


def num_ranks() -> int:
    """1 of a process alone."""
    return dist.get_world_size() if dist.is_initialized() else 1


def average_gradients(learning: Sequence[nn.Parameter]) -> None:
    """Mean over ranks. A parameter that this rank's batch did not touch counts as zero."""
    if not dist.is_initialized():
        return
    gradients = [torch.zeros_like(p) if p.grad is None else p.grad for p in learning]
    together = torch.cat([gradient.flatten() for gradient in gradients])  # one message: small ones cost as much
    dist.all_reduce(together)
    together /= num_ranks()
    for parameter, mean in zip(learning, together.split([p.numel() for p in learning]), strict=True):
        parameter.grad = mean.view_as(parameter)


def any_rank(wish: bool, device: torch.device) -> bool:
    """Whether one rank wants to stop: then all do, at the same step, for none can average gradients alone."""
    return bool(greatest(wish, device))


def greatest(value: float, device: torch.device) -> float:
    """The greatest that a rank has."""
    if not dist.is_initialized():
        return value
    all_of_them = torch.tensor(value, dtype=torch.float64, device=device)
    dist.all_reduce(all_of_them, dist.ReduceOp.MAX)
    return float(all_of_them)


@contextmanager
def first_rank_first() -> Iterator[None]:
    """The first rank does the work inside, the others do it afterwards and find it done."""
    if own_rank():
        dist.barrier()
    yield
    if dist.is_initialized() and not dist.get_rank():
        dist.barrier()


def start_ranks() -> torch.device:
    """Join the other ranks when started by `torchrun`; the device of this rank."""
    if torch.cuda.is_available():
        device = torch.device("cuda", int(os.environ.get("LOCAL_RANK", "0")))
        torch.cuda.set_device(device)
    else:
        device = torch.device("cpu")
    if int(os.environ.get("WORLD_SIZE", "1")) > 1 and not dist.is_initialized():
        dist.init_process_group("nccl" if device.type == "cuda" else "gloo", timeout=PATIENCE)
    return device
