"""Batches laid out for the model: stacked media and every index it gathers by, as tensors on the CPU. No weights.

Whatever can be known of a batch without weights is worked out here, by the process that wrote it, so that a step is
only launches. N positions, S slots, M inputs of one kind, F features of them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from itertools import groupby
from typing import Any, TypeVar, cast

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from sensorium.native.encoders.audio import SAMPLES_PER_FEATURE
from sensorium.native.encoders.views import LINE_HEIGHT, LINE_STRIDE
from sensorium.native.layers.attention import SPAN_STEP, Gathers, gathers_of
from sensorium.native.tokens.packing import Batch, FeatureGroup
from sensorium.native.tokens.stream import FeatureKind

LINE_WIDTHS = (16, 32, 64, 96)  # columns that lines are padded to

T = TypeVar("T")


@dataclass(frozen=True, eq=False)
class Media:
    """Inputs of one kind, stacked: blocks of equal shape, and of each input in a block how many features are valid.

    order: (F,) which features of the blocks, laid end to end, are those of the inputs in their own order.
    """

    blocks: tuple[Tensor, ...]
    valid: tuple[Tensor, ...]
    order: Tensor


@dataclass(frozen=True, eq=False)
class Seen:
    """Media of a batch, and which of their features, `rows`, have positions, at `places`."""

    media: Media
    rows: Tensor
    places: Tensor


@dataclass(frozen=True, eq=False)
class Laid:
    """A packed row. inputs: (1, N, S), cues: (1, N, NUM_CUES), coordinates: (1, N, 3), int32; firsts: where sequences
    begin.
    """

    inputs: Tensor
    cues: Tensor
    coordinates: Tensor
    firsts: Tensor
    gathers: Gathers
    seen: Mapping[FeatureKind, Seen]


def lay(batch: Batch, *, span_step: int = SPAN_STEP) -> Laid:
    """What the model reads of a batch."""
    return Laid(
        inputs=torch.from_numpy(batch.inputs)[None],
        cues=torch.from_numpy(batch.chunk.cues)[None],
        coordinates=torch.from_numpy(batch.chunk.coordinates)[None],
        firsts=torch.tensor([start for start, _ in batch.spans]),
        gathers=gathers_of(batch.spans, span_step),
        seen={kind: _seen(kind, group) for kind, group in batch.features.items()},
    )


def lay_media(kind: FeatureKind, arrays: Sequence[NDArray[np.generic]], counts: Sequence[int]) -> Media:
    """Inputs of one kind as the encoders take them. counts: features of each.

    Pixels stay uint8: pictures and details (M, H, W, 3), frames (M × NUM_FRAMES, H, W, 3), lines in blocks of one
    padded width; sounds are float32 (M, samples).
    """
    if kind == "sound":
        return _sounds(arrays, counts)
    if kind == "line":
        return _lines(arrays, counts)
    pixels = np.concatenate(arrays) if kind == "frames" else np.stack(arrays)
    return Media((torch.from_numpy(pixels),), (torch.tensor(counts),), torch.arange(sum(counts)))


def moved(value: T, change: Callable[[Tensor], Tensor]) -> T:
    """A structure of dataclasses, mappings, tuples and tensors with every tensor changed."""
    found: Any = value
    if isinstance(value, Tensor):
        found = change(value)
    elif isinstance(value, Mapping):
        found = {key: moved(part, change) for key, part in value.items()}
    elif isinstance(value, tuple):
        found = tuple(moved(part, change) for part in value)
    elif is_dataclass(value) and not isinstance(value, type):
        found = replace(value, **{field.name: moved(getattr(value, field.name), change) for field in fields(value)})
    return cast("T", found)


def _seen(kind: FeatureKind, group: FeatureGroup) -> Seen:
    media = lay_media(kind, group.arrays, group.counts)
    return Seen(media, torch.from_numpy(group.rows), torch.from_numpy(group.places))


def _sounds(arrays: Sequence[NDArray[np.generic]], counts: Sequence[int]) -> Media:
    samples = np.zeros((len(arrays), max(counts) * SAMPLES_PER_FEATURE), np.float32)
    for row, array in enumerate(arrays):
        samples[row, : len(array)] = array[: samples.shape[1]]
    order = np.concatenate([row * max(counts) + np.arange(count) for row, count in enumerate(counts)])
    return Media((torch.from_numpy(samples),), (torch.tensor(counts),), torch.from_numpy(order))


def _lines(arrays: Sequence[NDArray[np.generic]], counts: Sequence[int]) -> Media:
    """Lines of similar length are read together, each padded to a length that depends on its own alone, so that what
    it becomes does not depend on its neighbours.
    """
    blocks, valid, first, start = [], [], np.zeros(len(counts), np.int64), 0
    for width, group in groupby(sorted(range(len(counts)), key=lambda i: counts[i]), lambda i: _padded(counts[i])):
        members = list(group)
        pixels = np.zeros((len(members), LINE_HEIGHT, width * LINE_STRIDE, 3), np.uint8)
        for row, member in enumerate(members):
            pixels[row, :, : arrays[member].shape[1]] = arrays[member]
            first[member] = start + row * width
        start += len(members) * width
        blocks.append(torch.from_numpy(pixels))
        valid.append(torch.tensor([counts[member] for member in members]))
    order = np.concatenate([begin + np.arange(count) for begin, count in zip(first, counts, strict=True)])
    return Media(tuple(blocks), tuple(valid), torch.from_numpy(order))


def _padded(columns: int) -> int:
    """Columns that a line is padded to: the next of LINE_WIDTHS, or the next multiple of the last."""
    return next((width for width in LINE_WIDTHS if width >= columns), -(-columns // LINE_WIDTHS[-1]) * LINE_WIDTHS[-1])
