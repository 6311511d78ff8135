"""Eyes that know things wherever they are: the vision encoder learns to see what was moved as it saw it in its place.

An encoder that has only been shown things on the grid knows them there alone. Here it is its own teacher: the one that
learns sees a scene loosened and as somebody else would have drawn it, the encoder as it was sees the same scene with
each thing at the nearest cells of the grid, and their features shall be the same (self-distillation over two views of a
picture, as in Caron et al. 2021, DINO). What else it sees (pages, charts, lines, clips, photographs) it shall see as
before. Nothing else of the model changes, so what reads the features need not learn again, but for places between the
cells. Things move little at first and further step by step (a curriculum, Bengio et al. 2009). Losses are shares of the
variance of the teacher's features.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.utils.data import DataLoader, IterableDataset

from sensorium.native.encoders.views import PICTURE_SIDE, view_of
from sensorium.native.encoders.vision import VisionEncoder, scaled
from sensorium.native.tokens.stream import FeatureKind
from sensorium.native.train.course import Source
from sensorium.native.train.lessons import Teacher
from sensorium.native.train.loop import Run, Schedule, made_ahead, steps_of_worker
from sensorium.native.train.optim import build_optimizer
from sensorium.native.train.ranks import own_rank
from sensorium.native.worlds.art.colours import RGB
from sensorium.native.worlds.example import Example
from sensorium.native.worlds.scenes.loose import loosened, on_nearest_cells, some_side_px
from sensorium.native.worlds.scenes.otherwise import drawn_otherwise, some_ground
from sensorium.native.worlds.scenes.sampling import Kind, SceneSampler, pick
from sensorium.native.worlds.scenes.scene import Scene

SCENES = 48  # of a step and rank
FIRST_REACH, STEPS_TO_ALL = 0.1, 1000  # how far things move at first, of all the way; until when
ON_GRID = 0.1  # of the scenes: what stays in its place
OTHERWISE = 0.6  # of the others: drawn as somebody else would
ANY_GROUND = 0.3  # of all: on a ground of any colour, seen as the pale one of its kind
HELD, HELD_WEIGHT = 3, 2.0  # examples a step whose sight is held, and their weight beside what moved
LOOSE_KINDS: tuple[Kind, ...] = ("single",) * 4 + ("pair",) * 3 + ("several", "count", "mixed")
HEADS = ("letters", "ends", "placed")  # that stay as they are
GENTLE = Schedule(num_steps=6000, matrix_lr=0.005, other_lr=5e-4, warmup=50)
Pixels = NDArray[np.uint8]


@dataclass(frozen=True, eq=False)
class Sights:
    """What one step looks at, uint8: `moved` (SCENES, H, W, 3); `placed`, the same on the grid; `held`, views whose
    features shall stay, (N, H, W, 3) each: N pictures, the frames of one clip, or one line.
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
            loose = scene if rng.random() < ON_GRID else loosened(scene, rng, reach)
            seen = _seen(loose, colour, reach, rng) if loose is not scene else scene.render(PICTURE_SIDE)
            if len(seen) == PICTURE_SIDE:  # not taken for an empty page
                moved.append(seen)
                placed.append((on_nearest_cells(loose) or scene).render(PICTURE_SIDE))
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
    """A loosened scene as it is seen: (PICTURE_SIDE, PICTURE_SIDE, 3), larger where it is taken for an empty page."""
    side = PICTURE_SIDE if rng.random() > reach else some_side_px(rng, "train")
    if ground is None and rng.random() >= OTHERWISE:
        return view_of(scene.render(side), printed=False).pixels
    return view_of(drawn_otherwise(scene, side, rng, reach=reach, ground=ground), printed=False).pixels


def reach_at(step: int) -> float:
    """How far things move at a step: 1 is all the way."""
    return min(1.0, FIRST_REACH + (1 - FIRST_REACH) * step / STEPS_TO_ALL)


class Steadying(Run[Sights]):
    """`vision` learns from itself as `before`."""

    unit = "pictures"

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
        self.viewing, self.num_workers = viewing, num_workers
        learner = nn.ModuleDict({"vision": vision})
        optimizer = build_optimizer(learner, matrix_lr=schedule.matrix_lr, other_lr=schedule.other_lr)
        super().__init__(learner, optimizer, schedule, folder)

    def batches(self) -> DataLoader[Sights]:
        """Drawn by other processes."""
        self.viewing.start, self.viewing.rank = self.step, own_rank()
        return made_ahead(self.viewing, self.num_workers)

    def losses(self, batch: Sights) -> dict[str, Tensor]:
        """Of what moved, and of what shall be seen as before."""
        moved = self._apart("picture", batch.moved, batch.placed)
        held = [self._apart(kind, pixels, pixels) for kind, pixels in batch.held]
        if not held:
            return {"loss": moved, "moved": moved}
        kept = torch.stack(held).mean()
        return {"loss": moved + HELD_WEIGHT * kept, "moved": moved, "held": kept}

    def size(self, batch: Sights) -> int:
        """Pictures that are moved."""
        return len(batch.moved)

    def _apart(self, kind: FeatureKind, seen: Tensor, aim: Tensor) -> Tensor:
        """How far the features of `seen` are from those that the teacher has of `aim`."""
        with torch.no_grad():
            wanted = self.before(kind, scaled(aim.to(self.device))).float()
        found = self.vision(kind, scaled(seen.to(self.device))).float()
        away: Tensor = (found - wanted).square().mean() / wanted.var()
        return away


def _tensor(pictures: Sequence[Pixels]) -> Tensor:
    return torch.from_numpy(np.stack(pictures))
