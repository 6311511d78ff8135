"""Reads the frames, and types them as people do: with and without capitals and the mark at the end."""

from __future__ import annotations

import string
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Literal, TypeAlias

import numpy as np

from sensorium.native.worlds.example import Split
from sensorium.native.worlds.phrases.wording import casual

Folder: TypeAlias = Literal["world", "absent", "talk"]

WORLD: Folder = "world"
ABSENT: Folder = "absent"
TALK: Folder = "talk"
CASUAL, UNMARKED, SMALL, SHOUTED, TITLED = 0.2, 0.08, 0.05, 0.03, 0.03  # of what is typed; the rest is as written


@cache
def frames(folder: Folder, split: Split) -> Mapping[str, tuple[str, ...]]:
    """By the name of their file: the topic, the medium asked about, or what the talk is about."""
    found = files(__package__).joinpath(split, folder).iterdir()
    read = {file.name.removesuffix(".txt"): file.read_text("utf-8") for file in found}
    return MappingProxyType({name: tuple(filter(None, read[name].splitlines())) for name in sorted(read)})


def typed(text: str, rng: np.random.Generator) -> str:
    """The text as it is, or as somebody types it who is in a hurry or careless with capitals."""
    ways = (
        (CASUAL, casual),
        (UNMARKED, lambda given: given.rstrip(".!?")),
        (SMALL, lambda given: given[:1].lower() + given[1:]),
        (SHOUTED, str.upper),
        (TITLED, string.capwords),
    )
    dice = rng.random()
    for share, way in ways:
        if dice < share:
            return way(text)
        dice -= share
    return text
