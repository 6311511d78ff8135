"""The verbs that ask a model: each is a thin prompt over `generate`, in words that the built-in model was taught."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeAlias

import typer

from sensorium.errors import InvalidInput
from sensorium.surfaces.cli import answering
from sensorium.surfaces.cli.answering import Request
from sensorium.surfaces.cli.asking_documents import ask_document, is_document, one_source
from sensorium.surfaces.cli.attaching import loaded_from, opened, valued, words_of
from sensorium.surfaces.cli.options import Asking, Drawing, Words, given, spread
from sensorium.surfaces.wording import SAY

if TYPE_CHECKING:
    from sensorium.content import Modality, Tool
    from sensorium.media.sources import Loaded

CONTINUE = "Continue this picture as a video."
OUTPUTS: tuple[Modality, ...] = ("text", "image", "speech", "sound", "music", "video")

MaxTokens: TypeAlias = Annotated[int | None, typer.Option(min=1, help="At most so many tokens of text.")]


@dataclass(frozen=True, kw_only=True)
class Calling:
    """What a model may call."""

    tools: Annotated[Path | None, typer.Option(help="Tools that may be called: a JSON list, in a file.")] = None
    tool_choice: Annotated[
        str | None, typer.Option(help="auto, none, required, or the name of the tool that is to be called.")
    ] = None

    def settings(self) -> dict[str, object]:
        """Raises as `tools_in`."""
        return given(tools=None if self.tools is None else tools_in(self.tools), tool_choice=self.tool_choice)


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
    calling: Calling,
    cite: Annotated[bool, typer.Option(help="Whether questions about a document are answered with its places.")] = True,
) -> None:
    """Ask for anything, with any files.

    The model answers in text, pictures, speech, sound, music or video, as it sees fit or as -O says:
    `sensorium ask "How many apples are there?" -a picture.png`. A tool that it calls is printed as one line of JSON.
    A question about one document is answered from it, with the pages: `sensorium ask "What is due?" -a bill.pdf`; by
    retrieval, or by a model that -m names; --no-cite asks the model as about any file.
    """
    form = None if schema is None else schema_in(schema)
    settings = drawing.settings() | given(max_tokens=max_tokens, schema=form) | calling.settings()
    text, outputs = words_of(words, asking.attach), _modalities(output_modality)
    known = None
    if cite and (source := one_source(asking, outputs, settings)) is not None:
        known = loaded_from(source)
        if is_document(known):
            ask_document(known, text, asking)
            return
    _answer(text, asking, outputs, settings, known=known)


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
    seconds: Annotated[
        float | None, typer.Option(help="How long, where a model makes several lengths; the built-in one makes one.")
    ] = None,
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


def tools_in(file: Path) -> tuple[Tool, ...]:
    """The tools that a file lists, as the OpenAI API has them or as their functions alone. Raises InvalidInput."""
    from sensorium.content import Tool

    listed = _json_in(file, "tools")
    if not isinstance(listed, list) or not all(isinstance(one, dict) for one in listed):
        raise InvalidInput(f"{str(file)!r} holds no list of tools: write [{{…}}, {{…}}]", param="tools")
    functions = [one["function"] if isinstance(one.get("function"), dict) else one for one in listed]
    return tuple(
        Tool(
            name=one.get("name", ""),
            description=one.get("description") or "",
            **({"parameters": one["parameters"]} if one.get("parameters") else {}),
        )
        for one in functions
    )


def _json_in(file: Path, param: str) -> object:
    """What a file of JSON holds. Raises InvalidInput."""
    try:
        found: object = json.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise InvalidInput(f"{str(file)!r} cannot be read: {error.strerror}", param=param) from error
    except (ValueError, RecursionError) as error:
        raise InvalidInput(f"{str(file)!r} is no JSON: {error}", param=param) from error
    return found


def schema_in(file: Path) -> dict[str, object]:
    """The JSON schema that a file holds. Raises InvalidInput."""
    schema = _json_in(file, "schema")
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
    known: Loaded | None = None,
) -> None:
    """Attachments first, then the words, as people send them. known: the one attachment, where it is loaded."""
    if known is not None:
        part, notes = valued(known, (asking.attach or ("",))[0], quiet=asking.as_json)
        parts = [part]
    else:
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
