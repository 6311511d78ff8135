"""No route takes a query parameter that it does not know: an unknown one is an error, as an unknown field is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from fastapi.routing import APIRoute
from starlette.requests import HTTPConnection

from sensorium.errors import InvalidInput


def of_known_names(connection: HTTPConnection) -> None:
    """A dependency of all routes of HTTP. Raises `InvalidInput`."""
    route = connection.scope.get("route")
    if isinstance(route, APIRoute):
        check(connection.query_params, sorted(field.alias for field in route.dependant.query_params))


def check(names: Iterable[str], known: Sequence[str]) -> None:
    """Raises `InvalidInput` for a name that is not known."""
    for name in names:
        if name not in known:
            allowed = f"known are {', '.join(known)}" if known else "this route takes none"
            raise InvalidInput(f"unknown query parameter {name[:60]!r}: {allowed}", param=name[:60])
