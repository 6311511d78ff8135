"""Options that several verbs share: groups of them as dataclasses, spread into a command's parameters."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass
from functools import wraps
from typing import Annotated, Any, TypeAlias, get_type_hints

import typer

from sensorium.errors import InvalidInput
from sensorium.surfaces.cli.configuration import MODEL_VARIABLE
from sensorium.surfaces.cli.failures import remember_json

Words: TypeAlias = Annotated[
    list[str] | None, typer.Argument(help="What to do, in plain words. `-` stands for text from stdin.")
]
File: TypeAlias = Annotated[
    str | None, typer.Argument(help="A file, `-` (stdin), a data URL or a web address.", show_default=False)
]
AsJson: TypeAlias = Annotated[
    bool, typer.Option("--json", callback=remember_json, is_eager=True, help="Print one JSON object.")
]
ModelName: TypeAlias = Annotated[
    str | None,
    typer.Option("--model", "-m", envvar=MODEL_VARIABLE, help="Which model answers; `sensorium models` lists them."),
]
Seed: TypeAlias = Annotated[int | None, typer.Option(min=0, help="The same seed gives the same answer.")]
DataFolder: TypeAlias = Annotated[
    str | None,
    typer.Option("--data", envvar="SENSORIUM_DATA", help="Folder of real sets; `none` for generated worlds alone."),
]
SetsFolder: TypeAlias = Annotated[
    str | None, typer.Option("--data", envvar="SENSORIUM_DATA", help="Folder of real sets.")
]
SpeechFolder: TypeAlias = Annotated[
    str | None,
    typer.Option(help="Folder of synthetic speech, as `sensorium train` leaves it; made in a cache where missing."),
]


@dataclass(frozen=True, kw_only=True)
class Asking:
    """What every verb that asks a model takes."""

    attach: Annotated[
        list[str] | None,
        typer.Option("--attach", "-a", help="A file, `-` (stdin), a data URL or a web address. Repeatable."),
    ] = None
    output: Annotated[
        list[str] | None,
        typer.Option("--output", "-o", help="A file whose extension picks the format, or a folder. Repeatable."),
    ] = None
    as_json: AsJson = False
    seed: Seed = None
    model: ModelName = None
    temperature: Annotated[float | None, typer.Option(help="How freely to choose; 0 takes the likeliest.")] = None
    top_p: Annotated[float | None, typer.Option(help="Choose among the likeliest that hold this share.")] = None

    def settings(self) -> dict[str, object]:
        return given(seed=self.seed, temperature=self.temperature, top_p=self.top_p)

    def sampling(self) -> dict[str, bool]:
        """Options about how a model chooses, and whether they were given."""
        return {f"--{name.replace('_', '-')}": True for name in self.settings()}


@dataclass(frozen=True, kw_only=True)
class Drawing:
    """What verbs that make pictures or clips take."""

    guidance: Annotated[float | None, typer.Option(help="How closely a picture or clip follows the words.")] = None
    size: Annotated[
        str | None, typer.Option(help="WIDTHxHEIGHT, where a model makes several sizes; the built-in one makes one.")
    ] = None

    def settings(self) -> dict[str, object]:
        return given(guidance=self.guidance, size=self.size)


def given(**settings: object) -> dict[str, object]:
    """Those settings that were given."""
    return {name: value for name, value in settings.items() if value is not None}


def as_written(group: object) -> list[str]:
    """Those options of a group that were given, as they would be typed."""
    typed: list[str] = []
    for one in fields(group):  # type: ignore[arg-type]
        value, option = getattr(group, one.name), "--" + one.name.replace("_", "-")
        if value == one.default:
            continue
        if value is True:
            typed.append(option)
        else:
            typed += [part for each in (value if isinstance(value, list) else [value]) for part in (option, str(each))]
    return typed


def refuse(why: str, unheeded: Mapping[str, bool]) -> None:
    """Raise `InvalidInput` that names the options which were given and would not be heeded."""
    if told := [option for option, was_given in unheeded.items() if was_given]:
        param = told[0].lstrip("-").removeprefix("no-").partition(" ")[0]
        raise InvalidInput(f"{why}: leave out {', '.join(told)}", param=param)


def refuse_before_subject(context: typer.Context) -> None:
    """Raise InvalidInput where options stand before a subcommand, which would not heed them."""
    for name in context.params:
        if on_command_line(context, name):
            what = context.invoked_subcommand
            raise InvalidInput(f"write options behind `{what}`: `{context.command_path} {what} …`", param=name)


def on_command_line(context: typer.Context, name: str) -> bool:
    """Whether a parameter was given there, not in the environment and not by default."""
    source = context.get_parameter_source(name)
    return source is not None and source.name == "COMMANDLINE"


def spread(function: Callable[..., None]) -> Callable[..., None]:
    """A command whose parameters annotated with a dataclass are taken apart into options, one for each field.

    All its parameters are keyword-only, so that groups may stand after parameters with defaults.
    """
    hints = get_type_hints(function, include_extras=True)
    groups = {name: hint for name, hint in hints.items() if isinstance(hint, type) and is_dataclass(hint)}
    parameters = [
        parameter
        for name, whole in inspect.signature(function).parameters.items()
        for parameter in (_parameters(groups[name]) if name in groups else [whole.replace(annotation=hints[name])])
    ]

    @wraps(function)
    def command(**values: Any) -> None:  # noqa: ANN401 - whatever the parser found
        built = {name: group(**{f.name: values.pop(f.name) for f in fields(group)}) for name, group in groups.items()}
        function(**values, **built)

    command.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    command.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    return command


def _parameters(group: type) -> list[inspect.Parameter]:
    hints = get_type_hints(group, include_extras=True)
    return [_parameter(field, hints[field.name]) for field in fields(group)]


def _parameter(field: Field[Any], hint: object) -> inspect.Parameter:
    assert field.default is not MISSING, "options have defaults"
    return inspect.Parameter(field.name, inspect.Parameter.KEYWORD_ONLY, default=field.default, annotation=hint)
