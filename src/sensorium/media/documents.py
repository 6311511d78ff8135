"""Documents: bytes of PDF, office files, HTML, mail, books, text, TIFF → pages: text, picture, size in points.

A point is 1/72 inch.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sensorium.errors import InvalidInput
from sensorium.limits import DEFAULT, Limits
from sensorium.media import flow, formats, worker
from sensorium.media.flow import PageFlow


@dataclass(frozen=True, eq=False, kw_only=True)
class PageArrays:
    """One page: `text` ('' without a text layer), `pixels` uint8, shape = (height, width, 3), size in points.

    flow: words and blocks with their places, of a format that says itself what they are; None for the others.
    """

    text: str
    pixels: NDArray[np.uint8]
    width_pt: float
    height_pt: float
    flow: PageFlow | None = None


@dataclass(frozen=True, eq=False, kw_only=True)
class Pages:
    """A document: its pages in order, its title ('' when it names none), dots per inch of the pictures, notes."""

    pages: tuple[PageArrays, ...]
    title: str
    dpi: float
    notes: tuple[str, ...]


def read(data: bytes, limits: Limits = DEFAULT, *, dpi: float | None = None, declared: str = "") -> Pages:
    """All pages of a document. Without `dpi` the finest resolution up to 144 whose pictures fit the limits.

    Formats without pages (`formats.FLOWING`) are set on pages of our own; pages of a TIFF are as long as those of A4,
    whatever it says of itself, and have no text. declared: see `formats.detect`. Raises
    `TooLarge(code="document_too_complex")` for more pages, pixels, characters, parts or cells than allowed,
    `InvalidInput(code="document_encrypted" | "invalid_document" | "invalid_image" | "invalid_text" |
    "unsupported_format")`, `MissingDependency` for an office file without the extra `docs`, and what `worker.decode`
    raises.
    """
    if dpi is not None and not 1 <= dpi <= 1200:
        raise InvalidInput(f"`dpi` is 1 … 1200, not {dpi:g}.", code="invalid_dpi", param="dpi")
    if formats.detect(data, declared) == formats.TIFF:
        decoded = worker.decode("scan", data, limits, dpi=dpi)
    else:
        decoded = worker.decode("pages", data, limits, dpi=dpi, declared=declared)
    facts = decoded.facts
    with worker.judging_answer():
        pages = tuple(
            PageArrays(
                text=str(text),
                pixels=worker.pixels_of(decoded, f"page{index}", num_dimensions=3),
                width_pt=float(width_pt),
                height_pt=float(height_pt),
                flow=flow.unpacked(decoded.arrays, facts["flows"][index], f"flow{index}") if "flows" in facts else None,
            )
            for index, (text, width_pt, height_pt) in enumerate(facts["pages"])
        )
        notes = tuple(str(note) for note in facts["notes"])
        return Pages(pages=pages, title=str(facts["title"]), dpi=float(facts["dpi"]), notes=notes)
