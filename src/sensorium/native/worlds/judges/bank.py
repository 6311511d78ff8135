"""Every look of every thing of a gallery, cut tight and brought to one size, ready to be compared at once.

Letters: N looks, R side of a look in pixels, S shapes (a thing has one shape and many colours).
A look over a ground g is T = P + (1 - A) g, with P colours times opacity and A opacity. Distances are taken between
differences from the ground, x - g and T - g = P - A g, so that no look is drawn again for another ground.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from sensorium.native.worlds.art import COLOURS, Gallery
from sensorium.native.worlds.art.gallery import coloured, drawing_of
from sensorium.native.worlds.art.pen import Layers

LOOK_PX = 24
FIRST_CUTS = 4
SHORT_LIST = 96  # looks compared in detail
SOFTENINGS = 2
SOLID = 0.4  # opacity from which a pixel belongs to the silhouette


@dataclass(frozen=True)
class Match:
    """The look nearest to a crop. `score` is 1 for equal pictures and near 0 for unlike ones."""

    name: str
    colour: str | None
    score: float


@dataclass(frozen=True, eq=False)
class Shape:
    """A thing without its colours: tight layers of side LOOK_PX, and where its silhouette lies in its sprite.

    `box` is (left, top, right, bottom) as shares of the sprite's side.
    """

    name: str
    opacity: NDArray[np.float32]
    looks: tuple[tuple[str | None, NDArray[np.float32]], ...]
    box: tuple[float, float, float, float]


class Bank:
    """All looks of `gallery`. Built once, in seconds; then a comparison with all of them costs milliseconds."""

    def __init__(self, gallery: Gallery) -> None:
        shapes = [_shape(gallery, name) for name in gallery.names]
        self.boxes = {shape.name: shape.box for shape in shapes}
        self.names = [shape.name for shape in shapes for _ in shape.looks]
        self.colours = [colour for shape in shapes for colour, _ in shape.looks]
        self._shape_of = np.array([index for index, shape in enumerate(shapes) for _ in shape.looks])
        self._looks = np.stack([look for shape in shapes for _, look in shape.looks])  # (N, R, R, 3)
        self._opacity = np.stack([shape.opacity for shape in shapes])[..., None]  # (S, R, R, 1)
        self._coarse = _halved(self._looks).reshape(len(self.names), -1)
        self._coarse_opacity = _halved(self._opacity).reshape(len(shapes), -1)
        self._square = np.einsum("np,np->n", self._coarse, self._coarse)
        by_channel = self._coarse.reshape(len(self.names), -1, 3)
        self._cross = np.einsum("npc,np->nc", by_channel, self._coarse_opacity[self._shape_of])
        self._opacity_square = np.einsum("sp,sp->s", self._coarse_opacity, self._coarse_opacity)

    def nearest(self, cuts: NDArray[np.float32], ground: NDArray[np.float32]) -> Match:
        """The look nearest to a thing: `cuts`, 0 … 255, shape = (C, R, R, 3), are several cuts of it, the best first.

        All looks are compared coarsely with the first few cuts; the likeliest ones, sharp and blurred, with every cut.
        `ground` has shape (3,), 0 … 255.
        """
        unlike, level = _floats((cuts - ground) / 255), _floats(ground / 255)
        likeliest = np.argsort(-self._similarity(_halved(unlike[:FIRST_CUTS]), level))[:SHORT_LIST]
        sharp = self._looks[likeliest] - self._opacity[self._shape_of[likeliest]] * level
        flat = unlike.reshape(len(cuts), -1)
        scores = np.maximum.reduce([_similarities(flat, soft) for soft in _softened(sharp)])
        best = int(likeliest[scores.argmax()])
        return Match(self.names[best], self.colours[best], float(scores.max()))

    def _similarity(self, unlike: NDArray[np.float32], level: NDArray[np.float32]) -> NDArray[np.float32]:
        """The best of a few halved cuts, shape = (C, R/2, R/2, 3), against all looks, shape = (N,)."""
        flat = unlike.reshape(len(unlike), -1)
        opaque = (unlike @ level).reshape(len(unlike), -1) @ self._coarse_opacity.T
        dot = flat @ self._coarse.T - opaque[:, self._shape_of]
        own = np.einsum("cp,cp->c", flat, flat)[:, None]
        theirs = self._square - 2 * self._cross @ level + (level @ level) * self._opacity_square[self._shape_of]
        return _floats((2 * dot / np.maximum(own + theirs, 1e-6)).max(axis=0))


def _halved(pictures: NDArray[np.float32]) -> NDArray[np.float32]:
    """Pictures (K, R, R, channels) at half their side: the mean of each 2 × 2."""
    half = pictures.shape[1] // 2
    return _floats(pictures.reshape(len(pictures), half, 2, half, 2, -1).mean(axis=(2, 4)))


def _similarities(unlike: NDArray[np.float32], looks: NDArray[np.float32]) -> NDArray[np.float32]:
    """2 x·T / (x·x + T·T), 1 for equal pictures, the best over all cuts, shape = (K,)."""
    flat = looks.reshape(len(looks), -1)
    own, theirs = np.einsum("cp,cp->c", unlike, unlike), np.einsum("kp,kp->k", flat, flat)
    return _floats((2 * unlike @ flat.T / np.maximum(own[:, None] + theirs, 1e-6)).max(axis=0))


def _softened(looks: NDArray[np.float32]) -> list[NDArray[np.float32]]:
    """Looks (K, R, R, 3) as they are, and blurred more and more: what a codec or a small size does to them."""
    versions = [looks]
    for _ in range(SOFTENINGS):
        padded = np.pad(versions[-1], ((0, 0), (1, 1), (1, 1), (0, 0)))
        across = padded[:, :, :-2] + 2 * padded[:, :, 1:-1] + padded[:, :, 2:]
        versions.append(_floats((across[:, :-2] + 2 * across[:, 1:-1] + across[:, 2:]) / 16))
    return versions


def _floats(values: NDArray[np.floating[Any]]) -> NDArray[np.float32]:
    return values.astype(np.float32, copy=False)


def squared(box: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    """The smallest square around the middle of a box that holds it."""
    left, top, right, bottom = box
    half = max(right - left, bottom - top) / 2
    x, y = (left + right) / 2, (top + bottom) / 2
    return x - half, y - half, x + half, y + half


def _cut(plane: NDArray[np.float32], box: tuple[float, float, float, float]) -> NDArray[np.float32]:
    """Part of a plane, float32 (side, side), resized to LOOK_PX; 0 outside. `box` is in pixels."""
    pad = plane.shape[0] // 2
    image = Image.fromarray(np.pad(plane, pad))
    left, top, right, bottom = (edge + pad for edge in box)
    return np.asarray(image.resize((LOOK_PX, LOOK_PX), Image.Resampling.BOX, box=(left, top, right, bottom)))


def _shape(gallery: Gallery, name: str) -> Shape:
    if name in gallery.things:
        kept = drawing_of(name)
        layers, colours = kept.coverage, tuple(COLOURS) if gallery.takes_colour(name) else (None,)
        box = silhouette(_floats(layers.sum(axis=0)))
        tight = Layers(kept.fills, np.stack([_cut(layer, squared(box)) for layer in layers]))
        painted = [(colour, coloured(tight, colour or "white")) for colour in colours]
        looks = tuple((colour, _floats(pixels / 255)) for colour, (pixels, _) in painted)
        opacity, side = painted[0][1][1], layers.shape[1]
    else:
        picture = gallery.extra[name].astype(np.float32)
        alpha, side = _floats(picture[..., 3] / 255), picture.shape[0]
        box = silhouette(alpha)
        channels = [_cut(_floats(picture[..., k] * alpha), squared(box)) for k in range(3)]
        looks, opacity = ((None, _floats(np.stack(channels, axis=-1) / 255)),), _cut(alpha, squared(box))
    left, top, right, bottom = (edge / side for edge in box)
    return Shape(name, opacity, looks, (left, top, right, bottom))


def silhouette(opacity: NDArray[np.float32]) -> tuple[float, float, float, float]:
    """The box (left, top, right, bottom), in pixels, of what is solid."""
    solid = opacity > SOLID
    columns, rows = np.flatnonzero(solid.any(axis=0)), np.flatnonzero(solid.any(axis=1))
    if not columns.size:
        return 0.0, 0.0, float(opacity.shape[1]), float(opacity.shape[0])
    return float(columns[0]), float(rows[0]), float(columns[-1] + 1), float(rows[-1] + 1)
