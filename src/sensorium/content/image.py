"""One picture."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from sensorium.content import saving
from sensorium.content.arrays import frozen
from sensorium.errors import InvalidInput
from sensorium.limits import DEFAULT, Limits

if TYPE_CHECKING:
    from sensorium.media.sources import Source

_FORMATS = {"png": "png", "jpg": "jpeg", "jpeg": "jpeg", "webp": "webp"}


@dataclass(frozen=True, eq=False)
class Image:
    """One picture: `pixels` uint8, shape = (height, width, 3), sRGB, row 0 at the top."""

    pixels: NDArray[np.uint8]

    def __post_init__(self) -> None:
        frozen(self, self.pixels, "pixels", np.uint8, (None, None, 3))
        if not self.pixels.size:
            raise InvalidInput("A picture needs at least one pixel.", code="invalid_array", param="pixels")

    @classmethod
    def open(cls, source: Source, *, max_side: int | None = None, limits: Limits = DEFAULT) -> Image:
        """Read PNG, JPEG, WebP, GIF (its first frame), AVIF or TIFF, upright and on white.

        `max_side`: shrink so that neither side is longer, in pixels. Raises `InvalidInput`, `TooLarge`.
        """
        from sensorium.media import pictures, sources

        return cls(pictures.read(sources.load(source, limits).data, limits, max_side=max_side).pixels)

    @classmethod
    def from_array(cls, array: NDArray[Any]) -> Image:
        """From grey (height, width), RGB or RGBA (height, width, 3 or 4): uint8, bool, or floats in [0, 1].

        Alpha is laid on white. Raises `InvalidInput(code="invalid_array")`.
        """
        values = np.asarray(array)
        if values.ndim == 2:
            values = values[:, :, None].repeat(3, axis=2)
        if values.ndim != 3 or values.shape[2] not in {3, 4}:
            message = f"A picture has shape (height, width), (…, 3) or (…, 4), got {np.shape(array)}."
            raise InvalidInput(message, code="invalid_array", param="array")
        unit = _unit_range(values)
        if unit.shape[2] == 4:
            unit = unit[:, :, :3] * unit[:, :, 3:] + (1 - unit[:, :, 3:])
        return cls(np.rint(unit * 255).astype(np.uint8))

    @property
    def width(self) -> int:
        return int(self.pixels.shape[1])

    @property
    def height(self) -> int:
        return int(self.pixels.shape[0])

    def encode(self, format: str = "png", *, quality: int | None = None) -> bytes:  # noqa: A002 - the field's word
        """The bytes of a `png`, `jpeg` or `webp` file; `quality` 1 … 100 is for the last two."""
        from sensorium.media import pictures

        name = saving.format_of(format, _FORMATS)
        return saving.export(self, name, lambda image: pictures.write(image.pixels, name, quality=quality))

    def save(self, path: str | os.PathLike[str], *, quality: int | None = None) -> None:
        """Write .png, .jpg or .webp. Raises `StorageFailed`, `InvalidInput`."""
        saving.write_file(path, self.encode(saving.extension_of(path, _FORMATS), quality=quality))

    def _repr_png_(self) -> bytes:
        return self.encode("png")

    def __repr__(self) -> str:
        return f"Image({self.width}×{self.height})"


def _unit_range(values: NDArray[Any]) -> NDArray[np.float64]:
    """uint8, bool or floats in [0, 1] → float64 in [0, 1]."""
    unit = values.astype(np.float64) / (255 if values.dtype == np.uint8 else 1)
    known = values.dtype in (np.uint8, np.bool_) or np.issubdtype(values.dtype, np.floating)
    if not known or not np.isfinite(unit).all() or unit.min(initial=0) < 0 or unit.max(initial=0) > 1:
        message = f"Pixels are uint8, bool, or floats in [0, 1]; got {values.dtype} outside of that."
        raise InvalidInput(message, code="invalid_array", param="array")
    return unit
