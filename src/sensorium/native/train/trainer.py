"""The whole model learns from lessons of all worlds at once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from torch import Tensor, nn
from torch.utils.data import IterableDataset

from sensorium.native.layers.attention import span_step
from sensorium.native.omni import Omni
from sensorium.native.train.course import Course
from sensorium.native.train.feeding import Bundle, fed
from sensorium.native.train.hints import Hints, learns_to_see
from sensorium.native.train.loop import Run, Schedule, made_ahead, steps_of_worker
from sensorium.native.train.loss import losses, total
from sensorium.native.train.optim import build_optimizer
from sensorium.native.train.ranks import own_rank
from sensorium.native.train.taught import Taught, taught


class Trainer(Run[Taught]):
    """A run of lessons: the model and the heads that take its hints learn."""

    unit = "pos"

    def __init__(self, model: Omni, course: Course, schedule: Schedule, folder: Path, *, num_workers: int = 1) -> None:
        for codec in (model.picture_codec, model.sound_codec):
            codec.requires_grad_(False).eval()
        self.model, self.course, self.num_workers = model, course, num_workers
        self.hints = Hints(model.config.width, sight=learns_to_see(model.vision)).to(model.device)
        learner = nn.ModuleDict({"model": model, "hints": self.hints})
        optimizer = build_optimizer(
            learner,
            matrix_lr=schedule.matrix_lr,
            other_lr=schedule.other_lr,
            adamw_modules=("slot", "letters", "placed", "hints"),
            factors={f"model.{part}": factor for part, factor in schedule.encoder_lr.items()},
        )
        super().__init__(learner, optimizer, schedule, folder)

    def batches(self) -> Iterator[Taught]:
        """Written by other processes, laid on the device."""
        each = self.schedule.accumulate
        lessons = _Batches(
            self.course, each * self.step, each * self.schedule.num_steps, own_rank(), span_step(self.device)
        )
        yield from fed(made_ahead(lessons, self.num_workers), self.device, uses=self.schedule.uses)

    def losses(self, batch: Taught) -> dict[str, Tensor]:
        """Of each group and hint, and their weighted sum."""
        parts = losses(self.model, batch, self.hints)
        return {"loss": total(parts), **parts}

    def size(self, batch: Taught) -> int:
        """Positions."""
        return len(batch)


class _Batches(IterableDataset[Bundle[Taught]]):
    """Batches of steps `start`, `start + 1`, … made in worker processes."""

    def __init__(self, course: Course, start: int, stop: int, rank: int, span_step: int) -> None:
        self._course, self._start, self._stop, self._rank, self._span_step = course, start, stop, rank, span_step

    def __iter__(self) -> Iterator[Bundle[Taught]]:
        for step in steps_of_worker(self._start, self._stop):
            yield Bundle.of(taught(self._course.batch(step, self._rank), span_step=self._span_step))
