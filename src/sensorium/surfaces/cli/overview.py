"""`sensorium models` and `sensorium version`: what can be asked, without loading any of it."""

from __future__ import annotations

import json
import struct
import sys
from math import prod
from pathlib import Path
from typing import Annotated, Any

import typer

from sensorium.errors import InvalidInput
from sensorium.surfaces.cli.answering import print_json
from sensorium.surfaces.cli.configuration import model_name, user_file
from sensorium.surfaces.cli.options import AsJson

MEGA = 1_000_000
LENGTH_BYTES = 8  # at the start of a safetensors file: how long its header is
ADDRESSES = (
    ("openai/MODEL", "a model of OpenAI, or of OPENAI_BASE_URL; the key is in OPENAI_API_KEY"),
    ("http://HOST:PORT/v1#MODEL", "a model at any OpenAI-compatible address; the key, if any, is in SENSORIUM_API_KEY"),
    ("FOLDER", "a checkpoint, such as `sensorium train --export FOLDER` writes"),
)


def list_models(
    name: Annotated[str | None, typer.Argument(help="Load this model and say what it takes and makes.")] = None,
    as_json: AsJson = False,
) -> None:
    """List the models and how to name others."""
    if name is not None:
        _show(name, as_json=as_json)
        return
    from sensorium.models import BUILT_IN, WEIGHTS

    present, size = (WEIGHTS / "config.json").exists(), size_of(WEIGHTS)
    default = model_name(None) or BUILT_IN
    if as_json:
        others = [{"name": pattern, "about": about} for pattern, about in ADDRESSES]
        built_in = {"name": BUILT_IN, "present": present} | size
        print_json({"default": default, "built_in": built_in, "others": others})
        return
    about = f"{size['parameters'] / MEGA:.1f} million parameters, {size['bytes'] / MEGA:.1f} MB"
    state = about if present else "its weights are absent: make them with `sensorium train`"
    width = max(len(pattern) for pattern, _ in ADDRESSES)
    sys.stdout.write(f"{BUILT_IN:<{width}}  the built-in model, offline; {state}\n")
    sys.stdout.writelines(f"{pattern:<{width}}  {about}\n" for pattern, about in ADDRESSES)
    sys.stdout.write(f"default: {default} (-m, SENSORIUM_MODEL, or `model` in {user_file()})\n")


def _show(name: str, *, as_json: bool) -> None:
    """What one model takes and makes."""
    from sensorium import models

    model = models.load(name)
    abilities = model.abilities
    record = {
        "name": model.name,
        "takes": sorted(abilities.inputs),
        "makes": sorted(abilities.outputs),
        "embeds": sorted(abilities.embeds),
    }
    if as_json:
        print_json(record)
        return
    sys.stdout.write(f"{model.name}\n")
    for verb in ("takes", "makes", "embeds"):
        sys.stdout.write(f"  {verb}: {', '.join(record[verb]) or 'nothing'}\n")


def version() -> None:
    """Print the version."""
    from sensorium import __version__

    sys.stdout.write(f"sensorium {__version__}\n")


def size_of(folder: Path) -> dict[str, int]:
    """Bytes of a checkpoint's files, and how many parameters its weights hold; zeros where there are none."""
    files = [path for path in folder.rglob("*") if path.is_file()] if folder.is_dir() else []
    weights = folder / "model.safetensors"
    tensors = header_of(weights)[0] if weights.is_file() else {}
    counts = [prod(entry["shape"]) for name, entry in tensors.items() if not name.endswith(".scale")]
    return {"bytes": sum(path.stat().st_size for path in files), "parameters": sum(counts)}


def header_of(path: Path) -> tuple[dict[str, Any], int]:
    """Names, shapes and places of the tensors in a safetensors file, and how many bytes it must have.

    The tensors themselves are not read. Raises `InvalidInput` (`bad_checkpoint`).
    """
    try:
        with path.open("rb") as file:
            (length,) = struct.unpack("<Q", file.read(LENGTH_BYTES))
            header: dict[str, Any] = json.loads(file.read(min(length, path.stat().st_size)))
        header.pop("__metadata__", None)
        last = max((entry["data_offsets"][1] for entry in header.values()), default=0)
    except (struct.error, ValueError, LookupError, TypeError) as error:
        raise InvalidInput(f"{path.name} is no safetensors file; fetch it again", code="bad_checkpoint") from error
    return header, LENGTH_BYTES + length + last
