"""What a text stands on and what happens to a picture of it: grounds, and wear from blur to JPEG.

Pictures are float32, 0 … 255, shape = (height, width, 3) while they are made; uint8 when they are finished.
"""

from __future__ import annotations

import io
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

from sensorium.native.worlds.print.lettering.typeface import Lettering

LUMINANCE = np.array([0.299, 0.587, 0.114], np.float32)  # ITU-R BT.601


@dataclass(frozen=True)
class Inks:
    """The colours of a ground and of what is printed on it, sRGB 0 … 255."""

    ground: NDArray[np.float32]
    ink: NDArray[np.float32]


def inks(rng: np.random.Generator, inverse_share: float = 0.15, least_contrast: float = 90.0) -> Inks:
    """Mostly dark on light. The luminances differ by `least_contrast` at least."""
    style = rng.random()
    ground = np.full(3, 255.0) if style < 0.35 else 255 - rng.uniform(0, 70, 3) * rng.uniform(0, 1)
    ink = rng.uniform(0, 60, 3) * rng.uniform(0, 1)
    if style > 0.7:  # coloured paper, coloured print
        ground, ink = _coloured(rng, 150, 255), _coloured(rng, 0, 150)
    if rng.random() < inverse_share:
        ground, ink = ink, ground
    colours = Inks(ground.astype(np.float32), ink.astype(np.float32))
    if abs(float((colours.ground - colours.ink) @ LUMINANCE)) < least_contrast:
        return inks(rng, inverse_share, least_contrast)
    return colours


def _coloured(rng: np.random.Generator, darkest: float, lightest: float) -> NDArray[np.float64]:
    grey = rng.uniform(darkest, lightest)
    return np.clip(grey + rng.normal(0, 35, 3), 0, 255)


def sheet(rng: np.random.Generator, height: int, width: int, ground: NDArray[np.float32]) -> NDArray[np.float32]:
    """A ground: plain, grained, shaded, cloudy or with faint lines. shape = (height, width, 3)."""
    picture = np.broadcast_to(ground, (height, width, 3)).copy()
    style = rng.random()
    if style < 0.5:
        return picture
    if style < 0.68:
        return picture + _slope(rng, height, width) * rng.uniform(8, 35)
    if style < 0.86:
        return picture + _clouds(rng, height, width) * rng.uniform(4, 16)
    return _ruled(rng, picture)


def _slope(rng: np.random.Generator, height: int, width: int) -> NDArray[np.float32]:
    """Light that falls off to one side, -1 … 1."""
    angle = rng.uniform(0, 2 * np.pi)
    across = np.linspace(-1, 1, width, dtype=np.float32) * np.float32(np.cos(angle))
    down = np.linspace(-1, 1, height, dtype=np.float32) * np.float32(np.sin(angle))
    return (across[None, :] + down[:, None])[..., None]


def _clouds(rng: np.random.Generator, height: int, width: int) -> NDArray[np.float32]:
    """Soft blotches or paper grain, about -2 … 2."""
    pitch = rng.uniform(2, 24)
    small = rng.standard_normal((max(2, int(height / pitch)), max(2, int(width / pitch))), np.float32)
    cloud = Image.fromarray(small).resize((width, height), Image.Resampling.BICUBIC)
    return np.asarray(cloud)[..., None]


def _ruled(rng: np.random.Generator, picture: NDArray[np.float32]) -> NDArray[np.float32]:
    """Faint lines, as of a copybook or a form."""
    shade = picture[0, 0] + (40 if picture[0, 0] @ LUMINANCE < 128 else -40) * rng.uniform(0.5, 1.2)
    pitch, first = int(rng.integers(10, 40)), int(rng.integers(0, 20))
    kind = rng.integers(3)
    if kind != 1:
        picture[first::pitch] = shade
    if kind != 0:
        picture[:, first::pitch] = shade
    return picture


def lay(
    picture: NDArray[np.float32], coverage: NDArray[np.uint8], top: int, left: int, ink: NDArray[np.float32]
) -> None:
    """Print `coverage` onto `picture` with its corner at (top, left); what lies outside is cut off."""
    rows = slice(max(top, 0), min(top + coverage.shape[0], picture.shape[0]))
    columns = slice(max(left, 0), min(left + coverage.shape[1], picture.shape[1]))
    if rows.start >= rows.stop or columns.start >= columns.stop:
        return
    part = coverage[rows.start - top : rows.stop - top, columns.start - left : columns.stop - left]
    share = part[..., None].astype(np.float32) / 255
    room = picture[rows, columns]
    room += (ink - room) * share


def write(
    picture: NDArray[np.float32], lettering: Lettering, baseline: int, start: int, ink: NDArray[np.float32]
) -> None:
    """Print a set line with its baseline at row `baseline` and its pen's start at column `start`."""
    lay(picture, lettering.coverage, baseline - lettering.top, start + lettering.left, ink)


def worn(rng: np.random.Generator, picture: NDArray[np.float32], letter_px: float) -> NDArray[np.uint8]:
    """What scanning, photographing and saving does, bounded so that letters `letter_px` high stay readable."""
    picture = _softened(rng, picture, letter_px)
    if rng.random() < 0.5:
        picture = _noisy(rng, picture, letter_px)
    return _recompressed(rng, finished(picture)) if rng.random() < 0.5 else finished(picture)


def finished(picture: NDArray[np.float32]) -> NDArray[np.uint8]:
    """Rounded to uint8."""
    rounded: NDArray[np.uint8] = np.clip(picture + 0.5, 0, 255).astype(np.uint8)
    return rounded


def _softened(rng: np.random.Generator, picture: NDArray[np.float32], letter_px: float) -> NDArray[np.float32]:
    """Blurred, smeared, made smaller and larger again, or left."""
    style = rng.random()
    if style > 0.78:
        return picture
    if style > 0.7:
        return _smeared(picture, int(rng.integers(2, 3 + int(0.08 * letter_px))))
    image = Image.fromarray(finished(picture))
    if style < 0.4:
        blurred = image.filter(ImageFilter.GaussianBlur(rng.uniform(0.2, 0.045 * letter_px + 0.2)))
        return np.asarray(blurred, np.float32)
    factor = max(rng.uniform(0.5, 1.0), 11 / letter_px)
    if factor >= 1:
        return picture
    small = image.resize(
        (max(8, int(image.width * factor)), max(8, int(image.height * factor))), Image.Resampling.BILINEAR
    )
    return np.asarray(small.resize(image.size, Image.Resampling.BICUBIC), np.float32)


def _smeared(picture: NDArray[np.float32], length: int) -> NDArray[np.float32]:
    """Moved sideways while it was taken: the mean over `length` columns."""
    padded = np.pad(picture, ((0, 0), (length // 2, length - 1 - length // 2), (0, 0)), mode="edge")
    width = picture.shape[1]
    mean: NDArray[np.float32] = np.mean([padded[:, shift : shift + width] for shift in range(length)], axis=0)
    return mean


def _noisy(rng: np.random.Generator, picture: NDArray[np.float32], letter_px: float) -> NDArray[np.float32]:
    """Grain in brightness, sometimes in colour, sometimes specks; less of it where letters are small."""
    height, width, _ = picture.shape
    strength = min(1.0, letter_px / 18)
    style = rng.random()
    if style < 0.15:
        specks = rng.random((height, width)) < rng.uniform(0.001, 0.02 * strength)
        return np.where(specks[..., None], rng.choice([0.0, 255.0], (height, width, 1)), picture).astype(np.float32)
    channels = 3 if style > 0.75 else 1
    return picture + rng.standard_normal((height, width, channels), np.float32) * np.float32(
        rng.uniform(2, 18 * strength)
    )


def _recompressed(rng: np.random.Generator, pixels: NDArray[np.uint8]) -> NDArray[np.uint8]:
    saved = io.BytesIO()
    Image.fromarray(pixels).save(saved, "JPEG", quality=int(rng.integers(30, 96)))
    return np.asarray(Image.open(saved).convert("RGB"))
