"""Other words for what things do: a clip may be asked for in any of them, and is told in those of `motion`.

Taught, and never in tests, so that a test asks for what every model is asked for.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

DOUBLED = frozenset({"bob", "drop", "get", "hop", "sit", "spin"})
"""Verbs whose last letter is written twice before -ing."""
SECOND = frozenset({"disappear", "reappear", "come", "move"})
"""Verbs that follow another one, or "not"."""

_TO_A_SIDE = ("go", "drift", "slide", "glide", "travel", "head", "float", "roll", "march", "move", "shift", "sail")
_UP = ("go", "float", "rise", "climb", "drift", "glide", "fly", "lift", "move", "soar", "travel")
_DOWN = ("go", "sink", "fall", "drop", "drift", "glide", "descend", "move", "slide", "travel", "float")


def _side(side: str) -> tuple[str, ...]:
    ends = (f"to the {side}", f"{side}wards", f"{side}ward", side, f"towards the {side}")
    more = (f"slide over to the {side} side", f"cross to the {side}", f"scoot {side}", f"creep {side}")
    return (*(f"{verb} {end}" for verb in _TO_A_SIDE for end in ends), *more)


WAYS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "left": _side("left"),
        "right": _side("right"),
        "up": (
            *(f"{verb} {end}" for verb in _UP for end in ("up", "upwards", "upward", "to the top")),
            *("rise", "climb", "ascend", "rise slowly", "lift off", "go higher", "take off"),
        ),
        "down": (
            *(f"{verb} {end}" for verb in _DOWN for end in ("down", "downwards", "downward", "to the bottom")),
            *("sink", "descend", "fall", "drop", "go lower", "come down", "sink slowly"),
        ),
        "still": (
            *("stand still", "not move", "do nothing", "remain still", "hold still", "rest", "keep still", "freeze"),
            *(
                "stay in place",
                "stay where it is",
                "remain in place",
                "stay put",
                "sit still",
                "wait",
                "not move at all",
            ),
            *("stay motionless", "remain motionless", "stand there"),
        ),
        "grow": (
            *("get bigger", "become larger", "get larger", "become bigger", "expand", "swell", "increase in size"),
            *(
                "grow larger",
                "grow bigger",
                "inflate",
                "enlarge",
                "grow in size",
                "double in size",
                "zoom in",
                "swell up",
            ),
        ),
        "shrink": (
            *(
                "get smaller",
                "become smaller",
                "contract",
                "decrease in size",
                "shrink down",
                "become tiny",
                "get tiny",
            ),
            *("grow smaller", "deflate", "halve in size", "shrink in size", "dwindle", "zoom out", "shrivel"),
        ),
        "spin": (
            *(
                "rotate",
                "turn around",
                "turn",
                "revolve",
                "spin around",
                "twirl",
                "whirl",
                "rotate in place",
                "turn round",
            ),
            *("go round and round", "spin in circles", "spin round", "turn in circles", "pivot", "twist around"),
        ),
        "jump": (
            *(
                "hop",
                "bounce",
                "leap",
                "jump up and down",
                "hop up and down",
                "bounce up and down",
                "spring up",
                "hop about",
            ),
            *("bounce about", "jump around", "jump into the air", "bob up and down", "leap up"),
        ),
        "blink": (
            *("flash", "flicker", "flash on and off", "appear and disappear", "fade in and out", "blink on and off"),
            *("vanish and come back", "go on and off", "disappear and reappear", "twinkle", "pulse on and off"),
        ),
    }
)


def participle(bare: str) -> str:
    """'gliding left' of 'glide left'."""
    return " ".join(_ing(word) if place == 0 or word in SECOND else word for place, word in enumerate(bare.split()))


def _ing(verb: str) -> str:
    if verb == "not":
        return verb
    if verb in DOUBLED:
        return f"{verb}{verb[-1]}ing"
    return f"{verb[:-1]}ing" if verb.endswith("e") and not verb.endswith("ee") else f"{verb}ing"
