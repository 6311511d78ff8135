"""What a drawn thing is: a name, how it is written, and the strokes that draw it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sensorium.native.worlds.art.pen import Pen


@dataclass(frozen=True)
class Thing:
    """A nameable thing. `usual` is the colour it has when none is said; None: it takes no colour."""

    name: str
    draw: Callable[[Pen], None]
    usual: str | None = None
    plural: str = ""

    def __post_init__(self) -> None:
        if not self.plural:
            object.__setattr__(self, "plural", plural_of(self.name))

    @property
    def takes_colour(self) -> bool:
        return self.usual is not None


def plural_of(name: str) -> str:
    """The regular English plural of `name`."""
    if name.endswith(("s", "x", "ch", "sh")):
        return name + "es"
    if name.endswith("y") and name[-2:-1] not in tuple("aeiou"):
        return name[:-1] + "ies"
    return name + "s"


def with_article(words: str) -> str:
    """`words` with the indefinite article that fits."""
    silent = words.startswith(("hour", "honest"))
    voiced = words.startswith(("uni", "one", "eu", "use")) and not words.startswith("unin")
    vowel = words[:1].lower() in tuple("aeiou") or silent
    return f"{'an' if vowel and not voiced else 'a'} {words}"
