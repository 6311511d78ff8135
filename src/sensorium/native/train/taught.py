"""A batch with all that its losses need, worked out without weights: targets by group, labels, and gathers for both."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from sensorium.native.laid import Laid, lay
from sensorium.native.layers.attention import SPAN_STEP
from sensorium.native.tokens.packing import Batch, FeatureGroup
from sensorium.native.tokens.stream import FeatureKind, Modality
from sensorium.native.tokens.vocabulary import PICTURE, SOUND, WORDLIKE


@dataclass(frozen=True, eq=False)
class Targets:
    """Of one group: `places` (N,) whose next position is predicted, its ids (N, SLOTS) and its weight (N,)."""

    places: Tensor
    ids: Tensor
    weights: Tensor


@dataclass(frozen=True, eq=False)
class Labels:
    """Sequences to be told in order (Graves et al. 2006). features: (inputs, most features) which of a batch's features
    each input has, the last repeated; counts, lengths: of features and of labels; labels: all, end to end.
    """

    features: Tensor
    counts: tuple[int, ...]
    labels: Tensor
    lengths: tuple[int, ...]


@dataclass(frozen=True, eq=False)
class Known:
    """What is known of inputs of one kind: words said, letters written, (feature, word) of things shown (M, 2), and
    (feature, 1 where a value of a chart ends, else 0) of charts and pages (K, 2), with where they do (P, 4).
    """

    written: Labels | None
    spelled: Labels | None
    told: Tensor
    ends: Tensor
    placed: Tensor


@dataclass(frozen=True, eq=False)
class Looks:
    """Of one kind: `at` (M,) positions, `among` (M, C) all from the beginning of their sequence; which of these are not
    after `at`, and which are `wanted`; and what each look weighs (M,).
    """

    at: Tensor
    among: Tensor
    before: Tensor
    wanted: Tensor
    weights: Tensor


@dataclass(frozen=True, eq=False)
class Taught:
    """What one step learns. pairs: (P, 2) positions; meanings: (P,) equal for pairs that say the same."""

    laid: Laid
    groups: Mapping[str, Targets]
    known: Mapping[FeatureKind, Known]
    pairs: Tensor
    meanings: Tensor
    looks: Mapping[str, Looks]
    num_positions: int

    def __len__(self) -> int:
        return self.num_positions


def taught(batch: Batch, *, span_step: int = SPAN_STEP) -> Taught:
    """A batch, ready for `losses`."""
    return Taught(
        lay(batch, span_step=span_step),
        {name: _targets(batch, places) for name, places in target_groups(batch).items()},
        {kind: _known(group) for kind, group in batch.features.items()},
        torch.from_numpy(batch.pairs),
        torch.from_numpy(batch.meanings),
        {kind: _looks(batch, kind) for kind in dict.fromkeys(look.kind for _, look in batch.looks)},
        len(batch),
    )


def target_groups(batch: Batch) -> dict[str, NDArray[np.int64]]:
    """Places whose *next* position is predicted, by group. The first position of a sequence has weight 0."""
    first, modality = batch.chunk.ids[1:, 0], batch.chunk.modality[1:]
    wanted = batch.chunk.weights[1:] > 0
    word = first < WORDLIKE.stop
    picture = (first >= PICTURE[0].start) & (first < PICTURE[0].stop)
    sound = (first >= SOUND[0].start) & (first < SOUND[0].stop)
    masks = {
        "picture": picture & (modality == Modality.IMAGE),
        "clip": picture & (modality == Modality.VIDEO),
        "speech": sound & (modality == Modality.SPEECH),
        "sound": sound & (modality == Modality.SOUND),
        "phones": word & (modality == Modality.SPEECH),
        "score": word & (modality == Modality.MUSIC),
    }
    masks["text"] = word & ~masks["phones"] & ~masks["score"]
    groups = {name: np.flatnonzero(mask & wanted) for name, mask in masks.items()}
    return {name: places for name, places in groups.items() if len(places)}


def _targets(batch: Batch, places: NDArray[np.int64]) -> Targets:
    ids, weights = batch.chunk.ids[places + 1].astype(np.int64), batch.chunk.weights[places + 1]
    return Targets(torch.from_numpy(places), torch.from_numpy(ids), torch.from_numpy(weights))


def _looks(batch: Batch, kind: str) -> Looks:
    looks = [(start, look) for start, look in batch.looks if look.kind == kind]
    starts, at = np.array([start for start, _ in looks]), np.array([look.at for _, look in looks])
    along = np.arange(int(at.max()) + 1)
    wanted = np.zeros((len(looks), len(along)), np.bool_)
    for row, (_, look) in enumerate(looks):
        wanted[row, list(look.wanted)] = True
    before = along <= at[:, None]
    among = starts[:, None] + np.minimum(along, at[:, None])
    weights = np.array([look.weight for _, look in looks], np.float32)
    return Looks(*map(torch.from_numpy, (starts + at, among, before, wanted, weights)))


def _known(group: FeatureGroup) -> Known:
    written = [labels or None for labels in group.written]
    told, ends, placed = map(torch.from_numpy, (group.told, group.ends, group.placed))
    return Known(_labels(group, written), _labels(group, group.spelled), told, ends, placed)


def _labels(group: FeatureGroup, known: Sequence[tuple[int, ...] | None]) -> Labels | None:
    """The labels of those inputs of which they are known."""
    firsts = np.cumsum([0, *group.counts])
    told = [(int(firsts[i]), group.counts[i], labels) for i, labels in enumerate(known) if labels is not None]
    if not told:
        return None
    counts, lengths = tuple(count for _, count, _ in told), tuple(len(labels) for *_, labels in told)
    along = np.arange(max(counts))
    features = np.stack([first + np.minimum(along, count - 1) for first, count, _ in told])
    every = np.array([label for *_, labels in told for label in labels], np.int64)
    return Labels(torch.from_numpy(features), counts, torch.from_numpy(every), lengths)
