"""A score without rules: to measure what a model writes when nothing but its training makes the bars add up."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sensorium.native.codecs.score.table import END, NUM_TOKENS


class FreeScore:
    """Stands in for `ScoreGrammar`: any token of the table may follow any other, until the end."""

    def __init__(self) -> None:
        self.finished = False

    def allowed(self) -> NDArray[np.bool_]:
        """Which tokens may come next, shape = (NUM_TOKENS,): all until `finished`, none after."""
        return np.full(NUM_TOKENS, not self.finished)

    def advance(self, token: int) -> None:
        """Take one token. Raises ValueError after the end, and for one that is not in the table."""
        if self.finished or not 0 <= token < NUM_TOKENS:
            raise ValueError(f"{token} may not come here")
        self.finished = token == END

    def closing(self) -> int:
        """The token that ends it."""
        return END
