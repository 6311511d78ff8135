"""Names of a package that are imported when they are first asked for (PEP 562), so that to import it costs little."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from importlib import import_module
from types import MappingProxyType
from typing import Any

NO_ROOMS: Mapping[str, str] = MappingProxyType({})


def of(package: str, homes: Mapping[str, str], rooms: Mapping[str, str] = NO_ROOMS) -> Callable[[str], Any]:
    """The `__getattr__` of a package.

    homes: by name the module, within the package, that holds it. rooms: by name the module that it is itself. Any other
    name raises AttributeError.
    """

    def found(name: str) -> Any:  # noqa: ANN401 - whatever the name stands for
        if name in rooms:
            return import_module(f"{package}.{rooms[name]}")
        if name not in homes:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        value = getattr(import_module(f"{package}.{homes[name]}"), name)
        setattr(sys.modules[package], name, value)
        return value

    return found
