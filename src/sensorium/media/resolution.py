"""How finely pages are shown: dots per inch at which they fit the limits. A point is 1/72 inch."""

from __future__ import annotations

from collections.abc import Sequence

from sensorium.errors import TooLarge
from sensorium.limits import Limits

POINTS_PER_INCH = 72.0
FINEST_DPI = 144.0  # unless asked for more
COARSEST_DPI = 36.0  # below it no print can be read
_BYTES_PER_PIXEL = 3


def resolution(sizes_pt: Sequence[tuple[float, float]], limits: Limits, dpi: float | None) -> tuple[float, list[str]]:
    """Dots per inch at which every page, and all together, fit the limits, and what deserves a mention.

    dpi: what is asked for; None for the finest up to 144. Raises `TooLarge(code="document_too_complex")`.
    """
    areas = [width_pt * height_pt / POINTS_PER_INCH**2 for width_pt, height_pt in sizes_pt] or [1.0]
    all_pixels = limits.document_bytes_unpacked / _BYTES_PER_PIXEL
    finest = min((limits.image_pixels / max(areas)) ** 0.5, (all_pixels / sum(areas)) ** 0.5) * 0.99  # sizes round up
    wanted = COARSEST_DPI if dpi is None else dpi
    if finest < wanted:
        raise TooLarge(
            "The pages are too large to be shown; split the document or ask for a lower dpi", limit=int(finest),
            got=wanted, unit="dpi", code="document_too_complex",
        )  # fmt: skip
    if dpi is not None:
        return dpi, []
    chosen = min(FINEST_DPI, float(int(finest)) if finest >= 1 else finest)
    return chosen, [] if chosen == FINEST_DPI else [f"pages are shown at {chosen:g} dpi, the finest that fits"]
