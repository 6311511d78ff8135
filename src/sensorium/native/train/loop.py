"""The training loop: batches in, steps out, progress on stderr, state on disk. It knows no modality.

The same loop runs on a CPU, on one GPU and under `torchrun` (gradients are averaged over ranks). State is written
aside and renamed, so a kill at any moment leaves a run that resumes exactly: batches depend on the step alone.
"""

from __future__ import annotations

import fcntl
import json
import math
import os
import signal
import sys
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import islice
from pathlib import Path
from typing import Any

import torch
import torch.distributed as dist
from torch import Tensor, nn
from torch.utils.data import DataLoader, IterableDataset

from sensorium.errors import InvalidInput
from sensorium.native.layers.attention import span_step
from sensorium.native.omni import Omni
from sensorium.native.train.course import Course
from sensorium.native.train.curves import draw_curves
from sensorium.native.train.feeding import Bundle, fed
from sensorium.native.train.hints import Hints, learns_to_see
from sensorium.native.train.loss import losses, total
from sensorium.native.train.optim import PairedOptimizer, build_optimizer
from sensorium.native.train.precision import autocast
from sensorium.native.train.state import load_state, save_state
from sensorium.native.train.taught import Taught, taught

REPORT_EVERY = 10  # steps
PATIENCE = timedelta(hours=12)  # of ranks that wait for the first to make codecs and speech


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


class _Batches(IterableDataset[Bundle[Taught]]):
    """Batches of steps `start`, `start + 1`, … made in worker processes."""

    def __init__(self, course: Course, start: int, stop: int, rank: int, span_step: int) -> None:
        self._course, self._start, self._stop, self._rank, self._span_step = course, start, stop, rank, span_step

    def __iter__(self) -> Iterator[Bundle[Taught]]:
        for step in steps_of_worker(self._start, self._stop):
            yield Bundle.of(taught(self._course.batch(step, self._rank), span_step=self._span_step))


def steps_of_worker(start: int, stop: int) -> Iterator[int]:
    """Those of the steps that this process makes for a run: all, or its share as one of the loader's workers."""
    worker = torch.utils.data.get_worker_info()
    first, stride = (0, 1) if worker is None else (worker.id, worker.num_workers)
    torch.set_num_threads(1)
    if worker is not None:
        for kind in (signal.SIGINT, signal.SIGTERM):  # which may be sent to all processes of a run
            signal.signal(kind, signal.SIG_IGN)  # the trainer decides when to stop, and ends this one
    yield from range(start + first, stop, stride)


class Trainer:
    """One run in one folder. `run()` starts it or goes on where it stopped."""

    def __init__(
        self,
        model: Omni,
        course: Course,
        schedule: Schedule,
        folder: Path,
        *,
        num_workers: int = 1,
    ) -> None:
        self.model = model
        self.course = course
        self.schedule = schedule
        self.folder = folder
        self.num_workers = num_workers
        self.step = 0
        self.positions = 0
        self.seconds = 0.0  # spent in this and earlier runs
        for codec in (model.picture_codec, model.sound_codec):
            codec.requires_grad_(False).eval()
        self.hints = Hints(model.config.width, sight=learns_to_see(model.vision)).to(model.device)
        self.learner = nn.ModuleDict({"model": model, "hints": self.hints})
        self.optimizer: PairedOptimizer = build_optimizer(
            self.learner,
            matrix_lr=schedule.matrix_lr,
            other_lr=schedule.other_lr,
            adamw_modules=("slot", "letters", "placed", "hints"),
            factors={f"model.{part}": factor for part, factor in schedule.encoder_lr.items()},
        )
        self._sums: dict[str, list[Tensor]] = {}  # losses since the last report
        self._unreported = 0  # positions since then
        self._lost = torch.zeros((), dtype=torch.long, device=model.device)  # steps whose gradient was not finite
        self._reported = time.monotonic()

    @property
    def rank(self) -> int:
        return dist.get_rank() if dist.is_initialized() else 0

    def run(self, *, stop_after_s: float = math.inf, stop_after_steps: float = math.inf) -> None:
        """Train until the schedule, the time or the steps are up; state is saved at the end, however it comes."""
        self.folder.mkdir(parents=True, exist_ok=True)
        with only_run(self.folder), stopped_by_signals() as stopped:
            self._resume()
            self._run(stop_after_s, stop_after_steps, stopped)

    def _run(self, stop_after_s: float, stop_after_steps: float, stopped: threading.Event) -> None:
        started = saved = self._reported = time.monotonic()
        first, earlier = self.step, self.seconds
        each = self.schedule.accumulate
        device = self.model.device
        dataset = _Batches(self.course, each * self.step, each * self.schedule.num_steps, self.rank, span_step(device))
        loader = DataLoader(
            dataset, batch_size=None, num_workers=self.num_workers, multiprocessing_context=self._context()
        )
        try:
            batches = fed(loader, device, uses=self.schedule.uses)
            while group := list(islice(batches, each)):
                self._learn(group)
                now = time.monotonic()
                self.seconds = greatest(earlier + now - started, device)  # rates follow it, the same on every rank
                if self.step % REPORT_EVERY == 0:
                    self._report()
                if now - saved > self.schedule.save_every_s:
                    self._report()
                    self.save()
                    saved = time.monotonic()
                over = now - started > stop_after_s or self.seconds > self.schedule.seconds
                over |= self.step - first >= stop_after_steps
                if any_rank(over or stopped.is_set(), device):
                    break
        finally:
            self._report()
            self.save()

    def save(self) -> None:
        """Write model, optimizer and counters, atomically; redraw the curves."""
        if self.rank == 0:
            counters = {"step": self.step, "positions": self.positions, "seconds": round(self.seconds)}
            save_state(self.folder, self.learner, self.optimizer, counters)
            draw_curves(self.folder)

    def _context(self) -> str | None:
        return "fork" if self.num_workers else None

    def _resume(self) -> None:
        self.optimizer.zero_grad()  # of a step that was interrupted
        counters = load_state(self.folder, self.learner, self.optimizer)
        if counters:
            self.step, self.positions = counters["step"], counters["positions"]
            self.seconds = counters.get("seconds", 0)

    def _learn(self, batches: Sequence[Taught]) -> None:
        """One step on the mean gradient of some batches."""
        self.optimizer.scale_rates(self.schedule.rate(self.step, self.seconds))
        told: list[tuple[str, Tensor]] = []
        for batch in batches:
            with autocast(self.model.device):
                parts = losses(self.model, batch, self.hints)
                loss = total(parts)
            (loss / len(batches)).backward()
            told += [(name, value.detach()) for name, value in {"loss": loss, **parts}.items()]
        average_gradients([parameter for parameter in self.learner.parameters() if parameter.requires_grad])
        self._clip()
        with undisturbed():
            self.optimizer.step()
            self.optimizer.zero_grad()
            self.step += 1
            self._unreported += sum(map(len, batches)) * (dist.get_world_size() if dist.is_initialized() else 1)
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
        self.positions += self._unreported
        self._sums, self._unreported, self._reported = {}, 0, time.monotonic()
        if self.rank:
            return
        row: dict[str, Any] = {"step": self.step, "positions": self.positions, "seconds": round(seconds, 3)}
        row |= {name: round(value, 4) for name, value in means.items() if math.isfinite(value)}
        with (self.folder / "metrics.jsonl").open("a") as file:
            file.write(json.dumps(row) + "\n")
        parts = " ".join(f"{name} {value:.2f}" for name, value in means.items())
        end = "\r" if sys.stderr.isatty() else "\n"
        lost = f"{int(self._lost)} steps with gradients that are not finite; " if self._lost else ""
        sys.stderr.write(f"step {self.step}/{self.schedule.num_steps} {rate:.0f} pos/s {lost}{parts}{end}")


def average_gradients(learning: Sequence[nn.Parameter]) -> None:
    """Mean over ranks. A parameter that this rank's batch did not touch counts as zero."""
    if not dist.is_initialized():
        return
    gradients = [torch.zeros_like(p) if p.grad is None else p.grad for p in learning]
    together = torch.cat([gradient.flatten() for gradient in gradients])  # one message: small ones cost as much
    dist.all_reduce(together)
    together /= dist.get_world_size()
    for parameter, mean in zip(learning, together.split([p.numel() for p in learning]), strict=True):
        parameter.grad = mean.view_as(parameter)


@contextmanager
def only_run(folder: Path) -> Iterator[None]:
    """Hold the folder: two runs in one would overwrite each other. Ranks of one run share it."""
    with (folder / "lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_SH if dist.is_initialized() else fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise InvalidInput(
                "another run trains in this folder; stop it first or name another folder", code="run_in_use"
            ) from error
        yield


@contextmanager
def stopped_by_signals() -> Iterator[threading.Event]:
    """SIGTERM, and SIGINT even where a shell had it ignored, end the run like Ctrl-C: state is saved on the way out.

    A run alone is interrupted where it is. One of several ranks goes on to the end of its step, where all stop
    together: the event that is given says so, and the interruption follows when the run is over.
    """
    stopped = threading.Event()
    if threading.current_thread() is not threading.main_thread():
        yield stopped
        return

    def interrupt(_number: int, _frame: object) -> None:
        stopped.set()
        if not dist.is_initialized():
            raise KeyboardInterrupt

    kinds = (signal.SIGTERM, signal.SIGINT)
    before = [signal.signal(kind, interrupt) for kind in kinds]
    try:
        yield stopped
    finally:
        for kind, handler in zip(kinds, before, strict=True):
            signal.signal(kind, handler)
    if stopped.is_set():
        raise KeyboardInterrupt


@contextmanager
def undisturbed() -> Iterator[None]:
    """What is inside is done whole; a signal that comes meanwhile is told after it."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    came: list[int] = []
    kinds = (signal.SIGTERM, signal.SIGINT)
    before = [signal.signal(kind, lambda number, _: came.append(number)) for kind in kinds]
    try:
        yield
    finally:
        for kind, handler in zip(kinds, before, strict=True):
            signal.signal(kind, handler)
    for number in came[:1]:
        signal.raise_signal(number)


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
    if dist.is_initialized() and dist.get_rank():
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
