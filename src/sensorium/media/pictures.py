"""Pictures: PNG, JPEG, WebP, GIF, AVIF and TIFF bytes ↔ uint8 pixels, shape = (height, width, 3), sRGB, row 0 on top.

Alpha is laid on white, EXIF orientation is applied, colour profiles are converted. Decoding happens in a limited
process (`worker.py`, `picture_decoding.py`).
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sensorium.errors import InvalidInput, TooLarge
from sensorium.limits import DEFAULT, Limits
from sensorium.media import worker

_WRITERS: dict[str, dict[str, Any]] = {
    "png": {"format": "PNG", "compress_level": 6},
    "jpeg": {"format": "JPEG", "quality": 92, "subsampling": 0},
    "webp": {"format": "WEBP", "quality": 92, "method": 4},
}
_LONGEST_SIDE = {"png": 2**31 - 1, "jpeg": 65_535, "webp": 16_383}


@dataclass(frozen=True, eq=False, kw_only=True)
class Picture:
    """One decoded picture. `width` and `height` are the upright size in the file, `pixels` may be smaller.

    num_frames: of an animation, or pages of a TIFF; a TIFF's thumbnails are not counted.
    """

    pixels: NDArray[np.uint8]
    width: int
    height: int
    num_frames: int
    notes: tuple[str, ...]


@dataclass(frozen=True, eq=False, kw_only=True)
class Frames:
    """An animation: `frames` uint8, shape = (frames, height, width, 3), shown from `times_s` (starts at 0)."""

    frames: NDArray[np.uint8]
    times_s: NDArray[np.float64]
    duration_s: float
    num_frames_in_file: int


def read(data: bytes, limits: Limits = DEFAULT, *, max_side: int | None = None, page: int = 1) -> Picture:
    """The first frame of a picture, or page `page` of a TIFF; with `max_side`, no side is longer than that.

    JPEGs are then decoded at 1/2, 1/4 or 1/8 size straight from their DCT coefficients (libjpeg's scaled decoding).
    Raises `TooLarge(code="image_too_large" | "too_many_frames")` from declared sizes, `InvalidInput(code=
    "unsupported_format" | "invalid_image" | "invalid_page")` and what `worker.decode` raises.
    """
    decoded = worker.decode("picture", data, limits, max_side=max_side, page=page)
    with worker.judging_answer():
        return Picture(
            pixels=worker.pixels_of(decoded, "pixels", num_dimensions=3),
            width=int(decoded.facts["width"]),
            height=int(decoded.facts["height"]),
            num_frames=int(decoded.facts["num_frames"]),
            notes=tuple(str(note) for note in decoded.facts["notes"]),
        )


def timing(data: bytes, limits: Limits = DEFAULT) -> tuple[NDArray[np.float64], float]:
    """When each frame of an animated picture begins to be shown, and how long it lasts, in seconds."""
    decoded = worker.decode("timing", data, limits)
    with worker.judging_answer():
        return decoded.arrays["times_s"].astype(np.float64).reshape(-1), float(decoded.facts["duration_s"])


def frames(
    data: bytes,
    limits: Limits = DEFAULT,
    *,
    max_frames: int | None = None,
    max_side: int | None = None,
    rows: Sequence[int] | None = None,
) -> Frames:
    """All frames of an animated GIF, WebP, PNG or AVIF; `max_frames` of them evenly spread over their number; or those
    with the numbers `rows`, from 0.
    """
    decoded = worker.decode("frames", data, limits, max_frames=max_frames, max_side=max_side, rows=rows)
    with worker.judging_answer():
        pixels = worker.pixels_of(decoded, "frames", num_dimensions=4)
        return Frames(
            frames=pixels,
            times_s=decoded.arrays["times_s"].astype(np.float64).reshape(len(pixels)),
            duration_s=float(decoded.facts["duration_s"]),
            num_frames_in_file=int(decoded.facts["num_frames"]),
        )


def write(pixels: NDArray[np.uint8], name: str = "png", *, quality: int | None = None) -> bytes:
    """Pixels → the bytes of a `png`, `jpeg` or `webp` file. `quality` 1 … 100 is for the last two."""
    from PIL import Image

    name = "jpeg" if name == "jpg" else name
    if name not in _WRITERS:
        known = ", ".join(_WRITERS)
        raise InvalidInput(f"Pictures are written as {known}, not as {name!r}.", code="unsupported_format")
    if pixels.dtype != np.uint8 or pixels.ndim != 3 or pixels.shape[2] != 3 or not pixels.size:
        raise ValueError(f"pixels must be uint8 of shape (height, width, 3), got {pixels.dtype} {pixels.shape}")
    if max(pixels.shape[:2]) > _LONGEST_SIDE[name]:
        longest = _LONGEST_SIDE[name]
        raise TooLarge(
            f"A {name} file cannot be that long; write png", limit=longest, got=max(pixels.shape), unit="pixels",
            code="image_too_large",
        )  # fmt: skip
    options = dict(_WRITERS[name])
    if quality is not None:
        if name == "png" or not 1 <= quality <= 100:
            raise InvalidInput("`quality` is 1 … 100, for jpeg and webp only.", code="invalid_quality", param="quality")
        options["quality"] = quality
    file = io.BytesIO()
    Image.fromarray(np.ascontiguousarray(pixels)).save(file, **options)
    return file.getvalue()
