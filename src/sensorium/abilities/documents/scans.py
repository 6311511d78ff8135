"""A picture of a page → a `Sheet`: prepared, read, and compared with a second reader where one is asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sensorium.abilities.documents.box import Box
from sensorium.abilities.documents.readers import reader
from sensorium.abilities.documents.readers.believing import believed
from sensorium.abilities.documents.readers.preparing import prepare
from sensorium.abilities.documents.readers.reader import Reader
from sensorium.abilities.documents.sheet import Sheet
from sensorium.abilities.documents.tree import Word
from sensorium.abilities.documents.way import Way
from sensorium.content import Image
from sensorium.media.resolution import POINTS_PER_INCH

LONGER_SIDE_PT = 842.0  # of a picture that does not say how large it was: A4's
ROLL_PT = 227.0  # 80 mm: the width of a receipt, which is much longer than wide
ROLL = 2.0  # times as long as wide, and more
SIZE_OF_BOX = 0.8  # of the height of a word's box: the size of its type, about
WITHOUT_READER = "page {number} is a picture, and no reader of pictures is here: pip install 'sensorium[ocr]'"


@dataclass(frozen=True, kw_only=True)
class Scan:
    """What was read of a picture. picture: as it was read, upright; scale: points a pixel; doubted: words that a reader
    gave and that are better not believed; turned_deg, steps: as `tree.ReadPage` has them.
    """

    sheet: Sheet
    picture: Image
    scale: float
    doubted: tuple[Word, ...] = ()
    turned_deg: float = 0.0
    steps: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def scanned(picture: Image, number: int, way: Way, *, width_pt: float | None = None) -> Scan:
    """Read a picture of page `number`. width_pt: of the page, where it is known. Raises what readers raise."""
    if way.reader is None:
        scale = scale_of(picture, width_pt)
        sheet = Sheet(number=number, width_pt=picture.width * scale, height_pt=picture.height * scale)
        return Scan(sheet=sheet, picture=picture, scale=scale, notes=(WITHOUT_READER.format(number=number),))
    prepared = prepare(picture, way.reader)
    page = prepared.picture
    scale = scale_of(page, None if prepared.steps else width_pt)
    words, doubted = read_words(page, way, {} if prepared.words is None else {way.reader.name: prepared.words})
    sheet = Sheet(
        number=number,
        width_pt=page.width * scale,
        height_pt=page.height * scale,
        words=sized_in_points(words, scale),
        rules=_rules(page, scale),
    )
    return Scan(
        sheet=sheet,
        picture=page,
        scale=scale,
        doubted=sized_in_points(doubted, scale),
        turned_deg=round(prepared.turned_deg, 2),
        steps=prepared.steps,
        notes=(f"page {number}: {', '.join(prepared.steps)}",) if prepared.steps else (),
    )


def scale_of(picture: Image, width_pt: float | None) -> float:
    """Points a pixel."""
    if width_pt is not None:
        return width_pt / picture.width
    longer, shorter = max(picture.width, picture.height), min(picture.width, picture.height)
    return ROLL_PT / shorter if longer >= ROLL * shorter else LONGER_SIDE_PT / longer


def read_words(
    picture: Image, way: Way, before: Mapping[str, Sequence[Word]]
) -> tuple[tuple[Word, ...], tuple[Word, ...]]:
    """Words that are believed, and those that are not, boxes in pixels. `before`: what others read in it already."""
    readers: list[Reader] = [one for one in (way.reader, way.second) if one is not None]
    readings = {**before, **{one.name: one.read(picture) for one in readers if one.name not in before}}
    judged = believed(picture, readings)
    return judged.words, judged.doubted


def sized_in_points(words: Sequence[Word], scale: float) -> tuple[Word, ...]:
    """Words of a picture with boxes in points, and the size of type that their boxes tell."""
    return tuple(
        replace(word, size_pt=word.size_pt * scale or SIZE_OF_BOX * word.box.height)
        for word in reader.in_points(words, POINTS_PER_INCH / scale)
    )


def _rules(picture: Image, scale: float) -> tuple[Box, ...]:
    """Lines, in points. Of a tiny or huge picture they are looked for at the nearest resolution that print has."""
    from sensorium.abilities.documents.tables import picture_rules

    dpi = POINTS_PER_INCH / scale
    taken = min(max(dpi, picture_rules.LEAST_DPI), picture_rules.MOST_DPI)
    return tuple(box.scaled(taken / dpi) for box in picture_rules.rules_in(picture.pixels, taken))
