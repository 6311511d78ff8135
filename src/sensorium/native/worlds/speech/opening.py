"""The worlds of a folder of synthetic speech, as far as it holds them."""

from __future__ import annotations

from pathlib import Path

from sensorium.native.worlds.example import World
from sensorium.native.worlds.speech.aloud import TOLD, open_aloud
from sensorium.native.worlds.speech.corpus import PACKED
from sensorium.native.worlds.speech.orders import ORDERS, open_orders
from sensorium.native.worlds.speech.world import open_spoken


def open_folder(folder: Path) -> dict[str, World]:
    """By name: sentences, scenes told aloud, orders. Raises `InvalidInput` where there are no sentences."""
    worlds: dict[str, World] = {"speech": open_spoken(folder)}
    if (folder / TOLD).is_dir():
        worlds["aloud"] = open_aloud(folder / TOLD)
    if (folder / ORDERS).is_dir():
        worlds["orders"] = open_orders(folder / ORDERS)
    return worlds


def is_packed(folder: Path) -> bool:
    """Whether it was carried here: nothing is missing then that programs should make."""
    return any(folder.rglob(f"*{PACKED}"))
