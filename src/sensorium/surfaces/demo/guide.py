"""Leads through a tour: step after step on one model, and after each the page so far."""

from __future__ import annotations

import os
import platform
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from sensorium.content import saving
from sensorium.models.model import Model
from sensorium.models.native import NativeModel
from sensorium.surfaces.demo import tour
from sensorium.surfaces.demo.inputs import Inputs, named
from sensorium.surfaces.demo.page import Facts, Page
from sensorium.surfaces.demo.page.cards import OUTPUTS
from sensorium.surfaces.demo.page.tokens import TokenView
from sensorium.surfaces.demo.running import run_step
from sensorium.surfaces.demo.steps import Outcome, Result

PAGE = "index.html"


def run(files: Sequence[str], folder: Path, *, model: Model, seed: int, say: Callable[[str], None]) -> Path:
    """Take the tour over `files`, or over files made here when there are none; gives the page, in `folder`.

    The page is written anew after every step, so a tour that is stopped leaves what it has shown. What is given goes
    to `folder`/inputs, what is made to `folder`/outputs. `say` gets a line for every step. Raises what reading
    `files` raises, and StorageFailed; what the model refuses becomes part of the page.
    """
    folder.mkdir(parents=True, exist_ok=True)
    given = named(files)
    say("drawing what will be asked" if not files else "preparing the questions")
    inputs = Inputs(folder)
    steps = tour.visit(given, inputs, seed) if given else tour.own(inputs, seed)
    view = TokenView(model.assistant) if isinstance(model, NativeModel) else None
    page = Page(_facts(model, seed, len(steps), made_here=not given), view)
    for number, step in enumerate(steps, 1):
        say(f"{number:2}/{len(steps)} {step.chapter}: {step.title}")
        result = run_step(step, model, seed, folder / OUTPUTS)
        say(f"      {_line(result)}")
        page.add(result)
        saving.write_file(folder / PAGE, page.html().encode())
    return folder / PAGE


def _line(result: Result) -> str:
    """A result in one line."""
    if result.error is not None:
        return f"{result.error.code}: {result.error.message}"
    words = " ".join(result.reply.text.split()) if isinstance(result, Outcome) and result.reply is not None else ""
    return ", ".join(filter(None, [f"{result.duration_s:.1f} s", result.verdict, words[:60]]))


def _facts(model: Model, seed: int, planned: int, *, made_here: bool) -> Facts:
    size = None
    if isinstance(model, NativeModel):
        size = sum(parameter.numel() for parameter in model.assistant.model.parameters())
    return Facts(
        model=model.name,
        seed=seed,
        planned=planned,
        made_here=made_here,
        num_parameters=size,
        machine=f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}",
        when=datetime.now(UTC).strftime("%d %B %Y, %H:%M UTC"),
    )
