"""Counts positions by modality: the same code before a request is run, while it streams and after it. No weights."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

import numpy as np

from sensorium.native.tokens.stream import Chunk, Modality


def count(chunks: Iterable[Chunk]) -> Mapping[str, int]:
    """Positions of each modality, by its lower-case name; modalities without any are left out."""
    total: Counter[str] = Counter()
    for chunk in chunks:
        for modality, number in enumerate(np.bincount(chunk.modality, minlength=len(Modality))):
            if number:
                total[Modality(modality).name.lower()] += int(number)
    return dict(total)
