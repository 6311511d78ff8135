"""Which rows are never trained on. Cut by what the rows say, so that the same row always falls on the same side."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, TypeAlias

from sensorium.native.worlds.example import Split

Rule: TypeAlias = Callable[[Mapping[str, Any]], bool]  # whether a row is held out

FSDD_SPEAKER = "nicolas"
ESC10_FOLD = 4


def split_of(name: str, row: Mapping[str, Any]) -> Split:
    """The side of a row of the set `name`."""
    return "test" if _RULES[name](row) else "train"


def one_in(share: int, *keys: str) -> Rule:
    """Hold out one in `share` by a hash of the values at `keys`, letters' case and outer space aside."""

    def held_out(row: Mapping[str, Any]) -> bool:
        value = "\n".join(str(row[key]).strip().lower() for key in keys)
        return int.from_bytes(hashlib.sha256(value.encode()).digest()[:8], "big") % share == 0

    return held_out


def _never(_: Mapping[str, Any]) -> bool:
    return False


def _always(_: Mapping[str, Any]) -> bool:
    return True


_RULES: Mapping[str, Rule] = MappingProxyType(
    {
        "clothing_photos": lambda row: row["split"] == "validation",
        "esc10": lambda row: row["fold"] == ESC10_FOLD,
        "folk_tunes": one_in(10, "title"),
        "fsdd": lambda row: row["speaker"] == FSDD_SPEAKER,
        "grocery_photos": one_in(10, "path"),
        "gsm8k": one_in(20, "question"),
        "ljspeech100": _always,
        "lucide_icons": _never,
        "nlvr": one_in(10, "sentence"),
        "noto_emoji": _never,
        "picovoice_intent": one_in(10, "path"),
        "picovoice_keywords": one_in(10, "path"),
        "plain_text": one_in(20, "title"),
        "seed_tasks": one_in(20, "instruction"),
        "speechocean762": one_in(10, "speaker"),
        "stories": one_in(10, "title"),
        "storybook_pages": one_in(10, "story"),
        "textbook_figures": one_in(10, "book", "section"),
        "textbook_text": one_in(10, "book", "title"),
        "vegalite_charts": one_in(10, "spec"),
    }
)
