"""Parts of a picture that differ from its plain ground. Knows colours and connected pixels, no things."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from sensorium.native.worlds.art import GROUNDS

SEEN_PX = 128  # every picture is looked at at this side
DIFFERENT = 32  # largest difference of a channel, of 255, that still counts as ground
BRIDGE_PX = 1  # parts nearer than twice this belong together: things keep a greater distance
LARGEST_PX = 68  # no thing of a scene is wider: a wider region is several
APART = 2.0  # how much more than DIFFERENT a wide region must differ from the ground to hold together
SMALLEST_PX = 40  # fewer pixels than this are noise


@dataclass(frozen=True, eq=False)
class Region:
    """A connected part: its pixels, bool, shape = (SEEN_PX, SEEN_PX), and its box (left, top, right, bottom)."""

    mask: NDArray[np.bool_]
    box: tuple[float, float, float, float]


def at_seen_size(pixels: NDArray[np.uint8]) -> NDArray[np.float32]:
    """A picture uint8 RGB of any size as float32 0 … 255, shape = (SEEN_PX, SEEN_PX, 3)."""
    if pixels.shape[:2] != (SEEN_PX, SEEN_PX):
        image = Image.fromarray(pixels).resize((SEEN_PX, SEEN_PX), Image.Resampling.BICUBIC)
        pixels = np.asarray(image)
    return pixels.astype(np.float32)


def ground_of(pixels: NDArray[np.float32]) -> tuple[str, NDArray[np.float32]]:
    """The name of the nearest ground, and the colour, shape = (3,), that most pixels near the edge have."""
    edge = np.concatenate([pixels[:3].reshape(-1, 3), pixels[-3:].reshape(-1, 3), pixels[:, :3].reshape(-1, 3)])
    edge = np.concatenate([edge, pixels[:, -3:].reshape(-1, 3)])
    bins = (edge // 16).astype(np.int64) @ np.array([256, 16, 1])
    commonest = edge[bins == np.bincount(bins).argmax()].mean(axis=0)
    near = edge[np.abs(edge - commonest).max(axis=1) < DIFFERENT]
    colour = np.median(near, axis=0)
    name = min(GROUNDS, key=lambda ground: float(((np.array(GROUNDS[ground]) - colour) ** 2).sum()))
    return name, colour.astype(np.float32)


def regions(pixels: NDArray[np.float32], ground: NDArray[np.float32]) -> list[Region]:
    """What stands on the ground, largest first. Parts that touch by blur alone are taken apart again."""
    level = _smoothed(np.abs(pixels - ground).max(axis=-1))
    found = []
    for region in _parts(level > DIFFERENT, BRIDGE_PX):
        sharper = _parts(region.mask & (level > APART * DIFFERENT), 0) if _side(region) > LARGEST_PX else []
        found.extend(sharper if len(sharper) > 1 else [region])
    return sorted(found, key=lambda region: -int(region.mask.sum()))


def _parts(mask: NDArray[np.bool_], bridge_px: int) -> list[Region]:
    labels = labelled(_grown(mask, bridge_px))
    masks = [(labels == label) & mask for label in np.unique(labels[labels > 0])]
    return [Region(part, _box(part)) for part in masks if part.sum() >= SMALLEST_PX]


def _side(region: Region) -> float:
    left, top, right, bottom = region.box
    return max(right - left, bottom - top)


def labelled(mask: NDArray[np.bool_]) -> NDArray[np.int64]:
    """A number for each connected part (8 neighbours), 0 outside. Largest-label propagation along rows and columns."""
    labels = np.where(mask, np.arange(1, mask.size + 1).reshape(mask.shape), 0)
    while True:
        before = labels
        labels = _spread(_spread(labels, mask).T, mask.T).T
        padded = np.pad(labels, 1)
        height, width = mask.shape
        corners = [padded[y : y + height, x : x + width] for y in (0, 2) for x in (0, 2)]
        labels = np.where(mask, np.maximum.reduce([labels, *corners]), 0)
        if np.array_equal(labels, before):
            return labels


def _spread(labels: NDArray[np.int64], mask: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Each run of a row takes the largest label in it."""
    starts = mask & ~np.pad(mask, ((0, 0), (1, 0)))[:, :-1]
    run = np.cumsum(starts.ravel()) * mask.ravel()
    largest = np.zeros(int(run.max()) + 1, dtype=np.int64)
    np.maximum.at(largest, run, labels.ravel())
    largest[0] = 0
    return largest[run].reshape(labels.shape)


def _smoothed(plane: NDArray[np.float32]) -> NDArray[np.float32]:
    """The mean of each 3 × 3 neighbourhood: single odd pixels vanish."""
    height, width = plane.shape
    padded = np.pad(plane, 1)
    across = padded[:, :width] + padded[:, 1 : width + 1] + padded[:, 2:]
    return np.asarray((across[:height] + across[1 : height + 1] + across[2:]) / 9, dtype=np.float32)


def _grown(mask: NDArray[np.bool_], radius: int) -> NDArray[np.bool_]:
    padded = np.pad(mask, radius)
    height, width = mask.shape
    across = np.logical_or.reduce([padded[:, x : x + width] for x in range(2 * radius + 1)])
    return np.asarray(np.logical_or.reduce([across[y : y + height] for y in range(2 * radius + 1)]), dtype=np.bool_)


def _box(mask: NDArray[np.bool_]) -> tuple[float, float, float, float]:
    columns, rows = np.flatnonzero(mask.any(axis=0)), np.flatnonzero(mask.any(axis=1))
    return float(columns[0]), float(rows[0]), float(columns[-1] + 1), float(rows[-1] + 1)
