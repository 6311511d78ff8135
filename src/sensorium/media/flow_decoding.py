"""Bytes of office files, HTML, mail, books, Markdown, CSV → pages set in type, inside the decoding process."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from sensorium.errors import InvalidInput
from sensorium.limits import Limits
from sensorium.media import flow, picture_decoding
from sensorium.media.messages import Decoded
from sensorium.media.office import reading
from sensorium.media.resolution import POINTS_PER_INCH
from sensorium.media.typesetting import typefaces
from sensorium.media.typesetting.canvas import Canvas, PlacedPicture
from sensorium.media.typesetting.printing import pdf_of
from sensorium.media.typesetting.setting import pages_of

_MOST_PICTURES = 300  # of a document; further ones stay empty
_BROKEN = "pictures that are damaged or too large are left empty"


@dataclass(frozen=True, kw_only=True)
class SetDocument:
    """A document on its pages, before these are drawn."""

    pages: list[Canvas]
    title: str
    notes: tuple[str, ...]

    def printed(self) -> bytes:
        """A PDF of all but the pictures."""
        return pdf_of([page.sheet() for page in self.pages])

    def decoded(self, drawn: Iterable[NDArray[np.uint8]], dpi: float, notes: Iterable[str], limits: Limits) -> Decoded:
        """The answer. drawn: each page's pixels without its pictures, which are put in here."""
        arrays: dict[str, NDArray[Any]] = {}
        flows = []
        for index, (page, pixels) in enumerate(zip(self.pages, drawn, strict=True)):
            for picture in page.pictures:
                _show(picture, pixels, dpi / POINTS_PER_INCH, limits)
            arrays[f"page{index}"] = pixels
            more, told = flow.packed(page.flow(), f"flow{index}")
            arrays |= more
            flows.append(told)
        pages = [[page.text, *page.size_pt] for page in self.pages]
        facts = {"pages": pages, "flows": flows, "title": self.title, "dpi": dpi, "notes": [*notes, *self.notes]}
        return Decoded(arrays, facts)


def prepare() -> None:
    """Load all that is loaded when it is first used: no file can be opened later."""
    picture_decoding.prepare()
    reading.prepare()
    typefaces.prepare()


def set_pages(data: bytes, media_type: str, limits: Limits) -> SetDocument:
    """A file of one of `formats.FLOWING` on pages. Raises as `office.reading.read`, and for too many pages."""
    read = reading.read(data, media_type, limits)
    notes = list(read.notes)
    sizes: dict[bytes, tuple[int, int] | None] = {}

    def measure(picture: bytes) -> tuple[int, int] | None:
        if picture not in sizes:
            sizes[picture] = _size(picture, limits) if len(sizes) < _MOST_PICTURES else None
            if sizes[picture] is None:
                notes.append(_BROKEN)
        return sizes[picture]

    pages = pages_of(read, measure, limits.document_pages)
    if not all(page.shows_all for page in pages):
        notes.append("letters that are not Western European are '?' in the pictures of pages, not in their text")
    return SetDocument(pages=pages, title=read.title, notes=tuple(dict.fromkeys(notes)))


def _size(picture: bytes, limits: Limits) -> tuple[int, int] | None:
    try:
        return picture_decoding.size_of(picture, limits)
    except InvalidInput:
        return None


def _show(picture: PlacedPicture, pixels: NDArray[np.uint8], scale: float, limits: Limits) -> None:
    """Put a picture at its place on a page of `scale` pixels a point; a damaged one leaves it grey."""
    left, top, right, bottom = (max(0, round(edge * scale)) for edge in picture.box)
    place = pixels[top:bottom, left:right]
    height, width = place.shape[:2]
    if not place.size:
        return
    try:
        found = picture_decoding.decode_picture(picture.data, limits, max_side=max(width, height)).arrays["pixels"]
    except InvalidInput:
        place[:] = 224
        return
    shown = Image.fromarray(np.ascontiguousarray(found)).resize((width, height), Image.Resampling.BICUBIC)
    place[:] = np.asarray(shown)
