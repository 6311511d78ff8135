"""`sensorium evaluate`: how good a model is in each direction, row by row as it is measured."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sensorium.errors import InvalidInput
from sensorium.surfaces.cli import answering, boards, cards, figures, keeping, together
from sensorium.surfaces.cli.failures import say
from sensorium.surfaces.cli.options import DataFolder, ModelName, SpeechFolder, refuse_before_subject, spread
from sensorium.surfaces.terminal import Progress

if TYPE_CHECKING:
    from sensorium.abilities.evaluation.wording import MeanLost

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
    keep: Annotated[
        Path | None, typer.Option(help="Keep figures in this file as they come; the same command goes on from there.")
    ] = None


@spread
def evaluate(
    *,
    context: typer.Context,
    model: ModelName = None,
    cases: Annotated[int, typer.Option("--cases", "-n", min=2, help="Cases of each direction.")] = 50,
    measured: What,
    printed: figures.Printed,
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
    kept = keeping.opened(measured.keep, setup)
    with Progress() as progress:
        board, found = setup.board(progress), boards.Found()
        left = kept.left(chosen)
        alone = measured.processes == 1 or not left
        fresh = map(board.outcome, left) if alone else together.outcomes(setup, measured.processes, left, kept.keep)
        table = _table(worded=measured.wording, markdown=printed.markdown)
        rows = []
        for row in found.rows(kept.merged(chosen, fresh)):
            rows.append(row)
            if not printed.as_json:
                progress.pause()
                table.print(figures.cells(row, worded=measured.wording))
    about = {
        "model": board.model.name,
        "cases": cases,
        "seconds": round(kept.seconds),
        "machine": figures.machine(),
        "typefaces held out": figures.num_typefaces(),
    }
    if card is not None:
        say(f"saved {cards.write_card(card, rows, about)}")
    lost = lost_by_wording(rows)
    if printed.as_json:
        told = [figures.row_json(row) for row in rows]
        answering.print_json({**about, **_lost_json(lost), "rows": told, "left_out": found.left_out})
    else:
        _tell(table, lost, found.left_out, about)


def _table(*, worded: bool, markdown: bool) -> figures.Table:
    return (
        figures.Table(WORDED_COLUMNS, WORDED_WIDTHS, markdown) if worded else figures.Table(COLUMNS, WIDTHS, markdown)
    )


def _tell(
    table: figures.Table, lost: MeanLost | None, left_out: Mapping[str, str], about: Mapping[str, object]
) -> None:
    """What stands under a table: points lost by wording, what was left out, and what was measured where."""
    if lost is not None:
        table.end(f"On the same cases, {lost}.")
    for name, why in left_out.items():
        say(f"left out: {name}: {why}")
    say("; ".join(f"{key}: {value}" for key, value in about.items()))


def _lost_json(lost: MeanLost | None) -> dict[str, Any]:
    return {} if lost is None else {"lost_by_wording": asdict(lost)}
