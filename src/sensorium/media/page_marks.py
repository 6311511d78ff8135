"""What stands on the pages of a PDF and where: words of the text layer, lines, shaded areas, pictures, form fields.

Places are points (1/72 inch) from the upper left corner of the page as it is shown (its rotation applied), x to the
right, y down; boxes are float32 rows of left, top, right, bottom. A page that was scanned has a picture and no words.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sensorium.errors import InvalidInput
from sensorium.limits import DEFAULT, Limits
from sensorium.media import worker
from sensorium.media.messages import Decoded

BOLD, ITALIC, MONOSPACED, HIDDEN, UNMAPPED = 1, 2, 4, 8, 16  # bits of `PageMarks.styles`
PAGES_AT_A_TIME = 50


@dataclass(frozen=True, eq=False, kw_only=True)
class Field:
    """A field of a form: its name, its label if it has one, what stands in it ("on" or "off" in a box to tick)."""

    name: str
    label: str
    value: str
    box: tuple[float, float, float, float]


@dataclass(frozen=True, eq=False, kw_only=True)
class PageMarks:
    """One page, N words in the order in which the file holds them.

    boxes: float32, shape = (N, 4); sizes_pt: float32, shape = (N,), of the type; angles_deg: float32, shape = (N,), by
    which a word is turned counter-clockwise; styles: uint8, shape = (N,), bits `BOLD`, `ITALIC`, `MONOSPACED`, `HIDDEN`
    (it is not drawn: what a scanner's program read), `UNMAPPED` (the file does not say which letters these are).
    rules: float32, shape = (R, 4), thin lines. fills: float32, shape = (F, 5), coloured areas and their luminance
    (0 … 1). pictures, drawings: float32, shape = (P, 4), of pictures and of curves.
    """

    number: int
    width_pt: float
    height_pt: float
    words: tuple[str, ...]
    boxes: NDArray[np.float32]
    sizes_pt: NDArray[np.float32]
    angles_deg: NDArray[np.float32]
    styles: NDArray[np.uint8]
    rules: NDArray[np.float32]
    fills: NDArray[np.float32]
    pictures: NDArray[np.float32]
    drawings: NDArray[np.float32]
    fields: tuple[Field, ...]


@dataclass(frozen=True, eq=False, kw_only=True)
class Marks:
    """Some pages of a PDF, how many it has in all, its title ('' when it names none), notes.

    num_attachments: how many files it carries, see `attachments.read`.
    """

    pages: tuple[PageMarks, ...]
    num_pages: int
    title: str
    notes: tuple[str, ...]
    num_attachments: int = 0


def read(
    data: bytes,
    limits: Limits = DEFAULT,
    *,
    first: int = 1,
    last: int | None = None,
    password: str | None = None,
) -> Marks:
    """Pages `first` to `last` (from 1, both included) of a PDF; without `last` the next `PAGES_AT_A_TIME` at the most.

    Raises `InvalidInput(code="document_encrypted" | "invalid_document" | "unsupported_format" | "invalid_page")`,
    `TooLarge(code="document_too_complex")` for more letters than a document may have, and what `worker.decode` raises.
    """
    last = first + PAGES_AT_A_TIME - 1 if last is None else last
    if not 1 <= first <= last:
        raise InvalidInput(f"Pages count from 1; {first} to {last} are none.", code="invalid_page", param="pages")
    decoded = worker.decode("marks", data, limits, first=first, last=last, password=password)
    with worker.judging_answer():
        facts = decoded.facts
        pages = tuple(_page(decoded, index, page) for index, page in enumerate(facts["pages"]))
        notes = tuple(str(note) for note in facts["notes"])
        counts = {name: int(facts[name]) for name in ("num_pages", "num_attachments")}
        return Marks(pages=pages, title=str(facts["title"]), notes=notes, **counts)


@dataclass(frozen=True, eq=False, kw_only=True)
class Pictures:
    """Pages as pictures: uint8 arrays, shape = (height, width, 3), their dots per inch, notes."""

    pixels: tuple[NDArray[np.uint8], ...]
    dpi: float
    notes: tuple[str, ...]


def pictures(
    data: bytes,
    limits: Limits = DEFAULT,
    *,
    first: int,
    last: int,
    dpi: float | None = None,
    password: str | None = None,
) -> Pictures:
    """Pages `first` to `last` of a PDF as pictures; without `dpi` the finest resolution up to 144 that fits the limits.

    Raises what `read` does, and `TooLarge(code="document_too_complex")` where the pictures do not fit.
    """
    if not 1 <= first <= last:
        raise InvalidInput(f"Pages count from 1; {first} to {last} are none.", code="invalid_page", param="pages")
    decoded = worker.decode("page_pictures", data, limits, first=first, last=last, dpi=dpi, password=password)
    with worker.judging_answer():
        found = [worker.pixels_of(decoded, f"page{place}", num_dimensions=3) for place in range(len(decoded.arrays))]
        notes = tuple(str(note) for note in decoded.facts["notes"])
        return Pictures(pixels=tuple(found), dpi=float(decoded.facts["dpi"]), notes=notes)


def _page(decoded: Decoded, index: int, facts: dict[str, Any]) -> PageMarks:
    words = tuple(str(word) for word in facts["words"])
    width_pt, height_pt = facts["size"]
    return PageMarks(
        number=int(facts["number"]),
        width_pt=float(width_pt),
        height_pt=float(height_pt),
        words=words,
        boxes=_numbers(decoded, f"boxes{index}", (len(words), 4)),
        sizes_pt=_numbers(decoded, f"sizes{index}", (len(words),)),
        angles_deg=_numbers(decoded, f"angles{index}", (len(words),)),
        styles=_styles(decoded, f"styles{index}", len(words)),
        rules=_numbers(decoded, f"rules{index}", (-1, 4)),
        fills=_numbers(decoded, f"fills{index}", (-1, 5)),
        pictures=_numbers(decoded, f"pictures{index}", (-1, 4)),
        drawings=_numbers(decoded, f"drawings{index}", (-1, 4)),
        fields=tuple(_field(*field) for field in facts["fields"]),
    )


def _field(name: object, label: object, value: object, box: list[float]) -> Field:
    left, top, right, bottom = (float(edge) for edge in box)
    return Field(name=str(name), label=str(label), value=str(value), box=(left, top, right, bottom))


def _numbers(decoded: Decoded, name: str, shape: tuple[int, ...]) -> NDArray[np.float32]:
    """Array `name`, finite float32 of that shape; -1 stands for any length."""
    array = decoded.arrays[name]
    fits = array.ndim == len(shape) and all(want in (-1, got) for want, got in zip(shape, array.shape, strict=True))
    if array.dtype != np.float32 or not fits or not np.isfinite(array).all():
        raise ValueError(name)
    return array


def _styles(decoded: Decoded, name: str, count: int) -> NDArray[np.uint8]:
    array = decoded.arrays[name]
    if array.dtype != np.uint8 or array.shape != (count,):
        raise ValueError(name)
    return array
