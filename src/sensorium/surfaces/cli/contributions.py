"""`sensorium contribution`: what a model's answers owe to the media they are about."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from sensorium.surfaces.cli import answering, boards, figures
from sensorium.surfaces.cli.options import AsJson, DataFolder, ModelName, SpeechFolder
from sensorium.surfaces.terminal import Progress

if TYPE_CHECKING:
    from sensorium.abilities.evaluation.contribution import Contribution

HEAD = ("direction", "full", "without", "swapped", "chance", "contribution", "follows evidence", "lost by wording")
WIDTHS = (34, 6, 8, 8, 7, 19, 17, 18)


def contribution(
    *,
    model: ModelName = None,
    cases: Annotated[int, typer.Option("--cases", "-n", min=2, help="Cases of each direction.")] = 50,
    only: Annotated[str | None, typer.Option(help="Directions whose name contains this.")] = None,
    markdown: Annotated[bool, typer.Option("--markdown", help="Print a table in Markdown.")] = False,
    as_json: AsJson = False,
    data: DataFolder = None,
    speech: SpeechFolder = None,
) -> None:
    """How much answers owe to the picture, sound or clip they are about.

    Each question is asked with its medium, without it, with another's, and with a false claim about the answer.
    1 is all, 0 is nothing: the model answers from habit. A dash: no better than chance to begin with.
    Questions are worded as training never words them; what that loses against taught words is told in points.
    """
    from sensorium.abilities.evaluation.contribution import contributions
    from sensorium.abilities.evaluation.directions import DIRECTIONS

    chosen = boards.named(DIRECTIONS, only)
    rows = []
    with Progress() as progress:
        asked = answering.loaded(model, progress)
        worlds = boards.worlds_of(chosen, data, speech, progress)
        table = figures.Table(HEAD, WIDTHS, markdown=markdown)
        for row in contributions(asked, worlds, cases, directions=chosen, progress=progress.say):
            rows.append(row)
            if not as_json:
                progress.pause()
                table.print(cells(row))
    if as_json:
        about = {"model": asked.name, "cases": cases, "machine": figures.machine()}
        answering.print_json({**about, "rows": [asdict(row) for row in rows]})


def cells(row: Contribution) -> tuple[str, ...]:
    """One line of the table. A dash where the full figure is no better than chance, or no answer took a side."""
    share = "-"
    if row.share is not None:
        low, mean, high = row.share
        share = f"{mean:.2f} ({low:.2f}-{high:.2f})"
    follows = "-" if row.follows is None else f"{row.follows.mean:.2f} of {row.follows.num_cases}"
    figures = (row.full, row.without, row.swapped, row.chance)
    low, lost, high = row.lost
    words = f"{lost:+.0f} ({low:+.0f} to {high:+.0f})"
    return (row.direction, *(f"{one:.3f}" for one in figures), share, follows, words)
