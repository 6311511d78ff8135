"""Pages of a PDF, some at a time: by their text layer where it can be believed, else as pictures, by a reader."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from sensorium.abilities.documents import scans
from sensorium.abilities.documents.box import Box
from sensorium.abilities.documents.scans import Scan
from sensorium.abilities.documents.sheet import Sheet, hidden_words, sheet_of
from sensorium.abilities.documents.tree import TEXT_LAYER, Word
from sensorium.abilities.documents.way import Way
from sensorium.content import Image
from sensorium.media import page_marks
from sensorium.media.page_marks import UNMAPPED, PageMarks

PICTURE_DPI = 200.0  # at which a page is read as a picture
COVERED = 0.5  # of the page, by pictures: it may be a scan
FEW_WORDS = 12  # beside such a picture: a stamp, a line that a scanner adds
GARBLED = 0.3  # of the words, whose letters the file does not tell


@dataclass(frozen=True, kw_only=True)
class Seen:
    """A page and, where it was looked at, its picture with points a pixel. title: what the file calls itself.

    num_attachments: of the file.
    """

    sheet: Sheet
    num_pages: int
    title: str = ""
    num_attachments: int = 0
    picture: Image | None = None
    scale: float = 1.0
    doubted: tuple[Word, ...] = ()
    turned_deg: float = 0.0
    steps: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def pages_of(data: bytes, way: Way) -> Iterator[Seen]:
    """Pages `way.first` to `way.last`, one after the other; pages beyond the last are not asked for."""
    first, last = way.first, way.last
    while last is None or first <= last:
        part = page_marks.read(
            data, way.limits, first=first, last=min(first + page_marks.PAGES_AT_A_TIME - 1, last or first + 10**9),
            password=way.password,
        )  # fmt: skip
        for marks in part.pages:
            seen = _seen(data, marks, way)
            yield replace(seen, num_pages=part.num_pages, title=part.title, num_attachments=part.num_attachments)
        first += len(part.pages)
        if first > part.num_pages:
            return


def _seen(data: bytes, marks: PageMarks, way: Way) -> Seen:
    sheet = sheet_of(marks)
    if why := why_pictured(marks, sheet):
        return _as_picture(data, marks, way, why)
    if way.second is None:
        return Seen(sheet=sheet, num_pages=0)
    return _compared(sheet, picture_of(data, marks.number, way), way)


def why_pictured(marks: PageMarks, sheet: Sheet) -> str:
    """Why the text layer of a page is not enough; '' where it is."""
    if marks.words and np.mean(marks.styles & UNMAPPED > 0) > GARBLED:
        return "the file does not tell its letters"
    if len(sheet.words) + len(sheet.turned) > FEW_WORDS or not len(marks.pictures):
        return ""
    shown = sum(sheet.box.common(box) for box in sheet.pictures)
    return "it is a picture" if shown >= COVERED * sheet.box.area else ""


def picture_of(data: bytes, number: int, way: Way, dpi: float = PICTURE_DPI) -> Image:
    """Page `number` as a picture; coarser where the limits ask for it."""
    shown = page_marks.pictures(data, way.limits, first=number, last=number, dpi=dpi, password=way.password)
    return Image(shown.pixels[0])


def _as_picture(data: bytes, marks: PageMarks, way: Way, why: str) -> Seen:
    """A page that has to be read from its picture. Without a reader what a scanner's program left is taken."""
    before = hidden_words(marks)
    if way.reader is None and before:
        sheet = replace(sheet_of(marks), words=before)
        note = f"page {marks.number}: words that a scanner's program left under its picture, read by nobody here"
        return Seen(sheet=sheet, num_pages=0, notes=(note,))
    scan: Scan = scans.scanned(picture_of(data, marks.number, way), marks.number, way, width_pt=marks.width_pt)
    note = f"page {marks.number}: read from its picture, since {why}"
    return Seen(
        sheet=_with_stamps(scan, sheet_of(marks)),
        num_pages=0,
        picture=scan.picture,
        scale=scan.scale,
        doubted=scan.doubted,
        turned_deg=scan.turned_deg,
        steps=scan.steps,
        notes=(note, *scan.notes) if way.reader is not None else scan.notes,
    )


def _with_stamps(scan: Scan, layer: Sheet) -> Sheet:
    """Where nobody read a page's picture, its few words of text stay; a reader sees them as well."""
    return scan.sheet if scan.sheet.words or scan.turned_deg else replace(layer, number=scan.sheet.number)


def _compared(sheet: Sheet, picture: Image, way: Way) -> Seen:
    """A text layer beside what a reader sees: the layer's letters stay, and say who agrees."""
    scale = sheet.width_pt / picture.width
    asked = replace(way, reader=None)
    shown = _in_pixels(sheet.words, scale)
    words, doubted = scans.read_words(picture, asked, {TEXT_LAYER: shown})
    votes = {word.box: word.votes for word in (*words, *doubted) if word.source == TEXT_LAYER}
    voted = tuple(
        replace(word, votes=votes.get(before.box, ())) for word, before in zip(sheet.words, shown, strict=True)
    )
    return Seen(sheet=replace(sheet, words=voted), num_pages=0, picture=picture, scale=scale)


def _in_pixels(words: Sequence[Word], scale: float) -> list[Word]:
    return [replace(word, box=word.box.scaled(1 / scale)) for word in words]


def cut(picture: Image, box: Box, scale: float) -> Image | None:
    """A part of a page's picture, by its box in points; None where nothing is left of it."""
    pixels = box.scaled(1 / scale)
    rows = slice(max(0, int(pixels.top)), max(0, int(pixels.bottom)))
    columns = slice(max(0, int(pixels.left)), max(0, int(pixels.right)))
    part = picture.pixels[rows, columns]
    return Image(np.ascontiguousarray(part)) if part.size else None
