"""`sensorium evaluate`: how good a model is in each direction, row by row as it is measured."""

from __future__ import annotations

import os
import platform
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sensorium.errors import InvalidInput, SensoriumError
from sensorium.surfaces.cli import answering, cards, together
from sensorium.surfaces.cli.failures import say
from sensorium.surfaces.cli.options import AsJson, DataFolder, ModelName, SpeechFolder, refuse_before_subject, spread
from sensorium.surfaces.cli.sets import SPOKEN, data_folder, spoken_worlds
from sensorium.surfaces.terminal import Progress

if TYPE_CHECKING:
    from sensorium.abilities.evaluation.directions import Measured
    from sensorium.abilities.evaluation.row import Row
    from sensorium.abilities.evaluation.showcase import Showcase
    from sensorium.abilities.evaluation.wording import Lost, MeanLost
    from sensorium.models.model import Model
    from sensorium.native.train.sources import Worlds

COLUMNS = ("direction", "measure", "figure", "95% interval", "chance", "above?", "cases", "on the same cases")
WIDTHS = (28, 24, 7, 14, 7, 7, 5, 17)
WORDED_COLUMNS = (*COLUMNS, "in words of training", "points lost")
WORDED_WIDTHS = (*WIDTHS, 20, 18)


@dataclass(frozen=True, kw_only=True)
class What:
    """Which figures, and of which parts of a model."""

    only: Annotated[str | None, typer.Option(help="Directions whose name contains this.")] = None
    breaks: Annotated[
        list[str] | None,
        typer.Option("--break", help="First put the weights of this part in a random order; `all` of all. Repeatable."),
    ] = None
    wording: Annotated[
        bool, typer.Option("--wording", help="Ask each case in words of training too: what do unseen words cost?")
    ] = False
    processes: Annotated[int, typer.Option(min=1, help="Processes that measure together, each on its own model.")] = 1


@dataclass(frozen=True, kw_only=True)
class Printed:
    """How figures are printed."""

    markdown: Annotated[bool, typer.Option("--markdown", help="Print a table in Markdown.")] = False
    as_json: AsJson = False


@spread
def evaluate(
    *,
    context: typer.Context,
    model: ModelName = None,
    cases: Annotated[int, typer.Option("--cases", "-n", min=2, help="Cases of each direction.")] = 50,
    measured: What,
    printed: Printed,
    card: Annotated[
        Path | None,
        typer.Option(help="Measure the checkpoint in this folder, whatever -m says, and write its model card."),
    ] = None,
    data: DataFolder = None,
    speech: SpeechFolder = None,
) -> None:
    """Measure a model on held-out cases.

    Each figure comes with its 95% interval, what guessing would get, and the number of cases. With --break, what is
    still above chance did not need that part. With --wording, the points that the same cases lose in words that
    training never used. `sensorium evaluate documents` asks about documents instead.
    """
    if context.invoked_subcommand is not None:
        refuse_before_subject(context)
        return
    from sensorium.abilities.evaluation.row import lost_by_wording

    setup = together.Setup(
        model=str(card) if card else model,
        breaks=tuple(measured.breaks or ()),
        only=measured.only,
        wording=measured.wording,
        cases=cases,
        data=data,
        speech=speech,
    )
    chosen = setup.directions()
    if card is not None and measured.breaks:
        raise InvalidInput("a card is not written of a model that was broken; leave out --card or --break")
    if card is not None:
        cards.facts(card)  # before hours of work
    began = time.monotonic()
    with Progress() as progress:
        board, found = setup.board(progress), Found()
        alone = measured.processes == 1
        outcomes = map(board.outcome, chosen) if alone else together.outcomes(setup, measured.processes)
        table = _table(worded=measured.wording, markdown=printed.markdown)
        rows = []
        for row in found.rows(outcomes):
            rows.append(row)
            if not printed.as_json:
                progress.pause()
                table.print(cells(row, worded=measured.wording))
    about = {
        "model": board.model.name,
        "cases": cases,
        "seconds": round(time.monotonic() - began),
        "machine": machine(),
    }
    lost = lost_by_wording(rows)
    if card is not None:
        say(f"saved {cards.write_card(card, rows, about)}")
    if printed.as_json:
        told = [row_json(row) for row in rows]
        answering.print_json({**about, **_lost_json(lost), "rows": told, "left_out": found.left_out})
        return
    if lost is not None:
        table.end(f"On the same cases, {lost}.")
    for name, why in found.left_out.items():
        say(f"left out: {name}: {why}")
    say("; ".join(f"{key}: {value}" for key, value in about.items()))


def _table(*, worded: bool, markdown: bool) -> Table:
    return Table(WORDED_COLUMNS, WORDED_WIDTHS, markdown) if worded else Table(COLUMNS, WIDTHS, markdown)


def _lost_json(lost: MeanLost | None) -> dict[str, Any]:
    return {} if lost is None else {"lost_by_wording": asdict(lost)}


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


def calibrate(
    *,
    folder: Annotated[Path, typer.Argument(help="A checkpoint written by `sensorium train --export`.")],
    cases: Annotated[int, typer.Option("--cases", "-n", min=2, help="Cases of each direction.")] = 100,
    as_json: AsJson = False,
    data: DataFolder = None,
    speech: SpeechFolder = None,
) -> None:
    """Fit a checkpoint's confidence to how often it is right.

    Its answers in words then carry the probability that they are; the map is kept in the checkpoint's config.
    """
    from sensorium.abilities.evaluation import calibration
    from sensorium.abilities.evaluation.directions import DIRECTIONS
    from sensorium.models.native import NativeModel
    from sensorium.native.checkpoint import write_confidence

    with Progress() as progress:
        progress.say("loading")
        model = NativeModel.open(folder)
        worlds = worlds_of(DIRECTIONS, data, speech, progress)
        fitted = calibration.calibrate(model, worlds, cases, progress=progress.say)
    write_confidence(folder, fitted.confidence)
    if as_json:
        answering.print_json(asdict(fitted))
        return
    say(
        f"calibrated on {fitted.num_answers} answers: calibration error {fitted.error:.3f}, "
        f"right above wrong {fitted.separation:.3f}; kept in {folder}"
    )


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


@dataclass(eq=False)
class Table:
    """Prints rows under a head that comes with the first."""

    columns: Sequence[str]
    widths: Sequence[int]
    markdown: bool = False
    begun: bool = False

    def print(self, row: Sequence[str]) -> None:
        if not self.begun:
            self.begun = True
            self._write(self.columns)
            if self.markdown:
                self._write(["---"] * len(self.columns))
        self._write(row)
        sys.stdout.flush()

    def end(self, line: str) -> None:
        """A line below the rows."""
        sys.stdout.write(f"\n{line}\n")

    def _write(self, values: Sequence[str]) -> None:
        if self.markdown:
            escaped = [value.replace("|", r"\|") for value in values]
            sys.stdout.write(f"| {' | '.join(escaped)} |\n")
            return
        padded = [value.ljust(width) for value, width in zip(values, self.widths, strict=True)]
        sys.stdout.write("  ".join(padded).rstrip() + "\n")


def machine() -> str:
    """Where figures were measured, in words."""
    import torch

    from sensorium import __version__

    system = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores"
    return f"{system}, Python {platform.python_version()}, torch {torch.__version__}, sensorium {__version__}"


def cells(row: Row, *, worded: bool = False) -> list[str]:
    """A row in words; `worded`: with what unseen words cost, a dash where nothing is asked in words."""
    figure = row.figure
    return [
        row.direction,
        row.measure,
        f"{figure.mean:.3f}",
        f"{figure.low:.3f} – {figure.high:.3f}",
        f"{figure.chance:.3f}",
        "yes" if figure.above_chance else "no",
        str(figure.num_cases),
        row.others,
        *(_lost_cells(row.lost) if worded else ()),
    ]


def _lost_cells(lost: Lost | None) -> tuple[str, str]:
    if lost is None:
        return "-", "-"
    return f"{lost.taught:.3f}", f"{lost.points:+.1f} ({lost.low:+.1f} to {lost.high:+.1f})"


def row_json(row: Row) -> dict[str, Any]:
    """A row for programs."""
    figure = row.figure
    return {
        "direction": row.direction,
        "measure": row.measure,
        "figure": figure.mean,
        "interval": [figure.low, figure.high],
        "chance": figure.chance,
        "above_chance": figure.above_chance,
        "cases": figure.num_cases,
        "beside": {name: {"figure": one.mean, "interval": [one.low, one.high]} for name, one in row.beside.items()},
        "lost": None if row.lost is None else asdict(row.lost),
    }
