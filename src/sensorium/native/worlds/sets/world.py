"""The real sets as one world: examples without end, and each row once for evaluation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import numpy as np

from sensorium.errors import InvalidInput
from sensorium.native.worlds.example import Example, Split
from sensorium.native.worlds.sets.folder import Row, present, rows
from sensorium.native.worlds.sets.questions import MAKERS, Asking


class RealSets:
    """Examples of the sets present in `folder`. `shares`: how often each (set, task) comes; 0 leaves it out."""

    def __init__(self, folder: Path, shares: Mapping[tuple[str, str], float] | None = None) -> None:
        here = present(folder)
        self.folder = folder
        self.shares = {
            key: share
            for key, (usual, _) in MAKERS.items()
            if key[0] in here and (share := (shares or {}).get(key, usual)) > 0
        }
        if unknown := set(shares or {}) - set(MAKERS):
            raise InvalidInput(f"no set and task are called {sorted(unknown)}; there are {sorted(MAKERS)}")

    def examples(self, rng: np.random.Generator, split: Split) -> Iterator[Example]:
        """Without end. Sets that hold nothing of the split are passed over; raises InvalidInput when all do."""
        pools = {key: pool for key in self.shares if (pool := rows(self.folder, key[0], split))}
        if not pools:
            raise InvalidInput(
                f"no set here has rows of the split {split}; see `sensorium data`", code="data_not_found"
            )
        keys = list(pools)
        shares = np.cumsum([self.shares[key] for key in keys])
        while True:
            key = keys[int(np.searchsorted(shares, rng.random() * shares[-1], side="right"))]
            pool = pools[key]
            if made := self._make(key, pool[int(rng.integers(len(pool)))], split, rng):
                yield made

    def cases(self, name: str, task: str, split: Split = "test", seed: int = 0) -> Iterator[Example]:
        """Each row of a set once, in file order, asked in a way that depends on `seed` and the row alone."""
        for number, row in enumerate(rows(self.folder, name, split)):
            if made := self._make((name, task), row, split, np.random.default_rng((seed, number))):
                yield made

    def tasks(self) -> Iterable[tuple[str, str]]:
        """The (set, task) pairs that can be asked here."""
        return self.shares.keys()

    def _make(self, key: tuple[str, str], row: Row, split: Split, rng: np.random.Generator) -> Example | None:
        if key not in MAKERS:
            raise InvalidInput(f"no task {key[1]!r} of the set {key[0]!r}; there are {sorted(MAKERS)}")
        return MAKERS[key][1](Asking(folder=self.folder, split=split, rng=rng), row)
