"""Checks that an array is what a value promises, and makes the value's view of it read-only."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import DTypeLike, NDArray

from sensorium.errors import InvalidInput


def frozen(value: object, array: object, name: str, dtype: DTypeLike, shape: tuple[int | None, ...]) -> None:
    """Set field `name` of the frozen dataclass `value` to a read-only view of `array`.

    `shape` holds None where any size is allowed. The caller's own array stays writable; change it no more.
    Raises `InvalidInput(code="invalid_array")`.
    """
    if not isinstance(array, np.ndarray) or not _fits(array, dtype, shape):
        got = f"{array.dtype} {array.shape}" if isinstance(array, np.ndarray) else type(array).__name__
        wanted = str(shape).replace("None", "any")
        message = f"{type(value).__name__}.{name} must be {np.dtype(dtype)} of shape {wanted}, got {got}."
        raise InvalidInput(message, code="invalid_array", param=name)
    view = array.view()
    view.flags.writeable = False
    object.__setattr__(value, name, view)


def _fits(array: NDArray[Any], dtype: DTypeLike, shape: tuple[int | None, ...]) -> bool:
    sizes = zip(shape, array.shape, strict=False)
    return array.ndim == len(shape) and array.dtype == dtype and all(want in {None, got} for want, got in sizes)


def finite(value: object, array: NDArray[Any], name: str) -> None:
    """Raises `InvalidInput(code="invalid_array")` for NaN and infinity."""
    if not np.isfinite(array).all():
        message = f"{type(value).__name__}.{name} holds NaN or infinity; every number must be finite."
        raise InvalidInput(message, code="invalid_array", param=name)
