"""Whether a typeface is an alphabet for reading."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from sensorium.native.worlds.print.lettering.drawn import plain_faces
from sensorium.native.worlds.print.lettering.typeface import EXAMINED_SIZE_PX, OutlineTypeface, Typeface

LEAST_RECOGNISED = 0.5  # share of letters that must be nearest to the same letter of a plain face
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
_UNMISTAKABLE = [_LETTERS.index(letter) for letter in "ABCDEFGHJKLMNPQRSTUVWXYZabdefghjkmnqrty23456789"]


@lru_cache(maxsize=4096)
def legible(face: Typeface) -> bool:
    """Whether a face has letters and digits in two cases, shaped much as a plain face's are.

    Symbol fonts, other scripts under Latin codes, small capitals and ornate hands fail: what they show is not
    what the truth would say.
    """
    if not face.supports(_LETTERS + ".,-:"):
        return False
    shapes = _shapes(face)
    return not _is_unicase(shapes) and _share_recognised(shapes) >= LEAST_RECOGNISED


def _shapes(face: Typeface) -> NDArray[np.float32]:
    """Each letter's ink stretched to 8 × 8, mean 0 and length 1; shape = (letters, 64)."""
    inks = [Image.fromarray(face.set(letter, EXAMINED_SIZE_PX).coverage) for letter in _LETTERS]
    values = np.stack([np.asarray(ink.resize((8, 8), Image.Resampling.BOX), np.float32).ravel() for ink in inks])
    values -= values.mean(axis=1, keepdims=True)
    values /= np.maximum(np.linalg.norm(values, axis=1, keepdims=True), 1e-6)
    return values


def _is_unicase(shapes: NDArray[np.float32]) -> bool:
    capitals, small = (shapes[[_LETTERS.index(letter) for letter in word]] for word in ("AEGR", "aegr"))
    return int(((capitals * small).sum(axis=1) > 0.9).sum()) >= 3


def _share_recognised(shapes: NDArray[np.float32]) -> float:
    """Of the letters that are not easily mistaken: how many are nearest to the same letter of a plain face."""
    known = _plain_shapes()
    nearest = (shapes[_UNMISTAKABLE] @ known.T).argmax(axis=1) % len(_LETTERS)
    pairs = zip(nearest, _UNMISTAKABLE, strict=True)
    return sum(_LETTERS[found].lower() == _LETTERS[truth].lower() for found, truth in pairs) / len(_UNMISTAKABLE)


@lru_cache(maxsize=1)
def _plain_shapes() -> NDArray[np.float32]:
    """A sans serif, and drawn faces: upright, leaning, with serifs, typewritten."""
    faces: tuple[Typeface, ...] = (OutlineTypeface("Aileron", ""), *plain_faces())
    return np.concatenate([_shapes(face) for face in faces])
