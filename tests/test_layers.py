"""Imports point only downwards, rooms on one floor do not see each other, and names say what things are.

The order is that of ARCHITECTURE.md. The checker reads the source and imports nothing; imports inside functions and
under TYPE_CHECKING count as well, for they couple rooms all the same.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src"
PACKAGE = "sensorium"

# Floors, low to high. A room is the longest of these names that begins a module's name.
FLOORS = (
    ("errors", "limits", "first_use"),
    ("media",),
    ("content",),
    ("events",),
    ("native.layers",),
    ("native.tokens",),
    ("native.config", "native.confidence", "native.copying"),
    ("native.encoders", "native.codecs"),
    ("native.prompt", "native.backbone", "native.laid"),
    ("native.omni",),
    ("native.assistant",),
    ("native.checkpoint",),
    ("native.engine",),
    ("native.inspection",),
    ("native.worlds",),
    ("native.train",),
    ("models",),
    ("abilities",),
    ("",),  # `sensorium` itself: the supported names
    ("surfaces.wording",),
    ("surfaces.live",),
    ("surfaces", "__main__"),
)
FLOOR = {room: number for number, rooms in enumerate(FLOORS) for room in rooms}

# Data knows no model: what makes the examples sees codes and arrays, never the network that learns from them.
HIDDEN = {
    "native.worlds": (
        "native.backbone",
        "native.omni",
        "native.assistant",
        "native.checkpoint",
        "native.engine",
        "native.inspection",
    )
}
# Seen although on the same floor or above.
SEEN = {"__main__": ("surfaces",)}
# Rooms whose __init__ gathers nothing: only a sentence about what is inside.
BARE = ("native",)

VAGUE = re.compile(r"utils?|common|helpers?|misc|legacy|v\d+|base_.*|.*_(utils?|helpers?|v\d+)")
HOLLOW = re.compile(r".*(Manager|Factory|Impl|Handler)")


def modules(source: Path) -> dict[str, ast.Module]:
    """Every module under `source`/sensorium by its name without the package: "" is the package itself."""
    found = {}
    for path in sorted((source / PACKAGE).rglob("*.py")):
        parts = path.relative_to(source / PACKAGE).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        found[name] = ast.parse(path.read_text(encoding="utf-8"), str(path))
    return found


def imported(name: str, tree: ast.Module, known: set[str]) -> Iterator[tuple[int, str]]:
    """Line and name of every module of the package that `tree` imports."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            targets = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            if node.level:
                yield node.lineno, "?relative"
                continue
            targets = [f"{node.module}.{alias.name}" for alias in node.names]
        else:
            continue
        for target in targets:
            if target == PACKAGE or target.startswith(PACKAGE + "."):
                inner = target[len(PACKAGE) + 1 :]
                yield node.lineno, inner if inner in known else inner.rpartition(".")[0]


def room_of(name: str) -> str | None:
    """The room that holds a module; None when ARCHITECTURE.md knows no such room."""
    candidates = [room for room in FLOOR if room and (name == room or name.startswith(room + "."))]
    return max(candidates, key=len, default="" if name == "" else None)


def layer_faults(source: Path) -> list[str]:
    """Every import that points upward or sideways, and every module that has no room."""
    trees = modules(source)
    faults = []
    for name, tree in trees.items():
        if name in BARE:
            faults += [
                f"{name}:{line}: a bare room imports {target}" for line, target in imported(name, tree, set(trees))
            ]
            continue
        room = room_of(name)
        if room is None:
            faults.append(f"{name}: no room of that name; add it to ARCHITECTURE.md and FLOORS")
            continue
        for line, target in imported(name, tree, set(trees)):
            if not may_import(room, target):
                faults.append(f"{name}:{line}: {room or PACKAGE} must not import {target or PACKAGE}")
    return faults


def may_import(room: str, target: str) -> bool:
    """Whether a module of `room` may import the module `target`."""
    other = room_of(target)
    if other is None:
        return False
    if other == room or other in SEEN.get(room, ()):
        return True
    return FLOOR[other] < FLOOR[room] and other not in HIDDEN.get(room, ())


def name_faults(source: Path) -> list[str]:
    """Files, folders and classes whose names say nothing."""
    faults = [
        f"{name}: {part} says nothing" for name in modules(source) for part in name.split(".") if VAGUE.fullmatch(part)
    ]
    for name, tree in modules(source).items():
        classes = [node for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]
        hollow = [node for node in classes if HOLLOW.fullmatch(node.name)]
        faults += [f"{name}:{node.lineno}: class {node.name} says nothing" for node in hollow]
    return faults


def write(source: Path, files: dict[str, str]) -> None:
    """A package made of `files`, for the checker to judge."""
    for name, text in files.items():
        path = source / PACKAGE / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


def test_imports_point_downwards() -> None:
    assert layer_faults(SOURCE) == []


def test_names_say_what_things_are() -> None:
    assert name_faults(SOURCE) == []


@pytest.mark.parametrize(
    ("file", "text", "fault"),
    [
        ("media/sounds.py", "from sensorium.content import Audio", "media must not import content"),
        ("media/sounds.py", "def f():\n    import sensorium.native.layers", "media must not import native.layers"),
        ("native/encoders/vision.py", "from sensorium.native import codecs", "must not import native.codecs"),
        ("native/codecs/sound.py", "import sensorium.native.encoders", "must not import native.encoders"),
        ("native/worlds/scenes.py", "from sensorium.native.omni import Omni", "must not import native.omni"),
        ("native/engine/cache.py", "from sensorium.native.train import loss", "must not import native.train"),
        ("models/native.py", "from sensorium import load", "models must not import sensorium"),
        ("errors.py", "from sensorium import limits", "errors must not import limits"),
        ("content.py", "from .media import pictures", "content must not import ?relative"),
        ("content.py", "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import sensorium.models", "models"),
        ("stuff.py", "", "no room of that name"),
        ("native/__init__.py", "from sensorium.native.omni import Omni", "a bare room imports"),
    ],
)
def test_the_checker_finds_a_wrong_import(tmp_path: Path, file: str, text: str, fault: str) -> None:
    rooms = {f"{room.replace('.', '/')}/__init__.py": "" for room in FLOOR if room not in ("errors", "content")}
    write(tmp_path, rooms | {"errors.py": "", "content.py": ""})
    assert layer_faults(tmp_path) == []
    write(tmp_path, {file: text})
    (only,) = layer_faults(tmp_path)
    assert fault in only


def test_the_checker_lets_right_imports_pass(tmp_path: Path) -> None:
    rooms = {f"{room.replace('.', '/')}/__init__.py": "" for room in FLOOR}
    files = {
        "native/worlds/scenes.py": "from sensorium.native.codecs import picture\nfrom sensorium.content import Image",
        "native/train/loop.py": "from sensorium.native.worlds import scenes\nimport sensorium.native.omni",
        "surfaces/cli.py": "from sensorium import __version__\nimport sensorium.abilities",
        "__main__.py": "from sensorium.surfaces.cli import main",
    }
    write(tmp_path, rooms | files)
    assert layer_faults(tmp_path) == []


@pytest.mark.parametrize(
    "file", ["media/utils.py", "native/helpers/loss.py", "models/base_model.py", "models/chat_v2.py"]
)
def test_the_checker_finds_a_vague_name(tmp_path: Path, file: str) -> None:
    write(tmp_path, {file: ""})
    assert len(name_faults(tmp_path)) == 1


def test_the_checker_finds_a_hollow_class(tmp_path: Path) -> None:
    write(tmp_path, {"media/pictures.py": "class PictureManager: ..."})
    assert name_faults(tmp_path) == ["media.pictures:1: class PictureManager says nothing"]
