"""`sensorium train`: runs a recipe in a folder, goes on where it stopped, and exports what came of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sensorium.errors import InvalidInput
from sensorium.surfaces.cli.failures import INTERRUPTED, say
from sensorium.surfaces.cli.options import DataFolder
from sensorium.surfaces.cli.sets import data_folder

if TYPE_CHECKING:
    from sensorium.native.assistant import Assistant

RUNS = Path("runs")
SECONDS = 60.0  # of a minute


def train(
    recipe: Annotated[str, typer.Argument(help="What to train; `seedling` is the built-in model.")] = "seedling",
    *,
    folder: Annotated[
        Path | None, typer.Option(help="Where the run lives; the same folder goes on. Default: runs/RECIPE.")
    ] = None,
    data: DataFolder = None,
    size: Annotated[str, typer.Option(help="nano, pico, base or large.")] = "pico",
    steps: Annotated[int | None, typer.Option(min=1, help="Steps of the whole schedule.")] = None,
    minutes: Annotated[float | None, typer.Option(min=0, help="Stop the backbone after so long; go on later.")] = None,
    threads: Annotated[int | None, typer.Option(min=1, help="Threads for arithmetic.")] = None,
    export: Annotated[Path | None, typer.Option(help="Write the model there, ready for `sensorium ask -m`.")] = None,
) -> None:
    """Train a model from nothing.

    On generated worlds, and on real sets where they are. Ctrl-C keeps what is learnt; the same command goes on.
    """
    from sensorium.native.train.recipes import RECIPES

    if recipe not in RECIPES:
        raise InvalidInput(f"no recipe is called {recipe!r}; there are: {', '.join(RECIPES)}", param="recipe")
    place = folder or RUNS / recipe
    again = f"sensorium train {recipe} --folder {place} --size {size}"
    wishes: dict[str, object] = {"data": data_folder(data), "size": size, "threads": threads}
    if steps is not None:
        wishes["num_steps"] = steps
    if minutes is not None:
        wishes["stop_after_s"] = minutes * SECONDS
    try:
        assistant = RECIPES[recipe](place, **wishes)
    except KeyboardInterrupt:
        say(f"stopped; to go on: {again}")
        raise typer.Exit(INTERRUPTED) from None
    say(f"the run is in {place}; to go on: {again}")
    if export is not None:
        _export(assistant, export, recipe, size)


def _export(assistant: Assistant, folder: Path, recipe: str, size: str) -> None:
    """A checkpoint with a card that says what was trained and that nothing was measured yet."""
    from sensorium.native.checkpoint import save_pretrained

    num_parameters = sum(parameter.numel() for parameter in assistant.model.parameters())
    save_pretrained(assistant, folder, card=card(recipe, size, num_parameters))
    say(f"exported to {folder}; to measure it: sensorium evaluate -m {folder}")


def card(recipe: str, size: str, num_parameters: int) -> str:
    """The model card of a fresh export: figures come from `sensorium evaluate --markdown`."""
    return "\n".join(
        (
            "---",
            "library_name: sensorium",
            "license: apache-2.0",
            "pipeline_tag: any-to-any",
            "---",
            f"# {recipe} ({size})",
            "",
            f"{num_parameters / 1e6:.1f} million parameters, trained by `sensorium train {recipe} --size {size}`.",
            "",
            "Not measured yet: `sensorium evaluate --markdown` prints the figures of each direction.",
            "",
        )
    )
