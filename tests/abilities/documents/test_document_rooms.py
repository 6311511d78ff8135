"""Rooms of `answering` and `extraction` see only those before them, in the order that their docstrings name."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from sensorium.abilities import documents
from sensorium.abilities.documents import answering, extraction, printed

ABOVE = {answering: ("ask", "extractive", "modelled"), extraction: ("extract", "filling", "modelled")}


def order(package: ModuleType) -> list[str]:
    """The rooms that the docstring names, low to high."""
    return re.findall(r"`(\w+)`", (package.__doc__ or "").partition("Rooms")[2].partition(". ")[0])


def seen(path: Path, package: ModuleType) -> set[str]:
    """What a file imports of a package: rooms and files beside them."""
    inside = re.compile(rf"{re.escape(package.__name__)}\.(\w+)")
    nodes = [node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.ImportFrom)]
    modules = (f"{node.module}.{alias.name}" for node in nodes for alias in node.names)
    return {found[1] for module in modules if (found := inside.match(module))}


def files(package: ModuleType) -> Iterator[Path]:
    """Every file of a package, those of its rooms as well."""
    return Path(package.__path__[0]).rglob("*.py")


@pytest.mark.parametrize("package", ABOVE)
def test_every_room_is_named(package: ModuleType) -> None:
    rooms = Path(package.__path__[0]).glob("*/__init__.py")
    assert sorted(order(package)) == sorted(path.parent.name for path in rooms)


@pytest.mark.parametrize("package", ABOVE)
def test_rooms_see_only_those_before_them(package: ModuleType) -> None:
    for number, room in enumerate(order(package)):
        for path in (Path(package.__path__[0]) / room).glob("*.py"):
            assert not seen(path, package) & {*order(package)[number + 1 :], *ABOVE[package]}, path


def test_what_print_says_knows_no_page() -> None:
    for path in files(printed):
        assert seen(path, documents) <= {"printed"}, path


def test_values_are_found_without_answers() -> None:
    for path in files(extraction):
        assert "answering" not in seen(path, documents), path
