"""Rooms of `answering` see only those before them, in the order in which its docstring names them."""

from __future__ import annotations

import ast
import re
from pathlib import Path

from sensorium.abilities.documents import answering

FOLDER = Path(answering.__path__[0])
INSIDE = re.compile(rf"{re.escape(answering.__name__)}\.(\w+)")
ABOVE = ("ask", "extractive", "modelled")


def order() -> list[str]:
    """The rooms that the docstring names, low to high."""
    return re.findall(r"`(\w+)`", (answering.__doc__ or "").partition("Rooms")[2].partition(". ")[0])


def seen(path: Path) -> set[str]:
    """What a file imports of `answering`: rooms and files beside them."""
    nodes = [node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.ImportFrom)]
    modules = (f"{node.module}.{alias.name}" for node in nodes for alias in node.names)
    return {found[1] for module in modules if (found := INSIDE.match(module))}


def test_every_room_is_named() -> None:
    assert sorted(order()) == sorted(path.parent.name for path in FOLDER.glob("*/__init__.py"))


def test_rooms_see_only_those_before_them() -> None:
    for number, room in enumerate(order()):
        for path in (FOLDER / room).glob("*.py"):
            assert not seen(path) & {*order()[number + 1 :], *ABOVE}, path
