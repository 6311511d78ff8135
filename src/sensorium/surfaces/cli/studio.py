"""`sensorium studio`: a server for this machine alone, and its page in the browser."""

from __future__ import annotations

import webbrowser
from typing import Annotated

import typer

from sensorium.models import BUILT_IN
from sensorium.surfaces.cli.serving import kept_at, listening, server_of

HOST = "127.0.0.1"


def studio(
    *,
    port: Annotated[
        int,
        typer.Option(min=0, max=65_535, help="Port to listen at; the browser keeps a history for each. 0: a free one."),
    ] = 8000,
    model: Annotated[
        list[str] | None,
        typer.Option("--model", "-m", help="A model to offer; the first is the default. Repeatable."),
    ] = None,
    keep: Annotated[
        str | None,
        typer.Option(
            help="Folder for uploads, responses and jobs; `none` keeps them in memory.",
            show_default="among the user's data",
        ),
    ] = None,
    open_page: Annotated[bool, typer.Option("--open/--no-open", help="Show the page in the browser.")] = True,
) -> None:
    """Open the studio, a page to talk, show, draw, film and listen with.

    All on this machine; it also shows what goes on inside of the model.

    `sensorium serve` gives the same page out at /studio.
    """
    door = listening(HOST, port)
    from sensorium.surfaces.server.desk import Desk
    from sensorium.surfaces.server.serving import Serving
    from sensorium.surfaces.server.tracing.exporting import configured

    desk = Desk(tuple(model or (BUILT_IN,)))
    server = server_of(Serving(desk=desk, storage=kept_at(keep), tracing=configured(None)))
    address = f"http://{HOST}:{door.getsockname()[1]}/studio/"
    typer.echo(f"Studio at {address} (ends with Ctrl-C)", err=True)
    if open_page:
        webbrowser.open(address)  # whoever comes before the server is ready waits at the door
    server.run(sockets=[door])
