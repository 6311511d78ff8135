"""The verbs that ask a model: each is a thin prompt over `generate`, in words that the built-in model was taught."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeAlias

import typer

from sensorium.errors import InvalidInput
from sensorium.surfaces.cli import answering
from sensorium.surfaces.cli.answering import Request
from sensorium.surfaces.cli.attaching import opened, words_of
from sensorium.surfaces.cli.options import Asking, Drawing, Words, given, spread
from sensorium.surfaces.wording import SAY

if TYPE_CHECKING:
    from sensorium.content import Modality

CONTINUE = "Continue this picture as a video."
OUTPUTS: tuple[Modality, ...] = ("text", "image", "speech", "sound", "music", "video")

MaxTokens: TypeAlias = Annotated[int | None, typer.Option(min=1, help="At most so many tokens of text.")]


@spread
def ask(
    *,
    words: Words = None,
    asking: Asking,
    drawing: Drawing,
    output_modality: Annotated[
        str | None,
        typer.Option("--output-modality", "-O", help=f"What the reply holds, in order: {','.join(OUTPUTS)}."),
    ] = None,
    max_tokens: MaxTokens = None,
    schema: Annotated[Path | None, typer.Option(help="A JSON schema, in a file, that the text follows.")] = None,
) -> None:
    """Ask for anything, with any files.

    The model answers in text, pictures, speech, sound, music or video, as it sees fit or as -O says:
    `sensorium ask How many apples are there? -a picture.png`.
    """
    form = None if schema is None else schema_in(schema)
    settings = drawing.settings() | given(max_tokens=max_tokens, schema=form)
    _answer(words_of(words, asking.attach), asking, _modalities(output_modality), settings)


@spread
def draw(*, words: Words = None, asking: Asking, drawing: Drawing) -> None:
    """Draw a picture.

    `sensorium draw a red car left of a dog -o car.png`
    """
    _answer(words_of(words, asking.attach), asking, ("image",), drawing.settings())


@spread
def film(
    *,
    words: Words = None,
    asking: Asking,
    drawing: Drawing,
    seconds: Annotated[float | None, typer.Option(help="How long, where the model leaves the choice.")] = None,
) -> None:
    """Film a clip, also from a first picture.

    `sensorium film a dog moving to the right -o dog.mp4`, `sensorium film make it spin -a car.png -o car.mp4`
    """
    text = words_of(words, asking.attach, default=CONTINUE if asking.attach else "")
    _answer(text, asking, ("video",), drawing.settings() | given(seconds=seconds))


@spread
def speak(
    *,
    words: Words = None,
    asking: Asking,
    voice: Annotated[str | None, typer.Option(help="Who speaks, where the model has several voices.")] = None,
) -> None:
    """Say words aloud.

    `sensorium speak Good morning. -o morning.wav`
    """
    text = words_of(words, asking.attach)
    _answer(SAY.format(words=text), asking, ("speech",), given(voice=voice), title=text)


@spread
def compose(*, words: Words = None, asking: Asking) -> None:
    """Compose a tune.

    `sensorium compose a jig in D major -o jig.mid`; .abc and .svg are the score, .wav and others play it.
    """
    _answer(words_of(words, asking.attach), asking, ("music",))


def schema_in(file: Path) -> dict[str, object]:
    """The JSON schema that a file holds. Raises InvalidInput."""
    try:
        schema = json.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise InvalidInput(f"{str(file)!r} cannot be read: {error.strerror}", param="schema") from error
    except ValueError as error:
        raise InvalidInput(f"{str(file)!r} is no JSON: {error}", param="schema") from error
    if not isinstance(schema, dict):
        raise InvalidInput(f"{str(file)!r} holds no JSON schema: a schema is an object", param="schema")
    return schema


def _answer(
    text: str,
    asking: Asking,
    outputs: tuple[Modality, ...] | None,
    settings: dict[str, object] | None = None,
    *,
    title: str = "",
) -> None:
    """Attachments first, then the words, as people send them."""
    parts, notes = opened(asking.attach, quiet=asking.as_json)
    request = Request(
        parts=(*parts, text),
        title=title or text,
        outputs=outputs,
        settings=asking.settings() | (settings or {}),
        notes=notes,
    )
    answering.answer(request, model=asking.model, output=asking.output, as_json=asking.as_json)


def _modalities(names: str | None) -> tuple[Modality, ...] | None:
    """Outputs in a list of names with commas. Raises `typer.BadParameter`."""
    if names is None:
        return None
    wanted = [name.strip() for name in names.split(",") if name.strip()]
    known: dict[str, Modality] = {output: output for output in OUTPUTS}
    if not wanted or (unknown := [name for name in wanted if name not in known]):
        got = repr(unknown[0]) if wanted else "nothing"
        raise typer.BadParameter(f"outputs are {', '.join(OUTPUTS)}; got {got}", param_hint="--output-modality")
    return tuple(known[name] for name in wanted)
