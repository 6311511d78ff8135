"""Several sequences laid end to end in one row, for one training step. Arrays only, no weights.

N positions in all, S slots. Nothing is padded: attention stays within each sequence (`attend_spans`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sensorium.native.tokens.stream import Chunk, Feature, FeatureKind, join


@dataclass(frozen=True)
class Look:
    """Where the attention of a position ought to fall: at one of the places `wanted`, none after it. kind: of looks,
    each of which has a head of its own. weight: of several looks of one kind from one position, the share of its
    attention that each shall have.
    """

    kind: str
    at: int
    wanted: tuple[int, ...]
    weight: float = 1.0


@dataclass(frozen=True, eq=False)
class Packable:
    """One sequence: its positions, the arrays behind FEATURE positions, and the pair it belongs to, if any.

    Two sequences with the same `pair` end in EMBED and shall have near embeddings; pairs of one `meaning` are not told
    apart.
    """

    chunk: Chunk
    features: tuple[Feature, ...]
    pair: int | None = None
    meaning: int = 0
    looks: tuple[Look, ...] = ()

    def __len__(self) -> int:
        return len(self.chunk)


@dataclass(frozen=True, eq=False)
class FeatureGroup:
    """All arrays of one kind in a batch.

    arrays: one per input; counts: features of each; rows: those features that have a position, counted from the group's
    first, and places: where each of them stands; written, spelled: of each input, as in `Feature`; told: (M, 2),
    features counted from the group's first; ends: (K, 2) features of which it is known whether a value ends there, and
    1 where one does; placed: (P, 4) float32, of each that does, feature and the rest as in `Feature.ends`.
    """

    arrays: tuple[NDArray[np.generic], ...]
    counts: tuple[int, ...]
    rows: NDArray[np.int64]
    places: NDArray[np.int64]
    written: tuple[tuple[int, ...], ...]
    spelled: tuple[tuple[int, ...] | None, ...]
    told: NDArray[np.int64]
    ends: NDArray[np.int64]
    placed: NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class Batch:
    """A packed row: the fields of `Chunk`, each (N, …), and the (start, length) of every sequence in order.

    `chunk.ids` are the targets, `inputs` what the model reads: the same unless training corrupts them.
    """

    chunk: Chunk
    inputs: NDArray[np.int32]
    spans: tuple[tuple[int, int], ...]
    features: Mapping[FeatureKind, FeatureGroup]
    pairs: NDArray[np.int64]  # (P, 2) positions of the two EMBED tokens of each pair
    meanings: NDArray[np.int64]  # (P,) equal for pairs that say the same
    looks: tuple[tuple[int, Look], ...] = ()  # each with the start of its sequence, from which its places count

    def __len__(self) -> int:
        return len(self.chunk)


def in_groups(sequences: Sequence[Packable], most: int) -> Iterator[list[Packable]]:
    """The same in order, some at a time: at least one, and no more than `most` positions of several."""
    group: list[Packable] = []
    for sequence in sequences:
        if group and sum(map(len, group)) + len(sequence) > most:
            yield group
            group = []
        group.append(sequence)
    if group:
        yield group


def pack(sequences: Sequence[Packable], aside: Sequence[Feature] = ()) -> Batch:
    """Lay sequences end to end; `aside`: features without a position."""
    lengths = [len(sequence) for sequence in sequences]
    starts = [int(start) for start in np.cumsum([0, *lengths[:-1]])]
    groups: dict[FeatureKind, list[tuple[Feature, int]]] = {}
    ends: dict[int, list[int]] = {}
    meanings: dict[int, int] = {}
    for sequence, start in zip(sequences, starts, strict=True):
        for feature in sequence.features:
            groups.setdefault(feature.kind, []).append((feature, start + feature.start))
        if sequence.pair is not None:
            ends.setdefault(sequence.pair, []).append(start + len(sequence) - 1)
            meanings[sequence.pair] = sequence.meaning
    for feature in aside:
        groups.setdefault(feature.kind, []).append((feature, 0))
    chunk = join([sequence.chunk for sequence in sequences])
    whole = [pair for pair, places in ends.items() if len(places) == 2]
    pairs = np.array([ends[pair] for pair in whole], np.int64).reshape(-1, 2)
    meant = np.array([meanings[pair] for pair in whole], np.int64)
    features = {kind: _group(members) for kind, members in groups.items()}
    looks = tuple((start, look) for sequence, start in zip(sequences, starts, strict=True) for look in sequence.looks)
    return Batch(chunk, chunk.ids, tuple(zip(starts, lengths, strict=True)), features, pairs, meant, looks)


def _group(members: list[tuple[Feature, int]]) -> FeatureGroup:
    features = [feature for feature, _ in members]
    firsts = np.cumsum([0, *(feature.count for feature in features)])
    told = [(first + row, word) for feature, first in zip(features, firsts, strict=False) for row, word in feature.told]
    ends = [
        (first + row, row in there)
        for feature, first in zip(features, firsts, strict=False)
        if feature.ends is not None
        for there in [{end[0] for end in feature.ends}]
        for row in range(feature.count)
    ]
    reached = [
        (first + end[0], *end[1:])
        for feature, first in zip(features, firsts, strict=False)
        for end in feature.ends or ()
    ]
    placed = [np.full(feature.count, not feature.aside) for feature in features]
    rows = np.flatnonzero(np.concatenate(placed))
    return FeatureGroup(
        tuple(feature.array for feature in features),
        tuple(feature.count for feature in features),
        rows,
        np.concatenate([start + np.arange(feature.count) for feature, start in members])[rows],
        tuple(feature.written for feature in features),
        tuple(feature.spelled for feature in features),
        np.array(told, np.int64).reshape(-1, 2),
        np.array(ends, np.int64).reshape(-1, 2),
        np.array(reached, np.float32).reshape(-1, 4),
    )
