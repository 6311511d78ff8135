"""Other words for where things are: a scene may be asked for in any of them, and is told in those of `words`.

Taught, and never in tests, so that a test asks for what every model is asked for.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

import numpy as np

from sensorium.native.worlds.example import Split
from sensorium.native.worlds.scenes.sampling import pick

OTHER_WORDS_SHARE = 0.5  # of places and relations that lessons ask for in other words than they are told in


def _corner(down: str, across: str) -> tuple[str, ...]:
    upper = "upper" if down == "top" else "lower"
    return (
        *(f"in the {down} {across} corner", f"in the {upper} {across}", f"in the {upper} {across} corner"),
        *(
            f"in the {across} {down} corner",
            f"{down} {across}",
            f"at the {down} on the {across}",
            f"at {down} {across}",
        ),
    )


def _side(side: str) -> tuple[str, ...]:
    return (
        f"at the {side}",
        f"on the {side} side",
        f"on the {side}-hand side",
        f"at the {side} edge",
        f"to the {side}",
    )


WAYS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        **{
            f"at the {down} {across}": _corner(down, across)
            for down in ("top", "bottom")
            for across in ("left", "right")
        },
        "at the top": ("up top", "in the upper part", "near the top", "at the top edge", "in the top half", "up high"),
        "at the bottom": (
            "in the lower part",
            "near the bottom",
            "at the bottom edge",
            "in the bottom half",
            "down low",
        ),
        **{f"on the {side}": _side(side) for side in ("left", "right")},
        "in the center": ("in the middle", "at the center", "in the centre", "centered", "right in the middle"),
        **{
            f"{side} of": (f"to the {side} of", f"on the {side} of", f"on the {side} side of", f"just {side} of")
            for side in ("left", "right")
        },
        **{f"to the {side} of": (f"at the {side} of", f"further {side} than") for side in ("left", "right")},
        "above": ("over", "higher than", "directly above", "right above", "up above"),
        "over": ("above", "directly over", "right over", "placed over"),
        "below": ("under", "underneath", "beneath", "lower than", "directly below", "right below", "down below"),
        "under": ("below", "underneath", "beneath", "directly under", "placed under"),
        "next to": ("beside", "near", "close to", "by"),
        "highest up": ("the highest", "higher than everything else", "closest to the top", "uppermost", "topmost"),
        "lowest down": ("the lowest", "lower than everything else", "closest to the bottom", "lowermost", "bottommost"),
        **{
            f"furthest to the {side}": (
                f"the furthest {side}",
                f"farthest to the {side}",
                f"closest to the {side} edge",
                f"{side}most",
            )
            for side in ("left", "right")
        },
        "the largest": ("the biggest", "larger than everything else", "the largest one", "biggest", "largest"),
        "the smallest": ("the tiniest", "smaller than everything else", "the smallest one", "littlest", "smallest"),
    }
)
_PHRASE = re.compile(rf"\b(?:{'|'.join(sorted(WAYS, key=len, reverse=True))})\b")


def in_other_words(request: str, split: Split, rng: np.random.Generator) -> str:
    """A request in which some places and relations are called otherwise; in tests none."""
    if split == "test":
        return request

    def other(found: re.Match[str]) -> str:
        return found.group() if rng.random() >= OTHER_WORDS_SHARE else pick(WAYS[found.group()], rng)

    return _PHRASE.sub(other, request)
