"""The verbs that tell things apart: classify, embed."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sensorium.errors import InvalidInput
from sensorium.surfaces.cli import answering
from sensorium.surfaces.cli.answering import Request, print_json
from sensorium.surfaces.cli.attaching import one_opened, opened, short_name
from sensorium.surfaces.cli.failures import say
from sensorium.surfaces.cli.options import AsJson, Asking, File, ModelName, refuse, spread
from sensorium.surfaces.terminal import Progress

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from sensorium.content import Part
    from sensorium.models.model import Model

NAME = {"Image": "What is in this photo?", "Audio": "What sound is this?", "Video": "What happens in this video?"}
SHARPNESS = 1 / 0.07  # of the softmax over cosines: where contrastive training begins (Radford et al. 2021)


@spread
def classify(
    *,
    file: File = None,
    asking: Asking,
    labels: Annotated[
        str | None, typer.Option(help="Names to choose among, with commas; without them the model finds a name.")
    ] = None,
) -> None:
    """Say what a picture, sound or clip is.

    With --labels, how near it is to each of them: `sensorium classify animal.png --labels cat,dog`.
    """
    part, notes = one_opened(file, asking.attach, quiet=asking.as_json)
    if labels is not None:
        unheeded = {"-o": bool(asking.output), **asking.sampling()}
        refuse("with --labels names are compared, and nothing is written", unheeded)
        _print_scores(part, _names(labels), asking, notes)
        return
    kind = type(part).__name__
    if kind not in NAME:
        raise InvalidInput("classify takes a picture, a sound or a clip; use `sensorium ask` for others", param="file")
    _ask((part, NAME[kind]), file, asking, notes)


def embed(
    words: Annotated[
        list[str] | None, typer.Argument(help="Each argument is an item of its own: quote phrases.")
    ] = None,
    attach: Annotated[
        list[str] | None, typer.Option("--attach", "-a", help="A file to embed beside the words. Repeatable.")
    ] = None,
    output: Annotated[str | None, typer.Option("--output", "-o", help="Save the vectors: a .npy file.")] = None,
    as_json: AsJson = False,
    model: ModelName = None,
) -> None:
    """Embed words and files in one space.

    Prints how near they are to each other (cosines); --json prints the vectors, -o saves them.
    """
    if not words and not attach:
        raise typer.BadParameter("give words, each an item of its own, or files with -a")
    if output is not None and Path(output).suffix.lower() != ".npy":
        raise InvalidInput(f"{Path(output).name!r}: vectors are saved as .npy", code="unsupported_format")
    parts, notes = opened(attach, quiet=as_json)
    items = [*(words or ()), *parts]
    names = [*(words or ()), *(attach or ())]
    chosen, vectors = _vectors(model, items)
    if output is not None:
        _save_vectors(output, vectors)
    if as_json:
        print_json({"model": chosen.name, "items": names, "vectors": vectors.tolist(), "notes": notes})
    elif output is None:
        _print_similarities(names, vectors)


def _ask(parts: Sequence[str | Part], file: str | None, asking: Asking, notes: Sequence[str]) -> None:
    request = Request(
        parts=parts, title=short_name(file or "reply"), outputs=("text",), settings=asking.settings(), notes=notes
    )
    answering.answer(request, model=asking.model, output=asking.output, as_json=asking.as_json)


def _names(labels: str) -> list[str]:
    names = list(dict.fromkeys(name.strip() for name in labels.split(",") if name.strip()))
    if len(names) < 2:
        raise typer.BadParameter("give at least two names: cat,dog", param_hint="--labels")
    return names


def _print_scores(part: Part, names: Sequence[str], asking: Asking, notes: Sequence[str]) -> None:
    """Cosines between the value and each name, and their softmax."""
    import numpy as np

    model, vectors = _vectors(asking.model, [part, *names])
    cosines = vectors[1:] @ vectors[0]
    weights = np.exp((cosines - cosines.max()) * SHARPNESS)
    order = np.argsort(-weights, kind="stable")
    scores = {names[i]: round(float(weights[i] / weights.sum()), 4) for i in order}
    record: dict[str, Any] = {
        "model": model.name,
        "label": names[int(order[0])],
        "scores": scores,
        "cosines": {names[i]: round(float(cosines[i]), 4) for i in order},
        "notes": list(notes),
    }
    if asking.as_json:
        print_json(record)
        return
    width = max(map(len, names))
    sys.stdout.writelines(f"{name:<{width}}  {score:6.1%}\n" for name, score in scores.items())


def _vectors(model: str | None, items: Sequence[str | Part]) -> tuple[Model, NDArray[np.float32]]:
    """Unit vectors of items, and the model they are from."""
    import numpy as np

    with Progress() as progress:
        chosen = answering.loaded(model, progress)
        progress.say("comparing")
        vectors = chosen.embed(*items)
    return chosen, vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-12)


def _save_vectors(path: str, vectors: NDArray[np.float32]) -> None:
    import io

    import numpy as np

    from sensorium.content import saving

    buffer = io.BytesIO()
    np.save(buffer, vectors, allow_pickle=False)
    saving.write_file(path, buffer.getvalue())
    say(f"saved {path}")


def _print_similarities(names: Sequence[str], vectors: NDArray[np.float32]) -> None:
    """A table of cosines; one item alone prints its vector."""
    if len(names) == 1:
        sys.stdout.write(json.dumps(vectors[0].tolist()) + "\n")
        return
    width = max(len(_label(name)) for name in names)
    for name, row in zip(names, vectors @ vectors.T, strict=True):
        sys.stdout.write(f"{_label(name):<{width}}  {' '.join(f'{cosine:6.3f}' for cosine in row)}\n")


def _label(name: str) -> str:
    """A name of at most 32 characters."""
    return name if len(name) <= 32 else f"{name[:31]}…"
