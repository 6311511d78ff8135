"""When an aid is applied: where benchmarks/listening measured, on speakers held out, that it helps."""

from __future__ import annotations

from typing import Final

from sensorium.abilities.listening.asking import Noise
from sensorium.abilities.listening.heard import Hearing
from sensorium.models import BUILT_IN

CLEANED_DB: Final = {BUILT_IN: (-10.0, 12.0)}
"""By listener the estimated signal-to-noise ratios between which less noise helps.

Below them nobody speaks: of noise alone that was turned down the built-in model makes words. pocketsphinx turns noise
down itself and loses words when it is done twice; others were not measured.
"""

SURE: Final = 0.9
"""From this own probability on, words that a model hears freely are no other words of the vocabulary."""


def cleans(listener: str, ratio_db: float, noise: Noise = "auto") -> bool:
    """Whether noise is turned down for a listener, at an estimated signal-to-noise ratio."""
    if noise != "auto":
        return noise == "reduce"
    least, most = CLEANED_DB.get(listener, (0.0, 0.0))
    return least < ratio_db < most


def follows_vocabulary(free: Hearing, held: Hearing) -> bool:
    """Whether what was heard of the vocabulary is followed instead of what was heard freely.

    Held to a vocabulary, a listener hears a word of it in any noise: where freely it hears nobody, nobody is heard.
    """
    return bool(free.words and held.words) and free.least < SURE
