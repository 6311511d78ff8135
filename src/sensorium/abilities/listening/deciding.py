"""When an aid is applied: where benchmarks/listening measured, on speakers held out, that it helps."""

from __future__ import annotations

from typing import Final

from sensorium.abilities.listening.asking import Noise
from sensorium.abilities.listening.heard import Hearing
from sensorium.abilities.listening.spectra import Noisiness
from sensorium.models import BUILT_IN

CLEANED_DB: Final = {BUILT_IN: (-10.0, 12.0)}
"""By listener the estimated signal-to-noise ratios between which less noise helps.

Below them nobody speaks: of noise alone that was turned down the built-in model makes words. pocketsphinx turns noise
down itself and loses words when it is done twice; others were not measured.
"""

STEADY: Final = 0.285
"""From this steadiness on. Of music that was turned down the built-in model makes more words that nobody says."""

SURE: Final = 0.9
"""From this own probability on, words that a model hears freely are no other words of the vocabulary."""

LETTERS_PER_S: Final = 5.5
"""Of what is heard of the vocabulary, by seconds of speech. A sentence of other words that was pressed into it has
fewer, since most of it goes unheard; slowly spoken names have 6, most words 10 and more.
"""


def cleans(listener: str, found: Noisiness, noise: Noise = "auto") -> bool:
    """Whether the noise that was found is turned down for a listener."""
    if noise != "auto":
        return noise == "reduce"
    least, most = CLEANED_DB.get(listener, (0.0, 0.0))
    return least < found.ratio_db < most and found.steadiness >= STEADY


def follows_vocabulary(free: Hearing, held: Hearing, speech_s: float) -> bool:
    """Whether what was heard of the vocabulary is followed instead of what was heard freely, in so much speech.

    Held to a vocabulary, a listener hears a word of it in any noise: where freely it hears nobody, nobody is heard.
    """
    letters = sum(letter.isalpha() for letter in held.text)
    return bool(free.words and letters) and free.least < SURE and letters >= LETTERS_PER_S * speech_s
