"""Whether tunes are new: how much of each is one run of notes of a tune that was trained on, in any key.

Held-out tunes, of the same books and composers, stand beside it: old tunes have turns of phrase in common as well.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain

import numpy as np

from sensorium.abilities.evaluation.intervals import Figure, figure, median
from sensorium.abilities.evaluation.row import Row
from sensorium.content import Music, Reply
from sensorium.native.worlds.example import Example
from sensorium.native.worlds.tunes import KnownRuns, Tunes, composed, steps_of

NUM_COMPOSED = 1000  # tunes by rule, of which training saw ever new ones, to compare with beside all printed ones
OWN = 0.5  # of the notes that lie outside of the copied run, from which a tune counts as new
NEW, NOT_COPIED = "new: under half in one copied run", "notes not in it, median"
HELD_OUT = "held-out tunes"


def copying(name: str, tunes: Tunes, replies: Sequence[Reply], cases: Sequence[Example]) -> Iterator[Row]:
    """Two figures of a direction's tunes: how many are new, and how much of the middle one is."""
    known = known_runs(tunes)
    made = [share_own(reply.music, known) for reply in replies if reply.music is not None]
    held_out = [share_own(part, known) for case in cases for part in case.reply if isinstance(part, Music)]
    yield Row(direction=name, measure=NEW, figure=_new(made), beside={HELD_OUT: _new(held_out)})
    yield Row(direction=name, measure=NOT_COPIED, figure=median(made, 0), beside={HELD_OUT: median(held_out, 0)})


def share_own(music: Music, known: KnownRuns) -> float:
    """Share of a tune's notes outside of the longest run that a known tune has as well; 0 of a tune without notes."""
    steps = steps_of(music.abc)
    return 1 - known.longest(steps) / len(steps) if steps else 0.0


@lru_cache(maxsize=1)
def known_runs(tunes: Tunes) -> KnownRuns:
    """All printed tunes of the training split, and some of those that are composed by rule."""
    rng = np.random.default_rng(0)
    by_rule = (composed(rng, "train") for _ in range(NUM_COMPOSED))
    return KnownRuns(steps_of(piece.abc) for piece in chain(tunes.corpus(), by_rule))


def _new(shares: Sequence[float]) -> Figure:
    return figure([float(share > OWN) for share in shares], 0)
