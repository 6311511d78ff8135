"""`sensorium train`: runs a recipe in a folder, goes on where it stopped, and exports what came of it."""

from __future__ import annotations

import shlex
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sensorium.errors import InvalidInput
from sensorium.surfaces.cli import cards
from sensorium.surfaces.cli.failures import INTERRUPTED, say
from sensorium.surfaces.cli.options import DataFolder, as_written, given, spread
from sensorium.surfaces.cli.sets import data_folder

if TYPE_CHECKING:
    from sensorium.abilities.card import Trained
    from sensorium.native.assistant import Assistant
    from sensorium.native.train.recipes import Changes

RUNS = Path("runs")
BACKBONE = "backbone"  # folder in a run that holds the state of the model itself
MINUTE_S, HOUR_S = 60.0, 3600.0


@dataclass(frozen=True, kw_only=True)
class Budget:
    """How much work a run may be; None leaves it to the recipe."""

    steps: Annotated[
        int | None, typer.Option(min=1, help="Steps of the whole schedule, 3000 by itself: many hours of two cores.")
    ] = None
    hours: Annotated[float | None, typer.Option(min=0, help="End of the schedule by the clock, pauses aside.")] = None
    minutes: Annotated[float | None, typer.Option(min=0, help="Stop the backbone after so long; go on later.")] = None
    threads: Annotated[int | None, typer.Option(min=1, help="Threads for arithmetic.")] = None
    processes: Annotated[
        int, typer.Option(min=1, help="Processes that train together; one of one thread a core is fastest.")
    ] = 1

    def wishes(self) -> dict[str, object]:
        return given(
            num_steps=self.steps,
            seconds=None if self.hours is None else self.hours * HOUR_S,
            stop_after_s=None if self.minutes is None else self.minutes * MINUTE_S,
        )


@dataclass(frozen=True, kw_only=True)
class Otherwise:
    """What a run does otherwise than its recipe."""

    share: Annotated[
        list[str] | None,
        typer.Option(help="WORLD=SHARE of the positions, e.g. blocks=0.3; the others keep their weights. Repeatable."),
    ] = None
    rate: Annotated[float | None, typer.Option(min=0, help="Highest learning rate of hidden matrices.")] = None
    cooldown: Annotated[float | None, typer.Option(min=0, max=1, help="Share of the schedule in which rates fall.")] = (
        None
    )
    codec_budget: Annotated[float, typer.Option(min=0, help="Share of the codecs' usual steps.")] = 1.0
    keep_sight: Annotated[
        bool, typer.Option("--keep-sight", help="Leave the encoder of pictures as it is: steps take less time.")
    ] = False

    def changes(self) -> Changes:
        from sensorium.native.train.recipes import Changes

        shares = dict(map(share_of, self.share or ()))
        return Changes(
            shares=shares,
            matrix_lr=self.rate,
            cooldown_share=self.cooldown,
            codec_budget=self.codec_budget,
            keep_sight=self.keep_sight,
        )


def share_of(written: str) -> tuple[str, float]:
    """'blocks=0.3' as a name and a number. Raises InvalidInput for anything else, and for less than nothing."""
    name, _, number = written.partition("=")
    try:
        share = float(number)
    except ValueError:
        share = -1.0
    if not name or not 0 <= share < float("inf"):
        raise InvalidInput(f"{written!r} is no share; write WORLD=NUMBER, e.g. blocks=0.3", param="share")
    return name, share


@spread
def train(
    *,
    recipe: Annotated[
        str, typer.Argument(help="What to train: `seedling` is the built-in model, `steady` the eyes of a checkpoint.")
    ] = "seedling",
    folder: Annotated[
        Path | None, typer.Option(help="Where the run lives; the same folder goes on. Default: runs/RECIPE.")
    ] = None,
    data: DataFolder = None,
    size: Annotated[str, typer.Option(help="nano, pico, small, base or large.")] = "small",
    start: Annotated[
        Path | None, typer.Option(help="Go on from the checkpoint in this folder instead of from nothing.")
    ] = None,
    budget: Budget,
    otherwise: Otherwise,
    export: Annotated[Path | None, typer.Option(help="Write the model there, ready for `sensorium ask -m`.")] = None,
) -> None:
    """Train a model, from nothing or from a checkpoint.

    On generated worlds, and on real sets where they are. Ctrl-C keeps what is learnt; the same command goes on.
    """
    from sensorium.native.train.processes import is_first_rank, is_rank, run_ranks

    if budget.processes > 1 and not is_rank():
        raise typer.Exit(run_ranks(budget.processes, (sys.executable, "-m", "sensorium", *sys.argv[1:])))
    if budget.threads is not None:
        import torch

        torch.set_num_threads(budget.threads)
    from sensorium.native.train.memory import keep_freed_memory
    from sensorium.native.train.recipes import RECIPES

    if recipe not in RECIPES:
        raise InvalidInput(f"no recipe is called {recipe!r}; there are: {', '.join(RECIPES)}", param="recipe")
    place = folder or RUNS / recipe
    places = given(folder=place, data=data, size=size, start=start, export=export)
    typed = [part for name, value in places.items() for part in (f"--{name}", str(value))]
    again = shlex.join(["sensorium", "train", recipe, *typed, *as_written(budget), *as_written(otherwise)])
    real_sets, changes = data_folder(data), otherwise.changes()
    before = cards.facts(start) if start and export else None  # before hours of work
    keep_freed_memory()
    try:
        assistant = RECIPES[recipe](
            place, data=real_sets, size=size, changes=changes, **given(start=start), **budget.wishes()
        )
    except KeyboardInterrupt:
        if is_first_rank():
            say(f"stopped; to go on: {again}")
        raise typer.Exit(INTERRUPTED) from None
    if not is_first_rank():
        return
    say(f"the run is in {place}; to go on: {again}")
    if export is not None:
        cards.export(assistant, export, facts(assistant, recipe, size, place, real_sets, before))
        say(f"exported to {export}; to measure it and fill in its card: sensorium evaluate --card {export}")


def facts(
    assistant: Assistant, recipe: str, size: str, run: Path, data: Path | None, before: Trained | None = None
) -> Trained:
    """How a model came about, for its card; `before`: of the checkpoint that it went on from, which counts."""
    from sensorium.abilities.card import Trained
    from sensorium.native.train.state import TENSORS, read_counters
    from sensorium.native.worlds import sets

    now = sets.present(data)
    return Trained(
        name=recipe,
        size=size,
        num_parameters=sum(parameter.numel() for parameter in assistant.model.parameters()),
        positions=read_counters(run / BACKBONE / TENSORS)["positions"] + (before.positions if before else 0),
        sets=tuple(sorted({*now, *before.sets})) if before else now,
    )
