"""`sensorium calibrate`: the confidence of a checkpoint fitted to how often it is right."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from sensorium.surfaces.cli import answering
from sensorium.surfaces.cli.boards import worlds_of
from sensorium.surfaces.cli.failures import say
from sensorium.surfaces.cli.options import AsJson, DataFolder, SpeechFolder
from sensorium.surfaces.terminal import Progress


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
