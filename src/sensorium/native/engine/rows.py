"""Which rows of the cache are free, and who may have them.

A request that may draw or film takes two rows for long, one that composes or speaks takes one for long, one that only
writes takes one for short. Some rows are kept for the last, so that words never wait for media to be finished.
"""

from __future__ import annotations

from sensorium.native.engine.decoder import NUM_ROWS

NUM_RESERVED = 2


class Rows:
    """The free rows: common ones, and those reserved for requests that only write."""

    def __init__(self) -> None:
        self._common = list(range(NUM_ROWS - NUM_RESERVED))
        self._reserved = list(range(NUM_ROWS - NUM_RESERVED, NUM_ROWS))

    def take(self, number: int, *, common: bool, reserved: bool) -> list[int] | None:
        """`number` rows; None when there are not enough. common: whether the common ones may be touched, which they
        may not while somebody who came before waits for them; reserved: whether the request only writes.
        """
        if common and len(self._common) >= number:
            taken, self._common = self._common[:number], self._common[number:]
            return taken
        if reserved and len(self._reserved) >= number:
            taken, self._reserved = self._reserved[:number], self._reserved[number:]
            return taken
        return None

    def give(self, row: int) -> None:
        """A row is free again."""
        home = self._reserved if row >= NUM_ROWS - NUM_RESERVED else self._common
        home.append(row)
        home.sort()
