"""`sensorium demo`: the tour over every modality, ending in one page."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from sensorium.surfaces.cli import answering
from sensorium.surfaces.cli.failures import say
from sensorium.surfaces.cli.options import ModelName
from sensorium.surfaces.terminal import Progress

FOLDER = Path("out") / "demo"


def demo(
    files: Annotated[list[str] | None, typer.Argument(help="Your own pictures, sounds, clips or pages.")] = None,
    output: Annotated[Path, typer.Option("--output", "-o", help="Folder of the page.")] = FOLDER,
    seed: Annotated[int, typer.Option(min=0, help="The same seed gives the same tour.")] = 7,
    model: ModelName = None,
) -> None:
    """Tour every modality, in and out.

    Over files of the project's own or yours; ends in one HTML page, whose name is printed.
    """
    from sensorium.surfaces import demo as tour

    with Progress() as progress:
        chosen = answering.loaded(model, progress)
    page = tour.run(tuple(files or ()), output, model=chosen, seed=seed, say=say)
    sys.stdout.write(f"{page}\n")
