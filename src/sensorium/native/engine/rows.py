"""Which rows of the cache are free, and who may have them.

A request that may draw or film takes two rows for long, one that may not takes one for short. Some rows are kept for
the latter, so that words never wait for pictures to be finished.
"""

from __future__ import annotations

from sensorium.native.engine.decoder import NUM_ROWS

NUM_RESERVED = 2


class Rows:
    """The free rows: common ones, and those reserved for requests of one row."""

    def __init__(self) -> None:
        self._common = list(range(NUM_ROWS - NUM_RESERVED))
        self._reserved = list(range(NUM_ROWS - NUM_RESERVED, NUM_ROWS))

    def take(self, number: int, *, common: bool) -> list[int] | None:
        """`number` rows; None when there are not enough. common: whether the common ones may be touched, which they
        may not while somebody who came before waits for them.
        """
        if common and len(self._common) >= number:
            taken, self._common = self._common[:number], self._common[number:]
            return taken
        if number == 1 and self._reserved:
            return [self._reserved.pop(0)]
        return None

    def give(self, row: int) -> None:
        """A row is free again."""
        home = self._reserved if row >= NUM_ROWS - NUM_RESERVED else self._common
        home.append(row)
        home.sort()
