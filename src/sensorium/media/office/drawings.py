"""Pictures and diagrams that lie in Office's files (DrawingML, ECMA-376 part 1, 20 and 21) → blocks.

A chart becomes the table of the values it shows; a diagram of shapes (SmartArt) the list of its words.
"""

from __future__ import annotations

from typing import Final

from sensorium.media.office.flow import Block, Cell, Item, Picture, Table, plain
from sensorium.media.office.markup import Element, every, first, number, told
from sensorium.media.office.packages import Package, Relations

SHOWN: Final = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")  # how pictures begin that are drawn: PNG, JPEG
_MOST_POINTS = 2_000  # of a series
_MOST_SERIES = 50


def pictures_in(element: Element, package: Package, relations: Relations, notes: list[str]) -> list[Picture]:
    """Every picture below an element, by its relationship; alt: what the nearest properties say."""
    alt = _described(element)
    names = [told(blip, "r:embed") for blip in every(element, ".//a:blip")]
    names += [told(image, "r:id") for image in every(element, ".//v:imagedata")]
    found = [(name, relations.get(name)) for name in names if name]
    return [picture_of(package, target, alt, notes) for _, target in found if target is not None]


def picture_of(package: Package, target: str, alt: str, notes: list[str]) -> Picture:
    """A picture's part; without bytes, and noted, where it is of a kind that is not shown."""
    data = package.part(target) if target in package else b""
    if not data.startswith(SHOWN):
        notes.append("pictures that are neither PNG nor JPEG are left empty")
        data = b""
    return Picture(data=data, alt=alt)


def _described(element: Element) -> str:
    for tag in ("wp:docPr", "p:cNvPr", "xdr:cNvPr"):
        for properties in every(element, f".//{tag}"):
            words = told(properties, "descr") or ""
            if words.strip():
                return " ".join(words.split())
    return ""


def of_part(package: Package, name: str, anchor: str, notes: list[str]) -> list[Block]:
    """What lies on a sheet: its pictures and charts."""
    root, relations = package.xml(name), package.relations(name)
    blocks: list[Block] = []
    for frame in root:
        blocks += pictures_in(frame, package, relations, notes)
        blocks += charts_in(frame, package, relations, anchor, notes)
    return blocks


def charts_in(element: Element, package: Package, relations: Relations, anchor: str, notes: list[str]) -> list[Block]:
    """Every chart below an element as a table, every diagram as a list."""
    blocks: list[Block] = []
    for chart in every(element, ".//c:chart"):
        target = relations.get(told(chart, "r:id"))
        if target is not None and target in package:
            blocks += _chart(package.xml(target), anchor)
            notes.append("charts stand as the tables of their values")
    for diagram in every(element, ".//d:relIds"):
        target = relations.get(told(diagram, "r:dm"))
        if target is not None and target in package:
            blocks += _diagram(package.xml(target), anchor)
    return blocks


def _chart(root: Element, anchor: str) -> list[Block]:
    title = "".join(part.text or "" for part in every(root, "c:chart/c:title//a:t"))
    columns: list[tuple[str, dict[int, str]]] = []
    categories: dict[int, str] = {}
    for series in every(root, "c:chart/c:plotArea//c:ser")[:_MOST_SERIES]:
        name = " ".join(_points(first(series, "c:tx")).values()) or f"series {len(columns) + 1}"
        for tag in ("c:cat", "c:xVal"):
            categories |= _points(first(series, tag))
        for tag in ("c:val", "c:yVal"):
            values = first(series, tag)
            columns += [] if values is None else [(name, _points(values))]
    if not columns:
        return []
    return [Table(cells=tuple(_chart_cells(categories, columns)), caption=plain(title), anchor=anchor)]


def _chart_cells(categories: dict[int, str], columns: list[tuple[str, dict[int, str]]]) -> list[Cell]:
    cells = [Cell(row=0, column=1 + at, runs=plain(name), heading=True) for at, (name, _) in enumerate(columns)]
    every_point = sorted(set(categories).union(*(values for _, values in columns)))
    for row, point in enumerate(every_point, 1):
        cells.append(Cell(row=row, column=0, runs=plain(categories.get(point, str(point + 1))), heading=True))
        cells += [
            Cell(row=row, column=1 + at, runs=plain(values.get(point, ""))) for at, (_, values) in enumerate(columns)
        ]
    return cells


def _points(element: Element | None) -> dict[int, str]:
    """Values that were kept beside their reference, by their index."""
    if element is None:
        return {}
    kept = every(element, ".//c:pt")[:_MOST_POINTS]
    points = {number(told(point, "idx")): _value(first(point, "c:v")) for point in kept}
    return points or {0: _value(first(element, "c:v"))} if first(element, "c:v") is not None else points


def _value(element: Element | None) -> str:
    text = ((element.text if element is not None else "") or "").strip()
    try:
        return f"{float(text):.10g}" if text else ""
    except ValueError:
        return text


def _diagram(root: Element, anchor: str) -> list[Block]:
    lines = ["".join(part.text or "" for part in every(point, ".//a:t")) for point in every(root, "d:ptLst/d:pt")]
    return [Item(runs=plain(line), anchor=anchor) for line in lines if line.strip()]
