"""Voices that say nothing: takes turned backwards, or cut into pieces of a syllable and laid in another order.

They sound like a language that nobody knows. A model that has only heard what it understands writes down something
for any voice; here the right answer is that it does not understand (outlier exposure, Hendrycks et al. 2019).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sensorium.native.worlds.speech.synthesizers import SAMPLE_RATE_HZ

NOT_UNDERSTOOD = "I do not understand what is said."
GARBLED_SHARE = 0.08  # of recordings
BACKWARDS_SHARE = 0.5  # of them; the others are cut
PIECE_S = (0.09, 0.28)
FADE = SAMPLE_RATE_HZ // 200  # at both ends of a piece
LEAST_PIECES = 3


def garbled(samples: NDArray[np.float32], rng: np.random.Generator) -> NDArray[np.float32]:
    """Samples (n,) of a voice → as many, or a few less, of which no word is left."""
    if rng.random() < BACKWARDS_SHARE or len(samples) < LEAST_PIECES * PIECE_S[1] * SAMPLE_RATE_HZ:
        return samples[::-1].copy()
    pieces, start = [], 0
    while start < len(samples):
        length = int(rng.uniform(*PIECE_S) * SAMPLE_RATE_HZ)
        pieces.append(_faded(samples[start : start + length]))
        start += length
    order = rng.permutation(len(pieces))
    turned = [pieces[place][::-1] if rng.random() < BACKWARDS_SHARE else pieces[place] for place in order]
    return np.concatenate(turned)


def _faded(piece: NDArray[np.float32]) -> NDArray[np.float32]:
    """Without a click at its ends."""
    ramp = np.minimum(1.0, np.arange(len(piece), dtype=np.float32) / FADE)
    return piece * ramp * ramp[::-1]
