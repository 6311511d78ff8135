"""How a command ends when it cannot go on: one line (or one JSON object) on stderr, and the status that it stands for.

Typed errors end with their own status, a refused read or write with 74, memory that is used up with 69, Ctrl-C with
130, a reader that has gone with 141. Wrong usage is the parser's, with 2. Anything else is a defect and shows itself.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import typer
from typer.core import TyperCommand, TyperGroup

from sensorium.errors import ModelUnavailable, SensoriumError, StorageFailed

if TYPE_CHECKING:
    from typer._click.core import Context
    from typer._click.formatting import HelpFormatter

INTERRUPTED = 130  # 128 + SIGINT
READER_GONE = 141  # 128 + SIGPIPE
JSON_ERRORS = "sensorium.json_errors"


class ReportingGroup(TyperGroup):
    """A group of commands that come in panels, and whose failures are reported instead of thrown."""

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        """Help and the version are printed here."""
        with reported(ctx.meta):
            return super().parse_args(ctx, args)

    def invoke(self, ctx: Context) -> Any:  # noqa: ANN401 - the parent's signature
        with reported(ctx.meta):
            result = super().invoke(ctx)
            sys.stdout.flush()
            return result

    def format_commands(self, ctx: Context, formatter: HelpFormatter) -> None:
        """The commands by their panels, in plain text: the library for coloured boxes takes as long to load as all else
        that help needs.
        """
        panels: dict[str, list[TyperCommand | TyperGroup]] = {}
        for command in self.commands.values():
            assert isinstance(command, TyperCommand | TyperGroup)
            panels.setdefault(str(command.rich_help_panel or "Commands"), []).append(command)
        longest = max(len(name) for name in self.commands)
        for panel, commands in panels.items():
            rows = [(str(one.name).ljust(longest), one.get_short_help_str(formatter.width)) for one in commands]
            with formatter.section(panel):
                formatter.write_dl(rows)


@contextlib.contextmanager
def reported(meta: dict[str, Any]) -> Iterator[None]:
    """Turn failures inside the block into messages and `typer.Exit`; `meta` says whether errors are JSON."""
    try:
        yield
    except KeyboardInterrupt:
        say("stopped")
        raise typer.Exit(INTERRUPTED) from None
    except BrokenPipeError:
        _forget_stdout()
        raise typer.Exit(READER_GONE) from None
    except (SensoriumError, OSError, MemoryError) as error:
        typed = as_typed(error)
        say(json.dumps(error_json(typed)) if meta.get(JSON_ERRORS) else f"error: {typed.code}: {typed.message}")
        raise typer.Exit(typed.exit_status) from None


def as_typed(error: SensoriumError | OSError | MemoryError) -> SensoriumError:
    """Refusals of the system as errors of ours."""
    if isinstance(error, SensoriumError):
        return error
    if isinstance(error, MemoryError):
        return ModelUnavailable("the memory is used up: send less, or use a smaller model", code="out_of_memory")
    name = f"{os.path.basename(error.filename)!r}: " if isinstance(error.filename, str) else ""
    return StorageFailed(f"{name}{error.strerror or 'the system refused'}", code="io_error")


def error_json(error: SensoriumError) -> dict[str, dict[str, str | None]]:
    """The envelope that the OpenAI API uses."""
    return {"error": {"message": error.message, "type": type(error).__name__, "param": error.param, "code": error.code}}


def remember_json(context: typer.Context, value: bool) -> bool:
    """Callback of `--json`: errors become JSON as well."""
    if value:
        context.meta[JSON_ERRORS] = True
    return value


def say(line: str) -> None:
    """One line on stderr, whatever control characters came in from outside."""
    from sensorium.surfaces.terminal import printable

    sys.stderr.write(f"{printable(line)}\n")
    sys.stderr.flush()


def open_missing() -> None:
    """Streams that the program was started without (`>&-`). An answer that goes nowhere fails; messages do not."""
    if sys.stdout is None:
        nowhere = os.fdopen(os.open(os.devnull, os.O_RDONLY), "wb", buffering=0)
        sys.stdout = io.TextIOWrapper(nowhere, write_through=True)  # nothing is left for the interpreter's last flush
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w")  # noqa: SIM115 - as long as the program runs


def _forget_stdout() -> None:
    """Let the last flush of the interpreter go nowhere, so that it does not complain."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
