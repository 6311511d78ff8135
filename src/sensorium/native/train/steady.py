"""Eyes that know things wherever they are: the vision encoder learns to see what was moved as it saw it in its place.

An encoder that has only been shown things on the grid knows them there alone. Here it is its own teacher: the encoder
as it was sees a scene on the grid, the one that learns sees the same scene loosened and as somebody else would have
drawn it, and its features shall be the same (self-distillation over two views of a picture, as in Caron et al. 2021,
DINO). What else it sees (pages, charts, lines, clips, photographs) it shall see as before. Nothing else of the model
changes, so what reads the features need not learn again. Things move little at first and further step by step (a
curriculum, Bengio et al. 2009). Losses are shares of the variance of the teacher's features.
"""

from __future__ import annotations

import json
import math
import sys
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch
import torch.distributed as dist
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.utils.data import DataLoader, IterableDataset

from sensorium.native.encoders.views import PICTURE_SIDE, view_of
from sensorium.native.encoders.vision import VisionEncoder, scaled
from sensorium.native.tokens.stream import FeatureKind
from sensorium.native.train.course import Source
from sensorium.native.train.curves import draw_curves
from sensorium.native.train.lessons import Teacher
from sensorium.native.train.loop import (
    Schedule,
    any_rank,
    average_gradients,
    greatest,
    only_run,
    steps_of_worker,
    stopped_by_signals,
    undisturbed,
)
from sensorium.native.train.optim import build_optimizer
from sensorium.native.train.precision import autocast
from sensorium.native.train.state import load_state, save_state
from sensorium.native.worlds.art.colours import RGB
from sensorium.native.worlds.example import Example
from sensorium.native.worlds.scenes.loose import loosened, some_side_px
from sensorium.native.worlds.scenes.otherwise import drawn_otherwise, some_ground
from sensorium.native.worlds.scenes.sampling import Kind, SceneSampler, pick
from sensorium.native.worlds.scenes.scene import Scene

SCENES = 32  # of a step and rank
SIGHTS = 2  # of each of them
FIRST_REACH, STEPS_TO_ALL = 0.1, 1000  # how far things move at first, of all the way; until when
ON_GRID = 0.1  # of the sights: what stays in its place
OTHERWISE = 0.6  # of the others: drawn as somebody else would
ANY_GROUND = 0.3  # of the scenes: on a ground of any colour, seen as the pale one of its kind
HELD = 1  # examples a step whose sight is held
LOOSE_KINDS: tuple[Kind, ...] = ("single",) * 4 + ("pair",) * 3 + ("several", "count", "mixed")
HEADS = ("letters", "ends", "placed")  # that stay as they are
REPORT_EVERY = 25  # steps
GENTLE = Schedule(num_steps=6000, matrix_lr=0.005, other_lr=5e-4, warmup=50)
Pixels = NDArray[np.uint8]


@dataclass(frozen=True, eq=False)
class Sights:
    """What one step looks at, uint8: `moved` (SCENES × SIGHTS, H, W, 3), those of one scene one after another;
    `placed` (SCENES, H, W, 3), the scenes on the grid; `held`, views whose features shall stay, (N, H, W, 3) each: N
    pictures, the frames of one clip, or one line.
    """

    moved: Tensor
    placed: Tensor
    held: Sequence[tuple[FeatureKind, Tensor]]


class Viewing(IterableDataset[Sights]):
    """Sights of steps from `start` on: a function of the step and the rank alone."""

    def __init__(self, samplers: Sequence[SceneSampler], held: Mapping[str, Source], teacher: Teacher) -> None:
        self._samplers, self._held, self._teacher = samplers, held, teacher
        self.start, self.rank = 0, 0

    def __iter__(self) -> Iterator[Sights]:
        yield from map(self.sights, steps_of_worker(self.start, sys.maxsize))

    def sights(self, step: int) -> Sights:
        """Of one step."""
        rng = np.random.default_rng([self.rank, step])
        reach = reach_at(step)
        moved: list[Pixels] = []
        placed: list[Pixels] = []
        while len(placed) < SCENES:
            sampler = self._samplers[int(rng.integers(len(self._samplers)))]
            scene = sampler.scene(pick(LOOSE_KINDS, rng), "free" if rng.random() < 0.5 else "set", "train", rng)
            colour = None
            if rng.random() < ANY_GROUND * reach:
                colour, ground = some_ground(rng)
                scene = replace(scene, ground=ground)
            on_grid = scene.render(PICTURE_SIDE)
            seen = [on_grid if rng.random() < ON_GRID else _seen(scene, colour, reach, rng) for _ in range(SIGHTS)]
            if all(len(view) == PICTURE_SIDE for view in seen):  # not taken for an empty page
                moved += seen
                placed.append(on_grid)
        return Sights(_tensor(moved), _tensor(placed), self._others(rng))

    def _others(self, rng: np.random.Generator) -> list[tuple[FeatureKind, Tensor]]:
        """Of examples of any kind, what is given of each to the vision encoder."""
        found: list[tuple[FeatureKind, Tensor]] = []
        for _ in range(HELD if self._held else 0):
            drawn = self._held[pick(tuple(self._held), rng)](rng)
            assert isinstance(drawn, Example)
            for feature in self._teacher.glance(drawn):
                if feature.kind != "sound":
                    pixels = feature.array.astype(np.uint8)
                    found.append((feature.kind, _tensor([pixels] if pixels.ndim == 3 else [*pixels])))
        return found


def _seen(scene: Scene, ground: RGB | None, reach: float, rng: np.random.Generator) -> Pixels:
    """A scene, loosened, as it is seen: (PICTURE_SIDE, PICTURE_SIDE, 3), larger where it is taken for an empty page."""
    scene = loosened(scene, rng, reach)
    side = PICTURE_SIDE if rng.random() > reach else some_side_px(rng, "train")
    if ground is None and rng.random() >= OTHERWISE:
        return view_of(scene.render(side), printed=False).pixels
    return view_of(drawn_otherwise(scene, side, rng, reach=reach, ground=ground), printed=False).pixels


def reach_at(step: int) -> float:
    """How far things move at a step: 1 is all the way."""
    return min(1.0, FIRST_REACH + (1 - FIRST_REACH) * step / STEPS_TO_ALL)


class Steadying:
    """One run in one folder: `vision` learns from itself as `before`. `run()` starts it or goes on where it stopped."""

    def __init__(
        self,
        vision: VisionEncoder,
        before: VisionEncoder,
        viewing: Viewing,
        schedule: Schedule,
        folder: Path,
        *,
        num_workers: int = 1,
    ) -> None:
        self.vision = vision.train().requires_grad_(True)
        for head in HEADS:
            getattr(vision, head).requires_grad_(False)
        self.before = before.eval().requires_grad_(False)
        self.viewing, self.schedule, self.folder, self.num_workers = viewing, schedule, folder, num_workers
        self.learner = nn.ModuleDict({"vision": vision})
        self.optimizer = build_optimizer(self.learner, matrix_lr=schedule.matrix_lr, other_lr=schedule.other_lr)
        self.step, self.seen, self.seconds = 0, 0, 0.0
        self._told: list[tuple[float, float]] = []
        self._reported = time.monotonic()

    @property
    def device(self) -> torch.device:
        return next(self.vision.parameters()).device

    def run(self, *, stop_after_s: float = math.inf, stop_after_steps: float = math.inf) -> None:
        """Until the schedule, the time or the steps are up; state is saved at the end, however it comes."""
        self.folder.mkdir(parents=True, exist_ok=True)
        with only_run(self.folder), stopped_by_signals() as stopped:
            counters = load_state(self.folder, self.learner, self.optimizer)
            if counters:
                self.step, self.seen, self.seconds = counters["step"], counters["seen"], counters["seconds"]
            try:
                self._run(stop_after_s, stop_after_steps, stopped)
            finally:
                self._report()
                self.save()

    def _run(self, stop_after_s: float, stop_after_steps: float, stopped: threading.Event) -> None:
        began = saved = self._reported = time.monotonic()
        first, earlier = self.step, self.seconds
        self.viewing.start, self.viewing.rank = self.step, dist.get_rank() if dist.is_initialized() else 0
        loader = DataLoader(
            self.viewing,
            batch_size=None,
            num_workers=self.num_workers,
            multiprocessing_context="fork" if self.num_workers else None,
        )
        for sights in loader:
            self._learn(sights)
            now = time.monotonic()
            self.seconds = greatest(earlier + now - began, self.device)
            if self.step % REPORT_EVERY == 0:
                self._report()
            if now - saved > self.schedule.save_every_s:
                self.save()
                saved = now
            over = self.step >= self.schedule.num_steps or self.seconds > self.schedule.seconds
            over |= now - began > stop_after_s or self.step - first >= stop_after_steps
            if any_rank(over or stopped.is_set(), self.device):
                return

    def _learn(self, sights: Sights) -> None:
        self.optimizer.scale_rates(self.schedule.rate(self.step, self.seconds))
        with autocast(self.device):
            moved = self._apart("picture", sights.moved, sights.placed)
            held = [self._apart(kind, pixels, pixels) for kind, pixels in sights.held]
            kept = torch.stack(held).mean() if held else moved.new_zeros(())
        (moved + kept).backward()
        learning = [parameter for parameter in self.vision.parameters() if parameter.requires_grad]
        average_gradients(learning)
        nn.utils.clip_grad_norm_(learning, self.schedule.clip_norm)
        with undisturbed():
            self.optimizer.step()
            self.optimizer.zero_grad()
            self.step += 1
            self.seen += len(sights.moved) * (dist.get_world_size() if dist.is_initialized() else 1)
            self._told.append((float(moved.detach()), float(kept.detach())))

    def _apart(self, kind: FeatureKind, seen: Tensor, aim: Tensor) -> Tensor:
        """How far the features of `seen` are from those that the teacher has of `aim`, each of which may be aimed at by
        several.
        """
        with torch.no_grad():
            wanted = self.before(kind, scaled(aim.to(self.device))).float()
        found = self.vision(kind, scaled(seen.to(self.device))).float()
        away: Tensor = (found - wanted.repeat_interleave(len(found) // len(wanted), 0)).square().mean() / wanted.var()
        return away

    def save(self) -> None:
        """Encoder, optimizer and counters, atomically; the curves drawn anew."""
        if dist.is_initialized() and dist.get_rank():
            return
        counters = {"step": self.step, "seen": self.seen, "seconds": round(self.seconds), "positions": 0}
        save_state(self.folder, self.learner, self.optimizer, counters)
        draw_curves(self.folder)

    def _report(self) -> None:
        """Mean losses since the last report, to the folder and to stderr."""
        if not self._told:
            return
        (moved, held), steps = np.mean(self._told, axis=0), len(self._told)
        seconds = time.monotonic() - self._reported
        self._told, self._reported = [], time.monotonic()
        if dist.is_initialized() and dist.get_rank():
            return
        row = {"step": self.step, "positions": self.seen, "seconds": round(seconds, 3)}
        row |= {"moved": round(float(moved), 4), "held": round(float(held), 4)}
        with (self.folder / "metrics.jsonl").open("a") as file:
            file.write(json.dumps(row) + "\n")
        rate = self.seen / self.step * steps / seconds
        told = f"{rate:.0f} pictures/s, reach {reach_at(self.step):.2f}, moved {moved:.4f}, held {held:.4f}"
        end = "\r" if sys.stderr.isatty() else "\n"
        sys.stderr.write(f"step {self.step}/{self.schedule.num_steps} {told}{end}")


def _tensor(pictures: Sequence[Pixels]) -> Tensor:
    return torch.from_numpy(np.stack(pictures))
