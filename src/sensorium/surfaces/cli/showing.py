"""`sensorium scoreboard`: the figures of a model and cases behind them, as a page."""

from __future__ import annotations

import secrets
import sys
import time
from pathlib import Path
from typing import Annotated

import typer

from sensorium.surfaces.cli import answering, boards, figures
from sensorium.surfaces.cli.failures import say
from sensorium.surfaces.cli.options import DataFolder, ModelName, SpeechFolder
from sensorium.surfaces.terminal import Progress

PAGE = Path("out") / "scoreboard.html"
SEED_BITS = 31


def scoreboard(
    *,
    output: Annotated[Path, typer.Option("--output", "-o", help="The page.")] = PAGE,
    model: ModelName = None,
    cases: Annotated[int, typer.Option("--cases", "-n", min=2, help="Cases of each direction.")] = 50,
    only: Annotated[str | None, typer.Option(help="Directions whose name contains this.")] = None,
    seed: Annotated[int | None, typer.Option(min=0, help="Which cases are shown beside the first ones.")] = None,
    data: DataFolder = None,
    speech: SpeechFolder = None,
) -> None:
    """Show a model's figures and cases behind them.

    Failures like successes, beside the nearest training example; ends in one HTML page, whose name is printed.
    """
    from sensorium.abilities.evaluation.directions import DIRECTIONS
    from sensorium.abilities.evaluation.showcase import Showcase
    from sensorium.content import saving
    from sensorium.surfaces.board import board as page_of

    chosen = boards.named(DIRECTIONS, only)
    began = time.monotonic()
    with Progress() as progress:
        asked = answering.loaded(model, progress)
        worlds = boards.worlds_of(chosen, data, speech, progress)
        showcase = Showcase(worlds=worlds, seed=secrets.randbits(SEED_BITS) if seed is None else seed)
        board = boards.Board(asked, worlds, cases, progress, showcase)
        found = boards.Found()
        rows = list(found.rows(map(board.outcome, chosen)))
    for name, why in found.left_out.items():
        say(f"left out: {name}: {why}")
    about = {
        "model": asked.name,
        "cases": cases,
        "seed of the drawn cases": showcase.seed,
        "seconds": round(time.monotonic() - began),
        "machine": figures.machine(),
    }
    saved = saving.write_file(output, page_of(rows, showcase.shown, about).encode())
    sys.stdout.write(f"{saved}\n")
