"""What speaks for an answer, weighed: weights of named features, from `weights.txt`.

`benchmarks/question_weights.py` writes that file: 300 numbers learnt from questions that strangers asked.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from math import exp
from pathlib import Path
from typing import Final, Literal, TypeAlias

Of: TypeAlias = Literal["run", "short", "sentence", "figure run", "figure"]
FILE: Final = Path(__file__).with_name("weights.txt")


@lru_cache(maxsize=1)
def sections() -> dict[str, dict[str, float]]:
    """All weights, by what they are of and by name."""
    found: dict[str, dict[str, float]] = {}
    for line in FILE.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            found[line.strip("[]")] = section = {}
        elif line and not line.startswith("#"):
            number, _, name = line.partition(" ")
            section[name] = float(number)
    return found


def weighed(features: Mapping[str, float], of: Of) -> float:
    """The sum of features by their weights: of a run of words, a short answer or a sentence. Unknown ones count 0."""
    own = sections()[of]
    return sum(own.get(name, 0.0) * value for name, value in features.items())


def chance(features: Mapping[str, float], of: Of) -> float:
    """The probability that an answer is right, by logistic regression: 0 to 1."""
    return 1 / (1 + exp(-max(-30.0, min(30.0, weighed(features, of)))))
