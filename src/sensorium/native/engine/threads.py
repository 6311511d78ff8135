"""How many threads a piece of work is worth."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import torch

FEW = 128  # positions whose products take a core less time than waking another


@contextmanager
def threads_for(positions: int) -> Iterator[None]:
    """One thread while few positions are worked on, all of the process's for more.

    A step's hundreds of small products gain nothing from a second thread, and each of them waits for it where another
    program keeps a core busy (`benchmarks/latency.py --busy 1`). The number is the process's own, as
    `torch.set_num_threads` has it, and set back at the end.
    """
    before = torch.get_num_threads()
    if positions > FEW or before == 1:
        yield
        return
    torch.set_num_threads(1)
    try:
        yield
    finally:
        torch.set_num_threads(before)
