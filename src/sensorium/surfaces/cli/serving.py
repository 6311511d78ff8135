"""`sensorium serve`: the OpenAI API on this machine."""

from __future__ import annotations

import os
import socket
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sensorium.errors import InvalidInput, ModelUnavailable, Refused, StorageFailed
from sensorium.models import BUILT_IN
from sensorium.surfaces.cli.options import spread

if TYPE_CHECKING:
    import uvicorn

    from sensorium.surfaces.server.serving import Serving
    from sensorium.surfaces.server.storage import Storage

KEYS_VARIABLE = "SENSORIUM_SERVER_KEYS"


@dataclass(frozen=True, kw_only=True)
class Visitors:
    """Who may ask, and how much."""

    requests_per_minute: Annotated[
        float | None, typer.Option(min=1, help="How many requests a key may send.", show_default="no limit")
    ] = None
    tokens_per_minute: Annotated[
        float | None,
        typer.Option(min=1, help="How many tokens of all modalities a key may use.", show_default="no limit"),
    ] = None
    allow_host: Annotated[
        list[str] | None,
        typer.Option(
            help="A name under which this server is reached, beside those of loopback. Repeatable.",
            show_default="without keys loopback alone, with keys any",
        ),
    ] = None
    allow_origin: Annotated[
        list[str] | None,
        typer.Option(
            help="A page of another origin that may ask: https://app.example. Repeatable.",
            show_default="without keys our own pages alone, with keys any",
        ),
    ] = None


@dataclass(frozen=True, kw_only=True)
class Telling:
    """What a server tells of what it does."""

    log: Annotated[bool, typer.Option("--log", help="Write a line of JSON to stderr for each request.")] = False
    trace: Annotated[
        str | None,
        typer.Option(
            help="Send OpenTelemetry traces to this OTLP address, or `console`: to stderr. OTEL_* variables count too.",
            show_default=False,
        ),
    ] = None


@spread
def serve(
    *,
    host: Annotated[str, typer.Option(help="Address to listen at; all but loopback need keys.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65_535, help="Port to listen at; 0 takes a free one.")] = 8000,
    model: Annotated[
        list[str] | None,
        typer.Option("--model", "-m", help="A model to offer; the first is the default. Repeatable."),
    ] = None,
    alias: Annotated[
        list[str] | None, typer.Option(help="Another name for an offered model: gpt-4o=sensorium/seedling. Repeatable.")
    ] = None,
    visitors: Visitors,
    telling: Telling,
    keep: Annotated[
        str | None,
        typer.Option(
            help="Folder for uploads, responses and jobs; `none` keeps them in memory.",
            show_default="among the user's data",
        ),
    ] = None,
) -> None:
    """Serve models over the OpenAI API, the built-in one offline.

    Keys that may ask stand in SENSORIUM_SERVER_KEYS, separated by commas; without any, this machine may, and of
    pages our own alone.
    """
    from sensorium.surfaces.server.origins import is_loopback

    keys = [key.strip() for key in os.environ.get(KEYS_VARIABLE, "").split(",") if key.strip()]
    if not keys and not is_loopback(host):
        raise Refused(f"{host} can be reached from elsewhere: set {KEYS_VARIABLE}=KEY first, or leave out --host")
    aliases = dict(map(pair, alias or []))
    from sensorium.surfaces.server import logs
    from sensorium.surfaces.server.desk import Desk
    from sensorium.surfaces.server.rates import Rates
    from sensorium.surfaces.server.serving import Serving
    from sensorium.surfaces.server.tracing.exporting import configured

    storage = kept_at(keep)
    serving = Serving(
        desk=Desk(tuple(model or (BUILT_IN,)), aliases),
        storage=storage,
        keys=tuple(keys),
        hosts=tuple(visitors.allow_host or ()),
        pages=tuple(visitors.allow_origin or ()),
        rates=Rates(visitors.requests_per_minute, visitors.tokens_per_minute),
        tracing=configured(telling.trace),
    )
    if telling.log:
        logs.begin()
    server, door = server_of(serving), listening(host, port)
    here = f"http://{f'[{host}]' if ':' in host else host}:{door.getsockname()[1]}"
    typer.echo(f"OpenAI API at {here}/v1, studio at {here}/studio (ends with Ctrl-C)", err=True)
    server.run(sockets=[door])


def listening(host: str, port: int) -> socket.socket:
    """An address at which connections wait. Raises `ModelUnavailable` where it cannot be had."""
    try:
        return socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    except OSError as error:
        what = f"port {port} of {host} cannot be had: {error.strerror}; give another with --port, or 0 for any"
        raise ModelUnavailable(what, code="port_taken") from error


def server_of(serving: Serving) -> uvicorn.Server:
    """The server that gives out models, ready to run at whatever address its sockets have."""
    import uvicorn

    from sensorium.surfaces.server import memory
    from sensorium.surfaces.server.application import create
    from sensorium.surfaces.server.realtime.arriving import ArrivingMessages
    from sensorium.surfaces.server.stopping import Server
    from sensorium.surfaces.server.timely import TimelyProtocol

    memory.bound_arenas()
    config = uvicorn.Config(
        create(serving),
        http=TimelyProtocol,
        ws=partial(ArrivingMessages, room=serving.room),  # type: ignore[arg-type]  # whatever makes a protocol
        log_level="warning",
        server_header=False,
        ws_max_size=serving.live.message_bytes,
        proxy_headers=False,  # whoever is on this machine could say to come from anywhere
        ws_per_message_deflate=False,  # a small message that unfolds into a large one is none
    )
    return Server(config, serving.farewells, serving.stop_s)


def kept_at(keep: str | None) -> Storage:
    """Where uploads, responses and jobs are kept: a folder, or memory for `none`."""
    from sensorium.surfaces.server.storage import Storage

    return Storage(None if keep == "none" else database(keep))


def database(folder: str | None) -> Path:
    """The file that a server keeps things in; its folder is made, by default among the user's data."""
    import platformdirs

    place = Path(folder) if folder else platformdirs.user_data_path("sensorium") / "server"
    try:
        place.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise StorageFailed(f"the folder to keep things in cannot be made: {error.strerror}; give --keep") from error
    return place / "kept.db"


def pair(alias: str) -> tuple[str, str]:
    """'gpt-4o=sensorium/seedling' as two names."""
    name, _, meant = alias.partition("=")
    if not name or not meant:
        raise InvalidInput(f"--alias {alias}: write NAME=MODEL")
    return name, meant
