"""Which directions are measured, in which worlds, and what came of each, one after the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sensorium.errors import InvalidInput, SensoriumError
from sensorium.surfaces.cli.sets import SPOKEN, data_folder, spoken_worlds
from sensorium.surfaces.terminal import Progress

if TYPE_CHECKING:
    from sensorium.abilities.evaluation.directions import Measured
    from sensorium.abilities.evaluation.row import Row
    from sensorium.abilities.evaluation.showcase import Showcase
    from sensorium.models.model import Model
    from sensorium.native.train.sources import Worlds


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What came of one direction: rows, or why there are none."""

    direction: str
    rows: tuple[Row, ...] = ()
    why: str = ""
    error: SensoriumError | None = None


@dataclass(eq=False)
class Found:
    """Gathers outcomes. left_out: directions that could not be measured, and why."""

    left_out: dict[str, str] = field(default_factory=dict)

    def rows(self, outcomes: Iterable[Outcome]) -> Iterator[Row]:
        """The rows as they come. Where nothing could be measured, the last error is raised."""
        num_rows, last_error = 0, None
        for one in outcomes:
            num_rows += len(one.rows)
            last_error = one.error or last_error
            if one.why:
                self.left_out[one.direction] = one.why
            yield from one.rows
        if last_error is not None and not num_rows:
            raise last_error


@dataclass(eq=False)
class Board:
    """Measures direction after direction."""

    model: Model
    worlds: Worlds
    num_cases: int
    progress: Progress
    showcase: Showcase | None = None
    wording: bool = False

    def outcome(self, direction: Measured) -> Outcome:
        """Measure one direction."""
        from sensorium.abilities.evaluation.run import missing

        name = direction.name
        if world := missing(direction, self.worlds):
            return Outcome(direction=name, why=f"the world {world!r} is not present")
        try:
            rows = tuple(self._measure(direction))
        except SensoriumError as error:
            return Outcome(direction=name, why=f"{error.code}: {error.message}", error=error)
        why = "" if rows else "the model has no such output, or the world no such case"
        return Outcome(direction=name, rows=rows, why=why)

    def _measure(self, direction: Measured) -> Iterator[Row]:
        from sensorium.abilities.evaluation.run import evaluate as measure

        self.progress.say(direction.name, 0, self.num_cases)
        return measure(
            self.model,
            self.worlds,
            self.num_cases,
            directions=[direction],
            progress=self.progress.say,
            showcase=self.showcase,
            wording=self.wording,
        )


def without(model: Model, parts: Sequence[str]) -> Model:
    """The model with parts of it broken."""
    from sensorium.abilities.evaluation.broken import broken, parts_of
    from sensorium.models.native import NativeModel

    if "all" in parts and isinstance(model, NativeModel):
        parts = parts_of(model.assistant.model)
    return broken(model, parts)


def named(directions: Sequence[Measured], only: str | None) -> list[Measured]:
    """The directions whose name contains `only`. Raises InvalidInput when none does."""
    chosen = [one for one in directions if only is None or only.casefold() in one.name.casefold()]
    if not chosen:
        names = ", ".join(one.name for one in directions)
        raise InvalidInput(f"no direction's name contains {only!r}; there are: {names}", param="only")
    return chosen


def worlds_of(chosen: Sequence[Measured], data: str | None, speech: str | None, progress: Progress) -> Worlds:
    """The worlds that directions are measured in; speech only where one of them needs it."""
    from sensorium.native.train.sources import open_worlds

    progress.say("opening the worlds")
    wants_speech = any(one.world in SPOKEN for one in chosen)
    spoken = spoken_worlds(speech, "test", progress) if wants_speech else {}
    return open_worlds(data=data_folder(data), spoken=spoken)
