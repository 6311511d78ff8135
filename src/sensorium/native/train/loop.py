"""The training loop: batches in, steps out, progress on stderr, state on disk. What is learnt, each kind of run says.

The same loop runs on a CPU, on one GPU and under `torchrun` (gradients are averaged over ranks). State is written
aside and renamed, so a kill at any moment leaves a run that resumes exactly: batches depend on the step alone.
"""

from __future__ import annotations

import json
import math
import signal
import sys
import threading
import time
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any, ClassVar, Generic, TypeVar

import torch
from torch import Tensor, nn
from torch.utils.data import DataLoader, IterableDataset

from sensorium.native.train.curves import draw_curves
from sensorium.native.train.optim import PairedOptimizer
from sensorium.native.train.precision import autocast
from sensorium.native.train.ranks import any_rank, average_gradients, greatest, num_ranks, own_rank
from sensorium.native.train.state import load_state, save_state
from sensorium.native.train.stopping import only_run, stopped_by_signals, undisturbed

REPORT_EVERY = 10  # steps
BatchT = TypeVar("BatchT")


@dataclass(frozen=True, kw_only=True)
class Schedule:
    """How long and how fast. Rates rise linearly, stay, and fall linearly to `floor` (trapezoid).

    seconds: end by the clock, of all runs in the folder together, should it come before `num_steps`. encoder_lr: factor
    on the rates of the encoders, by their names in the model.
    """

    num_steps: int
    seconds: float = math.inf
    matrix_lr: float = 0.02
    other_lr: float = 3e-3
    encoder_lr: Mapping[str, float] = field(default_factory=dict)
    warmup: int = 40
    cooldown_share: float = 0.3
    floor: float = 0.05
    save_every_s: float = 180.0
    clip_norm: float = 1.0
    uses: int = 1  # of a batch at most, on a device that would wait for the next one
    accumulate: int = 1  # batches whose gradients are added up for one step, where one large batch has no room

    def rate(self, step: int, seconds: float = 0.0) -> float:
        """Factor on the learning rates at a step, after so many seconds."""
        if step < self.warmup:
            return (step + 1) / self.warmup
        left = 1 - max(step / self.num_steps, seconds / self.seconds)
        return max(self.floor, min(1.0, left / self.cooldown_share)) if self.cooldown_share else 1.0


def steps_of_worker(start: int, stop: int) -> Iterator[int]:
    """Those of the steps that this process makes for a run: all, or its share as one of the loader's workers."""
    worker = torch.utils.data.get_worker_info()
    first, stride = (0, 1) if worker is None else (worker.id, worker.num_workers)
    torch.set_num_threads(1)
    if worker is not None:
        for kind in (signal.SIGINT, signal.SIGTERM):  # which may be sent to all processes of a run
            signal.signal(kind, signal.SIG_IGN)  # the trainer decides when to stop, and ends this one
    yield from range(start + first, stop, stride)


def made_ahead(batches: IterableDataset[BatchT], num_workers: int) -> DataLoader[BatchT]:
    """Batches as other processes make them, forked; with none, as this one does."""
    context = "fork" if num_workers else None
    return DataLoader(batches, batch_size=None, num_workers=num_workers, multiprocessing_context=context)


class Run(ABC, Generic[BatchT]):
    """One run in one folder: what of `learner` has gradients learns. `run()` starts it or goes on where it stopped."""

    unit: ClassVar[str]  # what batches are counted in

    def __init__(self, learner: nn.Module, optimizer: PairedOptimizer, schedule: Schedule, folder: Path) -> None:
        self.learner = learner
        self.optimizer = optimizer
        self.schedule = schedule
        self.folder = folder
        self.step = 0
        self.seen = 0  # units, of all ranks
        self.seconds = 0.0  # spent in this and earlier runs
        self.device = next(learner.parameters()).device
        self._sums: dict[str, list[Tensor]] = {}  # losses since the last report
        self._unreported = 0  # units since then
        self._lost = torch.zeros((), dtype=torch.long, device=self.device)  # steps whose gradient was not finite
        self._reported = time.monotonic()

    @abstractmethod
    def batches(self) -> Iterable[BatchT]:
        """From those of step `self.step` on, as many for each step as the schedule adds up."""

    @abstractmethod
    def losses(self, batch: BatchT) -> dict[str, Tensor]:
        """By name; `loss` is what is minimised, the others are told."""

    @abstractmethod
    def size(self, batch: BatchT) -> int:
        """Of a batch, in units."""

    def run(self, *, stop_after_s: float = math.inf, stop_after_steps: float = math.inf) -> None:
        """Train until the schedule, the time or the steps are up; state is saved at the end, however it comes."""
        self.folder.mkdir(parents=True, exist_ok=True)
        with only_run(self.folder), stopped_by_signals() as stopped:
            self._resume()
            try:
                self._run(stop_after_s, stop_after_steps, stopped)
            finally:
                self._report()
                self.save()

    def _run(self, stop_after_s: float, stop_after_steps: float, stopped: threading.Event) -> None:
        started = saved = self._reported = time.monotonic()
        first, earlier = self.step, self.seconds
        batches = iter(self.batches())
        while self.step < self.schedule.num_steps and (group := list(islice(batches, self.schedule.accumulate))):
            self._learn(group)
            now = time.monotonic()
            self.seconds = greatest(earlier + now - started, self.device)  # rates follow it, the same on every rank
            if self.step % REPORT_EVERY == 0:
                self._report()
            if now - saved > self.schedule.save_every_s:
                self._report()
                self.save()
                saved = time.monotonic()
            over = now - started > stop_after_s or self.seconds > self.schedule.seconds
            over |= self.step - first >= stop_after_steps
            if any_rank(over or stopped.is_set(), self.device):
                break

    def save(self) -> None:
        """Write what learns, optimizer and counters, atomically; redraw the curves."""
        if own_rank() == 0:
            counters = {"step": self.step, "positions": self.seen, "seconds": round(self.seconds)}
            save_state(self.folder, self.learner, self.optimizer, counters)
            draw_curves(self.folder)

    def _resume(self) -> None:
        self.optimizer.zero_grad()  # of a step that was interrupted
        counters = load_state(self.folder, self.learner, self.optimizer)
        if counters:
            self.step, self.seen = counters["step"], counters["positions"]
            self.seconds = counters.get("seconds", 0)

    def _learn(self, batches: Sequence[BatchT]) -> None:
        """One step on the mean gradient of some batches."""
        self.optimizer.scale_rates(self.schedule.rate(self.step, self.seconds))
        told: list[tuple[str, Tensor]] = []
        for batch in batches:
            with autocast(self.device):
                losses = self.losses(batch)
            (losses["loss"] / len(batches)).backward()
            told += [(name, value.detach()) for name, value in losses.items()]
        average_gradients([parameter for parameter in self.learner.parameters() if parameter.requires_grad])
        self._clip()
        with undisturbed():
            self.optimizer.step()
            self.optimizer.zero_grad()
            self.step += 1
            self._unreported += sum(map(self.size, batches)) * num_ranks()
            for name, value in told:
                self._sums.setdefault(name, []).append(value)

    def _clip(self) -> None:
        """Shorten the gradient. One that is not finite becomes nothing, or all weights would be lost with it; no value
        is waited for.
        """
        finite = torch.nn.utils.clip_grad_norm_(self.learner.parameters(), self.schedule.clip_norm).isfinite()
        for parameter in self.learner.parameters():
            if parameter.grad is not None:
                parameter.grad = torch.where(finite, parameter.grad, 0.0)
        self._lost += ~finite

    def _report(self) -> None:
        """Mean losses since the last report, to the folder and to stderr: reading them waits for the device."""
        if not self._sums:
            return
        means = {name: float(torch.stack(values).float().nanmean()) for name, values in self._sums.items()}
        seconds = time.monotonic() - self._reported
        rate = self._unreported / seconds
        self.seen += self._unreported
        self._sums, self._unreported, self._reported = {}, 0, time.monotonic()
        if own_rank():
            return
        row: dict[str, Any] = {"step": self.step, "positions": self.seen, "seconds": round(seconds, 3)}
        row |= {name: round(value, 4) for name, value in means.items() if math.isfinite(value)}
        with (self.folder / "metrics.jsonl").open("a") as file:
            file.write(json.dumps(row) + "\n")
        parts = " ".join(f"{name} {value:.2f}" for name, value in means.items())
        end = "\r" if sys.stderr.isatty() else "\n"
        lost = f"{int(self._lost)} steps with gradients that are not finite; " if self._lost else ""
        sys.stderr.write(f"step {self.step}/{self.schedule.num_steps} {rate:.0f} {self.unit}/s {lost}{parts}{end}")
