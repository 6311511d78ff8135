"""PPTX → a flow: a section of its own size for each slide (PresentationML, ECMA-376 part 1, 19).

Shapes are read as the file orders them, which is the order that screen readers follow, the title first; date, footer
and number of a slide last, notes behind them. Hidden slides are left out, and noted.
"""

from __future__ import annotations

from typing import Final

from sensorium.limits import Limits
from sensorium.media.office import bounds, drawings
from sensorium.media.office.flow import (
    Block,
    Cell,
    Flow,
    Heading,
    Item,
    Paragraph,
    Run,
    Runs,
    Section,
    Table,
    blank,
    joined,
    said,
)
from sensorium.media.office.markup import Element, every, first, number, prefixed, told
from sensorium.media.office.packages import Package, Relations
from sensorium.media.office.word_styles import in_form

_EMU_PER_POINT = 12_700
_USUAL_SIZE_EMU = (9_144_000, 6_858_000)
_SMALLEST_PT, _LARGEST_PT = 144.0, 4_032.0
_TITLES: Final = ("title", "ctrTitle")
_EDGES: Final = ("dt", "ftr", "sldNum", "hdr")
_BULLETED: Final = ("body", "obj", "")
_MOST_SPANNED = 500


def read(data: bytes, limits: Limits) -> Flow:
    """A presentation in PPTX, PPSX or PPTM, whose macros are not looked at. Raises as `packages.Package`."""
    package = Package(data, limits)
    name = package.main("ppt/presentation.xml")
    root, relations = package.xml(name), package.relations(name)
    listed = every(root, "p:sldIdLst/p:sldId")
    bounds.judge("The presentation has too many slides; split it", len(listed), limits.document_pages, "slides")
    size_pt, notes, sections, num_hidden = _size_pt(root), list[str](), [], 0
    for place, slide in enumerate(listed, 1):
        target = relations.get(told(slide, "r:id"))
        if target is None or target not in package:
            continue
        element = package.xml(target)
        if told(element, "show") in ("0", "false"):
            num_hidden += 1
            continue
        blocks = _Slide(package, target, f"slide {place}", notes).blocks(element)
        sections.append(Section(blocks=tuple(blocks), size_pt=size_pt))
    if num_hidden:
        notes.append(f"{num_hidden} hidden slides are left out")
    if not sections and not num_hidden:
        raise bounds.damaged("it has no slides")
    titles = [said(block.runs) for section in sections for block in section.blocks if isinstance(block, Heading)]
    return Flow(sections=tuple(sections), title=" ".join(titles[0].split())[:500] if titles else "",
                notes=tuple(dict.fromkeys(notes)))  # fmt: skip


def _size_pt(root: Element) -> tuple[float, float]:
    size = first(root, "p:sldSz")
    sides = [
        number(told(size, side), usual, most=10**9) for side, usual in zip(("cx", "cy"), _USUAL_SIZE_EMU, strict=True)
    ]
    width, height = (min(max(side / _EMU_PER_POINT, _SMALLEST_PT), _LARGEST_PT) for side in sides)
    return width, height


class _Slide:
    """One slide as it is read."""

    def __init__(self, package: Package, name: str, anchor: str, notes: list[str]) -> None:
        self._package, self._anchor, self._notes = package, anchor, notes
        self._relations: Relations = package.relations(name)

    def blocks(self, slide: Element) -> list[Block]:
        tree = first(slide, "p:cSld/p:spTree")
        titles: list[Block] = []
        body: list[Block] = []
        edges: list[Block] = []
        for shape in [] if tree is None else _shapes(tree):
            kind = _placeholder(shape)
            target = titles if kind in _TITLES else edges if kind in _EDGES else body
            target += self._shape(shape, kind)
        if self._relations.of_kind("comments"):
            self._notes.append("comments are left out")
        return [*titles, *body, *edges, *self._spoken()]

    def _spoken(self) -> list[Block]:
        """The notes for who speaks."""
        found: list[Block] = []
        for name in self._relations.of_kind("notesSlide"):
            tree = first(self._package.xml(name), "p:cSld/p:spTree") if name in self._package else None
            for shape in [] if tree is None else _shapes(tree):
                if _placeholder(shape) == "body":
                    texts = [_runs(paragraph) for paragraph in every(shape, "p:txBody/a:p")]
                    found += [Paragraph(runs=runs, role="footnote", anchor=f"{self._anchor}, notes")
                              for runs in texts if not blank(runs)]  # fmt: skip
        return found

    def _shape(self, shape: Element, kind: str | None) -> list[Block]:
        tag = prefixed(shape)
        if tag == "p:pic":
            return list(drawings.pictures_in(shape, self._package, self._relations, self._notes))
        if tag == "p:graphicFrame":
            tables = [block for table in every(shape, ".//a:tbl") for block in self._table(table)]
            return [*tables, *drawings.charts_in(shape, self._package, self._relations, self._anchor, self._notes)]
        return self._paragraphs(shape, kind) if tag == "p:sp" else []

    def _paragraphs(self, shape: Element, kind: str | None) -> list[Block]:
        paragraphs = [(element, _runs(element)) for element in every(shape, "p:txBody/a:p")]
        written = [(element, runs) for element, runs in paragraphs if not blank(runs)]
        if kind in _TITLES:
            runs = joined((runs for _, runs in written), " ")
            return [Heading(runs=runs, level=1, anchor=self._anchor)] if written else []
        if kind in _EDGES:
            return [Paragraph(runs=runs, role="footer", anchor=self._anchor) for _, runs in written]
        counts: dict[int, int] = {}
        return [self._line(element, runs, kind, counts) for element, runs in written]

    def _line(self, element: Element, runs: Runs, kind: str | None, counts: dict[int, int]) -> Block:
        properties = first(element, "a:pPr")
        level = min(max(number(told(properties, "lvl")), 0), 8)
        numbered = None if properties is None else first(properties, "a:buAutoNum")
        for deeper in [depth for depth in counts if depth > level or (depth == level and numbered is None)]:
            del counts[deeper]
        if numbered is not None:
            start = number(told(numbered, "startAt"), 1)
            counts[level] = counts.get(level, start - 1) + 1
            marker = _numbered(counts[level], told(numbered, "type") or "arabicPeriod")
            return Item(runs=runs, marker=marker, level=level + 1, anchor=self._anchor)
        if _has_bullet(properties, kind):
            return Item(runs=runs, level=level + 1, anchor=self._anchor)
        return Paragraph(runs=runs, anchor=self._anchor)

    def _table(self, table: Element) -> list[Block]:
        headed = told(first(table, "a:tblPr"), "firstRow") in ("1", "true")
        cells = []
        for row, row_element in enumerate(every(table, "a:tr")):
            for column, cell in enumerate(every(row_element, "a:tc")):
                if told(cell, "hMerge") in ("1", "true") or told(cell, "vMerge") in ("1", "true"):
                    continue
                lines = [runs for paragraph in every(cell, "a:txBody/a:p") if not blank(runs := _runs(paragraph))]
                spans = [max(1, number(told(cell, side), 1, most=_MOST_SPANNED)) for side in ("rowSpan", "gridSpan")]
                cells.append(Cell(row=row, column=column, runs=joined(lines), row_span=spans[0],
                                  column_span=spans[1], heading=headed and row == 0))  # fmt: skip
        return [Table(cells=tuple(cells), anchor=self._anchor)] if cells else []


def _shapes(tree: Element) -> list[Element]:
    """Shapes in their order, those of groups one by one."""
    found = []
    for child in tree:
        tag = prefixed(child)
        if tag == "p:grpSp":
            found += _shapes(child)
        elif tag == "mc:AlternateContent":
            chosen = first(child, "mc:Choice")
            found += [] if chosen is None else _shapes(chosen)
        elif tag in ("p:sp", "p:pic", "p:graphicFrame"):
            found.append(child)
    return found


def _placeholder(shape: Element) -> str | None:
    """What a shape holds the place of: "title", "body"…; "" for anything, None for a shape of its own."""
    found = next(iter(every(shape, "*/p:nvPr/p:ph")), None)
    return None if found is None else told(found, "type") or ""


def _has_bullet(properties: Element | None, kind: str | None) -> bool:
    if properties is not None:
        if first(properties, "a:buChar") is not None or first(properties, "a:buBlip") is not None:
            return True
        if first(properties, "a:buNone") is not None:
            return False
    return kind in _BULLETED if kind is not None else False


def _numbered(count: int, form: str) -> str:
    forms = {"alphaLc": "lowerLetter", "alphaUc": "upperLetter", "romanLc": "lowerRoman", "romanUc": "upperRoman"}
    word = in_form(count, next((ours for theirs, ours in forms.items() if form.startswith(theirs)), "decimal"))
    if form.endswith("ParenBoth"):
        return f"({word})"
    return f"{word})" if form.endswith("ParenR") else word if form.endswith("Plain") else f"{word}."


def _runs(paragraph: Element) -> Runs:
    runs = []
    for child in paragraph:
        tag = prefixed(child)
        if tag == "a:br":
            runs.append(Run("\n"))
        elif tag in ("a:r", "a:fld") and (text := first(child, "a:t")) is not None and text.text:
            style = first(child, "a:rPr")
            bold, italic = (told(style, name) in ("1", "true") for name in ("b", "i"))
            runs.append(Run(text.text.replace("\v", "\n"), bold, italic))
        elif tag in ("m:oMath", "mc:AlternateContent"):
            runs.append(Run("".join(part.text or "" for part in every(child, ".//m:t"))))
    return tuple(runs)
