"""One training step of the backbone against a plain autocast loop of the same shapes, in one interleaved run.

    python benchmarks/training.py [--threads 2] [--rounds 5]

Both have the same width, layers, heads, vocabulary, and positions a step, on words alone. The plain loop is what one
writes first (after Karpathy's nanoGPT): LayerNorm, GELU, learnt places, AdamW, bfloat16 autocast, a fixed block of
positions; it is timed without autocast too, since bfloat16 is not fast everywhere. Ours is the package's backbone, loss
and optimizer (RMS norm, squared ReLU, rotary places, Muon), in the number format that it measures to be fast. Each
steps in a process of its own, one after another, ours as `sensorium train` does: freed memory is kept.
Prints seconds a step (median), the ratio, and the share of the machine's measured matrix peak that is used.
"""

from __future__ import annotations

import argparse
import contextlib
import multiprocessing
import statistics
import time
from collections.abc import Callable
from multiprocessing.connection import Connection

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from sensorium.native.backbone import Backbone, shifted
from sensorium.native.config import SIZES, OmniConfig
from sensorium.native.laid import moved
from sensorium.native.layers.attention import HEAD_DIM, attend_spans, gathers_of, span_step
from sensorium.native.tokens.vocabulary import NUM_CUES, SIZE, SLOTS, WORDLIKE
from sensorium.native.train.memory import keep_freed_memory
from sensorium.native.train.optim import build_optimizer
from sensorium.native.train.precision import autocast, fast_dtype

NUM_SPANS, LENGTH = 80, 160  # sequences of a step and their positions: what lessons are
PEAK_SIDE = 2048
PLAIN_MIXED, PLAIN_EXACT, OURS = "plain, bfloat16", "plain, float32", "ours"


class PlainBlock(nn.Module):
    """Pre-norm block as in GPT-2."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.first, self.second = nn.LayerNorm(width), nn.LayerNorm(width)
        self.qkv, self.out = nn.Linear(width, 3 * width), nn.Linear(width, width)
        self.up, self.down = nn.Linear(width, 4 * width), nn.Linear(4 * width, width)

    def forward(self, x: Tensor) -> Tensor:
        batch, length, width = x.shape
        q, k, v = (
            part.view(batch, length, width // HEAD_DIM, HEAD_DIM).transpose(1, 2)
            for part in self.qkv(self.first(x)).split(width, dim=2)
        )
        mixed = F.scaled_dot_product_attention(q, k, v, is_causal=True)
        x = x + self.out(mixed.transpose(1, 2).reshape(batch, length, width))
        return x + self.down(F.gelu(self.up(self.second(x))))  # type: ignore[no-any-return]


class Plain(nn.Module):
    """Words in, logits of the next word out; embedding and output are tied."""

    def __init__(self, config: OmniConfig) -> None:
        super().__init__()
        self.words = nn.Embedding(WORDLIKE.size, config.width)
        self.places = nn.Embedding(LENGTH, config.width)
        self.blocks = nn.ModuleList(PlainBlock(config.width) for _ in range(config.num_layers))
        self.last = nn.LayerNorm(config.width)

    def forward(self, ids: Tensor) -> Tensor:
        x = self.words(ids) + self.places(torch.arange(ids.shape[1], device=ids.device))
        for block in self.blocks:
            x = block(x)
        return F.linear(self.last(x), self.words.weight)


def plain_step(config: OmniConfig, ids: Tensor, *, mixed: bool) -> Callable[[], None]:
    """A step of the plain loop; `mixed`: under bfloat16 autocast."""
    model = Plain(config).to(ids.device)
    optimizer = torch.optim.AdamW(model.parameters(), lr=3e-4, betas=(0.9, 0.95), weight_decay=0.1)

    def step() -> None:
        with torch.autocast(ids.device.type, torch.bfloat16) if mixed else contextlib.nullcontext():
            logits = model(ids[:, :-1])
            loss = F.cross_entropy(logits.flatten(0, 1), ids[:, 1:].flatten())
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)

    return step


def our_step(config: OmniConfig, ids: Tensor) -> Callable[[], None]:
    """The same step on the package's backbone, sequences packed end to end."""
    device = ids.device
    model = Backbone(width=config.width, num_layers=config.num_layers, depth_width=config.depth_width).to(device)
    optimizer = build_optimizer(model, adamw_modules=("slot",))
    length = ids.shape[1] - 1
    spans = [(start * length, length) for start in range(len(ids))]
    firsts = torch.tensor([start for start, _ in spans], device=device)
    gathers = moved(gathers_of(spans, span_step(device)), lambda part: part.to(device))
    slots = torch.zeros(1, len(ids) * length, SLOTS, dtype=torch.int64, device=device)
    slots[0, :, 0] = ids[:, :-1].flatten()
    cues = torch.zeros(1, len(ids) * length, NUM_CUES, dtype=torch.int64, device=device)
    places = torch.arange(length, device=device).repeat(len(ids))[None, :, None].expand(-1, -1, 3)

    def step() -> None:
        with autocast(device):
            x = model.embed(slots, cues)
            states = model(x, shifted(x, firsts), places, attend_spans(gathers)).squeeze(0)
            loss = model.words_missed(states, ids[:, 1:].flatten()).mean()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        optimizer.zero_grad()

    return step


class Loop:
    """One of the loops, in a process of its own."""

    def __init__(self, name: str, config: OmniConfig, num_threads: int) -> None:
        context = multiprocessing.get_context("spawn")
        self._here, there = context.Pipe()
        self._process = context.Process(target=_steps, args=(there, name, config, num_threads), daemon=True)
        self._process.start()

    def step(self) -> float:
        """Seconds of one step."""
        self._here.send(True)
        return float(self._here.recv())

    def close(self) -> None:
        """End the process."""
        self._here.send(False)
        self._process.join()


def _steps(there: Connection, name: str, config: OmniConfig, num_threads: int) -> None:
    """Take a step whenever told to."""
    torch.set_num_threads(num_threads)
    if name == OURS:
        keep_freed_memory()
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    ids = torch.randint(1, WORDLIKE.size, (NUM_SPANS, LENGTH + 1), device=device)
    step = our_step(config, ids) if name == OURS else plain_step(config, ids, mixed=name == PLAIN_MIXED)
    while there.recv():
        there.send(seconds(step, device))


def seconds(work: Callable[[], object], device: torch.device) -> float:
    """Time of one call, the device waited for."""
    start = time.perf_counter()
    work()
    if device.type == "cuda":
        torch.cuda.synchronize()
    return time.perf_counter() - start


def peak(device: torch.device, dtype: torch.dtype) -> float:
    """Operations a second of the best of ten large matrix products."""
    one = torch.randn(PEAK_SIDE, PEAK_SIDE, device=device).to(dtype)
    return 2 * PEAK_SIDE**3 / min(seconds(lambda: one @ one, device) for _ in range(10))


def operations(config: OmniConfig) -> float:
    """Of a step: six a weight and position, and the products of attention (causal: half)."""
    weights = 12 * config.width**2 * config.num_layers + WORDLIKE.size * config.width
    attention = 6 * config.num_layers * LENGTH * config.width
    return (6 * weights + attention) * NUM_SPANS * LENGTH


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description="the training step against a plain loop")
    parser.add_argument("--threads", type=int, default=torch.get_num_threads())
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--size", choices=SIZES, default="small")
    given = parser.parse_args()
    torch.set_num_threads(given.threads)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    config = SIZES[given.size]
    loops = {name: Loop(name, config, given.threads) for name in (PLAIN_MIXED, PLAIN_EXACT, OURS)}
    times: dict[str, list[float]] = {name: [] for name in loops}
    for turn in range(given.rounds + 1):
        for name, loop in loops.items():
            took = loop.step()
            if turn:  # the first warms up
                times[name].append(took)
    for loop in loops.values():
        loop.close()
    medians = {name: statistics.median(taken) for name, taken in times.items()}
    peaks = {dtype: peak(device, dtype) for dtype in (torch.bfloat16, torch.float32)}
    print(
        f"{given.size}, {NUM_SPANS} × {LENGTH} positions, {given.threads} threads, vocabulary {WORDLIKE.size} of {SIZE}"
    )
    for dtype, most in peaks.items():
        print(f"matrix peak, {str(dtype).removeprefix('torch.')}: {most / 1e9:.0f} GFLOP/s")
    for name, took in medians.items():
        used = operations(config) / took / peaks[torch.bfloat16]
        rate = NUM_SPANS * LENGTH / took
        print(f"{name}: {took:.2f} s, {rate:.0f} positions/s, {used:.0%} of the bfloat16 peak")
    for name in (PLAIN_MIXED, PLAIN_EXACT):
        print(f"ours against {name}: {medians[name] / medians[OURS]:.2f} times as fast")
    print(f"our number format here: {str(fast_dtype(device.type)).removeprefix('torch.')}")


if __name__ == "__main__":
    main()
