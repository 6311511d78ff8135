"""The program `sensorium`: which commands there are. Whatever is heavy is imported by the command that needs it."""

from __future__ import annotations

import os
import sys
from io import TextIOWrapper
from typing import Annotated

import typer

from sensorium.surfaces.cli import (
    analysing,
    asking,
    calibrating,
    contributions,
    doctor,
    listening,
    measuring,
    overview,
    reading,
    serving,
    sets,
    showing,
    studio,
    tour,
    training,
    understanding,
)
from sensorium.surfaces.cli.failures import ReportingGroup, open_missing

app = typer.Typer(
    name="sensorium",
    cls=ReportingGroup,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["--help", "-h"], "max_content_width": 100},
)

PANELS = {
    "Ask": (asking.ask,),
    "Understand": (reading.read, listening.listen, understanding.classify, understanding.embed),
    "Make": (asking.draw, asking.film, asking.speak, asking.compose, tour.demo),
    "Build": (training.train, calibrating.calibrate, showing.scoreboard, contributions.contribution),
}
for panel, commands in PANELS.items():
    for command in commands:
        app.command(rich_help_panel=panel)(command)
app.command(rich_help_panel="Serve")(serving.serve)
app.command(rich_help_panel="Serve")(studio.studio)
app.add_typer(sets.data, name="data", rich_help_panel="Build")
evaluation = typer.Typer(invoke_without_command=True, callback=measuring.evaluate)
evaluation.command("documents")(analysing.documents)
app.add_typer(evaluation, name="evaluate", rich_help_panel="Build")
app.command("models", rich_help_panel="Look after")(overview.list_models)
app.command(rich_help_panel="Look after")(doctor.doctor)
app.command(rich_help_panel="Look after")(overview.version)


def _print_version(value: bool) -> None:
    if value:
        overview.version()
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    """One model for text, pictures, sound, video and documents: in and out, offline.

    Answers go to stdout, everything else to stderr.

    Exit status: 0 done, 2 wrong usage, 65 wrong data, 69 unavailable, 74 disk or pipe failed, 75 try later, 77 refused,
    130 stopped by Ctrl-C, 141 nobody reads the answer any more.
    """


def main() -> None:
    """Run the program on the arguments of the process."""
    open_missing()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a plain terminal must not end an answer
    # Read when torch is loaded: a thread that waits for another leaves the core to whoever else has work.
    os.environ.setdefault("OMP_WAIT_POLICY", "passive")
    app(prog_name="sensorium")
