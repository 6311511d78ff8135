"""The flat colours of a picture, each as a layer: which of its pixels have that colour."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

_APART = 34.0  # steps of 0 … 255 over three channels: closer colours are one
_REACH = 46.0  # pixels further from every colour belong to none: they are mixtures along edges
_MOST_LAYERS = 28
_LEAST_SHARE = 1.2e-4  # of the picture
_LEAST_PIXELS = 18
_FRINGE = 0.82  # of a layer's pixels beside another of a purer colour: it is that one's softened edge
_GREY = 26  # between the greatest and the least channel


@dataclass(frozen=True, eq=False)
class Layer:
    """One colour (0 … 255 each of red, green, blue) and its pixels, shape = (H, W)."""

    colour: tuple[int, int, int]
    mask: NDArray[np.bool_]
    loose: NDArray[np.bool_]  # with the softened edges, which are mixtures with the ground

    @property
    def grey(self) -> bool:
        return max(self.colour) - min(self.colour) < _GREY


@dataclass(frozen=True, eq=False)
class Palette:
    """The colours of a picture. ground: the one along its rim; flat: share of pixels near one of its colours."""

    ground: Layer
    layers: tuple[Layer, ...]
    flat: float


def palette_of(pixels: NDArray[np.uint8]) -> Palette:
    """The colours of uint8, shape = (H, W, 3); most common first."""
    bins = (pixels >> 3).astype(np.int32)
    codes = (bins[..., 0] << 10) | (bins[..., 1] << 5) | bins[..., 2]
    counts = np.bincount(codes.ravel(), minlength=1 << 15)
    means = _means(pixels, codes, counts)
    peaks = _peaks(counts, means, codes.size)
    nearest, distance = _nearest(means, means[peaks])
    table = np.where(distance <= _REACH, nearest, -1)
    index = table[codes]
    layers = [Layer(_colour(means[peak]), index == number, index == number) for number, peak in enumerate(peaks)]
    layers.insert(0, layers.pop(_ground(index)))
    close = counts[distance <= _APART].sum() / max(1, codes.size)
    return Palette(layers[0], _without_fringes(layers), float(close))


def _ground(index: NDArray[np.int64]) -> int:
    """The colour that is most common along the rim of the picture."""
    rim = np.concatenate([index[:2].ravel(), index[-2:].ravel(), index[:, :2].ravel(), index[:, -2:].ravel()])
    return int(np.bincount(rim[rim >= 0]).argmax()) if (rim >= 0).any() else 0


def _means(pixels: NDArray[np.uint8], codes: NDArray[np.int32], counts: NDArray[np.int64]) -> NDArray[np.float64]:
    flat = codes.ravel()
    sums = [np.bincount(flat, pixels[..., channel].ravel(), minlength=len(counts)) for channel in range(3)]
    return np.stack(sums, 1) / np.maximum(counts, 1)[:, None]


def _peaks(counts: NDArray[np.int64], means: NDArray[np.float64], num_pixels: int) -> list[int]:
    least = max(_LEAST_PIXELS, _LEAST_SHARE * num_pixels)
    peaks: list[int] = []
    for code in np.argsort(-counts, kind="stable").tolist():
        if (counts[code] < least and peaks) or len(peaks) == _MOST_LAYERS:
            break
        if not peaks or np.linalg.norm(means[peaks] - means[code], axis=1).min() > _APART:
            peaks.append(code)
    return peaks


def _nearest(means: NDArray[np.float64], peaks: NDArray[np.float64]) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    far = np.linalg.norm(means[:, None] - peaks[None], axis=2)
    return far.argmin(1), far.min(1)


def _colour(mean: NDArray[np.float64]) -> tuple[int, int, int]:
    red, green, blue = (round(float(channel)) for channel in mean)
    return red, green, blue


def _without_fringes(layers: Sequence[Layer]) -> tuple[Layer, ...]:
    """Layers but the ground; softened edges are given to the colours they belong to."""
    parents = {number: _parent(layer, layers) for number, layer in enumerate(layers) if number}
    kept = []
    for number, layer in enumerate(layers):
        if number and parents[number] is None:
            edges = [layers[other].mask for other, parent in parents.items() if parent is layer]
            kept.append(Layer(layer.colour, layer.mask, np.logical_or.reduce([layer.mask, *edges])))
    return tuple(kept)


def _parent(layer: Layer, layers: Sequence[Layer]) -> Layer | None:
    """The purer colour beside which nearly all of a layer lies, if it is that one's mixture with the ground."""
    size = int(layer.mask.sum())
    if _inner(layer.mask) > 0.12 * size:
        return None
    for other in layers[1:]:
        mixed = other is not layer and _between(layer.colour, layers[0].colour, other.colour)
        if mixed and (grown(other.mask, 2) & layer.mask).sum() >= _FRINGE * size:
            return other
    return None


def _inner(mask: NDArray[np.bool_]) -> int:
    """Pixels whose four neighbours and theirs belong to the mask too: an edge has none."""
    core = mask[2:-2, 2:-2] & mask[:-4, 2:-2] & mask[4:, 2:-2] & mask[2:-2, :-4] & mask[2:-2, 4:]
    return int(core.sum())


def _between(colour: tuple[int, ...], first: tuple[int, ...], second: tuple[int, ...]) -> bool:
    start, way = np.array(first, float), np.array(second, float) - np.array(first, float)
    along = float(np.dot(np.array(colour) - start, way) / max(1e-6, np.dot(way, way)))
    return 0.02 < along < 0.98 and float(np.linalg.norm(start + along * way - np.array(colour))) < 40


def grown(mask: NDArray[np.bool_], by_px: int) -> NDArray[np.bool_]:
    """The mask and what lies within `by_px` pixels of it."""
    for _ in range(by_px):
        wide = mask.copy()
        wide[1:] |= mask[:-1]
        wide[:-1] |= mask[1:]
        wide[:, 1:] |= mask[:, :-1]
        wide[:, :-1] |= mask[:, 1:]
        mask = wide
    return mask
